"""Random pathways with a plan hidden in them, for property tests and benchmarks.

A plan is drawn first: terms are filled with courses up to an ordinary week, some courses run over
several terms, some fill whole weeks. Windows, requisites, requirements, elective groups and limits are
then written so that this plan keeps them all. What is handed out is the pathway and the hidden plan.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from hypothesis import strategies as st

from articulate.model.pathway import Partner, Pathway
from articulate.model.plan import Offering, TeachingPlan
from articulate.model.planning import Planning, StageLimits
from articulate.model.programme import (
    Course,
    CourseKind,
    Delivery,
    ElectiveGroup,
    LearningOutcome,
    Major,
    Programme,
    Requirement,
    Requisite,
    Stage,
)
from articulate.model.settings import Calendar, TermCalendar
from conditions import enriched

TEACHING = {**dict.fromkeys(range(1, 6), 18), 6: 6, **dict.fromkeys(range(7, 10), 16), 10: 2}
BLOCKS = {**dict.fromkeys(range(1, 6), 1), 6: 12, **dict.fromkeys(range(7, 10), 3), 10: 16}


@dataclass
class Draft:
    """A course on its way: the plan's terms and hours, and what is written down about it."""

    id: str
    stage: Stage
    start: int
    hours: tuple[int, ...]
    block: int = 0
    elective: bool = False
    exam: bool = False
    requisites: list[Requisite] = field(default_factory=list)
    requires: list[Requirement] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)

    @property
    def end(self) -> int:
        return self.start + len(self.hours) - 1


def calendar() -> Calendar:
    """The calendar of all random pathways."""
    return Calendar(
        terms=tuple(
            TermCalendar(term=t, weeks=20, teaching=TEACHING[t], exam=1, block=BLOCKS[t])
            for t in range(1, 11)
        )
    )


def draw_pathway(
    rng: Random, weekly: tuple[int, int] = (24, 28), slack: int = 2
) -> tuple[Pathway, TeachingPlan]:
    """Return a pathway and the plan hidden in it.

    ``weekly`` bounds the weekly hours, and so the size; ``slack`` is how many terms a window may be
    wider than the hidden plan needs, on each side.
    """
    drafts = [d for stage in Stage for d in _stage(rng, stage, weekly)]
    _examine(rng, drafts)
    _order(rng, drafts)
    groups, options = _elect(rng, drafts, slack)
    courses = {d.id: _course(rng, d, slack) for d in drafts} | options
    for group in groups:
        window = courses[group.courses[0]].terms
        courses |= {c: courses[c].but(terms=window, season=None) for c in group.courses}
    hours = (max(0, weekly[0] - 2), weekly[1] + 2)
    limits = StageLimits(weekly_hours=hours, light_terms=(6, 10), exams=4, courses=14)
    fixed = {d.id: d.start for d in rng.sample(drafts, k=min(2, len(drafts))) if not d.elective}
    pathway = Pathway(
        pathway="random",
        secondary=_partner(Stage.SECONDARY, courses, groups),
        higher=_partner(Stage.HIGHER, courses, groups),
        calendar=calendar(),
        planning=Planning(secondary=limits, higher=limits, fixed=fixed),
    )
    return pathway, _plan(drafts)


def draw_rich(
    rng: Random, weekly: tuple[int, int] = (24, 28), slack: int = 2
) -> tuple[Pathway, TeachingPlan]:
    """Return a pathway under every kind of condition, and the plan hidden in it."""
    pathway, hidden = draw_pathway(rng, weekly, slack)
    return enriched(rng, pathway, hidden), hidden


def pathways(most: int = 12, *, rich: bool = True) -> st.SearchStrategy[tuple[Pathway, TeachingPlan]]:
    """Small pathways, each with its hidden plan, for hypothesis; ``rich`` ones know every condition."""
    draw = draw_rich if rich else draw_pathway
    return st.builds(
        lambda seed, top: draw(Random(seed), (top - 2, top)),
        st.integers(0, 2**32 - 1),
        st.integers(6, most),
    )


def _stage(rng: Random, stage: Stage, weekly: tuple[int, int]) -> list[Draft]:
    """Courses of one stage that fill its terms."""
    letter = stage.value[0]
    terms = [t for t in stage.terms if TEACHING[t] > 6]
    load = dict.fromkeys(stage.terms, 0)
    out: list[Draft] = []

    def add(start: int, hours: tuple[int, ...], block: int = 0) -> None:
        out.append(Draft(f"{letter}{len(out):03d}", stage, start, hours, block))

    for _ in range(max(1, weekly[1] // 7)):
        span = rng.randint(2, min(4, len(terms)))
        start = rng.choice(terms[: len(terms) - span + 1])
        hours = rng.choice((1, 2))
        run = range(start, start + span)
        if all(load[t] + hours <= weekly[0] for t in run):
            add(start, tuple(hours * TEACHING[t] for t in run))
            for t in run:
                load[t] += hours
    for t in terms:
        while load[t] < weekly[0]:
            hours = min(rng.choice((2, 2, 3, 4, 4, 6)), weekly[1] - load[t])
            add(t, (hours * TEACHING[t],))
            load[t] += hours
    for t in stage.terms:
        left = BLOCKS[t]
        while left and rng.random() < 0.7:
            weeks = rng.randint(1, left)
            add(t, (24 * weeks,), weeks)
            left -= weeks
    light = stage.terms[-1]
    add(light, (2 * TEACHING[light],))
    return out


def _examine(rng: Random, drafts: list[Draft]) -> None:
    exams = dict.fromkeys(range(1, 11), 0)
    for d in drafts:
        if not d.block and exams[d.end] < 4 and rng.random() < 0.4:
            d.exam = True
            exams[d.end] += 1


def _order(rng: Random, drafts: list[Draft]) -> None:
    """Requisites and requirements that the hidden plan keeps."""
    for d in drafts:
        before = [o for o in drafts if o.end < d.start and (o.stage is d.stage or rng.random() < 0.2)]
        others = [o for o in drafts if o.id != d.id and o.stage is d.stage]
        if before and rng.random() < 0.5:
            d.requisites.append(Requisite(kind="pre", course=rng.choice(before).id))
        if before and rng.random() < 0.15:
            parts = [Requisite(kind="pre", course=c.id) for c in (rng.choice(before), rng.choice(others))]
            d.requisites.append(Requisite(kind="any", parts=tuple(parts)))
        if before and rng.random() < 0.08:
            both = [Requisite(kind="pre", course=rng.choice(before).id) for _ in range(2)]
            other = Requisite(kind="pre", course=rng.choice(others).id)
            d.requisites.append(
                Requisite(kind="any", parts=(Requisite(kind="all", parts=tuple(both)), other))
            )
        beside = [o for o in others if o.start <= d.start]
        if beside and rng.random() < 0.1:
            d.requisites.append(Requisite(kind="co", course=rng.choice(beside).id))
        hosts = [o for o in others if not o.block and o.start <= d.start and d.end <= o.end]
        if d.block and hosts and rng.random() < 0.5:
            d.requisites.append(Requisite(kind="strict_co", course=rng.choice(hosts).id))
        if before and rng.random() < 0.4:
            giver = rng.choice(before)
            topic = "".join(chr(rng.randint(0x4E00, 0x9FA0)) for _ in range(6))
            giver.topics.append(topic)
            d.requires.append(Requirement(topic=topic, level=2))


def _elect(rng: Random, drafts: list[Draft], slack: int) -> tuple[list[ElectiveGroup], dict[str, Course]]:
    """Make some courses that nothing rests on elective, each with twins that could replace it."""
    needed = {c for d in drafts for r in d.requisites for _, c in r.leaves()}
    groups, extra = [], {}
    for d in drafts:
        free = d.id not in needed and not d.requisites and not d.topics and not d.block
        if free and len(d.hours) == 1 and rng.random() < 0.4:
            d.elective = True
            d.exam = False
            twins = [f"{d.id}-{k}" for k in range(1, rng.randint(2, 3))]
            groups.append(ElectiveGroup(id=f"e-{d.id}", name=f"组{d.id}", courses=(d.id, *twins)))
            for twin in twins:
                extra[twin] = _course(rng, Draft(twin, d.stage, d.start, d.hours, elective=True), slack)
    return groups, extra


def _course(rng: Random, d: Draft, slack: int) -> Course:
    first = max(d.stage.terms[0], d.start - rng.randint(0, slack))
    last = min(d.stage.terms[-1], d.end + rng.randint(0, slack))
    seasonal = not d.block and len(d.hours) == 1 and rng.random() < 0.1
    total = sum(d.hours)
    return Course(
        id=d.id,
        name=f"课程{d.id}",
        kind=rng.choice((CourseKind.GENERAL, CourseKind.FOUNDATION, CourseKind.CORE)),
        required=not d.elective,
        elective="limited" if d.elective else None,
        hours=total,
        practice=total if d.block else rng.randint(0, total // 2),
        delivery=Delivery.BLOCK if d.block else Delivery.WEEKLY,
        weeks=d.block,
        terms=(first, last),
        span=(len(d.hours),),
        split=d.hours if len(set(d.hours)) > 1 else (),
        exam=d.exam,
        outcomes=tuple(LearningOutcome(topic=t, level=3, text=t) for t in d.topics),
        requires=tuple(d.requires),
        requisites=tuple(d.requisites),
        season=("autumn" if d.start % 2 else "spring") if seasonal else None,
        stage=d.stage,
    )


def _partner(stage: Stage, courses: dict[str, Course], groups: list[ElectiveGroup]) -> Partner:
    mine = tuple(c for c in courses.values() if c.stage is stage)
    ids = {c.id for c in mine}
    code = "660301" if stage is Stage.SECONDARY else "460301"
    return Partner(
        school="学校",
        programme=Programme(
            programme=stage.value,
            stage=stage,
            major=Major(name="专业", code=code),
            electives=tuple(g for g in groups if set(g.courses) <= ids),
            courses=mine,
        ),
    )


def _plan(drafts: list[Draft]) -> TeachingPlan:
    offerings = []
    for d in drafts:
        for k, hours in enumerate(d.hours):
            term = d.start + k
            weeks = d.block or TEACHING[term]
            offerings.append(
                Offering(
                    course=d.id,
                    term=term,
                    weekly=0 if d.block else hours // weeks,
                    weeks=weeks,
                    hours=hours,
                    exam=d.exam and term == d.end,
                )
            )
    taken = tuple(sorted(d.id for d in drafts if d.elective))
    return TeachingPlan(pathway="random", offerings=tuple(offerings), taken=taken)
