"""Waivers and accepted findings are judged by the rules that were run, never by silence."""

from __future__ import annotations

import pytest

from articulate.checking import check
from articulate.readers.example import parse

REPEATED = """
secondary: [{id: s1, name: 电工基础, outcomes: [欧姆定律/3, 基尔霍夫定律/3]}]
higher:    [{id: h1, name: 电工基础, outcomes: [欧姆定律/3, 基尔霍夫定律/3]}]
pathway:
  decisions: [{accept: {courses: [s1, h1]}, reason: 两年后复习确有必要}]
  waivers:
  - {code: LVL001, subject: h1, reason: 保留复习, by: 联合教研组, until: 2027-08-31}
  - {code: PLN001, subject: h1, reason: 另行安排, by: 联合教研组, until: 2027-08-31}
"""


def codes(text: str, *, select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    case = parse(text)
    report = check(case.pathway, case.policy, on=case.day, select=select, ignore=ignore)
    return [(f.code, f.values.get("waived", "")) for f in report.findings if f.code in ("DEC003", "WAV001")]


def test_a_waiver_of_a_rule_that_was_not_run_is_left_alone() -> None:
    # LVL001 was run and found nothing; PLN001 needs a plan, which is not there.
    assert codes(REPEATED) == [("WAV001", "LVL001")]


@pytest.mark.parametrize("select", [("WAV", "DEC"), ("DEC", "DUP001")])
def test_nothing_is_said_where_the_rules_meant_were_not_chosen(select: tuple[str, ...]) -> None:
    assert codes(REPEATED, select=select) == []


def test_an_ignored_rule_makes_no_decision_superfluous() -> None:
    assert ("DEC003", "") not in codes(REPEATED, ignore=("DUP",))


def test_a_waiver_with_a_code_that_no_rule_has_is_found() -> None:
    assert ("WAV001", "DUP999") in codes(REPEATED.replace("LVL001", "DUP999"))
