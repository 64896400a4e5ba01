"""The declared level of an outcome contradicts the verb of its sentence.

## Why it matters

Levels decide what is a repetition and what is a rise. A level that the sentence does not bear makes every
comparison built on it worthless: 说出 is not analysis, and 设计 is not remembering.

## What it looks at

Outcomes whose level is outside the range that practice accepts for every verb of the sentence. Verbs on
which tables and practice differ are never held against an outcome, nor are sentences without a known verb.

## What to do

Correct the level, or write the verb that is meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate import levels
from articulate.findings import Evidence, Finding, Severity
from articulate.i18n import Lv
from articulate.model.programme import Course, LearningOutcome
from articulate.rule import Case, Rule

BAD = """
secondary:
- id: s1
  name: 电工基础
  outcomes:
  - {topic: 正弦交流电, level: 5, text: 说出交流电三要素的含义}
"""

GOOD = """
secondary:
- id: s1
  name: 电工基础
  outcomes:
  - {topic: 正弦交流电, level: 2, text: 说明交流电三要素的含义}
  - {topic: 万用表, level: 3, text: 测量电阻和电压}
"""


def check(case: Case) -> Iterator[Finding]:
    for course in case.pathway.courses:
        wrong = [
            (outcome, reading)
            for outcome in course.outcomes
            if (reading := levels.read(outcome.text)).contradicts(outcome.level)
        ]
        if wrong:
            yield _finding(course, wrong)


def _finding(course: Course, wrong: list[tuple[LearningOutcome, levels.Reading]]) -> Finding:
    outcome, reading = min(wrong, key=lambda pair: (pair[0].topic, pair[0].text))
    return RULE.finding(
        subject=course.id,
        source=outcome.source or course.source.at("outcomes"),
        related=[o.source for o, _ in wrong if o is not outcome and o.source],
        evidence=[
            Evidence("verb", {"topic": o.topic, "level": Lv(o.level), "verb": r.verb, "read": Lv(r.level)})
            for o, r in wrong
        ],
        course=course.name,
        topic=outcome.topic,
        level=Lv(outcome.level),
        verb=reading.verb,
        read=Lv(reading.level),
        count=len(wrong),
    )


RULE = Rule(
    code="LVL005",
    name="level-verb-mismatch",
    severity=Severity.WARNING,
    message="{course}: {count} outcome(s) at a level the verb does not bear, such as {topic}: "
    "{level} is declared, {verb} says {read}",
    hint="correct the level, or write the verb that is meant",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
