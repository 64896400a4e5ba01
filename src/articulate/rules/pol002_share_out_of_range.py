"""Public basic courses, electives or practice take a smaller or larger share of the hours than asked.

## Why it matters

Three shares are fixed by 教职成〔2019〕13号: public basic courses (about a third of the secondary hours, a
quarter of the higher), electives (a tenth of each stage) and practice (half). They are what a reviewer
counts first.

## What it looks at

Hours of all courses that a student takes, in each stage by itself and, for reference, over five years.
Without a plan the smallest electives of each group count, so that the result never flatters. Where several
provisions are missed, the strictest leads and all are cited.

## What to do

Move hours: turn theory into practice, extend an elective group, or shift hours between public basic and
professional courses. The gap tells how many hours, the total staying as it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Evidence, Finding, Severity
from articulate.policy import Breach, unmet
from articulate.rule import Case, Rule

BAD = """
higher:
- {id: h1, name: 高职英语, kind: general, hours: 200}
- {id: h2, name: 电气控制技术, hours: 800, practice: 600}
policy: [{id: HV-BASIC, title: 某规定, stage: higher, measure: public_basic_share, at_least: 1/4, unit: ratio}]
"""

GOOD = """
higher:
- {id: h1, name: 高职英语, kind: general, hours: 250}
- {id: h2, name: 电气控制技术, hours: 750, practice: 600}
policy: [{id: HV-BASIC, title: 某规定, stage: higher, measure: public_basic_share, at_least: 1/4, unit: ratio}]
"""


def check(case: Case) -> Iterator[Finding]:
    measures = ("public_basic_share", "elective_share", "practice_share")
    for breach in unmet(case.pathway, case.policy, case.plan, *measures):
        reading = breach.lead.reading
        yield RULE.finding(
            subject=breach.subject,
            source=breach.source(case.pathway),
            severity=breach.severity,
            evidence=(*breach.evidence(), *_ungrouped(case, breach)),
            hours=int(breach.lead.gap),
            part=int(reading.part),
            whole=int(reading.whole),
            **breach.values,
        )


def _ungrouped(case: Case, breach: Breach) -> Iterator[Evidence]:
    """Electives that belong to no group: nobody knows how many of them are taken."""
    if breach.lead.provision.measure != "elective_share" or case.plan is not None:
        return
    grouped = {c for group in case.pathway.electives for c in group.courses}
    loose = [
        c.name
        for c in case.pathway.courses
        if not c.required and c.id not in grouped and breach.lead.stage in (None, c.stage)
    ]
    if loose:
        yield Evidence("ungrouped", {"courses": tuple(loose)})


RULE = Rule(
    code="POL002",
    name="share-out-of-range",
    severity=Severity.ERROR,
    message="{where}: {measure} {measured} ({part} of {whole} hours), {bound}, {gap} ({basis})",
    hint="move {hours} hours between theory and practice, electives and required courses, or public basic "
    "and professional ones",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    provisions=(
        "SHR-SEC-BASIC",
        "SHR-HV-BASIC",
        "SHR-ELECTIVE",
        "SHR-PRACTICE",
        "STD25-SEC-BASIC",
        "STD25-SEC-PRACTICE",
        "STD25-SEC-ELECTIVE",
        "STD25-HV-BASIC",
        "STD25-HV-PRACTICE",
        "STD25-HV-ELECTIVE",
        "SHR-FY-DERIVED-BASIC",
    ),
)
