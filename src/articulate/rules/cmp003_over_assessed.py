"""One ability examined over and over at one level.

## Why it matters

Three examinations of the same ability at the same level cost students and teachers time that another
ability lacks.

## What it looks at

Competencies with assessed outcomes at one level in three or more courses of one stage. An outcome counts
for a competency only when it names it itself, or when it names none and its course serves no other.

## What to do

Merge tests, or raise the later one.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Lv
from articulate.model.programme import Stage
from articulate.rule import Case, Rule

BAD = """
programme: {higher: {competencies: [{id: k1, name: 电气安装, level: 3}]}}
higher:
- {id: h1, name: 电气控制技术, competencies: [k1], outcomes: [{topic: 控制柜接线, level: 3, assessed: true}]}
- {id: h2, name: 电气安装实训, competencies: [k1], outcomes: [{topic: 电气柜装配, level: 3, assessed: true}]}
- {id: h3, name: 生产线安装, competencies: [k1], outcomes: [{topic: 线槽布线, level: 3, assessed: true}]}
"""

GOOD = """
programme: {higher: {competencies: [{id: k1, name: 电气安装, level: 3}]}}
higher:
- {id: h1, name: 电气控制技术, competencies: [k1], outcomes: [{topic: 控制柜接线, level: 3, assessed: true}]}
- {id: h2, name: 电气安装实训, competencies: [k1], outcomes: [{topic: 电气柜装配, level: 3, assessed: true}]}
- {id: h3, name: 生产线安装, competencies: [k1], outcomes: [{topic: 布线设计, level: 4, assessed: true}]}
"""


LIMIT = 3
"""Times: the convention of the taxonomy of findings; no regulation states one."""


def check(case: Case) -> Iterator[Finding]:
    for competency in case.pathway.all_competencies:
        for stage in Stage:
            by_level: dict[int, list[str]] = {}
            for course in case.pathway.courses:
                if course.stage is not stage:
                    continue
                levels = {
                    o.level
                    for o in course.outcomes
                    if o.assessed
                    and (
                        o.competency == competency.id
                        or (o.competency is None and course.competencies == (competency.id,))
                    )
                }
                for level in levels:
                    by_level.setdefault(level, []).append(course.id)
            for level, ids in sorted(by_level.items()):
                if len(ids) >= LIMIT:
                    courses = [case.pathway.by_id[i] for i in sorted(ids)]
                    yield RULE.finding(
                        subject=competency.id,
                        source=competency.source,
                        related=[c.source.at("outcomes") for c in courses],
                        about=[competency.id, *(c.id for c in courses)],
                        competency=competency.name,
                        level=Lv(level),
                        stage=stage,
                        times=len(courses),
                        courses=tuple(c.name for c in courses),
                    )


RULE = Rule(
    code="CMP003",
    name="over-assessed",
    severity=Severity.ADVICE,
    message="{competency} is assessed at {level} {times} times in the {stage}: {courses}",
    hint="merge tests, or raise the later ones",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
