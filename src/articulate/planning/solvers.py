"""What a back end answers, and which back end is asked.

A back end translates rows and nothing else. Both prove the same unique plan, so that each is the other's
test: HiGHS comes with the package, CP-SAT with the extra ``cpsat``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

from articulate.findings import ArticulateError
from articulate.i18n import Lang, label
from articulate.planning.model import Goal, Row, Terms, Variable

Solver = Literal["highs", "cpsat"]
"""The name of a back end."""

SOLVERS: tuple[Solver, ...] = get_args(Solver)

WORST = -(10**18)
"""A bound that says nothing."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the solver found: values of all variables, and the proven lower bound of the goal."""

    status: Literal["optimal", "feasible", "infeasible", "unknown"]
    values: tuple[float, ...] = ()
    bound: int = WORST


@dataclass(frozen=True, slots=True)
class Band:
    """Rows of one sum taken together: ``least <= sum(terms) <= most``; ``None`` where nothing is asked."""

    terms: Terms
    least: int | None
    most: int | None


def bands(rows: Iterable[Row]) -> tuple[Band, ...]:
    """Return the rows, those of equal or opposite sums put together, in the order they first appear.

    A model says "exactly one" in two rows, for each may stand for a condition of its own. A solver sees
    more in one equation: which bits exclude each other, and which follow from others.
    """
    found: dict[Terms, tuple[int | None, int | None]] = {}
    for row in rows:
        turned = bool(row.terms) and row.terms[0][1] < 0
        terms = tuple((i, -c) for i, c in row.terms) if turned else row.terms
        least, most = found.get(terms, (None, None))
        if turned:
            found[terms] = -row.most if least is None else max(least, -row.most), most
        else:
            found[terms] = least, row.most if most is None else min(most, row.most)
    return tuple(Band(terms, least, most) for terms, (least, most) in found.items())


class Solve(Protocol):
    """The one function of a back end."""

    def __call__(
        self,
        variables: Sequence[Variable],
        rows: Sequence[Row],
        goal: Goal | None,
        *,
        seconds: float,
        hint: Sequence[int] | None = None,
        whole: bool = True,
    ) -> Answer:
        """Minimise a goal, or look for any solution where there is none, in at most so many seconds."""


class MissingSolver(ArticulateError):
    """The back end that was asked for is not installed; the message says what to install."""

    def __init__(self) -> None:
        super().__init__(self.text())

    def text(self, lang: Lang = "zh") -> str:
        """Return the message in a language."""
        return label("plan.no_cpsat", lang)


def back_end(name: Solver) -> Solve:
    """Return the back end of a name.

    Raises ``MissingSolver`` where it is not installed and ``ValueError`` for a name that is none.
    """
    if name == "highs":
        from articulate.planning import highs

        return highs.solve
    if name == "cpsat":
        try:
            import ortools.sat.python.cp_model  # noqa: F401
        except ImportError:
            raise MissingSolver from None
        from articulate.planning import cpsat

        return cpsat.solve
    raise ValueError(f"{name}: no such solver; known are {', '.join(SOLVERS)}")
