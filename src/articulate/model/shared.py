"""What two pathways that share a secondary programme can assess together, and what each adds."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from articulate import display
from articulate.model.criteria import Points
from articulate.model.value import Hours, Level, Name, Value

SharedPart = Literal["process", "culture", "written", "skill"]
SHARED_PARTS: tuple[SharedPart, ...] = ("process", "culture", "written", "skill")


class SharedLine(Value):
    """One line of a part in both criteria: a course, a cell of the blueprint, or a skill task."""

    part: SharedPart
    name: Name
    level: Annotated[int, Field(ge=0, le=6)] = 0
    """The level of a cell of the blueprint; else 0."""
    first: Points
    second: Points
    topics: tuple[Name, ...] = ()
    """What both ask here."""
    first_topics: tuple[Name, ...] = ()
    """What only the first asks."""
    second_topics: tuple[Name, ...] = ()

    @property
    def common(self) -> int:
        """Points that both give it; none where they ask different topics of a cell or a task."""
        apart = not self.topics and (self.first_topics or self.second_topics)
        return 0 if apart else min(self.first, self.second)


class SharedTopic(Value):
    """A topic of one or both bridge lists. Level 0 and 0 hours: that pathway does not rely on it."""

    topic: Name
    taught_level: Annotated[int, Field(ge=0, le=6)]
    first: Annotated[int, Field(ge=0, le=6)] = 0
    second: Annotated[int, Field(ge=0, le=6)] = 0
    first_hours: Hours = 0
    second_hours: Hours = 0

    @property
    def both(self) -> bool:
        """Whether both rely on it."""
        return bool(self.first and self.second)

    @property
    def level(self) -> Level:
        """The level of the core: what both presume at least, or what the one that needs it does."""
        return min(self.first, self.second) if self.both else max(self.first, self.second)


class SharedSetting(Value):
    """A setting in which the two criteria differ (words: ``criteria.setting``)."""

    setting: Name
    first: str
    second: str


class SharedCore(Value):
    """The common core of two transfer criteria, and what each adds."""

    first: Name
    """The first pathway: secondary and higher major."""
    second: Name
    secondary: Name
    """The shared programme: school and major."""
    higher: tuple[Name, Name]
    """The two higher schools with their majors."""
    topics: tuple[SharedTopic, ...]
    lines: tuple[SharedLine, ...]
    settings: tuple[SharedSetting, ...]

    def of(self, part: SharedPart) -> tuple[SharedLine, ...]:
        """Return the lines of a part."""
        return tuple(line for line in self.lines if line.part == part)

    def common(self, part: SharedPart) -> int:
        """Return the points of a part that both share; each adds what is missing to its own hundred."""
        return sum(line.common for line in self.of(part))

    def total(self, part: SharedPart, which: Literal["first", "second"]) -> int:
        """Return all points that one of the two gives in a part."""
        return sum(getattr(line, which) for line in self.of(part))

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return display.bundle(self) or {"text/plain": repr(self)}
