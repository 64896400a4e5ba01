"""What meets the requirements of a course: outcomes of other courses, at the level asked or below it.

A requirement is answered when its core, generic words left out (基础, 操作, 流程 …), is found in a topic,
in a sentence, or in the name of a course. Being contained is not enough for short names of subjects:
化学基础 answers 化学, 生物化学 does not.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from functools import lru_cache
from operator import mul

from articulate.matching.content import Content
from articulate.matching.offers import GAP, UNIT, Ground, Offer, short
from articulate.matching.settings import Settings
from articulate.matching.text import normalise
from articulate.model.pathway import Pathway
from articulate.model.programme import Course, LearningOutcome, Requirement


@dataclass(frozen=True, slots=True)
class Meeting:
    """An outcome that speaks of what a requirement asks; ``score`` from 0 to 1."""

    course: Course
    outcome: LearningOutcome
    index: int
    score: float


@dataclass(frozen=True, slots=True)
class Supply:
    """One requirement of a course, and what the other courses offer for it, whenever they are taught.

    ``met_by`` reaches its level, ``lower`` is the same topic below it, ``nearest`` the most similar
    topic where there is neither.
    """

    course: Course
    requirement: Requirement
    index: int
    met_by: tuple[Meeting, ...]
    lower: tuple[Meeting, ...]
    nearest: Meeting | None

    @property
    def answers(self) -> tuple[Meeting, ...]:
        """Everything on the same topic, at whatever level."""
        return self.met_by + self.lower


@dataclass(frozen=True, slots=True)
class Supplies:
    """Every requirement of a pathway with what meets it."""

    all: tuple[Supply, ...]

    def of(self, course_id: str) -> tuple[Supply, ...]:
        """What meets the requirements of a course."""
        return tuple(s for s in self.all if s.course.id == course_id)

    def needed_from(self, course_id: str) -> tuple[Supply, ...]:
        """Requirements of other courses that this course meets."""
        return tuple(s for s in self.all if any(m.course.id == course_id for m in s.met_by))


def supplies(pathway: Pathway, settings: Settings | None = None) -> Supplies:
    """Return, for each requirement, the outcomes of other courses that answer it.

    ``settings`` are those of the pathway itself unless given.
    """
    return _supplied(Content(pathway), settings or Settings.of(pathway))


@lru_cache(maxsize=4)
def _supplied(content: Content, settings: Settings) -> Supplies:
    pathway = content.pathway
    if not any(c.requires for c in pathway.courses):
        return Supplies(())
    ground = Ground.of(pathway, settings)
    return Supplies(
        tuple(
            _supply(course, requirement, index, ground, settings)
            for course in pathway.courses
            for index, requirement in enumerate(course.requires)
        )
    )


def _supply(
    course: Course,
    requirement: Requirement,
    index: int,
    ground: Ground,
    settings: Settings,
) -> Supply:
    same = [
        Meeting(o.course, o.outcome, o.index, 1.0)
        for o in ground.offers.get("=" + normalise(requirement.topic), ())
        if o.course.id != course.id
    ]
    if same:
        met_by = [m for m in same if m.outcome.level >= requirement.level]
        if met_by:
            return Supply(
                course,
                requirement,
                index,
                _sorted(met_by),
                _sorted(m for m in same if m.outcome.level < requirement.level),
                None,
            )
    parts = ground.parts(requirement.topic)
    answers = [_answers(part, course, ground, settings) for part in parts]
    # The words that end an enumeration belong to all its parts: 灯光与车窗线路 asks for 灯光线路 too.
    least = settings.supply if len(parts) == 1 else settings.supply - 0.1
    good = [[m for m in each if m.score >= least] for each in answers]
    met = [[m for m in each if m.outcome.level >= requirement.level] for each in good]
    if all(met):
        lower = [m for each in good for m in each if m.outcome.level < requirement.level]
        return Supply(course, requirement, index, _sorted(m for e in met for m in e), _sorted(lower), None)
    if all(good):
        return Supply(course, requirement, index, (), _sorted(m for e in good for m in e), None)
    # A part that nothing answers decides; what is near to it is worth showing.
    missing = next(each for each, g in zip(answers, good, strict=True) if not g)
    nearest = min(missing, key=_rank) if missing else None
    return Supply(course, requirement, index, (), (), nearest)


def _rank(meeting: Meeting) -> tuple[float, str, str, str, int]:
    return -meeting.score, meeting.course.name, meeting.outcome.topic, meeting.course.id, meeting.index


def _sorted(meetings: Iterator[Meeting] | list[Meeting]) -> tuple[Meeting, ...]:
    best: dict[tuple[str, int], Meeting] = {}
    for meeting in sorted(meetings, key=_rank):
        best.setdefault((meeting.course.id, meeting.index), meeting)
    return tuple(sorted(best.values(), key=_rank))


def _answers(core: str, course: Course, ground: Ground, settings: Settings) -> list[Meeting]:
    """Return everything in other courses that has something of a core, with how much or how likely."""
    weights, signs = astuple(settings.requirement), ground.signs(core)
    found = []
    for offer in ground.near(core, course):
        score = _score(core, offer)
        if ground.telling(core):
            score = max(score, 1 / (1 + math.exp(-sum(map(mul, weights, signs(offer))))))
        if score > 0:
            found.append(Meeting(offer.course, offer.outcome, offer.index, round(score, 4)))
    return found


def _score(core: str, offer: Offer) -> float:
    """Return how much of a core an outcome has: 1 for all of it in the topic or the course's name.

    Words scattered over a sentence say less than words that stand together. A core of one short word
    must begin the topic or the name.
    """
    if short(core):
        return 1.0 if any(t.startswith(core) for t in (offer.topic, offer.name)) else 0.0
    named = max(_covered(core, offer.topic)[0], _covered(core, offer.name)[0])
    if named == 1.0:
        return 1.0
    sentence, close = _covered(core, offer.topic + GAP + offer.text)
    scattered, close_too = _covered(core, offer.all)
    return max(named, sentence * (0.4 + 0.6 * close), scattered * (0.4 + 0.6 * close_too) * 0.95)


def _covered(core: str, text: str) -> tuple[float, float]:
    """Return which share of a core is found in a text in runs of two or more, and in runs of three.

    A Latin word or a number is one unit of two, and long enough by itself. A core of two or three
    characters has no longer run than itself.
    """
    units = UNIT.findall(core)
    weights = [2 if len(u) > 1 or u.isascii() else 1 for u in units]
    have = set(UNIT.findall(text))
    total, covered, together, at = sum(weights), 0, 0, 0
    while at < len(units):
        end = at
        while end < len(units) and units[end] in have and "".join(units[at : end + 1]) in text:
            end += 1
        run = sum(weights[at:end])
        if run >= 2:
            covered += run
            if run >= min(3, total) or any(u.isascii() for u in units[at:end]):
                together += run
        at = end if end > at else at + 1
    return (covered / total, together / total) if total else (0.0, 0.0)
