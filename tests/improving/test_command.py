"""articulate improve: a numbered list, choices, and the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from articulate.cli import main
from articulate.emitters.decisions_yaml import insert
from articulate.findings import SpokenError
from articulate.i18n import Lang
from articulate.model.decision import Decision


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A pair with one duplicate and no decisions yet."""
    assert main(["new", str(tmp_path)]) == 0
    file = tmp_path / "pathways" / "example" / "pathway.yaml"
    text = file.read_text("utf-8")
    start = text.index("  - exempt:")
    text = text[:start] + text[text.index("\ncalendar:") :]
    file.write_text(text.replace("\ndecisions: ", "\ndecisions: []", 1), "utf-8")
    return file


def test_the_list_is_numbered_and_names_hours_and_findings(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["improve", str(example.parent)]) == 0
    shown = capsys.readouterr().out
    assert "1. [免修互认] 腾出 64 学时" in shown
    assert "消除：DUP001 错误" in shown
    assert "1. [免修互认] 腾出 64 学时，代号 exempt:h-elec\n" in shown
    assert "--choose exempt:h-elec --write" in shown


def test_english_is_spoken_on_request(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["improve", str(example), "--lang", "en", "--all"]) == 0
    assert "frees 64 hours" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--write"], "say which proposals to write"),
        (["--choose", "x"], "not understood: x"),
        (["--choose", "99"], "there is no proposal 99"),
        (["--choose", "exempt:h-none"], "no proposal called exempt:h-none"),
        (["--choose", "1,2"], "cannot be taken together"),
    ],
)
def test_refusals_are_in_english_too(
    example: Path, more: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["improve", str(example), "--lang", "en", *more]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(("lang", "said"), [("zh", "decisions 不是列表"), ("en", "decisions is not a list")])
def test_why_nothing_could_be_written_is_said_in_the_language_asked(lang: Lang, said: str) -> None:
    with pytest.raises(SpokenError) as refused:
        insert("decisions: {a: 1}\n", [Decision.model_validate({"exempt": {"course": "h9"}, "reason": "甲"})])
    assert refused.value.text(lang) == said


def test_proposals_for_a_bare_pair_are_not_offered_for_a_file_with_decisions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(tmp_path)]) == 0
    file = tmp_path / "pathways" / "example" / "pathway.yaml"
    assert main(["improve", str(file), "--bare"]) == 0
    shown = capsys.readouterr().out
    assert "不能直接写入" in shown and "--choose" not in shown


def test_choosing_and_all_together_keep_the_choice_and_add_the_fewest(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["improve", str(example), "--choose", "2", "--all"]) == 0
    assert "建议一并采纳 2：" in capsys.readouterr().out


def test_a_choice_is_written_and_mends_what_it_said(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = example.read_text("utf-8")
    assert main(["check", str(example)]) == 1
    assert main(["improve", str(example), "--choose", "1", "--write"]) == 0
    assert main(["check", str(example)]) == 0
    after = example.read_text("utf-8")
    assert "两校联合教研组（待议定）" in after and "DUP001" in after
    left = before.replace("decisions: []", "decisions: ")
    assert [line for line in after.split("\n") if line in left.split("\n")] == left.split("\n")


def test_all_writes_the_whole_set_and_then_nothing_is_left_to_write(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["improve", str(example), "--all", "--write"]) == 0
    after = example.read_bytes()
    assert main(["improve", str(example), "--all", "--write"]) == 0
    assert "未改动" in capsys.readouterr().out
    assert example.read_bytes() == after


def test_json_is_json_and_nothing_else(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["improve", str(example), "--all", "--format", "json"]) == 0
    shape = json.loads(capsys.readouterr().out)
    assert shape["proposals"][0]["number"] == 1
    assert shape["proposals"][0]["decisions"][0]["exempt"]["course"] == "h-elec"
    assert shape["all"]["plan"] == "optimal"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--write"], "--choose"),
        (["--choose", "x"], "不能理解"),
        (["--choose", "99"], "没有第 99 条"),
        (["--choose", "exempt:h-none"], "没有代号为 exempt:h-none 的建议"),
        (["--choose", "exempt:../h"], "不能理解"),
        (["--choose", "1,2", "--write"], "不能同时采用"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    example: Path, more: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = example.read_bytes()
    assert main(["improve", str(example), *more]) == 2
    assert said in capsys.readouterr().err
    assert example.read_bytes() == before


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "第 1 条决议），不再写入"), ("en", "(decision 1) and is not written")]
)
def test_a_choice_by_name_is_the_same_in_the_second_run(
    example: Path, lang: Lang, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["improve", str(example), "--choose", "exempt:h-elec", "--write", "--lang", lang]
    assert main(command) == 0
    after = example.read_bytes()
    assert b"exempt" in after and said not in capsys.readouterr().out
    assert main(command) == 0
    assert said in capsys.readouterr().out and example.read_bytes() == after
    assert main([*command[:-3], "--format", "json"]) == 0
    shape = json.loads(capsys.readouterr().out)
    assert shape["already"] == [{"name": "exempt:h-elec", "decisions": [1]}]


def test_number_and_name_mean_the_same_proposal(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["improve", str(example), "--choose", "1", "--format", "json"]) == 0
    first = json.loads(capsys.readouterr().out)["proposals"][0]
    assert (first["number"], first["name"]) == (1, "exempt:h-elec")
    assert main(["improve", str(example), "--choose", "1,exempt:h-elec", "--write"]) == 0
    assert example.read_text("utf-8").count("exempt:") == 1
