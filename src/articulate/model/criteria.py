"""What a student must show to move up: the transfer criteria and their blueprint (双向细目表)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from articulate import display
from articulate.model.assessment import ExamPart, ItemForm
from articulate.model.settings import Concession
from articulate.model.value import Hours, Id, Level, Name, Plain, TermNumber, Text, Value

Points = Annotated[int, Field(ge=0, le=100)]


class Reliance(Value):
    """A higher course that rests on a topic of the bridge, and in which way."""

    course: Id
    hours: Hours
    why: Literal["requires", "continues", "chain"]
    """It requires the topic, teaches it further, or builds on a course that does."""
    level: Annotated[int, Field(ge=0, le=6)] = 0
    """The level that it presumes; 0 for a chain."""
    through: tuple[Id, ...] = ()
    """For a chain: a shortest way, from the course that relies on the topic itself."""


class BridgeItem(Value):
    """A topic that the secondary stage must hand over, at which least level, and who needs it."""

    topic: Name
    level: Level
    """The least level that the higher stage presumes."""
    taught_level: Annotated[int, Field(ge=0, le=6)]
    """The level the secondary stage reaches by the deadline; 0 where it is not taught."""
    courses: tuple[Id, ...]
    """Secondary courses that teach it."""
    needed_by: tuple[Id, ...]
    """Higher courses that rely on it directly, through a requirement or by continuing it."""
    dependent_hours: Hours
    """Hours of all higher courses that rely on it, directly or through chains."""
    rests: tuple[Reliance, ...] = ()
    """The courses behind these hours, each once: those that rely on it themselves first."""
    assessed_by: tuple[Literal["process", "written", "skill"], ...] = ()
    """Where the assessment asks for it."""
    exception: Literal["", "left_out", "late", "elective"] = ""
    """Why it is not asked: left out with a reason, taught after the deadline, taught in electives only."""


class ProcessItem(Value):
    """One course of the process part with its weight."""

    course: Id
    terms: tuple[TermNumber, ...]
    credits: Decimal
    weight: Points
    """Percent of the process part."""
    dependence: Hours
    """Hours of the higher stage that depend on what it teaches."""


class CultureItem(Value):
    """One public basic course of the culture part."""

    course: Id
    weight: Points
    """Percent of the culture part."""


class BlueprintRow(Value):
    """Points of one topic group at each level."""

    group: Name
    course: Id | None = None
    topics: tuple[Name, ...]
    points: Annotated[dict[Level, Points], Plain]
    asked: Annotated[dict[Name, Level], Plain] = Field(default_factory=dict)
    """The level at which each topic is asked, where the row was derived."""
    items: Annotated[dict[Level, Points], Plain] = Field(default_factory=dict)
    """How many questions at each level."""
    minutes: Annotated[int, Field(ge=0, le=600)] = 0
    """Time that these questions take as a rule."""

    @property
    def total(self) -> int:
        """Points of the row."""
        return sum(self.points.values())


class Blueprint(Value):
    """Topic groups × levels with points that add up to 100 (双向细目表)."""

    rows: tuple[BlueprintRow, ...] = ()

    @property
    def total(self) -> int:
        """All points."""
        return sum(r.total for r in self.rows)

    @property
    def minutes(self) -> int:
        """Time that all questions take as a rule."""
        return sum(r.minutes for r in self.rows)

    def items_by_level(self) -> dict[int, int]:
        """Number of questions at each level that occurs."""
        out: dict[int, int] = {}
        for row in self.rows:
            for level, count in row.items.items():
                out[level] = out.get(level, 0) + count
        return dict(sorted(out.items()))

    def by_level(self) -> dict[int, int]:
        """Points at each level that occurs."""
        out: dict[int, int] = {}
        for row in self.rows:
            for level, points in row.points.items():
                out[level] = out.get(level, 0) + points
        return dict(sorted(out.items()))

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return display.bundle(self) or {"text/plain": repr(self)}


class ScoringPoint(Value):
    """One thing that is scored in a skill task."""

    text: Text = ""
    """What is scored; empty for process and safety, whose words are ``labels.Manner``."""
    points: Points
    manner: Literal["result", "process", "safety"]


class TaskVariant(Value):
    """One of the tasks of a pool: other content or other data, the same points, time and levels."""

    id: Id
    topics: tuple[Name, ...]
    level: Level
    minutes: Annotated[int, Field(ge=0, le=600)]
    total: Points
    like: Id | None = None
    """The variant of the same content, from which it differs in workpiece, parameters, fault or case."""


class SkillTask(Value):
    """A task of the skill part, drawn from a competency and done at a facility."""

    id: Id
    name: Name
    competency: Id
    indicator: Text = ""
    """How the competency is measured at the exit of the secondary stage."""
    level: Level
    courses: tuple[Id, ...]
    topics: tuple[Name, ...]
    facility: Id | None = None
    minutes: Annotated[int, Field(ge=0, le=600)]
    points: tuple[ScoringPoint, ...]
    sittings: Annotated[int, Field(ge=0, le=10000)] = 0
    """How often the place must be filled until the whole cohort has done it."""
    variants: tuple[TaskVariant, ...] = ()
    """The pool from which each sitting draws."""

    @property
    def total(self) -> int:
        """Points of the task."""
        return sum(p.points for p in self.points)


class DutyDate(Value):
    """A duty with the day it falls on."""

    what: Name
    lead: Name
    on: date | None
    before: Literal["admission", "enrolment", "assessment"] | None = None
    """The event it must precede, for duties that hang on one (words: ``labels.Event``)."""
    result: Text = ""
    """The paper it ends in."""


class CalendarStep(Value):
    """A step of the assessment on its day: one of the usual ones, or a duty of the schools' own."""

    step: Id | None = None
    """The usual step; ``None`` for a duty of the schools' own."""
    what: Text = ""
    """The schools' own words; empty: those of the usual step."""
    lead: Text = ""
    """Who leads, in the schools' own words; empty: as ``side`` says."""
    side: Literal["higher", "secondary", "both"] | None = None
    on: date | None = None
    before: Literal["admission", "enrolment", "assessment"] | None = None
    """The event it must precede, where the schools named that and no day: ``on`` is then the event's."""
    settled: bool = False
    """Whether the schools set the day; else it is proposed."""
    earliest: date | None = None
    latest: date | None = None
    after: tuple[Id, ...] = ()
    """Steps that cannot come later than this one."""
    provisions: tuple[str, ...] = ()
    """Ids of the provisions from which its limits come."""
    result: Text = ""


class FilingItem(Value):
    """A paper that is filed: when, by whom, with whom."""

    paper: Id
    """Which one; its words are in ``i18n`` (``criteria.filing.paper``)."""
    step: Id
    """The step of the calendar in which it is filed."""
    side: Literal["higher", "secondary", "both"]
    to: Literal["province", "public", "higher", "sealed", "archive"]
    on: date | None = None


class Draw(Value):
    """Which variant a sitting does, by the draw."""

    task: Id
    sitting: Annotated[int, Field(ge=1, le=10000)]
    variant: Id


class TransferCriteria(Value):
    """The transfer criteria of one pathway (转段考核标准)."""

    pathway: Id
    weights: Annotated[dict[Literal["process", "culture", "skill"], Points], Plain]
    bridge: tuple[BridgeItem, ...]
    process: tuple[ProcessItem, ...]
    culture: tuple[CultureItem, ...]
    blueprint: Blueprint
    tasks: tuple[SkillTask, ...]
    written: Points = 40
    """Percent of the skill part that the written paper counts for."""
    pass_total: Points
    pass_each: Points
    minutes: int
    skill_minutes: int
    deadline: TermNumber
    assessed_in: TermNumber
    concessions: tuple[Concession, ...]
    retest: Text
    absence: Text
    appeal: Text
    fallback: tuple[Text, ...]
    ties: tuple[Name, ...]
    duties: tuple[DutyDate, ...]
    published: date | None
    higher_hours: Annotated[int, Field(ge=0, le=20000)] = 0
    """Hours of all courses of the higher stage: the whole of which dependence is a share."""
    lines: Annotated[dict[ExamPart, Points], Plain] = Field(default_factory=dict)
    """Lines of single parts, where they differ from ``pass_each``."""
    items: tuple[ItemForm, ...] = ()
    """Kinds of question of the written paper."""
    calendar: tuple[CalendarStep, ...] = ()
    """All steps of the assessment, back-planned from the days of the cohort, duties included."""
    filing: tuple[FilingItem, ...] = ()
    """The papers that are filed."""

    def line(self, part: ExamPart) -> int:
        """Return the line of a part."""
        return self.lines.get(part, self.pass_each)

    def share_of(self, item: BridgeItem) -> Fraction:
        """Return the part of all higher hours that rests on a topic, 0 to 1."""
        return Fraction(item.dependent_hours, self.higher_hours) if self.higher_hours else Fraction(0)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return display.bundle(self) or {"text/plain": repr(self)}
