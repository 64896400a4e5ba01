"""One thing that a school can change, with its settings from the smallest change to the largest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from articulate.model.pathway import Pathway
from articulate.model.planning import StageLimits
from articulate.model.programme import Course, ElectiveGroup, Stage
from articulate.model.source import NOWHERE, SourceRef
from articulate.planning.modes import Placement, placements
from articulate.planning.problem import PlanProblem
from articulate.planning.reasons import ConflictReason

Plan = Mapping[str, Placement]
"""Where a trial placed each course that it took."""

Change = Callable[[PlanProblem], PlanProblem]
Told = Callable[[Plan], ConflictReason]

EFFORT = {
    "fixed": 1,
    "exam": 2,
    "window": 2,
    "weekly": 2,
    "light": 3,
    "count": 2,
    "allow": 2,
    "spacing": 3,
    "deadline": 3,
    "season": 3,
    "calendar": 3,
    "hours": 3,
    "weeks": 4,
    "take": 4,
    "practice": 4,
    "requisite": 5,
    "more_hours": 6,
    "provision": 12,
}
"""What pulling each kind of lever costs, to which each unit of change adds one.

A fixed term is a wish of whoever plans; form of examination, window and limits are the school's own word;
hours and electives are the programme; a requisite is knowledge of the field; a provision is a regulation.
"""


@dataclass(frozen=True, slots=True)
class Setting:
    """One position of a lever: how far it changes things, the problem it makes, and how it is told."""

    amount: int
    apply: Change
    told: Told
    regulation: bool = False


@dataclass(frozen=True, slots=True)
class Lever:
    """Something to change; every setting allows all plans that the settings before it allow."""

    kind: str
    subject: str
    settings: tuple[Setting, ...]

    @property
    def key(self) -> tuple[str, str]:
        """What it is known by: kind and subject."""
        return self.kind, self.subject

    @property
    def effort(self) -> int:
        """The least it costs."""
        return self.cost(0)

    def cost(self, index: int) -> int:
        """What a setting costs."""
        return EFFORT[self.kind] + self.settings[index].amount


def step(
    kind: str, source: SourceRef = NOWHERE, about: tuple[str, ...] = (), **values: Any
) -> ConflictReason:
    """Return what is told of a change: words under ``plan.reason.remedy_…``."""
    return ConflictReason(f"remedy_{kind}", values, source, about=about)


def always(told: ConflictReason) -> Told:
    """Return words that do not depend on the plan."""
    return lambda _: told


# ---- problems with one thing changed ----------------------------------------------------------------


def with_pathway(problem: PlanProblem, pathway: Pathway) -> PlanProblem:
    """Return the problem of another version of its pathway.

    Many versions are tried, of which most courses are the same: their placements are handed on.
    """
    made = replace(problem, pathway=pathway)
    if pathway.calendar is problem.pathway.calendar:
        old = problem.pathway.by_id
        made.__dict__["placements"] = {
            c.id: problem.placements[c.id] if old.get(c.id) is c else placements(c, pathway.calendar)
            for c in made.courses
        }
    return made


def with_courses(problem: PlanProblem, *changed: Course) -> PlanProblem:
    """Return the problem with other versions of some courses."""
    by_id = {c.id: c for c in changed}
    courses = tuple(by_id.get(c.id, c) for c in problem.pathway.courses)
    return with_pathway(problem, problem.pathway.with_courses(courses))


def with_course(problem: PlanProblem, course_id: str, **fields: Any) -> PlanProblem:
    """Return the problem with some fields of a course changed."""
    return with_courses(problem, problem.pathway.by_id[course_id].but(**fields))


def with_limits(problem: PlanProblem, stage: Stage, **fields: Any) -> PlanProblem:
    """Return the problem with some limits of a stage changed."""
    pathway = problem.pathway
    limits: StageLimits = pathway.planning.of(stage).but(**fields)
    return with_pathway(problem, pathway.but(planning=pathway.planning.but(**{stage.value: limits})))


def with_group(problem: PlanProblem, group: ElectiveGroup) -> PlanProblem:
    """Return the problem with another version of an elective group."""
    pathway = problem.pathway
    groups = tuple(group if g.id == group.id else g for g in pathway.electives)
    return with_pathway(problem, pathway.with_courses(pathway.courses, electives=groups))
