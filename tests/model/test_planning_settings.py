"""What a school sets for its plan: spacing, seasons, weeks that are shared, classes from the cohort."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from articulate.model.planning import Planning, Spacing
from articulate.model.programme import Course
from articulate.model.settings import TermCalendar


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, "spacing_says_nothing"),
        ({"within": 1, "apart": 2}, "spacing_contradicts"),
        ({"within": 0, "in_order": True}, "spacing_contradicts"),
    ],
)
def test_spacing_must_say_something_that_can_be(given: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        Spacing(courses=("a", "b"), **given)


def test_pairs_are_all_that_are_known_and_in_order_only_neighbours_are_near() -> None:
    every = Spacing(courses=("a", "b", "c", "a"), within=1)
    pairs = (("a", "b"), ("a", "c"), ("b", "c"))
    assert every.pairs({"a", "b", "c"}) == every.near({"a", "b", "c"}) == pairs
    ordered = every.but(in_order=True)
    assert ordered.pairs({"a", "b", "c"}) == pairs
    assert ordered.near({"a", "b", "c"}) == (("a", "b"), ("b", "c"))
    assert ordered.near({"a", "c"}) == (("a", "c"),)
    assert every.but(within=None, apart=1).near({"a", "b"}) == ()


def test_seasons_stand_for_their_terms() -> None:
    planning = Planning(forbidden={"a": ("autumn", 2)})
    assert planning.barred("a") == (1, 2, 3, 5, 7, 9)
    assert planning.barred("b") == ()


@pytest.mark.parametrize(
    ("given", "groups"),
    [
        ({"classes": 2, "class_size": 35}, (2, 35)),
        ({"students": 81, "class_size": 40}, (3, 27)),
        ({"students": 80, "class_size": 40, "classes": 2}, (2, 40)),
    ],
)
def test_classes_follow_from_the_cohort(given: dict[str, int], groups: tuple[int, int]) -> None:
    assert Planning(**given).groups == groups


def test_two_words_on_classes_must_agree() -> None:
    with pytest.raises(ValidationError, match="planning_classes"):
        Planning(students=81, class_size=40, classes=2)


def test_preferences_that_are_not_named_follow_in_the_usual_order() -> None:
    planning = Planning(preferences=("early", "exams"))
    assert planning.order == ("early", "exams", "balance", "hard", "choice", "distance")


def test_shared_weeks_count_once() -> None:
    term = TermCalendar(term=1, weeks=20, teaching=18, exam=1, block=3, shared=2)
    assert term.spare == 0
    assert [term.lessons(blocks) for blocks in range(5)] == [18, 18, 17, 16, 16]


def test_practice_takes_no_lessons_where_nothing_is_shared() -> None:
    assert TermCalendar(term=1, teaching=18, block=1).lessons(3) == 18


def test_more_weeks_than_there_are_cannot_be_shared() -> None:
    with pytest.raises(ValidationError, match="calendar_shared"):
        TermCalendar(term=1, teaching=18, block=1, shared=2)


def test_only_whole_weeks_are_given_in_activity_weeks() -> None:
    with pytest.raises(ValidationError, match="activity_without_weeks"):
        Course.model_validate(
            {"id": "a", "name": "军训", "kind": "practicum", "hours": 30, "activity": "军训"}
        )


def test_one_number_stands_for_a_list_of_one() -> None:
    course = Course.model_validate(
        {"id": "a", "name": "甲课", "kind": "core", "hours": 36, "weekly": 4, "span": 1}
    )
    assert course.weekly == (4,) and course.span == (1,)
