"""The weights of the three parts leave the common split.

## Why it matters

The province asks to strengthen assessment of the process (强化过程评价). A common split gives the process
40 to 60 percent and skill at least half of the rest; no Shanxi text fixes the figures, so this is advice.

## What it looks at

Whether the process weighs between 40 and 60 percent, and skill no less than culture.

## What to do

Bring the process to 40 to 60 percent and skill to no less than culture, or leave it and be ready to explain.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.rule import Case, Rule

BAD = """
policy: [reference-practice]
secondary: [{id: s1}]
pathway:   {transfer: {weights: {process: 20, culture: 50, skill: 30}}}
"""

GOOD = """
policy: [reference-practice]
secondary: [{id: s1}]
pathway:   {transfer: {weights: {process: 40, culture: 25, skill: 35}}}
"""


PROVISION = "TRF-WEIGHT-DEFAULT"
"""The common split stands in the policy packs, unverified; without it there is nothing to compare with."""


def check(case: Case) -> Iterator[Finding]:
    provision = case.policy.get(PROVISION)
    if provision is None:
        return
    least, most = provision.value["process"]
    weights = case.pathway.transfer.weights
    if not least <= weights.process <= most:
        yield RULE.finding(
            subject="process",
            source=weights.source or case.pathway.transfer.source.at("weights"),
            what=Phrase("trn.process_weight", {"weight": weights.process, "least": least, "most": most}),
        )
    if weights.skill < weights.culture:
        yield RULE.finding(
            subject="skill",
            source=weights.source or case.pathway.transfer.source.at("weights"),
            what=Phrase("trn.skill_weight", {"skill": weights.skill, "culture": weights.culture}),
        )


RULE = Rule(
    code="TRN007",
    name="process-too-light",
    severity=Severity.ADVICE,
    message="{what}",
    hint="shift weight, or leave it and be ready to explain",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
