"""The transfer criteria: they add up, ask nothing that is not taught, and weigh what is relied on."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.model.settings import TransferSettings
from articulate.readers.example import parse
from articulate.transfer import criteria, largest_remainder
from strategies import pathways

PAIR = """
secondary:
- {id: s1, name: 电气控制技术, hours: 108, practice: 72, credits: 6, terms: [3, 4], competencies: [k1], facilities: [f1],
   outcomes: [继电控制线路安装/3, 低压电器选用/3, 变频器面板操作/3]}
- {id: s2, name: PLC技术应用, hours: 108, practice: 72, credits: 6, terms: [4, 5], competencies: [k2],
   outcomes: [位逻辑指令编程/3, 定时器指令编程/3]}
- {id: s3, name: 钳工工艺, hours: 54, credits: 3, terms: [1, 2], outcomes: [锉削平面/3]}
- {id: s4, name: 语文, kind: general, hours: 144, credits: 8, exam: true, terms: [1, 4], outcomes: [应用文写作/3]}
higher:
- {id: h1, name: 电机与拖动控制, hours: 64, requires: [继电控制线路安装/2], outcomes: [软起动器调试/4]}
- {id: h2, name: 自动线控制, hours: 96, requires: [位逻辑指令编程/3], requisites: [h1], outcomes: [整线联调/4]}
programme:
  secondary:
    competencies: [{id: k1, name: 电气线路安装, level: 3}, {id: k2, name: 程序编制, level: 3}]
    facilities: [{id: f1, name: 电气实训室, stations: 20}]
"""


@given(pathways())
@settings(max_examples=40)
def test_everything_adds_up_and_nothing_untaught_is_asked(case: tuple[Pathway, TeachingPlan]) -> None:
    pathway, plan = case
    # What schools set by hand wins, whatever it adds up to; here everything is derived.
    pathway = pathway.but(transfer=TransferSettings())
    made = criteria(pathway, plan)
    assert made.blueprint.total in (0, 100)
    assert sum(p.weight for p in made.process) in (0, 100)
    assert sum(c.weight for c in made.culture) in (0, 100)
    assert sum(t.total for t in made.tasks) in (0, 100)
    deadline = pathway.transfer.deadline
    for row in made.blueprint.rows:
        course = pathway.by_id[row.course or ""]
        assert max(plan.terms_of(course.id)) <= deadline
        taught = {o.topic: o.level for o in course.outcomes}
        assert all(points > 0 for points in row.points.values())
        assert max(row.points) <= max(taught[t] for t in row.topics)
    asked = {t for row in made.blueprint.rows for t in row.topics}
    shown = {t for task in made.tasks for t in task.topics}
    assert not asked & shown
    asked |= shown
    for item in made.bridge:
        practice = {pathway.by_id[i].delivery.value for i in item.courses} == {"block"}
        assert item.topic in asked or item.taught_level == 0 or practice


@given(pathways(), st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_the_order_of_courses_means_nothing(case: tuple[Pathway, TeachingPlan], rnd: random.Random) -> None:
    pathway, plan = case
    courses = list(pathway.courses)
    rnd.shuffle(courses)
    shuffled = pathway.with_courses(tuple(courses))
    assert criteria(pathway, plan).model_dump() == criteria(shuffled, plan).model_dump()


WRITTEN = PAIR.replace("practice: 72, ", "")
"""The same without practice, so that nothing is shown in a skill task and all is asked in writing."""


def test_what_more_hours_rest_on_weighs_more() -> None:
    made = criteria(parse(WRITTEN).pathway)
    items = {b.topic: b for b in made.bridge}
    # h2 waits for h1, so 160 hours rest on the relay circuits and 96 on bit logic.
    assert items["继电控制线路安装"].dependent_hours == 160
    assert items["位逻辑指令编程"].dependent_hours == 96
    points = {row.course: row.total for row in made.blueprint.rows}
    assert points["s1"] > points["s2"]
    assert points["s1"] + points["s2"] == 100


def test_a_topic_is_asked_at_the_level_presumed_and_not_above() -> None:
    made = criteria(parse(WRITTEN).pathway)
    (row,) = [r for r in made.blueprint.rows if r.course == "s1"]
    assert set(row.points) == {2}


def test_courses_nothing_rests_on_do_not_count_unless_they_are_core() -> None:
    text = PAIR.replace("{id: s3, name: 钳工工艺,", "{id: s3, name: 钳工工艺, kind: foundation,")
    assert "s3" not in {p.course for p in criteria(parse(text).pathway).process}


def test_culture_is_what_is_examined_in_public_courses() -> None:
    made = criteria(parse(PAIR).pathway)
    assert [(c.course, c.weight) for c in made.culture] == [("s4", 100)]


def test_settings_by_hand_win_and_are_not_mended() -> None:
    text = PAIR + "pathway: {transfer: {process: {s1: 70, s2: 20}, blueprint: {电气控制技术: {'3': 90}}}}\n"
    made = criteria(parse(text).pathway)
    assert {p.course: p.weight for p in made.process} == {"s1": 70, "s2": 20}
    assert made.blueprint.total == 90


def test_a_topic_left_out_with_a_reason_is_not_asked() -> None:
    text = WRITTEN + "pathway: {transfer: {not_assessed: {位逻辑指令编程: 高职首月另测}}}\n"
    made = criteria(parse(text).pathway)
    assert "位逻辑指令编程" not in {t for r in made.blueprint.rows for t in r.topics}


def test_the_schools_may_choose_the_tasks() -> None:
    choice = "{competency: k2, name: 编程, topics: [定时器指令编程], points: 100, minutes: 90}"
    words = "safety_scoring: 断电操作"
    made = criteria(parse(PAIR + f"pathway: {{transfer: {{tasks: [{choice}], {words}}}}}\n").pathway)
    (task,) = made.tasks
    assert (task.name, task.topics, task.total, task.minutes) == ("编程", ("定时器指令编程",), 100, 90)
    assert task.points[-1].text == "断电操作"


def test_only_duties_of_the_assessment_are_in_its_calendar() -> None:
    duties = (
        "[{id: d1, what: 需求调研}, {id: d2, what: 公布转段考核标准}, {id: d3, what: 报名, transfer: true}]"
    )
    made = criteria(parse(PAIR + f"pathway: {{governance: {{duties: {duties}}}}}\n").pathway)
    assert [d.what for d in made.duties] == ["公布转段考核标准", "报名"]


def test_skill_tasks_score_result_process_and_safety() -> None:
    made = criteria(parse(PAIR).pathway)
    assert made.tasks
    for task in made.tasks:
        assert {p.manner for p in task.points} == {"result", "process", "safety"}
        assert all(p.points > 0 for p in task.points)
    assert sum(t.minutes for t in made.tasks) == made.skill_minutes
    assert {t.facility for t in made.tasks} == {"f1", None}


@given(
    st.dictionaries(st.text(max_size=3), st.integers(0, 1000), min_size=1, max_size=30),
    st.integers(1, 200),
)
def test_shares_are_whole_and_add_up(weights: dict[str, int], total: int) -> None:
    shares = largest_remainder(weights, total, least=1)
    assert sum(shares.values()) == total
    assert all(s >= 0 for s in shares.values())
    if len(weights) <= total:
        assert min(shares.values()) >= 1


@given(st.lists(st.integers(1, 1000), min_size=2, max_size=20))
def test_more_weight_never_gives_less(values: list[int]) -> None:
    shares = largest_remainder(dict(enumerate(values)), 100)
    for a, x in enumerate(values):
        for b, y in enumerate(values):
            if x > y:
                assert shares[a] >= shares[b]


@pytest.mark.parametrize("least", [0, 1])
def test_equal_weights_favour_the_first(least: int) -> None:
    assert largest_remainder({"a": 1, "b": 1, "c": 1}, 100, least=least) == {"a": 34, "b": 33, "c": 33}
    assert largest_remainder({"a": Fraction(0), "b": Fraction(0)}, 10) == {"a": 5, "b": 5}
