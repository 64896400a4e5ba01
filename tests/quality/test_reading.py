"""Yearly figures are read from three kinds of file, with every problem of the file at once."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

import articulate as art
from articulate.cli import main
from articulate.findings import InputError
from articulate.model.quality import AssessmentGrade, QualityRecord
from articulate.readers import read_quality

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "curricula" / "pathways" / "16b-industrial-robotics"
SAMPLE = DEMO / "years.example.yaml"
PATHWAY = art.read(DEMO)


def read(path: Path) -> QualityRecord:
    return read_quality(path, PATHWAY)


def problems(path: Path, text: str, encoding: str = "utf-8") -> list[str]:
    path.write_bytes(text.encode(encoding))
    with pytest.raises(InputError) as refusal:
        read(path)
    for finding in refusal.value.findings:
        for lang in ("zh", "en"):
            assert "{" not in finding.text(lang) + finding.to_do(lang)
    return [f"{f.source.line}:{f.source.column} {f.code} {f.text()}" for f in refusal.value.findings]


TABLE = """某专业逐年数据,,,,,,
年度,参加转段人数,转段合格人数,毕业生人数,就业率（%）,企业满意度,考核结果,备注
口径,,,,截至8月31日,,,
2030届,４０人,38,36,94.4％,92.5,良好,“甲”
2031,41,—,,,,不合格,
目标,,,,95,90,,
填表人：教务处,,,,,,,
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_is_read_by_its_headings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "years.csv"
    path.write_bytes(TABLE.encode(encoding))
    made = read(path)
    first, last = made.ordered
    assert (first.year, first.assessed, first.passed, first.graduates) == (2030, 40, 38, 36)
    assert first.destination_rate == Decimal("94.4") and first.grade is AssessmentGrade.GOOD
    assert (last.year, last.passed, last.grade) == (2031, None, AssessmentGrade.FAIL)
    assert made.targets == {"destination_rate": 95, "enterprise_satisfaction": 90}
    assert made.methods == {"destination_rate": "截至8月31日"}
    assert made.quality == PATHWAY.pathway


def test_a_workbook_is_read_and_a_percentage_is_what_it_shows(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["年度", "企业满意度", "重大安全稳定风险"])
    sheet.append([2030, 0.925, "无"])
    sheet["B2"].number_format = "0.0%"
    book.save(tmp_path / "years.xlsx")
    (year,) = read(tmp_path / "years.xlsx").years
    assert (year.enterprise_satisfaction, year.incident) == (Decimal("92.5"), False)


def test_a_problem_in_a_workbook_names_its_cell(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "逐年"
    sheet.append(["年度", "企业满意度"])
    sheet.append([2030, "=1+1"])
    sheet.append([2031, 120])
    book.save(tmp_path / "years.xlsx")
    with pytest.raises(InputError) as refusal:
        read(tmp_path / "years.xlsx")
    assert [f.source.cell for f in refusal.value.findings] == ["逐年!B2", "逐年!B3"]
    assert all("企业满意度" in f.text() for f in refusal.value.findings)


def test_every_problem_of_a_table_is_told_at_once(tmp_path: Path) -> None:
    found = problems(
        tmp_path / "years.csv",
        "年度,转段考核人数,转段合格人数,转段合格率,企业满意度,企业满意度,评估等级,校长姓名\n"
        "2029,40,45,,,,良,\n"
        "2030,40,38,80,0.95,,差,\n"
        "2030,,38,,,,,\n"
        ",40,,,,,,\n"
        "2031,四十,,101,,,,\n",
    )
    assert [f.split(" ")[0] for f in found] == [
        "1:6", "1:8", "2:3", "3:4", "3:5", "3:7", "4:1", "4:3", "5:1", "6:2", "6:4",
    ]  # fmt: skip
    assert "多于" in found[2] and "有两行" in found[6] and "没有写转段考核人数" in found[7]


def test_every_problem_of_a_yaml_file_is_told_at_once(tmp_path: Path) -> None:
    found = problems(
        tmp_path / "years.yaml",
        "quality: another\n"
        "targets: {destination_rate: 0.95, pass: 3}\n"
        "yeers: []\n"
        "years:\n"
        "  - {year: 2030, passed: 3, assessed: 2}\n"
        "  - {year: 2030, grade: 差}\n"
        "  - {placed: 3, graduates: 30, destination_rate: 50}\n"
        "  - 2031\n",
    )
    places = [f.split(" ")[0] for f in found]
    assert places == sorted(places, key=lambda p: [int(x) for x in p.split(":")])
    assert {p.split(":")[0] for p in places} >= {"2", "3", "4", "5", "6", "7"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("years.csv", "a,b\n1,2\n"),
        ("years.csv", "年度,说明\n"),
        ("years.yaml", "- 1\n"),
        ("years.yaml", ""),
        ("years.yaml", "quality: 16b-industrial-robotics\nyears: []\n"),
        ("years.yaml", "quality: 16b-industrial-robotics\n"),
        ("years.pdf", "x"),
    ],
)
def test_a_file_that_holds_no_years_is_refused_with_something_to_do(
    tmp_path: Path, name: str, text: str
) -> None:
    assert problems(tmp_path / name, text)


def test_a_formula_in_text_is_not_taken_for_a_value(tmp_path: Path) -> None:
    (found,) = problems(tmp_path / "years.csv", "年度,企业满意度\n2030,=HYPERLINK(1)\n")
    assert "公式" in found and "HYPERLINK" not in found


# ---- the command


def test_the_sample_is_marked_as_made_up_everywhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "虚构" in SAMPLE.read_text("utf-8").splitlines()[0]
    out = tmp_path / "report.html"
    assert main(["quality", str(DEMO), str(SAMPLE), "-o", str(out)]) == 0
    assert "虚构" in capsys.readouterr().out
    page = out.read_text("utf-8")
    assert "虚构" in page and page.count("<svg") == 5 and "<script" not in page


def test_every_format_is_written_with_its_figures_and_twice_the_same(tmp_path: Path) -> None:
    for turn in ("one", "two"):
        for suffix in ("html", "docx", "md", "json", "svg"):
            assert main(["quality", str(DEMO), str(SAMPLE), "-o", str(tmp_path / turn / f"r.{suffix}")]) == 0
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / t).iterdir()} for t in ("one", "two"))
    assert one == two
    assert {n for n in one if n.endswith(".svg")} == {
        f"r-{n}.svg"
        for n in (
            "transfer_pass_rate",
            "destination_rate",
            "employment_quality",
            "enterprise_satisfaction",
            "grade",
        )
    }
    assert "r-grade.svg" in one["r.md"].decode("utf-8")


def test_a_note_cannot_become_markup(tmp_path: Path) -> None:
    path = tmp_path / "years.yaml"
    hostile = "<img src=x onerror=alert(1)>"
    path.write_text(
        f"quality: {PATHWAY.pathway}\nyears:\n  - {{year: 2030, grade: 合格, note: '{hostile}'}}\n", "utf-8"
    )
    main(["quality", str(DEMO), str(path), "-o", str(tmp_path / "r.html")])
    page = (tmp_path / "r.html").read_text("utf-8")
    assert "<img" not in page and "&lt;img" in page


def test_two_failed_years_end_with_one_and_cite_the_notice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "years.csv"
    path.write_text("年度,评估等级\n2029,不合格\n2030,不合格\n", "utf-8")
    assert main(["quality", str(DEMO), str(path), "--on", "2031-01-05", "--format", "json"]) == 1
    shape = json.loads(capsys.readouterr().out)
    assert shape["failed"] == {"years": [2029, 2030], "limit": 2}
    (lost,) = [f for f in shape["findings"] if f["code"] == "QLT001"]
    assert "晋教职成〔2025〕1号" in lost["message"]
    assert shape["next"][0]["day"] == "2031-03-01"


def test_a_broken_file_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "years.csv"
    path.write_text("年度,企业满意度\n2029,高\n", "utf-8")
    assert main(["quality", str(DEMO), str(path), "-o", str(tmp_path / "r.html")]) == 2
    assert "SRC004" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_the_empty_table_takes_figures_and_is_never_overwritten(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"years.{suffix}"
    assert main(["quality", str(DEMO), "--template", str(path)]) == 0
    before = path.read_bytes()
    assert main(["quality", str(DEMO), "--template", str(path)]) == 2
    assert path.read_bytes() == before
    with pytest.raises(InputError) as refusal:
        read(path)
    assert [f.code for f in refusal.value.findings] == ["SRC001"]
    if suffix == "csv":
        path.write_bytes(before + b"2030,40,39\r\n")
        assert read(path).years[0].passed == 39


def test_an_unknown_format_and_a_missing_file_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["quality", str(DEMO), str(SAMPLE), "-o", str(tmp_path / "r.pdf")]) == 2
    assert ".pdf" in capsys.readouterr().err
    assert main(["quality", str(DEMO)]) == 2
    assert "--template" in capsys.readouterr().err
