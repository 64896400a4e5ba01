"""What Word and Excel files have in common: no clock inside, no letters they cannot hold, fonts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from articulate.emitters.document import Cell, Placed, Table, ems, lines, shown
from articulate.i18n import Lang

SONG, HEI, FANG, KAI = "宋体", "黑体", "仿宋", "楷体"
"""The four faces of Chinese offices: body of tables, headings, body of text, lesser headings."""

LATIN = "Times New Roman"
"""The face of letters and figures beside them."""

FILLS = {"head": "E7EBF0", "band": "F3F5F7", "subtotal": "F3F5F7", "total": "E7EBF0"}
"""Grounds of rows, light enough for a photocopier."""

INKS = {"good": "2E6B34", "bad": "B3261E", "warn": "8A5A00", "muted": "6B6B6B"}
"""Colours of letters by tone; words say the same, so that nothing is lost in black and white."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip entry can carry."""

_CLOCKS = re.compile(rb"<(dcterms:(?:created|modified))\b[^>]*>.*?</\1>|<(dcterms:\w+)\b[^>]*/>", re.DOTALL)
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def settle(data: bytes) -> bytes:
    """Return an office file repacked so that equal contents are equal bytes.

    Entries stand in the order of their names and carry a fixed time, and the two clock readings in
    ``docProps/core.xml`` (``created``, ``modified``) are taken out; both are optional there.
    """
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED, compresslevel=6) as new:
        for name in sorted(old.namelist()):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _CLOCKS.sub(b"", content)
            entry = ZipInfo(name, EPOCH)
            entry.compress_type = ZIP_DEFLATED
            # The same on every system: a plain file that its owner may read and write.
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            new.writestr(entry, content)
    return out.getvalue()


def clean(text: str) -> str:
    """Return the text with plain line ends, and without what no office file can hold.

    These are control characters and half surrogates.
    """
    return _UNWRITABLE.sub("", _LINE_ENDS.sub("\n", text))


POINT = 25.4 / 72
"""Millimetres in a point."""

LINE = 1.4
"""Height of a line, as a multiple of the size of its letters; the faces of Chinese offices need it."""

AIR = 5.0
"""Points above and below the text of a cell together."""

NARROW = 9.0
"""Points; tables with smaller letters have many columns and little air in them."""


def padding(table: Table) -> float:
    """Return the millimetres on each side of a cell that its text cannot use."""
    return 1.4 if table.size > NARROW else 0.7


def heights(laid: Sequence[Sequence[Placed]], table: Table, lang: Lang, *, head: bool) -> tuple[float, ...]:
    """Return the height of each row in points, so that no text is cut off.

    Word processors stretch a row for its own text but not for a cell that covers several rows, and
    Excel stretches nothing that is merged; so both are told.
    """
    edges = table.spans()
    empty = table.size * LINE + AIR
    need = [empty if head else max(empty, table.least)] * len(laid)
    tall: list[tuple[int, Cell, float]] = []
    for number, places in enumerate(laid):
        for place in places:
            cell = place.cell
            if place.covered or cell.value is None:
                continue
            width = edges[place.column + cell.across] - edges[place.column]
            wanted = _tall(clean(shown(cell.value, lang)), cell, width - 2 * padding(table), table.size)
            if cell.down == 1:
                need[number] = max(need[number], wanted)
            else:
                tall.append((number, cell, wanted))
    for number, cell, wanted in tall:
        missing = wanted - sum(need[number : number + cell.down])
        for i in range(number, number + cell.down):
            need[i] += max(0.0, missing) / cell.down
    return tuple(round(h, 1) for h in need)


def _tall(text: str, cell: Cell, width: float, size: float) -> float:
    """Return the height of one cell in points."""
    if cell.upright:
        return sum(LINE if ems(c) >= 1 else 0.7 for c in text) * size + 2 * AIR
    # Bold letters are a little wider than the plain ones that ``ems`` knows.
    room = width / (size * POINT) / (1.05 if cell.bold else 1)
    return lines(text, room) * size * LINE + AIR


def wide(text: str) -> bool:
    """Tell whether a text has Chinese characters: only they can stand one below the other."""
    return any(ems(c) >= 1 for c in text)
