"""The process part and the culture part: which courses count, and how much."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from fractions import Fraction

from articulate.model.criteria import CultureItem, ProcessItem
from articulate.model.programme import CourseKind, Stage
from articulate.transfer.boundary import Boundary
from articulate.transfer.shares import largest_remainder

LEAST_SHARE = 1
"""Percent that every course of a part gets before the rest follows the weights."""


def raw_weight(credits: Decimal, dependence: int, most: int) -> Fraction:
    """Return what a process course weighs before shares are made: credits × (1 + dependence / greatest).

    A course on which the whole higher stage rests counts twice a course of equal credits on which nothing
    does. A course without credits counts as one of one credit. The formula is a proposal.
    """
    return Fraction(credits or 1) * (1 + (Fraction(dependence, most) if most else 0))


def process_part(boundary: Boundary, must: Collection[str]) -> tuple[ProcessItem, ...]:
    """Return the professional courses finished in time that count, with their weights.

    Where the schools name none, these are the courses that alone show a topic of the bridge (``must``),
    then those on which most rests, then core courses, up to the number set.
    """
    pathway, settings = boundary.pathway, boundary.pathway.transfer
    dependence = {
        c.id: boundary.dependence_of(c)
        for c in pathway.courses
        if c.kind is not CourseKind.GENERAL and boundary.assessable(c)
    }
    by_hand = settings.process or {}
    if by_hand:
        chosen = sorted(by_hand)
    else:
        core = {i: pathway.by_id[i].kind is CourseKind.CORE for i in dependence}
        ranked = sorted(
            (i for i in dependence if i in must or dependence[i] or core[i]),
            key=lambda i: (i not in must, -dependence[i], not core[i], i),
        )
        chosen = sorted(ranked[: settings.process_courses])
    most = max((dependence.get(i, 0) for i in chosen), default=0)
    credits = {i: pathway.by_id[i].credits if i in pathway.by_id else Decimal(0) for i in chosen}
    weights = {i: raw_weight(credits[i], dependence.get(i, 0), most) for i in chosen}
    shares = largest_remainder(weights, 100, least=LEAST_SHARE) | by_hand
    return tuple(
        ProcessItem(
            course=i,
            terms=boundary.terms(i),
            credits=credits[i],
            weight=shares[i],
            dependence=dependence.get(i, 0),
        )
        for i in sorted(chosen, key=lambda i: (-shares[i], i))
    )


def culture_part(boundary: Boundary) -> tuple[CultureItem, ...]:
    """Return the public basic courses of the culture part, weighted by credits."""
    named = boundary.pathway.transfer.culture_courses
    chosen = [
        c
        for c in boundary.pathway.courses
        if c.stage is Stage.SECONDARY
        and (c.id in named if named else c.kind is CourseKind.GENERAL and c.exam and boundary.assessable(c))
    ]
    shares = largest_remainder({c.id: Fraction(c.credits or 1) for c in chosen}, 100, least=LEAST_SHARE)
    return tuple(CultureItem(course=i, weight=w) for i, w in shares.items())
