"""``articulate quality``: the yearly figures of a pathway read, looked at, and made into a report."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from articulate.commands.common import OK, as_text, read_pathway, say
from articulate.commands.showing import exit_code, finding_lines
from articulate.findings import Report, Severity, SpokenError
from articulate.i18n import Lang, label, show

if TYPE_CHECKING:
    from articulate.model.pathway import Pathway
    from articulate.quality import Watch

SHOWN = 5
"""Coming duties that the terminal lists; the report has all of them."""
REPORTS = (".html", ".docx", ".md", ".json", ".svg")


def add(one: argparse.ArgumentParser, lang: Lang) -> None:
    """Add the arguments of ``articulate quality``, but for those that all commands on a pathway share."""

    def words(key: str) -> str:
        return label(f"cli.help.{key}", lang)

    one.add_argument("years", type=Path, nargs="?", metavar="YEARS", help=words("quality_years"))
    one.add_argument("-o", "--out", type=Path, help=words("quality_out"))
    one.add_argument("--template", type=Path, metavar="FILE", help=words("template_years"))
    one.add_argument("--format", choices=["text", "json"], default="text", help=words("format"))
    one.add_argument("--fail-on", choices=[s.value for s in Severity], default="error", help=words("fail_on"))


def run(options: argparse.Namespace) -> int:
    """Read, look and tell, or write an empty table; return the exit code."""
    lang: Lang = options.lang
    if options.template is not None:
        return _template(options.template, lang)
    if options.years is None:
        raise SpokenError("quality.need_years")
    suffix = options.out.suffix.lower() if options.out else ""
    if options.out and suffix not in REPORTS:
        raise SpokenError("quality.no_format", suffix=suffix or "—", known=REPORTS)
    from articulate.checking import check
    from articulate.quality import watch
    from articulate.readers import read_quality

    pathway, policy = read_pathway(options.pathway, options)
    record = read_quality(options.years, pathway)
    day = options.on or date(record.ordered[-1].year, 12, 31)
    seen = watch(record, pathway, policy, day)
    report = check(pathway, policy, quality=record, on=day, select=("QLT",))
    # The other families were not asked for; that they were not run is no news.
    report = replace(report, not_run=())
    files = _files(options.out, pathway, seen, report, lang) if options.out else {}
    if options.format == "json":
        say(as_text(_shape(seen, report, lang)).rstrip("\n"))
    else:
        say("\n".join(_lines(seen, report, lang)))
    from articulate.emitters.files import write

    for path, data in files.items():
        write(path, data)
        if options.format == "text":
            say(label("cli.file_written", lang, file=str(path)))
    return exit_code(report, options.fail_on)


def _files(out: Path, pathway: Pathway, seen: Watch, report: Report, lang: Lang) -> dict[Path, bytes]:
    """Return what is to be written by path; for a format that cannot hold them, figures stand beside it."""
    from articulate.emitters.files import RENDERERS
    from articulate.emitters.quality_document import figures, quality_document

    suffix = out.suffix.lower()
    drawn = {n: f"{svg}\n".encode() for n, svg in figures(seen, lang).items()}
    if suffix == ".json":
        return {out: as_text(_shape(seen, report, lang)).encode("utf-8")}
    if suffix == ".svg":
        return {out.with_name(f"{out.stem}-{n}.svg"): data for n, data in drawn.items()}
    document = quality_document(pathway, seen, report.findings, lang, prefix=f"{out.stem}-")
    beside = (
        {out.with_name(f"{out.stem}-{n}.svg"): data for n, data in drawn.items()} if suffix == ".md" else {}
    )
    return {**beside, out: RENDERERS[suffix](document)}


def _lines(seen: Watch, report: Report, lang: Lang) -> list[str]:
    """Return the summary that the terminal shows: figures, standing, findings, what comes next."""
    from articulate.emitters.quality_document import due_day, failures_text, latest_text, trend_text

    record = seen.record
    lines = []
    if record.origin.status == "draft":
        lines.append(label("quality.report.draft", lang, basis=record.origin.basis))
    for one in seen.series:
        lines.append(f"· {latest_text(one, lang)}{trend_text(one, lang) if one.points else ''}")
    lines += [f"· {failures_text(seen, lang)}", ""]
    for finding in report.open:
        lines += [*finding_lines(finding, lang), ""]
    lines.append(label("quality.next", lang, day=seen.day))
    for due in seen.dues[:SHOWN]:
        lines.append(f"  {due_day(due, lang)}{label('cli.colon', lang)}{show(due.what, lang)}")
    if len(seen.dues) > SHOWN:
        lines.append(f"  {label('quality.more_dues', lang, count=len(seen.dues) - SHOWN)}")
    lines += ["", label("cli.summary", lang, pathway=report.title or report.pathway, **report.totals())]
    return lines


def _shape(seen: Watch, report: Report, lang: Lang) -> dict[str, Any]:
    """Return everything as JSON: shares as numbers between 0 and 1, days as text."""
    return {
        "pathway": report.pathway,
        "day": seen.day.isoformat(),
        "indicators": [
            {
                "name": s.indicator.name,
                "target": _number(s.target),
                "points": [
                    {
                        "year": p.year,
                        "value": _number(p.value),
                        "counts": list(p.counts) if p.counts else None,
                    }
                    for p in s.points
                ],
                "trend": {
                    "direction": s.trend.direction,
                    "slope": _number(s.trend.slope),
                    "chance": _number(s.trend.chance),
                },
            }
            for s in seen.series
        ],
        "grades": {str(y.year): y.grade.value for y in seen.record.ordered if y.grade},
        "failed": {"years": list(seen.failures.years), "limit": seen.failures.limit},
        "next": [
            {"day": d.day.isoformat() if d.day else None, "what": show(d.what, lang), "lead": d.lead}
            for d in seen.dues
        ],
        "findings": [f.as_json(lang) for f in report.findings],
    }


def _number(value: Any) -> float | None:
    return None if value is None else round(float(value), 4)


def _template(path: Path, lang: Lang) -> int:
    """Write an empty table with the headings that are read, the row of targets and that of methods."""
    import csv
    import io

    from articulate.emitters.files import write
    from articulate.readers.quality_table import FIELDS

    heads = [label(f"quality.column.{f}", lang) for f in FIELDS]
    rows = [heads, *([label(f"quality.row.{k}", lang).split("|")[0]] for k in ("target", "method"))]
    if path.exists():
        raise SpokenError("cli.new_exists", files=(str(path),))
    suffix = path.suffix.lower()
    if suffix == ".csv":
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\r\n").writerows(rows)
        # Office programs take a csv for UTF-8 only where it begins with this mark.
        write(path, out.getvalue().encode("utf-8-sig"))
    elif suffix == ".xlsx":
        write(path, _workbook(rows))
    else:
        raise SpokenError("quality.no_format", suffix=suffix or "—", known=(".csv", ".xlsx"))
    say(label("cli.file_written", lang, file=str(path)))
    return OK


def _workbook(rows: list[list[str]]) -> bytes:
    from articulate.emitters.document import Column, Document, Table, row
    from articulate.emitters.xlsx import render

    width = len(rows[0])
    body = tuple(row(*r, *([None] * (width - len(r)))) for r in rows[1:])
    table = Table(tuple(Column(26) for _ in range(width)), (row(*rows[0]),), body)
    return render(Document("years", (table,)))
