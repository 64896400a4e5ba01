"""The transfer criteria with what every chapter of their paper asks of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from articulate.emitters.paper import Paper
from articulate.emitters.words import joined
from articulate.model.criteria import SkillTask, TransferCriteria
from articulate.model.programme import Course, Stage


@dataclass(frozen=True)
class CriteriaPaper(Paper):
    """The criteria with what every chapter asks of them."""

    criteria: TransferCriteria

    room: ClassVar[str] = "criteria"

    @property
    def admission(self) -> date | None:
        """The day enrolment work begins."""
        return self.pathway.calendar.admission_starts

    @property
    def too_late(self) -> bool:
        """Whether the day of publication is not before enrolment work begins."""
        published = self.criteria.published
        return published is not None and self.admission is not None and published >= self.admission

    @property
    def written(self) -> int:
        """Percent of the skill part that is sat in writing: none without a blueprint, all without tasks."""
        if not self.criteria.blueprint.rows:
            return 0
        return self.criteria.written if self.criteria.tasks else 100

    def finished(self) -> tuple[Course, ...]:
        """Required secondary courses that the plan finishes by the deadline."""
        if self.plan is None:
            return ()
        done = []
        for course in self.pathway.courses:
            terms = self.plan.terms_of(course.id)
            required = course.stage is Stage.SECONDARY and course.required
            if required and terms and max(terms) <= self.criteria.deadline:
                done.append(course)
        return tuple(done)


def indicator(paper: CriteriaPaper, task: SkillTask) -> str:
    """Return how the ability behind a task is measured."""
    return task.indicator or joined(task.topics, paper.lang)
