"""What holds for the criteria of any pathway: sums, levels, nothing forgotten, monotone, order says nothing."""

from __future__ import annotations

import random
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from articulate.checking import check
from articulate.model.criteria import TransferCriteria
from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.model.programme import Competency, Course, Stage
from articulate.model.settings import TransferSettings
from articulate.policy import Policy
from articulate.transfer import criteria, largest_remainder
from strategies import pathways

Drawn = tuple[Pathway, TeachingPlan]


def able(case: Drawn) -> Drawn:
    """The pathway with settings of its own taken off, and its secondary courses building competencies."""
    pathway, plan = case
    courses = tuple(
        c.but(competencies=(f"k{n % 3}",)) if c.stage is Stage.SECONDARY else c
        for n, c in enumerate(pathway.courses)
    )
    found = tuple(
        Competency(id=f"k{n}", name=f"能力{n}", level=3, indicator=f"{40 + n}分钟内完成") for n in range(3)
    )
    return (
        pathway.with_courses(courses).but(transfer=TransferSettings(), competencies=found),
        plan,
    )


CASES = pathways().map(able)


def taught(pathway: Pathway, made: TransferCriteria, plan: TeachingPlan) -> dict[str, int]:
    """The level at which every topic is taught to all by the deadline."""
    found: dict[str, int] = {}
    for course in pathway.courses:
        terms = plan.terms_of(course.id)
        if course.stage is Stage.SECONDARY and course.required and terms and max(terms) <= made.deadline:
            for outcome in course.outcomes:
                found[outcome.topic] = max(found.get(outcome.topic, 0), outcome.level)
    return found


@given(CASES)
@settings(max_examples=30)
def test_every_part_adds_up_to_a_hundred(case: Drawn) -> None:
    made = criteria(*case)
    assert sum(made.weights.values()) == 100
    for points in (
        [p.weight for p in made.process],
        [c.weight for c in made.culture],
        [r.total for r in made.blueprint.rows],
        [t.total for t in made.tasks],
    ):
        assert sum(points) == (100 if points else 0)
        assert all(p > 0 for p in points)


@given(CASES)
@settings(max_examples=30)
def test_nothing_is_assessed_untaught_or_above_its_level(case: Drawn) -> None:
    pathway, plan = case
    made = criteria(pathway, plan)
    reached = taught(pathway, made, plan)
    for row in made.blueprint.rows:
        assert set(row.asked) == set(row.topics)
        assert set(row.asked.values()) == set(row.points)
        assert all(level <= reached[topic] for topic, level in row.asked.items())
    for task in made.tasks:
        assert task.level <= max(reached[t] for t in task.topics)
        for variant in task.variants:
            assert all(t in reached for t in variant.topics)
            assert max(reached[t] for t in variant.topics) >= variant.level
    for item in made.process:
        assert item.terms and max(item.terms) <= made.deadline


@given(CASES)
@settings(max_examples=30)
def test_every_topic_of_the_bridge_is_assessed_or_an_exception_is_recorded(case: Drawn) -> None:
    made = criteria(*case)
    for item in made.bridge:
        assert bool(item.assessed_by) != bool(item.exception), item
        assert item.exception != "late" or item.taught_level == 0


@given(CASES)
@settings(max_examples=30)
def test_the_hours_behind_a_topic_are_those_of_the_courses_named(case: Drawn) -> None:
    pathway, plan = case
    made = criteria(pathway, plan)
    whole = sum(c.hours for c in pathway.courses if c.stage is Stage.HIGHER)
    for item in made.bridge:
        assert sum(r.hours for r in item.rests) == item.dependent_hours
        assert len({r.course for r in item.rests}) == len(item.rests)
        assert {r.course for r in item.rests if r.why != "chain"} == set(item.needed_by)
        assert made.share_of(item) == Fraction(item.dependent_hours, whole) <= 1
        for one in item.rests:
            assert (one.why == "chain") is bool(one.through)
            assert not one.through or one.through[0] in item.needed_by


@given(CASES, st.randoms(use_true_random=False))
@settings(max_examples=20)
def test_the_order_of_courses_outcomes_and_abilities_means_nothing(case: Drawn, rnd: random.Random) -> None:
    pathway, plan = case

    def mixed(values: tuple) -> tuple:  # type: ignore[type-arg]
        return tuple(rnd.sample(values, len(values)))

    courses = tuple(
        c.but(outcomes=mixed(c.outcomes), requires=mixed(c.requires)) for c in mixed(pathway.courses)
    )
    shuffled = pathway.with_courses(courses).but(competencies=mixed(pathway.competencies))
    assert criteria(pathway, plan).model_dump() == criteria(shuffled, plan).model_dump()


@given(CASES)
@settings(max_examples=20)
def test_what_is_derived_gives_no_finding_about_its_own_figures(case: Drawn) -> None:
    pathway, plan = case
    made = criteria(pathway, plan)
    found = check(pathway, Policy(()), plan=plan, criteria=made, select=["TRN"]).counts()
    told_by_settings = {"TRN001", "TRN004", "TRN006", "TRN008", "TRN016"}
    assert set(found) <= told_by_settings


def resting(pathway: Pathway, made: TransferCriteria, hours: int) -> tuple[Pathway, str] | None:
    """The pathway with one more higher course that rests on one asked topic and nothing else."""
    topics = sorted(t for r in made.blueprint.rows for t in r.topics)
    if not topics:
        return None
    level = next(b.level for b in made.bridge if b.topic == topics[0])
    new = Course.model_validate(
        {
            "id": "h-new",
            "name": "新课",
            "kind": "core",
            "hours": hours,
            "stage": "higher",
            "requires": [{"topic": topics[0], "level": level}],
        }
    )
    return pathway.with_courses((*pathway.courses, new)), topics[0]


@given(CASES, st.integers(1, 400), st.integers(0, 400))
@settings(max_examples=20)
def test_an_outcome_on_which_more_rests_never_weighs_less(case: Drawn, hours: int, more: int) -> None:
    # All else equal: the same pathway, in which a course that rests on this outcome alone gets longer.
    pathway, plan = case
    pathway = pathway.but(competencies=())
    found = resting(pathway, criteria(pathway, plan), hours)
    if found is None:
        return
    less, topic = found
    longer = less.with_courses(
        tuple(c.but(hours=hours + more) if c.id == "h-new" else c for c in less.courses)
    )
    before, after = criteria(less, plan), criteria(longer, plan)

    def cell(made: TransferCriteria) -> int:
        row = next(r for r in made.blueprint.rows if topic in r.topics)
        return row.points[row.asked[topic]]

    assert cell(after) >= cell(before)
    course = next(b.courses[0] for b in before.bridge if b.topic == topic)
    weights = [{p.course: p.weight for p in made.process} for made in (before, after)]
    assert weights[1].get(course, 0) >= weights[0].get(course, 0)


@given(CASES)
@settings(max_examples=20)
def test_of_two_process_courses_of_equal_credits_the_one_more_rests_on_weighs_no_less(case: Drawn) -> None:
    made = criteria(*case)
    for a in made.process:
        for b in made.process:
            if a.credits == b.credits and a.dependence > b.dependence:
                assert a.weight >= b.weight


@given(
    st.dictionaries(st.integers(0, 30), st.integers(0, 500), min_size=2, max_size=20),
    st.integers(1, 500),
    st.integers(0, 5),
)
def test_a_weight_that_alone_rises_never_gives_less(weights: dict[int, int], more: int, least: int) -> None:
    key = min(weights)
    before = largest_remainder(weights, 100, least=least)
    after = largest_remainder({**weights, key: weights[key] + more}, 100, least=least)
    if sum(weights.values()):
        assert after[key] >= before[key]


def test_topics_that_only_weeks_of_practice_teach_count_in_the_process_part() -> None:
    from articulate.readers.example import parse

    blocks = "\n".join(
        f"- {{id: s{n}, name: 实训{n}, kind: practicum, hours: 30, practice: 30, credits: 1, delivery: block,"
        f" weeks: 1, terms: [1, 5], outcomes: [操作{n}号设备/3]}}"
        for n in range(3)
    )
    core = "\n".join(
        f"- {{id: c{n}, name: 核心{n}, credits: 6, terms: [1, 5], outcomes: [理论{n}章/2]}}" for n in range(4)
    )
    text = (
        f"secondary:\n{blocks}\n{core}\n"
        "higher: [{id: h1, name: 高职课, hours: 10, requires: [操作0号设备/3, 操作1号设备/3, 操作2号设备/3]},\n"
        "  {id: h2, name: 大课, hours: 900, requires: [理论0章/2, 理论1章/2, 理论2章/2, 理论3章/2]}]\n"
        "pathway: {transfer: {process_courses: 4}}\n"
    )
    made = criteria(parse(text).pathway)
    assert {"s0", "s1", "s2"} <= {p.course for p in made.process}
    assert all(b.assessed_by for b in made.bridge)


def test_a_topic_is_asked_where_it_is_taught_to_all_at_its_level() -> None:
    from articulate.readers.example import parse

    text = """
secondary:
- {id: a, name: 选修课, required: false, elective: limited, terms: [1, 3], outcomes: [梯形图编程/4]}
- {id: b, name: 必修课, terms: [2, 4], outcomes: [梯形图编程/2]}
higher: [{id: h, name: 高职课, hours: 60, requires: [梯形图编程/2]}]
"""
    (row,) = criteria(parse(text).pathway).blueprint.rows
    assert row.course == "b" and row.asked == {"梯形图编程": 2}
