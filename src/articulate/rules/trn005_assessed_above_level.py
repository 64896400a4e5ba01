"""The assessment asks for more than the secondary stage teaches.

## Why it matters

The level of a task must not exceed the level the secondary stage has reached: what was never taught at a
level cannot fairly be examined at it.

## What it looks at

The highest level with points in each row of the blueprint, and the level of each skill task and of each
variant in its pool, against the highest level at which the courses named teach those topics. Topics of a
variant are looked for in all courses of the secondary stage.

## What to do

Lower the level in the criteria, or raise the outcome in the course.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Lv
from articulate.model.programme import Stage
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 电气控制技术, outcomes: [继电控制线路/3]}]
criteria:  {blueprint: {rows: [{group: 电气控制技术, course: s1, topics: [继电控制线路], points: {4: 100}}]}}
"""

GOOD = """
secondary: [{id: s1, name: 电气控制技术, outcomes: [继电控制线路/3]}]
criteria:  {blueprint: {rows: [{group: 电气控制技术, course: s1, topics: [继电控制线路], points: {3: 100}}]}}
"""


def check(case: Case) -> Iterator[Finding]:
    criteria = case.criteria
    if criteria is None:
        return
    asked: list[tuple[str, tuple[str | None, ...], tuple[str, ...], int]] = [
        (row.group, (row.course,), row.topics, max((lv for lv, p in row.points.items() if p), default=0))
        for row in criteria.blueprint.rows
    ]
    asked += [(t.name, t.courses, t.topics, t.level) for t in criteria.tasks]
    secondary = tuple(c.id for c in case.pathway.courses if c.stage is Stage.SECONDARY)
    asked += [(v.id, secondary, v.topics, v.level) for t in criteria.tasks for v in t.variants]
    for name, courses, topics, level in asked:
        taught = [
            o.level
            for i in courses
            if i in case.pathway.by_id
            for o in case.pathway.by_id[i].outcomes
            if o.topic in topics
        ]
        if taught and level > max(taught):
            yield RULE.finding(
                subject=name,
                source=case.pathway.transfer.source,
                about=[i for i in courses if i],
                name=name,
                level=Lv(level),
                taught=Lv(max(taught)),
            )


RULE = Rule(
    code="TRN005",
    name="assessed-above-level",
    severity=Severity.ERROR,
    message="{name} is assessed at {level}, and the secondary stage teaches it at {taught} at most",
    hint="lower the level in the criteria, or raise the outcome in the course",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("criteria",),
)
