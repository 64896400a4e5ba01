"""The calendar is planned back from the days of the cohort, and what the schools wrote wins."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articulate.model.criteria import CalendarStep, TransferCriteria
from articulate.readers.example import parse
from articulate.transfer import criteria

PAIR = """
secondary: [{id: s1, name: 电气控制技术, terms: [3, 4], outcomes: [继电控制线路/3]}]
higher:    [{id: h1, name: 电机与拖动控制, requires: [继电控制线路/3]}]
"""


def made(pathway: str) -> TransferCriteria:
    return criteria(parse(PAIR + f"pathway: {{{pathway}}}\n").pathway)


def steps(found: TransferCriteria) -> dict[str, CalendarStep]:
    return {s.step: s for s in found.calendar if s.step}


def test_from_the_year_of_entry_alone_every_step_gets_a_day() -> None:
    found = steps(made("cohort: 2026"))
    assert all(s.on and not s.settled for s in found.values())
    assert found["publish"].on == date(2026, 5, 26)
    assert found["plan_filed"].latest == date(2028, 12, 31)
    assert found["exam"].on == date(2029, 3, 20) and found["exam"].latest == date(2029, 3, 31)
    assert found["admit"].on == date(2029, 8, 31)


@given(
    st.dates(date(2020, 8, 15), date(2060, 9, 15)).filter(lambda d: d.month in (8, 9)),
    st.integers(0, 60),
)
def test_the_proposed_days_keep_their_own_order_and_limits(enrolment: date, draw_days: int) -> None:
    found = steps(
        made(f"calendar: {{enrolment: {enrolment}}}, transfer: {{pool: {{draw_days: {min(draw_days, 45)}}}}}")
    )
    for step in found.values():
        assert step.on
        assert step.earliest is None or step.on >= step.earliest
        assert step.latest is None or step.on <= step.latest
        for other in step.after:
            before = found[other].on
            assert before and before <= step.on


def test_the_days_of_the_schools_win() -> None:
    found = steps(made("cohort: 2026, transfer: {exam_on: 2029-03-25, published: 2026-04-30}"))
    assert found["exam"].on == date(2029, 3, 25) and found["exam"].settled
    assert found["publish"].on == date(2026, 4, 30)
    assert found["scores"].on == date(2029, 4, 1)


@pytest.mark.parametrize(
    ("what", "step"),
    [
        ("转段考核标准在两校官网公布", "publish"),
        ("转段考核实施方案报备", "plan_filed"),
        ("前五学期过程成绩汇总与学生确认", "marks"),
        ("转段考核实施与成绩公示", "exam"),
        ("缓考、补考与成绩复核", "retest"),
        ("拟转段名单公示五个工作日", "display"),
        ("转段学生名单报批与高职新生学籍注册", "admit"),
    ],
)
def test_a_duty_is_known_by_its_words(what: str, step: str) -> None:
    duty = f"{{id: d1, what: {what}, lead: 教务处, by: 2028-06-30}}"
    found = made(f"cohort: 2026, governance: {{duties: [{duty}]}}")
    assert steps(found)[step].what == what and steps(found)[step].lead == "教务处"
    assert [s.what for s in found.calendar if s.step is None] == []


def test_a_duty_may_name_its_step_and_others_stand_beside() -> None:
    duties = (
        "[{id: d1, what: 名册归集, step: marks, by: 2029-03-01}, {id: d2, what: 转段动员会, by: 2028-11-01}]"
    )
    found = made(f"cohort: 2026, governance: {{duties: {duties}}}")
    assert steps(found)["marks"].on == date(2029, 3, 1)
    assert [s.what for s in found.calendar if s.step is None] == ["转段动员会"]


def test_papers_are_filed_on_the_day_of_their_step() -> None:
    found = made("cohort: 2026")
    days = {s.step: s.on for s in found.calendar}
    assert all(f.on == days[f.step] for f in found.filing)
    papers = {f.paper: f.to for f in found.filing}
    assert papers["criteria"] == "public" and papers["plan"] == "province" and papers["pool"] == "sealed"
    assert "concessions" not in papers


def test_where_no_year_is_known_nothing_is_invented() -> None:
    assert not any(s.on for s in made("").calendar)


def test_the_order_is_drawn_at_most_two_months_ahead() -> None:
    found = steps(made("transfer: {exam_on: 2029-04-30}"))
    assert found["draw"].earliest == date(2029, 2, 28)
    assert found["draw"].on == date(2029, 4, 30) - timedelta(days=7)
