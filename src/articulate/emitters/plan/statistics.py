"""Hours and credits by category beside the rules (学时学分统计表), and every rule with its document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from articulate.emitters.document import Cell, Column, Row, RowKind, Scalar, Table, Tone, row
from articulate.emitters.plan.book import NATURES, Book, nature, word
from articulate.i18n import Lang, show
from articulate.model.programme import Course, CourseKind, Stage
from articulate.policy import Assessment, Verdict, measured_courses, place

MEASURED = {
    "kind.general": ("public_basic_share",),
    "kind.core": ("core_courses",),
    "electives": ("elective_share",),
    "practice": ("practice_share",),
    "sum": ("total_hours", "total_credits"),
}
"""The rows of the statistics that a measure of the policy speaks of."""


def statistics(book: Book, assessed: Sequence[Assessment]) -> Table:
    """Return hours and credits by category for each stage and the five years, each share beside its rule."""
    lang = book.lang
    rows: list[Row] = []
    for stage in (*Stage, None):
        courses = measured_courses(book.pathway, stage, book.plan)
        mine = [a for a in assessed if a.stage is stage]
        lines = [
            (words, _share_cells(key, some, courses), _ruled(key, mine), kind)
            for key, words, some, kind in _statistic_lines(courses, lang)
        ]
        height = sum(max(1, len(ruled)) for *_, ruled, _ in lines)
        first: tuple[Cell, ...] = (Cell(show(place(stage), lang), down=height, bold=True),)
        for words, values, ruled, kind in lines:
            down = max(1, len(ruled))
            cells = [Cell(v, down=down) for v in (words, *values)]
            for number, verdict in enumerate(ruled or [None]):
                start = (*first, *cells) if number == 0 else ()
                rows.append(Row((*start, *_verdict_cells(verdict, lang)), kind))
                first = ()
    keys = ("kind", "count", "credits", "credit_share", "hours", "hour_share", "theory", "practice")
    return Table(
        columns=(
            Column(12),
            Column(36, "left"),
            *(Column(w) for w in (11, 13, 14, 14, 14, 12, 12, 14)),
            Column(52, "left"),
            Column(16),
        ),
        head=(
            row(
                word("column.stage", lang),
                *(word(f"column.{k}", lang) for k in keys),
                word("column.practice_share", lang),
                word("column.rule", lang),
                word("column.verdict", lang),
            ),
        ),
        rows=tuple(rows),
        notes=(word("note.statistics", lang),),
        size=8,
        freeze=2,
    )


def _statistic_lines(
    courses: Sequence[Course], lang: Lang
) -> Iterable[tuple[str, str, list[Course], RowKind]]:
    """Yield key, words, courses and kind of each row of one stage."""
    for kind in CourseKind:
        some = [c for c in courses if c.kind is kind]
        yield f"kind.{kind.value}", show(kind, lang), some, "body"
        natures = [n for n in NATURES if any(nature(c) == n for c in some)]
        if len(natures) > 1:
            for name in natures:
                words = word("of_which", lang, nature=word(f"nature.{name}", lang))
                yield "nature", words, [c for c in some if nature(c) == name], "body"
    yield "sum", word("sum", lang), list(courses), "total"
    yield "electives", word("all_electives", lang), [c for c in courses if not c.required], "subtotal"
    yield "practice", word("all_practice", lang), list(courses), "subtotal"


def _share_cells(key: str, some: Sequence[Course], courses: Sequence[Course]) -> list[Scalar]:
    """Return count, credits and hours with their shares; of the practice row only what is practice."""
    hours, practice = sum(c.hours for c in some), sum(c.practice for c in some)
    all_hours = sum(c.hours for c in courses)
    if key == "practice":
        share = Fraction(practice, all_hours) if all_hours else None
        return [None, None, None, practice, share, None, practice, share]
    credits = sum((c.credits for c in some), Decimal(0))
    all_credits = sum((c.credits for c in courses), Decimal(0))
    return [
        len(some),
        credits,
        Fraction(credits) / Fraction(all_credits) if all_credits else None,
        hours,
        Fraction(hours, all_hours) if all_hours else None,
        hours - practice,
        practice,
        Fraction(practice, hours) if hours else None,
    ]


def _ruled(key: str, assessed: Iterable[Assessment]) -> list[Assessment]:
    """Return what the rules say of a row, each figure once.

    What is only for reference is left to the table of rules, unless nothing else speaks of the row.
    """
    found = [a for a in assessed if a.provision.measure in MEASURED.get(key, ())]
    binding = [a for a in found if a.verdict is not Verdict.REFERENCE] or found
    return list({show(a.provision.bound): a for a in binding}.values())


def _verdict_cells(one: Assessment | None, lang: Lang) -> tuple[Cell, Cell]:
    """Return the figure of a rule, and how the row stands against it."""
    if one is None:
        return Cell(), Cell()
    verdict = Cell(show(one.verdict, lang), tone=VERDICTS[one.verdict], bold=True)
    return Cell(show(one.provision.bound, lang)), verdict


VERDICTS: dict[Verdict, Tone] = {Verdict.UNMET: "bad", Verdict.MET: "good", Verdict.REFERENCE: "muted"}
"""How verdicts are shown."""


def rules(assessed: Sequence[Assessment], lang: Lang) -> Table:
    """Return every rule with a figure beside what the plan comes to, with its document."""
    rows = []
    for number, one in enumerate(assessed, start=1):
        measure = show(one.measure, lang)
        if one.year:
            measure = word("in_year", lang, measure=measure, year=one.year)
        rows.append(
            row(
                number,
                show(place(one.stage), lang),
                measure,
                _measured(one, lang),
                show(one.provision.bound, lang),
                Cell(show(one.verdict, lang), tone=VERDICTS[one.verdict], bold=True),
                one.provision.cite_in_full(lang),
            )
        )
    keys = ("number", "stage", "measure", "measured", "rule", "verdict", "basis")
    widths = (12, 18, 48, 26, 54, 20, 99)
    return Table(
        columns=tuple(
            Column(w, "left" if k in ("measure", "rule", "basis") else "center")
            for k, w in zip(keys, widths, strict=True)
        ),
        head=(row(*(word(f"column.{k}", lang) for k in keys)),),
        rows=tuple(rows),
        notes=(word("note.rules", lang),),
        size=9.5,
        freeze=3,
    )


def _measured(one: Assessment, lang: Lang) -> Scalar:
    """Return what was measured: a share as such, anything else with its unit in words."""
    value = one.measured_in_words
    return value if isinstance(value, Fraction) else show(value, lang)
