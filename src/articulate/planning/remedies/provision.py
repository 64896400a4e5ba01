"""Levers on what regulations count: practice in courses, hours of a kind of course, the provision itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import ceil

from articulate.i18n import Phrase
from articulate.model.programme import Course, CourseKind, Delivery, Stage
from articulate.planning.conflict.counting import lightest
from articulate.planning.problem import PlanProblem
from articulate.planning.remedies.lever import Change, Lever, Setting, always, step, with_courses
from articulate.planning.remedies.school import take
from articulate.planning.shares import Bound
from articulate.policy import MEASURES

MOST_COURSES = 8
"""So many courses at most are looked at for one to which hours could be added."""


def reaching(problem: PlanProblem, provision_id: str, stage: Stage | None) -> Iterator[Lever]:
    """Yield what helps a programme to reach a provision, then giving it up."""
    for bound in problem.bounds:
        provision = bound.limit.provision
        if provision.id != provision_id or bound.limit.stage is not stage:
            continue
        if bound.limit.side == "short":
            if provision.measure == "practice_share":
                yield from _practice(problem, bound)
            elif provision.measure in ("public_basic_share", "total_hours"):
                yield from _longer(problem, bound)
            if provision.measure in ("elective_share", "public_basic_share", "total_hours"):
                yield from _more_electives(problem, stage)
    yield from _without(problem, provision_id)


def _counted(problem: PlanProblem, bound: Bound) -> tuple[Course, ...]:
    """The courses that count towards a bound when electives are chosen as well as can be."""
    chosen = lightest(problem, bound.limit.stage, dict(bound.weights))
    return tuple(problem.pathway.by_id[c] for c in sorted(chosen))


def _practice(problem: PlanProblem, bound: Bound) -> Iterator[Lever]:
    """Turn theory of professional courses into practice: as much as is missing, half of each at most."""
    counted = _counted(problem, bound)
    part, whole = MEASURES["practice_share"].sums(counted)
    missing = ceil(Fraction(bound.limit.bound) * whole - part)
    able = sorted(
        (c for c in counted if c.kind is not CourseKind.GENERAL and c.theory > 1),
        key=lambda c: (-c.theory, c.id),
    )
    for halved in (2, 1):
        rises: list[tuple[Course, int]] = []
        left = missing
        for course in able:
            if left <= 0:
                break
            rise = min(left, course.theory // halved)
            rises.append((course, rise))
            left -= rise
        if left <= 0 and rises:
            yield _rise(rises, missing)
            return


def _rise(rises: list[tuple[Course, int]], missing: int) -> Lever:
    changed = {c.id: c.practice + rise for c, rise in rises}
    told = step(
        "practice",
        rises[0][0].source.at("practice"),
        tuple(changed),
        courses=tuple(Phrase("plan.remedy.rise", {"course": c.name, "hours": rise}) for c, rise in rises),
        missing=missing,
    )

    def change(problem: PlanProblem) -> PlanProblem:
        known = problem.pathway.by_id
        return with_courses(problem, *(known[c].but(practice=p) for c, p in changed.items()))

    return Lever("practice", ",".join(changed), (Setting(len(rises), change, always(told)),))


def _longer(problem: PlanProblem, bound: Bound) -> Iterator[Lever]:
    """Add hours to one course: a public basic one where their share is too small, else any."""
    counted = _counted(problem, bound)
    share = bound.limit.provision.measure == "public_basic_share"
    if share:
        part, whole = MEASURES["public_basic_share"].sums(counted)
        goal = Fraction(bound.limit.bound)
        missing = ceil((goal * whole - part) / (1 - goal)) if goal < 1 else 0
    else:
        missing = ceil(Fraction(bound.limit.least) - sum(c.hours for c in counted))
    able = [
        c
        for c in counted
        if c.delivery is Delivery.WEEKLY and (c.kind is CourseKind.GENERAL or not share) and missing > 0
    ]
    for course in sorted(able, key=lambda c: (-c.hours, c.id))[:MOST_COURSES]:
        first = min((problem.placements[course.id]), default=None)
        if first is None:
            continue
        # Whole weekly hours in every term that it runs.
        unit = sum(problem.pathway.calendar.term(p.term).teaching for p in first.parts)
        more = -(-missing // unit) * unit
        told = step(
            "more_hours",
            course.source.at("hours"),
            (course.id,),
            course=course.name,
            old=course.hours,
            new=course.hours + more,
        )
        yield Lever("more_hours", course.id, (Setting(more // 18, _adding(course, more), always(told)),))


def _adding(course: Course, more: int) -> Change:
    return lambda problem: with_courses(
        problem, problem.pathway.by_id[course.id].but(hours=course.hours + more, split=())
    )


def _more_electives(problem: PlanProblem, stage: Stage | None) -> Iterator[Lever]:
    known = problem.pathway.by_id
    for group in problem.groups:
        if stage is None or any(known[c].stage is stage for c in group.courses):
            yield from take(problem, group, 1)


def _without(problem: PlanProblem, provision_id: str) -> Iterator[Lever]:
    """Do without a provision: only where whoever made it allows that."""
    for provision in problem.provisions:
        if provision.id == provision_id:
            told = step("provision", basis=provision.citation, bound=provision.bound)
            told = replace(told, provision=provision_id)
            setting = Setting(1, _repealed(provision_id), always(told), regulation=True)
            yield Lever("provision", provision_id, (setting,))


def _repealed(provision_id: str) -> Change:
    return lambda problem: replace(
        problem, provisions=tuple(p for p in problem.provisions if p.id != provision_id)
    )
