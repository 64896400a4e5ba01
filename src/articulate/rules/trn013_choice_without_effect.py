"""A skill task that the schools chose does not come about, or not as they wrote it.

## Why it matters

A chosen task without content is left out of the criteria in silence, and a topic that is misspelt, that only
some students take or that is taught too late is not scored. The paper then says less than the schools agreed.

## What it looks at

Every entry of `tasks` against the tasks of the criteria: a competency that no practice of the secondary
stage builds by the deadline, and topics that are not among its outcomes of practice at level 3 or above.

## What to do

Correct competency or topics, or let the course that teaches them end by the deadline for all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 电气控制技术, competencies: [k1], practice: 36, outcomes: [继电控制线路/3]}]
programme: {secondary: {competencies: [{id: k1, name: 线路装调, level: 3}]}}
pathway:   {transfer: {tasks: [{competency: k1, topics: [继电控制线路, 变频器调试]}]}}
criteria:
  tasks:
  - {id: t1, name: 线路装调, competency: k1, level: 3, courses: [s1], topics: [继电控制线路], minutes: 90,
     points: [{text: 通电成功, points: 100, manner: result}]}
"""

GOOD = """
secondary: [{id: s1, name: 电气控制技术, competencies: [k1], practice: 36, outcomes: [继电控制线路/3]}]
programme: {secondary: {competencies: [{id: k1, name: 线路装调, level: 3}]}}
pathway:   {transfer: {tasks: [{competency: k1, topics: [继电控制线路]}]}}
criteria:
  tasks:
  - {id: t1, name: 线路装调, competency: k1, level: 3, courses: [s1], topics: [继电控制线路], minutes: 90,
     points: [{text: 通电成功, points: 100, manner: result}]}
"""


def check(case: Case) -> Iterator[Finding]:
    criteria = case.criteria
    if criteria is None:
        return
    words = {c.id: c.name for c in case.pathway.all_competencies}
    made = Counter(t.competency for t in criteria.tasks)
    shown = {t for task in criteria.tasks for t in task.topics}
    for choice in case.pathway.transfer.tasks:
        name = choice.name or words.get(choice.competency, choice.competency)
        lost = tuple(t for t in choice.topics if t not in shown)
        if not made[choice.competency]:
            what, severity = Phrase("trn.choice.task", {"task": name}), Severity.ERROR
        elif lost:
            what = Phrase("trn.choice.topics", {"task": name, "topics": lost})
            severity = Severity.WARNING
        else:
            continue
        yield RULE.finding(
            subject=choice.competency,
            source=choice.source or case.pathway.transfer.source.at("tasks"),
            severity=severity,
            what=what,
        )


RULE = Rule(
    code="TRN013",
    name="choice-without-effect",
    severity=Severity.ERROR,
    message="{what}",
    hint="correct competency or topics, or let the course end by the deadline for all students",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("criteria",),
)
