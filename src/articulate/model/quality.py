"""Yearly figures of a pathway's quality: one row for each year, as schools keep and report them."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from articulate.model.programme import Origin
from articulate.model.value import Id, Name, Plain, Text, Value

Count = Annotated[int, Field(ge=0, le=100_000)]
"""So many students, or enterprises."""

Rate = Annotated[Decimal, Field(ge=0, le=100, max_digits=7)]
"""Percent, 0 to 100."""

IndicatorName = Literal[
    "transfer_pass_rate", "destination_rate", "employment_quality", "enterprise_satisfaction"
]
"""The indicators measured in percent."""


class AssessmentGrade(StrEnum):
    """The result of the yearly assessment of a specialist college; only ``fail`` 不合格 has consequences."""

    EXCELLENT = "excellent"
    GOOD = "good"
    PASS = "pass"
    BASIC = "basic"
    FAIL = "fail"

    @property
    def rank(self) -> int:
        """0 for a failed assessment, up to 4 for excellent."""
        return list(reversed(AssessmentGrade)).index(self)


class QualityYear(Value):
    """What was measured in one year: the graduates of that year, and the transfer assessment held in it.

    Where both counts of a rate are given, the rate is worked out from them and need not be written.
    """

    year: Annotated[int, Field(ge=2000, le=2100)]
    assessed: Count | None = None
    """Students who sat the transfer assessment of this year."""
    passed: Count | None = None
    """Of these, students who passed."""
    transfer_pass_rate: Rate | None = None
    graduates: Count | None = None
    """Graduates of the higher stage this year."""
    placed: Count | None = None
    """Of these, graduates whose destination is settled (就业、升学、入伍、创业 …)."""
    destination_rate: Rate | None = None
    employment_quality: Rate | None = None
    surveyed: Count | None = None
    """Enterprises that answered the survey."""
    enterprise_satisfaction: Rate | None = None
    grade: AssessmentGrade | None = None
    """Result of this year's assessment of the specialist college."""
    incident: bool | None = None
    """Whether a grave risk to safety or stability occurred."""
    note: Text = ""


class QualityRecord(Value):
    """The years of one pathway, with what the schools aim at and how they measure."""

    quality: Id
    """The id of the pathway."""
    college: Name | None = None
    """The specialist college (专业学院), where there is one."""
    origin: Origin = Origin()
    methods: Annotated[dict[IndicatorName, Text], Plain] = Field(default_factory=dict)
    """How an indicator is measured: the notice names the indicators and gives no formula."""
    targets: Annotated[dict[IndicatorName, Rate], Plain] = Field(default_factory=dict)
    """What the two schools aim at, in percent."""
    years: tuple[QualityYear, ...] = Field(min_length=1, max_length=101)

    @model_validator(mode="after")
    def _each_year_once(self) -> QualityRecord:
        if len({y.year for y in self.years}) != len(self.years):
            raise ValueError("quality_year_twice")
        return self

    @property
    def ordered(self) -> tuple[QualityYear, ...]:
        """The years from the first to the last."""
        return tuple(sorted(self.years, key=lambda y: y.year))
