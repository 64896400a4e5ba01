"""What makes one plan better than another: evenness, order of preferences, the transfer assessment."""

from __future__ import annotations

import pytest

from articulate.planning import Objective, PlanResult
from plans import ALL_LIGHT, limited, solved, terms

LIGHT = limited(more=ALL_LIGHT)


def preferring(names: str) -> str:
    return LIGHT.replace("planning: {", f"planning: {{preferences: [{names}], ", 1)


def value(result: PlanResult, objective: Objective) -> int:
    (part,) = [p for p in result.objective if p.name == objective]
    assert part.value == part.bound
    return part.value


def test_exams_are_spread_over_the_terms() -> None:
    exams = ", ".join(f"{{id: {c}, exam: true, terms: [1, 3]}}" for c in "abcdef")
    result = solved(f"secondary: [{exams}]\n", limits=LIGHT)
    ends = [t[-1] for t in terms(result).values()]
    assert sorted(ends) == [1, 1, 2, 2, 3, 3]
    assert value(result, Objective.EXAMS) == 3


HARD = """
secondary:
- {id: a, terms: [1, 2]}
- {id: b, terms: [1, 2]}
- {id: x, terms: [3, 6], requisites: [a]}
- {id: y, terms: [3, 6], requisites: [a, b]}
- {id: z, terms: [3, 6], requisites: [a, b, x]}
- {id: v, terms: [3, 6], requisites: [b]}
"""


def test_courses_on_which_three_others_rest_are_hard_and_kept_apart() -> None:
    result = solved(HARD, limits=LIGHT)
    found = terms(result)
    assert found["a"] != found["b"]
    assert value(result, Objective.HARD) == 0


def test_two_hard_courses_in_one_term_are_a_pair() -> None:
    result = solved(HARD.replace("[1, 2]", "[1, 1]"), limits=LIGHT)
    assert value(result, Objective.HARD) == 1


def test_two_courses_that_rest_on_one_do_not_make_it_hard() -> None:
    text = HARD.replace("[1, 2]", "[1, 1]").replace("requisites: [b]", "requisites: []")
    assert value(solved(text.replace("[a, b, x]", "[a]"), limits=LIGHT), Objective.HARD) == 0


BRIDGE = """
secondary:
- {id: a, terms: [4, 4]}
- {id: b, terms: [5, 6], requisites: [a]}
higher: [{id: h, terms: [7, 7], hours: 64, requisites: [b]}]
"""


@pytest.mark.parametrize(("names", "term"), [("", 5), ("early", 5), ("distance", 5)])
def test_what_the_higher_stage_builds_on_ends_before_the_assessment(names: str, term: int) -> None:
    result = solved(BRIDGE, limits=preferring(names))
    assert terms(result)["b"] == (term,)
    assert value(result, Objective.EARLY) == 0


def test_what_cannot_end_in_time_is_counted() -> None:
    result = solved(BRIDGE.replace("[5, 6]", "[6, 6]"), limits=LIGHT)
    assert value(result, Objective.EARLY) == 1


CHAIN = """
secondary:
- {id: a, terms: [1, 1]}
- {id: b, terms: [2, 6], exam: true, requisites: [a]}
- {id: c, terms: [2, 2], exam: true}
"""


@pytest.mark.parametrize(("names", "term"), [("", 3), ("exams, distance", 3), ("distance", 2)])
def test_the_order_of_preferences_decides(names: str, term: int) -> None:
    assert terms(solved(CHAIN, limits=preferring(names)))["b"] == (term,)


def test_every_stage_is_reported_in_its_order() -> None:
    result = solved(CHAIN, limits=preferring("early, distance"))
    assert [p.name for p in result.objective] == [
        "unmet", "early", "distance", "balance", "exams", "hard", "choice", "tie",
    ]  # fmt: skip


def test_a_preference_without_data_is_zero_and_free() -> None:
    result = solved("secondary: [{id: a}, {id: b}]\n", limits=LIGHT)
    for objective in (Objective.EXAMS, Objective.HARD, Objective.EARLY):
        assert value(result, objective) == 0
