"""Two textbook models of a teaching plan, to compare with: the two weightiest goals, one after the other.

They keep the same conditions as the planner's rows, written as one would at first: whole-number starts,
reified bits, products as squares in CP-SAT; bits for every placement, starts as sums of them, requisites
as differences of starts with a big number for electives in HiGHS. Windows are those that the school wrote.
Both minimise unmet wishes, then squared deviations of weekly hours; times include the building of the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from math import lcm
from time import perf_counter
from typing import Any

from articulate.model.programme import Delivery, Requisite, Stage
from articulate.planning.facts import balance_target
from articulate.planning.highs import solve
from articulate.planning.model import STRUCTURE, Goal, Row, Variable
from articulate.planning.modes import Placement
from articulate.planning.problem import Objective, PlanProblem

BIG = 11
"""More than any two terms are apart."""


@dataclass(frozen=True)
class Outcome:
    """Where a model places each course that it takes, and whether both goals were proven."""

    plan: Mapping[str, Placement]
    proven: bool


def precedences(problem: PlanProblem) -> list[tuple[str, list[tuple[str, str]]]]:
    """Courses with the alternatives of each requisite: ``pre``, ``co`` or ``strict_co`` and the other course.

    Generated pairs hold no ``all`` inside ``any``.
    """
    known = problem.pathway.by_id

    def flat(requisite: Requisite) -> list[list[tuple[str, str]]]:
        if requisite.kind == "all":
            return [one for part in requisite.parts for one in flat(part)]
        return [[(k, c) for k, c in requisite.leaves() if c in known]]

    return [(c.id, one) for c in problem.courses for r in c.requisites for one in flat(r) if one]


def wishes(problem: PlanProblem) -> list[tuple[str, list[tuple[str, str]]]]:
    """Requirements: a course that teaches it has ended, and has at least started, before it is presumed."""
    known = problem.pathway.by_id
    out = []
    for need in problem.needs:

        def end(supplier: str, block: bool = need.course.delivery is Delivery.BLOCK) -> str:
            return "pre_block" if block and known[supplier].delivery is Delivery.WEEKLY else "pre"

        out.append((need.course.id, [(end(s), s) for s in need.suppliers]))
        out.append((need.course.id, [("co", s) for s in need.suppliers]))
    return out


def limits(problem: PlanProblem) -> Iterable[tuple[int, int, dict[tuple[str, int], int]]]:
    """Yield least, most and coefficients (by course and number of its placement) of every sum in a term."""
    pathway = problem.pathway
    ways = [(c.id, n, p) for c in problem.courses for n, p in enumerate(problem.placements[c.id])]
    for term in range(1, 11):
        week, limit = pathway.calendar.term(term), pathway.planning.of(Stage.of(term))
        low, high = limit.weekly_hours
        ordinary = term in problem.ordinary_terms(Stage.of(term))
        yield (
            low * week.teaching if ordinary else 0,
            high * week.teaching,
            {(c, n): p.hours(term) for c, n, p in ways if p.hours(term)},
        )
        ends = {(c, n): 1 for c, n, p in ways if p.end == term and pathway.by_id[c].exam}
        yield 0, limit.exams, ends
        yield 0, limit.courses, {(c, n): 1 for c, n, p in ways if p.hours(term)}
        yield 0, week.block, {(c, n): p.weeks(term) for c, n, p in ways if p.weeks(term)}


def naive(problem: PlanProblem, seconds: float) -> Outcome:
    """CP-SAT: a mode, start and end for each course as whole numbers; everything else hangs on them."""
    from ortools.sat.python import cp_model

    began = perf_counter()
    model = cp_model.CpModel()
    bits: dict[tuple[str, int], Any] = {}
    taken: dict[str, Any] = {}
    start: dict[str, Any] = {}
    end: dict[str, Any] = {}
    for course in problem.courses:
        ways = problem.placements[course.id]
        taken[course.id] = model.new_bool_var("")
        mode = model.new_int_var(0, max(0, len(ways) - 1), "")
        start[course.id], end[course.id] = model.new_int_var(1, 10, ""), model.new_int_var(1, 10, "")
        for n in range(len(ways)):
            bit = bits[course.id, n] = model.new_bool_var("")
            model.add(mode == n).only_enforce_if(bit)
            model.add(mode != n).only_enforce_if(~bit, taken[course.id])
            model.add_implication(bit, taken[course.id])
        model.add(sum(bits[course.id, n] for n in range(len(ways))) == taken[course.id])
        if ways:
            model.add_element(mode, [p.start for p in ways], start[course.id])
            model.add_element(mode, [p.end for p in ways], end[course.id])
        if course.id in problem.always:
            model.add(taken[course.id] == 1)
    for group in problem.groups:
        model.add(sum(taken[c] for c in group.courses) == group.take)

    def holds(course: str, kind: str, other: str, *when: Any) -> None:
        conditions = [taken[course], *when]
        model.add_implication(when[0], taken[other]) if when else model.add(
            taken[other] == 1
        ).only_enforce_if(taken[course])
        if kind == "pre":
            model.add(start[course] > end[other]).only_enforce_if(conditions)
        elif kind == "pre_block":
            model.add(start[course] >= end[other]).only_enforce_if(conditions)
        elif kind == "co":
            model.add(start[course] >= start[other]).only_enforce_if(conditions)
        else:
            short, long = _shorter(problem, course, other)
            model.add(start[short] >= start[long]).only_enforce_if(conditions)
            model.add(end[short] <= end[long]).only_enforce_if(conditions)

    def one_of(course: str, ways: Sequence[tuple[str, str]], *instead: Any) -> None:
        if len(ways) == 1 and not instead:
            return holds(course, *ways[0])
        chosen = [model.new_bool_var("") for _ in ways]
        for bit, (kind, other) in zip(chosen, ways, strict=True):
            holds(course, kind, other, bit)
        model.add_bool_or(*chosen, *instead, ~taken[course])

    for course, ways in precedences(problem):
        one_of(course, ways)
    slacks = []
    for course, ways in wishes(problem):
        slacks.append(model.new_bool_var(""))
        one_of(course, ways, slacks[-1])
    for low, high, use in limits(problem):
        model.add_linear_constraint(sum(h * bits[k] for k, h in use.items()), low, high)
    for bound in problem.bounds:
        total = sum(w * taken[c] for c, w in bound.weights)
        if bound.binding:
            model.add(total <= bound.most)
        else:
            slacks.append(model.new_bool_var(""))
            model.add(total <= bound.most).only_enforce_if(~slacks[-1])
    squares = []
    whole = lcm(*(t.teaching for t in problem.pathway.calendar.terms if t.teaching))
    for term, target, use in _loads(problem):
        weeks = problem.pathway.calendar.term(term).teaching
        away = model.new_int_var(-40 * weeks, 40 * weeks, "")
        model.add(away == sum(h * bits[k] for k, h in use.items()) - target * weeks)
        square = model.new_int_var(0, (40 * weeks) ** 2, "")
        model.add_multiplication_equality(square, [away, away])
        squares.append(whole // weeks * square)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    plan: dict[str, Placement] = {}
    for goal in (sum(slacks), sum(squares)):
        model.minimize(goal)
        solver.parameters.max_time_in_seconds = max(0.01, seconds - (perf_counter() - began))
        status = solver.solve(model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Outcome(plan, False)
        plan = {c: problem.placements[c][n] for (c, n), bit in bits.items() if solver.value(bit)}
        if status != cp_model.OPTIMAL:
            return Outcome(plan, False)
        model.add(goal <= round(solver.objective_value))
        model.clear_hints()
        for bit in bits.values():
            model.add_hint(bit, solver.value(bit))
    return Outcome(plan, True)


def plain(problem: PlanProblem, seconds: float) -> Outcome:
    """HiGHS: bits for all placements, requisites as differences of starts, squares as tangents."""
    began = perf_counter()
    keys = [(c.id, n) for c in problem.courses for n in range(len(problem.placements[c.id]))]
    index = {key: i for i, key in enumerate(keys)}
    variables = [Variable("bit", 0, 1) for _ in keys]
    rows: list[Row] = []

    def add(kind: str, most: int) -> int:
        variables.append(Variable(kind, 0, most))  # type: ignore[arg-type]
        return len(variables) - 1

    def row(terms: Iterable[tuple[int, int]], most: int) -> None:
        summed: dict[int, int] = {}
        for i, c in terms:
            summed[i] = summed.get(i, 0) + c
        rows.append(Row(tuple(sorted((i, c) for i, c in summed.items() if c)), most, STRUCTURE))

    def bits(course: str, sign: int = 1) -> list[tuple[int, int]]:
        return [(index[course, n], sign) for n in range(len(problem.placements[course]))]

    def at(course: str, side: str, sign: int) -> list[tuple[int, int]]:
        ways = problem.placements[course]
        return [(index[course, n], sign * getattr(p, side)) for n, p in enumerate(ways)]

    for course in problem.courses:
        row(bits(course.id), 1)
        if course.id in problem.always:
            row(bits(course.id, -1), -1)
    for group in problem.groups:
        for sign in (1, -1):
            row([t for c in group.courses for t in bits(c, sign)], sign * group.take)

    def holds(course: str, kind: str, other: str, *when: int) -> None:
        """``earlier - later <= most`` wherever the course is taken and everything in ``when`` is chosen."""
        sure = [*bits(course), *((w, 1) for w in when)]
        free = len(when) + 1
        row([*sure, *bits(other, -1)], free - 1)
        pairs = {
            "pre": [("end", other, "start", course, -1)],
            "pre_block": [("end", other, "start", course, 0)],
            "co": [("start", other, "start", course, 0)],
        }.get(kind)
        if pairs is None:
            short, long = _shorter(problem, course, other)
            pairs = [("start", long, "start", short, 0), ("end", short, "end", long, 0)]
        for first, a, second, b, most in pairs:
            difference = [*at(a, first, 1), *at(b, second, -1)]
            row([*difference, *((i, BIG * c) for i, c in sure)], most + BIG * free)

    def one_of(course: str, ways: Sequence[tuple[str, str]], slack: int | None = None) -> None:
        if len(ways) == 1 and slack is None:
            return holds(course, *ways[0])
        chosen = [add("choice", 1) for _ in ways]
        for bit, (kind, other) in zip(chosen, ways, strict=True):
            holds(course, kind, other, bit)
        row([*((b, -1) for b in chosen), *([(slack, -1)] if slack is not None else []), *bits(course)], 0)

    for course, ways in precedences(problem):
        one_of(course, ways)
    slacks = []
    for course, ways in wishes(problem):
        slacks.append(add("choice", 1))
        one_of(course, ways, slacks[-1])
    for low, high, use in limits(problem):
        row([(index[k], h) for k, h in use.items()], high)
        row([(index[k], -h) for k, h in use.items()], -low)
    for bound in problem.bounds:
        terms = [(i, w) for c, w in bound.weights for i, _ in bits(c)]
        if not bound.binding:
            slacks.append(add("choice", 1))
            terms.append((slacks[-1], -sum(max(0, w) for _, w in terms) + min(0, bound.most)))
        row(terms, bound.most)
    squares = []
    for term, target, use in _loads(problem):
        weeks = problem.pathway.calendar.term(term).teaching
        away, square = add("least", 40 * weeks), add("least", 1600 * weeks)
        load = [(index[k], h) for k, h in use.items()]
        row([*load, (away, -1)], target * weeks)
        row([*((i, -h) for i, h in load), (away, -1)], -target * weeks)
        for k in range(40):
            row([(away, 2 * k + 1), (square, -1)], k * (k + 1) * weeks)
        squares.append((square, 1))
    plan: dict[str, Placement] = {}
    for goal in (
        Goal(Objective.UNMET, tuple((s, 1) for s in slacks)),
        Goal(Objective.BALANCE, tuple(squares)),
    ):
        answer = solve(variables, rows, goal, seconds=max(0.01, seconds - (perf_counter() - began)))
        if not answer.values:
            return Outcome(plan, False)
        plan = {c: problem.placements[c][n] for (c, n), i in index.items() if answer.values[i] > 0.5}
        if answer.status != "optimal":
            return Outcome(plan, False)
        rows.append(Row(goal.terms, round(sum(answer.values[i] * c for i, c in goal.terms)), STRUCTURE))
    return Outcome(plan, True)


def _shorter(problem: PlanProblem, one: str, other: str) -> tuple[str, str]:
    known = problem.pathway.by_id
    return (one, other) if max(known[one].span) <= min(known[other].span) else (other, one)


def _loads(problem: PlanProblem) -> Iterable[tuple[int, int, dict[tuple[str, int], int]]]:
    """Yield each ordinary term with the weekly hours aimed at and the hours of every placement in it."""
    for stage in Stage:
        target = balance_target(problem, stage)
        for term in problem.ordinary_terms(stage):
            use = {
                (c.id, n): p.hours(term)
                for c, numbers in ((c, count()) for c in problem.courses)
                for n, p in zip(numbers, problem.placements[c.id], strict=False)
                if p.hours(term)
            }
            yield term, target, use
