"""The weeks of a term do not add up.

## Why it matters

Teaching, examination, practice and activity weeks share the weeks of a term. Where they exceed it no plan can
be kept; where many weeks are left, something was forgotten.

## What it looks at

Each term of the calendar: the parts against the whole. Up to three weeks left over are ordinary spare time
(机动).

## What to do

Correct the weeks of the term, or those of its parts.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.rule import Case, Rule

BAD = """
pathway:
  calendar:
    terms:
    - {term: 1, weeks: 20, teaching: 18, exam: 1, block: 3}
    - {term: 2, weeks: 20, teaching: 18}
    - {term: 3, weeks: 20, teaching: 18}
    - {term: 4, weeks: 20, teaching: 18}
    - {term: 5, weeks: 20, teaching: 18}
    - {term: 6, weeks: 20, teaching: 18}
    - {term: 7, weeks: 20, teaching: 17}
    - {term: 8, weeks: 20, teaching: 17}
    - {term: 9, weeks: 20, teaching: 17}
    - {term: 10, weeks: 20, teaching: 17}
"""

GOOD = """
secondary: [{id: s1, name: 机械制图}]
"""


MOST_SPARE = 3
"""Weeks that may be left over in a term; schools keep one or two."""


def check(case: Case) -> Iterator[Finding]:
    for term in case.pathway.calendar.terms:
        if 0 <= term.spare <= MOST_SPARE:
            continue
        over = term.spare < 0
        yield RULE.finding(
            subject=f"term.{term.term}",
            source=term.source.at("weeks"),
            severity=Severity.ERROR if over else Severity.ADVICE,
            term=term.term,
            weeks=term.weeks,
            parts=term.weeks - term.spare,
            teaching=term.teaching,
            exam=term.exam,
            block=term.block,
            activity=term.activity,
            gap=Phrase("hrs.weeks_over" if over else "hrs.weeks_left", {"weeks": abs(term.spare)}),
        )


RULE = Rule(
    code="HRS005",
    name="term-weeks-do-not-add-up",
    severity=Severity.ERROR,
    message="term {term} has {weeks} weeks; teaching {teaching}, exams {exam}, whole weeks {block} and "
    "activities {activity} make {parts}, {gap}",
    hint="correct the weeks of the term or of its parts",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
