"""The first hour does what it says: its files are taken from the page, its output is compared line by line."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

from articulate.cli import main

TUTORIALS = Path(__file__).parents[2] / "docs/tutorial"
SCHOOLS = (TUTORIALS / "first-hour.md").read_text("utf-8")
FILES = ("programmes/secondary/qiche.yaml", "programmes/higher/qiche.yaml", "pathways/qiche/pathway.yaml")


def run(*words: str) -> tuple[int, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(words)
    return code, out.getvalue() + err.getvalue()


def section(number: int) -> str:
    found = re.search(rf"^## {number} .*?(?=^## |\Z)", SCHOOLS, re.MULTILINE | re.DOTALL)
    assert found
    return found.group()


def findings_in(text: str) -> list[str]:
    return [line for line in text.splitlines() if re.match(r"\S+:\d+:\d+: [A-Z]{3}\d{3} ", line)]


def block(first_line: str) -> str:
    found = re.search(rf"^```yaml\n# {re.escape(first_line)}.*?\n(?=```$)", SCHOOLS, re.MULTILINE | re.DOTALL)
    assert found, first_line
    return found.group().removeprefix("```yaml\n")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    code, said = run("new", "qiche")
    assert code == 0
    assert said.splitlines()[0] in section(2)
    made = tmp_path / "qiche"
    for name in FILES:
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(block(name), "utf-8")
    monkeypatch.chdir(made)
    return made


def decide(folder: Path) -> None:
    path = folder / FILES[2]
    decisions = block(f"{FILES[2]} 中加入").partition("\n")[2]
    path.write_text(path.read_text("utf-8").replace("calendar:", f"{decisions}\ncalendar:", 1), "utf-8")


def test_the_sample_is_as_shown(folder: Path) -> None:
    code, said = run("check", "pathways/example")
    assert (code, said.splitlines()[-1] in section(2)) == (0, True)
    code, said = run("check", "pathways/example", "--bare")
    assert code == 1
    assert findings_in(section(2)) == findings_in(said)


def test_the_findings_are_as_shown(folder: Path) -> None:
    code, said = run("check", "pathways/qiche")
    assert code == 1
    assert findings_in(section(6)) == findings_in(said)
    assert said.splitlines()[-1] in section(6)
    for line in re.findall(r"^    (?:·|另见|处理).*$", section(6), re.MULTILINE):
        assert line in said.splitlines()


def test_the_decisions_leave_nothing_and_the_plan_is_as_shown(folder: Path) -> None:
    decide(folder)
    code, said = run("check", "pathways/qiche")
    assert (code, said.splitlines()[-1] in section(7)) == (0, True)
    code, said = run("plan", "pathways/qiche")
    assert code == 0
    for line in re.findall(r"^  .*(?:下界|/\d+W| \d+W).*$", section(8), re.MULTILINE):
        assert line in said.splitlines()
    code, said = run("plan", "pathways/qiche", "--pin", "s-electric=2")
    assert code == 3
    assert said.splitlines()[1] in section(8)


def test_a_plan_changed_by_hand_is_judged_as_shown(folder: Path) -> None:
    decide(folder)
    run("plan", "pathways/qiche", "-o", "plan.yaml")
    assert run("check", "pathways/qiche", "--plan", "plan.yaml")[0] == 0
    plan = (folder / "plan.yaml").read_text("utf-8")
    changed = re.sub(r'("s-electric".*) term: 5', r"\1 term: 1", plan)
    assert changed != plan
    (folder / "plan.yaml").write_text(changed, "utf-8")
    code, said = run("check", "pathways/qiche", "--plan", "plan.yaml")
    assert code == 1
    assert findings_in(section(8))
    assert set(findings_in(section(8))) <= set(findings_in(said))


def test_mistakes_are_told_as_shown(folder: Path) -> None:
    path = folder / FILES[0]
    text = path.read_text("utf-8")
    for right, wrong in (
        ("hours: 108", "hours: 一百零八"),
        ("outcomes:", "outcome:"),
        ("[s-circuit]", "[s-circiut]"),
    ):
        assert right in text
        text = text.replace(right, wrong, 1)
    path.write_text(text, "utf-8")
    code, said = run("check", "pathways/qiche")
    assert code == 2
    assert findings_in(section(10)) == findings_in(said)
    assert said.splitlines()[-1] in section(10)


def test_everything_is_built(folder: Path) -> None:
    decide(folder)
    code, said = run("build", "pathways/qiche", "-o", "output")
    assert code == 0
    written = said[said.index("已写入") :].strip()
    assert written in section(9)
    made = [p for p in (folder / "output").rglob("*") if p.is_file() and not p.name.startswith(".")]
    assert made
    for path in made:
        assert path.relative_to(folder / "output").as_posix() in written
