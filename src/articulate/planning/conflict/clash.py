"""Conditions that cannot hold together, as few as possible, and the cheapest ones to give up.

Where already the linear relaxation has no solution, a Farkas certificate names the rows that clash, so that
little is left to try. Then the deletion filter of Chinneck & Dravnieks (1991): a condition is needed if
without it the rest can be satisfied. Halves are tried before single conditions, those that are hardest to
give up first. The order of conditions is fixed, so that the same problem gives the same answer unless the
clock stops it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from time import monotonic

from articulate.planning.highs import blame, solve
from articulate.planning.problem import Objective, PlanProblem
from articulate.planning.reasons import ConflictReason
from articulate.planning.rows import STRUCTURE, Goal, Model, Row, Variable, build

COST = {
    "fixed": 1,
    "weekly_most": 2,
    "weekly_least": 2,
    "exams": 2,
    "courses": 2,
    "block_weeks": 2,
    "pre": 4,
    "co": 4,
    "strict_co": 4,
    "any": 4,
    "group": 6,
    "place": 6,
    "provision": 8,
}
"""How hard a condition is to give up: a fixed term is a wish of the planner, a limit is the school's own
word, a requisite is knowledge of the field, a provision is a regulation."""

USUAL = 4
"""The same for any other condition."""

CHECK = 1.0
"""Most seconds for one question; what is not answered by then counts as needed."""


def cost(reason: ConflictReason) -> int:
    """Return how hard a condition is to give up."""
    return COST.get(reason.kind, USUAL)


@dataclass(frozen=True, slots=True)
class Clash:
    """Labels of a model that cannot hold together; ``least`` where each of them is proven to be needed."""

    labels: tuple[int, ...]
    least: bool


def clashing_part(problem: PlanProblem, ends: float) -> Model | None:
    """Return a part of the model that has no solution, or nothing where the time does not suffice.

    It is a part of the full model, in which every condition speaks for itself.
    """
    whole = build(problem, lean=False, judged=False)
    for part in map(whole.only, whole.components()):
        left = ends - monotonic()
        if left <= 0:
            return None
        if solve(part.variables, part.rows, None, seconds=left).status == "infeasible":
            return part
    return None


def hard_labels(model: Model) -> tuple[int, ...]:
    """Return the conditions that may be given up, in fixed order."""
    return tuple(sorted({r.label for r in model.rows if r.label != STRUCTURE and not r.soft}))


def hard_rows(model: Model, labels: Collection[int]) -> list[Row]:
    """Return the rows of some conditions, with those that hold in any case."""
    chosen = set(labels)
    return [r for r in model.rows if not r.soft and (r.label == STRUCTURE or r.label in chosen)]


def clashes(model: Model, labels: Collection[int], ends: float) -> bool | None:
    """Return whether these conditions cannot hold together; ``None`` where that is not seen in time."""
    rows = hard_rows(model, labels)
    for whole in (False, True):
        left = min(CHECK, ends - monotonic())
        if left <= 0:
            return None
        status = solve(model.variables, rows, None, seconds=left, whole=whole).status
        if status == "infeasible":
            return True
        if whole:
            return None if status == "unknown" else False
    return None


def least_clash(model: Model, ends: float) -> Clash:
    """Shrink the conditions of a model without solution until each is needed, or the time is up."""
    labels = _blamed(model, hard_labels(model), ends)
    order = sorted(labels, key=lambda i: (-cost(model.labels[i]), i))
    kept = list(order)
    chunks = [order]
    least = True
    while chunks:
        chunk = chunks.pop(0)
        rest = [i for i in kept if i not in set(chunk)]
        clash = clashes(model, rest, ends)
        if clash:
            kept = rest
        elif len(chunk) > 1:
            half = len(chunk) // 2
            chunks[:0] = [chunk[:half], chunk[half:]]
        else:
            least &= clash is False
    return Clash(tuple(sorted(kept)), least)


def _blamed(model: Model, labels: Sequence[int], ends: float) -> Sequence[int]:
    """The conditions that a Farkas certificate names, or all of them where there is none."""
    rows = hard_rows(model, labels)
    named = blame(model.variables, rows, seconds=max(0.0, ends - monotonic()))
    fewer = sorted({rows[i].label for i in named} - {STRUCTURE})
    return fewer if fewer and clashes(model, fewer, ends) else labels


# ---- what to give up --------------------------------------------------------------------------------


def relaxation(model: Model, ends: float) -> tuple[ConflictReason, ...]:
    """Return the cheapest conditions to give up so that a plan exists, with how far each must give way.

    Empty where the time does not suffice.
    """
    labels = hard_labels(model)
    bounded = [v if v.kind != "least" else Variable("least", 0, v.most) for v in model.variables]
    drops: dict[int, int] = {}
    for label in labels:
        drops[label] = len(bounded)
        bounded.append(Variable("choice", 0, 1))
    rows = []
    for row in hard_rows(model, labels):
        excess = _excess(model, row)
        if row.label == STRUCTURE:
            rows.append(row)
        elif excess > 0:
            rows.append(replace(row, terms=(*row.terms, (drops[row.label], -excess))))
    costs = tuple((drops[i], cost(model.labels[i])) for i in labels)
    answer = solve(bounded, rows, Goal(Objective.UNMET, costs), seconds=max(0.0, ends - monotonic()))
    if answer.status != "optimal":
        return ()
    return _amounts(model, [i for i in labels if round(answer.values[drops[i]])], ends)


def _excess(model: Model, row: Row) -> int:
    """By how much a row can be missed at most."""
    return sum(max(0, c) * model.variables[i].most for i, c in row.terms) - row.most


def _amounts(model: Model, given_up: Sequence[int], ends: float) -> tuple[ConflictReason, ...]:
    """Say how far each condition must give way when these give way as little as possible."""
    variables = list(model.variables)
    rows: list[Row] = []
    slacks: dict[int, list[int]] = {i: [] for i in given_up}
    for row in hard_rows(model, hard_labels(model)):
        if row.label in slacks:
            slacks[row.label].append(len(variables))
            variables.append(Variable("choice", 0, max(0, _excess(model, row))))
            row = replace(row, terms=(*row.terms, (slacks[row.label][-1], -1)))
        rows.append(row)
    goal = Goal(Objective.UNMET, tuple((s, 1) for group in slacks.values() for s in group))
    answer = solve(variables, rows, goal, seconds=max(0.0, ends - monotonic()))
    if answer.status != "optimal":
        return ()
    return tuple(
        _given_way(model.labels[i], sum(round(answer.values[s]) for s in slacks[i])) for i in given_up
    )


def _given_way(reason: ConflictReason, amount: int) -> ConflictReason:
    """The condition as advice, with the number it would have to be."""
    values = dict(reason.values)
    if reason.kind in ("weekly_most", "weekly_least"):
        hours = -(-amount // values["teaching"])
        values["to"] = values["most"] + hours if reason.kind == "weekly_most" else values["least"] - hours
    elif reason.kind in ("exams", "courses"):
        values["to"] = values["most"] + amount
    elif reason.kind == "block_weeks":
        values["to"] = values["weeks"] + amount
    return replace(reason, kind=f"relax_{reason.kind}", values=values)
