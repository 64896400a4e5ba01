"""What a pathway sets for matching: its own words, its own limits, and what a person confirmed."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articulate.checking import check
from articulate.matching import Relation, Settings, WhyNot, relate, relate_tasks, supplies
from articulate.matching.similarity import similarities
from articulate.matching.text import joined
from articulate.model.pathway import Pathway
from articulate.model.settings import Matching
from articulate.policy import Policy
from pairs import judged, pathway, relation, two

DANCE = ("花鼓灯步法/3, 扇花/3, 锣鼓点/2", "灯舞脚步/3, 扇子功/3, 打击乐节奏/2")
WORDS = (("花鼓灯", "灯舞"), ("步法", "脚步"), ("扇花", "扇子功"), ("锣鼓点", "打击乐节奏"))


def having(one: Pathway, **own: object) -> Pathway:
    return one.but(matching=Matching.model_validate(own))


def test_words_of_the_school_make_the_verdict() -> None:
    one = two(*DANCE, names=("花鼓灯基础", "灯舞基础"))
    assert relate(one).between("s1", "h1") is None
    found = relation(having(one, synonyms=WORDS))
    assert (found.kind, found.share) == (Relation.RENAMED, 1)
    assert relate(one, Settings(synonyms=WORDS)).between("s1", "h1") == found


def test_settings_that_are_given_stand_before_those_of_the_pathway() -> None:
    one = having(two(*DANCE), synonyms=WORDS)
    assert relate(one, Settings()).between("s1", "h1") is None


def test_things_of_one_kind_are_no_longer_one_point() -> None:
    one = two("甲乙丙舞步法/3, 甲乙丙舞扇花/3", "甲乙丁舞步法/3, 甲乙丁舞扇花/3")
    other = having(one, kinds={"甲乙舞": ["甲乙丙舞", "甲乙丁舞"]})
    before, apart = (similarities(p, Settings.of(p)).between("s1", "h1") for p in (one, other))
    assert all(apart.get((n, n), 0) < before[n, n] for n in (0, 1))


def test_a_limit_of_the_school_moves_the_verdict_and_is_named() -> None:
    one = two("三视图/3, 剖视图/2, 尺寸标注/3", "三视图/3, 剖视图/2, 尺寸标注/3, 三维建模/4")
    assert relation(one).kind is Relation.PARTIAL
    own = having(one, share="0.75")
    assert relation(own).kind is Relation.RENAMED
    strict = relation(having(one, share=1))
    assert (Relation.DUPLICATE, WhyNot.SHARE_LOW) in strict.why_not
    assert any("不到 100%" in e.text() for e in strict.evidence())


def test_limits_reach_requirements_tasks_and_rules() -> None:
    text = """
    secondary:
    - {id: s1, name: 岗位实习, kind: practicum, outcomes: [当班操作/3, 交接班/3]}
    - {id: s2, name: 电工, outcomes: [花鼓灯/3]}
    higher:
    - {id: h1, name: 岗位实习, kind: practicum, outcomes: [当班操作/3, 交接班/3]}
    - {id: h2, name: 民舞, requires: [灯舞/2], outcomes: [编舞/4]}
    pathway: {matching: {synonyms: [[花鼓灯, 灯舞]], rise: 0.1}}
    """
    one = pathway(text)
    (need,) = supplies(one).all
    assert [m.course.id for m in need.met_by] == ["s2"]
    assert all(r.settings.rise == Fraction(1, 10) for r in relate_tasks(one))
    assert {f.code for f in check(one, Policy()).findings} & {"REQ002"} == set()


def test_flat_is_a_limit_too() -> None:
    text = """
    secondary:
    - {id: s1, name: 底盘拆装, outcomes: [悬架/3, 四轮定位/3]}
    - {id: s2, name: 汽车维护, outcomes: [制动液更换/3]}
    higher:
    - {id: h1, name: 底盘系统检修, outcomes: [悬架/3, 制动液更换/3, 线控制动/4, 能量回收/5]}
    """
    for flat, codes in (("0.5", {"LVL002"}), ("0.6", set())):
        one = pathway(text + f"\n    pathway: {{matching: {{flat: {flat}}}}}")
        found = check(one, Policy(), select=["LVL002"]).findings
        assert {f.code for f in found} == codes


def test_decimals_become_exact_shares() -> None:
    own = Settings.of(having(two("", ""), share="0.8", cover="0.6", rise="0.5", similar="0.25"))
    usual = Settings()
    assert (own.share, own.cover, own.rise) == (usual.share, usual.cover, usual.rise)
    assert isinstance(own.similar, float) and Settings.of(two("", "")) == usual


def test_a_group_of_the_school_joins_what_is_there() -> None:
    shipped = (("单片机", "MCU"), ("液压阀", "液压控制阀"), ("油泵", "液压泵"))
    own = joined(shipped, (("51机", "mcu"), ("阀门", "液压阀", "油泵"), ("甲", "乙")))
    assert own == (
        ("单片机", "MCU", "51机", "mcu"),
        ("液压阀", "液压控制阀", "油泵", "液压泵", "阀门"),
        ("甲", "乙"),
    )
    assert joined(shipped, ()) == shipped


@given(
    st.lists(st.lists(st.sampled_from("甲乙丙丁戊己庚"), min_size=1, max_size=4).map(tuple), max_size=5),
    st.lists(st.lists(st.sampled_from("甲乙丙丁戊己庚辛"), min_size=1, max_size=4).map(tuple), max_size=5),
)
def test_joining_loses_no_word_and_keeps_the_words_of_a_group_together(
    own: list[tuple[str, ...]], further: list[tuple[str, ...]]
) -> None:
    start = joined((), own)
    groups = joined(start, further)
    assert {w for g in groups for w in g} == {w for g in (*start, *further) for w in g}
    for group in further:
        assert any(set(group) <= set(g) for g in groups)


# ---- what a person confirmed -----------------------------------------------------------------------


def test_a_confirmed_match_stands_where_others_would_fit_better_without_it() -> None:
    one = two("欧姆定律/3, 基尔霍夫定律/3", "欧姆定律/3, 基尔霍夫定律/3")
    pairs = {(m.first.topic, m.second.topic) for m in relation(one).matches}
    assert pairs == {("欧姆定律", "欧姆定律"), ("基尔霍夫定律", "基尔霍夫定律")}
    said = relate(judged(one, "s1/欧姆定律", "h1/基尔霍夫定律", same=True))
    assert ("欧姆定律", "基尔霍夫定律") in {(m.first.topic, m.second.topic) for m in said.matches}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_figures_come_first_and_say_everything(lang: str) -> None:
    one = two("三视图/3, 剖视图/2, 标准件/2", "三视图/3, 剖视图/2, 三维建模/4", names=("机械制图", "CAD绘图"))
    first, *_ = relation(one).evidence()
    text = first.text(lang)  # type: ignore[arg-type]
    assert first.kind == "figures"
    for part in ("机械制图", "CAD绘图", "66.7%", "40", "%"):
        assert part in text


def test_a_fall_that_leaves_a_partial_overlap_is_told_by_its_levels() -> None:
    one = two("三视图/3, 剖视图/3, 尺寸标注/3", "三视图/2, 剖视图/2, 尺寸标注/2, 装配体创新设计/5")
    found = relation(one)
    assert found.kind is Relation.PARTIAL
    reasons = {str(why): e.text() for (_, why), e in zip(found.why_not, found.evidence()[-2:], strict=True)}
    assert any("降低 1 级" in text for text in reasons.values())


# ---- what is written about it ----------------------------------------------------------------------


def test_the_limits_have_the_defaults_that_the_input_format_shows() -> None:
    page = (Path(__file__).parents[2] / "docs/reference/input-format.md").read_text("utf-8")
    table = page.partition("<!-- Matching -->")[2].partition("```")[0]
    shown = dict(re.findall(r"^\| `(\w+)` \|.*\| ([^|]+) \|$", table, re.MULTILINE))
    for name in sorted(shown.keys() - {"synonyms", "kinds"}):
        usual = getattr(Settings(), name)
        written = shown[name].replace("三分之二", "2/3")
        assert usual == (written == "`true`" if isinstance(usual, bool) else type(usual)(written)), name


JUMPS = """
secondary: [{id: s1, name: 汽车构造, outcomes: [自动变速器/1, 手动变速器/3, 离合器/3]}]
higher:
- {id: h1, name: 变速器检修, outcomes: [自动变速器/4, 双离合器/4]}
- {id: h2, name: 机器视觉, outcomes: [相机标定/4, 缺陷检测/5]}
"""


@pytest.mark.parametrize(
    ("limits", "courses"),
    [("", {"h1", "h2"}), ("jump: 4", {"h2"}), ("high: 5", {"h1"}), ("jump: 4, high: 5", set())],
)
def test_what_is_a_jump_and_what_begins_too_high_is_the_schools_word(limits: str, courses: set[str]) -> None:
    one = pathway(JUMPS + f"pathway: {{matching: {{{limits}}}}}")
    assert {f.subject for f in check(one, Policy(), select=["LVL003"]).findings} == courses


def test_from_which_share_an_overlap_weighs_more_is_the_schools_word() -> None:
    text = """
    secondary: [{id: s1, name: 机械制图, hours: 108, outcomes: [三视图/3, 剖视图/2, 螺纹画法/3, 标准件/2]}]
    higher: [{id: h1, name: 工程制图与CAD, kind: extension, hours: 36, outcomes: [三视图/3, 剖视图/2, 三维建模/4, 图层管理/4]}]
    """
    weight = {}
    for heavy in ("0.5", "0.6"):
        one = pathway(text + f"\n    pathway: {{matching: {{heavy: {heavy}}}}}")
        (finding,) = check(one, Policy(), select=["DUP003"]).findings
        weight[heavy] = finding.severity.rank
    assert weight["0.5"] == weight["0.6"] - 1
