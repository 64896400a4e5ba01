"""How courses relate by content: duplicate, renamed, partly overlapping, progressing, inverted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from articulate.findings import Evidence, Severity
from articulate.matching import evidence
from articulate.matching.settings import Settings
from articulate.matching.similarity import Similarities
from articulate.matching.text import internship
from articulate.matching.words import own_topic
from articulate.model.pathway import Pathway
from articulate.model.programme import Course, CourseKind, LearningOutcome


class Relation(StrEnum):
    """The kinds of relation between two courses; a pair has one of them at most."""

    DUPLICATE = "duplicate"
    RENAMED = "renamed_duplicate"
    PARTIAL = "partial_overlap"
    PROGRESSION = "progression"
    INVERTED = "inverted"


OVERLAPS = (Relation.DUPLICATE, Relation.RENAMED, Relation.PARTIAL)
"""The kinds that say that something is taught twice."""


class MatchReason(StrEnum):
    """Why two outcomes are taken for the same point."""

    CONFIRMED = "confirmed"
    SAME_TOPIC = "same_topic"
    SYNONYM = "synonym"
    WORDING = "wording"
    DOUBTFUL = "doubtful"


class WhyNot(StrEnum):
    """Why a relation is not of the nearest other kind."""

    NO_RISE = "no_rise"
    FEW_RISE = "few_rise"
    RISES = "rises"
    FALLS = "falls"
    SHARE_LOW = "share_low"
    COVER_LOW = "cover_low"
    UNEVEN = "uneven"
    OTHER_TITLE = "other_title"
    SERIES = "series"


@dataclass(frozen=True, slots=True)
class OutcomeMatch:
    """Two outcomes that are the same point: outcome ``i`` of ``earlier``, outcome ``j`` of ``later``.

    ``similarity`` tells how sure that is, from 0 to 1.
    """

    earlier: Course
    i: int
    later: Course
    j: int
    similarity: float
    why: MatchReason

    @property
    def first(self) -> LearningOutcome:
        """The outcome of the earlier course."""
        return self.earlier.outcomes[self.i]

    @property
    def second(self) -> LearningOutcome:
        """The outcome of the later course."""
        return self.later.outcomes[self.j]

    def sure(self, settings: Settings) -> bool:
        """Tell whether the match stands without others beside it."""
        return self.similarity >= settings.likely or self.why is MatchReason.SAME_TOPIC

    @property
    def doubtful(self) -> bool:
        """Whether the two may be the same point and are told in words with little in common."""
        return self.why is MatchReason.DOUBTFUL

    @property
    def gain(self) -> int:
        """By how many levels the later outcome is higher."""
        return self.second.level - self.first.level

    def as_evidence(self) -> Evidence:
        """Return the match as a line that a reader can check and, by the ids, confirm or reject."""
        return evidence.of_match(self)

    def as_question(self) -> tuple[Evidence, ...]:
        """Return that a verdict which needs it stands at its limit, and how to settle that."""
        return evidence.of_limit(self)


@dataclass(frozen=True, slots=True)
class AtLimit:
    """What a verdict would be if the texts were a little more or less alike, and the match that decides.

    ``instead`` is None where nothing would be said of the two courses.
    """

    instead: Relation | None
    more: bool
    """Whether they would have to be more alike for it."""
    match: OutcomeMatch


POSSIBLE = 0.4
"""Confidence below which a relation is only possible."""

MANY_HOURS = 40
"""Class hours at stake from which a finding weighs more."""


@dataclass(frozen=True, slots=True)
class CourseRelation:
    """What the matched outcomes make of two courses, the earlier one first.

    ``share`` is of the later course's outcomes, ``cover`` of the earlier one's; ``gain`` is the mean
    rise of level; ``hours`` are those of the later course that the share stands for; ``confidence``
    runs from 0 to 1; ``why_not`` names the nearest other kinds, each with the reason, by the limits of
    ``settings``. ``at_limit`` is there where little was wanting for another verdict.
    """

    kind: Relation
    earlier: Course
    later: Course
    matches: tuple[OutcomeMatch, ...]
    share: Fraction
    cover: Fraction
    gain: Fraction
    hours: int
    confidence: float
    why_not: tuple[tuple[Relation, WhyNot], ...]
    settings: Settings
    at_limit: AtLimit | None = None

    @property
    def only_new(self) -> tuple[LearningOutcome, ...]:
        """Outcomes of the later course that the earlier one does not have."""
        known = {m.j for m in self.matches}
        return tuple(o for j, o in enumerate(self.later.outcomes) if j not in known)

    @property
    def no_higher(self) -> tuple[OutcomeMatch, ...]:
        """Matches without any rise of level."""
        return tuple(m for m in self.matches if m.gain <= 0)

    def severity(self, base: Severity) -> Severity:
        """Return how much a finding about this relation weighs, from what its kind weighs.

        One step up for a core course or more than ``MANY_HOURS``; one down for general and extension
        courses, where the evidence rests on outcomes without a topic, and where it is only possible.
        """
        up = self.later.kind is CourseKind.CORE or self.hours > MANY_HOURS
        bare = sum(not own_topic(m.first) or not own_topic(m.second) for m in self.matches)
        down = self.later.kind in (CourseKind.GENERAL, CourseKind.EXTENSION) or 2 * bare > len(self.matches)
        steps = up - down - (self.confidence < POSSIBLE)
        severities = list(Severity)
        return severities[min(2, max(0, base.rank - steps))]

    def evidence(self) -> tuple[Evidence, ...]:
        """Return figures, matches, what is new in the later course, and why it is not the nearest kinds."""
        return evidence.of_relation(self)


@dataclass(frozen=True)
class Relations:
    """All relations of a pathway, and all matches, also those that make no relation."""

    pathway: Pathway
    all: tuple[CourseRelation, ...]
    matches: tuple[OutcomeMatch, ...]
    before: tuple[OutcomeMatch, ...]
    """For each outcome of a higher course, the surest in the secondary stage at no lower level, if any."""
    near: Similarities = field(repr=False)
    settings: Settings = field(repr=False)
    built_on: frozenset[tuple[str, str]] = field(repr=False)
    """What the verdicts rest on; the last are courses of which the second requires what the first teaches."""

    def across_stages(self, *kinds: str) -> tuple[CourseRelation, ...]:
        """Relations between a secondary and a higher course, of these kinds (all without any)."""
        return tuple(r for r in self._of_kinds(kinds) if r.earlier.stage is not r.later.stage)

    def within_stage(self, *kinds: str) -> tuple[CourseRelation, ...]:
        """Relations between two courses of one stage, of these kinds (all without any)."""
        return tuple(r for r in self._of_kinds(kinds) if r.earlier.stage is r.later.stage)

    def _of_kinds(self, kinds: tuple[str, ...]) -> Iterator[CourseRelation]:
        return (r for r in self.all if not kinds or r.kind in kinds)

    def between_courses(self, *kinds: str) -> tuple[CourseRelation, ...]:
        """Relations across the stages but for two public basic courses and two internships.

        For these it is usual to come back in the other stage, so they are judged by rules of their own.
        """
        return tuple(
            r
            for r in self.across_stages(*kinds)
            if not r.earlier.kind is r.later.kind is CourseKind.GENERAL
            and not {r.earlier.id, r.later.id} <= self.internships
        )

    def of(self, course_id: str) -> tuple[CourseRelation, ...]:
        """Relations that a course takes part in."""
        return tuple(r for r in self.all if course_id in (r.earlier.id, r.later.id))

    def between(self, a: str, b: str) -> CourseRelation | None:
        """Return the relation of two courses, in whichever order they are named."""
        return self._by_pair.get(frozenset((a, b)))

    @cached_property
    def _by_pair(self) -> dict[frozenset[str], CourseRelation]:
        return {frozenset((r.earlier.id, r.later.id)): r for r in self.all}

    def taught_before(self, higher_course: str) -> tuple[OutcomeMatch, ...]:
        """Return what of a higher course was taught in the secondary stage at no lower level.

        For each outcome the surest, by whichever course. One point needs less likeness here than a match
        between two courses: it was taught before if any of them taught it, and nothing hangs on which.
        """
        return self._before.get(higher_course, ())

    def share_before(self, higher_course: str) -> Fraction:
        """Return which share of a higher course that is; what is doubtful counts for less than one."""
        return self._share(self.taught_before(higher_course), self.settings)

    def flat(self, higher_course: str) -> bool:
        """Tell whether a higher course does not rise: enough of it was taught before, two points surely."""
        sure = sum(not m.doubtful for m in self.taught_before(higher_course))
        return sure >= 2 and self.share_before(higher_course) >= self.settings.flat

    def flat_by_little(self, higher_course: str) -> OutcomeMatch | None:
        """Return the least sure match of a flat course that is none where texts are a little less alike."""
        taught, stricter = self.taught_before(higher_course), self.settings.moved(self.settings.margin)
        if not taught or self._share(taught, stricter) >= self.settings.flat:
            return None
        return min(taught, key=lambda m: m.similarity)

    def _share(self, taught: Sequence[OutcomeMatch], limits: Settings) -> Fraction:
        if not taught:
            return Fraction(0)
        counted = [m.similarity >= limits.known for m in taught if m.similarity >= limits.trace]
        whole = sum(counted) + limits.doubtful * (len(counted) - sum(counted))
        return whole / len(taught[0].later.outcomes)

    @cached_property
    def _before(self) -> dict[str, tuple[OutcomeMatch, ...]]:
        of: dict[str, list[OutcomeMatch]] = {}
        for match in self.before:
            of.setdefault(match.later.id, []).append(match)
        return {id_: tuple(found) for id_, found in of.items()}

    def closest_after(self, course_id: str) -> OutcomeMatch | None:
        """Return the two outcomes most alike of a course and of one that may follow it, if any are alike."""
        here = self.pathway.by_id[course_id]
        found = [
            OutcomeMatch(here, i, self.pathway.by_id[other], j, x, MatchReason.DOUBTFUL)
            for pair in self.near.of_courses
            if course_id in pair
            for other in pair
            if other != course_id and here.can_precede(self.pathway.by_id[other])
            for (i, j), x in self.near.between(course_id, other).items()
            if x >= self.settings.trace
        ]
        return max(
            found, key=lambda m: (m.similarity, m.later.name, m.second.topic, m.first.topic), default=None
        )

    @cached_property
    def internships(self) -> frozenset[str]:
        """Ids of the courses that are internships, by the programme's word or by their name."""
        declared = {i.course for i in self.pathway.internships}
        practical = (c for c in self.pathway.courses if c.kind is CourseKind.PRACTICUM)
        return frozenset(declared.union(c.id for c in practical if internship(c.name)))
