"""Which levers to pull, and how far: hitting sets of what stands in the way, the cheapest first.

The hitting-set tree of Reiter (1987): a node is a set of levers, all pulled as far as they go. If there is a
plan then, each is drawn back as far as there still is one, and the remedy is told. If not, what is in the way
now says which levers to try in addition. Nothing is told that was not tried.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from time import monotonic
from typing import Literal

from articulate.planning.conflict import clashing_part, impossible, least_clash
from articulate.planning.highs import solve
from articulate.planning.modes import Placement
from articulate.planning.problem import PlanProblem
from articulate.planning.reasons import ConflictReason, Remedy
from articulate.planning.remedies.lever import Lever, Plan
from articulate.planning.remedies.levers import levers
from articulate.planning.rows import Model, build

MOST = 3
"""How many remedies are offered."""

DEEPEST = 6
"""How many levers are pulled together at most."""

CLASHES = 4
"""For how many sets of levers the solver is asked what still clashes …"""

CLASH = 1.0
"""… and for how many seconds each."""

AGAIN = 6
"""What a remedy costs in addition where its kinds were found before: options should differ."""

FAR = 3
"""A remedy that costs so many times as much as the best one is not worth telling."""

FURTHER = 24
"""How many more sets of levers are tried once there is a remedy, and for how many seconds at most."""

PATIENCE = 3.0

TRIAL = 2.0
"""Most seconds for one trial."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Where a problem places its courses; else reasons against it, or the part of the model that clashes."""

    plan: Plan | None = None
    reasons: tuple[ConflictReason, ...] = ()
    clash: Model | None = None


How = Literal["alone", "clash", "relaxation"]
"""What reasons are: each rules a plan out alone; they clash, and one must give way; all must give way."""

Position = tuple[tuple[Lever, int], ...]
"""Levers, each with the index of its setting."""


def remedies(
    problem: PlanProblem, reasons: Sequence[ConflictReason], how: How, ends: float
) -> tuple[Remedy, ...]:
    """Return a few changes after each of which there is a plan, found by the time ``ends``.

    ``reasons`` are what is in the way. The least change comes first, what touches a regulation last.
    Wishes and kept plans say nothing here.
    """
    bare = replace(problem, needs=(), keep=None)
    tree = _Tree(bare)
    tree.grow((), *_next(reasons, 0) if how != "clash" else (reasons, 0))
    found: list[tuple[Position, Remedy]] = []
    clashes, further = CLASHES, FURTHER
    while len(found) < MOST and further and monotonic() < ends:
        further -= bool(found)
        dearest = min((FAR * r.cost for _, r in found), default=None)
        chosen = tree.next([tuple(lever for lever, _ in position) for position, _ in found], dearest)
        if chosen is None:
            break
        position = tuple((lever, len(lever.settings) - 1) for lever in chosen)
        trial = tried(pulled(bare, position), ends)
        if trial.plan is not None:
            position, plan = _drawn_back(bare, position, trial.plan, ends)
            if all(_keys(position) != _keys(other) for other, _ in found):
                found.append((position, _told(position, plan)))
            ends = ends if len(found) > 1 else min(ends, monotonic() + PATIENCE)
        elif trial.reasons:
            tree.grow(chosen, *_next(trial.reasons, 0))
        elif how == "relaxation" and len(chosen) < len(reasons):
            tree.grow(chosen, *_next(reasons, len(chosen)))
        elif trial.clash is not None and clashes:
            clashes -= 1
            clash = least_clash(trial.clash, min(ends, monotonic() + CLASH))
            tree.grow(chosen, [trial.clash.labels[i] for i in clash.labels], 0)
    ranked = sorted((r for _, r in found), key=lambda r: (r.regulation, r.cost))
    return tuple(ranked)


def _next(reasons: Sequence[ConflictReason], done: int) -> tuple[Sequence[ConflictReason], int]:
    """The first reason that is not dealt with yet, and how many stand besides."""
    return reasons[done : done + 1], len(reasons) - done - 1


def tried(problem: PlanProblem, ends: float) -> Trial:
    """Return any plan of a problem, or what stands in its way; neither where the time does not suffice.

    Rows that only say how good a plan is are left out.
    """
    reasons = impossible(problem)
    if reasons:
        return Trial(reasons=reasons)
    model = build(problem, judged=False)
    plan: dict[str, Placement] = {}
    for part in map(model.only, model.components()):
        seconds = min(TRIAL, ends - monotonic())
        if seconds <= 0:
            return Trial()
        hard = replace(part, rows=tuple(r for r in part.rows if not r.soft))
        answer = solve(hard.variables, hard.rows, None, seconds=seconds)
        if answer.status == "infeasible":
            return Trial(clash=clashing_part(problem, ends))
        values = hard.settle(answer.values) if answer.values else ()
        if not values or hard.broken(values):
            return Trial()
        plan |= {p.course: p for p, value in zip(part.placements, values, strict=False) if value}
    return Trial(plan)


def pulled(problem: PlanProblem, position: Position) -> PlanProblem:
    """Return the problem with levers set."""
    for lever, index in position:
        problem = lever.settings[index].apply(problem)
    return problem


def _drawn_back(problem: PlanProblem, position: Position, plan: Plan, ends: float) -> tuple[Position, Plan]:
    """Leave out what is not needed and pull the rest no further than needed, the dearest first."""
    for lever in sorted((lever for lever, _ in position), key=lambda one: -one.effort):
        rest = tuple(p for p in position if p[0] is not lever)
        without = tried(pulled(problem, rest), ends).plan if rest else None
        if without is not None:
            position, plan = rest, without
            continue
        low = 0
        high = next(index for one, index in position if one is lever)
        while low < high:
            middle = (low + high) // 2
            nearer = tuple((one, middle if one is lever else index) for one, index in position)
            there = tried(pulled(problem, nearer), ends).plan
            if there is None:
                low = middle + 1
            else:
                high, position, plan = middle, nearer, there
    return position, plan


def _keys(position: Position) -> frozenset[tuple[str, str]]:
    return frozenset(lever.key for lever, _ in position)


def _told(position: Position, plan: Plan) -> Remedy:
    settings = [lever.settings[index] for lever, index in position]
    return Remedy(
        tuple(s.told(plan) for s in settings),
        sum(lever.cost(index) for lever, index in position),
        any(s.regulation for s in settings),
    )


class _Tree:
    """Sets of levers that are still to be tried, the cheapest first."""

    def __init__(self, problem: PlanProblem) -> None:
        self._problem = problem
        self._queue: list[tuple[int, int, bool, tuple[Lever, ...]]] = []
        self._seen: set[frozenset[tuple[str, str]]] = set()
        self._number = 0

    def grow(self, chosen: tuple[Lever, ...], reasons: Sequence[ConflictReason], waiting: int) -> None:
        """Add one lever to a set, in every way that may help against one of the reasons.

        ``waiting`` is how many reasons stand besides; each will ask for a lever of its own.
        """
        if len(chosen) >= DEEPEST:
            return
        for reason in reasons:
            for lever in levers(self._problem, reason):
                more = (*chosen, lever)
                keys = frozenset(one.key for one in more)
                if len(keys) == len(more) and keys not in self._seen:
                    self._seen.add(keys)
                    self._push(_cost(more) + 2 * waiting, False, more)

    def next(self, found: Sequence[tuple[Lever, ...]], dearest: int | None) -> tuple[Lever, ...] | None:
        """Return the next set to try, or nothing where all that is left costs more than ``dearest``.

        None contains a set that was found, and other kinds of levers come before those that were found.
        """
        known = {frozenset(one.key for one in f) for f in found}
        kinds = {tuple(sorted(one.kind for one in f)) for f in found}
        while self._queue:
            cost, _, again, chosen = heappop(self._queue)
            keys = frozenset(one.key for one in chosen)
            if any(k <= keys for k in known) or (dearest is not None and _cost(chosen) > dearest):
                continue
            if not again and tuple(sorted(one.kind for one in chosen)) in kinds:
                self._push(cost + AGAIN, True, chosen)
                continue
            return chosen
        return None

    def _push(self, cost: int, again: bool, chosen: tuple[Lever, ...]) -> None:
        self._number += 1
        heappush(self._queue, (cost, self._number, again, chosen))


def _cost(levers: Sequence[Lever]) -> int:
    """What levers cost at the least."""
    return sum(one.effort for one in levers)
