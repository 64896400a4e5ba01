"""Levels printed in words, on whichever ladder a programme uses, to the numbers 1-6 of the model.

Works on plain values before they become models, so that the rest of the library knows one ladder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from articulate import levels
from articulate.findings import Finding
from articulate.i18n import Phrase
from articulate.model.programme import PRINTED_KEY, Stage
from articulate.model.value import SOURCE_KEY
from articulate.readers import problems
from articulate.readers.references import dig, rows
from articulate.readers.shape import place, shown

PLAIN = "six"
"""The ladder of what the pathway itself says: decisions, competencies."""


def number_levels(data: dict[str, Any]) -> list[Finding]:
    """Put numbers in place of words wherever a level stands; return the words that no ladder knows."""
    found: list[Finding] = []
    for stage in Stage:
        programme = dig(data, stage.value, "programme")
        if not isinstance(programme, dict):
            continue
        ladder = programme.get("ladder", PLAIN)
        for owner, key in _places(programme):
            found += _numbered(owner, key, ladder)
    for competency in rows(data, "competencies"):
        found += _number(competency, "level", PLAIN)
    for decision in rows(data, "decisions"):
        for kind in ("raise", "lower"):
            if isinstance(decision.get(kind), dict):
                found += _number(decision[kind], "to", PLAIN)
        if isinstance(decision.get("bridge"), dict):
            for key in ("outcomes", "requires"):
                found += _numbered(decision["bridge"], key, PLAIN)
    return found


def _places(programme: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield every list of a programme whose items have a level, with its owner."""
    yield programme, "competencies"
    for course in rows(programme, "courses"):
        yield course, "outcomes"
        yield course, "requires"
    for internship in rows(programme, "internships"):
        yield internship, "tasks"


def _numbered(owner: dict[str, Any], key: str, ladder: Any) -> Iterator[Finding]:
    """Number the levels of a list, its short forms (``topic/掌握``) written out."""
    items = owner.get(key)
    if not isinstance(items, list):
        return
    items = [_written_out(item, key, ladder) if isinstance(item, str) else item for item in items]
    owner[key] = items
    for item in items:
        if isinstance(item, dict):
            yield from _number(item, "level", ladder, keep=key == "outcomes")


def _written_out(item: str, key: str, ladder: Any) -> Any:
    """Return a short form as a mapping where its level is a word, else as it is."""
    topic, *rest = (part.strip() for part in item.split("/", 1 if key == "requires" else 2))
    if not rest or rest[0].isdecimal() or key == "competencies":
        return item
    if _rung(rest[0], ladder) is None and not rest[0].isalpha():
        # Not meant as a level: what is wrong with it is told where it is read.
        return item
    made: dict[str, Any] = {"topic": topic, "level": rest[0], SOURCE_KEY: getattr(item, "source", None)}
    return made | ({"text": rest[1]} if len(rest) > 1 else {})


def _number(value: dict[str, Any], key: str, ladder: Any, *, keep: bool = False) -> Iterator[Finding]:
    """Put a number in place of the word at a key; ``keep`` tells the outcome what was printed."""
    word = value.get(key)
    if not isinstance(word, str) or word.strip().isdecimal():
        return
    rung = _rung(word, ladder)
    if rung is None:
        if ladder in levels.ladders():
            yield problems.WRONG_VALUE.at(
                place(value, (key,)),
                field=key,
                given=shown(word),
                problem=Phrase("src.not_on_ladder", {"ladder": Phrase(f"labels.Ladder.{ladder}")}),
                remedy=Phrase("src.write_rung", {"words": levels.rungs(ladder)}),
            )
        # The word is told; a level has to stand there for the rest to be looked at.
        value[key] = 1
        return
    value[key] = rung.level
    if keep and ladder != PLAIN:
        value[PRINTED_KEY] = {"word": word.strip(), "low": rung.low, "high": rung.high}


def _rung(word: str, ladder: Any) -> levels.Rung | None:
    return levels.rung(word, ladder) if ladder in levels.ladders() else None


def printed(outcome: Mapping[str, Any]) -> tuple[int, int]:
    """Return the levels that a plain outcome may mean, lowest and highest."""
    own = outcome.get(PRINTED_KEY)
    return (own["low"], own["high"]) if own else (outcome["level"], outcome["level"])
