"""A stage has fewer or more core professional courses than a major generally has.

## Why it matters

教职成〔2019〕13号 has a major generally set six to eight core courses: fewer leave the posts uncovered, more
mean that nothing is core.

## What it looks at

Courses of kind `core` that every student takes, in each stage.

## What to do

Promote a course that carries the main abilities, or move one that does not to the foundation or extension
courses.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.model.programme import CourseKind
from articulate.policy import measured_courses, unmet
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 机械制图}, {id: s2, name: 电工基础}]
policy:    [moe-2019-13]
"""

GOOD = """
secondary:
- {id: s1, name: 机械制图, hours: 500}
- {id: s2, name: 电工基础, hours: 500}
- {id: s3, name: 钳工工艺, hours: 500}
- {id: s4, name: PLC技术应用, hours: 500}
- {id: s5, name: 液压与气动技术, hours: 500}
- {id: s6, name: 机电设备安装与调试, hours: 500}
policy:    [moe-2019-13]
"""


def check(case: Case) -> Iterator[Finding]:
    for breach in unmet(case.pathway, case.policy, case.plan, "core_courses"):
        core = [
            c
            for c in measured_courses(case.pathway, breach.lead.stage, case.plan)
            if c.kind is CourseKind.CORE
        ]
        yield RULE.finding(
            subject=breach.subject,
            source=breach.source(case.pathway),
            severity=breach.severity,
            evidence=breach.evidence(),
            about=[breach.subject, *(c.id for c in core)],
            **breach.values,
        )


RULE = Rule(
    code="POL005",
    name="core-course-count",
    severity=Severity.WARNING,
    message="{where}: {measure} {measured}, {bound} ({basis})",
    hint="make core what carries the main abilities, and the others foundation or extension",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    provisions=("CRS-CORE-COUNT",),
)
