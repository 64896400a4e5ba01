"""Pairs as schools write them: the hidden plan keeps every condition, and so does the best one."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from drawn_pairs import Pair, draw, draw_school
from pairs_textbook import Outcome, naive, plain
from timing import valued
from trust import compared

from articulate.checking import check
from articulate.findings import Severity
from articulate.model.plan import TeachingPlan
from articulate.planning import PlanProblem, plan
from articulate.planning.rows import build


def errors(pair: Pair, made: TeachingPlan) -> list[str]:
    report = check(pair.pathway, pair.policy, plan=made, select=["PLN", "POL"])
    return [f.text("en") for f in report.findings if f.severity is Severity.ERROR]


@pytest.mark.parametrize("seed", range(3))
def test_the_hidden_plan_keeps_every_condition(seed: int) -> None:
    pair = draw(seed)
    assert not errors(pair, pair.hidden)


@pytest.mark.parametrize("seed", range(3))
def test_a_pair_has_the_size_of_a_real_one(seed: int) -> None:
    pair = draw(seed)
    requisites = sum(len(list(r.leaves())) for c in pair.pathway.courses for r in c.requisites)
    assert 60 <= len(pair.pathway.courses) <= 85
    assert 40 <= requisites <= 75
    assert 5 <= len(pair.pathway.electives) <= 11


def test_a_seed_draws_the_same_pair_again() -> None:
    assert draw(4).pathway == draw(4).pathway
    assert draw(4).pathway != draw(5).pathway


def test_siblings_share_their_platform_and_nothing_else() -> None:
    first, second = draw_school(1, 2, 0.5)
    mine, theirs = first.pathway.by_id, second.pathway.by_id
    assert mine.keys() & theirs.keys() == first.platform == second.platform
    assert all(mine[c] == theirs[c] for c in first.platform)
    assert all(first.hidden.terms_of(c) == second.hidden.terms_of(c) for c in first.platform)


@pytest.mark.parametrize("seed", range(2))
def test_the_best_plan_of_a_whole_pair_is_proven_and_accepted(seed: int) -> None:
    pair = draw(seed)
    result = plan(pair.pathway, pair.policy)
    assert result.status == "optimal" and result.plan is not None
    assert not errors(pair, result.plan)


def test_plans_are_the_same_in_every_process_and_accepted() -> None:
    # 500 of them: python benchmarks/planning.py trust
    assert not list(compared(0, 4))


@pytest.mark.parametrize("model", ["naive", "plain"])
def test_a_textbook_model_finds_no_better_plan(model: str) -> None:
    if model == "naive" and not find_spec("ortools"):
        pytest.skip("CP-SAT is an extra")
    pair = draw(1, 0.3)
    problem = PlanProblem.of(pair.pathway, pair.policy)
    found: Outcome = (naive if model == "naive" else plain)(problem, 30)
    ours = plan(pair.pathway, pair.policy).objective
    assert found.proven
    assert valued(build(problem), found.plan) == [p.value for p in ours[:2]]
