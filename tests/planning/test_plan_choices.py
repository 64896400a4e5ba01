"""Alternatives really differ and are nearly as good; a change is shown beside what is."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from changes import with_hours, with_requisite
from hypothesis import given, settings
from hypothesis import strategies as st

import articulate
from articulate.checking import check
from articulate.findings import Severity
from articulate.planning import alternatives, compare, plan
from articulate.planning.choices import moved
from articulate.policy import Policy
from plans import ALL_LIGHT, case, limited
from strategies import draw_pathway

DEMO = Path(__file__).parents[2] / "curricula" / "pathways" / "16b-industrial-robotics"


def parts(result: object) -> dict[str, int]:
    return {p.name: p.value for p in result.objective}  # type: ignore[attr-defined]


@given(st.integers(0, 2**32 - 1), st.integers(2, 6))
@settings(max_examples=4)
def test_alternatives_keep_the_conditions_and_their_bounds(seed: int, differ: int) -> None:
    pathway, _ = draw_pathway(Random(seed), (4, 6))
    found = alternatives(pathway, (), 3, differ=differ)
    best = parts(found.results[0])
    assert found.limit is not None
    for result in found.results:
        assert result.plan is not None and result.status == "optimal"
        report = check(pathway, Policy(()), plan=result.plan, select=["PLN"])
        assert not [f for f in report.findings if f.severity is Severity.ERROR]
        assert parts(result)["unmet"] <= best["unmet"]
        assert best["balance"] <= parts(result)["balance"] <= found.limit
    for one, other in combinations(range(len(found.plans)), 2):
        assert len(found.moved(one, other)) >= differ
    assert len(found.plans) == 4 or found.complete


def test_the_first_is_the_best_plan_and_all_are_the_same_every_time() -> None:
    pathway, _ = draw_pathway(Random(1), (6, 8))
    found = alternatives(pathway, (), 2)
    again = alternatives(pathway, (), 2)
    assert found.plans[0] == plan(pathway, ()).plan
    assert found.plans == again.plans


def test_both_back_ends_find_the_same_alternatives() -> None:
    pathway, _ = draw_pathway(Random(2), (6, 8))
    one, other = (alternatives(pathway, (), 2, solver=s) for s in ("highs", "cpsat"))  # type: ignore[arg-type]
    assert one.plans == other.plans


def test_where_there_is_no_other_plan_that_is_said() -> None:
    one = case("secondary: [{id: a, terms: [1, 1]}, {id: b, terms: [2, 2]}]", limited(more=ALL_LIGHT))
    found = alternatives(one.pathway, one.policy, 3)
    assert len(found.plans) == 1 and found.complete and found.asked == 3


def test_without_a_plan_there_are_no_alternatives() -> None:
    one = case("secondary: [{id: a, requisites: [b]}, {id: b, requisites: [a]}]")
    found = alternatives(one.pathway, one.policy, 3)
    assert found.plans == () and found.results[0].conflict is not None


def test_pins_hold_in_every_alternative() -> None:
    courses = ", ".join(f"{{id: c{k}, terms: [1, 5]}}" for k in range(5))
    one = case(f"secondary: [{courses}]", limited(more=ALL_LIGHT))
    found = alternatives(one.pathway, one.policy, 3, pins={"c0": 3}, forbid={"c1": [1, 2]})
    assert len(found.plans) == 4
    assert all(p.terms_of("c0") == (3,) and p.terms_of("c1")[0] > 2 for p in found.plans)


@pytest.mark.parametrize("wrong", [{"count": 0}, {"differ": 0}, {"allow": Fraction(-1, 2)}])
def test_numbers_that_mean_nothing_are_refused(wrong: dict[str, object]) -> None:
    one = case("secondary: [{id: a}]")
    with pytest.raises(ValueError, match="alternatives"):
        alternatives(one.pathway, one.policy, **wrong)  # type: ignore[arg-type]


def test_courses_are_listed_where_any_plan_differs() -> None:
    pathway, _ = draw_pathway(Random(3), (6, 8))
    found = alternatives(pathway, (), 2)
    listed = {course.id for course, _ in found.rows()}
    differing = {c for a, b in combinations(found.plans, 2) for c in moved(a, b)}
    assert listed == differing


def test_a_real_pathway_has_alternatives_in_good_time() -> None:
    pathway = articulate.read(DEMO)
    found = alternatives(pathway, articulate.policy_for(pathway), 3)
    assert len(found.plans) == 4 and found.differ == len(found.plans[0].courses) // 10


def test_alternatives_near_a_kept_plan_move_few_courses_and_say_why() -> None:
    courses = ", ".join(f"{{id: c{k}, name: 课{k}, terms: [1, 5]}}" for k in range(5))
    one = case(f"secondary: [{courses}]", limited(more=ALL_LIGHT))
    kept = plan(one.pathway, one.policy).plan
    assert kept is not None
    (was,) = kept.terms_of("c0")
    forbid = {"c0": [was]}
    found = alternatives(one.pathway, one.policy, 3, keep=kept, forbid=forbid)
    assert found.differ == 1 and found.kept is kept and found.most_moved == 2
    assert found.plans[0] == plan(one.pathway, one.policy, keep=kept, forbid=forbid).plan
    assert len(found.plans) == 4
    for result in found.results:
        assert result.plan is not None and result.moves is not None
        assert len(result.moves.moved) == len(moved(kept, result.plan)) <= 2
        assert any(m.course == "c0" and m.forced for m in result.moves.moves)
    for first, second in combinations(range(4), 2):
        assert found.moved(first, second)
    # Of what differs the terms in the kept plan stand first.
    rows = dict((c.id, terms) for c, terms in found.rows())
    assert rows["c0"][0] == (was,) and all(len(terms) == 5 for terms in rows.values())


def test_what_moved_only_to_differ_is_told_so() -> None:
    one = case("secondary: [{id: a, name: 甲课, terms: [1, 2]}]", limited(more=ALL_LIGHT))
    kept = plan(one.pathway, one.policy).plan
    found = alternatives(one.pathway, one.policy, 2, keep=kept)
    assert len(found.plans) == 2 and found.complete and found.most_moved == 1
    first, second = (r.moves for r in found.results)
    assert first is not None and not first.moves
    assert second is not None and second.moves[0].text().endswith("为与前面的方案不同")


FOUR = """
secondary:
- {id: a, name: 甲课, terms: [1, 4], hours: 72}
- {id: b, name: 乙课, terms: [1, 4], hours: 72}
- {id: c, name: 丙课, terms: [1, 4], hours: 72}
- {id: d, name: 丁课, terms: [1, 4], hours: 72}
"""


def test_a_change_is_shown_with_the_nearest_and_the_best_plan() -> None:
    one = case(FOUR, limited(more="light_terms: [5, 6]"))
    after = with_hours(one.pathway, "a", 36)
    found = compare(one.pathway, after, one.policy)
    assert found.moved()[0] == 0 and found.moved()[1] == 0
    assert found.moves is not None and [m.course for m in found.moves.moves] == ["a"]
    _, nearest, best = dict(found.parts())["balance"]
    assert nearest is not None and best is not None and best <= nearest
    assert [len(loads) for _, loads in found.loads()] == [3] * len(found.loads())


def test_what_moves_under_a_change_has_its_reason() -> None:
    one = case(FOUR, limited(more=ALL_LIGHT))
    present = plan(one.pathway, one.policy, pins={"a": 3, "b": 2}).plan
    found = compare(one.pathway, with_requisite(one.pathway, "a", "b"), one.policy, present=present)
    assert found.before.plan is not None and found.before.plan.terms_of("a") == (3,)
    assert found.moves is not None and len(found.moves.moved) == 1
    assert "先修课《甲课》" in found.moves.text()


def test_a_change_that_rules_a_plan_out_says_why() -> None:
    one = case(FOUR, limited(more=ALL_LIGHT))
    ring = with_requisite(with_requisite(one.pathway, "a", "b"), "b", "a")
    found = compare(one.pathway, ring, one.policy)
    assert found.before.plan is not None and found.after.plan is None and found.best.plan is None
    assert found.moves is None and found.after.conflict is not None
    assert found.moved() == (0, None, None)
