"""Headings of score sheets: which column of a table holds what, over one row of headings or several.

Schools often merge: 过程性考核 over the columns of its courses, 学号 over two rows. Excel and csv leave the
covered cells empty, so a group reaches to the right as far as nothing else stands beside it, and its columns
have their names below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from articulate.cohort.layout import (
    IGNORED,
    SECTION_SUMS,
    SECTION_WEIGHED,
    STUDENT,
    Column,
    Layout,
    Node,
    plain,
)
from articulate.findings import Finding
from articulate.i18n import Phrase
from articulate.model.source import SourceRef
from articulate.readers import result_problems as wrong
from articulate.readers import score_cells
from articulate.readers.score_cells import folded
from articulate.readers.tables import Content, Formula, Grid, TableRow

HEADING_ROWS = 30
"""How far down the headings may stand: below titles and notes."""
LEVELS = 3
"""So many rows of headings at the most, one below the other."""
FEW = 3
"""So many known headings make a sheet of scores, even where the student id is missing."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The rows of the headings, from the top; most sheets have one."""

    rows: tuple[TableRow, ...]

    @property
    def number(self) -> int:
        """The number of its last row: students stand below."""
        return self.rows[-1].number

    @property
    def width(self) -> int:
        """How many columns have something in a heading."""
        return max(len(r.cells) for r in self.rows)

    def row_of(self, k: int) -> int:
        """Return the row in which the name of a column stands."""
        return next((r.number for r in reversed(self.rows) if _at(r, k) is not None), self.number)

    def path(self, k: int) -> tuple[Content, ...]:
        """Return what stands over a column, from the group down to its own name."""
        told: list[Content] = []
        for number, row in enumerate(self.rows):
            cell = _at(row, k)
            below = any(_at(r, k) is not None for r in self.rows[number + 1 :])
            if cell is None and below:
                # What is merged over this column begins further left.
                cell = next((c for c in reversed(row.cells[:k]) if c is not None), None)
            if cell is not None:
                told.append(cell)
        return tuple(told)


def _at(row: TableRow, k: int) -> Content | None:
    return row.cells[k] if k < len(row.cells) else None


def heading_of(grid: Grid, layout: Layout) -> tuple[Heading | None, list[Finding]]:
    """Return the headings of a table of scores; nothing for other tables, with what is wrong where known."""
    best, most = None, 1
    for number, row in enumerate(grid.rows[:HEADING_ROWS]):
        known = [m[0].key for c in row.cells if isinstance(c, str) and (m := layout.match(c))]
        if STUDENT.key in known:
            if len(known) > most or (best is None and _below(grid.rows, number, layout)):
                best, most = number, max(most, len(known))
        elif best is None and sum(":" in key for key in known) >= FEW:
            # Scores whose owners nobody can tell; a sheet of notes does not get here.
            return None, [wrong.NO_HEADINGS.at(grid.at(row.number, 0), rows=HEADING_ROWS)]
    if best is None:
        return None, []
    rows = (*_above(grid.rows, best, layout), grid.rows[best], *_below(grid.rows, best, layout))
    return Heading(rows), []


def _below(rows: Sequence[TableRow], number: int, layout: Layout) -> tuple[TableRow, ...]:
    """Return the rows of headings below the one with the student id: names only, nothing under the id."""
    ids = next(k for k, c in enumerate(rows[number].cells) if isinstance(c, str) and _is_id(c, layout))
    found: list[TableRow] = []
    for row in rows[number + 1 : number + LEVELS]:
        names = [c for c in row.cells if c is not None]
        plain_names = all(isinstance(c, str) and score_cells.entry(c, None) is None for c in names)
        known = any(layout.match(c) or plain(c) in SECTION_SUMS for c in names if isinstance(c, str))
        if _at(row, ids) is not None or not plain_names or not known:
            break
        found.append(row)
    return tuple(found)


def _above(rows: Sequence[TableRow], number: int, layout: Layout) -> tuple[TableRow, ...]:
    """Return the row above where it names groups of columns; a title is none."""
    if not number:
        return ()
    row = rows[number - 1]
    groups = [c for c in row.cells[1:] if isinstance(c, str) and _group(c, layout)]
    return (row,) if groups else ()


def _is_id(text: str, layout: Layout) -> bool:
    return any(c.key == STUDENT.key for c in layout.match(text))


def _group(text: str, layout: Layout) -> Node | None:
    """Return what a heading over several columns stands for: a part, or a paper or task within one."""
    fits = (layout.nodes.get(c.key) for c in layout.match(text))
    return next((n for n in fits if n is not None and n.children), None)


def columns_of(grid: Grid, heading: Heading, layout: Layout) -> tuple[dict[int, Column], list[Finding]]:
    """Return the columns of a table that hold something, and what is wrong with its headings."""
    found: list[Finding] = []
    filled = {
        k
        for row in grid.rows
        if row.number > heading.number
        for k, cell in enumerate(row.cells)
        if cell is not None
    }
    made: dict[int, Column] = {}
    taken: dict[str, SourceRef] = {}
    for k in range(max(heading.width, max(filled, default=-1) + 1)):
        path, place = heading.path(k), grid.at(heading.row_of(k), k)
        if any(isinstance(c, Formula) for c in path):
            found.append(wrong.FORMULA.at(place, column=Phrase("cohort.the_heading")))
            continue
        texts = [folded(c) for c in path]
        if _passed_over(texts, layout) or (k not in filled and not _fits(texts, layout)):
            continue
        column = _column(texts, layout, place, found)
        if column is None:
            continue
        if column.key in taken:
            other = str(taken[column.key])
            found.append(wrong.HEADING_TWICE.at(place, column=column.zh, other=other))
            continue
        taken[column.key] = place
        if k in filled:
            made[k] = column
    return made, found


def _passed_over(texts: Sequence[str], layout: Layout) -> bool:
    """Tell whether a column says nothing the decision needs: a remark, a sum times its weight."""
    name = plain(texts[-1]) if texts else ""
    return name in IGNORED or (len(texts) > 1 and name in SECTION_WEIGHED)


def _fits(texts: Sequence[str], layout: Layout) -> tuple[Column, ...]:
    """Return the columns that a heading may mean, by the group it stands under."""
    if not texts:
        return ()
    fits = layout.match(texts[-1])
    group = next((g for t in reversed(texts[:-1]) if (g := _group(t, layout))), None)
    if group is None:
        return fits
    if not fits and plain(texts[-1]) in SECTION_SUMS:
        return (group.column,)
    inside = {n.key for n in group.walk()}
    # A score of another part under this group is not the one that counts there.
    return tuple(c for c in fits if c.key in inside or c.key not in layout.nodes)


def _column(texts: Sequence[str], layout: Layout, place: SourceRef, found: list[Finding]) -> Column | None:
    """Return the column of a heading; what is unknown or may mean several is told."""
    fits = _fits(texts, layout)
    if len(fits) == 1:
        return fits[0]
    text = "·".join(map(_said, texts))
    if fits:
        names = tuple(_in_part(c) for c in fits)
        found.append(wrong.AMBIGUOUS_HEADING.at(place, heading=text, columns=names))
        return None
    known = {plain(n): c.zh for c in layout.columns for n in (c.zh, c.en, *c.aliases)}
    close = get_close_matches(plain(texts[-1]) if texts else "", sorted(known), n=1, cutoff=0.6)
    values: dict[str, Any] = {"name": known[close[0]]} if close else {}
    guess = Phrase("cohort.guess.name" if close else "cohort.guess.none", values)
    found.append(wrong.UNKNOWN_HEADING.at(place, heading=text, guess=guess))
    return None


def _in_part(column: Column) -> str:
    return column.aliases[0] if ":" in column.key and column.aliases else column.zh


def _said(text: str) -> str:
    """Return a heading as a message may say it: short, and without figures that may belong to a person."""
    return "".join("*" if c.isdigit() and sum(map(str.isdigit, text)) > 6 else c for c in text[:20])
