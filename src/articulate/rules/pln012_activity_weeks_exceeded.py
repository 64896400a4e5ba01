"""Courses given in the weeks of an activity do not fit into them.

## Why it matters

Entrance education, military training and the labour week are weeks of their own in the calendar (活动周).
A course that is planned where the calendar has no such week stands on paper only.

## What it looks at

Courses that name an `activity`: their weeks in each term against the weeks that the calendar keeps for the
activity of that name, all courses of the activity together.

## What to do

Move the course to the term of the activity, or write the activity with enough weeks into the calendar.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.rule import Case, Rule

BAD = """
secondary:
- {id: s1, name: 军事训练, kind: practicum, delivery: block, hours: 30, weeks: 1, activity: 军训}
pathway:
  calendar:
    terms:
    - {term: 1, teaching: 18, activities: [{name: 军训, weeks: 1}]}
    - {term: 2, teaching: 18, block: 1}
    - {term: 3, teaching: 18, block: 1}
    - {term: 4, teaching: 18, block: 1}
    - {term: 5, teaching: 18, block: 1}
    - {term: 6, teaching: 18, block: 1}
    - {term: 7, teaching: 16, block: 3}
    - {term: 8, teaching: 16, block: 3}
    - {term: 9, teaching: 16, block: 3}
    - {term: 10, teaching: 16, block: 3}
plan: {s1: [[2, 0, 1]]}
"""

GOOD = """
secondary:
- {id: s1, name: 军事训练, kind: practicum, delivery: block, hours: 30, weeks: 1, activity: 军训}
pathway:
  calendar:
    terms:
    - {term: 1, teaching: 18, activities: [{name: 军训, weeks: 1}]}
    - {term: 2, teaching: 18, block: 1}
    - {term: 3, teaching: 18, block: 1}
    - {term: 4, teaching: 18, block: 1}
    - {term: 5, teaching: 18, block: 1}
    - {term: 6, teaching: 18, block: 1}
    - {term: 7, teaching: 16, block: 3}
    - {term: 8, teaching: 16, block: 3}
    - {term: 9, teaching: 16, block: 3}
    - {term: 10, teaching: 16, block: 3}
plan: {s1: [[1, 0, 1]]}
"""


def check(case: Case) -> Iterator[Finding]:
    assert case.plan is not None
    known = case.pathway.by_id
    for calendar in case.pathway.calendar.terms:
        weeks: dict[str, dict[str, int]] = {}
        for offering in case.plan.in_term(calendar.term):
            course = known.get(offering.course)
            if course is not None and course.activity:
                weeks.setdefault(course.activity, {})[course.id] = offering.weeks
        for activity, planned in sorted(weeks.items()):
            kept = sum(a.weeks for a in calendar.activities if a.name == activity)
            if sum(planned.values()) > kept:
                yield RULE.finding(
                    subject=f"term-{calendar.term}.{activity}",
                    source=calendar.source.at("activities"),
                    about=tuple(sorted(planned)),
                    term=calendar.term,
                    activity=activity,
                    weeks=sum(planned.values()),
                    kept=kept,
                    courses=tuple(known[c].name for c in sorted(planned)),
                )


RULE = Rule(
    code="PLN012",
    name="activity-weeks-exceeded",
    severity=Severity.ERROR,
    message="term {term} has {weeks} weeks of {courses} in the activity {activity}, "
    "for which the calendar keeps {kept}",
    hint="move the course to the term of the activity, or give the activity more weeks in the calendar",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("plan",),
)
