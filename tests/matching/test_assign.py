"""The one-to-one assignment is the best there is."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articulate.matching.assign import assign


def best_by_trying(gains: list[list[float]]) -> float:
    rows, columns = len(gains), len(gains[0])
    width = max(rows, columns)
    padded = [
        [max(gains[i][j], 0.0) if i < rows and j < columns else 0.0 for j in range(width)]
        for i in range(width)
    ]
    return max(sum(padded[i][j] for i, j in enumerate(order)) for order in permutations(range(width)))


tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.sampled_from([-1.0, 0.0, 0.2, 0.5, 0.5, 1.0]), min_size=width, max_size=width),
        min_size=1,
        max_size=5,
    )
)


@given(tables)
def test_no_other_assignment_gains_more(gains: list[list[float]]) -> None:
    pairs = assign(gains)
    assert sum(gains[i][j] for i, j in pairs) == pytest.approx(best_by_trying(gains))


@given(tables)
def test_each_row_and_column_is_used_once_and_only_for_a_gain(gains: list[list[float]]) -> None:
    pairs = assign(gains)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(gains[i][j] > 0 for i, j in pairs)


def test_nothing_gives_nothing() -> None:
    assert assign([]) == assign([[]]) == assign([[0.0]]) == ()


def test_the_greedy_choice_can_be_wrong() -> None:
    assert assign([[0.9, 0.8], [0.8, 0.1]]) == ((0, 1), (1, 0))
