"""The latest figure lies below what the two schools aim at.

## Why it matters

Targets are the schools' own word; no regulation here names any. A target that is missed without a word
soon means nothing.

## What it looks at

The latest year of each indicator with a target. Where the counts are known and are so few that one or two
students more would have reached the target, it says how many were missing.

## What to do

Find the cause, or set another target and say why.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Evidence, Finding, Severity
from articulate.i18n import Phrase
from articulate.quality import INDICATORS, Series, series
from articulate.rule import Case, Rule

BAD = """
quality: {targets: {destination_rate: 95}, years: [{year: 2031, graduates: 40, placed: 36}]}
"""

GOOD = """
quality: {targets: {destination_rate: 90}, years: [{year: 2030, graduates: 40, placed: 33}, {year: 2031, graduates: 40, placed: 36}]}
"""


def check(case: Case) -> Iterator[Finding]:
    if case.quality is None:
        return
    rows = {y.year: y for y in case.quality.years}
    for seen in (series(case.quality, i) for i in INDICATORS):
        last = seen.last
        if last is not None and seen.target is not None and last.value < seen.target:
            yield RULE.finding(
                subject=seen.indicator.name,
                source=rows[last.year].source.at(seen.indicator.name),
                evidence=_short(seen),
                indicator=Phrase(f"quality.indicator.{seen.indicator.name}"),
                year=last.year,
                value=last.value,
                target=seen.target,
            )


def _short(seen: Series) -> list[Evidence]:
    """Return how many students were missing, where they were counted."""
    last = seen.last
    if last is None or last.counts is None or seen.target is None:
        return []
    hits, of = last.counts
    return [Evidence("short_of", {"hits": hits, "of": of, "short": -(-seen.target * of // 1) - hits})]


RULE = Rule(
    code="QLT006",
    name="below-target",
    severity=Severity.WARNING,
    message="{indicator} was {value} in {year}, below the target of {target}",
    hint="find the cause, or set another target and say why",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("quality",),
)
