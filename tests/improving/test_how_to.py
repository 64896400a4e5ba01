"""The how-to page of improve shows what is really said, and its Python runs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from articulate.cli import main

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/how-to/improve-a-pathway.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_the_proposal_shown_is_the_first_of_the_sample(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(tmp_path)]) == 0
    capsys.readouterr()
    assert main(["improve", str(tmp_path / "pathways" / "example"), "--bare"]) == 0
    (shown,) = blocks("text")
    assert shown in capsys.readouterr().out


def test_its_python_runs(tmp_path: Path) -> None:
    assert main(["new", str(tmp_path)]) == 0
    (snippet,) = blocks("python")
    done = subprocess.run(
        [sys.executable, "-c", snippet], cwd=tmp_path, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert "条建议" in done.stdout and "True" in done.stdout
