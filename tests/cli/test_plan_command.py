"""``articulate plan`` as a teacher types it: kept, repaired, beside other plans, under a change."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from articulate.cli import main

Screen = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("curriculum")
    assert main(["new", str(folder)]) == 0
    return folder / "pathways" / "example"


@pytest.fixture(scope="module")
def made(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The best plan as a workbook, and beside it as YAML."""
    folder = tmp_path_factory.mktemp("plan")
    for name in ("plan.xlsx", "plan.yaml"):
        assert main(["plan", str(example), "-o", str(folder / name)]) == 0
    return folder / "plan.xlsx"


def moved_by_hand(made: Path, course: str, before: int, after: int) -> Path:
    """The workbook with one cell moved from one term to another, as Excel would do it."""
    from openpyxl import load_workbook

    book = load_workbook(made)
    sheet = book.worksheets[0]
    head = next(r for r in sheet.iter_rows() if str(r[-2].value or "").startswith("10\n"))
    columns = {int(str(c.value).split()[0]): c.column for c in head if str(c.value or "")[:1].isdigit()}
    row = next(c.row for r in sheet.iter_rows() for c in r if c.value == course)
    sheet.cell(row, columns[after]).value = sheet.cell(row, columns[before]).value
    sheet.cell(row, columns[before]).value = None
    out = made.with_name(f"edited-{before}-{after}.xlsx")
    book.save(out)
    return out


def terms(path: Path, course: str) -> list[int]:
    lines = [line for line in path.read_text("utf-8").splitlines() if f'"{course}"' in line]
    return [int(line.split("term: ")[1].split(",")[0]) for line in lines]


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.yaml"])
def test_a_kept_plan_that_still_holds_does_not_change(
    name: str, example: Path, made: Path, capsys: Screen
) -> None:
    assert main(["plan", str(example), "--keep", str(made.with_name(name))]) == 0
    assert "与原方案相比没有变动" in capsys.readouterr().out


def test_a_pin_moves_a_course_and_the_reason_is_printed(
    example: Path, made: Path, tmp_path: Path, capsys: Screen
) -> None:
    (term,) = terms(made.with_name("plan.yaml"), "s-plc")
    out = tmp_path / "new.yaml"
    code = main(
        ["plan", str(example), "--keep", str(made), "--forbid", f"PLC技术应用={term}", "-o", str(out)]
    )
    assert code == 0 and terms(out, "s-plc") != [term]
    screen = capsys.readouterr().out
    assert f"《PLC技术应用》由第 {term} 学期改到" in screen
    assert f"《PLC技术应用》按要求不排在第 {term} 学期" in screen


def test_a_workbook_edited_in_excel_is_checked_and_repaired(
    example: Path, made: Path, tmp_path: Path, capsys: Screen
) -> None:
    (term,) = terms(made.with_name("plan.yaml"), "s-plc")
    edited = moved_by_hand(made, "PLC技术应用", term, 1)
    assert main(["check", str(example), "--plan", str(edited)]) == 1
    out = tmp_path / "repaired.yaml"
    capsys.readouterr()
    assert main(["plan", str(example), "--repair", str(edited), "-o", str(out)]) == 0
    screen = capsys.readouterr().out
    assert "不合要求" in screen and "edited" in screen and "《PLC技术应用》由第 1 学期改到" in screen
    assert 1 not in terms(out, "s-plc")
    assert main(["check", str(example), "--plan", str(out)]) == 0


def test_a_plan_with_a_course_missing_is_completed(
    example: Path, made: Path, tmp_path: Path, capsys: Screen
) -> None:
    part = tmp_path / "part.yaml"
    lines = made.with_name("plan.yaml").read_text("utf-8").splitlines()
    part.write_text("\n".join(line for line in lines if '"s-plc"' not in line) + "\n", "utf-8")
    capsys.readouterr()
    assert main(["plan", str(example), "--repair", str(part), "--format", "json"]) == 0
    shown: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert shown["missing"] == ["PLC技术应用"] and not shown["sound"] and not shown["faults"]
    assert [m["course"] for m in shown["moves"]["moves"]] == ["s-plc"]


def test_alternatives_are_listed_beside_each_other_and_written(
    example: Path, tmp_path: Path, capsys: Screen
) -> None:
    out = tmp_path / "plan.yaml"
    assert main(["plan", str(example), "--alternatives", "2", "--differ", "2", "-o", str(out)]) == 0
    screen = capsys.readouterr().out
    assert "方案 1（最优）" in screen and "方案 2" in screen and "与方案 1 学期不同的课程" in screen
    assert out.exists() and (tmp_path / "plan-2.yaml").exists()
    assert main(["plan", str(example), "--alternatives", "2", "--differ", "2", "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert all(len(p["moved"]) >= 2 for p in shown["plans"][1:])


def test_a_course_that_has_gone_since_is_told_and_nothing_else_moves(
    example: Path, made: Path, tmp_path: Path, capsys: Screen
) -> None:
    old = tmp_path / "old.yaml"
    assert main(["plan", str(example), "--keep", str(made), "-o", str(old)]) == 0
    head, rows, tail = old.read_text("utf-8").partition("offerings:\n")
    row = '  - {course: "s-gone", name: "旧课", term: 1, weekly: 2, weeks: 18, hours: 36}\n'
    old.write_text(head + rows + row + tail, "utf-8")
    capsys.readouterr()
    assert main(["plan", str(example), "--keep", str(old)]) == 0
    screen = capsys.readouterr().out
    assert "不再排 1 门" in screen and "贯通方案中已没有这门课程" in screen and "换了学期" not in screen
    # By hand it may be a slip, and has to be put right.
    assert main(["plan", str(example), "--repair", str(old)]) == 2
    assert "s-gone" in capsys.readouterr().err


def test_alternatives_stay_near_the_plan_in_use(example: Path, made: Path, capsys: Screen) -> None:
    more = ["--alternatives", "1", "--forbid", "PLC技术应用=5"]
    assert main(["plan", str(example), "--keep", str(made), *more]) == 0
    screen = capsys.readouterr().out
    assert "都在原方案附近" in screen and "原方案  " in screen and "方案 2\n  与原方案相比" in screen
    assert main(["plan", str(example), "--repair", str(made), *more, "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert not shown["faults"] or shown["sound"] is False
    assert shown["most_moved"] == len(shown["plans"][0]["moves"]["moves"]) + 1
    assert all(p["moves"]["moves"] for p in shown["plans"][1:])


def test_a_change_is_tried_out_and_nothing_is_written(example: Path, capsys: Screen) -> None:
    before = (example / "pathway.yaml").read_bytes()
    assert (
        main(["plan", str(example), "--what-if", "PLC技术应用.hours=90", "--what-if", "secondary.exams=4"])
        == 0
    )
    screen = capsys.readouterr().out
    assert "假如《PLC技术应用》学时由" in screen and "重新排优" in screen
    assert (example / "pathway.yaml").read_bytes() == before


def test_a_change_without_a_plan_says_why_and_ends_with_three(example: Path, capsys: Screen) -> None:
    assert main(["plan", str(example), "--what-if", "secondary.weekly_hours=0..2"]) == 3
    screen = capsys.readouterr().out
    assert "排不出" in screen
    assert main(["plan", str(example), "--what-if", "secondary.weekly_hours=0..2", "--format", "json"]) == 3
    shown = json.loads(capsys.readouterr().out)
    assert shown["after"]["plan"] is None and shown["after"]["conflict"] and shown["before"]["plan"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--pin", "s-plc"], "课程=学期"),
        (["--pin", "s-plc=11"], "课程=学期"),
        (["--pin", "s-plc=²"], "课程=学期"),
        (["--forbid", "PLC技术=3"], "是否想写"),
        (["--alternatives", "0"], "1 到 20"),
        (["--alternatives", "2", "--differ", "0"], "不小于 1"),
        (["--alternatives", "2", "--keep", "x.yaml"], "找不到"),
        (["--what-if", "nonsense"], "不能理解"),
        (["--repair", "nowhere.xlsx"], "nowhere.xlsx"),
    ],
)
def test_slips_on_the_command_line_are_told(
    words: list[str], said: str, example: Path, capsys: Screen
) -> None:
    assert main(["plan", str(example), *words]) == 2
    err = capsys.readouterr().err
    assert said in err and "Traceback" not in err


def test_in_english_everything_is_english(example: Path, made: Path, capsys: Screen) -> None:
    for more in (
        ["--keep", str(made)],
        ["--repair", str(made)],
        ["--alternatives", "1"],
        ["--alternatives", "1", "--repair", str(made)],
        ["--what-if", "s-plc.hours=90"],
    ):
        assert main(["plan", str(example), *more, "--lang", "en"]) == 0
        screen = capsys.readouterr().out
        assert not any(word in screen for word in ("学期", "方案", "课程", "学时", "门"))
