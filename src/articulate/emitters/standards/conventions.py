"""Numbers that neither a regulation nor the curriculum gives, and how papers ask schools to confirm them.

They stand here and nowhere else. Every paper that uses some of them says so once, in the list at its front
(须由学校补充或确认的事项), with the number itself: a change of the number changes the list. What the schools
wrote in their data is theirs and is not told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from articulate.facilities import MOST_SHIFTS
from articulate.model.programme import Stage

if TYPE_CHECKING:
    from articulate.emitters.standards.paper import StandardsPaper

KNOWN = 2
"""The highest level that is knowledge; from 3 (apply) on an outcome is an ability."""
REVISION_YEARS = 5
"""Years after which a programme is revised as a whole."""
JOINT_CHECKS = 1
"""Joint checks of teaching by both schools in a term."""
ENTERPRISE, SCHOOL, RECORD = 50, 30, 20
"""Percent of the mark of an internship: the enterprise, the school, what the student hands in."""
MENTORED = 5
"""Students whom one mentor of an enterprise guides."""

MEETINGS = 1
"""Meetings of the leading group in a term, at least."""
SURVEY_YEARS = 2
"""Years after which the survey of demand is renewed."""

Sentence = Callable[["StandardsPaper"], str | None]


def open_convention(paper: StandardsPaper) -> str | None:
    """Return the point that lists the conventions of a paper; ``None`` where it uses none."""
    told = tuple(filter(None, (SENTENCES[name](paper) for name in USED.get(paper.room, ()))))
    if not told:
        return None
    items = (paper.say("convention.item", number=n, text=text) for n, text in enumerate(told, start=1))
    return paper.say("convention.all", items=paper.say("semicolon").join(items))


def _teacher_hours(paper: StandardsPaper) -> str | None:
    """The lesson hours of a teacher, where the planning of a stage leaves them to the usual figure."""
    stages = [s for s in Stage if "teacher_hours" not in paper.pathway.planning.of(s).model_fields_set]
    hours = dict.fromkeys(paper.pathway.planning.of(s).teacher_hours for s in stages)
    return paper.say("convention.teacher_hours", hours=tuple(hours)) if stages else None


def _grading(paper: StandardsPaper) -> str | None:
    """The shares of process in the mark of a course, where no programme sets them."""
    usual = [s for s in Stage if "grading" not in paper.programme(s).model_fields_set]
    if not usual:
        return None
    grading = paper.programme(usual[0]).grading
    return paper.say("convention.grading", exam=grading.exam, check=grading.check)


def _shifts(paper: StandardsPaper) -> str | None:
    if not paper.pathway.all_facilities:
        return None
    most = {s.value: paper.pathway.planning.of(s).weekly_hours[1] for s in Stage}
    return paper.say("convention.shifts", shifts=MOST_SHIFTS, **most)


def _marks(paper: StandardsPaper) -> str:
    return paper.say("convention.marks", enterprise=ENTERPRISE, school=SCHOOL, record=RECORD)


def _mentors(paper: StandardsPaper) -> str:
    return paper.say("convention.mentors", students=MENTORED)


def _known(paper: StandardsPaper) -> str:
    return paper.say("convention.known", level=KNOWN, above=KNOWN + 1)


def _hours(paper: StandardsPaper) -> str | None:
    """How hours are shared among outcomes, where a course has no units of its own."""
    bare = any(not c.units and c.outcomes for c in paper.pathway.courses)
    return paper.say("convention.hours") if bare else None


def _review(paper: StandardsPaper) -> str:
    return paper.say("convention.review", years=REVISION_YEARS, checks=JOINT_CHECKS)


def _meetings(paper: StandardsPaper) -> str:
    return paper.say("convention.meetings", meetings=MEETINGS, years=SURVEY_YEARS)


SENTENCES: Mapping[str, Sentence] = {
    "teacher_hours": _teacher_hours,
    "grading": _grading,
    "shifts": _shifts,
    "marks": _marks,
    "mentors": _mentors,
    "known": _known,
    "hours": _hours,
    "review": _review,
    "meetings": _meetings,
}
"""Every convention with the sentence that tells it; ``None`` where the schools set it themselves."""

USED: Mapping[str, tuple[str, ...]] = {
    "programme": ("known", "teacher_hours", "shifts", "grading", "review"),
    "teaching": ("known", "teacher_hours", "shifts", "grading", "review"),
    "course": ("known", "hours", "grading"),
    "facility": ("shifts",),
    "workplan": ("meetings",),
    "internship": ("marks", "mentors"),
}
"""The conventions that each paper uses, in the order in which it does."""
