"""Two criteria that share a secondary programme: the common core, and what each adds."""

from __future__ import annotations

from articulate.emitters.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    KeyValues,
    PageSetup,
    Paragraph,
    Row,
    Table,
    row,
)
from articulate.emitters.words import joined
from articulate.i18n import Lang, Lv, label, show
from articulate.model.shared import SHARED_PARTS, SharedCore, SharedLine, SharedTopic


def shared_document(core: SharedCore, lang: Lang = "zh") -> Document:
    """Return the comparison as a document: how much is common, line by line, topics, settings."""

    def say(key: str, **values: object) -> str:
        return label(f"criteria.shared.{key}", lang, **values)

    blocks: list[Block] = [
        PageSetup(say("sheet")),
        KeyValues(
            (
                (say("secondary"), core.secondary),
                (say("first"), core.higher[0]),
                (say("second"), core.higher[1]),
            )
        ),
        Paragraph(say("lead", first=core.higher[0], second=core.higher[1])),
        Table(
            title=say("overview"),
            columns=(Column(46, "left"), Column(36), Column(38), Column(38)),
            head=(row(*(say(f"column.{k}") for k in ("part", "common", "adds_first", "adds_second"))),),
            rows=tuple(_overview(core, lang)),
            notes=(say("note"),),
            size=10.5,
        ),
    ]
    for part in SHARED_PARTS:
        lines = core.of(part)
        if lines:
            blocks += [Heading(say(f"part.{part}"), 2), _lines(lines, lang)]
    blocks += [
        PageSetup(say("topics_sheet"), landscape=True),
        Heading(say("topics"), 2),
        Paragraph(
            say(
                "topics_text",
                both=sum(t.both for t in core.topics),
                first=sum(1 for t in core.topics if t.first and not t.second),
                second=sum(1 for t in core.topics if t.second and not t.first),
            )
        ),
        _topics(core, lang),
    ]
    if core.settings:
        blocks += [Heading(say("settings"), 2), _settings(core, lang)]
    return Document(title=say("title"), subtitle=core.secondary, blocks=tuple(blocks), lang=lang)


def _overview(core: SharedCore, lang: Lang) -> list[Row]:
    return [
        row(
            label(f"criteria.shared.part.{part}", lang),
            core.common(part),
            core.total(part, "first") - core.common(part),
            core.total(part, "second") - core.common(part),
        )
        for part in SHARED_PARTS
        if core.of(part)
    ]


def _lines(lines: tuple[SharedLine, ...], lang: Lang) -> Table:
    def say(key: str) -> str:
        return label(f"criteria.shared.column.{key}", lang)

    with_topics = any(line.topics or line.first_topics or line.second_topics for line in lines)
    rows = []
    for line in lines:
        name = line.name
        if line.level:
            name = label("criteria.shared.cell", lang, group=name, level=Lv(line.level))
        cells: list[str | int] = [name, line.common, line.first - line.common, line.second - line.common]
        if with_topics:
            cells.append(_differing(line, lang))
        rows.append(row(*cells))
    total: list[str | int] = [
        label("criteria.sum", lang),
        sum(line.common for line in lines),
        sum(line.first - line.common for line in lines),
        sum(line.second - line.common for line in lines),
    ]
    columns = (Column(44, "left"), Column(18), Column(18), Column(18))
    keys = ("line", "common", "adds_first", "adds_second")
    if with_topics:
        return Table(
            columns=(*columns, Column(60, "left")),
            head=(row(*map(say, (*keys, "topics"))),),
            rows=(*rows, row(*total, "", kind="total")),
            size=10,
        )
    return Table(
        columns=(Column(74, "left"), Column(28), Column(28), Column(28)),
        head=(row(*map(say, keys)),),
        rows=(*rows, row(*total, kind="total")),
        size=10,
    )


def _differing(line: SharedLine, lang: Lang) -> str:
    """Return what both ask in a line, and what only one does."""
    said = []
    for key, topics in (
        ("both", line.topics),
        ("only_first", line.first_topics),
        ("only_second", line.second_topics),
    ):
        if topics:
            said.append(label(f"criteria.shared.{key}", lang, topics=joined(topics, lang)))
    return "\n".join(said)


def _topics(core: SharedCore, lang: Lang) -> Table:
    def level(value: int) -> str:
        return show(Lv(value), lang) if value else label("criteria.shared.not_needed", lang)

    def rows_of(topic: SharedTopic) -> Row:
        uneven = topic.both and topic.first != topic.second
        return row(
            topic.topic,
            show(Lv(topic.taught_level), lang),
            Cell(level(topic.first), tone="warn" if uneven else ""),
            topic.first_hours or None,
            Cell(level(topic.second), tone="warn" if uneven else ""),
            topic.second_hours or None,
            show(Lv(topic.level), lang) if topic.both else "",
        )

    keys = ("topic", "taught", "needs_first", "hours_first", "needs_second", "hours_second", "core_level")
    return Table(
        columns=(Column(70, "left"), *(Column(w) for w in (34, 34, 34, 34, 34, 34))),
        head=(row(*(label(f"criteria.shared.column.{k}", lang) for k in keys)),),
        rows=tuple(rows_of(t) for t in core.topics),
        size=9.5,
        freeze=1,
    )


def _settings(core: SharedCore, lang: Lang) -> Table:
    return Table(
        columns=(Column(90, "left"), Column(90), Column(90)),
        head=(
            row(*(label(f"criteria.shared.column.{k}", lang) for k in ("setting", "of_first", "of_second"))),
        ),
        rows=tuple(
            row(label(f"criteria.shared.setting.{s.setting}", lang), s.first, s.second) for s in core.settings
        ),
        size=10,
    )
