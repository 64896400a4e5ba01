"""The report of a check as a paper for a meeting: what is wrong, what to do, on what evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from articulate.emitters.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    KeyValues,
    Listing,
    PageSetup,
    Paragraph,
    Row,
    Scalar,
    Table,
    row,
)
from articulate.emitters.words import (
    checks_not_run,
    joined,
    numbered,
    pair_name,
    parties,
    plain_name,
    short_place,
)
from articulate.findings import Evidence, Finding, Report, Severity
from articulate.i18n import Lang, label, show
from articulate.model.pathway import Pathway

EVIDENCE = {
    "match": ("earlier", "first", "first_level", "later", "second", "second_level"),
    "provision": ("where", "measure", "measured", "bound", "verdict", "basis"),
}
"""Kinds of evidence that are shown as a table, with the values that make its columns."""

WIDTHS = {
    "match": (30, 36, 18, 30, 36, 18),
    "provision": (14, 34, 24, 36, 18, 42),
}
LYING = ("findings", "settled")
"""Parts on landscape pages."""

MARGINS = (18.0, 18.0, 16.0, 18.0)
"""Millimetres around the upright pages."""


def report_document(report: Report, pathway: Pathway, lang: Lang = "zh") -> Document:
    """Return a report as a document: overview, findings, evidence, what was settled, what was not run.

    Findings stand by severity and family and carry the same number in the list and beside their
    evidence.
    """
    listed = tuple(enumerate(sorted(report.open, key=Finding.key), start=1))
    backed = [(n, f) for n, f in listed if f.evidence]
    settled = sorted((f for f in report.findings if f.settled), key=Finding.key)
    parts: dict[str, list[Block]] = {
        "overview": _overview(report, lang),
        "findings": [_findings(listed, pathway, lang)] if listed else [],
        "evidence": _backed(backed, lang),
        "settled": [_settled(settled, lang)] if settled else [],
        "not_run": _not_run(report, lang) if report.not_run else [],
    }
    blocks: list[Block] = []
    for number, name in enumerate((n for n in parts if parts[n]), start=1):
        blocks += [
            PageSetup(_word(f"sheet.{name}", lang), name in LYING, None if name in LYING else MARGINS),
            Heading(numbered(number, _word(f"heading.{name}", lang), lang)),
            *parts[name],
        ]
    return Document(
        title=_word("title", lang, pair=pair_name(pathway, lang)),
        subtitle=parties(pathway, lang),
        blocks=tuple(blocks),
        lang=lang,
    )


def _word(key: str, lang: Lang, **values: object) -> str:
    return label(f"documents.report.{key}", lang, **values)


def _head(keys: Iterable[str], lang: Lang) -> Row:
    return row(*(_word(f"column.{k}", lang) for k in keys))


def _family(finding: Finding, lang: Lang) -> str:
    try:
        return label(f"labels.Family.{finding.family}", lang)
    except KeyError:
        # A school's own rules bring families of their own.
        return finding.family


# ---- overview ------------------------------------------------------------------------------------------


def _overview(report: Report, lang: Lang) -> list[Block]:
    totals = report.totals()
    key = "verdict.errors" if totals["error"] else "verdict.open" if report.open else "verdict.clean"
    pairs: list[tuple[str, Scalar]] = [(show(s, lang), totals[s.value]) for s in Severity]
    pairs.append((_word("settled", lang), totals["settled"]))
    blocks: list[Block] = [KeyValues(tuple(pairs)), Paragraph(_word(key, lang, **totals))]
    if report.open:
        blocks.append(_counts(report, lang))
    return blocks


def _counts(report: Report, lang: Lang) -> Table:
    """Return how many findings there are of each family and severity, and the hours at stake."""
    families = sorted({f.family for f in report.open})
    rows = [
        row(_family(mine[0], lang), *_counted(mine))
        for family in families
        if (mine := [f for f in report.open if f.family == family])
    ]
    total = row(_word("sum", lang), *_counted(report.open), kind="total")
    heads = (*(show(s, lang) for s in Severity), _word("column.count", lang))
    return Table(
        columns=(Column(62, "left"), *(Column(28) for _ in heads)),
        head=(row(_word("column.family", lang), *heads),),
        rows=(*rows, total),
        size=10.5,
    )


def _counted(findings: Sequence[Finding]) -> list[Scalar]:
    by = [sum(f.severity is s for f in findings) for s in Severity]
    return [*(n or None for n in by), len(findings)]


# ---- findings ------------------------------------------------------------------------------------------


def _findings(listed: Sequence[tuple[int, Finding]], pathway: Pathway, lang: Lang) -> Table:
    keys = ("number", "code", "message", "hint", "courses", "hours", "place")
    widths = (11, 18, 88, 70, 44, 14, 34)
    rows: list[Row] = []
    for group in _grouped(listed):
        words = _word("group_of", lang, group=_title(group, lang), count=len(group))
        rows.append(row(Cell(words, across=len(keys), align="left"), kind="band"))
        for number, finding in group:
            rows.append(
                row(
                    number,
                    finding.code,
                    finding.text(lang),
                    finding.to_do(lang),
                    _courses(finding, pathway, lang),
                    finding.hours,
                    short_place(finding.source),
                )
            )
    return Table(
        columns=tuple(
            Column(w, "left" if k in ("message", "hint", "courses", "place") else "center")
            for k, w in zip(keys, widths, strict=True)
        ),
        head=(_head(keys, lang),),
        rows=tuple(rows),
        notes=(_word("note.findings", lang),),
        size=9.5,
        freeze=2,
    )


def _grouped(listed: Iterable[tuple[int, Finding]]) -> Iterable[list[tuple[int, Finding]]]:
    """Yield findings by severity and family."""
    for _, items in groupby(listed, key=lambda x: (x[1].severity, x[1].family)):
        yield list(items)


def _title(group: Sequence[tuple[int, Finding]], lang: Lang) -> str:
    _, first = group[0]
    return _word("group", lang, severity=first.severity, family=_family(first, lang))


def _courses(finding: Finding, pathway: Pathway, lang: Lang) -> str:
    found = (pathway.by_id.get(i) for i in dict.fromkeys(finding.about))
    return joined((plain_name(pathway, c, lang) for c in found if c), lang)


# ---- evidence ------------------------------------------------------------------------------------------


def _backed(listed: Sequence[tuple[int, Finding]], lang: Lang) -> list[Block]:
    blocks: list[Block] = []
    for group in _grouped(listed):
        blocks.append(Heading(_title(group, lang), 2))
        for number, finding in group:
            text = _word("finding", lang, number=number, code=finding.code, text=finding.text(lang))
            blocks.append(Paragraph(text, "lead"))
            for kind, items in groupby(finding.evidence, key=lambda e: e.kind):
                blocks += _evidence(kind, tuple(items), lang)
            related = [short_place(r) for r in finding.related if r]
            if related:
                blocks.append(Paragraph(_word("see_also", lang, places=tuple(related)), "note"))
    return blocks


def _evidence(kind: str, items: Sequence[Evidence], lang: Lang) -> list[Block]:
    """Return evidence of one kind: as a table where its columns are known, else as sentences."""
    keys = EVIDENCE.get(kind, ())
    if not keys or any(k not in e.values for e in items for k in keys):
        return [Listing(tuple(e.text(lang) for e in items))]
    return [
        Table(
            columns=tuple(Column(w) for w in WIDTHS[kind]),
            head=(row(*(_word(f"evidence.{kind}.{k}", lang) for k in keys)),),
            rows=tuple(row(*(show(e.values[k], lang) for k in keys)) for e in items),
            size=9.5,
        )
    ]


# ---- what was settled, what was not run ----------------------------------------------------------------


def _settled(findings: Sequence[Finding], lang: Lang) -> Table:
    keys = ("number", "code", "message", "reason", "by", "until", "how")
    widths = (11, 18, 94, 84, 32, 22, 16)
    rows = [
        row(
            number,
            finding.code,
            finding.text(lang),
            finding.settled.reason,
            finding.settled.by,
            finding.settled.until,
            _word(f"how.{finding.settled.how}", lang),
        )
        for number, finding in enumerate(findings, start=1)
        if finding.settled
    ]
    return Table(
        columns=tuple(
            Column(w, "left" if k in ("message", "reason") else "center")
            for k, w in zip(keys, widths, strict=True)
        ),
        head=(_head(keys, lang),),
        rows=tuple(rows),
        size=9.5,
    )


def _not_run(report: Report, lang: Lang) -> list[Block]:
    return [
        Paragraph(_word("not_run", lang), "note"),
        Table(
            columns=(Column(100, "left"), Column(74, "left")),
            head=(_head(("checks", "why"), lang),),
            rows=tuple(row(checks, why) for checks, why in checks_not_run(report, lang)),
            size=10.5,
        ),
    ]
