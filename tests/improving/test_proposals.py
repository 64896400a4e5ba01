"""Each kind of finding gets the decisions that experts would think of, tried out, and no other."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from random import Random

import pytest

import articulate as art
from articulate.findings import ArticulateError, Finding, Severity
from articulate.improving import Improvement, Proposal, improve, mend
from articulate.model.pathway import Pathway
from articulate.readers.example import parse

DUPLICATE = """
secondary:
- {id: s1, name: 电工基础, hours: 108, outcomes: [直流电路/3, 基尔霍夫定律/3, 正弦交流电/2, 三相负载连接/3, 安全用电/2]}
higher:
- {id: h1, name: 电工基础, hours: 64, outcomes: [直流电路/3, 基尔霍夫定律/3, 正弦交流电/2, 三相负载连接/3, 安全用电/2]}
"""
PARTIAL = """
secondary: [{id: s1, name: 机械制图, hours: 108, outcomes: [三视图/3, 剖视图/2, 螺纹画法/3, 标准件/2]}]
higher:    [{id: h1, name: 工程制图与CAD, hours: 64, outcomes: [三视图/3, 剖视图/2, 三维建模/4, 图层管理/4]}]
"""
INVERTED = """
secondary: [{id: s1, name: 汽车维护与保养, outcomes: [油液检查/3, 轮胎换位/3, 制动片更换/3]}]
higher:    [{id: h1, name: 汽车维护, hours: 64, outcomes: [油液检查/2, 轮胎换位/1, 制动片更换/2]}]
"""
FLAT = """
secondary:
- {id: s1, name: 底盘拆装, outcomes: [悬架/3, 四轮定位/3, 盘式制动器/3]}
- {id: s2, name: 汽车维护, outcomes: [轮胎动平衡/3, 制动液更换/3]}
higher:
- {id: h1, name: 底盘系统检修, hours: 64, outcomes: [悬架/3, 四轮定位/3, 轮胎动平衡/3, 制动液更换/3, 线控制动/4]}
"""
GAPS = """
secondary: [{id: s1, name: 电工基础, outcomes: [直流电路/3, 三相电路/2]}]
higher:    [{id: h1, name: 运动控制技术, hours: 64, requires: [伺服驱动/2, 三相电路/3], outcomes: [位置控制/4]}]
"""
MISORDERED = """
higher:
- {id: h1, name: 工业机器人现场编程, hours: 64, terms: [8, 8], requires: [坐标系标定/3], outcomes: [轨迹编程/4, 码垛/4]}
- {id: h2, name: 工业机器人技术基础, hours: 64, terms: [8, 9], outcomes: [坐标系标定/3, 机器人组成/2]}
"""
UNCOVERED = """
programme: {higher: {competencies: [{id: k1, name: 电气故障诊断, level: 4}]}}
higher: [{id: h1, name: 电气控制技术, hours: 64, competencies: [k1], outcomes: [继电控制/3]}]
"""
TURNED = """
secondary: [{id: s1, name: 自动化生产线安装与调试, requisites: [h1]}]
higher:    [{id: h1, name: 工业网络技术, hours: 64}]
"""
EXAMPLES = (DUPLICATE, PARTIAL, INVERTED, FLAT, GAPS, MISORDERED, UNCOVERED, TURNED)


def improved(text: str) -> Improvement:
    example = parse(text)
    return improve(example.pathway, example.policy, on=example.day)


def of(found: Improvement, code: str) -> dict[tuple[str, ...], Proposal]:
    """The proposals that remove a finding of this code, by their kinds of decision."""
    made: dict[tuple[str, ...], Proposal] = {}
    for one in found.proposals:
        if any(f.code == code for f in one.removes):
            made.setdefault(tuple(dict.fromkeys(d.kind for d in one.decisions)), one)
    return made


def test_a_duplicate_is_merged_exempted_or_raised() -> None:
    made = of(improved(DUPLICATE), "DUP001")
    assert {("merge",), ("exempt",), ("raise",)} <= set(made)
    assert made["merge",].decision.merge.into == "s1"
    assert made["exempt",].hours_freed == made["merge",].hours_freed == 64
    assert made["raise",].hours_freed == 0
    assert "《电工基础》（64 学时）免修" in made["exempt",].says()[0]


def test_content_that_only_the_duplicate_has_is_carried_over() -> None:
    text = DUPLICATE.replace(
        "h1, name: 电工基础, hours: 64, outcomes: [",
        "h1, name: 电工基础, hours: 64, outcomes: [霍尔元件选型/4, ",
    )
    made = of(improved(text), "DUP001")
    assert ("exempt",) not in made, "nobody would teach 霍尔元件选型 any more"
    decided = improved(text).choose(made["merge",].rank)
    assert "霍尔元件选型" in {o.topic for o in decided.by_id["s1"].outcomes}
    kept = improved(text).choose(made["trim",].rank).by_id["h1"]
    assert [o.topic for o in kept.outcomes] == ["霍尔元件选型"]


def test_a_partial_overlap_is_trimmed_split_raised_or_accepted() -> None:
    made = of(improved(PARTIAL), "DUP003")
    assert {("trim",), ("split", "exempt"), ("raise",), ("accept",)} <= set(made)
    assert made["trim",].decision.trim.topics == ("三视图", "剖视图")
    assert made["trim",].hours_freed == 32
    assert max(p.rank for p in made.values()) == made["accept",].rank, (
        "to accept mends nothing, so it comes last"
    )


def test_the_shared_part_becomes_a_module_that_is_recognised() -> None:
    found = improved(PARTIAL)
    made = of(found, "DUP003")["split", "exempt"]
    rest, module = made.decisions[0].split.into
    assert (rest.id, rest.topics, rest.hours) == ("h1", ("三维建模", "图层管理"), 32)
    assert (module.topics, module.hours) == (("三视图", "剖视图"), 32)
    assert made.decisions[1].exempt.course == module.id and made.hours_freed == 32
    assert "《工程制图与CAD（中职已学模块）》（32 学时" in made.says()[0]
    assert module.id not in found.choose(made.rank).by_id


def test_units_tell_how_many_hours_a_module_takes_where_they_can() -> None:
    units = "units: [{name: 三视图与剖视图, hours: 16}, {name: 三维建模与图层管理, hours: 48}]"
    text = PARTIAL.replace("name: 工程制图与CAD, hours: 64,", f"name: 工程制图与CAD, hours: 64, {units},")
    made = of(improved(text), "DUP003")["split", "exempt"]
    assert [p.hours for p in made.decisions[0].split.into] == [48, 16]


def test_whole_weeks_and_electives_are_not_split() -> None:
    block = PARTIAL.replace("name: 工程制图与CAD,", "name: 工程制图与CAD, delivery: block, weeks: 3,")
    assert ("split", "exempt") not in of(improved(block), "DUP003")


def test_an_accepted_finding_is_remembered_as_it_was_and_not_proposed_for_again() -> None:
    found = improved(PARTIAL)
    accept = of(found, "DUP003")["accept",]
    assert (accept.decision.accept.relation, accept.decision.accept.share) == ("partial_overlap", 50)
    example = parse(PARTIAL)
    again = improve(found.choose(accept.rank), example.policy, on=example.day)
    assert not [f for p in again.proposals for f in p.removes if f.code == "DUP003"]


def test_a_waived_finding_is_not_proposed_for() -> None:
    waiver = "{code: DUP003, subject: h1, reason: 复习, by: 教研组, until: 2031-08-31}"
    found = improved(PARTIAL + f"pathway: {{waivers: [{waiver}]}}\n")
    assert not [f for p in found.proposals for f in p.removes if f.code == "DUP003"]


def test_what_was_written_is_not_proposed_again() -> None:
    for text in EXAMPLES:
        example, found = parse(text), improved(text)
        for one in found.proposals:
            again = improve(found.choose(one.rank), example.policy, on=example.day)
            old = [d.action for d in one.decisions]
            assert not [p for p in again.proposals if [d.action for d in p.decisions] == old]


def test_content_of_the_higher_stage_moves_to_a_higher_course_and_not_down() -> None:
    text = DUPLICATE.replace(
        "h1, name: 电工基础, hours: 64, outcomes: [",
        "h1, name: 电工基础, hours: 64, outcomes: [霍尔元件选型/4, ",
    )
    text += "- {id: h2, name: 电机控制, hours: 64, requires: [霍尔元件选型/4], outcomes: [电机起动/4]}\n"
    text = text.replace("hours: 64, outcomes: [霍", "hours: 64, terms: [7, 7], outcomes: [霍")
    text = text.replace("hours: 64, requires", "hours: 64, terms: [9, 9], requires")
    made = of(improved(text), "DUP001")
    assert ("merge",) not in made


def test_prescribed_hours_are_not_cut_even_where_the_figure_is_unverified() -> None:
    from articulate.improving.trial import Change

    def told(code: str) -> Finding:
        return Finding(code, "x", Severity.ADVICE, "h1", ("", ""))

    assert Change((), (told("POL004"), told("POL001"))).breaks == (told("POL004"),)


def test_an_inversion_is_raised_above_what_was_taught_and_the_sentence_is_left_to_teachers() -> None:
    made = of(improved(INVERTED), "LVL001")
    raised = made["raise",]
    assert {d.raise_.to for d in raised.decisions} == {4}
    assert all(d.raise_.text is None and "待任课教师改写" in d.reason for d in raised.decisions)
    assert any("改写" in r for r in raised.remarks())


def test_a_flat_course_is_trimmed_or_raised() -> None:
    made = of(improved(FLAT), "LVL002")
    assert {("trim",), ("raise",), ("accept",)} <= set(made)


def test_a_gap_raises_what_is_too_low_and_bridges_what_is_nowhere() -> None:
    made = of(improved(GAPS), "REQ002")
    raised, bridge = made["raise",], made["bridge",].decision.bridge
    assert (raised.decision.raise_.course, raised.decision.raise_.to) == ("s1", 3)
    assert [o.topic for o in bridge.outcomes] == ["伺服驱动"]
    assert bridge.terms[1] < 7 and bridge.hours % 18 == 0
    assert any("须由教师编写" in r for r in made["bridge",].remarks())
    assert "待教师编写" in made["bridge",].decision.reason


def test_a_bridge_builds_what_its_consumers_build_in_a_place_of_its_own_school() -> None:
    text = """
programme:
  secondary: {facilities: [{id: f1, name: 伺服实训室, stations: 40}, {id: f2, name: 电工实训室, stations: 40}]}
  higher: {facilities: [{id: f9, name: 运动控制实训室, stations: 40}]}
secondary:
- {id: s1, name: 电工实训, hours: 72, practice: 60, competencies: [k2], facilities: [f2], outcomes: [安全用电/3]}
- {id: s2, name: 机床装调, hours: 36, practice: 30, competencies: [k1], facilities: [f1], outcomes: [丝杠装配/3]}
higher:
- {id: h1, name: 运动控制技术, hours: 64, practice: 32, competencies: [k1], facilities: [f9], requires: [伺服驱动/3], outcomes: [位置控制/4]}
"""
    bridge = of(improved(text), "REQ002")["bridge",].decision.bridge
    assert bridge.competencies == ("k1",)
    assert bridge.practice and bridge.facilities == ("f1",)


def test_one_bridge_serves_all_who_need_it() -> None:
    text = """
higher:
- {id: h1, name: 内科护理, hours: 64, terms: [8, 9], requires: [物质代谢/2, 水电解质/2], outcomes: [心衰护理/4]}
- {id: h2, name: 外科护理, hours: 64, terms: [8, 9], requires: [水电解质/2], outcomes: [伤口护理/4]}
"""
    made = of(improved(text), "REQ002")["bridge",]
    assert len(made.removes) == 3
    assert {o.topic for o in made.decision.bridge.outcomes} == {"物质代谢", "水电解质"}


def test_what_comes_too_late_moves_forward_or_its_consumer_back() -> None:
    found = improved(MISORDERED)
    moves = {(d.move.course, d.move.terms) for p in found.proposals for d in p.decisions if d.move}
    assert ("h2", (7, 7)) in moves
    assert ("h1", (9, 9)) in moves


def test_an_ability_that_nothing_reaches_raises_the_nearest_outcome() -> None:
    made = of(improved(UNCOVERED), "CMP001")["raise",]
    assert (made.decision.raise_.topic, made.decision.raise_.to) == ("继电控制", 4)


def test_what_no_decision_mends_is_told_with_the_reason() -> None:
    found = improved(TURNED)
    assert not found.proposals
    told = {one.finding.code: one.text() for one in found.left}
    assert "先修关系" in told["REQ004"]
    assert [one.finding.code for one in mend(found).left] == ["REQ004"]


def test_what_would_break_a_requirement_is_not_proposed() -> None:
    text = (
        DUPLICATE + "- {id: h2, name: 电机控制, hours: 64, requires: [电弧保护/3], outcomes: [电机起动/4]}\n"
    )
    text = text.replace("hours: 64, outcomes: [直", "hours: 64, outcomes: [电弧保护/3, 直", 1)
    for one in improved(text).proposals:
        decided = improved(text).choose(one.rank)
        assert any(o.topic == "电弧保护" for c in decided.courses for o in c.outcomes), one.says()


@pytest.mark.parametrize("text", EXAMPLES)
def test_no_proposal_adds_more_than_advice_and_all_it_promises_is_true(text: str) -> None:
    example = parse(text)
    found = improve(example.pathway, example.policy, on=example.day)
    before = art.check(example.pathway, example.policy, on=example.day)
    for one in found.proposals:
        after = art.check(found.choose(one.rank), example.policy, on=example.day)
        assert len(after.errors) <= len(before.errors) - one.removed(Severity.ERROR), one.says()
        assert all(f.severity is Severity.ADVICE or f.code == "LVL005" for f in one.adds)
        assert not {"DEC001", "DEC002", "CMP001"} & (after.counts().keys() - before.counts().keys())


def test_ranks_follow_errors_then_warnings_then_hours_then_changes() -> None:
    for text in EXAMPLES:
        keys = [
            (
                p.accepts,
                -p.removed(Severity.ERROR),
                -p.removed(Severity.WARNING),
                -p.hours_freed,
                len(p.decisions),
            )
            for p in improved(text).proposals
        ]
        assert keys == sorted(keys)


def mixed(pathway: Pathway, seed: int) -> Pathway:
    random = Random(seed)
    courses = []
    for course in random.sample(pathway.courses, len(pathway.courses)):
        courses.append(course.but(outcomes=tuple(random.sample(course.outcomes, len(course.outcomes)))))
    return pathway.with_courses(tuple(courses))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("text", EXAMPLES)
def test_the_order_of_courses_and_outcomes_means_nothing(text: str, seed: int) -> None:
    example = parse(text)
    plain, other = (
        improve(p, example.policy, on=example.day) for p in (example.pathway, mixed(example.pathway, seed))
    )
    assert plain.as_json() == other.as_json()
    assert mend(plain).as_json() == mend(other).as_json()


@pytest.mark.parametrize("text", EXAMPLES[:-1])
def test_the_whole_set_leaves_no_error_and_nothing_of_it_is_superfluous(text: str) -> None:
    found = improved(text)
    mended = mend(found)
    assert not mended.after.errors and not mended.left
    for one in mended.proposals:
        rest = [p.rank for p in mended.proposals if p is not one]
        example = parse(text)
        assert art.check(found.choose(*rest), example.policy, on=example.day).errors


def test_proposals_come_after_what_was_decided() -> None:
    text = GAPS + "pathway: {decisions: [{raise: {course: s1, topic: 三相电路, to: 3}, reason: 接高职}]}\n"
    found = improved(text)
    assert [d.kind for d in found.choose(1).decisions] == ["raise", "bridge"]


@pytest.mark.parametrize("text", EXAMPLES)
def test_a_smallest_set_is_smallest(text: str) -> None:
    found = improved(text)
    mended = mend(found)
    open_ = {
        f.key() for p in found.proposals if not p.accepts for f in p.removes if f.severity is Severity.ERROR
    }
    assert mended.smallest
    for few in combinations([p for p in found.proposals if not p.accepts], max(0, len(mended.proposals) - 1)):
        assert not mended.proposals or open_ - {f.key() for p in few for f in p.removes}


def test_a_choice_is_kept_and_the_fewest_are_added() -> None:
    gap = "- {id: h2, name: 运动控制技术, hours: 64, requires: [伺服驱动/2], outcomes: [位置控制/4]}\n"
    found = improved(DUPLICATE + gap)
    raised = of(found, "DUP001")["raise",]
    mended = found.mend(raised.rank)
    assert raised in mended.proposals and not mended.after.errors
    assert sum("DUP001" in {f.code for f in p.removes} for p in mended.proposals) == 1


def test_an_error_that_can_only_be_accepted_is_left_to_people() -> None:
    found = improved(PARTIAL)
    accept = of(found, "DUP003")["accept",]
    only = replace(
        found,
        proposals=(replace(accept, rank=1, removes=tuple(_as_error(f) for f in accept.removes)),),
        base=replace(
            found.base, report=replace(found.before, findings=tuple(map(_as_error, found.before.findings)))
        ),
    )
    assert [one.text() for one in mend(only).left if one.finding.code == "DUP003"] == [
        "课程不变就无法消除，只能认定为有意安排（建议 1），须由两校教研组讨论决定"
    ]


def _as_error(finding: Finding) -> Finding:
    return replace(finding, severity=Severity.ERROR) if finding.code == "DUP003" else finding


def test_choices_that_clash_or_are_not_there_are_refused_in_words() -> None:
    found = improved(DUPLICATE)
    made = of(found, "DUP001")
    with pytest.raises(ArticulateError, match="不能同时采用"):
        found.choose(made["merge",].rank, made["exempt",].rank)
    with pytest.raises(ArticulateError, match="没有第 99 条"):
        found.choose(99)
    with pytest.raises(ArticulateError) as refused:
        found.choose(99)
    assert refused.value.text("en").startswith("there is no proposal 99")


def test_a_notebook_shows_a_table_in_which_names_are_no_markup() -> None:
    found = improved(DUPLICATE.replace("name: 电工基础", 'name: "<script>电工"'))
    shown = found._repr_mimebundle_()
    assert "<script>" not in shown["text/html"] and "&lt;script&gt;" in shown["text/html"]
    assert shown["text/plain"].count("\n") == len(found.proposals)
    assert "improvement.choose(1, 3)" in shown["text/html"]
    whole = found.mend()._repr_mimebundle_()
    assert "<script>" not in whole["text/html"] and "一条建议就能消除" in whole["text/plain"]
