"""The cap of a concession says something else than the settings by which students are judged.

## Why it matters

Students and their families read the words; the list of results follows the settings. Where the words let two
bonuses add up and the settings take the highest, or the other way round, the same student passes by one and
fails by the other, after the criteria were made public.

## What it looks at

The words of `cap` of every bonus: whether several count (`judging.bonus`), how many points they may come to
(`judging.bonus_most`), and where the total ends (always at 100). Only plain words are understood, those of
`cap_words.yaml`; whatever else a cap says is for people to judge.

## What to do

Make words and settings agree: change `cap`, or `judging.bonus` and `judging.bonus_most`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.model.settings import Concession, Judging
from articulate.rule import Case, Rule
from articulate.shipped import shipped

BAD = """
secondary: [{id: s1}]
pathway:
  transfer:
    judging: {bonus: sum, bonus_most: 10}
    concessions: [{item: 电工职业技能等级证书, effect: bonus, points: 5, cap: 各项加分取最高一项, basis: 两校约定}]
"""

GOOD = """
secondary: [{id: s1}]
pathway:
  transfer:
    judging: {bonus: highest}
    concessions: [{item: 电工职业技能等级证书, effect: bonus, points: 5, cap: 各项加分取最高一项, basis: 两校约定}]
"""


def check(case: Case) -> Iterator[Finding]:
    transfer = case.pathway.transfer
    items: Sequence[Concession] = case.criteria.concessions if case.criteria else transfer.concessions
    several = sum(one.effect == "bonus" for one in items) > 1
    for number, one in enumerate(items):
        said = _against(one, transfer.judging, several=several) if one.effect == "bonus" else None
        if said is not None:
            yield RULE.finding(
                subject=f"concession.{number + 1}",
                source=one.source or transfer.source.at("concessions"),
                item=" ".join(filter(None, (one.item, one.grade, one.result))),
                cap=one.cap,
                judged=said,
            )


def _against(one: Concession, judging: Judging, *, several: bool) -> Phrase | None:
    """Return how students are judged where the cap says otherwise, or nothing."""
    text = re.sub(r"\s+", "" if re.search(r"[^\x00-\x7f]", one.cap) else " ", one.cap.lower())
    if judging.bonus == "sum" and _holds(text, "highest"):
        return Phrase("trn.cap.sum")
    if judging.bonus == "highest" and several and _holds(text, "sum") and not _holds(text, "highest"):
        return Phrase("trn.cap.highest")
    total, most = _number(text, "total"), _number(text, "most")
    if total is not None and total != 100:
        return Phrase("trn.cap.total")
    reach = judging.bonus_most if judging.bonus == "sum" else min(judging.bonus_most, one.points)
    if total is None and most is not None and most < reach:
        return Phrase("trn.cap.most", {"points": reach})
    return None


def _holds(text: str, key: str) -> bool:
    return any(word in text for word in _words()[key])


def _number(text: str, key: str) -> int | None:
    """Return the points that a cap names, or nothing."""
    found = (re.search(pattern, text) for pattern in _words()[key])
    return next((int(f["n"]) for f in found if f), None)


@cache
def _words() -> Mapping[str, Sequence[str]]:
    return {key: tuple(words) for key, words in shipped("cap_words.yaml").items()}


RULE = Rule(
    code="TRN019",
    name="cap-not-as-judged",
    severity=Severity.WARNING,
    message="the cap of the concession {item} says “{cap}”, but students are judged otherwise: {judged}",
    hint="make words and settings agree: change cap, or judging.bonus and judging.bonus_most",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
