"""The rules on regulations: what is found, how much it weighs, what the message says."""

from __future__ import annotations

import pytest
from made import found, pathway

from articulate.findings import Severity
from articulate.model.programme import Course, CourseKind
from articulate.policy import answering, answers
from articulate.rules import (
    pol001_total_hours_out_of_range,
    pol002_share_out_of_range,
    pol003_required_course_missing,
    pol004_course_hours_too_few,
    pol006_internship_out_of_range,
    pol007_placement_too_early,
    pol008_outdated_term,
    pol010_governance_lead_missing,
    pol011_duty_late_or_missing,
    pol012_unverified_provision,
)

POL001 = pol001_total_hours_out_of_range.RULE
POL002 = pol002_share_out_of_range.RULE
POL003 = pol003_required_course_missing.RULE
POL004 = pol004_course_hours_too_few.RULE
POL006 = pol006_internship_out_of_range.RULE
POL007 = pol007_placement_too_early.RULE
POL008 = pol008_outdated_term.RULE
POL010 = pol010_governance_lead_missing.RULE
POL011 = pol011_duty_late_or_missing.RULE
POL012 = pol012_unverified_provision.RULE


# ---- totals and shares


def test_the_message_names_total_bound_gap_and_document() -> None:
    (finding,) = found(POL001, POL001.bad)
    assert finding.message == "中职总学时2900学时，应不少于3000学时，还差100学时。依据：教职成〔2019〕13号"
    assert finding.text("en").endswith("must be at least 3000 hours, 100 hours short (教职成〔2019〕13号)")
    assert finding.subject == "secondary.total_hours"


def test_total_and_weekly_hours_are_told_to_belong_together() -> None:
    (finding,) = found(POL001, POL001.bad)
    assert "总学时与平均周学时要一并核对" in [e.text() for e in finding.evidence]


def test_a_two_year_stage_short_of_two_thirds_gets_advice_and_no_error() -> None:
    (finding,) = found(POL001, "higher: [{id: a, hours: 1600}]\npolicy: [moe-2019-13, reference-practice]")
    assert finding.severity is Severity.ADVICE
    assert "1667学时" in finding.message and "由教职成〔2019〕13号推算（未核实）" in finding.message
    assert "2500" not in finding.message


def test_a_hedged_share_is_a_warning_and_a_fixed_one_an_error() -> None:
    text = """
secondary: [{id: a, hours: 900, practice: 100}, {id: b, kind: general, hours: 450, practice: 0}]
policy: [moe-2019-13]
"""
    weights = {f.subject: f.severity for f in found(POL002, text)}
    assert weights == {
        "secondary.practice_share": Severity.WARNING,
        "secondary.elective_share": Severity.ERROR,
    }


def test_electives_of_no_group_are_named() -> None:
    text = """
secondary: [{id: a, hours: 90}, {id: b, name: 剪纸, hours: 10, required: false}]
policy: [{id: E, measure: elective_share, at_least: 1/10, unit: ratio}]
"""
    (finding,) = found(POL002, text)
    assert any("剪纸" in e.text() for e in finding.evidence)


def test_an_unverified_provision_alone_is_never_an_error() -> None:
    text = """
secondary: [{id: a, name: 岗位实习, kind: practicum, delivery: block, weeks: 40, hours: 1200, terms: [5, 6]}]
policy: [moe-std-2025]
"""
    for rule in (POL001, POL002, POL006):
        for finding in found(rule, text):
            assert finding.severity is Severity.ADVICE
            assert "未核实" in finding.message


def test_unverified_provisions_are_listed_once() -> None:
    (finding,) = found(POL012, "policy: [moe-std-2025, public-basic-secondary]\nsecondary: [{id: a}]")
    assert finding.severity is Severity.ADVICE
    assert "2025年中职专业教学标准" in finding.message
    assert not found(POL012, "policy: [shanxi-2025-1, reference-practice]")


CHOICE = """
secondary:
- {id: a, hours: 90}
- {id: b, hours: 10, required: false}
- {id: c, hours: 20, required: false}
programme: {secondary: {electives: [{id: g, name: 选修, courses: [b, c]}]}}
policy: [{id: E, measure: elective_share, BOUND, unit: ratio}]
"""


def test_what_only_the_plan_breaks_is_left_to_the_rule_on_plans() -> None:
    text = CHOICE.replace("BOUND", "at_most: 1/10")
    assert not found(POL002, text)
    assert not found(POL002, text + "plan: {a: [[1, 5, 18]], c: [[1, 2, 10]]}")


def test_a_plan_that_takes_more_may_keep_what_the_least_choice_misses() -> None:
    text = CHOICE.replace("BOUND", "at_least: 3/20")
    assert len(found(POL002, text)) == 1
    assert not found(POL002, text + "plan: {a: [[1, 5, 18]], c: [[1, 2, 10]]}")
    assert len(found(POL002, text + "plan: {a: [[1, 5, 18]], b: [[1, 1, 10]]}")) == 1


# ---- public basic courses


def named(name: str, *aliases: str) -> Course:
    return Course(id="x", name=name, kind=CourseKind.GENERAL, hours=36, aliases=aliases)


@pytest.mark.parametrize(
    ("printed", "asked"),
    [
        ("高职英语", "外语"),
        ("大学英语Ⅱ", "外语"),
        ("英语（一）", "外语"),
        ("英语 2", "外语"),
        ("体育", "体育与健康"),
        ("体育与健康3", "体育与健康"),
        ("哲学与人生", "思想政治"),
        ("大学生心理健康教育", "心理健康教育"),
        ("信息技术（基础模块）", "信息技术"),
        ("应用数学", "数学"),
        ("军事技能训练", "军事课"),
    ],
)
def test_schools_print_other_names(printed: str, asked: str) -> None:
    assert answers(named(printed), asked)


@pytest.mark.parametrize(
    ("printed", "asked"),
    [("汽车英语", "外语"), ("计算机网络", "信息技术"), ("数学建模", "数学"), ("艺术设计", "艺术")],
)
def test_a_professional_course_is_no_public_one(printed: str, asked: str) -> None:
    assert not answers(named(printed), asked)


def test_an_alias_is_a_name() -> None:
    assert answers(named("阅读与表达", "语文"), "语文")
    assert not answers(named("阅读与表达"), "语文")


def test_a_required_course_that_is_only_offered_is_missing() -> None:
    text = """
secondary: [{id: a, name: 历史, kind: general, required: false, elective: limited}]
policy: [{id: R, stage: secondary, measure: courses_required, value: [历史]}]
"""
    assert len(found(POL003, text)) == 1
    assert not found(POL003, text.replace("courses_required", "courses_offered"))


def test_what_the_secondary_stage_gave_need_not_be_offered_again() -> None:
    text = """
secondary: [{id: a, name: 语文, kind: general}]
higher: [{id: b}]
policy: [{id: L, stage: higher, measure: courses_offered, value: [语文], either_stage: true}]
"""
    assert not found(POL003, text)
    assert len(found(POL003, text.replace(", either_stage: true", ""))) == 1


def test_one_missing_course_is_one_finding_that_cites_every_document() -> None:
    text = "secondary: [{id: a}]\npolicy: [moe-2019-13, public-basic-secondary]"
    history = [f for f in found(POL003, text) if f.subject == "secondary.历史"]
    assert len(history) == 1
    assert history[0].severity is Severity.ERROR
    assert "教职成〔2019〕13号" in history[0].message and "教材〔2020〕2号（未核实）" in history[0].message


def test_the_four_political_courses_are_counted_together() -> None:
    text = """
secondary:
- {id: a, name: 中国特色社会主义, kind: general, hours: 36}
- {id: b, name: 哲学与人生, kind: general, hours: 36}
policy: [public-basic-secondary]
"""
    (finding,) = found(POL004, text)
    assert "“思想政治”（中国特色社会主义、哲学与人生合计）为72学时" in finding.message
    assert finding.about == ("a", "b") and finding.hours == 72


def test_situation_and_policy_needs_hours_in_every_term() -> None:
    text = "higher: [{id: a, name: 形势与政策, kind: general, hours: 24}]\npolicy: [public-basic-higher]"
    (finding,) = found(POL004, text)
    assert "每学期不少于8学时，4个学期共32学时" in finding.message
    assert finding.severity is Severity.ERROR


def test_english_of_three_years_is_advice_in_two_with_both_stages_shown() -> None:
    text = """
secondary: [{id: s, name: 英语, kind: general, hours: 144}]
higher: [{id: a, name: 高职英语, kind: general, hours: 64}]
policy: [{id: E, stage: higher, years: 3, course: 外语, measure: course_hours, at_least: 128, unit: hour}]
"""
    (finding,) = found(POL004, text)
    assert finding.severity is Severity.ADVICE
    assert "两段合计 208 学时（中职 144，高职 64）" in [e.text() for e in finding.evidence]


def test_a_course_may_be_credits_short() -> None:
    text = "higher: [{id: a, name: 国家安全教育, hours: 8, credits: 0.5}]\npolicy: [public-basic-higher]"
    (finding,) = found(POL004, text)
    assert "为0.5学分，应不少于1学分" in finding.message


def test_answering_keeps_to_the_stage() -> None:
    one = pathway("secondary: [{id: s, name: 体育与健康}]\nhigher: [{id: h, name: 体育}]")
    assert [c.id for c in answering(one, "体育")] == ["s", "h"]


# ---- internship


def test_in_the_secondary_stage_the_stricter_bound_on_internship_is_kept() -> None:
    text = """
secondary: [{id: a, name: 岗位实习, kind: practicum, delivery: block, weeks: 28, hours: 840, terms: [5, 6]}]
policy: [moe-2019-13, moe-std-2025]
"""
    (finding,) = found(POL006, text)  # 6.5 months: about six for one document, too long for the other
    assert finding.severity is Severity.ADVICE
    assert "2025年中职专业教学标准（未核实）" in finding.message
    assert any("中职段按较严的掌握" in e.text() for e in finding.evidence)
    assert any("教职成〔2019〕13号" in e.text() for e in finding.evidence)


def test_the_terms_of_the_plan_count_where_there_is_one() -> None:
    text = """
secondary: [{id: a, name: 岗位实习, kind: practicum, delivery: block, weeks: 1, hours: 30}]
policy: [moe-2021-4]
"""
    assert found(POL007, text)[0].severity is Severity.ERROR
    assert found(POL007, text + "plan: {a: [[2, 0, 1]]}")
    assert not found(POL007, text + "plan: {a: [[3, 0, 1]]}")


def test_internship_of_the_college_is_never_too_early() -> None:
    text = """
higher: [{id: a, name: 岗位实习, kind: practicum, delivery: block, weeks: 4, hours: 96}]
policy: [moe-2021-4]
"""
    assert not found(POL007, text)


# ---- terms, governance, duties


@pytest.mark.parametrize(
    "course",
    [
        "{id: a, name: 综合实训, kind: practicum, units: [{name: 跟岗实习}]}",
        "{id: a, name: 综合实训, outcomes: [{topic: 设备点检, level: 3, text: 在顶岗实习中完成点检}]}",
        "{id: a, name: 经济政治与社会, kind: general}",
    ],
)
def test_old_names_are_found_wherever_they_stand(course: str) -> None:
    (finding,) = found(POL008, f"secondary: [{course}]\npolicy: [moe-2021-4, public-basic-secondary]")
    assert finding.severity is Severity.WARNING and finding.subject == "a"


def test_a_professional_course_may_carry_an_old_public_name() -> None:
    text = "secondary: [{id: a, name: 计算机应用基础, kind: core}]\npolicy: [public-basic-secondary]"
    assert not found(POL008, text)


def test_every_missing_party_is_told() -> None:
    subjects = {f.subject: f.severity for f in found(POL010, "policy: [shanxi-2025-1]")}
    assert subjects == {
        "governance.higher": Severity.WARNING,
        "governance.secondary": Severity.WARNING,
        "governance.enterprise": Severity.WARNING,
    }


DUTIES = """
policy: [shanxi-2025-1]
pathway:
  cohort: {cohort}
  calendar: {{admission_starts: {cohort}-06-15}}
  governance:
    duties:
    - {{id: d1, what: 联合培养工作方案报省教育厅备案, by: {cohort}-02-28}}
    - {{id: d2, what: 课程标准等三项标准和培养方案报审, by: {audit}}}
    - {{id: d3, what: 审核通过的标准与方案在两校官网发布, by: {publish}}}
    - {{id: d4, what: 转段考核标准在两校官网公布, before: admission}}
"""


def duties(cohort: int, audit: str, publish: str) -> dict[str, Severity]:
    text = DUTIES.format(cohort=cohort, audit=audit, publish=publish)
    return {f.subject: f.severity for f in found(POL011, text)}


def test_duties_in_time_are_silent() -> None:
    assert duties(2025, "2025-03-31", "2025-06-14") == {}
    assert duties(2026, "2026-03-31", "2026-06-14") == {}


def test_a_late_duty_is_an_error_in_the_year_of_the_notice_and_a_warning_after_it() -> None:
    assert duties(2025, "2025-04-01", "2025-06-01") == {"d2": Severity.ERROR}
    assert duties(2026, "2026-04-01", "2026-06-01") == {"d2": Severity.WARNING}


def test_publishing_on_the_day_admission_starts_is_too_late() -> None:
    assert duties(2026, "2026-03-01", "2026-06-15") == {"d3": Severity.ERROR}


def test_a_duty_without_a_day_is_told() -> None:
    text = DUTIES.format(cohort=2026, audit="2026-03-01", publish="2026-06-01")
    undated = text.replace(", by: 2026-02-28", "")
    (finding,) = found(POL011, undated)
    assert finding.subject == "d1" and "没有写明时间" in finding.message
