"""Plans of a school that are kept: as few moves as can be in all of them, each with what forced it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, product
from random import Random

import pytest

from articulate.checking import check
from articulate.i18n import LANGS, Lang
from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.model.programme import Facility
from articulate.model.school import School, Shared, Workshop
from articulate.planning.joint import JointResult, alternatives_school, plan_school, repair_school
from articulate.planning.joint.merging import join
from articulate.planning.joint.sharing import pattern, sharing
from articulate.planning.problem import MoveFor
from articulate.policy import Policy
from plans import case, limited
from siblings import draw_school, in_use, school_of

XY = Shared(courses=("x", "y"))

FIRST = """
secondary:
- {{id: x, name: 数学, hours: 36, terms: [1, 3]}}
- {{id: y, name: 语文, hours: 36, terms: [1, 3]}}
- {{id: a, name: 甲课, hours: {a}, terms: [1, 3], requisites: [{after}]}}
"""
SECOND = """
secondary:
- {id: x, name: 数学, hours: 36, terms: [1, 3]}
- {id: y, name: 语文, hours: 36, terms: [1, 3]}
- {id: b, name: 乙课, hours: 36, terms: [1, 3]}
"""


def no_policy(pathway: Pathway) -> Policy:
    return Policy(())


KEPT = {"p0": in_use(x=1, y=3, a=2), "p1": in_use(x=1, y=3, b=2)}


def example(a: int = 36, after: str = "x") -> School:
    return school_of(FIRST.format(a=a, after=after), SECOND, shared=XY)


def moved(result: JointResult) -> dict[str, set[str]]:
    return {m.key: {one.course for one in m.moves.moved} for m in result.members if m.moves is not None}


def reasons(result: JointResult, lang: Lang = "zh") -> dict[tuple[str, str], str]:
    return {
        (m.key, one.course): one.text(lang)
        for m in result.members
        if m.moves is not None
        for one in m.moves.moves
    }


# ---- as little as can be ------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["joint", "sequence"])
def test_plans_that_keep_every_condition_stay_as_they_are(way: str) -> None:
    school, hidden = draw_school(Random(3), 2, (4, 6))
    keep = {s.key: p for s, p in zip(school.pathways, hidden, strict=True)}
    result = plan_school(school, no_policy, keep=keep, way=way)  # type: ignore[arg-type]
    assert moved(result) == {k: set() for k in keep}
    # The later stages are proven for all together only where all are solved together.
    assert [(p.value, p.bound) for p in result.objective[:2]] == [(0, 0)] * 2
    assert result.status == "optimal" or way == "sequence"
    for key, plan in keep.items():
        assert result.plan_of(key).courses == plan.courses


CASES: list[tuple[School, Mapping[str, Mapping[str, int]]]] = [
    (example(), {"p0": {"x": 2}}),
    (example(after="y"), {}),
    (example(after="y"), {"p1": {"y": 1}}),
    (example(a=72, after="y"), {"p1": {"b": 3, "x": 3}}),
]


@pytest.mark.parametrize(("school", "pins"), CASES)
def test_no_more_courses_move_than_in_any_pair_of_plans_that_agree(
    school: School, pins: Mapping[str, Mapping[str, int]]
) -> None:
    result = plan_school(school, no_policy, keep=KEPT, pins=pins)
    assert result.status == "optimal"
    count = sum(map(len, moved(result).values()))
    assert count == result.objective[0].value == min(_changes(school, pins))
    for member in result.members:
        assert not check(member.pathway, Policy(()), plan=member.plan, select=["PLN"]).findings


def _changes(school: School, pins: Mapping[str, Mapping[str, int]]) -> Iterator[int]:
    """How many courses each pair of plans that agree gives other terms, by counting them out."""
    shared = sharing(school, no_policy)
    each = []
    for sibling, model in zip(school.pathways, join(shared).parts, strict=True):
        ways: dict[str, list[int]] = {}
        for index, placement in enumerate(model.placements):
            if placement.start == pins.get(sibling.key, {}).get(placement.course, placement.start):
                ways.setdefault(placement.course, []).append(index)
        plans = []
        for chosen in product(*ways.values()):
            settled = model.settle([float(i in chosen) for i in range(len(model.variables))])
            if not model.broken(settled):
                made = {model.placements[i].course: model.placements[i] for i in chosen}
                tied = tuple(pattern(made[c]) for c in ("x", "y"))
                old = KEPT[sibling.key]
                plans.append(
                    (tied, sum(old.terms_of(c) != tuple(p.term for p in w.parts) for c, w in made.items()))
                )
        each.append(plans)
    for (mine, count), (theirs, other) in product(*each):
        if mine == theirs:
            yield count + other


def test_both_back_ends_move_the_same_for_the_same_reasons() -> None:
    pytest.importorskip("ortools", reason="CP-SAT is an extra")
    asked = {"keep": KEPT, "pins": {"p1": {"y": 1}}}
    one, other = (plan_school(example(after="y"), no_policy, solver=s, **asked) for s in ("highs", "cpsat"))  # type: ignore[arg-type]
    assert one.as_json() == other.as_json() and any(moved(one).values())


def test_the_same_in_every_way_and_twice() -> None:
    school, _ = draw_school(Random(8), 2, (4, 6))
    first = plan_school(school, no_policy)
    keep = {m.key: m.plan for m in first.members}
    course = next(c.course for c in first.courses)
    was = keep[school.pathways[0].key].terms_of(course)
    forbid = {school.pathways[0].key: {course: was[:1]}}
    results = [plan_school(school, no_policy, keep=keep, forbid=forbid) for _ in range(2)]
    assert results[0].as_json() == results[1].as_json()
    sequence = plan_school(school, no_policy, keep=keep, forbid=forbid, way="sequence")
    if results[0].members:
        assert sequence.objective[0].value >= results[0].objective[0].value
        assert sequence.objective[0].bound <= results[0].objective[0].value


@pytest.mark.parametrize("move_for", ["conditions", "wishes", "balance"])
def test_a_pathway_without_a_plan_in_use_is_planned_anew(move_for: MoveFor) -> None:
    result = plan_school(example(), no_policy, keep={"p0": KEPT["p0"]}, move_for=move_for)
    assert result.status == "optimal" and set(moved(result)) == {"p0"}
    names = [p.name for p in result.objective]
    assert all([p.name for p in m.objective] == names for m in result.members)
    first = {"conditions": "change", "wishes": "unmet", "balance": "unmet"}[move_for]
    assert names[0] == first and names.index("change") < names.index("tie")
    assert result.plan_of("p1").courses == {"x", "y", "b"}
    if move_for == "conditions":
        # The other follows where the plan in use has the shared courses.
        assert not moved(result)["p0"]
        assert result.plan_of("p1").terms_of("x") == (1,) and result.plan_of("p1").terms_of("y") == (3,)


# ---- why ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_a_shared_course_moves_in_both_and_the_reason_is_that_of_the_one_it_arose_in(lang: Lang) -> None:
    result = plan_school(example(after=""), no_policy, keep=KEPT, pins={"p0": {"x": 2}})
    assert moved(result) == {"p0": {"x"}, "p1": {"x"}}
    told = reasons(result, lang)
    own = {"zh": "指定在第 2 学期", "en": "is fixed to start in term 2"}[lang]
    with_them = {"zh": "与专业1统一开设", "en": "taught together with 专业1"}[lang]
    assert own in told["p0", "x"] and with_them not in told["p0", "x"]
    assert own in told["p1", "x"] and with_them in told["p1", "x"]
    assert all(one.forced for m in result.members if m.moves for one in m.moves.moves)


def test_the_one_that_stayed_is_named_where_plans_in_use_did_not_agree() -> None:
    keep = {**KEPT, "p2": in_use(x=2, y=3, b=2)}
    school = school_of(FIRST.format(a=36, after="x"), SECOND, SECOND, shared=XY)
    result = plan_school(school, no_policy, keep=keep)
    assert moved(result) == {"p0": set(), "p1": set(), "p2": {"x"}}
    assert "专业1：原来就在第 1 学期" in reasons(result)["p2", "x"]
    (cause,) = result.causes
    assert cause.values["course"] == "数学"


def _workshop(strict: bool) -> tuple[School, dict[str, TeachingPlan]]:
    """Two pathways whose practice fits into the workshop only in turns, and plans that put both into term 1."""
    text = "secondary: [{id: a, name: 实训课, hours: 36, practice: 30, terms: [1, 2]}]"
    place = Facility(id="f", name="车间", stations=40, place="secondary")
    siblings = []
    for one in school_of(text, text).pathways:
        (course,) = one.pathway.courses
        pathway = one.pathway.with_courses((course.but(facilities=("f",)),))
        pathway = pathway.but(facilities=(place,), planning=pathway.planning.but(class_size=40))
        siblings.append(one.but(pathway=pathway))
    workshop = Workshop(
        id="w",
        name="共用车间",
        stations=40,
        open_hours=2,
        strict=strict,
        used_by={"p0": ("f",), "p1": ("f",)},
    )
    school = School(school="s", pathways=tuple(siblings), shared=Shared(workshops=(workshop,)))
    return school, {"p0": in_use(a=1), "p1": in_use(a=1)}


def test_a_strict_workshop_forces_one_of_them_out() -> None:
    school, keep = _workshop(strict=True)
    result = plan_school(school, no_policy, keep=keep)
    (count,) = {sum(map(len, moved(result).values()))}
    assert count == 1
    (told,) = reasons(result).values()
    assert "共用的“共用车间”要用 60 学时，超过开放的" in told
    assert "共用车间" in str(result.causes)


def test_of_two_courses_that_change_places_for_a_workshop_the_one_that_uses_it_says_so() -> None:
    school, _ = _workshop(strict=True)
    one = limited(most=2)
    other = case("secondary: [{id: b, name: 乙课, hours: 36, terms: [1, 2]}]", one).pathway
    full = tuple(
        s.but(
            pathway=s.pathway.with_courses((*s.pathway.courses, *other.courses)).but(
                planning=other.planning.but(class_size=40)
            )
        )
        for s in school.pathways
    )
    keep = {"p0": in_use(a=1, b=2), "p1": in_use(a=1, b=2)}
    result = plan_school(school.but(pathways=full), no_policy, keep=keep)
    (key,) = [k for k, courses in moved(result).items() if courses]
    told = reasons(result)
    assert moved(result)[key] == {"a", "b"} and "共用车间" in told[key, "a"]
    assert "共用车间" not in told[key, "b"] and "实训课" in told[key, "b"]


def test_a_workshop_that_is_a_wish_moves_nothing_unless_asked_to() -> None:
    school, keep = _workshop(strict=False)
    still = plan_school(school, no_policy, keep=keep)
    assert not any(moved(still).values()) and len(still.unmet) == 1
    better = plan_school(school, no_policy, keep=keep, move_for="wishes")
    (told,) = reasons(better).values()
    assert "期望不能满足" in told and "共用车间" in told and not better.unmet


# ---- what cannot be -----------------------------------------------------------------------------------


def test_pins_that_tear_a_shared_course_apart_are_refused_and_not_taken_as_leave_to() -> None:
    result = plan_school(example(after=""), no_policy, keep=KEPT, pins={"p0": {"x": 2}, "p1": {"x": 3}})
    assert result.status == "infeasible" and result.conflict is not None
    kinds = [r.kind for r in result.conflict.reasons]
    assert kinds.count("fixed") == 2 and set(kinds) == {"fixed", "place", "shared"}
    assert {c.course for c in result.courses} == {"x", "y"} and not result.apart


@pytest.mark.parametrize(
    "asked", [{"keep": {"p9": in_use(x=1)}}, {"pins": {"p9": {"x": 1}}}, {"forbid": {"p0": {"nothing": [1]}}}]
)
def test_what_does_not_exist_cannot_be_asked_for(asked: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no such"):
        plan_school(example(), no_policy, **asked)  # type: ignore[arg-type]


# ---- choices ------------------------------------------------------------------------------------------


def test_alternatives_differ_in_pairs_and_keep_their_bounds() -> None:
    found = alternatives_school(example(), no_policy, 3, differ=2)
    best = {p.name: p.value for p in found.results[0].objective}
    assert found.limit is not None and found.most_moved is None
    # Within these bounds there are but three in all, and that is said.
    assert len(found.found) == 3 and found.complete
    for result in found.results:
        assert result.status == "optimal"
        values = {p.name: p.value for p in result.objective}
        assert values["unmet"] <= best["unmet"] and values["balance"] <= found.limit
        assert result.plan_of("p0").terms_of("x") == result.plan_of("p1").terms_of("x")
    for one, other in combinations(range(3), 2):
        assert len(found.moved(one, other)) >= 2


def test_near_plans_in_use_the_first_is_the_nearest_and_none_moves_more_than_told() -> None:
    asked = {"keep": KEPT, "pins": {"p0": {"x": 2}}}
    found = alternatives_school(example(after=""), no_policy, 2, **asked)  # type: ignore[arg-type]
    nearest = plan_school(example(after=""), no_policy, **asked)  # type: ignore[arg-type]
    assert found.differ == 1 and moved(found.results[0]) == moved(nearest)
    counts = [sum(map(len, moved(r).values())) for r in found.results]
    assert found.most_moved == counts[0] + 1 and max(counts) <= found.most_moved
    told = [text for r in found.results for text in reasons(r).values()]
    assert len(told) == sum(counts) and not any("没有哪一条" in text for text in told)


# ---- made by hand -------------------------------------------------------------------------------------


def test_sound_plans_are_called_sound() -> None:
    found = repair_school(example(), no_policy, given=KEPT)
    assert found.sound and not any(moved(found.result).values())
    assert "2 份教学进程满足全部硬性要求" in found.lines()[0]


@pytest.mark.parametrize("lang", LANGS)
def test_faults_of_each_and_of_all_together_are_told_with_their_place_and_mended(lang: Lang) -> None:
    given = {"p0": in_use(x=2, y=3, a=1), "p1": in_use(x=1, b=2)}
    found = repair_school(example(), no_policy, given=given)
    first, second = found.given
    assert [str(f.source) for f in first.faults] == ["plan.yaml:7:5"] and not first.missing
    assert second.missing == ("语文",) and not second.faults
    (together,) = found.faults
    assert together.what.values["course"] == "数学"
    said = "\n".join(found.lines(lang))
    assert "专业1" in said and "专业2" in said and "plan.yaml:5:5" in said
    assert found.result.status == "optimal"
    assert found.result.plan_of("p0").terms_of("x") == found.result.plan_of("p1").terms_of("x")
    assert found.result.plan_of("p1").terms_of("y") == (3,)
    shape = found.as_json(lang)
    assert not shape["sound"] and [f["pathway"] for f in shape["faults"]] == ["p0", None]
    assert shape["missing"] == {"p1": ["语文"]}


def test_courses_that_are_no_longer_there_are_left_out_of_what_is_repaired() -> None:
    given = {"p0": in_use(x=1, y=3, a=2, old=1), "p1": KEPT["p1"]}
    found = repair_school(example(), no_policy, given=given)
    assert found.sound and "old" not in found.result.plan_of("p0").courses
