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
from math import ceil

from articulate.facilities import facility_uses
from articulate.findings import Finding, Severity
from articulate.rule import Case, Rule

BAD = """
secondary:
- {id: s1, name: 数控车削实训, hours: 60, practice: 60, delivery: block, weeks: 2, facilities: [f1]}
programme: {secondary: {facilities: [{id: f1, name: 数控车间, stations: 10}]}}
pathway: {planning: {class_size: 40, classes: 3}}
plan: {s1: [[3, 0, 2]]}
"""

GOOD = """
secondary:
- {id: s1, name: 数控车削实训, hours: 60, practice: 60, delivery: block, weeks: 2, facilities: [f1]}
programme: {secondary: {facilities: [{id: f1, name: 数控车间, stations: 20, group: 2}]}}
pathway: {planning: {class_size: 40, classes: 3}}
plan: {s1: [[3, 0, 2]]}
"""


def check(case: Case) -> Iterator[Finding]:
    assert case.plan is not None
    for use in facility_uses(case.pathway, case.plan):
        if use.facility.place == "enterprise" or not use.places:
            continue
        for term in use.terms:
            needed = use.needed(term)
            if needed > term.capacity:
                yield RULE.finding(
                    subject=use.facility.id,
                    source=use.facility.source.at("stations"),
                    about=(use.facility.id, *sorted(term.hours)),
                    facility=use.facility.name,
                    term=term.term,
                    needed=ceil(needed),
                    capacity=term.capacity,
                    shifts=use.shifts,
                    places=use.places,
                    size=use.class_size,
                    courses=tuple(case.pathway.by_id[c].name for c in sorted(term.hours)),
                )


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
