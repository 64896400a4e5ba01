"""What a course needs is taught only in the same term or later.

## Why it matters

Content in the wrong order is as good as missing: the requirement is met on paper, after it was needed.

## What it looks at

Every requirement that some course meets, but only courses which cannot end before the later one must
start, by their windows and the number of terms they run. Whole weeks of practice stand at the end of a
term: weekly courses of the same term count as taught before them.

## What to do

Change the windows, move the unit that is needed, or split it off.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Lv
from articulate.rule import Case, Rule

BAD = """
higher:
- {id: h1, name: 工业机器人现场编程, terms: [7, 7], requires: [坐标系标定/3], outcomes: [轨迹编程/4]}
- {id: h2, name: 工业机器人技术基础, terms: [8, 9], outcomes: [坐标系标定/3]}
"""

GOOD = """
higher:
- {id: h1, name: 工业机器人现场编程, terms: [8, 9], requires: [坐标系标定/3], outcomes: [轨迹编程/4]}
- {id: h2, name: 工业机器人技术基础, terms: [7, 8], outcomes: [坐标系标定/3]}
"""


def check(case: Case) -> Iterator[Finding]:
    for supply in case.supplies.all:
        course, wanted = supply.course, supply.requirement
        last = course.latest_start
        if not supply.met_by or any(m.course.can_precede(course) for m in supply.met_by):
            continue
        if supply.possible:
            # What an earlier course may teach in other words is asked first: REQ007.
            continue
        late = min(supply.met_by, key=lambda m: (m.course.earliest_end, m.course.id)).course
        yield RULE.finding(
            subject=course.id,
            source=wanted.source or course.source.at("requires"),
            related=(late.source.at("terms"),),
            about=(late.id, course.id),
            later=course.name,
            topic=wanted.topic,
            level=Lv(wanted.level),
            latest=last,
            supplier=late.name,
            end=late.earliest_end,
        )


RULE = Rule(
    code="REQ003",
    name="misordered",
    severity=Severity.ERROR,
    message="{later} starts in term {latest} at the latest and presumes {topic} at {level}; {supplier}, "
    "which teaches it, ends in term {end} at the earliest",
    hint="change the terms of the two courses, or move the unit that is needed",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
