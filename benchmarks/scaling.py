"""Sibling pairs that share their public basic courses, as one model, and how far it is proven in time.

Seconds are those that the one thread worked; the limit is of the clock on the wall.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import monotonic, process_time

from drawn_pairs import Pair

from articulate.planning.conflict import impossible
from articulate.planning.model import STRUCTURE, Goal, Model, Row, Terms, Variable
from articulate.planning.modes import Placement
from articulate.planning.problem import PlanProblem
from articulate.planning.rows import build
from articulate.planning.solvers import Solve


@dataclass(frozen=True)
class Progress:
    """Seconds to any plan, and value, proven bound and seconds so far of each goal."""

    courses: int
    bits: int
    rows: int
    building: float
    first: float | None
    goals: tuple[tuple[str, int, int, float], ...]


def run(pairs: Sequence[Pair], solve: Solve, seconds: float) -> Progress:
    """Plan sibling pairs together: each shared course runs in the same terms for all of them."""
    began = process_time()
    problems = [PlanProblem.of(p.pathway, p.policy) for p in pairs]
    assert not any(map(impossible, problems))
    model = _merged([build(p) for p in problems], pairs[0].platform)
    building = process_time() - began
    hard = replace(model, rows=tuple(r for r in model.rows if not r.soft))
    ends = monotonic() + seconds
    answer = solve(hard.variables, hard.rows, None, seconds=seconds)
    first = process_time() - began if answer.values else None
    goals = _goals(model, solve, began, ends) if first else ()
    courses = len({p.course for p in model.placements})
    return Progress(courses, len(model.placements), len(model.rows), building, first, goals)


def _goals(model: Model, solve: Solve, began: float, ends: float) -> tuple[tuple[str, int, int, float], ...]:
    """One goal after the other, until one is not proven in time."""
    rows, values, out = model.rows, None, []
    for goal in model.goals:
        left = ends - monotonic()
        if left <= 0:
            break
        answer = solve(model.variables, rows, goal, seconds=left, hint=values)
        if not answer.values:
            break
        values = model.settle(answer.values)
        assert not model.broken(values)
        value = model.value(goal, values)
        proven = answer.status == "optimal"
        bound = value if proven else answer.bound
        out.append((goal.objective.value, value, bound, process_time() - began))
        if not proven:
            break
        rows = (*rows, Row(goal.terms, value - goal.constant, STRUCTURE))
    return tuple(out)


def _merged(models: Sequence[Model], shared: frozenset[str]) -> Model:
    """Put models side by side, with one bit for each placement of a shared course."""
    bits: dict[tuple[object, ...], int] = {}
    for number, model in enumerate(models):
        for placement in model.placements:
            bits.setdefault(_key(placement, number, shared), len(bits))
    placements: dict[int, Placement] = {}
    extra: list[Variable] = []
    rows: dict[Row, None] = {}
    goals: list[list[Goal]] = [[] for _ in models[0].goals]
    for number, model in enumerate(models):
        place: dict[int, int] = {}
        for i, variable in enumerate(model.variables):
            if i < len(model.placements):
                place[i] = bits[_key(model.placements[i], number, shared)]
                placements[place[i]] = model.placements[i]
            else:
                place[i] = len(bits) + len(extra)
                extra.append(variable)

        def moved(terms: Terms, place: dict[int, int] = place) -> Terms:
            return tuple(sorted((place[i], c) for i, c in terms))

        rows |= {replace(r, terms=moved(r.terms), label=0): None for r in model.rows}
        for stage, goal in zip(goals, model.goals, strict=True):
            stage.append(replace(goal, terms=moved(goal.terms)))
    variables = (*(Variable("bit", 0, 1) for _ in bits), *extra)
    return Model(
        tuple(placements[i] for i in range(len(bits))),
        variables,
        tuple(rows),
        (),
        tuple(map(_added, goals)),
    )


def _key(placement: Placement, number: int, shared: frozenset[str]) -> tuple[object, ...]:
    return (placement,) if placement.course in shared else (number, placement)


def _added(goals: Sequence[Goal]) -> Goal:
    summed: dict[int, int] = {}
    for goal in goals:
        for i, c in goal.terms:
            summed[i] = summed.get(i, 0) + c
    return Goal(
        goals[0].objective,
        tuple(sorted((i, c) for i, c in summed.items() if c)),
        sum(g.constant for g in goals),
    )
