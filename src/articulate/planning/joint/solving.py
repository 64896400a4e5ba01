"""The stages of the objective one after the other, each with its proven bound.

A single pathway is proven best within a second, several together may not be: where a stage stays open,
the next ones still make of the plan what they can, and the gap is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Literal

from articulate.model.plan import ObjectivePart
from articulate.planning.model import STRUCTURE, Goal, Model, Row
from articulate.planning.solvers import Solve

SHARE = 0.6
"""Of the time that is left the part that one stage may take, so that those behind it have some too."""


@dataclass(frozen=True, slots=True)
class Solved:
    """Values that keep every row; value and bound of each stage; whether each stage is proven.

    A bound holds for all plans that are as good in the stages before.
    """

    values: tuple[int, ...]
    parts: tuple[ObjectivePart, ...]
    proven: bool


def minimise(
    model: Model, solve: Solve, seconds: float, start: Sequence[int] | None = None
) -> Solved | Literal["infeasible", "unknown"]:
    """Minimise one goal after the other in at most so many seconds, from values that are known to do."""
    ends = monotonic() + seconds
    values = [0] * len(model.variables)
    totals = [ObjectivePart(name=g.objective.value, value=g.constant, bound=g.constant) for g in model.goals]
    proven = True
    groups = model.components()
    for number, chosen in enumerate(groups):
        left = max(0.0, ends - monotonic())
        share = left if number + 1 == len(groups) else left * SHARE
        known = None if start is None else [start[i] for i in chosen]
        found = _stages(model.only(chosen), solve, share, known)
        if isinstance(found, str):
            return found
        for index, value in zip(chosen, found.values, strict=True):
            values[index] = value
        totals = [
            t.but(value=t.value + p.value, bound=t.bound + p.bound)
            for t, p in zip(totals, found.parts, strict=True)
        ]
        proven &= found.proven
    return Solved(tuple(values), tuple(totals), proven)


def _stages(
    model: Model, solve: Solve, seconds: float, start: Sequence[int] | None
) -> Solved | Literal["infeasible", "unknown"]:
    ends = monotonic() + seconds
    values = None if start is None else tuple(start)
    kept: list[Row] = []
    parts: list[ObjectivePart] = []
    proven = True
    for number, goal in enumerate(model.goals):
        least = least_possible(model, goal)
        if values is None or model.value(goal, values) > least:
            left = max(0.0, ends - monotonic())
            last = number + 1 == len(model.goals)
            time = left if last or values is None else left * SHARE
            answer = solve(model.variables, (*model.rows, *kept), goal, seconds=time, hint=values)
            if answer.status == "infeasible" and values is None:
                return "infeasible"
            better = _better(model, goal, kept, values, answer.values)
            values = better if better is not None else values
            if values is None:
                return "unknown"
            value = model.value(goal, values)
            done = answer.status == "optimal" and better is not None
            bound = value if done else min(value, max(least, answer.bound))
        else:
            value = bound = model.value(goal, values)
        proven &= value == bound
        parts.append(ObjectivePart(name=goal.objective.value, value=value, bound=bound))
        kept.append(Row(goal.terms, value - goal.constant, STRUCTURE))
    return "unknown" if values is None else Solved(values, tuple(parts), proven)


def least_possible(model: Model, goal: Goal) -> int:
    """Return what a goal can be at least by the bounds of its variables."""
    known = ((model.variables[i], c) for i, c in goal.terms)
    return goal.constant + sum(min(c * v.least, c * v.most) for v, c in known)


def _better(
    model: Model, goal: Goal, kept: Sequence[Row], old: Sequence[int] | None, found: Sequence[float]
) -> tuple[int, ...] | None:
    """Return found values, whole and checked by exact arithmetic, where they are no worse than the old."""
    if not found:
        return None
    settled = model.settle(found)
    if model.broken(settled) or any(sum(c * settled[i] for i, c in r.terms) > r.most for r in kept):
        return None
    if old is not None and model.value(goal, settled) > model.value(goal, old):
        return None
    return settled
