"""A core course does not reach the level one may expect of its stage.

## Why it matters

Core courses carry the abilities that posts ask for. A secondary core course that stops at understanding, or
a higher one that stops at application, leaves the ladder without its upper rungs.

## What it looks at

The highest outcome of each core course: 应用 in the secondary stage and 分析 in the higher stage. The two
figures are a proposal of this project, no regulation states them; hence advice only.

## What to do

Raise the central outcomes of the course, or call it a foundation course.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Lv
from articulate.levels import core_minimum
from articulate.model.programme import CourseKind
from articulate.rule import Case, Rule

BAD = """
higher: [{id: h1, name: 驱动电机技术, kind: core, outcomes: [电机结构/2, 电机拆装/3]}]
"""

GOOD = """
higher: [{id: h1, name: 驱动电机技术, kind: core, outcomes: [电机结构/2, 电机性能分析/4]}]
"""


def check(case: Case) -> Iterator[Finding]:
    for course in case.pathway.courses:
        least = core_minimum(course.stage.value)
        if course.kind is not CourseKind.CORE or not course.outcomes or course.top_level >= least:
            continue
        yield RULE.finding(
            subject=course.id,
            source=course.source.at("outcomes"),
            course=course.name,
            stage=course.stage,
            level=Lv(course.top_level),
            least=Lv(least),
        )


RULE = Rule(
    code="LVL006",
    name="core-below-stage-level",
    severity=Severity.ADVICE,
    message="core course {course} ({stage}) reaches {level}, where {least} is proposed",
    hint="raise the central outcomes of {course}, or list it as a foundation course",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
