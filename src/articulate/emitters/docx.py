"""Documents as Word files, set as a Chinese school office would set them.

Faces stand on the styles, with the theme's faces taken off, or Word would go on using those. Tables have
a file of their own, and so have cover and table of contents.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import zip_longest
from typing import Any

from articulate.emitters import metafile
from articulate.emitters.document import (
    Block,
    Cell,
    Document,
    Figure,
    Heading,
    KeyValues,
    Listing,
    PageSetup,
    Paragraph,
    Table,
    ems,
    shown,
)
from articulate.emitters.docx_front import cover, table_of_contents
from articulate.emitters.docx_table import fitted, table_xml
from articulate.emitters.docx_xml import child, element, paragraph, parsed, qn, tag
from articulate.emitters.office import FANG, HEI, KAI, LATIN, POINT, SONG, clean, settle
from articulate.i18n import Lang, label

A4 = (210.0, 297.0)
"""Width and height of the paper in millimetres."""

MARGINS_PORTRAIT, MARGINS_LANDSCAPE = (30.0, 25.0, 25.0, 27.0), (15.0, 10.0, 14.0, 10.0)
"""Top, right, bottom, left in millimetres."""

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
    "Header": (SONG, 9, False, 0, 0, False),
    "TOC Heading": (HEI, 16, False, 6, 12, False),
    "TOC 1": (SONG, 12, False, 4, 2, False),
    "TOC 2": (SONG, 11, False, 0, 0, False),
}
"""How each style looks. ``Quote`` serves for notes, ``Caption`` for the titles of tables."""


def render(document: Document) -> bytes:
    """Return the Word file. Equal documents give equal bytes; nothing is written to disk."""
    from docx import Document as new_file

    file = new_file()
    _drop_thumbnail(file)
    _styles(file, document.lang, document.letters, document.pitch)
    core = file.core_properties
    core.title, core.author, core.comments, core.keywords = clean(document.title)[:255], "", "", ""
    core.language = "zh-CN" if document.lang == "zh" else "en"
    number = 0
    for part, (setup, blocks) in enumerate(document.parts()):
        section = _section(file, setup, part == 0, document.lang)
        if part == 0:
            _front(file, section, document)
        for block, following in zip_longest(blocks, blocks[1:]):
            # What announces a table or a list does not stand alone at the foot of a page.
            announces = isinstance(block, Paragraph) and isinstance(following, Table | Listing | KeyValues)
            listed = isinstance(block, Heading) and block.level <= document.contents
            number += listed
            _block(file, block, _room(section), document.lang, announces, number if listed else 0)
    if not document.blocks:
        _front(file, file.sections[0], document)
    out = BytesIO()
    file.save(out)
    return settle(out.getvalue())


def _front(file: Any, section: Any, document: Document) -> None:
    """Write what stands before the first block: a title, or a cover with the table of contents behind it."""
    if document.cover:
        cover(file, document)
        section.different_first_page_header_footer = True
        _header(section, document.title)
    else:
        _paragraph(file, document.title, "Title", center=True)
        if document.subtitle:
            _paragraph(file, document.subtitle, "Subtitle", center=True)
    if document.contents:
        table_of_contents(file, document, _room(section))


def _header(section: Any, title: str) -> None:
    """Write the title at the head of every page but the cover, over a thin line."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    section.header.is_linked_to_previous = False
    line = section.header.paragraphs[0]
    line.style = "Header"
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.add_run(clean(title))
    rule = {"w:val": "single", "w:sz": "4", "w:space": "1", "w:color": "808080"}
    layout = line._p.get_or_add_pPr()
    layout.insert_element_before(element("w:pBdr", {}, tag("w:bottom", rule)), "w:spacing", "w:jc")


# ---- styles and paper ----------------------------------------------------------------------------


def _drop_thumbnail(file: Any) -> None:
    """Take out the picture of an empty page that the library's template carries."""
    for key, rel in list(file.part.package.rels.items()):
        if rel.reltype.endswith("/thumbnail"):
            del file.part.package.rels[key]


def _styles(file: Any, lang: Lang, letters: float, pitch: float) -> None:
    """Set faces, sizes and spaces on the styles; runs then need nothing of their own."""
    from docx.enum.text import WD_LINE_SPACING
    from docx.shared import Pt, RGBColor

    looks = {"Normal": (SONG, 10.5, False, 0, 0, False), "Table Text": (SONG, 9, False, 0, 0, False)} | STYLES
    for name, (face, usual, bold, before, after, indent) in looks.items():
        size = letters if name in ("Body Text", "List") else usual
        style = _style(file, name)
        _faces(style.element, face)
        style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
        style.font.color.rgb = RGBColor(0, 0, 0)
        layout = style.paragraph_format
        layout.space_before, layout.space_after = Pt(before), Pt(after)
        if name in ("Body Text", "List"):
            layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(size * pitch)
        else:
            layout.line_spacing = 1.25 if name.startswith(("Title", "Heading")) else 1.0
        if indent and lang == "zh":
            child(
                child(style.element, "w:pPr"),
                "w:ind",
                {"w:firstLineChars": "200", "w:firstLine": str(round(size * 40))},
            )
    # Cells are measured to the letter: no extra space between Chinese and figures there.
    layout = file.styles["Table Text"].element.get_or_add_pPr()
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
        layout.insert_element_before(element(name, {"w:val": "0"}), "w:spacing", "w:ind", "w:jc")
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Caption"):
        file.styles[name].paragraph_format.keep_with_next = True
    for borders in file.styles["Title"].element.iter(qn("w:pBdr")):
        borders.getparent().remove(borders)
    for language in file.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
        language.set(qn("w:val"), "en-US")


def _style(file: Any, name: str) -> Any:
    """Return a style of paragraphs, made where the template does not have it."""
    from docx.enum.style import WD_STYLE_TYPE

    if name not in file.styles:
        file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = file.styles["Normal"]
    return file.styles[name]


def _faces(style: Any, face: str) -> None:
    """Name the faces of a style, and remove the theme's, which would win."""
    fonts = child(child(style, "w:rPr"), "w:rFonts")
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for slot, name in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", face)):
        fonts.set(qn(f"w:{slot}"), name)
    fonts.set(qn("w:hint"), "eastAsia")


def _section(file: Any, setup: PageSetup, first: bool, lang: Lang) -> Any:
    """Begin a part with its own paper and the page number at its foot."""
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.shared import Mm

    section = file.sections[0] if first else file.add_section(WD_SECTION.NEW_PAGE)
    if not first:
        _end_without_a_line(file)
    width, height = reversed(A4) if setup.landscape else A4
    section.orientation = WD_ORIENT.LANDSCAPE if setup.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    margins = setup.margins or (MARGINS_LANDSCAPE if setup.landscape else MARGINS_PORTRAIT)
    for side, millimetres in zip(("top", "right", "bottom", "left"), margins, strict=True):
        setattr(section, f"{side}_margin", Mm(millimetres))
    section.header_distance = section.footer_distance = Mm(8)
    section.footer.is_linked_to_previous = not first
    # Only the cover goes without; a section takes this over from the one before it.
    section.different_first_page_header_footer = False
    if first:
        _page_number(section.footer.paragraphs[0], lang)
    return section


def _end_without_a_line(file: Any) -> None:
    """Let the last paragraph of the part before end it.

    The library adds an empty line for that, which would stand alone on a page where a part fills the last.
    The air behind a table shrinks to a point there for the same reason.
    """
    carrier = file.element.body[-2]
    last = carrier.getprevious()
    if last is not None and last.tag == qn("w:p") and last.find(f".//{qn('w:sectPr')}") is None:
        child(last, "w:pPr").append(carrier.find(f".//{qn('w:sectPr')}"))
        file.element.body.remove(carrier)
        for spacing in () if "".join(last.itertext()) else last.iter(qn("w:spacing")):
            spacing.set(qn("w:line"), "20")


def _page_number(line: Any, lang: Lang) -> None:
    """Write ``第 1 页 共 9 页`` with fields that Word fills in."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    line.style = "Table Text"
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, middle, after = label("documents.page_docx", lang).split("|")
    for text, field in ((before, "PAGE"), (middle, "NUMPAGES"), (after, "")):
        if text:
            line.add_run(text)
        if field:
            line._p.append(element("w:fldSimple", {"w:instr": field}, tag("w:r", {}, tag("w:t", text="1"))))


def _room(section: Any) -> float:
    """Return the width between the margins in millimetres."""
    from docx.shared import Mm

    return float(section.page_width - section.left_margin - section.right_margin) / Mm(1)


# ---- blocks ----------------------------------------------------------------------------------------


def _block(file: Any, block: Block, room: float, lang: Lang, keep: bool, bookmark: int) -> None:
    """Write a block; ``keep`` holds a paragraph to the next one, ``bookmark`` marks a heading."""
    match block:
        case Heading(text=text, level=level):
            _paragraph(file, text, f"Heading {level}", bookmark=bookmark)
        case Paragraph(text=text, style="note"):
            _paragraph(file, text, "Quote", keep=keep)
        case Paragraph(text=text, style="lead"):
            _paragraph(file, text, "Heading 3", keep=keep)
        case Paragraph(text=text, style="center"):
            _paragraph(file, text, "List", center=True, keep=keep)
        case Paragraph(text=text):
            _paragraph(file, text, "Body Text", keep=keep)
        case Listing(items=items, ordered=ordered):
            for number, item in enumerate(items, start=1):
                sign = f"{number}." if ordered else "·"
                _paragraph(file, f"{sign}\t{item}", "List", hang=True)
        case KeyValues(pairs=pairs):
            _table(file, _pairs(pairs, room, lang), room, lang)
        case Table():
            _table(file, block, room, lang)
        case Figure():
            _figure(file, block, room)
        case PageSetup():
            pass


def _append(file: Any, made: Any) -> None:
    """Put an element at the end of the text; the last thing in the body is the paper of the last part."""
    file.element.body[-1].addprevious(made)


def _paragraph(
    file: Any,
    text: str,
    style: str,
    *,
    center: bool = False,
    keep: bool = False,
    hang: bool = False,
    bookmark: int = 0,
) -> None:
    """Write a paragraph of a style."""
    align = "center" if center or style in ("Caption", "Subtitle") else ""
    xml = paragraph(clean(text), style, align=align, keep=keep, hang=hang, bookmark=bookmark)
    _append(file, parsed(xml))


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
    """Write a figure as a metafile, which the library cannot read but Word, WPS and LibreOffice draw."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml.shape import CT_Inline
    from docx.shared import Mm

    number = 1 + sum(r.reltype == RELATIONSHIP_TYPE.IMAGE for r in file.part.rels.values())
    name = PackURI(f"/word/media/figure{number}.emf")
    part = Part(name, CONTENT_TYPE.X_EMF, metafile.from_svg(figure.svg), file.part.package)
    key = file.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    across, down = metafile.size(figure.svg)
    width = min(figure.width, room)
    inline = CT_Inline.new_pic_inline(number, key, name.filename, Mm(width), Mm(width * down / across))
    inline.docPr.set("descr", clean(figure.caption or figure.name))
    line = file.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.paragraph_format.keep_with_next = bool(figure.caption)
    line.add_run()._r.add_drawing(inline)
    if figure.caption:
        _paragraph(file, figure.caption, "Caption")


# ---- tables ----------------------------------------------------------------------------------------


def _table(file: Any, table: Table, room: float, lang: Lang) -> None:
    """Write a table with its title above and its notes below."""
    if table.title:
        _paragraph(file, table.title, "Caption")
    else:
        _gap(file, with_next=True)
    _append(file, table_xml(fitted(table, room), lang))
    for note in table.notes:
        _paragraph(file, note, "Quote")
    if not table.notes:
        _gap(file)


def _gap(file: Any, *, with_next: bool = False) -> None:
    """Write an empty line of small letters: air around a table, and what keeps Word from joining two."""
    _append(file, parsed(paragraph("", "Table Text", keep=with_next, exactly=6)))
