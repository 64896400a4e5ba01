"""Students work at a post before they have visited it.

## Why it matters

认识实习 shows what the work is like; 岗位实习 is the work. The other way round the visit teaches nothing new,
and the first days at the post are lost.

## What it looks at

In each stage the acquaintance internships of the plan against its work internships: a visit must have ended
by the term in which the work begins; both may stand in one term.

## What to do

Put the visit first, or plan again with `articulate plan`.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.model.programme import Stage
from articulate.policy import visit_internships, work_internships
from articulate.rule import Case, Rule

BAD = """
secondary:
- {id: s1, name: 认识实习, kind: practicum, delivery: block, weeks: 1, hours: 30}
- {id: s2, name: 岗位实习, kind: practicum, delivery: block, weeks: 1, hours: 30}
plan: {s1: [[5, 0, 1]], s2: [[4, 0, 1]]}
"""

GOOD = """
secondary:
- {id: s1, name: 认识实习, kind: practicum, delivery: block, weeks: 1, hours: 30}
- {id: s2, name: 岗位实习, kind: practicum, delivery: block, weeks: 1, hours: 30}
plan: {s1: [[2, 0, 1]], s2: [[4, 0, 1]]}
"""


def check(case: Case) -> Iterator[Finding]:
    assert case.plan is not None
    for stage in Stage:
        for visit in visit_internships(case.pathway, stage):
            seen = case.plan.terms_of(visit.id)
            for work, _ in work_internships(case.pathway, stage):
                worked = case.plan.terms_of(work.id)
                if seen and worked and worked[0] < seen[-1]:
                    yield RULE.finding(
                        subject=work.id,
                        source=work.source.at("terms"),
                        related=(visit.source,),
                        about=(work.id, visit.id),
                        course=work.name,
                        term=worked[0],
                        visit=visit.name,
                        last=seen[-1],
                    )


RULE = Rule(
    code="PLN017",
    name="work-before-visit",
    severity=Severity.WARNING,
    message="{course} starts in term {term}, but {visit} ends only in term {last}",
    hint="put the visit first, or plan again with articulate plan",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("plan",),
)
