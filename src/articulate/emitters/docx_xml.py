"""The XML of Word files, written as text and read once: far faster than element by element."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape, quoteattr


def tag(name: str, attributes: dict[str, str] | None = None, *children: str, text: str = "") -> str:
    """Return an element as text, its own text and its attributes escaped."""
    told = "".join(f" {key}={quoteattr(value)}" for key, value in (attributes or {}).items())
    inside = "".join(children) + escape(text)
    return f"<{name}{told}>{inside}</{name}>" if inside else f"<{name}{told}/>"


def parsed(xml: str) -> Any:
    """Return the element that a text of ``tag`` stands for."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    end = min(at for sign in " />" if (at := xml.find(sign)) > 0)
    return parse_xml(f"{xml[:end]} {nsdecls('w')}{xml[end:]}")


def element(name: str, attributes: dict[str, str] | None = None, *children: str) -> Any:
    """Return an element with its attributes and children."""
    return parsed(tag(name, attributes, *children))


def paragraph(
    text: str,
    style: str,
    *,
    align: str = "",
    keep: bool = False,
    hang: bool = False,
    bookmark: int = 0,
    exactly: float = 0,
) -> str:
    """Return a paragraph of a style, with line breaks and tabs as such.

    ``keep``: on one page with the next. ``hang``: the lines stand under the text behind the first tab.
    ``bookmark``: a number under which the table of contents finds it. ``exactly``: the height of its
    lines in points, where it is not that of the style.
    """
    properties = [tag("w:pStyle", {"w:val": style_id(style)})]
    if keep:
        properties.append(tag("w:keepNext"))
    if hang:
        properties.append(tag("w:tabs", {}, tag("w:tab", {"w:val": "left", "w:pos": "560"})))
    if exactly:
        properties.append(tag("w:spacing", {"w:line": str(round(exactly * 20)), "w:lineRule": "exact"}))
    if hang:
        properties.append(tag("w:ind", {"w:left": "560", "w:hanging": "360"}))
    if align:
        properties.append(tag("w:jc", {"w:val": align}))
    run = tag("w:r", {}, *_pieces(text)) if text else ""
    if bookmark:
        begin = tag("w:bookmarkStart", {"w:id": str(bookmark), "w:name": bookmark_name(bookmark)})
        run = begin + run + tag("w:bookmarkEnd", {"w:id": str(bookmark)})
    return tag("w:p", {}, tag("w:pPr", {}, *properties), run)


def _pieces(text: str) -> list[str]:
    out = []
    for number, line in enumerate(text.split("\n")):
        if number:
            out.append(tag("w:br"))
        for place, piece in enumerate(line.split("\t")):
            if place:
                out.append(tag("w:tab"))
            if piece:
                out.append(tag("w:t", {"xml:space": "preserve"}, text=piece))
    return out


def style_id(name: str) -> str:
    """Return the id of a style: its name without spaces, as Word and the library make it."""
    return name.replace(" ", "")


def bookmark_name(number: int) -> str:
    """Return the name of a bookmark of the table of contents."""
    return f"_Toc{number:06d}"


def qn(name: str) -> str:
    """Return a name with its namespace written out."""
    from docx.oxml.ns import qn as spelt

    return str(spelt(name))


def child(parent: Any, name: str, attributes: dict[str, str] | None = None) -> Any:
    """Return a child of a style's element, made where the schema wants it if it is not there."""
    found = parent.find(qn(name))
    if found is None:
        found = getattr(parent, f"get_or_add_{name.split(':')[1]}", lambda: None)()
    if found is None:
        found = element(name)
        parent.insert(0, found)
    for key, value in (attributes or {}).items():
        found.set(qn(key), value)
    return found
