"""The questions of the written paper: kinds, number, points, time."""

from __future__ import annotations

from fractions import Fraction

from articulate.emitters.criteria.paper import CriteriaPaper
from articulate.emitters.document import Block, Column, Table, row
from articulate.emitters.words import joined
from articulate.model.assessment import ItemForm


def question_table(paper: CriteriaPaper) -> list[Block]:
    """Return the kinds of question with their number, points and usual time; nothing without a blueprint."""
    criteria = paper.criteria
    points, counts = criteria.blueprint.by_level(), criteria.blueprint.items_by_level()
    rows = []
    for form in criteria.items:
        mine = [lv for lv in form.levels if points.get(lv) and counts.get(lv)]
        if not mine:
            continue
        total = sum(points[lv] for lv in mine)
        rows.append(
            row(
                paper.say(f"item_kind.{form.kind}"),
                joined((paper.level(lv) for lv in mine), paper.lang),
                sum(counts[lv] for lv in mine),
                form.points,
                total,
                _minutes(form, total),
            )
        )
    if not rows:
        return []
    total_row = row(
        paper.say("sum"),
        "",
        sum(counts.values()),
        "",
        sum(points.values()),
        criteria.blueprint.minutes,
        kind="total",
    )
    keys = ("item_kind", "level", "item_count", "item_points", "points", "item_minutes")
    spare = criteria.minutes - criteria.blueprint.minutes
    note = "questions.note" if spare >= 0 else "questions.too_long"
    return [
        Table(
            title=paper.say("table.questions"),
            columns=tuple(Column(w) for w in (34, 40, 20, 24, 18, 22)),
            head=(paper.head(keys),),
            rows=(*rows, total_row),
            notes=(paper.say(note, minutes=criteria.minutes, spare=abs(spare)),),
            size=10.5,
        )
    ]


def _minutes(form: ItemForm, points: int) -> int:
    """Usual time for so many points of a kind, rounded to whole minutes."""
    return int(Fraction(points, form.points) * Fraction(form.minutes) + Fraction(1, 2))
