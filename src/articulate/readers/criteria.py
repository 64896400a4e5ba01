"""Reading transfer criteria that ``articulate criteria -o criteria.json`` wrote and people edited."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from articulate.findings import InputError
from articulate.i18n import Phrase
from articulate.model.criteria import TransferCriteria
from articulate.model.source import SourceRef
from articulate.readers import problems
from articulate.readers.shape import validate
from articulate.readers.yaml import parse, read_text


def read_criteria(path: str | Path) -> TransferCriteria:
    """Return the criteria of a file, JSON or YAML. Raises ``InputError`` with every problem.

    Nothing is derived or mended: what a hand has changed stays, for ``check`` to judge.
    """
    path = Path(path)
    text, found = read_text(path, str(path))
    if found:
        raise InputError(found)
    # JSON is YAML, and so every value knows its line.
    data, found, whole = parse(text, str(path))
    if not isinstance(data, Mapping):
        if not found:
            found = [
                problems.UNREADABLE.at(
                    SourceRef(str(path), 1, 1),
                    what=str(path),
                    why=Phrase("src.unreadable.not_mapping"),
                    remedy=Phrase("src.unreadable_remedy.not_criteria"),
                )
            ]
        raise InputError(found)
    criteria, more = validate(TransferCriteria, data, broken=() if whole else (str(path),))
    if criteria is None or found or more:
        raise InputError([*found, *more])
    return criteria
