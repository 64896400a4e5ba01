"""In what other words a point may be told: which characters stand for each other in examples.

Two schools rarely use the very words of a list, but words made like them: the lists have
屋顶平面图 / 屋面平面图 and 丈量 / 测量, the schools write 屋顶丈量 and 屋面勘测. So they are read as
examples of how one thing is told twice, and every character and pair of neighbours learns what stands
in its place there, as in retrieval by statistical translation (Berger and Lafferty 1999, Information
retrieval as statistical translation).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, product, repeat
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]
else:
    Array = Any

_RUN = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")


@lru_cache(maxsize=1 << 15)
def tokens(text: str) -> frozenset[str]:
    """Return what a normalised text is made of: characters, pairs of neighbours, Latin words whole."""
    found: set[str] = set()
    for run in _RUN.findall(text):
        if run[0].isascii():
            found.add(run)
        else:
            found.update(run)
            found.update(run[i : i + 2] for i in range(len(run) - 1))
    return frozenset(found)


class Counts(NamedTuple):
    """How often each two tokens stand in place of each other in examples."""

    at: Mapping[str, int]
    """The number of each token."""
    seen: Array
    """In how many examples each stands, as a word of it or of the other."""
    starts: Array
    """Where in ``pairs`` those of each token begin, each with a token of lower number; and the end of all."""
    pairs: Array
    """The number of the other token, and in the lowest bits in how many examples the two do so."""

    @classmethod
    def of(cls, groups: Iterable[Sequence[str]], at: Mapping[str, int] | None = None) -> Counts:
        """Count in groups of normalised texts that tell one thing; every two texts are an example.

        A token is replaced, in an example, by everything that the other text has and its own has not.
        Tokens have the numbers that are given, and others do not count; or else those of their order.
        Pairs that are too rare to mean anything are left out.
        """
        import numpy as np

        every = [[tokens(text) for text in group[:MOST] if len(text) <= LONGEST] for group in groups]
        if at is None:
            held = {token for group in every for text in group for token in text}
            at = {token: n for n, token in enumerate(sorted(held))}
        seen, often = np.zeros(len(at), dtype=np.int32), Counter[tuple[int, int]]()
        for group in every:
            numbers = [{at[token] for token in text if token in at} for text in group]
            for one, other in combinations(numbers, 2):
                seen[list(one)] += 1
                seen[list(other)] += 1
                swapped = product(one - other, other - one)
                often.update((a, b) if a > b else (b, a) for a, b in swapped)
        found = np.array([(*pair, n) for pair, n in sorted(often.items())], dtype=np.int64).reshape(-1, 3)
        more, less, times = found.T
        kept = _likely(times, np.minimum(seen[more], seen[less])) >= _LEAST
        starts = np.concatenate(([0], np.cumsum(np.bincount(more[kept], minlength=len(at)))))
        pairs = (less << _BITS | np.minimum(times, _MOST_TIMES))[kept]
        small = pairs.astype(np.uint32) if len(at) <= 1 << 32 - _BITS else pairs
        return cls(at, seen, starts.astype(np.int32), small)

    def among(self, place: Mapping[str, int]) -> tuple[Array, Array]:
        """Return how often each token is seen, by its place, and which two replace each other how often.

        The latter are rows: the places of the one and of the other, and how often.
        """
        import numpy as np

        number = np.fromiter(map(self.at.get, place, repeat(-1)), dtype=np.intp, count=len(place))
        known = np.flatnonzero(number >= 0).astype(np.int32)
        mine = number[known]
        where = np.full(len(self.at), -1, dtype=np.int32)
        where[mine] = known
        seen = np.zeros(len(place), dtype=np.int32)
        seen[known] = self.seen[mine]
        starts = self.starts[mine]
        nth, at = spread(starts, self.starts[mine + 1] - starts)
        pairs = self.pairs.take(at)
        other = where.take(pairs >> _BITS)
        both = np.flatnonzero(other >= 0)
        often = (pairs.take(both) & _MOST_TIMES).astype(np.int32)
        return seen, np.stack((known.take(nth.take(both)), other.take(both), often))


class Replacements(NamedTuple):
    """What stands in place of each of some tokens, by their positions, and how likely it does, 0 to 1."""

    at: dict[str, int]
    """Where each token stands."""
    starts: Array
    instead: Array
    likely: Array

    @classmethod
    def among(cls, wanted: Iterable[str], counts: Counts, own: Iterable[Sequence[str]] = ()) -> Replacements:
        """Tell which of these tokens stand in place of which, by what was counted and in groups of one's own.

        One is likely to be replaced by what replaces it in a good part of the examples that it stands in.
        """
        import numpy as np

        place = {token: n for n, token in enumerate(sorted(set(wanted)))}
        size = len(place)
        each = [one.among(place) for one in (counts, Counts.of(own, place))]
        seen = np.sum([seen for seen, _ in each], axis=0)
        one, other, often = _summed([pairs for _, pairs in each], size)
        of, instead = np.concatenate((one, other)), np.concatenate((other, one))
        likely = _likely(np.concatenate((often, often)), seen.take(of))
        enough = np.flatnonzero(likely >= _LEAST)
        of = of.take(enough)
        # In few bits numbers are put in order by counting them.
        order = np.argsort(of.astype(np.uint16 if size < 1 << 16 else of.dtype), kind="stable")
        return cls(
            place,
            np.concatenate(([0], np.cumsum(np.bincount(of, minlength=size)))),
            instead.take(enough).take(order),
            np.minimum(1.0, likely.take(enough)).take(order),
        )

    def of_all(self, tokens: Array) -> tuple[Array, Array, Array]:
        """Return what stands in place of these tokens: of the how manieth, what, and how likely."""
        starts = self.starts[tokens]
        nth, at = spread(starts, self.starts[tokens + 1] - starts)
        return nth, self.instead[at], self.likely[at]


def _likely(often: Any, seen: Any) -> Any:
    """Return how likely one token is replaced by another: where it is so often, of all it stands in."""
    return _EAGER * often / (seen + _DOUBT)


def _summed(each: Sequence[Array], size: int) -> Array:
    """Return each two tokens once, with all their examples: rows of the two and how many."""
    import numpy as np

    some = [pairs for pairs in each if pairs.size]
    if len(some) == 1:
        return some[0]
    one, other, often = np.concatenate(each, axis=1)
    keys, at = np.unique(
        np.minimum(one, other) * np.int64(size) + np.maximum(one, other), return_inverse=True
    )
    return np.stack((keys // size, keys % size, np.bincount(at, often).astype(np.int64)))


def spread(starts: Array, counts: Array) -> tuple[Array, Array]:
    """Return, for runs of positions one after the other, the number of the run and the position."""
    import numpy as np

    run = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    before = np.cumsum(counts, dtype=np.int32) - counts
    return run, np.arange(len(run), dtype=np.int32) + np.repeat((starts - before).astype(np.int32), counts)


MOST = 6
"""Texts of a group that are taken for examples."""

LONGEST = 40
"""Characters that a text of an example has at most."""

_EAGER, _DOUBT = 4.0, 2.0
"""How soon an example is believed: four times as often as seen, in two more than there were."""

_LEAST = 0.15
"""Likelihood below which a token is not taken to stand for another. Pairs below it are not in the file
either: who lowers this, or changes what is taken for examples, learns anew (``benchmarks/learn.py``)."""

_BITS = 14
"""Bits of a pair that tell how often the two replace each other."""

_MOST_TIMES = (1 << _BITS) - 1
