"""Conditions on terms, distances, weeks and places, each alone, with a few courses."""

from __future__ import annotations

import pytest

from articulate.planning import PlanResult
from plans import FREE, refused, solved, terms


def planning(more: str) -> str:
    """Free limits with more planning settings."""
    return FREE.replace("planning: {", f"planning: {{{more}, ", 1)


def kinds_of(result: PlanResult) -> set[str]:
    assert result.conflict is not None
    return {r.kind for r in result.conflict.reasons}


# ---- terms -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("barred", "left"), [("[1, 2]", {3, 4}), ("[autumn]", {2, 4}), ("[spring, 1]", {3}), ("[2, 3, 4]", {1})]
)
def test_forbidden_terms_and_seasons_are_left_free(barred: str, left: set[int]) -> None:
    limits = planning(f"forbidden: {{a: {barred}}}")
    assert terms(solved("secondary: [{id: a, terms: [1, 4]}]\n", limits=limits))["a"][0] in left


def test_a_course_forbidden_everywhere_is_told() -> None:
    limits = planning("forbidden: {a: [autumn, spring]}")
    result = refused("secondary: [{id: a, name: 机械制图, terms: [3, 3]}]\n", limits=limits)
    assert "forbidden" in kinds_of(result)
    assert result.conflict is not None and "《机械制图》指定不排在第 3 学期" in result.conflict.text("zh")


# ---- distances ---------------------------------------------------------------------------------------


def spaced(entry: str) -> str:
    return planning(f"spacing: [{{courses: [a, b, c], {entry}}}]")


THREE = """
secondary:
- {id: a, terms: [1, 6]}
- {id: b, terms: [1, 6]}
- {id: c, terms: [1, 6]}
"""


def test_courses_that_must_be_neighbours_are() -> None:
    fixed = spaced("within: 1, in_order: true").replace("fixed: {}", "fixed: {b: 5}")
    assert terms(solved(THREE, limits=fixed)) == {"a": (4,), "b": (5,), "c": (6,)}


def test_courses_within_one_term_of_each_other_need_no_order() -> None:
    found = terms(solved(THREE, limits=spaced("within: 1")))
    starts = [t[0] for t in found.values()]
    assert max(starts) - min(starts) <= 1


def test_courses_that_must_be_far_apart_are() -> None:
    found = sorted(t[0] for t in terms(solved(THREE, limits=spaced("apart: 2"))).values())
    assert found == sorted(found) and found[1] - found[0] >= 2 and found[2] - found[1] >= 2


def test_distances_count_from_end_to_start() -> None:
    text = "secondary: [{id: a, hours: 108, span: [3], terms: [1, 3]}, {id: b, terms: [1, 6]}]\n"
    assert terms(solved(text, limits=planning("spacing: [{courses: [a, b], apart: 3}]")))["b"] == (6,)


def test_electives_that_are_not_taken_keep_no_distance() -> None:
    text = """
        secondary:
        - {id: a, terms: [1, 1]}
        - {id: b, terms: [6, 6], required: false}
        - {id: c, terms: [6, 6], required: false}
        programme: {secondary: {electives: [{id: e, name: 选修, take: 1, courses: [b, c]}]}}
        """
    found = terms(solved(text, limits=planning("spacing: [{courses: [a, b], within: 1}]")))
    assert set(found) == {"a", "c"}


def test_an_order_stands_where_the_course_between_is_not_taken() -> None:
    text = """
        secondary:
        - {id: a, terms: [2, 5]}
        - {id: b, terms: [1, 6], required: false, hours: 90}
        - {id: c, terms: [1, 6]}
        - {id: d, terms: [1, 6], required: false, hours: 36}
        programme: {secondary: {electives: [{id: e, name: 选修, take: 1, courses: [b, d]}]}}
        """
    found = terms(solved(text, limits=spaced("in_order: true, within: 1")))
    assert "b" not in found and found["a"] < found["c"]


def test_distances_that_cannot_be_kept_are_told_with_their_line() -> None:
    text = "secondary: [{id: a, name: 甲课, terms: [1, 1]}, {id: b, name: 乙课, terms: [6, 6]}]\n"
    result = refused(text, limits=planning("spacing: [{courses: [a, b], within: 1}]"))
    assert result.conflict is not None
    (reason,) = [r for r in result.conflict.reasons if r.kind == "within"]
    assert "《甲课》与《乙课》相隔不得超过 1 个学期" in reason.text("zh") and reason.source.line


# ---- series and internships ---------------------------------------------------------------------------


def test_a_numbered_series_is_taught_in_order() -> None:
    text = """
        secondary:
        - {id: a, name: 专业英语Ⅱ, terms: [1, 3]}
        - {id: b, name: 专业英语Ⅰ, terms: [2, 3]}
        - {id: c, name: 专业英语Ⅲ, terms: [1, 6]}
        """
    found = terms(solved(text))
    assert found["b"] < found["a"] < found["c"]


def test_a_series_that_cannot_be_in_order_is_told_and_no_obstacle() -> None:
    result = solved("secondary: [{id: a, name: 体育1, terms: [4, 4]}, {id: b, name: 体育2, terms: [2, 2]}]")
    assert [u.kind for u in result.unmet] == ["series"]
    assert result.unmet[0].text("zh") == "《体育2》开课时，它的前一段《体育1》尚未结束"


INTERNS = """
secondary:
- {id: v, name: 认识实习, kind: practicum, delivery: block, weeks: 1, hours: 30, terms: [%s]}
- {id: w, name: 岗位实习, kind: practicum, delivery: block, weeks: 1, hours: 30, terms: [%s]}
policy: [moe-2021-4]
"""


def test_nobody_works_in_the_first_year_and_all_visit_before() -> None:
    found = terms(solved(INTERNS % ("1, 4", "1, 6")))
    assert found["v"] <= found["w"] and found["w"][0] >= 3


def test_a_work_internship_of_the_first_year_is_refused_with_its_document() -> None:
    result = refused(INTERNS % ("1, 4", "1, 2"))
    assert result.conflict is not None
    early = [r for r in result.conflict.reasons if r.kind == "too_young"]
    assert early and early[0].provision and "教职成〔2021〕4号" in early[0].text("zh")


def test_a_visit_after_the_work_is_told() -> None:
    result = solved(INTERNS % ("6, 6", "4, 4"))
    assert [u.kind for u in result.unmet] == ["visit"]


# ---- weeks ---------------------------------------------------------------------------------------------

CALENDAR = """
pathway:
  calendar:
    terms:
    - {{term: 1, teaching: 18, activities: [{{name: 军训, weeks: 1}}]}}
    - {{term: 2, teaching: 18, block: {block}, shared: {shared}}}
    - {{term: 3, teaching: 18, block: 1, activities: [{{name: 劳动周, weeks: 1}}]}}
    - {{term: 4, teaching: 18, block: 1}}
    - {{term: 5, teaching: 18, block: 1}}
    - {{term: 6, teaching: 18, block: 1}}
    - {{term: 7, teaching: 16}}
    - {{term: 8, teaching: 16}}
    - {{term: 9, teaching: 16}}
    - {{term: 10, teaching: 16}}
  planning:
    secondary: {{weekly_hours: [{least}, 30], light_terms: [1, 3, 4, 5, 6]}}
    higher: {{weekly_hours: [0, 30]}}
"""


def weeks(block: int = 1, shared: int = 0, least: int = 0) -> str:
    return CALENDAR.format(block=block, shared=shared, least=least)


def test_activity_weeks_hold_their_courses_and_leave_the_block_weeks_free() -> None:
    text = """
        secondary:
        - {id: a, delivery: block, weeks: 1, hours: 30, activity: 劳动周}
        - {id: b, delivery: block, weeks: 1, hours: 30, terms: [3, 3]}
        """
    assert terms(solved(text, limits=weeks())) == {"a": (3,), "b": (3,)}


def test_two_courses_do_not_fit_into_one_activity_week() -> None:
    one = "delivery: block, weeks: 1, hours: 30, activity: 军训"
    result = refused(f"secondary: [{{id: a, {one}}}, {{id: b, {one}}}]\n", limits=weeks())
    assert result.conflict is not None and "“军训”" in result.conflict.text("zh")


def test_lessons_end_earlier_where_practice_takes_their_weeks() -> None:
    text = """
        secondary:
        - {id: a, hours: 36, terms: [2, 2]}
        - {id: p, delivery: block, weeks: 3, hours: 90, terms: [2, 2]}
        """
    result = solved(text, limits=weeks(block=3, shared=2))
    assert result.plan is not None
    (lesson,) = result.plan.of("a")
    assert lesson.weekly * lesson.weeks == 36 and lesson.weeks + 3 <= 18 + 3 - 2


def test_lessons_last_the_whole_term_where_nothing_takes_their_weeks() -> None:
    result = solved("secondary: [{id: a, hours: 36, terms: [2, 2]}]\n", limits=weeks(block=3, shared=2))
    assert result.plan is not None
    assert [(o.weekly, o.weeks) for o in result.plan.of("a")] == [(2, 18)]


@pytest.mark.parametrize(("blocks", "possible"), [(1, False), (3, True)])
def test_the_least_weekly_hours_count_the_weeks_that_remain(blocks: int, possible: bool) -> None:
    # 64 hours are four a week over sixteen weeks, and too few over the eighteen of an undivided term.
    text = f"""
        secondary:
        - {{id: a, hours: 64, terms: [2, 2]}}
        - {{id: p, delivery: block, weeks: {blocks}, hours: 90, terms: [2, 2]}}
        """
    limits = weeks(block=3, shared=2, least=4)
    if possible:
        assert set(terms(solved(text, limits=limits))) == {"a", "p"}
    else:
        refused(text, limits=limits)


@pytest.mark.parametrize(("weekly", "expected"), [("4", (4, 9)), ("[3, 6]", (3, 12)), ("12", (12, 3))])
def test_weekly_hours_that_the_school_sets_make_half_terms_and_others(
    weekly: str, expected: tuple[int, int]
) -> None:
    result = solved(f"secondary: [{{id: a, hours: 36, weekly: {weekly}}}]")
    assert result.plan is not None
    assert [(o.weekly, o.weeks) for o in result.plan.of("a")] == [expected]


def test_a_named_split_may_end_in_half_a_term() -> None:
    result = solved("secondary: [{id: a, hours: 108, split: [72, 36], span: [2], weekly: [4]}]")
    assert result.plan is not None
    assert [(o.weekly, o.weeks) for o in result.plan.of("a")] == [(4, 18), (4, 9)]


# ---- places and people ---------------------------------------------------------------------------------

WORKSHOP = """
secondary: [{id: a, practice: 72, facilities: [f, g], terms: [1, 3]}]
programme:
  secondary:
    facilities:
    - {id: f, name: 车间, stations: 40, campus: 东校区}
    - {id: g, name: 实训室, stations: 40, campus: %s}
"""


def test_practice_is_where_the_cohort_is() -> None:
    limits = planning("campus: {1: 西校区, 2: 西校区, 3: 东校区}")
    assert terms(solved(WORKSHOP % "东校区", limits=limits))["a"] == (3,)


def test_one_facility_at_hand_is_enough() -> None:
    limits = planning("campus: {1: 西校区, 2: 西校区, 3: 北校区}")
    assert terms(solved(WORKSHOP % "西校区", limits=limits))["a"][0] in (1, 2)


def test_practice_out_of_reach_in_every_term_is_told() -> None:
    limits = planning("campus: {1: 西校区, 2: 西校区, 3: 西校区}")
    result = refused(WORKSHOP % "东校区", limits=limits)
    assert "campus" in kinds_of(result)


@pytest.mark.parametrize(("students", "unmet"), [(40, []), (41, ["facility"]), (120, ["facility"])])
def test_the_size_of_the_cohort_decides_how_often_a_room_is_needed(students: int, unmet: list[str]) -> None:
    text = """
        secondary: [{id: a, hours: 72, practice: 72, facilities: [f]}]
        programme: {secondary: {facilities: [{id: f, name: 车间, stations: 40}]}}
        """
    limits = planning(f"students: {students}").replace("[0, 30]", "[0, 5]", 1)
    assert [u.kind for u in solved(text, limits=limits).unmet] == unmet


# ---- the transfer assessment -----------------------------------------------------------------------------


def transferring(settings: str) -> str:
    return FREE.replace("pathway: {", f"pathway: {{transfer: {{deadline: 3, {settings}}}, ", 1)


@pytest.mark.parametrize("settings", ["process: {a: 100}", "culture_courses: [a]"])
def test_what_is_assessed_ends_by_the_deadline(settings: str) -> None:
    text = "secondary: [{id: a, hours: 144, span: [2], terms: [2, 6]}]\n"
    assert terms(solved(text, limits=transferring(settings)))["a"] == (2, 3)
    late = refused(text.replace("[2, 6]", "[3, 6]"), limits=transferring(settings))
    assert "assessed" in kinds_of(late)


def test_a_topic_of_a_skill_task_is_taught_by_the_deadline_once() -> None:
    text = """
        secondary:
        - {id: a, terms: [5, 5], outcomes: [焊接/3]}
        - {id: b, terms: [3, 6], outcomes: [焊接/2]}
        """
    tasks = "tasks: [{competency: k, topics: [焊接]}]"
    assert terms(solved(text, limits=transferring(tasks)))["b"] == (3,)
    late = refused(text.replace("[3, 6]", "[4, 6]"), limits=transferring(tasks))
    assert "asked" in kinds_of(late)


# ---- why not -----------------------------------------------------------------------------------------------


def test_an_activity_that_the_calendar_does_not_know_is_told() -> None:
    text = "secondary: [{id: a, name: 劳动实践, delivery: block, weeks: 1, hours: 30, activity: 劳动月}]\n"
    result = refused(text, limits=weeks())
    assert result.conflict is not None
    assert [r.kind for r in result.conflict.reasons] == ["no_activity"]
    assert "“劳动月”最多 0 周" in result.conflict.text("zh")


def test_hours_that_no_allowed_weekly_hours_make_are_told_with_the_nearest() -> None:
    result = refused("secondary: [{id: a, name: 甲课, hours: 40, weekly: [6]}]\n")
    assert result.conflict is not None
    assert "每周 6 学时排完（跨 1 个学期）；可改为 36、42 学时" in result.conflict.text("zh")
