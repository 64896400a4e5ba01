"""A typical task that no ability serves, or an ability of a post that none of its tasks takes.

## Why it matters

Tasks are what the survey of posts brings home; abilities are what the programme trains. Where a task hangs
in the air nobody is trained for it, and an ability without a task has no work behind it.

## What it looks at

Posts of which at least one task names its abilities: tasks that name none, and abilities that the post asks
for and none of its tasks takes. A post whose tasks name nothing at all is left alone: silence is not a no.

## What to do

Name the abilities that the task takes, add the task behind the ability, or strike out what is superfluous.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.rule import Case, Rule

BAD = """
programme:
  higher:
    competencies: [{id: k1, name: 电气故障诊断, level: 4}]
    posts:
    - id: p1
      name: 设备维修员
      competencies: [k1]
      tasks: [{name: 排查电气故障, competencies: [k1]}, 检验液压系统]
"""

GOOD = """
programme:
  higher:
    competencies: [{id: k1, name: 电气故障诊断, level: 4}, {id: k2, name: 液压装调, level: 3}]
    posts:
    - id: p1
      name: 设备维修员
      competencies: [k1, k2]
      tasks: [{name: 排查电气故障, competencies: [k1]}, {name: 检验液压系统, competencies: [k2]}]
"""


def check(case: Case) -> Iterator[Finding]:
    names = {c.id: c.name for c in case.pathway.all_competencies}
    for post in case.pathway.all_posts:
        taken = {i for task in post.tasks for i in task.competencies}
        if not taken:
            continue
        for task in post.tasks:
            if not task.competencies:
                yield RULE.finding(
                    subject=post.id,
                    source=task.source or post.source.at("tasks"),
                    what=Phrase("cmp.bare_task", {"post": post.name, "task": task.name}),
                )
        for one in post.competencies:
            if one not in taken:
                yield RULE.finding(
                    subject=post.id,
                    source=post.source.at("competencies"),
                    about=(post.id, one),
                    what=Phrase("cmp.untasked", {"post": post.name, "name": names.get(one, one)}),
                )


RULE = Rule(
    code="CMP006",
    name="task-without-ability",
    severity=Severity.WARNING,
    message="{what}",
    hint="name the abilities that the task takes, add the task, or strike out the ability",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
