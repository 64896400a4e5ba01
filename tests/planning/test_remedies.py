"""What to change where there is no plan: concrete, tried, just enough, the least change first."""

from __future__ import annotations

from collections.abc import Mapping
from time import monotonic

import pytest

from articulate.i18n import LANGS, Lang, catalogue
from articulate.planning import PlanProblem, plan
from articulate.planning.conflict import clashing_part, hard_labels, least_clash
from articulate.planning.reasons import Conflict, ConflictReason, merged
from articulate.planning.refusal import explain
from articulate.planning.remedies.lever import EFFORT
from articulate.planning.rows import build
from plans import case, limited, plain, refused


def conflict(text: str, limits: str | None = None, pins: Mapping[str, int] | None = None) -> Conflict:
    result = refused(text, limits=limits, pins=pins) if limits else refused(text, pins=pins)
    assert result.conflict is not None
    return result.conflict


def ways(text: str, limits: str | None = None, pins: Mapping[str, int] | None = None) -> list[str]:
    return [plain(r.text("zh")) for r in conflict(text, limits, pins).remedies]


PACKING = """
secondary:
- {id: a, name: 甲课, hours: 90, terms: [1, 2]}
- {id: b, name: 乙课, hours: 90, terms: [1, 2]}
- {id: c, name: 丙课, hours: 90, terms: [1, 2]}
"""


def test_a_course_is_moved_no_further_than_needed() -> None:
    assert any(
        "把《甲课》的开课学期由第1—2学期改为第1—3学期（排在第3学期即可）" in w
        for w in ways(PACKING, limited(most=8))
    )


def test_a_limit_is_raised_no_further_than_needed() -> None:
    assert any("把中职周学时上限由8提高到10" in w for w in ways(PACKING, limited(most=8)))


def test_file_and_line_are_told() -> None:
    remedies = conflict(PACKING, limited(most=8)).remedies
    assert all(step.source for remedy in remedies for step in remedy.steps)
    assert "example.yaml:" in remedies[0].text("zh")


def test_any_link_of_a_ring_may_go() -> None:
    text = "secondary: [{id: a, name: 甲课, requisites: [b]}, {id: b, name: 乙课, requisites: [a]}]"
    told = " ".join(ways(text))
    assert "取消《甲课》以《乙课》为先" in told and "取消《乙课》以《甲课》为先" in told


def test_only_a_requisite_helps_where_the_stages_are_the_wrong_way_round() -> None:
    (way,) = ways(
        "secondary: [{id: a, name: 甲课, requisites: [b]}]\nhigher: [{id: b, name: 乙课, hours: 64}]"
    )
    assert "取消《甲课》以《乙课》为先的要求" in way


def test_a_choice_of_requisites_goes_as_a_whole() -> None:
    text = """
        secondary:
        - {id: a, name: 甲课, terms: [1, 1], requisites: [{any: [b, c]}]}
        - {id: b, name: 乙课}
        - {id: c, name: 丙课}
        """
    assert any("取消《甲课》以《乙课、丙课》为先的要求" in w for w in ways(text))


def test_a_pinned_course_goes_to_the_nearest_term() -> None:
    text = "secondary: [{id: a, name: 甲课}, {id: b, name: 乙课, requisites: [a]}]"
    told = ways(text, pins={"a": 4, "b": 2})
    assert "把《乙课》指定的第2学期改为第5学期，或取消指定" in told[0] + told[1]
    assert "把《甲课》指定的第4学期改为第1学期，或取消指定" in told[0] + told[1]


def test_an_exam_becomes_a_check() -> None:
    limits = limited(more="exams: 1")
    text = "secondary: [{id: a, exam: true, terms: [2, 2]}, {id: b, exam: true, terms: [2, 2]}]\n"
    told = " ".join(ways(text, limits))
    assert "由考试改为考查" in told and "考试课上限由1门提高到2门" in told


def test_hours_become_the_nearest_that_fit() -> None:
    told = ways("secondary: [{id: a, name: 甲课, hours: 73}]")
    assert told == [f"把《甲课》的学时由73改为{h}(example.yaml:1:31)" for h in (72, 75)]


def test_a_group_takes_fewer() -> None:
    text = """
        secondary: [{id: a, required: false}]
        programme: {secondary: {electives: [{id: e, name: 拓展选修, take: 2, courses: [a]}]}}
        """
    assert any("选修组“拓展选修”由选2门改为选1门" in w for w in ways(text))


def test_a_forbidden_term_is_allowed() -> None:
    limits = limited(more="", fixed="").replace("planning: {", "planning: {forbidden: {a: [1, 2]}, ")
    told = ways("secondary: [{id: a, name: 甲课, terms: [1, 2]}]\n", limits)
    assert any("允许《甲课》排在第1、2学期" in w for w in told)
    assert any("第1—3学期" in w for w in told)


def test_two_faults_need_two_steps() -> None:
    text = """
        secondary:
        - {id: a, name: 甲课, hours: 73}
        - {id: b, name: 乙课, requisites: [c]}
        - {id: c, name: 丙课, requisites: [b]}
        """
    best = conflict(text).remedies[0]
    assert len(best.steps) == 2
    assert "；同时" in best.text("zh") and "甲课" in best.text("zh") and "乙课" in best.text("zh")


SHARE = """
secondary:
- {id: a, name: 甲课, hours: 72, practice: 36, kind: core}
policy:
- {id: T1, title: 某规定, stage: secondary, measure: practice_share, unit: ratio, at_least: 9/10}
"""


def test_a_regulation_is_given_up_last_and_said_to_be_one() -> None:
    remedies = conflict(SHARE).remedies
    assert [r.regulation for r in remedies] == [False, True]
    assert "把理论学时共29学时改为实践：甲课29学时" in plain(remedies[0].text("zh"))
    assert "学校不能自行决定" in remedies[1].text("zh")


@pytest.mark.parametrize("text", [PACKING, SHARE])
def test_the_least_change_comes_first(text: str) -> None:
    remedies = conflict(text, limited(most=8)).remedies
    assert remedies and list(remedies) == sorted(remedies, key=lambda r: (r.regulation, r.cost))


def test_without_time_there_is_still_an_answer() -> None:
    one = case(PACKING, limited(most=8))
    problem = PlanProblem.of(one.pathway, one.policy)
    told = explain(problem, 0)
    assert told.reasons and not told.least and not told.remedies
    assert "时限内未能逐条排除" in told.text("zh")


def test_a_clash_of_the_relaxation_is_found_at_once() -> None:
    # Three courses of which two must share a term that holds one: the fractions already clash.
    text = "secondary: [{id: a, terms: [1, 2]}, {id: b, terms: [1, 2]}, {id: c, terms: [1, 2]}]\n"
    one = case(text, limited(more="courses: 1"))
    model = clashing_part(PlanProblem.of(one.pathway, one.policy), monotonic() + 10)
    assert model is not None
    found = least_clash(model, monotonic() + 10)
    assert found.least
    assert {model.labels[i].kind for i in found.labels} == {"place", "courses"}


def test_many_of_a_kind_are_told_in_one_sentence() -> None:
    reasons = [
        ConflictReason("weekly_most", {"term": t, "most": 8, "teaching": 18, "capacity": 144})
        for t in (1, 2, 3)
    ]
    (one,) = merged(reasons)
    assert plain(one.text("zh")) == "第1、2、3学期周学时都不超过8（合计可排432学时）"
    assert merged(reasons[:2]) == tuple(reasons[:2])


@pytest.mark.parametrize("lang", LANGS)
def test_every_condition_and_every_lever_has_words(lang: str) -> None:
    words = catalogue("plan", lang)["reason"]  # type: ignore[arg-type]
    one = case(PACKING, limited(most=8))
    model = build(PlanProblem.of(one.pathway, one.policy), lean=False)
    for number in hard_labels(model):
        assert f"relax_{model.labels[number].kind}" in words
    assert {w for w in words if w.startswith("remedy_")} >= {
        f"remedy_{k}"
        for k in ("move", "window", "season", "refix", "requisite", "exam", "hours", "weeks", "take")
    }
    assert set(EFFORT.values()) == {abs(v) for v in EFFORT.values()}


def test_a_plan_made_after_a_remedy_is_a_plan() -> None:
    # What is told is the change itself: made by hand it leads to a plan.
    one = case(
        PACKING.replace(
            "{id: a, name: 甲课, hours: 90, terms: [1, 2]}", "{id: a, name: 甲课, hours: 90, terms: [1, 3]}"
        ),
        limited(most=8),
    )
    assert plan(one.pathway, one.policy).plan is not None


SHARED_WEEKS = """
pathway:
  calendar: {terms: [{term: 1, teaching: 18, block: 2, shared: 2, weeks: 21}, {term: 2, teaching: 18},
    {term: 3, teaching: 18}, {term: 4, teaching: 18}, {term: 5, teaching: 18}, {term: 6, teaching: 18},
    {term: 7, teaching: 16}, {term: 8, teaching: 16}, {term: 9, teaching: 16}, {term: 10, teaching: 16}]}
  planning: {secondary: {weekly_hours: [0, 30]}, higher: {weekly_hours: [0, 30]}}
"""


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "共用的 2 周减为 {0} 周"), ("en", "have {0} weeks of term 1")]
)
def test_weeks_that_lessons_and_practice_share_are_made_fewer(lang: Lang, words: str) -> None:
    # 72 hours are 18 weeks of 4 hours; with one week of practice only 19 of 18 + 2 - 2 weeks are asked for.
    text = """
        secondary:
        - {id: a, name: 甲课, hours: 72, weekly: 4, terms: [1, 1]}
        - {id: p, name: 电工实训, delivery: block, weeks: 1, hours: 30, terms: [1, 1]}
        """
    found = conflict(text, SHARED_WEEKS)
    assert "shared_weeks" in {r.kind for r in found.reasons}
    told = [r.text(lang) for r in found.remedies]
    assert any(words.format(1) in t for t in told) and not any(words.format(0) in t for t in told)


def test_practice_is_moved_where_no_spare_week_is_left() -> None:
    text = """
        secondary:
        - {id: a, name: 甲课, hours: 72, weekly: 4, terms: [1, 1]}
        - {id: p, name: 电工实训, delivery: block, weeks: 1, hours: 30, terms: [1, 1]}
        """
    limits = SHARED_WEEKS.replace("weeks: 21", "weeks: 19").replace("{term: 2,", "{term: 2, block: 1,")
    told = " ".join(ways(text, limits))
    assert "共用" not in told and "把《电工实训》的开课学期" in told
