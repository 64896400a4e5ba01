"""Each student is decided by the criteria, with the reason in words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articulate.cohort import Layout, Mark, Outcome, Results, Sitting, Student, Terms
from articulate.cohort.judging import THROUGH, judge, tie_keys
from articulate.cohort.lines import line_counts, part_effects, reaches
from articulate.cohort.scoring import carried, score_all, tenth
from articulate.i18n import show
from articulate.model.settings import Judging
from cohorts import small, student, verdict, verdicts


def said(one: Any) -> str:
    return "；".join(show(r) for r in one.reasons)


def test_a_total_is_weighed_and_rounded_as_the_sheet_shows_it() -> None:
    found = verdict(student(process=71, chinese=66, maths=65, skill=70))
    # 0.40 × 71 + 0.25 × 65.5 + 0.35 × 70 = 69.275
    assert found.parts == {"process": Decimal("71.0"), "culture": Decimal("65.5"), "skill": Decimal("70.0")}
    assert found.total == Decimal("69.3")
    assert found.outcome is Outcome.PASSED


def test_scores_are_rounded_half_up() -> None:
    assert tenth(Fraction(5995, 100)) == Decimal("60.0")
    assert tenth(Fraction(5994, 100)) == Decimal("59.9")


def test_a_part_below_its_line_fails_a_student_whose_total_would_do() -> None:
    found = verdict(student(process=95, chinese=40, maths=50, skill=95))
    assert found.outcome is Outcome.RETEST
    assert found.short == ("culture",)
    assert "文化素质 45，低于合格线 50，差 5" in said(found)


def test_the_process_part_has_no_retest() -> None:
    found = verdict(student(process=49, skill=95))
    assert found.outcome is Outcome.FAILED
    assert "课程过程不能补考" in said(found)


def test_a_retest_counts_up_to_the_pass_line() -> None:
    found = verdict(student(chinese=40, maths=40, again={"culture:s-chinese": 90, "culture:s-maths": 90}))
    assert found.outcome is Outcome.RETEST_PASSED
    assert found.parts["culture"] == Decimal(60)
    assert "按规定最高记 60" in said(found)


def test_who_resits_one_subject_keeps_the_other() -> None:
    found = verdict(student(chinese=30, maths=60, again={"culture:s-chinese": 50}))
    assert found.parts["culture"] == Decimal("55.0")


def test_a_part_given_anew_as_a_whole_replaces_what_it_was_made_of() -> None:
    pathway, criteria = small()
    layout = Layout(pathway, criteria)
    before = {"culture:s-chinese": Fraction(30), "culture:s-maths": Fraction(60), "skill": Fraction(70)}
    assert carried(before, {"culture": Fraction(80)}, layout) == {
        "skill": Fraction(70),
        "culture": Fraction(80),
    }


def test_a_worse_retest_takes_nothing_away() -> None:
    found = verdict(student(chinese=48, maths=50, again={"culture": 20}))
    assert found.parts["culture"] == Decimal(49)
    assert found.outcome is Outcome.FAILED
    assert "已补考 1 次" in said(found)


def test_absence_without_leave_is_nought_and_has_no_retest() -> None:
    found = verdict(student(chinese=Mark.ABSENT, maths=90))
    assert found.parts["culture"] == Decimal(45)
    assert found.outcome is Outcome.FAILED
    assert "缺考" in said(found)
    assert verdict(student(chinese=Mark.ABSENT, maths=90), absent_may_retest=True).outcome is Outcome.RETEST


def test_a_deferred_examination_waits_and_then_counts_in_full() -> None:
    waiting = verdict(student(chinese=Mark.DEFERRED, maths=90))
    assert waiting.outcome is Outcome.DEFERRED
    sat = verdict(student(chinese=Mark.DEFERRED, maths=90, again={"culture:s-chinese": 90}))
    assert sat.outcome is Outcome.PASSED
    assert sat.parts["culture"] == Decimal(90)


def test_cheating_voids_the_assessment_or_gives_nought() -> None:
    cheat = student(chinese=Mark.CHEATED, maths=90)
    assert verdict(cheat).outcome is Outcome.VOID
    assert verdict(cheat, cheating="zero").outcome is Outcome.RETEST


@pytest.mark.parametrize(
    ("claims", "outcome", "total"),
    [((0,), Outcome.EXEMPT, None), ((1,), Outcome.PASSED, "72.5"), ((), Outcome.RETEST, "40.3")],
)
def test_concessions_exempt_or_give_full_marks(
    claims: tuple[int, ...], outcome: Outcome, total: str | None
) -> None:
    found = verdict(student(process=50, chinese=70, maths=70, skill=8, claims=claims))
    assert found.outcome is outcome
    if total:
        assert found.total == Decimal(total)


def test_the_highest_bonus_counts_unless_they_are_added() -> None:
    one = student(process=58, chinese=58, maths=58, skill=58, claims=(2, 3))
    assert verdict(one).total == Decimal("63.0")
    assert verdict(one, bonus="sum").total == Decimal("66.0")
    assert verdict(one, bonus="sum", bonus_most=6).total == Decimal("64.0")
    assert verdict(student(process=99, chinese=99, maths=99, skill=99, claims=(2,))).total == Decimal(100)


def test_a_bonus_does_not_lift_a_part_over_its_line() -> None:
    assert verdict(student(chinese=45, maths=45, claims=(2,))).outcome is Outcome.RETEST


def test_places_go_by_total_and_then_by_the_words_for_ties() -> None:
    pathway, criteria = small()
    assert tie_keys(Layout(pathway, criteria)) == (("skill", "culture:s-maths"), ())
    many = [
        student("a", 70, 70, 70, 70),
        student("b", 70, 60, 80, 70),
        student("c", 70, 70, 70, 70),
        student("d", 90, 90, 90, 90),
        student("e", skill=0, claims=(0,)),
    ]
    found = verdicts(*many, places=4)
    outcomes = {k: v.outcome for k, v in found.items()}
    assert outcomes == {
        "e": Outcome.EXEMPT, "d": Outcome.PASSED, "b": Outcome.PASSED, "a": Outcome.TIED, "c": Outcome.TIED,
    }  # fmt: skip
    assert [found[k].rank for k in "dbac"] == [1, 2, 3, 3]
    assert verdicts(*many, places=3)["a"].outcome is Outcome.NO_PLACE


def test_words_for_ties_that_name_nothing_are_told() -> None:
    pathway, criteria = small()
    changed = criteria.but(ties=("面试表现", "技能成绩"))
    assert tie_keys(Layout(pathway, changed)) == (("skill",), ("面试表现",))


def test_other_lines_count_whole_decisions() -> None:
    pathway, criteria = small()
    cohort = score_all(
        Results((student("a", skill=55), student("b", chinese=45, maths=45), student("c", 52, 52, 52, 52))),
        Layout(pathway, criteria),
    )
    terms = Terms.of(criteria, Judging(places=1))
    counts = {c.line: c for c in line_counts(cohort, terms)}
    assert (counts[50].total, counts[60].total, counts[65].total) == (2, 1, 0)
    assert counts[45].parts["culture"] == 2
    assert counts[60].reach["skill"] == 1
    effects = {e.part: (e.below, e.only) for e in part_effects(cohort, terms)}
    assert effects["total"] == (1, 1)
    assert effects["culture"] == (1, 1)


# ---- what holds for every cohort ---------------------------------------------------------------------

scores = st.integers(0, 100)
entries = st.one_of(scores, scores, scores, st.sampled_from(list(Mark)))
again = st.dictionaries(
    st.sampled_from(["culture:s-chinese", "culture:s-maths", "skill", "culture"]), scores, max_size=3
)
people = st.builds(
    student,
    process=scores,
    chinese=entries,
    maths=entries,
    skill=entries,
    again=again,
    claims=st.sampled_from([(), (), (0,), (1,), (2,), (2, 3)]),
)
judgings = st.fixed_dictionaries(
    {
        "retests": st.integers(0, 2),
        "retest_cap": st.sampled_from([None, 50, 60, 100]),
        "absent_may_retest": st.booleans(),
        "bonus": st.sampled_from(["highest", "sum"]),
        "places": st.sampled_from([None, 0, 1, 2, 5]),
    }
)


@given(st.lists(people, min_size=1, max_size=6), judgings, st.randoms())
def test_the_order_of_the_rows_means_nothing(cohort: list[Student], judging: Any, random: Any) -> None:
    named = [replace(s, id=f"s{k}") for k, s in enumerate(cohort)]
    mixed = list(named)
    random.shuffle(mixed)
    assert verdicts(*named, **judging) == verdicts(*mixed, **judging)


@given(st.lists(people, max_size=4), people, judgings, st.integers(0, 5), st.integers(1, 60))
def test_a_higher_score_never_turns_a_pass_into_a_fail(
    others: list[Student], one: Student, judging: Any, which: int, more: int
) -> None:
    rest = [replace(s, id=f"s{k}") for k, s in enumerate(others)]
    one = replace(one, id="me")
    before = verdicts(*rest, one, **judging)["me"]
    sitting = one.sittings[which % len(one.sittings)]
    keys = sorted(k for k, v in sitting.scores.items() if isinstance(v, Fraction))
    if not keys:
        return
    key = keys[which % len(keys)]
    raised = min(Fraction(100), sitting.scores[key] + more)  # type: ignore[operator]
    better = Sitting(sitting.attempt, {**sitting.scores, key: raised})
    after = replace(one, sittings=tuple(better if s is sitting else s for s in one.sittings))
    later = verdicts(*rest, after, **judging)["me"]
    assert later.total >= before.total
    if before.outcome in THROUGH:
        assert later.outcome in THROUGH, (before, later)
    if before.qualified:
        assert later.qualified


@given(people, judgings, st.integers(0, 100), st.integers(0, 100))
def test_other_lines_are_reached_by_whom_a_full_decision_passes(
    one: Student, judging: Any, total: int, each: int
) -> None:
    pathway, criteria = small()
    (scored,) = score_all(Results((one,)), Layout(pathway, criteria))
    terms = Terms.of(criteria, Judging(**judging))
    other = terms.having(total=total, each={"culture": each})
    assert reaches(judge(scored, terms.having()), other) == judge(scored, other).qualified


@given(people, judgings)
def test_every_decision_has_a_reason_that_can_be_said(one: Student, judging: Any) -> None:
    for lang in ("zh", "en"):
        assert all(show(r, lang) for r in verdict(one, **judging).reasons)  # type: ignore[arg-type]
    assert verdict(one, **judging).reasons
