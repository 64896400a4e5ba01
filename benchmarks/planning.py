"""Planning: time and quality on our own pathways, on random ones, and on a public neighbouring problem.

    python benchmarks/planning.py pathways [FOLDER]     curricula/pathways by default
    python benchmarks/planning.py random [COUNT]        pathways of about 70 courses with a hidden plan
    python benchmarks/planning.py bacp FILE...          balanced academic curriculum problem

The public problem (CSPLib 030, files ``bacp*.dat``; OscaR, files ``oscar-inst*.txt``) spreads courses over
periods so that loads are even and prerequisites hold. It has no weeks, windows, electives or provisions; what
it measures is the kind of rows we write and the solver behind them. For the first form the greatest load is
minimised, for the second the sum of squared loads. Instances are not part of this repository.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import perf_counter

from articulate.model.pathway import Pathway
from articulate.planning import Objective, PlanProblem, plan
from articulate.planning.highs import solve
from articulate.planning.rows import STRUCTURE, Goal, Row, Variable, build
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


@dataclass(frozen=True)
class Bacp:
    """Courses with loads, periods, pairs (before, after), and limits of load and courses in each period."""

    name: str
    periods: int
    load: tuple[int, ...]
    pairs: tuple[tuple[int, int], ...]
    squares: bool
    loads: tuple[int, int] = (0, 10**6)
    courses: tuple[int, int] = (0, 10**6)


def read(file: Path) -> Bacp:
    """Read either public form."""
    text = re.sub(r"/\*.*?\*/|//[^\n]*", "", file.read_text("utf-8"), flags=re.S)
    if file.suffix == ".dat":
        given = dict(re.findall(r"\b([pabcd])\s*=\s*(\d+)", text))
        names = re.search(r"courses\s*=\s*\{(.*?)\}", text, re.S)
        credit = re.search(r"credit\s*=\s*\[(.*?)\]", text, re.S)
        prereq = re.search(r"prereq\s*=\s*\{(.*?)\}\s*;", text, re.S)
        assert names and credit and prereq
        ids = [n.strip() for n in names[1].split(",")]
        pairs = re.findall(r"<\s*(\w+)\s*,\s*(\w+)\s*>", prereq[1])
        return Bacp(
            file.stem,
            int(given["p"]),
            tuple(map(int, re.findall(r"\d+", credit[1]))),
            tuple((ids.index(before), ids.index(after)) for after, before in pairs),
            False,
            (int(given["a"]), int(given["b"])),
            (int(given["c"]), int(given["d"])),
        )
    head, loads, flat = (list(map(int, line.split())) for line in text.strip().splitlines()[:3])
    pairs_flat = list(zip(flat[1::2], flat[::2], strict=True))
    return Bacp(file.stem, head[1], tuple(loads), tuple(pairs_flat), True)


def windows(problem: Bacp) -> list[tuple[int, int]]:
    """First and last period of each course, by the longest paths before and after it."""
    first, last = [0] * len(problem.load), [problem.periods - 1] * len(problem.load)
    for _ in problem.load:
        for before, after in problem.pairs:
            first[after] = max(first[after], first[before] + 1)
            last[before] = min(last[before], last[after] - 1)
    return list(zip(first, last, strict=True))


def rows_of(problem: Bacp) -> tuple[list[Variable], list[Row], Goal, dict[tuple[int, int], int]]:
    """The same kinds of rows as for a teaching plan: bits by period, rows "by period t", tangents."""
    variables: list[Variable] = []
    rows: list[Row] = []
    bits: dict[tuple[int, int], int] = {}
    spans = windows(problem)

    def add(terms: list[tuple[int, int]], most: int) -> None:
        rows.append(Row(tuple(sorted(terms)), most, STRUCTURE))

    for course, (first, last) in enumerate(spans):
        for period in range(first, last + 1):
            bits[course, period] = len(variables)
            variables.append(Variable("bit", 0, 1))
        mine = [bits[course, p] for p in range(first, last + 1)]
        add([(i, 1) for i in mine], 1)
        add([(i, -1) for i in mine], -1)
    for before, after in problem.pairs:
        for period in range(spans[after][0], spans[after][1] + 1):
            started = [(bits[after, p], 1) for p in range(spans[after][0], period + 1)]
            ended = [(bits[before, p], -1) for p in range(*spans[before]) if p < period]
            ended += [(bits[before, spans[before][1]], -1)] if spans[before][1] < period else []
            if len(ended) <= spans[before][1] - spans[before][0]:
                add(started + ended, 0)
    costs: list[tuple[int, int]] = []
    total, mean = sum(problem.load), sum(problem.load) // problem.periods
    peak = -1
    if not problem.squares:
        peak = len(variables)
        variables.append(Variable("least", -(-total // problem.periods), problem.loads[1]))
        costs.append((peak, 1))
    for period in range(problem.periods):
        here = [(i, c) for (c, p), i in bits.items() if p == period]
        load = [(i, problem.load[c]) for i, c in here]
        add([(i, 1) for i, _ in here], problem.courses[1])
        add([(i, -1) for i, _ in here], -problem.courses[0])
        add([(i, -w) for i, w in load], -problem.loads[0])
        if peak >= 0:
            add([*load, (peak, -1)], 0)
            continue
        square = len(variables)
        variables.append(Variable("least", 0, total**2))
        costs.append((square, 1))
        for k in range(max(0, mean - 8), mean + 9):
            add([*((i, (2 * k + 1) * w) for i, w in load), (square, -1)], k * (k + 1))
    return variables, rows, Goal(Objective.BALANCE, tuple(costs)), bits


def bacp(files: list[Path], seconds: float = 60) -> None:
    """Solve public instances and print value, proven bound and time; the value is counted from the plan."""
    for file in files:
        problem = read(file)
        began = perf_counter()
        variables, rows, goal, bits = rows_of(problem)
        answer = solve(variables, rows, goal, seconds=seconds)
        loads = [0] * problem.periods
        for (course, period), index in bits.items():
            loads[period] += problem.load[course] * round(answer.values[index])
        value = sum(w * w for w in loads) if problem.squares else max(loads)
        took = perf_counter() - began
        print(f"{problem.name:16} {answer.status:10} {value:6} (bound {answer.bound:6})  {took:6.2f} s")


def main(arguments: list[str]) -> None:
    """Run the part that is asked for."""
    what, *rest = arguments or ["pathways"]
    if what == "bacp":
        bacp([Path(f) for f in rest])
    elif what == "random":
        random(int(rest[0]) if rest else 8)
    else:
        pathways(Path(rest[0]) if rest else Path(__file__).parents[1] / "curricula" / "pathways")


if __name__ == "__main__":
    main(sys.argv[1:])
