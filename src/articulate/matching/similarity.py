"""How sure one can be that two outcomes of a pathway are the same point.

Topics and sentences are compared as bags of characters and pairs of neighbours, the rarer the
weightier (TF-IDF over the outcomes of the pathway). What two texts of one point share is often little,
so the company counts too: whether either outcome has a better partner anywhere in the other stage.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from articulate.matching.settings import Settings
from articulate.matching.text import Vocabulary, shipped_synonyms, wording
from articulate.model.pathway import Pathway
from articulate.model.programme import LearningOutcome, Stage

Key = tuple[str, int]
"""One outcome: id of its course, index in it."""

Vector = Mapping[str, float]


def all_synonyms(settings: Settings) -> tuple[tuple[str, ...], ...]:
    """Return the shipped synonym groups and, stronger, those of the settings."""
    return shipped_synonyms() + settings.synonyms


@cache
def vocabulary(settings: Settings, *, keep_verbs: bool = False) -> Vocabulary:
    """Return the synonyms as a vocabulary in which empty words are dropped, unless verbs are wanted."""
    return Vocabulary.of(all_synonyms(settings), frozenset() if keep_verbs else wording().empty)


@dataclass(frozen=True)
class Weights:
    """How much each gram says: the rarer among the outcomes of the pathway, the more."""

    documents: int
    holders: Mapping[str, int]

    @classmethod
    def of(cls, documents: Iterable[Counter[str]]) -> Weights:
        """Weigh the grams of these documents; empty ones do not count."""
        full = [d for d in documents if d]
        return cls(len(full), Counter(g for d in full for g in d))

    def weight(self, gram: str) -> float:
        """Return the inverse document frequency, smoothed: ln((1 + n) / (1 + holders)) + 1."""
        return math.log((1 + self.documents) / (1 + self.holders.get(gram, 0))) + 1

    def rarity(self, gram: str) -> float:
        """Return how rare a gram is, from 0 (in every document) to 1 (in none)."""
        return (self.weight(gram) - 1) / math.log(1 + self.documents) if self.documents else 0.0

    def vector(self, document: Counter[str]) -> Vector:
        """Return the document as a vector of length 1, grams in order; empty for an empty one."""
        raw = {g: (1 + math.log(document[g])) * self.weight(g) for g in sorted(document)}
        length = math.sqrt(sum(x * x for x in raw.values()))
        return {g: x / length for g, x in raw.items()} if length else {}


def own_topic(outcome: LearningOutcome) -> bool:
    """Tell whether an outcome has a topic of its own, and not its sentence in place of one."""
    return outcome.topic != outcome.text


def topic_grams(outcome: LearningOutcome, words: Vocabulary) -> Counter[str]:
    """Count the grams of a topic; where only empty words remain, those of the whole topic."""
    return words.grams(outcome.topic) or words.grams(outcome.topic, keep_empty=True)


@dataclass(frozen=True)
class Similarities:
    """The similarity of every two outcomes of different courses: 0 to 1, 0 for those not listed.

    ``of_courses`` holds it by pair of course ids and then by pair of indices; each pair of courses
    stands once, in the order of the pathway.
    """

    of_courses: Mapping[tuple[str, str], Mapping[tuple[int, int], float]]
    confirmed: frozenset[frozenset[Key]] = frozenset()

    def between(self, a: str, b: str) -> Mapping[tuple[int, int], float]:
        """Return the similarities of the outcomes of two courses by index in ``a`` and in ``b``."""
        if (a, b) in self.of_courses:
            return self.of_courses[a, b]
        return {(i, j): x for (j, i), x in self.of_courses.get((b, a), {}).items()}


def similarities(pathway: Pathway, settings: Settings) -> Similarities:
    """Return how sure one can be, for every two outcomes, that they are the same point.

    The value is the logistic function of a weighted sum: likeness of topics, likeness of the whole
    texts, rarity of the rarest pair of characters shared, how near each is to the best partner of
    the other, less where both belong to one stage. ``settings.weights`` holds the weights. What a
    person said about two outcomes replaces it by 1 or 0.
    """
    keys = [(c.id, i) for c in pathway.courses for i in range(len(c.outcomes))]
    stage_of = [pathway.by_id[id_].stage for id_, _ in keys]
    shared = _shared(pathway, keys, vocabulary(settings))
    best = _best(shared, stage_of)
    weights = settings.weights
    found: dict[tuple[str, str], dict[tuple[int, int], float]] = {}
    for a, b, topic, text, rarest in shared:
        within = stage_of[a] is stage_of[b]
        likeness = (topic + text) / 2
        score = (
            weights.bias
            + weights.topic * topic
            + weights.text * text
            + weights.rarest * rarest
            + weights.company * (likeness / best[a, within] + likeness / best[b, within])
            + (weights.within_stage if within else 0.0)
        )
        if score > _NEGLIGIBLE:
            sure = round(1 / (1 + math.exp(-score)), 4)
            found.setdefault((keys[a][0], keys[b][0]), {})[keys[a][1], keys[b][1]] = sure
    return _judged(pathway, found)


_NEGLIGIBLE = -4.0
"""Log-odds below which a similarity is taken for 0."""

_SLIGHT = 0.04
"""Likeness below which two outcomes are not looked at again."""

Shared = tuple[int, int, float, float, float]
"""Two outcomes by position, likeness of topics, likeness of texts, rarity of the rarest pair shared."""


def _shared(pathway: Pathway, keys: Sequence[Key], words: Vocabulary) -> list[Shared]:
    """Return what every two outcomes of different courses share, where it is more than slight."""
    outcomes = [pathway.by_id[id_].outcomes[i] for id_, i in keys]
    firsts = [topic_grams(o, words) for o in outcomes]
    texts = [f + words.grams(o.text) if own_topic(o) else f for f, o in zip(firsts, outcomes, strict=True)]
    topics = [f if own_topic(o) else Counter[str]() for f, o in zip(firsts, outcomes, strict=True)]
    whole, named = Weights.of(texts), Weights.of(topics)
    text_index, topic_index = _Index(texts, whole), _Index(topics, named)
    found: list[Shared] = []
    for members in _by_course(keys):
        for a in members:
            text, rarest = text_index.like(a)
            topic, _ = topic_index.like(a)
            for b, x in text.items():
                t = topic.get(b, 0.0) if topics[a] and topics[b] else x
                if x + t > 2 * _SLIGHT:
                    found.append((b, a, t, x, rarest.get(b, 0.0)))
        text_index.add(members)
        topic_index.add(members)
    return found


def _by_course(keys: Sequence[Key]) -> Iterator[range]:
    """Yield the positions of each course's outcomes."""
    start = 0
    for end in range(1, len(keys) + 1):
        if end == len(keys) or keys[end][0] != keys[start][0]:
            yield range(start, end)
            start = end


class _Index:
    """Documents found by the grams they hold; a document is compared with those added before."""

    def __init__(self, documents: Sequence[Counter[str]], weights: Weights) -> None:
        # One order of grams for all, so that sums do not depend on which document comes first.
        rarity = {g: weights.rarity(g) for g in sorted(weights.holders)}
        self._rarity = dict(sorted(rarity.items(), key=lambda item: -item[1]))
        position = {g: i for i, g in enumerate(self._rarity)}
        self._vectors = [
            sorted(weights.vector(d).items(), key=lambda item: position[item[0]]) for d in documents
        ]
        self._holders: dict[str, list[tuple[int, float]]] = {}

    def add(self, positions: Iterable[int]) -> None:
        """Let these documents be found from now on."""
        for at in positions:
            for gram, x in self._vectors[at]:
                self._holders.setdefault(gram, []).append((at, x))

    def like(self, at: int) -> tuple[dict[int, float], dict[int, float]]:
        """Return the cosine with every document added that shares a gram, and the rarest pair shared."""
        cosine: dict[int, float] = {}
        rarest: dict[int, float] = {}
        for gram, x in self._vectors[at]:
            holders = self._holders.get(gram, ())
            if len(gram) > 1:
                for other, y in holders:
                    cosine[other] = cosine.get(other, 0.0) + x * y
                    if other not in rarest:
                        rarest[other] = self._rarity[gram]
            else:
                for other, y in holders:
                    cosine[other] = cosine.get(other, 0.0) + x * y
        return cosine, rarest


def _best(shared: Iterable[Shared], stage_of: Sequence[Stage]) -> dict[tuple[int, bool], float]:
    """Return the likeness of each outcome's best partner in its own stage (true), and in the other."""
    best: dict[tuple[int, bool], float] = {}
    for a, b, topic, text, _ in shared:
        within, likeness = stage_of[a] is stage_of[b], (topic + text) / 2
        for side in ((a, within), (b, within)):
            if likeness > best.get(side, 0.0):
                best[side] = likeness
    return best


def _judged(pathway: Pathway, found: dict[tuple[str, str], dict[tuple[int, int], float]]) -> Similarities:
    """Put what people said about pairs of outcomes in place of what the texts say."""
    order = {c.id: n for n, c in enumerate(pathway.courses)}
    by_topic: dict[str, list[Key]] = {}
    for course in pathway.courses:
        for i, outcome in enumerate(course.outcomes):
            by_topic.setdefault(f"{course.id}/{outcome.topic}", []).append((course.id, i))
    confirmed = set()
    for verdict in pathway.matches:
        for one in by_topic.get(verdict.a, ()):
            for other in by_topic.get(verdict.b, ()):
                a, b = sorted((one, other), key=lambda key: (order[key[0]], key[1]))
                if a[0] != b[0]:
                    found.setdefault((a[0], b[0]), {})[a[1], b[1]] = 1.0 if verdict.same else 0.0
                    if verdict.same:
                        confirmed.add(frozenset((a, b)))
    return Similarities(found, frozenset(confirmed))
