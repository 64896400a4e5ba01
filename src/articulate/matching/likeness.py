"""How alike the outcomes of a pathway are by their words, each with every other, as tables of numbers.

Three views: the words that two outcomes have in common (cosine of the characters, pairs of neighbours
and synonyms they hold, the rarer the weightier), how much of the one may be told by the other, with
what stands in place of its words in examples of one thing told twice (``rewording``), and how like they
are in what they mean (``meaning``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from articulate.matching.content import Requiring, Wording
from articulate.matching.learned import learned
from articulate.matching.meaning import alike
from articulate.matching.rewording import Replacements, spread, tokens
from articulate.matching.settings import Settings
from articulate.matching.text import normalise
from articulate.matching.words import FEW, Weights, own_topic, topic_grams, vocabulary
from articulate.model.pathway import Pathway
from articulate.model.programme import LearningOutcome

if TYPE_CHECKING:
    import numpy as np

    Table = np.ndarray[Any, np.dtype[np.float64]]
    Flags = np.ndarray[Any, np.dtype[np.bool_]]
    Places = np.ndarray[Any, np.dtype[np.signedinteger[Any]]]
else:
    Table = Flags = Places = Any

Key = tuple[str, int]
"""One outcome: id of its course, index in it."""

Pairs = tuple[Places, Places]
"""Positions of outcomes: the first and the second of each two that are looked at."""


@dataclass(frozen=True)
class Likeness:
    """Square tables, by position of the outcomes in ``keys``; 0 within one course."""

    keys: Sequence[Key]
    words: Table
    """What topics and sentences together have in common: cosine, 0 to 1."""
    told: Table
    """How much of either may be told by the other: mean of the two shares, 0 to 1."""
    meant: Table
    """How like they are in what they mean: mean of topics and of sentences, 0 to 1."""
    starts: Sequence[int]
    """Where the outcomes of each course begin."""
    within: Flags
    """Whether two outcomes belong to one stage."""

    @classmethod
    def of(cls, pathway: Pathway, settings: Settings) -> Likeness:
        """Compare all outcomes of a pathway by what they hold."""
        import numpy as np

        courses = [c for c in pathway.courses if c.outcomes]
        sizes = [len(c.outcomes) for c in courses]
        course = np.repeat(np.arange(len(courses)), sizes)
        stage = np.repeat([c.stage.value for c in courses], sizes)
        apart = course[:, None] != course
        words = bags(pathway, settings).vectors.cosines()
        told = retold(pathway, settings).shares([said(o) for c in courses for o in c.outcomes])
        return cls(
            [(c.id, i) for c in courses for i in range(len(c.outcomes))],
            words * apart,
            np.round((told + told.T) / 2, _DIGITS) * apart,
            np.round(meant(pathway).alike(), _DIGITS) * apart,
            np.cumsum([0, *sizes[:-1]]).tolist(),
            stage[:, None] == stage,
        )

    def company(self, table: Table, pairs: Pairs, least: float, rivals: Flags | None = None) -> Table:
        """Return how alike two are relative to the best partner either has in that stage, summed for both.

        Where the best is less than ``least``, relative to that. Others than ``rivals`` take no partner away.
        """
        import numpy as np

        one, other = pairs
        among_rivals = table if rivals is None else table * rivals
        shares = []
        for stage in (self.within, ~self.within):
            best = np.maximum(np.max(among_rivals * stage, axis=1, initial=0.0), least)
            shares.append(1 / best[one] + 1 / best[other])
        found: Table = table[pairs] * np.where(self.within[pairs], *shares)
        # Who is better than all rivals is the best.
        return found if rivals is None else np.minimum(found, 2.0)

    def among(self, pairs: Collection[frozenset[str]]) -> Flags:
        """Return whether the courses of two outcomes are one of these pairs of courses, or one course."""
        import numpy as np

        ids = list(dict.fromkeys(id_ for id_, _ in self.keys))
        held = np.array([[a == b or frozenset((a, b)) in pairs for b in ids] for a in ids], dtype=bool)
        course = np.repeat(np.arange(len(ids)), np.diff([*self.starts, len(self.keys)]))
        found: Flags = held[course][:, course]
        return found

    def others(self, pairs: Pairs) -> Table:
        """Return how alike the other outcomes of the two courses are: a mean of their best, 1 at most."""
        import numpy as np

        best = np.maximum.reduceat(self.meant, self.starts, axis=1)
        whole = np.round(np.add.reduceat(best, self.starts, axis=0), _DIGITS)
        sizes = np.diff([*self.starts, len(self.keys)])
        course = np.repeat(np.arange(len(sizes)), sizes)
        one, other = pairs
        a, b = course[one], course[other]
        # What the outcomes of one course find in the other, but for the two that are looked at.
        rest = np.minimum(whole[a, b] - best[one, b], whole[b, a] - best[other, a])
        mean = rest / np.maximum(1, np.minimum(sizes[a], sizes[b]) - 1)
        found: Table = np.clip(np.round(mean, _DIGITS), 0.0, 1.0)
        return found


_OF_FEW = 0.2
"""How rare what few outcomes hold is at least taken to be."""

_DIGITS = 6
"""Sums of floating numbers depend on their order in the last digits; verdicts must not."""


class Vectors:
    """Bags of grams as vectors of length 1, the rarer a gram the weightier."""

    def __init__(self, documents: Sequence[Counter[str]], weights: Weights | None = None) -> None:
        """Take documents, and how rare their grams are if that is not to be counted in them."""
        import numpy as np

        self.weights = weights or Weights.of(documents)
        grams = sorted(self.weights.holders)
        self._at = {gram: n for n, gram in enumerate(grams)}
        self._count = len(documents)
        sizes = list(map(len, documents))
        holder = np.repeat(np.arange(self._count), sizes)
        rows = np.array([self._at[gram] for document in documents for gram in document], dtype=int)
        counts = np.array([n for document in documents for n in document.values()], dtype=float)
        rare = np.array([self.weights.weight(gram) for gram in grams])
        values = (1 + np.log(counts)) * rare[rows]
        values /= np.sqrt(np.bincount(holder, values * values, self._count))[holder]
        order = np.argsort(rows, kind="stable")
        self._rows, self._holders, self._values = rows[order], holder[order], values[order]
        self._starts = np.searchsorted(self._rows, np.arange(len(grams) + 1))

    def cosines(self) -> Table:
        """Return what each two have in common."""
        return self._products(self._rows, self._values, self._holders, self._count)

    def along(self, document: Counter[str]) -> Table:
        """Return what each has in common with a further document."""
        import numpy as np

        held = {self._at[g]: x for g, x in self.weights.vector(document).items() if g in self._at}
        rows, values = np.array(list(held), dtype=int), np.array(list(held.values()))
        found: Table = self._products(rows, values, np.zeros(len(held), dtype=int), 1)[0]
        return found

    def _products(self, rows: Places, values: Table, of: Places, count: int) -> Table:
        """Return the products of vectors (rows) with these: of each value the gram, and whose it is."""
        import numpy as np

        found = np.zeros(count * self._count)
        for start in range(0, len(rows), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            starts = self._starts[rows[part]]
            nth, at = spread(starts, self._starts[rows[part] + 1] - starts)
            place = of[part][nth] * self._count + self._holders[at]
            found += np.bincount(place, values[part][nth] * self._values[at], len(found))
        rounded: Table = np.round(found.reshape(count, self._count), _DIGITS)
        return rounded


_AT_ONCE = 1 << 13
"""Values that are multiplied at once with all that belong to them: a limit of memory."""


@dataclass(frozen=True)
class Bags:
    """The grams of each outcome of a pathway, in its order."""

    topics: Sequence[Counter[str]]
    """Those of its topic, or what stands for one."""
    texts: Sequence[Counter[str]]
    """Those of topic and sentence."""

    @cached_property
    def vectors(self) -> Vectors:
        """Topics and sentences, as vectors."""
        return Vectors(self.texts)


def bags(pathway: Pathway, settings: Settings) -> Bags:
    """Count what the outcomes of a pathway hold."""
    return _bags(Wording(pathway), settings)


@lru_cache(maxsize=4)
def _bags(wording: Wording, settings: Settings) -> Bags:
    words = vocabulary(settings)
    outcomes = [o for c in wording.pathway.courses for o in c.outcomes]
    topics = [topic_grams(o, words) for o in outcomes]
    texts = [t + words.grams(o.text) if own_topic(o) else t for o, t in zip(outcomes, topics, strict=True)]
    return Bags(topics, texts)


@dataclass(frozen=True)
class Meant:
    """Where the texts of a pathway's outcomes point (``Meanings``)."""

    all: Table
    """Topics, sentences (or topics where there is none) and names of courses, one table below the other.

    Each has a row for each outcome, in its order.
    """

    def alike(self) -> Table:
        """Return how like each two outcomes are in meaning: the mean of topics and of sentences."""
        import numpy as np

        topics, texts, _ = np.split(self.all, 3)
        found: Table = (alike(topics, topics) + alike(texts, texts)) / 2
        return found

    def near(self, topic: str) -> Table:
        """Return how like each of the three (columns) is to a topic in meaning, for each outcome (rows)."""
        asked = learned().meanings.directions([tokens(normalise(topic))])
        return alike(self.all, asked).reshape(3, -1).T


def meant(pathway: Pathway) -> Meant:
    """Return what the outcomes of a pathway mean."""
    return _meant(Wording(pathway))


@lru_cache(maxsize=4)
def _meant(wording: Wording) -> Meant:
    outcomes = [(c, o) for c in wording.pathway.courses for o in c.outcomes]
    topics = (o.topic for _, o in outcomes)
    texts = (o.text or o.topic for _, o in outcomes)
    names = (c.name for c, _ in outcomes)
    return Meant(learned().meanings.directions([tokens(normalise(t)) for t in chain(topics, texts, names)]))


class Retold:
    """What each outcome of a pathway tells, and what else might be told by it."""

    def __init__(
        self, said: Sequence[frozenset[str]], asked: Iterable[str], synonyms: Iterable[Sequence[str]]
    ) -> None:
        """Take what the outcomes say, as tokens, others that will be asked about, and a school's synonyms."""
        import numpy as np

        rarity = Weights.of(said).rarity
        replaced = Replacements.among(chain(rarity, asked), learned().counts, synonyms)
        self._at = replaced.at
        # In an excerpt what all outcomes hold is no less a part of what they say.
        least = _OF_FEW if len(said) < FEW else 0.0
        self._rarity = np.array([max(least, rarity.get(token, 1.0)) for token in self._at])
        each = [self._places(tokens) for tokens in said]
        outcome = np.repeat(np.arange(len(each)), list(map(len, each)))
        token = np.array(list(chain.from_iterable(each)), dtype=int)
        nth, instead, likely = replaced.of_all(token)
        size = len(self._at), len(each)
        place = instead * size[1] + outcome[nth]
        table = np.bincount(place, likely, size[0] * size[1]).astype(float, copy=False)
        table[place] = np.minimum(table[place], 1.0)
        table[token * size[1] + outcome] = 1.0
        self._table = table.reshape(size)

    def _places(self, tokens: Iterable[str]) -> list[int]:
        """Return where known tokens stand, in order."""
        return sorted(self._at[token] for token in tokens if token in self._at)

    def share(self, told: Iterable[str]) -> Table:
        """Return which share of these tokens each outcome may tell, the rarer ones the weightier: 0 to 1."""
        return self.shares([told])[:, 0]

    def shares(self, texts: Sequence[Iterable[str]]) -> Table:
        """Return which share of each of these texts (columns) each outcome (rows) may tell."""
        import numpy as np

        columns = []
        for told in texts:
            places = np.array(self._places(told), dtype=int)
            rare = self._rarity[places]
            columns.append((places, rare / (rare.sum() or 1.0)))
        return np.round(_through(self._table, columns), _DIGITS)


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
    own = [list(map(normalise, group)) for group in settings.synonyms]
    return Retold(outcomes, chain.from_iterable(asked), own)


def _through(table: Table, columns: Sequence[tuple[Places, Table]]) -> Table:
    """Return the products of the columns of a table with others of few places each, by place and value."""
    import numpy as np

    found = np.zeros((table.shape[1], len(columns)))
    for n, (places, values) in enumerate(columns):
        if len(places):
            found[:, n] = values @ table[places]
    return found
