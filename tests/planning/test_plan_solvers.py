"""Which back end is asked, and what is said where it is missing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from articulate.cli import main
from articulate.planning import MissingSolver, plan
from articulate.planning.solvers import SOLVERS, back_end
from plans import case

ONE = "secondary: [{id: a, name: 甲课}]"
PATHWAY = next(p for p in Path(__file__).parents[2].glob("curricula/pathways/*/pathway.yaml"))


@pytest.fixture
def without_ortools(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [n for n in sys.modules if n.split(".")[0] == "ortools"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "ortools", None)


@pytest.mark.usefixtures("without_ortools")
def test_a_missing_back_end_says_what_to_install() -> None:
    one = case(ONE)
    with pytest.raises(MissingSolver) as caught:
        plan(one.pathway, one.policy, solver="cpsat")
    assert "articulate[cpsat]" in str(caught.value) and "没有安装" in str(caught.value)
    assert "not installed" in caught.value.text("en") and "articulate[cpsat]" in caught.value.text("en")


@pytest.mark.usefixtures("without_ortools")
@pytest.mark.parametrize(("lang", "word"), [("zh", "没有安装"), ("en", "not installed")])
def test_the_command_line_says_it_in_its_language(
    lang: str, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", str(PATHWAY), "--solver", "cpsat", "--lang", lang]) == 2
    told = capsys.readouterr().err
    assert word in told and "articulate[cpsat]" in told and "Traceback" not in told


@pytest.mark.usefixtures("without_ortools")
def test_the_default_needs_no_extra() -> None:
    one = case(ONE)
    plan(one.pathway, one.policy)


def test_a_back_end_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="highs, cpsat"):
        back_end("glpk")  # type: ignore[arg-type]
    assert SOLVERS == ("highs", "cpsat")
