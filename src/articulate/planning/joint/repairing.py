"""Plans of a school that people made or changed: what is wrong with them, and the nearest that are right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any

from articulate import display
from articulate.i18n import Lang, label
from articulate.model.plan import TeachingPlan
from articulate.model.school import School
from articulate.planning.joint.asked import Asked, Forbidden, Pins
from articulate.planning.joint.movement import school_faults
from articulate.planning.joint.planner import Way, answer
from articulate.planning.joint.result import JointResult
from articulate.planning.joint.sharing import Member, Policies, Sharing, sharing
from articulate.planning.movement import faults_of
from articulate.planning.problem import MoveFor
from articulate.planning.repairing import Fault, known_part
from articulate.planning.solvers import Solver
from articulate.policy import policy_for


@dataclass(frozen=True, slots=True)
class Given:
    """One of the given plans: what it does not keep by itself, and what it leaves out."""

    key: str
    title: str
    faults: tuple[Fault, ...]
    missing: tuple[str, ...]
    """Names of courses that every student takes and that stand in no term."""

    def lines(self, lang: Lang = "zh") -> list[str]:
        """Return what is wrong with it; nothing where nothing is."""
        out = []
        if self.faults:
            head = label("moves.repair.faults", lang, count=len(self.faults))
            out.append(label("joint.of", lang, pathway=self.title, what=head))
            out += [f"  · {fault.placed(lang)}" for fault in self.faults]
        if self.missing:
            head = label("moves.repair.missing", lang, count=len(self.missing), courses=self.missing)
            out.append(label("joint.of", lang, pathway=self.title, what=head))
        return out


@dataclass(frozen=True, slots=True)
class JointRepair:
    """Given plans with their faults, each by itself and all together, and the plans nearest to them."""

    given: tuple[Given, ...]
    faults: tuple[Fault, ...]
    """What they do not keep together: shared courses apart, workshops overfull."""
    result: JointResult
    """The repaired plans; without plans, why there are none."""

    @property
    def told(self) -> JointResult:
        """The repaired plans without what set the moves off, for that has been said of the given ones."""
        return self.result.uncaused()

    @property
    def sound(self) -> bool:
        """Whether the given plans keep every condition and nothing is missing."""
        return not self.faults and not any(g.faults or g.missing for g in self.given)

    def lines(self, lang: Lang = "zh") -> list[str]:
        """Return what is wrong with the given plans, as lines of text; the moves stand with the result."""
        if self.sound:
            return [label("joint.repair.sound", lang, count=len(self.given))]
        out = [line for g in self.given for line in g.lines(lang)]
        if self.faults:
            out.append(label("joint.repair.together", lang, count=len(self.faults)))
            out += [f"  · {fault.placed(lang)}" for fault in self.faults]
        return out

    def as_json(self, lang: Lang = "zh") -> dict[str, Any]:
        """Return faults and missing courses as JSON; the moves stand with the result."""
        return {
            "sound": self.sound,
            "faults": [
                *(f.as_json(lang) | {"pathway": g.key} for g in self.given for f in g.faults),
                *(f.as_json(lang) | {"pathway": None} for f in self.faults),
            ],
            "missing": {g.key: list(g.missing) for g in self.given if g.missing},
        }

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return display.bundle(self) or {"text/plain": "\n".join(self.lines())}


def repair_school(
    school: School,
    policies: Policies = policy_for,
    *,
    given: Mapping[str, TeachingPlan],
    pins: Pins | None = None,
    forbid: Forbidden | None = None,
    move_for: MoveFor = "conditions",
    way: Way = "auto",
    seconds: float = 120,
    solver: Solver = "highs",
) -> JointRepair:
    """Return what given plans, by the keys of the pathways, do not keep, and the plans nearest to them.

    A part of a plan is completed, a pathway without one is planned; courses that a pathway does not have
    are left out. Arguments and errors are those of ``plan_school``.
    """
    began = monotonic()
    kept = known_parts(given, school)
    shared = sharing(school, policies, Asked(kept, pins or {}, forbid or {}, move_for))
    return _judged(shared, answer(shared, way=way, seconds=seconds, solver=solver, began=began))


def review_school(
    school: School,
    policies: Policies,
    given: Mapping[str, TeachingPlan],
    result: JointResult,
    *,
    pins: Pins | None = None,
    forbid: Forbidden | None = None,
) -> JointRepair:
    """Return what given plans do not keep, beside plans near to them that were found elsewhere."""
    asked = Asked(known_parts(given, school), pins or {}, forbid or {})
    return _judged(sharing(school, policies, asked), result)


def known_parts(given: Mapping[str, TeachingPlan], school: School) -> dict[str, TeachingPlan]:
    """Return plans without the courses that their pathways do not have."""
    known = school.by_key
    return {k: known_part(p, known[k].pathway) if k in known else p for k, p in given.items()}


def _judged(shared: Sharing, result: JointResult) -> JointRepair:
    each = tuple(_given(m, m.problem.keep) for m in shared.members if m.problem.keep)
    together = tuple(Fault(what, source) for what, source in school_faults(shared))
    return JointRepair(each, together, result)


def _given(member: Member, plan: TeachingPlan) -> Given:
    faults = tuple(Fault(what, source) for what, source in faults_of(member.problem))
    courses = member.problem.pathway.by_id
    missing = tuple(courses[c].name for c in sorted(member.problem.always - plan.courses))
    return Given(member.key, member.title, faults, missing)
