"""What is best among the plans that keep every condition."""

from __future__ import annotations

from articulate.planning import Objective, plan
from plans import ALL_LIGHT, case, limited, solved, terms


def test_weekly_hours_are_balanced() -> None:
    limits = limited(more="light_terms: [3, 4, 5, 6]")
    courses = ", ".join(f"{{id: c{k}, terms: [1, 2]}}" for k in range(4))
    found = terms(solved(f"secondary: [{courses}]\n", limits=limits))
    assert sorted(found.values()) == [(1,), (1,), (2,), (2,)]


def test_what_builds_on_a_course_follows_soon() -> None:
    text = """
        secondary:
        - {id: a, terms: [1, 1]}
        - {id: b, terms: [2, 5], requisites: [a]}
        """
    result = solved(text, limits=limited(more=ALL_LIGHT))
    assert terms(result)["b"] == (2,)
    assert {p.name: p.value for p in result.objective}[Objective.DISTANCE] == 0


ELECTIVES = """
    secondary:
    - {id: a, terms: [1, 1]}
    - {id: b, terms: [2, 4], requisites: [a], required: false}
    - {id: c, terms: [3, 3], required: false}
    programme: {secondary: {electives: [{id: e, name: 选修, take: 1, courses: [b, c]}]}}
    """


def test_an_elective_that_builds_on_something_is_not_shunned() -> None:
    result = solved(ELECTIVES, limits=limited(more=ALL_LIGHT))
    assert terms(result) == {"a": (1,), "b": (2,)}
    assert {p.name: p.value for p in result.objective}[Objective.DISTANCE] == 0


def test_the_distance_of_an_elective_counts_only_when_it_is_taken() -> None:
    result = solved(ELECTIVES, limits=limited(more=ALL_LIGHT), pins={"c": 3})
    values = {p.name: p.value for p in result.objective}
    assert values[Objective.DISTANCE] == 0 and values[Objective.CHOICE] == 1


FIVE = """
secondary:
- {id: a, terms: [1, 5]}
- {id: b, terms: [1, 5]}
- {id: c, terms: [1, 5]}
- {id: d, terms: [1, 5], %s}
- {id: e, terms: [1, 5]}
"""


def test_a_kept_plan_stays_where_it_can() -> None:
    before = solved(FIVE % "hours: 72")
    changed = case(FIVE % "requisites: [a]")
    free = plan(changed.pathway, changed.policy)
    kept = plan(changed.pathway, changed.policy, keep=before.plan)
    assert before.plan and kept.plan and free.plan
    old, new = terms(before), terms(kept)
    moved = [c for c in old if old[c] != new[c]]
    assert len(moved) <= len([c for c in old if old[c] != terms(free)[c]])
    assert (len(moved) == 0) == (old["a"] < old["d"])
    values = {p.name: p.value for p in kept.objective}
    assert values[Objective.CHANGE] == len(moved)
    assert values[Objective.SHIFT] == sum(abs(old[c][0] - new[c][0]) for c in moved)
    assert list(values)[:4] == ["change", "shift", "unmet", "balance"] and list(values)[-1] == "tie"


def test_keeping_an_optimal_plan_changes_nothing() -> None:
    one = case(FIVE % "hours: 72")
    first = plan(one.pathway, one.policy)
    again = plan(one.pathway, one.policy, keep=first.plan)
    assert first.plan and again.plan and again.plan.offerings == first.plan.offerings
    assert {p.name: p.value for p in again.objective}[Objective.CHANGE] == 0


def test_a_kept_elective_stays() -> None:
    text = """
        secondary: [{id: a, required: false}, {id: b, required: false}]
        programme: {secondary: {electives: [{id: e, name: 选修, take: 1, courses: [a, b]}]}}
        """
    pinned = solved(text, pins={"b": 3})
    one = case(text)
    kept = plan(one.pathway, one.policy, keep=pinned.plan)
    assert kept.plan is not None and kept.plan.taken == ("b",)


def test_a_fuse_that_blows_is_told() -> None:
    one = case(FIVE % "hours: 72")
    result = plan(one.pathway, one.policy, seconds=0)
    assert result.status in ("unknown", "feasible")
    assert result.status == "unknown" or (result.plan and result.plan.note)
