"""A kept plan changes as little as the conditions allow, and each move has its reason."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from changes import changed, least_term_changes, term_changes, with_hours, with_requisite
from hypothesis import given, settings
from hypothesis import strategies as st

import articulate
from articulate.checking import check
from articulate.findings import Severity
from articulate.i18n import show
from articulate.planning import Objective, moves, plan
from articulate.policy import Policy
from plans import ALL_LIGHT, case, limited, solved, terms
from strategies import draw_pathway

PATHWAYS = sorted((Path(__file__).parents[2] / "curricula" / "pathways").iterdir())

FIVE = """
secondary:
- {id: a, name: 甲课, terms: [1, 5]}
- {id: b, name: 乙课, terms: [1, 5]}
- {id: c, name: 丙课, terms: [1, 5]}
- {id: d, name: 丁课, terms: [1, 5]}
- {id: e, name: 戊课, terms: [1, 5]}
"""


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=10)
def test_no_more_courses_move_than_must(seed: int) -> None:
    rng = Random(seed)
    pathway, _ = draw_pathway(rng, (8, 10))
    before = plan(pathway, ())
    assert before.plan is not None
    after = changed(rng, pathway, before.plan)
    result = plan(after, (), keep=before.plan)
    least = least_term_changes(after, (), before.plan, "cpsat")
    if result.plan is None:
        assert least is None
        return
    assert result.status == "optimal" and result.moves is not None
    # A swapped elective is two changes to a person: one course falls out, one comes in.
    assert term_changes(before.plan, result.plan) == least
    report = check(after, Policy(()), plan=result.plan, select=["PLN"])
    assert not [f for f in report.findings if f.severity is Severity.ERROR]
    told = {m.course for m in result.moves.moves}
    ids = before.plan.courses | result.plan.courses
    assert {c for c in ids if before.plan.terms_of(c) != result.plan.terms_of(c)} <= told
    assert all(show(m.why, lang) for m in result.moves.moves for lang in ("zh", "en"))


@pytest.mark.parametrize("folder", PATHWAYS, ids=lambda p: p.name)
def test_on_real_pathways_no_more_courses_move_than_must(folder: Path) -> None:
    pathway = articulate.read(folder)
    policy = tuple(articulate.policy_for(pathway))
    before = plan(pathway, policy).plan
    assert before is not None
    rng = Random(folder.name)
    tried = 0
    while tried < 3:
        after = changed(rng, pathway, before)
        least = least_term_changes(after, policy, before)
        if least is None:
            continue
        tried += 1
        result = plan(after, policy, keep=before)
        assert result.plan is not None and term_changes(before, result.plan) == least


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=6)
def test_every_forced_move_breaks_something_when_undone(seed: int) -> None:
    rng = Random(seed)
    pathway, _ = draw_pathway(rng, (8, 10))
    before = plan(pathway, ())
    assert before.plan is not None
    after = changed(rng, pathway, before.plan)
    result = plan(after, (), keep=before.plan)
    if result.plan is None or result.moves is None:
        return
    for move in result.moves.moved:
        offerings = [o for o in result.plan.offerings if o.course != move.course]
        undone = result.plan.but(offerings=(*offerings, *before.plan.of(move.course)))
        found = check(after, Policy(()), plan=undone, select=["PLN"])
        errors = [f for f in found.findings if f.severity is Severity.ERROR]
        assert move.forced and errors, show(move.why)


def test_a_plan_that_still_holds_stays_as_it_is_however_uneven() -> None:
    courses = ", ".join(f"{{id: c{k}, terms: [1, 2]}}" for k in range(4))
    text = f"secondary: [{courses}]\n"
    limits = limited(more="light_terms: [3, 4, 5, 6]")
    uneven = solved(text, limits=limits, pins={f"c{k}": 1 for k in range(4)})
    one = case(text, limits)
    kept = plan(one.pathway, one.policy, keep=uneven.plan)
    assert kept.plan is not None and uneven.plan is not None
    assert kept.plan.offerings == uneven.plan.offerings
    assert kept.moves is not None and kept.moves.moves == () and kept.moves.kept == 4
    evened = plan(one.pathway, one.policy, keep=uneven.plan, move_for="balance")
    assert evened.moves is not None and len(evened.moves.moved) == 2
    assert not any(m.forced for m in evened.moves.moved)
    assert "周学时不均衡度" in evened.moves.text()


def test_the_order_of_the_goals_says_what_may_move_a_course() -> None:
    before = solved(FIVE)
    one = case(FIVE)
    for move_for, first in (
        ("conditions", ["change", "shift", "unmet", "balance"]),
        ("wishes", ["unmet", "change", "shift", "balance"]),
        ("balance", ["unmet", "balance", "change", "shift"]),
    ):
        result = plan(one.pathway, one.policy, keep=before.plan, move_for=move_for)  # type: ignore[arg-type]
        assert [p.name for p in result.objective][:4] == first


def test_a_wish_moves_a_course_only_where_that_is_asked_for() -> None:
    text = """
        secondary:
        - {id: a, name: 甲课, terms: [1, 3], outcomes: [仪表接线/3]}
        - {id: b, name: 乙课, terms: [1, 3]%s}
        """
    limits = limited(more=ALL_LIGHT)
    before = solved(text % "", limits=limits, pins={"a": 2, "b": 2})
    after = case(text % ", requires: [仪表接线/2]", limits)
    calm = plan(after.pathway, after.policy, keep=before.plan)
    assert calm.moves is not None and not calm.moves.moves and len(calm.unmet) == 1
    kind = plan(after.pathway, after.policy, keep=before.plan, move_for="wishes")
    assert kind.moves is not None and len(kind.moves.moved) == 1 and not kind.unmet
    (move,) = kind.moves.moved
    assert not move.forced and "仪表接线" in move.text()


def test_a_new_requisite_is_named_as_the_reason() -> None:
    limits = limited(more=ALL_LIGHT)
    before = solved(FIVE, limits=limits, pins={"a": 3, "d": 3})
    pathway = with_requisite(case(FIVE, limits).pathway, "a", "d")
    result = plan(pathway, (), keep=before.plan)
    assert result.moves is not None
    (move,) = result.moves.moves
    assert move.forced and move.course in ("a", "d")
    assert "先修课《甲课》" in move.text() and "甲课" in move.text("en")
    assert any("先修课《甲课》" in show(c) for c in result.moves.causes)


def test_a_full_term_is_named_with_its_hours() -> None:
    text = "secondary: [{id: a, name: 甲课, terms: [1, 1], hours: 72}, {id: b, name: 乙课, terms: [1, 2], hours: 72}]"
    limits = limited(most=8, more=ALL_LIGHT)
    before = solved(text, limits=limits, pins={"b": 1})
    after = with_hours(case(text, limits).pathway, "a")
    result = plan(after, (), keep=before.plan)
    assert result.moves is not None
    (move,) = result.moves.moved
    assert move.course == "b" and move.before == (1,) and move.after == (2,)
    assert "第 1 学期将有 162 学时" in move.text() and "144" in move.text()
    (same,) = (m for m in result.moves.moves if m.kind == "shared")
    assert same.course == "a" and "72 改为 90" in same.text()


def test_a_term_that_is_no_longer_open_is_named() -> None:
    limits = limited(more=ALL_LIGHT)
    before = solved(FIVE, limits=limits, pins={"c": 2})
    pathway = case(
        FIVE.replace("{id: c, name: 丙课, terms: [1, 5]}", "{id: c, name: 丙课, terms: [4, 5]}"), limits
    ).pathway
    result = plan(pathway, (), keep=before.plan)
    assert result.moves is not None
    (move,) = result.moves.moves
    assert "开课范围为第 4—5 学期" in move.text()


def test_new_and_cancelled_courses_are_told() -> None:
    before = solved(FIVE)
    pathway = case(FIVE.replace("{id: e, name: 戊课", "{id: f, name: 己课")).pathway
    result = plan(pathway, (), keep=before.plan)
    assert result.moves is not None
    assert {(m.course, m.kind) for m in result.moves.moves} == {("e", "dropped"), ("f", "added")}
    assert not result.moves.moved


def test_an_elective_that_takes_the_place_of_another_says_so() -> None:
    text = """
        secondary: [{id: a, name: 甲课, required: false, terms: %s}, {id: b, name: 乙课, required: false}]
        programme: {secondary: {electives: [{id: e, name: 选修, take: 1, courses: [a, b]}]}}
        """
    limits = limited(more=ALL_LIGHT)
    before = solved(text % "[1, 2]", limits=limits, pins={"a": 1})
    one = case(text % "[1, 2]", limits)
    result = plan(one.pathway, one.policy, keep=before.plan, forbid={"a": [1, 2]})
    assert result.moves is not None
    told = {m.course: m for m in result.moves.moves}
    assert told["b"].kind == "added" and "代替甲课" in told["b"].text()
    assert told["a"].kind == "dropped" and "不排在第 1 学期" in told["a"].text()


def test_forbidden_terms_are_kept() -> None:
    one = case(FIVE)
    free = plan(one.pathway, one.policy)
    assert free.plan is not None
    banned = {c: free.plan.terms_of(c) for c in free.plan.courses}
    result = plan(one.pathway, one.policy, forbid=banned)
    assert result.plan is not None
    assert not any(set(result.plan.terms_of(c)) & set(banned[c]) for c in banned)


def test_a_course_that_is_kept_out_everywhere_is_told() -> None:
    one = case(FIVE)
    result = plan(one.pathway, one.policy, forbid={"a": range(1, 6)})
    assert result.plan is None and result.conflict is not None
    assert "《甲课》按要求不排在" in result.conflict.text()


@pytest.mark.parametrize("wrong", [{"z": [1]}, {"a": [0]}, {"a": [11]}])
def test_a_forbidden_term_without_course_or_term_is_refused(wrong: dict[str, list[int]]) -> None:
    one = case(FIVE)
    with pytest.raises(ValueError, match="no such course or term"):
        plan(one.pathway, one.policy, forbid=wrong)


def test_two_plans_can_be_compared_without_planning() -> None:
    limits = limited(more=ALL_LIGHT)
    old, new = solved(FIVE, limits=limits, pins={"a": 1}), solved(FIVE, limits=limits, pins={"a": 3})
    assert old.plan is not None and new.plan is not None
    pathway = case(FIVE, limits).pathway
    found = moves(old.plan, new.plan, pathway, ())
    differ = {c for c in old.plan.courses if terms(old)[c] != terms(new)[c]}
    assert {m.course for m in found.moves} == differ
    assert not any(m.forced for m in found.moves)


def test_both_back_ends_move_the_same_courses() -> None:
    rng = Random(5)
    pathway, _ = draw_pathway(rng, (8, 10))
    before = plan(pathway, ()).plan
    assert before is not None
    after = changed(rng, pathway, before)
    one, other = (plan(after, (), keep=before, solver=s) for s in ("highs", "cpsat"))  # type: ignore[arg-type]
    assert one.plan == other.plan and one.moves == other.moves


def test_the_objective_counts_the_moves() -> None:
    limits = limited(more=ALL_LIGHT)
    before = solved(FIVE, limits=limits, pins={"a": 3, "d": 3})
    pathway = with_requisite(case(FIVE, limits).pathway, "a", "d")
    result = plan(pathway, (), keep=before.plan)
    values = {p.name: p.value for p in result.objective}
    assert values[Objective.CHANGE] == 1 and values[Objective.SHIFT] == 1
