"""Measure several pathways of one school planned together: 2, 4 and 8 that share their public courses.

``python benchmarks/schools.py [COUNT …] [--seeds N] [--way joint|sequence|auto] [--limit S] [--json OUT]``

Schools are drawn with hidden plans that agree (``tests/siblings.py``), so that each has a solution. Seconds
are those of the processor, which other work on the machine does not change much; the gap is the value of
the balance stage less its proven bound, as a part of the value.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from fractions import Fraction
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from articulate.checking import check
from articulate.emitters.files import write
from articulate.planning.joint import JointResult, plan_school
from articulate.policy import Policy
from siblings import draw_school


def measure(count: int, seed: int, way: str, limit: float) -> dict[str, object]:
    """Return one line of the result."""
    school, _ = draw_school(Random(seed), count)
    began = time.process_time()
    result = plan_school(school, lambda pathway: Policy(()), way=way, seconds=limit)
    seconds = time.process_time() - began
    return {
        "pathways": count,
        "seed": seed,
        "way": way,
        "courses": sum(len(s.pathway.by_id) for s in school.pathways),
        "shared": len(result.courses),
        "status": result.status,
        "proven": sum(p.value == p.bound for p in result.objective),
        "stages": len(result.objective),
        "objective": {p.name: [p.value, p.bound] for p in result.objective},
        "gap": float(_gap(result)),
        "seconds": round(seconds, 2),
        "wall": round(result.seconds, 1),
        "steps": [s.kind for s in result.steps],
        "accepted": _accepted(result),
    }


def _gap(result: JointResult) -> Fraction:
    balance = next((p for p in result.objective if p.name == "balance"), None)
    return (
        Fraction(0)
        if balance is None or not balance.value
        else Fraction(balance.value - balance.bound, balance.value)
    )


def _accepted(result: JointResult) -> bool:
    """Whether the independent checker finds nothing in any of the plans."""
    return bool(result.members) and not any(
        check(m.pathway, Policy(()), plan=m.plan, select=["PLN"]).findings for m in result.members
    )


def main() -> None:
    """Measure and print a line for each school."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("counts", nargs="*", type=int, default=[2, 4, 8])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--way", choices=["joint", "sequence", "auto"], default="auto")
    parser.add_argument("--limit", type=float, default=120)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    lines = []
    for count in options.counts:
        for seed in range(options.seeds):
            line = measure(count, seed, options.way, options.limit)
            lines.append(line)
            balance = line["objective"].get("balance") if isinstance(line["objective"], dict) else None
            print(
                f"{count} pathways, {line['courses']} courses, {line['shared']} shared: {line['status']}, "
                f"{line['proven']}/{line['stages']} stages proven, balance {balance}, "
                f"{line['seconds']} s ({line['wall']} s on the clock), accepted {line['accepted']}, "
                f"{' '.join(map(str, line['steps']))}",
                flush=True,
            )
    if options.json:
        write(options.json, json.dumps(lines, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
