"""A requisite that follows from others.

## Why it matters

Every requisite is a line on the map and a row in the plan. One that others imply tells the reader
nothing and has to be kept up all the same.

## What it looks at

Every `pre` requisite outside alternatives that a chain of other `pre` requisites implies.

## What to do

Leave it out.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.rule import Case, Rule

BAD = """
secondary:
- {id: s1, name: 电工基础}
- {id: s2, name: 电气控制技术, requisites: [s1]}
- {id: s3, name: PLC技术应用, requisites: [s1, s2]}
"""

GOOD = """
secondary:
- {id: s1, name: 电工基础}
- {id: s2, name: 电气控制技术, requisites: [s1]}
- {id: s3, name: PLC技术应用, requisites: [s2]}
"""


def check(case: Case) -> Iterator[Finding]:
    for edge in case.graph.redundant():
        earlier, later = case.pathway.by_id[edge.earlier], case.pathway.by_id[edge.later]
        yield RULE.finding(
            subject=later.id,
            source=later.source.at("requisites"),
            about=(earlier.id, later.id),
            earlier=earlier.name,
            later=later.name,
        )


RULE = Rule(
    code="REQ005",
    name="redundant-requisite",
    severity=Severity.ADVICE,
    message="{later} names {earlier} as a requisite, which its other requisites imply already",
    hint="leave {earlier} out of the requisites of {later}",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
