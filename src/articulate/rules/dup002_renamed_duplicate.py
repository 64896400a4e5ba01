"""The higher stage teaches under another title what the secondary stage has already taught.

## Why it matters

Committees compare titles. 电工基础 and 电路分析 look like two courses and may be one; the hours are lost all
the same.

## What it looks at

The same figures as for duplicates: four fifths of the later course taught before, three fifths of the
earlier one, levels that on average change by less than half a level; but the titles differ after numbers,
stage words and fillers are dropped and abbreviations are expanded. A course on the same object whose level
rises is a progression and is not reported. Public basic courses and internships have rules of their own.

## What to do

Merge the two or exempt the later one by test, and agree on one title in both programmes. If the
repetition is wanted, record an `accept` decision with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 电工基础, hours: 96, outcomes: [欧姆定律/3, 基尔霍夫定律/3, 正弦交流电/2]}]
higher:    [{id: h1, name: 电路分析, hours: 64, outcomes: [欧姆定律/3, 基尔霍夫定律/3, 正弦稳态电路/2]}]
"""

GOOD = """
secondary: [{id: s1, name: 电工基础, hours: 96, outcomes: [欧姆定律/3, 基尔霍夫定律/3, 正弦交流电/2]}]
higher:    [{id: h1, name: 电路分析, hours: 64, outcomes: [基尔霍夫定律/4, 网络定理/4, 动态电路/4]}]
"""


def check(case: Case) -> Iterator[Finding]:
    for relation in case.relations.between_courses("renamed_duplicate"):
        yield RULE.about(relation)


RULE = Rule(
    code="DUP002",
    name="renamed-duplicate",
    severity=Severity.ERROR,
    message="{later} is {earlier} under another title: {matched} of {total} outcomes were taught, "
    "about {hours} hours",
    hint="merge them or exempt {later} by test, and agree on one title; or record why both are wanted",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    by_likeness=True,
)
