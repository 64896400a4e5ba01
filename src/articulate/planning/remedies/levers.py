"""Which levers may help against which reason."""

from __future__ import annotations

from collections.abc import Iterator

from articulate.model.programme import Course, Stage
from articulate.planning.problem import PlanProblem
from articulate.planning.reasons import ConflictReason
from articulate.planning.remedies import course as on_course
from articulate.planning.remedies import school, setting
from articulate.planning.remedies.lever import Lever
from articulate.planning.remedies.provision import reaching

MOST_OF_A_KIND = 6
"""So many courses at most are offered for one reason with the same kind of lever, the smallest first."""


def levers(problem: PlanProblem, reason: ConflictReason) -> tuple[Lever, ...]:
    """Return what could be changed against a reason, the cheapest first; each once."""
    found: dict[tuple[str, str], Lever] = {}
    for lever in _all(problem, reason):
        found.setdefault(lever.key, lever)
    ranked = sorted(found.values(), key=lambda lever: lever.effort)
    seen: dict[str, int] = {}
    kept = []
    for lever in ranked:
        seen[lever.kind] = seen.get(lever.kind, 0) + 1
        if seen[lever.kind] <= MOST_OF_A_KIND:
            kept.append(lever)
    return tuple(kept)


def _all(problem: PlanProblem, reason: ConflictReason) -> Iterator[Lever]:
    known = problem.pathway.by_id
    courses = sorted((known[c] for c in set(reason.about) if c in known), key=lambda c: (c.hours, c.id))
    kind = reason.kind.removeprefix("relax_")
    if kind in ("cycle", "chain", "stage_order"):
        yield from _order(problem, reason)
    elif kind in ("pre", "co", "strict_co", "any"):
        yield from on_course.unbound(problem, known[reason.about[0]], reason.about[1:])
    elif kind in ("hours_over", "weekly_most", "courses_over", "courses", "exams_over", "exams"):
        yield from _room(problem, reason, courses)
    elif kind in ("blocks_over", "block_weeks"):
        yield from _blocks(problem, reason, courses)
    elif kind == "shared_weeks":
        yield from _sharing(problem, reason.values["term"])
    elif kind in ("hours_under", "weekly_least"):
        yield from _filling(problem, reason)
    elif kind in ("out_of_reach", "provision") and reason.provision:
        where = reason.values.get("where")
        yield from reaching(problem, reason.provision, where if isinstance(where, Stage) else None)
    elif kind in ("group", "group_short"):
        for group in problem.groups:
            if group.courses == reason.about:
                yield from school.take(problem, group, -1)
        yield from _windows(problem, courses)
    elif kind in ("in_order", "apart", "within"):
        yield from setting.unspaced(problem, reason.about)
        yield from _windows(problem, courses)
    elif kind in ("assessed", "asked", "too_young"):
        if kind != "too_young":
            yield from setting.deadline(problem)
        yield from _windows(problem, courses)
    else:
        yield from _alone(problem, courses, kind)


def _alone(problem: PlanProblem, courses: list[Course], kind: str) -> Iterator[Lever]:
    """A course that finds no place: what decides where it may stand."""
    for course in courses:
        yield from on_course.unfix(problem, course)
        yield from setting.allowed(problem, course.id)
        yield from on_course.window(problem, course)
        yield from on_course.season(problem, course)
        if kind == "no_hours":
            yield from on_course.hours(problem, course)
        if kind in ("no_weeks", "no_block"):
            yield from on_course.weeks(problem, course)
            for term in course.stage.terms:
                if course.window[0] <= term <= course.window[1]:
                    yield from school.block_weeks(problem, term)


def _windows(problem: PlanProblem, courses: list[Course]) -> Iterator[Lever]:
    for course in courses:
        yield from on_course.unfix(problem, course)
        yield from setting.allowed(problem, course.id)
        yield from on_course.window(problem, course)


def _order(problem: PlanProblem, reason: ConflictReason) -> Iterator[Lever]:
    """Any link of a chain or ring may go; a chain may get more terms instead."""
    known = problem.pathway.by_id
    ids = reason.about
    ring = reason.kind == "cycle"
    for earlier, later in zip(ids, (*ids[1:], ids[0]) if ring else ids[1:], strict=ring):
        yield from on_course.unbound(problem, known[later], (earlier,))
        if ring:
            yield from on_course.unbound(problem, known[earlier], (later,))
    if reason.kind == "chain":
        yield from _windows(problem, [known[c] for c in ids])


def _room(problem: PlanProblem, reason: ConflictReason, courses: list[Course]) -> Iterator[Lever]:
    """Too much for some terms: a higher limit, other terms for a course, fewer electives, fewer exams."""
    stage = _stage(reason)
    kind = reason.kind.removeprefix("relax_")
    if kind in ("hours_over", "weekly_most"):
        yield from school.weekly_most(problem, stage)
        for group in problem.groups:
            if problem.pathway.by_id[group.courses[0]].stage is stage:
                yield from school.take(problem, group, -1)
    else:
        yield from school.count(problem, stage, kind.removesuffix("_over"))
    if kind in ("exams_over", "exams"):
        term = reason.values.get("term")
        for course in courses or [c for c in problem.courses if c.exam and _may_end(problem, c, term)]:
            yield from on_course.checked(problem, course)
    yield from _windows(problem, courses)


def _may_end(problem: PlanProblem, course: Course, term: int | None) -> bool:
    return any(p.end == term for p in problem.placements[course.id])


def _blocks(problem: PlanProblem, reason: ConflictReason, courses: list[Course]) -> Iterator[Lever]:
    stage = courses[0].stage if courses else _stage(reason)
    term = reason.values.get("term")
    for t in stage.terms if term is None else (term,):
        yield from school.block_weeks(problem, t)
    for course in courses:
        yield from on_course.weeks(problem, course)
    yield from _windows(problem, courses)


def _sharing(problem: PlanProblem, term: int) -> Iterator[Lever]:
    """Lessons and practice want more weeks than they have together: more weeks, less practice, elsewhere."""
    yield from school.shared_weeks(problem, term)
    practice = [c for c in problem.courses if any(p.weeks(term) for p in problem.placements[c.id])]
    for course in practice:
        yield from on_course.weeks(problem, course)
    yield from _windows(problem, practice)


def _filling(problem: PlanProblem, reason: ConflictReason) -> Iterator[Lever]:
    """Too little for some terms: a lower limit, a light term, more electives."""
    stage = _stage(reason)
    yield from school.weekly_least(problem, stage)
    if "term" in reason.values:
        yield from school.light(problem, reason.values["term"])
    for group in problem.groups:
        if problem.pathway.by_id[group.courses[0]].stage is stage:
            yield from school.take(problem, group, 1)


def _stage(reason: ConflictReason) -> Stage:
    values = reason.values
    return values["stage"] if "stage" in values else Stage.of(values["term"])
