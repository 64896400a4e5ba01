"""Reading a file that must hold one mapping, YAML or JSON, for a person may have changed it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from articulate.findings import Finding, InputError
from articulate.i18n import Phrase
from articulate.model.source import SourceRef
from articulate.readers import problems
from articulate.readers.yaml import parse, read_text


def load(path: Path, remedy: str) -> tuple[dict[str, Any], list[Finding], bool]:
    """Return the mapping, what is wrong in it so far, and whether all of it could be read.

    JSON is YAML, and so every value knows its line. Raises ``InputError`` where there is no mapping at
    all; ``remedy`` names, under ``src.unreadable_remedy``, what to do about that.
    """
    shown = str(path)
    text, found = read_text(path, shown)
    if found:
        raise InputError(found)
    data, found, whole = parse(text, shown)
    if isinstance(data, dict):
        return data, found, whole
    nothing = problems.UNREADABLE.at(
        SourceRef(shown, 1, 1),
        what=shown,
        why=Phrase("src.unreadable.not_mapping"),
        remedy=Phrase(f"src.unreadable_remedy.{remedy}"),
    )
    raise InputError(found or [nothing])
