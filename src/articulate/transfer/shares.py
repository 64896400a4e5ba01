"""Whole shares of a whole."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeVar

K = TypeVar("K")


def largest_remainder(weights: Mapping[K, Fraction | int], total: int, *, least: int = 0) -> dict[K, int]:
    """Return whole shares of ``total`` in proportion to the weights, each at least ``least``.

    The method of largest remainders (Hamilton). It is monotone in two ways: of two keys the heavier never
    gets less, and a key whose weight alone rises never gets less than before. Ties go to the earlier key.
    Where there are more keys than the total can serve with ``least``, the least is dropped; without any
    positive weight all weigh the same.
    """
    keys = list(weights)
    if not keys:
        return {}
    if least * len(keys) > total:
        least = 0
    whole = Fraction(sum(weights.values()))
    exact = {
        k: (total - least * len(keys)) * (Fraction(weights[k]) / whole if whole else Fraction(1, len(keys)))
        for k in keys
    }
    out = {k: least + int(exact[k]) for k in keys}
    left = total - sum(out.values())
    order = sorted(range(len(keys)), key=lambda i: (-(exact[keys[i]] - int(exact[keys[i]])), i))
    for i in order[:left]:
        out[keys[i]] += 1
    return out
