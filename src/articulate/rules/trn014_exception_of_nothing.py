"""An exception speaks of nothing, or of something that is assessed all the same.

## Why it matters

Reasons under `not_assessed` are read by those who file the criteria. One for a topic that no course teaches
excuses nothing, and the topic that was meant stays unassessed without a reason; one for a topic that a row or
a task asks contradicts the paper itself.

## What it looks at

Every topic of `not_assessed` against the outcomes of all courses, the blueprint and the skill tasks.

## What to do

Take the entry out, correct the topic, or take the topic out of the row or the task.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 电气控制技术, outcomes: [继电控制线路/3]}]
pathway:   {transfer: {not_assessed: {变频器调试: 属第六学期任选课}}}
criteria:  {}
"""

GOOD = """
secondary: [{id: s1, name: 电气控制技术, terms: [6, 6], outcomes: [变频器调试/3]}]
pathway:   {transfer: {not_assessed: {变频器调试: 属第六学期任选课}}}
criteria:  {}
"""


def check(case: Case) -> Iterator[Finding]:
    criteria = case.criteria
    if criteria is None:
        return
    taught = {o.topic for c in case.pathway.courses for o in c.outcomes}
    asked = {t for task in criteria.tasks for t in task.topics}
    if case.pathway.transfer.blueprint is None:
        # A row set by hand stands for a whole course; what is asked of it is not known topic by topic.
        asked |= {t for row in criteria.blueprint.rows if row.total for t in row.topics}
    for topic in sorted(case.pathway.transfer.not_assessed):
        if topic in taught and topic not in asked:
            continue
        key = "asked" if topic in asked else "unknown"
        yield RULE.finding(
            subject=topic,
            source=case.pathway.transfer.source.at("not_assessed"),
            topic=topic,
            why=Phrase(f"trn.exception.{key}"),
        )


RULE = Rule(
    code="TRN014",
    name="exception-of-nothing",
    severity=Severity.WARNING,
    message="{topic} stands under not_assessed, {why}",
    hint="take the entry out, correct the topic, or take the topic out of the row or the task",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("criteria",),
)
