"""In what other words a point may be told: which characters stand for each other in examples.

Two schools rarely use the very words of a list, but words made like them: the lists have
屋顶平面图 / 屋面平面图 and 丈量 / 测量, the schools write 屋顶丈量 and 屋面勘测. So they are read as
examples of how one thing is told twice, and every character and pair of neighbours learns what stands
in its place there, as in retrieval by statistical translation (Berger and Lafferty 1999, Information
retrieval as statistical translation).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from articulate.matching.text import normalise, shipped_rewordings

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


class Replacements(NamedTuple):
    """What stands in place of each of some tokens, by their positions, and how likely it does, 0 to 1."""

    at: dict[str, int]
    """Where each token stands."""
    starts: Array
    instead: Array
    likely: Array

    def of_all(self, tokens: Array) -> tuple[Array, Array, Array]:
        """Return what stands in place of these tokens: of the how manieth, what, and how likely."""
        starts = self.starts[tokens]
        nth, at = _spread(starts, self.starts[tokens + 1] - starts)
        return nth, self.instead[at], self.likely[at]


class Rewordings:
    """Examples of one thing told in several ways, and what they teach about the tokens of a pathway.

    There are tens of thousands of examples, and a pathway needs those few that hold its tokens. So they are
    kept as they stand, one code a character, and what they teach is counted when it is asked for.
    """

    def __init__(self, text: str) -> None:
        """Take a text of examples: one a line, its words normalised and parted by upright strokes."""
        import numpy as np

        self._codes = np.frombuffer(text.encode("utf-16-le"), dtype="<u2").astype(np.intp)
        stroke, end = (self._codes == ord(sign) for sign in _PARTED)
        self._word = np.cumsum(stroke | end, dtype=np.int32)
        """The number of the word that each character belongs to."""
        first = np.concatenate(([0], self._word[end]))
        self._words = 1 + int((stroke | end).sum())
        self._pairs = _pairs_of_words(first, np.diff(first, append=self._words))
        self._uses = np.bincount(np.concatenate(self._pairs), minlength=self._words).astype(float)
        """In how many examples each word stands."""
        self._latin = self._of_latin_words()
        self._known: Replacements | None = None

    def _of_latin_words(self) -> dict[str, list[int]]:
        """Return the examples' words that hold each Latin word."""
        import numpy as np

        latin = (self._codes < 128) & np.isin(self._codes, [ord(c) for c in _ALNUM])
        edges = np.flatnonzero(np.diff(np.concatenate(([False], latin, [False])).astype(int)))
        found: dict[str, list[int]] = {}
        for start, stop in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            run = self._codes[start:stop].astype("<u2").tobytes().decode("utf-16-le")
            found.setdefault(run, []).append(int(self._word[start]))
        return found

    def among(self, wanted: Iterable[str]) -> Replacements:
        """Return which of these tokens, and perhaps of others, stand in place of which of them.

        What was counted last is not counted again while it holds all that is wanted: from one change of a
        pathway to the next there is rarely a new word.
        """
        tokens = sorted(set(wanted))
        if self._known is None or not self._known.at.keys() >= set(tokens):
            self._known = self._counted(tokens)
        return self._known

    def _counted(self, wanted: Sequence[str]) -> Replacements:
        """Count in all examples.

        A token is replaced, in an example, by everything that the other word has and its own has not. It is
        likely to be by what replaces it in a good part of the examples that it stands in.
        """
        import numpy as np

        size = max(1, len(wanted))
        kind = np.int32 if self._words * size < 1 << 31 else np.int64
        found = [word.astype(kind) * size + token.astype(kind) for word, token in self._holding(wanted)]
        held = _each_once(np.concatenate(found))[0]
        word, token = _parted(held, kind(size))
        count = np.bincount(word, minlength=self._words).astype(np.int32)
        # How often each token stands in an example, as a word of it or of the other.
        seen = np.bincount(token, weights=self._uses.take(word), minlength=size)

        (left_in, left), (right_in, right) = self._lost(count, token, size)
        many = np.bincount(right_in, minlength=len(self._pairs[0])).astype(np.int32)
        nth, at = _spread((np.cumsum(many, dtype=np.int32) - many).take(left_in), many.take(left_in))
        a, b = left.take(nth), right.take(at)
        both, often = _each_once(np.minimum(a, b) * kind(size) + np.maximum(a, b))
        first, second = _parted(both, kind(size))
        rows = []
        for of, instead in ((first, second), (second, first)):
            likely = _EAGER * often / (seen + _DOUBT).take(of)
            enough = np.flatnonzero(likely >= _LEAST)
            rows.append((of.take(enough), instead.take(enough), np.minimum(1.0, likely.take(enough))))
        of, instead, likely = map(np.concatenate, zip(*rows, strict=True))
        # In few bits numbers are put in order by counting them.
        order = np.argsort(of.astype(np.uint16 if size < 1 << 16 else of.dtype), kind="stable")
        return Replacements(
            {each: n for n, each in enumerate(wanted)},
            np.concatenate(([0], np.cumsum(np.bincount(of, minlength=size)))),
            instead.take(order),
            likely.take(order),
        )

    def _lost(self, count: Array, token: Array, size: int) -> Iterator[tuple[Array, Array]]:
        """Yield for either word of the examples what it has and the other has not: example and token.

        ``count`` tells of each word how many of the tokens it holds, which stand one word after the other.
        """
        import numpy as np

        kind = np.int32 if 2 * len(self._pairs[0]) * size < 1 << 31 else np.int64
        starts = np.cumsum(count, dtype=np.int32) - count
        sides = []
        for side, words in enumerate(self._pairs):
            example, at = _spread(starts[words], count[words])
            sides.append((example.astype(kind) * size + token[at]) * 2 + side)
        # Of each example the tokens of both its words, in order: what one of them lacks stands alone.
        held = np.sort(np.concatenate(sides).astype(kind))
        both = held >> 1
        same = both[1:] == both[:-1]
        alone = np.ones(len(held), dtype=bool)
        alone[1:] &= ~same
        alone[:-1] &= ~same
        for side in range(2):
            mine = both[alone & ((held & 1) == side)]
            yield _parted(mine, kind(size))

    def _holding(self, wanted: Sequence[str]) -> Iterator[tuple[Array, Array]]:
        """Yield words and the tokens that they hold, the same two more than once where it stands twice."""
        import numpy as np

        place = {token: n for n, token in enumerate(wanted)}
        singles = {token: n for token, n in place.items() if len(token) == 1 and not token.isascii()}
        pairs = {token: n for token, n in place.items() if len(token) == 2 and not token.isascii()}
        latin = [(w, n) for token, n in place.items() if token.isascii() for w in self._latin.get(token, ())]
        yield np.array([w for w, _ in latin], dtype=int), np.array([n for _, n in latin], dtype=int)
        single = _table(singles).take(self._codes)
        at = np.flatnonzero(single >= 0)
        yield self._word.take(at), single.take(at)
        heads, tails = ({c: n for n, c in enumerate(dict.fromkeys(p[k] for p in pairs))} for k in (0, 1))
        table = np.full((len(heads), len(tails)), -1, dtype=np.int32)
        for pair, n in pairs.items():
            table[heads[pair[0]], tails[pair[1]]] = n
        head = _table(heads).take(self._codes[:-1])
        tail = _table(tails).take(self._codes[1:])
        both = np.flatnonzero((head >= 0) & (tail >= 0))
        double = table[head.take(both), tail.take(both)]
        at = np.flatnonzero(double >= 0)
        yield self._word.take(both.take(at)), double.take(at)


def _table(places: dict[str, int]) -> Array:
    """Return for each character code the place of the character, -1 for those without."""
    import numpy as np

    table = np.full(1 << 16, -1, dtype=np.int32)
    for character, place in places.items():
        if ord(character) < 1 << 16:
            table[ord(character)] = place
    return table


def _parted(keys: Array, size: Any) -> tuple[Array, Array]:
    """Return quotient and rest: what ``divmod`` does, in a third of the time."""
    whole = keys // size
    return whole, keys - whole * size


def _each_once(keys: Array) -> tuple[Array, Array]:
    """Return the keys in order, each once, and how often it was there."""
    import numpy as np

    ordered = np.sort(keys)
    new = np.ones(len(ordered), dtype=bool)
    new[1:] = ordered[1:] != ordered[:-1]
    first = np.flatnonzero(new)
    return ordered.take(first), np.diff(first, append=len(ordered))


def _spread(starts: Array, counts: Array) -> tuple[Array, Array]:
    """Return, for runs of positions one after the other, the number of the run and the position."""
    import numpy as np

    run = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    before = np.cumsum(counts, dtype=np.int32) - counts
    return run, np.arange(len(run), dtype=np.int32) + np.repeat((starts - before).astype(np.int32), counts)


def _pairs_of_words(first: Array, sizes: Array) -> tuple[Array, Array]:
    """Return every two words of each group, by the number of its first word and how many it has."""
    import numpy as np

    found = [
        (first[many] + i, first[many] + j)
        for size in range(2, _MOST + 1)
        for many in [np.flatnonzero(np.minimum(sizes, _MOST) == size)]
        for i, j in combinations(range(size), 2)
    ]
    one, other = zip(*found, strict=True)
    return np.concatenate(one), np.concatenate(other)


_PARTED = "|\n"
_ALNUM = "0123456789abcdefghijklmnopqrstuvwxyz"

_MOST = 6
"""Words of a group that are taken for examples."""

_EAGER, _DOUBT = 4.0, 2.0
"""How soon an example is believed: four times as often as seen, in two more than there were."""

_LEAST = 0.15
"""Likelihood below which a token is not taken to stand for another."""


@lru_cache(maxsize=4)
def rewordings(synonyms: tuple[tuple[str, ...], ...]) -> Rewordings:
    """Return what the shipped examples and these synonym groups teach."""
    groups = ("|".join(map(normalise, group)) for group in synonyms if len(group) > 1)
    return Rewordings("\n".join((*groups, *shipped_rewordings())))
