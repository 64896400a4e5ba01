"""Learn from examples of one thing told in several ways: what texts mean, and what stands for what.

    python benchmarks/learn.py [--seed N] [-o FILE]

Writes ``src/articulate/data/learned.npz`` anew (one to two minutes): to be done whenever the examples in
``data/rewordings`` or ``data/synonyms``, or what is made of them, have changed. What stands in place of
what is counted (``matching/rewording``). What texts mean is learned: a text is the sum of the vectors of
its tokens. They are moved until two ways of telling one thing point the same way, and away from others
(Wieting et al. 2016, Charagram), each batch being a contrast of everything with everything in it (van den
Oord et al. 2018, InfoNCE). Lines that follow each other are of one course: the hardest to tell apart.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from articulate.matching.learned import SHIPPED, Learned, digest, examples
from articulate.matching.rewording import MOST, Counts, tokens

Array = np.ndarray[Any, np.dtype[Any]]

DIMENSIONS = 96
EPOCHS, BATCH, BLOCK = 12, 1024, 64
"""Lines are shuffled in blocks, so that a batch holds several lines of one course."""
SHARPNESS = 10.0
"""By which a cosine is multiplied before it is contrasted with the others (1 / temperature)."""
RATE, FIRST, SECOND, TINY = 0.02, 0.9, 0.999, 1e-8
"""Step, falling to 0, and memory of Adam (Kingma and Ba 2015), kept for the rows that a batch holds."""


def main() -> int:
    """Learn and write."""
    parser = argparse.ArgumentParser(description="Learn from examples.")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("-o", "--output", type=Path, default=Path("src/articulate/data") / SHIPPED)
    args = parser.parse_args()
    groups = examples()
    known = vocabulary(groups)
    learner = Learner(known, groups, np.random.default_rng(args.seed))
    for epoch in range(EPOCHS):
        print(
            f"{epoch + 1} of {EPOCHS}: {learner.epoch(RATE * (1 - epoch / EPOCHS)):.1%} told from all others"
        )
    order = numbered(groups, known)
    at = {token: n for n, token in enumerate(order)}
    row = {token: n for n, token in enumerate(known)}
    vectors = whole(learner.vectors)[[row[token] for token in order[: len(known)]]]
    Learned(Counts.of(groups, at), vectors, digest(groups)).write(args.output)
    return 0


def vocabulary(groups: Sequence[Sequence[str]]) -> list[str]:
    """Return the tokens that have a vector: those of two texts and more, and every character."""
    seen = held(groups)
    return sorted(token for token, n in seen.items() if n > 1 or len(token) == 1)


def numbered(groups: Sequence[Sequence[str]], first: Sequence[str]) -> list[str]:
    """Return all tokens: those of these first, in both parts the commonest first.

    A pair is kept with the rarer of its tokens, so that little has to be read for a common one.
    """
    seen, vectors = held(groups), set(first)
    return sorted(seen, key=lambda token: (token not in vectors, -seen[token], token))


def held(groups: Sequence[Sequence[str]]) -> Counter[str]:
    """Count in how many texts each token stands."""
    return Counter(token for group in groups for text in group for token in tokens(text))


def whole(vectors: Array) -> Array:
    """Return vectors in whole numbers of one byte."""
    return np.round(vectors * (127 / np.abs(vectors).max())).astype(np.int8)


class Learner:
    """Vectors on their way."""

    def __init__(self, known: Sequence[str], groups: Sequence[Sequence[str]], random: np.random.Generator):
        at = {token: n for n, token in enumerate(known)}
        held = [[_places(text, at) for text in group[:MOST]] for group in groups]
        some = [[text for text in group if len(text)] for group in held]
        self._groups = [group for group in some if len(group) > 1]
        self._random = random
        spread = 0.3 / np.sqrt(DIMENSIONS)
        self.vectors = (random.standard_normal((len(known), DIMENSIONS)) * spread).astype(np.float32)
        self._mean, self._square = np.zeros_like(self.vectors), np.zeros_like(self.vectors)
        self._step = 0

    def epoch(self, rate: float) -> float:
        """See every group once; return which share is told from everything else in its batch."""
        right = [self._learn(batch, rate) for batch in self._batches()]
        return sum(right) / len(right)

    def _batches(self) -> Iterator[Array]:
        count, first = len(self._groups), int(self._random.integers(0, BLOCK))
        blocks = np.split(np.arange(count), np.arange(first, count, BLOCK))
        self._random.shuffle(blocks)
        order = np.concatenate(blocks)
        for start in range(0, count - BATCH + 1, BATCH):
            yield order[start : start + BATCH]

    def _learn(self, batch: Array, rate: float) -> float:
        chosen = [self._random.choice(len(self._groups[n]), 2, replace=False) for n in batch]
        one, other = (
            _Side(self.vectors, [self._groups[n][pair[k]] for n, pair in zip(batch, chosen, strict=True)])
            for k in (0, 1)
        )
        scores = one.units @ other.units.T * SHARPNESS
        own = np.arange(len(batch))
        right = float((scores.argmax(axis=1) == own).mean())
        # Softmax of each row and of each column, less what they should be.
        slope = (_softmax(scores, 1) + _softmax(scores, 0)) / 2
        slope[own, own] -= 1
        slope *= SHARPNESS / len(batch)
        slopes = (one.back(slope @ other.units), other.back(slope.T @ one.units))
        self._move(np.concatenate((one.flat, other.flat)), np.concatenate(slopes), rate)
        return right

    def _move(self, rows: Array, slopes: Array, rate: float) -> None:
        order = np.argsort(rows, kind="stable")
        first = np.flatnonzero(np.diff(rows[order], prepend=-1))
        each, slope = rows[order][first], np.add.reduceat(slopes[order], first, axis=0)
        self._step += 1
        self._mean[each] = FIRST * self._mean[each] + (1 - FIRST) * slope
        self._square[each] = SECOND * self._square[each] + (1 - SECOND) * slope * slope
        mean = self._mean[each] / (1 - FIRST**self._step)
        square = self._square[each] / (1 - SECOND**self._step)
        self.vectors[each] -= rate * mean / (np.sqrt(square) + TINY)


class _Side:
    """One way of telling each thing of a batch, as directions."""

    def __init__(self, vectors: Array, texts: Sequence[Array]) -> None:
        self.flat = np.concatenate(texts)
        self._sizes = np.array([len(text) for text in texts])
        sums = np.add.reduceat(vectors[self.flat], np.cumsum(self._sizes) - self._sizes, axis=0)
        self._lengths = np.linalg.norm(sums, axis=1, keepdims=True) + TINY
        self.units = sums / self._lengths

    def back(self, slopes: Array) -> Array:
        """Return the slope for the vector of each token from the slopes for the directions."""
        along = (slopes * self.units).sum(axis=1, keepdims=True)
        return np.repeat((slopes - self.units * along) / self._lengths, self._sizes, axis=0)


def _softmax(scores: Array, axis: int) -> Array:
    raised = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return raised / raised.sum(axis=axis, keepdims=True)


def _places(text: str, at: dict[str, int]) -> Array:
    return np.array(sorted(at[token] for token in tokens(text) if token in at), dtype=np.int64)


if __name__ == "__main__":
    sys.exit(main())
