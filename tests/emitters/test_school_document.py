"""Plans of a school on screen, in a workbook and in a notebook."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random

import pytest

from articulate.commands import school as command
from articulate.emitters import to_bytes
from articulate.emitters.notebook import bundle
from articulate.emitters.school_document import school_document
from articulate.emitters.school_text import school_lines
from articulate.model.school import School, Shared
from articulate.planning.joint import JointResult, plan_school
from articulate.policy import Policy
from siblings import draw_school

ROOT = Path(__file__).parents[2]


@cache
def planned(way: str = "joint") -> JointResult:
    school, _ = draw_school(Random(5), 2, (6, 8))
    return plan_school(school.but(title="某校"), lambda p: Policy(()), way=way)  # type: ignore[arg-type]


def test_the_table_has_all_pathways_side_by_side_shared_courses_first() -> None:
    result = planned()
    document = school_document(result)
    courses = document.tables[0]
    assert [c.value for c in courses.head[0].cells][2:] == ["专业1", "专业2"]
    bands = [r.cells[0].value for r in courses.rows if r.kind == "band"]
    assert bands == ["统一开设", "各专业自行安排"]
    first = next(r for r in courses.rows if r.kind == "body")
    assert first.cells[2].value == first.cells[3].value
    goals = document.tables[-1]
    assert all(r.cells[-1].value == 0 for r in goals.rows)


def test_hours_of_the_terms_are_those_of_the_plans() -> None:
    result = planned()
    terms = school_document(result).tables[1]
    for line in terms.rows:
        term = line.cells[0].value
        assert [c.value for c in line.cells[3::3]] == [len(m.plan.in_term(term)) for m in result.members]


def test_the_workbook_can_be_read_and_is_the_same_each_time() -> None:
    from openpyxl import load_workbook

    made = to_bytes(planned(), ".xlsx")
    assert made == to_bytes(planned(), ".xlsx")
    book = load_workbook(BytesIO(made))
    assert book.sheetnames == ["各专业开课对照", "各学期负担", "共用实训室", "目标与差距"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("way", ["joint", "sequence"])
def test_lines_say_status_gap_and_steps(lang: str, way: str) -> None:
    result = planned(way)
    said = "\n".join(school_lines(result, lang))  # type: ignore[arg-type]
    assert result.headline(lang) in said  # type: ignore[arg-type]
    for step in result.steps:
        assert step.text(lang) in said  # type: ignore[arg-type]
    assert to_bytes(result, ".md", lang)  # type: ignore[arg-type]


def test_a_notebook_shows_the_table_and_nothing_of_it_runs() -> None:
    school, _ = draw_school(Random(5), 2, (6, 8))
    named = tuple(s.but(name=f"<script>{k}</script>") for k, s in enumerate(school.pathways))
    result = plan_school(school.but(pathways=named), lambda p: Policy(()))
    shown = bundle(result)
    assert shown is not None and "<table" in shown["text/html"]
    assert "<script>" not in shown["text/html"] and "&lt;script&gt;" in shown["text/html"]


def test_no_plan_is_a_document_too() -> None:
    school, _ = draw_school(Random(5), 2, (6, 8))
    result = plan_school(school, lambda p: Policy(()), seconds=0)
    assert "时限内没有排出来" in to_bytes(result, ".md").decode()
    refused = JointResult(
        School(school="s", pathways=school.pathways, shared=Shared()), "infeasible", "joint"
    )
    assert bundle(refused) is not None


def test_the_command_plans_prints_and_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import argparse

    parser = argparse.ArgumentParser()
    parser.set_defaults(lang="zh", on=None, root=None)
    command.add(parser, "zh")
    folder = str(ROOT / "curricula" / "schools" / "example")
    out, plans = tmp_path / "school.json", tmp_path / "plans"
    assert command.run(parser.parse_args([folder, "-o", str(out), "--plans", str(plans)])) == 0
    said = capsys.readouterr().out
    page = (ROOT / "docs/how-to/plan-a-school.md").read_text("utf-8")
    assert said.split("\n")[0] in page
    assert "示例学校：2 个专业联合排课，已证明合计最优" in said
    assert {p.name for p in plans.iterdir()} == {"02a-mechatronics.yaml", "16b-industrial-robotics.yaml"}
    assert out.exists()
