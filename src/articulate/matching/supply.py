"""What meets the requirements of a course: outcomes of other courses, at the level asked or below it.

A requirement is answered when its core, generic words left out (基础, 操作, 流程 …), is found in a topic,
in a sentence, or in the name of a course. Being contained is not enough for short names of subjects:
化学基础 answers 化学, 生物化学 does not.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import cached_property, lru_cache
from operator import mul

from articulate.matching.content import Content
from articulate.matching.offers import GAP, UNIT, Ground, Offer, short
from articulate.matching.settings import Settings
from articulate.matching.text import discipline
from articulate.model.pathway import Pathway
from articulate.model.programme import Course, LearningOutcome, Requirement, Stage


@dataclass(frozen=True, slots=True)
class Meeting:
    """An outcome that speaks of what a requirement asks; ``score`` from 0 to 1.

    ``worded`` is the score by words alone: what may be told in other words never meets a requirement.
    ``telling`` is false where they have little in common, or no more than words that many outcomes hold.
    """

    course: Course
    outcome: LearningOutcome
    index: int
    score: float
    worded: float
    telling: bool = True


@dataclass(frozen=True, slots=True)
class Supply:
    """One requirement of a course, and what the other courses offer for it, whenever they are taught.

    ``met_by`` reaches its level, ``lower`` is the same topic below it. ``possible`` reaches its level in
    other words and may be meant, or is one of two things asked for: what is taught before, where neither
    ``met_by`` nor ``lower`` is. ``nearest`` is the most similar topic where there is nothing else.
    """

    course: Course
    requirement: Requirement
    index: int
    met_by: tuple[Meeting, ...]
    lower: tuple[Meeting, ...]
    possible: tuple[Meeting, ...]
    nearest: Meeting | None

    @property
    def answers(self) -> tuple[Meeting, ...]:
        """Everything on the same topic, at whatever level."""
        return self.met_by + self.lower

    @property
    def unsaid(self) -> bool:
        """Whether nothing answers it in the earlier courses of the same school, which wrote both.

        A secondary course builds on courses of its own school only. In labelled majors what such a course
        presumes was always taught, in other words; so people are asked, and no gap is claimed. Disciplines
        excepted, which are met by their name.
        """
        own = self.course.stage is Stage.SECONDARY and not discipline(self.requirement.topic)
        found = self.answers + self.possible
        return own and not any(m.course.can_precede(self.course) for m in found)


@dataclass(frozen=True)
class Supplies:
    """Every requirement of a pathway with what meets it."""

    all: tuple[Supply, ...]

    def of(self, course_id: str) -> tuple[Supply, ...]:
        """What meets the requirements of a course."""
        return tuple(s for s in self.all if s.course.id == course_id)

    @cached_property
    def links(self) -> frozenset[tuple[str, str]]:
        """Pairs of courses of which the second requires what the first teaches, at whatever level."""
        return frozenset((m.course.id, s.course.id) for s in self.all for m in s.answers)

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
    return supplied(pathway, Ground.of(pathway, settings), settings)


def links_without_strangers(
    pathway: Pathway, settings: Settings, related: Collection[frozenset[str]]
) -> frozenset[tuple[str, str]]:
    """Return pairs of courses of which the second requires what the first teaches, at whatever level.

    Also where a course that is not ``related`` has the very words of the requirement.
    """
    found = supplies(pathway, settings)
    again = [
        s
        for s in found.all
        if s.answers
        and s.answers[0].score == 1.0
        and not any(frozenset((m.course.id, s.course.id)) in related for m in s.answers)
    ]
    if not again:
        return found.links
    ground, said = Ground.of(pathway, settings), _said(pathway)
    asked = (_Asked(s.course, s.requirement, s.index, ground, settings, said, every=True) for s in again)
    return found.links | Supplies(tuple(each.supply() for each in asked)).links


def supplied(pathway: Pathway, ground: Ground, settings: Settings) -> Supplies:
    """Return the same from what the outcomes of a pathway offer."""
    said = _said(pathway)
    return Supplies(
        tuple(
            _Asked(course, requirement, index, ground, settings, said).supply()
            for course in pathway.courses
            for index, requirement in enumerate(course.requires)
        )
    )


Said = Mapping[str, Mapping[str, bool]]
"""What people said: for ``course-id/topic`` of one side, whether each other side is the same."""


def _said(pathway: Pathway) -> Said:
    found: dict[str, dict[str, bool]] = {}
    for verdict in pathway.matches:
        found.setdefault(verdict.a, {})[verdict.b] = verdict.same
        found.setdefault(verdict.b, {})[verdict.a] = verdict.same
    return found


@dataclass(frozen=True, slots=True)
class _Asked:
    """A requirement, and where to look for what answers it."""

    course: Course
    requirement: Requirement
    index: int
    ground: Ground
    settings: Settings
    said: Said
    every: bool = False
    """Whether to look for what answers it besides one that has its very words."""

    def supply(self) -> Supply:
        """Look for what people confirmed, then for the same words, then for what holds the wording."""
        if confirmed := self._confirmed():
            return self._answered(confirmed)
        same = self._worded_the_same()
        if self._in_time(self._reaching(same)) and not self.every:
            return self._answered(same)
        parts = self.ground.parts(self.requirement.topic)
        answers = [[m for m in _answers(part, self) if not self._rejected(m)] for part in parts]
        # The words that end an enumeration belong to all its parts: 灯光与车窗线路 asks for 灯光线路 too.
        least = self.settings.supply if len(parts) == 1 else self.settings.supply - 0.1
        good = [[m for m in each if m.worded >= least] for each in answers]
        known = [*same, *(m for each in good for m in each)]
        asked = [m for each in answers for m in each]
        if self._reaching(same) or all(self._reaching(each) for each in good):
            late = not self._in_time(self._reaching(known))
            return self._answered(known, possible=self._possible(asked) if late else ())
        possible = [] if all(good) and self._in_time(known) else self._possible(asked)
        if possible or all(good):
            return self._found(lower=known if all(good) else (), possible=possible)
        # A part that nothing answers decides; what is near to it is worth showing.
        missing = next(each for each, g in zip(answers, good, strict=True) if not g)
        return self._found(nearest=min(missing, key=_rank) if missing else None)

    def _verdicts(self) -> Mapping[str, bool]:
        return self.said.get(f"{self.course.id}/{self.requirement.topic}", {})

    def _confirmed(self) -> list[Meeting]:
        """Return the outcomes that people said are what is required."""
        verdicts = self._verdicts()
        topics = (side.partition("/")[2] for side, same in verdicts.items() if same)
        named = (o for topic in topics for o in self.ground.of_topic(topic, self.course))
        return [_certain(o) for o in named if verdicts.get(o.side)]

    def _rejected(self, meeting: Meeting) -> bool:
        """Tell whether people said that an outcome is not what is required."""
        return self._verdicts().get(f"{meeting.course.id}/{meeting.outcome.topic}") is False

    def _worded_the_same(self) -> list[Meeting]:
        same = map(_certain, self.ground.of_topic(self.requirement.topic, self.course))
        return [m for m in same if not self._rejected(m)]

    def _possible(self, answers: Iterable[Meeting]) -> list[Meeting]:
        """Return what may be meant: no more than likely by its wording and, if wished, by what it means.

        People who rejected one outcome have looked, and are not asked about others.
        """
        if discipline(self.requirement.topic) or not all(self._verdicts().values()):
            return []
        return [m for m in self._in_time(self._reaching(answers)) if m.telling]

    def _in_time(self, meetings: Iterable[Meeting]) -> list[Meeting]:
        return [m for m in meetings if m.course.can_precede(self.course)]

    def _reaching(self, meetings: Iterable[Meeting]) -> list[Meeting]:
        return [m for m in meetings if m.outcome.level >= self.requirement.level]

    def _answered(self, known: Sequence[Meeting], possible: Iterable[Meeting] = ()) -> Supply:
        below = [m for m in known if m.outcome.level < self.requirement.level]
        return self._found(met_by=self._reaching(known), lower=below, possible=possible)

    def _found(
        self,
        *,
        met_by: Iterable[Meeting] = (),
        lower: Iterable[Meeting] = (),
        possible: Iterable[Meeting] = (),
        nearest: Meeting | None = None,
    ) -> Supply:
        of = self.course, self.requirement, self.index
        return Supply(*of, _sorted(met_by), _sorted(lower), _sorted(possible), nearest)


def _certain(offer: Offer) -> Meeting:
    return Meeting(offer.course, offer.outcome, offer.index, 1.0, 1.0)


def _rank(meeting: Meeting) -> tuple[float, str, str, str, int]:
    return -meeting.score, meeting.course.name, meeting.outcome.topic, meeting.course.id, meeting.index


def _sorted(meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    best: dict[tuple[str, int], Meeting] = {}
    for meeting in sorted(meetings, key=_rank):
        best.setdefault((meeting.course.id, meeting.index), meeting)
    return tuple(sorted(best.values(), key=_rank))


def _answers(core: str, asked: _Asked) -> list[Meeting]:
    """Return everything in other courses that has something of a core, with how much or how likely."""
    ground, course, possible = asked.ground, asked.course, asked.settings.possible
    found = list(_Likelihood(core, asked).meetings())
    for offer, just_so in () if discipline(asked.requirement.topic) else ground.listing(core, course):
        score = 1.0 if just_so else possible
        found.append(Meeting(offer.course, offer.outcome, offer.index, score, score))
    for offer in ground.spelt_out(core, course):
        found.append(Meeting(offer.course, offer.outcome, offer.index, possible, possible))
    return found


class _Likelihood:
    """How likely outcomes answer a core: by its words, by what they may tell in others, by their meaning."""

    def __init__(self, core: str, asked: _Asked) -> None:
        self._core, self._asked, ground = core, asked, asked.ground
        topic, told = asked.requirement.topic, ground.told(core)
        meant = ground.meant(topic)
        self._telling = ground.telling(topic, core)
        self._signs = ground.signs(core, told, meant)
        self._near = {o.place for o in ground.near(core, asked.course)}
        self._offers = ground.like(core, self._near, told, meant, asked.course)
        self._by_words = astuple(asked.settings.requirement)
        self._by_meaning = astuple(asked.settings.in_meaning)

    def meetings(self) -> Iterator[Meeting]:
        """Yield the outcomes of other courses that have something of the core."""
        for offer in self._offers:
            signs = self._signs(offer)
            worded = _score(self._core, offer) if offer.place in self._near else 0.0
            if self._telling:
                worded = max(worded, _likely(self._by_words, signs.words))
            likely, settings = _likely(self._by_meaning, signs.meaning), self._asked.settings
            telling = worded >= settings.supply or likely >= settings.meant
            score = round(max(worded, likely), 4)
            yield Meeting(offer.course, offer.outcome, offer.index, score, round(worded, 4), telling)


def _likely(weights: Sequence[float], signs: Sequence[float]) -> float:
    """Return how likely signs make it."""
    return 1 / (1 + math.exp(-sum(map(mul, weights, signs))))


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
    units, weights, total = _units(core)
    covered, together, at = 0, 0, 0
    while at < len(units):
        end = at
        if not units[at].isascii() and "".join(units[at : at + 2]) not in text:
            # One character alone says nothing.
            at += 1
            continue
        while end < len(units) and _holds(text, units[end]) and "".join(units[at : end + 1]) in text:
            end += 1
        run = sum(weights[at:end])
        if run >= 2:
            covered += run
            if run >= min(3, total) or any(u.isascii() for u in units[at:end]):
                together += run
        at = end if end > at else at + 1
    return (covered / total, together / total) if total else (0.0, 0.0)


@lru_cache(maxsize=1 << 10)
def _units(core: str) -> tuple[tuple[str, ...], tuple[int, ...], int]:
    """Return the units of a core, what each counts, and what all count."""
    units = tuple(UNIT.findall(core))
    weights = tuple(2 if len(u) > 1 or u.isascii() else 1 for u in units)
    return units, weights, sum(weights)


def _holds(text: str, unit: str) -> bool:
    """Tell whether a unit stands in a text, a Latin word as a whole."""
    return unit in text and (not unit.isascii() or unit in UNIT.findall(text))
