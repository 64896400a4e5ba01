"""Measures and verdicts: exact, linear, free of the order of courses, never flattering."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import pathway

from articulate.i18n import show
from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.model.programme import Course, CourseKind, Stage
from articulate.policy import (
    MEASURES,
    Policy,
    Provision,
    Verdict,
    assess,
    breaches,
    limits,
    load,
    measured_courses,
    packs,
    policy_for,
    readings,
    work_internships,
)

TWO_GROUPS = """
secondary:
- {id: a, name: 机械制图, hours: 100}
- {id: b, name: 音乐, hours: 36, required: false, kind: general}
- {id: c, name: 美术, hours: 18, required: false, kind: general}
- {id: d, name: 书法, hours: 18, required: false, kind: general}
- {id: e, name: 剪纸, hours: 54, required: false, kind: extension}
programme: {secondary: {electives: [{id: g, name: 艺术选修, take: 2, courses: [b, c, d]}]}}
"""

EVERYTHING = load(packs())


def ids(courses: tuple[Course, ...]) -> list[str]:
    return [c.id for c in courses]


def test_without_a_plan_the_smallest_options_count() -> None:
    assert ids(measured_courses(pathway(TWO_GROUPS), Stage.SECONDARY)) == ["a", "c", "d"]


def test_with_a_plan_its_own_options_count() -> None:
    plan = TeachingPlan(pathway="example", offerings=(), taken=("b", "c"))
    assert ids(measured_courses(pathway(TWO_GROUPS), Stage.SECONDARY, plan)) == ["a", "b", "c"]


def test_an_elective_of_no_group_does_not_count() -> None:
    assert "e" not in ids(measured_courses(pathway(TWO_GROUPS), None))


def test_a_group_that_asks_for_more_than_it_has_takes_all() -> None:
    greedy = TWO_GROUPS.replace("take: 2", "take: 9")
    assert ids(measured_courses(pathway(greedy), None)) == ["a", "b", "c", "d"]


def test_shares_are_exact_fractions() -> None:
    one = pathway("secondary: [{id: a, hours: 100, practice: 33}, {id: b, hours: 200, practice: 67}]")
    (reading,) = readings("practice_share", one, Stage.SECONDARY)
    assert reading.value == Fraction(1, 3)
    assert MEASURES["practice_share"].of(one.courses) == Fraction(1, 3)
    assert MEASURES["practice_share"].of(()) == 0


def test_a_third_is_a_third_and_an_hour_less_is_not() -> None:
    policy = Policy(
        (Provision.of({"id": "T", "measure": "practice_share", "at_least": "1/3", "unit": "ratio"}),)
    )
    exact = pathway("secondary: [{id: a, hours: 300, practice: 100}]")
    short = pathway("secondary: [{id: a, hours: 300, practice: 99}]")
    assert [a.holds for a in assess(exact, policy)] == [True]
    (missed,) = assess(short, policy)
    assert missed.side == "short" and missed.gap == 1


@pytest.mark.parametrize(
    "measure", ["total_hours", "practice_share", "core_courses", "weekly_hours", "weeks_per_year"]
)
def test_nothing_is_said_of_a_stage_without_courses(measure: str) -> None:
    one = pathway("secondary: [{id: a}]")
    assert readings(measure, one, Stage.SECONDARY)
    assert not readings(measure, one, Stage.HIGHER)


def test_nothing_is_said_of_credits_that_nobody_gave() -> None:
    assert not readings("total_credits", pathway("secondary: [{id: a}]"), Stage.SECONDARY)


def test_weekly_hours_are_the_mean_over_the_teaching_weeks() -> None:
    one = pathway("secondary: [{id: a, hours: 1944}, {id: b, delivery: block, weeks: 2, hours: 60}]")
    (reading,) = readings("weekly_hours", one, Stage.SECONDARY)
    assert reading.value == Fraction(1944, 6 * 18)


INTERNSHIPS = """
secondary:
- {id: a, name: 岗位实习准备与安全教育, kind: practicum, hours: 18}
- {id: b, name: 认识实习, kind: practicum, delivery: block, weeks: 1, hours: 30}
- {id: c, name: 岗位实习（一）, kind: practicum, delivery: block, weeks: 13, hours: 390}
- {id: d, name: 企业见习, kind: practicum, delivery: block, weeks: 13, hours: 390}
programme: {secondary: {internships: [{course: d, kind: work, offsite_weeks: 13}]}}
"""


def test_only_work_at_a_post_is_internship() -> None:
    one = pathway(INTERNSHIPS)
    assert [c.id for c, _ in work_internships(one)] == ["c", "d"]
    (months,) = readings("internship_months", one, Stage.SECONDARY)
    (offsite,) = readings("offsite_internship_months", one, Stage.SECONDARY)
    assert (months.value, offsite.value) == (6, 3)


BOTH_SHORT = [
    {"id": "NATION", "measure": "elective_share", "at_least": "1/10", "unit": "ratio", "document": "国家"},
    {"id": "PROVINCE", "measure": "elective_share", "at_least": "3/20", "unit": "ratio", "document": "本省"},
]


def elective(hours: int) -> Pathway:
    return pathway(
        f"""
secondary: [{{id: a, hours: {200 - hours}}}, {{id: b, hours: {hours}, required: false}}]
programme: {{secondary: {{electives: [{{id: g, name: 选修, courses: [b]}}]}}}}
"""
    )


def test_the_stricter_provision_leads_and_both_are_cited() -> None:
    policy = Policy(tuple(Provision.of(p) for p in BOTH_SHORT))
    (breach,) = breaches(assess(elective(16), policy), "elective_share")
    assert breach.lead.provision.id == "PROVINCE"
    assert show(breach.values["basis"]) == "本省、国家"
    assert breach.lead.gap == 14


def test_the_looser_provision_is_shown_where_only_the_stricter_is_missed() -> None:
    policy = Policy(tuple(Provision.of(p) for p in BOTH_SHORT))
    (breach,) = breaches(assess(elective(24), policy), "elective_share")
    assert show(breach.values["basis"]) == "本省"
    assert [e.values["provision"] for e in breach.evidence()] == ["PROVINCE", "NATION"]


def test_a_binding_provision_leads_before_a_stricter_unverified_one() -> None:
    unverified = {**BOTH_SHORT[1], "verified": False}
    policy = Policy((Provision.of(BOTH_SHORT[0]), Provision.of(unverified)))
    (breach,) = breaches(assess(elective(16), policy), "elective_share")
    assert breach.lead.provision.id == "NATION"
    assert "本省（未核实）" in show(breach.values["basis"])


def test_verdicts() -> None:
    policy = Policy(
        (
            Provision.of(BOTH_SHORT[0]),
            Provision.of(BOTH_SHORT[1]),
            Provision.of({**BOTH_SHORT[1], "id": "RUMOUR", "verified": False}),
        )
    )
    verdicts = {a.provision.id: (a.verdict, a.holds) for a in assess(elective(24), policy)}
    assert verdicts == {
        "NATION": (Verdict.MET, True),
        "PROVINCE": (Verdict.UNMET, False),
        "RUMOUR": (Verdict.REFERENCE, False),
    }
    texts = [a.text() for a in assess(elective(24), policy)]
    assert texts[1] == "中职选修课程学时占比12%，应不少于15%：未达标。依据：本省"


def test_two_years_are_not_held_against_the_total_of_three() -> None:
    one = pathway("higher: [{id: a, hours: 1700}]")
    assessed = assess(one, load(["moe-2019-13", "reference-practice"]))
    totals = [a for a in assessed if a.provision.measure == "total_hours"]
    assert [(a.provision.id, a.verdict) for a in totals] == [("HRS-FY-DERIVED-HV2", Verdict.REFERENCE)]


NURSES = """
higher: [{id: a, name: 岗位实习, kind: practicum, delivery: block, weeks: 35, hours: 840}]
secondary: [{id: b}]
programme:
  secondary: {major: {name: 护理, code: "720201"}}
  higher: {major: {name: 护理, code: "520201"}}
"""


def test_nursing_is_held_against_its_own_rule_on_internship() -> None:
    def asked(text: str) -> set[str]:
        return {
            a.provision.id
            for a in assess(pathway(text), EVERYTHING)
            if a.provision.measure == "internship_months"
        }

    assert asked(NURSES) == {"INT-NURSE"}
    assert "INT-6M" in asked(NURSES.split("programme")[0])


def test_each_school_year_is_told_by_itself() -> None:
    one = pathway("secondary: [{id: a}]\nhigher: [{id: b}]")
    years = [a.year for a in assess(one, EVERYTHING) if a.provision.measure == "weeks_per_year"]
    assert years == [1, 2, 3, 4, 5]


def test_everything_assessed_has_words_in_both_languages() -> None:
    one = pathway("secondary: [{id: a, credits: 4}]\nhigher: [{id: b, credits: 4}]")
    for assessment in assess(one, EVERYTHING):
        for lang in ("zh", "en"):
            assert "{" not in assessment.text(lang)
            assert assessment.as_evidence().text(lang)
            assert show(assessment.gap_in_words, lang)


# ---- properties ---------------------------------------------------------------------------------------

COURSE = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(list(CourseKind)),
        "hours": st.integers(0, 400),
        "practice": st.integers(0, 400),
        "required": st.booleans(),
        "stage": st.sampled_from(list(Stage)),
        "credits": st.sampled_from([0, 1, "2.5", 4]),
    }
)


def with_courses(drawn: list[dict[str, object]]) -> Pathway:
    courses = tuple(
        Course.model_validate(
            {"id": f"c{n}", "name": f"课程{n}", **d, "practice": min(d["practice"], d["hours"])}  # type: ignore[type-var]
        )
        for n, d in enumerate(drawn)
    )
    return pathway("secondary: []").with_courses(courses)


@given(st.lists(COURSE, min_size=1, max_size=8))
def test_linear_limits_say_the_same_as_shares(drawn: list[dict[str, object]]) -> None:
    one = with_courses(drawn)
    counted = measured_courses(one, None)
    kept = {
        (limit.provision.id, limit.stage, limit.side): sum(map(limit.weight, counted)) >= limit.least
        for limit in limits(EVERYTHING)
    }
    for assessment in assess(one, EVERYTHING):
        for side in ("short", "over"):
            key = (assessment.provision.id, assessment.stage, side)
            if key in kept:
                assert kept[key] == (assessment.side != side), key


@given(st.lists(COURSE, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_courses_says_nothing(drawn: list[dict[str, object]], rnd: Random) -> None:
    one = with_courses(drawn)
    mixed = list(one.courses)
    rnd.shuffle(mixed)
    assert [a.text() for a in assess(one, EVERYTHING)] == [
        a.text() for a in assess(one.with_courses(tuple(mixed)), EVERYTHING)
    ]


@given(st.lists(COURSE, min_size=1, max_size=8), st.fractions(0, 1), st.fractions(0, 1))
def test_a_stricter_policy_never_finds_less(
    drawn: list[dict[str, object]], one: Fraction, other: Fraction
) -> None:
    def missed(bound: Fraction) -> int:
        asked = {"id": "A", "measure": "practice_share", "at_least": bound, "unit": "ratio"}
        policy = Policy((Provision.of(asked),))
        return len(list(breaches(assess(with_courses(drawn), policy), "practice_share")))

    assert missed(min(one, other)) <= missed(max(one, other))


def test_the_policy_of_a_pathway_is_that_of_its_packs() -> None:
    one = pathway("pathway: {policies: [moe-2009-2]}")
    assert {p.pack for p in policy_for(one)} == {"moe-2009-2"}
