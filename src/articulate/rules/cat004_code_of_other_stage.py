"""The code of a major belongs to another stage.

## Why it matters

Codes of secondary majors begin with 61 to 79, those of higher vocational majors with 41 to 59, those of
bachelor majors with 21 to 39. A secondary code on the college's page is most often a copied line.

## What it looks at

The first two digits of both codes.

## What to do

Write the code of the major of that stage.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate import catalogue
from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.model.programme import Stage
from articulate.rule import Case, Rule

BAD = """
programme: {higher: {major: {name: 机电一体化技术, code: "660301"}}}
"""

GOOD = """
programme: {higher: {major: {name: 机电一体化技术, code: "460301"}}}
"""


def check(case: Case) -> Iterator[Finding]:
    for stage in Stage:
        programme = case.pathway.partner(stage).programme
        level = catalogue.level_of(programme.major.code)
        if level == stage.value:
            continue
        right = catalogue.named(programme.major.name, stage)
        yield RULE.finding(
            subject=programme.programme,
            source=programme.major.source.at("code"),
            stage=stage,
            name=programme.major.name,
            code=programme.major.code,
            level=Phrase(f"cat.level.{level or 'none'}"),
            right=Phrase("cat.try", {"code": right.code}) if right else Phrase("cat.look_up"),
        )


RULE = Rule(
    code="CAT004",
    name="code-of-other-stage",
    severity=Severity.ERROR,
    message="{stage}: the code {code} of {name} is {level}",
    hint="{right}",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
