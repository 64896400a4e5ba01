"""From the likeness of outcomes to verdicts about courses.

Outcomes of two courses are matched one to one by what they say; levels then decide what the matches
mean. Titles decide nothing but the name of a duplicate, the order of a numbered series, and whether
two matches are enough to speak of one subject continued.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, groupby
from typing import Any

from articulate.matching.assign import assign
from articulate.matching.content import Content
from articulate.matching.relations import (
    OVERLAPS,
    AtLimit,
    CourseRelation,
    MatchReason,
    OutcomeMatch,
    Relation,
    Relations,
    WhyNot,
)
from articulate.matching.settings import Settings
from articulate.matching.similarity import Similarities, links, similarities
from articulate.matching.text import Title, Vocabulary, internship, normalise
from articulate.matching.words import in_few_words, own_topic, vocabulary
from articulate.model.pathway import Pathway
from articulate.model.programme import Course, CourseKind, LearningOutcome, Stage


def relate(pathway: Pathway, settings: Settings | None = None) -> Relations:
    """Return how the courses relate by content, across and within the stages.

    The order of courses and outcomes means nothing; within a stage the course with the earlier
    window comes first. ``settings`` are those of the pathway itself unless given. What was just found
    for the same courses, verdicts and settings is not sought again.
    """
    return replace(_related(Content(pathway), settings or Settings.of(pathway)), pathway=pathway)


@lru_cache(maxsize=4)
def _related(content: Content, settings: Settings) -> Relations:
    pathway = content.pathway
    return judged(pathway, similarities(pathway, settings), settings, links(pathway, settings))


def moved(relations: Relations, by: float) -> Relations:
    """Return what is found where every limit of likeness is so many log-odds higher, or lower."""
    return judged(relations.pathway, relations.near, relations.settings.moved(by), relations.built_on)


def without_strangers(relations: Relations) -> Relations:
    """Return what is found where courses that have nothing to do with a course take nothing away from it.

    An outcome looks less like another where a third looks more like it, be it by one word of another field
    (接触器 beside 接触镜); and who has the very words of a requirement answers it alone. What is found only
    without that names the match that gains most by it. What a course teaches again of whatever courses has no
    rivals and stays as it is.
    """
    kin = {frozenset((r.earlier.id, r.later.id)) for r in relations.all}
    settings, known = relations.settings, relations.near
    near = similarities(relations.pathway, settings, kin)
    found = judged(relations.pathway, near, settings, relations.built_on)

    def likelier(match: OutcomeMatch) -> float:
        like = known.between(match.earlier.id, match.later.id)
        return match.similarity - like.get((match.i, match.j), 0.0)

    told = (
        r
        if frozenset((r.earlier.id, r.later.id)) in kin or not r.matches
        else replace(r, at_limit=AtLimit(None, False, max(r.matches, key=likelier)))
        for r in found.all
    )
    return replace(relations, all=tuple(told))


def judged(
    pathway: Pathway, near: Similarities, settings: Settings, built_on: frozenset[tuple[str, str]]
) -> Relations:
    """Return what the limits of the settings make of similarities, and of requirements, that are known."""
    judge = _Judge.of(pathway, near, settings, built_on)
    found = {(a.id, b.id): (a, b, judge.matched(a, b, settings)) for a, b in judge.pairs()}
    best = _best(match for *_, matches in found.values() for match in matches)
    relations, kept = list[CourseRelation](), list[OutcomeMatch]()
    for earlier, later, matches in found.values():
        pair, kind = judge.verdict(earlier, later, matches, best, settings)
        if kind:
            relations.append(pair.relation(kind, settings, judge.at_limit(pair, kind, best)))
        # Between courses that have nothing else to do with each other only a sure match counts.
        kept += pair.matches if kind else [m for m in pair.matches if m.sure(settings)]
    before = _taught_before(pathway, near, settings, judge.words)
    return Relations(pathway, tuple(relations), tuple(kept), before, near, settings, built_on)


_Side = tuple[str, int, Stage]
"""What rivals share: the later outcome, and the stage in which it was taught before."""


@dataclass(frozen=True)
class _Judge:
    """All that a verdict about two courses of a pathway depends on."""

    pathway: Pathway
    near: Similarities
    settings: Settings
    words: Vocabulary
    titles: Mapping[str, Title]
    built_on: frozenset[tuple[str, str]]

    @classmethod
    def of(
        cls, pathway: Pathway, near: Similarities, settings: Settings, built_on: frozenset[tuple[str, str]]
    ) -> _Judge:
        words = vocabulary(settings, keep_verbs=True)
        titles = {c.id: Title.of(c.name, words) for c in pathway.courses}
        return cls(pathway, near, settings, words, titles, built_on)

    def pairs(self) -> Iterator[tuple[Course, Course]]:
        """Yield, the earlier course first, every two that have anything to do with each other."""
        order = _order(self.pathway)
        numbered = sorted(
            (c for c in order if self.titles[c.id].number), key=lambda c: self.titles[c.id].meaning
        )
        series = [
            pair
            for _, group in groupby(numbered, key=lambda c: self.titles[c.id].meaning)
            for pair in combinations([c.id for c in group], 2)
        ]
        place = {c.id: n for n, c in enumerate(order)}
        found = {tuple(sorted((place[a], place[b]))) for a, b in (*self.near.of_courses, *series)}
        yield from ((order[a], order[b]) for a, b in sorted(found))

    def matched(self, earlier: Course, later: Course, settings: Settings) -> tuple[OutcomeMatch, ...]:
        """Return the best one-to-one matches of two courses."""
        return _match(earlier, later, self.near, settings, self.words)

    def verdict(
        self,
        earlier: Course,
        later: Course,
        matches: tuple[OutcomeMatch, ...],
        best: Mapping[_Side, float],
        settings: Settings,
    ) -> tuple[_Pair, Relation | None]:
        """Return what two courses are to each other, if anything, and the matches that count for it."""
        linked = (earlier.id, later.id) in self.built_on
        # What is hardly like is no point of this course where another surely taught it, nor of usual company.
        usual = _usual(earlier, later)
        own = tuple(
            m
            for m in matches
            if m.similarity >= settings.similar or (not usual and best.get(_side(m), 0.0) < settings.similar)
        )
        pair = _Pair(earlier, later, own, self.titles[earlier.id], self.titles[later.id], linked)
        kind = pair.kind(settings)
        if kind is Relation.PARTIAL and 2 * pair.share < 1:
            # A few points that another course has taught much more clearly are no overlap with this one.
            pair = pair.keeping(m for m in own if m.similarity >= settings.rival * best.get(_side(m), 0.0))
            kind = pair.kind(settings)
        return pair, kind

    def at_limit(self, pair: _Pair, kind: Relation, best: Mapping[_Side, float]) -> AtLimit | None:
        """Return what the verdict would be with limits of likeness a little higher or, else, lower."""
        if not pair.matches:
            return None
        for more, by in ((False, self.settings.margin), (True, -self.settings.margin)):
            limits = self.settings.moved(by)
            matches = self.matched(pair.earlier, pair.later, limits)
            other, instead = self.verdict(pair.earlier, pair.later, matches, best, limits)
            if instead is not kind and (instead or not more):
                return AtLimit(instead, more, _deciding(pair.matches, other.matches if more else ()))
        return None


def _deciding(held: tuple[OutcomeMatch, ...], further: tuple[OutcomeMatch, ...]) -> OutcomeMatch:
    """Return the surest of the matches that came on top, if any, or the least sure of those held."""
    known = {(m.i, m.j) for m in held}
    new = [m for m in further if (m.i, m.j) not in known]
    return max(new, key=lambda m: m.similarity) if new else min(held, key=lambda m: m.similarity)


def _taught_before(
    pathway: Pathway, near: Similarities, settings: Settings, words: Vocabulary
) -> tuple[OutcomeMatch, ...]:
    """Return for each outcome of a higher course the surest of the secondary stage at no lower level.

    Public basic courses speak of the same subjects in both stages, in words that are alike whatever they
    teach: there nothing doubtful counts.
    """
    best: dict[tuple[str, int], tuple[tuple[Any, ...], tuple[Course, int], tuple[Course, int]]] = {}
    place = {c.id: n for n, c in enumerate(_order(pathway))}
    for ids in near.of_courses:
        earlier, later = (pathway.by_id[id_] for id_ in sorted(ids, key=place.__getitem__))
        if earlier.stage is later.stage:
            continue
        least = settings.known if later.kind is CourseKind.GENERAL else settings.trace
        for (i, j), x in near.between(earlier.id, later.id).items():
            first, second = earlier.outcomes[i], later.outcomes[j]
            if x >= least and first.level >= second.level:
                rank = x, first.level, earlier.name, first.topic, first.text, -place[earlier.id]
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


def _side(match: OutcomeMatch) -> _Side:
    return match.later.id, match.j, match.earlier.stage


def _best(matches: Iterable[OutcomeMatch]) -> dict[_Side, float]:
    """Return the similarity of the best match of each later outcome with each stage."""
    best: dict[_Side, float] = {}
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


def _order(pathway: Pathway) -> list[Course]:
    """Return the courses, the earlier first; what ids are called decides only between twins."""
    return sorted(pathway.courses, key=lambda c: (*c.window, c.stage.value, c.name, c.hours, c.id))


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


def _usual(earlier: Course, later: Course) -> bool:
    """Tell whether it is usual that the later course comes back to what the earlier one is about."""
    general = earlier.kind is later.kind is CourseKind.GENERAL
    return general or (internship(earlier.name) and internship(later.name))


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
        if _usual(self.earlier, self.later) and not self.linked and sureness < settings.usual:
            return None
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

    def relation(self, kind: Relation, settings: Settings, at_limit: AtLimit | None) -> CourseRelation:
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
            at_limit=at_limit,
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
