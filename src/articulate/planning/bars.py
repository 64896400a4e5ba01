"""Conditions that keep one course out of some terms, whatever the others do.

Fixed and forbidden terms, the campus of the cohort, how early an internship may begin, and how late what
the transfer assessment counts may end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from articulate.findings import Severity
from articulate.i18n import Phrase
from articulate.model.programme import Stage
from articulate.model.source import NOWHERE, SourceRef
from articulate.planning.modes import Placement
from articulate.planning.problem import PlanProblem
from articulate.policy import Provision, work_internships


@dataclass(frozen=True, slots=True)
class Bar:
    """One such condition: its kind and values as in ``ConflictReason``, and the placements it allows."""

    course: str
    kind: str
    allows: Callable[[Placement], bool]
    values: Mapping[str, Any] = field(default_factory=dict)
    source: SourceRef = NOWHERE
    provision: str | None = None


def bars(problem: PlanProblem) -> Iterator[Bar]:
    """Yield all of them, each kind in the order of courses and terms."""
    yield from _fixed(problem)
    yield from _kept_out(problem)
    yield from _forbidden(problem)
    yield from _elsewhere(problem)
    yield from _too_young(problem)
    yield from _assessed(problem)


def allowed(problem: PlanProblem) -> dict[str, tuple[Placement, ...]]:
    """Return the placements of each course that every bar allows."""
    left = dict(problem.placements)
    for bar in bars(problem):
        left[bar.course] = tuple(p for p in left[bar.course] if bar.allows(p))
    return left


def _starting_in(term: int) -> Callable[[Placement], bool]:
    return lambda p: p.start == term


def _from(term: int) -> Callable[[Placement], bool]:
    return lambda p: p.start >= term


def _until(term: int) -> Callable[[Placement], bool]:
    return lambda p: p.end <= term


def _not_in(term: int) -> Callable[[Placement], bool]:
    return lambda p: not p.runs(term)


def _name(problem: PlanProblem, course_id: str) -> str:
    return problem.pathway.by_id[course_id].name


def _fixed(problem: PlanProblem) -> Iterator[Bar]:
    written = problem.pathway.planning.source.at("fixed")
    for course, term in problem.fixed.items():
        values = {"course": _name(problem, course), "term": term}
        source = NOWHERE if course in problem.pins else written
        yield Bar(course, "fixed", _starting_in(term), values, source)


def _kept_out(problem: PlanProblem) -> Iterator[Bar]:
    """What was forbidden when the plan was asked for."""
    for course, terms in problem.forbid.items():
        for term in terms:
            yield _without(problem, course, term, "kept_out", NOWHERE)


def _forbidden(problem: PlanProblem) -> Iterator[Bar]:
    """What the pathway itself forbids."""
    planning = problem.pathway.planning
    for course in sorted(problem.pathway.by_id.keys() & planning.forbidden.keys()):
        for term in planning.barred(course):
            yield _without(problem, course, term, "forbidden", planning.source.at("forbidden"))


def _without(problem: PlanProblem, course: str, term: int, kind: str, source: SourceRef) -> Bar:
    return Bar(course, kind, _not_in(term), {"course": _name(problem, course), "term": term}, source)


def _elsewhere(problem: PlanProblem) -> Iterator[Bar]:
    """Practice needs one of its facilities on the campus where the cohort is."""
    pathway = problem.pathway
    known = {f.id: f for f in pathway.all_facilities}
    for term, campus in sorted(pathway.planning.campus.items()):
        for course in problem.courses:
            places = [known[f] for f in course.facilities if f in known]
            if places and term in course.stage.terms and all(p.campus not in (None, campus) for p in places):
                values = {
                    "course": course.name,
                    "term": term,
                    "campus": campus,
                    "places": tuple(p.name for p in places),
                }
                yield Bar(course.id, "campus", _not_in(term), values, pathway.planning.source.at("campus"))


def _too_young(problem: PlanProblem) -> Iterator[Bar]:
    """No work internship before the year and the age that regulations set for the secondary stage."""
    for course, _ in work_internships(problem.pathway, Stage.SECONDARY):
        for provision in problem.provisions:
            first = first_term(provision)
            if first is not None and first > 1 and provision.severity is Severity.ERROR:
                yield Bar(
                    course.id,
                    "too_young",
                    _from(first),
                    {"course": course.name, "term": first, "basis": provision.citation},
                    course.source.at("terms"),
                    provision.id,
                )


def first_term(provision: Provision) -> int | None:
    """Return the first term in which a provision on year or age lets students work; ``None`` for others.

    Students of the usual age turn one year older with each school year.
    """
    if provision.floor is None or provision.measure not in ("placement_year", "placement_age"):
        return None
    year = Fraction(provision.floor)
    if provision.measure == "placement_age":
        value = provision.value if isinstance(provision.value, Mapping) else {}
        year += 1 - Fraction(value.get("entry_age", 15))
    return 2 * int(-(-year // 1)) - 1


def _assessed(problem: PlanProblem) -> Iterator[Bar]:
    """What the schools themselves name for the transfer assessment ends by its deadline."""
    transfer = problem.pathway.transfer
    parts = (("process", transfer.process or {}), ("culture_courses", transfer.culture_courses))
    for part, named in parts:
        for course in sorted(set(named) & problem.pathway.by_id.keys()):
            if problem.pathway.by_id[course].stage is Stage.SECONDARY:
                values = {
                    "course": _name(problem, course),
                    "part": Phrase(f"plan.assessed.{part}"),
                    "term": transfer.deadline,
                }
                yield Bar(course, "assessed", _until(transfer.deadline), values, transfer.source.at(part))
