"""How many would pass at other lines. Every figure is a full decision by the criteria, not an estimate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from articulate.cohort.judging import Outcome, Terms, Verdict, judge
from articulate.cohort.scoring import Scored

LINES = tuple(range(40, 85, 5))


@dataclass(frozen=True, slots=True)
class LineCount:
    """How many pass with one line set to a figure and all else as it is."""

    line: int
    total: int
    """With this line for the total."""
    each: int
    """With this line for every part."""
    parts: Mapping[str, int]
    """With this line for one part alone."""
    reach: Mapping[str, int]
    """How many reach this line in a part, whatever else they have."""


@dataclass(frozen=True, slots=True)
class PartEffect:
    """What a part alone decides: who fails by it only, and who fails in it at all."""

    part: str
    below: int
    only: int


def line_counts(cohort: Sequence[Scored], terms: Terms) -> tuple[LineCount, ...]:
    """Return how many pass at each line; the lines in force are among them. Places are left aside.

    Scores do not change with the lines (``Terms.caps``), so every student is scored once.
    """
    verdicts = [judge(s, terms.having()) for s in cohort]
    lines = sorted({*LINES, terms.total, *terms.each.values()})
    return tuple(
        LineCount(
            line=line,
            total=_passing(verdicts, terms.having(total=line)),
            each=_passing(verdicts, terms.having(each=dict.fromkeys(terms.each, line))),
            parts={p: _passing(verdicts, terms.having(each={p: line})) for p in terms.each},
            reach={p: sum(v.parts[p] >= line for v in verdicts) for p in terms.each},
        )
        for line in lines
    )


def _passing(verdicts: Sequence[Verdict], terms: Terms) -> int:
    return sum(reaches(v, terms) for v in verdicts)


def reaches(verdict: Verdict, terms: Terms) -> bool:
    """Tell whether a student reaches other lines than those that the verdict was given by."""
    if verdict.outcome in (Outcome.VOID, Outcome.DEFERRED):
        return False
    lines = verdict.total >= terms.total and all(verdict.parts[p] >= line for p, line in terms.each.items())
    return lines or verdict.outcome is Outcome.EXEMPT


def part_effects(cohort: Sequence[Scored], terms: Terms) -> tuple[PartEffect, ...]:
    """Return for the total and every part how many lie below its line, and how many below it alone."""
    shorts = [v.short for s in cohort for v in (judge(s, terms.having()),) if not v.qualified]
    return tuple(
        PartEffect(name, sum(name in s for s in shorts), sum(s == (name,) for s in shorts))
        for name in ("total", *terms.each)
    )
