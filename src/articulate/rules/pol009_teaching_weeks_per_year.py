"""A school year has fewer or more weeks of teaching activity than regulations ask.

## Why it matters

Forty weeks a year, review and examinations included (教职成〔2019〕13号): hours, practice weeks and holidays
are all counted on that.

## What it looks at

The weeks of both terms of each school year in the calendar.

## What to do

Correct the weeks of the terms; holidays are no part of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.policy import unmet
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 机械制图}]
pathway:
  calendar:
    terms:
    - {term: 1, weeks: 18, teaching: 16}
    - {term: 2, weeks: 20, teaching: 18}
    - {term: 3, weeks: 20, teaching: 18}
    - {term: 4, weeks: 20, teaching: 18}
    - {term: 5, weeks: 20, teaching: 18}
    - {term: 6, weeks: 20, teaching: 18}
    - {term: 7, weeks: 20, teaching: 16}
    - {term: 8, weeks: 20, teaching: 16}
    - {term: 9, weeks: 20, teaching: 16}
    - {term: 10, weeks: 20, teaching: 16}
policy: [{id: WEEKS, title: 某规定, measure: weeks_per_year, at_least: 40, at_most: 40, unit: week}]
"""

GOOD = """
secondary: [{id: s1, name: 机械制图}]
policy:    [{id: WEEKS, title: 某规定, measure: weeks_per_year, at_least: 40, at_most: 40, unit: week}]
"""


def check(case: Case) -> Iterator[Finding]:
    for breach in unmet(case.pathway, case.policy, case.plan, "weeks_per_year"):
        # Too few weeks cannot hold the hours; too many only cut the holidays.
        short = breach.lead.side == "short"
        yield RULE.finding(
            subject=breach.subject,
            source=case.pathway.calendar.source.at("terms"),
            severity=breach.severity if short else breach.severity.weaker(),
            evidence=breach.evidence(),
            **breach.values,
        )


RULE = Rule(
    code="POL009",
    name="teaching-weeks-per-year",
    severity=Severity.ERROR,
    message="{where}: {measure} {measured}, {bound}, {gap} ({basis})",
    hint="correct the weeks of both terms in the calendar; holidays are no part of them",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    provisions=("HRS-WEEKS-YEAR", "HRS-SEC-YEAR-52"),
)
