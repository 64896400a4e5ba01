"""Catalogues: majors with their codes, the pairs of the pilot notice, and which major continues which.

The catalogue of majors is a compact extract, so a code it does not hold need not be wrong; how sure we are
of a code or of a continuation is said with each.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from articulate.i18n import Phrase
from articulate.model.programme import Stage
from articulate.shipped import shipped

Confidence = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class MajorEntry:
    """One major of the national catalogue (专业目录)."""

    code: str
    name: str
    stage: Stage
    major_class: str
    """专业类."""
    category: str
    """专业大类."""
    confidence: Confidence
    """How sure the code is."""
    sources: tuple[str, ...] = ()
    """Titles of the pages on which the code was seen; empty for general knowledge."""

    @property
    def verified(self) -> bool:
        """Whether the code was seen anywhere."""
        return bool(self.sources)


@dataclass(frozen=True, slots=True)
class PairSide:
    """School and major of one side of a pair, as the annex prints them."""

    school: str
    major: str
    code: str


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of the annex: a secondary major and the higher major that follows it."""

    number: int
    """The school's number in the annex (序号)."""
    line: int
    """The line under that number, from 1."""
    secondary: PairSide
    higher: PairSide
    city: str
    county: str = ""

    def side(self, stage: Stage) -> PairSide:
        """Return the side of a stage."""
        return self.secondary if stage is Stage.SECONDARY else self.higher


@dataclass(frozen=True, slots=True)
class Continuity:
    """Whether a higher major continues a secondary one.

    ``relation`` follows from the codes. ``listed`` says whether the official lists of continuing majors
    name it: ``seen`` on a page, else our own judgement, ``unknown`` for pairs nobody looked at.
    """

    relation: Literal["same_class", "same_category", "cross_category"]
    listed: Literal["seen", "expected", "plausible", "doubtful", "unknown"]
    confidence: Confidence = "low"
    note: Phrase | None = None
    """What to watch, in a few words."""


@cache
def majors() -> tuple[MajorEntry, ...]:
    """Return all majors of the extract, by code."""
    data = shipped("majors.yaml")
    titles: Mapping[str, str] = data["sources"]
    return tuple(
        MajorEntry(
            code=m["code"],
            name=m["name"],
            stage=Stage(m["stage"]),
            major_class=m["class"],
            category=m["category"],
            confidence=m["confidence"],
            sources=tuple(titles[s] for s in m.get("sources", ())),
        )
        for m in sorted(data["majors"], key=lambda m: str(m["code"]))
    )


def major(code: str) -> MajorEntry | None:
    """Return the major of a code, or ``None`` where the extract does not hold it."""
    return next((m for m in majors() if m.code == code), None)


def named(name: str, stage: Stage) -> MajorEntry | None:
    """Return the major of a name in a stage, a direction in brackets left aside."""
    return next((m for m in majors() if m.stage is stage and bare(m.name) == bare(name)), None)


def level_of(code: str) -> Literal["secondary", "higher", "bachelor"] | None:
    """Return the level that the first two digits of a code belong to, ``None`` where they belong to none."""
    levels: Mapping[Any, list[int]] = shipped("majors.yaml")["levels"]
    if code[:2].isdecimal():
        for level, (first, last) in levels.items():
            if first <= int(code[:2]) <= last:
                return level  # type: ignore[no-any-return]
    return None


def notice() -> str:
    """Return the number of the notice whose annex the pairs come from."""
    return str(shipped("pilot_pairs.yaml")["notice"])


@cache
def pairs() -> tuple[Pair, ...]:
    """Return all pairs of the annex, in its order."""
    return tuple(
        Pair(
            number=p["number"],
            line=p["line"],
            secondary=PairSide(**p["secondary"]),
            higher=PairSide(**p["higher"]),
            city=p["city"],
            county=p.get("county", ""),
        )
        for p in sorted(shipped("pilot_pairs.yaml")["pairs"], key=lambda p: (p["number"], p["line"]))
    )


def pair(number: int, line: int = 1) -> Pair | None:
    """Return one line of the annex, or ``None`` where it has no such line."""
    return next((p for p in pairs() if (p.number, p.line) == (number, line)), None)


def continuity(secondary_code: str, higher_code: str) -> Continuity:
    """Return how a higher major follows a secondary one.

    The catalogue of 2021 numbers categories twenty apart (中职 61-79, 高职专科 41-59), and the next two
    digits are the class: 6603 and 4603 are the same class.
    """
    known = _continuities().get((secondary_code, higher_code))
    relation: Literal["same_class", "same_category", "cross_category"] = "cross_category"
    if _category(secondary_code) - _category(higher_code) == 20:
        same = secondary_code[2:4] == higher_code[2:4]
        relation = "same_class" if same else "same_category"
    if known is None:
        return Continuity(relation, "unknown")
    note = Phrase(f"cat.notes.{secondary_code}-{higher_code}") if known.get("noted") else None
    return Continuity(relation, known["listed"], known["confidence"], note)


def bare(name: str) -> str:
    """Return the name of a major without width and without a direction in brackets."""
    return re.sub(r"\(.*?\)|\s", "", unicodedata.normalize("NFKC", name))


def _category(code: str) -> int:
    return int(code[:2]) if code[:2].isdecimal() else 0


@cache
def _continuities() -> Mapping[tuple[str, str], Mapping[str, Any]]:
    return {(c["secondary"], c["higher"]): c for c in shipped("pilot_pairs.yaml")["continuity"]}
