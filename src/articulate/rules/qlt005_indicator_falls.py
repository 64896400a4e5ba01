"""An indicator falls over the years, more clearly than chance would make it.

## Why it matters

One bad year says little. When year after year lies below those before it, something has changed: the
students, the teaching, the market, or the way of measuring.

## What it looks at

Every indicator with four years or more: in how many pairs of years the later one is lower (Kendall), and
how often chance alone would bring about so clear an order. It is told at one in twenty or less. With fewer
years nothing is said.

## What to do

Look first whether it was measured in the same way, then for the cause; change decisions, courses or
internships, and write down from which year the change is expected to show.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Evidence, Finding, Severity
from articulate.i18n import Phrase
from articulate.policy.provision import spell
from articulate.quality import INDICATORS, series
from articulate.rule import Case, Rule

BAD = """
quality:
  years:
  - {year: 2028, employment_quality: 86}
  - {year: 2029, employment_quality: 83}
  - {year: 2030, employment_quality: 81}
  - {year: 2031, employment_quality: 76}
"""

GOOD = """
quality:
  years:
  - {year: 2028, employment_quality: 86}
  - {year: 2029, employment_quality: 83}
  - {year: 2030, employment_quality: 84}
  - {year: 2031, employment_quality: 81}
"""


def check(case: Case) -> Iterator[Finding]:
    if case.quality is None:
        return
    rows = {y.year: y for y in case.quality.years}
    for seen in (series(case.quality, i) for i in INDICATORS):
        if seen.trend.direction == "down" and seen.trend.slope is not None:
            last = seen.points[-1]
            yield RULE.finding(
                subject=seen.indicator.name,
                source=rows[last.year].source.at(seen.indicator.name),
                evidence=[Evidence("measured", {"year": p.year, "value": p.value}) for p in seen.points],
                indicator=Phrase(f"quality.indicator.{seen.indicator.name}"),
                first=seen.points[0].year,
                last=last.year,
                slope=spell(-seen.trend.slope * 100),
                chance=seen.trend.chance,
            )


RULE = Rule(
    code="QLT005",
    name="indicator-falls",
    severity=Severity.WARNING,
    message="{indicator} fell from {first} to {last}, by about {slope} points a year (by chance in {chance} of cases)",
    hint="see first whether it was measured in the same way, then look for the cause and write down what is changed",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("quality",),
)
