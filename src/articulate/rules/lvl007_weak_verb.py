"""Outcomes of a course that nobody can observe.

## Why it matters

Whether somebody 了解 or 掌握 a thing cannot be seen, so it cannot be examined, compared between two schools
or handed over at the transfer.

## What it looks at

Professional courses in which half or more of the outcomes, and at least two, are written with such verbs
alone. Sentences that go on with an observable verb are fine.

## What to do

Write what the student does: 说明, 计算, 操作, 分析.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate import levels
from articulate.findings import Evidence, Finding, Severity
from articulate.model.programme import CourseKind
from articulate.rule import Case, Rule

BAD = """
secondary:
- id: s1
  name: 采掘机械
  outcomes:
  - {topic: 采煤机, level: 2, text: 了解采煤机的结构}
  - {topic: 液压支架, level: 3, text: 掌握液压支架的使用}
"""

GOOD = """
secondary:
- id: s1
  name: 采掘机械
  outcomes:
  - {topic: 采煤机, level: 2, text: 说明采煤机的结构}
  - {topic: 液压支架, level: 3, text: 掌握液压支架的原理，操作支架升降和推移}
"""


def check(case: Case) -> Iterator[Finding]:
    for course in case.pathway.courses:
        weak = [(o, verb) for o in course.outcomes if (verb := levels.is_weak(o.text))]
        if course.kind is CourseKind.GENERAL or len(weak) < 2 or 2 * len(weak) < len(course.outcomes):
            continue
        yield RULE.finding(
            subject=course.id,
            source=course.source.at("outcomes"),
            evidence=[
                Evidence(
                    "weak_verb",
                    {
                        "topic": o.topic,
                        "verb": verb,
                        "level": o.stated,
                        "sharper": levels.sharper(o.level),
                    },
                )
                for o, verb in weak
            ],
            course=course.name,
            count=len(weak),
            total=len(course.outcomes),
            verbs=tuple(sorted({verb for _, verb in weak})),
        )


RULE = Rule(
    code="LVL007",
    name="weak-verb",
    severity=Severity.ADVICE,
    message="{course}: {count} of {total} outcomes say only {verbs}, which nobody can observe",
    hint="write what the student does, with verbs such as state, compute, operate or analyse",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
