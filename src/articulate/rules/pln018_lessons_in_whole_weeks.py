"""Lessons are planned in weeks that whole weeks of practice have taken.

## Why it matters

Where a calendar lets lessons and practice share some weeks (`shared`), what practice takes is gone. A course
of eighteen weeks does not fit beside three weeks in the workshop of a term that has nineteen.

## What it looks at

In terms with shared weeks: each weekly course and the whole weeks of practice against teaching weeks plus
whole weeks less the shared ones.

## What to do

Teach the course in fewer weeks with more hours each, or move a practicum to another term.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.rule import Case, Rule

BAD = """
secondary:
- {id: s1, name: 机械制图, hours: 36}
- {id: s2, name: 钳工实训, kind: practicum, delivery: block, hours: 60, weeks: 2}
pathway:
  calendar:
    terms:
    - {term: 1, teaching: 18, block: 2, shared: 1}
    - {term: 2, teaching: 18, block: 1}
    - {term: 3, teaching: 18, block: 1}
    - {term: 4, teaching: 18, block: 1}
    - {term: 5, teaching: 18, block: 1}
    - {term: 6, teaching: 18, block: 1}
    - {term: 7, teaching: 16, block: 3}
    - {term: 8, teaching: 16, block: 3}
    - {term: 9, teaching: 16, block: 3}
    - {term: 10, teaching: 16, block: 3}
plan: {s1: [[1, 2, 18]], s2: [[1, 0, 2]]}
"""

GOOD = """
secondary:
- {id: s1, name: 机械制图, hours: 36}
- {id: s2, name: 钳工实训, kind: practicum, delivery: block, hours: 60, weeks: 2}
pathway:
  calendar:
    terms:
    - {term: 1, teaching: 18, block: 2, shared: 1}
    - {term: 2, teaching: 18, block: 1}
    - {term: 3, teaching: 18, block: 1}
    - {term: 4, teaching: 18, block: 1}
    - {term: 5, teaching: 18, block: 1}
    - {term: 6, teaching: 18, block: 1}
    - {term: 7, teaching: 16, block: 3}
    - {term: 8, teaching: 16, block: 3}
    - {term: 9, teaching: 16, block: 3}
    - {term: 10, teaching: 16, block: 3}
plan: {s1: [[1, 3, 12]], s2: [[1, 0, 2]]}
"""


def check(case: Case) -> Iterator[Finding]:
    assert case.plan is not None
    known = case.pathway.by_id
    for calendar in case.pathway.calendar.terms:
        here = [o for o in case.plan.in_term(calendar.term) if o.course in known]
        practice = [o for o in here if o.block and not known[o.course].activity]
        taken, room = sum(o.weeks for o in practice), calendar.teaching + calendar.block - calendar.shared
        late = [o for o in here if not o.block and o.weeks + taken > room]
        # Too many weeks without any sharing are other findings (PLN006, PLN007).
        if calendar.shared and late and taken:
            yield RULE.finding(
                subject=f"term-{calendar.term}",
                source=calendar.source.at("shared"),
                about=(*(o.course for o in late), *(o.course for o in practice)),
                term=calendar.term,
                weeks=max(o.weeks for o in late),
                courses=tuple(known[o.course].name for o in late),
                taken=taken,
                practice=tuple(known[o.course].name for o in practice),
                room=room,
            )


RULE = Rule(
    code="PLN018",
    name="lessons-in-whole-weeks",
    severity=Severity.ERROR,
    message="in term {term} {courses} run for up to {weeks} weeks beside {taken} whole weeks ({practice}), "
    "and the two have {room} weeks together",
    hint="teach them in fewer weeks with more hours each, or move a practicum to another term",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("plan",),
)
