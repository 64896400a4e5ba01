"""Same input, same plan: whatever the order of courses, the hash seed or the run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from articulate.model.pathway import Pathway
from articulate.planning import PlanProblem, plan
from articulate.planning.highs import solve
from articulate.planning.planner import plan as plan_it
from articulate.planning.rows import STRUCTURE, Row, build
from articulate.policy import Policy
from strategies import draw_pathway

TESTS = Path(__file__).parents[1]
SCRIPT = """
from random import Random
from strategies import draw_pathway
from articulate.planning import plan
from articulate.policy import Policy
print(plan(draw_pathway(Random(5), (10, 12))[0], Policy(())).plan.model_dump_json())
"""


def shuffled(pathway: Pathway, rng: Random) -> Pathway:
    changed = {}
    for name in ("secondary", "higher"):
        partner = getattr(pathway, name)
        courses, groups = list(partner.programme.courses), list(partner.programme.electives)
        rng.shuffle(courses)
        rng.shuffle(groups)
        programme = partner.programme.but(courses=tuple(courses), electives=tuple(groups))
        changed[name] = partner.but(programme=programme)
    fields = {k: getattr(pathway, k) for k in type(pathway).model_fields} | changed
    return Pathway.model_construct(**fields)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_courses_says_nothing(seed: int) -> None:
    pathway, _ = draw_pathway(Random(seed), (10, 12))
    first = plan(pathway, Policy(()))
    again = plan(shuffled(pathway, Random(seed)), Policy(()))
    assert first.plan is not None and first.plan == again.plan


def test_the_hash_seed_says_nothing() -> None:
    path = os.pathsep.join([str(TESTS), str(TESTS.parent / "src")])
    told = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(told) == 1 and "offerings" in told.pop()


@pytest.mark.parametrize("seed", range(4))
def test_there_is_no_second_best_plan(seed: int) -> None:
    pathway, _ = draw_pathway(Random(seed), (10, 12))
    result = plan_it(pathway, Policy(()))
    assert result.plan is not None
    model = build(PlanProblem.of(pathway, Policy(())))
    frozen = [
        Row(goal.terms, part.value - goal.constant, STRUCTURE)
        for goal, part in zip(model.goals, result.objective, strict=True)
    ]
    chosen = [
        i
        for i, p in enumerate(model.placements)
        if tuple((q.term, q.hours) for q in p.parts)
        == tuple((o.term, o.hours) for o in result.plan.of(p.course))
    ]
    another = Row(tuple((i, 1) for i in chosen), len(chosen) - 1, STRUCTURE)
    rows = [*model.rows, *(r for r in frozen if r.terms), another]
    assert solve(model.variables, rows, None, seconds=60).status == "infeasible"
