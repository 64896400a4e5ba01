"""articulate school with plans in use: kept, repaired, pinned; every slip told at once."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml

from articulate.cli import main
from articulate.i18n import LANGS, Lang

SCHOOL = """
school: s
title: 某校
pathways:
  - {pathway: ../pathways/example, id: a, name: 甲专业}
  - {pathway: ../pathways/example, id: b, name: 乙专业}
"""


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school of two groups of one pathway, with the plans in use beside it."""
    root = tmp_path_factory.mktemp("curriculum")
    assert main(["new", str(root)]) == 0
    (root / "school").mkdir()
    (root / "school" / "school.yaml").write_text(SCHOOL, "utf-8")
    assert main(["school", str(root / "school"), "--plans", str(root / "now")]) == 0
    return root


@pytest.fixture
def folder(planned: Path, tmp_path: Path) -> Path:
    shutil.copytree(planned, tmp_path / "c")
    return tmp_path / "c"


def run(folder: Path, *more: str) -> int:
    return main(["school", str(folder / "school"), *more])


def test_nothing_moves_where_nothing_changed_and_the_plans_are_written_again_alike(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "--keep", str(folder / "now"), "--plans", str(folder / "new")) == 0
    assert capsys.readouterr().out.count("与原方案相比没有变动") == 2
    for name in ("a.yaml", "b.yaml"):
        old, new = (yaml.safe_load((folder / d / name).read_text("utf-8")) for d in ("now", "new"))
        assert old["offerings"] == new["offerings"]


def test_hours_that_changed_move_as_little_as_can_be_and_say_so(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "programmes" / "secondary" / "mechatronics.yaml"
    text = file.read_text("utf-8")
    head, found, tail = text.partition("name: 电气控制技术")
    assert found
    file.write_text(head + found + tail.replace("hours: 108", "hours: 90", 1), "utf-8")
    assert run(folder, "--keep", str(folder / "now"), "-o", str(folder / "t.md")) == 0
    shown = capsys.readouterr().out
    assert "《电气控制技术》（甲专业、乙专业）仍在" in shown and "课程学时由 108 改为 90" in shown
    written = (folder / "t.md").read_text("utf-8")
    assert "## 与原方案相比" in written and "| 电气控制技术 |" in written


@pytest.mark.parametrize("lang", LANGS)
def test_a_pin_speaks_of_all_pathways_or_of_the_one_it_names(
    folder: Path, lang: Lang, capsys: pytest.CaptureFixture[str]
) -> None:
    keep = ("--keep", str(folder / "now"), "--lang", lang, "--format", "json")
    now = yaml.safe_load((folder / "now" / "a.yaml").read_text("utf-8"))
    (was,) = {o["term"] for o in now["offerings"] if o["course"] == "s-control"}
    moved = {}
    for pin in (f"电气控制技术={was}", f"乙专业：电气控制技术={was}"):
        assert run(folder, *keep, "--forbid", pin) == 0
        shape = json.loads(capsys.readouterr().out)
        moved[pin] = [m["course"] for p in shape["pathways"] for m in p["moves"]["moves"]]
    everywhere, one = moved.values()
    assert everywhere.count("s-control") == 2 and one.count("s-control") == 1


def test_plans_changed_in_a_spreadsheet_are_checked_and_repaired(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from openpyxl import load_workbook

    sheets = folder / "sheets"
    assert run(folder, "--keep", str(folder / "now"), "--plans", str(sheets), "--plans-as", "xlsx") == 0
    book = load_workbook(sheets / "b.xlsx")
    sheet = book.worksheets[0]
    row = next(c.row for line in sheet.iter_rows() for c in line if c.value == "电工实训")
    cells = {c.value: c for c in sheet[row]}
    assert "2W" in cells
    cells["2W"].value = None
    sheet.cell(row, cells["2W"].column - 1).value = "2W"
    book.save(sheets / "b.xlsx")
    capsys.readouterr()
    assert run(folder, "--repair", str(sheets)) == 0
    shown = capsys.readouterr().out
    assert "乙专业：所给的教学进程有 1 处不合要求" in shown and "b.xlsx!" in shown
    assert "甲专业：所给" not in shown and "《电工实训》（乙专业）由第 2 学期改到第 3 学期" in shown
    # What set it off was said of the given plan and is not said again.
    assert "起因" not in shown


def test_the_plan_of_one_pathway_may_be_kept_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "--keep", f"甲专业={folder / 'now' / 'a.yaml'}") == 0
    shown = capsys.readouterr().out
    assert "甲专业：与原方案相比没有变动" in shown and "按新排的专业：乙专业" in shown


def test_a_change_is_tried_out_and_no_file_is_touched(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "programmes" / "secondary" / "mechatronics.yaml"
    before = file.read_bytes()
    keep = ("--keep", str(folder / "now"))
    assert run(folder, *keep, "--what-if", "电气控制技术.hours=90", "--plans", str(folder / "if")) == 0
    screen = capsys.readouterr().out
    assert "假如《电气控制技术》学时由 108 改为 90：" in screen and "重新排优" in screen
    assert "《电气控制技术》（甲专业、乙专业）仍在" in screen
    assert file.read_bytes() == before and (folder / "if" / "b.yaml").exists()


@pytest.mark.parametrize("lang", LANGS)
def test_alternatives_stay_near_the_plans_in_use_and_are_written_beside_each_other(
    folder: Path, lang: Lang, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ("--forbid", "甲专业:电气控制技术=2", "--alternatives", "2", "--lang", lang)
    assert run(folder, "--keep", str(folder / "now"), *more, "--plans", str(folder / "if")) == 0
    screen = capsys.readouterr().out
    name = {"zh": "电气控制技术（甲专业）", "en": "电气控制技术 (甲专业)"}[lang]
    assert screen.startswith(
        {"zh": "某校：共 3 个方案，都在原方案附近", "en": "某校: 3 plans, all near"}[lang]
    )
    assert name in screen and screen.count({"zh": "与原方案相比", "en": "gainst the old plan"}[lang]) >= 6
    assert all((folder / d / "a.yaml").exists() for d in ("if", "if-2", "if-3"))
    assert run(folder, "--repair", str(folder / "now"), *more, "--format", "json") == 0
    shape = json.loads(capsys.readouterr().out)
    assert not shape["sound"] and len(shape["plans"]) == 3 and shape["most_moved"] >= 2
    assert all(len(p["moved"]) >= 1 for p in shape["plans"][1:])
    moved = [
        sum(m["kind"] == "moved" for one in p["pathways"] for m in one["moves"]["moves"])
        for p in shape["plans"]
    ]
    assert moved[0] == min(moved) and max(moved) <= shape["most_moved"]


def test_a_change_of_one_pathway_leaves_the_others(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change = "乙专业：电气控制技术.hours=90"
    assert run(folder, "--what-if", change, "--format", "json", "--lang", "en") == 0
    shape = json.loads(capsys.readouterr().out)
    assert shape["what"] == ["乙专业: 电气控制技术: hours goes from 108 to 90"]
    assert shape["before"]["moved"] == 0 and shape["best"]["moved"] is not None
    moves = {p["id"]: p["moves"]["moves"] for p in shape["after"]["pathways"]}
    assert not moves["a"] and [m["course"] for m in moves["b"]] == ["s-control"]


@pytest.mark.parametrize("lang", LANGS)
def test_a_change_after_which_there_are_no_plans_says_why(
    planned: Path, lang: Lang, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(planned, "--what-if", "a:secondary.weekly_hours=0..2", "--lang", lang) == 3
    screen = capsys.readouterr().out
    assert {"zh": "甲专业单独排也排不出", "en": "甲专业 has no plan even by itself"}[lang] in screen


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--what-if", "电工实习.hours=30"], "是否想写“电工实训”"),
        (["--what-if", "电工实训.hours=x"], "不是整数"),
        (["--alternatives", "0"], "1 到 20"),
        (["--keep", "{f}/now/a.yaml"], "不是文件夹，也没有写明是哪个专业的进程"),
        (["--keep", "{f}/nowhere"], "不是文件夹"),
        (["--keep", "丙专业={f}/now/a.yaml"], "没有编号或名称是“丙专业”的专业"),
        (["--keep", "a={f}/now/a.yaml", "--keep", "甲专业={f}/now/b.yaml"], "给了两份进程"),
        (["--keep", "{f}/programmes"], "没有任何一个专业的进程"),
        (["--repair", "a={f}/now/none.yaml"], "找不到这个文件"),
        (["--pin", "丙专业:电工实训=3"], "没有编号或名称是“丙专业”的专业"),
        (["--pin", "电工实习=3"], "是否想写“电工实训”"),
        (["--forbid", "电工实训=11"], "应写作 课程=学期"),
        (["--keep", "{f}/now", "--repair", "{f}/now"], "不能同时用 --keep"),
    ],
)
def test_what_cannot_be_understood_is_said(
    planned: Path, more: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = run(planned, *(item.replace("{f}", str(planned)) for item in more))
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    assert code == 2
    err = capsys.readouterr().err
    assert said in err and "Traceback" not in err


def test_two_files_of_one_pathway_are_not_chosen_between(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(folder / "now" / "a.yaml", folder / "now" / "甲专业.yaml")
    assert run(folder, "--keep", str(folder / "now"), "--lang", "en") == 2
    assert "has several plans of “甲专业”: a.yaml, 甲专业.yaml" in capsys.readouterr().err
