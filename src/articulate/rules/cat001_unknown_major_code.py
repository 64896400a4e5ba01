"""The code of a major is not known, or belongs to another major.

## Why it matters

Two majors of a pair may carry the same name (护理, 园林技术), and old programmes carry codes of 2010: the
code is what tells them apart, and every form asks for it.

## What it looks at

Code and name of both majors against the extract of the catalogue of 2021 that comes with this library. A code
that is in no extract need not be wrong: that is advice. Codes from general knowledge are marked unverified.

## What to do

Check code and name in the catalogue of majors; old programmes are matched by name.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate import catalogue
from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.model.programme import Major, Stage
from articulate.rule import Case, Rule

BAD = """
programme: {secondary: {major: {name: 机电技术应用, code: "660303"}}}
"""

GOOD = """
programme: {secondary: {major: {name: 机电技术应用, code: "660301"}}}
"""


def check(case: Case) -> Iterator[Finding]:
    for stage in Stage:
        major = case.pathway.partner(stage).programme.major
        if catalogue.level_of(major.code) not in (stage.value, None):
            continue  # told as a code of another stage
        found = _judge(major, stage)
        if found:
            severity, what = found
            yield RULE.finding(
                subject=case.pathway.partner(stage).programme.programme,
                source=major.source.at("code"),
                severity=severity,
                stage=stage,
                name=major.name,
                code=major.code,
                what=what,
            )


def _judge(major: Major, stage: Stage) -> tuple[Severity, Phrase] | None:
    by_code, by_name = catalogue.major(major.code), catalogue.named(major.name, stage)
    if by_code is not None and catalogue.bare(by_code.name) == catalogue.bare(major.name):
        return None
    if by_name is not None:
        values = {"code": by_name.code, "sure": Phrase(f"cat.sure.{by_name.confidence}")}
        severity = Severity.WARNING if by_name.confidence == "high" else Severity.ADVICE
        return severity, Phrase("cat.code_should_be", values)
    if by_code is not None:
        severity = Severity.WARNING if by_code.confidence == "high" else Severity.ADVICE
        return severity, Phrase("cat.code_is_of", {"name": by_code.name})
    return Severity.ADVICE, Phrase("cat.code_not_held")


RULE = Rule(
    code="CAT001",
    name="unknown-major-code",
    severity=Severity.WARNING,
    message="{stage}: major {name} ({code}) {what}",
    hint="check code and name in the catalogue of majors of 2021",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
