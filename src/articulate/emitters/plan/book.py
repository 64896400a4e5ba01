"""The plan with what every part of the filed teaching plan asks of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from articulate.emitters.words import found_courses, rounded, staged_name
from articulate.i18n import Lang, label
from articulate.model.pathway import Pathway
from articulate.model.plan import Offering, TeachingPlan
from articulate.model.programme import Course, ElectiveGroup, Stage
from articulate.policy import measured_courses

TERMS = range(1, 11)
NATURES = ("required", "limited", "free")
"""必修, 限选 and 任选, as keys and in the order of the table."""


def word(key: str, lang: Lang, **values: object) -> str:
    """Return the words under a key of the teaching plan."""
    return label(f"documents.plan.{key}", lang, **values)


def nature(course: Course) -> str:
    """Return 必修, 限选 or 任选 as a key: ``required``, ``limited``, ``free``."""
    return "required" if course.required else (course.elective or "limited")


@dataclass(frozen=True)
class Book:
    """The plan with what every table asks of it."""

    pathway: Pathway
    plan: TeachingPlan
    lang: Lang

    @cached_property
    def counted(self) -> frozenset[str]:
        """Courses that count: required ones, and the electives taken."""
        return frozenset(c.id for stage in Stage for c in measured_courses(self.pathway, stage, self.plan))

    def teaching(self, term: int) -> int:
        """Weeks with lessons in a term: those that whole weeks of practice leave."""
        return self.pathway.calendar.term(term).lessons(sum(o.weeks for o in self.whole_weeks(term)))

    def whole_weeks(self, term: int) -> tuple[Offering, ...]:
        """Offerings that fill whole weeks of practice; what is given in activity weeks is no such thing."""
        away = {c.id for c in self.pathway.courses if c.activity}
        return tuple(o for o in self.plan.in_term(term) if o.block and o.course not in away)

    def group(self, course: Course) -> ElectiveGroup | None:
        """The elective group of a course."""
        return next((g for g in self.pathway.electives if course.id in g.courses), None)

    def offered(self, courses: Iterable[Course], term: int) -> list[Offering]:
        """Offerings of some courses in a term."""
        ids = {c.id for c in courses}
        return [o for o in self.plan.in_term(term) if o.course in ids]

    def weekly(self, courses: Iterable[Course], term: int) -> int | Decimal | None:
        """Mean lesson hours a week over the teaching weeks of a term; ``None`` where there are none."""
        hours = sum(o.hours for o in self.offered(courses, term) if not o.block)
        weeks = self.teaching(term)
        return rounded(Fraction(hours, weeks)) if hours and weeks else None


def activities(book: Book) -> tuple[str, ...]:
    """Names of all activities of the calendar, in order of first appearance."""
    return tuple(dict.fromkeys(a.name for t in book.pathway.calendar.terms for a in t.activities))


def staged(pathway: Pathway, ids: Iterable[str], lang: Lang) -> tuple[str, ...]:
    """Return the names of courses with their stages."""
    return tuple(staged_name(c, lang) for c in found_courses(pathway, ids))
