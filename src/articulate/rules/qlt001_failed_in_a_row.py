"""A specialist college failed its yearly assessment so often in a row that it loses its standing.

## Why it matters

The province watches, inspects and assesses joint training; two failed assessments in consecutive years end
a specialist college. The students are still there, and so are the duties to them.

## What it looks at

The result of each yearly assessment. Years in a row count; how many end the college stands in the policy.
A year without a result breaks the row, and is told by QLT002.

## What to do

Take it up with the department at once: who goes on teaching the classes, what is put right by when.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Evidence, Finding, Severity
from articulate.quality import failed_rows, failures
from articulate.rule import Case, Rule

BAD = """
quality: {college: 某职业技术学院机电一体化技术专业学院, years: [{year: 2029, grade: fail}, {year: 2030, grade: fail}]}
policy:  [shanxi-2025-1]
"""

GOOD = """
quality: {years: [{year: 2029, grade: fail}, {year: 2030, grade: pass}, {year: 2031, grade: fail}]}
policy:  [shanxi-2025-1]
"""


def check(case: Case) -> Iterator[Finding]:
    if case.quality is None:
        return
    seen = failures(case.quality, case.policy)
    if seen.provision is None:
        return
    rows = {y.year: y for y in case.quality.years}
    for years in failed_rows(case.quality):
        if len(years) >= seen.limit:
            last = rows[years[-1]]
            yield RULE.finding(
                subject=f"year.{years[-1]}",
                source=last.source.at("grade"),
                related=[rows[y].source.at("grade") for y in years[:-1]],
                evidence=[Evidence("graded", {"year": y, "grade": rows[y].grade}) for y in years],
                severity=seen.provision.severity,
                years=years,
                count=len(years),
                basis=seen.provision.citation,
            )


RULE = Rule(
    code="QLT001",
    name="failed-in-a-row",
    severity=Severity.ERROR,
    message="the assessment was failed {count} years in a row ({years}); the specialist college loses its standing ({basis})",
    hint="take it up with the department at once: who goes on teaching the classes, what is put right by when",
    provisions=("SX-COLLEGE-CANCEL",),
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("quality",),
)
