"""What arithmetic says of an instance before any solver is asked.

*Windows* of courses follow from chains of requisites, and under a greatest load from the load that must
lie before and after a course (heads and tails of energetic reasoning: Baptiste, Le Pape and Nuijten,
Constraint-Based Scheduling, 2001). *Loads* of periods follow from a greatest sum of squares by dynamic
programming over the running sum; without narrow windows the least sum is the rounded division of the
total, as for the spread constraint (Pesant and Régin 2005).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bacp_instances import Bacp

Window = tuple[int, int]
"""First and last period of a course, or least and greatest load of a period."""


def ancestors(problem: Bacp) -> list[set[int]]:
    """Return for each course all courses that must come before it. Raises ``ValueError`` for a circle."""
    out: list[set[int]] = [set() for _ in problem.load]
    changed = True
    while changed:
        changed = False
        for before, after in problem.pairs:
            more = {before} | out[before]
            if not more <= out[after]:
                out[after] |= more
                changed = True
    if any(course in above for course, above in enumerate(out)):
        raise ValueError(f"{problem.name}: requisites in a circle")
    return out


def reduced(problem: Bacp) -> tuple[tuple[int, int], ...]:
    """Return the requisites that do not follow from others (transitive reduction)."""
    above = ancestors(problem)
    direct: dict[int, set[int]] = {}
    for before, after in problem.pairs:
        direct.setdefault(after, set()).add(before)
    return tuple(
        (before, after)
        for before, after in sorted(set(problem.pairs))
        if not any(before in above[other] for other in direct[after])
    )


# ---- windows of courses -----------------------------------------------------------------------------


def windows(problem: Bacp, most: int) -> tuple[Window, ...] | None:
    """Return the periods that each course can have if no load is above ``most``.

    ``None`` if arithmetic says that there is no such plan.
    """
    before = ancestors(problem)
    after: list[set[int]] = [set() for _ in problem.load]
    for course, above in enumerate(before):
        for other in above:
            after[other].add(course)
    heads, tails = _heads(problem, before, most), _heads(problem, after, most)
    found = []
    for course, (head, tail) in enumerate(zip(heads, tails, strict=True)):
        free = [p for p in range(head, problem.periods - tail) if (course, p) not in problem.undesired]
        if not free:
            return None
        found.append((free[0], free[-1]))
    return None if _overfull(problem, found, most) else tuple(found)


def _heads(problem: Bacp, before: Sequence[set[int]], most: int) -> list[int]:
    """Return for each course how many periods what must come before it needs, by load and by number."""
    heads = [0] * len(problem.load)
    groups = [frozenset(group) for group in problem.groups]
    for course in sorted(range(len(heads)), key=lambda c: (len(before[c]), c)):
        needs = [heads[b] + 1 for b in before[course]]
        for group in groups:
            load = 0
            latest = sorted(before[course] & group, key=lambda b: (-heads[b], b))
            for count, other in enumerate(latest, 1):
                load += problem.load[other]
                full = max(-(-load // max(1, most)), -(-count // max(1, problem.courses[1])))
                needs.append(heads[other] + full)
        heads[course] = max(needs, default=0)
    return heads


def _overfull(problem: Bacp, found: Sequence[Window], most: int) -> bool:
    """Whether some run of periods must hold more than it can."""
    for group in problem.groups:
        for start in range(problem.periods):
            for end in range(start, problem.periods):
                held = [c for c in group if start <= found[c][0] and found[c][1] <= end]
                room = end - start + 1
                if sum(problem.load[c] for c in held) > most * room or len(held) > problem.courses[1] * room:
                    return True
    return False


def least_peak(problem: Bacp) -> int | None:
    """Return the least greatest load that arithmetic does not refute; ``None`` if there is no plan."""
    totals = [sum(problem.load[c] for c in group) for group in problem.groups]
    first = max(*(-(-total // problem.periods) for total in totals), max(problem.load))
    return next(
        (most for most in range(first, problem.highest + 1) if windows(problem, most) is not None), None
    )


# ---- loads of periods -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Squares:
    """Least sums of squares of one curriculum, up to and from each running sum of loads.

    ``upto[p][s]`` is the least sum of squares of the first ``p`` loads if they add up to ``s``;
    ``rest[p][s]`` that of the others. Running sums keep what the windows say.
    """

    limits: Window
    upto: tuple[dict[int, int], ...]
    rest: tuple[dict[int, int], ...]

    @classmethod
    def of(cls, problem: Bacp, group: tuple[int, ...], spans: Sequence[Window]) -> Squares:
        """Return them by dynamic programming, forwards and backwards; exact for loads of any whole number."""
        low, high = problem.loads
        upto: list[dict[int, int]] = [{0: 0}]
        for period in range(problem.periods):
            due = sum(problem.load[c] for c in group if spans[c][1] <= period)
            can = sum(problem.load[c] for c in group if spans[c][0] <= period)
            step: dict[int, int] = {}
            for done, cost in upto[-1].items():
                for total in range(max(due, done + low), min(can, done + high) + 1):
                    value = cost + (total - done) ** 2
                    if value < step.get(total, value + 1):
                        step[total] = value
            upto.append(step)
        rest: list[dict[int, int]] = [dict.fromkeys(upto[-1], 0)]
        for before in reversed(upto[:-1]):
            costs = {
                done: min(
                    ((t - done) ** 2 + c for t, c in rest[0].items() if low <= t - done <= high), default=-1
                )
                for done in before
            }
            rest.insert(0, {done: cost for done, cost in costs.items() if cost >= 0})
        return cls(problem.loads, tuple(upto), tuple(rest))

    @property
    def least(self) -> int | None:
        """The least sum of squares; ``None`` if no loads keep the limits."""
        return self.rest[0].get(0)

    def loads(self, most: int) -> Iterator[Window]:
        """Yield the loads that each period can have if the sum of squares is at most ``most``."""
        low, high = self.limits
        for upto, rest in zip(self.upto, self.rest[1:], strict=False):
            can = [
                total - done
                for done, cost in upto.items()
                for total, further in rest.items()
                if low <= total - done <= high and cost + (total - done) ** 2 + further <= most
            ]
            yield min(can), max(can)
