"""The boundary between the stages: which higher course rests on which secondary outcome, by which way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from articulate.graph import CourseGraph, hours_of
from articulate.matching import Relations
from articulate.model.criteria import Reliance
from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.model.programme import Course, LearningOutcome, Stage


@dataclass(frozen=True, slots=True)
class Need:
    """A higher course that relies on a secondary outcome itself, at a least level."""

    outcome: LearningOutcome
    course: Course
    needed_by: str
    level: int
    why: Literal["requires", "continues"]


@dataclass(frozen=True)
class Boundary:
    """A pathway as the transfer assessment sees it."""

    pathway: Pathway
    plan: TeachingPlan | None
    graph: CourseGraph
    relations: Relations

    # ---- what is taught by then -----------------------------------------------------------------------

    def in_time(self, course: Course) -> bool:
        """Whether a secondary course is finished by the deadline, in the plan or by its window."""
        if course.stage is not Stage.SECONDARY:
            return False
        if self.plan is not None:
            terms = self.plan.terms_of(course.id)
            return bool(terms) and max(terms) <= self.pathway.transfer.deadline
        return course.earliest_end <= self.pathway.transfer.deadline

    def assessable(self, course: Course) -> bool:
        """Whether every pupil has finished it by the deadline: electives are not taken by all."""
        return course.required and self.in_time(course)

    def terms(self, course_id: str) -> tuple[int, ...]:
        """Terms of a course, in the plan or of its window."""
        if self.plan is not None:
            return self.plan.terms_of(course_id)
        course = self.pathway.by_id.get(course_id)
        return tuple(range(course.window[0], course.window[1] + 1)) if course else ()

    def secondary_named(self, name: str) -> Course | None:
        """The course of that id or name, one of the secondary stage before others."""
        return next((c for c in self.pathway.courses if name in (c.id, c.name)), None)

    # ---- what rests on it -----------------------------------------------------------------------------

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """Every reliance of a higher course on a secondary outcome."""
        found = []
        for supply in self.graph.supplies.all:
            if supply.course.stage is Stage.HIGHER:
                for meeting in supply.met_by:
                    if meeting.course.stage is Stage.SECONDARY:
                        level = supply.requirement.level
                        found.append(
                            Need(meeting.outcome, meeting.course, supply.course.id, level, "requires")
                        )
        for relation in self.relations.across_stages("progression", "partial_overlap"):
            for match in relation.matches:
                level = min(match.first.level, match.second.level)
                found.append(Need(match.first, relation.earlier, relation.later.id, level, "continues"))
        return tuple(found)

    @cached_property
    def needed_by(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """Higher courses that rely on an outcome themselves, by course id and topic."""
        found: dict[tuple[str, str], set[str]] = {}
        for need in self.needs:
            found.setdefault((need.course.id, need.outcome.topic), set()).add(need.needed_by)
        return {key: tuple(sorted(ids)) for key, ids in found.items()}

    def relied_on(self, outcomes: Iterable[tuple[Course, LearningOutcome]]) -> int:
        """Hours that rest on any of these outcomes."""
        return self.dependent({i for c, o in outcomes for i in self.needed_by.get((c.id, o.topic), ())})

    def reached(self, higher: Iterable[str]) -> frozenset[str]:
        """These higher courses and all of the higher stage that builds on them."""
        by_id = self.pathway.by_id
        found = set(higher)
        for course_id in tuple(found):
            found |= {i for i in self.graph.dependants(course_id) if by_id[i].stage is Stage.HIGHER}
        return frozenset(found)

    def dependent(self, higher: Iterable[str]) -> int:
        """Hours of these higher courses and of all that builds on them, each course once."""
        return hours_of(self.pathway, self.reached(higher))

    def dependence_of(self, course: Course) -> int:
        """Hours of the higher stage that depend on a secondary course, through outcomes or requisites."""
        direct = {n.needed_by for n in self.needs if n.course.id == course.id}
        direct |= {
            e.later
            for e in self.graph.edges
            if e.earlier == course.id and self.pathway.by_id[e.later].stage is Stage.HIGHER
        }
        return self.dependent(direct)

    def reliances(self, needs: Iterable[Need]) -> tuple[Reliance, ...]:
        """Return the courses behind the hours that rest on some needs, each once, with the way to it.

        The hours add up to what ``dependent`` gives for the same needs.
        """
        levels: dict[str, int] = {}
        required: set[str] = set()
        for need in needs:
            levels[need.needed_by] = max(levels.get(need.needed_by, 0), need.level)
            if need.why == "requires":
                required.add(need.needed_by)
        by_id = self.pathway.by_id
        direct = [
            Reliance(
                course=i,
                hours=by_id[i].hours,
                why="requires" if i in required else "continues",
                level=levels[i],
            )
            for i in sorted(levels)
        ]
        ways = self._ways(levels)
        chains = [
            Reliance(course=i, hours=by_id[i].hours, why="chain", through=ways.get(i, ()))
            for i in sorted(self.reached(levels) - levels.keys())
        ]
        return (*direct, *chains)

    @cached_property
    def _next(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, set[str]] = {}
        for edge in self.graph.edges:
            found.setdefault(edge.earlier, set()).add(edge.later)
        return {i: tuple(sorted(ids)) for i, ids in found.items()}

    def _ways(self, start: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """A shortest way from one of the courses to every course that builds on them; ties by id."""
        ways: dict[str, tuple[str, ...]] = {i: () for i in sorted(start)}
        waiting = list(ways)
        for course_id in waiting:
            for later in self._next.get(course_id, ()):
                if later not in ways:
                    ways[later] = (*ways[course_id], course_id)
                    waiting.append(later)
        return ways

    @property
    def higher_hours(self) -> int:
        """Hours of all courses of the higher stage."""
        return sum(c.hours for c in self.pathway.courses if c.stage is Stage.HIGHER)
