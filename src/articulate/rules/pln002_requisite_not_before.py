"""A course starts in the plan before what it builds on is done.

## Why it matters

Windows only say what is possible; the plan says what happens. A course whose prerequisites come later
loses weeks to catching up, and the order on paper is worth nothing.

## What it looks at

The requisites of each planned course, alternatives kept as logic: `pre` must have ended, `co` must have
started, `strict_co` must run in the same terms. Then its requirements: one of the planned courses that
meet a requirement must have ended; for whole weeks of practice, which stand at the end of a term, weekly
courses of the same term have. As contents are matched by their wording, a requirement is a warning,
and only advice where the two courses run side by side.

## What to do

Exchange terms, or plan again with `articulate plan`, which keeps every requisite.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Lv, Phrase
from articulate.matching import Supply
from articulate.model.plan import TeachingPlan
from articulate.model.programme import Course, Delivery, Requisite
from articulate.rule import Case, Rule

BAD = """
secondary:
- {id: s1, name: 电工技术基础}
- {id: s2, name: PLC技术应用, requisites: [s1]}
plan: {s1: [[3, 4, 18]], s2: [[2, 4, 18]]}
"""

GOOD = """
secondary:
- {id: s1, name: 电工技术基础}
- {id: s2, name: PLC技术应用, requisites: [s1]}
plan: {s1: [[2, 4, 18]], s2: [[3, 4, 18]]}
"""


def check(case: Case) -> Iterator[Finding]:
    plan = case.plan
    assert plan is not None
    for course in case.pathway.courses:
        if course.id in plan.courses:
            for requisite in course.requisites:
                missing = unmet(case, plan, course, requisite)
                if missing:
                    yield _out_of_order(case, plan, course, requisite, missing)
    for supply in case.supplies.all:
        if supply.met_by and supply.course.id in plan.courses:
            yield from _too_late(case, plan, supply)


def unmet(case: Case, plan: TeachingPlan, course: Course, requisite: Requisite) -> tuple[Phrase, ...]:
    """Return what the plan misses of a requisite; empty where it holds or names no course of the pathway."""
    if requisite.kind == "all":
        return tuple(m for part in requisite.parts for m in unmet(case, plan, course, part))
    known = case.pathway.by_id
    if requisite.kind == "any":
        parts = [p for p in requisite.parts if any(c in known for _, c in p.leaves())]
        misses = [unmet(case, plan, course, p) for p in parts]
        if not parts or not all(misses):
            return ()
        names = tuple(dict.fromkeys(known[c].name for p in parts for _, c in p.leaves() if c in known))
        return (Phrase("pln.any", {"other": names}),)
    if requisite.course not in known:
        return ()
    other = known[requisite.course]
    mine, theirs = plan.terms_of(course.id), plan.terms_of(other.id)
    if not theirs:
        return (Phrase("pln.absent", {"other": other.name}),)
    held = {
        "pre": theirs[-1] < mine[0],
        "co": theirs[0] <= mine[0],
        "strict_co": set(mine) <= set(theirs) or set(theirs) <= set(mine),
    }
    if held[requisite.kind]:
        return ()
    return (Phrase(f"pln.{requisite.kind}", {"other": other.name, "first": theirs[0], "last": theirs[-1]}),)


def _out_of_order(
    case: Case, plan: TeachingPlan, course: Course, requisite: Requisite, missing: tuple[Phrase, ...]
) -> Finding:
    others = sorted({c for _, c in requisite.leaves() if c in case.pathway.by_id})
    return RULE.finding(
        subject=course.id,
        source=requisite.source or course.source.at("requisites"),
        related=tuple(case.pathway.by_id[c].source for c in others),
        about=(course.id, *others),
        course=course.name,
        term=plan.terms_of(course.id)[0],
        missing=missing,
    )


def _too_late(case: Case, plan: TeachingPlan, supply: Supply) -> Iterator[Finding]:
    mine = plan.terms_of(supply.course.id)
    ids = sorted({m.course.id for m in supply.met_by} - {supply.course.id})
    planned = [c for c in ids if c in plan.courses]
    known = case.pathway.by_id
    block = supply.course.delivery is Delivery.BLOCK
    for c in planned:
        after = block and known[c].delivery is Delivery.WEEKLY
        if plan.terms_of(c)[-1] < mine[0] + after:
            return
    if not ids:
        return
    wanted = {"topic": supply.requirement.topic, "level": Lv(supply.requirement.level)}
    beside = False
    if planned:
        first = min(planned, key=lambda c: (plan.terms_of(c), c))
        terms = plan.terms_of(first)
        beside = terms[0] <= mine[0]
        name = known[first].name
        missing = Phrase("pln.supply", {**wanted, "other": name, "last": terms[-1]})
    else:
        names = tuple(known[c].name for c in ids)
        missing = Phrase("pln.supply_absent", {**wanted, "other": names})
    yield RULE.finding(
        subject=supply.course.id,
        source=supply.requirement.source or supply.course.source.at("requires"),
        related=tuple(known[c].source for c in planned),
        about=(supply.course.id, *ids),
        severity=Severity.ADVICE if beside else Severity.WARNING,
        course=supply.course.name,
        term=mine[0],
        missing=(missing,),
    )


RULE = Rule(
    code="PLN002",
    name="requisite-not-before",
    severity=Severity.ERROR,
    message="{course} starts in term {term}, but {missing}",
    hint="exchange the terms of the two courses, or plan again with articulate plan",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("plan", "REQ001"),
)
