"""Documents as Word files, set as a Chinese school office would set them.

Faces stand on the styles, with the theme's faces taken off, or Word would go on using those. Tables
are written as XML, because a table of eighty rows and two dozen columns is slow through the library's
cells, and because widths, merges and repeated heading rows have no other door.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import zip_longest
from typing import Any

from articulate.emitters.document import (
    Align,
    Block,
    Cell,
    Document,
    Figure,
    Heading,
    KeyValues,
    Listing,
    PageSetup,
    Paragraph,
    Placed,
    Table,
    ems,
    shown,
)
from articulate.emitters.office import (
    FANG,
    FILLS,
    HEI,
    INKS,
    KAI,
    LATIN,
    POINT,
    SONG,
    clean,
    heights,
    padding,
    settle,
    wide,
)
from articulate.i18n import Lang, label

A4 = (210.0, 297.0)
"""Width and height of the paper in millimetres."""

MARGINS_PORTRAIT, MARGINS_LANDSCAPE = (30.0, 25.0, 25.0, 27.0), (15.0, 10.0, 14.0, 10.0)
"""Top, right, bottom, left in millimetres."""

SMALLEST = 6.5
"""Points; letters smaller than these cannot be read on paper."""

WHOLE, GROUP = 220.0, 250.0
"""A table, or a group of rows in a larger one, up to this height in points is kept on one page."""

TWIPS = 1440 / 25.4
"""Word's unit, a twentieth of a point, in a millimetre."""

STYLES = {
    # style: face, size, bold, space before and after in points, first line indented by two characters
    "Title": (HEI, 20, False, 0, 10, False),
    "Subtitle": (KAI, 12, False, 0, 14, False),
    "Heading 1": (HEI, 15, False, 14, 6, False),
    "Heading 2": (KAI, 14, True, 8, 4, False),
    "Heading 3": (FANG, 13, True, 6, 3, False),
    "Body Text": (FANG, 14, False, 0, 0, True),
    "List": (FANG, 14, False, 0, 0, False),
    "Caption": (HEI, 11, False, 8, 4, False),
    "Quote": (SONG, 10, False, 2, 4, False),
}
"""How each style looks. ``Quote`` serves for notes, ``Caption`` for the titles of tables."""


def render(document: Document) -> bytes:
    """Return the Word file. Equal documents give equal bytes; nothing is written to disk."""
    from docx import Document as new_file

    file = new_file()
    _drop_thumbnail(file)
    _styles(file, document.lang)
    core = file.core_properties
    core.title, core.author, core.comments, core.keywords = clean(document.title)[:255], "", "", ""
    core.language = "zh-CN" if document.lang == "zh" else "en"
    first = True
    for setup, blocks in document.parts():
        section = _section(file, setup, first, document.lang)
        if first:
            _paragraph(file, document.title, "Title", center=True)
            if document.subtitle:
                _paragraph(file, document.subtitle, "Subtitle", center=True)
        for block, following in zip_longest(blocks, blocks[1:]):
            _block(file, block, _room(section), document.lang)
            if isinstance(block, Paragraph) and isinstance(following, Table | Listing | KeyValues):
                # What announces a table or a list does not stand alone at the foot of a page.
                file.paragraphs[-1].paragraph_format.keep_with_next = True
        first = False
    if first:
        _paragraph(file, document.title, "Title", center=True)
    out = BytesIO()
    file.save(out)
    return settle(out.getvalue())


# ---- styles and paper ----------------------------------------------------------------------------


def _drop_thumbnail(file: Any) -> None:
    """Take out the picture of an empty page that the library's template carries."""
    for key, rel in list(file.part.package.rels.items()):
        if rel.reltype.endswith("/thumbnail"):
            del file.part.package.rels[key]


def _styles(file: Any, lang: Lang) -> None:
    """Set faces, sizes and spaces on the styles; runs then need nothing of their own."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_LINE_SPACING
    from docx.shared import Pt, RGBColor

    file.styles.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH).base_style = file.styles["Normal"]
    looks = {"Normal": (SONG, 10.5, False, 0, 0, False), "Table Text": (SONG, 9, False, 0, 0, False)} | STYLES
    for name, (face, size, bold, before, after, indent) in looks.items():
        style = file.styles[name]
        _faces(style.element, face)
        style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
        style.font.color.rgb = RGBColor(0, 0, 0)
        layout = style.paragraph_format
        layout.space_before, layout.space_after = Pt(before), Pt(after)
        if name in ("Body Text", "List"):
            layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(size * 1.75)
        else:
            layout.line_spacing = 1.25 if name.startswith(("Title", "Heading")) else 1.0
        if indent and lang == "zh":
            _child(_child(style.element, "w:pPr"), "w:ind", {"w:firstLineChars": "200", "w:firstLine": "560"})
    # Cells are measured to the letter: no extra space between Chinese and figures there.
    layout = file.styles["Table Text"].element.get_or_add_pPr()
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
        layout.insert_element_before(_element(name, {"w:val": "0"}), "w:spacing", "w:ind", "w:jc")
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Caption"):
        file.styles[name].paragraph_format.keep_with_next = True
    for borders in file.styles["Title"].element.iter(_qn("w:pBdr")):
        borders.getparent().remove(borders)
    for language in file.styles.element.iter(_qn("w:lang")):
        language.set(_qn("w:eastAsia"), "zh-CN")
        language.set(_qn("w:val"), "en-US")


def _faces(element: Any, face: str) -> None:
    """Name the faces of a style, and remove the theme's, which would win."""
    fonts = _child(_child(element, "w:rPr"), "w:rFonts")
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for slot, name in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", face)):
        fonts.set(_qn(f"w:{slot}"), name)
    fonts.set(_qn("w:hint"), "eastAsia")


def _section(file: Any, setup: PageSetup, first: bool, lang: Lang) -> Any:
    """Begin a part with its own paper and the page number at its foot."""
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.shared import Mm

    section = file.sections[0] if first else file.add_section(WD_SECTION.NEW_PAGE)
    width, height = reversed(A4) if setup.landscape else A4
    section.orientation = WD_ORIENT.LANDSCAPE if setup.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    margins = setup.margins or (MARGINS_LANDSCAPE if setup.landscape else MARGINS_PORTRAIT)
    for side, millimetres in zip(("top", "right", "bottom", "left"), margins, strict=True):
        setattr(section, f"{side}_margin", Mm(millimetres))
    section.header_distance = section.footer_distance = Mm(8)
    section.footer.is_linked_to_previous = not first
    if first:
        _page_number(section.footer.paragraphs[0], lang)
    return section


def _page_number(paragraph: Any, lang: Lang) -> None:
    """Write ``第 1 页 共 9 页`` with fields that Word fills in."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.style = "Table Text"
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, middle, after = label("documents.page_docx", lang).split("|")
    for text, field in ((before, "PAGE"), (middle, "NUMPAGES"), (after, "")):
        if text:
            paragraph.add_run(text)
        if field:
            paragraph._p.append(
                _element("w:fldSimple", {"w:instr": field}, _element("w:r", {}, _element("w:t", text="1")))
            )


def _room(section: Any) -> float:
    """Return the width between the margins in millimetres."""
    from docx.shared import Mm

    return float(section.page_width - section.left_margin - section.right_margin) / Mm(1)


# ---- blocks ----------------------------------------------------------------------------------------


def _block(file: Any, block: Block, room: float, lang: Lang) -> None:
    match block:
        case Heading(text=text, level=level):
            _paragraph(file, text, f"Heading {level}")
        case Paragraph(text=text, style="note"):
            _paragraph(file, text, "Quote")
        case Paragraph(text=text, style="lead"):
            _paragraph(file, text, "Heading 3")
        case Paragraph(text=text, style="center"):
            _paragraph(file, text, "List", center=True)
        case Paragraph(text=text):
            _paragraph(file, text, "Body Text")
        case Listing(items=items, ordered=ordered):
            for number, item in enumerate(items, start=1):
                _hanging(_paragraph(file, (f"{number}." if ordered else "·") + f"\t{item}", "List"))
        case KeyValues(pairs=pairs):
            _table(file, _pairs(pairs, room, lang), room, lang)
        case Table():
            _table(file, block, room, lang)
        case Figure():
            _figure(file, block, room)
        case PageSetup():
            pass


def _paragraph(file: Any, text: str, style: str, *, center: bool = False) -> Any:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = file.add_paragraph(clean(text), style=style)
    if center or style in ("Caption", "Subtitle"):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _hanging(paragraph: Any) -> None:
    """Let the lines of an item stand under its text and not under its number."""
    from docx.shared import Pt

    layout = paragraph.paragraph_format
    layout.left_indent, layout.first_line_indent = Pt(28), Pt(-18)
    layout.tab_stops.add_tab_stop(Pt(28))


def _pairs(pairs: Sequence[tuple[str, Any]], room: float, lang: Lang) -> Table:
    """Return pairs as a table of two columns."""
    from articulate.emitters.document import Column, row

    longest = max((ems(key) for key, _ in pairs), default=0)
    name = min(room * 0.4, max(30.0, longest * 10.5 * POINT * 1.1 + 4))
    return Table(
        columns=(Column(name, "left"), Column(room - name, "left")),
        head=(),
        rows=tuple(row(Cell(key, bold=True), Cell(shown(value, lang))) for key, value in pairs),
        size=10.5,
    )


def _figure(file: Any, figure: Figure, room: float) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    paragraph = file.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run().add_picture(BytesIO(figure.png), width=Mm(min(figure.width, room)))
    if figure.caption:
        _paragraph(file, figure.caption, "Caption")


# ---- tables ----------------------------------------------------------------------------------------


def _table(file: Any, table: Table, room: float, lang: Lang) -> None:
    """Write a table with its title above and its notes below."""
    if table.title:
        _paragraph(file, table.title, "Caption")
    else:
        _gap(file, with_next=True)
    table = _fitted(table, room)
    columns = [round(c.width * TWIPS) for c in table.columns]
    made = _element(
        "w:tbl",
        {},
        _element(
            "w:tblPr",
            {},
            _element("w:tblW", {"w:w": str(sum(columns)), "w:type": "dxa"}),
            _element("w:jc", {"w:val": "center"}),
            _borders(),
            _element("w:tblLayout", {"w:type": "fixed"}),
            _element("w:tblCellMar", {}, *(_margin(s, padding(table)) for s in ("left", "right"))),
        ),
        _element("w:tblGrid", {}, *(_element("w:gridCol", {"w:w": str(w)}) for w in columns)),
    )
    head, body = table.laid_head(), table.laid()
    head_heights = heights(head, table, lang, head=True)
    body_heights = heights(body, table, lang, head=False)
    together = _together(body, body_heights, sum(head_heights))
    kinds = [r.kind for r in table.rows]
    _rows(made, table, head, ["head"] * len(head), head_heights, [True] * len(head), columns, lang)
    _rows(made, table, body, kinds, body_heights, together, columns, lang)
    file.element.body.insert_element_before(made, "w:sectPr")
    for note in table.notes:
        _paragraph(file, note, "Quote")
    if not table.notes:
        _gap(file)


def _fitted(table: Table, room: float) -> Table:
    """Return a table that fits between the margins, letters and all; no table is widened."""
    if table.width <= room:
        return table
    scale = room / table.width
    columns = tuple(replace(c, width=c.width * scale) for c in table.columns)
    return replace(table, columns=columns, size=max(SMALLEST, round(table.size * scale * 2) / 2))


def _gap(file: Any, *, with_next: bool = False) -> None:
    """Write an empty line of small letters: air around a table, and what keeps Word from joining two."""
    from docx.enum.text import WD_LINE_SPACING
    from docx.shared import Pt

    layout = _paragraph(file, "", "Table Text").paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(6)
    layout.keep_with_next = with_next


def _together(laid: Sequence[Sequence[Placed]], tall: Sequence[float], head: float) -> list[bool]:
    """Tell of each row whether it must stay on one page with the next.

    A small table stays whole. In a larger one the rows beside a cell that covers them stay together,
    or its text would stand on the first page only; the long categories of a plan cannot.
    """
    last = len(laid) - 1
    if sum(tall) + head <= WHOLE:
        return [i < last for i in range(len(laid))]
    keep = [False] * len(laid)
    for number, places in enumerate(laid):
        for place in places:
            rows = range(number, number + place.cell.down)
            if not place.covered and sum(tall[i] for i in rows) <= GROUP:
                for i in rows[:-1]:
                    keep[i] = True
    # The first row stays with the heading, the last with the one before it.
    if last >= 1:
        keep[last - 1] = True
    return keep


def _rows(
    made: Any,
    table: Table,
    laid: Sequence[Sequence[Placed]],
    kinds: Sequence[str],
    tall: Sequence[float],
    together: Sequence[bool],
    columns: Sequence[int],
    lang: Lang,
) -> None:
    for places, kind, height, keep in zip(laid, kinds, tall, together, strict=True):
        properties = [_element("w:cantSplit")]
        properties.append(_element("w:trHeight", {"w:val": str(round(height * 20)), "w:hRule": "atLeast"}))
        if kind == "head":
            properties.append(_element("w:tblHeader"))
        made.append(
            _element(
                "w:tr",
                {},
                _element("w:trPr", {}, *properties),
                *(_cell(table, place, kind, keep, columns, lang) for place in places),
            )
        )


def _cell(table: Table, place: Placed, kind: str, keep: bool, columns: Sequence[int], lang: Lang) -> Any:
    cell, after = place.cell, place.column + place.cell.across
    text = "" if place.covered else clean(shown(cell.value, lang))
    properties = [_element("w:tcW", {"w:w": str(sum(columns[place.column : after])), "w:type": "dxa"})]
    if cell.across > 1:
        properties.append(_element("w:gridSpan", {"w:val": str(cell.across)}))
    if cell.down > 1:
        properties.append(_element("w:vMerge", {} if place.covered else {"w:val": "restart"}))
    lines = _heavy(table, place.column, after)
    if lines is not None:
        properties.append(lines)
    if kind in FILLS:
        properties.append(_element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": FILLS[kind]}))
    if cell.upright:
        direction = "tbRlV" if wide(text) else "btLr"
        properties.append(_element("w:textDirection", {"w:val": direction}))
    properties.append(_element("w:vAlign", {"w:val": "center"}))
    align: Align = "center" if kind == "head" else table.columns[place.column].align
    bold = cell.bold or kind in ("head", "total", "band")
    paragraph = _element(
        "w:p",
        {},
        _element(
            "w:pPr",
            {},
            _element("w:pStyle", {"w:val": "TableText"}),
            *([_element("w:keepNext")] if keep else []),
            _element("w:jc", {"w:val": cell.align or align}),
        ),
        *_runs(text, table.size, bold, INKS.get(cell.tone, "")),
    )
    return _element("w:tc", {}, _element("w:tcPr", {}, *properties), paragraph)


def _runs(text: str, size: float, bold: bool, ink: str) -> Iterable[Any]:
    """Yield the run of a cell, with line breaks as such."""
    if not text:
        return
    look = [_element("w:b")] if bold else []
    if ink:
        look.append(_element("w:color", {"w:val": ink}))
    look += [_element(tag, {"w:val": str(round(size * 2))}) for tag in ("w:sz", "w:szCs")]
    run = _element("w:r", {}, _element("w:rPr", {}, *look))
    for number, piece in enumerate(text.split("\n")):
        if number:
            run.append(_element("w:br"))
        run.append(_element("w:t", {"xml:space": "preserve"}, text=piece))
    yield run


def _borders() -> Any:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return _element("w:tblBorders", {}, *(_line(s, 4) for s in sides))


def _heavy(table: Table, column: int, after: int) -> Any | None:
    """Return the heavy lines of a cell; both neighbours draw the line, or one would hide it."""
    sides = []
    if table.columns[column].heavy:
        sides.append(_line("left", 18))
    if after < len(table.columns) and table.columns[after].heavy:
        sides.append(_line("right", 18))
    return _element("w:tcBorders", {}, *sides) if sides else None


def _line(side: str, eighths: int) -> Any:
    """Return one border; its thickness is in eighths of a point."""
    return _element(
        f"w:{side}", {"w:val": "single", "w:sz": str(eighths), "w:space": "0", "w:color": "000000"}
    )


def _margin(side: str, millimetres: float) -> Any:
    return _element(f"w:{side}", {"w:w": str(round(millimetres * TWIPS)), "w:type": "dxa"})


# ---- XML -------------------------------------------------------------------------------------------


def _qn(name: str) -> str:
    from docx.oxml.ns import qn

    return "{http://www.w3.org/XML/1998/namespace}space" if name == "xml:space" else qn(name)


def _element(name: str, attributes: dict[str, str] | None = None, *children: Any, text: str = "") -> Any:
    """Return an element with its attributes, children and text."""
    from docx.oxml import OxmlElement

    made = OxmlElement(name)
    for key, value in (attributes or {}).items():
        made.set(_qn(key), value)
    for child in children:
        made.append(child)
    if text:
        made.text = text
    return made


def _child(parent: Any, name: str, attributes: dict[str, str] | None = None) -> Any:
    """Return a child of a style's element, made where the schema wants it if it is not there."""
    found = parent.find(_qn(name))
    if found is None:
        found = getattr(parent, f"get_or_add_{name.split(':')[1]}", lambda: None)()
    if found is None:
        found = _element(name)
        parent.insert(0, found)
    for key, value in (attributes or {}).items():
        found.set(_qn(key), value)
    return found
