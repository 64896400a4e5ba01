"""A professional course that serves no ability.

## Why it matters

Courses follow from the abilities that posts ask for. A course outside that chain appears in no goal, no
indicator and no assessment of ability; it is either forgotten in the list or not needed.

## What it looks at

Foundation, core, extension and practice courses of which neither the course nor any outcome names an ability,
and those that name one and have no outcome for it. An internship is bound to the chain by its tasks, which
CMP012 looks at. Nothing is reported where the pathway lists no abilities.

## What to do

Name the ability, or add the outcome that builds it; drop the course if there is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.rule import Case, Rule

BAD = """
programme: {higher: {competencies: [{id: k1, name: 电气故障诊断, level: 4}]}}
higher:
- {id: h1, name: 电气控制技术, competencies: [k1], outcomes: [控制线路接线/3, 控制线路故障诊断/4]}
- {id: h2, name: 汽车文化, outcomes: [汽车发展史/1]}
"""

GOOD = """
programme: {higher: {competencies: [{id: k1, name: 电气故障诊断, level: 4}]}}
higher:
- {id: h1, name: 电气控制技术, competencies: [k1], outcomes: [控制线路接线/3, 控制线路故障诊断/4]}
- {id: h2, name: 汽车文化, kind: general, outcomes: [汽车发展史/1]}
"""


def check(case: Case) -> Iterator[Finding]:
    if not case.pathway.all_competencies:
        return
    internships = {internship.course for internship in case.pathway.internships}
    for course in case.chain.idle_courses:
        if course.id in internships:
            continue
        yield RULE.finding(
            subject=course.id,
            source=course.source.at("competencies"),
            course=course.name,
            hours=course.hours,
        )


RULE = Rule(
    code="CMP010",
    name="course-without-ability",
    severity=Severity.WARNING,
    message="{course} has {hours} hours and builds no ability of the programme",
    hint="name the ability it builds, or ask whether the course is needed",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
