"""The balanced academic curriculum problem in the rows of the planner, solved by either of its back ends.

Bits by window, requisites "by period" without those that follow from others, squares as tangents: the
kinds of rows that a teaching plan has. Arithmetic says how good a plan can be at best (``bacp_bounds``), and
a back end is asked for *any* plan as good as that, with windows and loads as narrow as that allows. Where it
proves that there is none, the next value is asked for (destructive bounds: Klein and Scholl 1999). If that
takes too often or too long, local search improves any plan (``bacp_search``) and the goal is minimised
from there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter

from bacp_bounds import Squares, Window, least_peak, reduced, windows
from bacp_instances import Bacp
from bacp_search import improved
from bacp_textbook import Outcome

from articulate.planning import Objective
from articulate.planning.rows import STRUCTURE, Goal, Kind, Model, Row, Variable
from articulate.planning.solvers import Answer, Solve, Solver, back_end

QUESTIONS = 12
"""How many values are asked for before the goal is minimised."""

MOVES = 60_000
"""Moves of the local search, a few seconds."""


def planned(problem: Bacp, seconds: float, solver: Solver) -> Outcome:
    """Return status, plan and proven bound."""
    began = perf_counter()
    solve = back_end(solver)
    problem = replace(problem, pairs=reduced(problem))
    sums = _sums(problem) if problem.objective == "squares" else ()
    target = _least(problem, sums)
    if target is None:
        return "infeasible", (), None
    # All loads of a curriculum add up to one sum, so that its sums of squares are all even or all odd.
    step = 1 if problem.objective == "max" else 2
    for _ in range(QUESTIONS):
        left = seconds - (perf_counter() - began)
        status, plan = _ask(problem, sums, target, solve, left / 4)
        if plan:
            return "optimal", plan, target
        if status != "infeasible":
            break
        target += step
    return _minimise(problem, sums, target, solve, seconds - (perf_counter() - began))


def _sums(problem: Bacp) -> tuple[Squares, ...]:
    spans = windows(problem, problem.highest)
    return () if spans is None else tuple(Squares.of(problem, group, spans) for group in problem.groups)


def _least(problem: Bacp, sums: Sequence[Squares]) -> int | None:
    if problem.objective == "max":
        return least_peak(problem)
    least = [s.least for s in sums]
    return None if not least or None in least else sum(value for value in least if value is not None)


def _ask(
    problem: Bacp, sums: Sequence[Squares], target: int, solve: Solve, seconds: float
) -> tuple[str, tuple[int, ...]]:
    """Look for any plan with this value, which is known to be the least possible."""
    rows = _Rows.of(problem, sums, target, target)
    if rows is None:
        return "infeasible", ()
    enough = [Row(rows.goal.terms, target, STRUCTURE)] if rows.costs else []
    answer = solve(rows.variables, (*rows.rows, *enough), None, seconds=seconds)
    return answer.status, rows.plan(answer)


def _minimise(problem: Bacp, sums: Sequence[Squares], least: int, solve: Solve, seconds: float) -> Outcome:
    """Return the best plan, found from any plan; none is better than ``least``."""
    began = perf_counter()
    worst = (
        len(problem.groups) * problem.highest ** (1 if problem.objective == "max" else 2) * problem.periods
    )
    rows = _Rows.of(problem, sums, least, worst)
    if rows is None:
        return "infeasible", (), None
    answer = solve(rows.variables, rows.rows, None, seconds=seconds)
    first = rows.plan(answer)
    if not first:
        return ("infeasible" if answer.status == "infeasible" else "unknown"), (), least
    first = improved(problem, first, least, MOVES)
    rows = _Rows.of(problem, sums, least, problem.value(first))
    assert rows is not None  # the first plan is one of its solutions
    left = seconds - (perf_counter() - began)
    answer = solve(rows.variables, rows.rows, rows.goal, seconds=left, hint=rows.values(first))
    best = min(rows.plan(answer) or first, first, key=problem.value)
    if answer.status == "optimal" or problem.value(best) == least:
        return "optimal", best, problem.value(best)
    return "feasible", best, max(least, answer.bound)


class _Rows:
    """The model of all plans whose objective lies between two values."""

    def __init__(self, problem: Bacp, spans: Sequence[Window]) -> None:
        self.problem = problem
        self.variables: list[Variable] = []
        self.rows: list[Row] = []
        self.bits: dict[tuple[int, int], int] = {}
        self.costs: list[int] = []
        self._place(spans)
        self._order()

    @classmethod
    def of(cls, problem: Bacp, sums: Sequence[Squares], least: int, most: int) -> _Rows | None:
        """Return the model, or ``None`` where arithmetic says that there is no such plan."""
        if problem.objective == "max":
            spans = windows(problem, min(most, problem.highest))
            if spans is not None:
                made = cls(problem, spans)
                made._peak(least, min(most, problem.highest))
                return made
            return None
        spare = most - sum(s.least or 0 for s in sums)
        loads = [tuple(s.loads((s.least or 0) + spare)) for s in sums]
        spans = windows(problem, max(high for ranges in loads for _, high in ranges))
        if spans is None:
            return None
        made = cls(problem, spans)
        for group, ranges in zip(problem.groups, loads, strict=True):
            made._squares(group, ranges)
        return made

    @property
    def goal(self) -> Goal:
        """The objective."""
        return Goal(Objective.BALANCE, tuple((i, 1) for i in self.costs))

    def plan(self, answer: Answer) -> tuple[int, ...]:
        """Return the period of each course, checked against the instance; empty if there is none."""
        if not answer.values:
            return ()
        chosen = {course: period for (course, period), i in self.bits.items() if answer.values[i] > 0.5}
        starts = tuple(chosen.get(course, -1) for course in range(len(self.problem.load)))
        return () if self.problem.faults(starts) else starts

    def values(self, plan: Sequence[int]) -> tuple[int, ...]:
        """Return the values of all variables for a plan."""
        values = [0.0] * len(self.variables)
        for course, period in enumerate(plan):
            values[self.bits[course, period]] = 1.0
        return Model((), tuple(self.variables), tuple(self.rows), (), ()).settle(values)

    def _variable(self, kind: Kind, least: int, most: int) -> int:
        self.variables.append(Variable(kind, least, most))
        return len(self.variables) - 1

    def _row(self, terms: Sequence[tuple[int, int]], most: int) -> None:
        self.rows.append(Row(tuple(sorted(terms)), most, STRUCTURE))

    def _between(self, least: int, terms: Sequence[tuple[int, int]], most: int) -> None:
        if most < sum(c for _, c in terms):
            self._row(terms, most)
        if least > 0:
            self._row([(i, -c) for i, c in terms], -least)

    def _place(self, spans: Sequence[Window]) -> None:
        for course, (first, last) in enumerate(spans):
            mine = []
            for period in range(first, last + 1):
                if (course, period) not in self.problem.undesired:
                    self.bits[course, period] = self._variable("bit", 0, 1)
                    mine.append((self.bits[course, period], 1))
            self._row(mine, 1)
            self._row([(i, -1) for i, _ in mine], -1)

    def _order(self) -> None:
        """By any period: the later course has not started, or the earlier one does not come from then on."""
        for before, after in self.problem.pairs:
            for period in range(self.problem.periods):
                started = self._of(after, range(period + 1))
                coming = self._of(before, range(period, self.problem.periods))
                if (after, period) in self.bits and coming:
                    self._row([*started, *coming], 1)

    def _of(self, course: int, periods: range) -> list[tuple[int, int]]:
        return [(self.bits[course, p], 1) for p in periods if (course, p) in self.bits]

    def _loads(self, group: tuple[int, ...], period: int) -> list[tuple[int, int]]:
        """Limit the number of courses of a period; return the terms of its load."""
        here = [(self.bits[c, period], self.problem.load[c]) for c in group if (c, period) in self.bits]
        least, most = self.problem.courses
        self._between(least, [(i, 1) for i, _ in here], most)
        return here

    def _peak(self, least: int, most: int) -> None:
        """The greatest load as a variable; none where it is given."""
        peak = self._variable("least", least, most) if least < most else None
        self.costs += [] if peak is None else [peak]
        for group in self.problem.groups:
            total = sum(self.problem.load[c] for c in group)
            low = max(self.problem.loads[0], total - most * (self.problem.periods - 1))
            for period in range(self.problem.periods):
                load = self._loads(group, period)
                self._between(low, load, most)
                if peak is not None:
                    self._row([*load, (peak, -1)], 0)

    def _squares(self, group: tuple[int, ...], ranges: Sequence[Window]) -> None:
        for period, (low, high) in enumerate(ranges):
            load = self._loads(group, period)
            self._between(low, load, high)
            square = self._variable("least", low * low, high * high)
            self.costs.append(square)
            for k in range(low, high):
                self._row([*((i, (2 * k + 1) * w) for i, w in load), (square, -1)], k * (k + 1))
