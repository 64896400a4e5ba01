"""The report as a paper: grouped by weight and family, with evidence and what was settled."""

from __future__ import annotations

from typing import Any

from articulate.emitters.document import Document, Heading, KeyValues, Listing
from articulate.emitters.report_document import report_document
from articulate.findings import Report
from articulate.i18n import Lang
from papers import sample, sample_report, texts


def made(report: Report | None = None, lang: Lang = "zh") -> Document:
    return report_document(report or sample_report(), sample().pathway, lang)


def rows(document: Document, number: int) -> list[list[Any]]:
    return [[c.value for c in row.cells] for row in document.tables[number].rows]


def test_parts_are_numbered_and_empty_ones_left_out() -> None:
    parts = [b.text for b in made().blocks if isinstance(b, Heading) and b.level == 1]
    assert parts == ["一、检查概况", "二、问题清单", "三、证据", "四、已说明保留的问题", "五、未进行的检查"]
    clean = made(Report("example"))
    assert [b.text for b in clean.blocks if isinstance(b, Heading)] == ["一、检查概况"]
    assert "本次检查没有发现未处理的问题。" in set(texts(clean))


def test_the_overview_counts_open_findings() -> None:
    document = made()
    pairs = next(b for b in document.blocks if isinstance(b, KeyValues)).pairs
    assert pairs == (("错误", 1), ("提醒", 1), ("建议", 1), ("已说明保留", 1))
    assert rows(document, 0) == [
        ["重复设置", 1, 1, None, 2],
        ["层次", None, None, 1, 1],
        ["合计", 1, 1, 1, 3],
    ]


def test_findings_stand_by_severity_and_family() -> None:
    listed = rows(made(), 1)
    assert [r[0] for r in listed] == [
        "错误·重复设置（1项）", 1, "提醒·重复设置（1项）", 2, "建议·层次（1项）", 3,
    ]  # fmt: skip
    assert listed[1] == [
        1,
        "DUP901",
        "h-drawing is not right",
        "change h-drawing",
        "高职电工基础",
        32,
        "programme.yaml:41",
    ]


def test_evidence_of_a_known_kind_is_a_table_and_else_a_sentence() -> None:
    document = made()
    assert rows(document, 2) == [["电工基础", "欧姆定律", "应用（3）", "电路分析", "欧姆定律", "应用（3）"]]
    assert ("<b>=1+1</b>",) in [b.items for b in document.blocks if isinstance(b, Listing)]


def test_settled_findings_stand_apart_with_their_reason() -> None:
    (kept,) = rows(made(), 3)
    assert kept[1:] == ["ZZZ003", "h-plc is not right", "教研组商定保留", "联合教研组", "", "豁免"]
    assert not any(r[1:2] == ["ZZZ003"] for r in rows(made(), 1))


def test_checks_that_did_not_run_are_told() -> None:
    (line,) = rows(made(), 4)
    assert line[0] == "必修课没有排入（PLN001）" and line[1]


def test_the_order_of_findings_says_nothing() -> None:
    report = sample_report()
    turned = Report(report.pathway, tuple(reversed(report.findings)), report.not_run)
    assert made(turned) == made(report)


def test_the_english_report_speaks_english() -> None:
    said = list(texts(made(lang="en")))
    assert "error: duplication (1)" in said and "1 Overview" in said
