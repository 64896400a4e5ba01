"""The benchmark of the neighbouring problem: its forms are read, its bounds hold, all its models agree."""

from __future__ import annotations

import json
import sys
from itertools import product
from pathlib import Path
from random import Random

import pytest

pytest.importorskip("ortools", reason="CP-SAT is an extra")
sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

import bacp
import bacp_planner
from bacp_bounds import Squares, least_peak, reduced, windows
from bacp_instances import Bacp, draw, read

from articulate.planning.solvers import Solver

CSPLIB = """
// three courses
p=2; a=1; /* least load */ b=9; c=1; d=2;
courses = { one, two, three };
credit = [ 3, 2, 2 ];
prereq = { <two,one> };
"""
OSCAR = "3 2 1 5 1\n3 2 2\n1 0\n"
NEUTRAL = {
    "name": "neutral",
    "objective": "squares",
    "periods": 3,
    "load": [3, 2, 2, 4],
    "prerequisites": [[0, 1]],
    "min_courses": 0,
    "max_courses": 2,
    "min_load": 0,
    "max_load": 9,
    "curricula": [[0, 1, 2], [0, 3]],
    "undesired": [[3, 2], [2, 0]],
}


def small(rng: Random) -> Bacp:
    """Five courses in three periods, with all that the neutral form can say."""
    courses, periods = 5, 3
    return Bacp(
        "small",
        rng.choice(("max", "squares")),
        periods,
        tuple(rng.randint(1, 6) for _ in range(courses)),
        tuple((a, b) for b in range(courses) for a in range(b) if rng.random() < 0.15),
        (rng.randint(0, 3), rng.randint(8, 20)),
        (rng.randint(0, 1), rng.randint(2, 4)),
        ((0, 1, 2, 3), (1, 2, 4)) if rng.random() < 0.4 else (),
        frozenset((c, rng.randrange(periods)) for c in range(courses) if rng.random() < 0.2),
    )


def best(problem: Bacp) -> int | None:
    """The optimum, by trying all plans."""
    plans = product(range(problem.periods), repeat=len(problem.load))
    return min((problem.value(p) for p in plans if not problem.faults(p)), default=None)


def test_the_public_forms_are_read(tmp_path: Path) -> None:
    for name, text in (("a.dat", CSPLIB), ("b.txt", OSCAR), ("c.json", json.dumps(NEUTRAL))):
        (tmp_path / name).write_text(text, "utf-8")
    csplib, oscar, neutral = (read(tmp_path / name) for name in ("a.dat", "b.txt", "c.json"))
    assert csplib == Bacp("a", "max", 2, (3, 2, 2), ((0, 1),), (1, 9), (1, 2))
    assert oscar == Bacp("b", "squares", 2, (3, 2, 2), ((0, 1),))
    assert neutral.curricula == ((0, 1, 2), (0, 3)) and neutral.undesired == {(3, 2), (2, 0)}
    assert (neutral.loads, neutral.courses) == ((0, 9), (0, 2))


@pytest.mark.parametrize("seed", range(25))
def test_all_models_find_the_best_plan(seed: int) -> None:
    problem = small(Random(seed))
    wanted = best(problem)
    for solver in bacp.ALL:
        found = bacp.run(problem, solver, 20)
        assert found["status"] == ("infeasible" if wanted is None else "optimal"), solver
        assert found["objective"] == wanted, solver


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("solver", ["highs", "cpsat"])
def test_minimising_finds_the_same(seed: int, solver: Solver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bacp_planner, "QUESTIONS", 0)
    problem = small(Random(seed))
    status, plan, _ = bacp_planner.planned(problem, 20, solver)
    wanted = best(problem)
    assert status == ("infeasible" if wanted is None else "optimal")
    assert (problem.value(plan) if plan else None) == wanted


@pytest.mark.parametrize("seed", range(40))
def test_arithmetic_never_promises_too_much(seed: int) -> None:
    problem = small(Random(seed))
    plans = [p for p in product(range(problem.periods), repeat=len(problem.load)) if not problem.faults(p)]
    if not plans:
        return
    peak = min(max(max(problem.sums(g, p)) for g in problem.groups) for p in plans)
    assert (least_peak(problem) or 0) <= peak
    spans = windows(problem, peak)
    assert spans is not None
    for plan in plans:
        if all(max(problem.sums(g, plan)) <= peak for g in problem.groups):
            assert all(first <= at <= last for at, (first, last) in zip(plan, spans, strict=True))
    wide = windows(problem, problem.highest)
    assert wide is not None
    for group in problem.groups:
        squares = Squares.of(problem, group, wide)
        for plan in plans:
            loads = problem.sums(group, plan)
            value = sum(load * load for load in loads)
            assert squares.least is not None and squares.least <= value
            assert all(a <= load <= b for load, (a, b) in zip(loads, squares.loads(value), strict=True))


def test_without_windows_the_least_squares_are_rounded_division() -> None:
    problem = Bacp("even", "squares", 4, (5, 4, 3, 2, 1, 4), ())
    assert Squares.of(problem, problem.groups[0], [(0, 3)] * 6).least == 3 * 25 + 16


def test_a_requisite_that_follows_from_others_is_left_out() -> None:
    assert reduced(Bacp("chain", "max", 3, (1, 1, 1), ((0, 1), (1, 2), (0, 2)))) == ((0, 1), (1, 2))


def test_results_are_written_with_ratios(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "c.json").write_text(json.dumps(NEUTRAL), "utf-8")
    out = tmp_path / "out.json"
    bacp.main([str(tmp_path / "c.json"), "--json", str(out)])
    (entry,) = json.loads(out.read_text("utf-8"))
    assert entry["status"] == "optimal" and entry["bound"] == entry["objective"]
    assert set(entry["compared"]) == {"cpsat", "naive", "plain"}
    assert "x naive" in capsys.readouterr().out
    bacp.main([str(tmp_path / "c.json"), "--json", str(out), "--solver", "naive"])
    (alone,) = json.loads(out.read_text("utf-8"))
    assert alone["objective"] == entry["objective"] and "compared" not in alone


def test_drawn_instances_are_the_same_each_time() -> None:
    assert list(draw("max", 3)) == list(draw("max", 3))
    assert all(len(p.load) == 66 and len(p.pairs) == 50 for p in draw("squares", 3))
