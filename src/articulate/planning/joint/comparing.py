"""What a change would do to the plans of a school: those in use, the nearest and the best afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from articulate import display
from articulate.i18n import Phrase
from articulate.model.plan import TeachingPlan
from articulate.model.school import School
from articulate.planning.choices import moved
from articulate.planning.joint.asked import Forbidden, Pins
from articulate.planning.joint.planner import Way, plan_school
from articulate.planning.joint.result import JointResult
from articulate.planning.joint.sharing import Policies
from articulate.planning.problem import MoveFor, Objective
from articulate.planning.solvers import Solver
from articulate.policy import policy_for

OWN = (Objective.CHANGE, Objective.SHIFT, Objective.CHOICE, Objective.TIE)
"""Stages that say nothing beside other plans."""


@dataclass(frozen=True, slots=True)
class JointWhatIf:
    """The plans of a school as it is beside those of a changed one."""

    before: JointResult
    after: JointResult
    """The plans of the changed school that are nearest to those before; its moves are against them."""
    best: JointResult
    """The best plans of the changed school, however much they move."""
    what: tuple[Phrase, ...] = ()
    """The change in words."""

    @property
    def results(self) -> tuple[JointResult, JointResult, JointResult]:
        """The plans before the change, the nearest after it, the best after it."""
        return self.before, self.after, self.best

    def parts(self) -> tuple[str, ...]:
        """Return the names of the stages of the objective that the plans can be compared by."""
        return tuple(o.value for o in Objective if o not in OWN)

    def moved(self) -> tuple[int | None, ...]:
        """Return how many courses each answer moves against the plans before, in all pathways together."""
        old = {m.key: m.plan for m in self.before.members}
        return tuple(
            sum(len(moved(old[m.key], m.plan)) for m in r.members) if old and r.members else None
            for r in self.results
        )

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return display.bundle(self) or {"text/plain": repr(self)}


def compare_school(
    school: School,
    changed: School,
    policies: Policies = policy_for,
    *,
    present: Mapping[str, TeachingPlan] | None = None,
    what: Iterable[Phrase] = (),
    pins: Pins | None = None,
    forbid: Forbidden | None = None,
    move_for: MoveFor = "conditions",
    way: Way = "auto",
    seconds: float = 120,
    solver: Solver = "highs",
) -> JointWhatIf:
    """Return what a change does to the plans of a school; ``changed`` has the same pathways, changed.

    ``present`` are the plans in use; where there is none the best of the school as it is takes its place.
    What of plans in use breaks a condition already is repaired in all three, so that only the change shows.
    ``seconds`` limits each of the three. Raises ``ValueError`` as ``plan_school``.
    """

    def planned(one: School, keep: Mapping[str, TeachingPlan] | None = None) -> JointResult:
        known = {s.key: s.pathway.by_id for s in one.pathways}
        return plan_school(
            one,
            policies,
            keep=keep,
            pins={k: {c: t for c, t in p.items() if c in known[k]} for k, p in (pins or {}).items()},
            forbid={k: {c: t for c, t in f.items() if c in known[k]} for k, f in (forbid or {}).items()},
            move_for=move_for,
            way=way,
            seconds=seconds,
            solver=solver,
        )

    before = planned(school, present)
    after = planned(changed, {m.key: m.plan for m in before.members})
    best = planned(changed) if after.members else after
    return JointWhatIf(before, after, best, tuple(what))
