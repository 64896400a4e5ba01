"""A course presumes what no earlier course teaches, or teaches only at a lower level.

## Why it matters

A gap is the other half of 层次不清: the college begins where it believes the school has ended, and the
students stand in between.

## What it looks at

Every entry of `requires`, against the outcomes of all other courses: not taught anywhere, or taught only
below the level presumed. Of a course whose name has a part of what is asked only outcomes with more of it
count. What is taught, but too late, is a matter of order (REQ003, PLN002); what an
outcome in other words may meet is asked about (REQ007), and so is what a secondary course presumes of
the courses of its own school.

## What to do

Add a short bridging course, move a unit into an earlier course, raise the outcome that is too low, or
lower what the course presumes on entry.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Evidence, Finding, Severity
from articulate.i18n import Lv, Phrase
from articulate.matching import Meeting
from articulate.model.programme import Course
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 电工基础, outcomes: [直流电路/3, 三相电路/2]}]
higher:    [{id: h1, name: 运动控制技术, requires: [伺服驱动/2, 三相电路/3], outcomes: [位置控制/4]}]
"""

GOOD = """
secondary: [{id: s1, name: 电工基础, outcomes: [直流电路/3, 三相电路/3]}]
higher:    [{id: h1, name: 运动控制技术, requires: [三相电路/3], outcomes: [位置控制/4]}]
"""


def check(case: Case) -> Iterator[Finding]:
    for supply in case.supplies.all:
        course, wanted = supply.course, supply.requirement
        if supply.met_by or supply.possible or supply.unsaid:
            # What meets it too late is a matter of order: REQ003. What may be meant is asked: REQ007.
            continue
        best = max(supply.lower, key=_strength, default=None)
        near = best
        if near is None and supply.nearest and supply.nearest.telling:
            near = supply.nearest
        if best:
            why = Phrase(
                "req.too_low",
                {"course": best.course.name, "topic": best.outcome.topic, "level": Lv(best.outcome.level)},
            )
        else:
            why = Phrase("req.nowhere")
        yield RULE.finding(
            subject=course.id,
            source=wanted.source or course.source.at("requires"),
            related=[near.course.source.at("outcomes")] if near else [],
            evidence=[_evidence(near)] if near else [],
            about=[course.id, *([best.course.id] if best else [])],
            later=course.name,
            topic=wanted.topic,
            level=Lv(wanted.level),
            why=why,
        )


def _strength(meeting: Meeting) -> tuple[int, float, str]:
    return meeting.outcome.level, meeting.score, meeting.course.id


def _evidence(near: Meeting) -> Evidence:
    course: Course = near.course
    return Evidence(
        "nearest",
        {
            "course": course.name,
            "topic": near.outcome.topic,
            "level": Lv(near.outcome.level),
            "outcome": near.outcome.text or near.outcome.topic,
        },
    )


RULE = Rule(
    code="REQ002",
    name="gap",
    severity=Severity.ERROR,
    message="{later} presumes {topic} at {level}, {why}",
    hint="add a bridging course, move a unit forward, raise the earlier outcome, "
    "or lower what {later} presumes",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
