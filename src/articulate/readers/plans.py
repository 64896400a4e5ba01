"""Reading a teaching plan that ``articulate plan`` wrote and people edit: ``plan.yaml`` or ``plan.xlsx``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from articulate.findings import Finding, InputError
from articulate.i18n import Phrase
from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.readers import problems
from articulate.readers.mapping import load
from articulate.readers.shape import validate

COMMENTS = ("name",)
"""Fields of an offering that are for people only."""


TABLES = (".xlsx", ".xlsm", ".csv")
"""Endings of files that hold the plan as a table."""


def read_plan(path: str | Path, pathway: Pathway | None = None, *, in_use: bool = False) -> TeachingPlan:
    """Return the plan of a file, a part of one as well. Raises ``InputError`` with every problem.

    With a pathway, courses that it does not have are problems too, tables (``.xlsx``, ``.csv``) can be
    read, and where a row leaves out hours and weeks they follow from the course and its terms. A plan
    ``in_use`` may be older than the pathway: what it says in full of courses that have gone since stays.
    """
    path = Path(path)
    if path.suffix.lower() in TABLES and pathway is not None:
        from articulate.readers.plan_xlsx import read_plan_table

        return read_plan_table(path, pathway)
    data, found, whole = load(path, "not_plan")
    rows = [r for r in _list(data.get("offerings")) if isinstance(r, dict)]
    for row in rows:
        for comment in COMMENTS:
            row.pop(comment, None)
    if pathway is not None:
        _complete(rows, pathway)
    plan, more = validate(TeachingPlan, data, broken=() if whole else (str(path),))
    found += more
    if plan is not None and pathway is not None and not in_use:
        found += _unknown(plan, pathway)
    if plan is None or found:
        raise InputError(found)
    return plan


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _complete(rows: list[dict[str, Any]], pathway: Pathway) -> None:
    """Fill in hours and weeks of courses of which only the terms are written."""
    from articulate.planning.modes import placements

    bare = [r for r in rows if not {"weekly", "weeks", "hours"} & r.keys()]
    for course_id in sorted({str(r.get("course")) for r in bare} & set(pathway.by_id)):
        course = pathway.by_id[course_id]
        mine = [r for r in bare if r.get("course") == course_id and isinstance(r.get("term"), int)]
        terms = sorted(r["term"] for r in mine if 1 <= r["term"] <= 10)
        ways = [p for p in placements(course, pathway.calendar) if [q.term for q in p.parts] == terms]
        shares = {q.term: (q.weekly, q.weeks, q.hours) for q in ways[0].parts} if ways else {}
        for row in mine:
            # Where the terms do not suit the course, what matters is that the row can be spoken of.
            weekly, weeks, hours = shares.get(row["term"], (0, 0, course.hours // len(mine)))
            row |= {"weekly": weekly, "weeks": weeks, "hours": hours}
            row.setdefault("exam", course.exam and row["term"] == terms[-1] if terms else False)


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
