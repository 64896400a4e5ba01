"""Six kinds of planted faults: the answer names the planted requirement, in time, with ways out that work."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from time import monotonic

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from faults import KINDS, plant

from articulate.planning import PlanProblem, plan
from articulate.planning.conflict import impossible
from articulate.planning.remedies import search
from articulate.planning.remedies.search import Position, pulled, tried

# All seeds and whole pairs: python benchmarks/planning.py faults


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_planted_requirement_is_named_in_time(kind: str) -> None:
    planted = plant(kind, 1, 0.5)
    result = plan(planted.pathway, planted.policy)
    assert result.status == "infeasible"
    assert planted.named(result.conflict)
    assert result.seconds < 5


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_remedy_gives_a_plan(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    planted = plant(kind, 2, 0.5)
    told: list[Position] = []
    tell = search._told

    def watched(position: Position, *rest: object) -> object:
        told.append(position)
        return tell(position, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(search, "_told", watched)
    result = plan(planted.pathway, planted.policy)
    assert result.conflict is not None and result.conflict.remedies
    problem = PlanProblem.of(planted.pathway, planted.policy)
    assert impossible(problem) or tried(problem, monotonic() + 10).plan is None
    assert len(told) == len(result.conflict.remedies)
    for position in told:
        changed = pulled(replace(problem, needs=()), position)
        assert plan(changed.pathway, changed.provisions).plan is not None
