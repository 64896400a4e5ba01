"""Tables of Word files, written as XML.

A table of eighty rows and two dozen columns is slow through the library's cells, and widths, merges and
repeated heading rows have no other door.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from articulate.emitters.document import Align, Placed, Row, Table, longest, shown
from articulate.emitters.docx_xml import parsed, tag
from articulate.emitters.office import FILLS, INKS, POINT, clean, heights, padding, wide
from articulate.i18n import Lang

SMALLEST = 6.5
"""Points; letters smaller than these cannot be read on paper."""

WHOLE, GROUP = 220.0, 250.0
"""A table, or a group of rows in a larger one, up to this height in points is kept on one page."""

NAME = 5
"""Chinese characters of a name that stay on one line in an English table, where there is room."""

STANDING = 3
"""Rows that stay with the next one where a group too long for a page begins under upright words."""

AIRY = 1.08
"""Bold words are a little wider than words are reckoned."""

TWIPS = 1440 / 25.4
"""Word's unit, a twentieth of a point, in a millimetre."""


def table_xml(table: Table, lang: Lang) -> Any:
    """Return the element of a table; it must fit between the margins already."""
    table = parted(balanced(table, lang), lang)
    columns = [round(c.width * TWIPS) for c in table.columns]
    head, body = table.laid_head(), table.laid()
    head_heights = heights(head, table, lang, head=True)
    body_heights = heights(body, table, lang, head=False)
    together = _together(body, body_heights, sum(head_heights))
    kinds = [r.kind for r in table.rows]
    made = tag(
        "w:tbl",
        {},
        tag(
            "w:tblPr",
            {},
            tag("w:tblW", {"w:w": str(sum(columns)), "w:type": "dxa"}),
            tag("w:jc", {"w:val": "center"}),
            _borders(),
            tag("w:tblLayout", {"w:type": "fixed"}),
            tag("w:tblCellMar", {}, *(_margin(s, padding(table)) for s in ("left", "right"))),
        ),
        tag("w:tblGrid", {}, *(tag("w:gridCol", {"w:w": str(w)}) for w in columns)),
        *_rows(table, head, ["head"] * len(head), head_heights, [True] * len(head), columns, lang),
        *_rows(table, body, kinds, body_heights, together, columns, lang),
    )
    return parsed(made)


def fitted(table: Table, room: float) -> Table:
    """Return a table that fits between the margins, letters and all; no table is widened."""
    if table.width <= room:
        return table
    scale = room / table.width
    columns = tuple(replace(c, width=c.width * scale) for c in table.columns)
    return replace(table, columns=columns, size=max(SMALLEST, round(table.size * scale * 2) / 2))


def balanced(table: Table, lang: Lang) -> Table:
    """Return a table of the same width in which every column is wide enough for its longest word.

    What a narrow column lacks is taken from those that have more than they need, in proportion to that;
    where they have not enough, narrow columns get what there is.
    """
    need = [0.0] * len(table.columns)
    head = table.laid_head()
    for number, places in enumerate((*head, *table.laid())):
        # English heads are wide; the Chinese names below them are not to be squeezed into towers for that.
        together = NAME if lang == "en" and number >= len(head) else 1
        for place in places:
            if not place.covered and place.cell.across == 1 and not place.cell.upright:
                word = longest(clean(shown(place.cell.value, lang)), together) * table.size * POINT * AIRY
                need[place.column] = max(need[place.column], word + 2 * padding(table))
    spare = [max(0.0, c.width - n) for c, n in zip(table.columns, need, strict=True)]
    lack = [max(0.0, n - c.width) for c, n in zip(table.columns, need, strict=True)]
    if not sum(lack) or not sum(spare):
        return table
    given, taken = min(1.0, sum(spare) / sum(lack)), min(1.0, sum(lack) / sum(spare))
    columns = tuple(
        replace(c, width=c.width + given * more - taken * rest)
        for c, more, rest in zip(table.columns, lack, spare, strict=True)
    )
    return replace(table, columns=columns)


def parted(table: Table, lang: Lang) -> Table:
    """Return a table in which a tall cell around other merged cells is written once beside each of them.

    A cell that runs past a page around groups that stay whole makes LibreOffice drop the rows behind it;
    and on the next page nobody would know what it says.
    """
    laid = table.laid()
    tall = heights(laid, table, lang, head=False)
    pieces: dict[tuple[int, int], int] = {}
    for number, places in enumerate(laid):
        for place in places:
            last = number + place.cell.down
            if place.covered or sum(tall[number:last]) <= GROUP:
                continue
            inner = [i for i in range(number + 1, last) if _begins_group(laid[i], place.column)]
            for start, end in pairwise((number, *inner, last)) if inner else ():
                pieces[start, place.column] = end - start
    if not pieces:
        return table
    rows = tuple(_cut(row, number, laid[number], pieces) for number, row in enumerate(table.rows))
    return replace(table, rows=rows)


def _begins_group(places: Sequence[Placed], column: int) -> bool:
    """Tell whether a cell of several rows begins in a row, elsewhere than in a column."""
    return any(p.cell.down > 1 and not p.covered and p.column != column for p in places)


def _cut(row: Row, number: int, places: Sequence[Placed], pieces: Mapping[tuple[int, int], int]) -> Row:
    """Return a row with the pieces of tall cells that begin in it."""
    cells = []
    for place in places:
        down = pieces.get((number, place.column))
        if down:
            cells.append(replace(place.cell, down=down))
        elif not place.covered:
            cells.append(place.cell)
    return replace(row, cells=tuple(cells))


def _together(laid: Sequence[Sequence[Placed]], tall: Sequence[float], head: float) -> list[bool]:
    """Tell of each row whether it must stay on one page with the next.

    A small table stays whole. In a larger one the rows beside a cell that covers them stay together,
    or its text would stand on the first page only; the long categories of a plan cannot.
    """
    last = len(laid) - 1
    if sum(tall) + head <= WHOLE:
        return [i < last for i in range(len(laid))]
    keep = [False] * len(laid)
    for number, places in enumerate(laid):
        for place in places:
            rows = range(number, number + place.cell.down)
            if not place.covered and sum(tall[i] for i in rows) <= GROUP:
                for i in rows[:-1]:
                    keep[i] = True
            elif not place.covered and place.cell.upright:
                # Words that stand upright need some rows before the page ends.
                for i in rows[:STANDING]:
                    keep[i] = True
    # The first row stays with the heading, the last with the one before it.
    if last >= 1:
        keep[last - 1] = True
    return keep


def _rows(
    table: Table,
    laid: Sequence[Sequence[Placed]],
    kinds: Sequence[str],
    tall: Sequence[float],
    together: Sequence[bool],
    columns: Sequence[int],
    lang: Lang,
) -> Iterable[str]:
    for places, kind, height, keep in zip(laid, kinds, tall, together, strict=True):
        properties = [tag("w:cantSplit")]
        properties.append(tag("w:trHeight", {"w:val": str(round(height * 20)), "w:hRule": "atLeast"}))
        if kind == "head":
            properties.append(tag("w:tblHeader"))
        cells = (_cell(table, place, kind, keep, columns, lang) for place in places)
        yield tag("w:tr", {}, tag("w:trPr", {}, *properties), *cells)


def _cell(table: Table, place: Placed, kind: str, keep: bool, columns: Sequence[int], lang: Lang) -> str:
    cell, after = place.cell, place.column + place.cell.across
    text = "" if place.covered else clean(shown(cell.value, lang))
    properties = [tag("w:tcW", {"w:w": str(sum(columns[place.column : after])), "w:type": "dxa"})]
    if cell.across > 1:
        properties.append(tag("w:gridSpan", {"w:val": str(cell.across)}))
    if cell.down > 1:
        properties.append(tag("w:vMerge", {} if place.covered else {"w:val": "restart"}))
    lines = _heavy(table, place.column, after)
    if lines:
        properties.append(lines)
    if kind in FILLS:
        properties.append(tag("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": FILLS[kind]}))
    if cell.upright:
        direction = "tbRlV" if wide(text) else "btLr"
        properties.append(tag("w:textDirection", {"w:val": direction}))
    properties.append(tag("w:vAlign", {"w:val": "center"}))
    align: Align = "center" if kind == "head" else table.columns[place.column].align
    bold = cell.bold or kind in ("head", "total", "band")
    paragraph = tag(
        "w:p",
        {},
        tag(
            "w:pPr",
            {},
            tag("w:pStyle", {"w:val": "TableText"}),
            *([tag("w:keepNext")] if keep else []),
            tag("w:jc", {"w:val": cell.align or align}),
        ),
        *_runs(text, table.size, bold, INKS.get(cell.tone, "")),
    )
    return tag("w:tc", {}, tag("w:tcPr", {}, *properties), paragraph)


def _runs(text: str, size: float, bold: bool, ink: str) -> Iterable[str]:
    """Yield the run of a cell, with line breaks as such."""
    if not text:
        return
    look = [tag("w:b")] if bold else []
    if ink:
        look.append(tag("w:color", {"w:val": ink}))
    look += [tag(name, {"w:val": str(round(size * 2))}) for name in ("w:sz", "w:szCs")]
    pieces = (tag("w:t", {"xml:space": "preserve"}, text=piece) for piece in text.split("\n"))
    yield tag("w:r", {}, tag("w:rPr", {}, *look), tag("w:br").join(pieces))


def _borders() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return tag("w:tblBorders", {}, *(_line(s, 4) for s in sides))


def _heavy(table: Table, column: int, after: int) -> str:
    """Return the heavy lines of a cell; both neighbours draw the line, or one would hide it."""
    sides = []
    if table.columns[column].heavy:
        sides.append(_line("left", 18))
    if after < len(table.columns) and table.columns[after].heavy:
        sides.append(_line("right", 18))
    return tag("w:tcBorders", {}, *sides) if sides else ""


def _line(side: str, eighths: int) -> str:
    """Return one border; its thickness is in eighths of a point."""
    return tag(f"w:{side}", {"w:val": "single", "w:sz": str(eighths), "w:space": "0", "w:color": "000000"})


def _margin(side: str, millimetres: float) -> str:
    return tag(f"w:{side}", {"w:w": str(round(millimetres * TWIPS)), "w:type": "dxa"})
