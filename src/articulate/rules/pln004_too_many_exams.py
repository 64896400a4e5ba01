"""A term ends with more examinations than the school allows.

## Why it matters

Examinations fall into one week. More of them than a class can prepare for make all of them worse.

## What it looks at

Examined courses (考试) of each term. A course of several terms is examined in its last one, unless the plan
marks the terms itself. The limit is `planning.<stage>.exams`.

## What to do

Check a course by coursework (考查), or move it to another term.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.model.programme import Stage
from articulate.rule import Case, Rule

BAD = """
secondary:
- {id: s1, name: 语文, exam: true}
- {id: s2, name: 数学, exam: true}
pathway: {planning: {secondary: {exams: 1}}}
plan: {s1: [[1, 4, 18]], s2: [[1, 4, 18]]}
"""

GOOD = """
secondary:
- {id: s1, name: 语文, exam: true}
- {id: s2, name: 数学}
pathway: {planning: {secondary: {exams: 1}}}
plan: {s1: [[1, 4, 18]], s2: [[1, 4, 18]]}
"""


def check(case: Case) -> Iterator[Finding]:
    plan = case.plan
    assert plan is not None
    marked = {o.course for o in plan.offerings if o.exam}
    for term in range(1, 11):
        limits = case.pathway.planning.of(Stage.of(term))
        examined = [
            o.course
            for o in plan.in_term(term)
            if o.exam
            or (
                o.course not in marked
                and o.course in case.pathway.by_id
                and case.pathway.by_id[o.course].exam
                and plan.terms_of(o.course)[-1] == term
            )
        ]
        if len(examined) > limits.exams:
            known = case.pathway.by_id
            yield RULE.finding(
                subject=f"term-{term}",
                source=limits.source.at("exams"),
                about=tuple(examined),
                term=term,
                count=len(examined),
                most=limits.exams,
                courses=tuple(known[c].name for c in examined if c in known),
            )


RULE = Rule(
    code="PLN004",
    name="too-many-exams",
    severity=Severity.WARNING,
    message="term {term} ends with {count} examinations, at most {most} are allowed: {courses}",
    hint="check one of them by coursework, or move a course to another term",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("plan",),
)
