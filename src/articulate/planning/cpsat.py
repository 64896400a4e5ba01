"""CP-SAT (OR-Tools) as back end: translates rows and nothing else.

One worker and a fixed seed, so that the same model gives the same answer. All is whole: what HiGHS may
keep continuous, the least number that its rows allow, is a whole number in every best solution anyway; what
moves in steps is counted in them.
The relaxation leads the search: sums of squares close their gap in it, and clauses alone cannot.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from articulate.planning.model import Goal, Row, Terms, Variable
from articulate.planning.solvers import Answer, bands


def solve(
    variables: Sequence[Variable],
    rows: Sequence[Row],
    goal: Goal | None,
    *,
    seconds: float,
    hint: Sequence[int] | None = None,
    whole: bool = True,
) -> Answer:
    """Minimise a goal, or look for any solution where there is none, in at most so many seconds.

    CP-SAT knows no relaxation: without ``whole`` it answers the same question, which is the stricter one.
    """
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    columns = [model.new_int_var(-(-v.least // v.step), v.most // v.step, "") for v in variables]

    def weighted(terms: Terms) -> cp_model.LinearExprT:
        weights = [c * variables[i].step for i, c in terms]
        return cp_model.LinearExpr.weighted_sum([columns[i] for i, _ in terms], weights)

    for band in bands(rows):
        least = cp_model.INT_MIN if band.least is None else band.least
        most = cp_model.INT_MAX if band.most is None else band.most
        model.add_linear_constraint(weighted(band.terms), least, most)
    if goal is not None:
        model.minimize(weighted(goal.terms) + goal.constant)
    for column, variable, value in zip(columns, variables, hint or (), strict=False):
        model.add_hint(column, value // variable.step)

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.linearization_level = 2
    solver.parameters.search_branching = cp_model.LP_SEARCH
    solver.parameters.max_time_in_seconds = max(0.0, seconds)
    solver.parameters.absolute_gap_limit = 0.9 * goal.step(variables) if goal is not None else 0.9
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return Answer("infeasible")
    bound = ceil(solver.best_objective_bound - 1e-6)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer("unknown", (), bound)
    values = tuple(
        float(solver.value(column) * variable.step)
        for column, variable in zip(columns, variables, strict=True)
    )
    return Answer("optimal" if status == cp_model.OPTIMAL else "feasible", values, bound)
