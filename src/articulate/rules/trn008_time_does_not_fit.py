"""The times of the assessment do not fit what is asked.

## Why it matters

An indicator of ability says in which time a task is done (90分钟内完成…). Who gives less time at the
assessment asks for more than the standard; and times that do not add up to the time announced cannot be kept
on the day.

## What it looks at

The minutes of each skill task against the time that its indicator grants; the sum of the tasks against the
time of the skill part; and the time that the questions of the written paper take as a rule against the time
of the paper.

## What to do

Give a task at least the time of its indicator and set `skill_minutes` to the sum; lengthen the paper or
put fewer points on long questions.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.model.assessment import time_limit
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 电气控制技术, outcomes: [继电控制线路/3]}]
criteria:
  skill_minutes: 60
  tasks:
  - {id: t1, name: 线路装调, competency: k1, indicator: 90分钟内完成线路并一次通电成功, level: 3, courses: [s1],
     topics: [继电控制线路], minutes: 60, points: [{text: 通电成功, points: 100, manner: result}]}
"""

GOOD = """
secondary: [{id: s1, name: 电气控制技术, outcomes: [继电控制线路/3]}]
criteria:
  skill_minutes: 100
  tasks:
  - {id: t1, name: 线路装调, competency: k1, indicator: 90分钟内完成线路并一次通电成功, level: 3, courses: [s1],
     topics: [继电控制线路], minutes: 100, points: [{text: 通电成功, points: 100, manner: result}]}
"""


def check(case: Case) -> Iterator[Finding]:
    criteria = case.criteria
    if criteria is None:
        return
    source = case.pathway.transfer.source
    for task in criteria.tasks:
        granted = time_limit(task.indicator)
        if granted and task.minutes < granted:
            values = {"task": task.name, "minutes": task.minutes, "granted": granted}
            yield RULE.finding(
                subject=task.id,
                source=source.at("tasks"),
                about=(task.competency, *task.courses),
                what=Phrase("trn.time.indicator", values),
            )
    needed = sum(t.minutes for t in criteria.tasks)
    if criteria.tasks and needed != criteria.skill_minutes:
        values = {"needed": needed, "minutes": criteria.skill_minutes}
        yield RULE.finding(
            subject="skill_minutes", source=source.at("skill_minutes"), what=Phrase("trn.time.skill", values)
        )
    if criteria.blueprint.minutes > criteria.minutes:
        values = {"needed": criteria.blueprint.minutes, "minutes": criteria.minutes}
        yield RULE.finding(
            subject="minutes", source=source.at("minutes"), what=Phrase("trn.time.paper", values)
        )


RULE = Rule(
    code="TRN008",
    name="time-does-not-fit",
    severity=Severity.WARNING,
    message="{what}",
    hint="give each task at least the time of its indicator, and announce the times that are needed",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("criteria",),
)
