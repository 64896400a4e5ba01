"""The command line: arguments in, exit code out, no thought of its own.

Exit codes: 0 done, nothing at or above ``--fail-on``; 1 findings at or above it; 2 the input or the
command could not be understood; 3 no plan satisfies the constraints.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from articulate.findings import ArticulateError, Finding, InputError, Report, Severity, place_json
from articulate.i18n import LANGS, Lang, label

if TYPE_CHECKING:
    from articulate.improving import Improvement, Left, Mended, Proposal
    from articulate.model.pathway import Pathway
    from articulate.model.plan import TeachingPlan
    from articulate.planning import ConflictReason, PlanResult
    from articulate.policy import Policy

OK, FOUND, NOT_UNDERSTOOD, NO_PLAN = 0, 1, 2, 3
EVIDENCE_LINES = 6
"""Lines of evidence under a finding in the terminal; the report has all of them."""


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
        print(str(error), file=sys.stderr)
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

    one = command("build", _build)
    pathway(one)
    one.add_argument("-o", "--out", type=Path, required=True, help=words("out_folder"))
    one.add_argument("--seconds", type=float, default=60, help=words("seconds"))
    one.add_argument("--fail-on", choices=[s.value for s in Severity], default="error", help=words("fail_on"))

    one = command("check", _check)
    one.add_argument("pathways", nargs="+", metavar="PATHWAY", help=words("pathways"))
    one.add_argument("--on", type=_day, help=words("on"))
    one.add_argument("--root", type=Path, help=words("root"))
    one.add_argument("--bare", action="store_true", help=words("bare"))
    one.add_argument("--plan", type=Path, help=words("plan_file"))
    one.add_argument("--select", default="", help=words("select"))
    one.add_argument("--ignore", default="", help=words("ignore"))
    one.add_argument("--format", choices=["text", "json"], default="text", help=words("format"))
    one.add_argument("--fail-on", choices=[s.value for s in Severity], default="error", help=words("fail_on"))
    one.add_argument("-o", "--out", type=Path, help=words("out_file"))

    one = command("improve", _improve)
    pathway(one)
    one.add_argument("--bare", action="store_true", help=words("bare"))
    one.add_argument("--all", action="store_true", help=words("improve_all"))
    one.add_argument("--choose", default="", metavar="1,3", help=words("choose"))
    one.add_argument("--write", action="store_true", help=words("write"))
    one.add_argument("--format", choices=["text", "json"], default="text", help=words("format"))

    one = command("plan", _plan)
    pathway(one)
    one.add_argument("-o", "--out", type=Path, help=words("plan_out"))
    one.add_argument("--bare", action="store_true", help=words("bare"))
    one.add_argument("--keep", type=Path, help=words("keep"))
    one.add_argument("--pin", action="append", default=[], metavar="COURSE=TERM", help=words("pin"))
    one.add_argument("--seconds", type=float, default=60, help=words("seconds"))
    one.add_argument("--format", choices=["text", "json"], default="text", help=words("format"))

    one = command("criteria", _criteria)
    pathway(one)
    one.add_argument("-o", "--out", type=Path, required=True, help=words("criteria_out"))
    one.add_argument("--seconds", type=float, default=60, help=words("seconds"))

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
    one.add_argument("--of", choices=["pathway", "programme", "common"], default="pathway", help=words("of"))
    one.add_argument("-o", "--out", type=Path, help=words("out_file"))
    return root


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} (2026-09-01)") from None


# ---- commands ------------------------------------------------------------------------------------


def _build(options: argparse.Namespace) -> int:
    from articulate.building import build, write

    pathway, policy = _read(options.pathway, options)
    with _Progress(options.lang) as progress:
        built = build(
            pathway,
            policy,
            on=options.on,
            lang=options.lang,
            seconds=options.seconds,
            progress=progress.step,
        )
        written = write(built, options.out)
    _say(_summary(built.report, options.lang))
    if built.result.plan is None:
        _say(_conflict(built.result, options.lang))
    else:
        _say(_objective(built.result, options.lang))
    _say(label("cli.written", options.lang, folder=str(options.out)))
    for path in written:
        _say(f"  {path.name:<16} {label('cli.files.' + path.name.replace('.', '_'), options.lang)}")
    if built.result.plan is None:
        return NO_PLAN
    return _exit(built.report, options.fail_on)


def _check(options: argparse.Namespace) -> int:
    from articulate.checking import check
    from articulate.transfer import criteria

    code = OK
    shown: list[Any] = []
    lines: list[str] = []
    for name in options.pathways:
        pathway, policy = _read(name, options)
        if options.bare:
            pathway = pathway.bare()
        plan = _plan_from(options.plan, pathway)
        report = check(
            pathway,
            policy,
            plan=plan,
            criteria=criteria(pathway, plan),
            on=options.on,
            select=_codes(options.select),
            ignore=_codes(options.ignore),
        )
        shown.append(report.as_json(options.lang))
        lines += [*_report_lines(report, options.lang), _summary(report, options.lang)]
        code = max(code, _exit(report, options.fail_on))
    if options.format == "json":
        text = _json(shown[0] if len(shown) == 1 else shown)
    else:
        text = "\n".join(lines) + "\n"
    _out(text, options.out)
    return code


def _improve(options: argparse.Namespace) -> int:
    from articulate.improving import improve

    lang = options.lang
    numbers = _numbers(options.choose, lang)
    pathway, policy = _read(options.pathway, options)
    if options.write:
        if not numbers and not options.all:
            raise ArticulateError(label("improve.write_what", lang))
        if options.bare and (pathway.undecided or pathway).decisions:
            count = len((pathway.undecided or pathway).decisions)
            raise ArticulateError(
                label("improve.bare_has_decisions", lang, file=options.pathway, count=count)
            )
    if options.bare:
        pathway = pathway.bare()
    with _Progress(lang) as progress:
        progress.step("improve")
        found = improve(pathway, policy, on=options.on)
        chosen = found.get(*numbers)
        found.choose(*numbers)
        mended = found.mend() if options.all else None
    if mended is not None:
        chosen = tuple({p.rank: p for p in (*chosen, *mended.proposals)}.values())
    shown = found.as_json(lang)
    if mended is not None:
        shown["all"] = mended.as_json(lang)
    if options.write:
        from articulate.building import write_decisions

        decisions = tuple(d for p in chosen for d in p.decisions)
        if decisions:
            found.choose(*(p.rank for p in chosen))
            file = write_decisions(options.pathway, decisions, root=options.root)
            shown["written"] = {"file": str(file), "decisions": len(decisions)}
    if options.format == "json":
        _say(_json(shown).rstrip("\n"))
        return OK
    listed = chosen if numbers and not options.all else found.proposals
    _say("\n".join(_improvement_lines(found, listed, lang)))
    if mended is not None:
        _say("\n".join(_mended_lines(mended, lang)))
    if not options.write:
        best = mended.proposals if mended is not None else listed[:1]
        if best:
            picked = ",".join(str(p.rank) for p in best)
            _say(label("improve.how_to_write", lang, pathway=options.pathway, numbers=picked))
    elif "written" in shown:
        by = chosen[0].decision.by
        _say(label("improve.written", lang, by=by, file=str(file), count=len(decisions)))
    else:
        _say(label("improve.nothing_to_write", lang))
    return OK


def _numbers(text: str, lang: Lang) -> tuple[int, ...]:
    items = [item.strip() for item in text.replace("，", ",").split(",") if item.strip()]
    for item in items:
        if not (item.isascii() and item.isdigit() and len(item) < 6):
            raise ArticulateError(label("improve.bad_choice", lang, item=item))
    return tuple(int(item) for item in items)


def _improvement_lines(found: Improvement, listed: Sequence[Proposal], lang: Lang) -> list[str]:
    totals = found.before.totals()
    key = "improve.head" if found.proposals else "improve.none"
    name = found.before.title or found.before.pathway
    out = [label(key, lang, pathway=name, count=len(found.proposals), **totals), ""]
    for one in listed:
        out.append(f"{one.rank}. [{one.kinds(lang)}] {one.hours(lang)}")
        out += [f"    {text}" for text in one.says(lang)]
        head = label("improve.settles" if one.accepts else "improve.removes", lang)
        out += [f"    {head}{f.code} {label(f.severity, lang)} {f.text(lang)}" for f in one.removes]
        out += [f"    {label('improve.adds', lang)}{f.code} {f.text(lang)}" for f in one.adds]
        out += [f"    {label('improve.still', lang)}{text}" for text in one.remarks(lang)]
        out.append("")
    if found.left:
        out.append(label("improve.left_head", lang))
        out += _left_lines(found.left, lang)
        out.append("")
    return out


def _left_lines(left: Sequence[Left], lang: Lang) -> list[str]:
    out = []
    for one in left:
        finding = one.finding
        out.append(
            f"  {finding.code} {label(finding.severity, lang)}{label('cli.colon', lang)}{finding.text(lang)}"
        )
        out.append(f"    {label('improve.left_why', lang)}{one.text(lang)}")
    return out


def _mended_lines(mended: Mended, lang: Lang) -> list[str]:
    if not mended.proposals:
        out = [label("improve.all_none", lang)]
    else:
        numbers = ",".join(str(p.rank) for p in mended.proposals)
        values = {"count": len(mended.proposals), "decisions": len(mended.decisions)}
        out = [label("improve.all_head", lang, numbers=numbers, hours=mended.hours_freed, **values)]
        out.append(label("improve.all_how", lang))
        out.append(label("improve.all_after", lang, **mended.after.totals()))
    if mended.left:
        out.append(label("improve.all_left", lang))
        out += _left_lines(mended.left, lang)
    if mended.plan.plan is not None:
        status = label(f"improve.status.{mended.plan.status}", lang)
        out.append(label("improve.plans", lang, status=status))
    elif mended.plan.conflict is None:
        out.append(label("improve.plans_unknown", lang))
    else:
        out.append(label("improve.plans_not", lang))
        out += [f"  · {reason.text(lang)}" for reason in mended.plan.conflict.reasons]
    return out


def _plan(options: argparse.Namespace) -> int:
    from articulate.planning import plan
    from articulate.readers import read_plan

    pathway, policy = _read(options.pathway, options)
    if options.bare:
        pathway = pathway.bare()
    keep = read_plan(options.keep, pathway) if options.keep else None
    pins = _pins(options.pin, pathway, options.lang)
    with _Progress(options.lang) as progress:
        progress.step("plan")
        result = plan(pathway, policy, keep=keep, pins=pins, seconds=options.seconds)
    if options.format == "json":
        _say(_json(_plan_json(result, options.lang)).rstrip("\n"))
    if result.plan is None:
        if options.format == "text":
            _say(_conflict(result, options.lang))
        return NO_PLAN
    if options.format == "text":
        _say(_objective(result, options.lang))
    if options.out:
        from articulate.emitters import emit

        emit(result.plan, options.out, lang=options.lang, pathway=pathway, policy=policy)
        _say(label("cli.file_written", options.lang, file=str(options.out)))
    elif options.format == "text":
        from articulate.emitters.text import plan_lines

        _say("\n".join(plan_lines(pathway, result.plan, options.lang)))
    return OK


def _criteria(options: argparse.Namespace) -> int:
    from articulate.emitters import emit
    from articulate.planning import plan
    from articulate.transfer import criteria

    pathway, policy = _read(options.pathway, options)
    with _Progress(options.lang) as progress:
        progress.step("plan")
        result = plan(pathway, policy, seconds=options.seconds)
    made = criteria(pathway, result.plan)
    emit(made, options.out, lang=options.lang, pathway=pathway, policy=policy, plan=result.plan)
    if result.plan is None:
        _say(label("cli.criteria_without_plan", options.lang))
    _say(label("cli.file_written", options.lang, file=str(options.out)))
    return OK


def _diagram(options: argparse.Namespace) -> int:
    from articulate.building import diagram
    from articulate.emitters import emit
    from articulate.planning import plan

    pathway, policy = _read(options.pathway, options)
    if options.bare:
        pathway = pathway.bare()
    made = _plan_from(options.plan, pathway)
    if made is None:
        with _Progress(options.lang) as progress:
            progress.step("plan")
            made = plan(pathway, policy, seconds=options.seconds).plan
    emit(diagram(pathway, made), options.out, lang=options.lang)
    _say(label("cli.file_written", options.lang, file=str(options.out)))
    return OK


def _explain(options: argparse.Namespace) -> int:
    from articulate.explaining import rule_index, rule_page

    lines = rule_page(options.code.upper(), options.lang) if options.code else rule_index(options.lang)
    if not lines:
        print(label("cli.no_such_rule", options.lang, code=options.code), file=sys.stderr)
        return NOT_UNDERSTOOD
    _say("\n".join(lines))
    return OK


def _new(options: argparse.Namespace) -> int:
    from articulate.building import scaffold

    made = scaffold(options.folder, options.lang)
    _say(label("cli.new_made", options.lang, folder=str(options.folder)))
    for path in made:
        _say(f"  {path}")
    _say(label("cli.new_next", options.lang, pathway=str(made[-1])))
    return OK


def _schema(options: argparse.Namespace) -> int:
    from articulate.readers.schema import schema

    _out(_json(schema(options.of, options.lang)), options.out)
    return OK


# ---- reading -------------------------------------------------------------------------------------


def _read(name: str, options: argparse.Namespace) -> tuple[Pathway, Policy]:
    from articulate.policy import policy_for
    from articulate.readers import read

    pathway = read(name, root=options.root)
    return pathway, policy_for(pathway, options.on)


def _plan_from(path: Path | None, pathway: Pathway) -> TeachingPlan | None:
    if path is None:
        return None
    from articulate.readers import read_plan

    return read_plan(path, pathway)


def _codes(text: str) -> tuple[str, ...]:
    return tuple(c.strip().upper() for c in text.split(",") if c.strip())


def _pins(items: Sequence[str], pathway: Pathway, lang: Lang) -> Mapping[str, int]:
    out: dict[str, int] = {}
    for item in items:
        course, _, term = item.partition("=")
        if course not in pathway.by_id or not term.isdigit() or not 1 <= int(term) <= 10:
            raise ArticulateError(label("cli.bad_pin", lang, item=item))
        out[course] = int(term)
    return out


# ---- showing -------------------------------------------------------------------------------------


def _show_input_error(error: InputError, lang: Lang, *, wants_json: bool) -> None:
    if wants_json:
        report = Report(pathway="", findings=error.findings)
        print(_json(report.as_json(lang)), end="")
    for finding in error.findings:
        print("\n".join(finding_lines(finding, lang)), file=sys.stderr)
    print(label("cli.input_problems", lang, count=len(error.findings)), file=sys.stderr)


def _report_lines(report: Report, lang: Lang) -> list[str]:
    out = []
    for finding in report.open:
        out += [*finding_lines(finding, lang), ""]
    settled = [f for f in report.findings if f.settled]
    if settled:
        out.append(label("cli.settled_head", lang))
        for finding in settled:
            reason = finding.settled.reason if finding.settled else ""
            out.append(f"  {finding.code} {finding.text(lang)}")
            out.append(f"    {label('cli.reason', lang)}{reason}")
        out.append("")
    if report.not_run:
        out.append(label("cli.not_run_head", lang))
        reasons: dict[str, list[str]] = {}
        for one in report.not_run:
            reasons.setdefault(one.text(lang), []).append(one.code)
        out += [f"  {', '.join(codes)}: {text}" for text, codes in reasons.items()]
        out.append("")
    return out


def finding_lines(finding: Finding, lang: Lang) -> list[str]:
    """Return a finding as the terminal shows it: place, what, evidence, second place, what to do."""
    head = f"{finding.source}: " if finding.source else ""
    severity = label(finding.severity, lang)
    out = [f"{head}{finding.code} {severity}{label('cli.colon', lang)}{finding.text(lang)}"]
    for piece in finding.evidence[:EVIDENCE_LINES]:
        out.append(f"    · {piece.text(lang)}")
    if len(finding.evidence) > EVIDENCE_LINES:
        out.append(f"    · {label('cli.more', lang, count=len(finding.evidence) - EVIDENCE_LINES)}")
    for place in finding.related[:3]:
        if place:
            out.append(f"    {label('cli.see_also', lang)}{place}")
    out.append(f"    {label('cli.to_do', lang)}{finding.to_do(lang)}")
    return out


def _summary(report: Report, lang: Lang) -> str:
    totals = report.totals()
    return label("cli.summary", lang, pathway=report.title or report.pathway, **totals)


def _objective(result: PlanResult, lang: Lang) -> str:
    key = "optimal" if result.status == "optimal" else "feasible"
    lines = [label(f"cli.plan_{key}", lang, seconds=f"{result.seconds:.1f}")]
    for part in result.objective:
        if part.name in ("choice", "tie"):
            # They only make the best plan unique; a reader learns nothing from their figures.
            continue
        name = label(f"plan.objective.{part.name}", lang)
        lines.append("  " + label("cli.objective_part", lang, name=name, value=part.value, bound=part.bound))
    return "\n".join(lines)


def _conflict(result: PlanResult, lang: Lang) -> str:
    if result.conflict is None:
        return label("cli.plan_unknown", lang)
    lines = [label("cli.no_plan", lang)]
    for reason in result.conflict.reasons:
        where = f" ({reason.source})" if reason.source else ""
        lines.append(f"  · {reason.text(lang)}{where}")
    if result.conflict.relax:
        lines.append(label("cli.relax", lang))
        lines += [f"  · {reason.text(lang)}" for reason in result.conflict.relax]
    return "\n".join(lines)


def _plan_json(result: PlanResult, lang: Lang) -> dict[str, Any]:
    reasons = result.conflict.reasons if result.conflict else ()
    relax = result.conflict.relax if result.conflict else ()
    return {
        "status": result.status,
        "objective": [{"name": p.name, "value": p.value, "bound": p.bound} for p in result.objective],
        "plan": result.plan.model_dump(mode="json") if result.plan else None,
        "conflict": [_reason_json(r, lang) for r in reasons],
        "relax": [_reason_json(r, lang) for r in relax],
        "unmet": [_reason_json(r, lang) for r in result.unmet],
    }


def _reason_json(reason: ConflictReason, lang: Lang) -> dict[str, Any]:
    return {
        "kind": reason.kind,
        "message": reason.text(lang),
        "source": place_json(reason.source),
        "provision": reason.provision,
        "courses": list(reason.about),
    }


def _exit(report: Report, fail_on: str) -> int:
    return FOUND if report.at_least(Severity(fail_on)) else OK


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _say(text: str) -> None:
    print(text)


def _out(text: str, path: Path | None) -> None:
    if path is None:
        print(text, end="")
        return
    from articulate.emitters.files import write

    write(path, text)


class _Progress:
    """One line on a terminal that says what is being done; silent everywhere else."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self.terminal = sys.stderr.isatty()

    def step(self, key: str) -> None:
        """Say which step begins."""
        if self.terminal:
            print(f"\r\x1b[2K{label('cli.steps.' + key, self.lang)}", end="", file=sys.stderr, flush=True)

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self.terminal:
            print("\r\x1b[2K", end="", file=sys.stderr, flush=True)
