"""Choosing rules, waiting for others, setting aside what a person decided."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articulate.checking import check
from articulate.findings import Report, Severity
from articulate.readers.example import parse

TWICE = """
secondary:
- {id: s1, name: 电工基础, hours: 96, outcomes: [欧姆定律/3, 基尔霍夫定律/3, 正弦交流电/2]}
- {id: s2, name: 机械制图, hours: 90, outcomes: [三视图/3, 剖视图/3, 零件图识读/3]}
higher:
- {id: h1, name: 电工基础, hours: 64, outcomes: [欧姆定律/3, 基尔霍夫定律/3, 正弦交流电/2]}
- {id: h2, name: 工程制图, hours: 64, outcomes: [三视图/3, 剖视图/3, 零件图识读/3]}
"""


def report(text: str, **options: object) -> Report:
    case = parse(text)
    return check(case.pathway, case.policy, **{"on": case.day, **options})  # type: ignore[arg-type]


def test_an_accepted_finding_stays_in_the_report_with_its_reason() -> None:
    found = report(
        TWICE + "pathway: {decisions: [{accept: {courses: [s1, h1]}, reason: 保留复习, by: 教研组}]}"
    )
    settled = [f for f in found.findings if f.settled]
    assert {f.subject for f in settled} == {"h1"}
    assert all(f.settled and f.settled.reason == "保留复习" for f in settled)
    assert "h1" not in {f.subject for f in found.open if f.family == "DUP"}
    assert "h2" in {f.subject for f in found.open}


WAIVER = """
pathway:
  waivers: [{code: DUP001, subject: h1, reason: 见会议纪要, by: 联合教研组, until: 2027-08-31}]
"""


def test_a_waiver_holds_until_its_last_day_and_no_longer() -> None:
    assert "DUP001" not in report(TWICE + WAIVER, on=date(2027, 8, 31)).counts()
    after = report(TWICE + WAIVER, on=date(2027, 9, 1)).counts()
    assert after["DUP001"] == 1 and after["WAV002"] == 1


def test_a_waived_report_is_the_report_with_marks() -> None:
    plain = report(TWICE, select=("DUP",)).findings
    waived = report(TWICE + WAIVER, select=("DUP",)).findings
    assert [(f.code, f.subject, f.values) for f in plain] == [(f.code, f.subject, f.values) for f in waived]


def test_rules_are_chosen_by_code_or_family() -> None:
    assert set(report(TWICE, select=("DUP",)).counts()) <= {"DUP001", "DUP002", "DUP003", "DUP004", "DUP005"}
    assert "DUP001" not in report(TWICE, ignore=("DUP001",)).counts()


def test_what_was_not_run_is_said() -> None:
    found = report(TWICE)
    assert "PLN001" in {n.code for n in found.not_run}
    assert all(n.text("zh") and n.text("en") for n in found.not_run)


def test_severity_orders_the_report() -> None:
    ranks = [f.severity.rank for f in report(TWICE).findings]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize("severity", list(Severity))
def test_at_least_counts_open_findings_of_a_severity_and_above(severity: Severity) -> None:
    found = report(TWICE)
    assert all(f.severity.rank <= severity.rank for f in found.at_least(severity))


def said(found: Report) -> list[tuple[object, ...]]:
    return sorted((f.code, f.subject, f.message, f.hours) for f in found.findings)


@given(st.randoms(use_true_random=False))
def test_the_order_of_courses_and_outcomes_means_nothing(rnd: random.Random) -> None:
    case = parse(TWICE)
    courses = list(case.pathway.courses)
    rnd.shuffle(courses)
    mixed = []
    for course in courses:
        outcomes = list(course.outcomes)
        rnd.shuffle(outcomes)
        mixed.append(course.but(outcomes=tuple(outcomes)))
    shuffled = case.pathway.with_courses(tuple(mixed))
    first = check(case.pathway, case.policy, on=case.day)
    second = check(shuffled, case.policy, on=case.day)
    assert said(first) == said(second)


def test_the_json_shape_is_the_documented_one() -> None:
    shape = report(TWICE).as_json()
    assert set(shape) == {"pathway", "findings", "not_run", "counts"}
    one = shape["findings"][0]
    assert set(one) >= {
        "code",
        "name",
        "severity",
        "message",
        "hint",
        "subject",
        "source",
        "related",
        "evidence",
        "hours",
    }
    assert set(one["source"]) == {"file", "line", "column"}
    assert set(shape["not_run"][0]) == {"code", "reason"}
