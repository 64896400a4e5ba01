"""Levers on the pathway's own planning settings: barred terms, spacing, the deadline of the assessment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from articulate.model.planning import Planning
from articulate.model.programme import Stage
from articulate.planning.problem import PlanProblem
from articulate.planning.remedies.lever import Change, Lever, Setting, always, step


def _with_planning(problem: PlanProblem, **fields: Any) -> PlanProblem:
    planning: Planning = problem.pathway.planning.but(**fields)
    return replace(problem, pathway=problem.pathway.but(planning=planning))


def allowed(problem: PlanProblem, course_id: str) -> Iterator[Lever]:
    """Let a course run in every term that the pathway, or whoever asks for the plan, keeps it out of."""
    planning = problem.pathway.planning
    terms = tuple(sorted({*planning.barred(course_id), *problem.forbid.get(course_id, ())}))
    if not terms:
        return
    name = problem.pathway.by_id[course_id].name
    told = step("allow", planning.source.at("forbidden"), (course_id,), course=name, numbers=terms)

    def change(problem: PlanProblem) -> PlanProblem:
        kept = {c: t for c, t in problem.pathway.planning.forbidden.items() if c != course_id}
        asked = {c: t for c, t in problem.forbid.items() if c != course_id}
        return replace(_with_planning(problem, forbidden=kept), forbid=asked)

    yield Lever("allow", course_id, (Setting(1, change, always(told)),))


def unspaced(problem: PlanProblem, about: tuple[str, ...]) -> Iterator[Lever]:
    """Give up what is said of how far apart two courses lie."""
    known = problem.pathway.by_id
    for number, spacing in enumerate(problem.pathway.planning.spacing):
        if about not in spacing.pairs(known):
            continue
        names = tuple(known[c].name for c in spacing.courses if c in known)
        told = step("unspaced", spacing.source, spacing.courses, courses=names)
        change: Change = lambda problem, given=spacing: _with_planning(  # type: ignore[misc]  # noqa: E731
            problem, spacing=tuple(s for s in problem.pathway.planning.spacing if s != given)
        )
        yield Lever("spacing", str(number), (Setting(1, change, always(told)),))


def deadline(problem: PlanProblem) -> Iterator[Lever]:
    """Let what the transfer assessment counts end later, by the end of the stage at the latest."""
    transfer = problem.pathway.transfer
    settings = []
    for term in range(transfer.deadline + 1, Stage.SECONDARY.terms[-1] + 1):
        told = step("deadline", transfer.source.at("deadline"), old=transfer.deadline, new=term)
        settings.append(Setting(term - transfer.deadline, _ending_by(term), always(told)))
    if settings:
        yield Lever("deadline", "", tuple(settings))


def _ending_by(term: int) -> Change:
    def change(problem: PlanProblem) -> PlanProblem:
        pathway = problem.pathway
        return replace(problem, pathway=pathway.but(transfer=pathway.transfer.but(deadline=term)))

    return change
