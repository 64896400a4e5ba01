"""The second internship repeats the tasks of the first.

## Why it matters

Internships take half a year in each stage. A student who does at twenty what was done at eighteen gains
hours of work and no skill.

## What it looks at

The tasks of the internships of both stages, or the outcomes of their courses where no tasks are listed:
two or more tasks that surely match (0.7 on average) without a rise of half a level on average. Equal titles (岗位实习 twice) say
nothing. What the programme declares as 认识实习 (`kind: acquaintance`) is not compared with 岗位实习; an
internship that it does not declare counts as 岗位实习.

## What to do

Rotate to another post, or add technical and supervisory tasks in the higher stage.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.matching import OVERLAPS, relate_tasks
from articulate.rule import Case, Rule

BAD = """
secondary:
- {id: s1, name: 岗位实习, kind: practicum, hours: 540, outcomes: [当班操作/3, 交接班/3, 企业制度/2]}
higher:
- {id: h1, name: 岗位实习, kind: practicum, hours: 480, outcomes: [当班操作/3, 交接班/3, 企业规章/2]}
"""

GOOD = """
secondary:
- {id: s1, name: 岗位实习, kind: practicum, hours: 540, outcomes: [当班操作/3, 交接班/3, 企业制度/2]}
higher:
- {id: h1, name: 岗位实习, kind: practicum, hours: 480, outcomes: [疑难故障分析/4, 班组管理/4, 技改建议/6]}
"""


def check(case: Case) -> Iterator[Finding]:
    for relation in relate_tasks(case.pathway):
        if relation.kind in OVERLAPS:
            yield RULE.about(relation, severity=RULE.severity)


RULE = Rule(
    code="DUP006",
    name="internship-repeat",
    severity=Severity.WARNING,
    message="{matched} of the {total} tasks of the higher internship {later} repeat the secondary {earlier} "
    "without any rise, about {hours} hours",
    hint="rotate to another post, or add technical and supervisory tasks in the higher stage",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
