"""Courses that wait for each other.

## Why it matters

A ring of prerequisites can never be taught: each course waits for the one before it.

## What it looks at

Rings of requisites that hold whatever alternative is chosen, with at least one `pre` in them; a course that
waits for itself is one. Rings of corequisites alone can be satisfied by teaching all at once.

## What to do

Take one requisite out of the ring; where the courses belong side by side, make all of its requisites
corequisites.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.rule import Case, Rule

BAD = """
secondary:
- {id: s1, name: PLC技术应用, requisites: [s2]}
- {id: s2, name: 电气控制技术, requisites: [s1]}
"""

GOOD = """
secondary:
- {id: s1, name: PLC技术应用, requisites: [s2]}
- {id: s2, name: 电气控制技术}
"""


def check(case: Case) -> Iterator[Finding]:
    for ring in case.graph.cycles():
        courses = [case.pathway.by_id[i] for i in ring]
        yield RULE.finding(
            subject=ring[0],
            source=courses[0].source.at("requisites"),
            related=[c.source.at("requisites") for c in courses[1:]],
            about=ring,
            ring=" → ".join(c.name for c in [*courses, courses[0]]),
        )


RULE = Rule(
    code="REQ001",
    name="requisite-cycle",
    severity=Severity.ERROR,
    message="these courses wait for each other: {ring}",
    hint="take one requisite out of the ring, or make all of them corequisites",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
