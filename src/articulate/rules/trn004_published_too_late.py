"""The criteria become public too late, or nobody says when.

## Why it matters

The criteria must be public before enrolment work begins, through the sites of both schools and other
channels (晋教职成〔2025〕1号, part two, point 4), so that pupils and parents know what they sign up for.

## What it looks at

The day of publication in the transfer settings against the day enrolment work begins in the calendar.
The same day or later is an error; without one of the two the duty cannot be shown, which is a warning.

## What to do

Set the day of publication before the day enrolment work begins.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1}]
pathway:   {calendar: {admission_starts: 2026-06-15}, transfer: {published: 2026-07-01}}
"""

GOOD = """
secondary: [{id: s1}]
pathway:   {calendar: {admission_starts: 2026-06-15}, transfer: {published: 2026-05-20}}
"""


def check(case: Case) -> Iterator[Finding]:
    published = case.pathway.transfer.published
    starts = case.pathway.calendar.admission_starts
    if published and starts and published < starts:
        return
    if published and starts:
        why = Phrase("trn.late", {"published": published, "starts": starts})
    elif published:
        why = Phrase("trn.no_admission")
    else:
        why = Phrase("trn.no_publication")
    yield RULE.finding(
        subject="transfer",
        source=case.pathway.transfer.source.at("published") or case.pathway.calendar.source,
        severity=Severity.ERROR if published and starts else Severity.WARNING,
        why=why,
    )


RULE = Rule(
    code="TRN004",
    name="published-too-late",
    severity=Severity.ERROR,
    message="the transfer criteria must be public before enrolment work begins: {why}",
    hint="set the day of publication before the day enrolment work begins",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
