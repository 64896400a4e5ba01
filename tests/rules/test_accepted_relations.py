"""An accepted relation stands while wording changes and comes back when its substance does."""

from __future__ import annotations

import pytest

from articulate.checking import check
from articulate.findings import Report
from articulate.readers.example import parse

HEAD = "secondary: [{id: s1, name: 机械制图, outcomes: [三视图/3, 剖视图/2, 尺寸标注/3, 标准件/2, 装配图/2]}]"
SAME = "三视图/3, 剖视图/2, 尺寸标注/3"


def report(
    higher: str, accept: str, *, drift: str = "", name: str = "工程图样与测绘", which: str = "codes: [DUP], "
) -> Report:
    text = f"""
{HEAD}
higher: [{{id: h1, name: {name}, kind: foundation, outcomes: [{higher}]}}]
pathway:
  decisions: [{{accept: {{courses: [s1, h1], {which}{accept}}}, reason: 复习}}]
  {drift}
"""
    case = parse(text)
    return check(case.pathway, case.policy, on=case.day, select=["DUP", "LVL001", "DEC"])


PARTIAL = "relation: partial_overlap, share: 60"


def codes(one: Report) -> list[str]:
    return [f.code for f in one.open]


@pytest.mark.parametrize(
    "higher",
    [
        f"{SAME}, 三维建模/4, 零件测绘/4",
        f"{SAME}/标注零件尺寸, 三维建模/4, 零件测绘/4",
        f"{SAME}, 三维建模/4, 零件测绘/4, 逆向设计/4",
    ],
)
def test_what_was_accepted_stays_so_while_little_changes(higher: str) -> None:
    found = report(higher, PARTIAL)
    assert codes(found) == []
    assert [f.code for f in found.findings if f.settled] == ["DUP003"]


def test_a_part_that_became_the_whole_is_reported_again_with_then_and_now() -> None:
    found = report(f"{SAME}, 标准件/2, 三维建模/4", PARTIAL)
    assert codes(found) == ["DUP002"]
    told = found.open[0].evidence[0].text()
    assert "部分重叠、60%" in told and "换名重复、80%" in told and "第 1 条" in told


def test_a_share_that_moved_is_reported_again() -> None:
    higher = "三视图/3, 剖视图/2, 三维建模/4, 快速成型/4, 逆向设计/4, 曲面造型/4"
    assert codes(report(higher, PARTIAL)) == ["DUP003"]
    assert codes(report(higher, PARTIAL, drift="matching: {drift: 0.3}")) == []


def test_another_title_is_no_other_substance() -> None:
    whole = f"{SAME}, 标准件/2"
    for name in ("机械制图", "工程图样与测绘"):
        assert codes(report(whole, "relation: duplicate, share: 100", name=name)) == []


def test_an_accept_without_figures_stands_whatever_becomes_of_it() -> None:
    assert codes(report(f"{SAME}, 标准件/2", "")) == []


def test_levels_that_fall_now_are_another_substance() -> None:
    fallen = "三视图/1, 剖视图/1, 尺寸标注/1, 标准件/1"
    assert codes(report(fallen, "relation: duplicate, share: 80", which="")) == ["LVL001"]
    assert codes(report(fallen, "relation: inverted, share: 100", which="")) == []


def test_a_recorded_relation_speaks_of_no_course_that_is_flat_by_several() -> None:
    text = """
secondary:
- {id: s1, name: 底盘拆装, outcomes: [悬架/3, 四轮定位/3, 盘式制动器/3]}
- {id: s2, name: 汽车维护, outcomes: [轮胎动平衡/3, 制动液更换/3]}
higher:
- {id: h1, name: 底盘系统检修, outcomes: [悬架/3, 四轮定位/3, 轮胎动平衡/3, 制动液更换/3, 线控制动/4]}
pathway: {decisions: [{accept: {courses: [h1], relation: RELATION, share: 80}, reason: 综合}]}
"""
    for kind, left in (("flat", []), ("partial_overlap", ["LVL002"])):
        case = parse(text.replace("RELATION", kind))
        found = check(case.pathway, case.policy, on=case.day, select=["LVL002"])
        assert codes(found) == left


# ---- verdicts on matches ---------------------------------------------------------------------------


def verdicts(matches: str, more: str = "") -> list[str]:
    text = f"""
secondary: [{{id: s1, name: 钳工实训, outcomes: [锉削/3, 锯削/3]}}]
higher: [{{id: h1, name: 手工制作, outcomes: [手工锉配/3, 划线/2]}}]
pathway: {{matches: [{matches}]{more}}}
"""
    case = parse(text)
    found = check(case.pathway, case.policy, on=case.day, select=["DEC004"]).findings
    return [f.message for f in found]


def test_a_verdict_that_names_what_is_no_more_is_told_with_the_nearest_name() -> None:
    (told,) = verdicts("{a: s1/平面锉削, b: h1/划线, same: false}")
    assert "第 1 条" in told and "《钳工实训》" in told and "是否已改为“锉削”" in told
    (told,) = verdicts("{a: s1/锉削, b: h9/划线, same: true}")
    assert "h9" in told and "划线" in told


def test_a_verdict_about_one_course_or_against_another_verdict_is_told() -> None:
    assert "只有不同课程" in verdicts("{a: s1/锉削, b: s1/锯削, same: true}")[0]
    (told,) = verdicts("{a: s1/锉削, b: h1/划线, same: true}, {a: h1/划线, b: s1/锉削, same: false}")
    assert told.startswith("第 2 条") and "与第 1 条" in told


def test_what_a_decision_removed_is_still_named_by_a_verdict() -> None:
    trimmed = ", decisions: [{trim: {course: h1, topics: [划线]}, reason: 已学}]"
    assert verdicts("{a: s1/锉削, b: h1/划线, same: false}", trimmed) == []


def test_tasks_of_internships_can_be_named() -> None:
    text = """
secondary: [{id: s1, name: 岗位实习, kind: practicum, outcomes: [当班操作/3]}]
higher: [{id: h1, name: 岗位实习, kind: practicum, outcomes: [班组管理/4]}]
programme: {secondary: {internships: [{course: s1, tasks: [巡检/3]}]}}
pathway: {matches: [{a: s1/巡检, b: h1/班组管理, same: false}]}
"""
    case = parse(text)
    assert check(case.pathway, case.policy, on=case.day, select=["DEC004"]).findings == ()
