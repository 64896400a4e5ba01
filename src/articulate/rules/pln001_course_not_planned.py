"""A course that every student takes stands in no term.

## Why it matters

A teaching plan that forgets a required course is found out when the hours no longer add up, or when
the students reach the course that builds on it.

## What it looks at

Every required course outside elective groups; the plan must offer it in some term.

## What to do

Put the course into the plan, or take it out of the programme by a decision.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.rule import Case, Rule

BAD = """
secondary:
- {id: s1, name: 电工技术基础, hours: 72}
- {id: s2, name: 电子技术基础, hours: 72}
plan: {s1: [[1, 4, 18]]}
"""

GOOD = """
secondary:
- {id: s1, name: 电工技术基础, hours: 72}
- {id: s2, name: 电子技术基础, hours: 72}
plan: {s1: [[1, 4, 18]], s2: [[2, 4, 18]]}
"""


def check(case: Case) -> Iterator[Finding]:
    assert case.plan is not None
    grouped = {c for g in case.pathway.electives for c in g.courses}
    for course in case.pathway.courses:
        if course.required and course.id not in grouped and course.id not in case.plan.courses:
            yield RULE.finding(
                subject=course.id,
                source=course.source,
                course=course.name,
                hours=course.hours,
                first=course.window[0],
                last=course.window[1],
            )


RULE = Rule(
    code="PLN001",
    name="course-not-planned",
    severity=Severity.ERROR,
    message="{course} ({hours} hours) is required, but the plan offers it in no term",
    hint="put it into one of the terms {first} to {last}, or take it out by a decision",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("plan",),
)
