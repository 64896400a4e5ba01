"""What was planted in an invented cohort is found, and nothing that was not; sources' own figures hold."""

from __future__ import annotations

from math import isclose
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articulate.cohort import CohortStudy, Question, study
from articulate.cohort.equity import Weighed, equity
from articulate.cohort.forecast import Sitters, binomial, forecast, predicted
from articulate.cohort.growth import LEAST, Grown, growth, least_class
from articulate.cohort.intervals import fisher, newcombe, student_t, welch, wilson, z_value
from articulate.cohort.items import Flaw
from articulate.cohort.proposal import proposed_items
from articulate.cohort.topics import State
from articulate.readers import read_results
from cohorts import made, mechatronics, write

Z = z_value()


@pytest.fixture(scope="module")
def two_hundred(tmp_path_factory: pytest.TempPathFactory) -> CohortStudy:
    folder = tmp_path_factory.mktemp("cohort")
    results = read_results(write(folder, made().tables), *mechatronics())
    return study(*mechatronics(), results)


def test_the_planted_weak_topics_are_found_and_no_others(two_hundred: CohortStudy) -> None:
    assert len(two_hundred.verdicts) == 200
    assert {m.name for m in two_hundred.weak} == set(made().weak)


def test_the_question_with_a_wrong_key_is_named_and_no_other(two_hundred: CohortStudy) -> None:
    (bad,) = [i for i in two_hundred.paper.items if i.suspect]
    assert bad.item.number == made().reversed_item
    assert bad.discrimination is not None and bad.discrimination < 0
    alone = [
        m
        for m in two_hundred.topics
        if m.name in bad.item.topics and m.asked == 1 and m.state is State.SUSPECT
    ]
    assert alone, "a topic asked only by a wrong question is not judged"


def test_a_weak_topic_names_the_higher_courses_and_a_bridge(two_hundred: CohortStudy) -> None:
    bridge = {b.topic: b for b in two_hundred.criteria.bridge}
    for threat in two_hundred.threats:
        item = bridge[threat.mastery.name]
        assert threat.needed_by == item.needed_by
        assert threat.dependent_hours == item.dependent_hours
        assert threat.whole_class and threat.hours == 8
        assert threat.before_term is not None and threat.before_term >= 7
    assert two_hundred.lacking()[two_hundred.threats[0].mastery.lacking[0]]


def test_a_topic_of_a_drawn_task_is_asked_of_those_who_drew_it(two_hundred: CohortStudy) -> None:
    _, criteria = mechatronics()
    task = next(t for t in criteria.tasks if len({v.topics for v in t.variants}) > 1)
    first, last = task.variants[0], task.variants[-1]
    rare = next(t for t in last.topics if t not in first.topics)
    drew = [s for s in two_hundred.results.students if rare in _variant(s, task).topics]
    found = next(m for m in two_hundred.topics if m.name == rare)
    assert found.sat == len(drew) < 200


def _variant(student: Any, task: Any) -> Any:
    return next(v for v in task.variants if v.id == student.variants[task.id])


def test_a_cohort_of_five_is_decided_and_not_judged(tmp_path: Path) -> None:
    results = read_results(write(tmp_path, made(5).tables), *mechatronics())
    found = study(*mechatronics(), results)
    assert len(found.verdicts) == 5
    assert {m.state for m in found.topics} == {State.FEW}
    assert not found.paper.flawed and not found.threats
    assert found.growth.why_not == "few"
    assert not found.equity.parts


def test_without_single_answers_topics_are_not_judged_and_that_is_told(tmp_path: Path) -> None:
    rows = made(40).tables
    total = [
        [*r, "专业知识笔试" if k == 0 else "70", "技能操作" if k == 0 else "70"]
        for k, r in enumerate(rows["total"])
    ]
    results = read_results(write(tmp_path, {"process": rows["process"], "total": total}), *mechatronics())
    found = study(*mechatronics(), results)
    assert not found.topics and not found.competencies
    assert {n.key for n in found.notes} >= {"cohort.note.no_items", "cohort.note.no_points"}


def test_an_easy_and_a_hard_question_are_told_apart_from_a_constant_one(tmp_path: Path) -> None:
    rows = {k: [list(r) for r in v] for k, v in made(60).tables.items()}
    head = rows["answers"][0]
    for row in rows["answers"][1:]:
        row[head.index("题1")] = "0"
    results = read_results(write(tmp_path, rows), *mechatronics())
    flaws = {i.item.number: i.flaws for i in study(*mechatronics(), results).paper.items}
    assert flaws[1] == (Flaw.CONSTANT, Flaw.HARD)


def test_a_proposed_paper_keeps_the_points_and_questions_of_the_blueprint() -> None:
    from articulate.cohort import Layout

    pathway, criteria = mechatronics()
    items = proposed_items(Layout(pathway, criteria))
    for row in criteria.blueprint.rows:
        for level, points in row.points.items():
            mine = [i for i in items if (i.course, i.level) == (row.course, level)]
            assert sum(i.most for i in mine) == points
            assert not row.items or len(mine) == row.items[level]
    assert {t for i in items for t in i.topics} == {t for r in criteria.blueprint.rows for t in r.topics}


# ---- intervals: figures of their sources ---------------------------------------------------------------


def test_intervals_agree_with_published_figures() -> None:
    # Newcombe, Statistics in Medicine 17 (1998) 857-872, table I: 81/263, 15/148, 0/20, 1/29.
    for (hits, of), (low, high) in {
        (81, 263): (0.2553, 0.3662), (15, 148): (0.0624, 0.1605), (0, 20): (0.0, 0.1611), (1, 29): (0.0061, 0.1718),
    }.items():  # fmt: skip
        found = wilson(hits, of, Z)
        assert isclose(found.low, low, abs_tol=5e-5) and isclose(found.high, high, abs_tol=5e-5)
    # Newcombe 1998, pages 873-890, table II, case (a): 56/70 - 48/80 by method 10.
    difference = newcombe(56, 70, 48, 80, Z)
    assert isclose(difference.low, 0.0524, abs_tol=5e-5) and isclose(difference.high, 0.3339, abs_tol=5e-5)
    for freedom, quantile in ((4, 2.776), (10, 2.228), (30, 2.042), (120, 1.980)):
        assert isclose(student_t(freedom), quantile, rel_tol=5e-3)
    assert isclose(fisher(0.5, 103, Z).low, 0.3393, abs_tol=5e-4)
    assert welch([1.0, 1.0], [0.0, 0.0]) == (1.0, 1.0)


def test_more_questions_widen_the_intervals() -> None:
    assert z_value(30) > z_value(1)
    assert wilson(20, 40, z_value(30)).low < wilson(20, 40, z_value()).low


# ---- value added ---------------------------------------------------------------------------------------


def grown(effects: dict[str, float], count: int, seed: int | Random = 1, slope: float = 0.1) -> list[Grown]:
    random = seed if isinstance(seed, Random) else Random(seed)
    out = []
    for name, effect in effects.items():
        for k in range(count):
            entry = random.gauss(450, 50)
            transfer = 25 + slope * entry + effect + random.gauss(0, 6)
            out.append(Grown(f"{name}{k}", name, entry, transfer))
    return out


def test_a_class_that_adds_much_stands_out_and_the_slope_is_found() -> None:
    found = growth(grown({"甲": 8.0, "乙": 0.0, "丙": 0.0, "丁": 0.0}, 40))
    assert found.slope_interval.low < 0.1 < found.slope_interval.high
    best = found.classes[0]
    assert best.name == "甲" and best.clear
    assert abs(best.added) < abs(best.raw), "shrunken"
    assert isclose(sum(c.added for c in found.classes), 0, abs_tol=1e-6)


def test_equal_classes_do_not_stand_out() -> None:
    clear = sum(
        c.clear for seed in range(40) for c in growth(grown(dict.fromkeys("甲乙丙丁", 0.0), 25, seed)).classes
    )
    assert clear <= 8, "of 160 classes without any difference, about one in twenty at the most"


def test_intervals_of_classes_hold_what_they_should() -> None:
    held = total = 0
    for seed in range(60):
        random = Random(5000 + seed)
        effects = {n: random.gauss(0, 3) for n in "甲乙丙丁戊"}
        middle = sum(effects.values()) / 5
        for c in growth(grown(effects, 20, random)).classes:
            held += c.interval.low <= effects[c.name] - middle <= c.interval.high
            total += 1
    assert held / total >= 0.9


def test_a_few_strange_scores_do_not_turn_the_slope() -> None:
    students = grown({"甲": 0.0, "乙": 0.0}, 40)
    strange = [Grown(s.student, s.class_, s.entry, 0.0) if k % 10 == 0 else s for k, s in enumerate(students)]
    assert abs(growth(strange).slope - growth(students).slope) < 0.03


def test_too_few_students_are_told_with_the_least_number() -> None:
    assert growth(grown({"甲": 0.0}, LEAST - 1)).why_not == "few"
    assert growth([Grown(str(k), "甲", 450.0, float(k)) for k in range(40)]).why_not == "same_entry"
    small = growth([*grown({"甲": 0.0}, 40), Grown("x", "乙", 400, 60)])
    assert not small.classes and small.left_out == ("乙",)
    assert least_class(8.0) == 41


# ---- parts, groups, forecast ---------------------------------------------------------------------------


def test_a_part_in_which_all_score_alike_decides_nothing() -> None:
    random = Random(3)
    people = [
        Weighed(
            {"process": 80.0, "skill": 60 + 10 * x},
            0.4 * 80 + 0.6 * (60 + 10 * x),
            x > 0,
            "甲" if k % 2 else "乙",
        )
        for k in range(60)
        for x in (random.gauss(0, 1),)
    ]
    found = equity(people, {"process": 40, "skill": 60})
    shares = {p.part: p.effective for p in found.parts}
    assert isclose(shares["process"], 0, abs_tol=1e-9) and isclose(shares["skill"], 1, abs_tol=1e-9)
    assert all(p.apart for p in found.parts)
    assert {g.name for g in found.gaps} == {"甲", "乙"}


@given(
    st.lists(
        st.builds(Sitters, st.integers(0, 12), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)), max_size=4
    ),
    st.integers(0, 3),
)
def test_a_forecast_is_a_distribution_with_the_right_mean(groups: list[Sitters], retests: int) -> None:
    found = forecast(groups, retests=retests)
    assert isclose(sum(found.chances), 1, abs_tol=1e-9)
    assert isclose(found.mean, sum(g.count * g.rate(retests) for g in groups), abs_tol=1e-6)
    assert found.how == "exact"


def test_a_forecast_agrees_with_drawing_it() -> None:
    groups = [Sitters(40, 0.8, 0.5), Sitters(30, 0.6, 0.4, 0.9)]
    exact = forecast(groups)
    random = Random(5)
    draws = [
        sum(
            random.random() < g.first or (random.random() < g.resit and random.random() < g.retest)
            for g in groups
            for _ in range(g.count)
        )
        for _ in range(4000)
    ]
    assert abs(sum(draws) / 4000 - exact.mean) < 0.25
    low, high = exact.range()
    assert 0.86 <= sum(low <= d <= high for d in draws) / 4000 <= 0.97


def test_good_and_bad_years_widen_the_range_and_the_seed_decides() -> None:
    groups = [Sitters(80, 0.8)]
    calm, wild = forecast(groups), forecast(groups, swing=0.6, seed=3, draws=800)
    assert wild.range()[0] < calm.range()[0]
    assert wild == forecast(groups, swing=0.6, seed=3, draws=800)
    assert wild.how == "drawn"


def test_a_rate_known_from_one_cohort_is_less_sure_than_a_stated_one() -> None:
    known, stated = predicted(80, 32, 40), forecast([Sitters(80, 0.8)])
    assert known.range()[0] < stated.range()[0] and known.range()[1] > stated.range()[1]
    assert isclose(sum(known.chances), 1, abs_tol=1e-9)
    assert binomial(3, 0.0) == (1.0, 0.0, 0.0, 0.0) and binomial(3, 1.0) == (0.0, 0.0, 0.0, 1.0)


def test_stated_rates_are_asked_of_the_forecast(two_hundred: CohortStudy) -> None:
    asked = study(
        *mechatronics(), two_hundred.results, question=Question(students=50, first=0.7, retest=0.5)
    ).outlook
    assert asked.stated and asked.answer.how == "exact"
    assert isclose(asked.answer.mean, 50 * 0.85, abs_tol=1e-6)
    assert not two_hundred.outlook.stated and two_hundred.outlook.students == 80
