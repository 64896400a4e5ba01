"""What the yearly figures of a pathway show: trends, failed assessments in a row, what comes next.

The notice names the core indicators of the higher stage (毕业生去向落实率、就业质量、企业满意度) and says
what follows from failed assessments; it gives neither formulas nor limits. So nothing here invents a
limit: figures are set beside the targets of the schools themselves, and a trend is told only where chance
would hardly make it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import combinations
from math import factorial
from statistics import median
from typing import Literal

from articulate.i18n import Phrase
from articulate.model.pathway import Pathway
from articulate.model.quality import AssessmentGrade, IndicatorName, QualityRecord, QualityYear
from articulate.policy import Policy, Provision, obligations

CHANCE = Fraction(1, 20)
"""A trend is told where an order so clear comes about by chance at most so often."""
FEWEST = 4
"""Below this no order is clear enough: three points in a row rise by chance once in six times."""
CANCELLED_AFTER = 2
"""Failed assessments in a row that end a specialist college, where no provision in force says it."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure in percent: its name, the two counts it may be worked out from, where it comes from.

    ``core``: the notice names it among the core indicators of the higher stage.
    """

    name: IndicatorName
    hits: str = ""
    of: str = ""
    provision: str = "SX-OUTCOME-INDICATORS"
    core: bool = True

    def value(self, year: QualityYear) -> Fraction | None:
        """Return the share of a year: from its counts where both are there, else as it was written."""
        counts = self.counts(year)
        if counts and counts[1]:
            return Fraction(*counts)
        written = getattr(year, self.name)
        return None if written is None else Fraction(written) / 100

    def counts(self, year: QualityYear) -> tuple[int, int] | None:
        """Return how many of how many, where both were counted."""
        hits, of = (getattr(year, n) if n else None for n in (self.hits, self.of))
        return None if hits is None or of is None else (hits, of)


INDICATORS: tuple[Indicator, ...] = (
    Indicator("transfer_pass_rate", "passed", "assessed", "TRF-WHOLE-STAGE", core=False),
    Indicator("destination_rate", "placed", "graduates"),
    Indicator("employment_quality"),
    Indicator("enterprise_satisfaction"),
)


@dataclass(frozen=True, slots=True)
class Point:
    """One year of one indicator."""

    year: int
    value: Fraction
    counts: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Trend:
    """Which way an indicator goes over the years.

    ``slope`` is the median of the changes per year between any two years (Theil–Sen), as a share.
    ``chance`` is how often at least so clear an order comes about where the years mean nothing.
    ``few``: there are too few years to tell.
    """

    direction: Literal["up", "down", "none", "few"]
    slope: Fraction | None
    chance: Fraction | None
    count: int


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator over the years."""

    indicator: Indicator
    points: tuple[Point, ...]
    target: Fraction | None
    trend: Trend

    @property
    def last(self) -> Point | None:
        """The latest year."""
        return self.points[-1] if self.points else None


@dataclass(frozen=True, slots=True)
class Failures:
    """Failed assessments at the end of the record, one year after the other.

    ``years`` are those in a row up to the latest assessment; ``limit`` so many end the college;
    ``unsure`` are years without a result right before them, with another failed one before those.
    """

    years: tuple[int, ...]
    unsure: tuple[int, ...]
    limit: int
    provision: Provision | None


@dataclass(frozen=True, slots=True)
class Due:
    """Something that comes next: what, the day or ``None`` where no document names one, why, who leads."""

    what: str | Phrase
    day: date | None
    lead: str = ""
    basis: Phrase | None = None
    guide: bool = False
    window: bool = False
    """The day begins a month in which it is done."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Everything that the years of a pathway show on a day."""

    record: QualityRecord
    series: tuple[Series, ...]
    failures: Failures
    missing: tuple[int, ...]
    """Years between the first and the last that have no row."""
    dues: tuple[Due, ...]
    day: date


def watch(record: QualityRecord, pathway: Pathway, policy: Policy, on: date | None = None) -> Watch:
    """Return what the years show. ``on`` is today; by default the last day of the latest year."""
    day = on or date(record.ordered[-1].year, 12, 31)
    policy = policy.on(day)
    return Watch(
        record=record,
        series=tuple(series(record, i) for i in INDICATORS),
        failures=failures(record, policy),
        missing=missing_years(record),
        dues=dues(record, pathway, policy, day),
        day=day,
    )


# ---- figures ---------------------------------------------------------------------------------------------


def series(record: QualityRecord, indicator: Indicator) -> Series:
    """Return one indicator over the years, oldest first."""
    points = tuple(
        Point(y.year, value, indicator.counts(y))
        for y in record.ordered
        if (value := indicator.value(y)) is not None
    )
    target = record.targets.get(indicator.name)
    share = None if target is None else Fraction(target) / 100
    return Series(indicator, points, share, trend(points))


def missing_years(record: QualityRecord) -> tuple[int, ...]:
    """Return the years between the first and the last that have no row."""
    there = {y.year for y in record.years}
    return tuple(y for y in range(min(there), max(there)) if y not in there)


# ---- trends ----------------------------------------------------------------------------------------------


def trend(points: Sequence[Point]) -> Trend:
    """Return which way an indicator goes.

    The slope is Theil and Sen's: the median change per year between any two years, which one odd year
    cannot turn (Sen, JASA 63 (1968) 1379-1389). Whether there is a trend at all is Kendall's question
    (Biometrika 30 (1938) 81-93): how often would chance put so many pairs of years in order? That is
    counted exactly, and one-sided, with ties taken as out of order, so that it errs towards silence.
    """
    count = len(points)
    changes = [(b.value - a.value) / (b.year - a.year) for a, b in combinations(points, 2)]
    if count < FEWEST:
        return Trend("few", Fraction(median(changes)) if changes else None, None, count)
    rising = _chance(count, sum(c <= 0 for c in changes))
    falling = _chance(count, sum(c >= 0 for c in changes))
    slope, chance = Fraction(median(changes)), min(rising, falling)
    if chance > CHANCE:
        return Trend("none", slope, chance, count)
    return Trend("up" if rising <= falling else "down", slope, chance, count)


def _chance(count: int, against: int) -> Fraction:
    """Return how often a random order of ``count`` years has at most so many pairs against it."""
    return Fraction(sum(_orders(count)[: against + 1]), factorial(count))


@cache
def _orders(count: int) -> tuple[int, ...]:
    """Return how many orders of ``count`` things have 0, 1, 2 … pairs out of order."""
    if count < 2:
        return (1,)
    fewer = _orders(count - 1)
    most = count * (count - 1) // 2
    return tuple(
        sum(fewer[k - moved] for moved in range(count) if 0 <= k - moved < len(fewer))
        for k in range(most + 1)
    )


# ---- failed assessments ----------------------------------------------------------------------------------


def failures(record: QualityRecord, policy: Policy) -> Failures:
    """Return the failed assessments that the notice asks about: those in consecutive years."""
    provision = next(iter(policy.of(measure="failed_assessments")), None)
    grades = {y.year: y.grade for y in record.ordered if y.grade is not None}
    runs = failed_rows(record)
    latest = max(grades, default=0)
    current = runs[-1] if runs and runs[-1][-1] == latest else ()
    unsure: tuple[int, ...] = ()
    if current and len(runs) > 1:
        between = tuple(range(runs[-2][-1] + 1, current[0]))
        unsure = between if all(y not in grades for y in between) else ()
    limit = int(provision.value) if provision else CANCELLED_AFTER
    return Failures(current, unsure, limit, provision)


def failed_rows(record: QualityRecord) -> list[tuple[int, ...]]:
    """Return the years of failed assessments, those in consecutive years together, oldest first."""
    rows: list[tuple[int, ...]] = []
    for year in (y.year for y in record.ordered if y.grade is AssessmentGrade.FAIL):
        if rows and year == rows[-1][-1] + 1:
            rows[-1] = (*rows[-1], year)
        else:
            rows.append((year,))
    return rows


# ---- what comes next -------------------------------------------------------------------------------------


def dues(record: QualityRecord, pathway: Pathway, policy: Policy, day: date) -> tuple[Due, ...]:
    """Return the duties that are still to come on a day, the next first and those without a day last.

    They are the pathway's own list, the days of provisions in force that this list does not answer, and
    what comes back every year: figures of the year, assessment, applications, the transfer assessment.
    """
    found = [
        *_own(pathway, policy, day),
        *_of_provisions(pathway, policy, day),
        *_yearly(record, policy, day),
    ]
    return tuple(sorted(found, key=lambda d: (d.day is None, d.day or date.max, str(d.what))))


def _own(pathway: Pathway, policy: Policy, day: date) -> Iterable[Due]:
    answered = {o.duty.id: o for o in obligations(pathway, policy) if o.duty}
    for duty in pathway.governance.duties:
        if duty.done is None and duty.by is not None and duty.by >= day:
            owed = answered.get(duty.id)
            yield Due(duty.what, duty.by, duty.lead, owed.provision.citation if owed else None)


def _of_provisions(pathway: Pathway, policy: Policy, day: date) -> Iterable[Due]:
    for owed in obligations(pathway, policy):
        if (owed.duty is None or owed.day is None) and owed.limit and owed.limit >= day:
            lead = pathway.partner(pathway.governance.lead).school
            what = Phrase(f"pol.duty.{owed.kind}")
            yield Due(what, owed.limit, lead, owed.provision.citation, guide=owed.guide)


def _yearly(record: QualityRecord, policy: Policy, day: date) -> Iterable[Due]:
    year = max(record.ordered[-1].year + 1, day.year)
    yield Due(Phrase("quality.due.figures", {"year": year}), None)
    cancel = next(iter(policy.of(measure="failed_assessments")), None)
    if cancel is not None and _is_college(record):
        yield Due(Phrase("quality.due.assessment"), None, basis=cancel.citation)
    for window in policy.of(measure="application_month"):
        opens = _next(day, int(window.value)).replace(day=1)
        yield Due(Phrase("quality.due.application"), opens, basis=window.citation, window=True)
    for times in policy.of(measure="transfer_time"):
        if "month" not in times.value:
            # Other provinces name terms, not months.
            continue
        held = _next(day, int(times.value["month"]))
        filed = _next(day, int(times.value["filed_month"]))
        yield Due(Phrase("quality.due.transfer_filed", {"year": filed.year + 1}), filed, basis=times.citation)
        yield Due(Phrase("quality.due.transfer_held"), held, basis=times.citation)


def _is_college(record: QualityRecord) -> bool:
    return record.college is not None or any(y.grade is not None for y in record.years)


def _next(day: date, month: int) -> date:
    """Return the next last day of a month."""
    year = day.year if day.month <= month else day.year + 1
    return date(year, month, monthrange(year, month)[1])
