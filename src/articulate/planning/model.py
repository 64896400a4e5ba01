"""A neutral linear 0-1 model: variables, labelled rows, goals. No solver is named here.

Whole numbers only. A label is the condition that a row stands for, so that a clash can be told in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import gcd
from typing import Literal

from articulate.planning.modes import Placement
from articulate.planning.problem import ConflictReason, Objective

Kind = Literal["bit", "choice", "least"]
"""A placement or another decision; a choice among alternatives; the least whole number its rows allow."""

Terms = tuple[tuple[int, int], ...]
"""Pairs of variable index and coefficient, by index."""

STRUCTURE = -1
"""Label of rows that say what a variable means; they hold in every plan and are never given up."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A whole number from ``least`` to ``most``, in every plan a multiple of ``step``."""

    kind: Kind
    least: int
    most: int
    step: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """``sum(coefficient × variable) <= most``, and the condition it stands for."""

    terms: Terms
    most: int
    label: int
    soft: bool = False
    """Defines an auxiliary variable or carries a slack, and so never makes a problem impossible."""

    def holds(self, values: Sequence[int]) -> bool:
        """Return whether whole values keep it; exact arithmetic."""
        return sum(c * values[i] for i, c in self.terms) <= self.most


@dataclass(frozen=True, slots=True)
class Goal:
    """One stage of the objective: minimise ``sum(terms) + constant``."""

    objective: Objective
    terms: Terms
    constant: int = 0

    def step(self, variables: Sequence[Variable]) -> int:
        """Return a number of which all differences of values are multiples, the greatest that is known."""
        return gcd(*(c * variables[i].step for i, c in self.terms)) or 1


@dataclass(frozen=True)
class Model:
    """Variables, of which the first are the bits of ``placements``; rows, labels and goals."""

    placements: tuple[Placement, ...]
    variables: tuple[Variable, ...]
    rows: tuple[Row, ...]
    labels: tuple[ConflictReason, ...]
    goals: tuple[Goal, ...]
    wishes: tuple[tuple[int, int], ...] = ()
    """Slack variable and label of each wish that may stay unmet."""

    def settle(self, values: Sequence[float]) -> tuple[int, ...]:
        """Return whole values: bits rounded, ``least`` variables as small as their rows allow."""
        out = [round(v) for v in values]
        for index, variable in enumerate(self.variables):
            if variable.kind == "least":
                out[index] = variable.least
        for row in self.rows:
            index, coefficient = row.terms[-1]
            if self.variables[index].kind == "least" and coefficient < 0:
                need = sum(c * out[i] for i, c in row.terms[:-1]) - row.most
                out[index] = max(out[index], -(need // coefficient))
        return tuple(out)

    def broken(self, values: Sequence[int]) -> tuple[Row, ...]:
        """Return the rows that whole values do not keep."""
        return tuple(r for r in self.rows if not r.holds(values))

    def value(self, goal: Goal, values: Sequence[int]) -> int:
        """Return the value of a goal."""
        return goal.constant + sum(c * values[i] for i, c in goal.terms)

    def components(self) -> tuple[tuple[int, ...], ...]:
        """Return groups of variables that no row ties together, each sorted, by their first variable."""
        leader = list(range(len(self.variables)))

        def find(index: int) -> int:
            while leader[index] != index:
                leader[index] = leader[leader[index]]
                index = leader[index]
            return index

        for row in self.rows:
            for index, _ in row.terms[1:]:
                a, b = find(row.terms[0][0]), find(index)
                leader[max(a, b)] = min(a, b)
        groups: dict[int, list[int]] = {}
        for index in range(len(self.variables)):
            groups.setdefault(find(index), []).append(index)
        return tuple(tuple(g) for g in groups.values())

    def only(self, chosen: Sequence[int]) -> Model:
        """Return the part of the model on one component; rows without variables go with every part.

        Labels keep their numbers. Constants of goals are left out, for they belong to the whole.
        """
        place = {old: new for new, old in enumerate(chosen)}

        def moved(terms: Terms) -> Terms:
            return tuple((place[i], c) for i, c in terms if i in place)

        return Model(
            tuple(self.placements[i] for i in chosen if i < len(self.placements)),
            tuple(self.variables[i] for i in chosen),
            tuple(
                Row(moved(r.terms), r.most, r.label, r.soft)
                for r in self.rows
                if not r.terms or r.terms[0][0] in place
            ),
            self.labels,
            tuple(replace(g, terms=moved(g.terms), constant=0) for g in self.goals),
            tuple((place[slack], mark) for slack, mark in self.wishes if slack in place),
        )
