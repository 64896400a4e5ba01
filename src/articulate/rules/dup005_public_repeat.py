"""A public basic course is repeated without any rise.

## Why it matters

Public basic courses take about a third of the secondary hours. Several are prescribed in both stages, but
nobody prescribes the same content at the same level.

## What it looks at

Duplicates and partial overlaps between public basic courses of the two stages, where their matches are sure
(0.7 on average): both stages tell these alike. Subjects that are prescribed
in both stages (语文, 数学, 英语, 思想政治 …) are reported only where no matched outcome rises at all, and as
advice; 体育, 军事 and 国防 repeat by nature and are left out.

## What to do

Make a difference by content (职场英语, 工程数学), or grade students by a placement test and exempt by test.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.matching import OVERLAPS, prescribed, recurring
from articulate.model.programme import CourseKind
from articulate.rule import Case, Rule

BAD = """
secondary:
- {id: s1, name: 信息技术, kind: general, outcomes: [文字处理/3, 电子表格/3, 演示文稿/3, 网络基础/2]}
higher:
- {id: h1, name: 计算机应用基础, kind: general, outcomes: [Word/3, Excel/3, PPT/3]}
"""

GOOD = """
secondary:
- {id: s1, name: 信息技术, kind: general, outcomes: [文字处理/3, 电子表格/3, 演示文稿/3, 网络基础/2]}
higher:
- {id: h1, name: 信息技术, kind: general, outcomes: [数据分析/4, 程序设计/3, 电子表格/4]}
"""


def check(case: Case) -> Iterator[Finding]:
    for relation in case.relations.across_stages(*OVERLAPS):
        earlier, later = relation.earlier, relation.later
        if not earlier.kind is later.kind is CourseKind.GENERAL or recurring(later.name):
            continue
        asked_for = prescribed(later.name)
        if asked_for and any(m.gain > 0 for m in relation.matches):
            continue
        yield RULE.about(relation, severity=Severity.ADVICE if asked_for else RULE.severity)


RULE = Rule(
    code="DUP005",
    name="public-repeat",
    severity=Severity.WARNING,
    message="{later} repeats {matched} of its {total} outcomes from {earlier} without any rise, "
    "about {hours} hours",
    hint="give {later} content of its own, or grade students by a placement test and exempt by test",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    by_likeness=True,
)
