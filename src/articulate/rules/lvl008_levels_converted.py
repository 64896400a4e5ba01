"""The levels of a programme were printed on another ladder and converted, with what that loses.

## Why it matters

Schools print levels as 了解/理解/掌握, as I/R/M, as grades or by the SOLO taxonomy. Two programmes can be
compared on one ladder only, so the words are converted to the six levels. What a word leaves open cannot be
converted: where 应用 means anything from applying to creating, a rise within it is invisible.

## What it looks at

Each programme that names a `ladder` of its own, and what its outcomes say on it: which words, how often, and
which levels each may mean. Figures are taken as they are.

## What to do

Write a figure from 1 to 6 for the outcomes that were converted wrongly, the central ones of core courses
first. Once that is done, a waiver puts the matter to rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from articulate.findings import Evidence, Finding, Severity
from articulate.i18n import Lv, Phrase
from articulate.levels import Rung
from articulate.model.programme import Programme, Stage
from articulate.rule import Case, Rule

BAD = """
programme: {secondary: {ladder: standard}}
secondary: [{id: s1, name: 电工基础, outcomes: [电路基本概念/了解, 欧姆定律/掌握, 三相负载连接/应用]}]
higher:    [{id: h1, name: 电机与拖动, outcomes: [电机起动/4]}]
"""

GOOD = """
secondary: [{id: s1, name: 电工基础, outcomes: [电路基本概念/1, 欧姆定律/3, 三相负载连接/应用]}]
higher:    [{id: h1, name: 电机与拖动, outcomes: [电机起动/分析]}]
"""


def check(case: Case) -> Iterator[Finding]:
    written = case.pathway.undecided or case.pathway
    for stage in Stage:
        programme = written.partner(stage).programme
        used = _used(programme)
        if used:
            yield RULE.finding(
                subject=programme.programme,
                source=programme.source.at("ladder"),
                evidence=[_rung(word, rung, n) for (word, rung), n in used.items()],
                stage=stage,
                ladder=Phrase(f"labels.Ladder.{programme.ladder}"),
                loss=Phrase(f"lvl.loss.{programme.ladder}"),
                count=used.total(),
            )


def _used(programme: Programme) -> Counter[tuple[str, Rung]]:
    """Count the words that outcomes were given in, lowest first."""
    found = Counter(
        (o.printed.word, Rung(o.level, o.printed.low, o.printed.high))
        for course in programme.courses
        for o in course.outcomes
        if o.printed
    )
    order = sorted(found, key=lambda key: (key[1].level, key[1].low, key[1].high, key[0]))
    return Counter({key: found[key] for key in order})


def _rung(word: str, rung: Rung, count: int) -> Evidence:
    values = {"word": word, "level": Lv(rung.level), "count": count}
    if rung.exact:
        return Evidence("rung", values)
    return Evidence("wide_rung", {**values, "low": Lv(rung.low), "high": Lv(rung.high)})


RULE = Rule(
    code="LVL008",
    name="levels-converted",
    severity=Severity.ADVICE,
    message="{stage}: the levels are those of {ladder}, and {count} outcomes were converted to the six; {loss}",
    hint="write 1 to 6 for the outcomes that were converted wrongly, core courses first; then waive this",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
