"""Time to the first plan and to the proven best one over generated pairs, beside two textbook models.

All models run in one thread, and what is measured is the time that this thread worked: on a machine that is
shared with other work the clock on the wall would measure that work as well.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import exp, log
from pathlib import Path
from statistics import median
from time import monotonic, process_time
from typing import Any

from drawn_pairs import Pair, draw
from pairs_textbook import naive, plain

from articulate.planning import PlanProblem, plan
from articulate.planning.model import Model
from articulate.planning.modes import Placement
from articulate.planning.planner import optimise
from articulate.planning.remedies.search import tried
from articulate.planning.rows import build
from articulate.planning.solvers import Solver, back_end

TEXTBOOK = {"naive": naive, "plain": plain}
GOALS = 2
"""How many goals the textbook models know: wishes and balance."""


def measured(seed: int, solvers: Sequence[str], limit: float) -> dict[str, Any]:
    """Return sizes, seconds and values of one generated pair.

    Every measurement starts from a pathway just drawn, so that nothing is known from before.
    """
    fresh = draw(seed)
    problem = PlanProblem.of(fresh.pathway, fresh.policy)
    model = build(problem)
    entry: dict[str, Any] = {
        "seed": seed,
        "courses": len(problem.courses),
        "requisites": sum(len(list(r.leaves())) for c in problem.courses for r in c.requisites),
        "bits": len(model.placements),
        "rows": len(model.rows),
        "first": _first(draw(seed), limit),
    }
    for solver in solvers:
        if solver not in TEXTBOOK:
            entry[solver] = _whole(draw(seed), solver, limit)  # type: ignore[arg-type]
    for solver in solvers:
        entry[f"{solver} two goals"] = _two_goals(draw(seed), solver, limit)
    return entry


def _first(pair: Pair, limit: float) -> float:
    gc.collect()  # what other pairs left behind is not this one's
    began = process_time()
    found = tried(PlanProblem.of(pair.pathway, pair.policy), monotonic() + limit)
    assert found.plan is not None
    return process_time() - began


def _whole(pair: Pair, solver: Solver, limit: float) -> dict[str, Any]:
    gc.collect()
    began = process_time()
    result = plan(pair.pathway, pair.policy, seconds=limit, solver=solver)
    seconds = process_time() - began
    return {
        "seconds": seconds,
        "status": result.status,
        "objective": {p.name: p.value for p in result.objective},
    }


def _two_goals(pair: Pair, solver: str, limit: float) -> dict[str, Any]:
    """Wishes and balance alone, which the textbook models know as well; all plans are valued by our model."""
    began = process_time()
    problem = PlanProblem.of(pair.pathway, pair.policy)
    if solver in TEXTBOOK:
        outcome = TEXTBOOK[solver](problem, limit)
        seconds, proven = process_time() - began, outcome.proven
        value = valued(build(problem), outcome.plan) if outcome.plan else None
    else:
        model = build(problem)
        model = replace(model, goals=model.goals[:GOALS])
        result = optimise(problem, model, back_end(solver), limit)  # type: ignore[arg-type]
        seconds, proven = process_time() - began, result.status == "optimal"
        value = [p.value for p in result.objective]
    return {"seconds": seconds, "proven": proven, "value": value}


def valued(model: Model, plan: Mapping[str, Placement]) -> list[int]:
    bits = [float(plan.get(p.course) == p) for p in model.placements]
    values = model.settle([*bits, *[0.0] * (len(model.variables) - len(bits))])
    assert not model.broken(values), "a textbook model breaks a condition"
    return [model.value(g, values) for g in model.goals[:GOALS]]


def report(seeds: Sequence[int], solvers: Sequence[str], limit: float, out: Path | None) -> None:
    """Measure, print a line for each pair and the summary, and write all of it as JSON."""
    draw_and_forget = draw(10**6, 0.3)
    for solver in solvers:  # imports and first calls are not part of what is measured
        _two_goals(draw_and_forget, solver, 5)
    entries = []
    for seed in seeds:
        entry = measured(seed, solvers, limit)
        entries.append(entry)
        told = "  ".join(f"{s} {entry[s]['seconds']:.2f}" for s in solvers if s in entry)
        two = "  ".join(f"{s} {entry[f'{s} two goals']['seconds']:.2f}" for s in solvers)
        print(
            f"{seed:4} {entry['courses']:3} courses  first {entry['first']:.3f}  all: {told}  two: {two}",
            flush=True,
        )
        values = [e["value"] for s in solvers if (e := entry[f"{s} two goals"])["proven"]]
        assert all(v == values[0] for v in values), f"seed {seed}: {values}"
    print(*summary(entries, solvers), sep="\n")
    if out:
        out.write_text(json.dumps(entries, indent=1, ensure_ascii=False) + "\n", "utf-8")


def summary(entries: Sequence[dict[str, Any]], solvers: Sequence[str]) -> Iterator[str]:
    """Yield median and worst times, and ratios to the textbook models."""
    firsts = [e["first"] for e in entries]
    yield f"first plan: median {median(firsts):.3f} s, worst {max(firsts):.3f} s"
    for solver in solvers:
        if solver in TEXTBOOK:
            continue
        times = [e[solver]["seconds"] for e in entries]
        proven = sum(e[solver]["status"] == "optimal" for e in entries)
        yield (
            f"{solver}: all goals proven in {proven} of {len(times)},"
            f" median {median(times):.3f} s, worst {max(times):.3f} s"
        )
    for solver in solvers:
        mine = [e[f"{solver} two goals"] for e in entries]
        times = [m["seconds"] for m in mine]
        line = (
            f"{solver}, two goals: {sum(m['proven'] for m in mine)} of {len(mine)} proven,"
            f" median {median(times):.3f} s, worst {max(times):.3f} s, {sum(times):.1f} s in all"
        )
        for other in TEXTBOOK:
            if other in solvers and other != solver:
                theirs = [e[f"{other} two goals"]["seconds"] for e in entries]
                ratios = sum(times) / sum(theirs), _typical(times, theirs)
                line += f"; {ratios[0]:.2f} x {other} in all, {ratios[1]:.2f} x typically"
        yield line


def _typical(mine: Sequence[float], theirs: Sequence[float]) -> float:
    """The geometric mean of ratios."""
    return exp(sum(log(a / b) for a, b in zip(mine, theirs, strict=True)) / len(mine))
