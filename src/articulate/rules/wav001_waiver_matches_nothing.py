"""A waiver for a finding that is not there.

## Why it matters

A waiver is an exception with a reason. Exceptions that are not needed any more pile up and hide the
ones that are, and a waiver with a wrong id protects nothing.

## What it looks at

Every waiver that is in force and settles no finding of this check. Where the rule of its code was not run,
nothing is said.

## What to do

Strike it out, or correct its code or subject.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.rule import Case, Rule, waiver_covers

BAD = """
secondary: [{id: s1, name: 电工基础, outcomes: [欧姆定律/3, 基尔霍夫定律/3]}]
higher:    [{id: h1, name: 电路分析, outcomes: [网络定理/4, 动态电路/4]}]
pathway:   {waivers: [{code: DUP001, subject: h1, reason: 保留复习, by: 联合教研组, until: 2027-08-31}]}
"""

GOOD = """
secondary: [{id: s1, name: 电工基础, outcomes: [欧姆定律/3, 基尔霍夫定律/3]}]
higher:    [{id: h1, name: 电工基础, outcomes: [欧姆定律/3, 基尔霍夫定律/3]}]
pathway:   {waivers: [{code: DUP001, subject: h1, reason: 保留复习, by: 联合教研组, until: 2027-08-31}]}
"""


def check(case: Case) -> Iterator[Finding]:
    for waiver in case.pathway.waivers:
        if case.day > waiver.until or waiver.code in case.unheard:
            continue
        if not any(waiver_covers(waiver, f) for f in case.found):
            course = case.pathway.by_id.get(waiver.subject)
            yield RULE.finding(
                subject=waiver.subject,
                source=waiver.source,
                waived=waiver.code,
                whom=course.name if course else waiver.subject,
            )


RULE = Rule(
    code="WAV001",
    name="waiver-matches-nothing",
    severity=Severity.WARNING,
    message="the waiver of {waived} for {whom} matches no finding",
    hint="strike it out, or correct its code or subject",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("findings",),
)
