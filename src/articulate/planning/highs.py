"""HiGHS as back end: translates rows and nothing else.

One thread and a fixed seed, so that the same model gives the same answer. Known traps: the time limit
acts on each run, so a fresh solver is made for each; objective values of epigraph variables are too
large unless proven, so the caller computes them from the settled values.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, inf
from typing import Any

from articulate.planning.model import Goal, Row, Variable
from articulate.planning.solvers import WORST, Answer, Band, bands

FAULTY_PRESOLVE = ("1.14.0",)
"""Releases whose presolve calls worse solutions optimal (ERGO-Code/HiGHS issues 3043 and 3073)."""

PARALLEL = 1 << 13
"""The presolve rule on parallel rows and columns (kPresolveRuleParallelRowsAndCols), which is left out.

With it 1.13.1 calls some stages of pathways planned together infeasible, or a worse value optimal, of which
CP-SAT has a better one; without it both agree. Rows of one sum are put together here (``bands``).
"""

LARGE = 300
"""From so many variables on, HiGHS may jump for a first solution (kFeasibilityJump).

A pathway has fewer; there it took a third of the time of all stages and found nothing sooner.
"""


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

    Without ``whole`` the linear relaxation is solved, which may prove that there is no solution.
    """
    import highspy

    solver = _loaded(variables, bands(rows), goal, seconds, whole)
    if hint is not None:
        start = highspy.HighsSolution()
        start.col_value = [float(v) for v in hint]
        solver.setSolution(start)
    solver.run()
    return _read(solver, highspy.HighsModelStatus)


def blame(variables: Sequence[Variable], rows: Sequence[Row], *, seconds: float) -> tuple[int, ...]:
    """Return the rows that a Farkas certificate of the linear relaxation names, by index.

    They cannot hold together within the bounds of the variables, up to rounding: ask again to be sure.
    Empty where the relaxation has a solution or the time does not suffice.
    """
    single = [Band(r.terms, None, r.most) for r in rows]
    solver = _loaded(variables, single, None, seconds, whole=False)
    solver.setOptionValue("presolve", "off")  # a presolved model leaves no certificate
    solver.setOptionValue("solver", "simplex")
    solver.run()
    _, there, ray = solver.getDualRay()
    return tuple(i for i, weight in enumerate(ray) if abs(weight) > 1e-9) if there else ()


class Relaxation:
    """The linear relaxation of a model, solved for one goal after the other from where the last one ended.

    Rows can be added and taken off again. ``bands`` are those it has now.
    """

    def __init__(self, variables: Sequence[Variable], rows: Sequence[Row]) -> None:
        self.bands = list(bands(rows))
        self._columns = len(variables)
        self._solver = _loaded(variables, self.bands, None, inf, whole=False)
        for option, value in {"presolve": "off", "solver": "simplex", "simplex_strategy": 0}.items():
            self._solver.setOptionValue(option, value)  # 0: whichever suits the last basis

    def add(self, row: Row) -> None:
        """Add a row."""
        import numpy as np

        self.bands.append(Band(row.terms, None, row.most))
        indices = np.array([i for i, _ in row.terms], dtype=np.int32)
        values = np.array([c for _, c in row.terms], dtype=float)
        self._solver.addRow(-inf, float(row.most), len(row.terms), indices, values)

    def cut(self, count: int) -> None:
        """Take off all rows but the first so many bands."""
        import numpy as np

        gone = np.arange(count, len(self.bands), dtype=np.int32)
        self._solver.deleteRows(len(gone), gone)
        del self.bands[count:]

    def multipliers(self, goal: Goal) -> Sequence[float] | None:
        """Return the dual value of each band where a goal is minimal; ``None`` where there is no solution."""
        import highspy
        import numpy as np

        columns = np.arange(self._columns, dtype=np.int32)
        self._solver.changeColsCost(self._columns, columns, _costs(goal, self._columns))
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        duals: Sequence[float] = self._solver.getSolution().row_dual
        return duals


def _loaded(
    variables: Sequence[Variable], rows: Sequence[Band], goal: Goal | None, seconds: float, whole: bool
) -> Any:
    """A solver that holds the model."""
    import highspy
    import numpy as np

    solver = highspy.Highs()
    for option, value in {
        "output_flag": False,
        "presolve": "off" if solver.version() in FAULTY_PRESOLVE else "choose",
        "presolve_rule_off": PARALLEL,
        "threads": 1,
        "parallel": "off",
        "random_seed": 0,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.9 * goal.step(variables) if goal else 0.9,
        "mip_heuristic_run_feasibility_jump": len(variables) >= LARGE,
        "time_limit": max(0.0, seconds),
    }.items():
        solver.setOptionValue(option, value)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(variables), len(rows)
    lp.col_cost_ = _costs(goal, len(variables))
    lp.offset_ = float(goal.constant) if goal else 0.0
    lp.col_lower_ = np.array([v.least for v in variables], dtype=float)
    lp.col_upper_ = np.array([v.most for v in variables], dtype=float)
    lp.row_lower_ = np.array([-inf if r.least is None else r.least for r in rows], dtype=float)
    lp.row_upper_ = np.array([inf if r.most is None else r.most for r in rows], dtype=float)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(r.terms) for r in rows)], dtype=np.int32)
    lp.a_matrix_.index_ = np.array([i for r in rows for i, _ in r.terms], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([c for r in rows for _, c in r.terms], dtype=float)
    if whole:
        kinds = highspy.HighsVarType
        lp.integrality_ = [
            kinds.kInteger if v.kind != "least" or v.most == 1 else kinds.kContinuous for v in variables
        ]
    solver.passModel(lp)
    return solver


def _costs(goal: Goal | None, columns: int) -> Any:
    """The cost of each column."""
    import numpy as np

    costs = np.zeros(columns)
    for index, coefficient in goal.terms if goal else ():
        costs[index] = coefficient
    return costs


def _read(solver: Any, statuses: Any) -> Answer:
    status = solver.getModelStatus()
    info = solver.getInfo()
    if status in (statuses.kInfeasible, statuses.kUnboundedOrInfeasible):
        return Answer("infeasible")
    found = info.primal_solution_status == 2
    values = tuple(solver.getSolution().col_value) if found else ()
    lower = info.mip_dual_bound if abs(info.mip_dual_bound) < inf else -inf
    bound = ceil(lower - 1e-6) if lower > -inf else WORST
    if status == statuses.kOptimal:
        return Answer("optimal", values, bound)
    return Answer("feasible", values, bound) if found else Answer("unknown", (), bound)
