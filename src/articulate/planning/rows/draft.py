"""What collects variables and rows while a model is built."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from articulate.model.source import NOWHERE, SourceRef
from articulate.planning.model import Goal, Kind, Model, Row, Variable
from articulate.planning.modes import Placement
from articulate.planning.problem import ConflictReason, PlanProblem

TERMS = range(1, 11)

Sum = Iterable[tuple[int, int]]
"""Pairs of variable index and coefficient, in any order, an index as often as need be."""


@dataclass
class Draft:
    """Variables, rows and labels so far; forgotten once the model is made."""

    problem: PlanProblem
    lean: bool
    """Whether rows that follow from others are left out."""
    variables: list[Variable] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    labels: list[ConflictReason] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)
    bits: dict[str, list[int]] = field(default_factory=dict)
    """The bits of each course, one for each way to place it."""
    wishes: list[tuple[int, int]] = field(default_factory=list)
    here: dict[int, list[tuple[int, Placement]]] = field(default_factory=lambda: {t: [] for t in TERMS})
    """The bits that run in each term, each with its placement."""

    def model(self, goals: Iterable[Goal]) -> Model:
        """Return the model with these goals."""
        made = tuple(goals)  # goals add variables and rows of their own
        return Model(
            tuple(self.placements),
            tuple(self.variables),
            tuple(self.rows),
            tuple(self.labels),
            made,
            tuple(self.wishes),
        )

    # ---- what is added ------------------------------------------------------------------------------

    def variable(self, kind: Kind, most: int = 1, least: int = 0, step: int = 1) -> int:
        """Add a variable and return its index."""
        self.variables.append(Variable(kind, least, most, step))
        return len(self.variables) - 1

    def place(self, placement: Placement) -> None:
        """Add a bit for a way to place a course; these come before all other variables."""
        index = self.variable("bit")
        self.placements.append(placement)
        self.bits.setdefault(placement.course, []).append(index)
        for part in placement.parts:
            self.here[part.term].append((index, placement))

    def label(
        self,
        kind: str,
        *,
        source: SourceRef = NOWHERE,
        provision: str | None = None,
        about: tuple[str, ...] = (),
        **values: object,
    ) -> int:
        """Add the condition that rows will stand for, and return its number."""
        self.labels.append(ConflictReason(kind, values, source, provision, about))
        return len(self.labels) - 1

    def row(self, terms: Sum, most: int, label: int, soft: bool = False) -> None:
        """Add ``sum(terms) <= most``, unless it says nothing."""
        kept = tuple(sorted((i, c) for i, c in summed(terms).items() if c))
        if kept or most < 0:
            self.rows.append(Row(kept, most, label, soft))

    def wish(self, rows: Sequence[tuple[Sum, int]], label: int) -> None:
        """Add rows that may be broken together, at the price of one unmet wish."""
        slack = self.variable("least")
        for given, most in rows:
            terms = tuple(given)
            worst = self.most_of(terms)
            if worst > most:
                self.row((*terms, (slack, most - worst)), most, label, soft=True)
        self.wishes.append((slack, label))

    # ---- what is asked ------------------------------------------------------------------------------

    def most_of(self, terms: Sum) -> int:
        """Return an upper bound of a sum by the bounds of its variables."""
        known = ((self.variables[i], c) for i, c in summed(terms).items())
        return sum(max(c * v.least, c * v.most) for v, c in known)

    def name(self, course_id: str) -> str:
        """Return the name of a course."""
        return self.problem.pathway.by_id[course_id].name

    def taken(self, course_id: str, sign: int = 1) -> list[tuple[int, int]]:
        """Return the sum that is 1 where a course is taken at all, times a sign."""
        return [(i, sign) for i in self.bits.get(course_id, ())]

    def started(self, course_id: str, by: int, sign: int = 1) -> list[tuple[int, int]]:
        """Return the sum that is 1 where a course has started by a term."""
        return [(i, sign) for i in self.bits.get(course_id, ()) if self.placements[i].start <= by]

    def ended(self, course_id: str, by: int, sign: int = 1) -> list[tuple[int, int]]:
        """Return the sum that is 1 where a course has ended by a term."""
        return [(i, sign) for i in self.bits.get(course_id, ()) if self.placements[i].end <= by]

    def running(self, course_id: str, term: int, sign: int = 1) -> list[tuple[int, int]]:
        """Return the sum that is 1 where a course runs in a term."""
        return [(i, sign) for i in self.bits.get(course_id, ()) if self.placements[i].runs(term)]


def summed(terms: Sum) -> dict[int, int]:
    """Return the coefficient of each variable."""
    out: dict[int, int] = {}
    for index, coefficient in terms:
        out[index] = out.get(index, 0) + coefficient
    return out
