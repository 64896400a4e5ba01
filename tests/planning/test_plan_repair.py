"""A plan made by hand: its faults are told, and it is mended and completed with the least change."""

from __future__ import annotations

from random import Random

from changes import least_term_changes, term_changes
from hypothesis import given, settings
from hypothesis import strategies as st

from articulate.checking import check
from articulate.findings import Severity
from articulate.model.plan import Offering, TeachingPlan
from articulate.model.source import SourceRef
from articulate.planning import repair
from articulate.policy import Policy
from plans import ALL_LIGHT, case, limited, solved
from strategies import draw_pathway

THREE = """
secondary:
- {id: a, name: 甲课, terms: [1, 3]}
- {id: b, name: 乙课, terms: [1, 3], requisites: [a]}
- {id: c, name: 丙课, terms: [1, 3], hours: 36}
"""
LIMITS = limited(more=ALL_LIGHT)


def by_hand(**terms: int) -> TeachingPlan:
    """A plan that puts courses of 72 hours, or ``c`` of 36, into a term each."""
    offerings = []
    for row, (course, term) in enumerate(terms.items(), start=5):
        hours = 36 if course == "c" else 72
        source = SourceRef("plan.xlsx", row, 3, cell=f"表!C{row}")
        data = {
            "course": course,
            "term": term,
            "weekly": hours // 18,
            "weeks": 18,
            "hours": hours,
            "@source": source,
        }
        offerings.append(Offering.model_validate(data))
    return TeachingPlan(pathway="example", offerings=tuple(offerings))


def test_a_sound_plan_stays_exactly_as_it_is() -> None:
    one = case(THREE, LIMITS)
    given_plan = by_hand(a=1, b=3, c=3)
    found = repair(one.pathway, one.policy, given_plan)
    assert found.sound and found.result.plan is not None
    assert found.result.moves is not None and not found.result.moves.moves
    assert "不需要改动" in "\n".join(found.lines())


def test_a_broken_requisite_is_told_with_its_cell_and_mended_by_one_move() -> None:
    one = case(THREE, LIMITS)
    found = repair(one.pathway, one.policy, by_hand(a=2, b=1, c=3))
    (fault,) = found.faults
    assert str(fault.source) in ("plan.xlsx!表!C5", "plan.xlsx!表!C6")
    assert "先修课《甲课》" in fault.text() and "甲课" in fault.text("en")
    assert found.result.moves is not None and len(found.result.moves.moved) == 1


def test_a_term_outside_the_window_and_wrong_hours_are_told() -> None:
    one = case(THREE, LIMITS)
    given_plan = by_hand(a=1, b=2, c=5)
    odd = given_plan.offerings[0].but(hours=90, weekly=5)
    found = repair(one.pathway, one.policy, given_plan.but(offerings=(odd, *given_plan.offerings[1:])))
    texts = [f.text() for f in found.faults]
    assert texts == [
        "《甲课》写的是 90 学时，方案规定 72 学时",
        "《丙课》开课范围为第 1—3 学期，不能排在第 5 学期",
    ]
    assert found.result.plan is not None and found.result.plan.terms_of("c") == (3,)


def test_an_overfull_term_is_told_with_its_hours() -> None:
    one = case(THREE, limited(most=8, more=ALL_LIGHT))
    found = repair(one.pathway, one.policy, by_hand(a=1, b=3, c=1))
    assert found.sound
    crowded = repair(one.pathway, one.policy, by_hand(a=2, b=3, c=3), pins={"b": 3})
    assert crowded.sound
    full = case(THREE, limited(most=5, more=ALL_LIGHT))
    found = repair(full.pathway, full.policy, by_hand(a=1, b=3, c=3))
    assert [f.text() for f in found.faults] == ["第 3 学期将有 108 学时，超过可排的 90 学时（周学时上限 5）"]


def test_a_part_of_a_plan_is_completed_and_what_stands_in_it_stays() -> None:
    one = case(THREE, LIMITS)
    found = repair(one.pathway, one.policy, by_hand(b=3))
    assert not found.faults and found.missing == ("甲课", "丙课")
    plan = found.result.plan
    assert plan is not None and plan.terms_of("b") == (3,) and plan.courses == {"a", "b", "c"}
    assert found.result.moves is not None
    assert {m.kind for m in found.result.moves.moves} == {"added"}


def test_courses_that_the_pathway_does_not_have_are_left_out() -> None:
    one = case(THREE, LIMITS)
    found = repair(one.pathway, one.policy, by_hand(a=1, b=2, c=3, z=1))
    assert found.result.plan is not None and found.result.plan.courses == {"a", "b", "c"}


def test_where_nothing_can_be_planned_faults_are_told_all_the_same() -> None:
    one = case(
        THREE.replace("{id: a, name: 甲课, terms: [1, 3]}", "{id: a, name: 甲课, terms: [3, 3]}"), LIMITS
    )
    found = repair(one.pathway, one.policy, by_hand(a=3, b=2, c=1))
    assert found.result.plan is None and found.result.conflict is not None
    assert found.faults


def test_too_many_electives_are_a_fault_and_too_few_are_filled_up() -> None:
    text = """
        secondary: [{id: a, name: 甲课, required: false}, {id: b, name: 乙课, required: false}]
        programme: {secondary: {electives: [{id: e, name: 选修, take: 1, courses: [a, b]}]}}
        """
    one = case(text, LIMITS)
    many = repair(one.pathway, one.policy, by_hand(a=1, b=1))
    assert len(many.faults) == 1 and "选修组“选修”" in many.faults[0].text()
    none = repair(one.pathway, one.policy, by_hand())
    assert none.sound and none.result.plan is not None and len(none.result.plan.courses) == 1
    assert {p.name: p.value for p in none.result.objective}["change"] == 0


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=6)
def test_whatever_a_hand_moves_is_mended_with_the_least_change(seed: int) -> None:
    rng = Random(seed)
    pathway, hidden = draw_pathway(rng, (8, 10))
    moved = set(rng.sample(sorted(hidden.courses), k=3))
    step = rng.choice((-1, 1))
    offerings = [
        o.but(term=min(10, max(1, o.term + step))) if o.course in moved else o for o in hidden.offerings
    ]
    spoilt = hidden.but(offerings=tuple(offerings))
    found = repair(pathway, (), spoilt)
    assert found.result.plan is not None
    errors = [
        f
        for f in check(pathway, Policy(()), plan=found.result.plan, select=["PLN"]).findings
        if f.severity is Severity.ERROR
    ]
    assert not errors
    assert term_changes(spoilt, found.result.plan) == least_term_changes(pathway, (), spoilt)
    before = check(pathway, Policy(()), plan=spoilt, select=["PLN002", "PLN005"]).findings
    assert bool(found.faults) or not [f for f in before if f.severity is Severity.ERROR]


def test_a_hidden_plan_of_random_pathways_is_sound() -> None:
    for seed in range(8):
        pathway, hidden = draw_pathway(Random(seed), (8, 10))
        found = repair(pathway, (), hidden)
        assert found.sound, [f.text() for f in found.faults]
        assert found.result.moves is not None and not found.result.moves.moves


def test_a_repaired_plan_is_sound() -> None:
    result = solved(THREE, limits=LIMITS)
    one = case(THREE, LIMITS)
    assert result.plan is not None and repair(one.pathway, one.policy, result.plan).sound
