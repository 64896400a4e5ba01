"""The units of a course do not add up to its hours.

## Why it matters

Units with their hours go into the course standard. Two totals in two papers make the reader doubt both.

## What it looks at

Courses whose units all have hours.

## What to do

Correct the hours of the units, or of the course.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.rule import Case, Rule

BAD = """
secondary:
- {id: s1, name: 机械制图, hours: 72, units: [{name: 投影基础, hours: 30}, {name: 零件图, hours: 30}]}
"""

GOOD = """
secondary:
- {id: s1, name: 机械制图, hours: 72, units: [{name: 投影基础, hours: 36}, {name: 零件图, hours: 36}]}
"""


def check(case: Case) -> Iterator[Finding]:
    for course in case.pathway.courses:
        total = sum(u.hours for u in course.units)
        if course.units and all(u.hours for u in course.units) and total != course.hours:
            yield RULE.finding(
                subject=course.id,
                source=course.source.at("units"),
                course=course.name,
                hours=course.hours,
                total=total,
                units=len(course.units),
            )


RULE = Rule(
    code="HRS003",
    name="units-do-not-add-up",
    severity=Severity.WARNING,
    message="the {units} units of {course} add up to {total} hours, the course has {hours}",
    hint="correct the hours of the units or of the course",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
