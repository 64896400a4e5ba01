"""A step of the assessment falls on a day on which it cannot be done.

## Why it matters

A retest before the examination, an order of drawing that is known half a year ahead, a list of names shown
before the appeals are answered: each makes the assessment contestable, and none is seen in a table of days.

## What it looks at

The calendar of the criteria: each step against its earliest and latest day (the plan is filed by the end of
the year before, the assessment is done by the end of March of term six, what is drawn is drawn at most two
months ahead), and against the steps that must come first. The day of publication is judged by TRN004.

## What to do

Correct the day of the duty, `exam_on` or `published`; leave a day out to have it planned back from the
days of the cohort.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.model.criteria import CalendarStep
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1}]
criteria:
  calendar:
  - {step: exam, on: 2029-03-20}
  - {step: retest, on: 2029-03-12, after: [exam]}
"""

GOOD = """
secondary: [{id: s1}]
criteria:
  calendar:
  - {step: exam, on: 2029-03-20}
  - {step: retest, on: 2029-04-14, after: [exam]}
"""


def check(case: Case) -> Iterator[Finding]:
    if case.criteria is None:
        return
    steps = [s for s in case.criteria.calendar if s.step and s.on]
    by_id = {s.step: s for s in steps}
    for step in steps:
        for why in _problems(step, by_id):
            yield RULE.finding(
                subject=f"calendar.{step.step}",
                source=case.pathway.governance.source.at("duties") or case.pathway.transfer.source,
                what=_name(step),
                day=step.on,
                why=why,
            )


def _problems(step: CalendarStep, by_id: dict[str | None, CalendarStep]) -> Iterator[Phrase]:
    day = step.on
    if day is None:
        return
    if step.earliest and day < step.earliest:
        yield Phrase("trn.calendar.early", {"day": step.earliest})
    if step.latest and day > step.latest and step.step != "publish":
        yield Phrase("trn.calendar.late", {"day": step.latest})
    for other in step.after:
        first = by_id.get(other)
        if first and first.on and first.on > day:
            yield Phrase("trn.calendar.before", {"other": _name(first), "day": first.on})


def _name(step: CalendarStep) -> Phrase | str:
    return step.what or Phrase(f"criteria.step.{step.step}")


RULE = Rule(
    code="TRN011",
    name="calendar-out-of-order",
    severity=Severity.WARNING,
    message="{what} is set for {day}, {why}",
    hint="correct the day, or leave it out to have it planned back from the days of the cohort",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("criteria",),
)
