"""Reasons that order alone gives against every plan: windows, groups, fixed terms, cycles, chains, stages."""

from __future__ import annotations

from collections.abc import Iterator

from articulate.graph import CourseGraph
from articulate.i18n import Phrase
from articulate.matching import Supplies
from articulate.model.programme import Course, Delivery, Requisite, Stage
from articulate.model.source import NOWHERE
from articulate.planning.facts import conditions
from articulate.planning.modes import MOST_WEEKLY, Placement, nearest, starts, whole_weeks
from articulate.planning.problem import ConflictReason, PlanProblem, terms_in_words

ARROW = " → "


def alone(problem: PlanProblem) -> tuple[ConflictReason, ...]:
    """Return what cannot be by itself: a course without any place, a group without options, a ring."""
    return (
        *_without_way(problem),
        *_short_groups(problem),
        *_fixed_outside(problem),
        *_cycles(problem),
        *_against_stages(problem),
    )


# ---- one course -------------------------------------------------------------------------------------


def _without_way(problem: PlanProblem) -> Iterator[ConflictReason]:
    for course in problem.courses:
        if course.id in problem.always and not problem.placements[course.id]:
            yield _no_way(problem, course)


def _no_way(problem: PlanProblem, course: Course) -> ConflictReason:
    """Why a course can be placed nowhere: no term, no block weeks, or hours that make no weekly hours."""
    calendar = problem.pathway.calendar
    common = {"course": course.name, "terms": terms_in_words(*course.window)}
    ways = sorted(starts(course))
    if not ways:
        return ConflictReason(
            "no_term",
            {**common, "span": min(course.span)},
            course.source.at("terms"),
            about=(course.id,),
        )
    if course.delivery is Delivery.BLOCK and not course.weeks:
        return ConflictReason("no_weeks", common, course.source.at("weeks"), about=(course.id,))
    if course.delivery is Delivery.BLOCK:
        room = max(sum(whole_weeks(course, calendar.term(t)) for t in range(s, s + k)) for s, k in ways)
        return ConflictReason(
            "no_activity" if course.activity else "no_block",
            {**common, "weeks": course.weeks, "room": room, "activity": course.activity},
            course.source.at("weeks"),
            about=(course.id,),
        )
    return ConflictReason(
        "no_weekly" if course.weekly else "no_hours",
        {
            **common,
            "hours": course.hours,
            "allowed": course.weekly,
            "span": min(course.span),
            "most": MOST_WEEKLY,
            "near": near_hours(problem, course),
        },
        course.source.at("hours"),
        about=(course.id,),
    )


def near_hours(problem: PlanProblem, course: Course) -> tuple[int, ...]:
    """Return the nearest smaller and larger hours that fit a term of the window, smaller first."""
    calendar = problem.pathway.calendar
    near: set[int] = set()
    for start, span in starts(course):
        for weeks in {calendar.term(t).teaching for t in range(start, start + span)}:
            near |= {h * span for h in nearest(-(-course.hours // span), weeks, course.weekly)}
    below = max((h for h in near if h < course.hours), default=None)
    above = min((h for h in near if h > course.hours), default=None)
    return tuple(h for h in (below, above) if h is not None)


def _fixed_outside(problem: PlanProblem) -> Iterator[ConflictReason]:
    for course_id, term in problem.fixed.items():
        ways = problem.placements[course_id]
        if course_id in problem.always and ways and not any(p.start == term for p in ways):
            course = problem.pathway.by_id[course_id]
            possible = Phrase("plan.terms.list", {"numbers": tuple(sorted({p.start for p in ways}))})
            yield ConflictReason(
                "fixed_outside",
                {"course": course.name, "term": term, "possible": possible},
                NOWHERE if course_id in problem.pins else problem.pathway.planning.source.at("fixed"),
                about=(course_id,),
            )


# ---- several courses --------------------------------------------------------------------------------


def _short_groups(problem: PlanProblem) -> Iterator[ConflictReason]:
    for group in problem.groups:
        there = [c for c in group.courses if problem.placements[c]]
        if len(there) < group.take:
            yield ConflictReason(
                "group_short",
                {"group": group.name, "take": group.take, "options": len(there)},
                group.source,
                about=group.courses,
            )


def _cycles(problem: PlanProblem) -> Iterator[ConflictReason]:
    known = problem.pathway.by_id
    steps = set(_steps(problem))
    for ring in CourseGraph(problem.pathway, Supplies(())).cycles():
        sure = all(step in steps for step in zip(ring, (*ring[1:], ring[0]), strict=True))
        if sure and set(ring) & problem.always:
            yield ConflictReason(
                "cycle",
                {"courses": ARROW.join(known[c].name for c in (*ring, ring[0]))},
                known[ring[0]].source.at("requisites"),
                about=ring,
            )


def _steps(problem: PlanProblem) -> Iterator[tuple[str, str]]:
    """Pairs of which the second course cannot start before the first.

    A course of one term may stand in a later term of a longer strict corequisite, so that such a pair
    counts only where both are of one length.
    """
    for course, other, leaf in _sure(problem):
        if leaf.kind != "strict_co" or (len(course.span) == 1 and course.span == other.span):
            yield other.id, course.id
            if leaf.kind == "strict_co":
                yield course.id, other.id


def _sure(problem: PlanProblem) -> Iterator[tuple[Course, Course, Requisite]]:
    """Yield each course with a course that it names and the condition, where that holds in any case."""
    known = problem.pathway.by_id
    for course in problem.courses:
        for leaf in conditions(course.requisites):
            other = known.get(leaf.course or "")
            if other is not None:
                yield course, other, leaf


def _against_stages(problem: PlanProblem) -> Iterator[ConflictReason]:
    """Courses of the secondary stage that wait for one of the higher stage."""
    for course, other, leaf in _sure(problem):
        if (
            course.id in problem.always
            and course.stage is Stage.SECONDARY
            and other.stage is Stage.HIGHER
            and problem.placements[course.id]
        ):
            yield ConflictReason(
                "stage_order",
                {
                    "course": course.name,
                    "other": other.name,
                    "latest": max(p.start for p in problem.placements[course.id]),
                    "first": min((p.start for p in problem.placements[other.id]), default=7),
                },
                leaf.source or course.source.at("requisites"),
                about=(other.id, course.id),
            )


def chains(problem: PlanProblem) -> tuple[ConflictReason, ...]:
    """Return the courses whose prerequisites, one after the other, end too late for their window."""
    known = problem.pathway.by_id
    left: dict[str, tuple[Placement, ...]] = {c: w for c, w in problem.placements.items() if w}
    because: dict[str, str] = {}
    rules = sorted(
        (course.id, other.id)
        for course, other, leaf in _sure(problem)
        if leaf.kind == "pre" and course.id in left and other.id in left
    )
    told: set[str] = set()
    found: list[ConflictReason] = []
    changed = True
    while changed:
        changed = False
        for later, earlier in rules:
            if later in told or earlier in told:
                continue
            end = min(p.end for p in left[earlier])
            kept = tuple(p for p in left[later] if p.start > end)
            if len(kept) == len(left[later]):
                continue
            because[later], changed = earlier, True
            if kept:
                left[later] = kept
                continue
            told.add(later)
            if later in problem.always:
                chain = [later, earlier]
                while chain[-1] in because:
                    chain.append(because[chain[-1]])
                chain.reverse()
                found.append(
                    ConflictReason(
                        "chain",
                        {
                            "course": known[later].name,
                            "chain": ARROW.join(known[c].name for c in chain),
                            "end": end,
                            "latest": max(p.start for p in problem.placements[later]),
                        },
                        known[later].source.at("requisites"),
                        about=tuple(chain),
                    )
                )
    return tuple(found)
