"""How plans that changed, or stand beside each other, show themselves in a notebook."""

from __future__ import annotations

from typing import Any

from articulate.emitters.choices import (
    Comparison,
    alternatives_lines,
    alternatives_table,
    run,
    what_if_head,
    what_if_lines,
    what_if_table,
)
from articulate.emitters.markup import Markup, el
from articulate.i18n import label, show
from articulate.planning import Alternatives, Moves, Repair, WhatIf

CELL = "text-align:left;vertical-align:top;padding:4px 8px"
MOVED = f"{CELL};background:#fff4d6"
"""A cell that differs from the first plan."""


def bundle(value: Any) -> dict[str, str] | None:
    """Return MIME types with their text for what planning gives, else ``None``."""
    if isinstance(value, Moves):
        return {"text/html": str(moves_table(value)), "text/plain": value.text()}
    if isinstance(value, Repair):
        return {"text/html": str(repair_table(value)), "text/plain": "\n".join(value.lines())}
    if isinstance(value, Alternatives):
        return {
            "text/html": str(comparison(alternatives_table(value), alternatives_lines(value)[0])),
            "text/plain": "\n".join(alternatives_lines(value)),
        }
    if isinstance(value, WhatIf):
        more = moves_table(value.moves) if value.moves is not None else _conflict(value)
        table = comparison(what_if_table(value), what_if_head(value))
        return {"text/html": str(el("div", table, more)), "text/plain": "\n".join(what_if_lines(value))}
    return None


def moves_table(moves: Moves) -> Markup:
    """Return what moved as a table: course, from, to, why; what set it off stands above."""
    causes = [el("li", show(c)) for c in moves.causes]
    rows = [
        el(
            "tr",
            el("td", m.name, style=CELL),
            el("td", show(m.stage), style=CELL),
            el("td", run(m.before), style=CELL),
            el("td", run(m.after), style=MOVED if m.before != m.after else CELL),
            el("td", show(m.why), style=CELL),
        )
        for m in moves.moves
    ]
    heads = [label(f"moves.table.{k}") for k in ("course", "stage", "before", "after", "why")]
    return el(
        "div",
        el("p", el("b", moves.summary())),
        [el("p", label("moves.causes")), el("ul", *causes)] if causes else "",
        el("table", el("thead", _head(heads)), el("tbody", *rows)) if rows else "",
    )


def repair_table(repair: Repair) -> Markup:
    """Return the faults of a given plan, and what was changed to mend them."""
    faults = [el("li", f"{f.source}: " if f.source else "", f.text()) for f in repair.faults]
    missing = label("moves.repair.missing", count=len(repair.missing), courses=repair.missing)
    conflict = repair.result.conflict
    return el(
        "div",
        el("p", el("b", label("moves.repair.sound"))) if repair.sound else "",
        [el("p", el("b", label("moves.repair.faults", count=len(faults)))), el("ul", *faults)]
        if faults
        else "",
        el("p", missing) if repair.missing else "",
        moves_table(repair.result.moves) if repair.result.moves is not None else "",
        el("pre", conflict.text()) if conflict is not None else "",
    )


def comparison(table: Comparison, title: str) -> Markup:
    """Return plans beside each other; cells that differ from the first plan are tinted."""
    rows = [_row(row) for row in (*table.figures, *table.courses)]
    return el(
        "div",
        el("p", el("b", title)),
        el("table", el("thead", _head(table.head)), el("tbody", *rows)),
    )


def _row(row: tuple[str, ...]) -> Markup:
    name, first, *rest = row
    cells = [el("td", c, style=MOVED if c != first else CELL) for c in rest]
    return el("tr", el("td", name, style=CELL), el("td", first, style=CELL), *cells)


def _head(names: tuple[str, ...] | list[str]) -> Markup:
    return el("tr", *(el("th", n, style=CELL) for n in names))


def _conflict(value: WhatIf) -> Markup | str:
    conflict = value.after.conflict
    return el("pre", conflict.text()) if conflict is not None else ""
