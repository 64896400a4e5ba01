"""A course runs while the cohort is at another campus than its facilities.

## Why it matters

Schools with several campuses move a cohort once or twice in five years. Practice that needs a workshop at
the campus that was left cannot be held.

## What it looks at

For each term with a campus under `planning.campus`: planned courses that name facilities, all of which
stand on other campuses. A facility without `campus` is at hand everywhere.

## What to do

Move the course to a term at that campus, name a facility at hand, or change the campus of the term.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 数控车削实训, practice: 72, facilities: [f1]}]
programme: {secondary: {facilities: [{id: f1, name: 数控车间, stations: 40, campus: 东校区}]}}
pathway: {planning: {campus: {3: 西校区}}}
plan: {s1: [[3, 4, 18]]}
"""

GOOD = """
secondary: [{id: s1, name: 数控车削实训, practice: 72, facilities: [f1]}]
programme: {secondary: {facilities: [{id: f1, name: 数控车间, stations: 40, campus: 东校区}]}}
pathway: {planning: {campus: {3: 西校区}}}
plan: {s1: [[2, 4, 18]]}
"""


def check(case: Case) -> Iterator[Finding]:
    assert case.plan is not None
    places = {f.id: f for f in case.pathway.all_facilities}
    for course in case.pathway.courses:
        named = [places[f] for f in course.facilities if f in places]
        for term in case.plan.terms_of(course.id):
            campus = case.pathway.planning.campus.get(term)
            if campus is None or not named or any(p.campus in (None, campus) for p in named):
                continue
            yield RULE.finding(
                subject=course.id,
                source=course.source.at("facilities"),
                related=(case.pathway.planning.source.at("campus"), *(p.source for p in named)),
                course=course.name,
                term=term,
                campus=campus,
                places=tuple(p.name for p in named),
                there=tuple(sorted({p.campus for p in named if p.campus})),
            )


RULE = Rule(
    code="PLN014",
    name="other-campus",
    severity=Severity.ERROR,
    message="{course} runs in term {term}, when the cohort is at {campus}, but {places} stand at {there}",
    hint="move it to a term at that campus, name a facility at hand, or change the campus of the term",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("plan",),
)
