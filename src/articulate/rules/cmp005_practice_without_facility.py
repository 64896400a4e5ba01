"""Practice for which no place is named.

## Why it matters

Practice needs a place. The standard of training facilities (实训条件建设标准) is derived from what the
courses name; a practicum without a place will not appear in it.

## What it looks at

Practicum courses other than internships, and core courses with half or more of their hours in practice,
that name no facility. Nothing is reported where the pathway lists no facilities at all.

## What to do

Name the facility where the practice is done.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.model.programme import CourseKind
from articulate.rule import Case, Rule

BAD = """
programme: {secondary: {facilities: [{id: f1, name: 电工实训室, stations: 40}]}}
secondary: [{id: s1, name: PLC实训, kind: practicum, hours: 60, practice: 60}]
"""

GOOD = """
programme: {secondary: {facilities: [{id: f1, name: 电工实训室, stations: 40}]}}
secondary: [{id: s1, name: PLC实训, kind: practicum, hours: 60, practice: 60, facilities: [f1]}]
"""


def check(case: Case) -> Iterator[Finding]:
    if not case.pathway.all_facilities:
        return
    internships = case.relations.internships
    for course in case.pathway.courses:
        if course.facilities or course.id in internships or not course.practice:
            continue
        practical = course.kind is CourseKind.CORE and 2 * course.practice >= course.hours
        if course.kind is CourseKind.PRACTICUM or practical:
            yield RULE.finding(
                subject=course.id,
                source=course.source,
                course=course.name,
                hours=course.practice,
            )


RULE = Rule(
    code="CMP005",
    name="practice-without-facility",
    severity=Severity.WARNING,
    message="{course} has {hours} hours of practice and names no place for it",
    hint="name the facility where the practice is done",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
