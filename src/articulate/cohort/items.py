"""How the questions of the written paper behaved: difficulty, discrimination, reliability of the paper.

Difficulty is the mean share of the points. Discrimination is the correlation of a question with the rest
of the paper (the point-biserial where a question is right or wrong; with the question itself left out, so
that it does not correlate with itself: Henrysson, Psychometrika 28 (1963) 211-218), with Fisher's
interval. Reliability is Cronbach's alpha, Psychometrika 16 (1951) 297-334. Bounds follow Ebel & Frisbie,
Essentials of Educational Measurement (1991): below 0.20 a question hardly tells good from weak.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import sqrt
from statistics import fmean, pvariance

from articulate.cohort.intervals import Interval, correlation, fisher, z_value
from articulate.cohort.results import Item, Results

LEAST = 30
"""Students without which questions are not judged: the interval of a correlation is then ±0.36 wide."""
POOR = 0.20
HARD, EASY = 0.20, 0.95


class Flaw(StrEnum):
    """What is wrong with a question."""

    REVERSED = "reversed"
    """Good students miss it, weak ones get it: a wrong key or a misleading text."""
    FLAT = "flat"
    """It hardly tells good from weak, and that is no accident of this cohort."""
    HARD = "hard"
    EASY = "easy"
    CONSTANT = "constant"
    """Everybody scored the same."""


@dataclass(frozen=True, slots=True)
class ItemReport:
    """How one question behaved. Difficulty is the mean share of its points: 1 is easy."""

    item: Item
    sat: int
    difficulty: float
    discrimination: float | None
    interval: Interval | None
    flaws: tuple[Flaw, ...]

    @property
    def suspect(self) -> bool:
        """Whether what it says about its topics cannot be relied on."""
        return Flaw.REVERSED in self.flaws


@dataclass(frozen=True, slots=True)
class PaperReport:
    """How the written paper behaved as a whole."""

    items: tuple[ItemReport, ...] = ()
    sat: int = 0
    alpha: float | None = None
    error: float | None = None
    """Standard error of measurement in points of a hundred."""

    @property
    def enough(self) -> bool:
        """Whether enough students sat it to judge questions."""
        return self.sat >= LEAST

    @property
    def flawed(self) -> tuple[ItemReport, ...]:
        """Questions with a flaw."""
        return tuple(i for i in self.items if i.flaws)


def answers(results: Results, items: Sequence[Item]) -> list[list[float]]:
    """Return the share of the points at each question, of every student who sat them all the first time."""
    rows = []
    for student in results.students:
        entries = [student.first.scores.get(i.key) for i in items]
        points = [e for e in entries if isinstance(e, Fraction)]
        if items and len(points) == len(items):
            rows.append([float(e / i.most) for e, i in zip(points, items, strict=True)])
    return rows


def paper_report(results: Results) -> PaperReport:
    """Return how the questions behaved; without questions, or with too few students, nothing is judged."""
    items = results.items
    rows = answers(results, items)
    if not rows:
        return PaperReport()
    most = [float(i.most) for i in items]
    points = [[share * m for share, m in zip(row, most, strict=True)] for row in rows]
    totals = [sum(row) for row in points]
    reports = tuple(_report(k, item, rows, points, totals) for k, item in enumerate(items))
    if len(rows) < LEAST:
        return PaperReport(reports, len(rows))
    alpha = _alpha(points, totals)
    error = None
    if alpha is not None and alpha > 0:
        error = sqrt(pvariance(totals) * (1 - alpha)) * 100 / sum(most)
    return PaperReport(reports, len(rows), alpha, error)


def _report(
    k: int,
    item: Item,
    rows: Sequence[Sequence[float]],
    points: Sequence[Sequence[float]],
    totals: Sequence[float],
) -> ItemReport:
    mine = [row[k] for row in rows]
    difficulty = fmean(mine)
    rest = [total - row[k] for total, row in zip(totals, points, strict=True)]
    r = correlation(mine, rest) if len(rows) >= LEAST and len(points[0]) > 1 else None
    interval = fisher(r, len(rows), z_value()) if r is not None else None
    flaws: list[Flaw] = []
    if len(rows) >= LEAST:
        if max(mine) - min(mine) < 1e-9:
            flaws.append(Flaw.CONSTANT)
        elif r is not None and interval is not None and interval.high < POOR:
            flaws.append(Flaw.REVERSED if r < 0 else Flaw.FLAT)
        if difficulty < HARD:
            flaws.append(Flaw.HARD)
        elif difficulty > EASY:
            flaws.append(Flaw.EASY)
    return ItemReport(item, len(rows), difficulty, r, interval, tuple(flaws))


def _alpha(points: Sequence[Sequence[float]], totals: Sequence[float]) -> float | None:
    count, whole = len(points[0]), float(pvariance(totals))
    if count < 2 or whole <= 1e-12:
        return None
    parts = sum(float(pvariance(column)) for column in zip(*points, strict=True))
    return count / (count - 1) * (1 - parts / whole)
