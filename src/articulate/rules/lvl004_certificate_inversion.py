"""The higher stage aims at the same or a lower grade of a certificate than the secondary stage did.

## Why it matters

A certificate earned twice is a year of preparation lost, and a lower grade afterwards tells employers that
the higher stage taught less.

## What it looks at

Certificates of one occupation in the two programmes, compared by their highest grade. 五级 is the lowest
grade of an occupation and 一级 the highest; 初级, 中级, 高级 ascend. Another occupation is no inversion,
and language and computer examinations, whose numbers run the other way, are left out.

## What to do

Aim at the next grade in the higher stage, or at a certificate of another occupation that the posts ask for.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.levels import grade_rank, occupation
from articulate.model.pathway import Pathway
from articulate.model.programme import Certificate, Stage
from articulate.rule import Case, Rule

BAD = """
programme:
  secondary: {certificates: [{id: c1, name: 电工, grade: 四级}]}
  higher:    {certificates: [{id: c2, name: 电工, grade: 四级}]}
secondary: [{id: s1, name: 电工基础}]
higher:    [{id: h1, name: 电路分析}]
"""

GOOD = """
programme:
  secondary: {certificates: [{id: c1, name: 电工, grade: 四级}]}
  higher:    {certificates: [{id: c2, name: 电工, grade: 三级}]}
secondary: [{id: s1, name: 电工基础}]
higher:    [{id: h1, name: 电路分析}]
"""

Graded = tuple[int, Certificate]


def check(case: Case) -> Iterator[Finding]:
    before, after = (_highest(case.pathway, stage) for stage in Stage)
    for what in sorted(before.keys() & after.keys()):
        (low, first), (high, second) = before[what], after[what]
        if high > low:
            continue
        ids = {first.id, second.id}
        courses = [c.id for c in case.pathway.courses if ids & set(c.certificates)]
        yield RULE.finding(
            subject=second.id,
            source=second.source,
            related=[first.source] if first is not second else [],
            about=courses or [second.id],
            severity=RULE.severity.stronger() if high < low else RULE.severity,
            occupation=second.occupation or second.name,
            earlier=first.grade,
            later=second.grade,
        )


def _highest(pathway: Pathway, stage: Stage) -> dict[str, Graded]:
    """Return the highest certificate of each occupation that a stage aims at."""
    programme = pathway.partner(stage).programme
    aimed = {id_ for c in pathway.courses if c.stage is stage for id_ in c.certificates}
    shared = [c for c in pathway.all_certificates if c.id in aimed]
    found: dict[str, Graded] = {}
    for certificate in sorted((*programme.certificates, *shared), key=lambda c: c.id):
        rank = grade_rank(certificate.grade, f"{certificate.name}{certificate.occupation or ''}")
        what = occupation(certificate.occupation or certificate.name)
        if rank and (what not in found or rank > found[what][0]):
            found[what] = rank, certificate
    return found


RULE = Rule(
    code="LVL004",
    name="certificate-inversion",
    severity=Severity.WARNING,
    message="certificate of {occupation}: the secondary stage aims at {earlier}, "
    "the higher stage at {later}, which is no higher",
    hint="aim at the next grade in the higher stage, or at a certificate of another occupation",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
