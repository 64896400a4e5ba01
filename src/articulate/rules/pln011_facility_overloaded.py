"""A place for practice is planned for more hours than it is open.

## Why it matters

Forty students do not fit at twenty work stations: they come in two shifts, and the room is needed twice as
long. A plan that forgets it fails in the first week.

## What it looks at

For each school facility and term: the practice hours of its courses, times the shifts a class needs (class
size by work stations and students at each), times the classes. Practice of a course with several facilities
is shared equally among them. The room is open for the most weekly hours of the stage in all teaching and
block weeks. Other majors that use it are not known here, and enterprises are left out.

## What to do

Move a course to another term, add work stations, or name a second place for the practice.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from articulate.findings import Finding, Severity
from articulate.model.programme import Facility, Stage
from articulate.rule import Case, Rule

BAD = """
secondary:
- {id: s1, name: 数控车削实训, hours: 60, practice: 60, delivery: block, weeks: 2, facilities: [f1]}
programme: {secondary: {facilities: [{id: f1, name: 数控车间, stations: 2}]}}
plan: {s1: [[3, 0, 2]]}
"""

GOOD = """
secondary:
- {id: s1, name: 数控车削实训, hours: 60, practice: 60, delivery: block, weeks: 2, facilities: [f1]}
programme: {secondary: {facilities: [{id: f1, name: 数控车间, stations: 20, group: 2}]}}
plan: {s1: [[3, 0, 2]]}
"""


def check(case: Case) -> Iterator[Finding]:
    assert case.plan is not None
    planning = case.pathway.planning
    for facility in case.pathway.all_facilities:
        places = facility.stations * facility.group
        if facility.place == "enterprise" or not places:
            continue
        shifts = ceil(Fraction(planning.class_size, places))
        for calendar in case.pathway.calendar.terms:
            most = planning.of(Stage.of(calendar.term)).weekly_hours[1]
            capacity = most * (calendar.teaching + calendar.block)
            hours = _practice(case, facility, calendar.term)
            needed = sum(hours.values(), Fraction(0)) * shifts * planning.classes
            if needed > capacity:
                yield RULE.finding(
                    subject=facility.id,
                    source=facility.source.at("stations"),
                    about=(facility.id, *sorted(hours)),
                    facility=facility.name,
                    term=calendar.term,
                    needed=ceil(needed),
                    capacity=capacity,
                    shifts=shifts,
                    places=places,
                    size=planning.class_size,
                    courses=tuple(case.pathway.by_id[c].name for c in sorted(hours)),
                )


def _practice(case: Case, facility: Facility, term: int) -> dict[str, Fraction]:
    """Practice hours that each course spends at a facility in a term."""
    assert case.plan is not None
    out = {}
    for offering in case.plan.in_term(term):
        course = case.pathway.by_id.get(offering.course)
        if course is None or facility.id not in course.facilities or not course.hours:
            continue
        share = Fraction(course.practice, course.hours) / len(set(course.facilities))
        if share:
            out[course.id] = offering.hours * share
    return out


RULE = Rule(
    code="PLN011",
    name="facility-overloaded",
    severity=Severity.WARNING,
    message="{facility} is needed for {needed} hours in term {term} and open for {capacity}: "
    "a class of {size} at {places} places comes in {shifts} shifts ({courses})",
    hint="move a course to another term, add work stations, or name a second place",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("plan",),
)
