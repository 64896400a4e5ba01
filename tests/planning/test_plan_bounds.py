"""What multipliers of rows prove about a goal, whoever found them: bounds, and variables as narrow as these allow."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from articulate.planning import Objective
from articulate.planning.bounding import bound
from articulate.planning.highs import Relaxation
from articulate.planning.model import STRUCTURE, Goal, Row, Variable
from articulate.planning.solvers import Band, bands

BITS = 6


def row(most: int, *coefficients: int) -> Row:
    return Row(tuple((i, c) for i, c in enumerate(coefficients) if c), most, STRUCTURE)


def drawn(rng: Random) -> tuple[list[Variable], list[Row], Goal]:
    variables = [Variable("bit", 0, 1) for _ in range(BITS - 1)] + [Variable("least", 0, 3)]
    rows = [row(rng.randint(-1, 4), *(rng.randint(-3, 3) for _ in range(BITS))) for _ in range(5)]
    goal = Goal(Objective.DISTANCE, tuple((i, rng.randint(-4, 4)) for i in range(BITS)), rng.randint(-9, 9))
    return variables, rows, goal


def solutions(variables: list[Variable], rows: list[Row]) -> list[tuple[int, ...]]:
    every = product(*(range(v.least, v.most + 1) for v in variables))
    return [x for x in every if all(sum(c * x[i] for i, c in r.terms) <= r.most for r in rows)]


def value(goal: Goal, x: tuple[int, ...]) -> int:
    return goal.constant + sum(c * x[i] for i, c in goal.terms)


def test_rows_of_opposite_sums_are_one_band() -> None:
    rows = [row(3, 1, 2), row(-1, -1, -2), row(2, 1, 2), row(-4, 0, -1), Row((), -1, STRUCTURE)]
    assert bands(rows) == (
        Band(((0, 1), (1, 2)), 1, 2),
        Band(((1, 1),), 4, None),
        Band((), None, -1),
    )


@pytest.mark.parametrize("seed", range(20))
def test_no_solution_is_below_a_bound_whatever_the_multipliers(seed: int) -> None:
    rng = Random(seed)
    variables, rows, goal = drawn(rng)
    sums = bands(rows)
    found = bound(goal, variables, sums, [rng.uniform(-2, 2) for _ in sums])
    assert all(value(goal, x) >= found.least for x in solutions(variables, rows))


@pytest.mark.parametrize("seed", range(20))
def test_narrowed_variables_keep_every_solution_that_is_good_enough(seed: int) -> None:
    rng = Random(seed)
    variables, rows, goal = drawn(rng)
    relaxation = Relaxation(variables, rows)
    multipliers = relaxation.multipliers(goal)
    kept = solutions(variables, rows)
    if multipliers is None:
        assert not kept
        return
    found = bound(goal, variables, relaxation.bands, multipliers)
    for most in range(found.least, found.least + 4):
        narrow = found.narrowed(variables, most)
        good = [x for x in kept if value(goal, x) <= most]
        assert good == [x for x in solutions(list(narrow), rows) if value(goal, x) <= most]


def test_a_bound_is_sharp_only_where_the_relaxation_has_its_value() -> None:
    variables = [Variable("bit", 0, 1)] * 3
    two_of_three = [row(-1, -1, -1), row(-1, 0, -1, -1), row(-1, -1, 0, -1)]
    relaxation = Relaxation(variables, two_of_three)
    goal = Goal(Objective.UNMET, ((0, 1), (1, 1), (2, 1)))
    multipliers = relaxation.multipliers(goal)
    assert multipliers is not None
    rounded = bound(goal, variables, relaxation.bands, multipliers)
    assert (rounded.least, rounded.sharp) == (2, False)  # one and a half, rounded up
    doubled = bound(
        Goal(Objective.UNMET, tuple((i, 2 * c) for i, c in goal.terms)),
        variables,
        relaxation.bands,
        [2 * m for m in multipliers],
    )
    assert (doubled.least, doubled.sharp) == (4, False)  # three, and every value is even


def test_rows_are_added_to_a_relaxation_and_taken_off_again() -> None:
    goal = Goal(Objective.UNMET, ((0, 1), (1, 1)))
    variables = [Variable("bit", 0, 1)] * 2
    relaxation = Relaxation(variables, [row(-1, -1, -1)])

    def least() -> int:
        multipliers = relaxation.multipliers(goal)
        assert multipliers is not None
        return bound(goal, variables, relaxation.bands, multipliers).least

    assert least() == 1
    relaxation.add(row(-2, -1, -1))
    assert least() == 2
    relaxation.cut(1)
    assert least() == 1
    relaxation.add(row(-3, -1, -1))
    assert relaxation.multipliers(goal) is None
