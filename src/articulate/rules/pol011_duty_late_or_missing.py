"""A paper that must be filed or published is late, has no date, or is not on the list of duties.

## Why it matters

The notice has fixed days: the work plan is filed, standards and programme are audited, and both are public
before admission starts. For later cohorts the same days of their year are the guide.

## What it looks at

The duties of the pathway's governance, found by their id or their words, with the day they were done or are
due. Publication of the transfer criteria is looked at here where it is on the list; else by the rule on the
criteria themselves.

## What to do

Put the duty on the list, with who leads and the day; do it in time.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.policy import Obligation, obligations
from articulate.rule import Case, Rule

BAD = """
pathway: {cohort: 2025, governance: {duties: [{id: work-plan, what: 联合培养工作方案备案, done: 2025-03-20}]}}
policy:  [shanxi-2025-1]
"""

GOOD = """
pathway: {cohort: 2025, governance: {duties: [{id: work-plan, what: 联合培养工作方案备案, done: 2025-02-20}]}}
policy:  [{id: PLAN, title: 某规定, measure: duty, value: {duty: work-plan, by: 2025-02-28, words: [[工作方案]]}}]
"""


def check(case: Case) -> Iterator[Finding]:
    for owed in obligations(case.pathway, case.policy):
        what, severity = _judge(owed)
        if what:
            duty = owed.duty
            yield RULE.finding(
                subject=duty.id if duty else f"duty.{owed.kind}",
                source=duty.source if duty else case.pathway.governance.source.at("duties"),
                severity=severity,
                what=what,
                basis=owed.provision.citation,
            )


def _judge(owed: Obligation) -> tuple[Phrase | None, Severity]:
    """What is wrong with a duty, and how much it weighs; what a paper does not say weighs one step less."""
    severity, duty = owed.provision.severity, owed.duty
    name = Phrase(f"pol.duty.{owed.kind}")
    if duty is None:
        told_elsewhere = owed.kind == "criteria-published"
        return (None if told_elsewhere else Phrase("pol.duty_missing", {"duty": name})), severity.weaker()
    if owed.guide:
        # The notice speaks of its own year; for another cohort the same day is a guide.
        severity = severity.weaker()
    if owed.day is None:
        open_ended = duty.before is None or (duty.before != "admission" and not owed.inclusive)
        return (Phrase("pol.duty_undated", {"duty": name}) if open_ended else None), severity.weaker()
    if owed.in_time(owed.day):
        return None, severity
    key = "pol.duty_after" if owed.inclusive else "pol.duty_not_before"
    return Phrase(key, {"duty": name, "day": owed.day, "limit": owed.limit}), severity


RULE = Rule(
    code="POL011",
    name="duty-late-or-missing",
    severity=Severity.ERROR,
    message="{what} ({basis})",
    hint="put the duty on the list with who leads and the day, and do it in time",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    provisions=("SX-WORKPLAN", "SX-STD-AUDIT", "SX-STD-PUBLISH", "TRF-PUBLISH-BEFORE"),
)
