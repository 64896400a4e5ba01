"""Questions that a paper by the blueprint would have: what a template proposes, for the setters to change."""

from __future__ import annotations

from fractions import Fraction

from articulate.cohort.layout import Layout
from articulate.cohort.results import Item
from articulate.model.criteria import BlueprintRow

LEAST = 2
"""Points of one proposed question at the least."""


def proposed_items(layout: Layout) -> tuple[Item, ...]:
    """Return the questions of a paper: as many for each cell of the blueprint as it plans.

    Points and topics of a cell are shared out evenly; where there are fewer questions than topics,
    neighbouring topics share one. The points of every cell are kept exactly.
    """
    made: list[Item] = []
    for row in layout.criteria.blueprint.rows:
        for level, points in sorted(row.points.items()):
            topics = _topics_at(row, level, layout)
            planned = row.items.get(level, 0) or min(len(topics), points // LEAST)
            count = max(1, min(planned, points))
            for k in range(count):
                mine = _share(topics, k, count)
                most = points * (k + 1) // count - points * k // count
                if most:
                    made.append(Item(len(made) + 1, row.course or row.group, level, mine, Fraction(most)))
    return tuple(made)


def _share(topics: tuple[str, ...], k: int, count: int) -> tuple[str, ...]:
    """Return what the k-th of so many questions asks; topics come again where there are fewer of them."""
    if len(topics) < count:
        return (topics[k % len(topics)],) if topics else ()
    return topics[k * len(topics) // count : (k + 1) * len(topics) // count]


def _topics_at(row: BlueprintRow, level: int, layout: Layout) -> tuple[str, ...]:
    """Return the topics of a row that are asked at a level; all of them where the criteria do not say."""
    asked = {b.topic: min(b.level, b.taught_level) for b in layout.criteria.bridge}
    mine = tuple(t for t in row.topics if asked.get(t) == level)
    return mine or row.topics
