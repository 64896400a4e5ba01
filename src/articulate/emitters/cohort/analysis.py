"""The sheets of a cohort that reckon: other lines, value added, fairness of parts and groups, forecast."""

from __future__ import annotations

from articulate.cohort.equity import LEAST as LEAST_EQUITY
from articulate.cohort.growth import DIFFERENCE, LEAST, LEAST_CLASS
from articulate.emitters.cohort.words import (
    Heads,
    Words,
    near,
    percent,
    percent_range,
    points_range,
    signed,
    table,
)
from articulate.emitters.document import Block, Cell, Paragraph, Table, row
from articulate.emitters.words import joined


def lines_part(words: Words) -> list[Block]:
    """Return how many would pass at other lines, and what each part alone decides."""
    return [_lines(words), _effects(words)]


def _lines(words: Words) -> Table:
    study, terms = words.study, words.study.terms
    count = len(study.verdicts)
    parts = list(terms.weights)
    heads = {f"one:{p}": words.say("head.one_part", part=words.part(p)) for p in parts}
    heads |= {f"reach:{p}": words.say("head.reach", part=words.part(p)) for p in parts}
    keys: Heads = [
        *(("line", 20), ("by_total", 34), ("by_each", 34)),
        *((f"one:{p}", 32.0) for p in parts),
        *((f"reach:{p}", 28.0) for p in parts),
    ]

    def of(number: int, now: bool) -> Cell:
        return Cell(words.say("of_all", number=number, share=percent(number / count)), bold=now)

    rows = [
        row(
            one.line,
            of(one.total, one.line == terms.total),
            of(one.each, one.line in terms.each.values()),
            *(of(one.parts[p], one.line == terms.each[p]) for p in parts),
            *(one.reach[p] for p in parts),
        )
        for one in study.lines
    ]
    return table(
        keys, rows, words.lang, title=words.say("table.lines"), heads=heads, notes=(words.say("note.lines"),)
    )


def _effects(words: Words) -> Table:
    keys: Heads = [("part", 40), ("below", 40), ("below_only", 50)]
    rows = [row(words.part(e.part), e.below, e.only) for e in words.study.effects]
    return table(keys, rows, words.lang, title=words.say("table.effects"))


# ---- value added -------------------------------------------------------------------------------------


def growth_part(words: Words, *, people: bool = True) -> list[Block]:
    """Return value added between entry and transfer, or why there is none; with the students far off."""
    found = words.study.growth
    if found.why_not:
        return [Paragraph(words.say(f"growth.{found.why_not}", count=found.count, least=LEAST))]
    blocks: list[Block] = [
        Paragraph(
            words.say(
                "growth.slope",
                count=found.count,
                slope=near(found.slope * 10, 2),
                low=near(found.slope_interval.low * 10, 2),
                high=near(found.slope_interval.high * 10, 2),
                spread=near(found.spread),
            )
        )
    ]
    if found.classes:
        blocks += [_classes(words), Paragraph(growth_verdict(words))]
    else:
        blocks.append(Paragraph(words.say("growth.no_classes", least=LEAST_CLASS)))
    if found.left_out:
        names = tuple(n or words.say("no_class") for n in found.left_out)
        blocks.append(Paragraph(words.say("growth.left_out", names=names, least=LEAST_CLASS)))
    blocks.append(Paragraph(words.say("growth.least", least=found.least, points=near(DIFFERENCE, 0))))
    if found.apart and people:
        blocks.append(_apart(words))
    blocks.append(Paragraph(words.say("growth.note"), "note"))
    return blocks


def growth_verdict(words: Words) -> str:
    """Return which classes stand out, in a sentence."""
    clear = [c.name for c in words.study.growth.classes if c.clear]
    if not clear:
        return words.say("growth.none_clear")
    return words.say("growth.clear", names=joined(clear, words.lang))


def _classes(words: Words) -> Table:
    keys: Heads = [
        *(("class", 34), ("students", 18), ("entry_mean", 24), ("transfer_mean", 24)),
        *(("raw", 24), ("added", 24), ("interval", 34), ("verdict", 30)),
    ]
    rows = [
        row(
            c.name,
            c.count,
            near(c.entry),
            near(c.transfer),
            signed(c.raw),
            Cell(signed(c.added), bold=c.clear),
            points_range(c.interval, words.lang),
            _clear(words, c.clear),
        )
        for c in words.study.growth.classes
    ]
    return table(keys, rows, words.lang, title=words.say("table.growth"), notes=(words.say("note.growth"),))


def _apart(words: Words) -> Table:
    keys: Heads = [
        ("student", 34),
        ("class", 30),
        ("entry", 24),
        ("expected", 24),
        ("transfer", 24),
        ("gap", 24),
    ]
    rows = [
        row(
            a.student,
            a.class_,
            near(a.entry),
            near(a.expected),
            near(a.transfer),
            signed(a.transfer - a.expected),
        )
        for a in sorted(words.study.growth.apart, key=lambda a: (a.transfer - a.expected, a.student))
    ]
    return table(keys, rows, words.lang, title=words.say("table.apart"), notes=(words.say("note.apart"),))


# ---- fairness ----------------------------------------------------------------------------------------


def equity_part(words: Words) -> list[Block]:
    """Return what each part really decides, how parts go together, and gaps between groups."""
    found = words.study.equity
    if not found.parts:
        return [Paragraph(words.say("equity.few", count=found.count, least=LEAST_EQUITY))]
    blocks: list[Block] = [_weights(words)]
    if found.correlations:
        pairs = [
            words.say("equity.pair", one=words.part(a), two=words.part(b), r=near(r, 2))
            for a, b, r in found.correlations
        ]
        blocks.append(Paragraph(words.say("equity.correlations", pairs=tuple(pairs))))
    if found.rates:
        blocks += [_rates(words), _gaps(words)]
    else:
        blocks.append(Paragraph(words.say("equity.no_groups")))
    return blocks


def _weights(words: Words) -> Table:
    keys: Heads = [
        *(("part", 34), ("weight", 22), ("effective", 26), ("mean_score", 22), ("deviation", 22)),
        *(("lowest", 20), ("highest", 20), ("verdict", 60, "left")),
    ]
    rows = [
        row(
            words.part(p.part),
            percent(p.weight),
            Cell(percent(p.effective), bold=p.apart),
            near(p.mean),
            near(p.spread),
            near(p.lowest),
            near(p.highest),
            Cell(words.say(f"equity.{_weight_verdict(p.effective - p.weight, p.apart)}")),
        )
        for p in words.study.equity.parts
    ]
    return table(keys, rows, words.lang, title=words.say("table.equity"), notes=(words.say("note.equity"),))


def _weight_verdict(difference: float, apart: bool) -> str:
    if not apart:
        return "as_meant"
    return "more" if difference > 0 else "less"


def _rates(words: Words) -> Table:
    keys: Heads = [
        ("group_of", 40),
        ("students", 20),
        ("passed", 34),
        ("difference", 30),
        ("interval", 40),
        ("verdict", 30),
    ]
    rows = [
        row(
            r.name,
            r.count,
            words.say("of_all", number=r.passed, share=percent(r.passed / r.count)),
            words.say("percent_points", points=signed(r.difference * 100)),
            percent_range(r.interval, words.lang),
            _clear(words, r.clear),
        )
        for r in words.study.equity.rates
    ]
    return table(keys, rows, words.lang, title=words.say("table.rates"), notes=(words.say("note.rates"),))


def _gaps(words: Words) -> Table:
    keys: Heads = [
        ("group_of", 40),
        ("part", 30),
        ("mean_score", 24),
        ("difference", 30),
        ("interval", 40),
        ("verdict", 30),
    ]
    rows = [
        row(
            g.name,
            words.part(g.part),
            near(g.mean),
            signed(g.difference),
            points_range(g.interval, words.lang),
            _clear(words, g.clear),
        )
        for g in words.study.equity.gaps
    ]
    return table(keys, rows, words.lang, title=words.say("table.gaps"), notes=(words.say("note.gaps"),))


def _clear(words: Words, clear: bool) -> Cell:
    return Cell(words.say(f"clear.{'yes' if clear else 'no'}"), tone="warn" if clear else "muted")


# ---- forecast ----------------------------------------------------------------------------------------


def outlook_part(words: Words) -> list[Block]:
    """Return how many of another cohort may be expected to pass."""
    return [Paragraph(outlook_sentence(words)), _outlook_table(words)]


def outlook_sentence(words: Words) -> str:
    """Return the answer of the forecast in a sentence that says how it was found."""
    outlook = words.study.outlook
    low, high = outlook.answer.range()
    return words.say(
        f"outlook.{outlook.answer.how}",
        students=outlook.students,
        first=percent(outlook.first),
        retest=percent(outlook.retest or 0.0),
        retests=outlook.retests,
        mean=near(outlook.answer.mean),
        low=low,
        high=high,
        seed=outlook.answer.seed or 0,
        cohort=len(words.study.verdicts),
    )


def _outlook_table(words: Words) -> Table:
    outlook = words.study.outlook
    keys: Heads = [("first_rate", 34), ("retest_rate", 34), ("expected_passes", 40), ("nine_in_ten", 50)]
    rows = [
        row(f"{first}%", f"{retest}%", near(mean), words.say("range", low=low, high=high))
        for first, retest, mean, low, high in outlook.table
    ]
    title = words.say("table.outlook", students=outlook.students, retests=outlook.retests)
    return table(keys, rows, words.lang, title=title, notes=(words.say("note.outlook"),))
