"""Reading transfer criteria that ``articulate criteria -o criteria.json`` wrote and people edited."""

from __future__ import annotations

from pathlib import Path

from articulate.findings import InputError
from articulate.model.criteria import TransferCriteria
from articulate.readers.mapping import load
from articulate.readers.shape import validate


def read_criteria(path: str | Path) -> TransferCriteria:
    """Return the criteria of a file, JSON or YAML. Raises ``InputError`` with every problem.

    Nothing is derived or mended: what a hand has changed stays, for ``check`` to judge.
    """
    path = Path(path)
    data, found, whole = load(path, "not_criteria")
    criteria, more = validate(TransferCriteria, data, broken=() if whole else (str(path),))
    if criteria is None or found or more:
        raise InputError([*found, *more])
    return criteria
