"""What a set of placements means in a model: conditions it breaks, wishes it leaves, values of goals.

No search for a plan: every course stands where it is put. Only choices that belong to no course, such
as which of two alternatives is meant, are made so that as few rows as possible break.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from articulate.model.plan import Offering, TeachingPlan
from articulate.planning.highs import solve
from articulate.planning.model import STRUCTURE, Goal, Model, Row, Variable
from articulate.planning.modes import Placement
from articulate.planning.problem import Objective

SECONDS = 5.0
"""Fuse for the choices; there are a handful of them."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Labels of the conditions that are broken and of the wishes unmet, and the value of each goal."""

    broken: tuple[int, ...]
    unmet: tuple[int, ...]
    values: tuple[tuple[Objective, int], ...]


@dataclass(frozen=True)
class Judge:
    """A model that placements are held against; ``model`` should be a full one, not a lean one."""

    model: Model

    def of(self, chosen: Collection[int]) -> Judgement:
        """Return what these placements mean, given by their indices."""
        model = self.model
        values = [0] * len(model.variables)
        for index in chosen:
            values[index] = 1
        for index, value in _choices(model, values).items():
            values[index] = value
        settled = model.settle(values)
        return Judgement(
            tuple(sorted({r.label for r in model.broken(settled) if r.label != STRUCTURE})),
            tuple(sorted(mark for slack, mark in model.wishes if settled[slack])),
            tuple((g.objective, model.value(g, settled)) for g in model.goals),
        )

    def places(self, plan: TeachingPlan) -> dict[str, int]:
        """Return for each course of a plan the placement in the same terms that is nearest in hours.

        Courses without a placement in these terms are left out.
        """
        ways: dict[tuple[str, tuple[int, ...]], list[int]] = {}
        for index, placement in enumerate(self.model.placements):
            ways.setdefault((placement.course, tuple(p.term for p in placement.parts)), []).append(index)
        found = {}
        for course in sorted(plan.courses):
            offered = plan.of(course)
            options = ways.get((course, tuple(sorted({o.term for o in offered}))), ())
            if options:
                found[course] = min(options, key=lambda i: (_apart(self.model.placements[i], offered), i))
        return found


def _apart(placement: Placement, offered: Sequence[Offering]) -> tuple[int, int]:
    hours = {p.term: p.hours for p in placement.parts}
    weekly = {p.term: p.weekly for p in placement.parts}
    return (
        sum(abs(hours.get(o.term, 0) - o.hours) for o in offered),
        sum(abs(weekly.get(o.term, 0) - o.weekly) for o in offered),
    )


def _choices(model: Model, values: Sequence[int]) -> dict[int, int]:
    """Choose what is no placement so that the fewest rows break."""
    first = len(model.placements)
    free = {i for i, v in enumerate(model.variables) if i >= first and v.kind != "least"}
    rows = [r for r in model.rows if not r.soft and any(i in free for i, _ in r.terms)]
    if not rows:
        return {}
    order = sorted(free)
    place = {old: new for new, old in enumerate(order)}
    variables = [model.variables[i] for i in order]
    kept: list[Row] = []
    drops: list[tuple[int, int]] = []
    for row in rows:
        left = row.most - sum(c * values[i] for i, c in row.terms if i not in free)
        terms = [(place[i], c) for i, c in row.terms if i in free]
        excess = _most(variables, terms) - left
        if excess > 0:
            drops.append((len(variables), 1))
            terms.append((len(variables), -excess))
            variables.append(Variable("choice", 0, 1))
            kept.append(Row(tuple(terms), left, row.label))
    answer = solve(variables, kept, Goal(Objective.UNMET, tuple(drops)), seconds=SECONDS)
    return {old: round(answer.values[new]) for old, new in place.items()} if answer.values else {}


def _most(variables: Sequence[Variable], terms: Iterable[tuple[int, int]]) -> int:
    return sum(max(c * variables[i].least, c * variables[i].most) for i, c in terms)
