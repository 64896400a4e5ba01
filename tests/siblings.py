"""Schools for tests: small ones written by hand, and random ones, each with plans hidden in it.

The pathways of a random school share public courses and a workshop. The public courses are drawn once, with
one place in the terms. Each pathway then fills what is left of every term with courses of its own, so that
the hidden plans agree on what is shared.
"""

from __future__ import annotations

from copy import deepcopy
from random import Random
from textwrap import dedent

from hypothesis import strategies as st

from articulate.model.pathway import Partner, Pathway
from articulate.model.plan import Offering, TeachingPlan
from articulate.model.planning import Planning, StageLimits
from articulate.model.programme import Course, CourseKind, Facility, Stage
from articulate.model.school import School, Shared, Sibling, Workshop
from articulate.model.source import SourceRef
from plans import FREE, case
from strategies import TEACHING, Draft, _course, _elect, _examine, _order, _partner, _plan, _stage, calendar

WORKSHOP = "w-plc"
CLASS = 40


def school_of(*texts: str, shared: Shared | None = None) -> School:
    """A school of pathways in the short form, called p0 专业1, p1 专业2 …"""
    siblings = (
        Sibling(id=f"p{n}", name=f"专业{n + 1}", pathway=case(dedent(text), FREE).pathway)
        for n, text in enumerate(texts)
    )
    return School(school="s", pathways=tuple(siblings), shared=shared or Shared())


def in_use(**terms: int) -> TeachingPlan:
    """A plan that puts courses of 36 hours into a term each, written line by line from the fifth on."""
    return TeachingPlan(
        pathway="example",
        offerings=tuple(
            Offering.model_validate(
                {"course": c, "term": t, "weekly": 2, "weeks": 18, "hours": 36}
                | {"@source": SourceRef("plan.yaml", line, 5)}
            )
            for line, (c, t) in enumerate(terms.items(), start=5)
        ),
    )


def draw_school(
    rng: Random,
    count: int,
    weekly: tuple[int, int] = (24, 28),
    slack: int = 2,
    share: float = 0.4,
    hours: int = 12,
) -> tuple[School, tuple[TeachingPlan, ...]]:
    """Return a school of so many pathways and their hidden plans, which agree on what is shared.

    ``share`` is the part of the weekly courses that are public; ``hours`` is how many hours a week the one
    workshop is open, so that the hidden plans just fit into it.
    """
    base = [d for stage in Stage for d in _stage(rng, stage, weekly)]
    public = [d for d in base if not d.block and rng.random() < share]
    _order(rng, [d for d in public if sum(o.stage is d.stage for o in public) > 1])
    known = {d.id: _public(_course(rng, d, slack), n) for n, d in enumerate(public)}
    room = {t: hours * TEACHING[t] for t in range(1, 11)}
    drawn = [_sibling(rng, k, base, public, known, weekly, slack, room) for k in range(count)]
    pathways = tuple(Sibling(pathway=p) for p, _ in drawn)
    workshop = Workshop(
        id=WORKSHOP,
        name="PLC实训室",
        stations=CLASS,
        open_hours=hours,
        used_by={p.key: (WORKSHOP,) for p in pathways},
    )
    school = School(school="random", pathways=pathways, shared=Shared(workshops=(workshop,)))
    return school, tuple(plan for _, plan in drawn)


def schools(most: int = 10) -> st.SearchStrategy[tuple[School, tuple[TeachingPlan, ...]]]:
    """Small schools of two or three pathways, for hypothesis."""
    return st.builds(
        lambda seed, count, top: draw_school(Random(seed), count, (top - 2, top)),
        st.integers(0, 2**32 - 1),
        st.integers(2, 3),
        st.integers(6, most),
    )


def _public(course: Course, number: int) -> Course:
    return course.but(kind=CourseKind.GENERAL, source=SourceRef("common.yaml", number + 1, 5))


def _sibling(
    rng: Random,
    number: int,
    base: list[Draft],
    public: list[Draft],
    known: dict[str, Course],
    weekly: tuple[int, int],
    slack: int,
    room: dict[int, int],
) -> tuple[Pathway, TeachingPlan]:
    """One pathway: the public courses, and its own ones in what they leave of each term."""
    ids = {d.id for d in public}
    own = _own(rng, number, [d for d in base if d.id not in ids])
    drafts = deepcopy(public) + own
    _examine(rng, own)
    _order(rng, drafts)
    groups, options = _elect(rng, own, slack)
    made = {d.id: _course(rng, d, slack) for d in own} | options
    for group in groups:
        window = made[group.courses[0]].terms
        made |= {c: made[c].but(terms=window, season=None) for c in group.courses}
    for d in own:
        practice = made[d.id].practice
        if len(d.hours) == 1 and not d.block and not d.elective and 0 < practice <= room[d.start]:
            room[d.start] -= practice
            made[d.id] = made[d.id].but(facilities=(WORKSHOP,))
    courses = dict(known) | made
    limits = StageLimits(
        weekly_hours=(max(0, weekly[0] - 2), weekly[1] + 2), light_terms=(6, 10), exams=8, courses=14
    )
    pathway = Pathway(
        pathway=f"p{number}",
        secondary=_named(_partner(Stage.SECONDARY, courses, groups), number),
        higher=_named(_partner(Stage.HIGHER, courses, groups), number),
        calendar=calendar(),
        planning=Planning(secondary=limits, higher=limits, class_size=CLASS),
        facilities=(Facility(id=WORKSHOP, name="实训室", stations=CLASS),),
    )
    return pathway, _plan(drafts).but(pathway=pathway.pathway)


def _own(rng: Random, number: int, drafts: list[Draft]) -> list[Draft]:
    """The same hours of each term, cut into other courses."""
    out: list[Draft] = []
    for d in drafts:
        weeks = TEACHING[d.start]
        hours = d.hours[0] // weeks
        name = f"{d.stage.value[0]}{number}-{len(out):03d}"
        if len(d.hours) == 1 and not d.block and hours >= 4 and rng.random() < 0.5:
            first = rng.choice((2, hours - 2))
            out.append(Draft(name, d.stage, d.start, (first * weeks,)))
            name = f"{d.stage.value[0]}{number}-{len(out):03d}"
            out.append(Draft(name, d.stage, d.start, ((hours - first) * weeks,)))
        else:
            out.append(Draft(name, d.stage, d.start, d.hours, d.block))
    return out


def _named(partner: Partner, number: int) -> Partner:
    programme = partner.programme
    major = programme.major.but(name=f"专业{number + 1}")
    source = SourceRef(f"{programme.programme}-{number}.yaml", 1, 1)
    return partner.but(programme=programme.but(major=major, source=source))
