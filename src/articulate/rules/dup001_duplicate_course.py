"""The higher stage teaches again, under the same title, what the secondary stage has already taught.

## Why it matters

Five years leave few hours to spare, and two schools that each wrote their own half often cover the same
ground. The notice on the pathway asks to avoid courses set twice (避免课程重复设置). Titles are a poor
witness, so outcomes are compared.

## What it looks at

Every secondary and higher course whose titles say the same: at least four fifths of the later course's
outcomes were taught before, these are at least three fifths of the earlier course, and their levels change
by less than half a level on average. Numbered series (英语1, 英语2) are no duplicates. Two public basic
courses and two internships have rules of their own. A pathway may set other limits under `matching`.

## What to do

Merge the two, exempt the later one by test, or raise its outcomes. If the repetition is wanted, record
an `accept` decision with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.rule import Case, Rule

BAD = """
secondary:
- {id: s1, name: 液压与气动技术, hours: 72, outcomes: [液压泵/2, 液压控制阀/2, 液压回路/3, 气动回路/3]}
higher:
- {id: h1, name: 液压传动与气压传动, hours: 56, outcomes: [动力元件/2, 液压阀/2, 油路组接/3, 气动回路/3]}
"""

GOOD = """
secondary:
- {id: s1, name: 液压与气动技术, hours: 72, outcomes: [液压泵/2, 液压控制阀/2, 液压回路/3, 气动回路/3]}
higher:
- {id: h1, name: 液压传动与气压传动, hours: 56, outcomes: [液压回路/4, 气动回路/5, 比例阀/4, 液压系统设计/6]}
"""


def check(case: Case) -> Iterator[Finding]:
    for relation in case.relations.between_courses("duplicate"):
        yield RULE.about(relation)


RULE = Rule(
    code="DUP001",
    name="duplicate-course",
    severity=Severity.ERROR,
    message="{later} repeats {matched} of its {total} outcomes from {earlier}, about {hours} hours",
    hint="merge them, exempt {later} by test, raise its outcomes, or record why the repetition is wanted",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    by_likeness=True,
)
