"""How sure one can be that two outcomes of a pathway are the same point.

Topics and sentences are compared as bags of characters and pairs of neighbours, the rarer the
weightier (TF-IDF over the outcomes of the pathway). What two texts of one point share is often little,
so the company counts too: whether either outcome has a better partner anywhere in the other stage, and,
at a second look, how many of the other outcomes of the two courses are the same.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from functools import lru_cache
from operator import mul
from typing import Any

from articulate.matching.content import Wording
from articulate.matching.likeness import Key, Likeness, bags
from articulate.matching.settings import Settings
from articulate.matching.supply import links_without_strangers, supplies
from articulate.matching.text import purposes
from articulate.matching.words import FEW, different, in_few_words, vocabulary
from articulate.model.pathway import Pathway
from articulate.model.programme import Course, Stage


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


Pairs = Collection[frozenset[str]]
"""Pairs of courses, by their ids."""


def similarities(pathway: Pathway, settings: Settings, related: Pairs | None = None) -> Similarities:
    """Return how sure one can be, for every two outcomes, that they are the same point.

    A weighted sum of signs gives a first value for every two outcomes that have something in common;
    a second one looks at what that makes of the other outcomes of the two courses. What a person said
    about two outcomes replaces it by 1 or 0. Where it is known which courses are ``related``, others take
    no partner away from an outcome, nor a requirement from what answers it.
    """
    second = astuple(settings.second)
    if related is None:
        first, linked = first_look(pathway, settings), links(pathway, settings)
    else:
        first = weighed(first_signs(pathway, settings, related), settings)
        linked = links_without_strangers(pathway, settings, related)
    elsewhere = Elsewhere(pathway, first)
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
    return weighed(first_signs(wording.pathway, settings), settings)


def weighed(signs: Iterable[tuple[Key, Key, tuple[float, ...]]], settings: Settings) -> _Looked:
    """Return what the weights of the first look make of its signs."""
    weights = astuple(settings.weights)
    found: _Looked = {}
    for (a, i), (b, j), each in signs:
        found.setdefault((a, b), {})[i, j] = sum(map(mul, weights, each))
    return found


_Looked = dict[tuple[str, str], dict[tuple[int, int], float]]


def first_signs(
    pathway: Pathway, settings: Settings, related: Pairs | None = None
) -> Iterator[tuple[Key, Key, tuple[float, ...]]]:
    """Yield what speaks for two outcomes by themselves, in the order of ``SimilarityWeights``.

    Where it is known which courses are ``related``, others take no partner away.
    """
    held = bags(pathway, settings)
    if not held.texts:
        return
    import numpy as np

    like = Likeness.of(pathway, settings)
    later, earlier = np.nonzero(np.tril((like.words > _SLIGHT) | (like.told > _RETOLD)))
    pairs = earlier, later
    unlike, hardly_told, hardly_meant = (
        (_UNLIKE, _HARDLY_TOLD, _HARDLY_MEANT) if len(like.keys) >= FEW else _IN_AN_EXCERPT
    )
    rivals = None if related is None else like.among(related)
    columns = (
        like.words[pairs],
        like.company(like.words, pairs, unlike, rivals),
        like.told[pairs],
        like.company(like.told, pairs, hardly_told, rivals),
        like.meant[pairs],
        like.company(like.meant, pairs, hardly_meant, rivals),
        like.others(pairs),
        like.within[pairs].astype(float),
    )
    words = vocabulary(settings)
    named = {c.id: words.members(words.grams(c.name, keep_empty=True)) for c in pathway.courses}
    aims = {c.id: purposes(c.name) for c in pathway.courses}
    # What a title names holds for every outcome that names nothing of that kind itself.
    parts = [{**named[key[0]], **words.members(bag)} for key, bag in zip(like.keys, held.texts, strict=True)]
    for a, b, *signs in zip(*(each.tolist() for each in (*pairs, *columns)), strict=True):
        one, other = like.keys[a], like.keys[b]
        first, second = aims[one[0]], aims[other[0]]
        other_purpose = bool(first) and bool(second) and not first & second
        yield one, other, (1.0, *signs, float(other_purpose), float(different(parts[a], parts[b])))


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
    return supplies(pathway, settings).links


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

_NEGLIGIBLE = -7.0
"""Log-odds below which a similarity is taken for 0."""

_UNLIKE, _HARDLY_TOLD, _HARDLY_MEANT = 0.05, 0.15, 0.2
"""Likeness of words, share that may be told by the other, and likeness of meaning, of which being the best
says nothing."""

_IN_AN_EXCERPT = 0.4, 0.6, 0.6
"""The same where there are few rivals."""

_SLIGHT, _RETOLD = 0.1, 0.15
"""Likeness, and share that may be told by the other, up to which two outcomes are not looked at again."""


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
