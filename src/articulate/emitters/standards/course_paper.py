"""What the parts of a course standard have in common: the paper, its focus, its twin in the other stage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from articulate.emitters.document import Row, Table
from articulate.emitters.paper import columns
from articulate.emitters.standards.paper import StandardsPaper
from articulate.emitters.words import plain_name
from articulate.model.programme import Course, LearningOutcome, Stage


class CoursePaper(StandardsPaper):
    """The course standards with their own words."""

    room: ClassVar[str] = "course"

    def quoted(self, course: Course) -> str:
        """Return the name of a course as a title, with its stage where the other has one of that name."""
        twin = plain_name(self.pathway, course, self.lang) != course.name
        return self.say("quoted_staged" if twin else "quoted", name=course.name, stage=course.stage)

    def quoted_all(self, courses: Iterable[Course]) -> str:
        """Return the titles of courses one after the other, as a list within a sentence."""
        return self.say("between").join(map(self.quoted, courses))

    def quoted_words(self, key: str, names: Iterable[str]) -> str:
        """Return names in quotation marks, one after the other."""
        return self.say("between").join(self.say(key, name=n) for n in names)

    def table(
        self,
        title: str,
        keys: Sequence[str],
        widths: Sequence[float],
        left: Sequence[str],
        rows: Iterable[Row],
    ) -> Table:
        """Return a table with its title (none: ``""``) and the words of its columns."""
        return Table(
            title=title,
            columns=columns(keys, widths, left),
            head=(self.head(keys),),
            rows=tuple(rows),
            size=9,
        )


FOCUS = 3
"""The most topics on which an unmarked course can be said to centre."""


def focus(course: Course) -> tuple[LearningOutcome, ...]:
    """Return what a course centres on: what is marked as assessed, else its highest outcomes if few."""
    marked = tuple(o for o in course.outcomes if o.assessed)
    highest = tuple(o for o in course.outcomes if o.level == course.top_level)
    return marked or (highest if len(highest) <= FOCUS else ())


def twin(paper: StandardsPaper, course: Course) -> Course | None:
    """Return the course of the other stage that has the same name, if there is one."""
    other = Stage.HIGHER if course.stage is Stage.SECONDARY else Stage.SECONDARY
    return next((c for c in paper.pathway.courses if c.stage is other and c.name == course.name), None)
