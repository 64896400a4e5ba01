"""Nobody, or the wrong side, leads the joint work, or a party is missing.

## Why it matters

The college leads and the secondary school joins, together with enterprises (晋教职成〔2025〕1号): the joint
programme, the transfer assessment and the specialist college all hang on that.

## What it looks at

Who leads, whether both schools have members in the working group, and whether enterprises take part, as
the pathway's governance says.

## What to do

Name the college as lead, list members of both schools with their tasks, and the enterprises that take part.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.model.pathway import Pathway
from articulate.model.programme import Stage
from articulate.rule import Case, Rule

BAD = """
pathway:
  governance:
    lead: secondary
    group: [{role: 组长, unit: 某高职学院}, {role: 副组长, unit: 某中职学校}]
    enterprises: [装备制造企业]
policy: [shanxi-2025-1]
"""

GOOD = """
pathway:
  governance:
    lead: higher
    group: [{role: 组长, unit: 某高职学院}, {role: 副组长, unit: 某中职学校}]
    enterprises: [装备制造企业]
policy: [shanxi-2025-1]
"""


def check(case: Case) -> Iterator[Finding]:
    asked = case.policy.of(measure="governance")
    for gap in ("lead", "higher", "secondary", "enterprise"):
        provisions = sorted((p for p in asked if _asks(p.value, gap)), key=lambda p: (p.severity.rank, p.id))
        if not provisions or _kept(case.pathway, gap):
            continue
        # That a paper names no member does not show that there is none: one step less than a wrong lead.
        severity = provisions[0].severity
        yield RULE.finding(
            subject=f"governance.{gap}",
            source=case.pathway.governance.source.at("lead" if gap == "lead" else "group")
            or case.pathway.source,
            severity=severity if gap == "lead" else severity.weaker(),
            what=_words(case.pathway, gap),
            basis=tuple({p.cite(): p.citation for p in provisions}.values()),
        )


def _asks(value: dict[str, list[str]], gap: str) -> bool:
    return "lead" in value if gap == "lead" else gap in value.get("parties", ())


def _kept(pathway: Pathway, gap: str) -> bool:
    governance = pathway.governance
    if gap == "lead":
        return governance.lead is Stage.HIGHER
    units = [p.unit for p in governance.group]
    if gap == "enterprise":
        return bool(governance.enterprises) or any("企业" in u or "公司" in u for u in units)
    school = pathway.partner(Stage(gap)).school
    return any(school in u or u in school for u in units)


def _words(pathway: Pathway, gap: str) -> Phrase:
    if gap == "lead":
        return Phrase("pol.lead_not_college", {"school": pathway.higher.school})
    if gap == "enterprise":
        return Phrase("pol.no_enterprise")
    return Phrase("pol.nobody_of", {"school": pathway.partner(Stage(gap)).school})


RULE = Rule(
    code="POL010",
    name="governance-lead-missing",
    severity=Severity.ERROR,
    message="{what} ({basis})",
    hint="name the college as lead, members of both schools with their tasks, and the enterprises",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    provisions=("ART-INTEGRATED-PLAN", "TRF-SX-LEAD"),
)
