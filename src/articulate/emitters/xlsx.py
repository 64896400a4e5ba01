"""Documents as Excel workbooks: one sheet for each part, ready to print.

A part with one table gets the columns of that table, so that people can sort, filter and calculate
in it. Where several tables share a sheet, the sheet gets the edges of all of them and cells are
merged to fit, as offices do by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from articulate.emitters.document import (
    Align,
    Block,
    Cell,
    Document,
    Figure,
    Heading,
    KeyValues,
    Listing,
    PageSetup,
    Paragraph,
    Placed,
    Scalar,
    Table,
    lines,
    shown,
)
from articulate.emitters.office import AIR, FILLS, HEI, INKS, LINE, POINT, SONG, clean, heights, settle, wide
from articulate.i18n import Lang, label

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

A4 = 9
PORTRAIT, LANDSCAPE = 186.0, 277.0
"""Millimetres between the margins of A4."""

MARGINS_PORTRAIT, MARGINS_LANDSCAPE = (18.0, 12.0, 16.0, 12.0), (12.0, 10.0, 14.0, 10.0)
"""Top, right, bottom, left in millimetres."""

COLUMN = 96 / 25.4 / 7
"""Excel's unit of width is the digit of the workbook's first font: 7 pixels of 1/96 inch."""

TEXT_COLUMNS = 6
"""Columns of a sheet that holds no table; its lines run across all of them."""

HIGHEST = 409.0
"""The tallest row in points that Excel allows."""


def render(document: Document) -> bytes:
    """Return the workbook. Equal documents give equal bytes; nothing is written to disk."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = clean(document.title)
    book.properties.creator = ""
    for setup, blocks in document.parts():
        name = _sheet_name(setup.name, [s.title for s in book.worksheets])
        _Sheet(book.create_sheet(name), document, setup, blocks).write()
    if not book.worksheets:
        _Sheet(book.create_sheet(_sheet_name(document.title, [])), document, PageSetup(""), ()).write()
    out = BytesIO()
    book.save(out)
    return settle(out.getvalue())


def _sheet_name(name: str, taken: Sequence[str]) -> str:
    """Return a name that Excel accepts: at most 31 characters, none of its signs, not used before."""
    base = re.sub(r"[\[\]:*?/\\]", " ", clean(name)).replace("\n", " ").strip().strip("'") or "1"
    used = {t.casefold() for t in taken}
    made, number = base[:31], 1
    while made.casefold() in used:
        number += 1
        tail = f" {number}"
        made = base[: 31 - len(tail)] + tail
    return made


class _Sheet:
    """One sheet while it is written: where the next row goes, and the edges of its columns."""

    def __init__(
        self, sheet: Worksheet, document: Document, setup: PageSetup, blocks: tuple[Block, ...]
    ) -> None:
        self.sheet = sheet
        self.document = document
        self.lang: Lang = document.lang
        self.setup = setup
        self.blocks = blocks
        self.tables = [b for b in blocks if isinstance(b, Table)]
        self.page = LANDSCAPE if setup.landscape else PORTRAIT
        self.width = max((t.width for t in self.tables), default=self.page)
        self.edges = _edges(self.tables, self.width)
        self.next = 1
        self.looks: dict[tuple[object, ...], Any] = {}

    def write(self) -> None:
        """Write all blocks and the page set-up."""
        from openpyxl.utils import get_column_letter

        for i, (left, right) in enumerate(zip(self.edges, self.edges[1:], strict=False), start=1):
            self.sheet.column_dimensions[get_column_letter(i)].width = round((right - left) * COLUMN, 2)
        self._text(self.document.title, 16, bold=True, center=True, font=HEI)
        if self.document.subtitle:
            self._text(self.document.subtitle, 10, center=True)
        for block in self.blocks:
            self._block(block)
        self._paper()

    def _block(self, block: Block) -> None:
        match block:
            case Heading(text=text, level=level):
                self._text(text, {1: 13, 2: 11, 3: 10}[level], bold=True, center=level == 1, font=HEI)
            case Paragraph(text=text, style=style):
                size = 9 if style == "note" else 10
                self._text(text, size, bold=style == "lead", center=style == "center")
            case Listing(items=items, ordered=ordered):
                for number, item in enumerate(items, start=1):
                    self._text(f"{number}. {item}" if ordered else f"· {item}", 10)
            case KeyValues(pairs=pairs):
                colon = label("documents.colon", self.lang)
                for key, value in pairs:
                    self._text(f"{key}{colon}{shown(value, self.lang)}", 10)
            case Table():
                self._table(block)
            case Figure(caption=caption, name=name):
                self._text(caption or name, 9, center=True)
            case PageSetup():
                pass

    def _text(
        self, text: str, size: float, *, bold: bool = False, center: bool = False, font: str = SONG
    ) -> None:
        """Write a line of text over the whole width, as high as it needs."""
        from openpyxl.styles import Alignment

        text = clean(text)
        room = (self.width - 2) / (size * POINT)
        cell = self.sheet.cell(self.next, 1)
        _put(cell, text)
        cell.font = _font(font, size, bold)
        cell.alignment = Alignment(
            horizontal="center" if center else "left", vertical="center", wrap_text=True
        )
        if len(self.edges) > 2:
            self.sheet.merge_cells(
                start_row=self.next, end_row=self.next, start_column=1, end_column=len(self.edges) - 1
            )
        height = lines(text, room / (1.05 if bold else 1)) * size * LINE + AIR
        self.sheet.row_dimensions[self.next].height = min(HIGHEST, round(height, 1))
        self.next += 1

    def _table(self, table: Table) -> None:
        table = _stretched(table, self.width)
        if table.title:
            self._text(table.title, 11, bold=True, center=True, font=HEI)
        first = self.next
        columns = [self._column(edge) for edge in table.spans()]
        self._rows(table, table.laid_head(), ["head"] * len(table.head), columns, head=True)
        body = self.next
        self._rows(table, table.laid(), (r.kind for r in table.rows), columns, head=False)
        if len(self.tables) == 1 and table.head:
            self.sheet.print_title_rows = f"{first}:{body - 1}"
            self.sheet.freeze_panes = self.sheet.cell(body, table.freeze + 1).coordinate
        for note in table.notes:
            self._text(note, 9)

    def _column(self, edge: float) -> int:
        """Return the number of the sheet's column that begins at an edge of a table."""
        nearest = min(range(len(self.edges)), key=lambda i: abs(self.edges[i] - edge))
        return nearest + 1

    def _rows(
        self,
        table: Table,
        laid: Sequence[Sequence[Placed]],
        kinds: Iterable[str],
        columns: Sequence[int],
        *,
        head: bool,
    ) -> None:
        tall = heights(laid, table, self.lang, head=head)
        for places, kind, height in zip(laid, kinds, tall, strict=True):
            for place in places:
                self._cell(table, place, kind, columns)
            self.sheet.row_dimensions[self.next].height = min(HIGHEST, height)
            self.next += 1

    def _cell(self, table: Table, place: Placed, kind: str, columns: Sequence[int]) -> None:
        """Write one cell with its borders; merge it once, where it begins."""
        cell, row, after = place.cell, self.next, place.column + place.cell.across
        left, right = columns[place.column], columns[after] - 1
        if not place.covered:
            target: Any = self.sheet.cell(row, left)
            _put(target, cell.value)
            bold = cell.bold or kind in ("head", "total", "band")
            align = "center" if kind == "head" else cell.align or table.columns[place.column].align
            look = (table.size, bold, INKS.get(cell.tone, "000000"), align, _turned(cell, self.lang))
            self._look(target, (*look, FILLS.get(kind, "")), _dressed)
            if right > left or cell.down > 1:
                self.sheet.merge_cells(
                    start_row=row, end_row=row + cell.down - 1, start_column=left, end_column=right
                )
        # Merging takes the borders of the covered cells away, so they are drawn afterwards.
        heavy = table.columns[place.column].heavy
        heavy_after = after < len(table.columns) and table.columns[after].heavy
        for at in range(left, right + 1):
            lines = (heavy and at == left, heavy_after and at == right)
            self._look(self.sheet.cell(row, at), lines, _lined)

    def _look(self, cell: Any, look: tuple[object, ...], give: Callable[..., None]) -> None:
        """Give a cell a look. The library compares whole styles at every cell, so each is made once."""
        key = (*(cell._style or ()), *look)
        if key not in self.looks:
            give(cell, *look)
            self.looks[key] = cell._style
        cell._style = copy(self.looks[key])

    def _paper(self) -> None:
        """Set paper, margins, footer and the print area's fit: one page wide, as many long as needed."""
        sheet: Any = self.sheet
        sheet.page_setup.orientation = "landscape" if self.setup.landscape else "portrait"
        sheet.page_setup.paperSize = A4
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_options.horizontalCentered = True
        margins = self.setup.margins or (MARGINS_LANDSCAPE if self.setup.landscape else MARGINS_PORTRAIT)
        for side, millimetres in zip(("top", "right", "bottom", "left"), margins, strict=True):
            setattr(sheet.page_margins, side, round(millimetres / 25.4, 3))
        sheet.page_margins.header = sheet.page_margins.footer = round(7 / 25.4, 3)
        sheet.oddFooter.center.text = label("documents.page_xlsx", self.lang)
        sheet.oddFooter.center.size = 9
        sheet.sheet_view.showGridLines = not self.tables


def _edges(tables: Sequence[Table], width: float) -> tuple[float, ...]:
    """Return the edges of the sheet's columns: those of every table, each table stretched to the width.

    Edges closer than a millimetre and a half become one, so that no sliver of a column is left. A sheet of
    text alone gets several columns too: LibreOffice cuts off a single column as wide as the page.
    """
    if not tables:
        return tuple(round(width * k / TEXT_COLUMNS, 2) for k in range(TEXT_COLUMNS + 1))
    found = sorted({round(e, 2) for t in tables for e in _stretched(t, width).spans()} | {0.0, width})
    edges = [found[0]]
    for edge in found[1:]:
        if edge - edges[-1] >= 1.5 or len(tables) <= 1:
            edges.append(edge)
    edges[-1] = width
    return tuple(edges)


def _stretched(table: Table, width: float) -> Table:
    """Return the table with its columns widened in proportion to fill the width."""
    factor = width / table.width
    if factor == 1:
        return table
    return replace(table, columns=tuple(replace(c, width=c.width * factor) for c in table.columns))


def _put(cell: Any, value: Scalar) -> None:
    """Put a value into a cell as what it is. Text stays text, whatever sign it begins with.

    openpyxl takes a text that begins with ``=`` for a formula, so its type is set afterwards; the
    quote prefix keeps Excel from making one of it when somebody edits the cell.
    """
    if isinstance(value, Fraction):
        cell.value = float(value)
        cell.number_format = "0.0%"
    elif isinstance(value, Decimal):
        cell.value = int(value) if value == value.to_integral_value() else float(value)
    elif isinstance(value, str):
        text = clean(value)
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(("=", "+", "-", "@", "\t"))
    else:
        cell.value = value


@cache
def _font(name: str, size: float, bold: bool, colour: str = "000000") -> Any:
    from openpyxl.styles import Font

    return Font(name=name, size=size, bold=bold, color=colour)


@cache
def _fill(colour: str) -> Any:
    from openpyxl.styles import PatternFill

    return PatternFill("solid", start_color=colour)


@cache
def _border(heavy_left: bool, heavy_right: bool) -> Any:
    from openpyxl.styles import Border, Side

    thin, heavy = Side(style="thin", color="404040"), Side(style="thick", color="000000")
    return Border(
        left=heavy if heavy_left else thin, right=heavy if heavy_right else thin, top=thin, bottom=thin
    )


def _turned(cell: Cell, lang: Lang) -> int:
    """Return how the letters of a cell stand: 255 sets characters one below the other, words are turned."""
    return (255 if wide(shown(cell.value, lang)) else 90) if cell.upright else 0


def _dressed(cell: Any, size: float, bold: bool, ink: str, align: Align, turned: int, fill: str) -> None:
    """Set letters, their place and the ground of a cell."""
    from openpyxl.styles import Alignment

    cell.font = _font(SONG, size, bold, ink)
    cell.alignment = Alignment(
        horizontal=align, vertical="center", wrap_text=not turned, text_rotation=turned
    )
    if fill:
        cell.fill = _fill(fill)


def _lined(cell: Any, heavy_left: bool, heavy_right: bool) -> None:
    """Set the lines around a cell."""
    cell.border = _border(heavy_left, heavy_right)
