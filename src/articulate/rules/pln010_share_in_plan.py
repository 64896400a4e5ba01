"""The electives that the plan takes break a provision that the programme keeps.

## Why it matters

Shares and totals are counted over what students take. A programme may satisfy a regulation with one
choice of electives and miss it with another.

## What it looks at

Shares and sums over courses, with the electives of the plan, against the provisions in force. What is
missed already without a plan, when the options of fewest hours count, is reported by the rules about
regulations and not again here.

## What to do

Take other electives, or change the hours of the groups.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.policy import MEASURES, TOTALS, assess, breaches
from articulate.rule import Case, Rule

BAD = """
secondary:
- {id: s1, name: 电工技术基础, hours: 72, practice: 36}
- {id: s2, name: 电工技能训练, hours: 36, practice: 36, required: false}
- {id: s3, name: 电工文献阅读, hours: 36, practice: 0, required: false}
programme: {secondary: {electives: [{id: e1, name: 专业拓展选修, take: 1, courses: [s2, s3]}]}}
policy:
- {id: T1, title: 某规定, stage: secondary, measure: practice_share, unit: ratio, at_least: 1/2}
plan: {s1: [[1, 4, 18]], s3: [[2, 2, 18]]}
"""

GOOD = """
secondary:
- {id: s1, name: 电工技术基础, hours: 72, practice: 36}
- {id: s2, name: 电工技能训练, hours: 36, practice: 36, required: false}
- {id: s3, name: 电工文献阅读, hours: 36, practice: 0, required: false}
programme: {secondary: {electives: [{id: e1, name: 专业拓展选修, take: 1, courses: [s2, s3]}]}}
policy:
- {id: T1, title: 某规定, stage: secondary, measure: practice_share, unit: ratio, at_least: 1/2}
plan: {s1: [[1, 4, 18]], s2: [[2, 2, 18]]}
"""


def check(case: Case) -> Iterator[Finding]:
    assert case.plan is not None
    anyway = {(a.provision.id, a.stage, a.side) for a in assess(case.pathway, case.policy) if not a.holds}
    by_plan = (
        a
        for a in assess(case.pathway, case.policy, case.plan)
        if a.holds or (a.provision.id, a.stage, a.side) not in anyway
    )
    for breach in breaches(by_plan, *MEASURES, *TOTALS):
        yield RULE.finding(
            subject=breach.subject,
            source=breach.source(case.pathway),
            evidence=breach.evidence(),
            severity=breach.severity,
            **breach.values,
        )


RULE = Rule(
    code="PLN010",
    name="share-in-plan",
    severity=Severity.ERROR,
    message="with the electives of this plan the {measure} of the {where} is {measured}; "
    "it {bound} ({basis}), {gap}",
    hint="take other electives in the plan, or change the hours of the elective groups",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("plan",),
)
