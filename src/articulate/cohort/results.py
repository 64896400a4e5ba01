"""Results of a cohort as values: what each student scored at which sitting, and what the items ask.

No name and no identity number is in here unless somebody asked for them; they never show in ``repr``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias


class Mark(StrEnum):
    """What stands in place of a score."""

    ABSENT = "absent"
    DEFERRED = "deferred"
    CHEATED = "cheated"
    EXEMPT = "exempt"


Entry: TypeAlias = Fraction | Mark
"""Points, or a mark in their place."""


@dataclass(frozen=True, slots=True)
class Item:
    """One question of the written paper, and the cell of the blueprint it belongs to."""

    number: int
    course: str
    """Id of the course whose row of the blueprint it is."""
    level: int
    topics: tuple[str, ...]
    most: Fraction

    @property
    def key(self) -> str:
        """The key of its column."""
        return f"item:{self.number}"


@dataclass(frozen=True, slots=True)
class Sitting:
    """What one student scored at one sitting, by the keys of the columns; points, not percent."""

    attempt: int
    """1 for the first, 2 and more for retests and deferred examinations."""
    scores: Mapping[str, Entry]


@dataclass(frozen=True, slots=True)
class Student:
    """One student: an id, and nothing that says who it is unless that was asked for."""

    id: str
    sittings: tuple[Sitting, ...]
    class_: str = ""
    group: str = ""
    entry: Fraction | None = None
    """Score on entry, on whatever scale the school keeps."""
    claims: tuple[int, ...] = ()
    """Concessions claimed, as numbers in the list of the criteria, from 0."""
    variants: Mapping[str, str] = field(default_factory=dict)
    """Which task of the pool the student did, by the id of the task."""
    name: str = field(default="", repr=False)
    identity: str = field(default="", repr=False)

    @property
    def first(self) -> Sitting:
        """The first sitting."""
        return self.sittings[0]


@dataclass(frozen=True, slots=True)
class Results:
    """The results of a cohort. Students stand by id, whatever the order of the rows was."""

    students: tuple[Student, ...]
    items: tuple[Item, ...] = ()
    columns: frozenset[str] = frozenset()
    """Keys of the columns that were given."""
    files: tuple[str, ...] = ()
