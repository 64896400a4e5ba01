"""Two textbook models of the balanced academic curriculum problem, to compare with."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from bacp_instances import Bacp

Outcome = tuple[str, tuple[int, ...], int | None]
"""Status, the period of each course, and the proven bound."""


def naive(problem: Bacp, seconds: float) -> Outcome:
    """CP-SAT with an integer start for each course, reified ``start == period`` bits, products as squares."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    starts = [model.new_int_var(0, problem.periods - 1, "") for _ in problem.load]
    here: dict[tuple[int, int], cp_model.IntVar] = {}
    for course, start in enumerate(starts):
        for period in range(problem.periods):
            bit = here[course, period] = model.new_bool_var("")
            model.add(start == period).only_enforce_if(bit)
            model.add(start != period).only_enforce_if(~bit)
    for before, after in problem.pairs:
        model.add(starts[before] < starts[after])
    for course, period in sorted(problem.undesired):
        model.add(starts[course] != period)
    loads = []
    for group in problem.groups:
        total = sum(problem.load[c] for c in group)
        for period in range(problem.periods):
            load = model.new_int_var(min(problem.loads[0], total), min(problem.loads[1], total), "")
            model.add(load == sum(problem.load[c] * here[c, period] for c in group))
            model.add_linear_constraint(sum(here[c, period] for c in group), *problem.courses)
            loads.append((load, total))
    if problem.objective == "max":
        peak = model.new_int_var(0, max(total for _, total in loads), "")
        model.add_max_equality(peak, [load for load, _ in loads])
        model.minimize(peak)
    else:
        squares = []
        for load, total in loads:
            square = model.new_int_var(0, total * total, "")
            model.add_multiplication_equality(square, [load, load])
            squares.append(square)
        model.minimize(sum(squares))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return ("infeasible" if status == cp_model.INFEASIBLE else "unknown"), (), None
    found = tuple(solver.value(s) for s in starts)
    bound = round(solver.best_objective_bound)
    return ("optimal" if status == cp_model.OPTIMAL else "feasible"), found, bound


def plain(problem: Bacp, seconds: float) -> Outcome:
    """HiGHS with bits for all periods, requisites as differences of starts, and squares as tangents.

    The model that Castro and Manzano (2001) gave for integer programming; squares are made linear at
    every whole load that a period can have.
    """
    import highspy

    solver = highspy.Highs()
    for option, value in {
        "output_flag": False,
        "threads": 1,
        "parallel": "off",
        "random_seed": 0,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.9,
        "time_limit": seconds,
    }.items():
        solver.setOptionValue(option, value)
    periods = range(problem.periods)

    def column(cost: float, most: float, whole: bool) -> int:
        solver.addCol(cost, 0.0, most, 0, [], [])
        index: int = solver.getNumCol() - 1
        if whole:
            solver.changeColIntegrality(index, highspy.HighsVarType.kInteger)
        return index

    def row(least: float, most: float, terms: Sequence[tuple[int, int]]) -> None:
        solver.addRow(least, most, len(terms), [i for i, _ in terms], [float(c) for _, c in terms])

    bits = {
        (c, p): column(0.0, float((c, p) not in problem.undesired), True)
        for c in range(len(problem.load))
        for p in periods
    }
    for course in range(len(problem.load)):
        row(1, 1, [(bits[course, p], 1) for p in periods])
    for before, after in problem.pairs:
        row(1, inf, [(bits[after, p], p) for p in periods] + [(bits[before, p], -p) for p in periods])
    peak = column(1.0, inf, True) if problem.objective == "max" else -1
    for group in problem.groups:
        total = sum(problem.load[c] for c in group)
        for period in periods:
            load = [(bits[c, period], problem.load[c]) for c in group]
            row(*problem.loads, load)
            row(*problem.courses, [(bits[c, period], 1) for c in group])
            if peak >= 0:
                row(-inf, 0, [*load, (peak, -1)])
                continue
            square = column(1.0, inf, False)
            for k in range(min(total, problem.loads[1])):
                row(-inf, k * (k + 1), [*((i, (2 * k + 1) * w) for i, w in load), (square, -1)])
    solver.run()
    status = solver.getModelStatus()
    info = solver.getInfo()
    if info.primal_solution_status != 2:
        kind = highspy.HighsModelStatus.kInfeasible
        return ("infeasible" if status == kind else "unknown"), (), None
    values = solver.getSolution().col_value
    found = tuple(max(periods, key=lambda p: values[bits[c, p]]) for c in range(len(problem.load)))
    proven = status == highspy.HighsModelStatus.kOptimal
    bound = round(info.mip_dual_bound + 0.5 - 1e-6) if abs(info.mip_dual_bound) < inf else None
    return ("optimal" if proven else "feasible"), found, bound
