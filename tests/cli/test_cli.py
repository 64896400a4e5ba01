"""Arguments in, exit code and screen out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from articulate.cli import SCHEMAS, main

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "curricula" / "pathways" / "16b-industrial-robotics"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("curriculum")
    assert main(["new", str(folder)]) == 0
    return folder / "pathways" / "example"


def test_what_new_makes_passes(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(example)]) == 0
    assert "错误 0" in capsys.readouterr().out


def test_the_bare_example_shows_what_its_decision_removes(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(example), "--bare"]) == 1
    assert "电工电子技术" in capsys.readouterr().out


def test_new_overwrites_nothing(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (example / "pathway.yaml").read_bytes()
    assert main(["new", str(example.parents[1])]) == 2
    assert (example / "pathway.yaml").read_bytes() == before


@pytest.mark.parametrize("chosen", [["--select", "dup001,pln"], ["--select", "DUP001", "--select", "PLN"]])
def test_rules_may_be_chosen_at_once_or_one_after_the_other(
    chosen: list[str], example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", str(example), "--bare", "--format", "json", *chosen])
    shape = json.loads(capsys.readouterr().out)
    assert set(shape["counts"]["by_code"]) == {"DUP001"}
    assert {n["code"][:3] for n in shape["not_run"]} == {"PLN"}


def test_json_is_json_and_nothing_else(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(example), "--bare", "--format", "json"])
    shape = json.loads(capsys.readouterr().out)
    assert shape["counts"]["error"] >= 1


@pytest.mark.parametrize("ending", ["docx", "html", "xlsx", "md"])
def test_a_report_is_written_in_the_form_its_name_says(
    ending: str, example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / f"report.{ending}"
    main(["check", str(example), "--bare", "-o", str(file)])
    assert file.read_bytes()[:2] == {"docx": b"PK", "xlsx": b"PK", "html": b"<!", "md": b"# "}[ending]
    capsys.readouterr()
    assert main(["check", str(example), str(example), "-o", str(file)]) == 2
    assert file.name in capsys.readouterr().err


def test_the_plan_of_the_example_is_proven_and_can_be_checked(
    example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "plan.yaml"
    assert main(["plan", str(example), "-o", str(plan)]) == 0
    assert "最优" in capsys.readouterr().out
    assert main(["check", str(example), "--plan", str(plan)]) == 0
    assert main(["plan", str(example), "--keep", str(plan), "--format", "json"]) == 0


def test_a_plan_that_a_person_spoilt_is_found(
    example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "plan.yaml"
    main(["plan", str(example), "-o", str(plan)])
    lines = [line for line in plan.read_text("utf-8").splitlines() if '"s-plc"' not in line]
    plan.write_text("\n".join(lines) + "\n", "utf-8")
    capsys.readouterr()
    assert main(["check", str(example), "--plan", str(plan)]) == 1
    assert "PLC技术应用" in capsys.readouterr().out


def test_an_impossible_limit_ends_with_three_and_names_it(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = example / "pathway.yaml"
    text = path.read_text("utf-8")
    try:
        path.write_text(
            text.replace("secondary: {weekly_hours: [0, 30]", "secondary: {weekly_hours: [0, 6]"), "utf-8"
        )
        assert main(["plan", str(example)]) == 3
        assert "周学时" in capsys.readouterr().out
    finally:
        path.write_text(text, "utf-8")


@pytest.mark.parametrize("suffix", ["svg", "dot", "mmd"])
def test_diagrams_are_written(example: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"map.{suffix}"
    assert main(["diagram", str(example), "-o", str(out)]) == 0
    assert "PLC" in out.read_text("utf-8")


def test_an_unknown_format_is_told_kindly(
    example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diagram", str(example), "-o", str(tmp_path / "map.bmp")]) == 2
    assert ".bmp" in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_rules_are_explained(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "DUP001", "--lang", lang]) == 0
    page = capsys.readouterr().out
    assert "DUP001" in page and "secondary:" in page
    assert main(["explain", "--lang", lang]) == 0
    assert "SRC002" in capsys.readouterr().out


def test_an_unknown_rule_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "XYZ999"]) == 2
    assert "XYZ999" in capsys.readouterr().err


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_schema_is_json(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--of", kind]) == 0
    shape = json.loads(capsys.readouterr().out)
    assert "@source" not in json.dumps(shape)
    assert shape["$schema"]


@pytest.mark.parametrize(
    ("kind", "file"),
    [
        ("pathway", "pathways/16b-industrial-robotics/pathway.yaml"),
        ("school", "schools/example/school.yaml"),
        ("quality", "pathways/16b-industrial-robotics/years.example.yaml"),
    ],
)
def test_the_schema_knows_every_field_of_the_shipped_files(
    kind: str, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema", "--of", kind]) == 0
    shape = json.loads(capsys.readouterr().out)
    fields = shape.get("properties") or shape["$defs"]["Pathway"]["properties"]
    assert all(f.get("description") for name, f in fields.items() if name != "origin_note")
    written = yaml.safe_load((ROOT / "curricula" / file).read_text("utf-8"))
    assert set(written) <= set(fields)
    for one in (*shape["$defs"].values(), shape):
        for name in re.findall(r'"#/\$defs/(\w+)"', json.dumps(one)):
            assert name in shape["$defs"]


@pytest.mark.parametrize("command", ["check", "plan", "diagram"])
@pytest.mark.parametrize("path", ["nowhere", "."])
def test_a_path_that_is_no_pathway_ends_with_two(
    command: str, path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ["-o", str(tmp_path / "x.svg")] if command == "diagram" else []
    assert main([command, str(tmp_path / path), *more]) == 2
    out = capsys.readouterr()
    assert "SRC001" in out.err and "Traceback" not in out.err
    assert not list(tmp_path.glob("x*"))


def test_a_wrong_command_is_told_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["check"])
    assert stop.value.code == 2
    assert "缺少参数" in capsys.readouterr().err
