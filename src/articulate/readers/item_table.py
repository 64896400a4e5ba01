"""The table that says what each question of the written paper asks: row of the blueprint, level, topics."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from fractions import Fraction
from functools import cache
from typing import Any

from articulate.cohort.layout import ITEM_TABLE, Column, Layout, plain
from articulate.cohort.results import Item
from articulate.findings import Finding
from articulate.i18n import LANGS, Phrase, label
from articulate.readers import result_problems as wrong
from articulate.readers import score_cells
from articulate.readers.tables import Content, Formula, Grid, TableRow

HEADING_ROWS = 30
MOST_ITEMS = 200


def heading_of(grid: Grid) -> tuple[TableRow, Mapping[str, int]] | None:
    """Return the row of headings of an item table, with the column of each; nothing where it is none."""
    for row in grid.rows[:HEADING_ROWS]:
        at: dict[str, int] = {}
        for k, cell in enumerate(row.cells):
            column = _column(cell)
            if column is not None:
                at.setdefault(column.key, k)
        if "number" in at and "most" in at and len(at) >= 3:
            return row, at
    return None


def _column(cell: Content | None) -> Column | None:
    if not isinstance(cell, str):
        return None
    return _named().get(plain(cell))


@cache
def _named() -> Mapping[str, Column]:
    """Return the columns of an item table by everything that their headings may be."""
    return {heading: c for c in reversed(ITEM_TABLE) for heading in c.headings()}


def items_of(grids: Sequence[Grid], layout: Layout) -> tuple[Layout, list[Finding]]:
    """Return the layout with the questions that the item tables list, and what is wrong with them."""
    found: list[Finding] = []
    items: dict[int, Item] = {}
    for grid in grids:
        headed = heading_of(grid)
        if headed is None:
            continue
        heading, at = headed
        for row in grid.rows:
            held = {key: row.cells[k] for key, k in at.items() if k < len(row.cells)}
            cells = {k: c for k, c in held.items() if c is not None}
            if row.number <= heading.number or cells.keys() <= {"number"}:
                continue
            item = _item(cells, grid, row, at, layout, found)
            if item is None:
                continue
            if item.number in items:
                _tell(found, grid, row, at, "number", "twice", number=item.number)
            items[item.number] = item
    if len(items) > MOST_ITEMS:
        found.append(
            wrong.BAD_ITEM.at(
                next(g for g in grids if heading_of(g)).at(1, 0),
                what=Phrase("cohort.item.many", {"most": MOST_ITEMS}),
                remedy=Phrase("cohort.item_remedy.many"),
            )
        )
        return layout, found
    return layout.having(items.values()), found


def _tell(
    found: list[Finding],
    grid: Grid,
    row: TableRow,
    at: Mapping[str, int],
    column: str,
    why: str,
    **values: Any,
) -> None:
    found.append(
        wrong.BAD_ITEM.at(
            grid.at(row.number, at.get(column, 0)),
            what=Phrase(f"cohort.item.{why}", values),
            remedy=Phrase(f"cohort.item_remedy.{why}", values),
        )
    )


def _item(
    cells: Mapping[str, Content],
    grid: Grid,
    row: TableRow,
    at: Mapping[str, int],
    layout: Layout,
    found: list[Finding],
) -> Item | None:
    before = len(found)

    def tell(column: str, why: str, **values: Any) -> None:
        _tell(found, grid, row, at, column, why, **values)

    for key, cell in cells.items():
        if isinstance(cell, Formula):
            found.append(
                wrong.FORMULA.at(grid.at(row.number, at[key]), column=Phrase(f"cohort.item_column.{key}"))
            )
    if len(found) > before:
        return None
    number = _number(cells.get("number"))
    if number is None:
        tell("number", "no_number")
    most = score_cells.entry(cells["most"], None) if "most" in cells else None
    if not isinstance(most, Fraction) or not 0 < most <= 100:
        tell("most", "no_points")
    level = _level(cells.get("level"))
    if level is None:
        tell("level", "no_level")
    blueprint = layout.criteria.blueprint.rows
    rows = {plain(name): r for r in blueprint for name in (r.group, r.course or "") if name}
    said = score_cells.folded(cells["course"]) if "course" in cells else ""
    cell_row = rows.get(plain(said))
    if cell_row is None:
        close = get_close_matches(plain(said), sorted(rows), n=1, cutoff=0.5)
        names = (rows[close[0]].group,) if close else tuple(r.group for r in blueprint)
        tell("course", "no_course", known=names)
        return None
    course = layout.pathway.by_id.get(cell_row.course or "")
    known = {*cell_row.topics, *(o.topic for o in (course.outcomes if course else ()))}
    by_plain = {plain(t): t for t in sorted(known)}
    topics = []
    text = score_cells.folded(cells["topics"]) if "topics" in cells else ""
    whole = by_plain.get(plain(text))
    for piece in [text] if whole else re.split(r"[、,;/\n]", text):
        topic = by_plain.get(plain(piece))
        if topic is None:
            close = get_close_matches(plain(piece), sorted(by_plain), n=1, cutoff=0.5)
            names = (by_plain[close[0]],) if close else tuple(cell_row.topics)
            tell("topics", "no_topic", course=cell_row.group, known=names)
        else:
            topics.append(topic)
    if len(found) > before or number is None or level is None or not isinstance(most, Fraction):
        return None
    return Item(number, cell_row.course or cell_row.group, level, tuple(dict.fromkeys(topics)), most)


def _number(cell: Content | None) -> int | None:
    digits = re.sub(r"\D", "", score_cells.folded(cell)) if cell is not None else ""
    return int(digits) if digits and len(digits) <= 3 and int(digits) > 0 else None


def _level(cell: Content | None) -> int | None:
    """Return a level written as a figure, as its word, or as both: 3, 应用, 应用（3）."""
    text = score_cells.folded(cell) if cell is not None else ""
    bare = plain(text)
    for level in range(1, 7):
        words = {plain(label(f"labels.Level.{level}", lang)) for lang in LANGS}
        if bare == str(level) or bare in words or bare == f"l{level}":
            return level
    return None
