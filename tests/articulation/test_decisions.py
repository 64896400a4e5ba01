"""What each kind of decision does, and what it refuses to do."""

from __future__ import annotations

import pytest

from articulate.articulation import Applied, apply
from articulate.i18n import Phrase, show
from articulate.model.programme import Course
from articulate.readers.example import parse

PAIR = """
secondary:
- {id: s1, name: 机械制图, hours: 108, practice: 54, credits: 6, outcomes: [三视图画法/3, 剖视图画法/3, 零件图识读/3]}
- {id: s2, name: 钳工实训, hours: 60, delivery: block, weeks: 2, requisites: [s1]}
higher:
- {id: h1, name: 工程制图, hours: 64, practice: 32, credits: 4, exam: true,
   outcomes: [三视图画法/3, 剖视图画法/4, 装配图绘制/4, 计算机三维建模/4]}
- {id: h2, name: 机械设计基础, hours: 64, requisites: [h1], outcomes: [带传动设计/4]}
"""


def applied(decisions: str, pair: str = PAIR) -> Applied:
    text = pair + f"pathway: {{decisions: {decisions}}}\n"
    return apply(parse(text).pathway)


def course(done: Applied, course_id: str) -> Course:
    return done.pathway.by_id[course_id]


def test_merging_carries_over_what_the_other_had_beyond() -> None:
    done = applied("[{merge: {into: s1, from: [h1]}, reason: 重复}]")
    merged = course(done, "s1")
    assert "h1" not in done.pathway.by_id
    assert [(o.topic, o.level) for o in merged.outcomes] == [
        ("三视图画法", 3),
        ("剖视图画法", 4),
        ("零件图识读", 3),
        ("装配图绘制", 4),
        ("计算机三维建模", 4),
    ]
    # Half of 64 hours is new: 32, in whole hours over 18 weeks 36.
    assert merged.hours == 108 + 36
    assert (merged.practice, merged.credits) == (72, 8)
    assert merged.exam
    assert merged.aliases == ("工程制图",)
    assert [r.course for r in course(done, "h2").requisites] == ["s1"]
    assert done.hours_freed == 64 - 36


def test_merging_takes_the_hours_that_are_stated() -> None:
    done = applied("[{merge: {into: s1, from: [h1], hours: 126, practice: 60}, reason: 重复}]")
    assert (course(done, "s1").hours, course(done, "s1").practice) == (126, 60)


@pytest.mark.parametrize(("own", "places"), [("[f-draw]", ("f-draw",)), ("[]", ("f-lab",))])
def test_a_merged_course_is_taught_where_the_school_that_keeps_it_has_places(
    own: str, places: tuple[str, ...]
) -> None:
    placed = PAIR.replace("{id: s1,", f"{{id: s1, facilities: {own},").replace(
        "{id: h1,", "{id: h1, facilities: [f-lab],"
    )
    done = applied("[{merge: {into: s1, from: [h1]}, reason: 重复}]", placed)
    assert course(done, "s1").facilities == places


def test_what_is_carried_over_may_be_stated() -> None:
    done = applied("[{merge: {into: s1, from: [h1], carry: [装配图绘制]}, reason: 重复}]")
    topics = [o.topic for o in course(done, "s1").outcomes]
    assert topics == ["三视图画法", "剖视图画法", "零件图识读", "装配图绘制"]
    wrong = applied("[{merge: {into: s1, from: [h1], carry: [标题栏]}, reason: 重复}]")
    assert [p.kind for p in wrong.problems] == ["unknown_topic"]


def test_exempting_lets_the_earlier_course_stand_in() -> None:
    same = PAIR.replace(
        "三视图画法/3, 剖视图画法/4, 装配图绘制/4, 计算机三维建模/4",
        "三视图画法/3, 剖视图画法/3, 零件图识读/3",
    )
    done = applied("[{exempt: {course: h1, by: 测试}, reason: 已学}]", same)
    assert "h1" not in done.pathway.by_id
    assert [r.course for r in course(done, "h2").requisites] == ["s1"]
    assert done.hours_freed == 64


def test_trimming_shrinks_hours_in_proportion() -> None:
    done = applied("[{trim: {course: h1, topics: [三视图画法, 剖视图画法]}, reason: 已学}]")
    trimmed = course(done, "h1")
    assert [o.topic for o in trimmed.outcomes] == ["装配图绘制", "计算机三维建模"]
    assert (trimmed.hours, trimmed.practice, trimmed.credits) == (32, 16, 2)


def test_raising_changes_level_and_sentence() -> None:
    done = applied("[{raise: {course: h1, topic: 三视图画法, to: 4, text: 分析复杂形体}, reason: 应提升}]")
    first = course(done, "h1").outcomes[0]
    assert (first.level, first.text) == (4, "分析复杂形体")


def test_lowering_and_moving_a_topic() -> None:
    done = applied(
        "[{lower: {course: h1, topic: 装配图绘制, to: 3}, reason: 过高},"
        " {move: {course: h1, topic: 装配图绘制, to: s1, hours: 16}, reason: 前移}]"
    )
    assert [o.topic for o in course(done, "h1").outcomes] == ["三视图画法", "剖视图画法", "计算机三维建模"]
    assert course(done, "s1").outcomes[-1].level == 3
    assert (course(done, "h1").hours, course(done, "s1").hours) == (48, 124)
    assert done.hours_freed == 0


def test_moving_a_course_changes_window_and_stage() -> None:
    done = applied("[{move: {course: h1, terms: [5, 6]}, reason: 下移}]")
    moved = course(done, "h1")
    assert (moved.window, moved.stage.value) == ((5, 6), "secondary")
    assert moved in done.pathway.secondary.programme.courses


def test_splitting_makes_whoever_waited_wait_for_all_parts() -> None:
    done = applied(
        "[{split: {course: h1, into: [{id: h1a, name: 制图, hours: 32, topics: [三视图画法, 剖视图画法]},"
        " {id: h1b, name: 建模, hours: 32, topics: [装配图绘制, 计算机三维建模]}]}, reason: 分开}]"
    )
    assert "h1" not in done.pathway.by_id
    assert course(done, "h1a").practice == 16
    (requisite,) = course(done, "h2").requisites
    assert (requisite.kind, [c for _, c in requisite.leaves()]) == ("all", ["h1a", "h1b"])


def test_a_bridge_adds_a_course_with_credits() -> None:
    done = applied(
        "[{bridge: {id: s9, name: 高数衔接, hours: 36, terms: [6, 6], outcomes: [极限概念/2]}, reason: 断层}]"
    )
    assert course(done, "s9").credits == 2
    assert done.hours_freed == -36


@pytest.mark.parametrize(
    ("decision", "kind"),
    [
        ("{exempt: {course: h9}, reason: x}", "unknown_course"),
        ("{trim: {course: h1, topics: [标题栏]}, reason: x}", "unknown_topic"),
        ("{trim: {course: h2, topics: [带传动设计]}, reason: x}", "nothing_left"),
        ("{raise: {course: h1, topic: 装配图绘制, to: 3}, reason: x}", "no_effect"),
        ("{move: {course: h1, terms: [6, 7]}, reason: x}", "straddles"),
        ("{merge: {into: s1, from: [s1]}, reason: x}", "same_course"),
        ("{bridge: {id: h1, name: 桥, hours: 32, terms: [7, 7], outcomes: [极限/2]}, reason: x}", "id_taken"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(decision: str, kind: str) -> None:
    done = applied(f"[{decision}]")
    assert [p.kind for p in done.problems] == [kind]
    assert done.pathway.courses == done.pathway.bare().courses


def test_a_course_that_an_earlier_decision_removed_is_named() -> None:
    done = applied(
        "[{exempt: {course: h1}, reason: x}, {trim: {course: h1, topics: [剖视图画法]}, reason: x}]"
    )
    (problem,) = done.problems
    said = Phrase(f"decisions.problem.{problem.kind}", problem.values)
    assert show(said) == "高职《工程制图》已被前面的决议合并、拆分或免修"


def test_the_bare_pathway_is_the_two_programmes_again() -> None:
    done = applied("[{exempt: {course: h1}, reason: 已学}]")
    bare = done.pathway.bare()
    assert "h1" in bare.by_id
    assert not bare.decisions
    assert apply(done.pathway).pathway.courses == done.pathway.courses


def test_an_exempted_alternative_fulfils_the_condition() -> None:
    pair = PAIR.replace("requisites: [h1]", "requisites: [{any: [h1, s2]}]")
    done = applied("[{exempt: {course: h1}, reason: 已学}]", pair)
    assert course(done, "h2").requisites == () or "h1" not in {
        c for r in course(done, "h2").requisites for _, c in r.leaves()
    }
