"""What answers a requirement, and what only looks like it."""

from __future__ import annotations

import pytest

from articulate.matching import Supply, supplies
from pairs import pathway, shuffled


def supply(topic: str, *, course: str, outcomes: str, level: int = 2) -> Supply:
    one = pathway(
        f"secondary: [{{id: s1, name: {course}, outcomes: [{outcomes}]}}]\n"
        f"higher: [{{id: h1, name: 后续课程, requires: [{topic}/{level}], outcomes: [系统设计/5]}}]\n"
    )
    (found,) = supplies(one).all
    return found


@pytest.mark.parametrize(
    ("topic", "course", "outcomes"),
    [
        ("三相接线", "电工基础", "三相负载连接/3"),
        ("化学", "化学基础", "溶液配制/3, 酸碱滴定/3"),
        ("化学", "公共课", "化学基础/2"),
        ("热菜制作", "中式热菜", "炒/3, 烧/3"),
        ("提升机操作", "矿山固定机械", "提升机/3"),
        ("静力学", "机械基础", "静力学基础/2"),
        ("CAN总线检测", "车身电控", "车载网络/4"),
        ("PLC编程", "PLC技术", "{topic: 基本指令, level: 3, text: 会用基本指令编程}"),
        ("餐饮服务流程", "餐饮服务", "托盘/3, 摆台/3"),
        ("灯光与车窗检修", "车身电气", "灯光线路/3, 电动车窗/3"),
        ("晶体管开关作用", "电子基础", "{topic: 二极管与三极管, level: 2, text: 说明整流与开关作用}"),
        ("衬料", "服装材料", "{topic: 里料与辅料, level: 2, text: 说明里料、衬料和纽扣的用途}"),
        ("称量与过滤操作", "化学", "{topic: 基本操作, level: 3, text: 能规范完成称量、溶解、过滤等操作}"),
    ],
)
def test_these_words_answer_it(topic: str, course: str, outcomes: str) -> None:
    found = supply(topic, course=course, outcomes=outcomes)
    assert found.met_by, found.nearest
    assert found.nearest is None


@pytest.mark.parametrize(
    ("topic", "course", "outcomes"),
    [
        ("化学", "生物化学", "酶/2, 糖代谢/2"),
        ("化学", "基础课", "生物化学/2"),
        ("信号与系统", "矿山机械", "{topic: 提升信号, level: 2, text: 了解提升信号系统}"),
        ("信号与系统", "矿山机械", "信号系统/2"),
        ("材料力学", "机械基础", "静力学基础/2, 工程材料/2"),
        ("自动控制原理", "智能网联", "{topic: 决策控制, level: 4, text: 分析自动驾驶控制逻辑}"),
        ("内科护理", "护理", "外科护理/3"),
        ("灯光与车窗检修", "车身电气", "灯光线路/3"),
        ("数据库基础", "信息技术", "数据处理/3"),
        ("流行病学方法", "护理", "生命体征/3"),
        ("衬料", "服装材料", "{topic: 面料, level: 2, text: 说明面料与夹衬料子的区别}"),
    ],
)
def test_these_words_do_not_answer_it(topic: str, course: str, outcomes: str) -> None:
    assert not supply(topic, course=course, outcomes=outcomes).met_by


def test_a_lower_level_is_kept_apart() -> None:
    found = supply("行星齿轮", course="底盘", outcomes="行星齿轮机构/1", level=3)
    assert not found.met_by
    assert [m.outcome.level for m in found.lower] == [1]
    assert found.answers == found.lower


def test_of_a_course_named_for_a_part_of_it_only_outcomes_with_more_of_it_answer() -> None:
    outcomes = "函数/3, 数组/3, 指针/1, 循环/3"
    found = supply("C语言指针", course="C语言", outcomes=outcomes, level=3)
    assert not found.met_by and [m.outcome.topic for m in found.lower] == ["指针"]
    assert not supply("桥涵水文", course="桥涵施工", outcomes="圆管涵/3, 模板/3, 张拉/2").answers
    # A name that is all that is asked for speaks for every outcome.
    met = supply("C语言基础", course="C语言", outcomes=outcomes, level=3).met_by
    assert {m.outcome.topic for m in met} == {"函数", "数组", "循环"}


def test_the_nearest_topic_is_told_where_nothing_answers() -> None:
    found = supply("材料力学", course="机械基础", outcomes="静力学基础/2, 带传动/2")
    assert found.nearest is not None and found.nearest.outcome.topic == "静力学基础"
    assert 0 < found.nearest.score < 1


def test_nothing_near_is_none() -> None:
    assert supply("流行病学", course="茶艺", outcomes="绿茶冲泡/3").nearest is None


def test_a_course_does_not_answer_itself() -> None:
    one = pathway("higher: [{id: h1, name: 液压技术, requires: [液压泵/2], outcomes: [液压泵/3]}]")
    (found,) = supplies(one).all
    assert not found.met_by


def test_when_it_is_taught_does_not_matter_here() -> None:
    one = pathway(
        """
        secondary: [{id: s1, name: 先学, requires: [导数/3], outcomes: [函数/3]}]
        higher: [{id: h1, name: 高等数学, outcomes: [导数/3]}]
        """
    )
    found = supplies(one)
    assert [m.course.id for m in found.of("s1")[0].met_by] == ["h1"]
    assert found.needed_from("h1") == found.of("s1")
    assert found.needed_from("s1") == ()


def test_the_order_of_outcomes_says_nothing() -> None:
    one = pathway(
        """
        secondary:
        - {id: s1, name: 电工基础, outcomes: [三相电路/3, 三相负载连接/2, 安全用电/2]}
        - {id: s2, name: 电机, outcomes: [三相电路/2]}
        higher: [{id: h1, name: 运动控制, requires: [三相电路/2], outcomes: [位置控制/4]}]
        """
    )

    def said(seed: int) -> list[tuple[str, str, float]]:
        return [(m.course.id, m.outcome.topic, m.score) for m in supplies(shuffled(one, seed)).all[0].answers]

    assert said(1) == said(2) == said(3)


# ---- what may be meant -----------------------------------------------------------------------------

FILLER = ", ".join(
    f"{{topic: 第{n}种填充内容{chr(0x4E00 + 37 * n)}{chr(0x4E00 + 53 * n)}, level: 3}}" for n in range(40)
)
"""Enough other outcomes to tell how rare a word is."""


def asked(topic: str, outcomes: str, more: str = "") -> Supply:
    one = pathway(
        f"secondary: [{{id: s1, name: 应急处理, outcomes: [{outcomes}]}}, {{id: s2, name: 其他, outcomes: [{FILLER}]}}]\n"
        f"higher: [{{id: h1, name: 运营安全, requires: [{topic}/3], outcomes: [系统设计/5]}}]\n{more}"
    )
    (found,) = supplies(one).all
    return found


def test_what_has_the_telling_word_may_be_meant() -> None:
    found = asked("心脏复苏术", "心肺复苏/3")
    assert not found.met_by and not found.lower and found.nearest is None
    assert [m.outcome.topic for m in found.possible] == ["心肺复苏"]


def test_what_spells_a_clipped_word_out_may_be_meant() -> None:
    found = asked("压变", "压力变送器选型/3")
    assert [m.outcome.topic for m in found.possible] == ["压力变送器选型"]
    assert not asked("压变", "压力变送器选型/2").possible


def test_what_is_taught_below_the_level_is_not_what_is_meant() -> None:
    assert not asked("心脏复苏术", "心肺复苏/2").possible


def test_one_of_two_things_asked_for_is_not_all_of_it() -> None:
    found = asked("轴网与标高传递", "轴网放样/3")
    assert not found.met_by
    assert [m.outcome.topic for m in found.possible] == ["轴网放样"]


def test_a_discipline_is_met_by_what_bears_its_name_only() -> None:
    like = "{topic: 物质的化学性质, level: 3, text: 说明生物体内物质的化学变化}"
    found = asked("生物化学基础", like)
    assert not found.met_by and not found.possible
    assert asked("生物体化学变化", like).met_by
    assert asked("生物化学基础", "生物化学/3").met_by


SAME = "pathway: {{matches: [{{a: h1/量体, b: s1/人体尺寸, same: {same}}}]}}"


def test_people_say_what_meets_a_requirement() -> None:
    assert not asked("量体", "人体尺寸/3").met_by
    confirmed = asked("量体", "人体尺寸/3", SAME.format(same="true"))
    assert [m.outcome.topic for m in confirmed.met_by] == ["人体尺寸"]
    low = asked("量体", "人体尺寸/2", SAME.format(same="true"))
    assert not low.met_by and [m.outcome.topic for m in low.lower] == ["人体尺寸"]


def test_who_rejected_one_outcome_is_not_asked_about_others() -> None:
    said = "pathway: {matches: [{a: h1/心脏复苏术, b: s1/心肺复苏, same: false}]}"
    found = asked("心脏复苏术", "心肺复苏/3, 复苏用具/3", said)
    assert not found.met_by and not found.possible


def test_a_rejected_outcome_does_not_meet_even_by_the_same_words() -> None:
    said = "pathway: {matches: [{a: h1/复苏, b: s1/复苏, same: false}]}"
    assert asked("复苏", "复苏/3").met_by
    assert not asked("复苏", "复苏/3", said).met_by


# ---- meaning ---------------------------------------------------------------------------------------


def test_what_is_near_in_meaning_is_asked_about_and_meets_nothing() -> None:
    """量体 and 人体测量 are one thing by the examples; plastering a wall is another."""
    found = asked("量体", "人体测量/3, 粉刷墙面/3")
    assert not found.met_by
    assert [m.outcome.topic for m in found.possible] == ["人体测量"]
    assert not asked("量体", "人体测量/2").possible
    assert not asked("量体", "粉刷墙面/3").possible
