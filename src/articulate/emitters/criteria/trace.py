"""Where every figure comes from: hours that depend, weights of courses, settings with their sources."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from articulate.emitters.criteria.paper import CriteriaPaper
from articulate.emitters.document import (
    Align,
    Block,
    Cell,
    Column,
    Heading,
    PageSetup,
    Paragraph,
    Row,
    Table,
    row,
)
from articulate.emitters.words import joined, rounded
from articulate.model.assessment import PARTS
from articulate.model.criteria import BridgeItem, Reliance
from articulate.transfer.basis import SettingBasis, settings_basis
from articulate.transfer.courses import LEAST_SHARE, raw_weight
from articulate.transfer.paper import cell_weight, least_points

HOURS: tuple[tuple[float, Align], ...] = (
    *((12, "center"), (66, "left"), (72, "left"), (91, "left")),
    *((18, "center"), (18, "center")),
)
"""Widths in millimetres of the table of hours, and how its columns stand."""


def trace_annex(paper: CriteriaPaper) -> list[Block]:
    """Return how hours that depend, weights of courses and points of the paper were reckoned."""
    blocks: list[Block] = [
        PageSetup(paper.say("annex_sheet.trace"), landscape=True),
        Heading(paper.say("annex.trace")),
    ]
    for name, part in traces(paper).items():
        if name != "hours" and len([b for b in blocks if isinstance(b, PageSetup)]) == 1:
            blocks.append(PageSetup(paper.say("annex_sheet.trace_rest")))
        blocks += [Heading(paper.say(f"trace.{name}"), 2), *part]
    return blocks


def traces(paper: CriteriaPaper) -> dict[str, list[Block]]:
    """Return what is traced by the name of its part; what the schools set by hand has no reckoning."""
    settings = paper.pathway.transfer
    made: dict[str, list[Block]] = {}
    if paper.criteria.bridge:
        made["hours"] = _hours(paper)
    if paper.criteria.process and settings.process is None:
        made["process"] = _process(paper)
    if paper.criteria.blueprint.rows and settings.blueprint is None:
        made["cells"] = _cells(paper)
    made["settings"] = _settings(paper)
    return made


# ---- hours that depend ----------------------------------------------------------------------------------


def _hours(paper: CriteriaPaper) -> list[Block]:
    """One row for all topics behind which stand the same courses."""
    groups: dict[tuple[tuple[str, str], ...], list[BridgeItem]] = {}
    for item in paper.criteria.bridge:
        groups.setdefault(tuple((r.course, r.why) for r in item.rests), []).append(item)
    rows = [_group(paper, n, items) for n, items in enumerate(groups.values(), start=1)]
    keys = ("number", "topic", "direct", "chain", "hours_behind", "share_behind")
    return [
        paper.body("trace.hours_text", hours=paper.criteria.higher_hours),
        Table(
            columns=tuple(Column(w, a) for w, a in HOURS),
            head=(paper.head(keys),),
            rows=tuple(rows),
            notes=(paper.say("trace.hours_note"),),
            size=9.5,
        ),
    ]


def _group(paper: CriteriaPaper, number: int, items: list[BridgeItem]) -> Row:
    first = items[0]
    direct = [r for r in first.rests if r.why != "chain"]
    chain = [r for r in first.rests if r.why == "chain"]
    return row(
        number,
        joined((i.topic for i in items), paper.lang),
        paper.say("trace.stop").join(_direct(paper, r) for r in direct),
        _chains(paper, chain, many=len(direct) > 1),
        first.dependent_hours,
        paper.criteria.share_of(first),
    )


def _direct(paper: CriteriaPaper, one: Reliance) -> str:
    return paper.say(f"trace.{one.why}", course=paper.names((one.course,)), hours=one.hours)


def _chains(paper: CriteriaPaper, chain: Iterable[Reliance], *, many: bool) -> str:
    """Courses reached through others, by the course that relies on the topic itself."""
    by_first: dict[str, list[Reliance]] = {}
    for one in chain:
        by_first.setdefault(one.through[0] if one.through else "", []).append(one)
    said = []
    for start, ones in by_first.items():
        names = joined(
            (paper.say("trace.hours_of", course=paper.names((r.course,)), hours=r.hours) for r in ones),
            paper.lang,
        )
        through = many and start
        said.append(
            paper.say("trace.through", course=paper.names((start,)), names=names) if through else names
        )
    return paper.say("trace.stop").join(said) or paper.say("trace.none")


# ---- weights of process courses -------------------------------------------------------------------------


def _process(paper: CriteriaPaper) -> list[Block]:
    items = paper.criteria.process
    most = max(i.dependence for i in items)
    raw = {i.course: raw_weight(i.credits, i.dependence, most) for i in items}
    whole = sum(raw.values(), Fraction(0)) or Fraction(1)
    rest = 100 - LEAST_SHARE * len(items)
    rows = [
        row(
            paper.names((i.course,)) or i.course,
            i.credits,
            i.dependence,
            rounded(raw[i.course] / Fraction(i.credits or 1), 2),
            rounded(raw[i.course], 2),
            (LEAST_SHARE + rest * raw[i.course] / whole) / 100,
            Fraction(i.weight, 100),
        )
        for i in items
    ]
    total = row(
        paper.say("sum"),
        "",
        "",
        "",
        rounded(whole, 2),
        Fraction(1),
        Fraction(sum(i.weight for i in items), 100),
        kind="total",
    )
    keys = ("course", "credits", "dependence", "factor", "weighed", "share_exact", "share_whole")
    return [
        paper.body("trace.process_text", most=most, least=LEAST_SHARE, rest=rest),
        Table(
            columns=(Column(50, "left"), *(Column(18) for _ in range(6))),
            head=(paper.head(keys),),
            rows=(*rows, total),
            size=10,
        ),
    ]


# ---- points of the paper --------------------------------------------------------------------------------


def _cells(paper: CriteriaPaper) -> list[Block]:
    """Every cell of the blueprint with the hours behind its topics and its share of the points."""
    weights = {item.topic: cell_weight(item) for item in paper.criteria.bridge}
    cells = [
        (r, level, sum(weights.get(t, 0) for t, asked in r.asked.items() if asked == level))
        for r in paper.criteria.blueprint.rows
        for level in r.points
    ]
    least = least_points(len(cells), paper.pathway.transfer.least_cell)
    whole = sum(weight for _, _, weight in cells) or 1
    rest = 100 - least * len(cells)
    rows = [
        row(
            r.group,
            paper.level(level),
            sum(1 for asked in r.asked.values() if asked == level),
            weight,
            rounded(least + Fraction(rest * weight, whole), 2),
            r.points[level],
        )
        for r, level, weight in cells
    ]
    total = row(
        Cell(paper.say("sum"), across=2),
        sum(len(r.asked) for r in paper.criteria.blueprint.rows),
        whole,
        100,
        paper.criteria.blueprint.total,
        kind="total",
    )
    keys = ("content", "level", "topic_count", "hours_sum", "points_exact", "points")
    return [
        paper.body("trace.cells_text", least=least, rest=rest),
        Table(
            columns=(Column(58, "left"), *(Column(20) for _ in range(5))),
            head=(paper.head(keys),),
            rows=(*rows, total),
            size=10,
        ),
    ]


# ---- settings -------------------------------------------------------------------------------------------


def _settings(paper: CriteriaPaper) -> list[Block]:
    rows = [
        row(
            Cell(paper.say(f"setting.{one.setting}")),
            _value(paper, one.setting),
            paper.say("trace.own" if one.own else "trace.default"),
            _basis(paper, one),
        )
        for one in settings_basis(paper.pathway)
    ]
    return [
        Paragraph(paper.say("trace.settings_text")),
        Table(
            columns=(Column(36, "left"), Column(46, "left"), Column(22), Column(54, "left")),
            head=(paper.head(("setting", "set_to", "set_by", "rests_on")),),
            rows=tuple(rows),
            size=10,
        ),
    ]


def _basis(paper: CriteriaPaper, one: SettingBasis) -> str:
    """Return the documents behind a setting, each with how binding it is; or that none fixes it."""
    said = []
    for provision in one.provisions:
        # What is unverified says so itself.
        known = provision.verified and provision.force == "may"
        key = "trace.reference" if known else "trace.binding"
        said.append(paper.say(key, document=provision.cite(paper.lang)))
    return paper.say("trace.stop").join(dict.fromkeys(said)) or paper.say("trace.proposal")


def _value(paper: CriteriaPaper, setting: str) -> str:
    """Return a setting in words."""
    criteria, settings = paper.criteria, paper.pathway.transfer
    lines: dict[str, object] = {part: criteria.line(part) for part in PARTS}
    values: dict[str, dict[str, object]] = {
        "weights": {part: criteria.weights.get(part, 0) for part in PARTS},
        "pass": {"total": criteria.pass_total, **lines},
        "deadline": {"term": criteria.deadline},
        "assessed_in": {"term": criteria.assessed_in},
        "process_courses": {"count": len(criteria.process)},
        "written": {"written": criteria.written, "practical": 100 - criteria.written},
        "minutes": {"minutes": criteria.minutes},
        "skill_minutes": {"minutes": criteria.skill_minutes},
        "least_cell": {"points": settings.least_cell},
        "scoring": settings.scoring.model_dump(),
        "tasks": {"count": len(criteria.tasks)},
        "pool": {"least": settings.pool.least, "spare": settings.pool.spare, "days": settings.pool.draw_days},
        "concessions": {"count": len(criteria.concessions)},
        "ties": {"ties": criteria.ties},
        "items": {
            "forms": tuple(
                paper.say(
                    "setting_value.form",
                    kind=paper.say(f"item_kind.{f.kind}"),
                    points=f.points,
                    minutes=f.minutes,
                )
                for f in criteria.items
            )
        },
    }
    missing = {
        "retest": not (criteria.retest and criteria.absence and criteria.appeal),
        "fallback": not criteria.fallback,
        "ties": not criteria.ties,
        "concessions": not criteria.concessions,
    }
    if missing.get(setting):
        return paper.say("setting_value.none")
    return paper.say(f"setting_value.{setting}", **values.get(setting, {}))
