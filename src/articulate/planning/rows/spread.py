"""How evenly the terms are filled: with lesson hours, with exams, with hard courses.

Squares of deviations and numbers of pairs are written as tangents: ``square >= (2k + 1) x - k (k + 1)`` for
every ``k`` is exact where ``x`` is whole, and linear.
"""

from __future__ import annotations

from collections.abc import Callable
from math import gcd

from articulate.model.programme import Stage
from articulate.planning.facts import balance_target, hard
from articulate.planning.model import Goal
from articulate.planning.modes import Placement
from articulate.planning.problem import Objective
from articulate.planning.rows.draft import Draft


def balance(draft: Draft) -> Goal:
    """Squared deviation from the mean as tangents, exact where it is a whole number of weekly hours."""
    terms: list[tuple[int, int]] = []
    label = draft.label("balance")
    for stage in Stage:
        target = balance_target(draft.problem, stage)
        for term in draft.problem.ordinary_terms(stage):
            weeks = draft.problem.pathway.calendar.term(term).teaching
            hours = [(i, h) for i, p in draft.here[term] if (h := p.hours(term))]
            step = gcd(target * weeks, *(h for _, h in hours)) or 1
            furthest = _furthest(draft, stage, term, target)
            away = draft.variable("least", furthest * weeks, step=step)
            draft.row([*hours, (away, -1)], target * weeks, label, soft=True)
            draft.row([*((i, -h) for i, h in hours), (away, -1)], -target * weeks, label, soft=True)
            square = draft.variable("least", furthest**2 * weeks, step=gcd(step, 2 * weeks))
            for k in range(furthest):
                draft.row([(away, 2 * k + 1), (square, -1)], k * (k + 1) * weeks, label, soft=True)
            terms.append((square, 1))
    return Goal(Objective.BALANCE, tuple(terms))


def _furthest(draft: Draft, stage: Stage, term: int, target: int) -> int:
    """How many weekly hours a term may be away from the target, its limits included in a lean model."""
    least, most = draft.problem.pathway.planning.of(stage).weekly_hours
    week = draft.problem.pathway.calendar.term(term)
    emptiest = least * (week.teaching - week.shared) if draft.lean else 0
    return max(most - target, target - emptiest // week.teaching, 1)


def exams(draft: Draft) -> Goal:
    """Pairs of examined courses that end in one term."""
    known = draft.problem.pathway.by_id
    return _pairs(draft, Objective.EXAMS, lambda p, term: p.end == term and known[p.course].exam)


def hard_courses(draft: Draft) -> Goal:
    """Pairs of hard courses that run in one term, over all terms."""
    chosen = hard(draft.problem)
    return _pairs(draft, Objective.HARD, lambda p, _: p.course in chosen)


def _pairs(draft: Draft, objective: Objective, counts: Callable[[Placement, int], bool]) -> Goal:
    """Pairs of courses that run and count in one term: ``n (n - 1) / 2`` for ``n`` of them, by tangents."""
    label = draft.label(f"{objective.value}_spread")
    pairs = []
    for term, here in draft.here.items():
        bits = [i for i, p in here if counts(p, term)]
        most = len({draft.placements[i].course for i in bits})
        if objective is Objective.EXAMS and draft.lean:
            most = min(most, draft.problem.pathway.planning.of(Stage.of(term)).exams)
        if most < 2:
            continue
        pair = draft.variable("least", most * (most - 1) // 2)
        for k in range(1, most):
            draft.row([*((i, k) for i in bits), (pair, -1)], k * (k + 1) // 2, label, soft=True)
        pairs.append((pair, 1))
    return Goal(objective, tuple(pairs))
