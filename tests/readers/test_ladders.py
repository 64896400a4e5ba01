"""Levels in the school's own words become numbers, and the words are not forgotten."""

from __future__ import annotations

import pytest

from articulate.checking import check
from articulate.findings import Finding, InputError
from articulate.matching import relate
from articulate.model.programme import Printed
from articulate.readers.example import Example, parse


def case(secondary: str, higher: str = "", *, ladder: str = "", more: str = "") -> Example:
    own = f"programme: {{secondary: {{ladder: {ladder}}}}}" if ladder else ""
    return parse(f"""
secondary: [{{id: s1, name: 电工基础, kind: foundation, outcomes: [{secondary}]}}]
higher: [{{id: h1, name: 电路分析, kind: foundation, outcomes: [{higher}]}}]
{own}
{more}
""")


def findings(one: Example, *codes: str) -> tuple[Finding, ...]:
    return check(one.pathway, one.policy, on=one.day, select=codes).findings


def test_words_of_the_six_levels_need_no_ladder() -> None:
    one = case("欧姆定律/应用, {topic: 安全用电, level: 识记}", "电路/分析/分析电路").pathway
    assert [o.level for o in one.by_id["s1"].outcomes] == [3, 1]
    assert one.by_id["h1"].outcomes[0].text == "分析电路"
    assert all(o.printed is None for c in one.courses for o in c.outcomes)


@pytest.mark.parametrize(
    ("ladder", "words", "numbers"),
    [
        ("standard", "甲/了解, 乙/理解, 丙/掌握, 丁/应用", [1, 2, 3, 3]),
        ("skill", "甲/模仿, 乙/独立操作, 丙/熟练操作, 丁/迁移", [2, 3, 3, 4]),
        ("irm", "甲/I, 乙/R, 丙/M", [1, 3, 5]),
        ("grade", "甲/初级, 乙/中级, 丙/三级", [2, 3, 4]),
        ("solo", "甲/单点结构, 乙/关联结构", [1, 4]),
        ("irm", "甲/2, {topic: 乙, level: 6}", [2, 6]),
    ],
)
def test_each_ladder_has_its_words_and_figures_stay(ladder: str, words: str, numbers: list[int]) -> None:
    outcomes = case(words, ladder=ladder).pathway.by_id["s1"].outcomes
    assert [o.level for o in outcomes] == numbers


def test_requirements_competencies_and_tasks_are_converted_too() -> None:
    one = parse("""
secondary: [{id: s1, name: 实习, kind: practicum, requires: [电工/掌握], outcomes: [巡检/2]}]
programme:
  secondary:
    ladder: standard
    competencies: [{id: k1, name: 检修, level: 掌握}]
    internships: [{course: s1, tasks: [巡检/应用]}]
pathway: {competencies: [{id: k2, name: 设计, level: 创造}]}
""").pathway
    programme = one.secondary.programme
    assert one.by_id["s1"].requires[0].level == 3
    assert (programme.competencies[0].level, programme.internships[0].tasks[0].level) == (3, 3)
    assert one.competencies[0].level == 6


def test_decisions_speak_of_the_six_and_a_raised_outcome_forgets_its_word() -> None:
    raised = "pathway: {decisions: [{raise: {course: s1, topic: 欧姆定律, to: 分析}, reason: 提高}]}"
    one = case("欧姆定律/掌握, 电路/掌握", ladder="standard", more=raised).pathway
    ohm, circuit = one.by_id["s1"].outcomes
    assert (ohm.level, ohm.printed) == (4, None)
    assert circuit.printed == Printed(word="掌握", low=2, high=4)


def test_the_evidence_names_the_word_that_was_printed() -> None:
    topics = "欧姆定律/{0}, 基尔霍夫定律/{0}, 三相电路/{0}"
    one = case(topics.format("掌握"), topics.format("3"), ladder="standard").pathway
    (relation,) = relate(one).all
    texts = [m.as_evidence().text() for m in relation.matches]
    assert all("应用（3，原写‘掌握’）" in t and "；高职" in t and t.count("原写") == 1 for t in texts)


def test_the_loss_is_told_once_for_each_programme() -> None:
    one = case("甲/了解, 乙/应用, 丙/应用", "电路/4", ladder="standard")
    (told,) = findings(one, "LVL008")
    assert "中职" in told.message and "3 项" in told.message and "应用" in told.message
    assert [e.text() for e in told.evidence][-1].startswith("“应用”按“应用（3）”计，可以指")
    assert findings(case("甲/应用", "电路/4"), "LVL008") == ()


def test_a_wide_word_contradicts_no_verb_that_it_may_mean() -> None:
    text = "{topic: 电路, level: 应用, text: 分析电路的故障原因}, {topic: 图, level: 了解, text: 分析图样}"
    (told,) = findings(case(text, ladder="standard"), "LVL005")
    assert [e.values["topic"] for e in told.evidence] == ["图"]
    assert "原写‘了解’" in told.message and "“分析”" in told.message


def test_an_ambiguous_verb_is_a_hint_with_the_reason() -> None:
    (told,) = findings(case("{topic: 电路图, level: 6, text: 描述电路图}"), "LVL005")
    assert told.severity == "advice"
    assert "课程标准列为识记" in told.evidence[0].text()


def test_unknown_words_are_told_all_at_once_with_the_words_of_the_ladder() -> None:
    with pytest.raises(InputError) as error:
        case("甲/优秀, {topic: 乙, level: 良好}, 丙/R", ladder="irm")
    assert [f.code for f in error.value.findings] == ["SRC004", "SRC004"]
    assert all("I、R、M" in f.hint for f in error.value.findings)
