"""Question and answer of planning, in people's words: no solver and no index in sight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Literal

from articulate.i18n import Phrase
from articulate.matching import Supplies, supplies
from articulate.model.pathway import Pathway
from articulate.model.plan import ObjectivePart, TeachingPlan
from articulate.model.programme import Course, ElectiveGroup, Stage
from articulate.planning.modes import Placement, placements
from articulate.planning.move import Moves
from articulate.planning.reasons import Conflict as Conflict
from articulate.planning.reasons import ConflictReason as ConflictReason
from articulate.planning.shares import Bound, bounds
from articulate.policy import Provision

Status = Literal["optimal", "feasible", "infeasible", "unknown"]

MoveFor = Literal["conditions", "wishes", "balance"]
"""What may move a course of a kept plan: hard conditions only, unmet wishes too, or balance as well."""


class Objective(StrEnum):
    """What a plan is judged by, the most important first; a later one never worsens an earlier."""

    UNMET = "unmet"
    """How many wishes stay unmet: expected provisions, supplies taught too late, overfull facilities."""
    BALANCE = "balance"
    """Squared deviation of weekly hours from the mean of the stage, times the teaching weeks."""
    EXAMS = "exams"
    """Pairs of examined courses that end in one term: the fewer, the more evenly exams are spread."""
    HARD = "hard"
    """Pairs of hard courses side by side, counted in each term; see ``facts.hard``."""
    CHANGE = "change"
    """Against a kept plan: courses that change their terms, fall out, or come in without need."""
    SHIFT = "shift"
    """Against a kept plan: by how many terms they move, and other shares of hours in the same terms."""
    CHOICE = "choice"
    """How far down the order of their groups, by hours and id, the taken electives stand."""
    DISTANCE = "distance"
    """Terms that lie between a course and what it builds on."""
    EARLY = "early"
    """Terms by which courses the higher stage relies on end after the deadline of the transfer assessment."""
    TIE = "tie"
    """A fixed price for each way to place a course, so that exactly one plan is best."""


@dataclass(frozen=True, slots=True)
class PlanResult:
    """The answer: a plan with its proof, or why there is none.

    ``optimal``: every stage of the objective is proven. ``feasible``: the time ran out, the plan keeps
    every condition but may not be the best; ``objective`` then shows value and proven bound of each
    stage. ``infeasible``: there is none, ``conflict`` says why. ``unknown``: the time ran out before
    anything was found. ``unmet`` are wishes that the plan does not fulfil. ``seconds`` is wall time.
    """

    status: Status
    plan: TeachingPlan | None
    objective: tuple[ObjectivePart, ...]
    conflict: Conflict | None
    seconds: float
    unmet: tuple[ConflictReason, ...] = ()
    moves: Moves | None = None
    """Against a kept plan: what moved and why."""


@dataclass(frozen=True, slots=True)
class Need:
    """A requirement of a course and the courses that meet it, best first; one must end before it starts."""

    course: Course
    topic: str
    level: int
    suppliers: tuple[str, ...]


@dataclass(frozen=True)
class PlanProblem:
    """Everything a plan must respect: courses with the ways to place them, order, limits, provisions."""

    pathway: Pathway
    provisions: tuple[Provision, ...]
    needs: tuple[Need, ...]
    keep: TeachingPlan | None = None
    pins: Mapping[str, int] = field(default_factory=dict)
    """The term in which a course must start."""
    forbid: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Terms in which a course must not run."""
    move_for: MoveFor = "conditions"

    @classmethod
    def of(
        cls,
        pathway: Pathway,
        policy: Iterable[Provision],
        *,
        keep: TeachingPlan | None = None,
        pins: Mapping[str, int] | None = None,
        forbid: Mapping[str, Iterable[int]] | None = None,
        move_for: MoveFor = "conditions",
        supplied: Supplies | None = None,
    ) -> PlanProblem:
        """Return the problem of a pathway.

        Raises ``ValueError`` for a pin or a forbidden term that names no course or term.
        """
        pins = dict(sorted((pins or {}).items()))
        banned = {course: tuple(sorted(set(terms))) for course, terms in sorted((forbid or {}).items())}
        for course, terms in (*((c, (t,)) for c, t in pins.items()), *banned.items()):
            for term in terms:
                if course not in pathway.by_id or not 1 <= term <= 10:
                    raise ValueError(f"{course}={term}: no such course or term")
        needs = needs_of(pathway, supplied or supplies(pathway))
        provisions = tuple(sorted(policy, key=lambda p: p.id))
        return cls(pathway, provisions, needs, keep, pins, banned, move_for)

    @cached_property
    def courses(self) -> tuple[Course, ...]:
        """All courses, by id."""
        return tuple(self.pathway.by_id[i] for i in sorted(self.pathway.by_id))

    @cached_property
    def placements(self) -> dict[str, tuple[Placement, ...]]:
        """All ways to place each course, by its window, season, span and hours alone."""
        return {c.id: placements(c, self.pathway.calendar) for c in self.courses}

    @cached_property
    def bounds(self) -> tuple[Bound, ...]:
        """What provisions on shares and sums ask of a plan, by id."""
        return tuple(bounds(self.provisions, self.courses))

    @cached_property
    def groups(self) -> tuple[ElectiveGroup, ...]:
        """Elective groups by id, each with the courses that are still there, in the order it names them."""
        known = self.pathway.by_id
        return tuple(
            g.but(courses=tuple(dict.fromkeys(c for c in g.courses if c in known)))
            for g in sorted(self.pathway.electives, key=lambda g: g.id)
        )

    @cached_property
    def always(self) -> frozenset[str]:
        """Courses that every student takes: required ones outside elective groups, and those fixed."""
        optional = {c for g in self.groups for c in g.courses}
        return frozenset(
            c.id for c in self.courses if (c.required and c.id not in optional) or c.id in self.fixed
        )

    @cached_property
    def fixed(self) -> dict[str, int]:
        """The term in which a course must start, from the pathway's settings and the pins."""
        known = self.pathway.by_id
        return {c: t for c, t in sorted(self.pathway.planning.fixed.items()) if c in known} | dict(self.pins)

    def ordinary_terms(self, stage: Stage) -> tuple[int, ...]:
        """Terms of a stage with ordinary teaching: not light, and with teaching weeks."""
        light = self.pathway.planning.of(stage).light_terms
        calendar = self.pathway.calendar
        return tuple(t for t in stage.terms if t not in light and calendar.term(t).teaching)


def terms_in_words(first: int, last: int) -> Phrase:
    """Return a run of terms ready for a message."""
    return Phrase("plan.terms.one" if first == last else "plan.terms.range", {"first": first, "last": last})


def needs_of(pathway: Pathway, supplied: Supplies) -> tuple[Need, ...]:
    """Requirements that some other course meets, each once.

    A need that a required secondary course fulfils for a higher one holds in every plan; it is kept,
    for it still says what a course builds on.
    """
    found: dict[tuple[str, str, int], Need] = {}
    for supply in supplied.all:
        course = pathway.by_id[supply.course.id]
        ids = dict.fromkeys(
            m.course.id
            for m in sorted(supply.met_by, key=lambda m: (-m.score, m.course.id))
            if m.course.id != course.id
        )
        if ids:
            wanted = supply.requirement
            found.setdefault(
                (course.id, wanted.topic, wanted.level),
                Need(course, wanted.topic, wanted.level, tuple(ids)),
            )
    return tuple(found[k] for k in sorted(found))
