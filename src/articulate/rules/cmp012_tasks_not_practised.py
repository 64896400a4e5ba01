"""An internship that leaves most typical tasks of its post aside.

## Why it matters

The content of an internship covers the typical tasks of the posts in the main and is no simple repeated work
(实习内容应基本覆盖岗位群的典型工作任务). An internship that exercises other abilities trains for another post.

## What it looks at

Each post that a work internship names: its typical tasks, by the abilities they take, against the abilities that
the tasks of these internships and the outcomes of their courses exercise. Fewer than half is reported; half is
our reading of "in the main". Tasks that name no abilities are left out.

## What to do

Add internship tasks for what is missing, or name the post that the internship really trains for.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.rule import Case, Rule

BAD = """
programme:
  higher:
    competencies: [{id: k1, name: 电气装调, level: 4}, {id: k2, name: 故障诊断, level: 4}]
    posts: [{id: p1, name: 维修员, competencies: [k2], tasks: [{name: 排查故障, competencies: [k2]}]}]
    internships: [{course: h1, posts: [p1], tasks: [{topic: 装配, level: 4, competency: k1}]}]
higher: [{id: h1, name: 岗位实习, kind: practicum, hours: 288, practice: 288, delivery: block, weeks: 12}]
"""

GOOD = """
programme:
  higher:
    competencies: [{id: k1, name: 电气装调, level: 4}, {id: k2, name: 故障诊断, level: 4}]
    posts: [{id: p1, name: 维修员, competencies: [k2], tasks: [{name: 排查故障, competencies: [k2]}]}]
    internships: [{course: h1, posts: [p1], tasks: [{topic: 检修, level: 4, competency: k2}]}]
higher: [{id: h1, name: 岗位实习, kind: practicum, hours: 288, practice: 288, delivery: block, weeks: 12}]
"""


def check(case: Case) -> Iterator[Finding]:
    work = [i for i in case.pathway.internships if i.kind == "work" and i.tasks]
    for post in case.pathway.all_posts:
        mine = [i for i in work if post.id in i.posts]
        known = [t for t in post.tasks if t.competencies]
        if not mine or not known:
            continue
        exercised = {t.competency for i in mine for t in i.tasks}
        exercised |= {line.competency.id for i in mine for line, _ in case.chain.of(i.course)}
        missing = [t for t in known if not exercised & set(t.competencies)]
        if 2 * len(missing) > len(known):
            yield RULE.finding(
                subject=post.id,
                source=post.source.at("tasks"),
                related=[i.source.at("tasks") for i in mine],
                about=(post.id, *sorted(i.course for i in mine)),
                post=post.name,
                done=len(known) - len(missing),
                total=len(known),
                tasks=tuple(t.name for t in missing),
            )


RULE = Rule(
    code="CMP012",
    name="tasks-not-practised",
    severity=Severity.WARNING,
    message="the internships for {post} exercise {done} of its {total} typical tasks, not {tasks}",
    hint="add internship tasks for them, or name another post for the internship",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
