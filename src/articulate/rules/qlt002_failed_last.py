"""A specialist college failed its latest assessment; the next one decides.

## Why it matters

One failed assessment can be made good, two in consecutive years cannot. What was found wanting has to be put
right within the year.

## What it looks at

The latest result. Where the years before it have no result, and the one before those was failed too, nobody
can tell from the file whether the two are in a row.

## What to do

Write down what was found wanting, who puts it right and by when, and look at it every term; complete the
missing results.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Evidence, Finding, Severity
from articulate.i18n import Phrase
from articulate.quality import failures
from articulate.rule import Case, Rule

BAD = """
quality: {years: [{year: 2029, grade: good}, {year: 2030, grade: fail}]}
policy:  [shanxi-2025-1]
"""

GOOD = """
quality: {years: [{year: 2029, grade: fail}, {year: 2030, grade: pass}]}
policy:  [shanxi-2025-1]
"""


def check(case: Case) -> Iterator[Finding]:
    if case.quality is None:
        return
    seen = failures(case.quality, case.policy)
    if seen.provision is None or not 0 < len(seen.years) < seen.limit:
        return
    rows = {y.year: y for y in case.quality.years}
    told = [y for y in sorted(rows) if rows[y].grade is not None][-3:]
    what = (
        Phrase("quality.failed.unsure", {"years": seen.unsure})
        if seen.unsure
        else Phrase("quality.failed.next")
    )
    yield RULE.finding(
        subject=f"year.{seen.years[-1]}",
        source=rows[seen.years[-1]].source.at("grade"),
        evidence=[Evidence("graded", {"year": y, "grade": rows[y].grade}) for y in told],
        severity=seen.provision.severity.weaker(),
        year=seen.years[-1],
        limit=seen.limit,
        what=what,
        basis=seen.provision.citation,
    )


RULE = Rule(
    code="QLT002",
    name="failed-last",
    severity=Severity.WARNING,
    message="the assessment of {year} was failed; {limit} failed years in a row end the specialist college. {what} ({basis})",
    hint="write down what was found wanting, who puts it right and by when, and look at it every term",
    provisions=("SX-COLLEGE-CANCEL",),
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("quality",),
)
