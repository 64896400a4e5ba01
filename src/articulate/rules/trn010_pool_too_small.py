"""The pool of a skill task is too small, or its variants are not equal.

## Why it matters

A cohort does a task in several sittings. Where there are fewer variants than sittings, the later ones know
what is asked; where variants differ in points, time or level, the draw decides who passes.

## What it looks at

The variants of every skill task: their number against the sittings that the work stations of the place
force, plus the reserve of the settings (`pool`); points, time and level of each against the task.

## What to do

Leave `pool.variants` out to have the number derived, or raise it; give every variant the points, the time
and the level of its task.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 电气控制技术, outcomes: [继电控制线路/3]}]
criteria:
  tasks:
  - {id: t1, name: 线路装调, competency: k1, level: 3, courses: [s1], topics: [继电控制线路], minutes: 90, sittings: 4,
     points: [{text: 通电成功, points: 100, manner: result}],
     variants: [{id: t1-01, topics: [继电控制线路], level: 3, minutes: 90, total: 100}]}
"""

GOOD = """
secondary: [{id: s1, name: 电气控制技术, outcomes: [继电控制线路/3]}]
pathway:   {transfer: {pool: {least: 2, spare: 1}}}
criteria:
  tasks:
  - {id: t1, name: 线路装调, competency: k1, level: 3, courses: [s1], topics: [继电控制线路], minutes: 90, sittings: 1,
     points: [{text: 通电成功, points: 100, manner: result}],
     variants: [{id: t1-01, topics: [继电控制线路], level: 3, minutes: 90, total: 100},
                {id: t1-02, topics: [继电控制线路], level: 3, minutes: 90, total: 100, like: t1-01}]}
"""


def check(case: Case) -> Iterator[Finding]:
    criteria, pool = case.criteria, case.pathway.transfer.pool
    if criteria is None:
        return
    for task in criteria.tasks:
        count, needed = len({v.id for v in task.variants}), pool.needed(task.sittings)
        values = {"task": task.name, "count": count, "needed": needed, "sittings": task.sittings}
        unequal = [
            v.id
            for v in task.variants
            if (v.total, v.minutes, v.level) != (task.total, task.minutes, task.level)
        ]
        problems = []
        if count < needed:
            problems.append((Phrase("trn.pool.small", values), Severity.WARNING))
        if unequal:
            values |= {"variants": tuple(unequal)}
            problems.append((Phrase("trn.pool.unequal", values), Severity.ERROR))
        for what, severity in problems:
            yield RULE.finding(
                subject=task.id,
                source=pool.source or case.pathway.transfer.source,
                severity=severity,
                about=(task.competency, *task.courses),
                what=what,
            )


RULE = Rule(
    code="TRN010",
    name="pool-too-small",
    severity=Severity.WARNING,
    message="{what}",
    hint="leave pool.variants out or raise it, and give every variant the points, time and level of its task",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("criteria",),
)
