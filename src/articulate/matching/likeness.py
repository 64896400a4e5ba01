"""How alike the outcomes of a pathway are by their words, each with every other, as tables of numbers.

Two views: the words that two outcomes have in common (cosine of the characters, pairs of neighbours
and synonyms they hold, the rarer the weightier), and how much of the one may be told by the other, with
what stands in place of its words in examples of one thing told twice (``rewording``).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from articulate.matching.content import Requiring
from articulate.matching.rewording import Rewordings, rewordings, tokens
from articulate.matching.settings import Settings
from articulate.matching.text import normalise
from articulate.matching.words import FEW, Vector, Weights, all_synonyms, own_topic, topic_grams, vocabulary
from articulate.model.pathway import Pathway
from articulate.model.programme import LearningOutcome

if TYPE_CHECKING:
    import numpy as np

    Table = np.ndarray[Any, np.dtype[np.float64]]
    Flags = np.ndarray[Any, np.dtype[np.bool_]]
else:
    Table = Flags = Any

Key = tuple[str, int]
"""One outcome: id of its course, index in it."""


@dataclass(frozen=True)
class Likeness:
    """Square tables, by position of the outcomes in ``keys``; 0 within one course."""

    keys: Sequence[Key]
    topics: Table
    """What their topics have in common: cosine, 0 to 1; where one has none, as ``words``."""
    words: Table
    """What topics and sentences together have in common: cosine, 0 to 1."""
    told: Table
    """How much of either may be told by the other: mean of the two shares, 0 to 1."""
    starts: Sequence[int]
    """Where the outcomes of each course begin."""
    within: Flags
    """Whether two outcomes belong to one stage."""

    @classmethod
    def of(cls, pathway: Pathway, bags: Bags, settings: Settings) -> Likeness:
        """Compare all outcomes of a pathway by what they hold."""
        import numpy as np

        courses = [c for c in pathway.courses if c.outcomes]
        sizes = [len(c.outcomes) for c in courses]
        course = np.repeat(np.arange(len(courses)), sizes)
        stage = np.repeat([c.stage.value for c in courses], sizes)
        apart = course[:, None] != course
        words = _cosines(bags.texts)
        named = np.array([bool(topic) for topic in bags.topics])
        topics = np.where(named[:, None] & named, _cosines(bags.topics), words)
        told = retold(pathway, settings).shares([said(o) for c in courses for o in c.outcomes])
        return cls(
            [(c.id, i) for c in courses for i in range(len(c.outcomes))],
            topics * apart,
            words * apart,
            np.round((told + told.T) / 2, _DIGITS) * apart,
            np.cumsum([0, *sizes[:-1]]).tolist(),
            stage[:, None] == stage,
        )

    def company(self, table: Table, least: float) -> Table:
        """Return how alike two are relative to the best partner either has in that stage, summed for both.

        Where the best is less than ``least``, relative to that.
        """
        import numpy as np

        found = np.zeros_like(table)
        for among in (self.within, ~self.within):
            best = np.maximum(np.max(table * among, axis=1, initial=0.0), least)
            found += table * among / best + table * among / best[:, None]
        return found

    def others(self) -> Table:
        """Return how alike the other outcomes of the two courses are: a mean of their best, 1 at most."""
        import numpy as np

        best = np.maximum.reduceat(self.words, self.starts, axis=1)
        whole = np.round(np.add.reduceat(best, self.starts, axis=0), _DIGITS)
        sizes = np.diff([*self.starts, len(self.keys)])
        course = np.repeat(np.arange(len(sizes)), sizes)
        # What the outcomes of one course find in the other, but for the two that are looked at.
        rest = whole[course] - best
        rest = rest[:, course]
        fewer = np.minimum(sizes[course][:, None], sizes[course])
        mean = np.minimum(rest, rest.T) / np.maximum(1, fewer - 1)
        found: Table = np.clip(np.round(mean, _DIGITS), 0.0, 1.0)
        return found


_OF_FEW = 0.2
"""How rare what few outcomes hold is at least taken to be."""

_DIGITS = 6
"""Sums of floating numbers depend on their order in the last digits; verdicts must not."""


class Bags(NamedTuple):
    """The grams of each outcome: of its topic, where it has one, and of topic and sentence."""

    topics: list[Counter[str]]
    texts: list[Counter[str]]

    @classmethod
    def of(cls, pathway: Pathway, settings: Settings) -> Bags:
        """Count what the outcomes of a pathway hold, in its order."""
        words = vocabulary(settings)
        outcomes = [o for c in pathway.courses for o in c.outcomes]
        firsts = [topic_grams(o, words) for o in outcomes]
        texts = [
            f + words.grams(o.text) if own_topic(o) else f for f, o in zip(firsts, outcomes, strict=True)
        ]
        return cls([f if own_topic(o) else Counter() for f, o in zip(firsts, outcomes, strict=True)], texts)


def _cosines(documents: Sequence[Counter[str]]) -> Table:
    """Return how much each two documents have in common, the rarer the weightier."""
    import numpy as np

    weights = Weights.of(documents)
    vectors = [weights.vector(document) for document in documents]
    return np.round(_products(vectors), _DIGITS)


class Retold:
    """What each outcome of a pathway tells, and what else might be told by it."""

    def __init__(self, said: Sequence[frozenset[str]], asked: Iterable[str], lists: Rewordings) -> None:
        """Take what the outcomes say, as tokens, and other tokens that will be asked about."""
        import numpy as np

        rarity = Weights.of(map(Counter, said)).rarity
        # In an excerpt what all outcomes hold is no less a part of what they say.
        least = _OF_FEW if len(said) < FEW else 0.0
        self._rarity = {token: max(least, x) for token, x in rarity.items()}
        replaced = lists.among(chain(self._rarity, asked))
        self._at = replaced.at
        each = [[self._at[token] for token in sorted(tokens)] for tokens in said]
        outcome = np.repeat(np.arange(len(each)), [len(tokens) for tokens in each])
        token = np.array(list(chain.from_iterable(each)), dtype=int)
        nth, instead, likely = replaced.of_all(token)
        size = len(self._at), len(each)
        table = np.bincount(instead * size[1] + outcome[nth], likely, size[0] * size[1]).reshape(size)
        table[token, outcome] = 1.0
        self._table = np.minimum(table, 1.0)

    def share(self, told: Iterable[str]) -> Table:
        """Return which share of these tokens each outcome may tell, the rarer ones the weightier: 0 to 1."""
        return self.shares([told])[:, 0]

    def shares(self, texts: Sequence[Iterable[str]]) -> Table:
        """Return which share of each of these texts (columns) each outcome (rows) may tell."""
        import numpy as np

        found = []
        for told in texts:
            rare = {token: self._rarity.get(token, 1.0) for token in sorted(told) if token in self._at}
            whole = math.fsum(rare.values()) or 1.0
            found.append({self._at[token]: x / whole for token, x in rare.items()})
        return np.round(_by_rows(self._table, found), _DIGITS)


def said(outcome: LearningOutcome) -> frozenset[str]:
    """Return the tokens of topic and sentence."""
    topic = tokens(normalise(outcome.topic)) if own_topic(outcome) else frozenset[str]()
    return topic | tokens(normalise(outcome.text or outcome.topic))


def retold(pathway: Pathway, settings: Settings) -> Retold:
    """Return what the outcomes of a pathway tell, in its order; its requirements may be asked about."""
    return _retold(Requiring(pathway), settings)


@lru_cache(maxsize=4)
def _retold(wording: Requiring, settings: Settings) -> Retold:
    courses, words = wording.pathway.courses, vocabulary(settings, keep_verbs=True)
    topics = [r.topic for c in courses for r in c.requires]
    asked = (tokens(text) for topic in topics for text in (normalise(topic), words.plain(topic)))
    outcomes = [said(o) for c in courses for o in c.outcomes]
    return Retold(outcomes, chain.from_iterable(asked), rewordings(all_synonyms(settings)))


def _products(vectors: Sequence[Vector]) -> Table:
    """Return the scalar product of every two vectors."""
    import numpy as np

    at = {token: n for n, token in enumerate(sorted({token for each in vectors for token in each}))}
    rows = [{at[token]: x for token, x in each.items()} for each in vectors]
    table = np.zeros((len(at), len(rows)))
    for n, each in enumerate(rows):
        table[list(each), n] = list(each.values())
    return _by_rows(table, rows)


def _by_rows(table: Table, vectors: Sequence[Mapping[int, float]]) -> Table:
    """Return the products of the columns of a table with vectors of few places each."""
    import numpy as np

    found = np.zeros((table.shape[1], len(vectors)))
    for n, each in enumerate(vectors):
        if each:
            found[:, n] = np.fromiter(each.values(), float) @ table[list(each)]
    return found
