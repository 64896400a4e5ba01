"""An ability that begins at the top.

## Why it matters

A map of abilities reads introduced, reinforced, mastered. Where the first course already asks for all that is
demanded, those who begin have no first step.

## What it looks at

Abilities demanded at apply (3) or above of which every outcome in the first courses, by term, is already at the
level demanded or beyond.

## What to do

Put an outcome at a lower level before it, or into the course itself; or say in the course what it presumes.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Lv
from articulate.rule import Case, Rule

BAD = """
programme: {higher: {competencies: [{id: k1, name: 电气故障诊断, level: 4}]}}
higher:    [{id: h1, name: 电气控制技术, competencies: [k1], outcomes: [控制线路故障诊断/4]}]
"""

GOOD = """
programme: {higher: {competencies: [{id: k1, name: 电气故障诊断, level: 4}]}}
higher:    [{id: h1, name: 电气控制技术, competencies: [k1], outcomes: [控制线路接线/3, 控制线路故障诊断/4]}]
"""

LEAST = 3
"""Level of demand from which a first step is expected; below it the first lesson may well be the whole."""


def check(case: Case) -> Iterator[Finding]:
    for line in case.chain.lines:
        if line.competency.level < LEAST or not line.shares or line.introduced:
            continue
        first = line.shares[0].begins
        courses = [s.course for s in line.shares if s.begins == first]
        if any(c.requires for c in courses):
            # What the course presumes is its first step; REQ002 asks who teaches that.
            continue
        yield RULE.finding(
            subject=line.competency.id,
            source=line.competency.source,
            related=[c.source.at("outcomes") for c in courses],
            about=[line.competency.id, *(c.id for c in courses)],
            competency=line.competency.name,
            level=Lv(min(s.lowest for s in line.shares if s.begins == first)),
            courses=tuple(c.name for c in courses),
        )


RULE = Rule(
    code="CMP008",
    name="mastered-unintroduced",
    severity=Severity.ADVICE,
    message="{competency} begins at {level} in {courses}, and nothing below was taught before",
    hint="add an outcome at a lower level before it, or in the course itself",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
