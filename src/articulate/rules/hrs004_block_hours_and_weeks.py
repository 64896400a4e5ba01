"""Whole weeks and hours of a course do not go together.

## Why it matters

A course in whole weeks (整周) needs both: weeks for the calendar, hours for the totals. Internship is counted
at thirty hours a week in the secondary stage (教职成〔2009〕2号), and the share of practice hangs on that.

## What it looks at

Whole-week courses without weeks, or with fewer than 20 or more than 60 hours a week; work internships that
count other hours a week than asked; courses with lessons every week that name whole weeks.

## What to do

Give the course its weeks and hours, or change its delivery.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.model.programme import Course, Delivery
from articulate.policy import amount, work_internships
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 金工实训, kind: practicum, delivery: block, hours: 60}]
"""

GOOD = """
secondary: [{id: s1, name: 金工实训, kind: practicum, delivery: block, weeks: 2, hours: 60}]
"""


LEAST, MOST = 20, 60
"""Hours a week between which a whole-week course is believable; military training comes to 56."""


def check(case: Case) -> Iterator[Finding]:
    at_work = {c.id for c, _ in work_internships(case.pathway) if c.delivery is Delivery.BLOCK}
    for course in case.pathway.courses:
        found = _judge(course)
        if found is None and course.id in at_work:
            found = _internship(case, course)
        if found:
            severity, what = found
            yield RULE.finding(
                subject=course.id,
                source=course.source.at("weeks"),
                severity=severity,
                course=course.name,
                what=what,
            )


def _judge(course: Course) -> tuple[Severity, Phrase] | None:
    if course.delivery is Delivery.WEEKLY:
        if course.weeks:
            return Severity.WARNING, Phrase("hrs.weekly_with_weeks", {"weeks": course.weeks})
        return None
    if not course.weeks:
        return Severity.ERROR, Phrase("hrs.block_without_weeks", {"hours": course.hours})
    if not LEAST * course.weeks <= course.hours <= MOST * course.weeks:
        each = amount(Fraction(course.hours, course.weeks), "hour_week")
        values = {"weeks": course.weeks, "hours": course.hours, "each": each, "least": LEAST, "most": MOST}
        return Severity.WARNING, Phrase("hrs.block_rate", values)
    return None


def _internship(case: Case, course: Course) -> tuple[Severity, Phrase] | None:
    for provision in case.policy.of(measure="hours_per_internship_week", stage=course.stage):
        if provision.about is not None and course.hours != provision.about * course.weeks:
            right = amount(provision.about * course.weeks, "hour")
            each = amount(provision.about, "hour_week")
            values = {"weeks": course.weeks, "hours": course.hours, "each": each, "right": right}
            return provision.severity, Phrase("hrs.internship_rate", values | {"basis": provision.citation})
    return None


RULE = Rule(
    code="HRS004",
    name="block-hours-and-weeks",
    severity=Severity.WARNING,
    message="{course}: {what}",
    hint="give {course} both weeks and hours that go together, or change its delivery",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    provisions=("HRS-INT-WEEK",),
)
