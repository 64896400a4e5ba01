"""A course that nothing uses.

## Why it matters

Hours are scarce. A professional course that serves no ability of the posts and on which nothing builds
should show what it is for.

## What it looks at

Required professional courses that serve no declared competency, share no outcome with a later course,
meet no requirement and are nobody's requisite. Public basic courses, practicum and electives are left out,
and nothing is reported where the pathway maps no course to competencies at all: silence in the data is not
a fault of a course. What a later course has that is most alike is shown, where there is any.

## What to do

Connect it to a competency, make it an elective, or drop it.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.model.programme import CourseKind
from articulate.rule import Case, Rule

BAD = """
programme: {secondary: {competencies: [{id: k1, name: 电气控制系统维护, level: 3}]}}
secondary:
- {id: s1, name: 电气控制技术, competencies: [k1], outcomes: [继电控制/3]}
- {id: s2, name: 焊接技术, outcomes: [平敷焊/3, 立焊/3]}
"""

GOOD = """
programme: {secondary: {competencies: [{id: k1, name: 电气控制系统维护, level: 3}]}}
secondary:
- {id: s1, name: 电气控制技术, competencies: [k1], outcomes: [继电控制/3]}
- {id: s2, name: 电工实训, competencies: [k1], outcomes: [照明线路/3]}
"""


def check(case: Case) -> Iterator[Finding]:
    if not any(c.competencies for c in case.pathway.courses):
        return
    supplying = {m.course.id for s in case.supplies.all for m in s.met_by}
    continued = {m.earlier.id for m in case.relations.matches}
    named = {i for c in case.pathway.courses for r in c.requisites for _, i in r.leaves()}
    for course in case.pathway.courses:
        if course.kind in (CourseKind.GENERAL, CourseKind.PRACTICUM) or not course.required:
            continue
        serves = course.competencies or any(o.competency for o in course.outcomes)
        if serves or course.id in supplying | continued | named:
            continue
        closest = case.relations.closest_after(course.id)
        yield RULE.finding(
            subject=course.id,
            source=course.source,
            evidence=[closest.as_evidence()] if closest else (),
            course=course.name,
            hours=course.hours,
        )


RULE = Rule(
    code="REQ006",
    name="orphan",
    severity=Severity.ADVICE,
    message="{course} ({hours} hours) serves no competency, and no later course builds on it",
    hint="connect it to a competency, make it an elective, or drop it",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
