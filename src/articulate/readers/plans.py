"""Reading a teaching plan from ``plan.yaml``, as ``articulate plan`` writes it and people edit it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from articulate.findings import Finding, InputError
from articulate.i18n import Phrase
from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.model.source import SourceRef
from articulate.readers import problems
from articulate.readers.shape import validate
from articulate.readers.yaml import parse, read_text

COMMENTS = ("name",)
"""Fields of an offering that are for people only."""


def read_plan(path: str | Path, pathway: Pathway | None = None) -> TeachingPlan:
    """Return the plan of a file. Raises ``InputError`` with every problem.

    With a pathway, courses that it does not have are problems too.
    """
    path = Path(path)
    text, found = read_text(path, str(path))
    if found:
        raise InputError(found)
    data, found, whole = parse(text, str(path))
    if not isinstance(data, Mapping):
        if not found:
            found = [
                problems.UNREADABLE.at(
                    SourceRef(str(path), 1, 1),
                    what=str(path),
                    why=Phrase("src.unreadable.not_mapping"),
                    remedy=Phrase("src.unreadable_remedy.not_plan"),
                )
            ]
        raise InputError(found)
    for row in data.get("offerings") or ():
        if isinstance(row, dict):
            for comment in COMMENTS:
                row.pop(comment, None)
    plan, more = validate(TeachingPlan, data, broken=() if whole else (str(path),))
    found += more
    if plan is not None and pathway is not None:
        found += _unknown(plan, pathway)
    if plan is None or found:
        raise InputError(found)
    return plan


def _unknown(plan: TeachingPlan, pathway: Pathway) -> list[Finding]:
    return [
        problems.UNKNOWN_ID.at(
            o.source.at("course"),
            owner=Phrase("src.this_file"),
            kind=Phrase("src.kinds.course"),
            id=o.course,
            guess=Phrase("src.guess_none"),
        )
        for o in plan.offerings
        if o.course not in pathway.by_id
    ]
