"""The plan workbook as people hand it back: found whatever its layout, every problem with its cell."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import articulate
from articulate.findings import InputError
from articulate.i18n import LANGS, Lang
from articulate.model.plan import TeachingPlan
from articulate.planning import plan
from articulate.readers import read_plan
from articulate.readers.plan_xlsx import read_plan_table
from plans import case
from strategies import pathways

FOLDERS = sorted((Path(__file__).parents[2] / "curricula" / "pathways").iterdir())

THREE = case(
    """
    secondary:
    - {id: a, name: 甲课, hours: 72}
    - {id: b, name: 乙课, hours: 144, span: [1, 2]}
    - {id: w, name: 实训, hours: 56, delivery: block, weeks: 2}
    - {id: e, name: 英语, hours: 36}
    higher:
    - {id: f, name: 英语, hours: 32}
    """
).pathway
HEAD = ("序号", "课程名称", "段别", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "备注")


def rows_of(made: TeachingPlan) -> set[tuple[str, int, int, int, int, bool]]:
    return {(o.course, o.term, o.weekly, o.weeks, o.hours, o.exam) for o in made.offerings}


def workbook(path: Path, rows: Sequence[Sequence[Any]], sheet: str = "进程") -> Path:
    from openpyxl import Workbook

    book = Workbook()
    page = book.worksheets[0]
    page.title = sheet
    for row in rows:
        page.append(list(row))
    book.save(path)
    return path


def reading(tmp_path: Path, *rows: Sequence[Any], head: Sequence[Any] = HEAD) -> TeachingPlan:
    return read_plan_table(workbook(tmp_path / "plan.xlsx", [head, *rows]), THREE)


def refused(tmp_path: Path, *rows: Sequence[Any]) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as refusal:
        reading(tmp_path, *rows)
    return [(f.source.cell, f.text()) for f in refusal.value.findings]


def line(name: str, stage: str = "中职", **terms: Any) -> list[Any]:
    cells: list[Any] = [1, name, stage, *[None] * 10]
    for term, value in terms.items():
        cells[2 + int(term[1:])] = value
    return cells


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
@pytest.mark.parametrize("lang", LANGS)
def test_what_we_write_is_read_back(folder: Path, lang: Lang, tmp_path: Path) -> None:
    pathway = articulate.read(folder)
    made = plan(pathway, articulate.policy_for(pathway)).plan
    assert made is not None
    path = articulate.emit(made, tmp_path / "plan.xlsx", lang, pathway=pathway)
    again = read_plan(path, pathway)
    assert rows_of(again) == rows_of(made) and again.taken == made.taken


@given(pathways(8))
@settings(max_examples=5)
def test_random_plans_are_read_back(tmp_path_factory: pytest.TempPathFactory, one: Any) -> None:
    pathway, hidden = one
    path = articulate.emit(hidden, tmp_path_factory.mktemp("x") / "plan.xlsx", pathway=pathway)
    assert rows_of(read_plan(path, pathway)) == rows_of(hidden)


@pytest.mark.parametrize(
    "cell", ["4/18W", "4／18周", "4×18", " 4*18w ", "4/18", 4, 4.0, "4", datetime(2026, 4, 18)]
)
def test_many_ways_to_write_a_weekly_course_are_understood(cell: Any, tmp_path: Path) -> None:
    (offering,) = reading(tmp_path, line("甲课", t3=cell)).offerings
    assert (offering.term, offering.weekly, offering.weeks, offering.hours) == (3, 4, 18, 72)


@pytest.mark.parametrize("cell", ["2W", "2周", "２Ｗ", 2, "2"])
def test_whole_weeks_are_understood(cell: Any, tmp_path: Path) -> None:
    (offering,) = reading(tmp_path, line("实训", t5=cell)).offerings
    assert (offering.term, offering.weekly, offering.weeks, offering.hours) == (5, 0, 2, 56)


def test_hours_of_several_terms_and_of_parted_weeks_add_up(tmp_path: Path) -> None:
    made = reading(tmp_path, line("乙课", t1="4/18W", t2="4/18W"), line("实训", t4="1W", t5="1W"))
    assert [o.hours for o in made.of("b")] == [72, 72] and [o.hours for o in made.of("w")] == [28, 28]


def test_a_course_of_both_stages_is_told_by_its_stage_or_its_terms(tmp_path: Path) -> None:
    made = reading(tmp_path, line("英语", "中职", t1=2), line("英语", "高职", t7=2))
    assert made.courses == {"e", "f"}
    without = [HEAD[1], *HEAD[3:13]]
    made = reading(tmp_path, ["《英语》", *[None] * 7, 2], head=without)
    assert made.courses == {"f"}


def test_sums_notes_blank_rows_and_other_sheets_are_passed_over(tmp_path: Path) -> None:
    made = reading(
        tmp_path,
        line("甲课", t1="4/18W"),
        [],
        line("必修小计（1门）", "", t1=4, t2=9),
        [None, None, None],
        ["每学期周学时合计", None, None, 4, 4],
        ["总计（1门）", None, None, 72],
        ["注：4/18W 表示每周 4 学时"],
    )
    assert made.courses == {"a"}


def test_a_title_above_and_heads_over_several_rows_are_understood(tmp_path: Path) -> None:
    rows = [
        ["教学进程安排表"],
        ["序号", "课程名称", "阶段", "第一学年", None, "第二学年", None, "第三学年", None],
        [None, None, None, "一", "二", "三", "四", "五", "六"],
        [1, "甲课", "中职", None, "4/18W"],
    ]
    path = workbook(tmp_path / "plan.xlsx", rows)
    assert read_plan_table(path, THREE).terms_of("a") == (2,)


def test_a_csv_file_will_do(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_bytes("课程名称,1,2,3,4,5,6\n甲课,,4/18W,,,,\n".encode("gb18030"))
    assert read_plan(path, THREE).terms_of("a") == (2,)


def test_every_problem_is_told_at_once_with_its_cell(tmp_path: Path) -> None:
    found = refused(
        tmp_path,
        line("甲课", t1="=2+2"),
        line("乙课", t1="四节", t2="99/18W"),
        line("乙棵", t1=4),
        line("", t1=4),
        line("英语", "", t1=1, t8=1),
        line("实训", t4="2W"),
        line("实训", t5="2W"),
    )
    cells = [cell for cell, _ in found]
    assert cells == ["进程!D2", "进程!D3", "进程!E3", "进程!B4", "进程!B5", "进程!B6", "进程!B8"]
    said = "\n".join(text for _, text in found)
    for words in (
        "公式",
        "四节",
        "数目过大",
        "乙棵",
        "没有课程名称",
        "两段都有《英语》",
        "出现两次，前一次在第 7 行",
    ):
        assert words in said


def test_a_name_nearly_right_is_guessed(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refusal:
        reading(tmp_path, line("实训课", t1=4))
    assert "实训" in refusal.value.findings[0].to_do()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["收支表"], ["月份", 1, 2, 3, 4, 5, 6]], "没有找到教学进程表"),
        ([HEAD, line("甲课")], "没有一门课排了学期"),
    ],
)
def test_a_workbook_that_is_no_plan_is_told(rows: Any, words: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=words):
        read_plan_table(workbook(tmp_path / "x.xlsx", rows), THREE)


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"\0" * 200_000_000)


def entities(path: Path) -> None:
    workbook(path, [HEAD])
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("xl/more.xml", '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>')


def garbage(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04" + b"x" * 100)


@pytest.mark.parametrize("make", [bomb, entities, garbage])
def test_hostile_and_broken_workbooks_are_refused(make: Callable[[Path], None], tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    make(path)
    with pytest.raises(InputError) as refusal:
        read_plan(path, THREE)
    assert refusal.value.findings[0].code == "SRC001"


def test_a_huge_merged_range_and_a_far_cell_cost_nothing(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = workbook(tmp_path / "plan.xlsx", [HEAD, line("甲课", t1=4)])
    book = load_workbook(path)
    book.worksheets[0].cell(3_000, 500).value = "远"
    book.save(path)
    text = {}
    with zipfile.ZipFile(path) as packed:
        text = {n: packed.read(n) for n in packed.namelist()}
    name = "xl/worksheets/sheet1.xml"
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A40:XFD1048576"/></mergeCells>'
    text[name] = text[name].replace(b"</sheetData>", merged)
    with zipfile.ZipFile(path, "w") as packed:
        for n, data in text.items():
            packed.writestr(n, data)
    assert read_plan(path, THREE).terms_of("a") == (1,)


def test_a_yaml_plan_of_terms_only_is_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(
        "pathway: example\nofferings:\n- {course: a, term: 3}\n- {course: b, term: 1}\n- {course: b, term: 2}\n"
        "- {course: e, term: 9}\n",
        "utf-8",
    )
    made = read_plan(path, THREE)
    assert rows_of(made) >= {
        ("a", 3, 4, 18, 72, False),
        ("b", 1, 4, 18, 72, False),
        ("b", 2, 4, 18, 72, False),
    }
    assert made.terms_of("e") == (9,)
