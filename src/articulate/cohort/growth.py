"""Value added between entry and transfer: how a class stands beside others of equal entry.

The model, simple on purpose: transfer score = level + slope × entry score + class + rest.

- The slope is the median of the slopes of all pairs of students of the same class (Theil 1950; Sen, JASA
  63 (1968) 1379-1389), so that a few strange scores do not turn it, and what classes differ by does not
  enter it. Its interval is Sen's, from Kendall's statistic.
- Classes are shrunken towards each other: class effects are normal around nought with a spread τ, and τ
  has a half-normal prior of half the spread of students. Mean and spread of each effect are integrated
  over τ on a grid (Gelman, Bayesian Analysis 1 (2006) 515-533), so that a small class is not taken for an
  excellent or a poor one by chance, and no interval collapses when τ happens to be estimated as nought.

It compares classes, not teachers, and says nothing about causes: see docs/how-to/read-a-cohort.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, exp, log, sqrt
from statistics import NormalDist, fmean, median

from articulate.cohort.intervals import Interval, z_value

LEAST = 30
"""Students with both scores, below which nothing is computed."""
LEAST_CLASS = 8
"""Students of a class with both scores, below which the class is left out."""
LEAST_VARIED = 5
"""Different entry scores, below which there is no slope."""
DIFFERENCE = 5.0
"""Points that a class must stand out by for anyone to act on it."""
POWER = 0.8
FAR = 2.0
"""Spreads from what was expected, from which a student is named."""
GRID = 240
NO_INTERVAL = Interval(0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Grown:
    """One student with both scores."""

    student: str
    class_: str
    entry: float
    transfer: float


@dataclass(frozen=True, slots=True)
class ClassGrowth:
    """Value added of one class, in points of the transfer score, beside the average of all classes."""

    name: str
    count: int
    entry: float
    transfer: float
    raw: float
    """As observed."""
    added: float
    """Shrunken: what is likely."""
    interval: Interval

    @property
    def clear(self) -> bool:
        """Whether the interval leaves nought out."""
        return self.interval.low > 0 or self.interval.high < 0


@dataclass(frozen=True, slots=True)
class Apart:
    """A student far from what equal entry makes one expect. Points."""

    student: str
    class_: str
    entry: float
    transfer: float
    expected: float


@dataclass(frozen=True, slots=True)
class Growth:
    """Value added of a cohort; ``why_not`` says why there is none, with the least number needed."""

    count: int
    why_not: str = ""
    """Key in ``cohort.growth`` of the reason why nothing was computed."""
    slope: float = 0.0
    """Points of transfer for one point of entry."""
    slope_interval: Interval = NO_INTERVAL
    spread: float = 0.0
    """Standard deviation of students around what is expected."""
    classes: tuple[ClassGrowth, ...] = ()
    left_out: tuple[str, ...] = ()
    """Classes with too few students."""
    least: int = 0
    """Students a class needs to show a difference of ``DIFFERENCE`` points."""
    apart: tuple[Apart, ...] = ()


def growth(students: Sequence[Grown]) -> Growth:
    """Return the value added of every class that is large enough."""
    students = sorted(students, key=lambda s: s.student)
    if len(students) < LEAST:
        return Growth(len(students), "few")
    if len({s.entry for s in students}) < LEAST_VARIED:
        return Growth(len(students), "same_entry")
    by_class: dict[str, list[Grown]] = {}
    for student in students:
        by_class.setdefault(student.class_, []).append(student)
    slopes = _slopes(by_class)
    if not slopes:
        return Growth(len(students), "same_entry")
    slope = median(slopes)
    rest = {s.student: s.transfer - slope * s.entry for s in students}
    groups = {k: [rest[s.student] for s in v] for k, v in sorted(by_class.items())}
    spread = _spread(list(groups.values()))
    large = {k: v for k, v in groups.items() if len(v) >= LEAST_CLASS}
    classes = _classes(large, by_class, spread) if len(large) > 1 and spread > 0 else ()
    level = {c.name: fmean(groups[c.name]) for c in classes}
    overall = fmean(rest.values())
    apart = tuple(
        Apart(s.student, s.class_, s.entry, s.transfer, expected)
        for s in students
        for expected in (level.get(s.class_, overall) + slope * s.entry,)
        if spread and abs(s.transfer - expected) > FAR * spread
    )
    return Growth(
        count=len(students),
        slope=slope,
        slope_interval=_sen(slopes, by_class),
        spread=spread,
        classes=classes,
        left_out=tuple(sorted(groups.keys() - large.keys())),
        least=least_class(spread),
        apart=apart,
    )


def least_class(spread: float) -> int:
    """Return how many students two classes need each to show a difference of ``DIFFERENCE`` points.

    With 95 % confidence and a power of 80 %: n = 2 (z + z')² spread² / difference².
    """
    z = z_value() + NormalDist().inv_cdf(POWER)
    return max(LEAST_CLASS, ceil(2 * (z * spread / DIFFERENCE) ** 2))


def _slopes(by_class: Mapping[str, Sequence[Grown]]) -> list[float]:
    return sorted(
        (b.transfer - a.transfer) / (b.entry - a.entry)
        for members in by_class.values()
        for k, a in enumerate(members)
        for b in members[k + 1 :]
        if a.entry != b.entry
    )


def _sen(slopes: Sequence[float], by_class: Mapping[str, Sequence[Grown]]) -> Interval:
    variance = sum(n * (n - 1) * (2 * n + 5) / 18 for n in map(len, by_class.values()))
    reach = z_value() * sqrt(variance)
    low = max(0, int((len(slopes) - reach) / 2))
    high = min(len(slopes) - 1, ceil((len(slopes) + reach) / 2))
    return Interval(slopes[low], slopes[high])


def _spread(groups: Sequence[Sequence[float]]) -> float:
    freedom = sum(len(g) for g in groups) - len(groups) - 1
    squares = sum((x - mean) ** 2 for g in groups for mean in (fmean(g),) for x in g)
    return sqrt(squares / max(1, freedom))


def _classes(
    groups: Mapping[str, Sequence[float]], by_class: Mapping[str, Sequence[Grown]], spread: float
) -> tuple[ClassGrowth, ...]:
    names = list(groups)
    means = [fmean(groups[n]) for n in names]
    errors = [spread**2 / len(groups[n]) for n in names]
    z = z_value()
    made = []
    for name, mean, (effect, deviation) in zip(
        names, means, _shrunken(means, errors, spread / 2), strict=True
    ):
        members = by_class[name]
        made.append(
            ClassGrowth(
                name=name,
                count=len(members),
                entry=fmean(m.entry for m in members),
                transfer=fmean(m.transfer for m in members),
                raw=mean - fmean(means),
                added=effect,
                interval=Interval(effect - z * deviation, effect + z * deviation),
            )
        )
    return tuple(sorted(made, key=lambda c: (-c.added, c.name)))


def _shrunken(means: Sequence[float], errors: Sequence[float], scale: float) -> list[tuple[float, float]]:
    """Return what each class has beyond the average of the classes: mean and standard deviation, over all τ.

    ``errors`` are variances of the means; ``scale`` is that of the half-normal prior of the spread τ. For a
    given τ the common level μ is integrated out (Gelman et al., Bayesian Data Analysis, section 5.4).
    """
    weights: list[float] = []
    effects: list[list[tuple[float, float]]] = []
    for k in range(GRID):
        tau = 4 * scale * (k + 0.5) / GRID
        precisions = [1 / (tau**2 + e) for e in errors]
        whole = sum(precisions)
        level = sum(p * m for p, m in zip(precisions, means, strict=True)) / whole
        likelihood = -0.5 * log(whole) + 0.5 * sum(
            log(p) - p * (m - level) ** 2 for p, m in zip(precisions, means, strict=True)
        )
        weights.append(likelihood - 0.5 * (tau / scale) ** 2)
        effects.append(_contrasts(tau, means, errors, level, whole))
    top = max(weights)
    shares = [exp(w - top) for w in weights]
    whole = sum(shares)
    out = []
    for j in range(len(means)):
        mean = sum(s * e[j][0] for s, e in zip(shares, effects, strict=True)) / whole
        square = sum(s * (e[j][1] + e[j][0] ** 2) for s, e in zip(shares, effects, strict=True)) / whole
        out.append((mean, sqrt(max(0.0, square - mean**2))))
    return out


def _contrasts(
    tau: float, means: Sequence[float], errors: Sequence[float], level: float, whole: float
) -> list[tuple[float, float]]:
    """Return mean and variance of what each class has beyond the average of these classes, for a given τ."""
    count = len(means)
    pull = [e / (tau**2 + e) for e in errors]
    likely = [p * level + (1 - p) * m for p, m in zip(pull, means, strict=True)]
    own = [p * tau**2 for p in pull]
    average, mean_pull = fmean(likely), fmean(pull)
    shared = sum(own) / count**2
    return [
        (value - average, v * (1 - 2 / count) + shared + (p - mean_pull) ** 2 / whole)
        for value, v, p in zip(likely, own, pull, strict=True)
    ]
