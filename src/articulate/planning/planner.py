"""From a problem to its answer: one stage of the objective after the other, each proven."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Literal

from articulate.i18n import label
from articulate.model.pathway import Pathway
from articulate.model.plan import ObjectivePart, Offering, TeachingPlan
from articulate.planning.conflict import explain, impossible
from articulate.planning.highs import solve
from articulate.planning.modes import Placement
from articulate.planning.problem import Conflict, ConflictReason, PlanProblem, PlanResult, Status
from articulate.planning.rows import STRUCTURE, Goal, Model, Row, build
from articulate.policy import Provision

EXPLAINING = 20.0
"""Most seconds spent on saying why there is no plan."""


def plan(
    pathway: Pathway,
    policy: Iterable[Provision],
    *,
    keep: TeachingPlan | None = None,
    pins: Mapping[str, int] | None = None,
    seconds: float = 60,
) -> PlanResult:
    """Return the best teaching plan of a pathway, or why there is none.

    ``keep`` is a plan to stay close to; ``pins`` names the start term of courses. ``seconds`` is a
    fuse: where it blows, the status says so and each stage of the objective shows value and proven
    bound. Equal input gives an equal plan, whatever the order of courses, as long as it is optimal.
    Raises ``ValueError`` for a pin that names no course or term.
    """
    began = monotonic()
    problem = PlanProblem.of(pathway, policy, keep=keep, pins=pins)
    reasons = impossible(problem)
    if reasons:
        return _refused(Conflict(reasons, each=True), began)
    return _optimise(problem, build(problem), began, seconds)


def _optimise(problem: PlanProblem, model: Model, began: float, seconds: float) -> PlanResult:
    """Plan each part of the model that nothing ties to the others; the stages, as a rule."""
    values = [0] * len(model.variables)
    totals = [ObjectivePart(name=g.objective.value, value=g.constant, bound=g.constant) for g in model.goals]
    proven = True
    for chosen in model.components():
        part = model.only(chosen)
        found = _lexicographic(part, seconds - (monotonic() - began))
        if found is None:
            return PlanResult("unknown", None, (), None, monotonic() - began)
        if found == "infeasible":
            return _refused(explain(problem, min(EXPLAINING, seconds)), began)
        for index, value in zip(chosen, found.values, strict=True):
            values[index] = value
        totals = [
            t.but(value=t.value + p.value, bound=t.bound + p.bound)
            for t, p in zip(totals, found.parts, strict=True)
        ]
        proven &= found.proven
    return _answer(problem, model, values, tuple(totals), "optimal" if proven else "feasible", began)


@dataclass(frozen=True, slots=True)
class _Found:
    values: tuple[int, ...]
    parts: tuple[ObjectivePart, ...]
    proven: bool


def _lexicographic(model: Model, seconds: float) -> _Found | Literal["infeasible"] | None:
    """Minimise one goal after the other, each kept by a row from then on; ``None`` if the time ran out."""
    began = monotonic()
    frozen: list[Row] = []
    parts: list[ObjectivePart] = []
    values: tuple[int, ...] | None = None
    proven = True
    for goal in model.goals:
        if values is not None and not goal.terms:
            parts.append(ObjectivePart(name=goal.objective.value, value=0, bound=0))
            continue
        left = seconds - (monotonic() - began)
        if values is not None and (not proven or left <= 0):
            proven = False
            parts.append(_unproven(model, goal, values))
            continue
        answer = solve(model.variables, (*model.rows, *frozen), goal, seconds=left, hint=values)
        if values is None and answer.status == "infeasible":
            return "infeasible"
        found = _checked(model, answer.values)
        values = found if found is not None else values
        if values is None:
            return None
        proven = answer.status == "optimal" and found is not None
        part = _unproven(model, goal, values)
        bound = part.value if proven else max(part.bound, answer.bound)
        parts.append(part.but(bound=bound))
        if goal.terms:
            frozen.append(Row(goal.terms, part.value - goal.constant, STRUCTURE))
    return None if values is None else _Found(values, tuple(parts), proven)


def _checked(model: Model, values: Sequence[float]) -> tuple[int, ...] | None:
    """Return whole values that keep every row by exact arithmetic, or nothing."""
    if not values:
        return None
    settled = model.settle(values)
    return None if model.broken(settled) else settled


def _unproven(model: Model, goal: Goal, values: Sequence[int]) -> ObjectivePart:
    """The value of a goal, with the bound that its variables alone give."""
    least = goal.constant + sum(
        c * (model.variables[i].most if c < 0 else model.variables[i].least) for i, c in goal.terms
    )
    return ObjectivePart(name=goal.objective.value, value=model.value(goal, values), bound=least)


def _answer(
    problem: PlanProblem,
    model: Model,
    values: Sequence[int],
    parts: tuple[ObjectivePart, ...],
    status: Status,
    began: float,
) -> PlanResult:
    chosen = [p for i, p in enumerate(model.placements) if values[i]]
    unmet = _unmet(model, values)
    proven = status == "optimal"
    made = TeachingPlan(
        pathway=problem.pathway.pathway,
        offerings=_offerings(problem, chosen),
        taken=tuple(sorted(p.course for p in chosen if _optional(problem, p.course))),
        status="optimal" if proven else "feasible",
        objective=parts,
        note="" if proven else label("plan.note.feasible"),
    )
    return PlanResult(status, made, parts, None, monotonic() - began, unmet)


def _unmet(model: Model, values: Sequence[int]) -> tuple[ConflictReason, ...]:
    """Wishes that the plan does not fulfil; a supply that has not even started is told once."""
    open_ = [model.labels[mark] for slack, mark in model.wishes if values[slack]]
    late = {(r.about, r.values["topic"]) for r in open_ if r.kind == "supply_late"}
    return tuple(r for r in open_ if r.kind != "supply" or (r.about, r.values["topic"]) not in late)


def _optional(problem: PlanProblem, course_id: str) -> bool:
    course = problem.pathway.by_id[course_id]
    return not course.required or any(course_id in g.courses for g in problem.groups)


def _offerings(problem: PlanProblem, chosen: Iterable[Placement]) -> tuple[Offering, ...]:
    """One offering for each term; an examined course is examined in its last term."""
    out = []
    for placement in chosen:
        exam = problem.pathway.by_id[placement.course].exam
        for part in placement.parts:
            out.append(
                Offering(
                    course=placement.course,
                    term=part.term,
                    weekly=part.weekly,
                    weeks=part.weeks,
                    hours=part.hours,
                    exam=exam and part.term == placement.end,
                )
            )
    return tuple(sorted(out, key=lambda o: (o.term, o.course)))


def _refused(conflict: Conflict, began: float) -> PlanResult:
    return PlanResult("infeasible", None, (), conflict, monotonic() - began)
