"""One document in three formats: what stands in the files, and that nothing typed acts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document as open_docx
from docx.oxml.ns import qn
from docx.shared import Emu
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from articulate.emitters import docx, docx_table, markdown, office, xlsx
from articulate.emitters.document import (
    Cell,
    Column,
    Document,
    Figure,
    Heading,
    KeyValues,
    Listing,
    PageSetup,
    Paragraph,
    Table,
    row,
)
from articulate.emitters.files import RENDERERS

GOLDEN = Path(__file__).parent / "golden"
SVG = '<svg width="60" height="40"><line x1="0" y1="0" x2="60" y2="40" stroke="#000000"/></svg>'

TABLE = Table(
    title="表1　课程",
    columns=(Column(10), Column(40, "left"), Column(14), Column(14, heavy=True), Column(16)),
    head=(
        row(Cell("类别", down=2), Cell("课程名称", down=2), Cell("学期", across=2), Cell("占比", down=2)),
        row("6", "7"),
    ),
    rows=(
        row(Cell("公共基础课程", down=2, upright=True), "=1+1", 36, None, Fraction(1, 3)),
        row("<b>数学|语文</b>", None, Decimal("2.5"), Cell("未达标", tone="bad")),
        row(Cell("小计", across=2), 36, Decimal("2.50"), "", kind="subtotal"),
        row(Cell("合计", across=2), 72, 5, Fraction(1), kind="total"),
    ),
    notes=("注：括号内不计入合计。",),
    freeze=2,
)
DOCUMENT = Document(
    title="五年贯通培养",
    subtitle="某校 & 某院",
    blocks=(
        Heading("一、说明"),
        Paragraph("# 不是标题 *不是* [链接](http://x)"),
        Paragraph("小字", "note"),
        Paragraph("要点", "lead"),
        Listing(("- 甲", "乙\n丙"), ordered=True),
        KeyValues((("学校", "某校"), ("年级", 2026))),
        Figure("map.svg", SVG, "课程图"),
        PageSetup("进程/表", landscape=True),
        Heading("二、进程表"),
        TABLE,
        PageSetup("进程?表"),
        Heading("三、两张表", 2),
        TABLE,
        Table(columns=(Column(60), Column(30)), head=(row("a", "b"),), rows=(row(1, 2),)),
    ),
)


@pytest.fixture(scope="module")
def book() -> Any:
    return load_workbook(BytesIO(xlsx.render(DOCUMENT)))


@pytest.fixture(scope="module")
def word() -> Any:
    return open_docx(BytesIO(docx.render(DOCUMENT)))


# ---- every format ------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", sorted(RENDERERS))
def test_equal_documents_give_equal_bytes_whatever_the_clock_says(
    suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = RENDERERS[suffix](DOCUMENT)
    import openpyxl.packaging.core
    import openpyxl.writer.excel

    class Later(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return datetime(2031, 5, 6, 7, 8, 9, tzinfo=tz)

    for module in (openpyxl.packaging.core, openpyxl.writer.excel):
        monkeypatch.setattr(module.datetime, "datetime", Later)
    monkeypatch.setattr("time.localtime", lambda *_: datetime(2031, 5, 6).timetuple())
    monkeypatch.setattr("time.time", lambda: 1936000000.0)
    assert RENDERERS[suffix](DOCUMENT) == first


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_office_files_carry_no_clock(suffix: str) -> None:
    with ZipFile(BytesIO(RENDERERS[suffix](DOCUMENT))) as file:
        assert file.namelist() == sorted(file.namelist())
        assert {i.date_time for i in file.infolist()} == {office.EPOCH}
        core = file.read("docProps/core.xml")
    assert b"dcterms:created" not in core and b"dcterms:modified" not in core


@pytest.mark.parametrize("suffix", sorted(RENDERERS))
@pytest.mark.parametrize("text", ["\x00\x08\x1f\ud800￾", "‮abc", "=cmd|' /C calc'!A0", "]]>", "a" * 5000])
def test_whatever_a_user_typed_can_be_written(suffix: str, text: str) -> None:
    table = Table(columns=(Column(20),), head=(row(text),), rows=(row(text),), title=text, notes=(text,))
    document = Document(
        text,
        (
            PageSetup(text),
            Heading(text),
            Paragraph(text),
            Listing((text,)),
            KeyValues(((text, text),)),
            table,
        ),
    )
    data = RENDERERS[suffix](document)
    if suffix == ".docx":
        open_docx(BytesIO(data))
    elif suffix == ".xlsx":
        load_workbook(BytesIO(data))
    else:
        data.decode("utf-8")


@pytest.mark.parametrize("suffix", sorted(RENDERERS))
def test_an_empty_document_can_be_written_and_shows_its_title(suffix: str) -> None:
    data = RENDERERS[suffix](Document("只有题目", ()))
    if suffix == ".xlsx":
        assert load_workbook(BytesIO(data)).worksheets[0]["A1"].value == "只有题目"
    elif suffix == ".docx":
        assert open_docx(BytesIO(data)).paragraphs[0].text == "只有题目"
    elif suffix == ".html":
        assert "<h1>只有题目</h1>" in data.decode()
    else:
        assert data.decode() == "# 只有题目\n"


# ---- settle ------------------------------------------------------------------------------------------


def test_settling_twice_changes_nothing() -> None:
    once = xlsx.render(DOCUMENT)
    assert office.settle(once) == once


def test_letters_that_no_office_file_can_hold_are_left_out() -> None:
    assert office.clean("学\x00时\x1b\r\n\ud800完￿") == "学时\n完"


# ---- xlsx --------------------------------------------------------------------------------------------


def values(sheet: Any) -> list[Any]:
    return [c.value for line in sheet.iter_rows() for c in line if c.value is not None]


def test_every_part_is_a_sheet_with_a_name_that_excel_accepts(book: Any) -> None:
    assert book.sheetnames == ["五年贯通培养", "进程 表", "进程 表 2"]


def test_numbers_stay_numbers_and_shares_show_in_percent(book: Any) -> None:
    cells = {c.value: c for line in book["进程 表"].iter_rows() for c in line if c.value is not None}
    assert {36, 2.5, 72, 5} <= cells.keys()
    share = next(c for v, c in cells.items() if isinstance(v, float) and 0.3 < v < 0.4)
    assert share.value == float(Fraction(1, 3)) and share.number_format == "0.0%"


def test_text_that_looks_like_a_formula_stays_text(book: Any) -> None:
    cell = next(c for line in book["进程 表"].iter_rows() for c in line if c.value == "=1+1")
    assert cell.data_type == "s" and cell.quotePrefix


def test_a_sheet_with_one_table_is_ready_to_scroll_and_print(book: Any) -> None:
    sheet = book["进程 表"]
    # Title, subtitle, heading and the title of the table stand above its two heading rows.
    assert sheet.print_title_rows == "$5:$6"
    assert sheet.freeze_panes == "C7"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToWidth == 1 and sheet.page_setup.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "&P" in sheet.oddFooter.center.text


def test_cells_are_merged_and_the_category_stands_upright(book: Any) -> None:
    sheet = book["进程 表"]
    merged = {str(r) for r in sheet.merged_cells.ranges}
    assert {"A5:A6", "C5:D5", "A7:A8", "A9:B9", "A10:B10"} <= merged
    assert sheet["A7"].alignment.text_rotation == 255


def test_the_heavy_line_runs_down_every_row(book: Any) -> None:
    sheet = book["进程 表"]
    assert [sheet.cell(r, 4).border.left.style for r in range(6, 11)] == ["thick"] * 5
    assert [sheet.cell(r, 3).border.right.style for r in range(6, 11)] == ["thick"] * 5
    assert all(sheet.cell(r, c).border.bottom.style for r in range(7, 11) for c in (2, 3, 4, 5))


def test_tables_that_share_a_sheet_keep_all_their_values(book: Any) -> None:
    found = values(book["进程 表 2"])
    assert "=1+1" in found and "a" in found and found[-2:] == [1, 2]


def test_a_sheet_of_text_has_columns_to_run_across() -> None:
    # LibreOffice cuts off a single column as wide as the page.
    sheet = load_workbook(
        BytesIO(xlsx.render(Document("承诺书", blocks=(Paragraph("本人承诺" * 40),))))
    ).active
    assert sheet is not None
    across = {str(r) for r in sheet.merged_cells.ranges}
    assert {"A1:F1", "A2:F2"} <= across
    widths = [sheet.column_dimensions[c].width for c in "ABCDEF"]
    assert max(widths) < 20 and sum(widths) == pytest.approx(xlsx.PORTRAIT * xlsx.COLUMN, rel=0.01)


def test_rows_are_high_enough_for_wrapped_text() -> None:
    long = "很长的课程名称" * 6
    table = Table(columns=(Column(30),), head=(), rows=(row("短"), row(long)))
    sheet = load_workbook(BytesIO(xlsx.render(Document("题", (table,))))).worksheets[0]
    low, high = sheet.row_dimensions[2].height, sheet.row_dimensions[3].height
    assert high >= 4 * (low - office.AIR)


# ---- docx --------------------------------------------------------------------------------------------


def test_styles_name_chinese_faces_and_no_theme(word: Any) -> None:
    for name, face in (("Normal", "宋体"), ("Title", "黑体"), ("Heading 1", "黑体"), ("Body Text", "仿宋")):
        fonts = word.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == face
        assert not [a for a in fonts.attrib if "Theme" in a]


def test_heading_rows_repeat_and_rows_do_not_break(word: Any) -> None:
    rows = word.tables[1].rows
    assert [r._tr.trPr.find(qn("w:tblHeader")) is not None for r in rows] == [True] * 2 + [False] * 4
    assert all(r._tr.trPr.find(qn("w:cantSplit")) is not None for r in rows)


def test_widths_stand_in_the_grid_and_in_every_cell(word: Any) -> None:
    table = word.tables[1]
    grid = [int(c.get(qn("w:w"))) for c in table._tbl.tblGrid]
    assert grid == [round(c.width * docx_table.TWIPS) for c in TABLE.columns]
    for line in table._tbl.tr_lst:
        assert sum(int(c.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for c in line.tc_lst) == sum(grid)


def test_merges_read_back_as_the_table_says(word: Any) -> None:
    table = word.tables[1]
    assert [c.text for c in table.rows[2].cells] == ["公共基础课程", "=1+1", "36", "", "33.3%"]
    assert table.rows[3].cells[0].text == "公共基础课程"
    assert [c.text for c in table.rows[4].cells][:3] == ["小计", "小计", "36"]


def test_parts_have_their_own_paper_and_a_page_number(word: Any) -> None:
    assert [s.page_width > s.page_height for s in word.sections] == [False, True, False]
    footer = word.sections[0].footer._element.xml
    assert 'w:instr="PAGE"' in footer and 'w:instr="NUMPAGES"' in footer
    assert all(s.footer.is_linked_to_previous for s in list(word.sections)[1:])


def test_a_wide_table_is_narrowed_to_the_page_with_its_letters() -> None:
    wide = Table(columns=(Column(300), Column(300)), head=(), rows=(row("甲", "乙"),), size=10)
    made = open_docx(BytesIO(docx.render(Document("题", (wide,)))))
    section, table = made.sections[0], made.tables[0]
    room = Emu(section.page_width - section.left_margin - section.right_margin).twips
    assert sum(int(c.get(qn("w:w"))) for c in table._tbl.tblGrid) <= room + 2
    size = next(table._tbl.iter(qn("w:sz"))).get(qn("w:val"))
    assert int(size) == 2 * docx_table.SMALLEST


def test_the_picture_is_in_the_file(word: Any) -> None:
    assert len(word.inline_shapes) == 1


# ---- markdown ----------------------------------------------------------------------------------------


def test_markdown_is_as_written_down(update_golden: bool) -> None:
    text = markdown.render(DOCUMENT).decode()
    path = GOLDEN / "document.md"
    if update_golden:
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


def unescaped(line: str, sign: str) -> int:
    return len(re.findall(rf"(?<!\\)(?:\\\\)*{re.escape(sign)}", line))


def table_lines(text: str) -> Iterator[str]:
    return (line for line in text.splitlines() if line.startswith("|"))


@given(st.lists(st.text(max_size=20), min_size=3, max_size=3))
def test_nothing_typed_acts_as_markup(words: list[str]) -> None:
    table = Table(columns=(Column(9),) * 3, head=(row(*words),), rows=(row(*words), row(*words)))
    text = markdown.render(Document("题", (table, Paragraph(words[0])))).decode()
    assert {unescaped(line, "|") for line in table_lines(text)} == {4}
    assert unescaped(text.replace("<br>", ""), "<") == 0
    assert unescaped(text, "`") == unescaped(text, "[") == 0


@pytest.mark.parametrize("text", ["# 题", "- 项", "+ 项", "1. 项", "12) 项", "===", "---"])
def test_a_line_that_would_begin_a_block_is_plain(text: str) -> None:
    line = markdown.render(Document("题", (Paragraph(text),))).decode().splitlines()[2]
    assert "\\" in line and line.replace("\\", "") == text


def test_plain_figures_are_left_alone() -> None:
    text = markdown.render(Document("题", (Paragraph("2.5学分，3. 其他"),))).decode()
    assert "2.5学分，3. 其他" in text
