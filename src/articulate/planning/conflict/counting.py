"""Reasons that arithmetic alone gives against every plan: what must go in against what there is room for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate, combinations_with_replacement

from articulate.i18n import Phrase
from articulate.model.programme import Course, Stage
from articulate.model.source import SourceRef
from articulate.planning.modes import Placement
from articulate.planning.problem import ConflictReason, PlanProblem, terms_in_words
from articulate.planning.shares import Bound
from articulate.policy import MEASURES, TOTALS, amount

TERMS = range(1, 11)


def counted(problem: PlanProblem) -> tuple[ConflictReason, ...]:
    """Return overfull terms, terms that cannot be filled, and provisions that no choice reaches."""
    return (*_overfull(problem), *_too_little(problem), *_out_of_reach(problem))


# ---- room in terms ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Room:
    """A thing that terms hold only so much of: what a placement uses in a term, and what a term has."""

    kind: str
    use: Callable[[Placement, int], int]
    room: Callable[[int], int]
    source: Callable[[int], SourceRef]


def _overfull(problem: PlanProblem) -> Iterator[ConflictReason]:
    """Terms into which more must go than they hold: hours, block weeks, exams, courses."""
    known = problem.pathway.by_id
    for stage in Stage:
        for thing in _rooms(problem, stage):
            found = _tightest(problem, stage, thing)
            if found:
                first, last, demand, ids = found
                capacity = sum(thing.room(t) for t in range(first, last + 1))
                yield ConflictReason(
                    thing.kind,
                    {
                        "stage": stage,
                        "terms": terms_in_words(first, last),
                        "courses": tuple(known[c].name for c in ids),
                        "demand": demand,
                        "capacity": capacity,
                        "over": demand - capacity,
                        "count": len(ids),
                    },
                    thing.source(first),
                    about=ids,
                )


def _rooms(problem: PlanProblem, stage: Stage) -> tuple[_Room, ...]:
    calendar, known = problem.pathway.calendar, problem.pathway.by_id
    limits = problem.pathway.planning.of(stage)

    return (
        _Room(
            "hours_over",
            lambda p, t: p.hours(t),
            lambda t: limits.weekly_hours[1] * calendar.term(t).teaching,
            lambda _: limits.source.at("weekly_hours"),
        ),
        _Room(
            "blocks_over",
            lambda p, t: p.weeks(t),
            lambda t: calendar.term(t).block,
            lambda t: calendar.term(t).source.at("block"),
        ),
        _Room(
            "exams_over",
            lambda p, t: int(p.end == t and known[p.course].exam),
            lambda _: limits.exams,
            lambda _: limits.source.at("exams"),
        ),
        _Room(
            "courses_over",
            lambda p, t: int(p.hours(t) > 0),
            lambda _: limits.courses,
            lambda _: limits.source.at("courses"),
        ),
    )


def _tightest(
    problem: PlanProblem, stage: Stage, thing: _Room
) -> tuple[int, int, int, tuple[str, ...]] | None:
    """Return the shortest run of terms that must hold more than it can: terms, demand, courses."""
    needs = {
        c.id: needed
        for c in problem.courses
        if c.stage is stage and (needed := _needs(stage, thing, problem.placements[c.id]))
    }
    demand: dict[Run, int] = {}
    for course in problem.always & needs.keys():
        for run, least in needs[course].items():
            demand[run] = demand.get(run, 0) + least
    groups = [(courses, take) for courses, take in _own_groups(problem) if needs.keys() & set(courses)]
    room = (0, *accumulate(thing.room(t) if t in stage.terms else 0 for t in TERMS))
    for run in sorted(combinations_with_replacement(stage.terms, 2), key=lambda r: (r[1] - r[0], r)):
        chosen = [option for courses, take in groups for option in _cheapest(needs, courses, take, run)]
        total = demand.get(run, 0) + sum(least for least, _ in chosen)
        if total > room[run[1]] - room[run[0] - 1]:
            sure = [c for c in problem.always if run in needs.get(c, {})]
            return *run, total, tuple(sorted((*sure, *(c for least, c in chosen if least))))
    return None


Run = tuple[int, int]
"""The first and the last of a run of terms."""


def _needs(stage: Stage, thing: _Room, ways: Sequence[Placement]) -> dict[Run, int]:
    """What a course uses at least in each run of terms, where that is anything at all."""
    sums: set[tuple[int, ...]] = set()
    for way in ways:
        used = _sums(thing, way)
        if not used[-1]:
            return {}
        sums.add(used)
    if not sums:
        return {}
    found: dict[Run, int] = {}
    # A run that begins after one of the ways has ended, or ends before one begins, need not hold anything.
    for first in range(stage.terms[0], min(w.end for w in ways) + 1):
        for last in range(max(first, *(w.start for w in ways)), stage.terms[-1] + 1):
            least = min(used[last] - used[first - 1] for used in sums)
            if least:
                found[first, last] = least
    return found


def _sums(thing: _Room, way: Placement) -> tuple[int, ...]:
    """What a way to place a course uses up to each term, from term 0."""
    used = [0] * (len(TERMS) + 1)
    for part in way.parts:
        used[part.term] = thing.use(way, part.term)
    return tuple(accumulate(used))


def _cheapest(
    needs: Mapping[str, Mapping[Run, int]], courses: Iterable[str], take: int, run: Run
) -> list[tuple[int, str]]:
    """The options of a group that use least in a run of terms, as many as are taken."""
    return sorted((needs.get(c, {}).get(run, 0), c) for c in courses)[:take]


def _own_groups(problem: PlanProblem) -> Iterator[tuple[tuple[str, ...], int]]:
    """Elective groups that share no course with another and hold no pinned one, with what is taken."""
    seen: dict[str, int] = {}
    for group in problem.groups:
        for c in group.courses:
            seen[c] = seen.get(c, 0) + 1
    for group in problem.groups:
        if all(seen[c] == 1 and c not in problem.always for c in group.courses):
            yield group.courses, group.take


def _too_little(problem: PlanProblem) -> Iterator[ConflictReason]:
    """Ordinary terms that cannot be filled up to the least weekly hours."""
    calendar = problem.pathway.calendar
    for stage in Stage:
        terms = problem.ordinary_terms(stage)
        limits = problem.pathway.planning.of(stage)
        demand = limits.weekly_hours[0] * sum(calendar.term(t).lessons(calendar.term(t).block) for t in terms)
        supply = _most_hours(problem, terms)
        if supply < demand:
            yield ConflictReason(
                "hours_under",
                {
                    "stage": stage,
                    "terms": terms_in_words(terms[0], terms[-1])
                    if terms == tuple(range(terms[0], terms[-1] + 1))
                    else Phrase("plan.terms.list", {"numbers": terms}),
                    "least": limits.weekly_hours[0],
                    "demand": demand,
                    "supply": supply,
                    "short": demand - supply,
                },
                limits.source.at("weekly_hours"),
            )


def _most_hours(problem: PlanProblem, terms: Sequence[int]) -> int:
    """The most lesson hours that any plan has in these terms together."""

    def most(course_id: str) -> int:
        ways = problem.placements[course_id]
        return max((sum(p.hours(t) for t in terms) for p in ways), default=0)

    grouped = {c for g in problem.groups for c in g.courses}
    found = sum(most(c.id) for c in problem.courses if c.id in problem.always or c.id not in grouped)
    for group in problem.groups:
        options = sorted((most(c) for c in group.courses if c not in problem.always), reverse=True)
        found += sum(options[: group.take])
    return found


# ---- provisions -------------------------------------------------------------------------------------


def _out_of_reach(problem: PlanProblem) -> Iterator[ConflictReason]:
    """Required shares and sums that no choice of electives reaches, with the best that can be had."""
    for bound in problem.bounds:
        if not bound.binding:
            continue
        weights = dict(bound.weights)
        chosen = lightest(problem, bound.limit.stage, weights)
        if sum(weights.get(c, 0) for c in chosen) > bound.most:
            provision = bound.limit.provision
            best, taken = _best(problem, bound)
            yield ConflictReason(
                "out_of_reach",
                {**bound.values, "best": amount(best, provision.unit)},
                _written(problem, bound.limit.stage),
                provision=provision.id,
                about=taken,
            )


def _written(problem: PlanProblem, stage: Stage | None) -> SourceRef:
    """Where the courses that count are written."""
    pathway = problem.pathway
    return pathway.source if stage is None else pathway.partner(stage).programme.source.at("courses")


def lightest(problem: PlanProblem, stage: Stage | None, weights: Mapping[str, int | Fraction]) -> set[str]:
    """Return the choice of electives with the least sum of weights, with what is taken anyway."""
    known = problem.pathway.by_id

    def weight(course_id: str) -> tuple[int | Fraction, str]:
        return weights.get(course_id, 0), course_id

    chosen = set(problem.always)
    grouped: set[str] = set()
    for group in problem.groups:
        grouped |= set(group.courses)
        missing = group.take - len(chosen & set(group.courses))
        options = sorted((c for c in group.courses if c not in chosen), key=weight)
        chosen |= set(options[: max(0, missing)])
    chosen |= {c for c in known if c not in grouped and weights.get(c, 0) < 0}
    return {c for c in chosen if stage in (None, known[c].stage)}


def _best(problem: PlanProblem, bound: Bound) -> tuple[Fraction, tuple[str, ...]]:
    """Return the best value of a measure that a choice of electives reaches (Dinkelbach 1967), and it."""
    known = problem.pathway.by_id
    limit = bound.limit
    value = Fraction(limit.bound)
    while True:
        at = replace(limit, bound=value)
        weights = {c.id: -Fraction(at.weight(c)) for c in problem.courses}
        chosen = sorted(lightest(problem, limit.stage, weights))
        better = _measured(limit.provision.measure or "", [known[c] for c in chosen])
        if better == value or limit.provision.measure not in MEASURES:
            return better, tuple(chosen)
        value = better


def _measured(measure: str, courses: Sequence[Course]) -> Fraction:
    if measure in MEASURES:
        return MEASURES[measure].of(courses)
    return Fraction(sum(map(TOTALS[measure], courses)))
