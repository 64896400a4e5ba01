"""How values show themselves in a notebook: tables with evidence folded, the map, the blueprint."""

from __future__ import annotations

from typing import Any

from articulate.cohort import CohortStudy
from articulate.emitters.markup import Markup, el, joined
from articulate.emitters.proposals import improvement_head, mended_lines
from articulate.findings import Finding, Report, Severity
from articulate.graph import CourseGraph
from articulate.i18n import label, show
from articulate.improving import Improvement, Mended, Proposal
from articulate.model.criteria import Blueprint, TransferCriteria
from articulate.model.shared import SHARED_PARTS, SharedCore, SharedLine

INK = {Severity.ERROR: "#b3261e", Severity.WARNING: "#8a5a00", Severity.ADVICE: "#3b5f8a"}
CELL = "text-align:left;vertical-align:top;padding:4px 8px"
SHORT = f"{CELL};white-space:nowrap"


def bundle(value: Any) -> dict[str, str] | None:
    """Return MIME types with their text for a value that has a form here, else ``None``."""
    if isinstance(value, Report):
        return {"text/html": str(report_table(value)), "text/plain": report_text(value)}
    if isinstance(value, Improvement):
        return {"text/html": str(improvement_table(value)), "text/plain": improvement_text(value)}
    if isinstance(value, Mended):
        return {"text/html": str(mended_table(value)), "text/plain": "\n".join(mended_lines(value))}
    if isinstance(value, CohortStudy):
        from articulate.emitters.cohort.summary import study_table, summary

        return {"text/html": str(study_table(value)), "text/plain": "\n".join(summary(value))}
    if isinstance(value, CourseGraph):
        from articulate.emitters.diagram import course_map

        return {"image/svg+xml": course_map(value.pathway, value), "text/plain": repr(value)}
    if isinstance(value, TransferCriteria):
        return {"text/html": str(blueprint_table(value.blueprint)), "text/plain": f"{value.pathway}"}
    if isinstance(value, SharedCore):
        return {"text/html": str(shared_table(value)), "text/plain": shared_text(value)}
    if isinstance(value, Blueprint):
        return {"text/html": str(blueprint_table(value)), "text/plain": f"{value.total}"}
    from articulate.emitters import plan_tables, school_table

    return plan_tables.bundle(value) or school_table.bundle(value)


def report_text(report: Report) -> str:
    """Return a report as lines: code, severity, message."""
    lines = [f"{f.code} {show(f.severity)} {f.message}" for f in report.open]
    return "\n".join([summary(report), *lines])


def summary(report: Report) -> str:
    """Return the counts of a report in one line."""
    return label("cli.summary", "zh", pathway=report.title or report.pathway, **report.totals())


def report_table(report: Report) -> Markup:
    """Return a report as a table, evidence and what to do folded under each finding."""
    rows = [_row(f) for f in report.open]
    return el("div", el("p", el("b", summary(report))), el("table", el("tbody", *rows)))


def _row(finding: Finding) -> Markup:
    more = [el("li", piece.text()) for piece in finding.evidence]
    what = el(
        "details",
        el("summary", finding.message),
        el("ul", *more) if more else "",
        el("p", label("cli.to_do"), finding.hint),
    )
    hours = "" if finding.hours is None else label("cli.at_stake", hours=finding.hours)
    return el(
        "tr",
        el("td", finding.code, style=SHORT),
        el("td", show(finding.severity), style=f"{SHORT};color:{INK[finding.severity]}"),
        el("td", what, style=CELL),
        el("td", hours, style=SHORT),
    )


def improvement_text(improvement: Improvement) -> str:
    """Return proposals as lines: number, what moves where, hours, what it removes."""
    lines = [improvement_head(improvement)]
    for one in improvement.proposals:
        codes = "、".join(f.code for f in one.removes)
        lines.append(f"{one.rank}. {'；'.join(one.says())}（{one.hours()}，{codes}）")
    return "\n".join(lines)


def improvement_table(improvement: Improvement) -> Markup:
    """Return proposals as a table to pick from by number or name; what they remove is folded under each."""
    rows = [_proposal(one) for one in improvement.proposals]
    table = el("table", _proposal_head(), el("tbody", *rows)) if rows else ""
    left = [el("li", f"{one.finding.code} {one.finding.message} {one.text()}") for one in improvement.left]
    more = [el("p", label("improve.left_head")), el("ul", *left)] if left else ""
    how = el("p", label("improve.pick")) if rows else ""
    return el("div", el("p", el("b", improvement_head(improvement))), table, how, more)


def mended_table(mended: Mended) -> Markup:
    """Return the proposals of a set as a table, with what is left and whether it plans around it."""
    rows = [_proposal(one) for one in mended.proposals]
    table = el("table", _proposal_head(), el("tbody", *rows)) if rows else ""
    return el("div", *(el("p", line) for line in mended_lines(mended)), table)


def _proposal_head() -> Markup:
    names = ("number", "what", "kind", "removes", "hours")
    return el("thead", el("tr", *(el("th", label(f"improve.table.{n}"), style=CELL) for n in names)))


def _proposal(one: Proposal) -> Markup:
    remarks = [el("li", text) for text in one.remarks()]
    adds = [el("li", f"{label('improve.adds')}{f.code} {f.message}") for f in one.adds]
    removed = [
        el(
            "details",
            el("summary", f.code, " ", el("span", show(f.severity), style=f"color:{INK[f.severity]}")),
            f.message,
        )
        for f in one.removes
    ]
    return el(
        "tr",
        el("td", str(one.rank), style=CELL),
        el("td", [el("div", text) for text in one.says()], el("ul", *remarks, *adds), style=CELL),
        el("td", el("div", one.kinds()), el("div", el("code", one.name)), style=CELL),
        el("td", removed, style=CELL),
        el("td", one.hours(), style=CELL),
    )


def blueprint_table(blueprint: Blueprint) -> Markup:
    """Return a blueprint (双向细目表) as a table of topic groups × levels with sums."""
    levels = list(blueprint.by_level())
    head = el(
        "tr",
        el("th", "", style=CELL),
        *(el("th", label(f"labels.Level.{lv}"), style=CELL) for lv in levels),
        el("th", "∑", style=CELL),
    )
    rows = [
        el(
            "tr",
            el("td", row.group, style=CELL, title="、".join(row.topics)),
            *(el("td", str(row.points.get(lv, "")), style=CELL) for lv in levels),
            el("td", str(row.total), style=CELL),
        )
        for row in blueprint.rows
    ]
    sums = blueprint.by_level()
    foot = el(
        "tr",
        el("th", "∑", style=CELL),
        *(el("th", str(sums[lv]), style=CELL) for lv in levels),
        el("th", str(blueprint.total), style=CELL),
    )
    return el("table", el("thead", head), el("tbody", joined(rows)), el("tfoot", foot))


def shared_text(core: SharedCore) -> str:
    """Return how many points of each part two criteria share, in one line."""
    common = {part: core.common(part) for part in SHARED_PARTS}
    return label("criteria.shared.plain", "zh", first=core.higher[0], second=core.higher[1], **common)


def shared_table(core: SharedCore) -> Markup:
    """Return the parts of two criteria as a table: what is common, what each adds, the lines folded."""
    keys = ("part", "common", "adds_first", "adds_second")
    head = el("tr", *(el("th", label(f"criteria.shared.column.{k}"), style=CELL) for k in keys))
    rows = [
        el(
            "tr",
            el(
                "td",
                el(
                    "details",
                    el("summary", label(f"criteria.shared.part.{part}")),
                    el("ul", *(el("li", _shared_line(line)) for line in core.of(part))),
                ),
                style=CELL,
            ),
            el("td", str(core.common(part)), style=CELL),
            el("td", str(core.total(part, "first") - core.common(part)), style=CELL),
            el("td", str(core.total(part, "second") - core.common(part)), style=CELL),
        )
        for part in SHARED_PARTS
        if core.of(part)
    ]
    return el(
        "div",
        el("p", el("b", core.secondary), " ", " / ".join(core.higher)),
        el("table", el("thead", head), el("tbody", *rows)),
    )


def _shared_line(line: SharedLine) -> str:
    name = f"{line.name} {label(f'labels.Level.{line.level}')}" if line.level else line.name
    return f"{name} {line.first} / {line.second}"
