"""Plans of a school on screen, in a workbook and in a notebook."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random

import pytest

from articulate.commands import school as command
from articulate.emitters import to_bytes
from articulate.emitters.document import Heading
from articulate.emitters.notebook import bundle
from articulate.emitters.school_choices import school_alternatives_table
from articulate.emitters.school_document import school_document
from articulate.emitters.school_text import school_lines, school_move_lines
from articulate.i18n import Lang, Phrase, label
from articulate.model.school import School, Shared
from articulate.planning.joint import (
    JointResult,
    alternatives_school,
    compare_school,
    plan_school,
    repair_school,
)
from articulate.policy import Policy
from siblings import draw_school, in_use, school_of

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
    # Nothing is left to plan anew: what the page shows of a change is said so.
    (shown,) = re.findall(r"```text\n(机电一体化：与原方案.*?)```", page, re.DOTALL)
    more = ["--keep", str(plans), "--pin", "机电一体化:物理=2"]
    assert command.run(parser.parse_args([folder, *more])) == 0
    assert shown in capsys.readouterr().out


@cache
def moved() -> JointResult:
    """A shared course that one pathway is asked to have in another term than the plans in use."""
    text = "secondary: [{id: x, name: 数学, hours: 36, terms: [1, 3]}]"
    school = school_of(text, text, shared=Shared(courses=("x",)))
    named = tuple(s.but(name=f"<b>{k}</b>") for k, s in enumerate(school.pathways))
    keep = {s.key: in_use(x=1) for s in named}
    return plan_school(school.but(pathways=named), lambda p: Policy(()), keep=keep, pins={"p0": {"x": 3}})


def test_a_notebook_shows_a_repair_and_a_change_and_nothing_of_them_runs() -> None:
    school = moved().school
    given = {"p0": in_use(x=1), "p1": in_use(x=2)}
    repair = repair_school(school, lambda p: Policy(()), given=given)
    hostile = Phrase("joint.what_if.of", {"pathways": ("<i>",), "what": "<i>"})
    change = compare_school(school, school, lambda p: Policy(()), present=given, what=[hostile])
    for value, said in ((repair, "统一开设"), (change, "重新排优")):
        shown = bundle(value)
        assert shown is not None and said in shown["text/html"] and said in shown["text/plain"]
        assert "<b>0" not in shown["text/html"] and "<i>" not in shown["text/html"]


def test_alternatives_list_what_differs_and_nothing_else_of_a_pathway_planned_anew() -> None:
    school = moved().school
    found = alternatives_school(school, lambda p: Policy(()), 1, keep={"p0": in_use(x=1)})
    rows = {name: terms for name, *terms in school_alternatives_table(found).courses}
    # Where a plan is in use its terms stand first; the other pathway had none.
    assert {name: terms[0] for name, terms in rows.items()} == {
        "数学（<b>0</b>）": "1",
        "数学（<b>1</b>）": "—",
    }
    assert len({tuple(terms[1:]) for terms in rows.values()}) == 1
    apart = school.but(shared=Shared())
    found = alternatives_school(apart, lambda p: Policy(()), 1, keep={"p0": in_use(x=1)})
    listed = {name: terms for name, *terms in school_alternatives_table(found).courses}
    assert listed and all(len(set(terms[1:])) > 1 or terms[0] != "—" for terms in listed.values())
    shown = bundle(found)
    assert shown is not None and "<b>0" not in shown["text/html"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_moved_against_plans_in_use_stands_first_in_every_form(lang: Lang) -> None:
    result = moved()
    heads = [b.text for b in school_document(result, lang).blocks if isinstance(b, Heading)]
    assert heads[0] == label("joint.table.moves", lang)
    said = to_bytes(result, ".md", lang).decode()
    for member in result.members:
        assert member.moves is not None and member.moves.summary(lang) in said
    lines = school_move_lines(result, lang)
    assert len(lines) > 3 and "\n".join(lines) in "\n".join(school_lines(result, lang))
    shown = bundle(result)
    assert shown is not None and "<b>0</b>" not in shown["text/html"] and "&lt;b&gt;0" in shown["text/html"]
