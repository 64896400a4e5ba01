"""The workbook, the report and the command: complete, the same every time, and nothing private in them."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

import articulate
from articulate.cli import main
from articulate.cohort import CohortStudy, Results, study
from articulate.emitters import docx, markdown, notebook, xlsx
from articulate.emitters.cohort import cohort_document, cohort_page, decisions_csv, template_document
from articulate.emitters.cohort.summary import summary
from articulate.emitters.document import Table
from articulate.i18n import LANGS, Lang
from articulate.readers import read_results
from cohorts import ROOT, made, maker, mechatronics, small, student, write

PATHWAY = ROOT / "curricula" / "pathways" / "02a-mechatronics"
EXAMPLE = ROOT / "examples" / "cohort"
HOSTILE = '<script>alert(1)</script>=HYPERLINK("x")'


@cache
def sixty(folder: Path) -> CohortStudy:
    return study(*mechatronics(), read_results(write(folder, made(60).tables), *mechatronics()))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> CohortStudy:
    return sixty(tmp_path_factory.mktemp("sixty"))


@pytest.mark.parametrize("lang", LANGS)
def test_the_workbook_keeps_process_and_total_apart(found: CohortStudy, lang: Lang) -> None:
    book = load_workbook(io.BytesIO(xlsx.render(cohort_document(found, lang))))
    if lang == "zh":
        assert book.sheetnames == [
            "概况", "过程性考核成绩", "转段考核总成绩", "名单与结论", "薄弱知识点", "能力", "题目分析", "分数线测算",
            "增值", "各部分作用", "通过人数预测",
        ]  # fmt: skip
    texts = [str(c.value) for sheet in book.worksheets for r in sheet.iter_rows() for c in r if c.value]
    assert not any(w in text for text in texts for w in ("{", "None", "Fraction(", "Decimal(", "Phrase("))
    assert sum(t == found.verdicts[0].student for t in texts) >= 3


@pytest.mark.parametrize("lang", LANGS)
def test_every_format_is_made_and_is_the_same_every_time(
    found: CohortStudy, lang: Lang, tmp_path: Path
) -> None:
    again = study(*mechatronics(), read_results(_shuffled(tmp_path), *mechatronics()))
    for render in (xlsx.render, docx.render) if lang == "zh" else (markdown.render,):
        assert render(cohort_document(found, lang)) == render(cohort_document(again, lang))
    assert cohort_page(found, lang) == cohort_page(again, lang)
    assert decisions_csv(found, lang) == decisions_csv(again, lang)
    assert found.as_json(lang) == again.as_json(lang)


def _shuffled(folder: Path) -> list[Path]:
    return write(folder, {k: [v[0], *reversed(v[1:])] for k, v in made(60).tables.items()})


def test_the_page_has_figures_and_runs_nothing(found: CohortStudy) -> None:
    page = cohort_page(found)
    assert page.count("<figure>") == 7
    assert "default-src &#x27;none&#x27;" in page and "<script" not in page and "://" not in page
    for topic in made(60).weak:
        assert topic in page
    assert not any(v.student in page for v in found.verdicts), "no list of students on the page"


def test_a_row_of_every_student_says_why(found: CohortStudy) -> None:
    part = next(b for p, b in cohort_document(found).parts() if p.name == "名单与结论")
    table = next(b for b in part if isinstance(b, Table))
    reasons = [row.cells[-3].value for row in table.rows]
    assert len(reasons) == 60 and all(isinstance(r, str) and r.endswith("。") for r in reasons)


def hostile() -> CohortStudy:
    many = [
        replace(
            student(f"s{k}", process=40 + k, claims=(2,) if k % 3 else ()),
            class_=HOSTILE if k % 2 else "=1+1",
        )
        for k in range(40)
    ]
    return study(*small(), Results(tuple(many), columns=frozenset(["process", "culture:s-chinese"])))


def test_what_a_class_is_called_never_becomes_a_formula_or_markup() -> None:
    one = hostile()
    assert "<script>" not in cohort_page(one) and "&lt;script&gt;" in cohort_page(one)
    book = load_workbook(io.BytesIO(xlsx.render(cohort_document(one))))
    cells = [c for sheet in book.worksheets for r in sheet.iter_rows() for c in r]
    assert not [c for c in cells if c.data_type == "f"]
    rows = list(csv.reader(io.StringIO(decisions_csv(one))))
    assert all(not cell.startswith(("=", "+", "@")) for row in rows for cell in row)


def test_names_are_shown_masked_and_only_when_asked_for(tmp_path: Path) -> None:
    rows = {k: [list(r) for r in v] for k, v in made(12).tables.items()}
    rows["process"] = [
        [*r, "姓名" if k == 0 else "王小明", "身份证号" if k == 0 else "140102200901011234"]
        for k, r in enumerate(rows["process"])
    ]
    paths = write(tmp_path, rows)
    masked = study(*mechatronics(), read_results(paths, *mechatronics(), names=True))
    text = markdown.render(cohort_document(masked, names=True)).decode()
    assert r"王\*\*" in text and "140102" in text and "1234" in text
    for private in ("王小明", "140102200901011234"):
        assert private not in text
    for shown in (
        markdown.render(cohort_document(masked)).decode(),
        cohort_page(masked),
        decisions_csv(masked),
        json.dumps(masked.as_json(), ensure_ascii=False),
        "\n".join(summary(masked)),
        repr(masked),
        repr(masked.results),
    ):
        assert "王" not in shown and "140102" not in shown


def test_a_notebook_shows_a_study_as_tables(found: CohortStudy) -> None:
    shown = notebook.bundle(found)
    assert shown and "<table>" in shown["text/html"] and made(60).weak[0] in shown["text/html"]
    assert articulate.study is study and articulate.read_results is read_results


@pytest.mark.parametrize("lang", LANGS)
def test_the_template_has_a_sheet_for_each_kind_of_score(lang: Lang) -> None:
    document = template_document(*mechatronics(), lang)
    assert len(list(document.parts())) == 6
    assert xlsx.render(document) == xlsx.render(template_document(*mechatronics(), lang))


# ---- the example and the command -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plan") / "plan.yaml"
    assert main(["plan", str(PATHWAY), "-o", str(path)]) == 0
    return path


def command(*words: object) -> int:
    return main(["cohort", str(PATHWAY), *map(str, words)])


def test_the_example_is_what_its_maker_makes() -> None:
    made_now = maker().example()
    for name, text in made_now.items():
        there = (EXAMPLE / name).read_bytes().decode("utf-8")
        assert there == text, f"{name}: run python examples/make_cohort.py"
    assert {p.name for p in EXAMPLE.glob("*.csv")} == set(made_now)
    assert not re.search(r"姓名|身份证", "".join(made_now.values()))


def test_the_command_reads_the_example_and_writes_both_files(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = sorted(EXAMPLE.glob("*.csv"))
    assert command(*files, "--plan", plan, "-o", tmp_path / "out") == 0
    said = capsys.readouterr().out
    assert "40 人" in said and "补考" in said and "衔接" in said
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["cohort.html", "cohort.xlsx"]
    for name in ("a.docx", "a.csv", "a.json"):
        assert (
            command(*files, "--plan", plan, "-o", tmp_path / name, "--rate", "85", "--retest-rate", "60") == 0
        )
        assert (tmp_path / name).stat().st_size > 1000


def test_a_broken_file_leaves_no_output(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.csv"
    broken.write_text("学号,语文\n1,150\n1,70\n", "utf-8")
    assert command(broken, "--plan", plan, "-o", tmp_path / "out") == 2
    said = capsys.readouterr().err
    assert "RES010" in said and "RES008" in said and "RES005" in said
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--template", "a.pdf"],
        ["x.csv", "--rate", "120"],
        ["x.csv", "--students", "0"],
        ["x.csv", "--swing", "9"],
    ],
)
def test_what_cannot_be_asked_is_told_in_words(
    words: list[Any], plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(*words, "--plan", plan) == 2
    assert capsys.readouterr().err.strip()


def test_blank_sheets_are_written_and_read_back_as_empty(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("t.xlsx", "t.csv"):
        assert command("--template", tmp_path / name, "--plan", plan) == 0
    assert command(tmp_path / "t.xlsx", "--plan", plan) == 2
    assert command(tmp_path / "t.csv", tmp_path / "t-items.csv", "--plan", plan) == 2
    assert "没有学生" in capsys.readouterr().err
