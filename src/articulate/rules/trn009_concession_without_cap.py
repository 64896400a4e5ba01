"""A concession for a contest or a certificate has no limit or no basis.

## Why it matters

Bonus points without a cap can carry a student over every line, and points that rest on nothing are the first
thing that an appeal attacks. Other provinces exempt winners of provincial contests of the authorities and
let the colleges decide about certificates; Shanxi leaves both to the schools, who must then say what holds.

## What it looks at

Every entry of `concessions`: bonus points without a number, or without a cap in its own words (`cap`) while
the settings have no common one (`judging.bonus_most` below 100); any entry without its `basis`. Several
bonuses that add up (`judging.bonus: sum`) without a common cap are found once.

## What to do

Write `points`, `cap` and `basis`, or set `judging.bonus_most`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.model.settings import Concession
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1}]
pathway:   {transfer: {concessions: [{item: 电工职业技能等级证书, grade: 四级, effect: bonus, points: 5, basis: 两校约定}]}}
"""

GOOD = """
secondary: [{id: s1}]
pathway:
  transfer:
    concessions: [{item: 电工职业技能等级证书, effect: bonus, points: 5, cap: 加分后不超过100分, basis: 两校约定}]
"""


def check(case: Case) -> Iterator[Finding]:
    transfer = case.pathway.transfer
    items: Sequence[Concession] = case.criteria.concessions if case.criteria else transfer.concessions
    common = transfer.judging.bonus_most < 100
    for number, one in enumerate(items):
        missing = []
        if one.effect == "bonus" and not one.points:
            missing.append("points")
        if one.effect == "bonus" and not one.cap and not common:
            missing.append("cap")
        if not one.basis:
            missing.append("basis")
        if missing:
            yield RULE.finding(
                subject=f"concession.{number + 1}",
                source=one.source or transfer.source.at("concessions"),
                item=" ".join(filter(None, (one.item, one.grade, one.result))),
                missing=tuple(Phrase(f"trn.concession.{key}") for key in missing),
            )
    bonuses = [one for one in items if one.effect == "bonus"]
    if len(bonuses) > 1 and transfer.judging.bonus == "sum" and not common:
        yield RULE.finding(
            subject="concessions",
            source=transfer.judging.source or transfer.source.at("concessions"),
            item=Phrase(
                "trn.concession.all", {"count": len(bonuses), "points": sum(b.points for b in bonuses)}
            ),
            missing=(Phrase("trn.concession.common"),),
        )


RULE = Rule(
    code="TRN009",
    name="concession-without-cap",
    severity=Severity.WARNING,
    message="the concession {item} does not say: {missing}",
    hint="write points, cap and basis of each concession, or set judging.bonus_most for all",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
