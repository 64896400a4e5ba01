"""The written paper: the blueprint (双向细目表) with points, number of questions and time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from articulate.model.assessment import ItemForm
from articulate.model.criteria import Blueprint, BlueprintRow, BridgeItem
from articulate.model.programme import Course, Delivery
from articulate.transfer.boundary import Boundary
from articulate.transfer.shares import largest_remainder


@dataclass(frozen=True, slots=True)
class _Asked:
    """A topic of the bridge as it can be asked in writing: in which course, at which level."""

    item: BridgeItem
    course: Course
    level: int


def blueprint(boundary: Boundary, bridge: Iterable[BridgeItem], by_hand: Collection[str]) -> Blueprint:
    """Return points by course and level, in proportion to the hours that depend on the topics.

    A topic is asked at the level that the higher stage presumes, never above the level at which the course
    teaches it, and not at all when it is not taught to everybody by the deadline or is left out with a
    reason. What is done ``by_hand`` in a skill task, and what only weeks of practice teach, is not asked in
    writing. The schools may set the points themselves.
    """
    settings = boundary.pathway.transfer
    if settings.blueprint is not None:
        rows = tuple(_by_hand(boundary, group, cells) for group, cells in settings.blueprint.items())
    else:
        left = {*by_hand, *settings.not_assessed}
        asked = [a for item in bridge if item.topic not in left and (a := _asked(boundary, item))]
        rows = _derived(asked, settings.least_cell)
    return Blueprint(rows=_timed(rows, settings.items))


def cell_weight(item: BridgeItem) -> int:
    """Return what a topic adds to the weight of its cell: the hours that rest on it, one at the least."""
    return item.dependent_hours or 1


def least_points(cells: int, least: int) -> int:
    """Return the least points of a cell: those set, or fewer where a hundred does not serve so many cells."""
    return min(least, 100 // max(1, cells))


def _asked(boundary: Boundary, item: BridgeItem) -> _Asked | None:
    """Return where a topic can be asked: in the lessons for all that teach it highest, ties by id."""
    best: _Asked | None = None
    for course_id in item.courses:
        course = boundary.pathway.by_id[course_id]
        if not boundary.assessable(course) or course.delivery is not Delivery.WEEKLY:
            continue
        taught = max((o.level for o in course.outcomes if o.topic == item.topic), default=0)
        level = min(item.level, taught)
        if level and (best is None or level > best.level):
            best = _Asked(item, course, level)
    return best


def _derived(asked: Iterable[_Asked], least: int) -> tuple[BlueprintRow, ...]:
    cells: dict[tuple[str, int], list[_Asked]] = {}
    for one in asked:
        cells.setdefault((one.course.id, one.level), []).append(one)
    weights = {key: sum(cell_weight(a.item) for a in cells[key]) for key in sorted(cells)}
    points = largest_remainder(weights, 100, least=least_points(len(weights), least))
    rows = []
    for course_id in sorted({i for i, _ in points}):
        mine = {key: p for key, p in points.items() if key[0] == course_id and p}
        inside = [a for key in mine for a in cells[key]]
        if inside:
            rows.append(
                BlueprintRow(
                    group=inside[0].course.name,
                    course=course_id,
                    topics=tuple(sorted(a.item.topic for a in inside)),
                    points={level: p for (_, level), p in mine.items()},
                    asked={a.item.topic: a.level for a in sorted(inside, key=lambda a: a.item.topic)},
                )
            )
    return tuple(sorted(rows, key=lambda r: (-r.total, r.course or "")))


def _by_hand(boundary: Boundary, group: str, cells: Mapping[str, int]) -> BlueprintRow:
    course = boundary.secondary_named(group)
    return BlueprintRow(
        group=group,
        topics=tuple(o.topic for o in course.outcomes) if course else (),
        course=course.id if course else None,
        points={int(level): points for level, points in sorted(cells.items())},
    )


def _timed(rows: tuple[BlueprintRow, ...], forms: Iterable[ItemForm]) -> tuple[BlueprintRow, ...]:
    """Return rows with the number of questions and the time they take; the times add up to the whole.

    A cell holds as many questions as its points make of the usual size, at least one; its time goes by
    points, so that a paper of usual questions takes its usual time however they are cut.
    """
    form = {level: f for f in reversed(tuple(forms)) for level in f.levels}
    needed = [
        sum(
            (p * Fraction(form[v].minutes) / form[v].points for v, p in row.points.items() if v in form),
            Fraction(0),
        )
        for row in rows
    ]
    minutes = largest_remainder(dict(enumerate(needed)), ceil(sum(needed)))
    return tuple(
        row.but(
            items={
                v: max(1, _near(Fraction(p, form[v].points)))
                for v, p in row.points.items()
                if v in form and p
            },
            minutes=minutes[k],
        )
        for k, row in enumerate(rows)
    )


def _near(value: Fraction) -> int:
    """The nearest whole number, halves up."""
    return int(value + Fraction(1, 2))
