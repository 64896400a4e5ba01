"""From points to the scores of the parts: weights of the criteria, exact until they are written down.

Part scores and totals are rounded half up to one decimal, as the score sheets hold them, and decisions
are taken on what is written there, so that anyone can check them by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from articulate.cohort.layout import FULL, Layout, Node
from articulate.cohort.results import Entry, Mark, Results, Sitting, Student

TENTH = Decimal("0.1")


def tenth(value: Fraction) -> Decimal:
    """Return a number rounded half up to one decimal, as score sheets hold it."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(TENTH, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class PartScore:
    """What one sitting gives for one part: the score of a hundred, and the marks on the way to it."""

    score: Decimal
    marks: tuple[tuple[Mark, str], ...] = ()
    """Each mark with the key of its column."""

    def has(self, mark: Mark) -> bool:
        """Tell whether a mark stands anywhere in the part."""
        return any(m is mark for m, _ in self.marks)

    def where(self, mark: Mark) -> tuple[str, ...]:
        """Keys of the columns with a mark."""
        return tuple(key for m, key in self.marks if m is mark)


@dataclass(frozen=True, slots=True)
class Scored:
    """A student with the part scores of every sitting; parts that were not sat are missing."""

    student: Student
    sittings: tuple[Mapping[str, PartScore], ...]

    @property
    def first(self) -> Mapping[str, PartScore]:
        """Part scores of the first sitting."""
        return self.sittings[0]


def score_all(results: Results, layout: Layout) -> tuple[Scored, ...]:
    """Return every student with part scores, in the order of their ids."""
    return tuple(Scored(s, _sittings(s, layout)) for s in results.students)


def _sittings(student: Student, layout: Layout) -> tuple[Mapping[str, PartScore], ...]:
    made: list[Mapping[str, PartScore]] = []
    scores: dict[str, Entry] = {}
    for sitting in student.sittings:
        scores = carried(scores, sitting.scores, layout)
        sat = {p for p, node in layout.parts.items() if any(n.key in sitting.scores for n in node.walk())}
        parts = part_scores(Sitting(sitting.attempt, scores), layout)
        made.append({p: s for p, s in parts.items() if p in sat})
    return tuple(made)


def carried(before: Mapping[str, Entry], now: Mapping[str, Entry], layout: Layout) -> dict[str, Entry]:
    """Return the scores that hold after a sitting: those sat again now, the others from before.

    Who sits one subject of a part again keeps the others. What was made of a score that changed, and
    what it was made of, is no longer true and goes.
    """
    stale: set[str] = set()
    for part in layout.parts.values():
        _stale(part, now, stale)
    return {**{k: v for k, v in before.items() if k not in stale}, **now}


def _stale(node: Node, now: Mapping[str, Entry], stale: set[str]) -> bool:
    """Gather what a sitting overtakes, and tell whether anything of the node was sat."""
    below = [_stale(child, now, stale) for child, _ in node.children]
    if any(below):
        stale.add(node.key)
    if node.key in now or (node.one_sitting and any(below)):
        stale.update(n.key for n in node.walk())
    return node.key in now or any(below)


def part_scores(sitting: Sitting, layout: Layout) -> dict[str, PartScore]:
    """Return the scores of the parts that a sitting gives."""
    made = {}
    for part, node in layout.parts.items():
        share = fraction_of(node, sitting.scores)
        if share is not None:
            made[part] = PartScore(tenth(share * 100), tuple(_marks(node, sitting.scores)))
    return made


def fraction_of(node: Node, scores: Mapping[str, Entry]) -> Fraction | None:
    """Return the part of the full marks that was reached, or nothing where the scores do not say.

    What a score is made of goes before the score itself. A mark counts as no points.
    """
    whole, said = Fraction(0), bool(node.children)
    for child, share in node.children:
        part = fraction_of(child, scores)
        if part is None:
            said = False
            break
        if part:
            whole += part * share
    if said:
        return whole
    entry = scores.get(node.key)
    if entry is None:
        return None
    return Fraction(0) if isinstance(entry, Mark) else entry / (node.column.most or FULL)


def _marks(node: Node, scores: Mapping[str, Entry]) -> list[tuple[Mark, str]]:
    """Return the marks of a node: one for the whole where all that it is made of has the same."""
    entry = scores.get(node.key)
    if isinstance(entry, Mark):
        return [(entry, node.key)]
    below = [_marks(child, scores) for child, _ in node.children]
    keys = [child.key for child, _ in node.children]
    whole = {m[0][0] if len(m) == 1 and m[0][1] == k else None for m, k in zip(below, keys, strict=True)}
    (same, *others) = whole or {None}
    if same is not None and not others:
        return [(same, node.key)]
    return [mark for marks in below for mark in marks]


def weighted(parts: Mapping[str, Decimal], weights: Mapping[str, int]) -> Decimal:
    """Return the total of a hundred from the part scores, to one decimal."""
    whole = sum((parts[p] * w for p, w in weights.items()), Decimal(0))
    return (whole / 100).quantize(TENTH, ROUND_HALF_UP)
