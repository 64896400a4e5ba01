"""Small pictures in SVG: columns, whiskers, points, a line, pairs of bars. Colours come from the page.

Sizes are pixels; a picture scales with the page. Everything drawn is also in a table beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from articulate.emitters.document import ems
from articulate.emitters.lettering import clip
from articulate.emitters.markup import Markup, el

WIDTH = 720
LETTERS = 13
TICKS = 6
LABELS = 210
"""Room for the names beside whiskers and bars."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Values on a length of pixels."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the place of a value, in pixels with one decimal."""
        share = (value - self.low) / ((self.high - self.low) or 1)
        return round(self.start + (self.end - self.start) * share, 1)

    def ticks(self) -> tuple[float, ...]:
        """Return round values within the scale, some six."""
        span = (self.high - self.low) or 1
        rough = span / TICKS
        power = 10 ** floor(log10(rough))
        step = next(s * power for s in (1, 2, 5, 10) if s * power >= rough - 1e-12)
        first = ceil(self.low / step - 1e-9)
        last = floor(self.high / step + 1e-9)
        return tuple(round(k * step, 10) for k in range(first, last + 1))


@dataclass(frozen=True, slots=True)
class Whisker:
    """A value with its interval and a name."""

    name: str
    value: float
    low: float
    high: float
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A point, with a name where it is to be told from the others; ``ringed`` ones stand out."""

    name: str
    x: float
    y: float
    ringed: bool = False


def number(value: float) -> str:
    """Return the words of a tick."""
    return f"{value:g}"


def share(value: float) -> str:
    """Return the words of a tick of a share."""
    return f"{value * 100:g}%"


def whiskers(
    rows: Sequence[Whisker],
    title: str,
    *,
    mark: float,
    low: float,
    high: float,
    ticks: Callable[[float], str] = number,
) -> Markup:
    """Return names, intervals and values one below the other, with a line at ``mark``."""
    height = 24 * len(rows) + 40
    x = Scale(low, high, LABELS + 10, WIDTH - 28)
    parts: list[object] = [_grid_down(x, 10, height - 26, ticks)]
    parts.append(el("line", x1=x(mark), x2=x(mark), y1=6, y2=height - 26, class_="mark"))
    for k, one in enumerate(rows):
        y = 22 + 24 * k
        parts += [
            el(
                "text",
                clip(one.name, (LABELS - 8) / LETTERS),
                x=LABELS,
                y=y + 4,
                class_="name",
                text_anchor="end",
            ),
            el(
                "line",
                x1=x(max(low, one.low)),
                x2=x(min(high, one.high)),
                y1=y,
                y2=y,
                class_=f"reach {one.tone}",
            ),
            el("circle", cx=x(one.value), cy=y, r=4.5, class_=f"dot {one.tone}"),
        ]
    return _picture(height, title, parts)


def columns(
    groups: Sequence[tuple[str, Sequence[tuple[float, str]]]],
    title: str,
    *,
    across: str,
    up: str,
    marks: Sequence[tuple[float, str]] = (),
    every: int = 1,
    ticks: Callable[[float], str] = number,
) -> Markup:
    """Return columns of stacked parts, each a value and a class; ``marks`` are places between columns."""
    height = 280
    most = max((sum(v for v, _ in parts) for _, parts in groups), default=0) or 1
    y = Scale(0, most, height - 52, 16)
    wide = (WIDTH - 76) / max(1, len(groups))
    parts: list[object] = [_grid_across(y, ticks)]
    for k, (name, stack) in enumerate(groups):
        left, base = round(60 + wide * k, 1), 0.0
        for value, tone in stack:
            top = y(base + value)
            parts.append(
                el(
                    "rect",
                    x=left + 1,
                    y=top,
                    width=round(max(1.0, wide - 2), 1),
                    height=round(y(base) - top, 1),
                    class_=tone,
                )
            )
            base += value
        if k % every == 0:
            parts.append(_text(name, left + wide / 2, height - 34, "tick"))
    for place, words in marks:
        at = round(60 + wide * place, 1)
        parts += [
            el("line", x1=at, x2=at, y1=8, y2=height - 52, class_="mark"),
            el("text", words, x=at + 4, y=18, class_="tick"),
        ]
    parts += [_text(across, (60 + WIDTH) / 2, height - 12, "axis"), _upright(up, height)]
    return _picture(height, title, parts)


def scatter(dots: Sequence[Dot], title: str, *, across: str, up: str, mark: float) -> Markup:
    """Return points over 0 to 1 across, with a line at a height of ``mark``."""
    height = 340
    low = min([-0.2, *(d.y for d in dots)])
    x, y = Scale(0, 1, 60, WIDTH - 16), Scale(low - 0.05, max([0.8, *(d.y for d in dots)]), height - 52, 16)
    parts: list[object] = [_grid_down(x, 16, height - 52, number, below=18), _grid_across(y, number)]
    parts.append(el("line", x1=60, x2=WIDTH - 16, y1=y(mark), y2=y(mark), class_="mark"))
    for dot in dots:
        if dot.ringed:
            parts.append(el("circle", cx=x(dot.x), cy=y(dot.y), r=11, class_="ring"))
        parts += [
            el("circle", cx=x(dot.x), cy=y(dot.y), r=4, class_="dot bad" if dot.ringed else "dot"),
        ]
        if dot.name:
            parts.append(el("text", dot.name, x=x(dot.x) + 13, y=y(dot.y) + 4, class_="tick"))
    parts += [_text(across, (60 + WIDTH) / 2, height - 12, "axis"), _upright(up, height)]
    return _picture(height, title, parts)


def curve(
    points: Sequence[tuple[float, float]], title: str, *, across: str, up: str, mark: tuple[float, str]
) -> Markup:
    """Return a line through points, each with its value, and a line at a place across."""
    height = 280
    x = Scale(points[0][0], points[-1][0], 66, WIDTH - 30)
    y = Scale(0, max(v for _, v in points) * 1.08 or 1, height - 52, 16)
    parts: list[object] = [_grid_across(y, number), _grid_down(x, 16, height - 52, number, below=18)]
    parts += [
        el("line", x1=x(mark[0]), x2=x(mark[0]), y1=8, y2=height - 52, class_="mark"),
        el("text", mark[1], x=x(mark[0]) + 4, y=height - 60, class_="tick"),
        el("polyline", points=" ".join(f"{x(a)},{y(b)}" for a, b in points), class_="curve"),
    ]
    for a, b in points:
        parts += [
            el("circle", cx=x(a), cy=y(b), r=4, class_="dot"),
            _text(number(b), x(a), y(b) - 9, "tick"),
        ]
    parts += [_text(across, (60 + WIDTH) / 2, height - 12, "axis"), _upright(up, height)]
    return _picture(height, title, parts)


def pairs(rows: Sequence[tuple[str, float, float]], title: str, *, first: str, second: str) -> Markup:
    """Return two bars of shares for each name, with a key."""
    height = 54 * len(rows) + 46
    x = Scale(0, max(v for _, a, b in rows for v in (a, b)) * 1.15 or 1, LABELS + 10, WIDTH - 16)
    parts: list[object] = []
    for k, (name, one, two) in enumerate(rows):
        top = 38 + 54 * k
        parts.append(el("text", name, x=LABELS, y=top + 22, class_="name", text_anchor="end"))
        for n, (value, tone) in enumerate(((one, "bar-was"), (two, "bar-now"))):
            width = round(x(max(0.0, value)) - x(0), 1)
            parts += [
                el("rect", x=x(0), y=top + 20 * n, width=width, height=16, class_=tone),
                el("text", share(round(value, 3)), x=x(0) + width + 6, y=top + 20 * n + 13, class_="tick"),
            ]
    second_at = LABELS + 40 + ems(first) * LETTERS
    parts += [
        el("rect", x=LABELS + 10, y=10, width=12, height=12, class_="bar-was"),
        el("text", first, x=LABELS + 28, y=21, class_="tick"),
        el("rect", x=round(second_at, 1), y=10, width=12, height=12, class_="bar-now"),
        el("text", second, x=round(second_at + 18, 1), y=21, class_="tick"),
    ]
    return _picture(height, title, parts)


# ---- parts -------------------------------------------------------------------------------------------


def _picture(height: int, title: str, parts: Sequence[object]) -> Markup:
    drawn = el(
        "svg",
        el("title", title),
        *parts,
        viewBox=f"0 0 {WIDTH} {height}",
        role="img",
        aria_label=title,
        class_="chart",
    )
    return el("figure", el("figcaption", title), drawn)


def _text(words: str, x: float, y: float, kind: str) -> Markup:
    return el("text", words, x=round(x, 1), y=round(y, 1), class_=kind, text_anchor="middle")


def _upright(words: str, height: int) -> Markup:
    middle = (height - 40) / 2
    return el(
        "text",
        words,
        x=0,
        y=0,
        class_="axis",
        text_anchor="middle",
        transform=f"translate(16 {middle}) rotate(-90)",
    )


def _grid_down(
    x: Scale, top: float, bottom: float, ticks: Callable[[float], str], below: int = 18
) -> list[Markup]:
    out = []
    for value in x.ticks():
        out += [
            el("line", x1=x(value), x2=x(value), y1=top, y2=bottom, class_="grid"),
            _text(ticks(value), x(value), bottom + below, "tick"),
        ]
    return out


def _grid_across(y: Scale, ticks: Callable[[float], str]) -> list[Markup]:
    out = []
    for value in y.ticks():
        out += [
            el("line", x1=60, x2=WIDTH - 16, y1=y(value), y2=y(value), class_="grid"),
            el("text", ticks(value), x=54, y=y(value) + 4, class_="tick", text_anchor="end"),
        ]
    return out
