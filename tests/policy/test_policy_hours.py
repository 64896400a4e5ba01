"""The rules on the arithmetic of hours, credits and weeks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import found, pathway

from articulate.checking import check
from articulate.findings import Severity
from articulate.planning.modes import placements
from articulate.policy import Policy
from articulate.rules import (
    hrs001_credit_ratio_off,
    hrs004_block_hours_and_weeks,
    hrs005_term_weeks_do_not_add_up,
    hrs006_hours_do_not_divide,
    hrs007_split_does_not_add_up,
    hrs008_elective_options_uneven,
)

HRS001 = hrs001_credit_ratio_off.RULE
HRS004 = hrs004_block_hours_and_weeks.RULE
HRS005 = hrs005_term_weeks_do_not_add_up.RULE
HRS006 = hrs006_hours_do_not_divide.RULE
HRS007 = hrs007_split_does_not_add_up.RULE
HRS008 = hrs008_elective_options_uneven.RULE

RATE = "policy: [moe-2019-13, moe-2009-2, public-basic-higher]"


@pytest.mark.parametrize(
    ("hours", "credits", "right"),
    [
        (72, "4", True),
        (72, "4.5", True),
        (40, "2", True),  # 2.2 to 2.5: the nearest half below is near enough
        (40, "2.5", True),
        (40, "3", False),
        (16, "1", True),
        (20, "1", True),
        (108, "6", True),
        (108, "7.5", False),
        (72, "3.5", False),
    ],
)
def test_credits_come_in_halves(hours: int, credits: str, right: bool) -> None:
    text = f"secondary: [{{id: a, name: 甲, hours: {hours}, credits: {credits}}}]\n{RATE}"
    assert (not found(HRS001, text)) is right


@pytest.mark.parametrize(("credits", "right"), [("2", True), ("3.5", True), ("5", False)])
def test_whole_weeks_may_be_counted_either_way(credits: str, right: bool) -> None:
    text = f"""
secondary: [{{id: a, name: 实训, delivery: block, weeks: 2, hours: 60, credits: {credits}}}]
{RATE}
"""
    assert (not found(HRS001, text)) is right


def test_credits_that_a_document_gives_are_right() -> None:
    text = """
higher:
- {id: a, name: 形势与政策, kind: general, hours: 32, credits: 1}
- {id: b, name: 军事技能, kind: general, delivery: block, weeks: 3, hours: 112, credits: 2}
"""
    assert not found(HRS001, text + RATE)
    assert len(found(HRS001, text + "policy: [moe-2019-13]")) == 2


def test_a_course_without_credits_is_told_only_where_others_have_them() -> None:
    silent = f"secondary: [{{id: a, hours: 72}}]\n{RATE}"
    assert not found(HRS001, silent)
    (finding,) = found(HRS001, silent.replace("72}", "72}, {id: b, hours: 36, credits: 2}"))
    assert finding.subject == "a"


@pytest.mark.parametrize(
    ("course", "severity"),
    [
        ("{id: a, delivery: block, hours: 60}", Severity.ERROR),
        ("{id: a, delivery: block, hours: 112, weeks: 2}", None),
        ("{id: a, delivery: block, hours: 122, weeks: 2}", Severity.WARNING),
        ("{id: a, delivery: block, hours: 38, weeks: 2}", Severity.WARNING),
        ("{id: a, hours: 36, weeks: 18}", Severity.WARNING),
        ("{id: a, hours: 36}", None),
    ],
)
def test_whole_weeks_and_hours_go_together(course: str, severity: Severity | None) -> None:
    assert [f.severity for f in found(HRS004, f"secondary: [{course}]")] == [severity] * bool(severity)


def test_secondary_internship_counts_thirty_hours_a_week() -> None:
    text = """
secondary: [{id: a, name: 岗位实习, kind: practicum, delivery: block, weeks: 12, hours: 288}]
policy: [moe-2009-2]
"""
    (finding,) = found(HRS004, text)
    assert "应记360学时。依据：教职成〔2009〕2号" in finding.message
    assert not found(HRS004, text.replace("secondary:", "higher:"))


def test_a_short_term_with_forgotten_weeks_is_advice() -> None:
    terms = "\n".join(
        f"    - {{term: {t}, weeks: 20, teaching: {12 if t == 6 else 18}}}" for t in range(1, 11)
    )
    (finding,) = found(HRS005, f"pathway:\n  calendar:\n    terms:\n{terms}")
    assert (finding.subject, finding.severity) == ("term.6", Severity.ADVICE)


@pytest.mark.parametrize(
    ("course", "fits"),
    [
        ("{id: a, hours: 72}", True),
        ("{id: a, hours: 73}", False),
        ("{id: a, hours: 90, terms: [7, 10]}", True),  # 10 weeks of 9 are no custom, 15 weeks of 6 are
        ("{id: a, hours: 5}", True),
        ("{id: a, hours: 144, span: 4, terms: [1, 4]}", True),
        ("{id: a, hours: 90, span: 2}", True),  # 54 and 36: weekly hours that differ by one
        ("{id: a, hours: 92, span: 2}", False),
        ("{id: a, hours: 92, span: [1, 2]}", False),
        ("{id: a, hours: 198, terms: [1, 4], span: 4, split: [54, 54, 54, 36]}", True),
    ],
)
def test_hours_that_a_teaching_table_can_hold(course: str, fits: bool) -> None:
    stage = "higher" if "[7, 10]" in course else "secondary"
    assert (not found(HRS006, f"{stage}: [{course}]")) is fits


def test_hours_that_would_fit_are_proposed() -> None:
    (finding,) = found(HRS006, "secondary: [{id: a, hours: 73}]")
    assert "72、75 学时" in finding.hint


@given(
    hours=st.integers(1, 200),
    span=st.sets(st.integers(1, 4), min_size=1, max_size=2),
    teaching=st.lists(st.integers(0, 18), min_size=6, max_size=6),
    season=st.sampled_from([None, "autumn", "spring"]),
)
def test_checker_and_planner_agree_on_what_can_be_placed(
    hours: int, span: set[int], teaching: list[int], season: str | None
) -> None:
    one = pathway(f"secondary: [{{id: a, hours: {hours}}}]")
    terms = tuple(t.but(teaching=teaching[t.term - 1]) if t.term <= 6 else t for t in one.calendar.terms)
    course = one.courses[0].but(span=tuple(sorted(span)), season=season)
    one = one.with_courses((course,)).but(calendar=one.calendar.but(terms=terms))
    silent = not check(one, Policy(), rules=[HRS006]).findings
    assert silent == bool(placements(course, one.calendar))


def test_a_split_for_other_terms_than_the_course_runs_is_told() -> None:
    (finding,) = found(HRS007, "secondary: [{id: a, hours: 108, span: 3, split: [54, 54]}]")
    assert "写了 2 个学期，而开课学期数为 3" in finding.message


def test_uneven_options_are_no_matter_where_all_are_taken() -> None:
    assert found(HRS008, HRS008.bad)
    assert not found(HRS008, HRS008.bad.replace("take: 1", "take: 2"))
