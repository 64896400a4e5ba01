"""Two back ends, one plan: HiGHS and CP-SAT are each other's test."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings

import articulate as art
from articulate.cli import main
from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.planning import Objective, PlanProblem, PlanResult, plan
from articulate.planning.rows import STRUCTURE, Goal, Row, Variable, build
from articulate.planning.solvers import Solve, Solver, back_end
from articulate.policy import Policy
from plans import case
from strategies import draw_pathway, pathways

pytest.importorskip("ortools", reason="CP-SAT is an extra")

ROOT = Path(__file__).parents[2]
PATHWAYS = sorted(p.parent for p in (ROOT / "curricula" / "pathways").glob("*/pathway.yaml"))
BOTH: tuple[Solver, Solver] = ("highs", "cpsat")


def same(first: PlanResult, second: PlanResult) -> None:
    """The same status, objective and bytes of the plan."""
    assert first.status == second.status
    assert first.objective == second.objective
    assert first.unmet == second.unmet
    assert (first.plan is None) == (second.plan is None)
    if first.plan is not None and second.plan is not None:
        assert first.plan.model_dump_json() == second.plan.model_dump_json()


@pytest.mark.parametrize("folder", PATHWAYS, ids=lambda p: p.name)
@pytest.mark.parametrize("bare", [False, True], ids=["decided", "bare"])
def test_every_pathway_has_one_plan_whoever_proves_it(folder: Path, bare: bool) -> None:
    pathway = art.read(folder)
    policy = art.policy_for(pathway)
    asked = pathway.bare() if bare else pathway
    first, second = (plan(asked, policy, solver=solver) for solver in BOTH)
    same(first, second)
    assert first.status in ("optimal", "infeasible")


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pathways())
def test_random_pathways_have_one_plan_whoever_proves_it(drawn: tuple[Pathway, TeachingPlan]) -> None:
    pathway, _ = drawn
    first, second = (plan(pathway, Policy(()), solver=solver) for solver in BOTH)
    same(first, second)
    assert first.status == "optimal"


@pytest.mark.parametrize("seed", range(2))
def test_a_whole_random_pathway_has_one_plan_whoever_proves_it(seed: int) -> None:
    pathway, _ = draw_pathway(Random(seed), (24, 28))
    first, second = (plan(pathway, Policy(()), solver=solver) for solver in BOTH)
    same(first, second)


def test_why_there_is_no_plan_is_told_alike() -> None:
    one = case("secondary: [{id: a, name: 甲课, requisites: [b]}, {id: b, name: 乙课, requisites: [a]}]")
    first, second = (plan(one.pathway, one.policy, solver=solver) for solver in BOTH)
    assert first.conflict is not None and first.conflict == second.conflict


def test_keeping_a_plan_of_the_other_back_end_changes_nothing() -> None:
    pathway, _ = draw_pathway(Random(3), (10, 12))
    made = plan(pathway, Policy(())).plan
    again = plan(pathway, Policy(()), keep=made, solver="cpsat").plan
    assert made is not None and again is not None and made.offerings == again.offerings


def test_the_command_line_writes_the_same_bytes(tmp_path: Path) -> None:
    files = [tmp_path / f"{solver}.yaml" for solver in BOTH]
    for solver, file in zip(BOTH, files, strict=True):
        assert main(["plan", str(PATHWAYS[0]), "--solver", solver, "-o", str(file)]) == 0
    assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.parametrize(
    "order", ["highspy, ortools.sat.python.cp_model", "ortools.sat.python.cp_model, highspy"]
)
def test_both_solvers_live_in_one_process(order: str) -> None:
    code = f"import {order}\nhighspy.Highs().run()\nortools.sat.python.cp_model.CpSolver()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


# ---- exactly one -----------------------------------------------------------------------------------


def optima(variables: Sequence[Variable], rows: Sequence[Row], bits: int, solve: Solve, most: int) -> int:
    """How many placements of all courses the rows leave, counted up to a number."""
    cuts: list[Row] = []
    while len(cuts) < most:
        answer = solve(variables, (*rows, *cuts), None, seconds=60)
        if answer.status == "infeasible":
            break
        assert answer.values
        chosen = {i for i in range(bits) if round(answer.values[i])}
        terms = tuple((i, 1 if i in chosen else -1) for i in range(bits))
        cuts.append(Row(terms, len(chosen) - 1, STRUCTURE))
    return len(cuts)


@pytest.mark.parametrize("solver", BOTH)
@pytest.mark.parametrize("seed", [5, 8])
def test_the_tie_price_leaves_exactly_one_best_plan(seed: int, solver: Solver) -> None:
    pathway, _ = draw_pathway(Random(seed), (10, 12))
    model = build(PlanProblem.of(pathway, Policy(())))
    parts = plan(pathway, Policy(())).objective
    kept = {
        goal.objective: Row(goal.terms, part.value - goal.constant, STRUCTURE)
        for goal, part in zip(model.goals, parts, strict=True)
    }
    solve, bits = back_end(solver), len(model.placements)
    assert optima(model.variables, (*model.rows, *kept.values()), bits, solve, 3) == 1
    del kept[Objective.TIE]
    assert optima(model.variables, (*model.rows, *kept.values()), bits, solve, 3) > 1


# ---- the back ends themselves ----------------------------------------------------------------------

BITS = tuple(Variable("bit", 0, 1) for _ in range(3))
PICK_TWO = (Row(((0, -1), (1, -1), (2, -1)), -2, STRUCTURE),)
GOAL = Goal(Objective.TIE, ((0, 5), (1, 3), (2, 4)), constant=10)


@pytest.mark.parametrize("solver", BOTH)
def test_a_goal_is_minimised_with_its_constant(solver: Solver) -> None:
    answer = back_end(solver)(BITS, PICK_TWO, GOAL, seconds=10)
    assert answer.status == "optimal" and [round(v) for v in answer.values] == [0, 1, 1]
    assert answer.bound == 17


@pytest.mark.parametrize("solver", BOTH)
def test_what_cannot_be_is_infeasible(solver: Solver) -> None:
    never = (*PICK_TWO, Row(((0, 1), (1, 1), (2, 1)), 1, STRUCTURE))
    assert back_end(solver)(BITS, never, None, seconds=10).status == "infeasible"
    assert back_end(solver)(BITS, (Row((), -1, STRUCTURE),), None, seconds=10).status == "infeasible"


@pytest.mark.parametrize("solver", BOTH)
def test_a_bad_hint_does_no_harm(solver: Solver) -> None:
    answer = back_end(solver)(BITS, PICK_TWO, GOAL, seconds=10, hint=(0, 0, 0))
    assert answer.status == "optimal" and answer.bound == 17


@pytest.mark.parametrize("solver", BOTH)
def test_without_time_nothing_is_claimed(solver: Solver) -> None:
    pathway, _ = draw_pathway(Random(2), (10, 12))
    assert plan(pathway, Policy(()), seconds=0, solver=solver).status in ("unknown", "feasible")
