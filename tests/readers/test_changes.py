"""Changes to try out: short ones as text, larger ones as a file; every slip is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from articulate.findings import InputError
from articulate.i18n import show
from articulate.readers.changes import changed
from plans import case

ONE = case(
    """
    secondary:
    - {id: a, name: 甲课, hours: 72}
    - {id: b, name: 乙课, hours: 72, requisites: [a]}
    - {id: e, name: 英语}
    - {id: x, name: 丙课, required: false}
    - {id: y, name: 丁课, required: false}
    higher: [{id: f, name: 英语}]
    programme: {secondary: {electives: [{id: g, name: 选修, take: 1, courses: [x, y]}]}}
    """
).pathway


def said(*changes: str) -> list[str]:
    return [show(w) for w in changed(ONE, changes).what]


def refused(*changes: str) -> str:
    with pytest.raises(InputError) as refusal:
        changed(ONE, changes)
    return "\n".join(f"{f.source}: {f.text()} {f.to_do()}" for f in refusal.value.findings)


def test_each_kind_of_short_change_is_made_and_said() -> None:
    after = changed(
        ONE,
        (
            "a.hours=90",
            "higher.weekly_hours=18..26",
            "calendar.3.teaching=16",
            "transfer.deadline=4",
            "planning.class_size=50",
            "选修.take=2",
            "乙课.terms=3..5",
            "b.exam=true",
        ),
    ).pathway
    assert after.by_id["a"].hours == 90
    assert after.planning.higher.weekly_hours == (18, 26)
    assert after.calendar.term(3).teaching == 16 and after.calendar.term(4) == ONE.calendar.term(4)
    assert after.transfer.deadline == 4 and after.planning.class_size == 50
    assert after.electives[0].take == 2
    assert after.by_id["b"].terms == (3, 5) and after.by_id["b"].exam
    assert after.by_id["b"].requisites == ONE.by_id["b"].requisites
    assert said("a.hours=90") == ["《甲课》学时由 72 改为 90"]
    assert said("higher.weekly_hours=18～26") == ["高职段周学时范围由 0、30 改为 18、26"]


def test_changes_are_made_one_after_the_other() -> None:
    assert said("a.hours=90", "a.hours=108")[-1] == "《甲课》学时由 90 改为 108"


def test_lists_are_written_with_commas() -> None:
    after = changed(ONE, ("e.requisites=a, b", "x.requisites=a")).pathway
    assert [r.course for r in after.by_id["e"].requisites] == ["a", "b"]
    assert [r.course for r in after.by_id["x"].requisites] == ["a"]


def test_a_course_can_be_left_out() -> None:
    after = changed(ONE, ("without=e",))
    assert "e" not in after.pathway.by_id and show(after.what[0]).startswith("不开《英语》")


def test_a_file_is_merged_and_new_courses_are_added(tmp_path: Path) -> None:
    path = tmp_path / "change.yaml"
    path.write_text(
        """
planning: {class_size: 45, secondary: {exams: 3}}
calendar: [{term: 5, teaching: 12, block: 7}]
transfer: {deadline: 4}
electives: [{id: g, take: 2}]
courses:
- {id: a, hours: 90}
- {id: n, name: 新课, stage: higher, kind: core, hours: 64, terms: [8, 9], requisites: [f]}
without: [b]
""",
        "utf-8",
    )
    after = changed(ONE, (str(path),))
    assert after.pathway.by_id["n"].stage.value == "higher" and "b" not in after.pathway.by_id
    assert after.pathway.planning.secondary.exams == 3 and after.pathway.calendar.term(5).block == 7
    assert after.pathway.planning.secondary.weekly_hours == ONE.planning.secondary.weekly_hours
    assert any("新增《新课》" in show(w) for w in after.what)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("nonsense", "不能理解“nonsense”"),
        ("a.hours", "不能理解"),
        ("a.hours=", "不能理解"),
        ("a.hours={{", "不能理解"),
        ("a.hours=many", "不是整数"),
        ("a.hour=90", "是否想写 hours"),
        ("a.id=c", "未知的字段 id"),
        ("甲棵.hours=90", "是否想写“甲课”（a）"),
        ("英语.hours=90", "e、f"),
        ("calendar.11.teaching=3", "没有第“11”学期"),
        ("calendar.３.teaching=3", "没有第“３”学期"),
        ("higher.exams=-1", "最小值"),
        ("a.requisites=nobody", "nobody"),
        ("without=nobody", "nobody"),
        ("nowhere.yaml", "找不到这个文件"),
    ],
)
def test_slips_are_told_kindly(change: str, words: str) -> None:
    assert words in refused(change)


def test_all_slips_are_told_at_once() -> None:
    text = refused("a.hour=90", "nonsense", "calendar.0.teaching=3")
    assert len(text.splitlines()) == 3


def test_a_file_says_where_it_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "change.yaml"
    path.write_text("planing: {classes: 2}\ncourses:\n- {id: a, hours: viele}\ncalendar: 3\n", "utf-8")
    text = refused(str(path))
    assert f"{path}:1:1" in text and f"{path}:3:" in text and f"{path}:4:1" in text


@pytest.mark.parametrize("content", ["- a", "3", "a: &x [*x]\n", "!!python/object:os.system {}\n", "\0"])
def test_files_that_are_no_changes_are_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "change.yaml"
    path.write_text(content, "utf-8")
    assert refused(str(path))
