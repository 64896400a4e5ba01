"""Planning: time, quality and trust on our own pathways and on random ones.

    python benchmarks/planning.py pathways [FOLDER]       curricula/pathways by default
    python benchmarks/planning.py random [COUNT]          pathways of about 70 courses with a hidden plan
    python benchmarks/planning.py generate SEED -o FILE   one random pair as JSON, with its hidden plan
    python benchmarks/planning.py pairs [COUNT]           first and best plans, beside textbook models
    python benchmarks/planning.py scale [COURSES …]       sibling pairs of a school together: 50 100 200 400
    python benchmarks/planning.py faults [COUNT]          planted faults: is the planted requirement named?
    python benchmarks/planning.py trust [COUNT]           the checker, both back ends, three hash seeds

The public neighbouring problem is in ``bacp.py``.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from random import Random
from time import perf_counter

from articulate.model.pathway import Pathway
from articulate.planning import PlanProblem, plan
from articulate.planning.rows import build
from articulate.planning.solvers import SOLVERS, Solver, back_end
from articulate.policy import Policy, policy_for


def report(name: str, pathway: Pathway, policy: Policy) -> None:
    """Plan one pathway and print size, status, time and the stages of the objective."""
    problem = PlanProblem.of(pathway, policy)
    model = build(problem)
    result = plan(pathway, policy)
    stages = ", ".join(f"{p.name} {p.value}" for p in result.objective)
    print(
        f"{name:28} {len(problem.courses):4} courses {len(model.placements):5} bits {len(model.rows):5} rows"
        f"  {result.status:10} {result.seconds:5.2f} s  {stages}"
    )


def pathways(folder: Path) -> None:
    """Plan every pathway of a folder."""
    from articulate import readers

    for file in sorted(folder.glob("*/pathway.yaml")):
        pathway = readers.read(file)
        report(file.parent.name, pathway, policy_for(pathway, pathway.calendar.enrolment))


def random(count: int) -> None:
    """Plan random pathways whose windows are four terms wider than they need be."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    from strategies import draw_pathway

    for seed in range(count):
        pathway, _ = draw_pathway(Random(seed), (24, 28), slack=4)
        report(f"random {seed}", pathway, Policy(()))


def generate(seed: int, out: Path) -> None:
    """Write one random pair."""
    from drawn_pairs import draw

    pair = draw(seed)
    made = {
        "pathway": pair.pathway.model_dump(mode="json"),
        "provisions": [
            {"measure": p.measure, "stage": p.stage, "at_least": str(p.at_least)} for p in pair.policy
        ],
        "hidden": pair.hidden.model_dump(mode="json"),
    }
    out.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", "utf-8")


COURSES_OF_A_PAIR = 54
"""About so many courses a pair adds to the platform that siblings share, of 19."""


def scale(sizes: list[int], limit: float, solver: Solver) -> None:
    """Plan sibling pairs together, as many as make about so many courses."""
    from drawn_pairs import draw_school
    from scaling import run

    solve = back_end(solver)
    run(draw_school(0, 1, 0.3), solve, limit)  # imports are not part of what is measured
    for size in sizes:
        number = max(1, round((size - 19) / COURSES_OF_A_PAIR))
        pairs = draw_school(size, number, 0.7 if size < 60 else 1.0)
        done = run(pairs, solve, limit)
        goals = ", ".join(
            f"{name} {value}" + ("" if value == bound else f" (bound {bound})") + f" at {seconds:.1f} s"
            for name, value, bound, seconds in done.goals
        )
        first = "no plan" if done.first is None else f"first plan {done.first:.2f} s"
        print(
            f"{done.courses} courses, {number} pairs, {done.bits} bits, {done.rows} rows,"
            f" built in {done.building:.2f} s, {first}: {goals}",
            flush=True,
        )


def faults(count: int) -> None:
    """Plant each kind of fault into so many pairs and say what is not named, or not within five seconds."""
    from faults import KINDS, plant

    missed = 0
    for kind in KINDS:
        times, remedies = [], 0
        for seed in range(count):
            planted = plant(kind, seed)
            began = perf_counter()
            result = plan(planted.pathway, planted.policy)
            times.append(perf_counter() - began)
            remedies += bool(result.conflict and result.conflict.remedies)
            if not planted.named(result.conflict) or times[-1] > 5:
                missed += 1
                print(f"{kind} {seed}: {times[-1]:.1f} s\n{result.conflict and result.conflict.text()}")
        times.sort()
        print(
            f"{kind:7} {count} pairs, median {times[count // 2]:.2f} s, worst {times[-1]:.2f} s,"
            f" {remedies} with a remedy",
            flush=True,
        )
    print("all named in time" if not missed else f"{missed} missed")


def main(arguments: list[str]) -> None:
    """Run the part that is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parts = parser.add_subparsers(dest="what", required=True)
    parts.add_parser("pathways").add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=Path(__file__).parents[1] / "curricula" / "pathways",
    )
    parts.add_parser("random").add_argument("count", nargs="?", type=int, default=8)
    part = parts.add_parser("generate")
    part.add_argument("seed", type=int)
    part.add_argument("-o", "--out", type=Path, required=True)
    part = parts.add_parser("pairs")
    part.add_argument("count", nargs="?", type=int, default=50)
    part.add_argument("--first", type=int, default=0, help="the first seed")
    part.add_argument("--solvers", nargs="+", default=["highs", "cpsat", "naive", "plain"])
    part.add_argument("--limit", type=float, default=20, help="seconds for each model")
    part.add_argument("--json", type=Path)
    part = parts.add_parser("scale")
    part.add_argument("sizes", nargs="*", type=int, default=[50, 100, 200, 400])
    part.add_argument("--limit", type=float, default=30, help="seconds for each size")
    part.add_argument("--solver", choices=SOLVERS, default="highs")
    parts.add_parser("faults").add_argument("count", nargs="?", type=int, default=5)
    part = parts.add_parser("trust")
    part.add_argument("count", nargs="?", type=int, default=500)
    part.add_argument("--first", type=int, default=0, help="the first seed")
    options = parser.parse_args(arguments)
    if options.what == "pathways":
        pathways(options.folder)
    elif options.what == "random":
        random(options.count)
    elif options.what == "generate":
        generate(options.seed, options.out)
    elif options.what == "pairs":
        from timing import report as timed

        seeds = range(options.first, options.first + options.count)
        timed(seeds, options.solvers, options.limit, options.json)
    elif options.what == "scale":
        scale(options.sizes, options.limit, options.solver)
    elif options.what == "faults":
        faults(options.count)
    else:
        from trust import compared

        wrong = list(compared(options.first, options.count))
        print(*wrong, f"{options.count} pairs, {len(wrong)} differences or findings", sep="\n")
        sys.exit(bool(wrong))


if __name__ == "__main__":
    main(sys.argv[1:])
