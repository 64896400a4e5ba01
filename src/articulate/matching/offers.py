"""What courses offer to the requirements of others, taken apart into what can be compared."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from articulate.matching.likeness import Meant, Retold, Vectors, bags, meant, retold
from articulate.matching.rewording import tokens
from articulate.matching.settings import Settings
from articulate.matching.text import Vocabulary, discipline, normalise, wording
from articulate.matching.words import (
    FEW,
    Weights,
    all_synonyms,
    own_topic,
    vocabulary,
)
from articulate.model.pathway import Pathway
from articulate.model.programme import Course, LearningOutcome

if TYPE_CHECKING:
    from articulate.matching.likeness import Table

_AND = re.compile(r"[与和及、/]")
_BETWEEN = re.compile(r"[与和及或的、/，,；;。（）()]")
UNIT = re.compile(r"[a-z0-9]+|.")
GAP = " "


@dataclass(frozen=True, slots=True)
class Offer:
    """An outcome as it is compared with a requirement: its wording, and that of its course's name.

    ``held`` are the grams of all three, ``place`` is its place among all offers.
    """

    course: Course
    outcome: LearningOutcome
    index: int
    name: str
    topic: str
    text: str
    held: frozenset[str]
    place: int

    @property
    def side(self) -> str:
        """What ``matches`` of a pathway calls it."""
        return f"{self.course.id}/{self.outcome.topic}"

    @property
    def all(self) -> str:
        """Name, topic and sentence, with gaps between."""
        return GAP.join((self.name, self.topic, self.text))


class Signs(NamedTuple):
    """What speaks for an outcome to answer a requirement."""

    words: tuple[float, ...]
    """In the order of ``RequirementWeights``."""
    meaning: tuple[float, ...]
    """In the order of ``MeaningWeights``."""


@lru_cache(maxsize=4)
def _core_words(settings: Settings) -> Vocabulary:
    """Return the synonyms, with generic words empty whatever group they stand in."""
    generic = wording().generic
    groups = (tuple(w for w in group if w not in generic) for group in all_synonyms(settings))
    return Vocabulary.of((g for g in groups if g), generic)


@lru_cache(maxsize=4)
def _bare_words(settings: Settings) -> Vocabulary:
    """Return the synonyms with everything empty that says no more than what is done, and how."""
    lists = wording()
    empty = lists.generic | lists.empty
    groups = (tuple(w for w in group if w not in empty) for group in all_synonyms(settings))
    return Vocabulary.of((g for g in groups if g), empty)


@dataclass(frozen=True)
class Ground:
    """What requirements are compared with: the offers by what they hold, and how rare words are."""

    words: Vocabulary
    plain: Vocabulary
    bare: Vocabulary
    topics: Vectors
    texts: Vectors
    """What the topics say, and topics and sentences, in the order of ``every``."""
    offers: Mapping[str, list[Offer]]
    every: tuple[Offer, ...]
    retold: Retold
    """What might be told by the outcomes, in the order of ``every``."""
    meanings: Meant
    """What the outcomes mean, in the order of ``every``."""

    @classmethod
    def of(cls, pathway: Pathway, settings: Settings) -> Ground:
        """Take the outcomes of a pathway apart."""
        words, plain, bare = _core_words(settings), vocabulary(settings), _bare_words(settings)
        counted = bags(pathway, settings)
        offers = list[Offer]()
        for course in pathway.courses:
            name, title = words.plain(course.name), frozenset(plain.grams(course.name))
            for i, outcome in enumerate(course.outcomes):
                offer = Offer(
                    course,
                    outcome,
                    i,
                    name,
                    words.plain(outcome.topic) if own_topic(outcome) else "",
                    words.plain(outcome.text or outcome.topic),
                    title | counted.texts[len(offers)].keys(),
                    len(offers),
                )
                offers.append(offer)
        held = _by_what_they_hold(offers, bare)
        told = retold(pathway, settings)
        topics = Vectors(counted.topics, counted.vectors.weights)
        return cls(words, plain, bare, topics, counted.vectors, held, tuple(offers), told, meant(pathway))

    @property
    def weights(self) -> Weights:
        """How rare the words of the outcomes are."""
        return self.texts.weights

    @property
    def programme(self) -> bool:
        """Whether there are enough outcomes to tell how rare a word is."""
        return len(self.every) >= FEW

    def parts(self, topic: str) -> tuple[str, ...]:
        """Return what a requirement of these words asks for, each to be answered by itself."""
        return _parts(topic, self.words)

    def of_topic(self, topic: str, course: Course) -> Iterator[Offer]:
        """Yield the outcomes of other courses that have this topic to the letter."""
        yield from (o for o in self.offers.get("=" + normalise(topic), ()) if o.course.id != course.id)

    def meant(self, topic: str) -> Table:
        """Return how like topic, sentence and course of each of ``every`` (rows) are to it in meaning."""
        return self.meanings.near(topic).round(4)

    def near(self, core: str, course: Course) -> Iterator[Offer]:
        """Yield the outcomes of other courses that hold something of a core."""
        holding = (offer for pair in sorted(set(_pairs(core))) for offer in self.offers.get(pair, ()))
        yield from {(o.course.id, o.index): o for o in holding if o.course.id != course.id}.values()

    def told(self, core: str) -> Table:
        """Return which share of a core each outcome may tell, in the order of ``every``."""
        return self.retold.share(tokens(core))

    def like(self, core: str, near: Set[int], told: Table, meant: Table, course: Course) -> Iterator[Offer]:
        """Yield the outcomes of other courses that have something of a core, by words or by meaning.

        ``near`` are the places of those that have of its words. Where a course is named for a part of the
        core, those of its outcomes count that have more of it: 指针 of C语言 for C语言指针, none of 桥涵施工
        for 桥涵水文.
        """
        if not self.every:
            return
        good = (told >= _GOOD_PART) | (meant >= _NEAR_IN_MEANING).any(axis=1)
        grams = {gram for gram in self.plain.grams(core) if len(gram) > 1}
        for at in sorted(near | set(good.nonzero()[0].tolist())):
            offer = self.every[at]
            named = grams & self.plain.grams(offer.course.name).keys()
            no_more = named and named != grams and named == grams & offer.held
            if offer.course.id != course.id and not no_more:
                yield offer

    def listing(self, core: str, course: Course) -> Iterator[tuple[Offer, bool]]:
        """Yield the outcomes of other courses that name a core among other things, and if just so.

        With 溶液配制 asked for, one that names 溶液 does not name it just so; nor does 领绱袖 name 绱袖.
        """
        item = self.bare.plain(core)
        for key, just_so in ((f"#{item}", item == core), (f"@{core}", False)):
            for offer in self.offers.get(key, ()):
                if offer.course.id != course.id:
                    yield offer, just_so

    def spelt_out(self, core: str, course: Course) -> Iterator[Offer]:
        """Yield the outcomes of other courses whose topic spells a short core out: 人体测量 for 量体."""
        if len(core) > _CLIPPED or core.isascii():
            return
        holding = (self.offers.get(f"~{character}", ()) for character in dict.fromkeys(core))
        first, *rest = ({id(o): o for o in each if o.course.id != course.id} for each in holding)
        yield from (o for key, o in first.items() if all(key in each for each in rest))

    def telling(self, topic: str, core: str) -> bool:
        """Tell whether likeness says something about a core of a requirement.

        Not about a short word, nor a name in two parts, nor a discipline: 生物化学 holds 化学,
        提升信号系统 holds 信号与系统, 表格数据处理 much of 数据库基础, and none teaches it.
        """
        return self.programme and not short(core) and not _AND.search(core) and not discipline(topic)

    def signs(self, core: str, told: Table, meant: Table) -> Callable[[Offer], Signs]:
        """Return what speaks for an outcome to answer a core."""
        grams = self.plain.grams(core) or self.plain.grams(core, keep_empty=True)
        topics, texts = self.topics.along(grams), self.texts.along(grams)
        pairs = {g: _LEAST + self.weights.rarity.get(g, 1.0) for g in grams if len(g) > 1}
        pairs = pairs or dict.fromkeys(grams, 1.0)
        whole = math.fsum(pairs.values()) or 1.0

        def of(offer: Offer) -> Signs:
            covered = math.fsum([pairs[g] for g in pairs.keys() & offer.held]) / whole
            at = offer.place
            by_words = (1.0, covered, float(topics[at]), float(texts[at]))
            return Signs(by_words, (1.0, covered, float(told[at]), *meant[at].tolist()))

        return of


_LEAST = 0.15
"""What a pair of characters counts that every outcome holds."""


_GOOD_PART = 0.3
"""Share of a core from which an outcome that may tell it is looked at."""

_NEAR_IN_MEANING = 0.3
"""Likeness of meaning from which an outcome is looked at that has no words of a core."""

_CLIPPED, _SPELT_OUT = 4, 8
"""Characters that a clipped word has at most, and the topic that spells it out."""


def _by_what_they_hold(offers: Iterable[Offer], bare: Vocabulary) -> dict[str, list[Offer]]:
    """Return the offers by every pair of neighbouring units in them, and by every Latin word.

    Also by their topic as it stands (``=``), for a requirement that repeats it to the letter, and by
    everything that topic and sentence enumerate (``#``: 称量, 溶解 and 过滤 of 完成称量、溶解、过滤等操作),
    and by the known words in them (``@``), and by every character of a short topic (``~``).
    """
    found: dict[str, list[Offer]] = {}
    for offer in offers:
        topic = normalise(offer.outcome.topic)
        for held in (*_distinct_pairs(offer.all), *_named(topic, offer.outcome.text, bare)):
            found.setdefault(held, []).append(offer)
    return found


@lru_cache(maxsize=8192)
def _named(topic: str, text: str, bare: Vocabulary) -> tuple[str, ...]:
    """Return a topic (``=``), what it and its text enumerate, without what is done with it (``#``).

    And the known words in them (``@``) and, of a short topic, its characters (``~``).
    """
    found = {"=" + topic, *(f"~{c}" for c in topic if len(topic) <= _SPELT_OUT)}
    for piece in _BETWEEN.split(f"{topic}，{text}"):
        cut = bare.pieces(piece)
        found |= {"#" + "".join(head for head, _ in cut), *(f"@{head}" for head, word in cut if word)}
    return tuple(sorted(found - {"#"}))


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
