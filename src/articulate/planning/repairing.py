"""A plan that a person made or changed: what is wrong with it, and the nearest plan that is right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from articulate import display
from articulate.findings import place_json
from articulate.i18n import Lang, Phrase, label, show
from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.model.source import NOWHERE, SourceRef
from articulate.planning.movement import faults_of
from articulate.planning.planner import answer
from articulate.planning.problem import MoveFor, PlanProblem, PlanResult
from articulate.planning.solvers import Solver
from articulate.policy import Provision


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that a given plan does not keep, and where that stands in its file."""

    what: Phrase
    source: SourceRef = NOWHERE

    def text(self, lang: Lang = "zh") -> str:
        """Return it as a sentence."""
        return show(self.what, lang)

    def placed(self, lang: Lang = "zh") -> str:
        """Return it as a sentence with the place it stands at before it, where that is known."""
        return f"{self.source}: {self.text(lang)}" if self.source else self.text(lang)

    def as_json(self, lang: Lang = "zh") -> dict[str, Any]:
        """Return it as JSON."""
        return {"message": self.text(lang), "source": place_json(self.source)}


@dataclass(frozen=True, slots=True)
class Repair:
    """A given plan with its faults, and the plan nearest to it that keeps every condition."""

    given: TeachingPlan
    faults: tuple[Fault, ...]
    missing: tuple[str, ...]
    """Names of courses that every student takes and that stand in no term."""
    result: PlanResult
    """The repaired plan; without a plan, why there is none."""

    @property
    def sound(self) -> bool:
        """Whether the given plan keeps every condition and nothing is missing."""
        return not self.faults and not self.missing

    def lines(self, lang: Lang = "zh") -> list[str]:
        """Return what is wrong with the given plan, then what was changed and why, as lines of text."""
        out = self.fault_lines(lang)
        if self.result.moves is not None:
            # What set the moves off has been said.
            out += replace(self.result.moves, causes=()).lines(lang)
        return out

    def fault_lines(self, lang: Lang = "zh") -> list[str]:
        """Return what is wrong with the given plan, or that nothing is, as lines of text."""
        out = []
        if self.sound:
            out.append(label("moves.repair.sound", lang))
        if self.faults:
            out.append(label("moves.repair.faults", lang, count=len(self.faults)))
            out += [f"  · {fault.placed(lang)}" for fault in self.faults]
        if self.missing:
            out.append(label("moves.repair.missing", lang, count=len(self.missing), courses=self.missing))
        return out

    def as_json(self, lang: Lang = "zh") -> dict[str, Any]:
        """Return faults and missing courses as JSON; the moves stand with the result."""
        return {
            "sound": self.sound,
            "faults": [f.as_json(lang) for f in self.faults],
            "missing": list(self.missing),
        }

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return display.bundle(self) or {"text/plain": "\n".join(self.lines())}


def repair(
    pathway: Pathway,
    policy: Iterable[Provision],
    given: TeachingPlan,
    *,
    pins: Mapping[str, int] | None = None,
    forbid: Mapping[str, Iterable[int]] | None = None,
    move_for: MoveFor = "conditions",
    seconds: float = 60,
    solver: Solver = "highs",
) -> Repair:
    """Return what a given plan does not keep, and the plan that changes as little of it as possible.

    A part of a plan is completed: what stands in it stays where it can, the rest is placed as well as
    possible. Courses that the pathway does not have are left out. Raises ``ValueError`` as ``plan``.
    """
    kept = known_part(given, pathway)
    problem = PlanProblem.of(pathway, policy, keep=kept, pins=pins, forbid=forbid, move_for=move_for)
    return _judged(problem, given, answer(problem, seconds=seconds, solver=solver))


def review(
    pathway: Pathway,
    policy: Iterable[Provision],
    given: TeachingPlan,
    result: PlanResult,
    *,
    pins: Mapping[str, int] | None = None,
    forbid: Mapping[str, Iterable[int]] | None = None,
) -> Repair:
    """Return what a given plan does not keep, beside a plan near to it that was found elsewhere."""
    kept = known_part(given, pathway)
    return _judged(PlanProblem.of(pathway, policy, keep=kept, pins=pins, forbid=forbid), given, result)


def known_part(given: TeachingPlan, pathway: Pathway) -> TeachingPlan:
    """Return a plan without the courses that the pathway does not have."""
    return given.but(offerings=tuple(o for o in given.offerings if o.course in pathway.by_id))


def _judged(problem: PlanProblem, given: TeachingPlan, result: PlanResult) -> Repair:
    """Return what a given plan, the one that its problem keeps, does not keep, beside the plan near to it."""
    courses = problem.pathway.by_id
    faults = tuple(Fault(what, source) for what, source in faults_of(problem))
    missing = tuple(courses[c].name for c in sorted(problem.always - given.courses))
    return Repair(given, faults, missing, result)
