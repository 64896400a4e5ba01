"""A term has more or fewer weekly hours than the school allows.

## Why it matters

Thirty hours a week is what a class can bear and a timetable can hold; a term far below wastes time that
another term lacks.

## What it looks at

The mean weekly hours of each term: hours of all weekly courses, divided by the teaching weeks. Courses
that run for part of the weeks can follow each other, so their nominal weekly hours do not simply add up.
Limits are `planning.<stage>.weekly_hours`; the lower one does not hold for `light_terms`.

## What to do

Move a course to a lighter term, or change the limits if the school means it so.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.model.programme import Stage
from articulate.rule import Case, Rule

BAD = """
secondary:
- {id: s1, name: 语文, hours: 144}
- {id: s2, name: 数学, hours: 144}
pathway:
  planning:
    secondary: {weekly_hours: [6, 12], light_terms: [2, 3, 4, 5, 6]}
    higher: {light_terms: [7, 8, 9, 10]}
plan: {s1: [[1, 8, 18]], s2: [[1, 8, 18]]}
"""

GOOD = """
secondary:
- {id: s1, name: 语文, hours: 144}
- {id: s2, name: 数学, hours: 144}
pathway:
  planning:
    secondary: {weekly_hours: [6, 12], light_terms: [3, 4, 5, 6]}
    higher: {light_terms: [7, 8, 9, 10]}
plan: {s1: [[1, 8, 18]], s2: [[2, 8, 18]]}
"""


def check(case: Case) -> Iterator[Finding]:
    assert case.plan is not None
    for term in range(1, 11):
        stage = Stage.of(term)
        limits = case.pathway.planning.of(stage)
        least, most = limits.weekly_hours
        weeks = lessons(case, term)
        offered = [o for o in case.plan.in_term(term) if o.weekly]
        hours = sum(o.hours for o in offered)
        if not weeks:
            continue
        if hours > most * weeks:
            limit = Phrase("pln.more", {"most": most, "over": hours - most * weeks})
        elif hours < least * weeks and term not in limits.light_terms:
            limit = Phrase("pln.less", {"least": least, "short": least * weeks - hours})
        else:
            continue
        yield RULE.finding(
            subject=f"term-{term}",
            source=limits.source,
            about=tuple(o.course for o in offered),
            hours=hours,
            term=term,
            weeks=weeks,
            average=(Decimal(hours) / weeks).quantize(Decimal("0.1")),
            limit=limit,
        )


def lessons(case: Case, term: int) -> int:
    """Weeks with lessons in a term: what whole weeks take of shared weeks is lost to them."""
    assert case.plan is not None
    known = case.pathway.by_id
    away = {c for c in case.plan.courses if c in known and known[c].activity}
    blocks = sum(o.weeks for o in case.plan.in_term(term) if o.block and o.course not in away)
    return case.pathway.calendar.term(term).lessons(blocks)


RULE = Rule(
    code="PLN003",
    name="weekly-hours-out-of-limits",
    severity=Severity.ERROR,
    message="term {term} has {average} hours a week on average ({hours} hours in {weeks} weeks), {limit}",
    hint="move a course to another term, or change the limits of weekly hours",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("plan",),
)
