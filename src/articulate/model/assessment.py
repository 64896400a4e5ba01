"""How papers and tasks of the transfer assessment are made up: kinds of question, scoring, pools.

All of it is data with defaults. No regulation of the province fixes these figures: the defaults are
proposals, and the criteria say so in the table of settings (``transfer/basis.py``).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from articulate.model.value import Level, Percent, Value

ExamPart = Literal["process", "culture", "skill"]
PARTS: tuple[ExamPart, ...] = ("process", "culture", "skill")
"""The three parts of the assessment, in the order in which they are held."""


class ItemForm(Value):
    """A kind of question of the written paper: for which levels, how many points, how much time."""

    kind: Literal["choice", "short", "analysis"]
    levels: tuple[Level, ...] = Field(min_length=1)
    points: Annotated[int, Field(ge=1, le=50)]
    """Points of one question as a rule."""
    minutes: Annotated[Decimal, Field(gt=0, le=120, max_digits=5, decimal_places=2)]
    """Time for one question as a rule."""


USUAL_ITEMS = (
    ItemForm(kind="choice", levels=(1, 2), points=2, minutes=Decimal(2)),
    ItemForm(kind="short", levels=(3,), points=5, minutes=Decimal(6)),
    ItemForm(kind="analysis", levels=(4, 5, 6), points=10, minutes=Decimal(12)),
)
"""At most 1.2 minutes for a point, so that a paper of 100 points fits into two hours."""


class Scoring(Value):
    """Points in a hundred of every skill task for result, process, and conduct with safety.

    The notice asks to judge result and process together (晋教职成〔2025〕1号, 改进结果评价、强化过程评价);
    the split is a proposal.
    """

    result: Percent = 60
    process: Percent = 25
    safety: Percent = 15


class Pool(Value):
    """The pool of variants of every skill task (抽考题库), from which each sitting draws one."""

    variants: Annotated[int, Field(ge=1, le=200)] | None = None
    """Variants of every task; default: one for each sitting and ``spare`` more, within the two bounds."""
    least: Annotated[int, Field(ge=1, le=100)] = 5
    most: Annotated[int, Field(ge=1, le=200)] = 20
    """More are not asked for: after so many sittings the first variants may come again."""
    spare: Annotated[int, Field(ge=0, le=100)] = 2
    draw_days: Annotated[int, Field(ge=0, le=365)] = 7
    """Days before the assessment on which variants are drawn for the sittings."""

    def needed(self, sittings: int) -> int:
        """Return the least size of a pool: every sitting its own variant, and some in reserve."""
        return max(self.least, min(self.most, sittings + self.spare))


_LIMIT = re.compile(
    r"(?:不超过|限时|至多)\s*(\d{1,3})\s*分钟"
    r"|(\d{1,3})\s*分钟(?:以内|之内|内)"
    r"|within\s+(\d{1,3})\s*min",
    re.IGNORECASE,
)


def time_limit(indicator: str) -> int | None:
    """Return the longest time in minutes that an indicator grants (45分钟内…), ``None`` where none."""
    found = [int(next(filter(None, m.groups()))) for m in _LIMIT.finditer(indicator)]
    return max(found, default=None)
