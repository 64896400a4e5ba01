"""A requisite that points the wrong way through time.

## Why it matters

A secondary course cannot wait for a college course, nor a course for one that ends later than it must
itself.

## What it looks at

Every requisite outside alternatives, by the windows and the number of terms: a `pre` that cannot end
before the course that waits for it must start, a `co` or `strict_co` that cannot start by then.

## What to do

Turn the requisite round, or change the windows.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 自动化生产线安装与调试, requisites: [h1]}]
higher:    [{id: h1, name: 工业网络技术}]
"""

GOOD = """
secondary: [{id: s1, name: PLC技术应用}]
higher:    [{id: h1, name: 工业网络技术, requisites: [s1]}]
"""


def check(case: Case) -> Iterator[Finding]:
    for course in case.pathway.courses:
        for requisite in course.requisites:
            if requisite.kind == "any":
                continue
            for kind, other_id in requisite.leaves():
                other = case.pathway.by_id.get(other_id)
                if other is None:
                    continue
                if kind == "pre":
                    term, late = other.earliest_end, other.earliest_end >= course.latest_start
                else:
                    term, late = other.window[0], other.window[0] > course.latest_start
                if late:
                    key = "req.ends" if kind == "pre" else "req.starts"
                    yield RULE.finding(
                        subject=course.id,
                        source=requisite.source or course.source.at("requisites"),
                        related=(other.source.at("terms"),),
                        about=(course.id, other.id),
                        course=course.name,
                        last=course.latest_start,
                        why=Phrase(key, {"other": other.name, "term": term}),
                    )


RULE = Rule(
    code="REQ004",
    name="stage-inverted",
    severity=Severity.ERROR,
    message="{course} starts in term {last} at the latest, {why}",
    hint="turn the requisite round, or change the terms of the two courses",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
