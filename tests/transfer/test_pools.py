"""Pools of task variants: as many as sittings force, equal by construction, drawn by a public seed."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articulate.model.assessment import time_limit
from articulate.model.criteria import SkillTask, TransferCriteria
from articulate.readers.example import parse
from articulate.transfer import criteria, draw

PAIR = """
secondary:
- {id: s1, name: 电气控制技术, hours: 108, practice: 72, credits: 6, terms: [3, 4], competencies: [k1], facilities: [f1],
   outcomes: [正反转线路安装/3, 低压电器选用/3, 变频器面板操作/3, 星三角线路安装/3, 电动机绝缘检测/3, 线路故障排查/4]}
higher:
- {id: h1, name: 电机与拖动控制, hours: 64, requires: [正反转线路安装/2], outcomes: [软起动器调试/4]}
programme:
  secondary:
    competencies: [{id: k1, name: 电气线路安装, level: 3, indicator: 90分钟内完成线路并一次通电成功}]
    facilities: [{id: f1, name: 电气实训室, stations: 10}]
"""


def made(transfer: str = "", planning: str = "") -> TransferCriteria:
    return criteria(
        parse(PAIR + f"pathway: {{transfer: {{{transfer}}}, planning: {{{planning}}}}}\n").pathway
    )


def only(found: TransferCriteria) -> SkillTask:
    (task,) = found.tasks
    return task


def test_sittings_follow_from_students_and_stations() -> None:
    assert only(made()).sittings == 4
    assert only(made(planning="classes: 2, class_size: 35")).sittings == 7
    assert only(made(planning="students: 41, class_size: 41")).sittings == 5


def test_everyone_has_a_station_alone_however_many_share_it_in_lessons() -> None:
    shared = parse(PAIR.replace("stations: 10", "stations: 8, group: 5")).pathway
    assert only(criteria(shared)).sittings == 5


def test_a_pool_has_a_variant_for_each_sitting_and_some_in_reserve() -> None:
    assert len(only(made()).variants) == 6
    assert len(only(made(planning="students: 20, class_size: 20")).variants) == 5
    assert len(only(made(planning="students: 400")).variants) == 20
    assert len(only(made("pool: {variants: 3}")).variants) == 3


def test_variants_are_equal_in_points_time_level_and_profile() -> None:
    task = only(made())
    levels = {o.topic: o.level for c in parse(PAIR).pathway.courses for o in c.outcomes}
    profile = sorted(levels[t] for t in task.topics)
    for variant in task.variants:
        assert (variant.total, variant.minutes, variant.level) == (task.total, task.minutes, task.level)
        assert sorted(levels[t] for t in variant.topics) == profile
    assert len({v.id for v in task.variants}) == len(task.variants)


def test_what_the_higher_stage_rests_on_is_in_every_variant_and_the_rest_changes() -> None:
    task = only(made())
    assert all("正反转线路安装" in v.topics for v in task.variants)
    own = [frozenset(v.topics) for v in task.variants if v.like is None]
    assert len(set(own)) == len(own) > 1


def test_topics_that_the_schools_chose_stay_and_only_data_change() -> None:
    task = only(
        made("tasks: [{competency: k1, topics: [低压电器选用, 变频器面板操作], points: 100, minutes: 100}]")
    )
    assert {v.topics for v in task.variants} == {task.topics}
    assert [v.like for v in task.variants] == [None, *(["t1-01"] * 5)]


@given(st.text(min_size=1, max_size=20))
def test_a_draw_deals_every_variant_before_one_comes_again(seed: str) -> None:
    found = made(planning="students: 100, class_size: 50")
    task = only(found)
    draws = draw(found, seed)
    assert [d.sitting for d in draws] == list(range(1, 11))
    counts = Counter(d.variant for d in draws)
    assert max(counts.values()) - min(counts.values()) == 0 and len(counts) == min(10, len(task.variants))
    assert draws == draw(found, seed)


def test_a_draw_can_be_checked_by_hand() -> None:
    found = made()
    ids = [v.id for v in only(found).variants]
    by_hand = sorted(ids, key=lambda i: sha256(f"20290313/{i}".encode()).hexdigest())
    assert [d.variant for d in draw(found, "20290313")] == by_hand[:4]


def test_seeds_give_different_draws() -> None:
    found = made()
    assert len({draw(found, str(n)) for n in range(20)}) > 5


@pytest.mark.parametrize(
    ("indicator", "minutes"),
    [
        ("90分钟内完成线路", 90),
        ("在 45 分钟以内完成", 45),
        ("不超过30分钟", 30),
        ("10分钟内完成甲，20分钟之内完成乙", 20),
        ("within 60 minutes", 60),
        ("每隔30分钟记录一次", None),
        ("", None),
    ],
)
def test_the_time_of_an_indicator_is_read(indicator: str, minutes: int | None) -> None:
    assert time_limit(indicator) == minutes


def test_no_task_gets_less_time_than_its_indicator() -> None:
    assert only(made("skill_minutes: 60")).minutes == 90
    assert only(made("skill_minutes: 200")).minutes == 200
