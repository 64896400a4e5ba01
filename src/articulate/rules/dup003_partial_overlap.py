"""Part of a higher course was taught in the secondary stage, at no lower level.

## Why it matters

Shared units cost hours that the new part of the course needs. They are easily moved once they are seen.

## What it looks at

Two or more outcomes of a higher course that one secondary course has taught, where their levels do not rise
by half a level on average, or fewer than half of them rise, and the two are no duplicates. From three fifths of the higher course on it weighs one step
more; that is a convention, which a pathway may set under ``matching``. A single shared outcome is normal. Two
public basic courses and two internships have rules of their own.

## What to do

Keep the shared units in one stage and fill the other with its own content, or recognise them by module.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.matching import Settings
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 机械制图, hours: 108, outcomes: [三视图/3, 剖视图/2, 螺纹画法/3, 标准件/2]}]
higher:    [{id: h1, name: 工程制图与CAD, hours: 72, outcomes: [三视图/3, 剖视图/2, CAD零件图/4, 图层管理/4]}]
"""

GOOD = """
secondary: [{id: s1, name: 机械制图, hours: 108, outcomes: [三视图/3, 剖视图/2, 螺纹画法/3, 标准件/2]}]
higher:    [{id: h1, name: 工程制图与CAD, hours: 72, outcomes: [CAD零件图/4, 图层管理/4, 三维建模/4]}]
"""


def check(case: Case) -> Iterator[Finding]:
    heavy = Settings.of(case.pathway).heavy
    for relation in case.relations.between_courses("partial_overlap"):
        base = RULE.severity.stronger() if relation.share >= heavy else RULE.severity
        yield RULE.about(relation, severity=relation.severity(base))


RULE = Rule(
    code="DUP003",
    name="partial-overlap",
    severity=Severity.WARNING,
    message="{earlier} has taught {matched} of the {total} outcomes of {later} ({share}), "
    "about {hours} hours",
    hint="keep them in one stage and fill {later} with its own content, or recognise them by module",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    by_likeness=True,
)
