"""Work internship takes longer than the regulations allow, or less time than they ask.

## Why it matters

Documents differ: one says about six months, the standards of 2025 are said to make six a ceiling in the
secondary stage and three the usual ceiling outside the school. Two blocks of half a year, one in each
stage, are the common way in which a pathway loses a school year.

## What it looks at

The weeks of work internship (岗位实习) of each stage, and those spent at an enterprise, in months of 52/12
weeks. The stricter bound leads and all that are missed are cited; what is unverified is advice. Nursing,
whose graduates need eight months of clinical internship, is judged by that.

## What to do

Shorten the secondary block or move it to school workshops, and place the main block in year five; extend
what is too short.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.policy import unmet, work_internships
from articulate.policy.measure import WEEKS_PER_MONTH
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 岗位实习, kind: practicum, delivery: block, weeks: 36, hours: 1080, terms: [5, 6]}]
policy:    [moe-2019-13, moe-std-2025]
"""

GOOD = """
secondary:
- {id: s1, name: 岗位实习, kind: practicum, delivery: block, weeks: 12, hours: 360, terms: [6, 6]}
policy: [{id: INT, title: 某规定, stage: secondary, measure: internship_months, at_most: 6, unit: month}]
"""


def check(case: Case) -> Iterator[Finding]:
    measures = ("internship_months", "offsite_internship_months")
    for breach in unmet(case.pathway, case.policy, case.plan, *measures):
        courses = [c for c, _ in work_internships(case.pathway, breach.lead.stage)]
        yield RULE.finding(
            subject=breach.subject,
            source=courses[0].source.at("weeks"),
            related=[c.source.at("weeks") for c in courses[1:]],
            about=[breach.subject, *(c.id for c in courses)],
            severity=breach.severity,
            evidence=breach.evidence(),
            weeks=int(breach.lead.measured * WEEKS_PER_MONTH),
            **breach.values,
        )


RULE = Rule(
    code="POL006",
    name="internship-out-of-range",
    severity=Severity.WARNING,
    message="{where}: {measure} {weeks} weeks, about {measured}; {bound}, {gap} ({basis})",
    hint="place the main block in year five; shorten the secondary one, or move it to school workshops",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    provisions=("INT-6M", "INT-NURSE", "STD25-SEC-INT-TOTAL", "STD25-SEC-INT-OFFSITE", "STD25-HV-INT"),
)
