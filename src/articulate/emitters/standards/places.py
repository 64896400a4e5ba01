"""Where courses are taught and practised."""

from __future__ import annotations

from articulate.emitters.standards.paper import StandardsPaper
from articulate.facilities import FacilityUse
from articulate.model.programme import Course

OWNERS = ("secondary", "higher", "enterprise")
"""Who has a place, in the order in which documents list places."""


def by_owner(paper: StandardsPaper) -> tuple[FacilityUse, ...]:
    """Return all places by owner, then by id, as every document numbers them."""
    return tuple(sorted(paper.basis.uses, key=lambda u: OWNERS.index(u.facility.place or "secondary")))


def places_of(paper: StandardsPaper, course: Course) -> tuple[FacilityUse, ...]:
    """Return the places where a course is practised, in the order in which it names them."""
    uses = {u.facility.id: u for u in paper.basis.uses}
    return tuple(uses[f] for f in course.facilities if f in uses)


def where(paper: StandardsPaper, course: Course) -> str:
    """Return where a course is taught in few words: its places, an enterprise, or a classroom."""
    named = paper.list(u.facility.name for u in places_of(paper, course))
    interned = any(i.course == course.id for i in paper.pathway.internships)
    return named or paper.say("enterprise" if interned else "classroom")


def visits(paper: StandardsPaper, course: Course) -> bool:
    """Tell whether a course is an acquaintance with enterprises (认识实习), where students only look on."""
    return any(i.course == course.id and i.kind == "acquaintance" for i in paper.pathway.internships)
