"""What one school plans together: pathways with their classes, and what they share."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from pydantic import Field, model_validator

from articulate.model.pathway import Pathway
from articulate.model.planning import Preference
from articulate.model.value import Id, Name, Plain, TermNumber, Text, Value

Classes = Annotated[int, Field(ge=1, le=50)]


class Sibling(Value):
    """One pathway of the school with the classes that follow its plan.

    The same pathway may stand there twice, under two ids, where its classes take turns in a workshop.
    """

    id: Id | None = None
    """By default the id of the pathway."""
    name: Name | None = None
    """What tables and messages call it; by default the major of the higher stage."""
    pathway: Pathway
    classes: Classes | None = None
    """By default what the pathway says in its ``planning``."""
    class_size: Annotated[int, Field(ge=1, le=200)] | None = None

    @property
    def key(self) -> str:
        """The id under which the school knows it."""
        return self.id or self.pathway.pathway

    @property
    def title(self) -> str:
        """What people call it."""
        return self.name or self.pathway.higher.programme.major.name


class Workshop(Value):
    """A place for practice that several pathways use: the sum of their hours has to fit into it."""

    id: Id
    name: Name
    stations: Annotated[int, Field(ge=1, le=1000)]
    """Work stations of one room."""
    group: Annotated[int, Field(ge=1, le=10)] = 1
    """Students who share one station."""
    rooms: Annotated[int, Field(ge=1, le=50)] = 1
    """Rooms of this kind; each serves one class at a time."""
    campus: Name | None = None
    open_hours: Annotated[int, Field(ge=1, le=84)] | None = None
    """Hours a week that it is open; by default the most weekly hours of those who use it."""
    strict: bool = False
    """Whether no plan may ask for more; otherwise that is avoided where it can be, and told."""
    used_by: Annotated[dict[Id, tuple[Id, ...]], Plain] = Field(min_length=1)
    """For each of the pathways the facilities of its programmes that are in truth this one."""


class Shared(Value):
    """What the pathways of a school share."""

    courses: tuple[Id, ...] = ()
    """Courses taught together besides those that come from a common file."""
    separate: tuple[Id, ...] = ()
    """Courses that each pathway plans for itself, although they come from a common file."""
    workshops: tuple[Workshop, ...] = ()

    @model_validator(mode="after")
    def _one_word_on_each(self) -> Shared:
        if set(self.courses) & set(self.separate):
            raise ValueError("sharing_contradicts")
        return self


class School(Value):
    """Pathways that are planned together."""

    school: Id
    title: Name | None = None
    pathways: tuple[Sibling, ...] = Field(min_length=1, max_length=20)
    shared: Shared = Shared()
    campus: Annotated[dict[TermNumber, Name], Plain] = Field(default_factory=dict)
    """Where the students are in a term, for pathways that do not say so themselves."""
    preferences: tuple[Preference, ...] = ()
    """What matters first for all of them; what the pathways prefer each for itself is left aside."""
    note: Text = ""

    @model_validator(mode="after")
    def _each_once(self) -> School:
        keys = [s.key for s in self.pathways]
        if len(set(keys)) < len(keys):
            raise ValueError("school_same_id")
        if len({w.id for w in self.shared.workshops}) < len(self.shared.workshops):
            raise ValueError("school_same_workshop")
        return self

    @cached_property
    def by_key(self) -> dict[str, Sibling]:
        """Pathways by the id under which the school knows them."""
        return {s.key: s for s in self.pathways}
