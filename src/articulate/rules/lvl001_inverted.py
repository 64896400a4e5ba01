"""A higher course teaches at a lower level what the secondary stage has already taught.

## Why it matters

Levels that fall from stage to stage are the plainest form of what the notice calls unclear levels
(层次不清): students who operate and check in the secondary stage are asked to name and explain in the higher.

## What it looks at

Two or more matched outcomes of a secondary and a higher course whose mean level falls by half a level or
more, with at least half of them falling. A higher course that has further outcomes at level 4 or more
explains a skill again in order to analyse it: it is not reported here, but as a partial overlap where the
further outcomes are fewer than the shared ones.

## What to do

Exchange the two, rewrite the outcomes of the higher course, or drop it and use its hours elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.matching import tenths
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 汽车维护与保养, outcomes: [油液检查/3, 轮胎换位/3, 制动片更换/3]}]
higher:    [{id: h1, name: 汽车维护, outcomes: [油液检查/2, 轮胎换位/1, 制动片更换/2]}]
"""

GOOD = """
secondary: [{id: s1, name: 汽车维护与保养, outcomes: [油液检查/3, 轮胎换位/3, 制动片更换/3]}]
higher:    [{id: h1, name: 汽车维护, outcomes: [油液检查/4, 轮胎换位/4, 制动片更换/4]}]
"""


def check(case: Case) -> Iterator[Finding]:
    for relation in case.relations.across_stages("inverted"):
        falling = sum(m.gain < 0 for m in relation.matches)
        yield RULE.about(relation, falling=falling, drop=tenths(-relation.gain))


RULE = Rule(
    code="LVL001",
    name="inverted",
    severity=Severity.ERROR,
    message="{later} falls behind {earlier}: of {matched} shared points {falling} are at a lower level, "
    "{drop} levels on average",
    hint="exchange the two, rewrite the outcomes of {later}, or drop it and use its hours elsewhere",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    by_likeness=True,
)
