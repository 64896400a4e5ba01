"""A stage, or the five years, carries fewer or more credits than the regulations ask.

## Why it matters

Where credits are used, graduation counts them; a total that does not fit the hours shows a wrong conversion.

## What it looks at

The credits of all courses that a student takes. Where no course has credits, nothing is said.

## What to do

Correct the credits of courses, or the courses themselves.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.policy import unmet
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 机械制图, hours: 1500, credits: 50}]
policy:    [moe-2009-2]
"""

GOOD = """
secondary:
- {id: s1, name: 机械制图, hours: 800, credits: 50}
- {id: s2, name: 电工基础, hours: 800, credits: 60}
- {id: s3, name: 岗位实习, hours: 900, credits: 60}
policy: [{id: CREDITS, title: 某规定, stage: secondary, measure: total_credits, at_least: 170, unit: credit}]
"""


def check(case: Case) -> Iterator[Finding]:
    for breach in unmet(case.pathway, case.policy, case.plan, "total_credits"):
        yield RULE.finding(
            subject=breach.subject,
            source=breach.source(case.pathway),
            severity=breach.severity,
            evidence=breach.evidence(),
            **breach.values,
        )


RULE = Rule(
    code="POL013",
    name="total-credits",
    severity=Severity.WARNING,
    message="{where}: {measure} {measured}, {bound}, {gap} ({basis})",
    hint="check the credits of each course against its hours, then the total",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    provisions=("HRS-SEC-CREDITS", "HRS-HV-CREDITS", "HRS-FY-PRACTICE-CREDITS"),
)
