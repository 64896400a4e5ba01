"""Tables are whole, and widths of text are those of Chinese offices."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articulate.emitters.document import (
    Cell,
    Column,
    Document,
    Heading,
    PageSetup,
    Paragraph,
    Row,
    Table,
    ems,
    lay,
    lines,
    row,
    shown,
)


def places(rows: list[Row], width: int) -> list[list[tuple[object, int, bool]]]:
    return [[(p.cell.value, p.column, p.covered) for p in line] for line in lay(rows, width)]


def test_a_cell_that_covers_rows_runs_on_below() -> None:
    rows = [row(Cell("类别", down=2), "a", "b"), row("c", "d"), row(Cell("小计", across=2), 3)]
    assert places(rows, 3) == [
        [("类别", 0, False), ("a", 1, False), ("b", 2, False)],
        [("类别", 0, True), ("c", 1, False), ("d", 2, False)],
        [("小计", 0, False), (3, 2, False)],
    ]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([row("a")], "ends at column 1"),
        ([row("a", "b", "c")], "wider"),
        ([row("a", Cell("b", across=2))], "wider"),
        ([row(Cell("a", down=2), "b")], "past the last row"),
        ([row("a", Cell("b", down=2)), row(Cell("c", across=2))], "from above"),
        ([row(Cell("a", across=0), "b")], "covers nothing"),
    ],
)
def test_a_table_with_a_hole_is_refused(rows: list[Row], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        lay(rows, 2)


def test_a_table_needs_columns_with_a_width() -> None:
    with pytest.raises(ValueError, match="width"):
        Table(columns=(Column(0),), head=(), rows=())
    with pytest.raises(ValueError, match="columns"):
        Table(columns=(), head=(), rows=())


@given(st.lists(st.integers(1, 4), min_size=1, max_size=6), st.integers(1, 5))
def test_bands_of_any_widths_fill_the_table(widths: list[int], height: int) -> None:
    """Rows of cells that all cover the same number of rows lie side by side without a hole."""
    first = row(*(Cell(n, across=w, down=height) for n, w in enumerate(widths)))
    laid = lay([first, *[row()] * (height - 1)], sum(widths))
    assert all([p.cell.value for p in line] == list(range(len(widths))) for line in laid)
    assert [p.covered for line in laid[1:] for p in line] == [True] * len(widths) * (height - 1)


def test_parts_begin_at_page_set_ups_and_empty_ones_are_left_out() -> None:
    body = Paragraph("正文")
    document = Document("题", (Heading("一"), PageSetup("空"), PageSetup("表", landscape=True), body))
    assert [(s.name, s.landscape, b) for s, b in document.parts()] == [
        ("题", False, (Heading("一"),)),
        ("表", True, (body,)),
    ]


def test_chinese_takes_an_em_and_letters_about_half() -> None:
    assert ems("学时") == 2.0
    assert 1.0 < ems("PLC") < 2.0


@pytest.mark.parametrize(
    ("text", "width", "count"),
    [
        ("", 5, 1),
        ("五个汉字呀", 5, 1),
        ("六个汉字多啦", 5, 2),
        ("一\n二", 5, 2),
        ("word word", 3, 2),
        ("无" * 21, 10, 3),
    ],
)
def test_lines_are_counted_as_word_processors_break_them(text: str, width: float, count: int) -> None:
    assert lines(text, width) == count


@given(st.text(alphabet="学时ab ,。\n", max_size=60), st.integers(2, 30))
def test_a_wider_column_never_needs_more_lines(text: str, width: int) -> None:
    assert lines(text, width + 1) <= lines(text, width)
    assert lines(text, width) >= text.count("\n") + 1


def test_values_are_shown_as_people_write_them() -> None:
    assert [shown(v) for v in (None, 3, Fraction(1, 3), "=1")] == ["", "3", "33.3%", "=1"]
