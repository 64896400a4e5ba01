"""Tables of Word files: cells that cover more rows than a page has room for, columns too narrow for a word."""

from __future__ import annotations

from articulate.emitters.document import Cell, Column, Table, row
from articulate.emitters.docx_table import balanced, parted


def grouped(groups: int, each: int) -> Table:
    """A table whose first cell runs down all rows, and whose second begins anew in each group."""
    rows = []
    for group in range(groups):
        for line in range(each):
            outer = (Cell("中职", down=groups * each),) if group == line == 0 else ()
            inner = (Cell(f"岗位{group}", down=each),) if line == 0 else ()
            rows.append(row(*outer, *inner, f"任务{group}-{line}"))
    return Table(columns=(Column(12), Column(40), Column(60)), head=(), rows=tuple(rows), size=10)


def test_a_tall_cell_is_written_beside_each_group_that_it_encloses() -> None:
    table = parted(grouped(5, 4), "zh")
    first = [r.cells[0] for r in table.rows if len(r.cells) == 3]
    assert [c.value for c in first] == ["中职"] * 5 and {c.down for c in first} == {4}
    assert len(table.rows) == 20


def test_a_cell_that_fits_or_encloses_no_group_is_left_alone() -> None:
    small = grouped(2, 2)
    assert parted(small, "zh") is small
    plain = Table(
        columns=(Column(12), Column(60)),
        head=(),
        rows=(row(Cell("中职", down=40), "1"), *(row(str(n)) for n in range(2, 41))),
    )
    assert parted(plain, "zh") is plain


def test_a_column_too_narrow_for_a_word_takes_room_from_the_others() -> None:
    columns = (Column(8), Column(60), Column(30))
    table = Table(
        columns=columns, head=(row("Stage", "Course", "Terms"),), rows=(row("secondary", "机械制图", "1"),)
    )
    wider = balanced(table, "en")
    assert wider.columns[0].width > 14 and wider.columns[1].width < 60
    assert abs(wider.width - table.width) < 1e-9
    assert balanced(wider, "en").columns[0].width == wider.columns[0].width


def test_columns_with_room_for_their_words_stay_as_they_are() -> None:
    table = grouped(2, 2)
    assert balanced(table, "zh") is table
