"""A course has more hours of practice than hours.

## Why it matters

Practice is part of the hours of a course. Where it is larger the share of practice comes out too high, and
theory below zero.

## What it looks at

Hours and practice hours of each course.

## What to do

Correct one of the two: hours are the total of theory and practice.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 电工技能实训, hours: 60, practice: 90}]
"""

GOOD = """
secondary: [{id: s1, name: 电工技能实训, hours: 60, practice: 60}]
"""


def check(case: Case) -> Iterator[Finding]:
    for course in case.pathway.courses:
        if course.practice > course.hours:
            yield RULE.finding(
                subject=course.id,
                source=course.source.at("practice"),
                course=course.name,
                hours=course.hours,
                practice=course.practice,
            )


RULE = Rule(
    code="HRS002",
    name="practice-exceeds-hours",
    severity=Severity.ERROR,
    message="{course} has {practice} hours of practice, more than its {hours} hours in all",
    hint="correct one of the two: hours are theory and practice together",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
