"""How many hours of a course some of its topics take."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from articulate.matching.text import Vocabulary
from articulate.model.programme import Course, LearningOutcome


def module_hours(course: Course, topics: Collection[str], words: Vocabulary) -> int:
    """Return the class hours that some topics of a course take.

    Where its units say so: each outcome belongs to the unit whose name has most in common with it, and
    the topics make up whole units. Otherwise in proportion to the number of outcomes.
    """
    units = _units_of(course, topics, words)
    if units:
        return units
    named = sum(o.topic in topics for o in course.outcomes)
    return round(course.hours * named / max(1, len(course.outcomes)))


def _units_of(course: Course, topics: Collection[str], words: Vocabulary) -> int:
    """Return the hours of the units that hold these topics and no others, 0 where there are none such."""
    names = [u.name for u in course.units]
    if not names or not all(u.hours for u in course.units):
        return 0
    inside, outside = set[int](), set[int]()
    for outcome in course.outcomes:
        unit = _unit_of(outcome, names, words)
        if unit is None and outcome.topic in topics:
            return 0
        if unit is not None:
            (inside if outcome.topic in topics else outside).add(unit)
    if inside & outside:
        return 0
    return sum(course.units[k].hours for k in inside)


def _unit_of(outcome: LearningOutcome, names: Sequence[str], words: Vocabulary) -> int | None:
    """Return the unit whose name shares most with an outcome, ``None`` for none or several equally near."""
    said = words.grams(outcome.topic) + words.grams(outcome.text)
    near = [(words.grams(name) & said).total() / max(1, words.grams(name).total()) for name in names]
    best = max(near)
    return near.index(best) if best > 0 and near.count(best) == 1 else None
