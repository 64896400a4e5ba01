"""What a student must show to move up: the transfer criteria and their blueprint (双向细目表)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from articulate import display
from articulate.model.settings import Concession
from articulate.model.value import Hours, Id, Level, Name, Plain, TermNumber, Text, Value

Points = Annotated[int, Field(ge=0, le=100)]


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

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return display.bundle(self) or {"text/plain": repr(self)}
