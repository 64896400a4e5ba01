"""A year between the first and the last has no row.

## Why it matters

A row of years with a hole shows no trend, and hides whether two failed assessments came one after the other.

## What it looks at

All years between the first and the last of the file.

## What to do

Add the row; what is not known may be left empty, with a note.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.quality import missing_years
from articulate.rule import Case, Rule

BAD = """
quality: {years: [{year: 2029, assessed: 40, passed: 38}, {year: 2031, assessed: 41, passed: 39}]}
"""

GOOD = """
quality: {years: [{year: 2029, assessed: 40, passed: 38}, {year: 2030, note: 当年没有转段学生}, {year: 2031, assessed: 41, passed: 39}]}
"""


def check(case: Case) -> Iterator[Finding]:
    missing = missing_years(case.quality) if case.quality else ()
    if case.quality and missing:
        after = next(y for y in case.quality.ordered if y.year > missing[0])
        yield RULE.finding(
            subject=f"year.{missing[0]}",
            source=after.source.at("year"),
            years=missing,
            count=len(missing),
        )


RULE = Rule(
    code="QLT004",
    name="year-missing",
    severity=Severity.ADVICE,
    message="{count} years have no row: {years}",
    hint="add the row; what is not known may be left empty, with a note",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("quality",),
)
