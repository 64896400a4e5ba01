"""The quantities that regulations speak of, as sums over the courses that count."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.model.programme import Course, CourseKind, Delivery, Internship, Stage
from articulate.policy.provision import Number, Provision

WEEKS_PER_MONTH = Fraction(52, 12)
"""Weeks of a calendar month: regulations give internship in months, programmes in weeks."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A share, as two sums over courses. Linear, so a solver can read it too."""

    part: Callable[[Course], int]
    whole: Callable[[Course], int]

    def sums(self, courses: Iterable[Course]) -> tuple[int, int]:
        """Return both sums."""
        chosen = tuple(courses)
        return sum(map(self.part, chosen)), sum(map(self.whole, chosen))

    def of(self, courses: Iterable[Course]) -> Fraction:
        """Return the exact share, or zero where there is nothing to share."""
        part, whole = self.sums(courses)
        return Fraction(part, whole) if whole else Fraction(0)


def _hours(course: Course) -> int:
    return course.hours


MEASURES: Mapping[str, Measure] = {
    "public_basic_share": Measure(lambda c: c.hours if c.kind is CourseKind.GENERAL else 0, _hours),
    "elective_share": Measure(lambda c: 0 if c.required else c.hours, _hours),
    "practice_share": Measure(lambda c: c.practice, _hours),
}
"""Shares of the hours that count, by the name provisions use."""

TOTALS: Mapping[str, Callable[[Course], Number]] = {
    "total_hours": _hours,
    "total_credits": lambda c: Fraction(c.credits),
    "core_courses": lambda c: 1 if c.kind is CourseKind.CORE else 0,
}
"""Sums over the courses that count, by the name provisions use."""

MEASURED = (
    "total_hours",
    "weekly_hours",
    "total_credits",
    *MEASURES,
    "core_courses",
    "internship_months",
    "offsite_internship_months",
    "weeks_per_year",
)
"""Every measure that ``readings`` knows, in the order of reports."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One side of a provision as a linear condition: the weights of what counts add up to at least ``least``.

    ``stage`` is ``None`` for what is asked of the five years together. Exact; scale as the solver likes.
    """

    provision: Provision
    stage: Stage | None
    side: Literal["short", "over"]
    bound: Number
    least: Number

    def weight(self, course: Course) -> Number:
        """Return what one course adds; nothing where it belongs to another stage."""
        if self.stage not in (None, course.stage):
            return 0
        name = self.provision.measure or ""
        sign = 1 if self.side == "short" else -1
        if name in TOTALS:
            return sign * TOTALS[name](course)
        measure = MEASURES[name]
        return sign * (measure.part(course) - self.bound * measure.whole(course))


def limits(provisions: Iterable[Provision]) -> Iterator[Limit]:
    """Yield every bound on a sum or share of course hours, for each stage it speaks of.

    Figures written for a stage of another length are left out. Which of them bind is for the reader to
    decide: see ``Provision.severity``.
    """
    for provision in sorted(provisions, key=lambda p: p.id):
        if provision.measure not in MEASURES and provision.measure not in TOTALS:
            continue
        for stage in (*Stage, None):
            if not provision.speaks_of(stage) or not provision.fits(stage):
                continue
            share = provision.measure in MEASURES
            if provision.floor is not None:
                yield Limit(provision, stage, "short", provision.floor, 0 if share else provision.floor)
            if provision.ceiling is not None:
                yield Limit(provision, stage, "over", provision.ceiling, 0 if share else -provision.ceiling)


def measured_courses(
    pathway: Pathway, stage: Stage | None, plan: TeachingPlan | None = None
) -> tuple[Course, ...]:
    """Return the courses that count: what every student takes, and as many electives as are to be taken.

    With a plan these are the electives it takes; without one, of each group those taken by default
    (``Pathway.preferred``), so that the result never flatters. ``stage=None`` means both stages.
    """
    courses = {c.id: c for c in pathway.courses if stage in (None, c.stage)}
    grouped = {c for group in pathway.electives for c in group.courses}
    counted = {c.id for c in courses.values() if c.required and c.id not in grouped}
    if plan is not None:
        counted |= courses.keys() & set(plan.taken)
    else:
        for group in pathway.electives:
            options = [c for c in pathway.preferred(group) if c in courses]
            counted |= set(options[: group.take])
    return tuple(c for c in courses.values() if c.id in counted)


_WORK = re.compile(r"(岗位|顶岗|跟岗|毕业)实习([(（].*[)）]|[IVXⅠⅡⅢ\d一二三四]+)?$")


def work_internships(
    pathway: Pathway, stage: Stage | None = None
) -> tuple[tuple[Course, Internship | None], ...]:
    """Return the courses in which students work at a post (岗位实习), with what is said of them.

    Practicum courses named so count even where nothing more is said; 认识实习 does not.
    """
    told = {i.course: i for i in pathway.internships}
    found: list[tuple[Course, Internship | None]] = []
    for course in pathway.courses:
        internship = told.get(course.id)
        if internship is not None:
            at_work = internship.kind == "work"
        else:
            at_work = course.kind is CourseKind.PRACTICUM and bool(_WORK.search(course.name))
        if at_work and stage in (None, course.stage):
            found.append((course, internship))
    return tuple(found)


_VISIT = re.compile(r"认[识知]实习([(（].*[)）]|[IVXⅠⅡⅢ\d一二三四]+)?$")


def visit_internships(pathway: Pathway, stage: Stage | None = None) -> tuple[Course, ...]:
    """Return the courses in which students see enterprises without working there (认识实习)."""
    told = {i.course: i.kind for i in pathway.internships}
    return tuple(
        c
        for c in pathway.courses
        if stage in (None, c.stage)
        and (
            told[c.id] == "acquaintance"
            if c.id in told
            else c.kind is CourseKind.PRACTICUM and bool(_VISIT.search(c.name))
        )
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """What a measure comes to: two sums (the second is one where there is no share), and for what year."""

    part: Fraction
    whole: Fraction = Fraction(1)
    year: int | None = None

    @property
    def value(self) -> Fraction:
        """The quantity itself."""
        return self.part / self.whole


def readings(
    measure: str, pathway: Pathway, stage: Stage | None, plan: TeachingPlan | None = None
) -> tuple[Reading, ...]:
    """Return what a measure comes to in a stage, or in the five years for ``None``.

    Empty where nothing can be said: a stage without courses, credits that nobody gave, another name.
    Weeks a year count every week of the two terms; weekly hours are the mean over the teaching weeks.
    """
    stages = tuple(Stage) if stage is None else (stage,)
    terms = [pathway.calendar.term(t) for s in stages for t in s.terms]
    if measure == "weeks_per_year":
        years = zip(terms[::2], terms[1::2], strict=True)
        return tuple(
            Reading(Fraction(a.weeks + b.weeks), year=(a.term + 1) // 2)
            for a, b in years
            if any(c.stage is Stage.of(a.term) for c in pathway.courses)
        )
    if any(all(c.stage is not s for c in pathway.courses) for s in stages):
        return ()
    courses = measured_courses(pathway, stage, plan)
    if measure in MEASURES:
        part, whole = MEASURES[measure].sums(courses)
        return (Reading(Fraction(part), Fraction(whole)),) if whole else ()
    if measure in TOTALS:
        total = Fraction(sum(map(TOTALS[measure], courses)))
        return (Reading(total),) if total or measure != "total_credits" else ()
    if measure == "weekly_hours":
        hours = sum(c.hours for c in courses if c.delivery is Delivery.WEEKLY)
        teaching = sum(t.teaching for t in terms)
        return (Reading(Fraction(hours, teaching)),) if hours and teaching else ()
    if measure in ("internship_months", "offsite_internship_months"):
        ids = {c.id for c in courses}
        at_work = [(c, i) for c, i in work_internships(pathway, stage) if c.id in ids]
        if measure == "internship_months":
            weeks = sum(c.weeks for c, _ in at_work)
        else:
            weeks = sum(i.offsite_weeks for _, i in at_work if i)
        return (Reading(weeks / WEEKS_PER_MONTH),) if weeks else ()
    return ()
