"""The allocation of weeks (教学周数分配表): activities, practice, examinations, lessons of every term."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from articulate.emitters.document import Column, Row, Table, row
from articulate.emitters.plan.book import TERMS, Book, activities, word
from articulate.model.programme import Stage
from articulate.policy import work_internships


def weeks(book: Book) -> Table:
    """Return the allocation of weeks. The parts of every row add up to its last number."""
    lang, names = book.lang, activities(book)
    rest = ("training", "internship", "spare", "exam_weeks", "teaching", "total")
    lines = {t: _week_line(book, t, names) for t in TERMS}
    rows: list[Row] = []
    for stage in Stage:
        for term in stage.terms:
            rows.append(row(word("term_name", lang, term=term), *(n or None for n in lines[term])))
        rows.append(
            row(
                word("stage_sum", lang, stage=stage),
                *(sum(c) or None for c in zip(*(lines[t] for t in stage.terms), strict=True)),
                kind="subtotal",
            )
        )
    rows.append(
        row(
            word("five_sum", lang),
            *(sum(c) or None for c in zip(*lines.values(), strict=True)),
            kind="total",
        )
    )
    heads = (word("column.term", lang), *names, *(word(f"column.{k}", lang) for k in rest))
    width = min(26.0, 240 / (len(heads) - 1))
    return Table(
        columns=(Column(34), *(Column(width) for _ in heads[1:])),
        head=(row(*heads),),
        rows=tuple(rows),
        notes=tuple(_week_notes(book, lines)),
        size=10,
        freeze=1,
    )


def _week_line(book: Book, term: int, names: Sequence[str]) -> tuple[int, ...]:
    """Return the weeks of a term: activities, training, internship, spare, examinations, lessons, all.

    Whole weeks come from the plan; what they leave of the weeks that the calendar keeps for them is spare.
    """
    calendar = book.pathway.calendar.term(term)
    activities = [sum(a.weeks for a in calendar.activities if a.name == n) for n in names]
    placements = {i.course for i in book.pathway.internships}
    placements |= {c.id for stage in Stage for c, _ in work_internships(book.pathway, stage)}
    blocks, lessons = book.whole_weeks(term), book.teaching(term)
    internship = sum(o.weeks for o in blocks if o.course in placements)
    training = sum(o.weeks for o in blocks) - internship
    spare = calendar.weeks - sum(activities) - training - internship - calendar.exam - lessons
    return (*activities, training, internship, spare, calendar.exam, lessons, calendar.weeks)


def _week_notes(book: Book, lines: dict[int, tuple[int, ...]]) -> Iterable[str]:
    yield word("note.weeks", book.lang)
    over = tuple(t for t, line in lines.items() if line[-4] < 0)
    if over:
        yield word("note.over", book.lang, terms=over)
