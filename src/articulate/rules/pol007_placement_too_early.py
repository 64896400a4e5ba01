"""Students may be sent to work before the regulations let them.

## Why it matters

Students of the first year, and those under sixteen, may not do a work internship (教职成〔2021〕4号,
article 16). A pathway that enters pupils after junior middle school has mostly fifteen-year-olds in its
first year.

## What it looks at

The terms of each work internship: those of the plan where there is one, else the first term in which it
may run.

## What to do

Let the internship start in the second year at the earliest; 认识实习 (visits) may come before.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.model.programme import Course, Stage
from articulate.policy import work_internships
from articulate.policy.provision import spell
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 岗位实习, kind: practicum, delivery: block, weeks: 4, hours: 120, terms: [2, 6]}]
policy:    [moe-2021-4]
"""

GOOD = """
secondary:
- {id: s1, name: 岗位实习, kind: practicum, delivery: block, weeks: 4, hours: 120, terms: [4, 6]}
- {id: s2, name: 认识实习, kind: practicum, delivery: block, weeks: 1, hours: 30, terms: [2, 2]}
policy: [moe-2021-4]
"""


def check(case: Case) -> Iterator[Finding]:
    for course, _ in work_internships(case.pathway, Stage.SECONDARY):
        term = _first_term(case, course)
        year = (term + 1) // 2
        missed = [
            p
            for p in (*case.policy.of(measure="placement_year"), *case.policy.of(measure="placement_age"))
            if p.floor is not None and _reached(p.measure, p.value, year) < p.floor
        ]
        if missed:
            missed.sort(key=lambda p: (p.severity.rank, p.id))
            yield RULE.finding(
                subject=course.id,
                source=course.source.at("terms"),
                severity=missed[0].severity,
                course=course.name,
                when=Phrase("pol.runs_in" if case.plan else "pol.may_run_in", {"term": term}),
                asked=tuple(Phrase(f"pol.{p.measure}", {"low": spell(p.floor or 0)}) for p in missed),
                basis=tuple({p.cite(): p.citation for p in missed}.values()),
            )


def _first_term(case: Case, course: Course) -> int:
    planned = case.plan.terms_of(course.id) if case.plan else ()
    return min(planned, default=course.window[0])


def _reached(measure: str | None, value: dict[str, int] | None, year: int) -> int:
    """The school year, or the age that students of usual age have reached at the start of it."""
    return year if measure == "placement_year" else (value or {}).get("entry_age", 15) + year - 1


RULE = Rule(
    code="POL007",
    name="placement-too-early",
    severity=Severity.ERROR,
    message="{course} {when}; {asked} ({basis})",
    hint="let {course} start in term 3 at the earliest",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    provisions=("INT-NO-YEAR1", "INT-AGE16"),
)
