"""The options of one elective group have different hours.

## Why it matters

Students of one class who choose differently would graduate with different totals, and a share that holds for
one choice may fail for another. Totals here count the smallest options.

## What it looks at

Hours of the courses of each elective group.

## What to do

Give all options the same hours, or put those that differ into a group of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.rule import Case, Rule

BAD = """
secondary:
- {id: s1, name: 中华优秀传统文化, hours: 36, required: false}
- {id: s2, name: 职业素养, hours: 18, required: false}
programme: {secondary: {electives: [{id: e1, name: 公共选修, take: 1, courses: [s1, s2]}]}}
"""

GOOD = """
secondary:
- {id: s1, name: 中华优秀传统文化, hours: 36, required: false}
- {id: s2, name: 职业素养, hours: 36, required: false}
programme: {secondary: {electives: [{id: e1, name: 公共选修, take: 1, courses: [s1, s2]}]}}
"""


def check(case: Case) -> Iterator[Finding]:
    known = case.pathway.by_id
    for group in sorted(case.pathway.electives, key=lambda g: g.id):
        options = sorted((known[c] for c in set(group.courses) if c in known), key=lambda c: (c.hours, c.id))
        if not options or options[0].hours == options[-1].hours or group.take >= len(options):
            continue
        yield RULE.finding(
            subject=group.id,
            source=group.source.at("courses"),
            about=[group.id, *(c.id for c in options)],
            hours=options[-1].hours - options[0].hours,
            group=group.name,
            low=options[0].hours,
            high=options[-1].hours,
            smallest=options[0].name,
            largest=options[-1].name,
        )


RULE = Rule(
    code="HRS008",
    name="elective-options-uneven",
    severity=Severity.ADVICE,
    message="the options of {group} have from {low} hours ({smallest}) to {high} ({largest})",
    hint="give all options the same hours, or put those that differ into a group of their own",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
