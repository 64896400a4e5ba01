"""Levers on what the school has set: limits of a stage, light terms, whole weeks of the calendar, groups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from articulate.findings import Severity
from articulate.model.programme import ElectiveGroup, Stage
from articulate.planning.problem import PlanProblem
from articulate.planning.remedies.lever import Change, Lever, Setting, always, step, with_group, with_limits

MORE_HOURS = 8
"""By how much the weekly hours of a stage may be raised at most; beyond that nobody could follow."""

MORE = {"exams": 4, "courses": 6}
"""By how many the examined courses, and the courses side by side, of a term may be raised at most."""


def weekly_most(problem: PlanProblem, stage: Stage) -> Iterator[Lever]:
    """Raise the most weekly hours of a stage."""
    least, most = problem.pathway.planning.of(stage).weekly_hours
    yield from _weekly(problem, stage, "most", [(least, most + k) for k in range(1, MORE_HOURS + 1)])


def weekly_least(problem: PlanProblem, stage: Stage) -> Iterator[Lever]:
    """Lower the least weekly hours of a stage."""
    least, most = problem.pathway.planning.of(stage).weekly_hours
    yield from _weekly(problem, stage, "least", [(k, most) for k in range(least - 1, -1, -1)])


def _weekly(problem: PlanProblem, stage: Stage, side: str, limits: list[tuple[int, int]]) -> Iterator[Lever]:
    old = problem.pathway.planning.of(stage)
    at = 1 if side == "most" else 0
    settings = []
    for pair in limits:
        if not 1 <= pair[1] <= 40:
            continue
        values: dict[str, Any] = {"stage": stage, "old": old.weekly_hours[at], "new": pair[at]}
        told = step(f"weekly_{side}", old.source.at("weekly_hours"), **values)
        change = _limits(stage, side, pair)
        amount = abs(pair[at] - old.weekly_hours[at])
        settings.append(Setting(amount, change, always(told), _unusual(problem, stage, pair[at], side)))
    if settings:
        yield Lever("weekly", f"{stage.value}.{side}", tuple(settings))


def _limits(stage: Stage, side: str, pair: tuple[int, int]) -> Change:
    """Set one side of the weekly hours and leave the other as it is by then."""

    def change(problem: PlanProblem) -> PlanProblem:
        least, most = problem.pathway.planning.of(stage).weekly_hours
        new = (least, pair[1]) if side == "most" else (pair[0], most)
        return with_limits(problem, stage, weekly_hours=new)

    return change


def _unusual(problem: PlanProblem, stage: Stage, hours: int, side: str) -> bool:
    """Whether a regulation, however mild, names other weekly hours for this stage."""
    for p in problem.provisions:
        if p.measure != "weekly_hours" or p.severity is Severity.ADVICE or not p.speaks_of(stage):
            continue
        if side == "most" and p.ceiling is not None and hours > p.ceiling:
            return True
        if side == "least" and p.floor is not None and hours < p.floor <= _least(problem, stage):
            return True
    return False


def _least(problem: PlanProblem, stage: Stage) -> int:
    return problem.pathway.planning.of(stage).weekly_hours[0]


def count(problem: PlanProblem, stage: Stage, what: str) -> Iterator[Lever]:
    """Raise the most examined courses (``exams``), or courses side by side (``courses``), of a term."""
    limits = problem.pathway.planning.of(stage)
    old = limits.exams if what == "exams" else limits.courses
    settings = []
    for more in range(1, MORE[what] + 1):
        told = step(f"{what}_most", limits.source.at(what), stage=stage, old=old, new=old + more)
        settings.append(Setting(more, _counting(stage, what, old + more), always(told)))
    yield Lever("count", f"{stage.value}.{what}", tuple(settings))


def _counting(stage: Stage, what: str, most: int) -> Change:
    return lambda problem: with_limits(problem, stage, **{what: most})


def light(problem: PlanProblem, term: int) -> Iterator[Lever]:
    """Make a term a light one, whose least weekly hours do not apply."""
    stage = Stage.of(term)
    limits = problem.pathway.planning.of(stage)
    if term in limits.light_terms:
        return
    told = step("light", limits.source.at("light_terms"), stage=stage, term=term)

    def change(problem: PlanProblem) -> PlanProblem:
        now = problem.pathway.planning.of(stage).light_terms
        return with_limits(problem, stage, light_terms=tuple(sorted({*now, term})))

    yield Lever("light", str(term), (Setting(1, change, always(told)),))


def block_weeks(problem: PlanProblem, term: int) -> Iterator[Lever]:
    """Give a term more whole weeks, out of its spare ones."""
    old = problem.pathway.calendar.term(term)
    settings = []
    for more in range(1, old.spare + 1):
        values: dict[str, Any] = {
            "term": term,
            "old": old.block,
            "new": old.block + more,
            "spare": old.spare - more,
        }
        told = step("block_weeks", old.source.at("block"), **values)
        settings.append(Setting(more, _blocks(term, old.block + more), always(told)))
    if settings:
        yield Lever("calendar", str(term), tuple(settings))


def _blocks(term: int, weeks: int) -> Change:
    return lambda problem: _with_term(problem, term, block=weeks)


def shared_weeks(problem: PlanProblem, term: int) -> Iterator[Lever]:
    """Let lessons and whole weeks of practice share fewer weeks of a term, out of its spare ones.

    The fewer are shared, the less early a course can end: where one has to, this is no way out.
    """
    old = problem.pathway.calendar.term(term)
    settings = []
    for fewer in range(1, min(old.shared, old.spare) + 1):
        values: dict[str, Any] = {
            "term": term,
            "old": old.shared,
            "new": old.shared - fewer,
            "spare": old.spare - fewer,
        }
        told = step("shared_weeks", old.source.at("shared"), **values)
        settings.append(Setting(fewer, _shared(term, old.shared - fewer), always(told)))
    if settings:
        yield Lever("calendar", f"{term}.shared", tuple(settings))


def _shared(term: int, weeks: int) -> Change:
    return lambda problem: _with_term(problem, term, shared=weeks)


def _with_term(problem: PlanProblem, term: int, **fields: int) -> PlanProblem:
    calendar = problem.pathway.calendar
    terms = tuple(t.but(**fields) if t.term == term else t for t in calendar.terms)
    return replace(problem, pathway=problem.pathway.but(calendar=calendar.but(terms=terms)))


def take(problem: PlanProblem, group: ElectiveGroup, sign: int) -> Iterator[Lever]:
    """Take more or fewer courses of an elective group."""
    counts = range(group.take + 1, len(group.courses) + 1) if sign > 0 else range(group.take - 1, -1, -1)
    settings = []
    for new in counts:
        told = step("take", group.source.at("take"), group.courses, group=group.name, old=group.take, new=new)
        settings.append(Setting(abs(new - group.take), _taking(group, new), always(told)))
    if settings:
        yield Lever("take", f"{group.id}{'+' if sign > 0 else '-'}", tuple(settings))


def _taking(group: ElectiveGroup, new: int) -> Change:
    return lambda problem: with_group(problem, group.but(take=new))
