"""A decision that finds nothing to act on.

## Why it matters

Decisions are written once and the programmes go on changing. A decision whose course was renamed or
whose topic was reworded would otherwise stop working without a word, and the duplication it had
removed would be back.

## What it looks at

Every decision that could not be carried out: a course or topic that is not there (any more), a course
that is so already, a window that spans both stages or runs backwards, a course that would be left without
content or hours, an id that is taken, a course merged into itself.

## What to do

Correct the course id or the topic, or strike the decision out.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 机械制图, outcomes: [三视图/3, 剖视图/3]}]
higher:    [{id: h1, name: 工程制图, outcomes: [三视图/3, 装配图/4]}]
pathway:   {decisions: [{trim: {course: h1, topics: [零件图]}, reason: 中职已学}]}
"""

GOOD = """
secondary: [{id: s1, name: 机械制图, outcomes: [三视图/3, 剖视图/3]}]
higher:    [{id: h1, name: 工程制图, outcomes: [三视图/3, 装配图/4]}]
pathway:   {decisions: [{trim: {course: h1, topics: [三视图]}, reason: 中职已学}]}
"""


def check(case: Case) -> Iterator[Finding]:
    for problem in case.applied.problems:
        yield RULE.finding(
            subject=str(problem.index + 1),
            source=problem.source,
            number=problem.index + 1,
            kind=Phrase(f"labels.Decision.{problem.decision.kind}"),
            why=Phrase(f"decisions.problem.{problem.kind}", problem.values),
        )


RULE = Rule(
    code="DEC001",
    name="decision-matches-nothing",
    severity=Severity.ERROR,
    message="decision {number} ({kind}) was not carried out: {why}",
    hint="correct the course id or the topic it names, or strike it out",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
