"""The balanced academic curriculum problem: our rows and back ends against textbook models, in one process.

    python benchmarks/bacp.py FILES… [--draw max:28 --draw squares:100] [--json OUT] [--limit S]
                              [--solver highs|cpsat|naive|plain] [--compare]

Spreads courses over periods so that loads are even and requisites hold (CSPLib 030): what is measured is
the kind of rows that we write and the solver behind them. The objective is the greatest load of a period
(CSPLib ``.dat``), or the sum of squared loads (OscaR text), or what the neutral JSON form names; see
``bacp_instances``. Instances are not part of this repository; ``--draw`` makes random ones of their shapes.

``highs`` and ``cpsat`` are the planner's back ends, ``naive`` and ``plain`` textbook models for CP-SAT and
HiGHS. Without ``--solver``, or with ``--compare``, all four take turns on every instance and ratios of times
are printed; the result of an instance is then that of ``highs``, with the others under ``compared``. Every
solver has one thread and the same limit; imports are not counted. A referee that knows no model checks all
plans, and solvers that disagree about an optimum stop the run.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from math import exp, log
from pathlib import Path
from time import perf_counter
from typing import Any, get_args

from bacp_instances import Bacp, Objective, draw, read
from bacp_planner import planned
from bacp_textbook import naive, plain

OURS = ("highs", "cpsat")
TEXTBOOK = {"naive": naive, "plain": plain}
ALL = (*OURS, *TEXTBOOK)


def run(problem: Bacp, solver: str, seconds: float) -> dict[str, Any]:
    """Solve one instance and return what is written: objective, status, bound, seconds."""
    began = perf_counter()
    if solver in TEXTBOOK:
        status, starts, bound = TEXTBOOK[solver](problem, seconds)
    else:
        status, starts, bound = planned(problem, seconds, solver)  # type: ignore[arg-type]
    took = perf_counter() - began
    faults = problem.faults(starts) if starts else []
    if faults:
        raise AssertionError(f"{problem.name}: {solver} returned a plan with {faults[0]}")
    value = problem.value(starts) if starts else None
    return {"objective": value, "status": status, "bound": bound, "seconds": round(took, 3), "solver": solver}


def results(problems: Sequence[Bacp], solvers: Sequence[str], seconds: float) -> Iterator[dict[str, Any]]:
    """Yield the entry of each instance, printed as it comes; solvers take turns on it."""
    for problem in problems:
        found = {solver: run(problem, solver, seconds) for solver in solvers}
        values = {f["objective"] for f in found.values() if f["status"] == "optimal"}
        if len(values) > 1:
            raise AssertionError(f"{problem.name}: solvers disagree: {found}")
        told = "".join(f"{_told(f):>30}" for f in found.values())
        print(f"{problem.name:16}{told}", flush=True)
        first, *others = found.values()
        entry = {"name": problem.name, **first}
        yield entry | ({"compared": {o.pop("solver"): o for o in others}} if others else {})


def _told(found: dict[str, Any]) -> str:
    proof = "proven" if found["status"] == "optimal" else f"{found['status']}, bound {found['bound']}"
    return f"{found['objective']} ({proof}) {found['seconds']:.2f} s"


def summary(entries: Sequence[dict[str, Any]], solvers: Sequence[str]) -> Iterator[str]:
    """Yield a line for each solver: proven, total time, longest time, ratios to the first textbook models."""
    times: dict[str, list[float]] = {}
    proven: dict[str, int] = {}
    for entry in entries:
        for solver, found in {entry["solver"]: entry, **entry.get("compared", {})}.items():
            times.setdefault(solver, []).append(found["seconds"])
            proven[solver] = proven.get(solver, 0) + (found["status"] == "optimal")
    for solver in solvers:
        mine = times[solver]
        line = f"{solver:8} {proven[solver]:4} of {len(mine)} proven {sum(mine):8.2f} s in all"
        line += f" {max(mine):6.2f} s longest"
        for other in TEXTBOOK:
            if other in times and other != solver:
                typical = exp(
                    sum(log(max(a, 0.001) / max(b, 0.001)) for a, b in zip(mine, times[other], strict=True))
                    / len(mine)
                )
                line += f"; {sum(mine) / sum(times[other]):.2f} x {other} in all, {typical:.2f} x typically"
        yield line


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, run, print and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--draw", action="append", default=[], metavar="SHAPE:COUNT", help="max or squares")
    parser.add_argument("--json", type=Path, metavar="OUT")
    parser.add_argument("--solver", choices=ALL)
    parser.add_argument("--compare", action="store_true")
    parser.add_argument("--limit", type=float, default=60, metavar="S", help="seconds for each instance")
    options = parser.parse_args(arguments)
    problems = [read(file) for file in options.files]
    for wish in options.draw:
        shape, _, count = wish.partition(":")
        if shape not in get_args(Objective) or not count.isdigit():
            parser.error(f"--draw {wish}: write max:28 or squares:100")
        problems += draw(shape, int(count))
    if not problems:
        parser.error("name instance files, or --draw some")
    solvers = ALL if options.compare or not options.solver else (options.solver,)
    tiny = Bacp("tiny", "max", 2, (1, 1), ((0, 1),))
    for solver in solvers:
        run(tiny, solver, 10)  # imports are not part of what is measured
    entries = list(results(problems, solvers, options.limit))
    print(*summary(entries, solvers), sep="\n")
    if options.json:
        options.json.write_text(json.dumps(entries, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
