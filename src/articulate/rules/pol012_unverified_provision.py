"""Some of the provisions used here were not read in the documents themselves.

## Why it matters

A number quoted at second hand may be wrong. Such provisions never make more than advice, and whoever uses
the report should know which they are before a programme is changed because of them.

## What it looks at

The provisions that the pathway is held against and that are marked unverified, by document. What is
plainly reference only (common practice, arithmetic) is left out.

## What to do

Look up the documents, correct the figures in the policy pack where they differ, and mark them verified.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Evidence, Finding, Severity
from articulate.model.programme import Stage
from articulate.policy import MEASURED, Provision
from articulate.rule import Case, Rule

BAD = """
policy: [{id: A, document: 某文件, measure: total_hours, at_least: 1, unit: hour, verified: false}]
"""

GOOD = """
policy: [{id: A, document: 某文件, measure: total_hours, at_least: 1, unit: hour}]
"""


def check(case: Case) -> Iterator[Finding]:
    codes = [case.pathway.partner(stage).programme.major.code for stage in Stage]
    by_document: dict[str, list[str]] = {}
    for provision in case.policy:
        if (
            not provision.verified
            and provision.force != "may"
            and provision.concerns(*codes)
            and _used(provision)
        ):
            by_document.setdefault(provision.document or provision.short or provision.title, []).append(
                provision.id
            )
    if not by_document:
        return
    yield RULE.finding(
        subject="policy",
        source=case.pathway.source.at("policies"),
        evidence=[
            Evidence("unverified", {"document": name, "count": len(ids), "ids": tuple(ids)})
            for name, ids in sorted(by_document.items())
        ],
        count=sum(map(len, by_document.values())),
        documents=tuple(sorted(by_document)),
    )


def _used(provision: Provision) -> bool:
    """Whether any rule holds the pathway against it; the others only inform."""
    return bool(provision.measure in MEASURED or provision.course or provision.topic == "term")


RULE = Rule(
    code="POL012",
    name="unverified-provision",
    severity=Severity.ADVICE,
    message="{count} provisions used here are not verified and give advice only: {documents}",
    hint="look them up in the documents before changing the programme because of them",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
