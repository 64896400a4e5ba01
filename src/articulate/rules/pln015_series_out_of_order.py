"""A later part of a numbered series starts before an earlier one has ended.

## Why it matters

体育2 before 体育1 is a slip of the pen in most cases; where it is meant, the numbers mislead everyone who
reads the table.

## What it looks at

Planned courses of one stage whose names differ only in the number at the end: digits, Roman numerals, and
in brackets Chinese numerals and 上、中、下. Each part must have ended before the next begins.

## What to do

Exchange the terms of the two parts, or number them as they are taught.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 专业英语（一）}, {id: s2, name: 专业英语（二）}]
plan: {s1: [[4, 4, 18]], s2: [[3, 4, 18]]}
"""

GOOD = """
secondary: [{id: s1, name: 专业英语（一）}, {id: s2, name: 专业英语（二）}]
plan: {s1: [[3, 4, 18]], s2: [[4, 4, 18]]}
"""


def check(case: Case) -> Iterator[Finding]:
    assert case.plan is not None
    for earlier, later in case.pathway.series:
        before, after = case.plan.terms_of(earlier.id), case.plan.terms_of(later.id)
        if before and after and after[0] <= before[-1]:
            yield RULE.finding(
                subject=later.id,
                source=later.source.at("name"),
                related=(earlier.source,),
                about=(later.id, earlier.id),
                course=later.name,
                term=after[0],
                earlier=earlier.name,
                last=before[-1],
            )


RULE = Rule(
    code="PLN015",
    name="series-out-of-order",
    severity=Severity.WARNING,
    message="{course} starts in term {term}, but {earlier} ends only in term {last}",
    hint="exchange the terms of the two parts, or number them as they are taught",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("plan",),
)
