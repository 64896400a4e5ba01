"""A study in a few lines: for the terminal, for a notebook, and the decisions as csv. No name appears."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from articulate.cohort import CohortStudy, Outcome
from articulate.emitters.cohort.words import Words, percent, percent_range
from articulate.emitters.cohort.workbook import first_steps
from articulate.emitters.markup import Markup, el
from articulate.i18n import Lang

SHOWN = 8
"""Weak topics that are listed."""
CELL = "text-align:left;vertical-align:top;padding:4px 8px"


def summary(study: CohortStudy, lang: Lang = "zh") -> list[str]:
    """Return counts, what to do first and weak topics as lines. No student is named."""
    words = Words(study, lang)
    out = [_head(words)]
    out += [f"  {words.say(f'outcome.{o.value}')} {study.counts[o]}" for o in Outcome if study.counts[o]]
    out.append(words.say("first.head"))
    out += [f"  {n}. {text}" for n, text in enumerate(first_steps(words), 1)]
    if study.threats:
        out.append(words.say("table.bridge"))
        for threat in study.threats[:SHOWN]:
            mastery = threat.mastery
            text = words.say(
                "state_line",
                name=mastery.name,
                share=percent(mastery.share),
                range=percent_range(mastery.interval, lang),
                state=words.say(f"state.{mastery.state.value}"),
            )
            out.append(f"  · {text}")
    if study.notes:
        out.append(words.say("notes_head"))
        out += [f"  · {words.show(n)}" for n in study.notes]
    return out


def study_table(study: CohortStudy, lang: Lang = "zh") -> Markup:
    """Return the same as a table for a notebook: outcomes, and the weak topics with their bridge."""
    words = Words(study, lang)
    counts = [
        (words.say(f"outcome.{o.value}"), study.counts[o], words.say(f"next.{o.value}"))
        for o in Outcome
        if study.counts[o]
    ]
    weak = [
        (
            t.mastery.name,
            percent(t.mastery.share),
            percent_range(t.mastery.interval, lang),
            words.courses(t.needed_by) or words.say("threatens_none"),
            t.hours,
        )
        for t in study.threats
    ]
    return el(
        "div",
        el("p", el("b", _head(words))),
        _table(words, ("outcome", "students", "next"), counts),
        _table(words, ("topic", "mastered", "interval", "threatens", "bridge_hours"), weak) if weak else "",
        el("ol", [el("li", text) for text in first_steps(words)]),
    )


def _head(words: Words) -> str:
    study = words.study
    title = study.pathway.title or study.pathway.pathway
    return words.say("head_line", pathway=title, count=len(study.verdicts), through=study.through)


def _table(words: Words, keys: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> Markup:
    head = el("tr", [el("th", words.say(f"head.{k}"), style=CELL) for k in keys])
    body = [el("tr", [el("td", str(v), style=CELL) for v in row]) for row in rows]
    return el("table", el("thead", head), el("tbody", body))


def decisions_csv(study: CohortStudy, lang: Lang = "zh") -> str:
    """Return the decisions as csv with a byte-order mark. No cell can be taken for a formula."""
    words = Words(study, lang)
    heads = ("student", "class", "total", "rank", "outcome", "reason")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([words.say(f"head.{h}") for h in heads])
    for verdict in study.verdicts:
        cells = [
            verdict.student,
            words.students[verdict.student].class_,
            str(verdict.total),
            "" if verdict.rank is None else str(verdict.rank),
            words.say(f"outcome.{verdict.outcome.value}"),
            words.reasons(verdict),
        ]
        writer.writerow([_harmless(c) for c in cells])
    return "\ufeff" + out.getvalue()


def _harmless(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
