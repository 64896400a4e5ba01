"""A waiver whose time is over.

## Why it matters

A waiver is given until a day, so that somebody looks again. After that day the finding counts.

## What it looks at

Every waiver that ended before the day of the check; on its last day it still holds.

## What to do

Mend what was waived, or decide anew with a new end.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 电工基础, outcomes: [欧姆定律/3, 基尔霍夫定律/3]}]
higher:    [{id: h1, name: 电工基础, outcomes: [欧姆定律/3, 基尔霍夫定律/3]}]
pathway:   {waivers: [{code: DUP001, subject: h1, reason: 保留复习, by: 联合教研组, until: 2026-08-31}]}
"""

GOOD = """
secondary: [{id: s1, name: 电工基础, outcomes: [欧姆定律/3, 基尔霍夫定律/3]}]
higher:    [{id: h1, name: 电工基础, outcomes: [欧姆定律/3, 基尔霍夫定律/3]}]
pathway:   {waivers: [{code: DUP001, subject: h1, reason: 保留复习, by: 联合教研组, until: 2027-08-31}]}
"""


def check(case: Case) -> Iterator[Finding]:
    for waiver in case.pathway.waivers:
        if waiver.until < case.day:
            course = case.pathway.by_id.get(waiver.subject)
            yield RULE.finding(
                subject=waiver.subject,
                source=waiver.source.at("until"),
                waived=waiver.code,
                whom=course.name if course else waiver.subject,
                until=waiver.until,
            )


RULE = Rule(
    code="WAV002",
    name="waiver-ended",
    severity=Severity.WARNING,
    message="the waiver of {waived} for {whom} ended on {until}",
    hint="mend what was waived, or decide anew with a new end",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("findings",),
)
