"""A decision takes away what a later course needs.

## Why it matters

Merging, exempting and trimming free hours by removing content. Where a course that stays relies on
that content, the hours are freed at the price of a gap.

## What it looks at

Every requirement that the two programmes meet without decisions and the decided pathway does not,
although the course that asks for it is still there: a decision removed or changed the course that met it.

## What to do

Carry the outcome over into a course that stays, choose another course to merge into, or lower what
the later course presumes.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Lv
from articulate.matching import supplies
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 电工基础, outcomes: [三相负载连接/3, 安全用电/2]}]
higher:    [{id: h1, name: 电机与拖动, requires: [三相负载连接/3], outcomes: [电机起动/4]}]
pathway:   {decisions: [{trim: {course: s1, topics: [三相负载连接]}, reason: 压缩学时}]}
"""

GOOD = """
secondary: [{id: s1, name: 电工基础, outcomes: [三相负载连接/3, 安全用电/2]}]
higher:    [{id: h1, name: 电机与拖动, requires: [三相负载连接/3], outcomes: [电机起动/4]}]
pathway:   {decisions: [{trim: {course: s1, topics: [安全用电]}, reason: 入学教育已讲}]}
"""


def check(case: Case) -> Iterator[Finding]:
    written = case.pathway.undecided
    if written is None or not written.decisions:
        return
    now = {(s.course.id, s.requirement.topic): s for s in case.supplies.all}
    for before in supplies(written).all:
        after = now.get((before.course.id, before.requirement.topic))
        if not before.met_by or after is None or after.met_by or after.possible:
            continue
        lost = {m.course.id: m.course for m in before.met_by}
        touched = [e for e in case.applied.effects if lost.keys() & {*e.removed, *e.changed}]
        if not touched:
            continue
        effect = touched[0]
        course = lost[min(lost.keys() & {*effect.removed, *effect.changed})]
        yield RULE.finding(
            subject=before.course.id,
            source=effect.decision.source.at(effect.decision.kind),
            related=(before.course.source.at("requires"),),
            about=(before.course.id, course.id),
            number=effect.index + 1,
            earlier=course.name,
            later=before.course.name,
            topic=before.requirement.topic,
            level=Lv(before.requirement.level),
        )


RULE = Rule(
    code="DEC002",
    name="decision-breaks-requirement",
    severity=Severity.ERROR,
    message="decision {number} takes {topic} out of {earlier}; {later} presumes it at {level}",
    hint="carry {topic} over into a course that stays, or lower what {later} presumes",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
