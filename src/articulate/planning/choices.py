"""Other good plans that really differ, and what a change of the pathway would do to the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from time import monotonic

from articulate import display
from articulate.i18n import Phrase
from articulate.model.pathway import Pathway
from articulate.model.plan import ObjectivePart, TeachingPlan
from articulate.model.programme import Course, Stage
from articulate.planning.model import STRUCTURE, Goal, Model, Row
from articulate.planning.move import Moves
from articulate.planning.movement import moves_of
from articulate.planning.planner import answer, optimise, plan
from articulate.planning.problem import MoveFor, Objective, PlanProblem, PlanResult, Status
from articulate.planning.rows import build
from articulate.planning.rows.calm import terms_of
from articulate.planning.solvers import Solver, back_end
from articulate.policy import Provision

DIFFER = Fraction(1, 10)
"""The part of all courses in which two alternatives differ, where no number is asked for."""

LEAST = 2
"""Two plans that differ in a single course are no choice."""

ALLOWANCE = Fraction(1, 4)
"""How much worse than best the balance of weekly hours may be, where nothing else is asked for."""

# ---- alternatives -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The best plan and others nearly as good, each different from all before it.

    No plan leaves more wishes unmet than the best one or has more than ``limit`` of imbalance; any two
    give at least ``differ`` courses other terms. Where a plan is kept, the best is the one nearest to it,
    and none moves more than ``most_moved`` of its courses. ``complete`` tells that fewer than were asked for
    were found because there is no other within these bounds, rather than because the time ran out.
    """

    pathway: Pathway
    results: tuple[PlanResult, ...]
    """The best plan first; one result without a plan where there is none."""
    differ: int
    allow: Fraction
    limit: int | None
    """Most imbalance that was allowed; ``None`` where there is no plan."""
    asked: int
    """How many others were asked for."""
    complete: bool = True
    kept: TeachingPlan | None = None
    most_moved: int | None = None
    """Most courses of the kept plan that may change their terms."""

    @property
    def plans(self) -> tuple[TeachingPlan, ...]:
        """The plans, the best first."""
        return tuple(r.plan for r in self.results if r.plan is not None)

    def moved(self, one: int, other: int) -> tuple[str, ...]:
        """Return the ids of courses that two of the plans put in different terms, by their numbers."""
        return moved(self.plans[one], self.plans[other])

    def rows(self) -> tuple[tuple[Course, tuple[tuple[int, ...], ...]], ...]:
        """Return each course that is not in the same terms everywhere, with its terms in each plan.

        The terms in the kept plan stand first, where there is one.
        """
        known = self.pathway.by_id
        plans = (*((self.kept,) if self.kept is not None else ()), *self.plans)
        ids = {c for p in plans for c in p.courses if c in known}
        out = []
        for course in sorted(ids, key=lambda c: (known[c].stage is Stage.HIGHER, c)):
            terms = tuple(p.terms_of(course) for p in plans)
            if len(set(terms)) > 1:
                out.append((known[course], terms))
        return tuple(sorted(out, key=lambda r: (r[0].stage is Stage.HIGHER, r[1][0] or (99,), r[0].id)))

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return display.bundle(self) or {"text/plain": repr(self)}


def alternatives(
    pathway: Pathway,
    policy: Iterable[Provision],
    count: int = 3,
    *,
    keep: TeachingPlan | None = None,
    move_for: MoveFor = "conditions",
    differ: int | None = None,
    allow: Fraction = ALLOWANCE,
    pins: Mapping[str, int] | None = None,
    forbid: Mapping[str, Iterable[int]] | None = None,
    seconds: float = 60,
    solver: Solver = "highs",
) -> Alternatives:
    """Return the best plan and up to ``count`` others that are nearly as good and really differ.

    Each gives at least ``differ`` courses (a tenth of them by default) other terms than every plan before
    it. No wish more stays unmet than in the best plan; the imbalance of weekly hours may be greater by
    the part ``allow``, or by one weekly hour in one term, whichever is more. Within these bounds each is
    the best there is, so that equal input gives equal alternatives. With a plan to ``keep`` all stay near
    it: the first moves as few courses as ``plan`` would, each other one at most ``differ`` more, and a
    single course makes a difference where nothing else is asked for. ``seconds`` is a fuse for all.
    Raises ``ValueError`` for a pin or forbidden term without course, or a number below its least.
    """
    if count < 1 or allow < 0 or (differ is not None and differ < 1):
        raise ValueError("alternatives: count and differ from 1, allow from 0")
    began = monotonic()
    problem = PlanProblem.of(pathway, policy, keep=keep, pins=pins, forbid=forbid, move_for=move_for)
    best = answer(problem, seconds=seconds, solver=solver)
    if best.plan is None:
        return Alternatives(pathway, (best,), differ or LEAST, allow, None, count, kept=keep)
    usual = 1 if keep is not None else max(LEAST, int(len(best.plan.courses) * DIFFER))
    apart = differ or usual
    most = bounds(best.objective, allow, apart, most_weeks(pathway))
    model = within(build(problem), most)
    solve = back_end(solver)
    results = [best]
    status: Status = "infeasible"
    for _ in range(count):
        left = seconds - (monotonic() - began)
        if left <= 0:
            status = "unknown"
            break
        rows = [_apart(model, r.plan, apart) for r in results if r.plan is not None]
        found = optimise(problem, replace(model, rows=(*model.rows, *rows)), solve, left)
        status = found.status
        if found.plan is None:
            break
        if keep is not None:
            found = replace(found, moves=for_difference(moves_of(problem, found.plan)))
        results.append(found)
    complete = len(results) == count + 1 or status == "infeasible"
    limit, moves = most[Objective.BALANCE], most.get(Objective.CHANGE)
    return Alternatives(pathway, tuple(results), apart, allow, limit, count, complete, keep, moves)


def for_difference(moves: Moves) -> Moves:
    """Return moves with what nothing asks for told as what it is: done to differ from the plans before."""
    why = Phrase("choices.to_differ")
    told = (replace(m, why=why) if m.why.key == "moves.why.free" else m for m in moves.moves)
    return replace(moves, moves=tuple(told))


def moved(one: TeachingPlan, other: TeachingPlan) -> tuple[str, ...]:
    """Return the ids of courses that two plans put in different terms, or that only one of them has."""
    ids = one.courses | other.courses
    return tuple(sorted(c for c in ids if one.terms_of(c) != other.terms_of(c)))


def most_weeks(pathway: Pathway) -> int:
    """Return the teaching weeks of the longest term; one weekly hour there weighs as much in the balance."""
    return max(t.teaching for t in pathway.calendar.terms)


def bounds(parts: Sequence[ObjectivePart], allow: Fraction, apart: int, least: int) -> dict[Objective, int]:
    """Return how bad an alternative may be in what counts, by what the best reaches.

    ``least`` is by how much the imbalance may be greater at any rate.
    """
    values = {p.name: p.value for p in parts}
    balance = values[Objective.BALANCE.value]
    most = {
        Objective.UNMET: values[Objective.UNMET.value],
        Objective.BALANCE: balance + max(int(balance * allow), least),
    }
    if Objective.CHANGE.value in values:
        most[Objective.CHANGE] = values[Objective.CHANGE.value] + apart
    return most


def within(model: Model, most: Mapping[Objective, int]) -> Model:
    """Return the model with goals that must not be worse than some numbers."""
    rows = [_at_most(g, most[g.objective]) for g in model.goals if g.objective in most and g.terms]
    return replace(model, rows=(*model.rows, *rows))


def _at_most(goal: Goal, most: int) -> Row:
    return Row(goal.terms, most - goal.constant, STRUCTURE)


def _apart(model: Model, other: TeachingPlan, courses: int) -> Row:
    """At least so many courses of another plan run in other terms than there, or not at all."""
    same = tuple(
        (index, 1)
        for index, placement in enumerate(model.placements)
        if terms_of(placement) == other.terms_of(placement.course)
    )
    return Row(same, len(other.courses) - courses, STRUCTURE)


# ---- what if ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The plan of a pathway as it is beside those of a changed one."""

    pathway: Pathway
    changed: Pathway
    before: PlanResult
    after: PlanResult
    """The plan of the changed pathway that is nearest to the one before."""
    best: PlanResult
    """The best plan of the changed pathway, however much it moves."""
    moves: Moves | None
    """What moved from one plan to the other and why; ``None`` where one of them is missing."""
    what: tuple[Phrase, ...] = ()
    """The change in words."""

    def parts(self) -> tuple[tuple[str, tuple[int | None, ...]], ...]:
        """Return the name of each part of the objective with its value in each plan."""
        values = [{p.name: p.value for p in r.objective} for r in self.results]
        own = (Objective.CHANGE, Objective.SHIFT, Objective.CHOICE, Objective.TIE)
        names = [o.value for o in Objective if o not in own and any(o.value in v for v in values)]
        return tuple((name, tuple(v.get(name) for v in values)) for name in names)

    @property
    def results(self) -> tuple[PlanResult, PlanResult, PlanResult]:
        """The plan before the change, the nearest after it, the best after it."""
        return self.before, self.after, self.best

    def moved(self) -> tuple[int | None, ...]:
        """Return how many courses each plan moves against the one before."""
        old = self.before.plan
        return tuple(None if old is None or r.plan is None else len(moved(old, r.plan)) for r in self.results)

    def loads(self) -> tuple[tuple[int, tuple[Fraction | None, ...]], ...]:
        """Return each term with the mean weekly hours in each plan, where they are not all the same."""
        rows = []
        for term in range(1, 11):
            loads = tuple(
                _load(self.pathway if r is self.before else self.changed, r.plan, term) for r in self.results
            )
            if len(set(loads)) > 1:
                rows.append((term, loads))
        return tuple(rows)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return display.bundle(self) or {"text/plain": repr(self)}


def compare(
    pathway: Pathway,
    changed: Pathway,
    policy: Iterable[Provision],
    *,
    present: TeachingPlan | None = None,
    what: Iterable[Phrase] = (),
    move_for: MoveFor = "conditions",
    pins: Mapping[str, int] | None = None,
    forbid: Mapping[str, Iterable[int]] | None = None,
    seconds: float = 60,
    solver: Solver = "highs",
) -> WhatIf:
    """Return what a change does to the plan: the present one beside the nearest and the best afterwards.

    ``present`` is the plan in use; without one the best plan of the pathway as it is takes its place.
    What of a present plan breaks a condition already is repaired in both, so that only the change shows.
    ``seconds`` limits each of the three plans. Raises ``ValueError`` as ``plan``.
    """
    provisions = tuple(policy)

    def planned(one: Pathway, keep: TeachingPlan | None = None) -> PlanResult:
        known = one.by_id
        return plan(
            one,
            provisions,
            keep=keep,
            pins={c: t for c, t in (pins or {}).items() if c in known},
            forbid={c: t for c, t in (forbid or {}).items() if c in known},
            move_for=move_for,
            seconds=seconds,
            solver=solver,
        )

    before = planned(pathway, present)
    after = planned(changed, before.plan)
    best = planned(changed) if after.plan is not None else after
    found = after.moves if before.plan is not None else None
    return WhatIf(pathway, changed, before, after, best, found, tuple(what))


def _load(pathway: Pathway, made: TeachingPlan | None, term: int) -> Fraction | None:
    weeks = pathway.calendar.term(term).teaching
    if made is None or not weeks:
        return None
    return Fraction(sum(o.hours for o in made.in_term(term) if not o.block), weeks)
