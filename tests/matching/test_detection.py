"""How much of what experts see is found, on majors written for this test alone, and how fast."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import detection
import pytest
import yaml

from articulate.matching import relate, supplies

FILE = Path(__file__).parent / "majors.yaml"
MAJORS = yaml.safe_load(FILE.read_text("utf-8"))["majors"]

LEAST = {
    "overlap": 0.93,
    "duplicate_any": 0.90,
    "partial_overlap": 0.80,
    "progression": 0.92,
    "inverted": 0.95,
    "flat": 0.90,
    "gap": 0.95,
    "orphan": 0.95,
}


def test_what_experts_see_is_found() -> None:
    score = detection.table(MAJORS, {m["id"]: detection.found(detection.pathway(m)) for m in MAJORS})
    assert {k: v for k, v in LEAST.items() if score["rows"][k][0] < v} == {}, score["wrong"]
    assert score["alike"][0] == 0


def test_sixty_courses_a_stage_take_less_than_seconds() -> None:
    random = Random(1)
    pool = [c for m in MAJORS for c in m["courses"]]
    courses = []
    for n in range(120):
        base = random.choice(pool)
        stage, terms = ("中职", range(1, 7)) if n < 60 else ("高职", range(7, 11))
        courses.append({**base, "id": f"x-{n}", "stage": stage, "semester": random.choice(terms)})
    big = detection.pathway({"id": "x", "secondary_major": "甲", "higher_major": "乙", "courses": courses})
    start = time.perf_counter()
    relate(big)
    supplies(big)
    assert time.perf_counter() - start < 3


@pytest.mark.parametrize("flag", ["--score", "--wrong"])
def test_the_script_runs(tmp_path: Path, flag: str) -> None:
    out = tmp_path / "predicted.json"
    done = subprocess.run(
        [sys.executable, detection.__file__, str(FILE), "-o", str(out), "--score", flag],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.returncode == 0, done.stderr
    assert "F1" in done.stdout and '"kind": "duplicate"' in out.read_text("utf-8")
