"""Verbs and ladders to levels 1-6: what a sentence says, what a printed word says, what a grade ranks.

Everything is in ``data/levels.yaml``: the verbs of the national course standards with their levels,
further ones from experience, and for each verb the range of levels that practice accepts. Verbs for
skills (安装, 测量, 操作) have their own ladder there; on the ladder of outcomes they stand at 3, as
schools use them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from articulate.shipped import shipped

Domain = Literal["knowledge", "skill", "attitude"]

_NUMBER = re.compile(r"^[lL]?\s*([1-6])$")


@dataclass(frozen=True, slots=True)
class Verb:
    """An action verb: its level, the range practice accepts, and why it is ambiguous where it is."""

    zh: str
    en: str
    domain: Domain
    level: int
    low: int
    high: int
    ambiguous: str = ""
    listed: bool = False
    """Whether the verb and its level stand in the appendix of the national course standards."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence says about its level.

    ``verb`` decides the level, ``verbs`` are all that begin a clause; without a known verb the level
    is 0. ``low`` and ``high`` are what the verbs allow together. ``ambiguous`` tells that tables or
    practice differ, so that nothing may be concluded from the difference.
    """

    verb: str = ""
    level: int = 0
    ambiguous: bool = False
    low: int = 1
    high: int = 6
    verbs: tuple[str, ...] = ()
    domain: Domain = "knowledge"

    def contradicts(self, declared: int, top: int = 0) -> bool:
        """Tell whether a declared level, or all up to ``top``, is outside what the verbs allow."""
        return not self.ambiguous and self.outside(declared, top)

    def outside(self, declared: int, top: int = 0) -> bool:
        """Tell the same of verbs that may be ambiguous, where it is worth a hint and no more."""
        return bool(self.verb) and not (self.low <= max(declared, top) and declared <= self.high)


@dataclass(frozen=True, slots=True)
class Rung:
    """What a printed word stands for: the level it counts as, and the levels that it may mean."""

    level: int
    low: int
    high: int

    @property
    def exact(self) -> bool:
        """Whether the word means one level only, so that nothing is lost."""
        return self.low == self.high


@dataclass(frozen=True)
class _Table:
    verbs: Mapping[str, Verb]
    by_first: Mapping[str, tuple[str, ...]]
    carriers: frozenset[str]
    modifiers: tuple[Mapping[str, Any], ...]
    ladders: Mapping[str, Mapping[str, Rung]]
    weak: frozenset[str]
    sharper: Mapping[int, tuple[str, ...]]
    core_minimum: Mapping[str, int]
    grades: Mapping[str, int]
    other_scales: tuple[str, ...]
    clauses: re.Pattern[str]
    able: re.Pattern[str]
    certificate_words: re.Pattern[str]


@cache
def _table() -> _Table:
    data = shipped("levels.yaml")
    verbs = {
        v["zh"]: Verb(
            zh=v["zh"],
            en=v["en"],
            domain=v["domain"],
            level=v["level"],
            low=v["range"][0],
            high=v["range"][1],
            ambiguous=v.get("ambiguous", ""),
            listed=v["listed"],
        )
        for v in data["verbs"]
    }
    by_first: dict[str, tuple[str, ...]] = {}
    for word in sorted(verbs.keys() | set(data["carriers"]), key=lambda w: (-len(w), w)):
        by_first[word[0]] = (*by_first.get(word[0], ()), word)
    return _Table(
        verbs=verbs,
        by_first=by_first,
        carriers=frozenset(data["carriers"]),
        modifiers=tuple(data["modifiers"]),
        ladders={
            name: {word: _rung(one) for one in rungs for word in one["words"]}
            for name, rungs in data["ladders"].items()
        },
        weak=frozenset(data["weak"]),
        sharper={level: tuple(words) for level, words in data["sharper"].items()},
        core_minimum=data["core_minimum"],
        grades={str(word): rank for rank, words in enumerate(data["grades"], 1) for word in words},
        other_scales=tuple(data["other_scales"]),
        clauses=re.compile(rf"[，,。；;、：:（）()\s]|{_either(data['joins'])}"),
        able=re.compile(rf"(?:{_either(data['able'])})(?!{_either(data['not_able'])})"),
        certificate_words=re.compile(rf"[（(][^）)]*[）)]|\s|{_either(data['certificate_words'])}"),
    )


def _rung(one: Mapping[str, Any]) -> Rung:
    low, high = one.get("covers", (one["level"], one["level"]))
    return Rung(one["level"], low, high)


def _either(words: Iterable[str]) -> str:
    """Return a pattern for any of these words, longer ones first."""
    return "|".join(re.escape(str(w)) for w in sorted(words, key=lambda w: (-len(str(w)), str(w))))


def verbs() -> frozenset[str]:
    """Return every verb of the table."""
    return frozenset(_table().verbs)


def verb(word: str) -> Verb | None:
    """Return one verb of the table."""
    return _table().verbs.get(word)


@lru_cache(maxsize=8192)
def read(text: str) -> Reading:
    """Return what a sentence says about its level.

    Each clause speaks through its first verb; words that only bring another verb (使用万用表测量) pass
    the word on. The highest verb of the sentence decides, qualifiers (独立, 初步 …) move it, and longer
    words are matched before shorter ones.
    """
    plain = unicodedata.normalize("NFKC", text)
    found = [v for clause in _table().clauses.split(plain) if clause for v in _leading(clause)]
    if not found:
        # 会画, 能接: the sentence speaks of doing, without a verb that the table knows.
        able = _table().able.match(plain.strip())
        return Reading(able[0], 3, ambiguous=True) if able else Reading()
    chosen = max(found, key=lambda v: (v.level, v.zh not in _table().carriers, not v.ambiguous))
    level = _qualified(chosen, plain)
    judged = [v for v in found if v.domain != "attitude"]
    return Reading(
        verb=chosen.zh,
        level=level,
        ambiguous=any(v.ambiguous for v in found) or not judged,
        low=min(level, *(v.low for v in found)),
        high=max(level, *(v.high for v in found)),
        verbs=tuple(dict.fromkeys(v.zh for v in found)),
        domain=chosen.domain,
    )


def _leading(clause: str) -> Iterator[Verb]:
    """Yield the verbs that speak for a clause: the first, and what follows one that only carries."""
    table = _table()
    at = 0
    while at < len(clause):
        word = next((w for w in table.by_first.get(clause[at], ()) if clause.startswith(w, at)), "")
        at += len(word) or 1
        if word in table.verbs:
            yield table.verbs[word]
            if word not in table.carriers:
                return


def _qualified(chosen: Verb, text: str) -> int:
    """Return the level of a verb after the qualifiers of its sentence."""
    level = chosen.level
    for one in _table().modifiers:
        if one["zh"] in text:
            level += one.get("shift", 0)
            level = max(level, one.get(f"{chosen.domain}_floor", 1))
            level = min(level, one.get(f"{chosen.domain}_cap", 6))
    return min(6, max(1, level))


def rung(word: str, ladder: str = "six") -> Rung | None:
    """Return what a printed word of a ladder stands for; ``None`` for a word that it does not have.

    Figures are levels of the six in every ladder: 3, L3.
    """
    plain = unicodedata.normalize("NFKC", word).strip()
    number = _NUMBER.match(plain)
    if number:
        return Rung(*(int(number[1]),) * 3)
    found = {w.lower(): r for w, r in _table().ladders[ladder].items()}
    return found.get(plain.lower())


def ladders() -> tuple[str, ...]:
    """Return the names of the ladders that can be read."""
    return tuple(_table().ladders)


def rungs(ladder: str) -> tuple[str, ...]:
    """Return the words of a ladder, lowest first, one for each rung."""
    first: dict[Rung, str] = {}
    for word, one in _table().ladders[ladder].items():
        first.setdefault(one, word)
    return tuple(first.values())


def is_weak(text: str) -> str:
    """Return the verb of a sentence whose only verbs cannot be observed (了解, 掌握 …), else nothing."""
    reading = read(text)
    weak = _table().weak
    if reading.verbs:
        return reading.verbs[0] if all(v in weak for v in reading.verbs) else ""
    start = unicodedata.normalize("NFKC", text).strip()
    while able := _table().able.match(start):
        start = start[able.end() :]
    return next((w for w in sorted(weak, key=lambda w: (-len(w), w)) if start.startswith(w)), "")


def sharper(level: int) -> tuple[str, ...]:
    """Return observable verbs to offer for a level."""
    return _table().sharper[level]


def core_minimum(stage: str) -> int:
    """Return the level that a core course of a stage should reach (a proposal, not a regulation)."""
    return int(_table().core_minimum[stage])


def grade_rank(grade: str, name: str = "") -> int | None:
    """Return the rank of a certificate grade, 1 the lowest: 五级 and 初级 are 1, 一级 is 5.

    ``None`` for grades of another kind, such as those of language and computer examinations, whose
    numbers run the other way.
    """
    table = _table()
    if any(word in name for word in table.other_scales):
        return None
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", grade))
    for part in sorted({plain, *re.split(r"[/、()]", plain)}, key=lambda p: (-len(p), p)):
        if part in table.grades:
            return table.grades[part]
    return None


def occupation(name: str) -> str:
    """Return what a certificate certifies, without the words of a grade or of certificates in general."""
    return _table().certificate_words.sub("", name)
