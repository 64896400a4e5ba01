"""How good a goal can be at best, and what must then hold: weak duality, in whole numbers.

Rows weighted with multipliers and added up bound a goal from below, whatever the multipliers are; those of
the linear relaxation give the best such bound. A solver finds them in floating point. They are rounded here
and all else is exact, so that what follows is proven however the solver erred.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from articulate.planning.model import Goal, Variable
from articulate.planning.solvers import Band

SCALE = 1 << 30
"""Multipliers are rounded to whole parts of one by this number."""

SHARP = SCALE // 1000
"""By how much of a step the bound may be rounded up and still count as met by the relaxation."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A proven lower bound of a goal."""

    least: int
    """No plan has a smaller value."""
    sharp: bool
    """Whether the relaxation has this value, so that a plan often has it too; others are rounded up to it."""
    above: int
    """How far ``least`` lies above what the weighted rows prove, times ``SCALE``."""
    prices: tuple[int, ...]
    """What one more (or, below zero, one less) of each variable adds to that at least, times ``SCALE``."""

    def narrowed(self, variables: Sequence[Variable], value: int) -> tuple[Variable, ...]:
        """Return variables as narrow as plans allow in which the goal has no greater value.

        Reduced cost fixing (Dantzig, Fulkerson & Johnson 1954).
        """
        room = self.above + (value - self.least) * SCALE
        return tuple(_narrowed(v, price, room) for v, price in zip(variables, self.prices, strict=True))


def bound(
    goal: Goal, variables: Sequence[Variable], bands: Sequence[Band], multipliers: Sequence[float]
) -> Bound:
    """Return the lower bound of a goal that multipliers of the rows prove.

    A multiplier above zero weighs the lower side of a band, one below zero the upper side.
    """
    prices = [0] * len(variables)
    for index, coefficient in goal.terms:
        prices[index] = coefficient * SCALE
    proven = 0
    for band, multiplier in zip(bands, multipliers, strict=True):
        weight = round(multiplier * SCALE)
        side = band.least if weight > 0 else band.most
        if weight and side is not None:
            proven += weight * side
            for index, coefficient in band.terms:
                prices[index] -= weight * coefficient
    for variable, price in zip(variables, prices, strict=True):
        proven += price * (variable.least if price > 0 else variable.most)
    step = goal.step(variables)
    steps = -(-proven // (step * SCALE))
    above = steps * step * SCALE - proven
    return Bound(goal.constant + steps * step, above <= step * SHARP, above, tuple(prices))


def _narrowed(variable: Variable, price: int, room: int) -> Variable:
    """As far from its cheap end as there is room for its price."""
    if abs(price) * (variable.most - variable.least) <= room:
        return variable
    if price > 0:
        return replace(variable, most=variable.least + room // price)
    return replace(variable, least=variable.most - room // -price)
