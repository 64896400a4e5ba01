"""How the plans of a school show themselves in a notebook: all pathways side by side."""

from __future__ import annotations

from typing import Any

from articulate.emitters.markup import Markup, el
from articulate.emitters.plan_tables import comparison
from articulate.emitters.school_choices import (
    school_alternatives_lines,
    school_alternatives_table,
    school_what_if_head,
    school_what_if_lines,
    school_what_if_table,
)
from articulate.emitters.school_document import courses_table
from articulate.emitters.school_text import load_text, school_lines, school_move_lines, word
from articulate.i18n import Lang
from articulate.planning.joint import JointAlternatives, JointRepair, JointResult, JointWhatIf

CELL = "text-align:left;vertical-align:top;padding:4px 8px"
SHARED = f"{CELL};font-weight:bold"


def bundle(value: Any) -> dict[str, str] | None:
    """Return MIME types with their text for the plans of a school, ``None`` for anything else."""
    if isinstance(value, JointAlternatives) and value.found:
        lines = school_alternatives_lines(value)
        page = comparison(school_alternatives_table(value), lines[0])
        return {"text/html": str(page), "text/plain": "\n".join(lines)}
    if isinstance(value, JointWhatIf):
        page = comparison(school_what_if_table(value), school_what_if_head(value))
        return {"text/html": str(page), "text/plain": "\n".join(school_what_if_lines(value))}
    if isinstance(value, JointRepair):
        lines = value.lines()
        page = el("div", *(el("p", line) for line in lines), school_table(value.told))
        return {"text/html": str(page), "text/plain": "\n".join([*lines, *school_lines(value.told)])}
    if not isinstance(value, JointResult):
        return None
    return {"text/html": str(school_table(value)), "text/plain": "\n".join(school_lines(value))}


def school_table(result: JointResult, lang: Lang = "zh") -> Markup:
    """Return the courses of all pathways as a table, with the load of shared workshops folded below."""
    head, *more = school_lines(result, lang)
    if not result.members:
        return el("div", el("p", el("b", head)), *(el("p", line) for line in more))
    names = (word("table.course", lang), word("table.hours", lang), *(m.title for m in result.members))
    rows = [
        el("tr", *(el("td", c, style=SHARED if k == 0 and together else CELL) for k, c in enumerate(cells)))
        for together, cells in courses_table(result, lang)
    ]
    table = el(
        "table",
        el("thead", el("tr", *(el("th", n, style=CELL) for n in names))),
        el("tbody", *rows),
    )
    loads = [el("li", load_text(result, load, lang)) for load in result.loads]
    folded = el("details", el("summary", word("table.workshops", lang)), el("ul", *loads)) if loads else ""
    moved = [el("li", line) for line in school_move_lines(result, lang)]
    changes = el("details", el("summary", word("table.moves", lang)), el("ul", *moved)) if moved else ""
    return el("div", el("p", el("b", head)), table, changes, folded)
