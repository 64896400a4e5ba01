"""How courses relate by content: duplicate, renamed, partly overlapping, progressing, inverted.

Outcomes of two courses are matched one to one by what they say; levels then decide what the matches
mean. Titles decide nothing but the name of a duplicate, the order of a numbered series, and whether
two matches are enough to speak of one subject continued.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any

from articulate.findings import Evidence, Severity
from articulate.matching import evidence
from articulate.matching.assign import assign
from articulate.matching.content import Content
from articulate.matching.settings import Settings
from articulate.matching.similarity import Similarities, links, similarities
from articulate.matching.text import Title, Vocabulary, internship, normalise
from articulate.matching.words import in_few_words, own_topic, vocabulary
from articulate.model.pathway import Pathway
from articulate.model.programme import Course, CourseKind, LearningOutcome, Stage


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
    ``settings``.
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

    def share_before(self, higher_course: str, settings: Settings) -> Fraction:
        """Return which share of a higher course that is; what is doubtful counts for less than one."""
        taught = self.taught_before(higher_course)
        count = sum(settings.doubtful if m.doubtful else 1 for m in taught)
        return Fraction(count) / max(1, len(self.pathway.by_id[higher_course].outcomes))

    @cached_property
    def _before(self) -> dict[str, tuple[OutcomeMatch, ...]]:
        of: dict[str, list[OutcomeMatch]] = {}
        for match in self.before:
            of.setdefault(match.later.id, []).append(match)
        return {id_: tuple(found) for id_, found in of.items()}

    @cached_property
    def internships(self) -> frozenset[str]:
        """Ids of the courses that are internships, by the programme's word or by their name."""
        declared = {i.course for i in self.pathway.internships}
        practical = (c for c in self.pathway.courses if c.kind is CourseKind.PRACTICUM)
        return frozenset(declared.union(c.id for c in practical if internship(c.name)))


# ---- from a pathway to its relations ---------------------------------------------------------------


def relate(pathway: Pathway, settings: Settings | None = None) -> Relations:
    """Return how the courses relate by content, across and within the stages.

    The order of courses and outcomes means nothing; within a stage the course with the earlier
    window comes first. ``settings`` are those of the pathway itself unless given. What was just found
    for the same courses, verdicts and settings is not sought again.
    """
    return replace(_related(Content(pathway), settings or Settings.of(pathway)), pathway=pathway)


@lru_cache(maxsize=4)
def _related(content: Content, settings: Settings) -> Relations:
    return judged(content.pathway, similarities(content.pathway, settings), settings)


def judged(pathway: Pathway, near: Similarities, settings: Settings) -> Relations:
    """Return what the limits of the settings make of similarities that are known."""
    names = vocabulary(settings, keep_verbs=True)
    titles = {c.id: Title.of(c.name, names) for c in pathway.courses}
    built_on = links(pathway, settings)
    pairs = {(a.id, b.id): (a, b, _match(a, b, near, settings, names)) for a, b in _pairs(pathway)}
    best = _best(match for *_, found in pairs.values() for match in found)
    relations, matches = list[CourseRelation](), list[OutcomeMatch]()
    for earlier, later, found in pairs.values():
        linked = (earlier.id, later.id) in built_on
        pair = _Pair(earlier, later, found, titles[earlier.id], titles[later.id], linked)
        kind = pair.kind(settings)
        if kind is Relation.PARTIAL and 2 * pair.share < 1:
            # A few points that another course has taught much more clearly are no overlap with this one.
            pair = pair.keeping(m for m in found if m.similarity >= settings.rival * best[_side(m)])
            kind = pair.kind(settings)
        if kind:
            relations.append(pair.relation(kind, settings))
        # Between courses that have nothing else to do with each other only a sure match counts.
        matches += pair.matches if kind else [m for m in pair.matches if m.sure(settings)]
    return Relations(
        pathway, tuple(relations), tuple(matches), _taught_before(pathway, near, settings, names)
    )


def _taught_before(
    pathway: Pathway, near: Similarities, settings: Settings, words: Vocabulary
) -> tuple[OutcomeMatch, ...]:
    """Return for each outcome of a higher course the surest of the secondary stage at no lower level."""
    best: dict[tuple[str, int], tuple[tuple[Any, ...], tuple[Course, int], tuple[Course, int]]] = {}
    for earlier, later in _pairs(pathway):
        if earlier.stage is later.stage:
            continue
        for (i, j), x in near.between(earlier.id, later.id).items():
            first, second = earlier.outcomes[i], later.outcomes[j]
            if x >= settings.trace and first.level >= second.level:
                rank = x, first.level, earlier.name, first.topic, first.text
                if (later.id, j) not in best or rank > best[later.id, j][0]:
                    best[later.id, j] = rank, (earlier, i), (later, j)
    made = (
        OutcomeMatch(
            *one,
            *other,
            x,
            _reason(one, other, near, words) if x >= settings.known else MatchReason.DOUBTFUL,
        )
        for (x, *_), one, other in best.values()
    )
    return tuple(sorted(made, key=lambda m: (m.later.id, m.second.topic, m.second.text, m.j)))


def _side(match: OutcomeMatch) -> tuple[str, int, Stage]:
    """Return what rivals share: the later outcome, and the stage in which it was taught before."""
    return match.later.id, match.j, match.earlier.stage


def _best(matches: Iterable[OutcomeMatch]) -> dict[tuple[str, int, Stage], float]:
    """Return the similarity of the best match of each later outcome with each stage."""
    best: dict[tuple[str, int, Stage], float] = {}
    for match in matches:
        side = _side(match)
        best[side] = max(best.get(side, 0.0), match.similarity)
    return best


def relate_tasks(pathway: Pathway, settings: Settings | None = None) -> tuple[CourseRelation, ...]:
    """Return how the internships of the two stages relate by their tasks.

    Internships that list no tasks are compared by the outcomes of their courses. Those of another
    kind (认识实习, 岗位实习) are never compared.
    """
    listed = {i.course: i for i in pathway.internships}
    courses = tuple(
        c.but(
            outcomes=tuple(
                LearningOutcome(topic=t.topic, level=t.level, text=t.text) for t in listed[c.id].tasks
            )
        )
        if c.id in listed and listed[c.id].tasks
        else c
        for c in pathway.courses
    )
    relations = relate(pathway.with_courses(courses), settings)
    kinds = {id_: listed[id_].kind if id_ in listed else "work" for id_ in relations.internships}
    return tuple(
        r
        for r in relations.across_stages()
        if {r.earlier.id, r.later.id} <= kinds.keys() and kinds[r.earlier.id] == kinds[r.later.id]
    )


def _pairs(pathway: Pathway) -> Iterator[tuple[Course, Course]]:
    """Yield every two courses, the earlier first; what ids are called decides only between twins."""
    courses = sorted(pathway.courses, key=lambda c: (*c.window, c.stage.value, c.name, c.hours, c.id))
    for index, earlier in enumerate(courses):
        for later in courses[index + 1 :]:
            yield earlier, later


def _match(
    earlier: Course, later: Course, near: Similarities, settings: Settings, words: Vocabulary
) -> tuple[OutcomeMatch, ...]:
    """Return the best one-to-one matches.

    Once half of a course is matched without any rise, what is left at equal levels needs less
    likeness where it is said in few words: a course that repeats another repeats its levels.
    """
    like = near.between(earlier.id, later.id)
    if not like:
        return ()
    # What a person confirmed stands, even where others would fit better together without it.
    said = {(i, j): x for (i, j), x in like.items() if {(earlier.id, i), (later.id, j)} in near.confirmed}
    pairs = _one_to_one(earlier, later, said)
    taken, given = {i for i, _ in pairs}, {j for _, j in pairs}
    pairs += _one_to_one(
        earlier,
        later,
        {
            (i, j): x
            for (i, j), x in like.items()
            if x >= settings.similar and i not in taken and j not in given
        },
    )
    rises = [later.outcomes[j].level - earlier.outcomes[i].level for i, j in pairs]
    half = 2 * len(pairs) >= min(len(earlier.outcomes), len(later.outcomes))
    if len(pairs) >= 2 and half and 2 * abs(sum(rises)) < len(pairs):
        rows, columns = {i for i, _ in pairs}, {j for _, j in pairs}
        rest = {
            (i, j): x
            for (i, j), x in like.items()
            if x >= settings.in_company
            and i not in rows
            and j not in columns
            and earlier.outcomes[i].level == later.outcomes[j].level
            and in_few_words(earlier.outcomes[i], later.outcomes[j], settings)
        }
        pairs += _one_to_one(earlier, later, rest)
    made = (
        OutcomeMatch(earlier, i, later, j, like[i, j], _reason((earlier, i), (later, j), near, words))
        for i, j in pairs
    )
    return tuple(sorted(made, key=lambda m: (m.second.topic, m.second.text, m.first.topic, m.j)))


def _one_to_one(
    earlier: Course, later: Course, like: Mapping[tuple[int, int], float]
) -> list[tuple[int, int]]:
    """Return the pairs of indices that go together, each index once, with the greatest sum."""
    if len({i for i, _ in like}) == len(like) == len({j for _, j in like}):
        return list(like)
    rows, columns = _in_order(earlier), _in_order(later)
    table = [[like.get((i, j), 0.0) for j in columns] for i in rows]
    return [(rows[r], columns[c]) for r, c in assign(table)]


def _in_order(course: Course) -> list[int]:
    """Return the indices of the outcomes in an order that does not depend on how they were listed."""
    keys = [(o.topic, o.level, o.text) for o in course.outcomes]
    return sorted(range(len(keys)), key=keys.__getitem__)


def _reason(
    one: tuple[Course, int], other: tuple[Course, int], near: Similarities, words: Vocabulary
) -> MatchReason:
    if frozenset((course.id, i) for course, i in (one, other)) in near.confirmed:
        return MatchReason.CONFIRMED
    a, b = (course.outcomes[i] for course, i in (one, other))
    if own_topic(a) and own_topic(b):
        if normalise(a.topic) == normalise(b.topic):
            return MatchReason.SAME_TOPIC
        if words.plain(a.topic) == words.plain(b.topic) or words.renamed(a.topic, b.topic):
            return MatchReason.SYNONYM
    return MatchReason.WORDING


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two courses with their matches, on the way to a verdict."""

    earlier: Course
    later: Course
    matches: tuple[OutcomeMatch, ...]
    first: Title
    second: Title
    linked: bool
    """Whether the later course requires something that the earlier one teaches."""

    def keeping(self, matches: Iterable[OutcomeMatch]) -> _Pair:
        return replace(self, matches=tuple(matches))

    @property
    def n(self) -> int:
        return len(self.matches)

    @property
    def share(self) -> Fraction:
        return Fraction(self.n, len(self.later.outcomes)) if self.n else Fraction(0)

    @property
    def cover(self) -> Fraction:
        return Fraction(self.n, len(self.earlier.outcomes)) if self.n else Fraction(0)

    @property
    def gain(self) -> Fraction:
        return Fraction(sum(m.gain for m in self.matches), self.n) if self.n else Fraction(0)

    def kind(self, settings: Settings) -> Relation | None:
        """Return what the two courses are to each other, if anything."""
        if self.first.precedes(self.second):
            return Relation.PROGRESSION
        if self.n < 2:
            return Relation.PROGRESSION if self.linked and self._continues(settings) else None
        related = self.first.related(self.second)
        sureness = sum(m.similarity for m in self.matches) / self.n
        risen = [m.similarity for m in self.matches if m.gain > 0]
        if self.gain >= settings.rise and 2 * len(risen) >= self.n:
            # One point risen far does not excuse the others, hence the half that must rise.
            together = self.n >= 3 or self.linked or related or sureness >= settings.sure
            likely = sum(risen) >= settings.likely * len(risen) or self.linked
            return Relation.PROGRESSION if together and likely else None
        if sureness < settings.likely:
            return None
        if self.gain <= -settings.rise and 2 * sum(m.gain < 0 for m in self.matches) >= self.n:
            return self._fallen()
        even = abs(self.gain) < settings.rise
        if even and self.share >= settings.share and self.cover >= settings.cover:
            return Relation.DUPLICATE if self.first.same(self.second) else Relation.RENAMED
        return Relation.PARTIAL

    def _continues(self, settings: Settings) -> bool:
        """Tell whether one match is enough: one subject, carried on in the next stage at a higher level."""
        a, b = ([o.level for o in c.outcomes] for c in (self.earlier, self.later))
        if self.n != 1 or self.earlier.stage is self.later.stage:
            return False
        if not self.matches[0].sure(settings):
            return False
        rise = Fraction(sum(b), len(b)) - Fraction(sum(a), len(a))
        return rise >= settings.rise and self.first.related(self.second)

    def _fallen(self) -> Relation | None:
        """Judge falling levels: to explain a skill again in order to analyse it is no inversion."""
        known = {m.j for m in self.matches}
        beyond = sum(o.level >= 4 for j, o in enumerate(self.later.outcomes) if j not in known)
        if not beyond:
            return Relation.INVERTED
        return Relation.PARTIAL if beyond < self.n else None

    def relation(self, kind: Relation, settings: Settings) -> CourseRelation:
        return CourseRelation(
            kind=kind,
            earlier=self.earlier,
            later=self.later,
            matches=self.matches,
            share=self.share,
            cover=self.cover,
            gain=self.gain,
            hours=round(self.later.hours * self.share),
            confidence=self._confidence(kind, settings),
            why_not=self._why_not(kind, settings),
            settings=settings,
        )

    def _confidence(self, kind: Relation, settings: Settings) -> float:
        """Mean similarity of the matches, less where the deciding figure is near its limit."""
        if not self.matches:
            return 0.8
        mean = sum(m.similarity for m in self.matches) / self.n
        overlap = kind in OVERLAPS
        distance = abs(self.share - settings.share) if overlap else abs(abs(self.gain) - settings.rise)
        return round(mean * (0.8 + 0.2 * min(1.0, float(distance) / 0.2)), 2)

    def _why_not(self, kind: Relation, settings: Settings) -> tuple[tuple[Relation, WhyNot], ...]:
        if kind is Relation.DUPLICATE:
            return ((Relation.PROGRESSION, WhyNot.NO_RISE),)
        if kind is Relation.RENAMED:
            return (Relation.DUPLICATE, WhyNot.OTHER_TITLE), (Relation.PROGRESSION, WhyNot.NO_RISE)
        if kind is Relation.PARTIAL:
            low = WhyNot.COVER_LOW if self.cover < settings.cover else WhyNot.UNEVEN
            low = WhyNot.SHARE_LOW if self.share < settings.share else low
            still = WhyNot.NO_RISE if self.gain < settings.rise else WhyNot.FEW_RISE
            return (Relation.DUPLICATE, low), (Relation.PROGRESSION, still)
        if kind is Relation.INVERTED:
            return ((Relation.PARTIAL, WhyNot.FALLS),)
        return ((Relation.PARTIAL, WhyNot.RISES if self.gain >= settings.rise else WhyNot.SERIES),)
