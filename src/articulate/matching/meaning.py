"""Likeness of meaning: one thing told in words that have no character in common.

Every character, pair of neighbours and Latin word has a vector; those of a text are added up. They were
learned from the examples of one thing told in several ways (``data/rewordings``, ``data/synonyms``) so that
two ways of telling one thing point the same way and everything else elsewhere: paraphrastic embeddings of
character n-grams (Wieting et al. 2016, Charagram). They are learned by ``benchmarks/learn.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Table = np.ndarray[Any, np.dtype[np.float64]]
else:
    Table = Any


class Meanings:
    """The vectors of tokens, in whole numbers."""

    def __init__(self, at: Mapping[str, int], vectors: Any) -> None:
        """Take the numbers of tokens, and small whole numbers (int8): a row for each of the first ones."""
        self._at = at
        self._vectors = vectors

    def directions(self, texts: Sequence[Iterable[str]]) -> Table:
        """Return where each text (row) points: a vector of length 2**15, all 0 where no token is known.

        Texts are given as their tokens. Numbers are whole, so that sums of their products are the same
        to the last digit in whatever order a machine adds them up.
        """
        import numpy as np

        place: dict[frozenset[str], int] = {}
        rows = [place.setdefault(frozenset(text), len(place)) for text in texts]
        count = len(self._vectors)
        held = [[n for token in text if (n := self._at.get(token, count)) < count] for text in place]
        flat = np.array([at for text in held for at in text], dtype=np.intp)
        sizes = np.array(list(map(len, held)), dtype=np.intp)
        total = np.zeros((len(held), self._vectors.shape[1]))
        if len(flat):
            some = np.flatnonzero(sizes)
            starts = (np.cumsum(sizes) - sizes)[some]
            total[some] = np.add.reduceat(self._vectors[flat], starts, axis=0, dtype=np.int64)
        lengths = np.sqrt((total * total).sum(axis=1, keepdims=True))
        found: Table = np.round(total * (_LENGTH / np.maximum(lengths, 1.0)))
        return found[rows]


def alike(ones: Table, others: Table) -> Table:
    """Return the cosine of every two directions, from 0 to 1; negative ones as 0."""
    import numpy as np

    return np.maximum(ones @ others.T, 0.0) / _LENGTH**2


_LENGTH = float(1 << 15)
