"""The declared level of an outcome contradicts the verb of its sentence.

## Why it matters

Levels decide what is a repetition and what is a rise. A level that the sentence does not bear makes every
comparison built on it worthless: 说出 is not analysis, and 设计 is not remembering.

## What it looks at

Outcomes whose level is outside the range that practice accepts for the verbs of the sentence, from the lowest
to the highest that any of them allows. Where tables and practice differ on one of the verbs it is advice
only, and says why they differ. A level printed as a word that covers several is held against none of them;
sentences without a known verb are not judged.

## What to do

Correct the level, or write the verb that is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from articulate import levels
from articulate.findings import Evidence, Finding, Severity
from articulate.i18n import Lv, Phrase
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
        read = [(o, levels.read(o.text)) for o in course.outcomes]
        wrong = [(o, r) for o, r in read if r.contradicts(*o.meant)]
        if wrong:
            yield _finding(course, wrong, "lvl.mismatch", RULE.severity)
        doubtful = [(o, r) for o, r in read if r.ambiguous and r.outside(*o.meant)]
        if doubtful:
            yield _finding(course, doubtful, "lvl.doubtful", Severity.ADVICE)


def _finding(
    course: Course, told: list[tuple[LearningOutcome, levels.Reading]], key: str, severity: Severity
) -> Finding:
    outcome, reading = min(told, key=lambda pair: (pair[0].topic, pair[0].text))
    values: dict[str, Any] = {
        "course": course.name,
        "topic": outcome.topic,
        "level": outcome.stated,
        "verb": reading.verb,
        "read": Lv(reading.level),
        "count": len(told),
    }
    return RULE.finding(
        subject=course.id,
        source=outcome.source or course.source.at("outcomes"),
        severity=severity,
        related=[o.source for o, _ in told if o is not outcome and o.source],
        evidence=[_evidence(o, r) for o, r in told],
        what=Phrase(key, values),
        **values,
    )


def _evidence(outcome: LearningOutcome, reading: levels.Reading) -> Evidence:
    """Return verb and levels of an outcome, with why tables differ where they do."""
    values = {
        "topic": outcome.topic,
        "level": outcome.stated,
        "verb": reading.verb,
        "read": Lv(reading.level),
        "said": outcome.text,
    }
    why = next((v.ambiguous for word in reading.verbs if (v := levels.verb(word)) and v.ambiguous), "")
    return Evidence("doubtful_verb", {**values, "why": why}) if why else Evidence("verb", values)


RULE = Rule(
    code="LVL005",
    name="level-verb-mismatch",
    severity=Severity.WARNING,
    message="{what}",
    hint="correct the level, or write the verb that is meant",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
