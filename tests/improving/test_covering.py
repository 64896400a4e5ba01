"""Sets of proposals: all lean ones, the best first, exactly as trying everything finds them."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articulate.improving import covering
from articulate.improving.covering import Option, TooManyError, covers

ERRORS = tuple("abcde")

removed = st.frozensets(st.sampled_from(ERRORS), min_size=1)
tables = st.lists(st.tuples(removed, st.integers(-9, 9)), min_size=1, max_size=7)


def options_of(table: list[tuple[frozenset[str], int]]) -> list[Option]:
    return [Option(n, frozenset[object](r), (1, -hours, n)) for n, (r, hours) in enumerate(table)]


def by_trying(errors: set[str], options: list[Option]) -> list[tuple[int, ...]]:
    """All sets that remove everything and hold nothing superfluous, by cost: the definition itself."""

    def removes(chosen: tuple[Option, ...]) -> bool:
        return errors <= frozenset[object]().union(*(o.removes for o in chosen))

    found = [
        chosen
        for size in range(len(options) + 1)
        for chosen in combinations(options, size)
        if removes(chosen) and not any(removes(tuple(o for o in chosen if o is not one)) for one in chosen)
    ]
    cost = {
        tuple(o.number for o in c): tuple(map(sum, zip(*(o.cost for o in c), strict=True))) for c in found
    }
    return sorted(cost, key=lambda numbers: (cost[numbers], numbers))


@given(tables)
def test_covers_are_those_that_trying_everything_finds_in_the_same_order(
    table: list[tuple[frozenset[str], int]],
) -> None:
    options = options_of(table)
    errors = {str(e) for o in options for e in o.removes}
    assert list(covers(sorted(errors), options)) == by_trying(errors, options)


def test_no_errors_need_no_options() -> None:
    assert list(covers([], options_of([(frozenset("a"), 0)]))) == [()]


def test_an_error_that_nothing_removes_has_no_cover() -> None:
    assert not list(covers(["a", "b"], options_of([(frozenset("a"), 0)])))


def test_groups_are_covered_apart_so_that_many_of_them_cost_nothing() -> None:
    errors = [f"e{n}" for n in range(40)]
    options = [Option(n, frozenset[object]([errors[n // 4]]), (1, -n)) for n in range(160)]
    assert next(covers(errors, options)) == tuple(range(3, 160, 4))


def test_a_search_that_would_not_end_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(covering, "MOST_COVERS", 3)
    with pytest.raises(TooManyError):
        list(covers(["a", "b"], options_of([(frozenset("ab"), 0), (frozenset("a"), 0), (frozenset("b"), 1)])))
