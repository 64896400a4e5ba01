"""A place for practice that no course uses.

## Why it matters

The standard of training facilities is made of the places that courses name. Equipment that no course uses is
money without lessons, or a link that was lost when a course was renamed.

## What it looks at

Every facility of the pathway against what the courses name.

## What to do

Name the place in the courses that use it, or strike it out.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.rule import Case, Rule

BAD = """
programme: {secondary: {facilities: [{id: f1, name: 电工实训室, stations: 20}]}}
secondary: [{id: s1, name: 电工基础}]
"""

GOOD = """
programme: {secondary: {facilities: [{id: f1, name: 电工实训室, stations: 20}]}}
secondary: [{id: s1, name: 电工基础, hours: 72, practice: 36, facilities: [f1]}]
"""


def check(case: Case) -> Iterator[Finding]:
    for facility in case.chain.idle_facilities:
        yield RULE.finding(
            subject=facility.id,
            source=facility.source,
            facility=facility.name,
            stations=facility.stations,
        )


RULE = Rule(
    code="CMP011",
    name="idle-facility",
    severity=Severity.ADVICE,
    message="no course does its practice in {facility}, which has {stations} work stations",
    hint="name it in the courses that use it, or strike it out",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
