"""Every rule is a page: listed, named after its file, with its three headings, in two languages."""

from __future__ import annotations

import re
import string
from importlib.resources import files
from pathlib import Path

import pytest

from articulate.i18n import catalogue
from articulate.rule import Rule
from articulate.rules import BUILTIN

FOLDER = Path(str(files("articulate.rules")))


def test_every_file_is_listed() -> None:
    listed = {f"{r.code.lower()}_{r.name.replace('-', '_')}" for r in BUILTIN}
    assert listed == {p.stem for p in FOLDER.glob("[a-z][a-z][a-z][0-9]*.py")}


def test_there_are_at_least_thirty_five() -> None:
    assert len(BUILTIN) >= 35
    assert len({r.code for r in BUILTIN}) == len(BUILTIN)
    assert len({r.name for r in BUILTIN}) == len(BUILTIN)


@pytest.mark.parametrize("rule", BUILTIN, ids=lambda r: r.code)
def test_the_page_has_its_headings(rule: Rule) -> None:
    headings = re.findall(r"^## (.+)$", rule.doc, re.MULTILINE)
    assert headings[:3] == ["Why it matters", "What it looks at", "What to do"]
    assert rule.hint and rule.bad.strip() and rule.good.strip()


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("rule", BUILTIN, ids=lambda r: r.code)
def test_the_chinese_page_is_complete_and_fills_the_same_places(rule: Rule) -> None:
    words = catalogue(rule.code[:3].lower(), "zh").get(rule.code)
    assert words is not None, f"{rule.code} has no Chinese words"
    assert places(words["message"]) == places(rule.message)
    assert places(words["hint"]) == places(rule.hint)
    for part in ("title", "why", "looks", "do"):
        assert words.get(part), f"{rule.code} has no Chinese {part}"
