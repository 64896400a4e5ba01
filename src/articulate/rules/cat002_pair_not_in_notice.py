"""The pathway says it is a pair of the notice, and the annex has no such pair.

## Why it matters

Only listed pairs may enrol five-year classes. A wrong number or major on the first page stops the paper.

## What it looks at

Number and line of the annex, and schools and majors, as far as the pathway names the notice that comes with
this library. A direction in brackets is left aside.

## What to do

Correct number, line, school or major after the annex.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate import catalogue
from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.model.programme import Stage
from articulate.rule import Case, Rule

BAD = """
pathway: {pilot: {notice: 晋教职成〔2025〕1号, number: 24}}
"""

GOOD = """
programme:
  secondary: {major: {name: 工业机器人技术应用, code: "660303"}}
  higher: {major: {name: 工业机器人技术, code: "460305"}}
pathway:
  pilot: {notice: 晋教职成〔2025〕1号, number: 16, line: 2}
  secondary: {school: 晋中市职业中专学校}
  higher: {school: 晋中职业技术学院}
"""


def check(case: Case) -> Iterator[Finding]:
    pilot = case.pathway.pilot
    if pilot is None or catalogue.bare(pilot.notice) != catalogue.bare(catalogue.notice()):
        return
    pair = catalogue.pair(pilot.number, pilot.line)
    if pair is None:
        whats = [(Phrase("cat.no_such_line"), "number")]
    else:
        whats = []
        for stage in Stage:
            partner, listed = case.pathway.partner(stage), pair.side(stage)
            said = (partner.school.strip(), catalogue.bare(partner.programme.major.name))
            if said != (listed.school, catalogue.bare(listed.major)):
                values = {"stage": stage, "school": listed.school, "major": listed.major}
                whats.append((Phrase("cat.annex_says", values), stage.value))
    for what, field in whats:
        yield RULE.finding(
            subject=f"pilot.{field}",
            source=pilot.source.at("number"),
            notice=pilot.notice,
            number=pilot.number,
            line=pilot.line,
            what=what,
        )


RULE = Rule(
    code="CAT002",
    name="pair-not-in-notice",
    severity=Severity.WARNING,
    message="{notice}, annex, number {number}, line {line}: {what}",
    hint="correct number, line, school or major after the annex",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
