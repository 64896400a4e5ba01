"""A stage, or the five years, carries fewer or more hours than the regulations ask.

## Why it matters

The total says whether a programme is whole: 教职成〔2019〕13号 sets a floor for three-year programmes of each
stage. Too many hours overload pupils and teachers. Total and weekly hours belong together: weeks and weekly
load decide what a total can be.

## What it looks at

The hours of all courses that a student takes (required ones, and of each elective group as many as are to
be taken), and the mean weekly hours over the teaching weeks, against the bounds in force. The floor of a
three-year college is not used for the two years of a pathway: two thirds of it are advice.

## What to do

Add or cut hours where the programme has them to spare, then count again.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.policy import unmet
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 机械制图, hours: 1500}, {id: s2, name: 岗位实习, kind: practicum, hours: 1400}]
policy:    [moe-2019-13]
"""

GOOD = """
secondary: [{id: s1, name: 机械制图, hours: 1600}, {id: s2, name: 岗位实习, kind: practicum, hours: 1400}]
policy:    [moe-2019-13]
"""


def check(case: Case) -> Iterator[Finding]:
    for breach in unmet(case.pathway, case.policy, case.plan, "total_hours", "weekly_hours"):
        yield RULE.finding(
            subject=breach.subject,
            source=breach.source(case.pathway),
            severity=breach.severity,
            evidence=breach.evidence(),
            **breach.values,
        )


RULE = Rule(
    code="POL001",
    name="total-hours-out-of-range",
    severity=Severity.ERROR,
    message="{where}: {measure} {measured}, {bound}, {gap} ({basis})",
    hint="add or cut the hours of courses, weeks and weekly hours together, then count again",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    provisions=(
        "HRS-SEC-TOTAL",
        "HRS-HV-TOTAL",
        "HRS-SEC-TOTAL-BAND",
        "HRS-SEC-WEEKLY",
        "HRS-HV-WEEKLY",
        "HRS-FY-DERIVED-HV2",
        "HRS-FY-DERIVED-TOTAL",
        "HRS-FY-DERIVED-CAP",
        "HRS-FY-PRACTICE-BAND",
    ),
)
