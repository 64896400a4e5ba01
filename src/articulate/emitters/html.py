"""Documents as one self-contained HTML page, for a screen and for paper.

Merged cells, repeated heading rows and figures are kept. Nothing that a user typed acts as markup.
"""

from __future__ import annotations

from collections.abc import Iterable

from articulate.emitters.document import (
    Block,
    Document,
    Figure,
    Heading,
    KeyValues,
    Listing,
    PageSetup,
    Paragraph,
    Placed,
    Table,
    shown,
)
from articulate.emitters.markup import Markup, el, joined, raw
from articulate.emitters.sealed import sealed
from articulate.i18n import Lang


def render(document: Document) -> bytes:
    """Return the page as UTF-8. Equal documents give equal bytes."""
    body = el(
        "article",
        el("h1", _lines(document.title)),
        el("p", _lines(document.subtitle), class_="parties") if document.subtitle else None,
        markup(document.blocks, document.lang),
    )
    return sealed(document.title, body, document.lang, "folder.css", "paper.css").encode("utf-8")


def markup(blocks: Iterable[Block], lang: Lang) -> Markup:
    """Return blocks one below the other, for this page or for a part of another one."""
    return joined([m for b in blocks if (m := _block(b, lang))], "\n")


def _block(block: Block, lang: Lang) -> Markup | None:
    match block:
        case Heading(text=text, level=level):
            return el(f"h{level + 1}", _lines(text))
        case Paragraph(text=text, style=style):
            return el("p", _lines(text), class_=None if style == "body" else style)
        case Listing(items=items, ordered=ordered):
            return el("ol" if ordered else "ul", [el("li", _lines(i)) for i in items], class_="plain")
        case KeyValues(pairs=pairs):
            return el("dl", [[el("dt", _lines(k)), el("dd", _lines(shown(v, lang)))] for k, v in pairs])
        case Table():
            return _table(block, lang)
        case Figure():
            return _figure(block)
        case PageSetup():
            return None


def _table(table: Table, lang: Lang) -> Markup:
    columns = [el("col", width=f"{100 * c.width / table.width:.4g}%") for c in table.columns]
    kinds = [r.kind for r in table.rows]
    body = [
        el("tr", [_cell("td", p, table, lang) for p in places if not p.covered], class_=_unless(kind, "body"))
        for kind, places in zip(kinds, table.laid(), strict=True)
    ]
    head = [
        el("tr", [_cell("th", p, table, lang) for p in places if not p.covered])
        for places in table.laid_head()
    ]
    made = el(
        "table",
        el("caption", _lines(table.title)) if table.title else None,
        el("colgroup", columns),
        el("thead", head) if head else None,
        raw("\n"),
        el("tbody", joined(body, "\n")),
        class_="paper",
    )
    notes = [el("p", _lines(n), class_="note") for n in table.notes]
    return el("div", made, notes, class_="scroll")


def _cell(tag: str, place: Placed, table: Table, lang: Lang) -> Markup:
    cell = place.cell
    align = "center" if tag == "th" else cell.align or table.columns[place.column].align
    classes = [align, cell.tone, "strong" if cell.bold else "", "upright" if cell.upright else ""]
    return el(
        tag,
        _lines(shown(cell.value, lang)),
        class_=" ".join(c for c in classes if c) or None,
        colspan=cell.across if cell.across > 1 else None,
        rowspan=cell.down if cell.down > 1 else None,
        scope="col" if tag == "th" and cell.across == 1 else None,
    )


def _unless(kind: str, usual: str) -> str | None:
    return None if kind == usual else kind


def _figure(figure: Figure) -> Markup:
    caption = el("figcaption", _lines(figure.caption)) if figure.caption else None
    return el("figure", raw(figure.svg), caption)


def _lines(text: str) -> Markup:
    return joined(text.split("\n"), el("br"))
