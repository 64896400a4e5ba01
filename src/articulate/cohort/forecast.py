"""How many will pass under stated pass rates and retest rules.

Where students pass independently of each other the distribution of the number is exact: binomial for a
class, the convolution of binomials for several, beta-binomial where the rate itself is only known from a
cohort (Jeffreys' prior: Brown, Cai & DasGupta 2001). Where all classes share good and bad years, their
numbers hang together and are drawn, with a stated seed, so that the same question has the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp, lgamma, log
from random import Random
from typing import Literal

DRAWS = 4000
MOST = 5000
"""Students of one question at the most."""


@dataclass(frozen=True, slots=True)
class Sitters:
    """Students who pass at the same rates: how many, at the first sitting, at each retest."""

    count: int
    first: float
    retest: float = 0.0
    resit: float = 1.0
    """Share of those who fail that sits again."""

    def __post_init__(self) -> None:
        if not 0 <= self.count <= MOST or not all(0 <= p <= 1 for p in (self.first, self.retest, self.resit)):
            raise ValueError(f"{self}")

    def rate(self, retests: int) -> float:
        """Return the rate with so many retests."""
        return 1 - (1 - self.first) * (1 - self.retest * self.resit) ** retests


@dataclass(frozen=True, slots=True)
class Forecast:
    """The distribution of the number that passes, from 0 on, and how it was found."""

    chances: tuple[float, ...]
    how: Literal["exact", "predicted", "drawn"]
    seed: int | None = None

    @property
    def mean(self) -> float:
        """The number expected."""
        return sum(k * p for k, p in enumerate(self.chances))

    def quantile(self, share: float) -> int:
        """Return the least number that is not passed with this probability."""
        for number, reached in enumerate(accumulate(self.chances)):
            if reached >= share - 1e-12:
                return number
        return len(self.chances) - 1

    def range(self, share: float = 0.9) -> tuple[int, int]:
        """Return the middle range that holds the number with this probability."""
        return self.quantile((1 - share) / 2), self.quantile((1 + share) / 2)

    def at_least(self, number: int) -> float:
        """Return the probability of this number or more."""
        return sum(self.chances[max(0, number) :])


def forecast(
    groups: Sequence[Sitters], *, retests: int = 1, swing: float = 0.0, seed: int = 1, draws: int = DRAWS
) -> Forecast:
    """Return how many pass of all groups together.

    ``swing`` is how much good and bad years move the rates of all groups together: the standard deviation
    on the scale of log odds (0.4 moves a rate of 80 % between about 73 % and 86 %). Without it the answer is
    exact; with it, it is drawn.
    """
    if swing:
        return Forecast(_drawn(groups, retests, swing, Random(seed), draws), "drawn", seed)
    chances: tuple[float, ...] = (1.0,)
    for group in groups:
        chances = convolved(chances, binomial(group.count, group.rate(retests)))
    return Forecast(chances, "exact")


def predicted(count: int, passed: int, of: int) -> Forecast:
    """Return how many of another cohort will pass, where all that is known is that so many of so many did."""
    return Forecast(beta_binomial(count, passed + 0.5, of - passed + 0.5), "predicted")


def binomial(count: int, rate: float) -> tuple[float, ...]:
    """Return the probabilities of 0 to ``count`` passes."""
    if rate in (0.0, 1.0):
        sure = count if rate else 0
        return tuple(float(k == sure) for k in range(count + 1))
    return tuple(
        exp(_choose(count, k) + k * log(rate) + (count - k) * log(1 - rate)) for k in range(count + 1)
    )


def beta_binomial(count: int, a: float, b: float) -> tuple[float, ...]:
    """Return the probabilities of 0 to ``count`` passes at a rate that is Beta(a, b)."""
    return tuple(exp(_choose(count, k) + _beta(k + a, count - k + b) - _beta(a, b)) for k in range(count + 1))


def convolved(one: Sequence[float], two: Sequence[float]) -> tuple[float, ...]:
    """Return the distribution of the sum of two independent numbers."""
    out = [0.0] * (len(one) + len(two) - 1)
    for i, p in enumerate(one):
        for k, q in enumerate(two):
            out[i + k] += p * q
    return tuple(out)


def _choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def _beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def _drawn(
    groups: Sequence[Sitters], retests: int, swing: float, random: Random, draws: int
) -> tuple[float, ...]:
    """Return the distribution over drawn years: one shock for all groups, then student by student."""
    counts = [0] * (sum(g.count for g in groups) + 1)
    for _ in range(draws):
        shock = random.gauss(0.0, swing)
        passed = 0
        for group in groups:
            moved = Sitters(group.count, _moved(group.first, shock), _moved(group.retest, shock), group.resit)
            rate = moved.rate(retests)
            passed += sum(random.random() < rate for _ in range(group.count))
        counts[passed] += 1
    return tuple(c / draws for c in counts)


def _moved(rate: float, shock: float) -> float:
    if rate in (0.0, 1.0):
        return rate
    return 1 / (1 + exp(-(log(rate / (1 - rate)) + shock)))
