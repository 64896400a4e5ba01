"""What a plan is judged by, one goal after the other."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

from articulate.planning.facts import builds_on, relied_on
from articulate.planning.model import Goal
from articulate.planning.modes import Placement
from articulate.planning.problem import Objective
from articulate.planning.rows.calm import change, shift
from articulate.planning.rows.draft import Draft
from articulate.planning.rows.spread import balance, exams, hard_courses

PRICES = 1 << 14
"""Tie prices run from 1 to this number."""


def goals(draft: Draft) -> Iterator[Goal]:
    """Yield the goals, the most important first: wishes, what the pathway prefers, the tie price."""
    stages = {
        "balance": balance,
        "exams": exams,
        "hard": hard_courses,
        "choice": _choice,
        "distance": _distance,
        "early": _early,
    }
    calm = draft.problem.move_for if draft.problem.keep is not None else None
    if calm == "conditions":
        yield change(draft)
        yield shift(draft)
    yield Goal(Objective.UNMET, tuple((slack, 1) for slack, _ in draft.wishes))
    if calm == "wishes":
        yield change(draft)
        yield shift(draft)
    for name in draft.problem.pathway.planning.order:
        yield stages[name](draft)
        if name == "balance" and calm == "balance":
            yield change(draft)
            yield shift(draft)
    yield _tie(draft)


def _distance(draft: Draft) -> Goal:
    """Terms between the end of a course and the start of what builds on it, over all such pairs.

    From stage to stage only pairs that every student takes count.
    """
    always = draft.problem.always
    summed: dict[int, int] = {}
    label = draft.label("distance")
    constant = 0
    for earlier, later, hard in builds_on(draft.problem):
        ends = [(i, draft.placements[i].end) for i in draft.bits.get(earlier, ())]
        begins = [(i, draft.placements[i].start) for i in draft.bits.get(later, ())]
        if not ends or not begins:
            continue
        across = max(e for _, e in ends) < min(b for _, b in begins)
        sure = {earlier, later} <= always
        known = draft.problem.pathway.by_id
        if known[earlier].stage is not known[later].stage and not sure:
            continue  # would tie the two stages together for the sake of an elective
        if sure and (hard or across):
            constant -= 1
            for i, e in ends:
                summed[i] = summed.get(i, 0) - e
            for i, b in begins:
                summed[i] = summed.get(i, 0) + b
            continue
        gap = draft.variable("least", 10)
        both = [(i, b + 10) for i, b in begins] + [(i, 10 - e) for i, e in ends]
        draft.row([*both, (gap, -1)], 21, label, soft=True)
        summed[gap] = 1
    return Goal(Objective.DISTANCE, tuple(sorted((i, c) for i, c in summed.items() if c)), constant)


def _choice(draft: Draft) -> Goal:
    """Of each elective group those taken by default; electives outside groups are left out.

    So a plan takes what shares are counted with while there is no plan, unless something speaks
    against it.
    """
    pathway, always = draft.problem.pathway, draft.problem.always
    rank = {c.id: 1 for c in draft.problem.courses if c.id not in always}
    for group in reversed(draft.problem.groups):
        rank |= {course_id: number for number, course_id in enumerate(pathway.preferred(group))}
    terms = ((i, rank.get(p.course, 0)) for i, p in enumerate(draft.placements))
    return Goal(Objective.CHOICE, tuple(t for t in terms if t[1]))


def _early(draft: Draft) -> Goal:
    """Terms after the deadline in which courses end that the higher stage relies on."""
    deadline, early = draft.problem.pathway.transfer.deadline, relied_on(draft.problem)
    late = (
        (i, placement.end - deadline)
        for i, placement in enumerate(draft.placements)
        if placement.course in early and placement.end > deadline
    )
    return Goal(Objective.EARLY, tuple(late))


def _tie(draft: Draft) -> Goal:
    """A hashed price for each bit; of ways that differ in their weeks alone, the longer is cheaper."""
    seen: dict[tuple[object, ...], int] = {}
    terms = []
    for i, placement in sorted(enumerate(draft.placements), key=lambda ip: _weeks(ip[1]), reverse=True):
        same = (placement.course, *((p.term, p.hours) for p in placement.parts))
        rank = seen[same] = seen.get(same, -1) + 1
        terms.append((i, price(placement) + rank * PRICES))
    return Goal(Objective.TIE, tuple(sorted(terms)))


def _weeks(placement: Placement) -> tuple[int, ...]:
    """Weeks in all its terms, then in each."""
    weeks = tuple(p.weeks for p in placement.parts)
    return sum(weeks), *weeks


def price(placement: Placement) -> int:
    """Return the tie price of a placement, from 1: a hash of course, terms and hours, equal everywhere."""
    text = "|".join([placement.course, *(f"{p.term}:{p.hours}" for p in placement.parts)])
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") % PRICES + 1
