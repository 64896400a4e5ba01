"""The credits of a course do not fit its hours.

## Why it matters

Sixteen to eighteen hours make a credit (教职成〔2019〕13号), a week of practice outside lessons one. What
a student takes along from one school to the other is credits: a wrong ratio cheats or favours.

## What it looks at

Courses with credits, and those without where others of the stage have them. Credits are counted in halves,
so that the nearest half is enough. Whole-week courses may use either way of counting. Where a document
gives a course its credits (军事技能, 形势与政策), these are right.

## What to do

Set the credits to what the hours come to, or correct the hours.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.model.programme import Course, Delivery
from articulate.policy import Provision, amount, answers
from articulate.policy.provision import between
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 机械制图, hours: 72, credits: 6}]
policy:    [moe-2019-13]
"""

GOOD = """
secondary:
- {id: s1, name: 机械制图, hours: 72, credits: 4}
- {id: s2, name: 金工实训, kind: practicum, delivery: block, weeks: 2, hours: 60, credits: 2}
policy: [moe-2019-13, moe-2009-2]
"""


QUARTER = Fraction(1, 4)
"""Credits come in halves: a quarter off is the nearest half."""


def check(case: Case) -> Iterator[Finding]:
    rates = [p for p in case.policy.of(measure="hours_per_credit") if p.at_least and p.at_most]
    counting = {c.stage for c in case.pathway.courses if c.credits}
    for course in case.pathway.courses:
        if not course.hours or course.stage not in counting or _settled(case, course):
            continue
        missed = [p for p in rates if not _fits(Fraction(course.credits), course, p)]
        if missed:
            missed.sort(key=lambda p: (p.severity.rank, p.id))
            yield RULE.finding(
                subject=course.id,
                source=course.source.at("credits"),
                severity=missed[0].severity,
                course=course.name,
                hours=course.hours,
                credits=course.credits,
                right=_right(course, missed[0]),
                basis=tuple({p.cite(): p.citation for p in missed}.values()),
            )


def _settled(case: Case, course: Course) -> bool:
    """Whether the credits are those that a document, or the count of weeks, gives the course."""
    credits = Fraction(course.credits)
    stated = any(
        p.credits == credits and answers(course, p.course)
        for p in case.policy.of(stage=course.stage)
        if p.course and p.credits
    )
    weekly = any(
        p.about is not None and abs(credits - p.about * course.weeks) <= QUARTER
        for p in case.policy.of(measure="credits_per_week")
    )
    return stated or (course.delivery is Delivery.BLOCK and weekly)


def _range(course: Course, rate: Provision) -> tuple[Fraction, Fraction]:
    return course.hours / Fraction(rate.at_most or 1), course.hours / Fraction(rate.at_least or 1)


def _fits(credits: Fraction, course: Course, rate: Provision) -> bool:
    low, high = _range(course, rate)
    return low - QUARTER <= credits <= high + QUARTER


def _right(course: Course, rate: Provision) -> Fraction | Phrase:
    """The halves that fit, as a range with its unit."""
    low, high = _range(course, rate)
    first = Fraction(ceil((low - QUARTER) * 2), 2)
    last = Fraction(floor((high + QUARTER) * 2), 2)
    return amount(first, "credit") if first >= last else between(first, last, "credit")


RULE = Rule(
    code="HRS001",
    name="credit-ratio-off",
    severity=Severity.WARNING,
    message="{course} has {credits} credits for {hours} hours, which come to {right} ({basis})",
    hint="set the credits to {right}, or correct the hours",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    provisions=("HRS-CREDIT-RATE", "HRS-CREDIT-WEEK", "STD25-CREDIT"),
)
