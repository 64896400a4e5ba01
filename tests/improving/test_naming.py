"""Names of proposals: kind and courses, with a mark only where these say too little."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from articulate.improving.naming import fitting, full_name, named, places, plain_name
from articulate.improving.proposal import Proposal
from articulate.model.decision import Decision


def decided(kind: str, **action: Any) -> Decision:
    return Decision.model_validate({kind: action, "reason": "甲"})


def proposal(*decisions: Decision) -> Proposal:
    return Proposal(decisions, (), (), 0, ())


TRIM = decided("trim", course="h-a", topics=["x"])
OTHER = decided("trim", course="h-a", topics=["y"])


@pytest.mark.parametrize(
    ("kind", "action", "name"),
    [
        ("merge", {"into": "h-a", "from": ["s-b", "s-c"]}, "merge:h-a+s-b+s-c"),
        ("exempt", {"course": "h-a"}, "exempt:h-a"),
        ("move", {"course": "h-a", "topic": "x", "to": "h-b"}, "move:h-a+h-b"),
        ("move", {"course": "h-a", "terms": [7, 8]}, "move:h-a"),
        ("accept", {"courses": ["s-a", "h-a"]}, "accept:s-a+h-a"),
    ],
)
def test_a_name_is_the_kind_and_the_courses(kind: str, action: Mapping[str, Any], name: str) -> None:
    assert plain_name([decided(kind, **action)]) == name


def test_decisions_of_one_kind_stand_together() -> None:
    parts = [decided("raise", course=c, topic="x", to=4) for c in ("h-a", "h-b", "h-a")]
    assert plain_name([*parts, TRIM]) == "raise:h-a+h-b/trim:h-a"


def test_the_mark_stands_only_where_two_have_the_same_name() -> None:
    first, second, third = named(
        [proposal(TRIM), proposal(OTHER), proposal(decided("exempt", course="h-b"))], ()
    )
    assert third.name == "exempt:h-b"
    assert first.name != second.name and first.name == full_name([TRIM])
    assert first.name.startswith("trim:h-a@")
    # A name with its mark goes on being understood when the other has gone.
    (alone,) = named([proposal(TRIM)], ())
    assert alone.name == "trim:h-a" and fitting(first.name, [alone]) == (alone,)


def test_what_the_file_has_already_is_found_and_told_apart_from_what_is_new() -> None:
    taken = (decided("exempt", course="h-b"), TRIM)
    assert places("trim:h-a", taken) == (2,) == places(full_name([TRIM]), taken)
    assert places(full_name([OTHER]), taken) == () == places("trim:h-c", taken)
    (new,) = named([proposal(OTHER)], taken)
    assert new.name == full_name([OTHER])


def test_the_reason_may_be_rewritten() -> None:
    said = Decision.model_validate({"trim": {"course": "h-a", "topics": ["x"]}, "reason": "教研组议定"})
    assert full_name([said]) == full_name([TRIM])
