"""Both languages have every key with the same places, and the Chinese is Chinese."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from articulate.i18n import Lv, label, percent, show

FOLDER = Path(str(files("articulate.i18n")))
SPOKEN_BY_RULES = {
    "dup",
    "lvl",
    "req",
    "cmp",
    "pol",
    "hrs",
    "cat",
    "pln",
    "trn",
    "dec",
    "wav",
    "src",
    "res",
    "qlt",
}


def flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value


def words(lang: str, name: str) -> dict[str, str]:
    path = FOLDER / lang / f"{name}.toml"
    found = dict(flat(tomllib.loads(path.read_text("utf-8")))) if path.exists() else {}
    # Messages of rules are English in the rule's file; their Chinese has no partner here.
    return {k: v for k, v in found.items() if name not in SPOKEN_BY_RULES or not k[:3].isupper()}


NAMES = sorted({p.stem for lang in ("zh", "en") for p in (FOLDER / lang).glob("*.toml")})


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_every_key(name: str) -> None:
    assert words("zh", name).keys() == words("en", name).keys()


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_fill_the_same_places(name: str) -> None:
    zh, en = words("zh", name), words("en", name)
    for key, text in zh.items():
        assert places(text) == places(en[key]), key


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_values_are_shown_as_people_write_them() -> None:
    assert show(Lv(3)) == "应用（3）"
    assert show(Lv(3), "en") == "apply (3)"
    assert show(Fraction(1, 3)) == "33.3%"
    assert show(Decimal("2.50")) == "2.5"
    assert show(Decimal("100")) == "100"
    assert show(("甲", "乙")) == "甲、乙"
    assert show(date(2026, 9, 1)) == "2026-09-01"


@pytest.mark.parametrize(
    ("share", "shown"),
    [(Fraction(1, 2), "50%"), (Fraction(2, 3), "66.7%"), (Fraction(0), "0%"), (Fraction(1, 2000), "0.1%")],
)
def test_shares_are_rounded_half_up(share: Fraction, shown: str) -> None:
    assert percent(share) == shown


def test_a_missing_key_is_never_shown() -> None:
    with pytest.raises(KeyError):
        label("labels.no_such_thing")
