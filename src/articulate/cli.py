"""The command line: arguments in, exit code out, no thought of its own.

Exit codes: 0 done, nothing at or above ``--fail-on``; 1 findings at or above it; 2 the input or the
command could not be understood; 3 no plan satisfies the constraints.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from articulate.commands import build as build_command
from articulate.commands import cohort as cohort_command
from articulate.commands import criteria as criteria_command
from articulate.commands import improve as improve_command
from articulate.commands import plan as plan_command
from articulate.commands import quality as quality_command
from articulate.commands import school as school_command
from articulate.commands.common import (
    NOT_UNDERSTOOD,
    OK,
    Progress,
    as_text,
    read_pathway,
    say,
)
from articulate.commands.showing import exit_code, finding_lines, report_lines, summary_text
from articulate.findings import (
    ArticulateError,
    InputError,
    Report,
    Severity,
    SpokenError,
)
from articulate.i18n import LANGS, Lang, label

if TYPE_CHECKING:
    from articulate.model.pathway import Pathway
    from articulate.model.plan import TeachingPlan


SCHEMAS = ("pathway", "programme", "common", "school", "quality")
"""Kinds of files that ``articulate schema`` speaks of; listed here, so that no command has to load models."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. Never shows a traceback to a user."""
    args = list(sys.argv[1:] if argv is None else argv)
    lang = _language(args)
    _utf8()
    try:
        options = _parser(lang).parse_args(args)
        command: Callable[[argparse.Namespace], int] = options.run
        return command(options)
    except InputError as error:
        _show_input_error(error, lang, wants_json="json" in args)
        return NOT_UNDERSTOOD
    except ArticulateError as error:
        print(error.text(lang), file=sys.stderr)
        return NOT_UNDERSTOOD
    except BrokenPipeError:
        # The reader of a pipe has gone (`| head`); nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as error:
        name = error.filename or ""
        print(label("cli.cannot_write", lang, file=str(name), why=error.strerror or ""), file=sys.stderr)
        return NOT_UNDERSTOOD
    except KeyboardInterrupt:
        print(label("cli.interrupted", lang), file=sys.stderr)
        return 130


def _language(args: Sequence[str]) -> Lang:
    for k, arg in enumerate(args):
        value = arg.partition("=")[2] if arg.startswith("--lang=") else ""
        if arg == "--lang" and k + 1 < len(args):
            value = args[k + 1]
        if value in LANGS:
            return value
    return "zh"


def _utf8() -> None:
    # A console that cannot show a character must not end in a traceback.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


# ---- arguments -----------------------------------------------------------------------------------


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in the reader's language."""

    lang: Lang = "zh"

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        shown = message if self.lang == "en" else _translated(message)
        print(f"{label('cli.bad_command', self.lang)}{shown}", file=sys.stderr)
        raise SystemExit(NOT_UNDERSTOOD)

    def format_help(self) -> str:
        text = super().format_help()
        if self.lang == "zh":
            for english, chinese in _HELP_WORDS.items():
                text = text.replace(english, chinese)
        return text

    def format_usage(self) -> str:
        text = super().format_usage()
        return text.replace("usage:", "用法：") if self.lang == "zh" else text


_HELP_WORDS = {
    "usage:": "用法：",
    "positional arguments:": "位置参数：",
    "options:": "选项：",
    "show this help message and exit": "显示帮助",
}


def _translated(message: str) -> str:
    for english, chinese in (
        ("the following arguments are required: ", "缺少参数："),
        ("unrecognized arguments: ", "不认识的参数："),
        ("expected one argument", "后面要跟一个值"),
        ("expected at least one argument", "后面至少要跟一个值"),
        ("invalid choice: ", "不是可选的写法："),
        ("(choose from ", "（可选："),
        ("not allowed with argument ", "不能同时用 "),
        ("argument ", "参数 "),
        ("invalid ", "无效的值："),
    ):
        message = message.replace(english, chinese)
    return message


def _parser(lang: Lang) -> argparse.ArgumentParser:
    def words(key: str) -> str:
        return label(f"cli.help.{key}", lang)

    _Parser.lang = lang
    root = _Parser(prog="articulate", description=words("articulate"), allow_abbrev=False)
    from articulate import __version__

    shown = f"articulate {__version__}"
    root.add_argument("--version", action="version", version=shown, help=words("version"))
    commands = root.add_subparsers(dest="command", required=True, metavar=words("command"))

    def command(name: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=words(name), description=words(name), allow_abbrev=False)
        one.set_defaults(run=run)
        one.add_argument("--lang", choices=LANGS, default=lang, help=words("lang"))
        return one

    def pathway(one: argparse.ArgumentParser) -> None:
        one.add_argument("pathway", metavar="PATHWAY", help=words("pathway"))
        one.add_argument("--on", type=_day, help=words("on"))
        one.add_argument("--root", type=Path, help=words("root"))

    one = command("build", build_command.run)
    pathway(one)
    build_command.add(one, lang)

    one = command("check", _check)
    one.add_argument("pathways", nargs="+", metavar="PATHWAY", help=words("pathways"))
    one.add_argument("--on", type=_day, help=words("on"))
    one.add_argument("--root", type=Path, help=words("root"))
    one.add_argument("--bare", action="store_true", help=words("bare"))
    one.add_argument("--plan", type=Path, help=words("plan_file"))
    one.add_argument("--criteria", type=Path, help=words("criteria_file"))
    one.add_argument("--select", action="append", default=[], help=words("select"))
    one.add_argument("--ignore", action="append", default=[], help=words("ignore"))
    one.add_argument("--format", choices=["text", "json"], default="text", help=words("format"))
    one.add_argument("--fail-on", choices=[s.value for s in Severity], default="error", help=words("fail_on"))
    one.add_argument("-o", "--out", type=Path, help=words("out_file"))

    one = command("improve", improve_command.run)
    pathway(one)
    improve_command.add(one, lang)

    one = command("plan", plan_command.run)
    pathway(one)
    plan_command.add(one, lang)

    one = command("school", school_command.run)
    one.add_argument("--on", type=_day, help=words("on"))
    one.add_argument("--root", type=Path, help=words("root"))
    school_command.add(one, lang)

    one = command("criteria", criteria_command.run)
    pathway(one)
    criteria_command.add(one, lang)

    one = command("cohort", cohort_command.run)
    pathway(one)
    cohort_command.add(one, lang)

    one = command("quality", quality_command.run)
    pathway(one)
    quality_command.add(one, lang)

    one = command("diagram", _diagram)
    pathway(one)
    one.add_argument("-o", "--out", type=Path, required=True, help=words("diagram_out"))
    one.add_argument("--bare", action="store_true", help=words("bare"))
    one.add_argument("--plan", type=Path, help=words("plan_file"))
    one.add_argument("--seconds", type=float, default=60, help=words("seconds"))

    one = command("explain", _explain)
    one.add_argument("code", metavar="CODE", nargs="?", help=words("code"))

    one = command("new", _new)
    one.add_argument("folder", type=Path, metavar="DIR", help=words("new_folder"))

    one = command("schema", _schema)
    one.add_argument("--of", choices=SCHEMAS, default=SCHEMAS[0], help=words("of"))
    one.add_argument("-o", "--out", type=Path, help=words("out_file"))
    return root


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} (2026-09-01)") from None


# ---- commands ------------------------------------------------------------------------------------


def _check(options: argparse.Namespace) -> int:
    from articulate.checking import check
    from articulate.emitters import emit
    from articulate.emitters.files import RENDERERS
    from articulate.readers import read_criteria
    from articulate.transfer import criteria

    written = options.out is not None and options.out.suffix.lower() in RENDERERS
    if written and len(options.pathways) > 1:
        raise SpokenError("cli.one_report", file=options.out.name)
    code = OK
    shown: list[Any] = []
    lines: list[str] = []
    for name in options.pathways:
        pathway, policy = read_pathway(name, options)
        if options.bare:
            pathway = pathway.bare()
        plan = _plan_from(options.plan, pathway)
        report = check(
            pathway,
            policy,
            plan=plan,
            criteria=read_criteria(options.criteria) if options.criteria else criteria(pathway, plan),
            on=options.on,
            select=_codes(options.select),
            ignore=_codes(options.ignore),
        )
        shown.append(report.as_json(options.lang))
        lines += [*report_lines(report, options.lang), summary_text(report, options.lang)]
        code = max(code, exit_code(report, options.fail_on))
        if written:
            emit(report, options.out, options.lang, pathway=pathway, policy=policy)
    if written:
        say(label("cli.file_written", options.lang, file=str(options.out)))
        return code
    if options.format == "json" or (options.out and options.out.suffix.lower() == ".json"):
        text = as_text(shown[0] if len(shown) == 1 else shown)
    else:
        text = "\n".join(lines) + "\n"
    _out(text, options.out)
    return code


def _diagram(options: argparse.Namespace) -> int:
    from articulate.building import diagram
    from articulate.emitters import emit
    from articulate.planning import plan

    pathway, policy = read_pathway(options.pathway, options)
    if options.bare:
        pathway = pathway.bare()
    made = _plan_from(options.plan, pathway)
    if made is None:
        with Progress(options.lang) as progress:
            progress.step("plan")
            made = plan(pathway, policy, seconds=options.seconds).plan
    emit(diagram(pathway, made), options.out, lang=options.lang)
    say(label("cli.file_written", options.lang, file=str(options.out)))
    return OK


def _explain(options: argparse.Namespace) -> int:
    from articulate.explaining import rule_index, rule_page

    lines = rule_page(options.code.upper(), options.lang) if options.code else rule_index(options.lang)
    if not lines:
        print(label("cli.no_such_rule", options.lang, code=options.code), file=sys.stderr)
        return NOT_UNDERSTOOD
    say("\n".join(lines))
    return OK


def _new(options: argparse.Namespace) -> int:
    from articulate.building import scaffold

    made = scaffold(options.folder, options.lang)
    say(label("cli.new_made", options.lang, folder=str(options.folder)))
    for path in made:
        say(f"  {path}")
    say(label("cli.new_next", options.lang, pathway=str(made[-1])))
    return OK


def _schema(options: argparse.Namespace) -> int:
    from articulate.readers.schema import schema

    _out(as_text(schema(options.of, options.lang)), options.out)
    return OK


# ---- reading -------------------------------------------------------------------------------------


def _plan_from(path: Path | None, pathway: Pathway) -> TeachingPlan | None:
    if path is None:
        return None
    from articulate.readers import read_plan

    return read_plan(path, pathway)


def _codes(given: Iterable[str]) -> tuple[str, ...]:
    """Return the codes of an option that may be given more than once, each time with several."""
    return tuple(c.strip().upper() for text in given for c in text.split(",") if c.strip())


# ---- showing -------------------------------------------------------------------------------------


def _show_input_error(error: InputError, lang: Lang, *, wants_json: bool) -> None:
    if wants_json:
        report = Report(pathway="", findings=error.findings)
        print(as_text(report.as_json(lang)), end="")
    for finding in error.findings:
        print("\n".join(finding_lines(finding, lang)), file=sys.stderr)
    print(label("cli.input_problems", lang, count=len(error.findings)), file=sys.stderr)


def _out(text: str, path: Path | None) -> None:
    if path is None:
        print(text, end="")
        return
    from articulate.emitters.files import write

    write(path, text)
