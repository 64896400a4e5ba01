"""Our own figures as enhanced metafiles (EMF), the vector pictures that every office program draws.

Word, WPS and LibreOffice show them without anything installed, on screen and on paper, and the letters stay
letters. What is understood is what our figures are made of: ``line``, ``rect``, ``circle`` and ``text`` with
their attributes, nothing of SVG at large. Records are those of [MS-EMF].
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from itertools import cycle
from math import hypot
from struct import pack

from articulate.emitters.office import wide

FINE = 20
"""Units of the metafile in a pixel of the figure."""
DOTS = 96
"""Pixels in an inch, on the screen that the file says it was made for."""
SCREEN = (1920, 1080)
CHINESE, LATIN = "SimSun", "Arial"
"""Faces whose widths are known without the font: in the first, letters are half as wide as characters."""
_ARIAL = (
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
    *(556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556),
    *(1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778),
    *(667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556),
    *(333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556),
    *(556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584),
)
"""Widths of the letters of ASCII from the blank on, in thousandths of an em (font metrics of Helvetica)."""

_HEADER, _EOF = 1, 14
_WINDOW_SIZE, _WINDOW_ORIGIN, _VIEW_SIZE, _VIEW_ORIGIN, _MAP_MODE = 9, 10, 11, 12, 17
_BACK_MODE, _TEXT_ALIGN, _TEXT_COLOUR, _MOVE_TO = 18, 22, 24, 27
_SELECT, _PEN, _BRUSH, _DELETE = 37, 38, 39, 40
_ELLIPSE, _RECTANGLE, _LINE_TO, _FONT, _TEXT = 42, 43, 54, 82, 84
_ANISOTROPIC, _TRANSPARENT, _BASELINE, _GB2312 = 8, 1, 24, 134
_NO_BRUSH, _NO_PEN, _SYSTEM_FONT = 0x80000005, 0x80000008, 0x8000000D
_OBJECT = 1
"""Every pen, brush and font is made, used and deleted under this number."""


def from_svg(svg: str) -> bytes:
    """Return one of our figures as EMF. Equal figures give equal bytes.

    Raises ``ValueError`` for an element that no figure of ours has.
    """
    root = ET.fromstring(svg)
    width, height = float(root.get("width", "0")), float(root.get("height", "0"))
    records = [
        _record(_MAP_MODE, pack("<I", _ANISOTROPIC)),
        _record(_WINDOW_ORIGIN, pack("<ii", 0, 0)),
        _record(_WINDOW_SIZE, pack("<ii", _fine(width), _fine(height))),
        _record(_VIEW_ORIGIN, pack("<ii", 0, 0)),
        _record(_VIEW_SIZE, pack("<ii", round(width), round(height))),
        _record(_BACK_MODE, pack("<I", _TRANSPARENT)),
        _record(_TEXT_ALIGN, pack("<I", _BASELINE)),
    ]
    for one in root:
        records += _shape(one)
    records.append(_record(_EOF, pack("<III", 0, 16, 20)))
    return _header(width, height, records) + b"".join(records)


def size(svg: str) -> tuple[float, float]:
    """Return width and height of a figure in pixels."""
    root = ET.fromstring(svg)
    return float(root.get("width", "0")), float(root.get("height", "0"))


def _header(width: float, height: float, records: list[bytes]) -> bytes:
    hundredths = 2540 / DOTS
    screen = [round(d * 25.4 / DOTS) for d in SCREEN]
    whole = 108 + sum(map(len, records))
    return pack(
        "<II 4i 4i III I HH III ii ii III ii",
        *(_HEADER, 108),
        *(0, 0, round(width) - 1, round(height) - 1),
        *(0, 0, round(width * hundredths), round(height * hundredths)),
        *(0x464D4520, 0x10000, whole),
        len(records) + 1,
        *(_OBJECT + 1, 0),
        *(0, 0, 0),
        *SCREEN,
        *screen,
        *(0, 0, 0),
        *(s * 1000 for s in screen),
    )


def _record(kind: int, data: bytes) -> bytes:
    return pack("<II", kind, len(data) + 8) + data


def _shape(one: ET.Element) -> Iterator[bytes]:
    """Yield the records of an element."""
    match one.tag.rsplit("}", 1)[-1]:
        case "title":
            return
        case "line":
            yield from _line(one)
        case "rect":
            x, y = _at(one, "x"), _at(one, "y")
            yield from _box(one, _RECTANGLE, (x, y, x + _at(one, "width"), y + _at(one, "height")))
        case "circle":
            x, y, r = _at(one, "cx"), _at(one, "cy"), _at(one, "r")
            yield from _box(one, _ELLIPSE, (x - r, y - r, x + r, y + r))
        case "text":
            yield from _text(one)
        case other:
            raise ValueError(f"no figure has <{other}>")


def _line(one: ET.Element) -> Iterator[bytes]:
    """Broken lines are drawn dash by dash: pens that break lines look different in every program."""
    start, end = (_at(one, "x1"), _at(one, "y1")), (_at(one, "x2"), _at(one, "y2"))
    pieces = _dashes(start, end, [float(d) for d in one.get("stroke-dasharray", "").split()])
    yield from _pen(one)
    for (x1, y1), (x2, y2) in pieces:
        yield _record(_MOVE_TO, pack("<ii", _fine(x1), _fine(y1)))
        yield _record(_LINE_TO, pack("<ii", _fine(x2), _fine(y2)))
    yield from _drop()


Point = tuple[float, float]


def _dashes(start: Point, end: Point, lengths: list[float]) -> Iterator[tuple[Point, Point]]:
    length = hypot(end[0] - start[0], end[1] - start[1])
    if not lengths or not length:
        yield start, end
        return

    def along(done: float) -> Point:
        part = min(1.0, done / length)
        return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part

    done = 0.0
    for step, drawn in zip(cycle(lengths), cycle((True, False)), strict=False):
        if done >= length:
            return
        if drawn:
            yield along(done), along(done + step)
        done += step


def _box(one: ET.Element, kind: int, corners: tuple[float, float, float, float]) -> Iterator[bytes]:
    yield _record(_BRUSH, pack("<IIII", _OBJECT, 0, _colour(one, "fill"), 0))
    yield _record(_SELECT, pack("<I", _OBJECT))
    yield _record(_SELECT, pack("<I", _NO_PEN))
    yield _record(kind, pack("<4i", *map(_fine, corners)))
    yield from _drop()
    if one.get("stroke"):
        yield from _pen(one)
        yield _record(_SELECT, pack("<I", _NO_BRUSH))
        yield _record(kind, pack("<4i", *map(_fine, corners)))
        yield from _drop()


def _pen(one: ET.Element) -> Iterator[bytes]:
    width = max(1, _fine(float(one.get("stroke-width", "1"))))
    yield _record(_PEN, pack("<II iiI", _OBJECT, 0, width, 0, _colour(one, "stroke")))
    yield _record(_SELECT, pack("<I", _OBJECT))


def _drop() -> Iterator[bytes]:
    """Delete the object in use; a stock object takes its place first."""
    for stock in (_NO_PEN, _NO_BRUSH, _SYSTEM_FONT):
        yield _record(_SELECT, pack("<I", stock))
    yield _record(_DELETE, pack("<I", _OBJECT))


def _text(one: ET.Element) -> Iterator[bytes]:
    words, height = one.text or "", float(one.get("font-size", "13"))
    latin = all(" " <= c <= "~" for c in words)
    widths = [height * _ems(c, latin) for c in words]
    width = sum(widths)
    x = _at(one, "x") - {"middle": width / 2, "end": width}.get(one.get("text-anchor", "start"), 0.0)
    y = _at(one, "y")
    yield from _font(LATIN if latin else CHINESE, height)
    if one.get("stroke"):
        # A rim keeps the letters legible over lines; it is the letters themselves, moved a little.
        rim = float(one.get("stroke-width", "1")) / 2
        yield _record(_TEXT_COLOUR, pack("<I", _colour(one, "stroke")))
        for right in (-rim, 0.0, rim):
            for down in (-rim, 0.0, rim):
                if right or down:
                    yield _words(words, x + right, y + down, widths)
    yield _record(_TEXT_COLOUR, pack("<I", _colour(one, "fill")))
    yield _words(words, x, y, widths)
    yield from _drop()


def _font(name: str, height: float) -> Iterator[bytes]:
    face = name.encode("utf-16-le").ljust(64, b"\0")
    look = pack("<5i 8B", -_fine(height), 0, 0, 0, 400, 0, 0, 0, _GB2312, 0, 0, 0, 0) + face
    yield _record(_FONT, pack("<I", _OBJECT) + look.ljust(320, b"\0"))
    yield _record(_SELECT, pack("<I", _OBJECT))


def _words(words: str, x: float, y: float, widths: Sequence[float]) -> bytes:
    """Return a line of text from its left end on its base line, with the width of every character."""
    units = words.encode("utf-16-le")
    text = units.ljust(-(-len(units) // 4) * 4, b"\0")
    steps: list[int] = []
    for character, width in zip(words, widths, strict=True):
        steps += [_fine(width), 0] if ord(character) > 0xFFFF else [_fine(width)]
    start = 76
    data = pack(
        "<4i I ff ii III 4i I",
        *(0, 0, -1, -1),
        *(1, 1.0, 1.0),
        *(_fine(x), _fine(y)),
        *(len(steps), start, 0),
        *(0, 0, -1, -1),
        start + len(text),
    )
    return _record(_TEXT, data + text + pack(f"<{len(steps)}I", *steps))


def _ems(character: str, latin: bool) -> float:
    if latin:
        return _ARIAL[ord(character) - ord(" ")] / 1000
    return 1.0 if wide(character) else 0.5


def _at(one: ET.Element, name: str) -> float:
    return float(one.get(name, "0"))


def _fine(pixels: float) -> int:
    return round(pixels * FINE)


def _colour(one: ET.Element, name: str) -> int:
    """Return a colour ``#rrggbb`` as the metafile writes it."""
    written = one.get(name, "#000000").lstrip("#")
    red, green, blue = (int(written[k : k + 2], 16) for k in (0, 2, 4))
    return red | green << 8 | blue << 16
