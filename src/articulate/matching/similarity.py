"""How sure one can be that two outcomes of a pathway are the same point.

Topics and sentences are compared as bags of characters and pairs of neighbours, the rarer the
weightier (TF-IDF over the outcomes of the pathway). What two texts of one point share is often little,
so the company counts too: whether either outcome has a better partner anywhere in the other stage, and,
at a second look, how many of the other outcomes of the two courses are the same.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache
from operator import mul
from typing import Any, NamedTuple

from articulate.matching.content import Wording
from articulate.matching.settings import Settings
from articulate.matching.supply import supplies
from articulate.matching.text import Title, Vocabulary, purposes
from articulate.matching.words import (
    Weights,
    different,
    in_few_words,
    own_topic,
    topic_grams,
    vocabulary,
)
from articulate.model.pathway import Pathway
from articulate.model.programme import Course, Stage

Key = tuple[str, int]
"""One outcome: id of its course, index in it."""


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

    A weighted sum of signs gives a first value for every two outcomes that have something in common;
    a second one looks at what that makes of the other outcomes of the two courses. What a person said
    about two outcomes replaces it by 1 or 0.
    """
    second = astuple(settings.second)
    first = first_look(pathway, settings)
    elsewhere, linked = Elsewhere(pathway, first), links(pathway, settings)
    found: dict[tuple[str, str], dict[tuple[int, int], float]] = {}
    for pair, cells in first.items():
        for cell, signs in second_look(pathway, pair, cells, elsewhere, linked, settings):
            score = sum(map(mul, second, signs))
            if score > _NEGLIGIBLE:
                found.setdefault(pair, {})[cell] = round(_logistic(score), 4)
    return _judged(pathway, found)


Cells = Mapping[tuple[int, int], float]
"""Log-odds that outcomes are the same, by index in either course."""


def first_look(pathway: Pathway, settings: Settings) -> Mapping[tuple[str, str], Cells]:
    """Return, by pair of courses, the log-odds of the pairs of outcomes that have something in common."""
    return _first_look(Wording(pathway), settings)


@lru_cache(maxsize=4)
def _first_look(wording: Wording, settings: Settings) -> Mapping[tuple[str, str], Cells]:
    pathway = wording.pathway
    weights = astuple(settings.weights)
    found: dict[tuple[str, str], dict[tuple[int, int], float]] = {}
    for (a, i), (b, j), signs in first_signs(pathway, settings):
        found.setdefault((a, b), {})[i, j] = sum(map(mul, weights, signs))
    return found


def first_signs(pathway: Pathway, settings: Settings) -> Iterator[tuple[Key, Key, tuple[float, ...]]]:
    """Yield what speaks for two outcomes by themselves, in the order of ``SimilarityWeights``."""
    keys = [(c.id, i) for c in pathway.courses for i in range(len(c.outcomes))]
    stage_of = [pathway.by_id[id_].stage for id_, _ in keys]
    words = vocabulary(settings)
    bags = _bags(pathway, keys, words)
    shared = _shared(bags, keys)
    best = _best(shared, stage_of)
    titles, others = _Titles(pathway, settings), _others(pathway, keys, shared)
    named = {c.id: words.members(words.grams(c.name, keep_empty=True)) for c in pathway.courses}
    # What a title names holds for every outcome that names nothing of that kind itself.
    parts = [{**named[key[0]], **words.members(text)} for key, text in zip(keys, bags.texts, strict=True)]
    for a, b, topic, text, rarest in shared:
        one, other = keys[a], keys[b]
        within, likeness = stage_of[a] is stage_of[b], (topic + text) / 2
        signs = (
            1.0,
            topic,
            text,
            rarest,
            likeness / best[a, within] + likeness / best[b, within],
            float(within),
            titles.like(one[0], other[0]),
            others(one, other),
            float(titles.apart(one[0], other[0])),
            float(different(parts[a], parts[b])),
        )
        yield one, other, signs


class _Titles:
    """How like the titles of the courses are, and whether they name different purposes."""

    def __init__(self, pathway: Pathway, settings: Settings) -> None:
        names = vocabulary(settings, keep_verbs=True)
        grams = {c.id: names.grams(Title.of(c.name, names).core) for c in pathway.courses}
        weights = Weights.of(grams.values())
        self._vectors = {id_: weights.vector(g) for id_, g in grams.items()}
        self._purposes = {c.id: purposes(c.name) for c in pathway.courses}
        self._known: dict[tuple[str, str], float] = {}

    def like(self, a: str, b: str) -> float:
        """Return the cosine of two titles."""
        if (a, b) not in self._known:
            one, other = self._vectors[a], self._vectors[b]
            self._known[a, b] = math.fsum(x * other[g] for g, x in one.items() if g in other)
        return self._known[a, b]

    def apart(self, a: str, b: str) -> bool:
        """Tell whether both titles name a purpose, and none the same."""
        one, other = self._purposes[a], self._purposes[b]
        return bool(one) and bool(other) and not one & other


def _others(pathway: Pathway, keys: Sequence[Key], shared: Iterable[Shared]) -> Callable[[Key, Key], float]:
    """Return how like the rest of two courses is, for one outcome of each: a mean, 1 at most."""
    rows: dict[tuple[str, str], dict[int, float]] = {}
    columns: dict[tuple[str, str], dict[int, float]] = {}
    for a, b, topic, text, _ in shared:
        (one, i), (other, j) = keys[a], keys[b]
        for side, index in ((rows, i), (columns, j)):
            held = side.setdefault((one, other), {})
            held[index] = max(held.get(index, 0.0), (topic + text) / 2)
    row_sum = {pair: math.fsum(held.values()) for pair, held in rows.items()}
    column_sum = {pair: math.fsum(held.values()) for pair, held in columns.items()}

    def mean(one: Key, other: Key) -> float:
        pair = one[0], other[0]
        least = min(row_sum[pair] - rows[pair][one[1]], column_sum[pair] - columns[pair][other[1]])
        fewer = min(len(pathway.by_id[id_].outcomes) for id_ in pair)
        return min(1.0, least / max(1, fewer - 1))

    return mean


class Elsewhere:
    """The best partner of an outcome in other courses of a stage than the one it is compared with."""

    def __init__(self, pathway: Pathway, first: Mapping[tuple[str, str], Cells]) -> None:
        self._stage = {c.id: c.stage for c in pathway.courses}
        best: dict[tuple[Key, Stage], dict[str, float]] = {}
        for (a, b), cells in first.items():
            for (i, j), score in cells.items():
                for key, course in (((a, i), b), ((b, j), a)):
                    held = best.setdefault((key, self._stage[course]), {})
                    held[course] = max(held.get(course, score), score)
        self._best = {
            side: sorted(((x, c) for c, x in held.items()), key=lambda item: -item[0])[:2]
            for side, held in best.items()
        }

    def best(self, key: Key, course: str) -> float:
        """Return how sure the best partner is, from 0 to 1, in the stage of a course but not in it."""
        held = self._best.get((key, self._stage[course]), ())
        return next((_logistic(x) for x, c in held if c != course), 0.0)


def _logistic(score: float) -> float:
    return 1 / (1 + math.exp(-score))


def links(pathway: Pathway, settings: Settings) -> frozenset[tuple[str, str]]:
    """Return the pairs of courses of which the second requires something that the first teaches."""
    return frozenset((m.course.id, s.course.id) for s in supplies(pathway, settings).all for m in s.answers)


def second_look(
    pathway: Pathway,
    pair: tuple[str, str],
    cells: Cells,
    elsewhere: Elsewhere,
    linked: Collection[tuple[str, str]],
    settings: Settings,
) -> Iterator[tuple[tuple[int, int], tuple[float, ...]]]:
    """Yield for the outcomes of two courses what speaks for each two, in the order of ``CompanyWeights``.

    Two that have no word in common are looked at where enough of the others are the same and one of them
    is a phrase: long sentences without a common word say different things.
    """
    sure = {cell: _logistic(score) for cell, score in cells.items()}
    if max(sure.values()) < _HOPELESS:
        return
    one, other = (pathway.by_id[id_] for id_ in pair)
    level = {
        (i, j): o.level == p.level for i, o in enumerate(one.outcomes) for j, p in enumerate(other.outcomes)
    }
    chosen = _greedy(one, other, sure)
    whole, even = math.fsum(chosen.values()), math.fsum(x for c, x in chosen.items() if level[c])
    fewer = max(1, min(len(one.outcomes), len(other.outcomes)) - 1)
    within = float(one.stage is other.stage)
    tied = float(pair in linked or pair[::-1] in linked)
    in_row = {i: c for c in chosen for i in c[:1]}
    in_column = {j: c for c in chosen for j in c[1:]}
    rows, columns = _two_best(sure, 0), _two_best(sure, 1)
    for i, j in level:
        own = {c for c in (in_row.get(i), in_column.get(j)) if c}
        rest = whole - math.fsum(chosen[c] for c in own)
        phrase = in_few_words(one.outcomes[i], other.outcomes[j], settings)
        if (i, j) not in cells and (rest < _ENOUGH or not phrase):
            continue
        rest_even = even - math.fsum(chosen[c] for c in own if level[c])
        x = sure.get((i, j), 0.0)
        # The best in row and column, unless it is the cell itself: then the second best.
        best = rows.get(i, _NONE), columns.get(j, _NONE)
        rival = max(second if first == x else first for first, second in best)
        signs = (
            1.0,
            cells.get((i, j), _UNSEEN),
            rest_even / fewer * level[i, j],
            rival,
            within,
            float((i, j) not in cells),
            min(2.0, max(0.0, rest)),
            max(elsewhere.best((one.id, i), other.id), elsewhere.best((other.id, j), one.id)),
            tied,
        )
        yield (i, j), signs


def _greedy(one: Course, other: Course, sure: Cells) -> dict[tuple[int, int], float]:
    """Return a one-to-one choice of cells, the surest first; ties by what the outcomes say."""

    def order(item: tuple[tuple[int, int], float]) -> tuple[Any, ...]:
        first, second = one.outcomes[item[0][0]], other.outcomes[item[0][1]]
        said = sorted((o.topic, o.level, o.text) for o in (first, second))
        return -item[1], said

    rows, columns, chosen = set[int](), set[int](), dict[tuple[int, int], float]()
    for (i, j), x in sorted(sure.items(), key=order):
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            chosen[i, j] = x
    return chosen


def _two_best(sure: Cells, side: int) -> dict[int, tuple[float, float]]:
    """Return the two greatest values in each row (side 0) or column (side 1)."""
    best: dict[int, tuple[float, float]] = {}
    for cell, x in sure.items():
        first, second = best.get(cell[side], (0.0, 0.0))
        best[cell[side]] = (x, first) if x > first else (first, max(x, second))
    return best


_NONE = (0.0, 0.0)

_HOPELESS = 0.05
"""Similarity that some outcomes of two courses must reach at the first look for a second one."""

_ENOUGH = 1.5
"""Number of other outcomes that must be the same before two without a common word are looked at."""

_UNSEEN = -5.5
"""Log-odds of two outcomes that have no word in common."""

_NEGLIGIBLE = -4.0
"""Log-odds below which a similarity is taken for 0."""

_SLIGHT = 0.08
"""Likeness below which two outcomes are not looked at again."""

Shared = tuple[int, int, float, float, float]
"""Two outcomes by position, likeness of topics, likeness of texts, rarity of the rarest pair shared."""


class _Bags(NamedTuple):
    """The grams of each outcome: of its topic, where it has one, and of topic and sentence."""

    topics: list[Counter[str]]
    texts: list[Counter[str]]


def _bags(pathway: Pathway, keys: Sequence[Key], words: Vocabulary) -> _Bags:
    outcomes = [pathway.by_id[id_].outcomes[i] for id_, i in keys]
    firsts = [topic_grams(o, words) for o in outcomes]
    texts = [f + words.grams(o.text) if own_topic(o) else f for f, o in zip(firsts, outcomes, strict=True)]
    topics = [f if own_topic(o) else Counter[str]() for f, o in zip(firsts, outcomes, strict=True)]
    return _Bags(topics, texts)


def _shared(bags: _Bags, keys: Sequence[Key]) -> list[Shared]:
    """Return what every two outcomes of different courses share, where it is more than slight."""
    topics, texts = bags
    whole, named = Weights.of(texts), Weights.of(topics)
    text_index, topic_index = _Index(texts, whole), _Index(topics, named)
    found: list[Shared] = []
    for members in _by_course(keys):
        for a in members:
            text, topic = text_index.like(a), topic_index.like(a)
            for b in range(members.start):
                x = text[b]
                t = topic[b] if topics[a] and topics[b] else x
                if x and x + t > 2 * _SLIGHT:
                    found.append((b, a, t, x, text_index.rarest(a, b)))
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
        self._rarity = dict(sorted(weights.rarity.items(), key=lambda item: (-item[1], item[0])))
        position = {g: i for i, g in enumerate(self._rarity)}
        self._documents = documents
        self._vectors = [
            sorted(weights.vector(d).items(), key=lambda item: position[item[0]]) for d in documents
        ]
        self._holders: dict[str, list[tuple[int, float]]] = {}

    def add(self, positions: Iterable[int]) -> None:
        """Let these documents be found from now on."""
        for at in positions:
            for gram, x in self._vectors[at]:
                self._holders.setdefault(gram, []).append((at, x))

    def like(self, at: int) -> list[float]:
        """Return the cosine with every document by position; 0 for those not added."""
        cosine = [0.0] * len(self._documents)
        for gram, x in self._vectors[at]:
            for other, y in self._holders.get(gram, ()):
                cosine[other] += x * y
        return cosine

    def rarest(self, at: int, other: int) -> float:
        """Return how rare the rarest gram of two characters or more is that both documents hold."""
        both = self._documents[other]
        shared = (g for g, _ in self._vectors[at] if len(g) > 1 and g in both)
        return self._rarity[gram] if (gram := next(shared, "")) else 0.0


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
