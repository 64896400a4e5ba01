"""What the schools count in the transfer assessment is taught after its deadline.

## Why it matters

Marks of a course that has not ended cannot be counted, and a topic that has not been taught cannot be
asked. The settings say what is assessed; the plan must follow.

## What it looks at

Secondary courses named under `transfer.process` and `transfer.culture_courses`: the last term in the plan
against `transfer.deadline`. For topics of skill tasks chosen by hand: whether one of the required courses
that teach the topic has ended by then.

## What to do

Let the course end by the deadline, or change what is assessed.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.model.programme import Stage
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 电气控制技术}]
pathway: {transfer: {deadline: 5, process: {s1: 100}}}
plan: {s1: [[6, 4, 18]]}
"""

GOOD = """
secondary: [{id: s1, name: 电气控制技术}]
pathway: {transfer: {deadline: 5, process: {s1: 100}}}
plan: {s1: [[5, 4, 18]]}
"""


def check(case: Case) -> Iterator[Finding]:
    yield from _courses(case)
    yield from _topics(case)


def _courses(case: Case) -> Iterator[Finding]:
    assert case.plan is not None
    transfer = case.pathway.transfer
    for part, named in (("process", transfer.process or {}), ("culture_courses", transfer.culture_courses)):
        for course_id in sorted(named):
            course = case.pathway.by_id.get(course_id)
            last = max(case.plan.terms_of(course_id), default=0)
            if course is not None and course.stage is Stage.SECONDARY and last > transfer.deadline:
                yield RULE.finding(
                    subject=course.id,
                    source=transfer.source.at(part),
                    related=(course.source,),
                    what=Phrase(f"pln.{part}", {"course": course.name}),
                    term=last,
                    deadline=transfer.deadline,
                )


def _topics(case: Case) -> Iterator[Finding]:
    assert case.plan is not None
    transfer = case.pathway.transfer
    for task in transfer.tasks:
        for topic in task.topics:
            teach = [
                c
                for c in case.pathway.courses
                if c.stage is Stage.SECONDARY and c.required and topic in {o.topic for o in c.outcomes}
            ]
            ends = [max(terms) for c in teach if (terms := case.plan.terms_of(c.id))]
            if ends and min(ends) > transfer.deadline:
                yield RULE.finding(
                    subject=topic,
                    source=task.source.at("topics"),
                    about=tuple(c.id for c in teach),
                    what=Phrase("pln.asked", {"topic": topic, "courses": tuple(c.name for c in teach)}),
                    term=min(ends),
                    deadline=transfer.deadline,
                )


RULE = Rule(
    code="PLN016",
    name="assessed-too-late",
    severity=Severity.ERROR,
    message="{what} ends in term {term}, after the deadline of the transfer assessment in term {deadline}",
    hint="let it end by the deadline, or change what is assessed",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("plan",),
)
