"""Catalogues: the annex, the majors, and what follows what."""

from __future__ import annotations

from collections import Counter

import pytest
from made import found

from articulate import catalogue
from articulate.findings import Severity
from articulate.i18n import show
from articulate.model.programme import Stage
from articulate.rules import (
    cat001_unknown_major_code,
    cat002_pair_not_in_notice,
    cat003_continuity_doubtful,
    cat004_code_of_other_stage,
)

CAT001 = cat001_unknown_major_code.RULE
CAT002 = cat002_pair_not_in_notice.RULE
CAT003 = cat003_continuity_doubtful.RULE
CAT004 = cat004_code_of_other_stage.RULE


def test_the_annex_has_its_schools_and_pairs() -> None:
    pairs = catalogue.pairs()
    assert len(pairs) == 35
    assert {p.number for p in pairs} == set(range(1, 24))
    assert len({p.secondary.school for p in pairs}) == 23
    assert len({p.higher.school for p in pairs}) == 18
    assert len({(p.secondary.code, p.higher.code) for p in pairs}) == 28
    assert Counter((p.secondary.code, p.higher.code) for p in pairs)[("660301", "460301")] == 7


def test_lines_count_from_one_within_a_number() -> None:
    for number in range(1, 24):
        lines = [p.line for p in catalogue.pairs() if p.number == number]
        assert lines == list(range(1, len(lines) + 1))


def test_a_pair_is_found_by_number_and_line() -> None:
    pair = catalogue.pair(16, 2)
    assert pair is not None
    assert (pair.side(Stage.SECONDARY).major, pair.side(Stage.HIGHER).major) == (
        "工业机器人技术应用",
        "工业机器人技术",
    )
    assert catalogue.pair(16, 3) is None and catalogue.pair(24) is None


def test_every_major_of_the_annex_is_in_the_extract_under_its_code() -> None:
    for pair in catalogue.pairs():
        for stage in Stage:
            side = pair.side(stage)
            entry = catalogue.major(side.code)
            assert entry is not None and entry.stage is stage
            assert catalogue.bare(entry.name) == catalogue.bare(side.major)
            assert catalogue.named(side.major, stage) == entry


def test_the_extract_has_the_majors_of_both_stages() -> None:
    assert Counter(m.stage for m in catalogue.majors()) == {Stage.SECONDARY: 23, Stage.HIGHER: 23}
    for entry in catalogue.majors():
        assert catalogue.level_of(entry.code) == entry.stage.value
        assert entry.confidence in ("high", "medium", "low")
    verified = [m.code for m in catalogue.majors() if m.verified]
    assert {"660301", "460301", "720201", "520201"} <= set(verified) and len(verified) < 46


@pytest.mark.parametrize(
    ("code", "level"),
    [("610202", "secondary"), ("590101", "higher"), ("260301", "bachelor"), ("051400", None), ("x", None)],
)
def test_the_first_two_digits_tell_the_level(code: str, level: str | None) -> None:
    assert catalogue.level_of(code) == level


@pytest.mark.parametrize(
    ("codes", "relation", "listed"),
    [
        (("660301", "460301"), "same_class", "expected"),
        (("740201", "540202"), "same_class", "seen"),
        (("660103", "460301"), "same_category", "doubtful"),
        (("790303", "520601"), "cross_category", "doubtful"),
        (("660301", "460305"), "same_class", "unknown"),
        (("660301", "520601"), "cross_category", "unknown"),
    ],
)
def test_how_one_major_follows_another(codes: tuple[str, str], relation: str, listed: str) -> None:
    known = catalogue.continuity(*codes)
    assert (known.relation, known.listed) == (relation, listed)


def test_only_one_continuity_was_seen_and_every_pair_was_judged() -> None:
    pairs = {(p.secondary.code, p.higher.code) for p in catalogue.pairs()}
    judged = Counter(catalogue.continuity(*p).listed for p in pairs)
    assert judged["seen"] == 1 and judged["unknown"] == 0 and judged["doubtful"] == 3
    for codes in pairs:
        note = catalogue.continuity(*codes).note
        if note:
            assert show(note, "zh") != show(note, "en")


def majors(secondary: str, higher: str) -> str:
    return f"programme:\n  secondary: {{major: {secondary}}}\n  higher: {{major: {higher}}}\n"


GOOD_HIGHER = '{name: 机电一体化技术, code: "460301"}'


@pytest.mark.parametrize(
    ("major", "severity"),
    [
        ('{name: 机电技术应用, code: "660301"}', None),
        ('{name: 机电技术应用, code: "660303"}', Severity.WARNING),
        ('{name: 老年人服务与管理, code: "790301"}', Severity.ADVICE),  # our own code is far from sure
        ('{name: 无人机操控与维护, code: "660601"}', Severity.ADVICE),
        ('{name: 机电技术应用, code: "051300"}', Severity.WARNING),
    ],
)
def test_codes_are_held_against_the_extract(major: str, severity: Severity | None) -> None:
    findings = found(CAT001, majors(major, GOOD_HIGHER))
    assert [f.severity for f in findings] == [severity] * bool(severity)


def test_a_direction_in_brackets_is_left_aside() -> None:
    text = majors(
        '{name: 计算机平面设计（紫砂陶艺）, code: "710210"}', '{name: 计算机应用技术, code: "510201"}'
    )
    assert not found(CAT001, text)
    pilot = """
pathway:
  pilot: {notice: 晋教职成〔2025〕1号, number: 21, line: 2}
  secondary: {school: 乡宁县职业中学}
  higher: {school: 临汾职业技术学院}
"""
    assert not found(CAT002, text.replace("（紫砂陶艺）", "") + pilot)


def test_the_annex_is_quoted_for_the_side_that_differs() -> None:
    pilot = """
pathway:
  pilot: {notice: 晋教职成〔2025〕1号, number: 12}
  secondary: {school: 定襄县河边职业中学校}
  higher: {school: 晋中职业技术学院}
"""
    (finding,) = found(CAT002, pilot)
    assert finding.subject == "pilot.higher" and "山西工程职业学院“机电一体化技术”" in finding.message


def test_another_notice_is_not_judged() -> None:
    assert not found(CAT002, "pathway: {pilot: {notice: 某教职成〔2030〕9号, number: 99}}")


def test_a_doubtful_continuation_is_advice_with_what_to_watch() -> None:
    (finding,) = found(CAT003, CAT003.bad)
    assert finding.severity is Severity.ADVICE and "未核实" in finding.message
    assert "生理学" in finding.evidence[0].text()


def test_a_code_of_the_other_stage_is_told_once() -> None:
    text = majors('{name: 机电技术应用, code: "660301"}', '{name: 机电一体化技术, code: "660301"}')
    assert len(found(CAT004, text)) == 1
    assert not found(CAT001, text) and not found(CAT003, text)
