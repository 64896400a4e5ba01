"""Courses that lie close together, far apart or one after the other; numbered series; visits before work."""

from __future__ import annotations

from itertools import product

from articulate.model.planning import Spacing
from articulate.model.programme import Stage
from articulate.planning.rows.draft import Draft
from articulate.planning.rows.order import prefix_rows
from articulate.policy import visit_internships, work_internships


def space(draft: Draft) -> None:
    """Keep the distances in time that the pathway sets between courses."""
    known = draft.problem.pathway.by_id
    for spacing in draft.problem.pathway.planning.spacing:
        for first, second in spacing.pairs(known):
            if spacing.in_order:
                _after(draft, first, second, spacing.least, _label(draft, "in_order", spacing, first, second))
            elif spacing.least:
                _apart(draft, first, second, spacing.least, _label(draft, "apart", spacing, first, second))
        for first, second in spacing.near(known):
            _within(draft, spacing, first, second, _label(draft, "within", spacing, first, second))


def _label(draft: Draft, kind: str, spacing: Spacing, first: str, second: str) -> int:
    return draft.label(
        kind,
        source=spacing.source,
        about=(first, second),
        course=draft.name(first),
        other=draft.name(second),
        within=spacing.within,
        apart=spacing.least,
    )


def _after(draft: Draft, first: str, second: str, apart: int, label: int) -> None:
    """Where both are taken, the second starts at least so many terms after the first has ended."""
    free = _optional(draft, first)
    for term in _terms(draft, second):
        started = draft.started(second, term)
        draft.row([*started, *draft.ended(first, term - apart, -1), *free], len(free) > 0, label)


def _apart(draft: Draft, first: str, second: str, least: int, label: int) -> None:
    """Spans, each made longer by ``least - 1`` terms, never share a term."""
    for term in sorted({*_terms(draft, first), *_terms(draft, second)}):
        both = [*_near(draft, first, term, least), *_near(draft, second, term, least)]
        draft.row(both, 1, label)


def _near(draft: Draft, course: str, term: int, least: int) -> list[tuple[int, int]]:
    bits = ((i, draft.placements[i]) for i in draft.bits.get(course, ()))
    return [(i, 1) for i, p in bits if p.start <= term < p.end + least]


def _within(draft: Draft, spacing: Spacing, first: str, second: str, label: int) -> None:
    """Where both are taken, neither ends more than ``within`` terms before the other starts."""
    most = spacing.within or 0
    for one, other in ((first, second), (second, first)):
        free = _optional(draft, other)
        for term in _terms(draft, one):
            late = [*draft.ended(one, term), *draft.started(other, term + most, -1), *free]
            draft.row(late, len(free) > 0, label)


def _optional(draft: Draft, course: str) -> list[tuple[int, int]]:
    """The sum that relaxes a row, together with one more on its right side, where a course is not taken."""
    return [] if course in draft.problem.always else draft.taken(course)


def _terms(draft: Draft, course: str) -> list[int]:
    """Terms in which a course may start, run or end."""
    return sorted({t for i in draft.bits.get(course, ()) for t in _span(draft, i)})


def _span(draft: Draft, index: int) -> range:
    return range(draft.placements[index].start, draft.placements[index].end + 1)


def number(draft: Draft) -> None:
    """Later parts of a numbered series come after the earlier ones (wishes)."""
    for first, second in draft.problem.pathway.series:
        rows = list(prefix_rows(draft, second.id, [("pre", first.id)]))
        if rows:
            about = (second.id, first.id)
            label = draft.label(
                "series", course=second.name, other=first.name, source=second.source.at("name"), about=about
            )
            draft.wish(_where_taken(draft, rows, first.id), label)


def visit(draft: Draft) -> None:
    """Students visit enterprises before they work there (wishes): the same term will do."""
    for stage in Stage:
        seen_first = visit_internships(draft.problem.pathway, stage)
        at_work = work_internships(draft.problem.pathway, stage)
        for seen, (worked, _) in product(seen_first, at_work):
            rows = list(prefix_rows(draft, worked.id, [("pre_block", seen.id)]))
            if rows:
                label = draft.label(
                    "visit",
                    course=worked.name,
                    other=seen.name,
                    source=worked.source.at("terms"),
                    about=(worked.id, seen.id),
                )
                draft.wish(_where_taken(draft, rows, seen.id), label)


def _where_taken(
    draft: Draft, rows: list[list[tuple[int, int]]], course: str
) -> list[tuple[list[tuple[int, int]], int]]:
    free = _optional(draft, course)
    return [([*terms, *free], int(bool(free))) for terms in rows]
