"""Stages proven together are the stages proven one by one, with fewer searches."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

import pytest

from articulate.planning import Objective, PlanProblem, highs
from articulate.planning.model import STRUCTURE, Goal, Model, Row, Variable
from articulate.planning.rows import build
from articulate.planning.solvers import Answer
from articulate.planning.stages import Found, minimise
from articulate.policy import Policy
from strategies import draw_pathway

TRIANGLES = ((0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5))


class Spy:
    """HiGHS with a count of searches; the answers named are given in its place, by their number."""

    def __init__(self, **instead: str) -> None:
        self.rows: list[int] = []
        self.instead = {int(number[1:]): status for number, status in instead.items()}

    def __call__(self, variables: Sequence[Variable], rows: Sequence[Row], goal: Any, **how: Any) -> Answer:
        self.rows.append(len(rows))
        answer = highs.solve(variables, rows, goal, **how)
        status = self.instead.get(len(self.rows) - 1)
        if status == "unknown":
            return Answer("unknown")
        return Answer("feasible", answer.values, answer.bound) if status == "feasible" else answer


def covers(*goals: Goal) -> Model:
    """Six corners of two triangles, of which each side needs one: the relaxation takes half of each."""
    rows = tuple(Row(((a, -1), (b, -1)), -1, STRUCTURE) for a, b in TRIANGLES)
    return Model((), (Variable("choice", 0, 1),) * 6, rows, (), goals)


FEWEST = Goal(Objective.UNMET, tuple((i, 1) for i in range(6)))
ONE_TRIANGLE = Goal(Objective.HARD, ((0, 1), (1, 1), (2, 1)))
FIRST = Goal(Objective.CHOICE, tuple((i, i + 1) for i in range(6)))


def one_by_one(model: Model) -> list[int]:
    rows, found = list(model.rows), []
    for goal in model.goals:
        answer = highs.solve(model.variables, rows, goal, seconds=60)
        found.append(model.value(goal, model.settle(answer.values)))
        rows.append(Row(goal.terms, found[-1] - goal.constant, STRUCTURE))
    return found


@pytest.mark.parametrize("seed", range(3))
def test_several_at_once_give_what_one_by_one_gives_with_fewer_searches(seed: int) -> None:
    pathway, _ = draw_pathway(Random(seed), (10, 12))
    whole = build(PlanProblem.of(pathway, Policy(())))
    searches = stages = 0
    for model in map(whole.only, whole.components()):
        spy = Spy()
        found = minimise(model, spy, 60)
        assert isinstance(found, Found) and found.proven
        assert [p.value for p in found.parts] == [p.bound for p in found.parts] == one_by_one(model)
        searches += len(spy.rows)
        stages += len(model.goals)
    assert searches < stages


def test_a_bound_that_no_plan_reaches_is_given_up() -> None:
    model, spy = covers(FEWEST, FIRST), Spy()
    found = minimise(model, spy, 60)
    assert isinstance(found, Found) and found.proven
    assert [p.value for p in found.parts] == [4, 1 + 2 + 4 + 5]  # three corners would do for the relaxation
    assert spy.rows == [7, 7, 7]  # the first goal at three, then at four or more; the second


def test_a_goal_in_which_the_last_plan_is_best_already_needs_no_search() -> None:
    spy = Spy()
    found = minimise(covers(FEWEST, ONE_TRIANGLE), spy, 60)
    assert isinstance(found, Found) and [p.value for p in found.parts] == [4, 2]
    assert spy.rows == [7, 7]  # both for the first goal: at three, then at four or more


@pytest.mark.parametrize("status", ["unknown", "feasible"])
def test_a_search_that_assumes_something_and_takes_too_long_costs_no_proof(status: str) -> None:
    either = Row(((0, -1), (1, -1)), -1, STRUCTURE)
    goals = (Goal(Objective.UNMET, ((0, 1), (1, 1))), Goal(Objective.CHOICE, ((0, 2), (1, 3), (2, -1))))
    model, spy = Model((), (Variable("choice", 0, 1),) * 3, (either,), (), goals), Spy(n0=status)
    found = minimise(model, spy, 60)
    assert isinstance(found, Found) and found.proven
    assert [p.value for p in found.parts] == one_by_one(model) == [1, 1]
    assert spy.rows[0] == 2  # the first goal was assumed


def test_what_is_not_proven_in_time_says_how_good_it_might_be() -> None:
    found = minimise(covers(FEWEST, FIRST), Spy(n0="unknown", n1="feasible"), 60)
    assert isinstance(found, Found) and not found.proven
    assert found.parts[0].value == 4 and 0 <= found.parts[0].bound <= 4
    assert found.parts[1].bound == 0


def test_no_solution_is_said_and_no_time_is_not_taken_for_it() -> None:
    never = Row(((0, -1), (1, -1), (2, -1)), -4, STRUCTURE)
    model = covers(FEWEST)
    impossible = Model((), model.variables, (*model.rows, never), (), model.goals)
    assert minimise(impossible, Spy(), 60) == "infeasible"
    assert minimise(model, Spy(n0="unknown"), 60) == "unknown"
