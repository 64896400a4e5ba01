"""Two programmes joined by decisions, with calendar, transfer settings, governance and waivers."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field

from articulate.model.decision import Decision
from articulate.model.planning import Planning
from articulate.model.programme import (
    Certificate,
    Competency,
    Course,
    ElectiveGroup,
    Facility,
    Internship,
    LearningOutcome,
    Post,
    Programme,
    Stage,
)
from articulate.model.settings import Calendar, Governance, Matching, MatchVerdict, TransferSettings, Waiver
from articulate.model.value import Id, Name, Text, Value


class Pilot(Value):
    """The line of the annex of a notice that names this pair."""

    notice: Name
    number: Annotated[int, Field(ge=1, le=999)]
    line: Annotated[int, Field(ge=1, le=99)] = 1


class Partner(Value):
    """One of the two schools with its programme."""

    school: Name
    programme: Programme


class Pathway(Value):
    """Two programmes joined by decisions (贯通方案).

    ``decisions`` are kept as written; ``articulation.apply`` makes the decided pathway, in which the
    courses are changed and ``applied`` is true. ``bare()`` gives the two programmes without them.
    """

    pathway: Id
    title: Name | None = None
    pilot: Pilot | None = None
    mode: Literal["through", "three_plus_two"] = "through"
    cohort: Annotated[int, Field(ge=2000, le=2100)] | None = None
    """The year the cohort enters."""
    secondary: Partner
    higher: Partner
    policies: tuple[Id, ...] = ()
    posts: tuple[Post, ...] = ()
    competencies: tuple[Competency, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    facilities: tuple[Facility, ...] = ()
    decisions: tuple[Decision, ...] = ()
    matches: tuple[MatchVerdict, ...] = ()
    matching: Matching = Matching()
    calendar: Calendar
    planning: Planning = Planning()
    transfer: TransferSettings = TransferSettings()
    governance: Governance = Governance()
    waivers: tuple[Waiver, ...] = ()
    origin_note: Text = ""
    undecided: Pathway | None = Field(default=None, exclude=True, repr=False)
    """The pathway as written, before its decisions were applied; ``None`` on that one itself."""

    def bare(self) -> Pathway:
        """Return the two programmes side by side, without any decision."""
        return (self.undecided or self).but(decisions=(), undecided=None)

    @cached_property
    def courses(self) -> tuple[Course, ...]:
        """All courses of both stages, secondary first, each stage by id."""
        return tuple(
            sorted(
                self.secondary.programme.courses + self.higher.programme.courses,
                key=lambda c: (c.stage is Stage.HIGHER, c.id),
            )
        )

    @cached_property
    def by_id(self) -> dict[str, Course]:
        """Courses by id."""
        return {c.id: c for c in self.courses}

    def partner(self, stage: Stage) -> Partner:
        """Return the school of a stage with its programme."""
        return self.secondary if stage is Stage.SECONDARY else self.higher

    @cached_property
    def electives(self) -> tuple[ElectiveGroup, ...]:
        """Elective groups of both stages."""
        return self.secondary.programme.electives + self.higher.programme.electives

    @cached_property
    def all_posts(self) -> tuple[Post, ...]:
        """Posts of both programmes and of the pathway; the later word wins for one id."""
        found: dict[str, Post] = {}
        for stage in Stage:
            for post in self.partner(stage).programme.posts:
                found[post.id] = post if post.stage else post.but(stage=stage)
        found |= {p.id: p for p in self.posts}
        return tuple(found[k] for k in sorted(found))

    @cached_property
    def all_competencies(self) -> tuple[Competency, ...]:
        """Competencies demanded at the end of the five years: the higher level wins for one id."""
        found: dict[str, Competency] = {}
        for one in (
            *self.secondary.programme.competencies,
            *self.higher.programme.competencies,
            *self.competencies,
        ):
            if one.id not in found or one.level >= found[one.id].level:
                found[one.id] = one
        return tuple(found[k] for k in sorted(found))

    def outcomes_for(self, competency_id: str) -> tuple[tuple[Course, LearningOutcome], ...]:
        """Outcomes that build a competency, each with its course.

        An outcome that names a competency builds that one; the others build those of their course.
        """
        return tuple(
            (c, o)
            for c in self.courses
            for o in c.outcomes
            if o.competency == competency_id or (o.competency is None and competency_id in c.competencies)
        )

    @cached_property
    def all_certificates(self) -> tuple[Certificate, ...]:
        """Certificates of both programmes and of the pathway."""
        found = {
            c.id: c
            for c in (
                *self.secondary.programme.certificates,
                *self.higher.programme.certificates,
                *self.certificates,
            )
        }
        return tuple(found[k] for k in sorted(found))

    @cached_property
    def all_facilities(self) -> tuple[Facility, ...]:
        """Facilities of both schools and of the pathway."""
        found: dict[str, Facility] = {}
        for stage in Stage:
            for one in self.partner(stage).programme.facilities:
                found[one.id] = one if one.place else one.but(place=stage.value)
        found |= {f.id: f for f in self.facilities}
        return tuple(found[k] for k in sorted(found))

    @cached_property
    def internships(self) -> tuple[Internship, ...]:
        """Internships of both programmes whose course is still there."""
        return tuple(
            i
            for i in self.secondary.programme.internships + self.higher.programme.internships
            if i.course in self.by_id
        )

    @cached_property
    def series(self) -> tuple[tuple[Course, Course], ...]:
        """Pairs of one stage that a numbered series puts one after the other: 体育1 and 体育2."""
        by_title: dict[tuple[Stage, str], list[tuple[int, str]]] = {}
        for course in self.courses:
            if course.serial is not None:
                title, number = course.serial
                by_title.setdefault((course.stage, title), []).append((number, course.id))
        return tuple(
            (self.by_id[a], self.by_id[b])
            for key in sorted(by_title)
            for (n, a), (m, b) in pairwise(sorted(by_title[key]))
            if n < m
        )

    def preferred(self, group: ElectiveGroup) -> tuple[str, ...]:
        """Options of an elective group in the order in which they are taken by default.

        Courses that the planning settings fix come first, then those of fewest hours (so that sums never
        flatter), then in the order in which the group names them: that order is the schools' own word.
        """
        fixed = self.planning.fixed
        known = [i for i in group.courses if i in self.by_id]
        return tuple(sorted(known, key=lambda i: (i not in fixed, self.by_id[i].hours, known.index(i))))

    def with_courses(
        self, courses: tuple[Course, ...], *, electives: tuple[ElectiveGroup, ...] | None = None
    ) -> Pathway:
        """Return the pathway with other courses, each put into the programme of its stage."""
        groups = self.electives if electives is None else electives
        changed = {}
        for stage in Stage:
            partner = self.partner(stage)
            mine = tuple(c for c in courses if c.stage is stage)
            ids = {c.id for c in mine}
            programme = partner.programme.but(
                courses=mine, electives=tuple(g for g in groups if ids & set(g.courses))
            )
            changed[stage.value] = partner.but(programme=programme)
        return self.but(**changed)
