"""The higher major is not a usual continuation of the secondary one.

## Why it matters

Two years are enough where they build on three. Where the majors lie apart the higher stage starts at
zero, and the pathway needs bridging courses in terms five and six.

## What it looks at

The codes of both majors (same class, same category, other category), and what is known of the pair. The
official lists of continuing majors were not read: this is advice.

## What to do

Compare the secondary courses with what the higher ones require, put bridging courses into the secondary
stage, and explain the choice in the programme.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate import catalogue
from articulate.findings import Evidence, Finding, Severity
from articulate.i18n import Phrase
from articulate.model.programme import Stage
from articulate.rule import Case, Rule

BAD = """
programme:
  secondary: {major: {name: 老年人服务与管理, code: "790303"}}
  higher: {major: {name: 康复治疗技术, code: "520601"}}
"""

GOOD = """
programme:
  secondary: {major: {name: 机电技术应用, code: "660301"}}
  higher: {major: {name: 机电一体化技术, code: "460301"}}
"""


def check(case: Case) -> Iterator[Finding]:
    earlier, later = (case.pathway.partner(stage).programme.major for stage in Stage)
    levels = (catalogue.level_of(earlier.code), catalogue.level_of(later.code))
    if levels != ("secondary", "higher"):
        return  # told as a code of another stage
    known = catalogue.continuity(earlier.code, later.code)
    apart = known.relation != "same_class"
    if known.listed == "doubtful" or (apart and known.listed in ("plausible", "unknown")):
        yield RULE.finding(
            subject="pair",
            source=later.source.at("code"),
            related=[earlier.source.at("code")],
            evidence=[Evidence("note", {"note": known.note})] if known.note else (),
            earlier=earlier.name,
            later=later.name,
            relation=Phrase(f"cat.relation.{known.relation}"),
            listed=Phrase(f"cat.listed.{known.listed}"),
        )


RULE = Rule(
    code="CAT003",
    name="continuity-doubtful",
    severity=Severity.ADVICE,
    message="{earlier} to {later}: {relation}, {listed}",
    hint="bridge what the higher stage requires in terms 5 and 6, and explain the choice in the programme",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
