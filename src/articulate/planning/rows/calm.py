"""What leaves a kept plan: how many courses change their terms, and how far they move."""

from __future__ import annotations

from articulate.model.plan import TeachingPlan
from articulate.planning.model import Goal
from articulate.planning.modes import Placement
from articulate.planning.problem import Objective
from articulate.planning.rows.draft import Draft

Terms = tuple[int, ...]
Shares = tuple[tuple[int, int], ...]
"""Terms with the hours taught in them."""


def change(draft: Draft) -> Goal:
    """One for each course that changes its terms, falls out, or comes in without being required.

    What must go somewhere costs nothing: required courses that the kept plan does not have, and options
    of elective groups of which it takes too few.
    """
    must = draft.problem.always | _short(draft)
    terms: list[tuple[int, int]] = []
    constant = 0
    for course in draft.problem.courses:
        old = _kept(draft, course.id)
        bits = draft.bits.get(course.id, ())
        if old:
            constant += 1
            terms += [(i, -1) for i in bits if terms_of(draft.placements[i]) == old]
        elif course.id not in must:
            terms += [(i, 1) for i in bits]
    return Goal(Objective.CHANGE, tuple(sorted(terms)), constant)


def shift(draft: Draft) -> Goal:
    """The terms by which start or end move, whichever moves further; one for other shares of the hours.

    Where no placement gives the terms the hours they had, as after a change of the hours, any share does.
    """
    terms: list[tuple[int, int]] = []
    for course in draft.problem.courses:
        old = _kept(draft, course.id)
        if not old:
            continue
        shares = _shares(draft.problem.keep, course.id)
        bits = draft.bits.get(course.id, ())
        possible = any(shares_of(draft.placements[i]) == shares for i in bits)
        for i in bits:
            here = draft.placements[i]
            if terms_of(here) != old:
                terms.append((i, max(1, abs(here.start - old[0]), abs(here.end - old[-1]))))
            elif possible and shares_of(here) != shares:
                terms.append((i, 1))
    return Goal(Objective.SHIFT, tuple(sorted(terms)))


def terms_of(placement: Placement) -> Terms:
    """Return the terms in which a course runs when it is placed so."""
    return tuple(part.term for part in placement.parts)


def shares_of(placement: Placement) -> Shares:
    """Return the terms of a placement with the hours taught in them."""
    return tuple((part.term, part.hours) for part in placement.parts)


def _short(draft: Draft) -> set[str]:
    """Return the options of elective groups of which the kept plan takes too few."""
    groups = draft.problem.groups
    return {c for g in groups if sum(bool(_kept(draft, c)) for c in g.courses) < g.take for c in g.courses}


def _kept(draft: Draft, course_id: str) -> Terms:
    kept = draft.problem.keep
    return tuple(sorted(set(kept.terms_of(course_id)))) if kept else ()


def _shares(kept: TeachingPlan | None, course_id: str) -> Shares:
    return tuple((o.term, o.hours) for o in kept.of(course_id)) if kept else ()
