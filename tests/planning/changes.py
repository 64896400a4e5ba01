"""Small changes of a pathway, as a school makes them during a year, for the tests of calm planning."""

from __future__ import annotations

from random import Random

from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.model.programme import Delivery, Requisite
from articulate.planning import PlanProblem
from articulate.planning.model import Goal, Row
from articulate.planning.problem import Objective
from articulate.planning.rows import build
from articulate.planning.solvers import Solver, back_end
from articulate.policy import Provision


def with_requisite(pathway: Pathway, earlier: str, later: str) -> Pathway:
    """One course must end before another begins."""
    more = Requisite(kind="pre", course=earlier)
    return pathway.with_courses(
        tuple(c.but(requisites=(*c.requisites, more)) if c.id == later else c for c in pathway.courses)
    )


def with_hours(pathway: Pathway, course: str, more: int = 18) -> Pathway:
    """One course has more hours."""
    return pathway.with_courses(
        tuple(c.but(hours=c.hours + more, split=()) if c.id == course else c for c in pathway.courses)
    )


def changed(rng: Random, pathway: Pathway, old: TeachingPlan) -> Pathway:
    """Eighteen more hours of one course, or one more requisite that the plan breaks and the windows allow."""
    known = pathway.by_id
    ids = sorted(i for i in known if i in old.courses)
    pairs = [
        (a, b)
        for a in ids
        for b in ids
        if a != b
        and known[a].stage is known[b].stage
        and known[a].earliest_end < known[b].latest_start
        and old.terms_of(b)[0] <= old.terms_of(a)[-1]
    ]
    if pairs and rng.random() < 0.7:
        return with_requisite(pathway, *rng.choice(pairs))
    return with_hours(pathway, rng.choice([i for i in ids if known[i].delivery is Delivery.WEEKLY]))


def term_changes(old: TeachingPlan, new: TeachingPlan) -> int:
    """Courses of the old plan that the new one puts in other terms or leaves out."""
    return sum(old.terms_of(c) != new.terms_of(c) for c in old.courses)


def least_term_changes(
    pathway: Pathway, policy: tuple[Provision, ...], old: TeachingPlan, solver: Solver = "highs"
) -> int | None:
    """The least number of courses of an old plan that must change their terms, by a solve of its own.

    Nothing but the hard conditions is asked; ``None`` where no plan keeps them.
    """
    model = build(PlanProblem.of(pathway, policy))
    here = [
        (i, -1)
        for i, p in enumerate(model.placements)
        if tuple(part.term for part in p.parts) == old.terms_of(p.course)
    ]
    goal = Goal(Objective.CHANGE, tuple(here), len(old.courses))
    rows: tuple[Row, ...] = model.rows
    answer = back_end(solver)(model.variables, rows, goal, seconds=60)
    if answer.status == "infeasible":
        return None
    assert answer.status == "optimal"
    return model.value(goal, [round(v) for v in answer.values])
