"""A post that asks for nothing, or an ability that no post asks for.

## Why it matters

The chain runs from post to ability to outcome (梳理工作岗位，将岗位要求转化为人才培养标准). A link that hangs
in the air is either forgotten or superfluous.

## What it looks at

Posts without competencies, and competencies that no post names. Nothing is reported where the pathway lists
no posts.

## What to do

Name the abilities of the post, or strike out the ability.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.rule import Case, Rule

BAD = """
programme:
  higher:
    competencies: [{id: k1, name: 电气故障诊断, level: 4}]
    posts: [{id: p1, name: 设备维修员}]
"""

GOOD = """
programme:
  higher:
    competencies: [{id: k1, name: 电气故障诊断, level: 4}]
    posts: [{id: p1, name: 设备维修员, competencies: [k1]}]
"""


def check(case: Case) -> Iterator[Finding]:
    posts = case.pathway.all_posts
    if not posts:
        return
    asked = {i for p in posts for i in p.asked}
    for post in posts:
        if not post.asked:
            yield RULE.finding(
                subject=post.id, source=post.source, what=Phrase("cmp.bare_post", {"name": post.name})
            )
    for competency in case.pathway.all_competencies:
        if competency.id not in asked:
            yield RULE.finding(
                subject=competency.id,
                source=competency.source,
                what=Phrase("cmp.idle_competency", {"name": competency.name}),
            )


RULE = Rule(
    code="CMP004",
    name="post-without-ability",
    severity=Severity.WARNING,
    message="{what}",
    hint="name the abilities that the post asks for, or strike out what no post asks for",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
