"""What the rules about a plan find, case by case."""

from __future__ import annotations

import pytest

from articulate.checking import check
from articulate.findings import Finding, Severity
from articulate.rules import BUILTIN
from plans import FREE, case


def found(text: str, code: str, limits: str = FREE) -> tuple[Finding, ...]:
    one = case(text, limits)
    return check(one.pathway, one.policy, plan=one.plan, on=one.day, select=[code]).findings


def told(text: str, code: str, limits: str = FREE) -> str:
    (finding,) = found(text, code, limits)
    assert "{" not in finding.text("en") + finding.text("zh") + finding.to_do("zh") + finding.to_do("en")
    return finding.text("zh")


def test_an_elective_need_not_be_planned() -> None:
    assert not found("secondary: [{id: a, required: false}]\nplan: {}", "PLN001")


def test_without_a_plan_the_rules_about_it_are_not_run() -> None:
    one = case("secondary: [{id: a}]")
    report = check(one.pathway, one.policy, select=["PLN"])
    assert not report.findings
    assert [n.code for n in report.not_run] == [r.code for r in BUILTIN if r.code.startswith("PLN")]


ORDER = """
secondary:
- {id: a, name: 甲课, outcomes: [欧姆定律/3]}
- {id: b, name: 乙课}
- {id: c, name: 丙课, hours: 144, span: [2]}
- {id: d, name: 丁课, %s}
plan: {a: [[3, 4, 18]], b: [[4, 4, 18]], c: [[3, 4, 18], [4, 4, 18]], d: [[%s, 4, 18]]}
"""


@pytest.mark.parametrize(
    ("condition", "good", "bad", "words"),
    [
        ("requisites: [a]", 4, 3, "《甲课》到第 3 学期才结束"),
        ("requisites: [c]", 5, 4, "《丙课》到第 4 学期才结束"),
        ("requisites: [{co: a}]", 3, 2, "《甲课》到第 3 学期才开课"),
        ("requisites: [{strict_co: c}]", 4, 5, "《丙课》排在第 3—4 学期"),
        ("requisites: [{any: [a, b]}]", 4, 3, "甲课、乙课"),
        ("requisites: [{all: [a, b]}]", 5, 4, "《乙课》到第 4 学期才结束"),
        ("requisites: [{any: [{all: [a, b]}, c]}]", 5, 4, "甲课、乙课、丙课"),
        ("requires: [欧姆定律/2]", 4, 2, "《甲课》到第 3 学期才结束"),
    ],
)
def test_order_in_the_plan(condition: str, good: int, bad: int, words: str) -> None:
    assert not found(ORDER % (condition, good), "PLN002")
    assert words in told(ORDER % (condition, bad), "PLN002")


def test_a_requirement_taught_beside_is_advice_and_later_a_warning() -> None:
    beside = found(ORDER % ("requires: [欧姆定律/2]", 3), "PLN002")
    later = found(ORDER % ("requires: [欧姆定律/2]", 2), "PLN002")
    assert [f.severity for f in (*beside, *later)] == [Severity.ADVICE, Severity.WARNING]


def test_a_prerequisite_that_is_not_planned_is_told() -> None:
    text = (
        "secondary: [{id: a, name: 甲课, required: false}, {id: b, requisites: [a]}]\nplan: {b: [[3, 4, 18]]}"
    )
    assert "《甲课》没有排入" in told(text, "PLN002")


def test_a_requirement_met_by_nobody_planned_is_told() -> None:
    text = """
        secondary:
        - {id: a, name: 甲课, required: false, outcomes: [欧姆定律/3]}
        - {id: b, name: 乙课, requires: [欧姆定律/2]}
        plan: {b: [[3, 4, 18]]}
        """
    assert "甲课没有排入" in told(text, "PLN002")


def test_whole_weeks_may_use_the_lessons_of_their_term() -> None:
    text = """
        secondary:
        - {id: a, outcomes: [欧姆定律/3]}
        - {id: b, delivery: block, weeks: 1, hours: 30, requires: [欧姆定律/2]}
        plan: {a: [[3, 4, 18]], b: [[3, 0, 1]]}
        """
    assert not found(text, "PLN002")


def test_part_time_courses_count_by_their_hours() -> None:
    # Twice five hours for half of the weeks is five hours a week, not ten.
    limits = "pathway: {planning: {secondary: {weekly_hours: [0, 5]}, higher: {weekly_hours: [0, 30]}}}"
    text = "secondary: [{id: a, hours: 45}, {id: b, hours: 45}]\nplan: {a: [[1, 5, 9]], b: [[1, 5, 9]]}"
    assert not found(text, "PLN003", limits)
    assert "第 1 学期平均周学时 5" in told(text, "PLN003", limits.replace("[0, 5]", "[0, 4]"))


def test_a_light_term_may_be_light() -> None:
    limits = (
        "pathway: {planning: {secondary: {weekly_hours: [4, 30], light_terms: [2, 3, 4, 5, 6]},"
        " higher: {weekly_hours: [0, 30]}}}"
    )
    text = (
        "secondary: [{id: a}, {id: b, terms: [2, 2], hours: 18}]\nplan: {a: [[%s, 4, 18]], b: [[2, 1, 18]]}"
    )
    assert not found(text % 1, "PLN003", limits)
    assert "低于下限 4，还差 72 学时" in told(text % 2, "PLN003", limits)


@pytest.mark.parametrize(
    ("course", "plan", "words"),
    [
        ("terms: [3, 4]", "[[5, 4, 18]]", "只能排在第 3—4 学期"),
        ("terms: [3, 4]", "[[7, 4, 16]]", "中职段的课程"),
        ("season: autumn", "[[2, 4, 18]]", "秋季"),
        ("season: spring", "[[3, 4, 18]]", "春季"),
        ("span: [2]", "[[3, 4, 18]]", "应连续开设 2 个学期，实际排了 1 个"),
        ("span: [2]", "[[1, 2, 18], [3, 2, 18]]", "没有前后相连"),
    ],
)
def test_where_a_course_may_not_stand(course: str, plan: str, words: str) -> None:
    assert words in told(f"secondary: [{{id: a, {course}}}]\nplan: {{a: {plan}}}", "PLN005")


def test_a_fixed_term_is_kept() -> None:
    limits = "pathway: {planning: {fixed: {a: 3}}}"
    assert "从第 3 学期开始" in told("secondary: [{id: a}]\nplan: {a: [[4, 4, 18]]}", "PLN005", limits)
    assert not found("secondary: [{id: a}]\nplan: {a: [[3, 4, 18]]}", "PLN005", limits)


@pytest.mark.parametrize(
    ("course", "plan", "words"),
    [
        ("hours: 80", "[[1, 4, 20]]", "排了 20 周，而教学周只有 18 周"),
        ("hours: 90", "[[1, 4, 18]]", "合计 72 学时，与课程的 90 学时不符"),
        ("hours: 72", "[[1, 0, 18]]", "它是周课，第 1 学期却排成整周 18 周"),
        ("hours: 72, delivery: block, weeks: 2", "[[1, 4, 18]]", "它是整周课"),
        ("hours: 60, delivery: block, weeks: 2", "[[2, 0, 1]]", "整周 1 周，与课程的 2 周不符"),
    ],
)
def test_arithmetic_of_a_course(course: str, plan: str, words: str) -> None:
    texts = [f.text("zh") for f in found(f"secondary: [{{id: a, {course}}}]\nplan: {{a: {plan}}}", "PLN006")]
    assert any(words in t for t in texts), texts


def test_weekly_hours_times_weeks_are_the_hours_of_the_term() -> None:
    one = case("secondary: [{id: a, hours: 72}]\nplan: {a: [[1, 4, 18]]}")
    assert one.plan is not None
    (offering,) = one.plan.offerings
    wrong = one.plan.but(offerings=(offering.but(weekly=3),))
    (finding,) = check(one.pathway, one.policy, plan=wrong, select=["PLN006"]).findings
    assert "周学时 3 × 18 周不等于 72 学时" in finding.text("zh")


def test_too_few_electives_are_an_error_and_too_many_a_warning() -> None:
    text = """
        secondary: [{id: a, required: false}, {id: b, required: false}]
        programme: {secondary: {electives: [{id: e, name: 拓展, take: 1, courses: [a, b]}]}}
        plan: {%s}
        """
    (few,) = found(text % "", "PLN008")
    (many,) = found(text % "a: [[1, 4, 18]], b: [[2, 4, 18]]", "PLN008")
    assert (few.severity, many.severity) == (Severity.ERROR, Severity.WARNING)
    assert not found(text % "b: [[2, 4, 18]]", "PLN008")


def test_a_provision_missed_anyway_is_not_told_again() -> None:
    text = """
        secondary: [{id: a, hours: 72, practice: 18}]
        policy:
        - {id: T1, title: 某规定, stage: secondary, measure: practice_share, unit: ratio, at_least: 1/2}
        plan: {a: [[1, 4, 18]]}
        """
    assert not found(text, "PLN010")


FACILITY = """
secondary: [{id: a, name: 车工, hours: 144, practice: 144, facilities: [f]}]
programme: {secondary: {facilities: [{id: f, name: 车间, %s}]}}
plan: {a: [[1, 8, 18]]}
"""


def test_shifts_multiply_the_hours_of_a_facility() -> None:
    assert not found(FACILITY % "stations: 14", "PLN011")
    words = told(FACILITY % "stations: 8", "PLN011")
    assert "需用 720 学时，只能开放 570 学时" in words and "须分 5 批" in words


def test_enterprises_and_facilities_without_stations_are_left_out() -> None:
    assert not found(FACILITY % "stations: 1, place: enterprise", "PLN011")
    assert not found(FACILITY % "stations: 0", "PLN011")
