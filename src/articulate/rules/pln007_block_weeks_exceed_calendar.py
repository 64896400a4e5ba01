"""More whole weeks of practice are planned in a term than the calendar keeps for them.

## Why it matters

Weeks are the one thing a term cannot have more of. Practice weeks beyond those of the calendar come out of
lessons that were counted on.

## What it looks at

The weeks of all block courses of each term against `block` of that term in the calendar. Courses given in
the weeks of an activity (`activity`) are not counted here.

## What to do

Move a practicum to another term, shorten it, or keep more weeks for it and fewer for lessons.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.rule import Case, Rule

BAD = """
secondary:
- {id: s1, name: 钳工实训, kind: practicum, delivery: block, hours: 30, weeks: 1}
- {id: s2, name: 电工实训, kind: practicum, delivery: block, hours: 30, weeks: 1}
plan: {s1: [[2, 0, 1]], s2: [[2, 0, 1]]}
"""

GOOD = """
secondary:
- {id: s1, name: 钳工实训, kind: practicum, delivery: block, hours: 30, weeks: 1}
- {id: s2, name: 电工实训, kind: practicum, delivery: block, hours: 30, weeks: 1}
plan: {s1: [[2, 0, 1]], s2: [[3, 0, 1]]}
"""


def check(case: Case) -> Iterator[Finding]:
    assert case.plan is not None
    known = case.pathway.by_id
    for calendar in case.pathway.calendar.terms:
        away = {c.id for c in case.pathway.courses if c.activity}
        blocks = [o for o in case.plan.in_term(calendar.term) if o.block and o.course not in away]
        weeks = sum(o.weeks for o in blocks)
        if weeks > calendar.block:
            yield RULE.finding(
                subject=f"term-{calendar.term}",
                source=calendar.source.at("block"),
                about=tuple(o.course for o in blocks),
                term=calendar.term,
                weeks=weeks,
                block=calendar.block,
                courses=tuple(known[o.course].name for o in blocks if o.course in known),
            )


RULE = Rule(
    code="PLN007",
    name="block-weeks-exceed-calendar",
    severity=Severity.ERROR,
    message="term {term} has {weeks} whole weeks of practice, the calendar keeps {block}: {courses}",
    hint="move or shorten one of them, or keep more whole weeks in the calendar",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("plan",),
)
