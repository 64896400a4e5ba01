"""An indicator is given without a word on how it is measured.

## Why it matters

The notice names the indicators and gives no formula. Quality of employment may be the share who work in
their field, their pay, or how content they are: without the method two years, or two schools, cannot be
compared.

## What it looks at

Every indicator in percent with a figure that was not worked out from counts, and no method beside it.

## What to do

Write under `methods` what is counted, who was asked, and when.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.quality import INDICATORS
from articulate.rule import Case, Rule

BAD = """
quality: {years: [{year: 2031, employment_quality: 84}]}
"""

GOOD = """
quality:
  methods: {employment_quality: 毕业半年后对口就业人数除以就业人数}
  years: [{year: 2031, graduates: 40, placed: 38, employment_quality: 84}]
"""


def check(case: Case) -> Iterator[Finding]:
    if case.quality is None:
        return
    for indicator in INDICATORS:
        bare = [
            y
            for y in case.quality.ordered
            if getattr(y, indicator.name) is not None and indicator.counts(y) is None
        ]
        if bare and not case.quality.methods.get(indicator.name, "").strip():
            yield RULE.finding(
                subject=indicator.name,
                source=bare[0].source.at(indicator.name),
                indicator=Phrase(f"quality.indicator.{indicator.name}"),
                field=indicator.name,
            )


RULE = Rule(
    code="QLT007",
    name="method-unsaid",
    severity=Severity.ADVICE,
    message="{indicator} is given, but not how it is measured",
    hint="write under methods, as {field}, what is counted, who was asked, and when",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("quality",),
)
