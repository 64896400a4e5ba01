"""Whether the parts decide what their weights say, and whether groups differ.

What a part really decides is its share in the spread of the totals, weight × covariance with the total
divided by the variance of the total; these shares add up to 1 (effective weights: Wang & Stanley, Review of
Educational Research 40 (1970) 663-705). A part in which all score alike decides nothing, whatever its weight.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

from articulate.cohort.intervals import Interval, correlation, newcombe, welch, z_value

LEAST = 20
"""Students below whom shares of the spread say nothing."""
LEAST_GROUP = 8
"""Students of a group below whom it is not compared."""
MUCH = 0.15
"""By so much a part may decide more or less than its weight before it is told."""


@dataclass(frozen=True, slots=True)
class PartWeight:
    """A part with its weight on paper and its weight in fact; shares of 1."""

    part: str
    weight: float
    effective: float
    mean: float
    spread: float
    lowest: float
    highest: float

    @property
    def apart(self) -> bool:
        """Whether it decides much more or less than its weight."""
        return abs(self.effective - self.weight) > MUCH


@dataclass(frozen=True, slots=True)
class GroupGap:
    """A class or group beside all the others: means and pass rates with the intervals of the differences."""

    kind: str
    """``class`` or ``group``."""
    name: str
    part: str
    """A part, or ``total``."""
    count: int
    mean: float
    difference: float
    interval: Interval

    @property
    def clear(self) -> bool:
        """Whether the interval leaves nought out."""
        return self.interval.low > 0 or self.interval.high < 0


@dataclass(frozen=True, slots=True)
class RateGap:
    """Pass rate of a class or group beside that of all others."""

    kind: str
    name: str
    passed: int
    count: int
    difference: float
    interval: Interval

    @property
    def clear(self) -> bool:
        """Whether the interval leaves nought out."""
        return self.interval.low > 0 or self.interval.high < 0


@dataclass(frozen=True, slots=True)
class Equity:
    """Weights in fact, how parts go together, and gaps between groups."""

    count: int
    parts: tuple[PartWeight, ...] = ()
    correlations: tuple[tuple[str, str, float], ...] = ()
    gaps: tuple[GroupGap, ...] = ()
    rates: tuple[RateGap, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """One student as this comparison sees it."""

    parts: Mapping[str, float]
    total: float
    passed: bool
    class_: str = ""
    group: str = ""

    def of(self, kind: str) -> str:
        """Return the class or the group."""
        return self.class_ if kind == "class" else self.group


def equity(students: Sequence[Weighed], weights: Mapping[str, int]) -> Equity:
    """Return how fairly the parts and the groups come off; nothing with too few students."""
    if len(students) < LEAST:
        return Equity(len(students))
    gaps, rates = _gaps(students, weights)
    parts = list(weights)
    values = {p: [s.parts[p] for s in students] for p in parts}
    pairs = tuple(
        (a, b, r)
        for k, a in enumerate(parts)
        for b in parts[k + 1 :]
        if (r := correlation(values[a], values[b])) is not None
    )
    return Equity(len(students), _weights(students, weights), pairs, gaps, rates)


def _weights(students: Sequence[Weighed], weights: Mapping[str, int]) -> tuple[PartWeight, ...]:
    whole = sum(weights.values())
    totals = [sum(s.parts[p] * w / whole for p, w in weights.items()) for s in students]
    middle = fmean(totals)
    spread = fmean((t - middle) ** 2 for t in totals)
    made = []
    for part, weight in weights.items():
        mine = [s.parts[part] for s in students]
        mean = fmean(mine)
        shared = fmean((x - mean) * (t - middle) for x, t in zip(mine, totals, strict=True))
        effective = weight / whole * shared / spread if spread > 1e-9 else weight / whole
        made.append(PartWeight(part, weight / whole, effective, mean, pstdev(mine), min(mine), max(mine)))
    return tuple(made)


def _gaps(
    students: Sequence[Weighed], weights: Mapping[str, int]
) -> tuple[tuple[GroupGap, ...], tuple[RateGap, ...]]:
    chosen = []
    for kind in ("class", "group"):
        for name in sorted({s.of(kind) for s in students} - {""}):
            mine = [s for s in students if s.of(kind) == name]
            others = [s for s in students if s.of(kind) not in ("", name)]
            if len(mine) >= LEAST_GROUP and len(others) >= LEAST_GROUP:
                chosen.append((kind, name, mine, others))
    z = z_value(len(chosen))
    confidence = 0.95 ** (1 / max(1, len(chosen)))
    gaps, rates = [], []
    for kind, name, mine, others in chosen:
        for part in ("total", *weights):
            one, two = ([s.total if part == "total" else s.parts[part] for s in g] for g in (mine, others))
            interval = welch(one, two, confidence)
            gaps.append(GroupGap(kind, name, part, len(mine), fmean(one), fmean(one) - fmean(two), interval))
        hits, other_hits = sum(s.passed for s in mine), sum(s.passed for s in others)
        rates.append(
            RateGap(
                kind,
                name,
                hits,
                len(mine),
                hits / len(mine) - other_hits / len(others),
                newcombe(hits, len(mine), other_hits, len(others), z),
            )
        )
    return tuple(gaps), tuple(rates)
