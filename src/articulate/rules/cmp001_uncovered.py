"""An ability that the work asks for and no course reaches.

## Why it matters

The notice asks that job requirements become the standard of training (将岗位要求转化为人才培养标准). An
ability no course brings to its level is a promise the programme does not keep.

## What it looks at

Every competency against the outcomes that build it: those that name it, and, where an outcome names none,
those of courses that list it. Missing altogether, or only below the level demanded.

## What to do

Raise an outcome, add one, or correct the level that is demanded.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Lv, Phrase
from articulate.rule import Case, Rule

BAD = """
programme: {higher: {competencies: [{id: k1, name: 电气故障诊断, level: 4}]}}
higher:    [{id: h1, name: 电气控制技术, competencies: [k1], outcomes: [继电控制/3]}]
"""

GOOD = """
programme: {higher: {competencies: [{id: k1, name: 电气故障诊断, level: 4}]}}
higher:    [{id: h1, name: 电气控制技术, competencies: [k1], outcomes: [控制线路故障诊断/4]}]
"""


def check(case: Case) -> Iterator[Finding]:
    for competency in case.pathway.all_competencies:
        built = case.pathway.outcomes_for(competency.id)
        best = max(built, key=lambda p: (p[1].level, p[0].id), default=None)
        if best and best[1].level >= competency.level:
            continue
        if best:
            why = Phrase("cmp.best", {"course": best[0].name, "level": Lv(best[1].level)})
        else:
            why = Phrase("cmp.none")
        yield RULE.finding(
            subject=competency.id,
            source=competency.source,
            related=[best[0].source.at("outcomes")] if best else [],
            about=[competency.id, *([best[0].id] if best else [])],
            competency=competency.name,
            level=Lv(competency.level),
            why=why,
        )


RULE = Rule(
    code="CMP001",
    name="uncovered",
    severity=Severity.ERROR,
    message="{competency} is demanded at {level}, {why}",
    hint="raise or add an outcome that reaches it, or correct the level demanded",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
