"""How much a place for practice is needed, and how many work stations that takes.

Practice of a course is done at the places it names, shared equally where it names several. A class that is
larger than a place comes in shifts, and the place is needed as many times. It is open for the most weekly
hours of its stage in all weeks with lessons or whole weeks of practice.

Two views: the terms of one cohort one by one, and the seasons of a school that runs every year, in which
the cohorts of all its years come side by side (terms 1, 3 and 5 in autumn, 2, 4 and 6 in spring).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Literal

from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.model.programme import Facility, Stage

MOST_SHIFTS = 2
"""Shifts in which one class may reasonably come: each takes the teacher's hours again. A convention."""

Season = Literal["autumn", "spring"]
SEASONS: tuple[Season, ...] = ("autumn", "spring")


@dataclass(frozen=True, slots=True)
class TermUse:
    """One term of one cohort at a place."""

    term: int
    weeks: int
    """Weeks with lessons or whole weeks of practice."""
    open_hours: int
    """Hours a week that the place is open."""
    hours: Mapping[str, Fraction]
    """Practice hours of one class, by course id."""

    @property
    def capacity(self) -> int:
        """Hours that the place is open in the term."""
        return self.open_hours * self.weeks

    @property
    def total(self) -> Fraction:
        """Practice hours of one class in one shift."""
        return sum(self.hours.values(), Fraction(0))

    @property
    def weekly(self) -> Fraction:
        """The same a week."""
        return self.total / self.weeks if self.weeks else Fraction(0)


@dataclass(frozen=True, slots=True)
class FacilityUse:
    """A place with what the plan asks of it."""

    facility: Facility
    class_size: int
    classes: int
    terms: tuple[TermUse, ...]

    @property
    def places(self) -> int:
        """Students who can work at a time."""
        return self.facility.stations * self.facility.group

    @property
    def shifts(self) -> int:
        """In how many shifts a class comes; 0 where there is no work station at all."""
        return ceil(Fraction(self.class_size, self.places)) if self.places else 0

    @property
    def courses(self) -> tuple[str, ...]:
        """Ids of the courses whose practice is done here."""
        return tuple(sorted({i for t in self.terms for i in t.hours}))

    def needed(self, use: TermUse) -> Fraction:
        """Hours for which a place is needed in a term: all classes, all shifts."""
        return use.total * self.shifts * self.classes

    def weekly(self, season: Season) -> Fraction:
        """Mean practice hours a week, in one shift, of all classes of all years side by side."""
        mine = (t for t in self.terms if (t.term % 2 == 1) is (season == "autumn"))
        return sum((t.weekly for t in mine), Fraction(0)) * self.classes

    @property
    def open_hours(self) -> int:
        """Hours a week that the place is open."""
        return min((t.open_hours for t in self.terms), default=0)

    @property
    def busiest(self) -> Fraction:
        """Mean practice hours a week of the busier season, in one shift."""
        return max(self.weekly(s) for s in SEASONS)

    @property
    def load(self) -> Fraction | None:
        """Share of its opening hours that the place is used in the busier season; ``None`` if never open."""
        if not self.open_hours or not self.places:
            return None
        return self.busiest * self.shifts / self.open_hours

    @property
    def stations_needed(self) -> int:
        """Least number of work stations with which every class finds time in the busier season.

        As many shifts as fit into the opening hours are allowed, but no more than ``MOST_SHIFTS``;
        ``ceil(class size / (shifts × students at a station))`` stations serve a class in that many. Where
        not even one shift fits, one place is not enough, and the stations of several are returned.
        """
        if not self.busiest:
            return 0
        one_shift = ceil(Fraction(self.class_size, self.facility.group))
        shifts = min(MOST_SHIFTS, int(self.open_hours / self.busiest))
        if shifts < 1:
            return one_shift * ceil(self.busiest / self.open_hours) if self.open_hours else one_shift
        return ceil(Fraction(self.class_size, shifts * self.facility.group))

    @property
    def enough(self) -> bool:
        """Whether the stations that are there serve the plan."""
        return self.facility.stations >= self.stations_needed


def facility_uses(pathway: Pathway, plan: TeachingPlan) -> tuple[FacilityUse, ...]:
    """Return how every place is used by a plan, enterprises included, by id."""
    planning = pathway.planning
    classes, size = planning.groups
    found = []
    for facility in pathway.all_facilities:
        terms = []
        for calendar in pathway.calendar.terms:
            hours = _practice(pathway, plan, facility, calendar.term)
            most = planning.of(Stage.of(calendar.term)).weekly_hours[1]
            terms.append(
                TermUse(calendar.term, calendar.teaching + calendar.block - calendar.shared, most, hours)
            )
        used = tuple(t for t in terms if t.hours)
        found.append(FacilityUse(facility, size, classes, used))
    return tuple(found)


def _practice(pathway: Pathway, plan: TeachingPlan, facility: Facility, term: int) -> dict[str, Fraction]:
    """Practice hours that each course spends at a place in a term."""
    out: dict[str, Fraction] = {}
    for offering in plan.in_term(term):
        course = pathway.by_id.get(offering.course)
        if course is None or facility.id not in course.facilities or not course.hours:
            continue
        share = Fraction(course.practice, course.hours) / len(set(course.facilities))
        if share:
            out[course.id] = out.get(course.id, Fraction(0)) + offering.hours * share
    return out
