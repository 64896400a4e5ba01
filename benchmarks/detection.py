"""Detection against labelled majors: what is found, and how much of what experts found.

    python benchmarks/detection.py FILE -o predicted.json [--score]

FILE holds majors as described at the head of the labelled data: courses with outcomes, and labels.
The labels are read by ``--score`` only. Kinds: duplicate, renamed_duplicate, partial_overlap,
progression, inverted, flat, gap, orphan.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from articulate.matching import Relations, Supplies, relate, supplies
from articulate.model.pathway import Partner, Pathway
from articulate.model.settings import Calendar, TermCalendar
from articulate.model.programme import (
    Course,
    CourseKind,
    LearningOutcome,
    Major,
    Programme,
    Requirement,
    Stage,
)

STAGES = {"中职": Stage.SECONDARY, "高职": Stage.HIGHER}
KINDS = {
    "公共基础": CourseKind.GENERAL,
    "专业基础": CourseKind.FOUNDATION,
    "专业核心": CourseKind.CORE,
    "专业实训": CourseKind.PRACTICUM,
    "专业拓展": CourseKind.EXTENSION,
}
ALL_KINDS = (
    "duplicate",
    "renamed_duplicate",
    "partial_overlap",
    "progression",
    "inverted",
    "flat",
    "gap",
    "orphan",
)
OVERLAP = {"duplicate", "renamed_duplicate", "partial_overlap"}

Item = tuple[str, tuple[str, ...]]
"""A kind, and the one or two courses it is said of."""


def course(raw: Mapping[str, Any]) -> Course:
    """Read one course; an outcome without a topic is its sentence."""
    return Course(
        id=raw["id"],
        name=raw["name"],
        kind=KINDS[raw["category"]],
        hours=raw["hours"],
        terms=(raw["semester"], raw["semester"]),
        stage=STAGES[raw["stage"]],
        competencies=tuple(raw.get("competencies", ())),
        outcomes=tuple(
            LearningOutcome(topic=o.get("topic") or o["text"], level=o["level"], text=o.get("text", ""))
            for o in raw["outcomes"]
        ),
        requires=tuple(Requirement(**r) for r in raw.get("requires", ())),
    )


def pathway(major: Mapping[str, Any]) -> Pathway:
    """Read one major pair as a pathway without decisions."""
    courses = tuple(course(c) for c in major["courses"])

    def partner(stage: Stage, name: str) -> Partner:
        programme = Programme(
            programme=f"{major['id']}-{stage.value}",
            stage=stage,
            major=Major(name=name, code="000000"),
            courses=tuple(c for c in courses if c.stage is stage),
        )
        return Partner(school="学校", programme=programme)

    return Pathway(
        pathway=major["id"],
        secondary=partner(Stage.SECONDARY, major["secondary_major"]),
        higher=partner(Stage.HIGHER, major["higher_major"]),
        calendar=Calendar(terms=tuple(TermCalendar(term=t, teaching=18) for t in range(1, 11))),
    )


def found(one: Pathway) -> list[Item]:
    """Return everything that is said about a pathway."""
    relations, needs = relate(one), supplies(one)
    said: list[Item] = [(r.kind, (r.earlier.id, r.later.id)) for r in relations.all]
    for c in one.courses:
        if is_flat(relations, c):
            said.append(("flat", (c.id,)))
        if has_gap(needs, c):
            said.append(("gap", (c.id,)))
        if is_orphan(relations, needs, c):
            said.append(("orphan", (c.id,)))
    return sorted(said)


def is_flat(relations: Relations, c: Course) -> bool:
    """Tell whether two thirds of a higher course were taught before at no lower level."""
    stronger = ("duplicate", "renamed_duplicate", "inverted")
    if c.stage is not Stage.HIGHER or any(
        r.kind in stronger and r.later.id == c.id for r in relations.across_stages()
    ):
        return False
    taught = relations.taught_before(c.id)
    return 3 * sum(m is not None and m.gain <= 0 for _, m in taught) >= 2 * len(taught) > 0


def has_gap(needs: Supplies, c: Course) -> bool:
    """Tell whether no course of an earlier semester meets some requirement."""
    return any(not any(m.course.window[1] < c.window[0] for m in s.met_by) for s in needs.of(c.id))


def is_orphan(relations: Relations, needs: Supplies, c: Course) -> bool:
    """Tell whether a course serves no competency and nothing builds on it."""
    if c.kind is CourseKind.GENERAL or c.competencies:
        return False
    return not needs.needed_from(c.id) and not any(m.earlier.id == c.id for m in relations.matches)


# ---- score -----------------------------------------------------------------------------------------


def labelled(major: Mapping[str, Any]) -> tuple[set[Item], set[tuple[str, ...]], set[tuple[str, ...]]]:
    """Return what experts say, pairs that do not count, and pairs that only look alike."""
    said: set[Item] = set()
    open_pairs, alike = set(), set()
    for pair in major["labels"]["course_pairs"]:
        courses = tuple(pair["courses"])
        if pair["relation"] == "ambiguous":
            open_pairs.add(courses)
        elif pair["relation"] == "distinct":
            alike.add(courses)
        else:
            said.add(("inverted" if pair["relation"] == "inversion" else pair["relation"], courses))
    for one in major["labels"]["courses"]:
        if one["label"] in ("flat", "gap", "orphan"):
            said.add((one["label"], (one["course"],)))
    return said, open_pairs, alike


def f1(gold: set[Any], said: set[Any]) -> tuple[float, int, int, int]:
    """Return F1, true positives, false positives, false negatives."""
    tp = len(gold & said)
    total = len(gold) + len(said)
    return (2 * tp / total if total else 1.0), tp, len(said - gold), len(gold - said)


def table(majors: Iterable[Mapping[str, Any]], predicted: Mapping[str, list[Item]]) -> dict[str, Any]:
    """Return the score of every kind over these majors."""
    gold: set[Item] = set()
    said: set[Item] = set()
    alike_reported = alike_total = 0
    for major in majors:
        g, open_pairs, alike = labelled(major)
        mine = {(k, c) for k, c in predicted[major["id"]] if c not in open_pairs}
        gold |= g
        said |= mine
        alike_total += len(alike)
        alike_reported += len({c for _, c in mine} & alike)

    def of(kinds: set[str], data: set[Item]) -> set[tuple[str, ...]]:
        return {c for k, c in data if k in kinds}

    rows = {
        "overlap": f1(of(OVERLAP, gold), of(OVERLAP, said)),
        "duplicate_any": f1(of(OVERLAP - {"partial_overlap"}, gold), of(OVERLAP - {"partial_overlap"}, said)),
    }
    for kind in ALL_KINDS:
        rows[kind] = f1(of({kind}, gold), of({kind}, said))
    return {"rows": rows, "alike": (alike_reported, alike_total), "wrong": sorted(gold ^ said), "gold": gold}


def main() -> int:
    parser = argparse.ArgumentParser(description="Detection against labelled majors.")
    parser.add_argument("file", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--score", action="store_true")
    parser.add_argument("--wrong", action="store_true", help="list every difference from the labels")
    args = parser.parse_args()
    majors = yaml.safe_load(args.file.read_text("utf-8"))["majors"]
    pathways = {m["id"]: pathway(m) for m in majors}
    start = time.perf_counter()
    predicted = {id_: found(p) for id_, p in pathways.items()}
    seconds = time.perf_counter() - start
    if args.output:
        out = {i: [{"kind": k, "courses": list(c)} for k, c in items] for i, items in predicted.items()}
        args.output.write_text(json.dumps(out, ensure_ascii=False, indent=1) + "\n", "utf-8")
    if args.score:
        score = table(majors, predicted)
        for name, (value, tp, fp, fn) in score["rows"].items():
            print(f"{name:18} F1 {value:.2f}   {tp} right, {fp} too many, {fn} missed")
        print(f"look-alikes        {score['alike'][0]} of {score['alike'][1]} reported; {seconds:.2f} s")
        if args.wrong:
            names = {c["id"]: c["name"] for m in majors for c in m["courses"]}
            for kind, courses in score["wrong"]:
                mark = "missed  " if (kind, courses) in score["gold"] else "too many"
                print(f"  {mark} {kind:18}", " / ".join(f"{c} {names[c]}" for c in courses))
    return 0


if __name__ == "__main__":
    sys.exit(main())
