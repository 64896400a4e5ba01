"""Plain text for terminals: a plan as a small table."""

from __future__ import annotations

from fractions import Fraction

from articulate.emitters.document import ems
from articulate.emitters.words import rounded
from articulate.i18n import Lang, label, show
from articulate.model.pathway import Pathway
from articulate.model.plan import Offering, TeachingPlan

NAME_WIDTH = 34
"""Columns of a terminal for the name of a course."""


def plan_lines(pathway: Pathway, plan: TeachingPlan, lang: Lang = "zh") -> list[str]:
    """Return a plan as lines: each term with its courses, weekly hours × weeks, and its load."""
    out = []
    for term in range(1, 11):
        offerings = plan.in_term(term)
        lessons = sum(o.hours for o in offerings if not o.block)
        load = show(rounded(Fraction(lessons, pathway.calendar.term(term).teaching or 1)), lang)
        hours = sum(o.hours for o in offerings)
        out.append(label("plan.term_line", lang, term=term, load=load, hours=hours, count=len(offerings)))
        for o in sorted(offerings, key=lambda o: (o.block, -o.weekly, o.course)):
            course = pathway.by_id.get(o.course)
            name = course.name if course else o.course
            exam = label("plan.exam_mark", lang) if o.exam else ""
            out.append(f"  {padded(name, NAME_WIDTH)} {amount(o):>7} {o.hours:>4} {exam}".rstrip())
    return out


def amount(offering: Offering) -> str:
    """Return what an offering takes as schools write it: ``4/18W``, or ``2W`` for whole weeks."""
    return f"{offering.weeks}W" if offering.block else f"{offering.weekly}/{offering.weeks}W"


def padded(text: str, width: int) -> str:
    """Return text filled up to a width on a terminal, where a Chinese character takes two columns."""
    used = sum(2 if ems(c) == 1.0 else 1 for c in text)
    return text + " " * max(0, width - used)
