"""Other plans for the pathways of a school that are nearly as good and really differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from time import monotonic

from articulate import display
from articulate.model.plan import TeachingPlan
from articulate.model.school import School
from articulate.planning.choices import (
    ALLOWANCE,
    DIFFER,
    LEAST,
    bounds,
    for_difference,
    most_weeks,
    moved,
    within,
)
from articulate.planning.joint.asked import Asked, Forbidden, Pins
from articulate.planning.joint.merging import Joint, join
from articulate.planning.joint.planner import Way, answer, plans_of
from articulate.planning.joint.result import JointResult
from articulate.planning.joint.sharing import Policies, sharing
from articulate.planning.joint.solving import minimise
from articulate.planning.model import STRUCTURE, Row
from articulate.planning.problem import MoveFor, Objective
from articulate.planning.rows.calm import terms_of
from articulate.planning.solvers import Solver, back_end
from articulate.policy import policy_for


@dataclass(frozen=True, slots=True)
class JointAlternatives:
    """The best plans of a school and others nearly as good, each set different from all before it.

    As ``Alternatives``, added up over the pathways: a shared course counts once for each that takes it.
    """

    results: tuple[JointResult, ...]
    """The best first; one without plans where there are none."""
    differ: int
    limit: int | None
    asked: int
    complete: bool = True
    kept: Mapping[str, TeachingPlan] = field(default_factory=dict)
    most_moved: int | None = None

    @property
    def found(self) -> tuple[JointResult, ...]:
        """The answers with plans, the best first."""
        return tuple(r for r in self.results if r.members)

    def moved(self, one: int, other: int) -> tuple[tuple[str, str], ...]:
        """Return pathway and course of all that two of the answers put in different terms."""
        theirs = {m.key: m.plan for m in self.results[other].members}
        return tuple((m.key, c) for m in self.results[one].members for c in moved(m.plan, theirs[m.key]))

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return display.bundle(self) or {"text/plain": repr(self)}


def alternatives_school(
    school: School,
    policies: Policies = policy_for,
    count: int = 3,
    *,
    keep: Mapping[str, TeachingPlan] | None = None,
    pins: Pins | None = None,
    forbid: Forbidden | None = None,
    move_for: MoveFor = "conditions",
    differ: int | None = None,
    allow: Fraction = ALLOWANCE,
    way: Way = "auto",
    seconds: float = 120,
    solver: Solver = "highs",
) -> JointAlternatives:
    """Return the best plans of a school and up to ``count`` other sets that are nearly as good and differ.

    Arguments are those of ``plan_school`` and of ``alternatives``, bounds hold for the sums over the
    pathways. ``way`` is how the first is found; the others are always solved together. ``seconds`` is a
    fuse for all. Raises ``ValueError`` as these two.
    """
    if count < 1 or allow < 0 or (differ is not None and differ < 1):
        raise ValueError("alternatives: count and differ from 1, allow from 0")
    began = monotonic()
    shared = sharing(school, policies, Asked(keep or {}, pins or {}, forbid or {}, move_for))
    best = answer(shared, way=way, seconds=seconds, solver=solver, began=began)
    if not best.members:
        return JointAlternatives((best,), differ or LEAST, None, count, kept=keep or {})
    courses = sum(len(m.plan.courses) for m in best.members)
    apart = differ or (1 if keep else max(LEAST, int(courses * DIFFER)))
    weeks = max(most_weeks(m.pathway) for m in best.members)
    most = bounds(best.objective, allow, apart, weeks)
    joint = join(shared)
    model = within(joint.model, most)
    alone = {n: m.alone for n, m in enumerate(best.members)}
    results = [best]
    open_ = False
    for _ in range(count):
        rows = tuple(_apart(joint, r, apart) for r in results)
        left = max(0.0, seconds - (monotonic() - began))
        solved = minimise(replace(model, rows=(*model.rows, *rows)), back_end(solver), left)
        if isinstance(solved, str):
            open_ = solved == "unknown"
            break
        results.append(_told(plans_of(shared, joint, solved, alone)))
    limit, moves = most[Objective.BALANCE], most.get(Objective.CHANGE)
    return JointAlternatives(tuple(results), apart, limit, count, not open_, keep or {}, moves)


def _apart(joint: Joint, other: JointResult, courses: int) -> Row:
    """At least so many courses of other plans run in other terms than there, or not at all."""
    same = []
    for member, part, start in zip(other.members, joint.parts, joint.starts, strict=True):
        for index, placement in enumerate(part.placements):
            if terms_of(placement) == member.plan.terms_of(placement.course):
                same.append((start + index, 1))
    return Row(tuple(same), sum(len(m.plan.courses) for m in other.members) - courses, STRUCTURE)


def _told(result: JointResult) -> JointResult:
    """Return plans with what moved only to differ told so."""
    members = tuple(
        replace(m, moves=None if m.moves is None else for_difference(m.moves)) for m in result.members
    )
    return replace(result, members=members)
