"""The plan puts a course where it may not stand.

## Why it matters

Windows carry reasons: the stage that teaches it, the season a field course needs, the term in which a
workshop is free, the law on when internship may begin.

## What it looks at

For each planned course its stage, its `terms`, its `season` (the term in which it starts), a term fixed
for it under `planning.fixed`, terms and seasons that `planning.forbidden` rules out, whether its terms follow each other, and whether there are as many as `span`
says.

## What to do

Move the course into its window, or change the window by a `move` decision.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.model.planning import Planning
from articulate.model.programme import Course
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: PLC技术应用, terms: [3, 4]}]
plan: {s1: [[2, 4, 18]]}
"""

GOOD = """
secondary: [{id: s1, name: PLC技术应用, terms: [3, 4]}]
plan: {s1: [[3, 4, 18]]}
"""


def check(case: Case) -> Iterator[Finding]:
    assert case.plan is not None
    for course in case.pathway.courses:
        terms = case.plan.terms_of(course.id)
        if not terms:
            continue
        planning = case.pathway.planning
        for field, why in _misplaced(course, terms, planning):
            ours = field in ("fixed", "forbidden")
            yield RULE.finding(
                subject=course.id,
                source=planning.source.at(field) if ours else course.source.at(field),
                course=course.name,
                terms=terms,
                why=why,
            )


def _misplaced(course: Course, terms: tuple[int, ...], planning: Planning) -> Iterator[tuple[str, Phrase]]:
    first, last = course.window
    fixed, forbidden = planning.fixed.get(course.id), planning.barred(course.id)
    if any(t not in course.stage.terms for t in terms):
        yield "terms", Phrase("pln.stage", {"stage": course.stage})
    elif terms[0] < first or terms[-1] > last:
        yield "terms", Phrase("pln.window", {"first": first, "last": last})
    if course.season and (terms[0] % 2 == 1) != (course.season == "autumn"):
        yield "season", Phrase(f"pln.{course.season}")
    if fixed is not None and terms[0] != fixed:
        yield "fixed", Phrase("pln.fixed", {"term": fixed})
    if set(terms) & set(forbidden):
        yield "forbidden", Phrase("pln.forbidden", {"terms": forbidden})
    if terms != tuple(range(terms[0], terms[0] + len(terms))):
        yield "span", Phrase("pln.broken")
    elif len(terms) not in course.span:
        yield "span", Phrase("pln.span", {"span": course.span, "count": len(terms)})


RULE = Rule(
    code="PLN005",
    name="outside-window",
    severity=Severity.ERROR,
    message="{course} is planned for term {terms}, but {why}",
    hint="move it to where it may stand, or change its window by a decision",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("plan",),
)
