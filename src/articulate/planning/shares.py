"""What provisions on shares and sums ask of the courses of a plan: linear bounds in whole numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import lcm
from typing import Any

from articulate.findings import Severity
from articulate.i18n import Phrase
from articulate.model.programme import Course
from articulate.policy import Limit, Provision, limits, place


@dataclass(frozen=True, slots=True)
class Bound:
    """One side of a provision in whole numbers: the weights of what is taken add up to at most ``most``."""

    limit: Limit
    weights: tuple[tuple[str, int], ...]
    most: int

    @property
    def binding(self) -> bool:
        """Whether no plan may miss it; what is only expected is a wish."""
        return self.limit.provision.severity is Severity.ERROR

    @property
    def values(self) -> dict[str, Any]:
        """What messages about it are made of."""
        provision = self.limit.provision
        return {
            "where": place(self.limit.stage),
            "measure": Phrase(f"policy.measure.{provision.measure}"),
            "bound": provision.bound,
            "basis": provision.citation,
        }


def bounds(provisions: Iterable[Provision], courses: Sequence[Course]) -> Iterator[Bound]:
    """Yield the provisions on shares and sums that speak to a plan, by id.

    Provisions that are advice only, unverified ones among them, say nothing to a plan; nor does a sum to
    which no course adds anything, such as credits that nobody gave.
    """
    for limit in limits(provisions):
        if limit.provision.severity is Severity.ADVICE:
            continue
        exact = {c.id: w for c in courses if (w := limit.weight(c))}
        scale = lcm(limit.least.denominator, *(w.denominator for w in exact.values()))
        weights = tuple((c, -w.numerator * (scale // w.denominator)) for c, w in exact.items())
        if weights:
            yield Bound(limit, weights, -limit.least.numerator * (scale // limit.least.denominator))
