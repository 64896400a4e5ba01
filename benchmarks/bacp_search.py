"""A good plan by local search, where proof is far away: simulated annealing among plans.

Moves: one course to another period between its neighbours, or two courses change places. Deterministic: a
fixed seed and a fixed number of moves, no clock.
"""

from __future__ import annotations

from math import exp
from random import Random

from bacp_instances import Bacp

HARD = 100_000
"""Price of one course too many or too few, or of one unit of load outside the limits."""

HOT, COLD = 12.0, 0.5
"""First and last temperature, in squared units of load."""

Steps = tuple[tuple[int, int], ...]
"""Courses and the periods they move to."""


def improved(problem: Bacp, plan: tuple[int, ...], target: int, moves: int) -> tuple[int, ...]:
    """Return the best plan met, at least as good as the given one; at once where it meets the target.

    For the greatest load, what lies above the target is squared: one pile costs more than many grains.
    """
    at = _Loads(problem, plan, target)
    rng = Random(0)
    best, value = plan, problem.value(plan)
    for move in range(moves):
        if value <= target:
            break
        steps = at.exchange(rng) if move % 2 else at.shift(rng)
        back = tuple((course, at.period[course]) for course, _ in steps)
        change = at.go(steps)
        if change > 0 and rng.random() >= exp(-change / (HOT * (COLD / HOT) ** (move / moves))):
            at.go(back)
        elif change < 0:
            now = tuple(at.period)
            worth = problem.value(now)
            if worth < value and not problem.faults(now):
                best, value = now, worth
    return best


class _Loads:
    """Loads and numbers of courses of each period in each curriculum, while a plan changes."""

    def __init__(self, problem: Bacp, plan: tuple[int, ...], target: int) -> None:
        self.problem, self.target, self.period = problem, target, list(plan)
        self.befores: list[list[int]] = [[] for _ in plan]
        self.afters: list[list[int]] = [[] for _ in plan]
        for before, after in problem.pairs:
            self.befores[after].append(before)
            self.afters[before].append(after)
        self.groups = [[n for n, group in enumerate(problem.groups) if c in group] for c in range(len(plan))]
        self.sums = [problem.sums(group, plan) for group in problem.groups]
        self.counts = [
            [sum(plan[c] == p for c in group) for p in range(problem.periods)] for group in problem.groups
        ]

    def price(self, load: int, count: int) -> int:
        """Return what one period of one curriculum costs."""
        (low, high), (fewest, most) = self.problem.loads, self.problem.courses
        off = max(0, low - load, load - high) + max(0, fewest - count, count - most)
        size = max(0, load - self.target) if self.problem.objective == "max" else load
        return size * size + HARD * off

    def go(self, steps: Steps) -> int:
        """Move courses; return by how much the price rises."""
        change = 0
        for course, to in steps:
            at, load = self.period[course], self.problem.load[course]
            for group in self.groups[course]:
                sums, counts = self.sums[group], self.counts[group]
                for period, sign in ((at, -1), (to, 1)):
                    change -= self.price(sums[period], counts[period])
                    sums[period] += sign * load
                    counts[period] += sign
                    change += self.price(sums[period], counts[period])
            self.period[course] = to
        return change

    def shift(self, rng: Random) -> Steps:
        """Draw a course and a period for it; nothing where it may not stand there."""
        course = rng.randrange(len(self.period))
        first, last = self.room(course)
        to = rng.randint(first, last)
        free = to != self.period[course] and (course, to) not in self.problem.undesired
        return ((course, to),) if free else ()

    def exchange(self, rng: Random) -> Steps:
        """Draw two courses that may change places; nothing where they may not."""
        one, two = rng.randrange(len(self.period)), rng.randrange(len(self.period))
        here, there = self.period[one], self.period[two]
        for course, to in ((one, there), (two, here)):
            first, last = self.room(course)
            if here == there or not first <= to <= last or (course, to) in self.problem.undesired:
                return ()
        return ((one, there), (two, here))

    def room(self, course: int) -> tuple[int, int]:
        """Return the first and last period that the neighbours of a course leave it."""
        first = max((self.period[b] + 1 for b in self.befores[course]), default=0)
        last = min((self.period[a] - 1 for a in self.afters[course]), default=self.problem.periods - 1)
        return first, last
