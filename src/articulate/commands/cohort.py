"""``articulate cohort``: the results of a cohort read, decided and looked at; blank score sheets."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from articulate.commands.common import OK, Progress, as_text, read_pathway, say
from articulate.findings import SpokenError
from articulate.i18n import Lang, label

if TYPE_CHECKING:
    from articulate.cohort import CohortStudy, Question
    from articulate.model.criteria import TransferCriteria
    from articulate.model.pathway import Pathway

FILES = (".xlsx", ".docx", ".md", ".html", ".csv", ".json")


def add(one: argparse.ArgumentParser, lang: Lang) -> None:
    """Add the arguments of ``articulate cohort``, but for those that all commands on a pathway share."""

    def words(key: str) -> str:
        return label(f"cohort.help.{key}", lang)

    one.add_argument("results", nargs="*", type=Path, metavar="RESULTS", help=words("results"))
    one.add_argument("-o", "--out", type=Path, help=words("out"))
    one.add_argument("--template", type=Path, metavar="FILE", help=words("template"))
    one.add_argument("--names", action="store_true", help=words("names"))
    one.add_argument("--places", type=int, metavar="N", help=words("places"))
    one.add_argument("--plan", type=Path, metavar="FILE", help=label("cli.help.plan_file", lang))
    one.add_argument("--seconds", type=float, default=60, help=label("cli.help.seconds", lang))
    ask = one.add_argument_group()
    ask.add_argument("--rate", metavar="PERCENT", help=words("first"))
    ask.add_argument("--retest-rate", metavar="PERCENT", help=words("retest"))
    ask.add_argument("--students", metavar="N", help=words("students"))
    ask.add_argument("--swing", metavar="SPREAD", help=words("swing"))
    ask.add_argument("--seed", type=int, default=1, help=words("seed"))
    one.add_argument(
        "--format", choices=["text", "json"], default="text", help=label("cli.help.format", lang)
    )


def run(options: argparse.Namespace) -> int:
    """Read and decide a cohort, or write blank score sheets; return the exit code.

    Everything is read and worked out before the first byte is written.
    """
    if options.template is None and not options.results:
        raise SpokenError("cohort.need_results")
    asked = question(options)
    pathway, criteria = _criteria(options)
    if options.template is not None:
        return _template(options, pathway, criteria)
    from articulate.cohort import study
    from articulate.readers import read_results

    results = read_results(options.results, pathway, criteria, names=options.names)
    if not results.students:
        raise SpokenError("cohort.no_students")
    judging = pathway.transfer.judging
    if options.places is not None:
        judging = judging.but(places=max(0, options.places))
    with Progress(options.lang) as progress:
        progress.step("documents")
        found = study(pathway, criteria, results, judging=judging, question=asked)
        files = _files(options, found)
    from articulate.emitters.files import write

    if options.format == "json":
        say(as_text(found.as_json(options.lang)).rstrip("\n"))
    else:
        from articulate.emitters.cohort.summary import summary

        say("\n".join(summary(found, options.lang)))
    for path, data in files.items():
        write(path, data)
        if options.format == "text":
            say(label("cohort.written", options.lang, file=str(path)))
    return OK


def _criteria(options: argparse.Namespace) -> tuple[Pathway, TransferCriteria]:
    """Return the pathway and its criteria: those of the plan, as ``articulate criteria`` writes them."""
    from articulate.planning import plan
    from articulate.readers import read_plan
    from articulate.transfer import criteria

    pathway, policy = read_pathway(options.pathway, options)
    if options.plan is not None:
        return pathway, criteria(pathway, read_plan(options.plan, pathway))
    with Progress(options.lang) as progress:
        progress.step("plan")
        return pathway, criteria(pathway, plan(pathway, policy, seconds=options.seconds).plan)


def question(options: argparse.Namespace) -> Question:
    """Return what the forecast is asked. Raises ``SpokenError`` for what is no rate or number."""
    from articulate.cohort import Question

    students = None
    if options.students is not None:
        if not (
            options.students.isascii() and options.students.isdigit() and 1 <= int(options.students) <= 5000
        ):
            raise SpokenError("cohort.bad_students", given=options.students)
        students = int(options.students)
    swing = _number(options.swing or "0", 0, 2)
    if swing is None:
        raise SpokenError("cohort.bad_swing", given=options.swing)
    return Question(
        students=students,
        first=_rate("--rate", options.rate),
        retest=_rate("--retest-rate", options.retest_rate),
        swing=swing,
        seed=options.seed,
    )


def _rate(option: str, text: str | None) -> float | None:
    if text is None:
        return None
    value = _number(text.strip().removesuffix("%"), 0, 100)
    if value is None:
        raise SpokenError("cohort.bad_rate", option=option, given=text)
    return value / 100


def _number(text: str, low: float, high: float) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if low <= value <= high else None


# ---- files -------------------------------------------------------------------------------------------


def _template(options: argparse.Namespace, pathway: Pathway, criteria: TransferCriteria) -> int:
    from articulate.emitters import xlsx
    from articulate.emitters.cohort import template_document, template_tables
    from articulate.emitters.files import write

    file, lang = options.template, options.lang
    suffix = file.suffix.lower()
    if suffix == ".xlsx":
        write(file, xlsx.render(template_document(pathway, criteria, lang)))
    elif suffix == ".csv":
        scores, items = template_tables(pathway, criteria, lang)
        write(file, scores)
        beside = file.with_stem(f"{file.stem}-items")
        write(beside, items)
        say(label("cohort.template_items", lang, file=str(beside)))
    else:
        raise SpokenError("cohort.template_format")
    say(label("cohort.template_written", lang, file=str(file), pathway=options.pathway))
    return OK


def _files(options: argparse.Namespace, study: CohortStudy) -> dict[Path, bytes]:
    """Return what is to be written, whole, before anything is."""
    out = options.out
    if out is None:
        return {}
    if out.suffix and not out.is_dir():
        if out.suffix.lower() not in FILES:
            raise SpokenError("cohort.no_format", suffix=out.suffix)
        return {out: _bytes(out.suffix.lower(), study, options)}
    return {out / f"cohort{suffix}": _bytes(suffix, study, options) for suffix in (".xlsx", ".html")}


def _bytes(suffix: str, study: CohortStudy, options: argparse.Namespace) -> bytes:
    from articulate.emitters.cohort import cohort_document, cohort_page, decisions_csv
    from articulate.emitters.files import RENDERERS

    lang = options.lang
    if suffix == ".json":
        return as_text(study.as_json(lang)).encode("utf-8")
    if suffix == ".html":
        return cohort_page(study, lang).encode("utf-8")
    if suffix == ".csv":
        return decisions_csv(study, lang).encode("utf-8")
    return RENDERERS[suffix](cohort_document(study, lang, names=options.names))
