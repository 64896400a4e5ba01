"""The how-to page of kept plans shows what is really said, and its Python runs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from articulate.cli import main

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/how-to/keep-a-plan.md").read_text("utf-8")
Screen = pytest.CaptureFixture[str]


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "."]) == 0
    assert main(["plan", "pathways/example", "-o", "plan.xlsx"]) == 0
    return tmp_path


def test_what_the_page_shows_is_said(folder: Path, capsys: Screen) -> None:
    from openpyxl import load_workbook

    kept, repaired, alternatives, what_if = blocks("text")

    def said(*words: str) -> str:
        capsys.readouterr()
        assert main(["plan", "pathways/example", *words]) == 0
        return capsys.readouterr().out

    assert kept in said("--keep", "plan.xlsx", "--forbid", "电气控制技术=2", "-o", "new.xlsx")
    assert alternatives in said("--alternatives", "2", "--differ", "2")
    assert what_if in said("--what-if", "电气控制技术.hours=144")
    said("--pin", "PLC控制技术=8", "--forbid", "焊接技术=4", "-o", "pinned.yaml")
    book = load_workbook(folder / "plan.xlsx")
    sheet = book.worksheets[0]
    (row,) = (r for r in sheet.iter_rows() if any(c.value == "电工实训" for c in r))
    at = next(k for k, c in enumerate(row) if c.value == "2W")
    row[at - 1].value, row[at].value = row[at].value, None
    book.save(folder / "plan.xlsx")
    assert repaired in said("--repair", "plan.xlsx", "-o", "repaired.xlsx")


def test_the_file_of_changes_is_understood(folder: Path, capsys: Screen) -> None:
    (text,) = blocks("yaml")
    (folder / "change.yaml").write_text(text, "utf-8")
    assert main(["plan", "pathways/example", "--what-if", "change.yaml"]) == 0
    assert "新增《机器视觉基础》" in capsys.readouterr().out


def test_every_change_of_the_page_is_understood(folder: Path) -> None:
    from articulate.readers import read
    from articulate.readers.changes import changed

    pathway = read("pathways/example")
    table = re.findall(r"^\| (`.*?`) \| ", PAGE, re.MULTILINE)
    changes = [c for row in table for c in re.findall(r"`([^`]+=[^`]+)`", row)]
    assert len(changes) >= 8
    for change in changes:
        assert changed(pathway, [change]).what


def test_its_python_runs() -> None:
    (snippet,) = blocks("python")
    done = subprocess.run(
        [sys.executable, "-c", snippet], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert "原方案" in done.stdout and "3 个方案" in done.stdout and done.stdout.rstrip().endswith("True")


def test_every_option_of_plan_is_in_the_reference() -> None:
    import argparse

    from articulate.commands.plan import add

    page = (ROOT / "docs/reference/plan-command.md").read_text("utf-8")
    parser = argparse.ArgumentParser()
    add(parser, "zh")
    for action in parser._actions:
        for option in action.option_strings:
            if option not in ("-h", "--help"):
                assert f"`{option}`" in page, option
