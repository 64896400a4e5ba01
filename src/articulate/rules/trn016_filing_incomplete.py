"""A paper that must be filed or shown is missing from the filing list.

## Why it matters

Criteria are made public before enrolment work begins, the plan is filed before the year of the assessment,
and process marks, totals and the list of those who move up are what an inspection asks for first.

## What it looks at

Whether the filing list has the criteria (public, and for the education authority), the plan of the assessment,
the sheet of process marks, the sheet of totals and the list of those who move up, and whether each has a day.

## What to do

Put the paper back on the list; name the days of enrolment and of the assessment, so that each paper gets one.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1}]
criteria:
  filing: [{paper: criteria, step: publish, side: both, to: public, on: 2026-05-20}]
"""

GOOD = """
secondary: [{id: s1}]
criteria:
  filing:
  - {paper: criteria, step: publish, side: both, to: public, on: 2026-05-20}
  - {paper: criteria_filed, step: publish, side: higher, to: province, on: 2026-05-20}
  - {paper: plan, step: plan_filed, side: higher, to: province, on: 2028-12-20}
  - {paper: process, step: marks, side: secondary, to: higher, on: 2029-03-05}
  - {paper: totals, step: scores, side: higher, to: archive, on: 2029-03-27}
  - {paper: list, step: display, side: higher, to: public, on: 2029-04-27}
"""

REQUIRED = ("criteria", "criteria_filed", "plan", "process", "totals", "list")


def check(case: Case) -> Iterator[Finding]:
    if case.criteria is None:
        return
    listed = {item.paper: item for item in case.criteria.filing}
    missing = [p for p in REQUIRED if p not in listed]
    undated = [p for p, item in sorted(listed.items()) if item.on is None]
    for key, papers in (("missing", missing), ("undated", undated)):
        if papers:
            names = tuple(Phrase(f"criteria.filing.paper.{p}") for p in papers)
            yield RULE.finding(
                subject=f"filing.{key}",
                source=case.pathway.transfer.source,
                severity=Severity.WARNING if key == "missing" else Severity.ADVICE,
                what=Phrase(f"trn.filing.{key}", {"papers": names}),
            )


RULE = Rule(
    code="TRN016",
    name="filing-incomplete",
    severity=Severity.WARNING,
    message="{what}",
    hint="put the paper back on the list, and name the days of enrolment and of the assessment",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("criteria",),
)
