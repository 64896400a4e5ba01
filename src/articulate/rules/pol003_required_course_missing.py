"""A public basic course that regulations ask for is not there.

## Why it matters

教职成〔2019〕13号 names the public basic courses of each stage: some must be required, others required or
limited electives. A programme without one of them is sent back.

## What it looks at

The names of the courses of a stage, and their aliases, against the lists and against courses whose hours
are prescribed. Schools print other names (高职英语 for 外语, four courses for 思想政治): a list of names
knows the usual ones. Where the list of a two-year college asks for a course that the secondary stage has
given the same students, it counts.

## What to do

Add the course, make it required, or, where it is there under a name of the school's own, write the usual
name under `aliases`.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.model.programme import Course, Stage
from articulate.policy import Provision, answering, conflicts
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 语文, kind: general}]
policy:    [{id: SEC, title: 某规定, stage: secondary, measure: courses_required, value: [语文, 历史]}]
"""

GOOD = """
secondary: [{id: s1, name: 语文, kind: general}, {id: s2, name: 中国历史, kind: general}]
policy:    [{id: SEC, title: 某规定, stage: secondary, measure: courses_required, value: [语文, 历史]}]
"""


def check(case: Case) -> Iterator[Finding]:
    for stage in Stage:
        programme = case.pathway.partner(stage).programme
        if not programme.courses:
            continue
        missing: dict[str, list[Provision]] = {}
        for provision in case.policy.of(stage=stage):
            for name in _asked(provision):
                if not _given(case, provision, name, stage):
                    missing.setdefault(name, []).append(provision)
        for name, provisions in sorted(missing.items()):
            provisions.sort(key=lambda p: (p.severity.rank, p.id))
            offered = provisions[0].measure == "courses_offered"
            yield RULE.finding(
                subject=f"{stage.value}.{name}",
                source=programme.source.at("courses"),
                severity=provisions[0].severity,
                evidence=conflicts(provisions, stage),
                stage=stage,
                name=name,
                manner=Phrase("pol.offered" if offered else "pol.required"),
                basis=tuple({p.cite(): p.citation for p in provisions}.values()),
            )


def _asked(provision: Provision) -> tuple[str, ...]:
    """The courses that a provision asks for by name; hours of what is not required ask for none."""
    if provision.measure in ("courses_required", "courses_offered"):
        return tuple(provision.value)
    return (provision.course,) if provision.course and provision.force == "required" else ()


def _given(case: Case, provision: Provision, name: str, stage: Stage) -> bool:
    # A figure for a stage of another length asks less of this one: five years are looked at together.
    either = provision.either_stage or not provision.fits(stage)
    found = answering(case.pathway, name, None if either else stage)
    if provision.measure == "courses_required":
        return any(c.required for c in found)
    return any(_obliges(c) for c in found)


def _obliges(course: Course) -> bool:
    """Whether it is required or a limited elective."""
    return course.required or course.elective != "free"


RULE = Rule(
    code="POL003",
    name="required-course-missing",
    severity=Severity.ERROR,
    message="the {stage} does not have {name} as {manner} ({basis})",
    hint="add {name}, or write it under aliases of the course that is it",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    provisions=("PB-SEC-REQUIRED", "PB-SEC-LIMITED", "PB-HV-REQUIRED", "PB-HV-LIMITED"),
)
