"""What a document says, before it is any kind of file.

A ``Document`` is a row of blocks: headings, paragraphs, lists, pairs, tables, figures, and
``PageSetup`` where a new part with its own paper begins. It knows nothing of courses; the renderers
(``docx``, ``xlsx``, ``markdown``) know nothing of anything else.

Values in cells stay what they are, so that a workbook can go on calculating: ``int`` and ``Decimal``
are numbers, a ``Fraction`` is a share and is shown in percent, ``None`` is an empty cell. Widths are
millimetres on paper, sizes of letters are points.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate
from typing import Literal, TypeAlias

from articulate.i18n import Lang, show

Scalar: TypeAlias = str | int | Decimal | Fraction | None
Align: TypeAlias = Literal["left", "center", "right"]
Tone: TypeAlias = Literal["", "good", "bad", "warn", "muted"]
RowKind: TypeAlias = Literal["body", "band", "subtotal", "total"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. It covers ``across`` columns and ``down`` rows; what it covers is not written again."""

    value: Scalar = None
    across: int = 1
    down: int = 1
    align: Align | None = None
    """``None``: as its column says."""
    bold: bool = False
    upright: bool = False
    """Written from top to bottom (竖排), for categories beside many rows."""
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells from left to right, without the places covered from the left or from above.

    ``band`` is a title between rows; ``subtotal`` (小计) and ``total`` (合计) stand out.
    """

    cells: tuple[Cell, ...]
    kind: RowKind = "body"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its width on paper in millimetres, and how its cells stand."""

    width: float
    align: Align = "center"
    heavy: bool = False
    """A heavy line on its left."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell at its column. ``covered``: the cell began in a row above and only runs on here."""

    cell: Cell
    column: int
    covered: bool


def lay(rows: Iterable[Row], width: int) -> tuple[tuple[Placed, ...], ...]:
    """Return every cell of every row at its place.

    Raises ``ValueError`` where the rows do not fill ``width`` columns exactly, or a cell runs past
    the last row: a table with a hole is a mistake of the one who builds it.
    """
    running: dict[int, tuple[Cell, int]] = {}
    laid = []
    for number, row in enumerate(rows):
        waiting = list(reversed(row.cells))
        placed: list[Placed] = []
        at = 0
        while at < width:
            if at in running:
                cell, left = running.pop(at)
                placed.append(Placed(cell, at, True))
            else:
                if not waiting:
                    raise ValueError(f"row {number} ends at column {at} of {width}")
                cell = waiting.pop()
                left = cell.down
                placed.append(Placed(cell, at, False))
            if cell.across < 1 or cell.down < 1:
                raise ValueError(f"row {number} has a cell that covers nothing")
            if left > 1:
                running[at] = (cell, left - 1)
            at += cell.across
        if waiting or at > width:
            raise ValueError(f"row {number} is wider than {width} columns")
        if not running.keys() <= {p.column for p in placed}:
            raise ValueError(f"row {number} runs into a cell from above")
        laid.append(tuple(placed))
    if running:
        raise ValueError("a cell runs past the last row")
    return tuple(laid)


def row(*values: Scalar | Cell, kind: RowKind = "body") -> Row:
    """Return a row of values and cells."""
    return Row(tuple(v if isinstance(v, Cell) else Cell(v) for v in values), kind)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one or several heading rows, which are repeated on every page."""

    columns: tuple[Column, ...]
    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    title: str = ""
    notes: tuple[str, ...] = ()
    """Lines under the table."""
    size: float = 9
    """Size of the letters in points."""
    least: float = 0
    """Least height of a row under the heading, in points: room to write by hand."""
    freeze: int = 0
    """Columns that stay in sight when a workbook is scrolled sideways."""

    def __post_init__(self) -> None:
        if not self.columns or any(c.width <= 0 for c in self.columns):
            raise ValueError("a table needs columns, and every column a width")
        lay(self.head, len(self.columns))
        lay(self.rows, len(self.columns))

    @property
    def width(self) -> float:
        """Width of all columns in millimetres."""
        return sum(c.width for c in self.columns)

    def spans(self) -> tuple[float, ...]:
        """Left edges of the columns and the right edge of the last, in millimetres."""
        return (0.0, *accumulate(c.width for c in self.columns))

    def laid_head(self) -> tuple[tuple[Placed, ...], ...]:
        """The heading rows with every cell at its place."""
        return lay(self.head, len(self.columns))

    def laid(self) -> tuple[tuple[Placed, ...], ...]:
        """The other rows with every cell at its place."""
        return lay(self.rows, len(self.columns))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1, 2 or 3."""

    text: str
    level: Literal[1, 2, 3] = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: ``note`` is small, ``lead`` bold and without indent, ``center`` in the middle."""

    text: str
    style: Literal["body", "note", "lead", "center"] = "body"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, numbered or not."""

    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Names with their values, such as the lines under a title."""

    pairs: tuple[tuple[str, Scalar], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture. ``name`` is the file that formats without pictures of their own refer to.

    ``svg`` is the drawing: pages take it as it is, Word files as the metafile that is made of it.
    """

    name: str
    svg: str
    caption: str = ""
    width: float = 160
    """Width on paper in millimetres."""


@dataclass(frozen=True, slots=True)
class PageSetup:
    """The beginning of a part with its own paper: a section in a text, a sheet in a workbook."""

    name: str
    landscape: bool = False
    margins: tuple[float, float, float, float] | None = None
    """Top, right, bottom, left in millimetres; ``None``: the usual ones of the format."""


Block: TypeAlias = Heading | Paragraph | Listing | KeyValues | Table | Figure | PageSetup


@dataclass(frozen=True, slots=True)
class Document:
    """A title and blocks in reading order, in one language."""

    title: str
    blocks: tuple[Block, ...]
    lang: Lang = "zh"
    subtitle: str = ""
    subject: str = ""
    """What the paper is about: the part of its title that has a line of its own on a cover."""
    cover: tuple[tuple[str, str], ...] = ()
    """Lines of a cover page (编制单位、适用年级 …); without any there is no cover."""
    contents: Literal[0, 1, 2] = 0
    """Levels of headings that a table of contents lists behind the cover; 0 for none."""
    letters: float = 14
    """Size of the letters of the text in points: 14 (四号) for a notice, 12 (小四) for a long paper."""
    pitch: float = 1.75
    """Distance between the lines of the text, as a multiple of the size of its letters."""
    open_points: tuple[str, ...] = ()
    """What the schools must still write or confirm, as the text itself says once at its front."""

    def headings(self) -> tuple[Heading, ...]:
        """Headings that the table of contents lists, in reading order."""
        return tuple(b for b in self.blocks if isinstance(b, Heading) and b.level <= self.contents)

    def parts(self) -> Iterator[tuple[PageSetup, tuple[Block, ...]]]:
        """Yield every part with its paper. What stands before the first ``PageSetup`` is a part too."""
        setup, blocks = PageSetup(self.title), list[Block]()
        for block in self.blocks:
            if not isinstance(block, PageSetup):
                blocks.append(block)
                continue
            if blocks:
                yield setup, tuple(blocks)
            setup, blocks = block, []
        if blocks:
            yield setup, tuple(blocks)

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables in reading order."""
        return tuple(b for b in self.blocks if isinstance(b, Table))


def shown(value: Scalar, lang: Lang = "zh") -> str:
    """Return a value of a cell as people read it."""
    return "" if value is None else show(value, lang)


def ems(text: str) -> float:
    """Return the width of a line of text in em: 1 for a Chinese character, about half for a letter.

    Wide, full-width and ambiguous characters take one em, as in the fonts of Chinese offices.
    """
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.55 for c in text)


def lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column ``width`` em wide.

    Chinese breaks anywhere, words in letters only at spaces, as word processors do it.
    """
    count = 0
    for piece in text.split("\n"):
        count += 1
        used = 0.0
        for word in _words(piece, 1):
            size = ems(word)
            if used and used + size > width:
                count += 1
                used = 0.0
            while size > width:
                count += 1
                size -= width
            used += size
    return count


def longest(text: str, together: int = 1) -> float:
    """Return the width in em of the longest piece of a text that no line break is to divide.

    That is a word, or so many Chinese characters ``together``.
    """
    pieces = (word for line in text.split("\n") for word in _words(line, together))
    return max((ems(word.rstrip()) for word in pieces), default=0.0)


def _words(text: str, together: int) -> Iterator[str]:
    """Yield the pieces of a line that stay together: some Chinese characters, or one word."""
    word = ""
    for char in text:
        full = len(word) >= together if _wide(char) else word.endswith(" ")
        if word and (full or _wide(char) != _wide(word[-1])):
            yield word
            word = ""
        word += char
    if word:
        yield word


def _wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WFA"
