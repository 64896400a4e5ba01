"""How much of what experts see is found, on majors written for this test alone, and how fast."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import detection
import detection_fit
import pytest

FOLDER = Path(__file__).parent / "majors"
FILES = sorted(FOLDER.glob("*.yaml"))
MAJORS = [m for file in FILES for m in detection.read(file)]
UNSEEN = [m for file in sorted((FOLDER.parent / "unseen").glob("*.yaml")) for m in detection.read(file)]
"""Majors to which no weight is fitted; of the limits one, ``usual``, was chosen with them in sight."""

LEAST = {
    "friendly": {
        "overlap": 0.93,
        "duplicate_any": 0.91,
        "partial_overlap": 0.85,
        "progression": 0.94,
        "inverted": 1.0,
        "flat": 0.9,
        "gap": 0.92,
        "orphan": 1.0,
    },
    "prose": {
        "overlap": 0.93,
        "duplicate_any": 0.95,
        "partial_overlap": 0.9,
        "progression": 0.88,
        "inverted": 0.95,
        "flat": 0.82,
        "gap": 0.82,
        "orphan": 1.0,
    },
    "terse": {
        "overlap": 0.9,
        "duplicate_any": 0.9,
        "partial_overlap": 0.82,
        "progression": 0.84,
        "inverted": 0.95,
        "flat": 0.7,
        "gap": 0.78,
        "orphan": 1.0,
    },
}
"""What the shipped settings reach on these majors; ``docs/detection.md`` tells what they reach on unseen ones."""


@cache
def said_of(id_: str) -> list[detection.Item]:
    (major,) = (m for m in MAJORS + UNSEEN if m["id"] == id_)
    return detection.Said.of(detection.pathway(major)).items


@pytest.mark.parametrize("style", detection.STYLES)
def test_what_experts_see_is_found(style: str) -> None:
    majors = [m for m in MAJORS if m["style"] == style]
    said = {m["id"]: said_of(m["id"]) for m in majors}
    score = detection.table(majors, said)
    assert {k: v for k, v in LEAST[style].items() if score["rows"][k][0] < v} == {}, score["rows"]
    assert 50 * score["alike"][0] <= score["alike"][1]


LEAST_UNSEEN = {
    "overlap": 0.93,
    "duplicate_any": 0.93,
    "partial_overlap": 0.88,
    "progression": 0.9,
    "inverted": 0.95,
    "flat": 0.88,
    "gap": 0.93,
    "orphan": 0.95,
}


def test_it_is_found_in_majors_that_no_weight_is_fitted_to() -> None:
    assert sorted(m["style"] for m in UNSEEN) == ["friendly"] * 2 + ["prose"] * 2 + ["terse"] * 4
    score = detection.table(UNSEEN, {m["id"]: said_of(m["id"]) for m in UNSEEN})
    assert {k: v for k, v in LEAST_UNSEEN.items() if score["rows"][k][0] < v} == {}, score["rows"]


def test_hardly_any_look_alikes_are_reported() -> None:
    every = MAJORS + UNSEEN
    reported, of = detection.table(every, {m["id"]: said_of(m["id"]) for m in every})["alike"]
    assert of > 600 and 100 * reported <= of


@pytest.mark.parametrize("m", MAJORS + UNSEEN, ids=lambda m: m["id"])
def test_labels_follow_from_the_matches(m: dict[str, Any]) -> None:
    outcomes = {c["id"]: c["outcomes"] for c in m["courses"]}
    for pair in m["labels"]["course_pairs"]:
        matches, (a, b) = pair.get("matches", []), pair["courses"]
        if len(matches) < 2 or pair["relation"] in ("ambiguous", "distinct"):
            continue
        gain = sum(outcomes[b][j]["level"] - outcomes[a][i]["level"] for i, j in matches) / len(matches)
        alike = len(matches) >= 0.8 * len(outcomes[b]) and len(matches) >= 0.6 * len(outcomes[a])
        kind = "duplicate" if alike else "partial_overlap"
        kind = "progression" if gain >= 0.5 else "inversion" if gain <= -0.5 else kind
        assert pair["relation"].removeprefix("renamed_") == kind, pair


def test_weights_can_be_fitted_without_the_major_that_they_judge() -> None:
    some = [m for m in MAJORS if m["id"] in ("kf", "zj")]
    pathways = {m["id"]: detection.pathway(m) for m in some}
    said = detection_fit.left_out(some, pathways)
    score = detection.table(some, {id_: one.items for id_, one in said.items()})
    assert score["rows"]["overlap"][0] > 0.6


@pytest.mark.parametrize("flag", ["--score", "--wrong"])
def test_the_script_runs(tmp_path: Path, flag: str) -> None:
    out = tmp_path / "predicted.json"
    done = subprocess.run(
        [sys.executable, detection.__file__, str(FOLDER / "dt.yaml"), "-o", str(out), "--score", flag],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.returncode == 0, done.stderr
    assert "F1" in done.stdout and '"kind": "duplicate"' in out.read_text("utf-8")
