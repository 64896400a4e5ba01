"""The hours of a course cannot be taught in whole weekly hours.

## Why it matters

A teaching-progress table has whole weekly hours for whole weeks. Hours that cannot be written so in any term
in which the course may run have no place in the table, and a plan cannot be made.

## What it looks at

Courses with lessons every week: their hours in each term (as named by `split`, equal, or weekly hours that
differ by one at most) as weekly hours of 1 to 8, times whole weeks, at least 8 of them or all teaching
weeks of a shorter term. A part of up to 8 hours is a series of lectures and may take any number of weeks.

## What to do

Change the hours to a multiple of the teaching weeks, name the hours of each term, or let the course run in
other or more terms.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.model.programme import Course, Delivery
from articulate.model.settings import Calendar
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 机械制图, hours: 73}]
"""

GOOD = """
secondary:
- {id: s1, name: 机械制图, hours: 72}
- {id: s2, name: 语文, hours: 198, terms: [1, 4], span: 4, split: [54, 54, 54, 36]}
"""


MOST_WEEKLY = 8
"""Hours a week that one course may have."""

LEAST_WEEKS = 8
"""Weeks that a course runs at least, or all teaching weeks of a shorter term."""

LECTURE = 8
"""A part of so many hours is a series of lectures."""

FAR = 36
"""How far away other hours are looked for, to propose them."""


def check(case: Case) -> Iterator[Finding]:
    calendar = case.pathway.calendar
    for course in case.pathway.courses:
        if course.delivery is Delivery.BLOCK or not course.hours:
            continue
        if course.split and sum(course.split) != course.hours:
            continue  # told as a split that does not add up
        runs = list(_runs(course, calendar))
        if not runs or any(_divides(course, course.hours, teaching) for teaching in runs):
            continue
        plain = course.but(split=())
        near = [
            next((h for h in way if any(_divides(plain, h, teaching) for teaching in runs)), None)
            for way in (
                range(course.hours - 1, max(0, course.hours - FAR), -1),
                range(course.hours + 1, course.hours + FAR),
            )
        ]
        options = tuple(h for h in near if h is not None)
        yield RULE.finding(
            subject=course.id,
            source=course.source.at("hours"),
            course=course.name,
            hours=course.hours,
            first=course.window[0],
            last=course.window[1],
            teaching=tuple(sorted({w for teaching in runs for w in teaching})),
            options=Phrase("hrs.near", {"hours": options}) if options else Phrase("hrs.other_terms"),
        )


def _runs(course: Course, calendar: Calendar) -> Iterator[tuple[int, ...]]:
    """Teaching weeks of the terms on end that the course may run in, for every start and span."""
    first = max(course.window[0], course.stage.terms[0])
    last = min(course.window[1], course.stage.terms[-1])
    for span in sorted(set(course.span)):
        for start in range(first, last - span + 2):
            if course.season is None or (start % 2 == 1) == (course.season == "autumn"):
                yield tuple(calendar.term(t).teaching for t in range(start, start + span))


def _divides(course: Course, hours: int, teaching: tuple[int, ...]) -> bool:
    span = len(teaching)
    if len(course.split) == span:
        shares: tuple[int, ...] = course.split
    elif hours % span == 0:
        shares = (hours // span,) * span
    else:
        shares = ()
    if shares and all(_fits(h, weeks) for h, weeks in zip(shares, teaching, strict=True)):
        return True
    return span > 1 and _uneven(hours, teaching)


def _fits(hours: int, teaching: int) -> bool:
    least = 1 if hours <= LECTURE else min(LEAST_WEEKS, teaching)
    return any(
        hours % weeks == 0 and 1 <= hours // weeks <= MOST_WEEKLY
        for weeks in range(max(1, least), teaching + 1)
    )


def _uneven(hours: int, teaching: tuple[int, ...]) -> bool:
    """Whether full terms with weekly hours that differ by one at most make up the hours."""
    if not all(teaching):
        return False
    low = hours // sum(teaching)
    for more in product((0, 1), repeat=len(teaching)):
        shares = [(low + m) * weeks for m, weeks in zip(more, teaching, strict=True)]
        if sum(shares) == hours and all(_fits(h, w) for h, w in zip(shares, teaching, strict=True)):
            return True
    return False


RULE = Rule(
    code="HRS006",
    name="hours-do-not-divide",
    severity=Severity.ERROR,
    message="the {hours} hours of {course} are no whole weekly hours times whole weeks in terms {first} to "
    "{last} ({teaching} teaching weeks)",
    hint="{options}",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
