"""What courses offer to the requirements of others, taken apart into what can be compared."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from articulate.matching.settings import Settings
from articulate.matching.text import Vocabulary, normalise, wording
from articulate.matching.words import (
    FEW,
    Vector,
    Weights,
    all_synonyms,
    cosine,
    own_topic,
    topic_grams,
    vocabulary,
)
from articulate.model.pathway import Pathway
from articulate.model.programme import Course, LearningOutcome

_AND = re.compile(r"[与和及、/]")
UNIT = re.compile(r"[a-z0-9]+|.")
GAP = " "


@dataclass(frozen=True, slots=True)
class Offer:
    """An outcome as it is compared with a requirement: its wording, and that of its course's name.

    The pairs of characters of all three, and what the topic says, and topic and sentence, as vectors.
    """

    course: Course
    outcome: LearningOutcome
    index: int
    name: str
    topic: str
    text: str
    held: frozenset[str]
    said: tuple[Vector, Vector]

    @property
    def all(self) -> str:
        """Name, topic and sentence, with gaps between."""
        return GAP.join((self.name, self.topic, self.text))


@lru_cache(maxsize=4)
def _core_words(settings: Settings) -> Vocabulary:
    """Return the synonyms, with generic words empty whatever group they stand in."""
    generic = wording().generic
    groups = (tuple(w for w in group if w not in generic) for group in all_synonyms(settings))
    return Vocabulary.of((g for g in groups if g), generic)


@dataclass(frozen=True)
class Ground:
    """What requirements are compared with: the offers by what they hold, and how rare words are."""

    words: Vocabulary
    plain: Vocabulary
    weights: Weights
    programme: bool
    """Whether there are enough outcomes to tell how rare a word is."""
    offers: Mapping[str, list[Offer]]

    @classmethod
    def of(cls, pathway: Pathway, settings: Settings) -> Ground:
        """Take the outcomes of a pathway apart."""
        words, plain = _core_words(settings), vocabulary(settings)
        topics = {(c.id, i): topic_grams(o, plain) for c in pathway.courses for i, o in enumerate(c.outcomes)}
        texts = {
            (c.id, i): topics[c.id, i] + plain.grams(o.text) if own_topic(o) else topics[c.id, i]
            for c in pathway.courses
            for i, o in enumerate(c.outcomes)
        }
        weights = Weights.of(texts.values())
        offers = []
        for course in pathway.courses:
            name, title = words.plain(course.name), frozenset(plain.grams(course.name))
            for i, outcome in enumerate(course.outcomes):
                topic, text = topics[course.id, i], texts[course.id, i]
                offer = Offer(
                    course,
                    outcome,
                    i,
                    name,
                    words.plain(outcome.topic) if own_topic(outcome) else "",
                    words.plain(outcome.text or outcome.topic),
                    title | text.keys(),
                    (weights.vector(topic), weights.vector(text)),
                )
                offers.append(offer)
        return cls(words, plain, weights, len(texts) >= FEW, _by_pair(offers))

    def parts(self, topic: str) -> tuple[str, ...]:
        """Return what a requirement of these words asks for, each to be answered by itself."""
        return _parts(topic, self.words)

    def near(self, core: str, course: Course) -> Iterator[Offer]:
        """Yield the outcomes of other courses that hold something of a core."""
        holding = (offer for pair in sorted(set(_pairs(core))) for offer in self.offers.get(pair, ()))
        yield from {(o.course.id, o.index): o for o in holding if o.course.id != course.id}.values()

    def telling(self, core: str) -> bool:
        """Tell whether likeness says something about a core: not about a short word, nor a name in two parts.

        生物化学 holds 化学 and 提升信号系统 holds 信号与系统, and neither teaches it.
        """
        return self.programme and not short(core) and not _AND.search(core)

    def signs(self, core: str) -> Callable[[Offer], tuple[float, ...]]:
        """Return what speaks for an outcome to answer a core, in the order of ``RequirementWeights``."""
        grams = self.plain.grams(core) or self.plain.grams(core, keep_empty=True)
        asked = self.weights.vector(grams)
        pairs = {g: _LEAST + self.weights.rarity.get(g, 1.0) for g in grams if len(g) > 1}
        pairs = pairs or dict.fromkeys(grams, 1.0)
        whole = math.fsum(pairs.values())

        def of(offer: Offer) -> tuple[float, ...]:
            held = math.fsum(x for g, x in pairs.items() if g in offer.held)
            topic, text = offer.said
            return 1.0, held / whole if whole else 0.0, cosine(asked, topic), cosine(asked, text)

        return of


_LEAST = 0.15
"""What a pair of characters counts that every outcome holds."""


def _by_pair(offers: Iterable[Offer]) -> dict[str, list[Offer]]:
    """Return the offers by every pair of neighbouring units in them, and by every Latin word."""
    found: dict[str, list[Offer]] = {}
    for offer in offers:
        # The topic as it stands, for a requirement that repeats it to the letter.
        for pair in ("=" + normalise(offer.outcome.topic), *_distinct_pairs(offer.all)):
            found.setdefault(pair, []).append(offer)
    return found


@lru_cache(maxsize=8192)
def _distinct_pairs(text: str) -> tuple[str, ...]:
    return tuple(sorted(set(_pairs(text))))


def _pairs(text: str) -> Iterator[str]:
    units = UNIT.findall(text)
    yield from (unit for unit in units if unit.isascii() and unit != GAP)
    yield from (a + b for a, b in pairwise(units) if GAP not in (a, b))


_SHORT = 2


def short(core: str) -> bool:
    """Tell whether a core is one short word, which must begin a topic or a name: 化学 is not 生物化学."""
    return len(core) <= _SHORT and not core.isascii()


def _parts(topic: str, words: Vocabulary) -> tuple[str, ...]:
    """Return what has to be answered: the parts of 灯光与车窗检修, but 信号与系统 as one name."""
    pieces = [words.plain(part) for part in _AND.split(topic) if part.strip()]
    if len(pieces) > 1 and all(pieces):
        # 绝缘子清扫与更换 is one object and two things done to it; what holds the first holds the second.
        return (pieces[0],) if len(pieces[0]) > 3 and max(map(len, pieces[1:])) <= 2 else tuple(pieces)
    return (normalise(topic),) if len(pieces) > 1 else (words.plain(topic) or normalise(topic),)
