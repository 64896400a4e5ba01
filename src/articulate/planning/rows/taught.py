"""What is taught: each course once, electives as many as their group says, the terms open to each course."""

from __future__ import annotations

from articulate.planning.bars import bars
from articulate.planning.facts import reachable
from articulate.planning.model import STRUCTURE
from articulate.planning.problem import terms_in_words
from articulate.planning.rows.draft import Draft


def place(draft: Draft) -> None:
    """Make a bit for each way to place a course, and place each required course once."""
    domains = reachable(draft.problem) if draft.lean else draft.problem.placements
    for course in draft.problem.courses:
        for placement in domains[course.id]:
            draft.place(placement)
    for course in draft.problem.courses:
        label = draft.label(
            "place",
            course=course.name,
            hours=course.hours,
            terms=terms_in_words(*course.window),
            source=course.source.at("terms"),
            about=(course.id,),
        )
        draft.row(draft.taken(course.id), 1, STRUCTURE)
        if course.id in draft.problem.always:
            draft.row(draft.taken(course.id, -1), -1, label)


def take(draft: Draft) -> None:
    """Take as many electives of each group as it says."""
    for group in draft.problem.groups:
        label = draft.label(
            "group",
            group=group.name,
            take=group.take,
            courses=tuple(draft.name(c) for c in group.courses),
            source=group.source,
            about=group.courses,
        )
        for sign in (1, -1):
            terms = [t for c in group.courses for t in draft.taken(c, sign)]
            draft.row(terms, sign * group.take, label)


def bar(draft: Draft) -> None:
    """Keep each course to the terms that are open to it: fixed and forbidden ones, campus, age, deadline."""
    for one in bars(draft.problem):
        label = draft.label(
            one.kind, source=one.source, provision=one.provision, about=(one.course,), **one.values
        )
        bits = draft.bits.get(one.course, ())
        draft.row([(i, 1) for i in bits if not one.allows(draft.placements[i])], 0, label)
