"""The pairs in curricula: a set of proposals leaves no error that a decision can mend, and it plans."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from shutil import copytree

import pytest

import articulate as art
from articulate.cli import main
from articulate.findings import Severity
from articulate.improving import Improvement, Mended

CURRICULA = Path(__file__).parents[2] / "curricula"
PAIRS = ("02a-mechatronics", "16b-industrial-robotics", "18a-nursing")


@cache
def improved(name: str) -> tuple[Improvement, Mended]:
    pathway = art.read(CURRICULA / "pathways" / name)
    found = art.improve(pathway.bare(), art.policy_for(pathway))
    return found, found.mend()


@pytest.mark.parametrize("name", PAIRS)
def test_the_whole_set_leaves_no_error_that_a_decision_can_mend_and_plans(name: str) -> None:
    found, mended = improved(name)
    mendable = {f.code for p in found.proposals for f in p.removes if f.severity is Severity.ERROR}
    assert found.before.errors and mended.proposals
    assert not [f for f in mended.after.errors if f.code in mendable]
    assert mended.plan.status == "optimal"
    report = art.check(mended.pathway, found.ground.policy, plan=mended.plan.plan)
    assert not [f for f in report.errors if f.family in ("PLN", "POL", "DEC", "REQ", "DUP", "LVL")]


@pytest.mark.parametrize("name", PAIRS)
def test_no_proposal_adds_more_than_advice(name: str) -> None:
    found, _ = improved(name)
    added = [f for p in found.proposals for f in p.adds if f.severity is not Severity.ADVICE]
    assert {f.code for f in added} <= {"LVL005"}
    assert len(found.proposals) >= 10


def test_what_is_written_is_what_was_proposed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copytree(CURRICULA, tmp_path / "curricula")
    file = tmp_path / "curricula" / "pathways" / PAIRS[1] / "pathway.yaml"
    before = file.read_text("utf-8")
    assert main(["improve", str(file.parent), "--bare", "--choose", "1", "--write"]) == 2
    assert "已有" in capsys.readouterr().err
    assert file.read_text("utf-8") == before
    # Without its own decisions the file is the bare pair.
    head, rest = before.split("\ndecisions:\n", 1)
    tail = rest[rest.index("\n# 人工核对过的成果对应") :]
    bare = f"{head}\ndecisions: []\n{tail}"
    file.write_text(bare, "utf-8")
    found, mended = improved(PAIRS[1])
    from articulate.building import write_decisions

    write_decisions(file.parent, mended.decisions)
    made = file.read_text("utf-8")
    added = [line for line in made.split("\n") if line not in bare.split("\n")]
    assert [line for line in made.split("\n") if line not in added] == [
        line for line in bare.split("\n") if line != "decisions: []"
    ]
    again = art.read(file)
    assert not art.check(again, art.policy_for(again)).errors
    assert [d.kind for d in again.decisions] == [d.kind for d in mended.decisions]
    assert found.proposals
