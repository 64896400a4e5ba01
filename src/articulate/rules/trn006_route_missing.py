"""The criteria do not say what happens when things go wrong.

## Why it matters

A pupil who falls ill, contests a mark or does not pass must know beforehand what follows: absence, retest,
appeal, and the way out with a secondary diploma.

## What it looks at

The settings `retest`, `absence`, `appeal` and `fallback`, or what the criteria say of them where there are
criteria. No regulation of the province fixes their content; that they must be stated is good practice, so
this is a warning.

## What to do

Write each of them in one or two sentences.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1}]
pathway:   {transfer: {retest: 六月补考一次}}
"""

GOOD = """
secondary: [{id: s1}]
pathway:
  transfer:
    retest: 六月补考一次
    absence: 因病可申请缓考
    appeal: 公示期内书面申诉
    fallback: [取得中职毕业证书后就业]
"""


def check(case: Case) -> Iterator[Finding]:
    transfer = case.pathway.transfer
    said = case.criteria or transfer
    missing = [key for key in ("retest", "absence", "appeal", "fallback") if not getattr(said, key)]
    if missing:
        yield RULE.finding(
            subject="transfer",
            source=transfer.source,
            missing=tuple(Phrase(f"trn.routes.{key}") for key in missing),
        )


RULE = Rule(
    code="TRN006",
    name="route-missing",
    severity=Severity.WARNING,
    message="the transfer settings do not say: {missing}",
    hint="write each of them in one or two sentences under transfer",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
