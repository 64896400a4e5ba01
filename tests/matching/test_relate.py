"""What two courses are to each other: the definitions, and the traps that experts name."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import detection
import pytest

from articulate.findings import Severity
from articulate.matching import MatchReason, Relation, Relations, Settings, WhyNot, relate, relate_tasks
from articulate.matching.judging import judged as by_similarity
from articulate.matching.similarity import Similarities
from articulate.model.pathway import Pathway
from pairs import judged, kind, pathway, relation, renamed, shuffled, two

ELECTRIC = "欧姆定律/3, 基尔霍夫定律/3, 正弦交流电/2, 三相负载连接/3, 安全用电/2"


def said(relations: Relations) -> list[tuple[Any, ...]]:
    """Everything but ids."""
    return sorted(
        (
            r.kind.value,
            r.earlier.name,
            r.later.name,
            r.share,
            r.gain,
            r.confidence,
            tuple((m.first.topic, m.second.topic, m.similarity, m.why.value) for m in r.matches),
        )
        for r in relations.all
    )


# ---- the kinds -------------------------------------------------------------------------------------


def test_the_same_content_under_the_same_title_is_a_duplicate() -> None:
    one = two(
        "液压泵/2, 液压阀/2, 液压回路/3",
        "动力元件/2, 液压控制阀/2, 液压回路/3",
        names=("液压与气动", "液压与气压传动"),
    )
    found = relation(one)
    assert found.kind is Relation.DUPLICATE
    assert (found.share, found.cover, found.gain, found.hours) == (1, 1, 0, 60)
    assert (Relation.PROGRESSION, WhyNot.NO_RISE) in found.why_not


def test_under_another_title_it_is_renamed() -> None:
    one = two(
        ELECTRIC, "欧姆定律/3, 基尔霍夫定律/3, 正弦稳态电路/2, 三相电路/3", names=("电工基础", "电路分析")
    )
    assert relation(one).kind is Relation.RENAMED


def test_a_part_is_a_partial_overlap_with_share_and_hours() -> None:
    one = two(
        "三视图/3, 剖视图/2, 标准件/3",
        "三视图/3, 剖视图/2, 三维建模/4, 图层管理/4",
        names=("机械制图", "CAD绘图"),
    )
    found = relation(one)
    assert found.kind is Relation.PARTIAL
    assert (found.share, found.hours) == (Fraction(1, 2), 30)
    assert [o.topic for o in found.only_new] == ["三维建模", "图层管理"]


def test_the_same_points_at_a_higher_level_are_a_progression() -> None:
    one = two(ELECTRIC, "欧姆定律/4, 基尔霍夫定律/4, 正弦交流电/4", names=("电工基础", "电路分析"))
    assert relation(one).kind is Relation.PROGRESSION


def test_falling_levels_are_an_inversion() -> None:
    one = two("油液检查/3, 轮胎换位/3, 制动片更换/3", "油液检查/2, 轮胎换位/1, 制动片更换/2")
    found = relation(one)
    assert found.kind is Relation.INVERTED and found.gain < 0


def test_one_point_risen_far_does_not_excuse_the_others() -> None:
    one = two("三视图/2, 剖视图/2, 尺寸标注/2, 装配图/2", "三视图/2, 剖视图/2, 尺寸标注/2, 装配图/4")
    assert kind(one) != "progression"


def test_a_numbered_series_is_a_progression_whatever_it_says() -> None:
    assert (
        kind(two("日常会话/2, 短文阅读/2", "日常会话/2, 短文阅读/2", names=("英语1", "英语2")))
        == "progression"
    )


def test_one_shared_outcome_is_normal() -> None:
    assert kind(two("心肺复苏/3, 洗胃/3, 止血包扎/3", "心肺复苏/3, 机械通气/4, 分诊决策/5")) is None


def test_courses_without_outcomes_have_no_relation() -> None:
    assert kind(two("", "")) is None
    assert kind(two("三视图/3", "")) is None


# ---- traps -----------------------------------------------------------------------------------------


def test_equal_titles_alone_say_nothing() -> None:
    one = two(
        "砌筑/3, 抹灰/3, 钢筋绑扎/3",
        "深基坑支护/5, 高支模/5, 大体积混凝土/5",
        names=("建筑施工技术", "建筑施工技术"),
    )
    assert kind(one) is None


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        (
            "肺炎病人护理/3, 糖尿病病人护理/3, 高血压病人护理/3",
            "阑尾炎病人护理/3, 骨折病人护理/3, 烧伤病人护理/3",
            ("内科护理", "外科护理"),
        ),
        (
            "母猪接产/3, 仔猪断奶/3, 育肥猪饲喂/3",
            "雏鸡育雏/3, 种蛋孵化/3, 蛋鸡光照/3",
            ("养猪技术", "养禽技术"),
        ),
        (
            "水泥性能检验/3, 砂石筛分/3, 砂浆试配/3",
            "土方开挖/3, 模板安装/3, 混凝土浇筑/3",
            ("建筑材料", "建筑施工技术"),
        ),
        (
            "机床开机/3, 程序输入/3, 对刀/3",
            "主轴故障/4, 进给系统故障/4, 刀架维修/4",
            ("数控机床操作", "数控机床维修"),
        ),
        ("托盘/3, 摆台/3, 斟酒/3", "菜单筹划/4, 成本控制/4, 员工排班/4", ("餐饮服务", "餐饮管理")),
    ],
)
def test_parallel_courses_on_other_objects_are_not_reported(
    first: str, second: str, names: tuple[str, str]
) -> None:
    assert kind(two(first, second, names=names)) is None


def test_explaining_a_skill_again_in_order_to_analyse_it_is_no_inversion() -> None:
    one = two(
        "设备拆装/3, 轴承更换/3, 润滑保养/3",
        "设备拆装/2, 轴承更换/2, 振动分析/5, 油液分析/5, 寿命评价/5",
        names=("设备维修", "故障诊断"),
    )
    assert kind(one) is None


# ---- people have the last word ---------------------------------------------------------------------


def test_a_rejected_match_changes_the_verdict() -> None:
    one = two("三视图/3, 剖视图/2, 尺寸标注/3", "三视图/3, 剖视图/2, 三维建模/4")
    assert kind(one) == "partial_overlap"
    assert kind(judged(one, "s1/三视图", "h1/三视图", same=False)) is None


def test_a_confirmed_match_counts_whatever_the_words() -> None:
    one = two("三视图/3, 看样板下料/3", "三视图/3, 展开放样/3")
    assert kind(one) is None
    both = relation(judged(one, "h1/展开放样", "s1/看样板下料", same=True))
    assert both.kind is Relation.RENAMED
    assert MatchReason.CONFIRMED in {m.why for m in both.matches}


def test_a_verdict_about_what_is_gone_says_nothing() -> None:
    one = two("三视图/3, 剖视图/2", "三视图/3, 剖视图/2")
    assert kind(judged(one, "s1/标准件", "h9/标准件", same=True)) == kind(one)


# ---- reasons ---------------------------------------------------------------------------------------


def test_every_match_says_why() -> None:
    one = two(
        "欧姆定律/3, 形位公差/2, {topic: 轮胎换位, level: 3, text: 完成轮胎换位与气压校准}",
        "欧姆定律/3, 几何公差/2, {topic: 车轮作业, level: 3, text: 完成轮胎的换位和气压校准}",
    )
    why = {m.first.topic: m.why for m in relation(one).matches}
    assert why == {
        "欧姆定律": MatchReason.SAME_TOPIC,
        "形位公差": MatchReason.SYNONYM,
        "轮胎换位": MatchReason.WORDING,
    }


def test_evidence_reads_well_in_both_languages() -> None:
    one = two("三视图/3, 剖视图/2, 标准件/2", "三视图/3, 剖视图/2, 三维建模/4", names=("机械制图", "CAD绘图"))
    _figures, zh, *_, why_not = [e.text("zh") for e in relation(one).evidence()]
    assert "《机械制图》“三视图”，应用（3）" in zh or "《机械制图》“剖视图”，理解（2）" in zh
    assert why_not.startswith("不算")
    assert all("{" not in e.text("en") for e in relation(one).evidence())


def test_core_courses_and_many_hours_weigh_more_and_extension_less() -> None:
    text = "三视图/3, 剖视图/2, 三维建模/4, 测绘/4, 装配/4"
    weigh = {
        k: relation(two("三视图/3, 剖视图/2", text, more=f", kind: {k}")).severity(Severity.WARNING)
        for k in ("core", "foundation", "extension")
    }
    assert weigh == {
        "core": Severity.ERROR,
        "foundation": Severity.WARNING,
        "extension": Severity.ADVICE,
    }


# ---- order and names mean nothing ------------------------------------------------------------------

FOLDER = Path(__file__).parent / "majors"
MAJORS = [m for id_ in ("kj", "pr", "xm") for m in detection.read(FOLDER / f"{id_}.yaml")]


def major(raw: dict[str, Any]) -> Pathway:
    from detection import pathway as read

    return read(raw)


@pytest.mark.parametrize("raw", MAJORS, ids=lambda m: m["id"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_courses_and_outcomes_says_nothing(raw: dict[str, Any], seed: int) -> None:
    one = major(raw)
    assert said(relate(shuffled(one, seed))) == said(relate(one))


@pytest.mark.parametrize("raw", MAJORS, ids=lambda m: m["id"])
def test_ids_say_nothing(raw: dict[str, Any]) -> None:
    one = major(raw)
    assert said(relate(renamed(one, 7))) == said(relate(one))


def test_a_pair_has_one_relation_and_can_be_asked_both_ways() -> None:
    relations = relate(major(MAJORS[0]))
    pairs = [frozenset((r.earlier.id, r.later.id)) for r in relations.all]
    assert len(pairs) == len(set(pairs))
    for r in relations.all:
        assert relations.between(r.later.id, r.earlier.id) is r
        assert r in relations.of(r.earlier.id) and r in relations.of(r.later.id)
        assert len({m.i for m in r.matches}) == len({m.j for m in r.matches}) == len(r.matches)


def test_the_earlier_course_is_the_one_taught_first() -> None:
    one = pathway(
        """
        secondary:
        - {id: a, name: 宴会服务, terms: [5, 5], outcomes: [托盘/3, 餐巾折花/3, 斟酒/3]}
        - {id: b, name: 餐饮服务, terms: [3, 3], outcomes: [托盘/3, 餐巾折花/3, 斟酒/3]}
        """
    )
    (found,) = relate(one).within_stage()
    assert (found.earlier.id, found.later.id) == ("b", "a")


# ---- what was taught before -------------------------------------------------------------------------


def test_what_was_taught_before_is_gathered_over_several_courses_at_no_lower_level() -> None:
    one = pathway(
        """
        secondary:
        - {id: s1, name: 底盘拆装, outcomes: [悬架拆装/3, 四轮定位/2]}
        - {id: s2, name: 汽车维护, outcomes: [轮胎动平衡/3, 四轮定位/4, 线控转向/2]}
        higher: [{id: h1, name: 底盘检修, outcomes: [四轮定位/3, 轮胎动平衡/3, 线控转向/4]}]
        """
    )
    taught = relate(one).taught_before("h1")
    assert [(m.earlier.id, m.first.level, m.second.topic) for m in taught] == [
        ("s2", 4, "四轮定位"),
        ("s2", 3, "轮胎动平衡"),
    ]
    assert relate(one).taught_before("s1") == ()


def test_what_another_course_surely_taught_is_no_point_of_this_one_for_its_company() -> None:
    one = pathway(
        """
        secondary:
        - {id: s1, name: 化学分析, outcomes: [称量/3, 酸碱滴定/3, 配位滴定/3, 氧化还原/3]}
        - {id: s2, name: 仪器分析, outcomes: [分光光度/3]}
        higher: [{id: h1, name: 分析化学, outcomes: [减量法/3, 中和滴定/3, 络合滴定/3, 吸光光度/3]}]
        """
    )
    company: dict[tuple[str, str], dict[tuple[int, int], float]] = {
        ("s1", "h1"): {(0, 0): 0.9, (1, 1): 0.9, (2, 2): 0.9, (3, 3): 0.02}
    }

    def share(elsewhere: float) -> Fraction:
        near = Similarities(company | {("s2", "h1"): {(0, 3): elsewhere}})
        found = by_similarity(one, near, Settings(), frozenset()).between("s1", "h1")
        assert found
        return found.share

    assert share(0.1) == 1
    assert share(0.9) == Fraction(3, 4)


@pytest.mark.parametrize(
    ("kind", "names", "found"),
    [
        ("general", "语文, 大学语文", None),
        ("core", "语文, 大学语文", "progression"),
        ("practicum", "岗位实习, 岗位实习", None),
        ("practicum", "钳工实训, 钳工实训", "progression"),
    ],
)
def test_what_is_usual_must_be_surer(kind: str, names: str, found: str | None) -> None:
    first, second = names.split(", ")
    one = pathway(
        f"""
        secondary: [{{id: s1, name: {first}, kind: {kind}, outcomes: [阅读/2, 写作/2, 演讲/2]}}]
        higher: [{{id: h1, name: {second}, kind: {kind}, outcomes: [文学鉴赏/3, 公文/3, 辩论/3]}}]
        """
    )

    def said_at(similarity: float, linked: bool = False) -> str | None:
        near = Similarities({("s1", "h1"): {(0, 0): similarity, (1, 1): similarity}})
        built_on = frozenset([("s1", "h1")]) if linked else frozenset[tuple[str, str]]()
        relation = by_similarity(one, near, Settings(), built_on).between("s1", "h1")
        return relation and relation.kind.value

    assert said_at(0.6) == found
    assert said_at(0.75) == "progression" == said_at(0.6, linked=True)


def test_what_is_doubtful_counts_for_less_than_one() -> None:
    one = pathway(
        """
        secondary: [{id: s1, name: 汽车维护, outcomes: [四轮定位/3, 轮胎动平衡/3]}]
        higher: [{id: h1, name: 底盘检修, outcomes: [四轮定位/3, 轮胎换位/3, 线控转向/4]}]
        """
    )
    settings = Settings()
    (sure,) = (m for m in relate(one).taught_before("h1") if m.second.topic == "四轮定位")
    doubtful = replace(sure, i=1, j=1, similarity=settings.trace, why=MatchReason.DOUBTFUL)
    found = replace(relate(one), before=(sure, doubtful))
    assert found.share_before("h1") == (1 + settings.doubtful) / 3
    assert replace(found, before=()).share_before("h1") == 0


def test_a_course_of_which_nothing_was_surely_taught_is_not_flat() -> None:
    one = pathway(
        """
        secondary: [{id: s1, name: 汽车维护, outcomes: [四轮定位/3, 轮胎动平衡/3]}]
        higher: [{id: h1, name: 底盘检修, outcomes: [四轮定位/3, 轮胎动平衡/3, 线控转向/4]}]
        """
    )
    settings, sure = Settings(), relate(one).taught_before("h1")
    assert len(sure) == 2 and relate(one).flat("h1")
    little = [replace(m, similarity=settings.trace, why=MatchReason.DOUBTFUL) for m in sure]
    third = replace(little[0], j=2)
    doubtful = replace(relate(one), before=(*little, third))
    assert doubtful.share_before("h1") == settings.doubtful > settings.flat
    assert not doubtful.flat("h1")
    assert not replace(doubtful, before=(sure[0], little[1], third)).flat("h1")
    assert replace(doubtful, before=(*sure, third)).flat("h1")


def test_internships_are_compared_by_their_tasks() -> None:
    one = pathway(
        """
        programme:
          secondary: {internships: [{course: s1, tasks: [当班操作/3, 交接班/3, 设备点检/3]}]}
          higher: {internships: [{course: h1, tasks: [当班操作/3, 交接班/3, 设备点检/3]}]}
        secondary: [{id: s1, name: 岗位实习, kind: practicum, outcomes: [岗位规程/3]}]
        higher: [{id: h1, name: 岗位实习, kind: practicum, outcomes: [技术改造/5]}]
        """
    )
    assert not relate(one).all
    assert [r.kind for r in relate_tasks(one)] == [Relation.DUPLICATE]


def test_a_visit_is_not_compared_with_work() -> None:
    one = pathway(
        """
        programme:
          secondary: {internships: [{course: s1, kind: acquaintance, tasks: [当班操作/3, 交接班/3]}]}
          higher: {internships: [{course: h1, kind: work, tasks: [当班操作/3, 交接班/3]}]}
        secondary: [{id: s1, name: 认识实习, kind: practicum}]
        higher: [{id: h1, name: 岗位实习, kind: practicum}]
        """
    )
    assert relate_tasks(one) == ()


def test_a_course_of_another_field_changes_nothing_about_the_others() -> None:
    home, (other, *_) = MAJORS[0], detection.read(FOLDER / "yl.yaml")
    guest = {**next(c for c in other["courses"] if c["name"] == "园林树木"), "id": "guest"}
    mixed = {**home, "courses": [*home["courses"], guest]}
    pairs = {(r.kind, r.earlier.id, r.later.id) for r in relate(major(home)).all}
    assert {(r.kind, r.earlier.id, r.later.id) for r in relate(major(mixed)).all} == pairs


def test_what_is_left_of_long_sentences_is_not_matched_by_its_company() -> None:
    one = two(
        "{topic: 甲, level: 3, text: 使用量具测绘手爪各零件并绘制草图与工作图}, 三视图/3, 剖视图/3, 螺纹画法/3",
        "{topic: 乙, level: 3, text: 建立直线和圆的方程并完成平面向量的线性运算}, 三视图/3, 剖视图/3, 螺纹画法/3",
    )
    assert len(relation(one).matches) == 3


@pytest.mark.parametrize(
    "text",
    [
        "secondary: []\nhigher: []",
        "secondary: [{id: s1, name: 甲}]\nhigher: [{id: h1, name: 乙, requires: [丙/2]}]",
        "secondary: [{id: s1, name: 甲, outcomes: [。/1, 、/2]}]\nhigher: [{id: h1, name: 乙, outcomes: [。/1]}]",
    ],
)
def test_where_nothing_is_said_nothing_is_found(text: str) -> None:
    assert relate(pathway(text)).all == ()
