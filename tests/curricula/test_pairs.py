"""The real pairs: what is wrong with the bare programmes is found, the decided pathway is sound."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import articulate as art
from articulate.building import Built, build
from articulate.findings import Severity

ROOT = Path(__file__).parents[2]
PATHWAYS = sorted(p.parent for p in (ROOT / "curricula" / "pathways").glob("*/pathway.yaml"))
MAIN = {p.name[:3]: p for p in PATHWAYS}


@cache
def built(name: str) -> Built:
    pathway = art.read(MAIN[name])
    return build(pathway, art.policy_for(pathway))


KNOWN = {
    "16b": {
        ("机械制图", "机械制图"),
        ("电工电子技术与技能", "电工电子技术"),
        ("工业机器人技术基础", "工业机器人技术基础"),
        ("液压与气动技术", "液压与气动技术"),
    },
    "02a": {
        ("机械制图", "机械制图与CAD"),
        ("电工电子技术与技能", "电工电子技术"),
        ("气动与液压传动", "液压与气压传动"),
    },
    "18a": {
        ("解剖学基础", "人体解剖学"),
        ("生理学基础", "生理学"),
        ("药理学基础", "药理学"),
        ("病理学基础", "病理学"),
        ("病原生物与免疫学基础", "病原生物与免疫学"),
    },
}
"""Duplications that the reference on the majors names for each pair (own analysis of the pilot pairs)."""


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_the_known_duplications_are_found_with_hours_and_evidence(name: str) -> None:
    report = built(name).bare_report
    found = {}
    for finding in report.findings:
        if finding.code in ("DUP001", "DUP002"):
            earlier, later = (built(name).pathway.bare().by_id[i].name for i in finding.about)
            found[earlier, later] = finding
    assert KNOWN[name] <= found.keys()
    for pair in KNOWN[name]:
        assert found[pair].hours and found[pair].hours > 0
        assert len(found[pair].evidence) >= 4
        assert pair[1] in found[pair].message


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_the_bare_pair_has_gaps_and_the_decided_one_none(name: str) -> None:
    assert "REQ002" in built(name).bare_report.counts()
    assert not built(name).report.errors
    assert not [f for f in built(name).report.open if f.severity is Severity.WARNING]


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_decisions_of_five_kinds_carry_reasons(name: str) -> None:
    decisions = built(name).pathway.decisions
    assert len({d.kind for d in decisions}) >= 5
    assert all(len(d.reason) >= 8 for d in decisions)


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_the_plan_is_proven_and_the_referee_agrees(name: str) -> None:
    result = built(name).result
    assert result.status == "optimal"
    assert all(part.value == part.bound for part in result.objective)
    refereed = art.check(
        built(name).pathway, art.policy_for(built(name).pathway), plan=result.plan, select=("PLN", "POL")
    )
    assert [f.message for f in refereed.errors] == []


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_the_criteria_are_complete(name: str) -> None:
    made = built(name).criteria
    assert made.blueprint.total == 100
    assert sum(p.weight for p in made.process) == 100
    assert sum(c.weight for c in made.culture) == 100
    assert sum(t.total for t in made.tasks) == 100
    assert len(made.tasks) >= 3 and len(made.bridge) >= 20 and len(made.process) >= 6
    assert made.fallback and made.retest and made.duties


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_a_task_has_the_time_that_its_indicator_names(name: str) -> None:
    for task in built(name).criteria.tasks:
        named = [int(n) for n in re.findall(r"(\d+)\s*分钟内", task.indicator)]
        assert task.minutes >= max(named, default=0), (task.name, task.minutes, task.indicator)


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_programmes_are_whole(name: str) -> None:
    pathway = built(name).pathway.bare()
    for stage in art.Stage:
        courses = [c for c in pathway.courses if c.stage is stage]
        assert 28 <= len(courses) <= 50
        core = [c for c in courses if c.kind is art.CourseKind.CORE]
        assert 6 <= len(core) <= 8
        for course in courses:
            professional = course.kind in (art.CourseKind.CORE, art.CourseKind.FOUNDATION)
            if professional:
                assert 5 <= len(course.outcomes) <= 8, course.name
                assert course.competencies, course.name
    assert len(pathway.all_posts) >= 4
    assert len(pathway.all_competencies) >= 8
    assert all(c.indicator for c in pathway.all_competencies)


DIGEST = """
import hashlib, sys
import articulate as art
from articulate.building import build
pathway = art.read(sys.argv[1])
for lang in ("zh", "en"):
    made = build(pathway, art.policy_for(pathway), lang=lang)
    for name, data in sorted(made.files.items()):
        print(lang, name, hashlib.sha256(data).hexdigest())
"""


def test_the_same_input_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    runs = []
    for seed in ("1", "4711"):
        env = {**os.environ, "PYTHONHASHSEED": seed}
        out = subprocess.run(
            [sys.executable, "-c", DIGEST, str(MAIN["16b"])],
            capture_output=True,
            text=True,
            check=True,
            env=env,
            encoding="utf-8",
        )
        runs.append(out.stdout)
    assert runs[0] == runs[1]
    mine = {n: hashlib.sha256(d).hexdigest() for n, d in built("16b").files.items()}
    assert all(f"zh {name} {digest}" in runs[0] for name, digest in mine.items())
    assert len(runs[0].splitlines()) == 2 * len(mine)


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_the_files_say_the_same(name: str) -> None:
    files = built(name).files
    assert {"index.html", "1-方案/教学进程安排表.xlsx", "3-转段/转段考核标准.docx"} <= files.keys()
    findings = json.loads(files["7-数据/findings.json"])
    assert findings["counts"]["error"] == 0
    assert findings["bare"]["counts"]["error"] > 0
    page = files["4-检查/总览.html"].decode("utf-8")
    svg = files["6-图/课程图.svg"].decode("utf-8")
    for course in built(name).pathway.courses:
        if course.required:
            assert course.name in page
    assert "<script src" not in page and "http://" not in page.replace("http://www.w3.org", "")
    assert svg.startswith("<svg") or svg.startswith("<?xml")
