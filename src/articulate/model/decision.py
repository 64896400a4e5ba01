"""What a joint teaching-research group decides (衔接决议): nine kinds, each with its reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from pydantic import Field, model_validator

from articulate.model.programme import CourseKind, Outcome, Presumed, Requisite
from articulate.model.value import Hours, Id, Level, Name, Percent, TermNumber, Text, Value


class Merge(Value):
    """合并: several courses become one; what the others had beyond it is carried over."""

    into: Id
    absorb: tuple[Id, ...] = Field(alias="from", min_length=1)
    hours: Hours | None = None
    """Hours of the merged course; default: its own, plus the share of the others that is new."""
    practice: Hours | None = None
    name: Name | None = None
    carry: tuple[Name, ...] | None = None
    """Topics of the others that are carried over; default: those that match no topic of the course."""


class Exempt(Value):
    """免修/互认: the course is not taught; what it teaches is recognised from earlier courses."""

    course: Id
    by: Text = ""
    """How it is recognised: a test, a certificate, the earlier mark."""


class Trim(Value):
    """删减重复单元: some topics leave the course, and its hours shrink."""

    course: Id
    topics: tuple[Name, ...] = Field(min_length=1)
    hours: Hours | None = None
    """Hours that remain; default: in proportion to the outcomes that remain."""
    practice: Hours | None = None


class Relevel(Value):
    """提升/降低层次: one outcome of a course gets another level and, if given, another sentence."""

    course: Id
    topic: Name
    to: Level
    text: Text | None = None


class Move(Value):
    """前移/后移: a whole course gets another window, or one topic goes to another course."""

    course: Id
    terms: tuple[TermNumber, TermNumber] | None = None
    topic: Name | None = None
    to: Id | None = None
    hours: Hours = 0
    """Hours that go along with the topic."""

    @model_validator(mode="after")
    def _one_of_two(self) -> Move:
        if (self.terms is None) == (self.topic is None) or (self.topic is None) != (self.to is None):
            raise ValueError("move_needs_terms_or_topic_and_to")
        return self


class Piece(Value):
    """One of the courses that a split makes."""

    id: Id
    name: Name
    hours: Hours
    practice: Hours | None = None
    topics: tuple[Name, ...] = Field(min_length=1)
    terms: tuple[TermNumber, TermNumber] | None = None


class Split(Value):
    """拆分: one course becomes several, each with some of its topics."""

    course: Id
    into: tuple[Piece, ...] = Field(min_length=2)


class Bridge(Value):
    """增设衔接: a short course that closes a gap."""

    id: Id
    name: Name
    kind: CourseKind = CourseKind.FOUNDATION
    hours: Hours
    practice: Hours = 0
    credits: Decimal | None = None
    """Default: by the hours per credit of its stage."""
    terms: tuple[TermNumber, TermNumber]
    outcomes: tuple[Outcome, ...] = Field(min_length=1)
    requires: tuple[Presumed, ...] = ()
    requisites: tuple[Requisite, ...] = ()
    competencies: tuple[Id, ...] = ()
    facilities: tuple[Id, ...] = ()


class Accept(Value):
    """认定: the joint group has looked at a finding and wants things as they are."""

    courses: tuple[Id, ...] = Field(min_length=1, max_length=2)
    codes: tuple[str, ...] = ()
    """Finding codes it settles; default: all about duplication and level (DUP, LVL)."""
    relation: Literal["duplicate", "renamed_duplicate", "partial_overlap", "inverted", "flat"] | None = None
    """What the courses were to each other when it was accepted; another kind is reported again."""
    share: Percent | None = None
    """Percent of the later course that was repeated then; a much other share is reported again."""


DECISION_KINDS = ("merge", "exempt", "trim", "raise", "lower", "move", "split", "bridge", "accept")


class Decision(Value):
    """One thing the joint group decided (衔接决议), with its reason."""

    merge: Merge | None = None
    exempt: Exempt | None = None
    trim: Trim | None = None
    raise_: Relevel | None = Field(default=None, alias="raise")
    lower: Relevel | None = None
    move: Move | None = None
    split: Split | None = None
    bridge: Bridge | None = None
    accept: Accept | None = None
    reason: Text = Field(min_length=1)
    by: Text = ""
    decided: date | None = Field(default=None, alias="date")
    """The day it was decided."""

    @model_validator(mode="after")
    def _exactly_one(self) -> Decision:
        if sum(self._field(k) is not None for k in DECISION_KINDS) != 1:
            raise ValueError("decision_needs_one_kind")
        return self

    def _field(self, kind: str) -> Any:
        return getattr(self, "raise_" if kind == "raise" else kind)

    @property
    def kind(self) -> str:
        """Which of the nine kinds it is."""
        return next(k for k in DECISION_KINDS if self._field(k) is not None)

    @property
    def action(self) -> Any:
        """The value that says what is to be done."""
        return self._field(self.kind)
