"""What each term holds: weekly hours, exams, courses, whole weeks, activity weeks, work stations."""

from __future__ import annotations

from math import lcm

from articulate.model.programme import Stage
from articulate.planning.facts import station_capacity, station_use
from articulate.planning.modes import Placement
from articulate.planning.rows.draft import Draft

Here = list[tuple[int, Placement]]
"""The bits of a term, each with its placement."""


def limits(draft: Draft) -> None:
    """Keep hours, exams, courses and weeks of each term within its limits."""
    for stage in Stage:
        for term in stage.terms:
            here = draft.here[term]
            _hours(draft, stage, term, here)
            _counts(draft, stage, term, here)
            _whole_weeks(draft, term, here)
            _activities(draft, term, here)


def _hours(draft: Draft, stage: Stage, term: int, here: Here) -> None:
    """Weekly hours over the weeks with lessons, of which whole weeks may take some."""
    week = draft.problem.pathway.calendar.term(term)
    limits = draft.problem.pathway.planning.of(stage)
    least, most = limits.weekly_hours
    hours = [(i, p.hours(term)) for i, p in here]
    if week.teaching:
        label = draft.label(
            "weekly_most",
            term=term,
            most=most,
            capacity=most * week.teaching,
            teaching=week.teaching,
            source=limits.source,
        )
        draft.row(hours, most * week.teaching, label)
        if week.shared:
            taken = [(i, most * p.weeks(term)) for i, p in here]
            draft.row([*hours, *taken], most * (week.teaching + week.block - week.shared), label)
    if term in draft.problem.ordinary_terms(stage):
        label = draft.label(
            "weekly_least",
            term=term,
            least=least,
            demand=least * week.teaching,
            teaching=week.teaching,
            source=limits.source,
        )
        lost = [(i, -least) for i in _lost(draft, term, here, label)]
        draft.row([*((i, -h) for i, h in hours), *lost], -least * week.teaching, label)


def _lost(draft: Draft, term: int, here: Here, label: int) -> list[int]:
    """One bit for each week of lessons that whole weeks take, set only where they do."""
    week = draft.problem.pathway.calendar.term(term)
    bits = [draft.variable("choice") for _ in range(week.shared)]
    free = week.block - week.shared
    for number, bit in enumerate(bits, start=1):
        draft.row([(bit, free + number), *((i, -p.weeks(term)) for i, p in here)], 0, label)
    return bits


def _counts(draft: Draft, stage: Stage, term: int, here: Here) -> None:
    known, limits = draft.problem.pathway.by_id, draft.problem.pathway.planning.of(stage)
    exams = [(i, 1) for i, p in here if p.end == term and known[p.course].exam]
    label = draft.label("exams", term=term, most=limits.exams, source=limits.source)
    draft.row(exams, limits.exams, label)
    side = [(i, 1) for i, p in here if p.hours(term)]
    label = draft.label("courses", term=term, most=limits.courses, source=limits.source)
    draft.row(side, limits.courses, label)


def _whole_weeks(draft: Draft, term: int, here: Here) -> None:
    """Whole weeks that the calendar keeps; where lessons share them, each lesson finds its weeks free."""
    week = draft.problem.pathway.calendar.term(term)
    blocks = [(i, p.weeks(term)) for i, p in here]
    label = draft.label("block_weeks", term=term, weeks=week.block, source=week.source.at("block"))
    draft.row(blocks, week.block, label)
    if not week.shared:
        return
    together = week.teaching + week.block - week.shared
    label = draft.label("shared_weeks", term=term, weeks=together, source=week.source.at("shared"))
    for i, p in here:
        if p.lessons(term) > week.teaching - week.shared:
            draft.row([*blocks, (i, p.lessons(term))], together, label)


def _activities(draft: Draft, term: int, here: Here) -> None:
    """Courses given in the weeks of an activity fit into them."""
    week = draft.problem.pathway.calendar.term(term)
    for name in sorted({p.activity for _, p in here} - {""}):
        mine = [(i, p) for i, p in here if p.activity == name]
        label = draft.label(
            "activity_weeks",
            term=term,
            activity=name,
            weeks=week.kept_for(name),
            source=week.source.at("activities"),
            about=tuple(sorted({p.course for _, p in mine})),
        )
        draft.row([(i, p.activity_weeks(term)) for i, p in mine], week.kept_for(name), label)


def stations(draft: Draft) -> None:
    """Practice at a facility fits into the lesson hours of the term (a wish)."""
    for facility in draft.problem.pathway.all_facilities:
        for term in range(1, 11):
            use = station_use(draft.problem, facility, draft.placements, term)
            capacity = station_capacity(draft.problem, facility, term)
            if sum(use.values()) <= capacity:
                continue
            scale = lcm(*(u.denominator for u in use.values()))
            label = draft.label(
                "facility",
                facility=facility.name,
                term=term,
                capacity=capacity,
                source=facility.source,
                about=tuple(sorted({draft.placements[i].course for i in use})),
            )
            draft.wish([([(i, int(u * scale)) for i, u in use.items()], capacity * scale)], label)
