"""``articulate criteria``: reasons and draws on the terminal, refusals in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from articulate.cli import main

PAIR = str(Path(__file__).parents[2] / "curricula/pathways/16b-industrial-robotics")


def run(*words: str) -> int:
    return main(["criteria", PAIR, *words, "--seconds", "30"])


def test_a_topic_says_what_rests_on_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--why", "位逻辑指令") == 0
    head, *lines = capsys.readouterr().out.splitlines()
    hours = [int(line.split("》")[1].split("学时")[0]) for line in lines if "》" in line]
    assert f"后续学时 {sum(hours)}" in head


def test_an_unknown_topic_is_answered_with_near_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--why", "位逻辑") == 2
    assert "位逻辑指令" in capsys.readouterr().err


def test_a_draw_prints_every_sitting_and_is_the_same_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--draw", "20290313") == 0
    first = capsys.readouterr().out
    assert "第1场 t1-" in first
    assert run("--draw", "20290313") == 0
    assert capsys.readouterr().out == first


@pytest.mark.parametrize("words", [(), ("--draw", " "), ("--draw", "x" * 101), (PAIR,)])
def test_what_cannot_be_done_is_said_before_anything_is_planned(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*words) == 2
    said = capsys.readouterr()
    assert not said.out and said.err.strip()
