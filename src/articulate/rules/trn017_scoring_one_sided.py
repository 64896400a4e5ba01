"""A skill task scores the result only, or leaves out conduct and safety.

## Why it matters

The province asks to improve the judging of results and to strengthen that of the process (改进结果评价、
强化过程评价). A product can be right by luck, and who works unsafely must not pass on a good product.

## What it looks at

The scoring points of every skill task: result, process, and conduct with safety must each have points.

## What to do

Give each of the three points; leave `scoring` out to have the usual split of 60, 25 and 15.
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
  - {id: t1, name: 线路装调, competency: k1, level: 3, courses: [s1], topics: [继电控制线路], minutes: 90,
     points: [{text: 通电成功, points: 100, manner: result}]}
"""

GOOD = """
secondary: [{id: s1, name: 电气控制技术, outcomes: [继电控制线路/3]}]
criteria:
  tasks:
  - {id: t1, name: 线路装调, competency: k1, level: 3, courses: [s1], topics: [继电控制线路], minutes: 90,
     points: [{text: 通电成功, points: 60, manner: result}, {points: 25, manner: process}, {points: 15, manner: safety}]}
"""


def check(case: Case) -> Iterator[Finding]:
    if case.criteria is None:
        return
    for task in case.criteria.tasks:
        scored = {p.manner for p in task.points if p.points}
        missing = [m for m in ("result", "process", "safety") if m not in scored]
        if missing:
            yield RULE.finding(
                subject=task.id,
                source=case.pathway.transfer.scoring.source or case.pathway.transfer.source,
                about=(task.competency, *task.courses),
                task=task.name,
                missing=tuple(Phrase(f"labels.Manner.{m}") for m in missing),
            )


RULE = Rule(
    code="TRN017",
    name="scoring-one-sided",
    severity=Severity.WARNING,
    message="the skill task {task} gives no points for: {missing}",
    hint="give points to result, process and conduct with safety",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("criteria",),
)
