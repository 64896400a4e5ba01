"""Score sheets to fill in: the columns of a pathway's criteria, with a proposed paper, as workbook or csv."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from fractions import Fraction

from articulate.cohort.judging import concession_name
from articulate.cohort.layout import ITEM_TABLE, Column, Layout
from articulate.cohort.layout import Node as ScoreNode
from articulate.cohort.proposal import proposed_items
from articulate.cohort.results import Item
from articulate.emitters.cohort.words import Heads, say, table
from articulate.emitters.document import Block, Document, PageSetup, Row, Table, row
from articulate.emitters.document import Column as PaperColumn
from articulate.emitters.words import joined, pair_name, parties
from articulate.i18n import Lang, label
from articulate.model.criteria import TransferCriteria
from articulate.model.pathway import Pathway

LINES = 120
"""Lines to fill in at the most; more can be added below."""


def template_document(pathway: Pathway, criteria: TransferCriteria, lang: Lang = "zh") -> Document:
    """Return the score sheets of a pathway as a document to fill in, one sheet for each kind of score."""
    layout = Layout(pathway, criteria)
    layout = layout.having(proposed_items(layout))
    count = min(LINES, pathway.planning.class_size * pathway.planning.classes)
    blocks: list[Block] = [
        PageSetup(say("template.sheet.how", lang)),
        _how(lang),
    ]
    for sheet, columns in _sheets(layout).items():
        blocks += [
            PageSetup(say(f"template.sheet.{sheet}", lang), landscape=True),
            _blank(columns, count, lang),
        ]
    if layout.items:
        blocks += [PageSetup(say("template.sheet.items", lang)), _items(layout, lang)]
    if criteria.concessions:
        blocks += [PageSetup(say("template.sheet.claims", lang)), _claims(criteria, lang)]
    return Document(
        title=say("template.title", lang, pair=pair_name(pathway, lang)),
        subtitle=parties(pathway, lang),
        blocks=tuple(blocks),
        lang=lang,
    )


def template_tables(pathway: Pathway, criteria: TransferCriteria, lang: Lang = "zh") -> tuple[str, str]:
    """Return the same as two csv texts: one line of headings for the scores, and the table of questions.

    They begin with a byte-order mark, without which Excel takes UTF-8 for GBK.
    """
    layout = Layout(pathway, criteria)
    layout = layout.having(proposed_items(layout))
    person = [c for c in layout.columns if c.sheet == "person" and c.key not in ("name", "identity")]
    wide = [*person, *_leaves(layout, "process"), *_leaves(layout, "total"), *_details(layout)]
    heads = [_head(c, lang).replace("\n", "") for c in dict.fromkeys(wide)]
    items = (list(map(str, _item(i, layout, lang))) for i in layout.items)
    rows = [[c.name(lang) for c in ITEM_TABLE], *items]
    return _csv([heads]), _csv(rows)


def _how(lang: Lang) -> Table:
    keys: Heads = [("number", 14.0), ("how", 172.0, "left")]
    rows = [row(k, say(f"template.how.{k}", lang)) for k in range(1, 10)]
    return table(keys, rows, lang, title=say("template.sheet.how", lang), size=10.5)


def _csv(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return "\ufeff" + out.getvalue()


def _sheets(layout: Layout) -> dict[str, list[Column]]:
    """Return the columns of each sheet: process scores and totals apart, as schools keep them."""
    key = layout.by_key
    made = {
        "process": [key["student"], key["class"], key["group"], key["entry"], *_leaves(layout, "process")],
        "total": [key["student"], key["attempt"], key["claim"], *_leaves(layout, "total")],
        "detail": [key["student"], *_details(layout)],
    }
    return {name: columns for name, columns in made.items() if name != "detail" or len(columns) > 1}


def _leaves(layout: Layout, sheet: str) -> list[Column]:
    """Return the columns of a sheet that scores are written in: the finest that stand on it."""

    def finest(node: ScoreNode) -> list[Column]:
        below = [c for child, share in node.children if share for c in finest(child) if c.sheet == sheet]
        return below or [node.column]

    return [c for part in layout.parts.values() for c in finest(part) if c.sheet == sheet]


def _details(layout: Layout) -> list[Column]:
    details = [n.column for part in layout.parts.values() for n in part.walk() if n.column.sheet == "detail"]
    return [*details, *(c for c in layout.columns if c.key.startswith("variant:"))]


def _head(column: Column, lang: Lang) -> str:
    if column.most is None or column.most == 100:
        return column.name(lang)
    return say("template.head", lang, name=column.name(lang), most=f"{float(column.most):g}")


def _blank(columns: Sequence[Column], count: int, lang: Lang) -> Table:
    wide = {"student": 34.0, "claim": 30.0, "class": 26.0}
    widths = [wide.get(c.key, 20.0 if c.sheet != "detail" else 14.0) for c in columns]
    return Table(
        columns=(PaperColumn(12), *(PaperColumn(w) for w in widths)),
        head=(row(say("head.number", lang), *(_head(c, lang) for c in columns)),),
        rows=tuple(row(n, *([None] * len(columns))) for n in range(1, count + 1)),
        size=9.5,
        least=18,
        freeze=2,
    )


def _item(item: Item, layout: Layout, lang: Lang) -> tuple[int, str, str, str, int | Fraction]:
    rows = {r.course or r.group: r.group for r in layout.criteria.blueprint.rows}
    most = int(item.most) if item.most.denominator == 1 else item.most
    return (
        item.number,
        rows.get(item.course, item.course),
        label(f"labels.Level.{item.level}", lang),
        joined(item.topics, lang),
        most,
    )


def _items(layout: Layout, lang: Lang) -> Table:
    heads = {c.key: c.name(lang) for c in ITEM_TABLE}
    keys: Heads = [
        *(("number", 14.0), ("course", 46.0, "left"), ("level", 16.0)),
        *(("topics", 80.0, "left"), ("most", 14.0)),
    ]
    rows = [_item_row(i, layout, lang) for i in layout.items]
    return table(keys, rows, lang, heads=heads, notes=(say("template.items_note", lang),), freeze=1)


def _item_row(item: Item, layout: Layout, lang: Lang) -> Row:
    number, course, level, topics, most = _item(item, layout, lang)
    return row(number, course, level, topics, most)


def _claims(criteria: TransferCriteria, lang: Lang) -> Table:
    keys: Heads = [("number", 14.0), ("concession", 110.0, "left"), ("effect", 46.0)]
    rows = [
        row(k, concession_name(c), say(f"effect.{c.effect}", lang, points=c.points))
        for k, c in enumerate(criteria.concessions, start=1)
    ]
    return table(keys, rows, lang, notes=(say("template.claims_note", lang),))
