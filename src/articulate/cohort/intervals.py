"""Intervals for shares, means, correlations: closed forms, no sampling.

Sources: Wilson, JASA 22 (1927) 209-212, recommended for small counts by Brown, Cai & DasGupta,
Statistical Science 16 (2001) 101-133; Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10;
Fisher, Metron 1 (1921) 3-32; Welch, Biometrika 34 (1947) 28-35; quantile of t by the expansion
26.7.5 of Abramowitz & Stegun, Handbook of Mathematical Functions (1964).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import atanh, sqrt, tanh
from statistics import NormalDist, fmean, variance
from typing import NamedTuple

CONFIDENCE = 0.95


class Interval(NamedTuple):
    """Lower and upper end."""

    low: float
    high: float


def z_value(questions: int = 1, confidence: float = CONFIDENCE) -> float:
    """Return the two-sided quantile of the normal distribution for several questions at once.

    With more than one question the intervals hold together with the confidence (Šidák, JASA 62 (1967)
    626-633): among thirty topics, one in twenty does not become "weak" by chance alone.
    """
    each = confidence ** (1 / max(1, questions))
    return NormalDist().inv_cdf((1 + each) / 2)


def wilson(hits: int, of: int, z: float) -> Interval:
    """Return Wilson's score interval of a share. Raises ``ValueError`` where there is nothing to share."""
    if not 0 <= hits <= of or of == 0:
        raise ValueError(f"{hits} of {of}")
    share, z2 = hits / of, z * z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = z / (1 + z2 / of) * sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


def newcombe(hits: int, of: int, other_hits: int, other_of: int, z: float) -> Interval:
    """Return the interval of the difference of two independent shares, from their Wilson intervals."""
    one, two = wilson(hits, of, z), wilson(other_hits, other_of, z)
    p, q = hits / of, other_hits / other_of
    low = p - q - sqrt((p - one.low) ** 2 + (two.high - q) ** 2)
    high = p - q + sqrt((one.high - p) ** 2 + (q - two.low) ** 2)
    return Interval(low, high)


def welch(one: Sequence[float], two: Sequence[float], confidence: float = CONFIDENCE) -> Interval:
    """Return the interval of the difference of two means. Each side needs two values."""
    difference = fmean(one) - fmean(two)
    a, b = variance(one) / len(one), variance(two) / len(two)
    if a + b == 0:
        return Interval(difference, difference)
    freedom = (a + b) ** 2 / (a**2 / (len(one) - 1) + b**2 / (len(two) - 1))
    half = student_t(freedom, confidence) * sqrt(a + b)
    return Interval(difference - half, difference + half)


def student_t(freedom: float, confidence: float = CONFIDENCE) -> float:
    """Return the two-sided quantile of Student's t; within 0.5 % of the tables from 4 degrees of freedom."""
    z = z_value(confidence=confidence)
    z3, z5, z7 = z**3, z**5, z**7
    return (
        z
        + (z3 + z) / (4 * freedom)
        + (5 * z5 + 16 * z3 + 3 * z) / (96 * freedom**2)
        + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * freedom**3)
    )


def fisher(correlation: float, count: int, z: float) -> Interval:
    """Return the interval of a correlation from ``count`` pairs; it needs four."""
    if count < 4:
        raise ValueError(f"{count} pairs")
    middle = atanh(max(-0.999999, min(0.999999, correlation)))
    half = z / sqrt(count - 3)
    return Interval(tanh(middle - half), tanh(middle + half))


def correlation(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Return Pearson's correlation, or nothing where one side does not vary."""
    mean_x, mean_y = fmean(xs), fmean(ys)
    xx = sum((x - mean_x) ** 2 for x in xs)
    yy = sum((y - mean_y) ** 2 for y in ys)
    if xx <= 1e-12 or yy <= 1e-12:
        return None
    xy = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return max(-1.0, min(1.0, xy / sqrt(xx * yy)))
