"""Levels read from sentences, printed words and grades."""

from __future__ import annotations

from importlib.resources import files
from typing import get_args

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from articulate import levels
from articulate.i18n import LANGS, label
from articulate.model.programme import Programme


@pytest.mark.parametrize(
    ("text", "verb", "level"),
    [
        ("说出交流电三要素的含义", "说出", 1),
        ("解释心动周期与动脉血压形成", "解释", 2),
        ("举例说明传感器的选用", "举例说明", 2),
        ("使用万用表测量电压和电流", "测量", 3),
        ("安装电动机星三角启动线路", "安装", 3),
        ("操作四轮定位仪完成测量", "操作", 3),
        ("分析共射放大电路的失真原因", "分析", 4),
        ("说明故障现象，分析原因并评价维修方案", "评价", 5),
        ("开发产线监控程序", "开发", 6),
    ],
)
def test_a_sentence_has_the_level_of_its_highest_verb(text: str, verb: str, level: int) -> None:
    reading = levels.read(text)
    assert (reading.verb, reading.level) == (verb, level)


def test_a_noun_that_looks_like_a_verb_does_not_raise_the_level() -> None:
    assert levels.read("说明故障分析与系统设计的步骤").level == 2


def test_every_verb_of_the_sentence_is_kept() -> None:
    assert levels.read("说明结构，拆装水泵，分析漏水原因").verbs == ("说明", "拆装", "分析")


def test_a_sentence_of_doing_without_a_known_verb_is_apply_and_ambiguous() -> None:
    reading = levels.read("会画组合体三视图")
    assert reading.level == 3 and reading.ambiguous


def test_a_sentence_without_any_verb_says_nothing() -> None:
    assert levels.read("三视图").level == 0
    assert levels.read("").level == 0
    assert not levels.read("三视图").contradicts(6)


@pytest.mark.parametrize("text", ["在教师指导下拆装减速器", "在指导下焊接"])
def test_guidance_caps_a_skill(text: str) -> None:
    assert levels.read(text).level == 2


def test_a_new_situation_raises_a_skill() -> None:
    assert levels.read("在新情境中操作机器人").level == 4


@pytest.mark.parametrize(
    ("text", "declared"),
    [("说出交流电三要素", 4), ("列举常用工具", 3), ("说明工作原理", 5), ("开发监控程序", 1), ("安装开关", 6)],
)
def test_a_clear_contradiction_is_told(text: str, declared: int) -> None:
    assert levels.read(text).contradicts(declared)


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        ("安装电动机线路", 2),
        ("安装电动机线路", 3),
        ("安装并调试成套设备", 4),
        ("测量单体电压并判定不良", 3),
        ("设计简单工装", 3),
        ("设计维修方案", 6),
        ("判断病人轻重缓急", 4),
        ("掌握三相电路", 2),
        ("说明触电的种类", 2),
        ("比较振动、油液等诊断方法并选用", 5),
        ("观察电极颜色与间隙", 3),
        ("编写梯形图程序", 6),
    ],
)
def test_what_practice_accepts_is_no_contradiction(text: str, declared: int) -> None:
    assert not levels.read(text).contradicts(declared)


@given(st.text(max_size=60), st.integers(1, 6))
def test_any_text_can_be_read(text: str, declared: int) -> None:
    reading = levels.read(text)
    assert 0 <= reading.level <= 6
    assert reading.low <= (reading.level or reading.low) <= reading.high
    assert isinstance(reading.contradicts(declared), bool)


@pytest.mark.parametrize(
    ("word", "ladder", "level", "low", "high"),
    [
        ("3", "six", 3, 3, 3),
        ("L4", "irm", 4, 4, 4),
        ("Ｌ２", "six", 2, 2, 2),
        ("分析", "six", 4, 4, 4),
        ("创造", "six", 6, 6, 6),
        ("掌握", "standard", 3, 2, 4),
        ("应用", "standard", 3, 3, 6),
        ("应用", "six", 3, 3, 3),
        ("掌握", "irm", 5, 5, 6),
        ("r", "irm", 3, 3, 4),
        ("四级", "grade", 3, 3, 3),
        ("四级/中级工", "grade", 3, 3, 3),
        ("Relational", "solo", 4, 3, 4),
        ("模仿", "skill", 2, 1, 2),
    ],
)
def test_a_printed_word_is_a_level_of_its_ladder(
    word: str, ladder: str, level: int, low: int, high: int
) -> None:
    assert levels.rung(word, ladder) == levels.Rung(level, low, high)


@pytest.mark.parametrize(
    ("word", "ladder"),
    [("", "six"), ("0", "six"), ("7", "irm"), ("优秀", "six"), ("掌握", "six"), ("3级", "grade")],
)
def test_other_words_are_no_level(word: str, ladder: str) -> None:
    assert levels.rung(word, ladder) is None


def test_every_ladder_rises_and_each_word_stands_once() -> None:
    data = yaml.safe_load((files("articulate.data") / "levels.yaml").read_text("utf-8"))
    assert set(levels.ladders()) == set(get_args(Programme.model_fields["ladder"].annotation))
    for name, rungs in data["ladders"].items():
        words = [w for one in rungs for w in one["words"]]
        assert len(words) == len({w.lower() for w in words}), name
        assert [one["level"] for one in rungs] == sorted(one["level"] for one in rungs)
        for one in rungs:
            low, high = one.get("covers", (one["level"], one["level"]))
            assert 1 <= low <= one["level"] <= high <= 6
        for lang in LANGS:
            assert label(f"labels.Ladder.{name}", lang)
            assert name == "six" or label(f"lvl.loss.{name}", lang)


def test_a_word_that_covers_several_levels_is_held_against_none_of_them() -> None:
    reading = levels.read("分析电路的故障")
    assert reading.contradicts(1) and reading.contradicts(1, 2)
    assert not reading.contradicts(3, 6) and not reading.contradicts(2, 4)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("了解采煤机的结构", "了解"),
        ("能掌握液压支架的使用", "掌握"),
        ("培养团队精神", "培养"),
        ("提高沟通能力", "提高"),
    ],
)
def test_a_verb_nobody_can_observe_is_weak(text: str, verb: str) -> None:
    assert levels.is_weak(text) == verb


@pytest.mark.parametrize("text", ["说明采煤机的结构", "掌握原理，操作支架升降", "", "三视图"])
def test_an_observable_verb_is_not_weak(text: str) -> None:
    assert levels.is_weak(text) == ""


def test_grades_ascend_from_grade_five_to_grade_one() -> None:
    ladder = ["五级", "四级/中级工", "高级工", "技师", "一级（高级技师）"]
    assert [levels.grade_rank(g) for g in ladder] == [1, 2, 3, 4, 5]
    assert [levels.grade_rank(g) for g in ("初级", "中级", "高级")] == [1, 2, 3]


@pytest.mark.parametrize(
    ("grade", "name"),
    [("四级", "大学英语"), ("一级", "全国计算机等级考试"), ("二级甲等", "普通话"), ("合格", "电工")],
)
def test_grades_of_another_kind_have_no_rank(grade: str, name: str) -> None:
    assert levels.grade_rank(grade, name) is None


def test_the_table_is_sound() -> None:
    data = yaml.safe_load((files("articulate.data") / "levels.yaml").read_text("utf-8"))
    names = [v["zh"] for v in data["verbs"]]
    assert len(names) == len(set(names)) > 180
    for verb in data["verbs"]:
        low, high = verb["range"]
        assert 1 <= low <= verb["level"] <= high <= 6, verb
        assert verb["domain"] in ("knowledge", "skill", "attitude")
    assert sorted(data["sharper"]) == [1, 2, 3, 4, 5, 6]
    for level in range(1, 7):
        for word in levels.sharper(level):
            assert not levels.is_weak(word)
