"""What the years of a pathway show: trends, failed assessments in a row, what comes next."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import permutations
from math import factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st

import articulate as art
from articulate.i18n import show
from articulate.model.quality import AssessmentGrade, QualityRecord, QualityYear
from articulate.policy import Policy, load
from articulate.quality import (
    CHANCE,
    INDICATORS,
    Point,
    dues,
    failed_rows,
    failures,
    missing_years,
    series,
    trend,
    watch,
)

SHANXI = load(["shanxi-2025-1", "shanxi-2016-transfer"])


def points(*values: int) -> list[Point]:
    return [Point(2026 + k, Fraction(v, 100)) for k, v in enumerate(values)]


def record(*years: dict[str, object], **more: object) -> QualityRecord:
    made = tuple(QualityYear.model_validate(y) for y in years)
    return QualityRecord.model_validate({"quality": "p", "years": made, **more})


def graded(*grades: str | None) -> QualityRecord:
    return record(*({"year": 2026 + k, "grade": g} for k, g in enumerate(grades)))


# ---- trends


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_few_years_show_no_trend_however_steep(count: int) -> None:
    seen = trend(points(*range(10, 90, 20)[:count]))
    assert seen.direction == "few" and seen.count == count and seen.chance is None


def test_four_years_in_order_are_a_trend_and_one_exchange_is_none() -> None:
    assert trend(points(80, 81, 83, 90)).direction == "up"
    assert trend(points(90, 83, 81, 80)).direction == "down"
    assert trend(points(80, 83, 81, 90)).direction == "none"


def test_the_slope_is_the_median_change_per_year_and_an_odd_year_does_not_turn_it() -> None:
    assert trend(points(80, 82, 84, 86)).slope == Fraction(2, 100)
    assert trend(points(80, 82, 84, 20, 88, 90)).slope > 0  # type: ignore[operator]
    gap = [Point(2026, Fraction(80, 100)), Point(2030, Fraction(88, 100))]
    assert trend(gap).slope == Fraction(2, 100)


def test_equal_years_count_against_a_trend() -> None:
    assert trend(points(80, 81, 81, 82)).direction == "none"
    assert trend(points(80, 80, 80, 80, 80)).direction == "none"


@given(st.lists(st.integers(0, 100), min_size=4, max_size=6))
def test_the_chance_is_that_of_all_orders(values: list[int]) -> None:
    seen = trend(points(*values))
    pairs = [(a, b) for k, a in enumerate(values) for b in values[k + 1 :]]
    against = min(sum(b <= a for a, b in pairs), sum(b >= a for a, b in pairs))
    orders = permutations(range(len(values)))
    as_clear = sum(
        sum(later < earlier for k, earlier in enumerate(o) for later in o[k + 1 :]) <= against for o in orders
    )
    assert seen.chance == Fraction(as_clear, factorial(len(values)))
    assert (seen.direction != "none") == (seen.chance <= CHANCE)


@given(st.lists(st.integers(0, 100), min_size=4, max_size=9))
def test_turned_upside_down_a_trend_turns(values: list[int]) -> None:
    turned = {"up": "down", "down": "up", "none": "none"}
    up, down = trend(points(*values)), trend(points(*(100 - v for v in values)))
    assert down.direction == turned[up.direction]
    assert down.slope == -up.slope and down.chance == up.chance  # type: ignore[operator]


# ---- figures


def test_a_rate_comes_from_its_counts_where_there_are_both() -> None:
    made = record(
        {"year": 2030, "graduates": 3, "placed": 2, "destination_rate": "66.7"},
        {"year": 2029, "graduates": 0, "placed": 0},
    )
    placed = series(made, INDICATORS[1])
    assert [(p.year, p.value, p.counts) for p in placed.points] == [(2030, Fraction(2, 3), (2, 3))]


def test_the_order_of_rows_means_nothing() -> None:
    rows = [{"year": 2026 + k, "employment_quality": v} for k, v in enumerate((90, 85, 80, 70))]
    assert series(record(*rows), INDICATORS[2]) == series(record(*reversed(rows)), INDICATORS[2])
    assert series(record(*rows), INDICATORS[2]).trend.direction == "down"


def test_years_without_a_row_are_named() -> None:
    assert missing_years(record({"year": 2026}, {"year": 2029}, {"year": 2028})) == (2027,)


# ---- failed assessments


def test_consecutive_failures_are_counted_and_a_good_year_ends_the_row() -> None:
    assert failed_rows(graded("fail", "fail", "pass", "fail")) == [(2026, 2027), (2029,)]
    assert failures(graded("fail", "fail"), SHANXI).years == (2026, 2027)
    assert failures(graded("fail", "fail", "basic"), SHANXI).years == ()
    assert failures(graded("pass", "fail"), SHANXI).years == (2027,)


def test_a_year_without_a_result_makes_the_row_unsure() -> None:
    seen = failures(graded("fail", None, "fail"), SHANXI)
    assert (seen.years, seen.unsure) == ((2028,), (2027,))
    assert failures(graded("fail", "good", None, "fail"), SHANXI).unsure == ()


def test_how_many_end_the_college_stands_in_the_policy() -> None:
    assert failures(graded("fail"), SHANXI).limit == 2
    provision = SHANXI.get("SX-COLLEGE-CANCEL")
    assert provision is not None and provision.value == 2
    assert failures(graded("fail"), Policy()).provision is None


def test_only_the_lowest_grade_is_a_failure() -> None:
    assert [g.rank for g in AssessmentGrade] == [4, 3, 2, 1, 0]
    assert failed_rows(graded(*(g.value for g in AssessmentGrade))) == [(2030,)]


# ---- what comes next

PATHWAY = art.parse_example("""
pathway:
  cohort: 2026
  calendar: {admission_starts: 2026-06-15}
  governance:
    duties:
    - {id: a, what: 年度评价, by: 2027-07-15, lead: 某学院}
    - {id: b, what: 已经做完, by: 2027-08-01, done: 2027-07-30}
    - {id: c, what: 早已过去, by: 2025-01-01}
""").pathway


def next_of(day: date, policy: Policy = SHANXI) -> list[tuple[str, date | None]]:
    made = graded("pass")
    return [(show(d.what), d.day) for d in dues(made, PATHWAY, policy, day)]


def test_duties_to_come_stand_in_order_and_those_done_or_past_are_left_out() -> None:
    found = next_of(date(2027, 1, 10))
    days = [d for _, d in found]
    assert days == sorted(days, key=lambda d: (d is None, d or date.max))
    assert ("年度评价", date(2027, 7, 15)) in found
    assert not {"已经做完", "早已过去"} & {w for w, _ in found}


@pytest.mark.parametrize(
    ("day", "opens"),
    [
        (date(2027, 2, 28), date(2027, 3, 1)),
        (date(2027, 3, 31), date(2027, 3, 1)),
        (date(2027, 4, 1), date(2028, 3, 1)),
    ],
)
def test_the_month_of_applications_comes_back_every_year(day: date, opens: date) -> None:
    assert ("专业学院集中申报", opens) in next_of(day)


def test_the_transfer_assessment_comes_back_every_year() -> None:
    found = next_of(date(2027, 6, 1))
    assert ("2028 年转段考核方案备案", date(2027, 12, 31)) in found
    assert ("完成当年转段考核", date(2028, 3, 31)) in found


def test_a_day_of_the_notice_that_the_list_does_not_answer_is_a_guide_for_a_later_cohort() -> None:
    (plan,) = [
        d
        for d in dues(graded("pass"), PATHWAY, SHANXI, date(2026, 1, 5))
        if d.guide and d.day == date(2026, 2, 28)
    ]
    assert show(plan.what) == "联合培养工作方案备案"
    assert not [
        d for d in dues(graded("pass"), PATHWAY, SHANXI, date(2026, 3, 1)) if d.day == date(2026, 2, 28)
    ]


def test_without_a_day_the_end_of_the_latest_year_is_taken() -> None:
    assert watch(graded("pass", "good"), PATHWAY, SHANXI).day == date(2027, 12, 31)
