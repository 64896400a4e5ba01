"""Levers on one course: its window, season, hours, weeks, form of examination, requisites, fixed term."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from articulate.model.programme import Course, Delivery, Requisite, Stage
from articulate.model.source import NOWHERE, SourceRef
from articulate.planning.conflict.ordering import near_hours
from articulate.planning.problem import PlanProblem, terms_in_words
from articulate.planning.reasons import ConflictReason
from articulate.planning.remedies.lever import Change, Lever, Plan, Setting, Told, always, step, with_course
from articulate.policy import answers, work_internships

HOURS_PER_WEEK = 30
"""Hours of a whole week of practice where the school gives none, as 教职成〔2009〕2号 counts them."""


# ---- when -------------------------------------------------------------------------------------------


def window(problem: PlanProblem, course: Course) -> Iterator[Lever]:
    """Let a course begin earlier or end later, within its stage, by as few terms as needed."""
    if course.id in problem.fixed:
        return
    first, last = course.window
    terms = course.stage.terms
    wider = [(max(terms[0], first - k), min(terms[-1], last + k)) for k in range(len(terms))]
    settings = tuple(
        Setting(k, _widened(course, new), _moved(course, new))
        for k, (old, new) in enumerate(pairwise(wider), 1)
        if old != new
    )
    if settings:
        yield Lever("window", course.id, settings)


def _widened(course: Course, terms: tuple[int, int]) -> Change:
    return lambda problem: with_course(problem, course.id, terms=terms)


def _moved(course: Course, terms: tuple[int, int]) -> Told:
    """Tell the window that the plan found really needs, which may be narrower than the one tried."""

    def told(plan: Plan) -> ConflictReason:
        first, last = course.window
        values = {"course": course.name, "old": terms_in_words(first, last)}
        source = course.source.at("terms")
        if course.id not in plan:
            return step("window", source, (course.id,), **values, new=terms_in_words(*terms))
        at = plan[course.id]
        new = min(first, at.start), max(last, at.end)
        values |= {"new": terms_in_words(*new), "at": terms_in_words(at.start, at.end)}
        return step("move", source, (course.id,), **values)

    return told


def season(problem: PlanProblem, course: Course) -> Iterator[Lever]:
    """Let a course be offered in any season."""
    if course.season is None:
        return
    told = step("season", course.source.at("season"), (course.id,), course=course.name)
    change: Change = lambda problem: with_course(problem, course.id, season=None)  # noqa: E731
    yield Lever("season", course.id, (Setting(1, change, always(told)),))


def unfix(problem: PlanProblem, course: Course) -> Iterator[Lever]:
    """Fix a course to another term, as near as possible; its window holds on."""
    if course.id not in problem.fixed:
        return
    old = problem.fixed[course.id]
    source = NOWHERE if course.id in problem.pins else problem.pathway.planning.source.at("fixed")

    def told(plan: Plan) -> ConflictReason:
        at = plan.get(course.id)
        if at is None:
            return step("unfix", source, (course.id,), course=course.name, term=old)
        return step("refix", source, (course.id,), course=course.name, term=old, to=at.start)

    spans = len(course.stage.terms)
    yield Lever(
        "fixed", course.id, tuple(Setting(k, _loosened(course, old, k), told) for k in range(1, spans))
    )


def _loosened(course: Course, term: int, by: int) -> Change:
    """Let a fixed course start up to so many terms earlier or later."""

    def change(problem: PlanProblem) -> PlanProblem:
        pathway = problem.pathway
        fixed = {c: t for c, t in pathway.planning.fixed.items() if c != course.id}
        pins = {c: t for c, t in problem.pins.items() if c != course.id}
        free = replace(problem, pathway=pathway.but(planning=pathway.planning.but(fixed=fixed)), pins=pins)
        first, last = pathway.by_id[course.id].window
        near = max(first, term - by), min(last, term + by + max(course.span) - 1)
        return with_course(free, course.id, terms=near) if near[0] <= near[1] else free

    return change


# ---- how much ---------------------------------------------------------------------------------------


def hours(problem: PlanProblem, course: Course) -> Iterator[Lever]:
    """Give a course the nearest hours that make whole weekly hours."""
    for near in near_hours(problem, course):
        values = {"course": course.name, "old": course.hours, "new": near}
        told = step("hours", course.source.at("hours"), (course.id,), **values)
        setting = Setting(
            abs(near - course.hours) // 9,
            _with_hours(course, near),
            always(told),
            _too_few(problem, course, near),
        )
        yield Lever("hours", f"{course.id}={near}", (setting,))


def _with_hours(course: Course, hours: int, weeks: int | None = None) -> Change:
    """Other hours, with practice in proportion and equal terms."""
    practice = course.practice * hours // course.hours if course.hours else 0
    fields = {"hours": hours, "practice": practice, "split": ()}
    if weeks is not None:
        fields["weeks"] = weeks
    return lambda problem: with_course(problem, course.id, **fields)


def _too_few(problem: PlanProblem, course: Course, hours: int) -> bool:
    """Whether a regulation asks for more hours of this course than that, where it had them before."""
    return any(
        p.floor is not None and p.unit == "hour" and hours < p.floor <= course.hours
        for p in problem.provisions
        if p.course and p.speaks_of(course.stage) and answers(course, p.course)
    )


def weeks(problem: PlanProblem, course: Course) -> Iterator[Lever]:
    """Shorten a block course by whole weeks, or write down the weeks that its hours make."""
    if course.delivery is not Delivery.BLOCK:
        return
    source = course.source.at("weeks")
    if not course.weeks:
        made = max(1, round(course.hours / HOURS_PER_WEEK))
        told = step("write_weeks", source, (course.id,), course=course.name, hours=course.hours, weeks=made)
        change: Change = lambda problem: with_course(problem, course.id, weeks=made)  # noqa: E731
        yield Lever("weeks", course.id, (Setting(1, change, always(told)),))
        return
    at_work = any(c.id == course.id for c, _ in work_internships(problem.pathway))
    settings = []
    for fewer in range(course.weeks - 1, 0, -1):
        left = course.hours * fewer // course.weeks
        told = step(
            "weeks", source, (course.id,), course=course.name, old=course.weeks, new=fewer, hours=left
        )
        change = _with_hours(course, left, fewer)
        settings.append(Setting(course.weeks - fewer, change, always(told), at_work))
    if settings:
        yield Lever("weeks", course.id, tuple(settings))


def checked(problem: PlanProblem, course: Course) -> Iterator[Lever]:
    """Check a course in place of examining it."""
    if not course.exam:
        return
    told = step("exam", course.source.at("exam"), (course.id,), course=course.name)
    change: Change = lambda problem: with_course(problem, course.id, exam=False)  # noqa: E731
    yield Lever("exam", course.id, (Setting(1, change, always(told)),))


# ---- after what -------------------------------------------------------------------------------------


def unbound(problem: PlanProblem, course: Course, others: Iterable[str]) -> Iterator[Lever]:
    """Give up a requisite of a course: the one on another course, or the choice among several."""
    known = problem.pathway.by_id
    named = frozenset(others)
    left = _without(course.requisites, named, frozenset(known))
    if left == course.requisites:
        return
    names = tuple(known[c].name for c in sorted(named))
    across = any(known[c].stage is Stage.HIGHER for c in named) and course.stage is Stage.SECONDARY
    told = step(
        "requisite", _place(course, named), (course.id, *sorted(named)), course=course.name, other=names
    )
    change: Change = lambda problem: with_course(  # noqa: E731
        problem,
        course.id,
        requisites=_without(problem.pathway.by_id[course.id].requisites, named, frozenset(known)),
    )
    # What can hold in no plan at all is a mistake more than knowledge of the field.
    amount = 0 if across else 1
    yield Lever(
        "requisite", f"{course.id}<{','.join(sorted(named))}", (Setting(amount, change, always(told)),)
    )


def _place(course: Course, named: frozenset[str]) -> SourceRef:
    for requisite in course.requisites:
        if requisite.source and named & {c for _, c in requisite.leaves()}:
            return requisite.source
    return course.source.at("requisites")


def _without(
    requisites: tuple[Requisite, ...], named: frozenset[str], known: frozenset[str]
) -> tuple[Requisite, ...]:
    """Requisites without what they say of the named courses; a choice goes where it is among just these."""
    kept = []
    for one in requisites:
        if one.kind == "any" and len(one.parts) > 1:
            if {c for _, c in one.leaves()} & known != named:
                kept.append(one)
        elif one.kind in ("all", "any"):
            parts = _without(one.parts, named, known)
            if parts:
                kept.append(one if parts == one.parts else one.but(parts=parts))
        elif one.course not in named:
            kept.append(one)
    return tuple(kept)
