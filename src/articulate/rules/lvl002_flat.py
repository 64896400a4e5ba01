"""Most of a higher course was taught in the secondary stage at the same or a higher level.

## Why it matters

A course can repeat nothing in particular and still bring nothing new, when its outcomes are spread over
several earlier courses. No pair of courses shows it; the sum does.

## What it looks at

Higher courses of which two thirds or more of the outcomes, at least two of them surely, were taught by
secondary courses together, at no lower level, each by whichever course taught it most clearly. One that is
told in words with little in common is doubtful and counts three quarters; in public basic courses, which
both stages tell alike, it does not count. Duplicates, inverted courses and
overlapping public basic courses are told as such and not again here; 体育, 军事 and 国防 are left out, and so
is a practical course whose known parts are all at level 4 or more, since it gathers them into a project.

## What to do

Raise the outcomes (分析, 评价, 创造), split and redistribute the course, or exempt by module.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.matching import OVERLAPS, CourseRelation, OutcomeMatch, Relation, recurring
from articulate.model.programme import Course, CourseKind, Stage
from articulate.rule import Case, Rule

BAD = """
secondary:
- {id: s1, name: 底盘拆装, outcomes: [悬架/3, 四轮定位/3, 盘式制动器/3]}
- {id: s2, name: 汽车维护, outcomes: [轮胎动平衡/3, 制动液更换/3]}
higher:
- {id: h1, name: 底盘系统检修, outcomes: [悬架/3, 四轮定位/3, 轮胎动平衡/3, 制动液更换/3, 线控制动/4]}
"""

GOOD = """
secondary:
- {id: s1, name: 底盘拆装, outcomes: [悬架/3, 四轮定位/3, 盘式制动器/3]}
- {id: s2, name: 汽车维护, outcomes: [轮胎动平衡/3, 制动液更换/3]}
higher:
- {id: h1, name: 底盘系统检修, outcomes: [悬架/4, 四轮定位/4, 轮胎动平衡/4, 制动能量回收/4, 线控制动/5]}
"""

STRONGER = (Relation.DUPLICATE, Relation.RENAMED, Relation.INVERTED)


def check(case: Case) -> Iterator[Finding]:
    said = {r.later.id for r in case.relations.across_stages() if _said_already(r)}
    for course in case.pathway.courses:
        if course.stage is not Stage.HIGHER or course.id in said or recurring(course.name):
            continue
        taught = case.relations.taught_before(course.id)
        if not case.relations.flat(course.id) or _project(course, taught):
            continue
        doubtful = sum(m.doubtful for m in taught)
        deciding = case.relations.flat_by_little(course.id)
        question = deciding.as_question() if deciding else ()
        matches = [m.as_evidence() for m in sorted(taught, key=lambda m: m.doubtful)]
        share = Fraction(len(taught), len(course.outcomes))
        sources = sorted({(m.earlier.id, m.earlier.name) for m in taught})
        yield RULE.finding(
            subject=course.id,
            source=course.source.at("outcomes"),
            related=[case.pathway.by_id[id_].source.at("outcomes") for id_, _ in sources],
            evidence=[*question, *matches],
            about=[course.id, *(id_ for id_, _ in sources)],
            hours=round(course.hours * share),
            severity=_severity(course),
            relation="flat",
            later=course.name,
            matched=_told(len(taught), doubtful),
            total=len(course.outcomes),
            share=share,
            sources=tuple(name for _, name in sources),
        )


def _told(taught: int, doubtful: int) -> Phrase:
    return Phrase("lvl.taught" if not doubtful else "lvl.taught_in_part", {"n": taught, "doubtful": doubtful})


def _said_already(relation: CourseRelation) -> bool:
    """Tell whether a stronger finding speaks of the later course: a duplicate, an inversion, DUP005."""
    general = relation.earlier.kind is relation.later.kind is CourseKind.GENERAL
    return relation.kind in STRONGER or (general and relation.kind in OVERLAPS)


def _project(course: Course, taught: Iterable[OutcomeMatch]) -> bool:
    """Tell whether a practical course gathers known parts at a level that analyses or creates."""
    return course.kind is CourseKind.PRACTICUM and all(m.second.level >= 4 for m in taught)


def _severity(course: Course) -> Severity:
    if course.kind is CourseKind.CORE:
        return RULE.severity.stronger()
    if course.kind in (CourseKind.GENERAL, CourseKind.EXTENSION):
        return RULE.severity.weaker()
    return RULE.severity


RULE = Rule(
    code="LVL002",
    name="flat",
    severity=Severity.WARNING,
    message="{later} does not rise: {matched} of its {total} outcomes were taught at no lower level "
    "in {sources}",
    hint="raise the outcomes of {later} to analyse, evaluate or create, redistribute it, or exempt by module",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    by_likeness=True,
)
