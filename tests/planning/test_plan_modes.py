"""How hours become weekly hours × weeks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articulate.planning.modes import MOST_WEEKLY, fit, nearest, placements
from plans import case


@pytest.mark.parametrize(
    ("hours", "teaching", "expected"),
    [
        (72, 18, (4, 18)),
        (48, 16, (3, 16)),
        (40, 16, (5, 8)),
        (36, 16, (3, 12)),
        (36, 6, (6, 6)),
        (8, 16, (2, 4)),
        (8, 2, (4, 2)),
        (53, 18, None),
        (54, 6, None),
        (36, 0, None),
    ],
)
def test_hours_fill_the_term_if_they_can(hours: int, teaching: int, expected: object) -> None:
    assert fit(hours, teaching) == expected


@given(st.integers(1, 200), st.integers(0, 20))
def test_what_fits_adds_up(hours: int, teaching: int) -> None:
    way = fit(hours, teaching)
    if way is not None:
        weekly, weeks = way
        assert weekly * weeks == hours and 1 <= weekly <= MOST_WEEKLY and 1 <= weeks <= teaching


@given(st.integers(9, 140), st.integers(8, 20))
def test_the_nearest_hours_fit(hours: int, teaching: int) -> None:
    for other in nearest(hours, teaching):
        assert other != hours and fit(other, teaching)


def ways(course: str) -> list[tuple[tuple[int, int, int, int], ...]]:
    pathway = case(f"secondary: [{course}]").pathway
    (made,) = (placements(c, pathway.calendar) for c in pathway.courses)
    return [tuple((p.term, p.weekly, p.weeks, p.hours) for p in one.parts) for one in made]


def test_a_named_split_is_kept() -> None:
    assert ways("{id: s1, hours: 198, terms: [1, 4], span: [4], split: [54, 54, 54, 36]}") == [
        ((1, 3, 18, 54), (2, 3, 18, 54), (3, 3, 18, 54), (4, 2, 18, 36))
    ]


def test_hours_that_cannot_be_halved_differ_by_one_weekly_hour() -> None:
    weekly = [tuple(p[1] for p in way) for way in ways("{id: s1, hours: 90, terms: [1, 2], span: [2]}")]
    assert weekly == [(2, 3), (3, 2)] or weekly == [(5, 5)]


def test_equal_terms_win_over_uneven_ones() -> None:
    assert ways("{id: s1, hours: 108, terms: [1, 3], span: [3]}") == [
        ((1, 2, 18, 36), (2, 2, 18, 36), (3, 2, 18, 36))
    ]


def test_several_spans_leave_the_choice() -> None:
    spans = {len(way) for way in ways("{id: s1, hours: 72, terms: [1, 2], span: [1, 2]}")}
    assert spans == {1, 2}


def test_a_season_leaves_every_other_term() -> None:
    assert [way[0][0] for way in ways("{id: s1, hours: 72, season: spring}")] == [2, 4, 6]


def test_a_block_course_fills_weeks_where_the_calendar_has_them() -> None:
    block = "{id: s1, kind: practicum, delivery: block, hours: 30, weeks: 1, terms: [2, 3]}"
    assert ways(block) == [((2, 0, 1, 30),), ((3, 0, 1, 30),)]


def test_block_weeks_over_two_terms_add_up() -> None:
    text = "higher: [{id: h1, delivery: block, hours: 120, weeks: 5, terms: [8, 9], span: [2]}]"
    pathway = case(text).pathway
    found = placements(pathway.by_id["h1"], pathway.calendar)
    assert {tuple(p.weeks for p in one.parts) for one in found} == {(2, 3), (3, 2)}
    assert all(sum(p.hours for p in one.parts) == 120 for one in found)


def test_a_long_block_over_many_terms_stays_cheap() -> None:
    blocks = ", ".join(f"{{term: {t}, weeks: 52, teaching: 0, exam: 0, block: 52}}" for t in range(1, 11))
    text = (
        "secondary: [{id: s1, delivery: block, hours: 520, weeks: 51, terms: [1, 6], span: [6]}]\n"
        f"pathway: {{calendar: {{terms: [{blocks}]}}}}\n"
    )
    pathway = case(text, limits="").pathway
    assert 1 <= len(placements(pathway.by_id["s1"], pathway.calendar)) <= 4
