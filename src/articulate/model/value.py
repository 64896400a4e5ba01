"""What every value of the model has in common: frozen, closed to unknown fields, knows its source."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SkipValidation, StringConstraints
from pydantic.json_schema import SkipJsonSchema

from articulate.model.source import NOWHERE, SourceRef

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=64)]
"""A short name in ASCII by which files refer to a thing; people read names, not ids."""

Name = Annotated[str, StringConstraints(min_length=1, max_length=120)]
"""A name as a school would print it."""

Text = Annotated[str, StringConstraints(max_length=2000)]
"""A sentence or a paragraph."""

Level = Annotated[int, Field(ge=1, le=6)]
"""Level of attainment: 1 remember, 2 understand, 3 apply, 4 analyse, 5 evaluate, 6 create."""

TermNumber = Annotated[int, Field(ge=1, le=10)]
"""One of the ten terms: 1-6 at the secondary school, 7-10 at the college."""

Hours = Annotated[int, Field(ge=0, le=2000)]
"""Class hours (学时)."""

Weeks = Annotated[int, Field(ge=0, le=52)]
"""Whole weeks."""

Percent = Annotated[int, Field(ge=0, le=100)]
"""Whole percent, or points of a hundred."""

SOURCE_KEY = "@source"
"""The key under which a reader hands a value the place it was written; no user can type it."""


def _without_source(value: Any) -> Any:
    return {k: v for k, v in value.items() if k != SOURCE_KEY} if isinstance(value, dict) else value


Plain = BeforeValidator(_without_source)
"""Marks a field whose keys a person chooses, so that the place a reader adds is no entry of it."""


class Value(BaseModel):
    """A frozen value that refuses unknown fields and knows where it was written."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    source: SkipJsonSchema[SkipValidation[SourceRef]] = Field(
        default=NOWHERE, alias="@source", exclude=True, repr=False
    )

    def but(self, **changes: Any) -> Self:
        """Return a copy with some fields changed; the copy keeps the source of the original."""
        made = self.model_copy(update=changes)
        # What was derived from the old fields must not survive in the copy.
        for name in made.__dict__.keys() - type(self).model_fields.keys():
            del made.__dict__[name]
        return made
