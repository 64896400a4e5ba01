"""The workbook of a cohort: process scores and totals apart, decisions with reasons, and what they show."""

from __future__ import annotations

from collections.abc import Sequence

from articulate.cohort import CohortStudy, Outcome
from articulate.cohort.items import LEAST as LEAST_SAT
from articulate.cohort.layout import Node
from articulate.cohort.results import Mark
from articulate.cohort.scoring import fraction_of, tenth
from articulate.cohort.topics import HOURS_PER_TOPIC, Mastery
from articulate.emitters.cohort.analysis import equity_part, growth_part, lines_part, outlook_part
from articulate.emitters.cohort.words import Heads, Words, near, percent, percent_range, table
from articulate.emitters.document import (
    Block,
    Cell,
    Document,
    Heading,
    Listing,
    PageSetup,
    Paragraph,
    Row,
    Scalar,
    Table,
    row,
)
from articulate.emitters.words import joined, pair_name, parties
from articulate.i18n import Lang, Lv

LYING = frozenset(("process", "total", "decisions", "topics", "items", "lines", "equity"))
"""Sheets on landscape pages."""


def cohort_document(study: CohortStudy, lang: Lang = "zh", *, names: bool = False) -> Document:
    """Return the workbook of a study as a document: one part for each sheet.

    With ``names`` the masked names and identity numbers that were read are shown beside the ids.
    """
    words = Words(study, lang, names)
    blocks: list[Block] = []
    for name, inside in sheets(words).items():
        title = words.say(f"sheet.{name}")
        blocks += [PageSetup(title, name in LYING), Heading(title, 2), *inside]
    return Document(
        title=words.say("title", pair=pair_name(study.pathway, lang)),
        subtitle=parties(study.pathway, lang),
        blocks=tuple(blocks),
        lang=lang,
    )


def sheets(words: Words) -> dict[str, list[Block]]:
    """Return the blocks of every sheet that has something to say, in reading order."""
    made: dict[str, list[Block]] = {
        "overview": overview(words),
        "process": [_scores(words, "process")] if "process" in words.study.layout.parts else [],
        "total": [_scores(words, "total")],
        "decisions": decisions(words),
        "topics": topics(words),
        "competencies": competencies(words),
        "items": items(words),
        "lines": lines_part(words),
        "growth": growth_part(words),
        "equity": equity_part(words),
        "outlook": outlook_part(words),
    }
    return {name: blocks for name, blocks in made.items() if blocks}


# ---- overview ----------------------------------------------------------------------------------------


def overview(words: Words) -> list[Block]:
    """Return how many students came to what, and what to do first."""
    study = words.study
    blocks: list[Block] = [
        _counts(words),
        Paragraph(words.say("rule", **_rule(words))),
        Paragraph(words.say("first.head"), "lead"),
        Listing(tuple(first_steps(words)), ordered=True),
    ]
    if study.notes:
        blocks += [
            Paragraph(words.say("notes_head"), "lead"),
            Listing(tuple(words.show(n) for n in study.notes)),
        ]
    blocks.append(Paragraph(words.say("invented_nothing"), "note"))
    return blocks


def _counts(words: Words) -> Table:
    study, count = words.study, len(words.study.verdicts)
    rows = [
        row(words.outcome(o), study.counts[o], percent(study.counts[o] / count), words.say(f"next.{o.value}"))
        for o in Outcome
        if study.counts[o]
    ]
    keys: Heads = [("outcome", 50), ("students", 30), ("share", 30), ("next", 76, "left")]
    return table(keys, [*rows, row(words.say("sum"), count, "", "", kind="total")], words.lang, size=10.5)


def _rule(words: Words) -> dict[str, object]:
    terms = words.study.terms
    weights = tuple(words.say("weight", part=words.part(p), weight=w) for p, w in terms.weights.items())
    lines = set(terms.each.values())
    each: object = tuple(f"{words.part(p)} {line}" for p, line in terms.each.items())
    return {"weights": weights, "total": terms.total, "each": lines.pop() if len(lines) == 1 else each}


def first_steps(words: Words) -> list[str]:
    """Return what to do first, each with its numbers."""
    study, made = words.study, []
    counts = study.counts
    for outcome in (Outcome.RETEST, Outcome.DEFERRED, Outcome.TIED, Outcome.FAILED, Outcome.VOID):
        if counts[outcome]:
            made.append(words.say(f"first.{outcome.value}", count=counts[outcome]))
    for item in study.paper.items:
        if item.suspect:
            made.append(words.say("first.item", number=item.item.number, r=near(item.discrimination or 0, 2)))
    if study.threats:
        top = study.threats[0]
        made.append(
            words.say(
                "first.topic" if top.needed_by else "first.topic_alone",
                topic=top.mastery.name,
                share=percent(top.mastery.share),
                courses=words.courses(top.needed_by),
                hours=top.hours,
                count=len(study.threats),
                all_hours=sum(t.hours for t in study.threats),
            )
        )
    for part in study.equity.parts:
        if part.apart:
            made.append(
                words.say(
                    "first.part",
                    part=words.part(part.part),
                    weight=percent(part.weight),
                    effective=percent(part.effective),
                )
            )
    return made or [words.say("first.nothing")]


# ---- scores ------------------------------------------------------------------------------------------


def _scores(words: Words, sheet: str) -> Table:
    """Return a score sheet: every column of it that was given, then the scores of the parts."""
    study = words.study
    parts = study.layout.parts
    nodes = [n for n in _given(words) if n.column.sheet == sheet and n.key not in parts]
    keys: list[tuple[str, float]] = [("number", 11), *words.person_columns()]
    heads = {n.key: _heading(words, n) for n in nodes}
    keys += [(n.key, 22.0) for n in nodes]
    ends = list(parts) if sheet == "total" else [sheet]
    heads |= {
        f"end:{p}": words.say("part_head", part=words.part(p), weight=study.terms.weights[p]) for p in ends
    }
    keys += [(f"end:{p}", 22.0) for p in ends]
    if sheet == "total":
        keys += [("bonus", 14.0), ("total", 18.0), ("outcome", 26.0)]
    rows = [_score_row(words, k, nodes, ends, sheet) for k in range(len(study.verdicts))]
    note = words.say("note.process" if sheet == "process" else "note.total")
    return table(keys, rows, words.lang, heads=heads, notes=(note,), freeze=2)


def _given(words: Words) -> list[Node]:
    """Return what stands on the score sheets: courses, subjects, papers and tasks, given or worked out."""
    given = words.study.results.columns
    return [
        n
        for part in words.study.layout.parts.values()
        for n in part.walk()
        if n.column.sheet != "detail" and n.given_by(given)
    ]


def _heading(words: Words, node: Node) -> str:
    most = node.column.most
    name = node.column.name(words.lang)
    return (
        name if most in (None, 100) else words.say("template.head", name=name, most=f"{float(most or 0):g}")
    )


def _score_row(words: Words, k: int, nodes: Sequence[Node], ends: Sequence[str], sheet: str) -> Row:
    study = words.study
    scored, verdict = study.scored[k], study.verdicts[k]
    cells: list[Scalar | Cell] = [k + 1, *words.person(verdict.student)]
    for node in nodes:
        entry = scored.student.first.scores.get(node.key)
        share = fraction_of(node, scored.student.first.scores)
        if isinstance(entry, Mark):
            cells.append(Cell(words.say(f"mark.{entry.value}"), tone="bad"))
        elif share is None:
            cells.append(None)
        else:
            cells.append(tenth(share * (node.column.most or 100)))
    exempt = verdict.outcome is Outcome.EXEMPT
    for part in ends:
        score = verdict.parts[part]
        low = score < study.terms.each[part] and not exempt
        empty = exempt and part not in scored.first
        cells.append(Cell(None if empty else score, tone="bad" if low else ""))
    if sheet == "total":
        total: Scalar = None if exempt else verdict.total
        low = "total" in verdict.short and not exempt
        cells += [verdict.bonus or None, Cell(total, bold=True, tone="bad" if low else "")]
        cells.append(words.outcome(verdict.outcome))
    return row(*cells)


def decisions(words: Words) -> list[Block]:
    """Return the list of names with decision, reason and next step."""
    study, lacking = words.study, words.study.lacking()
    keys: Heads = [
        *(("number", 11), *words.person_columns(), ("total", 16), ("rank", 14), ("outcome", 26)),
        *(("reason", 84, "left"), ("next", 52, "left"), ("to_learn", 52, "left")),
    ]
    rows = []
    for number, verdict in enumerate(study.verdicts, start=1):
        exempt = verdict.outcome is Outcome.EXEMPT
        rows.append(
            row(
                number,
                *words.person(verdict.student),
                None if exempt else verdict.total,
                verdict.rank,
                words.outcome(verdict.outcome),
                words.reasons(verdict),
                words.next_step(verdict),
                joined(lacking.get(verdict.student, ()), words.lang),
            )
        )
    blocks: list[Block] = [table(keys, rows, words.lang, freeze=2, notes=(words.say("note.decisions"),))]
    routes = [
        (words.say("route.retest"), study.criteria.retest),
        (words.say("route.absence"), study.criteria.absence),
        (words.say("route.appeal"), study.criteria.appeal),
    ]
    texts = [words.say("route.line", name=n, text=t) for n, t in routes if t]
    texts += [
        words.say("route.line", name=words.say("route.fallback"), text=t) for t in study.criteria.fallback
    ]
    if texts:
        blocks += [Paragraph(words.say("route.head"), "lead"), Listing(tuple(texts))]
    return blocks


# ---- what the cohort lacks ---------------------------------------------------------------------------


def topics(words: Words) -> list[Block]:
    """Return how every topic stands, and the bridge for those that are weak."""
    study = words.study
    if not study.topics:
        return [Paragraph(words.say("none.topics"))]
    keys: Heads = [
        *(("number", 11.0), ("topic", 44.0, "left"), ("taught_in", 40.0, "left"), ("asked", 16.0)),
        *(("sat", 16.0), ("mean", 18.0), ("mastered", 18.0), ("interval", 26.0), ("state", 22.0)),
    ]
    rows = [
        row(n, m.name, words.courses(m.courses), *_mastery(words, m)) for n, m in enumerate(study.topics, 1)
    ]
    whole = table(
        keys, rows, words.lang, title=words.say("table.topics"), notes=(words.say("note.topics"),), freeze=2
    )
    if not study.threats:
        return [Paragraph(words.say("none.weak")), whole]
    return [bridges(words), whole]


def bridges(words: Words) -> Table:
    """Return the weak topics with what rests on them and what to teach."""
    keys: Heads = [
        *(("number", 11.0), ("topic", 40.0, "left"), ("mastered", 18.0), ("threatens", 60.0, "left")),
        *(("hours_behind", 18.0), ("bridge_hours", 18.0), ("whom", 34.0), ("when", 34.0)),
    ]
    rows = [
        row(
            n,
            t.mastery.name,
            percent(t.mastery.share),
            words.courses(t.needed_by) or words.say("threatens_none"),
            t.dependent_hours or None,
            t.hours,
            words.say("whole_class" if t.whole_class else "those_who_lack", count=len(t.mastery.lacking)),
            words.say("before_term", term=t.before_term) if t.before_term else words.say("before_transfer"),
        )
        for n, t in enumerate(words.study.threats, 1)
    ]
    total = sum(t.hours for t in words.study.threats)
    rows.append(row(Cell(words.say("sum"), across=5), total, "", "", kind="total"))
    note = words.say("note.bridge", hours=HOURS_PER_TOPIC)
    return table(keys, rows, words.lang, title=words.say("table.bridge"), notes=(note,))


def _mastery(words: Words, mastery: Mastery) -> tuple[Scalar | Cell, ...]:
    return (
        mastery.asked,
        mastery.sat,
        percent(mastery.mean),
        percent(mastery.share),
        percent_range(mastery.interval, words.lang),
        words.state(mastery.state),
    )


def competencies(words: Words) -> list[Block]:
    """Return how every competency stands."""
    if not words.study.competencies:
        return [Paragraph(words.say("none.competencies"))]
    keys: Heads = [
        *(("number", 11.0), ("competency", 60.0, "left"), ("asked", 16.0), ("sat", 16.0), ("mean", 18.0)),
        *(("mastered", 18.0), ("interval", 26.0), ("state", 22.0)),
    ]
    rows = [
        row(n, words.competency(m), *_mastery(words, m)) for n, m in enumerate(words.study.competencies, 1)
    ]
    return [table(keys, rows, words.lang, notes=(words.say("note.competencies"),))]


def items(words: Words) -> list[Block]:
    """Return how every question behaved."""
    paper = words.study.paper
    if not paper.items:
        return []
    keys: Heads = [
        *(
            ("item", 14.0),
            ("content", 44.0, "left"),
            ("level", 24.0),
            ("topics", 70.0, "left"),
            ("most", 14.0),
        ),
        *(("difficulty", 18.0), ("discrimination", 18.0), ("r_range", 28.0), ("flaws", 60.0, "left")),
    ]
    rows = []
    for one in paper.items:
        interval = one.interval
        shown = words.say("range", low=near(interval.low, 2), high=near(interval.high, 2)) if interval else ""
        flaws = joined((words.say(f"flaw.{f.value}") for f in one.flaws), words.lang)
        rows.append(
            row(
                one.item.number,
                words.courses((one.item.course,)) or one.item.course,
                words.show(Lv(one.item.level)),
                joined(one.item.topics, words.lang),
                int(one.item.most) if one.item.most.denominator == 1 else one.item.most,
                near(one.difficulty, 2),
                None if one.discrimination is None else near(one.discrimination, 2),
                shown,
                Cell(flaws, tone="bad" if one.suspect else "warn"),
            )
        )
    if not paper.enough:
        head = words.say("paper.few", sat=paper.sat, least=LEAST_SAT)
    elif paper.alpha is None:
        head = words.say("paper.plain", sat=paper.sat)
    else:
        head = words.say(
            "paper.alpha", sat=paper.sat, alpha=near(paper.alpha, 2), error=near(paper.error or 0)
        )
    return [Paragraph(head), table(keys, rows, words.lang, notes=(words.say("note.items"),), freeze=1)]
