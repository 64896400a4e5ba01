"""From a problem to its answer: one stage of the objective after the other, each proven."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from time import monotonic

from articulate.i18n import label
from articulate.model.pathway import Pathway
from articulate.model.plan import ObjectivePart, Offering, TeachingPlan
from articulate.planning.conflict import impossible
from articulate.planning.modes import Placement
from articulate.planning.movement import moves_of
from articulate.planning.problem import (
    Conflict,
    ConflictReason,
    MoveFor,
    PlanProblem,
    PlanResult,
    Status,
)
from articulate.planning.refusal import explain
from articulate.planning.rows import Model, build
from articulate.planning.solvers import Solve, Solver, back_end
from articulate.planning.stages import minimise
from articulate.policy import Provision

EXPLAINING = 10.0
"""Most seconds spent on saying why there is no plan."""


def plan(
    pathway: Pathway,
    policy: Iterable[Provision],
    *,
    keep: TeachingPlan | None = None,
    pins: Mapping[str, int] | None = None,
    forbid: Mapping[str, Iterable[int]] | None = None,
    move_for: MoveFor = "conditions",
    seconds: float = 60,
    solver: Solver = "highs",
    with_remedies: bool = True,
) -> PlanResult:
    """Return the best teaching plan of a pathway, or why there is none.

    ``keep`` is a plan to stay close to: as few of its courses as possible change their terms, and the
    result says for each what forced it (``moves``). ``move_for`` says what may force one: ``conditions``
    that every plan must keep; ``wishes``, so that unmet wishes are met first; ``balance``, so that weekly
    hours are also as even as without the kept plan. ``pins`` names the start term of courses, ``forbid``
    terms in which they must not run. ``seconds`` is a fuse: where it blows, the status says so and each
    stage of the objective shows value and proven bound. Equal input gives an equal plan, whatever the
    order of courses and whichever ``solver`` proves it, as long as it is optimal. Reasons why there is
    none always come from HiGHS; ``with_remedies`` asks for what to change as well, which takes a second
    or two.
    Raises ``ValueError`` for a pin or a forbidden term that names no course or term, and ``MissingSolver``
    where CP-SAT is asked for and not installed.
    """
    began = monotonic()
    problem = PlanProblem.of(pathway, policy, keep=keep, pins=pins, forbid=forbid, move_for=move_for)
    return answer(problem, seconds=seconds, solver=solver, began=began, with_remedies=with_remedies)


def answer(
    problem: PlanProblem,
    *,
    seconds: float = 60,
    solver: Solver = "highs",
    began: float | None = None,
    with_remedies: bool = True,
) -> PlanResult:
    """Return the best plan of a problem, or why there is none; ``began`` is when the clock was started."""
    solve = back_end(solver)
    began = monotonic() if began is None else began
    explaining = min(EXPLAINING, seconds)
    reasons = impossible(problem)
    if reasons:
        return _refused(explain(problem, explaining, reasons, with_remedies=with_remedies), began)
    result = optimise(problem, build(problem), solve, seconds - (monotonic() - began))
    if result.status == "infeasible":
        return _refused(explain(problem, explaining, with_remedies=with_remedies), began)
    if problem.keep is not None and result.plan is not None:
        result = replace(result, moves=moves_of(problem, result.plan))
    return replace(result, seconds=monotonic() - began)


def optimise(problem: PlanProblem, model: Model, solve: Solve, seconds: float) -> PlanResult:
    """Return the best values of a model as a plan; where there are none the result gives no reasons.

    Each part of the model that nothing ties to the others is planned for itself; the stages, as a rule.
    """
    began = monotonic()
    values = [0] * len(model.variables)
    totals = [ObjectivePart(name=g.objective.value, value=g.constant, bound=g.constant) for g in model.goals]
    proven = True
    for chosen in model.components():
        part = model.only(chosen)
        found = minimise(part, solve, seconds - (monotonic() - began))
        if isinstance(found, str):
            return PlanResult(found, None, (), None, monotonic() - began)
        for index, value in zip(chosen, found.values, strict=True):
            values[index] = value
        totals = [
            t.but(value=t.value + p.value, bound=t.bound + p.bound)
            for t, p in zip(totals, found.parts, strict=True)
        ]
        proven &= found.proven
    return result_of(problem, model, values, tuple(totals), "optimal" if proven else "feasible", began)


def result_of(
    problem: PlanProblem,
    model: Model,
    values: Sequence[int],
    parts: tuple[ObjectivePart, ...],
    status: Status,
    began: float,
) -> PlanResult:
    """Return what whole values of a model mean as a plan; ``began`` is when the clock was started."""
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
