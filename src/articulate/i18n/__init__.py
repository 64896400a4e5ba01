"""Words in two languages: labels, headings and messages. Chinese comes first, English on request.

Labels live in ``zh/*.toml`` and ``en/*.toml`` and are asked for as ``label("plan.total_hours")``:
the part before the first dot is the file. Messages of rules are English in the rule's own file and
Chinese in ``zh/<family>.toml`` under their code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")


class Lv(int):
    """A level of attainment that renders with its word: 应用（3）, apply (3).

    ``printed`` is the school's own word for it, where that is of another ladder: 应用（3，原写“掌握”）.
    """

    printed: str

    def __new__(cls, level: int, printed: str = "") -> Lv:
        """Make one from a number, with the word that the school printed."""
        made = super().__new__(cls, level)
        made.printed = printed
        return made


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that are chosen when the language is known: a key with its values."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)


@cache
def catalogue(name: str, lang: Lang) -> Mapping[str, Any]:
    """Return one file of words, empty where there is none."""
    try:
        data = (files(__package__) / lang / f"{name}.toml").read_bytes()
    except FileNotFoundError:
        return {}
    return tomllib.loads(data.decode("utf-8"))


def label(key: str | Enum, lang: Lang = "zh", **values: Any) -> str:
    """Return the words for a key such as ``plan.total_hours`` or for a member of an enumeration.

    Raises ``KeyError`` where the key is missing, so that no page ever shows a bare key.
    """
    if isinstance(key, Enum):
        key = f"labels.{type(key).__name__}.{key.value}"
    room, _, rest = key.partition(".")
    found: Any = catalogue(room, lang)
    for part in rest.split("."):
        if not isinstance(found, Mapping) or part not in found:
            raise KeyError(f"{lang}: {key}")
        found = found[part]
    if not isinstance(found, str):
        raise KeyError(f"{lang}: {key}")
    return fill(found, values, lang)


def message(code: str, part: str, lang: Lang, english: str, values: Mapping[str, Any]) -> str:
    """Return the message or hint of a rule with its values filled in.

    ``english`` is the original from the rule's file; the Chinese stands under the rule's code.
    """
    template = english
    if lang != "en":
        entry = catalogue(code[:3].lower(), lang).get(code, {})
        template = entry.get(part, english)
    return fill(template, values, lang)


def fill(template: str, values: Mapping[str, Any], lang: Lang) -> str:
    """Fill ``{name}`` places with values as people write them in the language."""
    return template.format_map({k: show(v, lang) for k, v in values.items()})


def show(value: Any, lang: Lang = "zh") -> str:
    """Return a value as people write it: levels with their word, shares in percent, lists joined."""
    if isinstance(value, Lv):
        word = label(f"labels.Level.{int(value)}", lang)
        own = label("labels.printed", lang, word=value.printed) if value.printed else ""
        return f"{word}（{int(value)}{own}）" if lang == "zh" else f"{word} ({int(value)}{own})"
    if isinstance(value, Phrase):
        return label(value.key, lang, **value.values)
    if isinstance(value, Enum):
        return label(value, lang)
    if isinstance(value, Fraction):
        return percent(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, bool):
        return label(f"labels.bool.{str(value).lower()}", lang)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value
    if isinstance(value, Iterable):
        return ("、" if lang == "zh" else ", ").join(show(v, lang) for v in value)
    return str(value)


def percent(share: Fraction) -> str:
    """Return a share in percent with at most one decimal, rounded half up: ``33.3%``, ``50%``."""
    tenths = (share * 2000 + 1) // 2
    whole, tenth = divmod(int(tenths), 10)
    return f"{whole}.{tenth}%" if tenth else f"{whole}%"
