"""A cell of the blueprint cannot be made into questions.

## Why it matters

Points that are fewer than any question is worth, or stand at a level for which no kind of question is set,
leave whoever sets the paper to guess, and the blueprint is then not kept.

## What it looks at

Every cell of the blueprint with points: fewer than the least of the settings (`least_cell`), or at a level
that no entry of `items` names.

## What to do

Put small cells together, or name a kind of question for the level.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Lv, Phrase
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 电气控制技术, outcomes: [继电控制线路/3]}]
criteria:
  blueprint: {rows: [{group: 电气控制技术, course: s1, topics: [继电控制线路], points: {2: 1, 3: 99}}]}
"""

GOOD = """
secondary: [{id: s1, name: 电气控制技术, outcomes: [继电控制线路/3]}]
criteria:
  blueprint: {rows: [{group: 电气控制技术, course: s1, topics: [继电控制线路], points: {2: 10, 3: 90}}]}
"""


def check(case: Case) -> Iterator[Finding]:
    criteria, settings = case.criteria, case.pathway.transfer
    if criteria is None:
        return
    named = {level for form in settings.items for level in form.levels}
    for row in criteria.blueprint.rows:
        for level, points in sorted(row.points.items()):
            if points and (level not in named or points < settings.least_cell):
                key = "small" if level in named else "no_form"
                yield RULE.finding(
                    subject=row.course or row.group,
                    source=settings.source.at("blueprint") or settings.source,
                    group=row.group,
                    level=Lv(level),
                    points=points,
                    why=Phrase(f"trn.cell.{key}", {"least": settings.least_cell}),
                )


RULE = Rule(
    code="TRN018",
    name="cell-without-question",
    severity=Severity.ADVICE,
    message="the blueprint gives {group} {points} points at {level}, {why}",
    hint="put small cells together, or name a kind of question for the level under items",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("criteria",),
)
