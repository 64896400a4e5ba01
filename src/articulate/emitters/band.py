"""The band of public basic courses: which of them lie in it, and in which row.

A line leaves a bar at its end and goes down through the gutter there, so no bar further down may lie over
that gutter; the same holds before the start of a bar that a line comes to. Courses for which that cannot
be had, or which build on a course outside the band, are left to the columns.
"""

from __future__ import annotations

from collections.abc import Iterable

from articulate.emitters.scene import Link, Scene
from articulate.model.programme import CourseKind


def band_rows(shown: Scene) -> dict[str, int]:
    """Return the rows, from the bottom, of the public basic courses that lie in the band."""
    inside = {c.id for c in shown.shown if c.kind is CourseKind.GENERAL}
    while True:
        links = [k for k in shown.links if k.earlier in inside or k.later in inside]
        unfit = {k.later for k in links if k.later in inside and k.earlier not in inside}
        unfit |= {k.earlier for k in links if k.earlier in inside and not _ahead(shown, k)}
        unfit |= {k.later for k in links if k.later in inside and not _ahead(shown, k)}
        unfit &= inside
        if not unfit:
            rows = _rows(shown, inside, links)
            if not isinstance(rows, str):
                return rows
            unfit = {rows}
        inside -= unfit


def _ahead(shown: Scene, link: Link) -> bool:
    return shown.terms[link.earlier][-1] < shown.terms[link.later][0]


def _rows(shown: Scene, inside: set[str], links: Iterable[Link]) -> dict[str, int] | str:
    """Return rows, or the id of a course that stands in the way."""
    gutters: dict[str, set[int]] = {name: set() for name in inside}
    for link in links:
        if link.earlier in inside:
            gutters[link.earlier].add(shown.terms[link.earlier][-1])
        if link.later in inside:
            gutters[link.later].add(shown.terms[link.later][0] - 1)

    def over(name: str, gutter: int) -> bool:
        return shown.terms[name][0] <= gutter < shown.terms[name][-1]

    below = {b: {a for a in inside if a != b and any(over(b, g) for g in gutters[a])} for b in inside}
    rows: dict[str, int] = {}
    taken: list[set[int]] = []
    waiting = sorted(inside, key=lambda n: (not gutters[n], shown.terms[n][0], -len(shown.terms[n]), n))
    while waiting:
        name = next((n for n in waiting if below[n] <= rows.keys()), None)
        if name is None:
            return next(n for n in reversed(waiting) if gutters[n])
        waiting.remove(name)
        columns = set(range(shown.terms[name][0], shown.terms[name][-1] + 1))
        row = max((rows[n] for n in below[name]), default=0)
        while row < len(taken) and taken[row] & columns:
            row += 1
        if row == len(taken):
            taken.append(set())
        taken[row] |= columns
        rows[name] = row
    return rows
