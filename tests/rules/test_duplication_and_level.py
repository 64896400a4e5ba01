"""Rules about duplication and level: what they leave out, and how much they weigh."""

from __future__ import annotations

import pytest

from articulate.checking import check
from articulate.findings import Finding, Severity
from articulate.matching import OutcomeMatch, Settings
from articulate.readers.example import parse


def found(text: str, *codes: str) -> tuple[Finding, ...]:
    example = parse(text)
    return check(example.pathway, example.policy, on=example.day, select=codes or ("DUP", "LVL")).findings


SAME = "[三视图/3, 剖视图/2, 尺寸标注/3, 标准件/2]"


@pytest.mark.parametrize(
    ("kinds", "code"),
    [
        (("foundation", "foundation"), "DUP001"),
        (("general", "foundation"), "DUP001"),
        (("general", "general"), "DUP005"),
    ],
)
def test_a_repetition_is_reported_once_under_the_rule_of_its_kind(kinds: tuple[str, str], code: str) -> None:
    text = (
        f"secondary: [{{id: s1, name: 机械制图, kind: {kinds[0]}, outcomes: {SAME}}}]\n"
        f"higher: [{{id: h1, name: 机械制图, kind: {kinds[1]}, outcomes: {SAME}}}]"
    )
    assert [f.code for f in found(text)] == [code]


def test_an_internship_is_no_duplicate_course() -> None:
    text = """
    secondary: [{id: s1, name: 岗位实习, kind: practicum, outcomes: [当班操作/3, 交接班/3, 设备点检/3]}]
    higher: [{id: h1, name: 岗位实习, kind: practicum, outcomes: [当班操作/3, 交接班/3, 设备点检/3]}]
    """
    assert [f.code for f in found(text)] == ["DUP006"]


@pytest.mark.parametrize(("name", "count"), [("体育", 0), ("语文", 1), ("信息技术", 1)])
def test_what_is_prescribed_in_both_stages_weighs_little(name: str, count: int) -> None:
    text = (
        f"secondary: [{{id: s1, name: {name}, kind: general, outcomes: [写作/3, 阅读/2, 口语/3]}}]\n"
        f"higher: [{{id: h1, name: {name}, kind: general, outcomes: [写作/3, 阅读/2, 口语/3]}}]"
    )
    findings = found(text)
    assert len(findings) == count
    if name == "语文":
        assert findings[0].severity is Severity.ADVICE


def test_a_prescribed_subject_that_rises_somewhere_is_fine() -> None:
    text = """
    secondary: [{id: s1, name: 英语, kind: general, outcomes: [写作/3, 阅读/2, 口语/3, 词汇/2, 语法/3]}]
    higher: [{id: h1, name: 大学英语, kind: general, outcomes: [写作/4, 阅读/2, 口语/3, 词汇/2, 语法/3]}]
    """
    assert not found(text, "DUP")


PAIR = "terms: [3, 3], outcomes: [托盘/3, 餐巾折花/3, 中餐摆台/3, 斟酒/3]"


def test_a_course_and_its_practice_weeks_share_on_purpose() -> None:
    text = f"""
    secondary:
    - {{id: s1, name: 餐饮服务, {PAIR}}}
    - {{id: s2, name: 餐饮实训, kind: practicum, {PAIR}}}
    """
    assert not found(text, "DUP004")


def test_alternatives_of_which_one_is_taken_repeat_nothing() -> None:
    courses = f"secondary: [{{id: s1, name: 餐饮服务, {PAIR}}}, {{id: s2, name: 宴会服务, {PAIR}}}]\n"
    group = "programme: {secondary: {electives: [{id: e1, name: 服务, take: 1, courses: [s1, s2]}]}}"
    assert found(courses, "DUP004")
    assert not found(courses + group, "DUP004")


def test_a_flat_course_names_every_source_and_its_hours() -> None:
    text = """
    secondary:
    - {id: s1, name: 底盘拆装, outcomes: [悬架/3, 四轮定位/3, 盘式制动器/3]}
    - {id: s2, name: 汽车维护, outcomes: [轮胎动平衡/3, 制动液更换/3]}
    higher:
    - id: h1
      name: 底盘检修
      hours: 60
      outcomes: [悬架/3, 四轮定位/3, 轮胎动平衡/3, 制动液更换/3, 线控制动/4]
    """
    (flat,) = found(text, "LVL002")
    assert flat.about == ("h1", "s1", "s2")
    assert flat.hours == 48
    assert "底盘拆装、汽车维护" in flat.text("zh")


def test_a_flat_course_says_what_is_doubtful(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = Settings()
    monkeypatch.setattr(OutcomeMatch, "doubtful", property(lambda match: match.second.topic == "悬架"))
    text = """
    secondary:
    - {id: s1, name: 底盘拆装, outcomes: [悬架/3, 四轮定位/3, 盘式制动器/3]}
    - {id: s2, name: 汽车维护, outcomes: [轮胎动平衡/3, 火花塞更换/3]}
    higher: [{id: h1, name: 底盘检修, outcomes: [悬架/3, 四轮定位/3, 轮胎动平衡/3, 能量回收/4]}]
    """
    assert 2 + usual.doubtful >= usual.flat * 4
    (flat,) = found(text, "LVL002")
    assert "4 项学习成果中有 3 项（其中 1 项把握不大，请核对）中职已" in flat.text("zh")
    assert "3 (1 of them to be checked) of its 4 outcomes" in flat.text("en")
    assert flat.evidence[-1].values["second"] == "悬架"


def test_a_duplicate_is_not_flat_as_well() -> None:
    text = f"""
    secondary: [{{id: s1, name: 机械制图, outcomes: {SAME}}}]
    higher: [{{id: h1, name: 机械制图, outcomes: {SAME}}}]
    """
    assert not found(text, "LVL002")


def test_a_project_that_gathers_known_parts_at_a_high_level_is_not_flat() -> None:
    known = "[生产线装调/4, 故障诊断/4, 节拍优化/5]"
    text = f"""
    secondary: [{{id: s1, name: 产线装调, outcomes: {known}}}]
    higher: [{{id: h1, name: 综合实训, kind: practicum, outcomes: [生产线装调/4, 故障诊断/4, 方案设计/6]}}]
    """
    assert not found(text, "LVL002")


def test_a_jump_needs_nothing_in_between_and_no_stated_requirement() -> None:
    low = "secondary: [{id: s1, name: 汽车构造, outcomes: [自动变速器/1]}]\n"
    assert found(low + "higher: [{id: h1, name: 变速器检修, outcomes: [自动变速器/5]}]", "LVL003")
    led = "higher: [{id: h1, name: 变速器检修, outcomes: [自动变速器/5, 液力变矩器/3]}]"
    assert not found(low + led, "LVL003")
    said = "higher: [{id: h1, name: 变速器检修, requires: [自动变速器/3], outcomes: [自动变速器/5]}]"
    assert not found(low + said, "LVL003")


def test_a_wholly_new_course_that_starts_high_is_advice() -> None:
    text = "higher: [{id: h1, name: 机器视觉, outcomes: [相机标定/4, 缺陷检测/5]}]"
    (finding,) = found(text, "LVL003")
    assert finding.severity is Severity.ADVICE


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        (("电工", "四级"), ("电工", "三级"), 0),
        (("电工", "四级"), ("电工", "四级"), 1),
        (("电工", "四级/中级工"), ("电工", "五级"), 1),
        (("电工", "四级"), ("钳工", "四级"), 0),
        (("网店运营推广职业技能等级证书", "初级"), ("网店运营推广", "中级"), 0),
        (("网店运营推广职业技能等级证书", "中级"), ("网店运营推广", "初级"), 1),
        (("大学英语等级考试", "四级"), ("大学英语等级考试", "六级"), 0),
        (("全国计算机等级考试", "一级"), ("全国计算机等级考试", "二级"), 0),
    ],
)
def test_certificates_of_one_occupation_must_rise(
    before: tuple[str, str], after: tuple[str, str], count: int
) -> None:
    text = f"""
    programme:
      secondary: {{certificates: [{{id: c1, name: {before[0]}, grade: {before[1]}}}]}}
      higher: {{certificates: [{{id: c2, name: {after[0]}, grade: {after[1]}}}]}}
    secondary: [{{id: s1, name: 甲, certificates: [c1]}}]
    higher: [{{id: h1, name: 乙, certificates: [c2]}}]
    """
    assert len(found(text, "LVL004")) == count


def test_a_level_is_judged_only_by_verbs_that_are_clear() -> None:
    text = """
    secondary:
    - id: s1
      name: 电工基础
      outcomes:
      - {topic: 万用表, level: 2, text: 测量电阻}
      - {topic: 工装, level: 3, text: 设计简单工装}
      - {topic: 安全用电, level: 5, text: 说出安全用电的规定}
      - {topic: 三相电路, level: 5}
    """
    (finding,) = found(text, "LVL005")
    assert finding.values["count"] == 1 and finding.values["topic"] == "安全用电"


def test_what_a_user_typed_stays_text() -> None:
    text = """
    secondary: [{id: s1, name: "<b>{later}</b>", outcomes: [三视图/3, 剖视图/2, "{x}/2"]}]
    higher: [{id: h1, name: "=1+1", outcomes: [三视图/3, 剖视图/2, "{x}/2"]}]
    """
    for finding in found(text):
        assert "<b>{later}</b>" in finding.text("zh") or "=1+1" in finding.text("zh")
        assert all(e.text("zh") for e in finding.evidence)
