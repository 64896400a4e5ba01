"""One figure for each indicator over the years, as SVG that stands by itself: on a page, on paper, alone.

Sizes are pixels. Every value is written beside its point, and stands in the table of the report too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from statistics import median

from articulate.cohort.intervals import wilson, z_value
from articulate.emitters.diagram import FONTS
from articulate.emitters.markup import Markup, el
from articulate.emitters.words import begun
from articulate.i18n import Lang, label, percent, show
from articulate.model.quality import AssessmentGrade, QualityRecord
from articulate.quality import Point, Series

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 92, 632, 48, 252
"""Edges of the field in which the points lie."""
INK, MUTED, LINE, BLUE, AMBER, RED = "#1d2733", "#5b6672", "#d5dbe1", "#1f6fb2", "#8a5a00", "#b3261e"
WHISKER = "#79a9d1"
STEP = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class _Field:
    """Years from left to right, values from the bottom up."""

    years: tuple[int, ...]
    low: Fraction
    high: Fraction

    def x(self, year: int) -> float:
        first, last = self.years[0], self.years[-1]
        if first == last:
            return (LEFT + RIGHT) / 2
        return round(LEFT + 30 + (RIGHT - LEFT - 60) * (year - first) / (last - first), 1)

    def y(self, value: Fraction | float) -> float:
        share = (float(value) - float(self.low)) / (float(self.high) - float(self.low))
        return round(BOTTOM - (BOTTOM - TOP) * min(1.0, max(0.0, share)), 1)


def series_chart(series: Series, years: Sequence[int], lang: Lang = "zh") -> Markup:
    """Return the figure of an indicator; ``years`` are all years of the record, so that figures compare.

    Points with whiskers: the interval of 95 % (Wilson) where the counts are known. Broken line: the
    target. Long line: the trend (Theil-Sen), where there is one.
    """
    name = label(f"quality.indicator.{series.indicator.name}", lang)
    field = _Field(tuple(range(min(years), max(years) + 1)), _floor(series), Fraction(1))
    ticks = [field.low + STEP * k for k in range(int((field.high - field.low) / STEP) + 1)]
    parts = [*_frame(field, [(t, percent(t)) for t in ticks])]
    if series.target is not None:
        y = field.y(series.target)
        parts += [
            el("line", x1=LEFT, x2=RIGHT, y1=y, y2=y, stroke=AMBER, stroke_width=1.5, stroke_dasharray="6 5"),
            _text(
                RIGHT + 6, y + 4, label("quality.chart.target", lang, value=series.target), AMBER, "start", 12
            ),
        ]
    parts += _trend_line(series, field)
    parts += [_segment(field, a, b, b.year - a.year > 1) for a, b in pairwise(series.points)]
    for point in series.points:
        parts += _point(field, point)
    if not series.points:
        parts.append(
            _text(
                (LEFT + RIGHT) / 2,
                (TOP + BOTTOM) / 2,
                label("quality.chart.empty", lang),
                MUTED,
                "middle",
                14,
            )
        )
    return _picture(begun(name), parts)


def grade_chart(record: QualityRecord, lang: Lang = "zh") -> Markup:
    """Return the figure of the assessments of a specialist college; failed ones are squares in red."""
    years = [y.year for y in record.ordered]
    field = _Field(tuple(range(min(years), max(years) + 1)), Fraction(0), Fraction(4))
    rows = [(Fraction(g.rank), show(g, lang)) for g in reversed(AssessmentGrade)]
    parts = [*_frame(field, rows)]
    given = [(y.year, y.grade) for y in record.ordered if y.grade is not None]
    for (year, grade), (later, other) in pairwise(given):
        ends = {
            "x1": field.x(year),
            "y1": field.y(grade.rank),
            "x2": field.x(later),
            "y2": field.y(other.rank),
        }
        parts.append(
            el(
                "line",
                **ends,
                stroke=BLUE,
                stroke_width=2,
                stroke_dasharray="3 4" if later - year > 1 else None,
            )
        )
    for year, grade in given:
        x, y, failed = field.x(year), field.y(grade.rank), grade is AssessmentGrade.FAIL
        mark = (
            el("rect", x=x - 6, y=y - 6, width=12, height=12, fill=RED)
            if failed
            else el("circle", cx=x, cy=y, r=5, fill=BLUE)
        )
        parts += [mark, _text(x, y - 11, show(grade, lang), RED if failed else INK, "middle", 13)]
    if not given:
        parts.append(
            _text(
                (LEFT + RIGHT) / 2,
                (TOP + BOTTOM) / 2,
                label("quality.chart.empty", lang),
                MUTED,
                "middle",
                14,
            )
        )
    return _picture(begun(label("quality.indicator.grade", lang)), parts)


def _floor(series: Series) -> Fraction:
    """Return the lower end of the scale: a whole ten below everything that is drawn, and not above 50 %."""
    values = [p.value for p in series.points] + ([series.target] if series.target is not None else [])
    lows = [Fraction(_interval(p)[0]) for p in series.points if p.counts and p.counts[1]]
    least = min([*values, *lows, Fraction(3, 5)])
    return max(Fraction(0), (least - Fraction(1, 50)) // STEP * STEP)


def _interval(point: Point) -> tuple[float, float]:
    hits, of = point.counts or (0, 1)
    low, high = wilson(hits, of, z_value())
    return low, high


def _frame(field: _Field, rows: Sequence[tuple[Fraction, str]]) -> list[Markup]:
    parts = []
    for value, words in rows:
        y = field.y(value)
        parts += [
            el("line", x1=LEFT, x2=RIGHT, y1=y, y2=y, stroke=LINE),
            _text(LEFT - 8, y + 4, words, MUTED, "end", 12),
        ]
    parts += [_text(field.x(year), BOTTOM + 22, str(year), MUTED, "middle", 13) for year in field.years]
    return parts


def _trend_line(series: Series, field: _Field) -> list[Markup]:
    if series.trend.direction not in ("up", "down") or series.trend.slope is None:
        return []
    slope = series.trend.slope
    base = median(p.value - slope * p.year for p in series.points)
    first, last = series.points[0].year, series.points[-1].year
    ends = {"y1": field.y(base + slope * first), "y2": field.y(base + slope * last)}
    return [el("line", x1=field.x(first), x2=field.x(last), **ends, stroke=MUTED, stroke_width=1.2)]


def _segment(field: _Field, a: Point, b: Point, gap: bool) -> Markup:
    ends = {"x1": field.x(a.year), "y1": field.y(a.value), "x2": field.x(b.year), "y2": field.y(b.value)}
    return el("line", **ends, stroke=BLUE, stroke_width=2, stroke_dasharray="3 4" if gap else None)


def _point(field: _Field, point: Point) -> list[Markup]:
    x, y = field.x(point.year), field.y(point.value)
    parts = []
    if point.counts and point.counts[1]:
        low, high = (field.y(v) for v in _interval(point))
        for x1, y1, x2, y2 in ((x, low, x, high), (x - 5, low, x + 5, low), (x - 5, high, x + 5, high)):
            parts.append(el("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=WHISKER, stroke_width=1.2))
    parts.append(el("circle", cx=x, cy=y, r=4.5, fill=BLUE, stroke="#ffffff", stroke_width=1.5))
    parts.append(_text(x + 7, y - 9, percent(point.value), INK, "start", 13, halo=True))
    return parts


def _text(
    x: float, y: float, words: str, colour: str, anchor: str, size: int, *, halo: bool = False
) -> Markup:
    around = {"stroke": "#ffffff", "stroke_width": 3, "paint_order": "stroke"} if halo else {}
    return el("text", words, x=x, y=y, fill=colour, text_anchor=anchor, font_size=size, **around)


def _picture(title: str, parts: Sequence[Markup]) -> Markup:
    return el(
        "svg",
        el("title", title),
        el("rect", x=0, y=0, width=WIDTH, height=HEIGHT, fill="#ffffff"),
        _text(LEFT, 24, title, INK, "start", 16),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        width=WIDTH,
        height=HEIGHT,
        role="img",
        font_family=FONTS,
    )
