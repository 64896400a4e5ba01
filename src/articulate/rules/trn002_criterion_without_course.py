"""The criteria count a course that is not taught by the deadline.

## Why it matters

A course in the process part must have ended when its marks are counted, and a course that is not in
the plan has no marks.

## What it looks at

Courses of the process part, the culture part, the blueprint and the skill tasks against the courses of the
secondary stage and the plan: not there, in the other stage, or ending after the deadline. Without a plan a
course ends as early as its window allows. A row of the blueprint that names no course at all is found too:
nobody could say what may be asked there.

## What to do

Take the course out of the criteria, or let it end by the deadline.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.model.programme import Stage
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 电气控制技术, terms: [6, 6]}]
criteria:  {process: [{course: s1, terms: [6], credits: 4, weight: 100, dependence: 0}]}
"""

GOOD = """
secondary: [{id: s1, name: 电气控制技术, terms: [4, 5]}]
criteria:  {process: [{course: s1, terms: [5], credits: 4, weight: 100, dependence: 0}]}
"""


def check(case: Case) -> Iterator[Finding]:
    criteria = case.criteria
    if criteria is None:
        return
    used = {item.course for item in criteria.process} | {item.course for item in criteria.culture}
    used |= {i for task in criteria.tasks for i in task.courses}
    used |= {row.course or row.group for row in criteria.blueprint.rows if row.total}
    for course_id in sorted(used):
        course = case.pathway.by_id.get(course_id)
        values: dict[str, object] = {"deadline": criteria.deadline}
        if course is None or course.stage is not Stage.SECONDARY:
            key = "not_secondary"
        else:
            ends = course.earliest_end
            if case.plan is not None:
                terms = case.plan.terms_of(course_id)
                ends = max(terms, default=0)
            if ends and ends <= criteria.deadline:
                continue
            key = "too_late" if ends else "not_planned"
            values["term"] = ends
        yield RULE.finding(
            subject=course_id,
            source=course.source if course else case.pathway.transfer.source,
            course=course.name if course else course_id,
            why=Phrase(f"trn.{key}", values),
        )


RULE = Rule(
    code="TRN002",
    name="criterion-without-course",
    severity=Severity.ERROR,
    message="the criteria count {course}, {why}",
    hint="take it out of the criteria, or let it end by the deadline",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("criteria",),
)
