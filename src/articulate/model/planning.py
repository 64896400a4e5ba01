"""What a school allows and prefers in its teaching plan: limits of a term, distances, places, preferences."""

from __future__ import annotations

from collections.abc import Container
from itertools import combinations, pairwise
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, model_validator

from articulate.model.programme import Stage
from articulate.model.value import Id, Name, Plain, TermNumber, Text, Value


class StageLimits(Value):
    """What a school allows in each term of a stage."""

    weekly_hours: tuple[Annotated[int, Field(ge=0, le=40)], Annotated[int, Field(ge=1, le=40)]] = (20, 30)
    """Least and most lesson hours a week in a term with ordinary teaching."""
    light_terms: tuple[TermNumber, ...] = ()
    """Terms whose least weekly hours do not apply (internship terms, for instance)."""
    exams: Annotated[int, Field(ge=0, le=20)] = 5
    """Most examined courses in a term."""
    courses: Annotated[int, Field(ge=1, le=30)] = 12
    """Most courses side by side in a term."""
    teacher_hours: Annotated[int, Field(ge=1, le=30)] = 14
    """Lesson hours a week that one full-time teacher gives; no regulation, a usual figure to be set anew."""


USUAL_WEEKLY = {"secondary": (24, 30), "higher": (18, 28)}
"""Weekly lesson hours of a stage where the school sets none: what the pilot plans use, no regulation."""


Preference = Literal["balance", "exams", "hard", "choice", "distance", "early"]
"""What makes one plan better than another, in the usual order of importance."""

Barred = TermNumber | Literal["autumn", "spring"]
"""A term, or all terms of a season: autumn (odd) or spring (even)."""


class Spacing(Value):
    """How close together, or how far apart, some courses must lie (体育1-4 不断线、两门实训不同学期 …).

    Two courses that share a term lie 0 terms apart; where one begins in the term after the other ends it
    is 1. Every two of the courses are meant, if a plan takes both; where they are ``in_order``, ``within``
    speaks of each and the next only.
    """

    courses: tuple[Id, ...] = Field(min_length=2)
    within: Annotated[int, Field(ge=0, le=9)] | None = None
    """At most so many terms apart: 1 for neighbours."""
    apart: Annotated[int, Field(ge=1, le=9)] | None = None
    """At least so many terms apart: 1 for never in the same term."""
    in_order: bool = False
    """Whether each ends before the next begins; with ``within: 1`` a series without a break."""
    reason: Text = ""

    @model_validator(mode="after")
    def _says_something(self) -> Spacing:
        if self.within is None and self.apart is None and not self.in_order:
            raise ValueError("spacing_says_nothing")
        if self.within is not None and self.within < self.least:
            raise ValueError("spacing_contradicts")
        return self

    @property
    def least(self) -> int:
        """Least number of terms apart."""
        return max(self.apart or 0, int(self.in_order))

    def pairs(self, known: Container[str]) -> tuple[tuple[str, str], ...]:
        """Return every two known courses, in the order in which they are written."""
        return tuple(combinations(self._there(known), 2))

    def near(self, known: Container[str]) -> tuple[tuple[str, str], ...]:
        """Return the pairs of known courses of which ``within`` speaks."""
        if self.within is None:
            return ()
        return tuple(pairwise(self._there(known))) if self.in_order else self.pairs(known)

    def _there(self, known: Container[str]) -> list[str]:
        return [c for c in dict.fromkeys(self.courses) if c in known]


class Planning(Value):
    """Limits of the teaching plan, for each stage; a school may set its own."""

    secondary: StageLimits = StageLimits(weekly_hours=USUAL_WEEKLY["secondary"])
    higher: StageLimits = StageLimits(weekly_hours=USUAL_WEEKLY["higher"])
    fixed: Annotated[dict[Id, TermNumber], Plain] = Field(default_factory=dict)
    """Courses that must start in a given term."""
    forbidden: Annotated[dict[Id, tuple[Barred, ...]], Plain] = Field(default_factory=dict)
    """Terms or seasons in which a course must not run."""
    spacing: tuple[Spacing, ...] = ()
    campus: Annotated[dict[TermNumber, Name], Plain] = Field(default_factory=dict)
    """Where the cohort is in a term, for schools with several campuses: what stands elsewhere is closed."""
    class_size: Annotated[int, Field(ge=1, le=200)] = 40
    classes: Annotated[int, Field(ge=1, le=50)] = 1
    students: Annotated[int, Field(ge=1, le=5000)] | None = None
    """Size of the cohort; where it is given, classes follow from it and ``class_size`` is the most of one."""
    preferences: tuple[Preference, ...] = ()
    """What matters first, in this order; the others follow in the usual one."""

    @property
    def groups(self) -> tuple[int, int]:
        """Number of classes, and students in the largest of them."""
        if self.students is None:
            return self.classes, self.class_size
        classes = -(-self.students // self.class_size)
        return classes, -(-self.students // classes)

    @property
    def order(self) -> tuple[Preference, ...]:
        """All preferences, the most important first."""
        return tuple(dict.fromkeys((*self.preferences, *get_args(Preference))))

    def barred(self, course_id: str) -> tuple[int, ...]:
        """Return the terms in which a course must not run."""
        named = self.forbidden.get(course_id, ())
        seasons = {"autumn": range(1, 11, 2), "spring": range(2, 11, 2)}
        return tuple(sorted({t for n in named for t in (seasons[n] if isinstance(n, str) else (n,))}))

    @model_validator(mode="after")
    def _one_word_on_classes(self) -> Planning:
        if (
            self.students is not None
            and "classes" in self.model_fields_set
            and self.groups[0] != self.classes
        ):
            raise ValueError("planning_classes")
        return self

    @model_validator(mode="before")
    @classmethod
    def _usual_hours(cls, value: Any) -> Any:
        # Limits that leave the weekly hours out mean the usual ones of their stage.
        if not isinstance(value, dict):
            return value
        filled = dict(value)
        for stage, usual in USUAL_WEEKLY.items():
            if isinstance(filled.get(stage), dict):
                filled[stage] = {"weekly_hours": usual, **filled[stage]}
        return filled

    def of(self, stage: Stage) -> StageLimits:
        """Return the limits of a stage."""
        return self.secondary if stage is Stage.SECONDARY else self.higher
