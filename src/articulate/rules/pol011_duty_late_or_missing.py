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
from datetime import date
from typing import Any

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.model.pathway import Pathway
from articulate.model.settings import Duty
from articulate.policy import Provision
from articulate.rule import Case, Rule

BAD = """
pathway: {cohort: 2025, governance: {duties: [{id: work-plan, what: 联合培养工作方案备案, done: 2025-03-20}]}}
policy:  [shanxi-2025-1]
"""

GOOD = """
pathway: {cohort: 2025, governance: {duties: [{id: work-plan, what: 联合培养工作方案备案, done: 2025-02-20}]}}
policy:  [{id: PLAN, measure: duty, value: {duty: work-plan, by: 2025-02-28, words: [[工作方案]]}}]
"""


def check(case: Case) -> Iterator[Finding]:
    for provision in case.policy.of(measure="duty"):
        duty = _find(case.pathway, provision.value)
        what, severity = _judge(case.pathway, provision, duty)
        if what:
            yield RULE.finding(
                subject=duty.id if duty else f"duty.{provision.value['duty']}",
                source=duty.source if duty else case.pathway.governance.source.at("duties"),
                severity=severity,
                what=what,
                basis=provision.citation,
            )


def _find(pathway: Pathway, value: dict[str, Any]) -> Duty | None:
    """The first duty of that id, else the first whose words say it."""
    duties = sorted(pathway.governance.duties, key=lambda d: d.id)
    named = [d for d in duties if d.id == value["duty"]]
    worded = [
        d
        for d in duties
        if any(all(w in d.what for w in words) for words in value.get("words", ()))
        and not any(w in d.what for w in value.get("without", ()))
    ]
    return next(iter(named + worded), None)


def _judge(pathway: Pathway, provision: Provision, duty: Duty | None) -> tuple[Phrase | None, Severity]:
    """What is wrong with a duty, and how much it weighs; what a paper does not say weighs one step less."""
    value, severity = provision.value, provision.severity
    name = Phrase(f"pol.duty.{value['duty']}")
    if duty is None:
        told_elsewhere = value["duty"] == "criteria-published"
        return (None if told_elsewhere else Phrase("pol.duty_missing", {"duty": name})), severity.weaker()
    day = duty.done or duty.by
    limit, severity = _limit(pathway, value, severity)
    if day is None:
        open_ended = duty.before is None or (duty.before != "admission" and "before" in value)
        return (Phrase("pol.duty_undated", {"duty": name}) if open_ended else None), severity.weaker()
    if limit is None or day < limit or (day == limit and "by" in value):
        return None, severity
    key = "pol.duty_after" if "by" in value else "pol.duty_not_before"
    return Phrase(key, {"duty": name, "day": day, "limit": limit}), severity


def _limit(pathway: Pathway, value: dict[str, Any], severity: Severity) -> tuple[date | None, Severity]:
    if "by" not in value:
        return pathway.calendar.admission_starts, severity
    limit: date = value["by"] if isinstance(value["by"], date) else date.fromisoformat(value["by"])
    if pathway.cohort and pathway.cohort != limit.year:
        # The notice speaks of its own year; for another cohort the same day is a guide.
        return limit.replace(year=pathway.cohort), severity.weaker()
    return limit, severity


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
