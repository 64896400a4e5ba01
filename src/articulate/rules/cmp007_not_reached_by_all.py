"""An ability that a stage promises and that not every student reaches there.

## Why it matters

Each programme lists what its own graduates can do, and the transfer assessment and the graduation of a stage
rest on it. What only an elective teaches, or only the other stage, is not what all have.

## What it looks at

Every ability that a programme demands, against the required courses up to the end of its stage (for the higher
stage those of the secondary one count too). What no course of the pathway reaches at all is left to CMP001.

## What to do

Raise an outcome of a required course of the stage, make the elective required, or lower what the stage promises.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Lv, Phrase
from articulate.model.programme import Stage
from articulate.rule import Case, Rule

BAD = """
programme:
  secondary: {competencies: [{id: k1, name: 电气线路检修, level: 3}]}
  higher: {competencies: [{id: k1, name: 电气线路检修, level: 4}]}
secondary: [{id: s1, name: 电工基础, competencies: [k1], outcomes: [照明线路/2]}]
higher:    [{id: h1, name: 电气控制技术, competencies: [k1], outcomes: [控制线路故障诊断/4]}]
"""

GOOD = """
programme:
  secondary: {competencies: [{id: k1, name: 电气线路检修, level: 3}]}
  higher: {competencies: [{id: k1, name: 电气线路检修, level: 4}]}
secondary: [{id: s1, name: 电工基础, competencies: [k1], outcomes: [照明线路/3]}]
higher:    [{id: h1, name: 电气控制技术, competencies: [k1], outcomes: [控制线路故障诊断/4]}]
"""


def check(case: Case) -> Iterator[Finding]:
    for line in case.chain.lines:
        if line.reached(Stage.HIGHER) < line.competency.level:
            continue
        for stage, demand in line.demanded:
            level = line.reached(stage, by_all=True)
            if level >= demand.level:
                continue
            reaching = [s.course for s in line.shares if s.level >= demand.level]
            own = [c for c in reaching if stage is Stage.HIGHER or c.stage is stage]
            yield RULE.finding(
                subject=line.competency.id,
                source=demand.source,
                related=[c.source.at("outcomes") for c in own or reaching],
                about=[line.competency.id, *(c.id for c in own or reaching)],
                competency=demand.name,
                level=Lv(demand.level),
                stage=stage,
                why=Phrase(
                    "cmp.only_elective" if own else "cmp.only_later",
                    {"courses": tuple(c.name for c in own or reaching), "level": Lv(level)},
                ),
            )


RULE = Rule(
    code="CMP007",
    name="not-reached-by-all",
    severity=Severity.WARNING,
    message="{competency} is demanded at {level} at the end of the {stage}, {why}",
    hint="raise an outcome of a required course of the stage, or make the course that reaches it required",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
