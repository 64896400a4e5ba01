"""A year with graduates lacks one of the core indicators that the notice names.

## Why it matters

The notice judges the higher stage by the placement of its graduates, the quality of their employment and the
satisfaction of enterprises. What was not measured in its year can hardly be measured later.

## What it looks at

Every year with graduates: by their number, by another core indicator of that year, or because the cohort of
this pathway finishes its fifth year.

## What to do

Collect the figure, or write in the note why it is not there.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.model.quality import QualityYear
from articulate.quality import INDICATORS
from articulate.rule import Case, Rule

BAD = """
quality: {years: [{year: 2031, graduates: 38, placed: 36, enterprise_satisfaction: 92}]}
policy:  [shanxi-2025-1]
"""

GOOD = """
quality: {years: [{year: 2029, assessed: 40, passed: 38}, {year: 2031, graduates: 38, placed: 36, employment_quality: 80, enterprise_satisfaction: 92}]}
policy:  [shanxi-2025-1]
"""


YEARS_TO_GRADUATE = 5


def check(case: Case) -> Iterator[Finding]:
    provision = case.policy.get("SX-OUTCOME-INDICATORS")
    if case.quality is None or provision is None:
        return
    core = [i for i in INDICATORS if i.core]
    for year in case.quality.ordered:
        lacking = [i for i in core if i.value(year) is None]
        if lacking and (_graduated(year, case.pathway.cohort) or len(lacking) < len(core)):
            yield RULE.finding(
                subject=f"year.{year.year}",
                source=year.source,
                severity=provision.severity.weaker(),
                year=year.year,
                indicators=tuple(Phrase(f"quality.indicator.{i.name}") for i in lacking),
                basis=provision.citation,
            )


def _graduated(year: QualityYear, cohort: int | None) -> bool:
    if year.graduates is not None:
        return year.graduates > 0
    return cohort is not None and year.year >= cohort + YEARS_TO_GRADUATE


RULE = Rule(
    code="QLT003",
    name="core-indicator-missing",
    severity=Severity.WARNING,
    message="{year} has graduates, but no figure for: {indicators} ({basis})",
    hint="collect the figure, or write in the note why it is not there",
    provisions=("SX-OUTCOME-INDICATORS",),
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("quality",),
)
