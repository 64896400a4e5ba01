"""The report of a cohort as one self-contained HTML page: figures, tables, what to do. No list of students.

It runs no script and loads nothing; what stands in a score sheet can only ever appear in it as text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.resources import files

from articulate.cohort import CohortStudy, Outcome
from articulate.cohort.growth import ClassGrowth
from articulate.cohort.items import POOR
from articulate.cohort.topics import NEEDED
from articulate.emitters.cohort import charts
from articulate.emitters.cohort.analysis import equity_part, growth_part, lines_part, outlook_part
from articulate.emitters.cohort.words import STATES, TONES, Words, percent
from articulate.emitters.cohort.workbook import competencies, items, overview, topics
from articulate.emitters.document import (
    Block,
    Heading,
    Listing,
    Paragraph,
    Placed,
    RowKind,
    Table,
    shown,
)
from articulate.emitters.markup import Markup, el, joined, raw
from articulate.emitters.page.shell import content_policy
from articulate.emitters.words import numbered, pair_name, parties
from articulate.i18n import Lang

DRAWN = 24
"""Topics that are drawn, the weakest first."""
FOLDED = 16
"""Rows from which a table is folded."""
STEP = 5
"""Width of a column of the distribution of totals, in points."""


def cohort_page(study: CohortStudy, lang: Lang = "zh") -> str:
    """Return the report as one HTML document. Equal studies give equal bytes."""
    words = Words(study, lang)
    style = (files("articulate.emitters.cohort") / "assets" / "cohort.css").read_text("utf-8")
    title = words.say("title", pair=pair_name(study.pathway, lang))
    sections = [
        ("overview", [_histogram(words), *_blocks(overview(words)[1:], words)]),
        ("topics", [*_topic_chart(words), *_blocks(topics(words), words)]),
        ("competencies", _blocks(competencies(words), words)),
        ("items", [*_item_chart(words), *_blocks(items(words), words)]),
        ("lines", [_curve(words), *_blocks(lines_part(words), words)]),
        ("growth", [*_growth_chart(words), *_blocks(growth_part(words, people=False), words)]),
        ("equity", [*_weight_chart(words), *_blocks(equity_part(words), words)]),
        ("outlook", [_outlook_chart(words), *_blocks(outlook_part(words), words)]),
    ]
    shown_sections = [(name, inside) for name, inside in sections if inside]
    body = [
        _header(words, title),
        el(
            "main",
            [
                el("section", el("h2", numbered(k, words.say(f"sheet.{name}"), lang)), *inside, id=name)
                for k, (name, inside) in enumerate(shown_sections, 1)
            ],
        ),
        el("footer", el("p", words.say("page.footer"))),
    ]
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=content_policy(style, "")),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="referrer", content="no-referrer"),
        el("title", title),
        el("style", raw(style)),
    )
    page = el("html", head, raw("\n"), el("body", joined(body, "\n")), lang="zh-CN" if lang == "zh" else "en")
    return f"<!DOCTYPE html>\n{page}\n"


def _header(words: Words, title: str) -> Markup:
    study = words.study
    verdict = words.say(
        "page.verdict",
        count=len(study.verdicts),
        through=study.through,
        share=percent(study.through / len(study.verdicts)),
    )
    tiles = [
        el("li", el("b", str(study.counts[o])), el("span", words.say(f"outcome.{o.value}")), class_=TONES[o])
        for o in Outcome
        if study.counts[o]
    ]
    return el(
        "header",
        el("h1", title),
        el("p", parties(study.pathway, words.lang), class_="sub"),
        el("p", verdict, class_="verdict"),
        el("ul", tiles, class_="tiles"),
        el("p", words.say("page.decisions"), class_="note"),
    )


# ---- figures -----------------------------------------------------------------------------------------


def _histogram(words: Words) -> Markup:
    study = words.study
    sat = [v for v in study.verdicts if v.outcome not in (Outcome.EXEMPT, Outcome.VOID)]
    passed = Counter(int(v.total) // STEP for v in sat if v.qualified)
    others = Counter(int(v.total) // STEP for v in sat if not v.qualified)
    first = min([*passed, *others, study.terms.total // STEP])
    last = max([*passed, *others, study.terms.total // STEP])
    groups = [
        (str(k * STEP), [(float(others[k]), "bar-bad"), (float(passed[k]), "bar-now")])
        for k in range(first, last + 1)
    ]
    mark = (study.terms.total / STEP - first, words.say("page.line"))
    return charts.columns(
        groups,
        words.say("page.histogram"),
        across=words.say("page.histogram_axis"),
        up=words.say("page.people"),
        marks=[mark],
    )


def _topic_chart(words: Words) -> list[object]:
    found = [m for m in words.study.topics if m.interval]
    if not found:
        return []
    rows = [
        charts.Whisker(m.name, m.share, m.interval.low, m.interval.high, STATES[m.state])
        for m in found[:DRAWN]
        if m.interval
    ]
    chart = charts.whiskers(
        rows, words.say("page.whiskers"), mark=NEEDED, low=0.0, high=1.0, ticks=charts.share
    )
    if len(found) <= DRAWN:
        return [chart]
    return [chart, el("p", words.say("page.more_topics", count=DRAWN), class_="note")]


def _item_chart(words: Words) -> list[object]:
    dots = [
        charts.Dot(str(i.item.number) if i.flaws else "", i.difficulty, i.discrimination, i.suspect)
        for i in words.study.paper.items
        if i.discrimination is not None
    ]
    if not dots:
        return []
    return [
        charts.scatter(
            dots,
            words.say("page.scatter"),
            across=words.say("page.scatter_x"),
            up=words.say("page.scatter_y"),
            mark=POOR,
        )
    ]


def _curve(words: Words) -> Markup:
    points = [(float(one.line), float(one.total)) for one in words.study.lines]
    return charts.curve(
        points,
        words.say("page.curve"),
        across=words.say("page.curve_axis"),
        up=words.say("page.people"),
        mark=(float(words.study.terms.total), words.say("page.line")),
    )


def _growth_chart(words: Words) -> list[object]:
    classes = words.study.growth.classes
    if not classes:
        return []
    reach = max(1.0, *(abs(end) for c in classes for end in c.interval)) * 1.1
    rows = [charts.Whisker(c.name, c.added, c.interval.low, c.interval.high, _tone(c)) for c in classes]
    return [charts.whiskers(rows, words.say("page.growth"), mark=0.0, low=-reach, high=reach)]


def _tone(one: ClassGrowth) -> str:
    if not one.clear:
        return ""
    return "good" if one.added > 0 else "warn"


def _weight_chart(words: Words) -> list[object]:
    parts = words.study.equity.parts
    if not parts:
        return []
    rows = [(words.part(p.part), p.weight, p.effective) for p in parts]
    return [
        charts.pairs(
            rows,
            words.say("page.weights"),
            first=words.say("page.weight"),
            second=words.say("page.effective"),
        )
    ]


def _outlook_chart(words: Words) -> Markup:
    answer = words.study.outlook.answer
    first, last = answer.range(0.999)
    low, high = answer.range()
    groups = [
        (str(k), [(answer.chances[k], "bar-now" if low <= k <= high else "bar-was")])
        for k in range(first, last + 1)
    ]
    return charts.columns(
        groups,
        words.say("page.outlook"),
        across=words.say("page.outlook_axis"),
        up=words.say("page.chance"),
        every=max(1, len(groups) // 12),
        ticks=lambda v: charts.share(round(v, 4)),
    )


# ---- blocks as HTML ----------------------------------------------------------------------------------


def _blocks(blocks: Iterable[Block], words: Words) -> list[object]:
    return [m for block in blocks for m in _block(block, words)]


def _block(block: Block, words: Words) -> list[object]:
    match block:
        case Heading(text=text):
            return [el("h3", text)]
        case Paragraph(text=text, style=style):
            return [el("p", text, class_=style if style in ("note", "lead") else None)]
        case Listing(items=entries, ordered=ordered):
            return [el("ol" if ordered else "ul", [el("li", i) for i in entries])]
        case Table():
            return [_table(block, words)]
        case _:
            return []


def _table(table: Table, words: Words) -> Markup:
    made = el(
        "div",
        el(
            "table",
            el("caption", table.title) if table.title else None,
            el("thead", [_row(places, "th", "body", table, words.lang) for places in table.laid_head()]),
            el(
                "tbody",
                [
                    _row(places, "td", r.kind, table, words.lang)
                    for places, r in zip(table.laid(), table.rows, strict=True)
                ],
            ),
        ),
        class_="scroll",
    )
    notes = [el("p", n, class_="note") for n in table.notes]
    if len(table.rows) > FOLDED:
        head = table.title or words.say("page.details", count=len(table.rows))
        return el("details", el("summary", head), made, notes)
    return el("div", made, notes)


def _row(places: Sequence[Placed], tag: str, kind: RowKind, table: Table, lang: Lang) -> Markup:
    cells = []
    for place in places:
        if place.covered:
            continue
        cell = place.cell
        align = cell.align or table.columns[place.column].align
        classes = [c for c in ("left" if align == "left" and tag == "td" else "", cell.tone) if c]
        words = shown(cell.value, lang)
        cells.append(
            el(
                tag,
                el("b", words) if cell.bold else words,
                class_=" ".join(classes) or None,
                colspan=cell.across if cell.across > 1 else None,
                rowspan=cell.down if cell.down > 1 else None,
            )
        )
    return el("tr", cells, class_="total" if kind == "total" else None)
