"""More conditions for a random pathway, each of them kept by the plan hidden in it.

Forbidden terms, distances between courses, campuses, activity weeks, weeks that lessons and practice share,
weekly hours, what the transfer assessment counts, numbered series, internships and the order of preferences.
"""

from __future__ import annotations

from random import Random
from typing import TypeVar, get_args

from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.model.planning import Preference, Spacing
from articulate.model.programme import Course, CourseKind, Delivery, Facility, Stage
from articulate.model.settings import Activity, Calendar, TaskChoice

T = TypeVar("T")

CAMPUSES = ("东校区", "西校区")
EVENT = "军训"


def enriched(rng: Random, pathway: Pathway, plan: TeachingPlan) -> Pathway:
    """Return the pathway with more conditions, drawn so that the plan keeps them all."""
    for add in (_names, _activities, _shared, _weekly, _campuses, _planning, _transfer):
        pathway = add(rng, pathway, plan)
    return pathway


def _changed(pathway: Pathway, changes: dict[str, Course]) -> Pathway:
    return pathway.with_courses(tuple(changes.get(c.id, c) for c in pathway.courses))


def _some(rng: Random, courses: list[Course], share: float) -> list[Course]:
    return [c for c in courses if rng.random() < share]


def _planned(pathway: Pathway, plan: TeachingPlan) -> list[Course]:
    return [c for c in pathway.courses if c.id in plan.courses]


def _names(rng: Random, pathway: Pathway, plan: TeachingPlan) -> Pathway:
    """A visit before an internship from the second year on, and two parts of a numbered series."""
    changes: dict[str, Course] = {}
    mine = [c for c in _planned(pathway, plan) if c.stage is Stage.SECONDARY and c.required]
    blocks = [c for c in mine if c.delivery is Delivery.BLOCK]
    late = [c for c in blocks if plan.terms_of(c.id)[0] >= 3]
    if late and rng.random() < 0.7:
        work = rng.choice(late)
        changes[work.id] = work.but(name="岗位实习", kind=CourseKind.PRACTICUM)
        start = plan.terms_of(work.id)[0]
        before = [c for c in blocks if c.id != work.id and plan.terms_of(c.id)[-1] <= start]
        if before:
            visit = rng.choice(before)
            changes[visit.id] = visit.but(name="认识实习", kind=CourseKind.PRACTICUM)
    free = [c for c in mine if c.id not in changes]
    for first in _some(rng, free, 0.1):
        after = [c for c in free if plan.terms_of(c.id)[0] > plan.terms_of(first.id)[-1]]
        if after and first.id not in changes:
            second = rng.choice(after)
            if second.id not in changes:
                title = f"系列{first.id}之"
                changes |= {first.id: first.but(name=f"{title}1"), second.id: second.but(name=f"{title}2")}
    return _changed(pathway, changes)


def _activities(rng: Random, pathway: Pathway, plan: TeachingPlan) -> Pathway:
    """Some whole weeks are those of an activity, for which the calendar keeps just as many."""
    blocks = [c for c in _planned(pathway, plan) if c.delivery is Delivery.BLOCK and "实习" not in c.name]
    chosen = [c for c in _some(rng, blocks, 0.3) if len(plan.terms_of(c.id)) == 1]
    weeks = dict.fromkeys(range(1, 11), 0)
    for course in chosen:
        (offering,) = plan.of(course.id)
        weeks[offering.term] += offering.weeks
    terms = tuple(
        t.but(activities=(Activity(name=EVENT, weeks=weeks[t.term]),)) if weeks[t.term] else t
        for t in pathway.calendar.terms
    )
    changed = _changed(pathway, {c.id: c.but(activity=EVENT) for c in chosen})
    return changed.but(calendar=Calendar(terms=terms))


def _shared(rng: Random, pathway: Pathway, plan: TeachingPlan) -> Pathway:
    """As many weeks are shared as the hidden plan leaves free."""
    known = pathway.by_id
    terms = []
    for term in pathway.calendar.terms:
        here = (o for o in plan.in_term(term.term) if o.block and not known[o.course].activity)
        free = min(term.block - sum(o.weeks for o in here), term.teaching)
        terms.append(term.but(shared=rng.randint(0, max(0, min(free, 2)))))
    return pathway.but(calendar=Calendar(terms=tuple(terms)))


def _weekly(rng: Random, pathway: Pathway, plan: TeachingPlan) -> Pathway:
    weekly = [c for c in _planned(pathway, plan) if c.delivery is Delivery.WEEKLY]
    return _changed(
        pathway,
        {
            c.id: c.but(weekly=tuple(sorted({o.weekly for o in plan.of(c.id)} | {rng.randint(1, 6)})))
            for c in _some(rng, weekly, 0.2)
        },
    )


def _campuses(rng: Random, pathway: Pathway, plan: TeachingPlan) -> Pathway:
    """The cohort moves once; practice is where the hidden plan finds the cohort, or at hand everywhere."""
    first = rng.randint(2, 9)
    campus = {t: CAMPUSES[t > first] for t in range(1, 11) if rng.random() < 0.8}
    places = tuple(
        Facility(id=f"f{k}", name=f"实训室{k}", stations=0, campus=c) for k, c in enumerate((*CAMPUSES, None))
    )
    changes = {}
    for course in _some(rng, _planned(pathway, plan), 0.4):
        there = {campus[t] for t in plan.terms_of(course.id) if t in campus}
        fits = [p.id for p in places if p.campus is None or there <= {p.campus}]
        changes[course.id] = course.but(facilities=(rng.choice(fits),))
    planning = pathway.planning.but(campus=campus)
    return _changed(pathway, changes).but(facilities=places, planning=planning)


def _planning(rng: Random, pathway: Pathway, plan: TeachingPlan) -> Pathway:
    courses = _planned(pathway, plan)
    forbidden: dict[str, tuple[int | str, ...]] = {}
    for course in _some(rng, courses, 0.15):
        terms = plan.terms_of(course.id)
        others = [t for t in course.stage.terms if t not in terms]
        seasons = [s for s, odd in (("autumn", 1), ("spring", 0)) if all(t % 2 != odd for t in terms)]
        if seasons and rng.random() < 0.3:
            forbidden[course.id] = (rng.choice(seasons),)
        elif others:
            forbidden[course.id] = tuple(rng.sample(others, k=1))
    order = list(get_args(Preference))
    rng.shuffle(order)
    return pathway.but(
        planning=pathway.planning.but(
            forbidden=forbidden,
            spacing=tuple(_spacings(rng, courses, plan)),
            students=rng.choice((None, 85)),
            preferences=tuple(order[: rng.randint(0, 3)]),
        )
    )


def _spacings(rng: Random, courses: list[Course], plan: TeachingPlan) -> list[Spacing]:
    out = []
    for first in _some(rng, courses, 0.15):
        second = rng.choice([c for c in courses if c.stage is first.stage])
        mine, theirs = plan.terms_of(first.id), plan.terms_of(second.id)
        gap = max(0, theirs[0] - mine[-1], mine[0] - theirs[-1])
        if second.id == first.id:
            continue
        pair = (first.id, second.id)
        kind = rng.choice(("within", "apart", "in_order"))
        if kind == "within":
            out.append(Spacing(courses=pair, within=gap))
        elif kind == "apart" and gap:
            out.append(Spacing(courses=pair, apart=rng.randint(1, gap)))
        elif kind == "in_order" and theirs[0] > mine[-1]:
            out.append(Spacing(courses=pair, in_order=True, within=rng.choice((None, gap))))
    return out


def _transfer(rng: Random, pathway: Pathway, plan: TeachingPlan) -> Pathway:
    """What is assessed ends in time in the hidden plan."""
    mine = [c for c in _planned(pathway, plan) if c.stage is Stage.SECONDARY and c.required]
    in_time = [c for c in mine if plan.terms_of(c.id)[-1] <= pathway.transfer.deadline]
    topics = [o.topic for c in in_time for o in c.outcomes]
    tasks = (TaskChoice(competency="k1", topics=tuple(_few(rng, topics))),) if topics else ()
    culture = tuple(c.id for c in _few(rng, [c for c in in_time if c.kind is CourseKind.GENERAL]))
    process = {c.id: 10 for c in _few(rng, in_time)}
    changed = pathway.transfer.but(process=process or None, culture_courses=culture, tasks=tasks)
    return pathway.but(transfer=changed)


def _few(rng: Random, items: list[T]) -> list[T]:
    return rng.sample(items, k=min(2, len(items)))
