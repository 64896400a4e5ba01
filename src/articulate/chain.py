"""The chain from post to assessment as one matrix: post, task, competency, outcome, course, assessment.

The notice asks that the demands of posts become indicators of ability, and these the standards
(晋教职成〔2025〕1号, 第二部分第3条). Here the chain is not typed again but read off the pathway: a post
names its tasks, a task the competencies it takes, an outcome the competency it builds, a course its
outcomes, and an outcome says whether it is assessed. The documents are written from these lines, so that
they agree by construction; the rules of the family ``CMP`` say where a link is missing.

Each place competency × course carries one mark, as curriculum maps do (introduced, reinforced, mastered):

- ``M`` the highest outcome of the course reaches the level demanded after five years;
- ``I`` it does not, and no other course that is offered begins to build the competency in an earlier term;
- ``R`` anything between.

A course that leads from the first step to the demand is both: ``IM``.

What one letter cannot say: six levels become three letters; how far below the demand a course stays; how
many outcomes and hours are behind it; a climb inside one course (it shows its end only). The letter is
relative to the demand, so level 3 is ``M`` for one competency and ``R`` for another. The line keeps levels
and outcomes beside the letters, and documents print the level with the letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.model.programme import (
    Competency,
    Course,
    CourseKind,
    Delivery,
    Facility,
    LearningOutcome,
    Post,
    PostTask,
    Stage,
)


class Mark(StrEnum):
    """What a course does for a competency."""

    INTRODUCED = "I"
    REINFORCED = "R"
    MASTERED = "M"


@dataclass(frozen=True, slots=True)
class Share:
    """What one course contributes to one competency: its outcomes for it, and the mark they earn."""

    course: Course
    outcomes: tuple[LearningOutcome, ...]
    begins: int
    """The first term of the course: of the plan, or the earliest that its window allows."""
    mark: Mark
    opens: bool
    """Whether it also introduces the competency: it is among the first, and teaches below the demand."""

    @property
    def level(self) -> int:
        """The highest level reached."""
        return max(o.level for o in self.outcomes)

    @property
    def lowest(self) -> int:
        """The lowest level taught."""
        return min(o.level for o in self.outcomes)

    @property
    def letters(self) -> str:
        """The mark as it is printed; ``IM`` where one course leads from the first step to the demand."""
        both = self.opens and self.mark is Mark.MASTERED
        return Mark.INTRODUCED.value + self.mark.value if both else self.mark.value

    @property
    def assessed(self) -> bool:
        """Whether one of the outcomes is marked as assessed."""
        return any(o.assessed for o in self.outcomes)


@dataclass(frozen=True, slots=True)
class Line:
    """One competency with the links before and after it."""

    competency: Competency
    """As demanded after the five years."""
    demanded: tuple[tuple[Stage, Competency], ...]
    """What each programme itself demands, secondary first."""
    tasks: tuple[tuple[Post, PostTask], ...]
    """Typical tasks that take it."""
    posts: tuple[Post, ...]
    """Posts that ask for it, through a task or as a whole."""
    shares: tuple[Share, ...]
    """Courses that build it, by their first term."""

    @property
    def quality(self) -> str:
        """The attitude that goes with it, from whichever programme words it."""
        worded = (c.quality for _, c in reversed(self.demanded))
        return self.competency.quality or next((q for q in worded if q), "")

    @property
    def introduced(self) -> bool:
        """Whether anything below the demand is taught first."""
        return any(s.opens for s in self.shares)

    def surplus(self, stage: Stage) -> tuple[Share, ...]:
        """Required weekly courses of a stage that begin after its demand was reached and rise no further."""
        demand = self.demand(stage)
        mine = [s for s in self.shares if s.course.stage is stage]
        done = [s.begins for s in mine if demand and s.level >= demand.level]
        if not demand or not done:
            return ()
        return tuple(
            s
            for s in mine
            if s.begins > min(done)
            and s.level <= demand.level
            and s.course.required
            and s.course.delivery is Delivery.WEEKLY
        )

    def marked(self, mark: Mark) -> tuple[Share, ...]:
        """Courses that carry a mark."""
        return tuple(s for s in self.shares if s.mark is mark)

    def demand(self, stage: Stage) -> Competency | None:
        """What the programme of a stage demands, if it names the competency."""
        return next((c for s, c in self.demanded if s is stage), None)

    def reached(self, stage: Stage, *, by_all: bool = False) -> int:
        """The level reached by the end of a stage, 0 where nothing builds it.

        What the secondary stage teaches counts for the higher one too. ``by_all`` counts only what
        every student takes.
        """
        return max(
            (
                s.level
                for s in self.shares
                if (stage is Stage.HIGHER or s.course.stage is stage) and (s.course.required or not by_all)
            ),
            default=0,
        )


@dataclass(frozen=True)
class Chain:
    """The chain of a pathway: a line for each competency, a column for each professional course."""

    pathway: Pathway
    plan: TeachingPlan | None = None

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """One line for each competency, in the order in which the programmes name them."""
        named = (self.pathway.secondary.programme, self.pathway.higher.programme, self.pathway)
        order = list(dict.fromkeys(c.id for one in named for c in one.competencies))
        mine = sorted(self.pathway.all_competencies, key=lambda c: order.index(c.id))
        return tuple(self._line(c) for c in mine)

    @cached_property
    def by_id(self) -> dict[str, Line]:
        """Lines by the id of the competency."""
        return {line.competency.id: line for line in self.lines}

    @cached_property
    def columns(self) -> tuple[Course, ...]:
        """Courses that build a competency, by stage, first term, category and id."""
        found = {s.course.id: s.course for line in self.lines for s in line.shares}
        kinds = list(CourseKind)
        return tuple(
            sorted(
                found.values(),
                key=lambda c: (c.stage is Stage.HIGHER, self.begins(c), kinds.index(c.kind), c.id),
            )
        )

    def of(self, course_id: str) -> tuple[tuple[Line, Share], ...]:
        """What a course builds: every line it stands in, with its share."""
        return tuple((line, s) for line in self.lines for s in line.shares if s.course.id == course_id)

    def begins(self, course: Course) -> int:
        """First term of a course, in the plan or by its window."""
        terms = self.plan.terms_of(course.id) if self.plan else ()
        return min(terms, default=course.window[0])

    # ---- holes ----------------------------------------------------------------------------------------

    @cached_property
    def tasks(self) -> tuple[tuple[Post, PostTask], ...]:
        """Every typical task with its post."""
        return tuple((post, task) for post in self.pathway.all_posts for task in post.tasks)

    @cached_property
    def idle_courses(self) -> tuple[Course, ...]:
        """Professional courses that build no competency at all."""
        used = {c.id for c in self.columns}
        return tuple(c for c in self.pathway.courses if c.kind is not CourseKind.GENERAL and c.id not in used)

    @cached_property
    def idle_facilities(self) -> tuple[Facility, ...]:
        """Places that no course names."""
        used = {f for c in self.pathway.courses for f in c.facilities}
        return tuple(f for f in self.pathway.all_facilities if f.id not in used)

    # ---- one line -------------------------------------------------------------------------------------

    def _line(self, competency: Competency) -> Line:
        built: dict[str, list[LearningOutcome]] = {}
        for course, outcome in self.pathway.outcomes_for(competency.id):
            built.setdefault(course.id, []).append(outcome)
        posts = tuple(p for p in self.pathway.all_posts if competency.id in p.asked)
        return Line(
            competency=competency,
            demanded=tuple(
                (stage, c)
                for stage in Stage
                for c in self.pathway.partner(stage).programme.competencies
                if c.id == competency.id
            ),
            tasks=tuple((p, t) for p, t in self.tasks if competency.id in t.competencies),
            posts=posts,
            shares=self._shares(competency, built),
        )

    def _shares(self, competency: Competency, built: dict[str, list[LearningOutcome]]) -> tuple[Share, ...]:
        courses = sorted(
            (self.pathway.by_id[i] for i in built),
            key=lambda c: (self.begins(c), c.stage is Stage.HIGHER, c.id),
        )
        # An elective that nobody takes introduces nothing.
        offered = [c for c in courses if self.plan and self.plan.terms_of(c.id)] or courses
        first = min(map(self.begins, offered), default=0)
        shares = []
        for course in courses:
            outcomes, begins = tuple(built[course.id]), self.begins(course)
            levels = [o.level for o in outcomes]
            opens = course in offered and begins == first and min(levels) < competency.level
            if max(levels) >= competency.level:
                mark = Mark.MASTERED
            else:
                mark = Mark.INTRODUCED if opens else Mark.REINFORCED
            shares.append(Share(course, outcomes, begins, mark, opens))
        return tuple(shares)
