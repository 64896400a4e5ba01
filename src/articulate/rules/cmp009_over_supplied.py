"""An ability that is reached and then taught on and on.

## Why it matters

Practice deepens, but four further courses at a level that was reached long ago take time that another ability
lacks. Repetition of the same points is told by the family DUP; this looks at the ability as a whole.

## What it looks at

For each ability and stage: the required weekly courses that begin after the level demanded of the stage was
reached and do not rise above it. Weeks of practice and electives are left out.

## What to do

Raise one of the courses, let its outcomes build another ability, or merge courses.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Lv
from articulate.rule import Case, Rule

BAD = """
programme: {higher: {competencies: [{id: k1, name: 电气安装, level: 3}]}}
higher:
- {id: h1, name: 电气控制技术, terms: [7, 7], competencies: [k1], outcomes: [控制柜接线/3]}
- {id: h2, name: 配电技术, terms: [8, 8], competencies: [k1], outcomes: [配电箱接线/3]}
- {id: h3, name: 电气工艺, terms: [8, 8], competencies: [k1], outcomes: [线槽布线/3]}
- {id: h4, name: 电机检修, terms: [9, 9], competencies: [k1], outcomes: [电机接线/3]}
- {id: h5, name: 楼宇电气, terms: [9, 9], competencies: [k1], outcomes: [弱电布线/3]}
"""

GOOD = """
programme: {higher: {competencies: [{id: k1, name: 电气安装, level: 4}]}}
higher:
- {id: h1, name: 电气控制技术, terms: [7, 7], competencies: [k1], outcomes: [控制柜接线/3]}
- {id: h2, name: 配电技术, terms: [8, 8], competencies: [k1], outcomes: [配电箱接线/3]}
- {id: h3, name: 电气工艺, terms: [8, 8], competencies: [k1], outcomes: [线槽布线/3]}
- {id: h4, name: 电机检修, terms: [9, 9], competencies: [k1], outcomes: [电机接线/3]}
- {id: h5, name: 楼宇电气, terms: [9, 9], competencies: [k1], outcomes: [弱电故障分析/4]}
"""

LIMIT = 4
"""Courses: a convention of this project; no regulation states one."""


def check(case: Case) -> Iterator[Finding]:
    for line in case.chain.lines:
        for stage, demand in line.demanded:
            courses = [s.course for s in line.surplus(stage)]
            if len(courses) >= LIMIT:
                yield RULE.finding(
                    subject=line.competency.id,
                    source=line.competency.source,
                    related=[c.source.at("outcomes") for c in courses],
                    about=[line.competency.id, *(c.id for c in courses)],
                    hours=sum(c.hours for c in courses),
                    competency=demand.name,
                    level=Lv(demand.level),
                    stage=stage,
                    count=len(courses),
                    courses=tuple(c.name for c in courses),
                )


RULE = Rule(
    code="CMP009",
    name="over-supplied",
    severity=Severity.ADVICE,
    message="{competency} is at {level} in the {stage} already, and {count} later courses go no further: {courses}",
    hint="raise one of them, let them build another ability, or merge them",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
