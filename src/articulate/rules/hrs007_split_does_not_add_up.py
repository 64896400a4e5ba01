"""The hours named for each term do not add up to the hours of the course, or name other terms than it runs.

## Why it matters

The split is what the teaching-progress table prints. A course that has 144 hours here and 140 there has no
hours.

## What it looks at

Courses with hours for each term: their sum against the hours, and how many they are against the span.

## What to do

Correct the hours of the terms, the total or the span.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 语文, hours: 198, span: 4, split: [54, 54, 54, 54]}]
"""

GOOD = """
secondary: [{id: s1, name: 语文, hours: 198, span: 4, split: [54, 54, 54, 36]}]
"""


def check(case: Case) -> Iterator[Finding]:
    for course in case.pathway.courses:
        if not course.split:
            continue
        total = sum(course.split)
        if total != course.hours:
            what = Phrase("hrs.split_sum", {"total": total, "hours": course.hours})
        elif len(course.split) not in course.span:
            what = Phrase("hrs.split_span", {"parts": len(course.split), "span": course.span})
        else:
            continue
        yield RULE.finding(
            subject=course.id,
            source=course.source.at("split"),
            course=course.name,
            split=course.split,
            what=what,
        )


RULE = Rule(
    code="HRS007",
    name="split-does-not-add-up",
    severity=Severity.ERROR,
    message="{course} is split into {split}: {what}",
    hint="correct the hours of the terms, the total or the span",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
