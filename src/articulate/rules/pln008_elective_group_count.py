"""The plan takes fewer or more electives of a group than its rule says.

## Why it matters

The hours and shares of a programme are counted with so many electives of each group. A plan with another
number has other hours, and students short of credits.

## What it looks at

For each elective group, how many of its courses the plan takes, against `take`.

## What to do

Add or remove electives in the plan, or change the rule of the group.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.rule import Case, Rule

BAD = """
secondary:
- {id: s1, name: 传感器应用, required: false}
- {id: s2, name: 单片机应用, required: false}
programme: {secondary: {electives: [{id: e1, name: 专业拓展选修, take: 1, courses: [s1, s2]}]}}
plan: {s1: [[4, 4, 18]], s2: [[4, 4, 18]]}
"""

GOOD = """
secondary:
- {id: s1, name: 传感器应用, required: false}
- {id: s2, name: 单片机应用, required: false}
programme: {secondary: {electives: [{id: e1, name: 专业拓展选修, take: 1, courses: [s1, s2]}]}}
plan: {s1: [[4, 4, 18]]}
"""


def check(case: Case) -> Iterator[Finding]:
    assert case.plan is not None
    for group in sorted(case.pathway.electives, key=lambda g: g.id):
        there = sorted({c for c in group.courses if c in case.pathway.by_id})
        taken = [c for c in there if c in case.plan.courses]
        if len(taken) != group.take:
            yield RULE.finding(
                subject=group.id,
                source=group.source.at("take"),
                about=(group.id, *there),
                severity=Severity.ERROR if len(taken) < group.take else Severity.WARNING,
                group=group.name,
                taken=len(taken),
                take=group.take,
                courses=tuple(case.pathway.by_id[c].name for c in there),
            )


RULE = Rule(
    code="PLN008",
    name="elective-group-count",
    severity=Severity.ERROR,
    message="the plan takes {taken} courses of the elective group {group}, its rule says {take}",
    hint="choose among {courses}, or change the number of the group",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("plan",),
)
