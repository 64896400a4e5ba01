"""Likeness of meaning: one thing told in words that have no character in common.

Every character, pair of neighbours and Latin word has a vector; those of a text are added up. They were
learned from the examples of one thing told in several ways (``data/rewordings``, ``data/synonyms``) so that
two ways of telling one thing point the same way and everything else elsewhere: paraphrastic embeddings of
character n-grams (Wieting et al. 2016, Charagram). ``benchmarks/learn_meanings.py`` learns them anew.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from articulate.matching.text import normalise, shipped_rewordings, shipped_synonyms

if TYPE_CHECKING:
    import numpy as np

    Table = np.ndarray[Any, np.dtype[np.float64]]
else:
    Table = Any

SHIPPED = "meanings.npz"
"""The file of ``data`` that holds the vectors."""


class Meanings:
    """The vectors of tokens, in whole numbers."""

    def __init__(self, tokens: Sequence[str], vectors: Any) -> None:
        """Take tokens and a table with a row of small whole numbers (int8) for each."""
        self._at = {token: n for n, token in enumerate(tokens)}
        self._vectors = vectors

    def directions(self, texts: Sequence[Iterable[str]]) -> Table:
        """Return where each text (row) points: a vector of length 2**15, all 0 where no token is known.

        Texts are given as their tokens. Numbers are whole, so that sums of their products are the same
        to the last digit in whatever order a machine adds them up.
        """
        import numpy as np

        place: dict[frozenset[str], int] = {}
        rows = [place.setdefault(frozenset(text), len(place)) for text in texts]
        held = [[self._at[token] for token in text if token in self._at] for text in place]
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

    def write(self, path: Path, learned_from: str) -> None:
        """Write the vectors with the digest of the examples that they were learned from."""
        import numpy as np

        text = np.frombuffer("\n".join(self._at).encode(), dtype=np.uint8)
        new = path.with_name(f"{path.stem}.new.npz")
        np.savez(new, tokens=text, vectors=self._vectors, of=np.frombuffer(learned_from.encode(), np.uint8))
        os.replace(new, path)


def alike(ones: Table, others: Table) -> Table:
    """Return the cosine of every two directions, from 0 to 1; negative ones as 0."""
    import numpy as np

    return np.maximum(ones @ others.T, 0.0) / _LENGTH**2


_LENGTH = float(1 << 15)


def meanings() -> Meanings:
    """Return the shipped vectors."""
    return _shipped()[0]


def learned_from() -> str:
    """Return the digest of the examples that the shipped vectors were learned from."""
    return _shipped()[1]


def examples() -> tuple[tuple[str, ...], ...]:
    """Return what is learned from: groups of texts, each a way of telling one thing."""
    told = (tuple(line.split("|")) for line in shipped_rewordings())
    named = (tuple(map(normalise, group)) for group in shipped_synonyms())
    ways = (tuple(dict.fromkeys(filter(None, group))) for each in (told, named) for group in each)
    return tuple(group for group in ways if len(group) > 1)


def digest(groups: Iterable[Iterable[str]]) -> str:
    """Return what tells whether examples have changed."""
    return hashlib.sha256("\n".join(map("|".join, groups)).encode()).hexdigest()


def read(path: Traversable) -> tuple[Meanings, str]:
    """Return the vectors of a file, and the digest of the examples that they were learned from."""
    import numpy as np

    with path.open("rb") as file, np.load(file) as held:
        tokens, of = (bytes(held[name]).decode() for name in ("tokens", "of"))
        return Meanings(tokens.split("\n"), held["vectors"]), of


@cache
def _shipped() -> tuple[Meanings, str]:
    return read(files("articulate.data") / SHIPPED)
