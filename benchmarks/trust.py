"""Many random pairs: every plan is accepted by the checker, and is the same whoever makes it, byte for byte.

Each job runs in a process of its own with its own hash seed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import Any

SIZES = (0.2, 0.3, 0.5, 1.0)
"""Sizes of pairs in turn, as parts of a whole one."""

JOBS = (("highs", "0"), ("highs", "4242"), ("cpsat", "7"))
"""Back end and hash seed of each process; the first one checks the plans as well."""


def compared(first: int, count: int) -> Iterator[str]:
    """Yield what is wrong with the pairs of these seeds, a line each; nothing where all is well."""
    jobs = [job for job in JOBS if job[0] != "cpsat" or find_spec("ortools")]
    found = [_job(first, count, solver, seed, checks=n == 0) for n, (solver, seed) in enumerate(jobs)]
    for answers in zip(*found, strict=True):
        lead = answers[0]
        yield from (f"seed {lead['seed']}: {text}" for text in lead["findings"])
        if lead["status"] != "optimal":
            yield f"seed {lead['seed']}: {lead['status']}"
        for job, answer in zip(jobs, answers, strict=True):
            for name in ("objective", "plan"):
                if answer[name] != lead[name]:
                    yield f"seed {lead['seed']}: {job[0]}, hash seed {job[1]}: another {name}"


def _job(first: int, count: int, solver: str, seed: str, *, checks: bool) -> list[dict[str, Any]]:
    """Run one process over the seeds."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__)), str(first), str(count), solver, "check" if checks else "plan"],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def _worker(first: int, count: int, solver: str, what: str) -> None:
    from drawn_pairs import draw

    from articulate.checking import check
    from articulate.findings import Severity
    from articulate.planning import plan

    for seed in range(first, first + count):
        pair = draw(seed, SIZES[seed % len(SIZES)])
        result = plan(pair.pathway, pair.policy, solver=solver)  # type: ignore[arg-type]
        findings: list[str] = []
        if what == "check" and result.plan is not None:
            report = check(pair.pathway, pair.policy, plan=result.plan, select=["PLN", "POL"])
            findings = [f.text("en") for f in report.findings if f.severity is Severity.ERROR]
        made = result.plan.model_dump_json() if result.plan else ""
        told = {
            "seed": seed,
            "status": result.status,
            "objective": [p.value for p in result.objective],
            "plan": blake2b(made.encode(), digest_size=16).hexdigest(),
            "findings": findings,
        }
        print(json.dumps(told, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    _worker(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4])
