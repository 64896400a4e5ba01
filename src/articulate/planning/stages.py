"""The stages of the objective one after the other, each proven; several at once where that can be.

The linear relaxation bounds each goal from below, and mostly some plan reaches the bound. So goals are
assumed to reach theirs, one after the other, and the back end is asked which of the plans that do so is best
in the next goal. If there is one, all of them are proven by one search instead of one each; if there is none,
half as many are assumed. A goal in which the last plan is as good as the bound needs no search at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Literal

from articulate.model.plan import ObjectivePart
from articulate.planning.bounding import Bound, bound
from articulate.planning.highs import Relaxation
from articulate.planning.model import STRUCTURE, Goal, Model, Row, Variable
from articulate.planning.solvers import Solve

PATIENCE = 0.25
"""Of the time that is left the part that a search may take which assumes something."""


@dataclass(frozen=True, slots=True)
class Found:
    """Values that keep every row; value and bound of each stage; whether each stage is proven."""

    values: tuple[int, ...]
    parts: tuple[ObjectivePart, ...]
    proven: bool


@dataclass(frozen=True, slots=True)
class _Stages:
    """The first stages, settled or assumed: their values, rows that keep them, variables as these allow."""

    variables: tuple[Variable, ...]
    parts: tuple[ObjectivePart, ...] = ()
    kept: tuple[Row, ...] = ()

    def then(self, goal: Goal, value: int, proof: Bound | None) -> _Stages:
        """Return them with one more, of which a lower bound may be known."""
        return _Stages(
            self.variables if proof is None else proof.narrowed(self.variables, value),
            (*self.parts, ObjectivePart(name=goal.objective.value, value=value, bound=value)),
            (*self.kept, Row(goal.terms, value - goal.constant, STRUCTURE)),
        )


@dataclass(frozen=True, slots=True)
class _Missed:
    """What a search without solution tells: after some stages the next goal is worse than its bound."""

    after: tuple[ObjectivePart, ...]
    row: Row

    @classmethod
    def of(cls, model: Model, assumed: _Stages) -> _Missed:
        """Return it for the last of the stages that cannot all be as they were assumed."""
        *after, part = assumed.parts
        goal = model.goals[len(after)]
        least = part.value + goal.step(model.variables)
        row = Row(tuple((i, -c) for i, c in goal.terms), goal.constant - least, STRUCTURE)
        return cls(tuple(after), row)


def minimise(model: Model, solve: Solve, seconds: float) -> Found | Literal["infeasible", "unknown"]:
    """Minimise one goal after the other in at most so many seconds.

    Where the time runs out, the stages that are left have the values of the last plan and bounds that may
    be below them.
    """
    ends = monotonic() + seconds
    relaxation = Relaxation(model.variables, model.rows)
    own = len(relaxation.bands)
    settled = _Stages(model.variables)
    values: tuple[int, ...] | None = None
    missed: _Missed | None = None
    ahead = len(model.goals)
    while True:
        settled, assumed, proof = _ahead(model, relaxation, settled, values, ahead)
        if values is not None and len(settled.parts) == len(model.goals):
            return Found(values, settled.parts, proven=True)
        number = len(assumed.parts) - len(settled.parts)
        goal = model.goals[len(assumed.parts)]
        rows = (*model.rows, *assumed.kept)
        if missed is not None and missed.after == assumed.parts:
            rows = (*rows, missed.row)
        left = max(0.0, ends - monotonic()) * (PATIENCE if number else 1)
        hint = values if number == 0 else None
        answer = solve(assumed.variables, rows, goal, seconds=left, hint=hint)
        found = _checked(model, assumed.kept, answer.values)
        if found is None and number:
            missed = _Missed.of(model, assumed) if answer.status == "infeasible" else None
            ahead = number // 2
            relaxation.cut(own + len(settled.kept))
            continue
        values = values if found is None else found
        if values is None:
            return "infeasible" if answer.status == "infeasible" else "unknown"
        settled, ahead = assumed, len(model.goals)
        if answer.status == "optimal" and found is not None:
            settled = settled.then(goal, model.value(goal, values), proof)
            relaxation.add(settled.kept[-1])
        elif number:
            ahead = 0  # what was assumed is so, but the search took too long: the next one assumes nothing
        else:
            return Found(values, (*settled.parts, *_open(model, settled, values, answer.bound)), proven=False)


def _ahead(
    model: Model, relaxation: Relaxation, settled: _Stages, values: Sequence[int] | None, most: int
) -> tuple[_Stages, _Stages, Bound | None]:
    """Go on from what is settled: goals in which the last plan is best already, then at most so many assumed.

    Returns what is settled, what is assumed on top of that, and the bound of the goal to search for next. It
    is the last one, or one that often misses its bound, if it does not come after the most to assume.
    """
    assumed = settled
    for place in range(len(settled.parts), len(model.goals)):
        goal, number = model.goals[place], len(assumed.parts) - len(settled.parts)
        known = model.value(goal, values) if values is not None and not number else None
        proof = _bound(goal, assumed, relaxation, known)
        reached = proof is not None and proof.least == known
        last = place + 1 == len(model.goals)
        if proof is None or not (reached or (proof.sharp and number < most and not last)):
            return settled, assumed, proof
        assumed = assumed.then(goal, proof.least, proof)
        relaxation.add(assumed.kept[-1])
        settled = assumed if reached else settled
    return settled, assumed, None


def _bound(goal: Goal, stages: _Stages, relaxation: Relaxation, known: int | None) -> Bound | None:
    """Return how good a goal can be at best after some stages; nothing where no plan is left.

    The rows are only asked where the variables alone leave more than the value that is known.
    """
    alone = bound(goal, stages.variables, (), ())
    if known == alone.least or not goal.terms:
        return alone
    multipliers = relaxation.multipliers(goal)
    return None if multipliers is None else bound(goal, stages.variables, relaxation.bands, multipliers)


def _checked(model: Model, kept: Sequence[Row], values: Sequence[float]) -> tuple[int, ...] | None:
    """Return whole values that keep every row by exact arithmetic, or nothing."""
    if not values:
        return None
    whole = model.settle(values)
    return whole if all(r.holds(whole) for r in (*model.rows, *kept)) else None


def _open(model: Model, settled: _Stages, values: Sequence[int], first: int) -> Iterator[ObjectivePart]:
    """Yield the stages that are not proven, with the bounds of their variables; the first has its own."""
    for place in range(len(settled.parts), len(model.goals)):
        goal = model.goals[place]
        value, least = model.value(goal, values), bound(goal, model.variables, (), ()).least
        if place == len(settled.parts):
            least = min(value, max(least, first))
        yield ObjectivePart(name=goal.objective.value, value=value, bound=least)
