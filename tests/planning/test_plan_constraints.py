"""Each condition of a plan alone, with a few courses."""

from __future__ import annotations

import pytest

from articulate.planning import plan
from plans import ALL_LIGHT, case, limited, solved, terms


def test_every_required_course_is_placed_once() -> None:
    result = solved("secondary: [{id: a}, {id: b}]\nhigher: [{id: c, hours: 64}]")
    assert {c: len(t) for c, t in terms(result).items()} == {"a": 1, "b": 1, "c": 1}


def test_of_a_group_as_many_are_taken_as_it_says() -> None:
    result = solved(
        """
        secondary: [{id: a, required: false}, {id: b, required: false}, {id: c, required: false}]
        programme: {secondary: {electives: [{id: e, name: 选修, take: 2, courses: [a, b, c]}]}}
        """
    )
    assert result.plan is not None
    assert len(result.plan.taken) == 2 and set(result.plan.taken) == set(terms(result))


def test_of_equal_electives_the_first_by_hours_and_id_is_taken() -> None:
    result = solved(
        """
        secondary: [{id: b, required: false}, {id: a, required: false}, {id: c, required: false, hours: 36}]
        programme: {secondary: {electives: [{id: e, name: 选修, take: 1, courses: [c, b, a]}]}}
        """,
        limits=limited(more=ALL_LIGHT),
    )
    assert set(terms(result)) == {"c"}


def test_windows_hold() -> None:
    assert terms(
        solved("secondary: [{id: a, terms: [4, 4]}, {id: b, terms: [2, 3], span: [2], hours: 72}]")
    ) == {
        "a": (4,),
        "b": (2, 3),
    }


@pytest.mark.parametrize(("season", "term"), [("autumn", 3), ("spring", 2)])
def test_seasons_hold(season: str, term: int) -> None:
    assert terms(solved(f"secondary: [{{id: a, terms: [2, 3], season: {season}}}]"))["a"] == (term,)


def test_a_fixed_term_holds() -> None:
    assert terms(solved("secondary: [{id: a}]", limits=limited(fixed="a: 5")))["a"] == (5,)


def test_a_pin_holds_and_takes_an_elective() -> None:
    text = """
        secondary: [{id: a, required: false}, {id: b, required: false}]
        programme: {secondary: {electives: [{id: e, name: 选修, take: 1, courses: [a, b]}]}}
        """
    assert terms(solved(text, pins={"b": 4})) == {"b": (4,)}


def test_a_pin_that_names_nothing_is_refused() -> None:
    one = case("secondary: [{id: a}]")
    with pytest.raises(ValueError, match="zz=3"):
        plan(one.pathway, one.policy, pins={"zz": 3})


def test_a_prerequisite_ends_before() -> None:
    found = terms(
        solved("secondary: [{id: a, hours: 72, span: [2]}, {id: b, requisites: [a], terms: [1, 3]}]")
    )
    assert found["a"] == (1, 2) and found["b"] == (3,)


def test_a_corequisite_starts_no_later() -> None:
    found = terms(
        solved("secondary: [{id: a, terms: [2, 6]}, {id: b, terms: [1, 2], requisites: [{co: a}]}]")
    )
    assert found == {"a": (2,), "b": (2,)}


def test_a_strict_corequisite_runs_in_the_same_terms() -> None:
    found = terms(
        solved(
            """
            secondary:
            - {id: a, hours: 144, span: [2], terms: [3, 6]}
            - {id: b, delivery: block, weeks: 1, hours: 30, terms: [1, 4], requisites: [{strict_co: a}]}
            """
        )
    )
    assert set(found["b"]) <= set(found["a"])


def test_a_required_course_inside_an_elective_host_makes_no_demand_on_it() -> None:
    # The elective names its strict corequisite; while it is not taken the other may stand anywhere.
    found = terms(
        solved(
            """
            secondary:
            - {id: a, terms: [5, 5]}
            - {id: b, required: false, terms: [2, 2], requisites: [{strict_co: a}]}
            - {id: c, required: false, terms: [2, 2]}
            programme: {secondary: {electives: [{id: e, name: 选修, take: 1, courses: [b, c]}]}}
            """
        )
    )
    assert set(found) == {"a", "c"}


def test_one_alternative_is_enough() -> None:
    found = terms(
        solved(
            """
            secondary:
            - {id: a, terms: [4, 4]}
            - {id: b, terms: [1, 3]}
            - {id: c, terms: [1, 3], requisites: [{any: [a, b]}]}
            """
        )
    )
    assert found["b"] < found["c"]


def test_alternatives_may_hold_several_courses() -> None:
    found = terms(
        solved(
            """
            secondary:
            - {id: a, terms: [1, 2]}
            - {id: b, terms: [1, 2]}
            - {id: c, terms: [5, 5]}
            - {id: d, terms: [2, 4], requisites: [{any: [{all: [a, b]}, c]}]}
            """
        )
    )
    assert max(found["a"], found["b"]) < found["d"]


def test_what_a_course_presumes_is_taught_before() -> None:
    result = solved(
        """
        secondary:
        - {id: a, terms: [2, 3], outcomes: [欧姆定律/3]}
        - {id: b, terms: [1, 4], requires: [欧姆定律/2]}
        """
    )
    assert terms(result)["a"] < terms(result)["b"] and not result.unmet


def test_a_supply_that_must_come_late_is_told_and_no_obstacle() -> None:
    result = solved(
        """
        secondary:
        - {id: a, name: 电工基础, terms: [4, 4], outcomes: [欧姆定律/3]}
        - {id: b, name: PLC技术, terms: [2, 2], requires: [欧姆定律/2]}
        """
    )
    (told,) = result.unmet
    assert told.kind == "supply_late" and "电工基础" in told.text("zh") and "欧姆定律" in told.text("en")
    assert result.objective[0].value == 2


def test_a_supply_side_by_side_weighs_less_than_a_late_one() -> None:
    result = solved(
        """
        secondary:
        - {id: a, terms: [3, 4], outcomes: [欧姆定律/3]}
        - {id: b, terms: [3, 3], requires: [欧姆定律/2]}
        """
    )
    assert terms(result) == {"a": (3,), "b": (3,)}
    assert [u.kind for u in result.unmet] == ["supply"]


def test_whole_weeks_come_after_the_lessons_of_their_term() -> None:
    result = solved(
        """
        secondary:
        - {id: a, terms: [3, 3], outcomes: [欧姆定律/3]}
        - {id: b, terms: [3, 3], delivery: block, weeks: 1, hours: 30, requires: [欧姆定律/2]}
        """
    )
    assert not result.unmet


def test_weekly_hours_have_a_ceiling() -> None:
    limits = limited(most=6)
    found = terms(solved("secondary: [{id: a, terms: [1, 2]}, {id: b, terms: [1, 2]}]\n", limits=limits))
    assert found["a"] != found["b"]


def test_weekly_hours_have_a_floor_except_in_light_terms() -> None:
    limits = limited(4, more="light_terms: [3, 4, 5, 6]")
    found = terms(solved("secondary: [{id: a}, {id: b}]\n", limits=limits))
    assert sorted(found.values()) == [(1,), (2,)]


def test_exams_have_a_ceiling() -> None:
    limits = limited(more="exams: 1")
    text = "secondary: [{id: a, exam: true, terms: [1, 2]}, {id: b, exam: true, terms: [1, 2]}]\n"
    result = solved(text, limits=limits)
    assert terms(result)["a"] != terms(result)["b"]


def test_an_exam_falls_into_the_last_term_of_a_course() -> None:
    result = solved("secondary: [{id: a, hours: 108, span: [3], exam: true}]")
    assert result.plan is not None
    assert [o.exam for o in result.plan.of("a")] == [False, False, True]


def test_courses_side_by_side_have_a_ceiling() -> None:
    limits = limited(more="courses: 1")
    found = terms(solved("secondary: [{id: a, terms: [1, 2]}, {id: b, terms: [1, 2]}]\n", limits=limits))
    assert found["a"] != found["b"]


def test_whole_weeks_stay_within_the_calendar() -> None:
    block = "delivery: block, weeks: 1, hours: 30, terms: [2, 3]"
    found = terms(solved(f"secondary: [{{id: a, {block}}}, {{id: b, {block}}}]"))
    assert found["a"] != found["b"]


SHARE = """
secondary:
- {id: a, hours: 72, practice: 36}
- {id: b, hours: 36, practice: 0, required: false}
- {id: c, hours: 36, practice: 36, required: false}
programme: {secondary: {electives: [{id: e, name: 选修, take: 1, courses: [b, c]}]}}
policy: [{id: T1, title: 某规定, stage: secondary, measure: practice_share, unit: ratio, at_least: 3/5, %s}]
"""


@pytest.mark.parametrize("force", ["force: required", "force: expected"])
def test_a_share_decides_which_elective_is_taken(force: str) -> None:
    result = solved(SHARE % force)
    assert set(terms(result)) == {"a", "c"} and not result.unmet


@pytest.mark.parametrize("force", ["force: may", "verified: false"])
def test_an_unverified_share_decides_nothing(force: str) -> None:
    assert set(terms(solved(SHARE % force))) == {"a", "b"}


def test_an_expected_share_that_cannot_be_reached_is_told() -> None:
    result = solved(SHARE.replace("3/5", "9/10") % "force: expected")
    (told,) = result.unmet
    assert told.provision == "T1" and "90%" in told.text("zh")


def test_a_facility_is_not_filled_twice_if_that_can_be_helped() -> None:
    text = """
        secondary:
        - {id: a, hours: 144, practice: 144, terms: [1, 2], facilities: [f]}
        - {id: b, hours: 144, practice: 144, terms: [1, 2], facilities: [f]}
        programme: {secondary: {facilities: [{id: f, name: 车间, stations: 20}]}}
        """
    result = solved(text, limits=limited(most=16))
    assert terms(result)["a"] != terms(result)["b"] and not result.unmet
    crowded = solved(text.replace("terms: [1, 2]", "terms: [1, 1]"), limits=limited(most=16))
    assert [u.kind for u in crowded.unmet] == ["facility"]
