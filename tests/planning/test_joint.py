"""Several pathways of one school: shared courses agree, workshops hold, the sum is best, gaps are honest."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings

from articulate.checking import check
from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.model.programme import Facility
from articulate.model.school import School, Shared, Sibling, Workshop
from articulate.planning import Objective, plan
from articulate.planning.joint import JointResult, plan_school
from articulate.planning.joint.merging import join
from articulate.planning.joint.sharing import Policies, Sharing, pattern, sharing
from articulate.planning.model import Model
from articulate.policy import Policy
from plans import case, limited
from siblings import draw_school, school_of, schools
from strategies import draw_pathway

TESTS = Path(__file__).parents[1]
QUICK = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
COUNTED = [o for o in Objective if o is not Objective.TIE]


def no_policy(pathway: Pathway) -> Policy:
    return Policy(())


NONE: Policies = no_policy


def agreed(result: JointResult) -> bool:
    """Whether all who take a shared course have it in the same terms with the same weekly hours."""
    for course in result.courses:
        plans = [m.plan for m in result.members if m.key in course.members]
        ways = {
            tuple((o.term, o.weekly, 0 if o.weekly else o.weeks) for o in p.of(course.course))
            for p in plans
            if p.of(course.course)
        }
        if len(ways) > 1:
            return False
    return True


def faults(result: JointResult) -> list[str]:
    """What the independent checker finds in the plans."""
    return [
        f.text("en")
        for m in result.members
        for f in check(m.pathway, Policy(()), plan=m.plan, select=["PLN"]).findings
    ]


def value_of(model: Model, made: TeachingPlan) -> list[int]:
    """The stages of the objective for a plan, by the pathway's own model."""
    wanted = {c: tuple((o.term, o.hours) for o in made.of(c)) for c in made.courses}
    values = [0.0] * len(model.variables)
    for i, p in enumerate(model.placements):
        values[i] = float(wanted.get(p.course) == tuple((q.term, q.hours) for q in p.parts))
    settled = model.settle(values)
    return [model.value(g, settled) for g in model.goals if g.objective in COUNTED]


def values(result: JointResult) -> list[int]:
    return [p.value for p in result.objective if p.name != "tie"]


# ---- the sum is best --------------------------------------------------------------------------------


@QUICK
@given(schools())
def test_plans_agree_are_accepted_and_no_known_ones_are_better(
    drawn: tuple[School, tuple[TeachingPlan, ...]],
) -> None:
    school, hidden = drawn
    result = plan_school(school, NONE)
    assert result.status == "optimal" and not result.gap
    assert agreed(result) and not faults(result)
    assert all(not load.over for load in result.loads)
    joint = join(sharing(school, NONE))
    known = [value_of(m, p) for m, p in zip(joint.parts, hidden, strict=True)]
    assert values(result) <= [sum(stage) for stage in zip(*known, strict=True)]
    mine = [value_of(m, p.plan) for m, p in zip(joint.parts, result.members, strict=True)]
    assert values(result) == [sum(stage) for stage in zip(*mine, strict=True)]


TINY = """
secondary:
  - {{id: x, name: 数学, hours: 36, terms: [1, 3]}}
  - {{id: y, name: 语文, hours: 72, span: [1, 2], terms: [1, 4]}}
  - {{id: z, name: 专业课, hours: {hours}, terms: [1, 3], exam: true, requisites: [{before}]}}
"""


@pytest.mark.parametrize(
    ("first", "second"),
    [(("36", "x"), ("72", "y")), (("54", ""), ("36", "x")), (("72", "y"), ("108", "y"))],
)
def test_the_optimum_is_that_of_all_pairs_of_plans(first: tuple[str, str], second: tuple[str, str]) -> None:
    texts = [TINY.format(hours=hours, before=before) for hours, before in (first, second)]
    school = school_of(*texts, shared=Shared(courses=("x", "y")))
    result = plan_school(school, NONE)
    assert result.status == "optimal"
    assert values(result) == min(_all_pairs(sharing(school, NONE)))


def _all_pairs(shared: Sharing) -> Iterator[list[int]]:
    """The objective of every pair of plans that agree on the shared courses, by counting them out."""
    tied = {c.course for c in shared.courses}
    assert tied == {"x", "y"}
    each = []
    for model in join(shared).parts:
        ways: dict[str, list[int]] = {}
        for index, placement in enumerate(model.placements):
            ways.setdefault(placement.course, []).append(index)
        plans = []
        for chosen in product(*ways.values()):
            bits = [float(i in chosen) for i in range(len(model.variables))]
            settled = model.settle(bits)
            if not model.broken(settled):
                key = {model.placements[i].course: pattern(model.placements[i]) for i in chosen}
                value = [model.value(g, settled) for g in model.goals if g.objective in COUNTED]
                plans.append(({c: key[c] for c in tied}, value))
        each.append(plans)
    for (mine, value), (theirs, other) in product(*each):
        if mine == theirs:
            yield [a + b for a, b in zip(value, other, strict=True)]


def test_one_pathway_is_planned_as_it_would_be_alone() -> None:
    pathway, _ = draw_pathway(Random(4), (10, 12))
    school = School(school="s", pathways=(Sibling(pathway=pathway),))
    result = plan_school(school, NONE)
    single = plan(pathway, Policy(()))
    assert [p for p in result.objective if p.name != "tie"] == [
        p for p in single.objective if p.name != "tie"
    ]


# ---- one after the other ----------------------------------------------------------------------------


@settings(QUICK, max_examples=6)
@given(schools(8))
def test_in_sequence_plans_hold_and_the_bound_is_honest(
    drawn: tuple[School, tuple[TeachingPlan, ...]],
) -> None:
    school, _ = drawn
    best = plan_school(school, NONE)
    result = plan_school(school, NONE, way="sequence")
    assert result.method == "sequence" and result.steps
    assert agreed(result) and not faults(result)
    assert values(result) >= values(best)
    for made, proven in zip(result.objective, best.objective, strict=True):
        assert made.bound <= made.value
        assert made.bound <= proven.value
        if made.value != proven.value:
            assert result.status == "feasible" and result.gap
            break


def test_a_pathway_that_cannot_follow_is_planned_again_with_those_before() -> None:
    school = school_of(
        "secondary: [{id: x, name: 数学, hours: 36, terms: [1, 4]}, {id: a, name: 甲课, hours: 36, requisites: [x], terms: [3, 3]}]",
        "secondary: [{id: x, name: 数学, hours: 36, terms: [1, 4]}, {id: b, name: 乙课, hours: 36, requisites: [x], terms: [2, 2]}]",
        shared=Shared(courses=("x",)),
    )
    # The first alone puts 数学 next to what builds on it, too late for the second.
    alone = plan_school(School(school="s", pathways=school.pathways[:1]), NONE)
    assert alone.plan_of("p0").terms_of("x") == (2,)
    result = plan_school(school, NONE, way="sequence")
    assert [s.kind for s in result.steps] == ["first", "windows"]
    assert result.plan_of("p0").terms_of("x") == result.plan_of("p1").terms_of("x") == (1,)


# ---- what is shared ---------------------------------------------------------------------------------


def test_courses_of_one_common_file_are_shared_and_those_of_a_programme_are_not() -> None:
    school, _ = draw_school(Random(2), 2, (8, 10))
    shared = sharing(school, NONE)
    public = {c.id for c in school.pathways[0].pathway.courses if c.source.file == "common.yaml"}
    assert {c.course for c in shared.courses} == public
    apart = School(school="s", pathways=school.pathways, shared=Shared(separate=tuple(sorted(public)[:1])))
    assert {c.course for c in sharing(apart, NONE).courses} == public - {min(public)}


def test_other_hours_are_told_and_planned_apart() -> None:
    school, _ = draw_school(Random(2), 2, (8, 10))
    first, second = school.pathways
    course = next(c for c in second.pathway.courses if c.source.file == "common.yaml")
    longer = course.but(hours=course.hours * 2, split=())
    changed = second.pathway.with_courses(
        tuple(longer if c.id == course.id else c for c in second.pathway.courses)
    )
    shared = sharing(School(school="s", pathways=(first, second.but(pathway=changed))), NONE)
    assert course.id not in {c.course for c in shared.courses}
    (why,) = [a for a in shared.apart if a.course == course.id]
    assert why.why.key == "joint.apart.hours"


def test_an_elective_is_tied_only_for_those_who_take_it() -> None:
    text = """
    secondary:
      - {id: m, name: 音乐, hours: 36, required: false, elective: limited, terms: [1, 2]}
      - {id: n, name: 美术, hours: 36, required: false, elective: limited, terms: [1, 2]}
    electives: {secondary: [{id: e, name: 艺术, courses: [m, n], take: 1}]}
    """
    fixed = limited(fixed="m: 1"), limited(fixed="n: 2")
    siblings = tuple(Sibling(id=f"p{k}", pathway=case(text, one).pathway) for k, one in enumerate(fixed))
    school = School(school="s", pathways=siblings, shared=Shared(courses=("m", "n")))
    result = plan_school(school, NONE)
    assert result.status == "optimal"
    assert result.plan_of("p0").courses == {"m"} and result.plan_of("p1").courses == {"n"}


def _workshop(strict: bool = False, hours: int = 4, **more: object) -> School:
    """Two pathways with 60 hours of practice each in one workshop that is open 4 hours a week."""
    text = "secondary: [{id: a, name: 实训课, hours: 72, practice: 60, terms: [1, 2]}]"
    school = school_of(text, text)
    place = Facility(id="f", name="车间", stations=40, place="secondary")
    siblings = []
    for one in school.pathways:
        (course,) = one.pathway.courses
        pathway = one.pathway.with_courses((course.but(facilities=("f",)),)).but(facilities=(place,))
        siblings.append(one.but(pathway=pathway))
    workshop = Workshop(
        id="w", name="共用车间", stations=40, open_hours=hours, strict=strict,
        used_by={"p0": ("f",), "p1": ("f",)}, **more,
    )  # fmt: skip
    return School(school="s", pathways=tuple(siblings), shared=Shared(workshops=(workshop,)))


def test_classes_take_turns_in_a_workshop() -> None:
    result = plan_school(_workshop(), NONE)
    terms = {result.plan_of(k).terms_of("a") for k in ("p0", "p1")}
    assert terms == {(1,), (2,)}
    assert [(w.term, w.total) for w in result.loads] == [(1, 60), (2, 60)]
    assert not result.unmet


def test_a_workshop_that_is_too_small_is_told_and_if_strict_refused() -> None:
    result = plan_school(_workshop(hours=3), NONE)
    # Overfull terms are counted: one of them is better than two.
    assert len(result.unmet) == 1 == values(result)[0]
    assert [(w.total, w.capacity, w.over) for w in result.loads] == [(120, 57, True)]
    none = plan_school(_workshop(hours=3, strict=True), NONE)
    assert none.status == "infeasible" and none.conflict is not None
    assert {r.kind for r in none.conflict.reasons} >= {"workshop"}
    assert "共用车间" in "\n".join(none.conflict.lines())


def test_two_rooms_serve_two_classes_at_a_time() -> None:
    result = plan_school(_workshop(hours=2, rooms=2), NONE)
    assert [w.capacity for w in result.loads] == [76, 76]


def test_more_classes_need_the_workshop_longer() -> None:
    school = _workshop(hours=8)
    first, second = school.pathways
    result = plan_school(school.but(pathways=(first.but(classes=2), second)), NONE)
    assert {k: h for w in result.loads for k, h in w.hours.items()} == {"p0": 120, "p1": 60}


def test_a_campus_keeps_all_who_use_a_workshop_away_in_other_terms() -> None:
    school = _workshop(hours=20, campus="东校区").but(campus={1: "西校区", 2: "东校区"})
    result = plan_school(school, NONE)
    assert {result.plan_of(k).terms_of("a") for k in ("p0", "p1")} == {(2,)}


def test_one_pathway_in_two_groups_of_classes_takes_turns() -> None:
    pathway = _workshop().pathways[0].pathway
    groups = tuple(Sibling(id=k, name=f"{k}班", pathway=pathway) for k in ("p0", "p1"))
    result = plan_school(_workshop().but(pathways=groups), NONE)
    assert result.plan_of("p0").terms_of("a") != result.plan_of("p1").terms_of("a")


# ---- why not ----------------------------------------------------------------------------------------


def test_pathways_that_want_opposite_orders_are_named_with_the_shared_courses() -> None:
    text = """
    secondary:
      - {{id: x, name: 数学, hours: 36, terms: [1, 2]{0}}}
      - {{id: y, name: 物理, hours: 36, terms: [1, 2]{1}}}
    """
    after = ", requisites: [{}]"
    school = school_of(
        text.format("", after.format("x")),
        text.format(after.format("y"), ""),
        text.format("", ""),
        shared=Shared(courses=("x", "y")),
    )
    result = plan_school(school, NONE)
    assert result.status == "infeasible" and result.conflict is not None
    assert result.conflict.titles == ("专业1", "专业2")
    kinds = sorted(r.kind for r in result.conflict.reasons)
    assert "shared" in kinds and kinds.count("pre") == 2
    said = "\n".join(result.conflict.lines())
    assert "《数学》由专业1、专业2统一开设" in said or "《物理》由专业1、专业2统一开设" in said
    assert "专业1：《物理》须在先修课《数学》结束之后开课" in said
    assert "专业2：《数学》须在先修课《物理》结束之后开课" in said
    assert "separate" in said


def test_a_shared_course_without_a_common_term_is_told_at_once() -> None:
    school = school_of(
        "secondary: [{id: x, name: 数学, hours: 36, terms: [1, 2]}]",
        "secondary: [{id: x, name: 数学, hours: 36, terms: [3, 4]}]",
        shared=Shared(courses=("x",)),
    )
    result = plan_school(school, NONE)
    assert result.conflict is not None
    assert [r.kind for r in result.conflict.reasons] == ["shared_never"]
    assert "《数学》：专业1、专业2没有都能开的学期和周学时" in "\n".join(result.conflict.lines())


def test_a_pathway_without_a_plan_of_its_own_is_named() -> None:
    school = school_of(
        "secondary: [{id: x, name: 数学, hours: 36}]",
        "secondary: [{id: a, name: 甲课, requisites: [b]}, {id: b, name: 乙课, requisites: [a]}]",
    )
    result = plan_school(school, NONE)
    assert result.conflict is not None and result.conflict.titles == ("专业2",)
    assert result.conflict.own is not None
    assert "甲课" in "\n".join(result.conflict.lines())


# ---- same input, same plans -------------------------------------------------------------------------


SCRIPT = """
import json
from random import Random
from siblings import draw_school
from articulate.planning.joint import plan_school
from articulate.policy import Policy
for way in ("joint", "sequence"):
    result = plan_school(draw_school(Random(5), 2, (6, 8))[0], lambda p: Policy(()), way=way)
    print(json.dumps(result.as_json()))
"""


def test_the_hash_seed_says_nothing() -> None:
    path = os.pathsep.join([str(TESTS), str(TESTS.parent / "src")])
    told = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
        ).stdout
        for seed in ("0", "4242")
    }
    assert len(told) == 1 and "offerings" in told.pop()


@pytest.mark.parametrize("seed", range(3))
def test_both_back_ends_prove_the_same_plans(seed: int) -> None:
    pytest.importorskip("ortools", reason="CP-SAT is an extra")
    school, _ = draw_school(Random(seed), 2, (8, 10))
    first, second = (plan_school(school, NONE, solver=s) for s in ("highs", "cpsat"))
    assert first.status == second.status == "optimal"
    assert first.as_json() == second.as_json()


def test_more_pathways_are_first_planned_one_after_the_other() -> None:
    school, _ = draw_school(Random(1), 5, (4, 6))
    result = plan_school(school, NONE)
    assert result.steps[0].kind == "first" and result.steps[-1].kind == "polished"
    assert result.method == "joint" and agreed(result) and not faults(result)


def test_without_time_there_is_no_answer_and_no_lie() -> None:
    school, _ = draw_school(Random(1), 2, (8, 10))
    result = plan_school(school, NONE, seconds=0)
    assert result.status == "unknown" and not result.members and result.conflict is None
