"""Score sheets as schools keep them are understood; what is wrong in them is told all at once."""

from __future__ import annotations

import io
import zipfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from articulate.cohort import Mark, Results
from articulate.emitters import xlsx
from articulate.emitters.cohort import template_document, template_tables
from articulate.findings import InputError
from articulate.i18n import Phrase
from articulate.readers import read_results, score_cells, tables
from cohorts import made, mechatronics, small, write

HEAD = "学号,班级,课程过程,语文,数学,职业技能"
GOOD = "20260001,1班,70,70,70,70"


def text(folder: Path, content: str | bytes, name: str = "r.csv", **how: Any) -> Results:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return read_results(path, *small(), **how)


def told(folder: Path, content: str | bytes, name: str = "r.csv") -> list[tuple[str, int, str]]:
    """Read something broken and return code, line and message of each problem."""
    with pytest.raises(InputError) as caught:
        text(folder, content, name)
    return [(f.code, f.source.line, f.text()) for f in caught.value.findings]


# ---- what is understood --------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_every_encoding_of_a_chinese_office_is_read(tmp_path: Path, encoding: str) -> None:
    found = text(tmp_path, f"{HEAD}\r\n{GOOD}\r\n".encode(encoding))
    assert [(s.id, s.class_) for s in found.students] == [("20260001", "1班")]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "，", "；"])
def test_every_delimiter_is_read(tmp_path: Path, delimiter: str) -> None:
    found = text(tmp_path, f"{HEAD}\n{GOOD}\n".replace(",", delimiter))
    assert found.students[0].first.scores["skill"] == 70


@pytest.mark.parametrize(
    "head",
    [
        "学 号,语文（40%）,数学\u3000成绩,职业技能成绩,过程成绩,备注",
        "STUDENT ID,文化·语文,culture:s-maths,Skill,Process,remark",
        "中职考生号,文化语文,s-maths,技能,过程性考核成绩,序号",
    ],
)
def test_headings_are_found_by_what_they_say_in_any_order(tmp_path: Path, head: str) -> None:
    found = text(tmp_path, f"转段考核成绩单,,,,,\n\n{head}\n20260001,61,62,63,64,\n")
    assert found.students[0].first.scores == {
        "culture:s-chinese": 61, "culture:s-maths": 62, "skill": 63, "process": 64,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("85", 85), ("８５．５", Fraction(171, 2)), ("85分", 85), ("85%", 85), (" 85 ", 85), ("0", 0), ("100", 100),
        ("缺考", Mark.ABSENT), ("缓考", Mark.DEFERRED), ("违纪", Mark.CHEATED), ("免试", Mark.EXEMPT), ("absent", Mark.ABSENT),
    ],
)  # fmt: skip
def test_scores_and_marks_are_read_as_people_write_them(written: str, meant: object) -> None:
    assert score_cells.entry(written, Fraction(100)) == meant


def test_a_percentage_is_of_the_full_marks() -> None:
    assert score_cells.entry("50%", Fraction(29)) == Fraction(29, 2)
    assert score_cells.entry(tables.Percentage(tables.Decimal("0.5")), Fraction(29)) == Fraction(29, 2)


MERGED = [
    ["转段考核成绩登记表"],
    ["学号", "班级", "过程性考核（40%）", None, None, "文化素质考核", None, None, "职业技能", "备注"],
    [None, None, "电工基础", "PLC应用技术", "小计", "语文", "数学", "折算", None, None],
    ["满分", None, 100, 100, 100, 100, 100, 25, 100, None],
    ["20260001", "1班", 80, 60, None, 61, 62, 15.4, 63, None],
    ["平均分", None, 80, 60, None, 61, 62, 15.4, 63, None],
]


def merged(rows: list[list[Any]], merges: str) -> io.BytesIO:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    for cells in merges.split():
        book.active.merge_cells(cells)
    made = io.BytesIO()
    book.save(made)
    return made


def test_headings_merged_over_several_columns_are_read(tmp_path: Path) -> None:
    book = merged(MERGED, "A1:J1 A2:A3 B2:B3 C2:E2 F2:H2 I2:I3 J2:J3 A4:B4 A6:B6")
    (one,) = text(tmp_path, book.getvalue(), "r.xlsx").students
    assert (one.id, one.class_) == ("20260001", "1班")
    assert one.first.scores == {
        "process:s-electric": 80, "process:s-plc": 60, "culture:s-chinese": 61, "culture:s-maths": 62, "skill": 63,
    }  # fmt: skip
    lines = "\n".join(",".join("" if c is None else str(c) for c in row) for row in MERGED)
    assert text(tmp_path, lines).students[0].first.scores == one.first.scores


def test_the_sum_of_a_part_and_names_above_the_row_of_the_id_are_read(tmp_path: Path) -> None:
    rows = ",,过程性考核,,文化素质,,职业技能\n学号,姓名,小计,折算,语文,数学,得分\n20260001,张三,71,28.4,61,62,63\n"
    (one,) = text(tmp_path, rows).students
    assert one.first.scores == {
        "process": 71, "culture:s-chinese": 61, "culture:s-maths": 62, "skill": 63,
    }  # fmt: skip


def test_a_score_under_the_wrong_part_is_told_where_its_name_stands(tmp_path: Path) -> None:
    rows = "学号,过程性考核,,职业技能\n,电工基础,语文,\n20260001,70,71,72\n"
    told_of = told(tmp_path, rows)
    assert ("RES002", 2) in [(code, line) for code, line, _ in told_of]
    assert any("过程性考核·语文" in words for _, _, words in told_of)


def test_a_retest_has_a_row_of_its_own(tmp_path: Path) -> None:
    content = f"{HEAD},考次\n{GOOD},\n20260001,,,40,40,,补考\n"
    (one,) = text(tmp_path, content).students
    assert [s.attempt for s in one.sittings] == [1, 2]
    assert one.sittings[1].scores == {"culture:s-chinese": 40, "culture:s-maths": 40}


def test_claims_are_understood_by_number_and_by_words(tmp_path: Path) -> None:
    content = f"{HEAD},免试加分项目\n{GOOD},3、钳工证书\n20260002,1班,,,,,省级技能大赛\n20260003,1班,70,70,70,70,无\n"
    found = text(tmp_path, content).students
    assert [s.claims for s in found] == [(2, 3), (0,), ()]


def test_who_is_absent_from_a_paper_need_not_say_so_at_every_question(tmp_path: Path) -> None:
    rows = {k: [list(r) for r in v] for k, v in made(12).tables.items()}
    answers = rows["answers"]
    first = next(k for k, h in enumerate(answers[0]) if h.startswith("题"))
    last = max(k for k, h in enumerate(answers[0]) if h.startswith("题"))
    answers[1][first : last + 1] = ["缺考"] + [""] * (last - first)
    found = read_results(write(tmp_path, rows), *mechatronics())
    one = next(s for s in found.students if s.id == answers[1][0])
    items = {v for k, v in one.first.scores.items() if k.startswith("item:")}
    assert items == {Mark.ABSENT}


def test_sheets_are_joined_by_student_whatever_the_order_of_rows_and_columns(tmp_path: Path) -> None:
    straight = read_results(write(tmp_path / "a", made(15).tables), *mechatronics())
    turned = {
        name: [[row[k] for k in reversed(range(len(row)))] for row in (rows[0], *reversed(rows[1:]))]
        for name, rows in made(15).tables.items()
    }
    again = read_results(write(tmp_path / "b", turned), *mechatronics())
    assert straight.students == again.students
    assert straight.items == again.items


def test_a_template_is_filled_in_and_read_back(tmp_path: Path) -> None:
    pathway, criteria = mechatronics()
    blank = load_workbook(io.BytesIO(xlsx.render(template_document(pathway, criteria))))
    tables_ = made(10).tables
    for name, sheet in (("process", 1), ("total", 2), ("answers", 3)):
        page = blank.worksheets[sheet]
        rows = {
            str(c.value).split("\n")[0]: (c.row, c.column) for r in page.iter_rows() for c in r if c.value
        }
        top = rows["学号"][0]
        for k, row in enumerate(tables_[name][1:], start=1):
            for head, value in zip(tables_[name][0], row, strict=True):
                if value and head in rows:
                    number = value.isdigit() and head != "学号"
                    page.cell(top + k, rows[head][1]).value = int(value) if number else value
    path = tmp_path / "filled.xlsx"
    blank.save(path)
    found = read_results(path, pathway, criteria)
    direct = read_results(write(tmp_path / "csv", tables_), pathway, criteria)
    assert found.students == direct.students
    assert found.items == direct.items


def test_the_csv_template_is_understood_by_its_own_reader(tmp_path: Path) -> None:
    scores, items = template_tables(*mechatronics())
    (tmp_path / "r.csv").write_text(scores, "utf-8")
    (tmp_path / "i.csv").write_text(items, "utf-8")
    found = read_results([tmp_path / "r.csv", tmp_path / "i.csv"], *mechatronics())
    assert found.students == ()


def test_a_blank_line_with_a_number_only_is_no_student(tmp_path: Path) -> None:
    content = f"序号,{HEAD}\n1,{GOOD}\n2,,,,,,\n,填表人：某某,,,,,\n"
    assert len(text(tmp_path, content).students) == 1


# ---- what is wrong -------------------------------------------------------------------------------------


def test_a_broken_file_gives_one_complete_list(tmp_path: Path) -> None:
    content = (
        "学号,班级,课程过程,语闻,数学,职业技能,免试加分项目,说明\n"
        "20260001,1班,70,70,70,70,,\n"
        "20260002,1班,170,70,七十,70,,x\n"
        "20260001,1班,70,70,70,70,,\n"
        "20260003,1班,=SUM(A1:A9),70,,-5,,\n"
        ",1班,70,70,70,70,,\n"
        "140102200901011234,1班,70,70,70,70,,\n"
        "2.02601E+15,1班,70,70,70,70,,\n"
        "20260004,1班,70,70,70,免考,,\n"
        "20260005,1班,70,70,70,70,9,\n"
    ).encode("gbk")
    assert [(code, line) for code, line, _ in told(tmp_path, content)] == [
        ("RES005", 1), ("RES002", 1), ("RES002", 1),
        ("RES010", 3), ("RES009", 3),
        ("RES008", 4),
        ("RES012", 5), ("RES010", 5),
        ("RES006", 6), ("RES007", 7), ("RES007", 8), ("RES014", 9), ("RES013", 10),
    ]  # fmt: skip


def test_the_words_name_place_cause_and_remedy(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        text(tmp_path, f"{HEAD}\n20260001,1班,170,70,70,70\n")
    (finding,) = caught.value.findings
    assert str(finding.source).endswith("r.csv:2:3")
    assert finding.text() == "学号 20260001 的“课程过程”写的是“170”，应在 0 到 100 之间"
    assert finding.to_do() == "请更正；满分为 100"
    assert "170" in finding.text("en") and "100" in finding.to_do("en")


def test_a_misspelt_heading_is_guessed(tmp_path: Path) -> None:
    found = told(tmp_path, f"{HEAD.replace('语文', '语闻')}\n{GOOD}\n")
    assert [c for c, _, _ in found] == ["RES005", "RES002"]
    assert "文化素质：没有这些列：语文" in found[0][2]


def test_an_empty_score_is_not_guessed(tmp_path: Path) -> None:
    ((code, line, words),) = told(tmp_path, f"{HEAD}\n{GOOD}\n20260002,1班,70,,70,70\n")
    assert (code, line) == ("RES011", 3)
    assert "语文" in words


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("20260001,2班,70,40,40,70,2", "RES016"),
        ("20260001,,,40,40,,3", "RES015"),
        ("20260001,,,40,40,,x", "RES015"),
    ],
)
def test_sittings_and_facts_that_contradict_are_told(tmp_path: Path, line: str, code: str) -> None:
    if code == "RES016":
        (tmp_path / "a.csv").write_text(f"{HEAD}\n{GOOD}\n", "utf-8")
        (tmp_path / "b.csv").write_text("学号,语文\n20260001,71\n", "utf-8")
        with pytest.raises(InputError) as caught:
            read_results([tmp_path / "a.csv", tmp_path / "b.csv"], *small())
        assert {f.code for f in caught.value.findings} == {code}
    else:
        assert code in {c for c, _, _ in told(tmp_path, f"{HEAD},考次\n{GOOD},\n{line}\n")}


def test_a_sum_that_its_parts_do_not_give_is_told(tmp_path: Path) -> None:
    content = f"{HEAD},文化素质,总成绩\n{GOOD},70,70\n20260002,1班,70,60,70,70,70,75\n"
    found = told(tmp_path, content)
    assert [(c, n) for c, n, _ in found] == [("RES016", 3), ("RES016", 3)]


def test_a_student_who_is_missing_from_a_sheet_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("学号,课程过程\n1,70\n2,70\n", "utf-8")
    (tmp_path / "b.csv").write_text("学号,语文,数学,职业技能\n1,70,70,70\n", "utf-8")
    with pytest.raises(InputError) as caught:
        read_results([tmp_path / "a.csv", tmp_path / "b.csv"], *small())
    assert [(f.code, f.values["student"]) for f in caught.value.findings] == [("RES018", "2")]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda r: r[1].__setitem__(1, "不存在的课"), "命题内容"),
        (lambda r: r[1].__setitem__(2, "很高"), "层次"),
        (lambda r: r[1].__setitem__(3, "不存在的点"), "没有这个知识点"),
        (lambda r: r[1].__setitem__(4, "0"), "满分"),
        (lambda r: r[2].__setitem__(0, "1"), "列了两次"),
        (lambda r: r.pop(3), "题目表里没有"),
    ],
)
def test_a_wrong_table_of_questions_is_told(tmp_path: Path, change: Any, words: str) -> None:
    rows = {k: [list(r) for r in v] for k, v in made(3).tables.items()}
    change(rows["items"])
    with pytest.raises(InputError) as caught:
        read_results(write(tmp_path, rows), *mechatronics())
    assert any(words in f.text() for f in caught.value.findings)
    assert {f.code for f in caught.value.findings} <= {"RES017"}


def test_points_that_do_not_add_up_to_the_blueprint_are_told(tmp_path: Path) -> None:
    rows = {k: [list(r) for r in v] for k, v in made(3).tables.items()}
    rows["items"][1][4] = str(int(rows["items"][1][4]) + 3)
    with pytest.raises(InputError) as caught:
        read_results(write(tmp_path, rows), *mechatronics())
    assert "103" in caught.value.findings[0].text()


# ---- what is hostile or private --------------------------------------------------------------------------


def test_no_message_repeats_a_name_or_an_identity_number(tmp_path: Path) -> None:
    content = (
        "学号,姓名,身份证号,课程过程,语文,数学,职业技能\n"
        "140102200901011234,王小明,140102200901011234,70,70,70,70\n"
        "20260002,李小红,140102200901015678,李小红,70,140102200901015678,70\n"
        "王小明 140102200901011234,王小明,140102200901011234,70,70,70,70\n"
        "王小明,,,70,70,70,70\n"
    )
    with pytest.raises(InputError) as caught:
        text(tmp_path, content)
    shown = str([f.as_json(lang) for f in caught.value.findings for lang in ("zh", "en")])
    assert not any(private in shown for private in ("王小明", "李小红", "小红", "1401022009"))
    assert len(caught.value.findings) == 5


def test_names_are_passed_over_unless_asked_for_and_then_masked(tmp_path: Path) -> None:
    content = "学号,姓名,身份证号,课程过程,语文,数学,职业技能\n1,欧阳小明,140102200901011234,70,70,70,70\n"
    (plain,) = text(tmp_path, content).students
    assert (plain.name, plain.identity) == ("", "")
    (masked,) = text(tmp_path, content, names=True).students
    assert (masked.name, masked.identity) == ("欧***", "140102********1234")
    assert "欧" not in repr(masked) and "1401" not in repr(masked)


def workbook(folder: Path, *rows: list[Any]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    path = folder / "r.xlsx"
    book.save(path)
    return path


def test_formulas_and_dates_of_a_workbook_are_told_with_their_cells(tmp_path: Path) -> None:
    from datetime import date

    path = workbook(
        tmp_path,
        HEAD.split(","),
        ["1", "1班", "=1+1", 70, 70, 70],
        ["2", "1班", date(2026, 3, 5), 70, 70, 70],
    )
    with pytest.raises(InputError) as caught:
        read_results(path, *small())
    assert [(f.code, f.source.cell) for f in caught.value.findings] == [
        ("RES012", "Sheet!C2"),
        ("RES009", "Sheet!C3"),
    ]


def test_a_number_formatted_as_percent_is_a_share(tmp_path: Path) -> None:
    path = workbook(tmp_path, HEAD.split(","), [20260001, "1班", 0.8, 70, 70, 70])
    book = load_workbook(path)
    book.worksheets[0]["C2"].number_format = "0%"
    book.save(path)
    (one,) = read_results(path, *small()).students
    assert one.first.scores["process"] == 80
    assert one.id == "20260001"


@pytest.mark.parametrize("kind", ["bomb", "entity", "broken", "not_zip", "xls", "empty", "missing", "huge"])
def test_what_is_no_score_sheet_is_refused_in_words(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / ("r.xls" if kind == "xls" else "r.csv" if kind in ("empty", "huge") else "r.xlsx")
    if kind in ("bomb", "entity", "broken"):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            if kind == "bomb":
                monkeypatch.setattr(tables, "MAX_UNPACKED", 1000)
                packed.writestr("xl/workbook.xml", "0" * 2000)
            elif kind == "entity":
                packed.writestr("xl/workbook.xml", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>')
            else:
                packed.writestr("nothing.txt", "x")
    elif kind == "huge":
        monkeypatch.setattr(tables, "MAX_ROWS", 3)
        path.write_text(f"{HEAD}\n" + f"{GOOD}\n" * 5, "utf-8")
    elif kind != "missing":
        path.write_bytes(b"" if kind == "empty" else b"\0\1\2\3")
    with pytest.raises(InputError) as caught:
        read_results(path, *small())
    (finding,) = caught.value.findings
    assert finding.code == "SRC001"
    assert finding.text() and finding.to_do() and finding.text("en") != finding.text()


def test_a_quotation_mark_left_open_does_not_swallow_the_file(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        text(tmp_path, f'{HEAD}\n"20260001,1班,70,70,70,70\n{GOOD}\n')


@given(st.text(max_size=60))
def test_no_cell_makes_the_reader_stumble(content: str) -> None:
    score_cells.entry(content, Fraction(100))
    score_cells.student_id(content)
    score_cells.attempt(content)
    score_cells.claims(content, small()[1].concessions)
    shown = score_cells.seen(content)
    assert isinstance(shown, str | Phrase)
    assert len(score_cells.masked_name(content)) <= 4


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_stumble(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("bytes")
    for name in ("r.csv", "r.xlsx"):
        try:
            text(folder, content, name)
        except InputError as error:
            assert error.findings
