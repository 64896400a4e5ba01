"""The words that outcomes are compared by: synonyms and kinds, texts as weighted bags of characters."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

from articulate.matching.settings import Settings
from articulate.matching.text import (
    Vocabulary,
    joined,
    normalise,
    shipped_kinds,
    shipped_synonyms,
    wording,
)
from articulate.model.programme import LearningOutcome


def all_synonyms(settings: Settings) -> tuple[tuple[str, ...], ...]:
    """Return the shipped synonym groups and those of the settings; groups that share a word are one."""
    return joined(shipped_synonyms(), settings.synonyms)


def vocabulary(settings: Settings, *, keep_verbs: bool = False) -> Vocabulary:
    """Return the synonyms as a vocabulary in which empty words are dropped, unless verbs are wanted."""
    return _vocabulary(settings.synonyms, settings.kinds, keep_verbs)


@lru_cache(maxsize=8)
def _vocabulary(
    synonyms: tuple[tuple[str, ...], ...], kinds: tuple[tuple[str, tuple[str, ...]], ...], keep_verbs: bool
) -> Vocabulary:
    empty = frozenset[str]() if keep_verbs else wording().empty
    return Vocabulary.of(joined(shipped_synonyms(), synonyms), empty, shipped_kinds() + kinds)


def own_topic(outcome: LearningOutcome) -> bool:
    """Tell whether an outcome has a topic of its own, and not its sentence in place of one."""
    return outcome.topic != outcome.text


def in_few_words(one: LearningOutcome, other: LearningOutcome, settings: Settings) -> bool:
    """Tell whether one of two outcomes is a phrase: topic and sentence of few characters (``short``)."""
    lengths = (len(o.text) + (len(normalise(o.topic)) if own_topic(o) else 0) for o in (one, other))
    return min(lengths) <= settings.short


def topic_grams(outcome: LearningOutcome, words: Vocabulary) -> Counter[str]:
    """Count the grams of a topic; where only empty words remain, those of the whole topic."""
    return words.grams(outcome.topic) or words.grams(outcome.topic, keep_empty=True)


Vector = Mapping[str, float]


USUAL = 150
"""Number of outcomes of a usual pathway."""

_STEPS = (2, 8, 32, USUAL)
"""Numbers of outcomes; a gram is as rare as if the next of them held it."""

FEW = 40
"""Number of outcomes below which a pathway is an excerpt."""


@dataclass(frozen=True)
class Weights:
    """How much each gram says: the fewer outcomes of the pathway hold it, the more.

    Outcomes are counted in steps, and against a pathway of the usual size (150): a course that is added
    changes nothing but the weight of a gram that it takes from one step to the next. A handful of
    outcomes are weighed as what they are.
    """

    holders: Mapping[str, int]
    documents: int = USUAL
    """The number of outcomes that the weights are for."""

    @classmethod
    def of(cls, documents: Iterable[Collection[str]]) -> Weights:
        """Weigh the grams of these documents, each of which has them once."""
        full = [d for d in documents if d]
        holders = Counter(chain.from_iterable(full))
        return cls(holders) if len(full) >= FEW else cls(holders, len(full))

    @cached_property
    def rarity(self) -> Mapping[str, float]:
        """How rare each gram is, from 0 (in as many outcomes as a pathway usually has) to 1 (in none)."""
        steps = _STEPS if self.documents == USUAL else ()
        step = {n: next((s for s in steps if n <= s), n) for n in set(self.holders.values())}
        of = {n: max(0.0, 1 - math.log(1 + s) / self._whole) for n, s in step.items()}
        return {gram: of[n] for gram, n in self.holders.items()}

    @cached_property
    def _whole(self) -> float:
        return math.log(1 + max(1, self.documents))

    def weight(self, gram: str) -> float:
        """Return the inverse document frequency of a gram, smoothed: ln((1 + n) / (1 + holders)) + 1."""
        return 1 + self._whole * self.rarity.get(gram, 1.0)

    def vector(self, document: Counter[str]) -> Vector:
        """Return a document as a vector of length 1, grams in order; empty for an empty one."""
        raw = {g: (1 + math.log(document[g])) * self.weight(g) for g in sorted(document)}
        length = math.sqrt(sum(x * x for x in raw.values()))
        return {g: x / length for g, x in raw.items()} if length else {}


Kinds = Mapping[str, frozenset[str]]
"""What a text names of each kind of things."""


def different(one: Kinds, other: Kinds) -> bool:
    """Tell whether two texts name different things of one kind, and nothing of a kind in common."""
    both = one.keys() & other.keys()
    return bool(both) and not any(one[kind] & other[kind] for kind in both)
