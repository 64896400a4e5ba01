"""What follows from a planning problem before any row is written: order, balance, room in facilities."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from articulate.model.programme import CourseKind, Delivery, Facility, Requisite, Stage
from articulate.planning.bars import allowed
from articulate.planning.modes import Placement
from articulate.planning.problem import PlanProblem


def alternatives(requisite: Requisite) -> tuple[Requisite, ...]:
    """Return the alternatives of a requisite, those of nested ``any`` included; others stand alone."""
    if requisite.kind != "any":
        return (requisite,)
    return tuple(a for part in requisite.parts for a in alternatives(part))


def conditions(requisites: Iterable[Requisite]) -> Iterator[Requisite]:
    """Yield what must hold in any case: leaves outside every choice."""
    for requisite in requisites:
        if requisite.kind == "all" or (requisite.kind == "any" and len(requisite.parts) == 1):
            yield from conditions(requisite.parts)
        elif requisite.kind != "any":
            yield requisite


def builds_on(problem: PlanProblem) -> tuple[tuple[str, str, bool], ...]:
    """Return pairs (earlier, later, must) of courses that build on each other.

    They come from ``pre`` requisites, and from needs with the best course that meets them, one of the
    same stage where there is one.
    """
    known = problem.pathway.by_id
    found: dict[tuple[str, str], bool] = {}
    for need in problem.needs:
        best = min(
            need.suppliers,
            key=lambda s: (known[s].stage is not need.course.stage, need.suppliers.index(s)),
        )
        found[best, need.course.id] = False
    for course in problem.courses:
        for leaf in conditions(course.requisites):
            if leaf.kind == "pre" and leaf.course in known and leaf.course != course.id:
                found[leaf.course or "", course.id] = True
    return tuple((a, b, hard) for (a, b), hard in sorted(found.items()))


HARD = 3
"""From so many courses that rest on it a course is called hard: failing it holds up all of them."""


def hard(problem: PlanProblem) -> frozenset[str]:
    """Return the weekly courses on which at least ``HARD`` others rest, directly or through others.

    That number is the blocking factor of a course (Heileman, Abdallah, Slim & Hickman, Curricular
    Analytics, 2018), taken over ``builds_on``.
    """
    after: dict[str, set[str]] = {}
    for earlier, later, _ in builds_on(problem):
        after.setdefault(earlier, set()).add(later)
    known = problem.pathway.by_id
    return frozenset(
        c for c in after if known[c].delivery is Delivery.WEEKLY and len(_reached(after, c)) >= HARD
    )


def _reached(after: Mapping[str, Collection[str]], start: str) -> set[str]:
    found: set[str] = set()
    left = [start]
    while left:
        fresh = set(after.get(left.pop(), ())) - found
        found |= fresh
        left += fresh
    return found - {start}


def relied_on(problem: PlanProblem) -> frozenset[str]:
    """Return required professional courses of the secondary stage on which a higher course builds."""
    known = problem.pathway.by_id
    return frozenset(
        earlier
        for earlier, later, _ in builds_on(problem)
        if known[earlier].stage is Stage.SECONDARY
        and known[later].stage is Stage.HIGHER
        and known[earlier].kind is not CourseKind.GENERAL
        and earlier in problem.always
    )


def reachable(problem: PlanProblem) -> dict[str, tuple[Placement, ...]]:
    """Return the placements that the order of courses leaves, by longest paths over what must hold.

    What bars a course from a term counts as well. A course that cannot be placed keeps no placement; the
    presolve says why.
    """
    left = allowed(problem)
    rules = [
        (leaf.kind, leaf.course or "", course.id)
        for course in problem.courses
        for leaf in conditions(course.requisites)
        if leaf.course in left
    ]
    changed = True
    while changed:
        changed = False
        for kind, earlier, later in rules:
            before, after = left[earlier], left[later]
            kept: tuple[Placement, ...] = ()
            if before:
                first = min(p.end for p in before) + 1 if kind == "pre" else min(p.start for p in before)
                kept = tuple(p for p in after if p.start >= first) if kind != "strict_co" else after
            if len(kept) < len(after):
                left[later], changed = kept, True
            if later in problem.always and kept and kind == "pre":
                last = max(p.start for p in kept) - 1
                fewer = tuple(p for p in before if p.end <= last)
                if len(fewer) < len(before):
                    left[earlier], changed = fewer, True
    return left


def balance_target(problem: PlanProblem, stage: Stage) -> int:
    """Return the mean weekly hours of the ordinary terms of a stage, whole and inside the limits."""
    terms = problem.ordinary_terms(stage)
    weeks = sum(problem.pathway.calendar.term(t).teaching for t in terms)
    if not weeks:
        return 0

    def most(course_id: str) -> int:
        ways = problem.placements[course_id]
        return max((sum(p.hours(t) for t in terms) for p in ways), default=0)

    total = sum(most(c) for c in problem.always if problem.pathway.by_id[c].stage is stage)
    for group in problem.groups:
        mine = sorted(
            most(c)
            for c in group.courses
            if problem.pathway.by_id[c].stage is stage and c not in problem.always
        )
        total += sum(mine[: group.take])
    least, upper = problem.pathway.planning.of(stage).weekly_hours
    return min(max((2 * total + weeks) // (2 * weeks), least), upper)


def station_use(
    problem: PlanProblem, facility: Facility, placements: Sequence[Placement], term: int
) -> dict[int, Fraction]:
    """Return lesson hours for which each placement keeps a facility busy in a term, by its index.

    A class too large for the work stations comes in shifts, and each class comes by itself. Practice
    of a course with several facilities is shared equally among them. Enterprises are left out.
    """
    classes, size = problem.pathway.planning.groups
    seats = facility.stations * facility.group
    if facility.place == "enterprise" or not seats:
        return {}
    shifts = -(-size // seats) * classes
    out = {}
    for index, placement in enumerate(placements):
        course = problem.pathway.by_id[placement.course]
        if facility.id not in course.facilities or not course.hours:
            continue
        hours = sum(p.hours for p in placement.parts if p.term == term)
        use = Fraction(course.practice * hours * shifts, course.hours * len(set(course.facilities)))
        if use:
            out[index] = use
    return out


def station_capacity(problem: PlanProblem, facility: Facility, term: int) -> int:
    """Return the lesson hours for which a facility is open in a term: teaching and block weeks."""
    calendar = problem.pathway.calendar.term(term)
    most = problem.pathway.planning.of(Stage.of(term)).weekly_hours[1]
    return most * (calendar.teaching + calendar.block - calendar.shared)
