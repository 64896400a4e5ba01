"""An accepted finding that is not found any more.

## Why it matters

An `accept` decision is a promise that somebody has looked at a finding. When the courses change and
the finding is gone, the promise should go too, or it will silence the next finding unseen.

## What it looks at

Every `accept` decision that settles no finding of this check. One that names no codes settles findings
about duplication and level (DUP, LVL). Where one of the rules it speaks of was not run, nothing is said.

## What to do

Strike the decision out, or correct the courses or codes it names.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.rule import ACCEPTED_FAMILIES, Case, Rule, accept_covers

BAD = """
secondary: [{id: s1, name: 电工基础, outcomes: [欧姆定律/3, 基尔霍夫定律/3]}]
higher:    [{id: h1, name: 电路分析, outcomes: [网络定理/4, 动态电路/4]}]
pathway:   {decisions: [{accept: {courses: [s1, h1]}, reason: 两年后复习确有必要}]}
"""

GOOD = """
secondary: [{id: s1, name: 电工基础, outcomes: [欧姆定律/3, 基尔霍夫定律/3]}]
higher:    [{id: h1, name: 电工基础, outcomes: [欧姆定律/3, 基尔霍夫定律/3]}]
pathway:   {decisions: [{accept: {courses: [s1, h1]}, reason: 两年后复习确有必要}]}
"""


def check(case: Case) -> Iterator[Finding]:
    for index, decision in enumerate(case.pathway.decisions):
        accept = decision.accept
        if accept is None or any(accept_covers(accept, f) for f in case.found):
            continue
        if any(code.startswith(accept.codes or ACCEPTED_FAMILIES) for code in case.unheard):
            continue
        courses = [case.pathway.by_id[i].name for i in accept.courses if i in case.pathway.by_id]
        if courses:
            yield RULE.finding(
                subject=str(index + 1),
                source=decision.source.at("accept"),
                about=accept.courses,
                number=index + 1,
                courses=tuple(courses),
            )


RULE = Rule(
    code="DEC003",
    name="accept-settles-nothing",
    severity=Severity.ADVICE,
    message="decision {number} accepts a finding about {courses} that is not found any more",
    hint="strike the decision out",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("findings",),
)
