"""A grave risk to safety or stability is recorded in the latest year.

## Why it matters

Beside failed assessments this is the one thing for which the notice announces severe measures.

## What it looks at

The latest year of the file.

## What to do

Report it, write down what is put right and by when, and record it in the next assessment.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.rule import Case, Rule

BAD = """
quality: {years: [{year: 2030, incident: true, note: 实训车间设备伤害事故}]}
policy:  [shanxi-2025-1]
"""

GOOD = """
quality: {years: [{year: 2030, incident: true}, {year: 2031, incident: false}]}
policy:  [shanxi-2025-1]
"""


def check(case: Case) -> Iterator[Finding]:
    provision = case.policy.get("SX-COLLEGE-CANCEL")
    if case.quality is None or provision is None:
        return
    last = case.quality.ordered[-1]
    if last.incident:
        yield RULE.finding(
            subject=f"year.{last.year}",
            source=last.source.at("incident"),
            severity=provision.severity,
            year=last.year,
            basis=provision.citation,
        )


RULE = Rule(
    code="QLT008",
    name="grave-incident",
    severity=Severity.ERROR,
    message="{year}: a grave risk to safety or stability is recorded; the notice announces severe measures ({basis})",
    hint="report it, write down what is put right and by when, and record it in the next assessment",
    provisions=("SX-COLLEGE-CANCEL",),
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("quality",),
)
