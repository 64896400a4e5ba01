"""An ability that is taught and never examined.

## Why it matters

The notice asks for assessment by result and process. What is never assessed tends not to be learnt, and
cannot be shown to an employer.

## What it looks at

Every competency of which outcomes are taught, none of them marked as assessed, with no certificate aimed
at by the courses that build it and no task of it in the transfer assessment. Where no outcome of the
pathway says whether it is assessed, nothing is reported: silence is not a no.

## What to do

Mark the outcome that is assessed, or add it to a course examination or to the transfer assessment.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.rule import Case, Rule

BAD = """
programme: {higher: {competencies: [{id: k1, name: 电气故障诊断, level: 4}, {id: k2, name: 识图, level: 3}]}}
higher:
- {id: h1, name: 电气控制技术, competencies: [k1], outcomes: [{topic: 控制线路故障诊断, level: 4}]}
- {id: h2, name: 工程制图, competencies: [k2], outcomes: [{topic: 装配图, level: 3, assessed: true}]}
"""

GOOD = """
programme: {higher: {competencies: [{id: k1, name: 电气故障诊断, level: 4}]}}
higher:
- id: h1
  name: 电气控制技术
  competencies: [k1]
  outcomes: [{topic: 控制线路故障诊断, level: 4, assessed: true}]
"""


def check(case: Case) -> Iterator[Finding]:
    if not any(o.assessed is not None for c in case.pathway.courses for o in c.outcomes):
        return
    by_transfer = {task.competency for task in case.criteria.tasks} if case.criteria else set()
    for competency in case.pathway.all_competencies:
        built = case.pathway.outcomes_for(competency.id)
        if not built or competency.id in by_transfer or any(o.assessed or c.certificates for c, o in built):
            continue
        courses = sorted({c.id: c for c, _ in built}.values(), key=lambda c: c.id)
        yield RULE.finding(
            subject=competency.id,
            source=competency.source,
            related=[c.source.at("outcomes") for c in courses],
            about=[competency.id, *(c.id for c in courses)],
            competency=competency.name,
            courses=tuple(c.name for c in courses),
        )


RULE = Rule(
    code="CMP002",
    name="unassessed",
    severity=Severity.WARNING,
    message="{competency} is taught in {courses} and assessed nowhere",
    hint="mark the outcome that is assessed, or add it to a course examination or the transfer assessment",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
