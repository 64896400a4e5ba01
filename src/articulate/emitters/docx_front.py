"""What stands before the text of a Word file: the cover and the table of contents.

Only a word processor knows pages. So each line of the table of contents is a link to its heading with a
reference to the page (PAGEREF) marked as stale, which the word processor fills in when it opens the file.
One field around all lines (TOC) would show no figures in those that do not renew it by themselves.
"""

from __future__ import annotations

from typing import Any

from articulate.emitters.document import Document, Heading
from articulate.emitters.docx_xml import bookmark_name, element, tag
from articulate.emitters.office import FANG, HEI, KAI, clean
from articulate.i18n import label


def cover(file: Any, document: Document) -> None:
    """Write title, subtitle and lines of the cover, and end the page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK

    first, *rest = _title(document)
    _line(file, first, HEI, 26, before=110, after=0 if rest else 20, align=WD_ALIGN_PARAGRAPH.CENTER)
    for line in rest:
        _line(file, line, HEI, 26, before=0, after=20, align=WD_ALIGN_PARAGRAPH.CENTER)
    _line(file, document.subtitle, KAI, 16, before=0, after=130, align=WD_ALIGN_PARAGRAPH.CENTER)
    colon = label("documents.colon", document.lang)
    for name, value in document.cover:
        line = _line(
            file, f"{name}{colon}\t{value}", FANG, 14, before=3, after=3, align=WD_ALIGN_PARAGRAPH.LEFT
        )
        _hang(line)
    file.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)


def _title(document: Document) -> tuple[str, ...]:
    """Return the lines of the title: its subject, where it begins or ends with one, and the rest."""
    title, subject = document.title, document.subject
    if subject and title.startswith(subject) and title != subject:
        return subject, title.removeprefix(subject).strip()
    if subject and title.endswith(subject) and title != subject:
        return title.removesuffix(subject).strip(), subject
    return (title,)


def _line(file: Any, text: str, face: str, size: float, *, before: float, after: float, align: Any) -> Any:
    """Write one line of the cover in a face and size of its own."""
    from docx.shared import Pt

    paragraph = file.add_paragraph(style="Normal")
    paragraph.alignment = align
    layout = paragraph.paragraph_format
    layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), 1.3
    run = paragraph.add_run(clean(text))
    run.font.size = Pt(size)
    run._r.get_or_add_rPr().insert(0, element("w:rFonts", {"w:eastAsia": face, "w:hint": "eastAsia"}))
    return paragraph


def _hang(paragraph: Any) -> None:
    """Let the value of a line on the cover stand apart from its name."""
    from docx.shared import Mm

    layout = paragraph.paragraph_format
    layout.left_indent, layout.first_line_indent = Mm(62), Mm(-42)
    layout.tab_stops.add_tab_stop(Mm(62))


def table_of_contents(file: Any, document: Document, room: float) -> None:
    """Write the table of contents on a page of its own; ``room`` is the width of a line in millimetres."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK

    headings = document.headings()
    if not headings:
        return
    title = file.add_paragraph(label("documents.contents", document.lang), style="TOC Heading")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for number, heading in enumerate(headings, start=1):
        line = _entry(file, heading, number, room)
    line.add_run().add_break(WD_BREAK.PAGE)


def _entry(file: Any, heading: Heading, number: int, room: float) -> Any:
    """Write one line: the heading, dots, and the page, all of it a link."""
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Mm

    line = file.add_paragraph(style=f"TOC {heading.level}")
    layout = line.paragraph_format
    layout.left_indent = Mm(7 * (heading.level - 1))
    layout.tab_stops.add_tab_stop(Mm(room), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    name = bookmark_name(number)
    runs = (
        tag("w:r", {}, tag("w:t", {"xml:space": "preserve"}, text=clean(heading.text))),
        tag("w:r", {}, tag("w:tab")),
        _mark("begin", dirty=True),
        tag("w:r", {}, tag("w:instrText", {"xml:space": "preserve"}, text=f" PAGEREF {name} \\h ")),
        _mark("separate"),
        _mark("end"),
    )
    line._p.append(element("w:hyperlink", {"w:anchor": name, "w:history": "1"}, *runs))
    return line


def _mark(kind: str, *, dirty: bool = False) -> str:
    stale = {"w:dirty": "true"} if dirty else {}
    return tag("w:r", {}, tag("w:fldChar", {"w:fldCharType": kind} | stale))
