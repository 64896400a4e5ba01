"""A point rises by three levels or more in one step, or begins high without anything leading up to it.

## Why it matters

Students who can name a thing cannot yet judge it. A step of three levels, or a course that starts at
analysis on new ground, leaves the weaker half behind.

## What it looks at

Outcomes of a higher professional course that stand three levels or more above the highest level any earlier
course reached on that point, unless the course has an outcome one or two levels above where the point stood.
And higher courses of two or more outcomes that are all new and at level 4 or more, without requisites: that
is advice only. Both levels are conventions, which a pathway may set under ``matching``. A course that declares
what it presumes is not reported: there the requirement is judged.

## What to do

Add a lower outcome that leads up to it, add a bridging unit, or state what the course presumes on entry.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Lv, Phrase
from articulate.matching import OutcomeMatch, Settings
from articulate.model.programme import Course, CourseKind, Stage
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 汽车构造, outcomes: [自动变速器/1, 手动变速器/3]}]
higher:    [{id: h1, name: 变速器检修, outcomes: [自动变速器/5, 双离合器/4, 控制单元/4]}]
"""

GOOD = """
secondary: [{id: s1, name: 汽车构造, outcomes: [自动变速器/3, 手动变速器/3]}]
higher:    [{id: h1, name: 变速器检修, outcomes: [自动变速器/5, 双离合器/3, 控制单元/4]}]
"""


def check(case: Case) -> Iterator[Finding]:
    settings = Settings.of(case.pathway)
    best: dict[tuple[str, int], OutcomeMatch] = {}
    for match in case.relations.matches:
        held = best.get((match.later.id, match.j))
        if held is None or match.first.level > held.first.level:
            best[match.later.id, match.j] = match
    for course in case.pathway.courses:
        if course.stage is not Stage.HIGHER or course.requires or course.kind is CourseKind.GENERAL:
            continue
        known = [best.get((course.id, j)) for j in range(len(course.outcomes))]
        jumps = [
            m
            for m in known
            if m is not None and m.gain >= settings.jump and not _led_up(course, m, settings.jump)
        ]
        if jumps:
            yield _steep(course, jumps)
        elif _starts_high(course, known, settings.high):
            yield _high(course, settings.high)


def _led_up(course: Course, match: OutcomeMatch, jump: int) -> bool:
    """Tell whether the course itself has an outcome less than a jump above where the point stood."""
    low, high = match.first.level, match.second.level
    return any(low < o.level < min(low + jump, high) for o in course.outcomes)


def _starts_high(course: Course, known: list[OutcomeMatch | None], high: int) -> bool:
    """Tell whether all of a course is new and high, and nothing is said to come before it."""
    new = course.outcomes and not any(known) and not course.requisites
    return bool(new) and len(course.outcomes) > 1 and all(o.level >= high for o in course.outcomes)


def _steep(course: Course, jumps: list[OutcomeMatch]) -> Finding:
    first = min(jumps, key=lambda m: (-m.gain, m.second.topic, m.earlier.id))
    what = Phrase(
        "lvl.steep",
        {
            "later": course.name,
            "topic": first.second.topic,
            "earlier": first.earlier.name,
            "low": first.first.stated,
            "high": first.second.stated,
        },
    )
    return RULE.finding(
        subject=course.id,
        source=first.second.source or course.source.at("outcomes"),
        related=[m.first.source or m.earlier.source.at("outcomes") for m in jumps],
        evidence=[m.as_evidence() for m in jumps],
        about=[course.id, *sorted({m.earlier.id for m in jumps})],
        what=what,
        later=course.name,
    )


def _high(course: Course, high: int) -> Finding:
    topics = tuple(o.topic for o in course.outcomes)
    return RULE.finding(
        subject=course.id,
        source=course.source.at("outcomes"),
        severity=RULE.severity.weaker(),
        what=Phrase("lvl.starts_high", {"later": course.name, "topics": topics, "high": Lv(high)}),
        later=course.name,
    )


RULE = Rule(
    code="LVL003",
    name="level-jump",
    severity=Severity.WARNING,
    message="{what}",
    hint="add a lower outcome or a bridging unit that leads up to it, "
    "or state what {later} presumes on entry",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
