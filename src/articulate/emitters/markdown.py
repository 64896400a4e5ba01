"""Documents as Markdown: plain enough for a mail, a terminal or a page on a code host.

Markdown tables know neither merged cells nor several heading rows: heading rows are joined into one,
and a value that covers several places is written at the first of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

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
from articulate.emitters.office import clean
from articulate.i18n import Lang, label

_SIGNS = re.compile(r"([\\`*_\[\]<>|~$&])")
_UNLINKABLE = re.compile(r"[<>\s\\]")
_FIRST_SIGNS = re.compile(r"^([-+=#]|\d+(?=[.)](?:\s|$)))")


def render(document: Document) -> bytes:
    """Return the document as UTF-8 text. Nothing that a user typed acts as markup."""
    pieces = [f"# {_line(document.title)}"]
    if document.subtitle:
        pieces.append(_line(document.subtitle))
    if document.cover:
        pieces.append(_block(KeyValues(document.cover), document.lang))
    pieces += [p for b in document.blocks if (p := _block(b, document.lang))]
    return ("\n\n".join(pieces) + "\n").encode("utf-8")


def _block(block: Block, lang: Lang) -> str:
    match block:
        case Heading(text=text, level=level):
            return f"{'#' * (level + 1)} {_line(text)}"
        case Paragraph(text=text, style="lead"):
            return f"**{_line(text)}**" if text.strip() else ""
        case Paragraph(text=text):
            return "  \n".join(_escape(part) for part in clean(text).split("\n") if part.strip())
        case Listing(items=items, ordered=ordered):
            return "\n".join(
                f"{f'{number}.' if ordered else '-'} {_line(item)}"
                for number, item in enumerate(items, start=1)
            )
        case KeyValues(pairs=pairs):
            colon = label("documents.colon", lang)
            return "\n".join(f"- **{_line(k)}**{colon}{_line(shown(v, lang))}" for k, v in pairs)
        case Table():
            return _table(block, lang)
        case Figure(name=name, caption=caption):
            return f"![{_line(caption or name)}](<{_UNLINKABLE.sub('', clean(name))}>)"
        case PageSetup():
            return ""


def _table(table: Table, lang: Lang) -> str:
    count = len(table.columns)
    head = _head(table.laid_head(), count, lang)
    out = [f"**{_line(table.title)}**", ""] if table.title else []
    marks = {"left": ":---", "center": ":---:", "right": "---:"}
    out.append(_written(head))
    out.append("|" + "|".join(marks[c.align] for c in table.columns) + "|")
    for row, places in zip(table.rows, table.laid(), strict=True):
        cells = [""] * count
        for place in places:
            if not place.covered:
                text = _line(shown(place.cell.value, lang))
                strong = text and (place.cell.bold or row.kind != "body")
                cells[place.column] = f"**{text}**" if strong else text
        out.append(_written(cells))
    if table.notes:
        out += ["", "  \n".join(_line(n) for n in table.notes)]
    return "\n".join(out)


def _head(laid: Sequence[Sequence[Placed]], count: int, lang: Lang) -> list[str]:
    """Return one heading for each column: the words above it, from the top, each once."""
    words: list[list[str]] = [[] for _ in range(count)]
    for places in laid:
        for place in places:
            text = _line(shown(place.cell.value, lang))
            for column in range(place.column, place.column + place.cell.across):
                if text and not place.covered:
                    words[column].append(text)
    return [" · ".join(w) for w in words]


def _written(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _line(text: str) -> str:
    """Return a text on one line, its own line breaks as ``<br>``."""
    return "<br>".join(_escape(part) for part in clean(text).strip().split("\n"))


def _escape(text: str) -> str:
    """Return a line in which no sign acts as markup."""
    escaped = _SIGNS.sub(r"\\\1", text.strip())
    first = _FIRST_SIGNS.match(escaped)
    if not first:
        return escaped
    # ``1.`` would begin a list: the dot gets the stroke, a figure cannot have one.
    at = first.end() if first[1].isdigit() else 0
    return f"{escaped[:at]}\\{escaped[at:]}"
