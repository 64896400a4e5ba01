"""Weights that do not add up to a hundred.

## Why it matters

A student whose parts can sum to 95 or 105 has a good case for an appeal.

## What it looks at

The weights of the three parts, of the process courses, of the culture courses, the points of the
blueprint and of the skill tasks, and the split of a task between result, process and safety. What has no
entries is not judged.

## What to do

Correct the weights; leave them out to have them derived.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 电气控制技术}]
criteria:  {weights: {process: 40, culture: 25, skill: 30}}
"""

GOOD = """
secondary: [{id: s1, name: 电气控制技术}]
criteria:  {weights: {process: 40, culture: 25, skill: 35}}
"""


def check(case: Case) -> Iterator[Finding]:
    criteria = case.criteria
    if criteria is None:
        return
    split = case.pathway.transfer.scoring
    sums = {
        "parts": sum(criteria.weights.values()),
        "process": sum(item.weight for item in criteria.process),
        "culture": sum(item.weight for item in criteria.culture),
        "blueprint": criteria.blueprint.total,
        "tasks": sum(task.total for task in criteria.tasks),
        "scoring": split.result + split.process + split.safety,
    }
    empty = {
        "process": not criteria.process,
        "culture": not criteria.culture,
        "blueprint": not criteria.blueprint.rows,
        "tasks": not criteria.tasks,
    }
    for part, total in sums.items():
        if total != 100 and not empty.get(part):
            yield RULE.finding(
                subject=part,
                source=case.pathway.transfer.source,
                part=Phrase(f"trn.sums.{part}"),
                total=total,
            )


RULE = Rule(
    code="TRN003",
    name="weights-not-100",
    severity=Severity.ERROR,
    message="{part} add up to {total}, not to 100",
    hint="correct the weights, or leave them out to have them derived",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("criteria",),
)
