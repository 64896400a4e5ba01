"""What was learned from examples of one thing told in several ways, and the file that holds it.

``data/rewordings`` and ``data/synonyms`` are the examples. What they teach of the words of any pathway is
the same whatever else the pathway holds, so it is learned once (``benchmarks/learn.py``) and looked up.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from articulate.matching.meaning import Meanings
from articulate.matching.rewording import Counts
from articulate.matching.text import normalise, shipped_rewordings, shipped_synonyms

SHIPPED = "learned.npz"
"""The file of ``data`` that holds what was learned."""


@dataclass(frozen=True)
class Learned:
    """What was learned of tokens: how often they replace each other, what the first ones mean."""

    counts: Counts
    vectors: Any
    """A row of small whole numbers (int8) for each of the first tokens."""
    of: str
    """The digest of the examples."""

    @property
    def meanings(self) -> Meanings:
        """Return what the tokens mean."""
        return Meanings(self.counts.at, self.vectors)

    def write(self, path: Path) -> None:
        """Write everything to a file: the same bytes of the same."""
        import numpy as np

        texts = {"tokens": "\n".join(self.counts.at), "of": self.of}
        parts = {name: np.frombuffer(text.encode(), dtype=np.uint8) for name, text in texts.items()}
        parts |= {"vectors": self.vectors} | {name: getattr(self.counts, name) for name in _COUNTED}
        new = path.with_name(f"{path.stem}.new.npz")
        np.savez(new, allow_pickle=False, **parts)
        os.replace(new, path)


_COUNTED = ("seen", "starts", "pairs")


def examples() -> tuple[tuple[str, ...], ...]:
    """Return what is learned from: groups of texts, each a way of telling one thing."""
    told = (tuple(line.split("|")) for line in shipped_rewordings())
    named = (tuple(map(normalise, group)) for group in shipped_synonyms())
    ways = (tuple(dict.fromkeys(filter(None, group))) for each in (told, named) for group in each)
    return tuple(group for group in ways if len(group) > 1)


def digest(groups: Iterable[Iterable[str]]) -> str:
    """Return what tells whether examples have changed."""
    return hashlib.sha256("\n".join(map("|".join, groups)).encode()).hexdigest()


def read(path: Traversable) -> Learned:
    """Return what a file holds."""
    import numpy as np

    with path.open("rb") as file, np.load(file) as held:
        tokens, of = (bytes(held[name]).decode() for name in ("tokens", "of"))
        at = {token: n for n, token in enumerate(tokens.split("\n"))}
        return Learned(Counts(at, *(held[name] for name in _COUNTED)), held["vectors"], of)


@cache
def learned() -> Learned:
    """Return what was learned from the shipped examples."""
    return read(files("articulate.data") / SHIPPED)
