"""Documents as pages: merged cells kept, nothing typed acts as markup, nothing comes from a network."""

from __future__ import annotations

import re
from fractions import Fraction

from articulate.emitters.document import (
    Cell,
    Column,
    Document,
    Figure,
    Heading,
    KeyValues,
    Listing,
    PageSetup,
    Paragraph,
    Table,
    row,
)
from articulate.emitters.html import render

HOSTILE = "<script>alert(1)</script>\"' onload=x"


def page(*blocks: object, title: str = "标题") -> str:
    return render(Document(title, blocks)).decode("utf-8")  # type: ignore[arg-type]


def test_every_block_is_shown_and_escaped() -> None:
    table = Table((Column(20), Column(20)), (row(HOSTILE, "b"),), (row(HOSTILE, None),), HOSTILE, (HOSTILE,))
    shown = page(
        Heading(HOSTILE), Paragraph(HOSTILE, "lead"), Listing((HOSTILE,), True), KeyValues(((HOSTILE, HOSTILE),)),
        table, PageSetup(HOSTILE), Figure("f.svg", "<svg></svg>", HOSTILE), title=HOSTILE,
    )  # fmt: skip
    assert "<script" not in shown and shown.count("&lt;script&gt;") == 12
    assert not re.search(r"https?://", shown)


def test_cells_keep_what_they_cover_and_shares_are_percent() -> None:
    table = Table(
        (Column(20), Column(20), Column(20)),
        (row(Cell("甲", down=2), Cell("乙", across=2)), row("丙", "丁")),
        (row(Cell(Fraction(1, 2), tone="bad"), 3, None, kind="total"),),
    )
    shown = page(table)
    assert 'rowspan="2"' in shown and 'colspan="2"' in shown
    assert re.search(r'<tr class="total"><td class="center bad">50%</td><td class="center">3</td>', shown)


def test_a_figure_is_drawn_with_its_caption() -> None:
    made = page(Figure("a.svg", '<svg viewBox="0 0 1 1"></svg>', "caption"))
    assert '<figure><svg viewBox="0 0 1 1"></svg><figcaption>caption</figcaption></figure>' in made


def test_lines_stay_lines_and_equal_documents_are_equal_bytes() -> None:
    assert "一<br/>二" in page(Paragraph("一\n二"))
    assert page(Paragraph("一")) == page(Paragraph("一"))
