"""The standard of training facilities (实训条件建设标准): places, equipment, work stations.

Stations are computed and not wished for: class size, students at a station, and the practice hours a week of
all years side by side decide in how many shifts a class may come, and so how many stations there must be.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import ClassVar

from articulate.emitters.document import (
    Block,
    Cell,
    Document,
    Heading,
    Listing,
    Row,
    Table,
    Tone,
    row,
)
from articulate.emitters.paper import columns
from articulate.emitters.standards.paper import Basis, StandardsPaper, annex, written
from articulate.emitters.standards.places import OWNERS
from articulate.emitters.words import rounded
from articulate.facilities import MOST_SHIFTS, FacilityUse
from articulate.model.programme import Stage

RULES = 4
"""Sentences on light, air, electricity and safety that hold for every place."""
REFERENCES = 6
"""Documents and standards that the text refers to."""
TERMS = 4
"""Words that the standard defines."""


class FacilityPaper(StandardsPaper):
    """The standard of facilities with its own words."""

    room: ClassVar[str] = "facility"

    def owned(self, owner: str) -> tuple[FacilityUse, ...]:
        """Places of one owner, by name of the place."""
        return tuple(u for u in self.basis.uses if (u.facility.place or "secondary") == owner)

    def owner(self, owner: str) -> str:
        """Who has a place: one of the schools, or an enterprise."""
        return self.say("owner.enterprise") if owner == "enterprise" else self.school(Stage(owner))


def facility_standard(basis: Basis) -> Document:
    """Return the standard of training facilities as a document."""
    paper = FacilityPaper.on(basis)
    return written(
        paper,
        (
            ("scope", _scope),
            ("references", _references),
            ("terms", _terms),
            ("places", _places),
            ("stations", _stations),
            ("equipment", _equipment),
            ("management", _management),
        ),
        _open_points(paper),
        _annexes(paper),
    )


def _scope(paper: FacilityPaper) -> list[Block]:
    planning = paper.pathway.planning
    return [
        paper.body(
            "scope.text",
            secondary=paper.major(Stage.SECONDARY),
            higher=paper.major(Stage.HIGHER),
            count=len(paper.basis.uses),
            size=planning.class_size,
            classes=planning.classes,
        )
    ]


def _references(paper: FacilityPaper) -> list[Block]:
    items = tuple(paper.say(f"reference.{n}") for n in range(1, REFERENCES + 1))
    return [paper.body("references.intro"), Listing(items, ordered=True)]


def _terms(paper: FacilityPaper) -> list[Block]:
    return [Listing(tuple(paper.say(f"term.{n}") for n in range(1, TERMS + 1)), ordered=True)]


def _places(paper: FacilityPaper) -> list[Block]:
    """Return the places with area and stations, and what holds for all of them."""
    keys = ("number", "place_name", "owner", "area", "stations", "group", "places", "area_each", "serves")
    rows = []
    number = 0
    for owner in OWNERS:
        for use in paper.owned(owner):
            number += 1
            one = use.facility
            each = rounded(Fraction(one.area, use.places)) if one.area and use.places else None
            serves = paper.names_of(paper.pathway.by_id[i] for i in use.courses) or paper.say("none_yet")
            cells = (one.area or None, one.stations, one.group, use.places, each, serves)
            rows.append(row(number, one.name, paper.say(f"owner_short.{owner}"), *cells))
    widths = (10, 30, 12, 15, 12, 12, 12, 15, 40)
    table = Table(
        title=paper.say("table_title.places"),
        columns=columns(keys, widths, ("place_name", "serves")),
        head=(paper.head(keys),),
        rows=tuple(rows),
        notes=(paper.say("places.note"),),
        size=9.5,
    )
    rules = tuple(paper.say(f"rule.{n}") for n in range(1, RULES + 1))
    return [
        Heading(paper.say("places.general"), 2),
        Listing(rules, ordered=True),
        Heading(paper.say("places.list"), 2),
        paper.body("places.intro", count=len(rows)),
        table,
    ]


def _stations(paper: FacilityPaper) -> list[Block]:
    """Return the computation of work stations, place by place."""
    keys = (
        "number",
        "place_name",
        "group",
        "shifts",
        "autumn",
        "spring",
        "open",
        "load",
        "need",
        "stations",
        "verdict",
    )
    rows: list[Row] = []
    uses = [u for o in OWNERS[:2] for u in paper.owned(o)]
    for number, use in enumerate(uses, start=1):
        tone: Tone = "good" if use.enough else "bad"
        load: Fraction | str = use.load if use.load is not None else "—"
        rows.append(
            row(
                number,
                use.facility.name,
                use.facility.group,
                use.shifts,
                rounded(use.weekly("autumn")),
                rounded(use.weekly("spring")),
                use.open_hours or None,
                load,
                use.stations_needed,
                use.facility.stations,
                Cell(paper.say("enough" if use.enough else "short"), tone=tone, bold=True),
            )
        )
    short = [u for u in uses if not u.enough]
    end = (
        paper.body("stations.short", names=tuple(u.facility.name for u in short))
        if short
        else paper.body("stations.all")
    )
    planning = paper.pathway.planning
    widths = (9, 34, 12, 11, 15, 15, 13, 14, 12, 12, 13)
    return [
        paper.body("stations.intro", size=planning.class_size, classes=planning.classes),
        Listing(tuple(paper.say(f"stations.step.{n}", most=MOST_SHIFTS) for n in range(1, 4)), ordered=True),
        Table(
            title=paper.say("table_title.stations"),
            columns=columns(keys, widths, ("place_name",)),
            head=(paper.head(keys),),
            rows=tuple(rows),
            notes=(paper.say("stations.note"),),
            size=9.5,
        ),
        end,
    ]


def _equipment(paper: FacilityPaper) -> list[Block]:
    """Return the equipment of each place, one table a place."""
    blocks: list[Block] = [paper.body("equipment.intro")]
    for owner in OWNERS:
        uses = [u for u in paper.owned(owner) if u.facility.equipment]
        if uses:
            blocks.append(Heading(paper.owner(owner), 2))
        for use in uses:
            blocks.append(_list(paper, use))
    return blocks


def _list(paper: FacilityPaper, use: FacilityUse) -> Table:
    keys = ("number", "equipment", "purpose", "unit", "amount", "each")
    rows = []
    for number, item in enumerate(use.facility.equipment, start=1):
        rows.append(
            row(number, item.name, item.purpose, item.unit, item.count, _each(paper, use, item.count))
        )
    serves = paper.names_of(paper.pathway.by_id[i] for i in use.courses) or paper.say("none_yet")
    return Table(
        title=paper.say("table_title.equipment", name=use.facility.name),
        columns=columns(keys, (10, 56, 44, 12, 14, 22), ("equipment", "purpose")),
        head=(paper.head(keys),),
        rows=tuple(rows),
        notes=(paper.say("equipment.serves", courses=serves),),
        size=10,
    )


def _each(paper: FacilityPaper, use: FacilityUse, count: int) -> str:
    """Return how many of something stand at each station, and how many over; or that it is shared."""
    at_each, over = divmod(count, use.facility.stations or count + 1)
    if not at_each:
        return paper.say("shared")
    return paper.say("per_station_over" if over else "per_station", count=at_each, over=over)


def _management(paper: FacilityPaper) -> list[Block]:
    items = (paper.say(f"management.{n}") for n in range(1, 6))
    return [Listing(tuple(items), ordered=True)]


def _annexes(paper: FacilityPaper) -> list[Block]:
    """Return which course does how many hours of practice where, and in which terms."""
    rows: list[Row] = []
    number = 0
    for owner in OWNERS:
        for use in paper.owned(owner):
            ids = use.courses
            for k, course_id in enumerate(ids):
                course = paper.pathway.by_id[course_id]
                hours = sum((t.hours.get(course_id, Fraction(0)) for t in use.terms), Fraction(0))
                first: tuple[Cell, ...] = ()
                if k == 0:
                    number += 1
                    first = (Cell(number, down=len(ids)), Cell(use.facility.name, down=len(ids)))
                rows.append(
                    row(*first, paper.name(course), paper.terms(course), course.practice, rounded(hours))
                )
    if not rows:
        return []
    keys = ("number", "place_name", "course", "terms", "practice", "here")
    return [
        *annex(paper, 1, "items"),
        Table(
            columns=columns(keys, (10, 42, 50, 18, 18, 20), ("course",)),
            head=(paper.head(keys),),
            rows=tuple(rows),
            notes=(paper.say("items.note"),),
            size=9.5,
        ),
    ]


def _open_points(paper: FacilityPaper) -> Iterable[str | None]:
    drafts = [u.facility for u in paper.basis.uses if u.facility.origin.status == "draft"]
    if drafts:
        yield paper.say("open.facilities", count=len(drafts))
    unsized = [
        u.facility.name for u in paper.basis.uses if not u.facility.area and u.facility.place != "enterprise"
    ]
    if unsized:
        yield paper.say("open.areas", names=tuple(unsized))
    unequipped = [u.facility.name for u in paper.basis.uses if not u.facility.equipment]
    if unequipped:
        yield paper.say("open.equipment", names=tuple(unequipped))
    unsaid = [u.facility.name for u in paper.basis.uses if any(not e.purpose for e in u.facility.equipment)]
    if unsaid:
        yield paper.say("open.purposes", names=tuple(unsaid))
    homeless = [
        c
        for s in Stage
        for c in paper.counted[s]
        if c.practice
        and not c.facilities
        and c.kind.value in ("core", "practicum")
        and c.id not in {i.course for i in paper.pathway.internships}
    ]
    if homeless:
        yield paper.say("open.homeless", names=paper.names_of(homeless))
    yield paper.say("open.parameters")
    yield paper.say("open.standards")
