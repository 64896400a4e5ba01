"""What every paper that two schools file has in common: who, for whom, in which words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from articulate.emitters.document import Column, Paragraph, Row, row
from articulate.emitters.words import course_names, day_text, joined
from articulate.i18n import Lang, Lv, label, show
from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.model.programme import Stage
from articulate.policy import Policy

PAGE = 158.0
"""Width of a table on an upright page in millimetres."""


@dataclass(frozen=True)
class Paper:
    """A pathway with what every chapter of a paper asks of it."""

    pathway: Pathway
    plan: TeachingPlan | None
    lang: Lang
    policy: Policy

    room: ClassVar[str] = "documents"
    """The file of words that ``say`` looks into."""

    def say(self, key: str, **values: object) -> str:
        """Return the words under a key of the paper's own file."""
        return label(f"{self.room}.{key}", self.lang, **values)

    def body(self, key: str, **values: object) -> Paragraph:
        """Return a paragraph with the words under a key."""
        return Paragraph(self.say(key, **values))

    @property
    def shanxi(self) -> bool:
        """Whether a Shanxi notice (晋…) names the pair."""
        return self.pathway.pilot is not None and self.pathway.pilot.notice.startswith("晋")

    @property
    def cohort(self) -> str:
        """The cohort in words, or that it is every cohort where none is named."""
        year = self.pathway.cohort
        key = "documents.cohort" if year else "documents.every_cohort"
        return label(key, self.lang, year=year) if year else label(key, self.lang)

    def school(self, stage: Stage) -> str:
        """Name of the school of a stage."""
        return self.pathway.partner(stage).school

    def day(self, on: date | None) -> str:
        """Return a day as it is written in a filed paper."""
        return day_text(on, self.lang) if on else ""

    def names(self, ids: Iterable[str]) -> str:
        """Return the names of courses as a list within a sentence."""
        return joined(course_names(self.pathway, ids), self.lang)

    def level(self, level: int) -> str:
        """Return a level with its word."""
        return show(Lv(level), self.lang)

    def head(self, keys: Iterable[str]) -> Row:
        """Return a heading row with the words under some keys."""
        return row(*(self.say(f"column.{k}") for k in keys))


def columns(keys: Sequence[str], widths: Sequence[float], left: Sequence[str]) -> tuple[Column, ...]:
    """Return columns with their widths, some of them set to the left and the rest in the middle."""
    pairs = zip(keys, widths, strict=True)
    return tuple(Column(w, "left" if k in left else "center") for k, w in pairs)


def sentence(text: str, lang: Lang) -> str:
    """Return a text that ends as a sentence does: as Chinese ones do where it ends in a Chinese character."""
    text = text.strip()
    if text.endswith(("。", "！", "？", "；", ".", "!", "?")):
        return text
    chinese = unicodedata.east_asian_width(text[-1:] or " ") == "W"
    return text + ("。" if chinese or lang == "zh" else ".")


def unwrapped(text: str) -> str:
    """Return a text on one line: no space where a line break stood between Chinese characters."""
    return re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", " ".join(text.split()))
