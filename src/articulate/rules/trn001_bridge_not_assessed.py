"""Something the college relies on is not asked at the transfer assessment.

## Why it matters

The criteria are to judge the quality of the whole secondary stage (全面评价中职段学生培养质量). A topic on
which the higher stage rests and that nobody asks about is where students will fail later.

## What it looks at

Every topic of the bridge list that is neither in a row of the blueprint with points nor in a skill task
nor taught in a course of the process part, unless the settings leave it out with a reason.

## What to do

Teach it by the deadline and put it into the blueprint or a skill task, or record under `not_assessed` why
it is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Lv
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 电气控制技术, terms: [6, 6], outcomes: [继电控制线路/3]}]
higher:    [{id: h1, name: 电机与电气控制, requires: [继电控制线路/3], outcomes: [变频调速/4]}]
criteria:
  bridge:
  - {topic: 继电控制线路, level: 3, taught_level: 0, courses: [s1], needed_by: [h1], dependent_hours: 72}
"""

GOOD = """
secondary: [{id: s1, name: 电气控制技术, terms: [4, 5], outcomes: [继电控制线路/3]}]
higher:    [{id: h1, name: 电机与电气控制, requires: [继电控制线路/3], outcomes: [变频调速/4]}]
criteria:
  bridge:
  - {topic: 继电控制线路, level: 3, taught_level: 3, courses: [s1], needed_by: [h1], dependent_hours: 72}
  blueprint: {rows: [{group: 电气控制技术, course: s1, topics: [继电控制线路], points: {3: 100}}]}
"""


def check(case: Case) -> Iterator[Finding]:
    criteria = case.criteria
    if criteria is None:
        return
    asked = {t for row in criteria.blueprint.rows if row.total for t in row.topics}
    asked |= {t for task in criteria.tasks for t in task.topics}
    process = {item.course for item in criteria.process}
    for item in criteria.bridge:
        excused = item.topic in case.pathway.transfer.not_assessed
        by_id = case.pathway.by_id
        # What only electives teach is not asked of everybody.
        elective = all(i in by_id and not by_id[i].required for i in item.courses)
        if item.topic in asked or process & set(item.courses) or excused or elective:
            continue
        yield RULE.finding(
            subject=item.topic,
            source=case.pathway.transfer.source,
            about=(*item.courses, *item.needed_by),
            hours=item.dependent_hours,
            topic=item.topic,
            level=Lv(item.level),
            needed_by=tuple(by_id[i].name for i in item.needed_by if i in by_id),
            courses=tuple(by_id[i].name for i in item.courses if i in by_id),
        )


RULE = Rule(
    code="TRN001",
    name="bridge-not-assessed",
    severity=Severity.WARNING,
    message="{topic} ({level}, taught in {courses}) is not assessed; {needed_by} and what builds on them, "
    "{hours} hours in all, rely on it",
    hint="teach it by the deadline and put it into the blueprint, or record under not_assessed why it is "
    "left out",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("criteria",),
)
