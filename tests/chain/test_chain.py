"""The chain from post to assessment: letters by hand, holes where a link is missing, order says nothing."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from articulate.chain import Chain, Mark
from articulate.model.pathway import Pathway
from articulate.model.plan import Offering, TeachingPlan
from articulate.model.programme import Stage
from articulate.readers.example import parse

MADE = """
programme:
  secondary:
    competencies: [{id: k1, name: 电气检修, level: 3, quality: 停电验电}]
    posts: [{id: p1, name: 电工, competencies: [k1], tasks: [{name: 接线, competencies: [k1]}]}]
    facilities: [{id: f1, name: 电工实训室, stations: 20}, {id: f2, name: 闲置机房, stations: 40}]
  higher:
    competencies: [{id: k1, name: 电气检修, level: 4}, {id: k2, name: 编程, level: 4}]
    posts: [{id: p2, name: 技术员, competencies: [k2], tasks: [编写程序]}]
secondary:
  - {id: s1, name: 电工基础, terms: [1, 1], competencies: [k1], facilities: [f1], outcomes: [照明线路/2]}
  - {id: s2, name: 电气控制, terms: [2, 2], competencies: [k1], outcomes: [控制线路/3]}
  - {id: s3, name: 电气实训, terms: [3, 3], competencies: [k1], outcomes: [柜体接线/3]}
  - {id: s4, name: 汽车文化, kind: extension, terms: [4, 4]}
higher:
  - {id: h1, name: 故障诊断, terms: [7, 7], competencies: [k1], outcomes: [{topic: 故障分析, level: 4, assessed: true}]}
  - {id: h2, name: 程序设计, terms: [7, 7], competencies: [k2], outcomes: [流程图/2, 程序/4]}
"""


def pathway() -> Pathway:
    return parse(dedent(MADE)).pathway


def test_letters_follow_levels_and_terms() -> None:
    line = Chain(pathway()).by_id["k1"]
    assert [(s.course.id, s.letters) for s in line.shares] == [
        ("s1", "I"),
        ("s2", "R"),
        ("s3", "R"),
        ("h1", "M"),
    ]
    assert [s.course.id for s in line.marked(Mark.REINFORCED)] == ["s2", "s3"]


def test_a_course_that_leads_from_the_first_step_to_the_demand_is_both() -> None:
    (share,) = Chain(pathway()).by_id["k2"].shares
    assert share.letters == "IM" and share.opens and share.lowest == 2 and share.level == 4


def test_a_course_that_is_not_offered_introduces_nothing() -> None:
    taught = tuple(
        Offering(course=c, term=t, hours=36, weekly=2, weeks=18) for c, t in (("s2", 2), ("s3", 3), ("h1", 7))
    )
    line = Chain(pathway(), TeachingPlan(pathway="example", offerings=taught)).by_id["k1"]
    assert [(s.course.id, s.letters) for s in line.shares] == [
        ("s1", "R"),
        ("s2", "I"),
        ("s3", "R"),
        ("h1", "M"),
    ]


def test_a_line_knows_its_tasks_demands_and_what_is_reached() -> None:
    line = Chain(pathway()).by_id["k1"]
    assert [t.name for _, t in line.tasks] == ["接线"]
    assert line.quality == "停电验电"
    assert [(s.value, c.level) for s, c in line.demanded] == [("secondary", 3), ("higher", 4)]
    assert (line.reached(Stage.SECONDARY), line.reached(Stage.HIGHER)) == (3, 4)


def test_what_begins_after_the_demand_and_goes_no_further_is_surplus() -> None:
    line = Chain(pathway()).by_id["k1"]
    assert [s.course.id for s in line.surplus(Stage.SECONDARY)] == ["s3"]
    assert line.surplus(Stage.HIGHER) == ()


def test_courses_and_places_outside_the_chain_are_idle() -> None:
    chain = Chain(pathway())
    assert [c.id for c in chain.idle_courses] == ["s4"]
    assert [f.id for f in chain.idle_facilities] == ["f2"]


def test_a_task_may_be_a_name_alone() -> None:
    chain = Chain(pathway())
    assert [(t.name, t.competencies) for _, t in chain.tasks] == [("接线", ("k1",)), ("编写程序", ())]


@given(st.randoms())
def test_the_order_of_courses_says_nothing(random: Any) -> None:
    one = pathway()
    courses = list(one.courses)
    random.shuffle(courses)
    mixed = one.with_courses(tuple(courses))

    def said(p: Pathway) -> list[tuple[str, list[tuple[str, str]]]]:
        return [(x.competency.id, [(s.course.id, s.letters) for s in x.shares]) for x in Chain(p).lines]

    assert said(one) == said(mixed)


@given(st.integers(1, 6), st.integers(1, 6), st.integers(1, 6))
def test_raising_a_demand_never_turns_a_letter_into_mastered(level: int, low: int, high: int) -> None:
    low, high = sorted((low, high))

    def letters(demand: int) -> dict[str, bool]:
        text = MADE.replace("name: 编程, level: 4", f"name: 编程, level: {demand}").replace(
            "程序/4", f"程序/{level}"
        )
        made = parse(dedent(text)).pathway
        return {s.course.id: s.mark is Mark.MASTERED for s in Chain(made).by_id["k2"].shares}

    before, after = letters(low), letters(high)
    assert all(before[k] or not after[k] for k in after)
