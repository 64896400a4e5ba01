"""A teaching plan: which course runs in which term, with how many hours a week for how many weeks."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from articulate.model.value import Hours, Id, TermNumber, Text, Value, Weeks


class Offering(Value):
    """One course in one term (开课).

    A weekly course has ``weekly`` hours for ``weeks`` weeks; a block course has ``weekly`` 0 and
    fills ``weeks`` whole weeks. ``hours`` is what this term contributes.
    """

    course: Id
    term: TermNumber
    weekly: Annotated[int, Field(ge=0, le=40)] = 0
    weeks: Weeks
    hours: Hours
    exam: bool = False

    @property
    def block(self) -> bool:
        """Whether it fills whole weeks."""
        return self.weekly == 0


class ObjectivePart(Value):
    """One stage of the lexicographic objective: its value and the proven bound."""

    name: str
    value: int
    bound: int


class TeachingPlan(Value):
    """All offerings of the ten terms (教学进程).

    ``taken`` are the electives that the plan counts on; ``status`` says whether it is proven best.
    """

    pathway: Id
    offerings: tuple[Offering, ...]
    taken: tuple[Id, ...] = ()
    status: Literal["optimal", "feasible", "manual"] = "manual"
    objective: tuple[ObjectivePart, ...] = ()
    note: Text = ""

    def of(self, course_id: str) -> tuple[Offering, ...]:
        """Offerings of one course, by term."""
        return tuple(sorted((o for o in self.offerings if o.course == course_id), key=lambda o: o.term))

    def in_term(self, term: int) -> tuple[Offering, ...]:
        """Offerings of one term, by course id."""
        return tuple(sorted((o for o in self.offerings if o.term == term), key=lambda o: o.course))

    def terms_of(self, course_id: str) -> tuple[int, ...]:
        """Terms in which a course runs."""
        return tuple(o.term for o in self.of(course_id))

    @property
    def courses(self) -> frozenset[str]:
        """Ids of all courses that the plan offers."""
        return frozenset(o.course for o in self.offerings)
