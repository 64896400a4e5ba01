"""Courses lie closer together, further apart or in another order than the pathway sets.

## Why it matters

PE that pauses for a year, two heavy workshops in one term, the extension of a course three terms after its
first part: no requisite forbids them, and yet the school has good reasons against them.

## What it looks at

Each entry of `planning.spacing`, for every two of its courses that the plan takes. Courses that share a term lie 0 terms
apart; where one begins in the term after the other ends it is 1. `within` is the most, `apart` the least;
`in_order` asks that each ends before those after it begin, and then `within` speaks of each and the next.

## What to do

Move one of the courses, or change the entry.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.model.planning import Spacing
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 体育与健康, hours: 36}, {id: s2, name: 体育专项, hours: 36}]
pathway: {planning: {spacing: [{courses: [s1, s2], within: 1, in_order: true, reason: 体育课不断线}]}}
plan: {s1: [[1, 2, 18]], s2: [[4, 2, 18]]}
"""

GOOD = """
secondary: [{id: s1, name: 体育与健康, hours: 36}, {id: s2, name: 体育专项, hours: 36}]
pathway: {planning: {spacing: [{courses: [s1, s2], within: 1, in_order: true, reason: 体育课不断线}]}}
plan: {s1: [[1, 2, 18]], s2: [[2, 2, 18]]}
"""


def check(case: Case) -> Iterator[Finding]:
    assert case.plan is not None
    known = case.pathway.by_id
    for spacing in case.pathway.planning.spacing:
        near = spacing.near(known)
        for first, second in spacing.pairs(known):
            mine, theirs = case.plan.terms_of(first), case.plan.terms_of(second)
            if not mine or not theirs:
                continue
            why = _misplaced(spacing, mine, theirs, (first, second) in near)
            if why is not None:
                yield RULE.finding(
                    subject=f"{first}+{second}",
                    source=spacing.source,
                    related=(known[first].source, known[second].source),
                    about=(first, second),
                    course=known[first].name,
                    terms=mine,
                    other=known[second].name,
                    theirs=theirs,
                    why=why,
                )


def _misplaced(spacing: Spacing, mine: tuple[int, ...], theirs: tuple[int, ...], near: bool) -> Phrase | None:
    gap = max(0, theirs[0] - mine[-1], mine[0] - theirs[-1])
    if spacing.in_order and theirs[0] <= mine[-1]:
        return Phrase("pln.not_in_order")
    if spacing.apart is not None and gap < spacing.apart:
        return Phrase("pln.too_close", {"gap": gap, "apart": spacing.apart})
    if spacing.within is not None and near and gap > spacing.within:
        return Phrase("pln.too_far", {"gap": gap, "within": spacing.within})
    return None


RULE = Rule(
    code="PLN013",
    name="spacing-not-kept",
    severity=Severity.ERROR,
    message="{course} runs in term {terms} and {other} in term {theirs}: {why}",
    hint="move one of the two, or change the entry under planning.spacing",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("plan",),
)
