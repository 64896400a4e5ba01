"""The terms of a course do not add up to its hours, or its weeks do not exist.

## Why it matters

Weekly hours × weeks is the arithmetic that every reviewer repeats. Where it fails, the plan teaches
another course than the programme describes.

## What it looks at

For each planned course: weekly hours × weeks of each term against the hours written there; their sum
against the hours of the course; weeks against the teaching weeks of the term; weekly hours against those the course allows (`weekly`); for block courses the sum of
weeks against the weeks of the course; and that block courses fill whole weeks while others do not.

## What to do

Correct the weekly hours or weeks, or the hours of the course.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.model.plan import Offering
from articulate.model.programme import Course, Delivery
from articulate.model.settings import Calendar
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 机械制图, hours: 108}]
plan: {s1: [[1, 4, 18]]}
"""

GOOD = """
secondary: [{id: s1, name: 机械制图, hours: 108, span: [2]}]
plan: {s1: [[1, 4, 18], [2, 2, 18]]}
"""


def check(case: Case) -> Iterator[Finding]:
    assert case.plan is not None
    for course in case.pathway.courses:
        offered = case.plan.of(course.id)
        if not offered:
            continue
        for field, why in _mismatches(course, offered, case.pathway.calendar):
            yield RULE.finding(
                subject=course.id,
                source=course.source.at(field),
                hours=course.hours,
                course=course.name,
                why=why,
            )


def _mismatches(
    course: Course, offered: tuple[Offering, ...], calendar: Calendar
) -> Iterator[tuple[str, Phrase]]:
    block = course.delivery is Delivery.BLOCK
    for one in offered:
        here = {"term": one.term, "weekly": one.weekly, "weeks": one.weeks, "hours": one.hours}
        if one.block != block:
            yield "delivery", Phrase("pln.not_block" if block else "pln.not_weekly", here)
        elif not block and one.weekly * one.weeks != one.hours:
            yield "hours", Phrase("pln.product", here)
        elif not block and one.weeks > calendar.term(one.term).teaching:
            yield "hours", Phrase("pln.teaching", {**here, "teaching": calendar.term(one.term).teaching})
        elif not block and course.weekly and one.weekly not in course.weekly:
            yield "weekly", Phrase("pln.weekly", {**here, "allowed": course.weekly})
    total = sum(o.hours for o in offered)
    if total != course.hours:
        yield "hours", Phrase("pln.total", {"total": total, "hours": course.hours})
    weeks = sum(o.weeks for o in offered)
    if block and weeks != course.weeks:
        yield "weeks", Phrase("pln.weeks", {"planned": weeks, "weeks": course.weeks})


RULE = Rule(
    code="PLN006",
    name="hours-do-not-match",
    severity=Severity.ERROR,
    message="{course} ({hours} hours): {why}",
    hint="correct weekly hours and weeks in the plan, or the hours of the course",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("plan",),
)
