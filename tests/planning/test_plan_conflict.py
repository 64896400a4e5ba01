"""Why there is no plan: the reason is named, with its numbers, and is the smallest."""

from __future__ import annotations

import pytest

from articulate.planning import PlanProblem, plan
from articulate.planning.conflict import clashes
from articulate.planning.rows import build
from plans import case, kinds, limited, plain, refused


def said(text: str, kind: str, limits: str | None = None) -> str:
    result = refused(text, limits=limits) if limits else refused(text)
    assert kinds(result) == [kind]
    assert result.conflict is not None and result.conflict.each
    return plain(result.conflict.text("zh"))


def test_a_circle_is_named() -> None:
    text = "secondary: [{id: a, name: 甲课, requisites: [b]}, {id: b, name: 乙课, requisites: [a]}]"
    assert "甲课→乙课→甲课" in said(text, "cycle")


def test_a_window_shorter_than_the_course_is_named() -> None:
    told = said("secondary: [{id: a, name: 甲课, terms: [2, 3], span: [3], hours: 108}]", "no_term")
    assert "甲课" in told and "第2—3学期" in told


def test_hours_that_make_no_weekly_hours_are_told_with_the_nearest_that_do() -> None:
    told = said("secondary: [{id: a, name: 甲课, hours: 73}]", "no_hours")
    assert "73学时" in told and "可改为72、75学时" in told


def test_a_block_course_without_weeks_is_told() -> None:
    assert "没有写明周数" in said("secondary: [{id: a, name: 甲课, delivery: block, hours: 30}]", "no_weeks")


def test_weeks_that_no_term_has_are_told() -> None:
    told = said(
        "secondary: [{id: a, name: 甲课, delivery: block, weeks: 3, hours: 90, terms: [1, 4]}]", "no_block"
    )
    assert "整周3周" in told and "最多能留出1周" in told


def test_a_chain_too_long_for_its_window_is_told_in_order() -> None:
    told = said(
        """
        secondary:
        - {id: a, name: 甲课, terms: [2, 6]}
        - {id: b, name: 乙课, requisites: [a]}
        - {id: c, name: 丙课, requisites: [b], terms: [1, 3]}
        """,
        "chain",
    )
    assert "甲课→乙课→丙课" in told and "第3学期结束" in told


def test_a_course_of_the_other_stage_cannot_come_first() -> None:
    told = said(
        "secondary: [{id: a, name: 甲课, requisites: [b]}]\nhigher: [{id: b, name: 乙课, hours: 64}]",
        "stage_order",
    )
    assert "《甲课》最迟第6学期" in told and "高职课程《乙课》" in told and "第7学期" in told


def test_demand_and_capacity_are_told_in_hours() -> None:
    text = "secondary: [{id: a, terms: [3, 3]}, {id: b, terms: [3, 3]}, {id: c, terms: [3, 4]}]\n"
    told = said(text, "hours_over", limited(most=7))
    assert "第3学期学时需求144" in told and "可排容量126" in told and "超出18学时" in told


def test_too_few_hours_are_told() -> None:
    limits = limited(10)
    told = said("secondary: [{id: a}]\n", "hours_under", limits)
    assert "共需1080学时" in told and "缺1008学时" in told


def test_too_many_whole_weeks_are_told() -> None:
    block = "delivery: block, weeks: 1, hours: 30, terms: [2, 3]"
    text = "secondary: [" + ", ".join(f"{{id: {c}, {block}}}" for c in "abc") + "]"
    told = said(text, "blocks_over")
    assert "需求3周" in told and "只留出2周" in told


def test_too_many_exams_are_told() -> None:
    limits = limited(more="exams: 1")
    text = "secondary: [{id: a, exam: true, terms: [2, 2]}, {id: b, exam: true, terms: [2, 2]}]\n"
    assert "有2门考试课须结课（a、b）" in said(text, "exams_over", limits)


def test_a_group_without_enough_options_is_told() -> None:
    text = """
        secondary: [{id: a, required: false}]
        programme: {secondary: {electives: [{id: e, name: 拓展选修, take: 2, courses: [a]}]}}
        """
    assert "拓展选修" in said(text, "group_short")


def test_a_fixed_term_outside_the_window_is_told() -> None:
    limits = limited(fixed="a: 5")
    told = said("secondary: [{id: a, name: 甲课, terms: [1, 2]}]\n", "fixed_outside", limits)
    assert "第5学期" in told and "第1、2学期" in told


def test_a_share_out_of_reach_is_told_with_the_best_that_can_be_had() -> None:
    told = said(
        """
        secondary:
        - {id: a, hours: 72, practice: 36}
        - {id: b, hours: 36, practice: 0, required: false}
        - {id: c, hours: 36, practice: 36, required: false}
        programme: {secondary: {electives: [{id: e, name: 选修, take: 1, courses: [b, c]}]}}
        policy:
        - {id: T1, title: 某规定, stage: secondary, measure: practice_share, unit: ratio, at_least: 9/10}
        """,
        "out_of_reach",
    )
    assert "90%" in told and "66.7%" in told and "某规定" in told


def test_a_sum_out_of_reach_is_told() -> None:
    told = said(
        """
        secondary: [{id: a, hours: 72}]
        policy: [{id: T1, title: 某规定, stage: secondary, measure: total_hours, unit: hour, at_least: 3000}]
        """,
        "out_of_reach",
    )
    assert "3000学时" in told and "72学时" in told


PACKING = """
secondary:
- {id: a, name: 甲课, hours: 90, terms: [1, 2]}
- {id: b, name: 乙课, hours: 90, terms: [1, 2]}
- {id: c, name: 丙课, hours: 90, terms: [1, 2]}
- {id: d, name: 丁课, hours: 72, terms: [3, 6]}
"""


def test_courses_that_fit_in_sum_but_not_in_fact_are_named_alone() -> None:
    result = refused(PACKING, limits=limited(most=8))
    assert kinds(result) == ["place", "place", "place", "weekly_most", "weekly_most"]
    assert result.conflict is not None and not result.conflict.each
    assert "丁课" not in result.conflict.text("zh")


def test_the_smallest_relief_says_how_far() -> None:
    result = refused(PACKING, limits=limited(most=8))
    assert result.conflict is not None
    (relief,) = result.conflict.relax
    assert relief.kind == "relax_weekly_most" and relief.values["to"] == 10


def test_every_reason_of_a_conflict_is_needed() -> None:
    one = case(PACKING, limited(most=8))
    model = build(PlanProblem.of(one.pathway, one.policy), lean=False)
    result = plan(one.pathway, one.policy)
    assert result.conflict is not None
    needed = {i for i, label in enumerate(model.labels) if label in result.conflict.reasons}
    assert clashes(model, needed, float("inf"))
    assert not any(clashes(model, needed - {i}, float("inf")) for i in needed)


def test_two_pins_against_a_requisite() -> None:
    text = """
        secondary:
        - {id: a, name: 甲课}
        - {id: b, name: 乙课, requisites: [a]}
        - {id: c, name: 丙课}
        """
    result = refused(text, pins={"a": 4, "b": 2})
    assert {"fixed", "pre"} <= set(kinds(result))
    assert result.conflict is not None
    assert "丙课" not in result.conflict.text("zh")
    assert [r.kind for r in result.conflict.relax] == ["relax_fixed"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_reasons_speak_both_languages(lang: str) -> None:
    result = refused(PACKING, limits=limited(most=8))
    assert result.conflict is not None
    told = result.conflict.text(lang)  # type: ignore[arg-type]
    assert "甲课" in told and "{" not in told


def test_the_explanation_is_the_same_every_time() -> None:
    texts = {refused(PACKING, limits=limited(most=8)).conflict.text("zh") for _ in range(3)}  # type: ignore[union-attr]
    assert len(texts) == 1


def test_an_elective_nobody_takes_may_be_impossible() -> None:
    one = case(
        """
        secondary:
        - {id: a, required: false, hours: 73}
        - {id: b, required: false}
        programme: {secondary: {electives: [{id: e, name: 选修, take: 1, courses: [a, b]}]}}
        """
    )
    result = plan(one.pathway, one.policy)
    assert result.plan is not None and result.plan.taken == ("b",)
