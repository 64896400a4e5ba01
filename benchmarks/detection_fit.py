"""Weights and limits of matching, fitted to majors that people have labelled by reading.

Weights come from logistic regression: to outcomes that people matched (``matches``; where a major lists none,
only pairs of courses that are not related teach what is not a match), and to requirements that are met or
not. Limits are then chosen one after the other, each as the value with the best mean F1 over the kinds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, astuple, dataclass, fields, replace
from functools import partial
from operator import mul
from typing import Any

import detection

from articulate.matching import Settings, Supplies, offers
from articulate.matching.judging import judged
from articulate.matching.settings import (
    CompanyWeights,
    MeaningWeights,
    RequirementWeights,
    SimilarityWeights,
)
from articulate.matching.similarity import (
    Elsewhere,
    Key,
    Similarities,
    first_signs,
    second_look,
    similarities,
    weighed,
)
from articulate.matching.supply import supplied
from articulate.model.pathway import Pathway
from articulate.model.programme import Course

Signs = tuple[float, ...]

GRID: Mapping[str, tuple[float, ...]] = {
    "similar": (0.2, 0.25, 0.3, 0.35, 0.4, 0.45),
    "in_company": (0.004, 0.008, 0.0125, 0.02, 0.04),
    "likely": (0.35, 0.4, 0.45, 0.5, 0.55, 0.6),
    "sure": (0.4, 0.5, 0.6, 0.7, 0.8),
    "rival": (0.3, 0.4, 0.5, 0.6, 0.7),
    "known": (0.25, 0.3, 0.35, 0.4, 0.45, 0.55, 0.65),
    "usual": (0.5, 0.6, 0.65, 0.7, 0.8),
    "trace": (0.03, 0.05, 0.07, 0.1, 0.15),
    "possible": (0.45, 0.5, 0.55, 0.6),
    "meant": (0.4, 0.45, 0.5, 0.55, 0.6, 0.65),
    "supply": (0.6, 0.65, 0.7, 0.73, 0.76, 0.8),
}
"""What is tried for each limit."""


@dataclass(frozen=True)
class Matched:
    """One major with what people said about its outcomes."""

    major: Mapping[str, Any]
    pathway: Pathway
    same: frozenset[frozenset[Key]]
    unsaid: frozenset[frozenset[str]]
    """Pairs of courses about whose outcomes nothing was said."""
    signs: tuple[tuple[Key, Key, Signs], ...]
    ground: offers.Ground
    """What its outcomes offer to requirements."""
    needs: tuple[tuple[bool, tuple[Need, ...]], ...]
    """The requirements of each course, with whether one of them is a gap."""

    @classmethod
    def of(cls, major: Mapping[str, Any], one: Pathway) -> Matched:
        """Read the matches of a major."""
        pairs = major["labels"]["course_pairs"]
        listed = any("matches" in pair for pair in pairs)
        unsaid, same = set(), set()
        for pair in pairs:
            a, b = pair["courses"]
            if pair["relation"] == "ambiguous" or not (listed or pair["relation"] == "distinct"):
                unsaid.add(frozenset((a, b)))
            else:
                same |= {frozenset(((a, i), (b, j))) for i, j in pair.get("matches", ())}
        ground = offers.Ground.of(one, Settings.of(one))
        gaps = {x["course"] for x in major["labels"]["courses"] if x["label"] == "gap"}
        needs = tuple((c.id in gaps, needs_of(ground, c)) for c in one.courses if c.requires)
        signs = tuple(first_signs(one, Settings()))
        return cls(major, one, frozenset(same), frozenset(unsaid), signs, ground, needs)

    def first(self) -> Iterator[tuple[Signs, bool]]:
        """Yield the signs of the first look, each with whether it is a match."""
        for a, b, signs in self.signs:
            if frozenset((a[0], b[0])) not in self.unsaid:
                yield signs, frozenset((a, b)) in self.same

    def second(self, settings: Settings) -> Iterator[tuple[Signs, bool]]:
        """Yield the signs of the second look."""
        looked = weighed(self.signs, settings)
        linked = supplied(self.pathway, self.ground, settings).links
        elsewhere = Elsewhere(self.pathway, looked)
        for (a, b), cells in looked.items():
            if frozenset((a, b)) not in self.unsaid:
                for (i, j), signs in second_look(self.pathway, (a, b), cells, elsewhere, linked, settings):
                    yield signs, frozenset(((a, i), (b, j))) in self.same


Need = tuple[tuple[offers.Signs, ...], ...]
"""One requirement: for each of its parts, the signs of all outcomes taught before at its level."""

NOTHING = offers.Signs(
    *((1.0, *([0.0] * (len(fields(one)) - 1))) for one in (RequirementWeights, MeaningWeights))
)
"""The signs of a part that no outcome has anything of."""


def needs_of(ground: offers.Ground, course: Course) -> tuple[Need, ...]:
    """Return the requirements of a course with what speaks for the outcomes of earlier semesters."""
    found = []
    for requirement in course.requires:
        parts = []
        meant = ground.meant(requirement.topic)
        for core in ground.parts(requirement.topic):
            told = ground.told(core)
            signs = ground.signs(core, told, meant)
            near = {o.place for o in ground.near(core, course)}
            before = (
                signs(o)
                for o in ground.like(core, near, told, meant, course)
                if o.course.window[1] < course.window[0] and o.outcome.level >= requirement.level
            )
            parts.append(tuple(before))
        found.append(tuple(parts))
    return tuple(found)


def answers(majors: Iterable[Matched], side: str, weights: Sequence[float]) -> Iterator[tuple[Signs, bool]]:
    """Yield the best signs of each requirement, those of one side, with whether it is met.

    Of a course with a gap only its least likely requirement is known not to be.
    """

    def score(signs: offers.Signs) -> float:
        return sum(map(mul, weights, getattr(signs, side)))

    for major in majors:
        for gap, needs in major.needs:
            best = [
                min((max(part, key=score, default=NOTHING) for part in need), key=score) for need in needs
            ]
            for signs in (min(best, key=score),) if gap else best:
                yield getattr(signs, side), not gap


def fitted(majors: Sequence[Matched]) -> Settings:
    """Return the settings with weights fitted to these majors."""
    settings = Settings(
        weights=SimilarityWeights(*regression([row for m in majors for row in m.first()])),
        requirement=RequirementWeights(*settled(majors, "words", astuple(RequirementWeights()))),
        in_meaning=MeaningWeights(*settled(majors, "meaning", astuple(MeaningWeights()))),
    )
    second = CompanyWeights(*regression([row for m in majors for row in m.second(settings)]))
    return replace(settings, second=second)


def settled(majors: Sequence[Matched], side: str, weights: Sequence[float]) -> Sequence[float]:
    """Return weights for requirements: which outcome is the best depends on them; a few rounds settle it."""
    for _ in range(4):
        weights = regression(list(answers(majors, side, weights)))
    return weights


def regression(rows: Sequence[tuple[Signs, bool]], ridge: float = 1.0) -> list[float]:
    """Return the weights of a logistic regression, the first sign being the constant (Newton's method)."""
    import numpy as np

    x, y = np.array([signs for signs, _ in rows]), np.array([float(same) for _, same in rows])
    penalty = np.full(x.shape[1], ridge)
    penalty[0] = 1e-6
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - y) + penalty * weights
        weights = weights - np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty), slope)
    return [round(float(w), 2) for w in weights]


def limited(majors: Sequence[Matched], settings: Settings) -> Settings:
    """Return the settings with the limits that are best for these majors, one chosen after the other."""
    near = {m.major["id"]: similarities(m.pathway, settings) for m in majors}
    known = _Known(majors, near, {})
    best = known.quality(settings)
    for name, values in GRID.items():
        for value in values:
            tried = replace(settings, **{name: value})
            reached = known.quality(tried)
            if reached > best:
                best, settings = reached, tried
    return settings


@dataclass(frozen=True)
class _Known:
    """Majors with what the limits do not change: how like their outcomes are, what meets requirements."""

    majors: Sequence[Matched]
    near: Mapping[str, Similarities]
    needs: dict[tuple[str, tuple[float, ...]], Supplies]

    def quality(self, settings: Settings) -> float:
        """Return the mean F1 over the kinds."""
        said = {}
        for m in self.majors:
            key = m.major["id"], (settings.supply, settings.possible, settings.meant)
            if key not in self.needs:
                self.needs[key] = supplied(m.pathway, m.ground, settings)
            relations = judged(m.pathway, self.near[key[0]], settings, self.needs[key].links)
            said[key[0]] = detection.Said(relations, self.needs[key], settings).items
        rows = detection.table([m.major for m in self.majors], said)["rows"]
        return sum(value for value, *_ in rows.values()) / len(rows)


def left_out(
    majors: Sequence[Mapping[str, Any]], pathways: Mapping[str, Pathway], *, limits: bool = False
) -> dict[str, detection.Said]:
    """Return what is said about each major by weights, and limits, that the others gave."""
    matched = {m["id"]: Matched.of(m, pathways[m["id"]]) for m in majors}
    with ProcessPoolExecutor(initializer=_held.update, initargs=(matched,)) as processes:
        judge = partial(_judged_by_others, limits=limits)
        return dict(zip(matched, processes.map(judge, matched), strict=True))


_held: dict[str, Matched] = {}
"""The majors, in each process: they are many times as large as what is asked about one of them."""


def _judged_by_others(id_: str, *, limits: bool) -> detection.Said:
    others = [m for other, m in _held.items() if other != id_]
    settings = fitted(others)
    return detection.Said.of(_held[id_].pathway, limited(others, settings) if limits else settings)


def all_together(
    majors: Sequence[Mapping[str, Any]], pathways: Mapping[str, Pathway], *, limits: bool = False
) -> Settings:
    """Return what all majors give together: the settings to ship."""
    matched = [Matched.of(m, pathways[m["id"]]) for m in majors]
    settings = fitted(matched)
    return limited(matched, settings) if limits else settings


def described(settings: Settings) -> str:
    """Return weights and limits, one a line."""
    lines = []
    for name in ("weights", "second", "requirement", "in_meaning"):
        lines += [f"{name}.{sign} = {value}" for sign, value in asdict(getattr(settings, name)).items()]
    return "\n".join([*lines, *(f"{name} = {getattr(settings, name)}" for name in GRID)])
