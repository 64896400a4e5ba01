"""Two courses of one stage teach the same.

## Why it matters

One school repeats itself, mostly because two teachers wrote two courses. It is the easiest repetition to
remove, and the two schools need not even agree.

## What it looks at

Duplicates and partial overlaps between two courses of one stage, public basic ones included. A course and a
practical course share outcomes on purpose and are left out; two practical courses are not. Nor are two
options of an elective group compared, where a student does not take all of its options.

## What to do

Merge the two, or keep the shared outcomes in one of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.matching import OVERLAPS
from articulate.model.programme import CourseKind
from articulate.rule import Case, Rule

BAD = """
secondary:
- {id: s1, name: 餐饮服务, terms: [3, 3], outcomes: [托盘/3, 餐巾折花/3, 中餐摆台/3, 斟酒/3]}
- {id: s2, name: 宴会服务, terms: [5, 5], outcomes: [托盘/3, 餐巾折花/3, 斟酒/3, 分菜/3]}
"""

GOOD = """
secondary:
- {id: s1, name: 餐饮服务, terms: [3, 3], outcomes: [托盘/3, 餐巾折花/3, 中餐摆台/3, 斟酒/3]}
- {id: s2, name: 宴会服务, terms: [5, 5], outcomes: [宴会预订/3, 宴会台型/4, 分菜/3]}
"""


def check(case: Case) -> Iterator[Finding]:
    alternatives = [set(g.courses) for g in case.pathway.electives if g.take < len(g.courses)]
    for relation in case.relations.within_stage(*OVERLAPS):
        earlier, later = relation.earlier, relation.later
        # A course and its own practice share outcomes on purpose; two weeks of practice do not.
        if (earlier.kind is CourseKind.PRACTICUM) is not (later.kind is CourseKind.PRACTICUM):
            continue
        if any({earlier.id, later.id} <= group for group in alternatives):
            continue
        yield RULE.about(relation, stage=later.stage)


RULE = Rule(
    code="DUP004",
    name="within-stage",
    severity=Severity.WARNING,
    message="two courses of one stage ({stage}) overlap: {earlier} and {later} share {matched} outcomes "
    "({share} of the latter), about {hours} hours",
    hint="merge them, or keep the shared outcomes in one of them",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    by_likeness=True,
)
