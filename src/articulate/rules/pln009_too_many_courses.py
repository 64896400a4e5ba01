"""More courses run side by side in a term than the school allows.

## Why it matters

Fifteen subjects of two hours each leave no time to get into any of them, and need fifteen teachers and
fifteen marks a term.

## What it looks at

Weekly courses of each term, those included that take only a part of its weeks; whole weeks of practice do
not run side by side with them. The limit is `planning.<stage>.courses`.

## What to do

Merge small courses, move one to another term, or set the limit that the school keeps to.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.model.programme import Stage
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 语文}, {id: s2, name: 数学}]
pathway: {planning: {secondary: {courses: 1}}}
plan: {s1: [[1, 4, 18]], s2: [[1, 4, 18]]}
"""

GOOD = """
secondary: [{id: s1, name: 语文}, {id: s2, name: 数学}]
pathway: {planning: {secondary: {courses: 1}}}
plan: {s1: [[1, 4, 18]], s2: [[2, 4, 18]]}
"""


def check(case: Case) -> Iterator[Finding]:
    assert case.plan is not None
    for term in range(1, 11):
        limits = case.pathway.planning.of(Stage.of(term))
        courses = [o.course for o in case.plan.in_term(term) if o.weekly]
        if len(courses) > limits.courses:
            yield RULE.finding(
                subject=f"term-{term}",
                source=limits.source.at("courses"),
                about=tuple(courses),
                term=term,
                count=len(courses),
                most=limits.courses,
            )


RULE = Rule(
    code="PLN009",
    name="too-many-courses",
    severity=Severity.WARNING,
    message="term {term} has {count} courses side by side, at most {most} are allowed",
    hint="merge small courses, or move one to another term",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("plan",),
)
