"""Short cases for the tests of planning."""

from __future__ import annotations

import re
from collections.abc import Mapping
from textwrap import dedent

from articulate.planning import PlanResult, plan
from articulate.readers.example import Example, parse

ALL_LIGHT = "light_terms: [1, 2, 3, 4, 5, 6]"


def limited(least: int = 0, most: int = 30, more: str = "", fixed: str = "") -> str:
    """Limits of the secondary stage; the higher one is left free. ``more`` and ``fixed`` are put in."""
    return (
        f"pathway: {{planning: {{fixed: {{{fixed}}},"
        f" secondary: {{weekly_hours: [{least}, {most}]{', ' * bool(more)}{more}}},"
        " higher: {weekly_hours: [0, 30]}}}\n"
    )


FREE = limited()
"""No least weekly hours, so that three courses make a pathway."""


def case(text: str, limits: str = FREE) -> Example:
    """Return a case in the short form of rule examples, by default without least weekly hours."""
    return parse(dedent(text) + "\n" + limits)


def solved(text: str, *, limits: str = FREE, pins: Mapping[str, int] | None = None) -> PlanResult:
    """Plan a case and insist on a proven plan."""
    one = case(text, limits)
    result = plan(one.pathway, one.policy, pins=pins)
    assert result.status == "optimal", result.conflict and result.conflict.text("en")
    return result


def refused(text: str, *, limits: str = FREE, pins: Mapping[str, int] | None = None) -> PlanResult:
    """Plan a case and insist that there is no plan."""
    one = case(text, limits)
    result = plan(one.pathway, one.policy, pins=pins)
    assert result.status == "infeasible"
    assert result.plan is None and result.conflict is not None
    return result


def terms(result: PlanResult) -> dict[str, tuple[int, ...]]:
    """Terms of each planned course."""
    assert result.plan is not None
    return {c: result.plan.terms_of(c) for c in sorted(result.plan.courses)}


def kinds(result: PlanResult) -> list[str]:
    """Kinds of the reasons of a conflict, sorted."""
    assert result.conflict is not None
    return sorted(r.kind for r in result.conflict.reasons)


def plain(text: str) -> str:
    """A text without the spaces between words and numbers."""
    return re.sub(r"\s+", "", text)
