"""The bridge list: what is handed over at which level, what rests on it, and where it is shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Literal

from articulate.model.criteria import Blueprint, BridgeItem, ProcessItem, SkillTask
from articulate.model.programme import CourseKind
from articulate.transfer.boundary import Boundary, Need


def bridge_list(boundary: Boundary) -> tuple[BridgeItem, ...]:
    """Return the professional topics handed over, those with most hours behind them first."""
    by_topic: dict[str, list[Need]] = {}
    for need in boundary.needs:
        if need.course.kind is not CourseKind.GENERAL:
            by_topic.setdefault(need.outcome.topic, []).append(need)
    items = []
    for topic, needs in by_topic.items():
        rests = boundary.reliances(needs)
        items.append(
            BridgeItem(
                topic=topic,
                level=max(n.level for n in needs),
                taught_level=max((n.outcome.level for n in needs if boundary.in_time(n.course)), default=0),
                courses=tuple(sorted({n.course.id for n in needs})),
                needed_by=tuple(sorted({n.needed_by for n in needs})),
                dependent_hours=sum(r.hours for r in rests),
                rests=rests,
            )
        )
    return tuple(sorted(items, key=lambda b: (-b.dependent_hours, b.courses, b.topic)))


def unasked_courses(
    boundary: Boundary, bridge: Iterable[BridgeItem], asked: Collection[str]
) -> frozenset[str]:
    """Return courses without which a topic that must be shown would not be: no paper, no task asks for it."""
    by_id = boundary.pathway.by_id
    return frozenset(
        next(i for i in item.courses if boundary.assessable(by_id[i]))
        for item in bridge
        if item.topic not in asked
        and item.topic not in boundary.pathway.transfer.not_assessed
        and any(boundary.assessable(by_id[i]) for i in item.courses)
    )


def with_assessment(
    boundary: Boundary,
    bridge: Iterable[BridgeItem],
    process: Iterable[ProcessItem],
    blueprint: Blueprint,
    tasks: Iterable[SkillTask],
) -> tuple[BridgeItem, ...]:
    """Return the bridge list with where each topic is asked, or why it is not."""
    counted = {p.course for p in process}
    written = {t for row in blueprint.rows if row.total for t in row.topics}
    by_hand = {t for task in tasks for t in task.topics}
    out = []
    for item in bridge:
        shown: dict[Literal["process", "written", "skill"], bool] = {
            "process": bool(counted & set(item.courses)),
            "written": item.topic in written,
            "skill": item.topic in by_hand,
        }
        ways = tuple(way for way, yes in shown.items() if yes)
        out.append(item.but(assessed_by=ways, exception="" if ways else _exception(boundary, item)))
    return tuple(out)


def _exception(boundary: Boundary, item: BridgeItem) -> Literal["", "left_out", "late", "elective"]:
    if item.topic in boundary.pathway.transfer.not_assessed:
        return "left_out"
    in_time = [c for i in item.courses if boundary.in_time(c := boundary.pathway.by_id[i])]
    if not in_time:
        return "late"
    return "" if any(c.required for c in in_time) else "elective"
