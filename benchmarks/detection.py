"""Detection against labelled majors: what is found, and how much of what experts found.

    python benchmarks/detection.py FILES -o predicted.json [--score]
    python benchmarks/detection.py --loo [--limits] FILES
    python benchmarks/detection.py --fit [--limits] FILES
    python benchmarks/detection.py --times FILES

A file holds majors as described at the head of the labelled data: courses with outcomes, and labels.
The labels are read by ``--score`` only. Kinds: duplicate, renamed_duplicate, partial_overlap,
progression, inverted, flat, gap, orphan.

``--loo`` judges each major by weights fitted to the other majors alone (leave one out), and scores each
style of wording; with ``--limits`` the limits are chosen on the other majors too, which takes minutes.
``--fit`` prints the weights, and with ``--limits`` the limits, that all the majors give together.
``--times`` draws programmes of 30, 60 and 120 courses a stage from the files and says how long they take.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

from articulate.matching import Relations, Settings, Supplies, relate, supplies
from articulate.model.pathway import Partner, Pathway
from articulate.model.programme import (
    Course,
    CourseKind,
    LearningOutcome,
    Major,
    Programme,
    Requirement,
    Stage,
)
from articulate.model.settings import Calendar, TermCalendar

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
STYLES = ("friendly", "prose", "terse")
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


@dataclass(frozen=True)
class Said:
    """Everything that is said about a pathway, and by what."""

    relations: Relations
    needs: Supplies
    settings: Settings

    @classmethod
    def of(cls, one: Pathway, settings: Settings | None = None) -> Said:
        """Ask the library."""
        used = settings or Settings.of(one)
        return cls(relate(one, used), supplies(one, used), used)

    @property
    def items(self) -> list[Item]:
        """All of it, sorted."""
        said: list[Item] = [(r.kind, (r.earlier.id, r.later.id)) for r in self.relations.all]
        for c in self.relations.pathway.courses:
            if is_flat(self.relations, c):
                said.append(("flat", (c.id,)))
            if has_gap(self.needs, c):
                said.append(("gap", (c.id,)))
            if is_orphan(self.relations, self.needs, c):
                said.append(("orphan", (c.id,)))
        return sorted(said)

    @property
    def written(self) -> list[dict[str, Any]]:
        """As it is written to a file: pairs with the share of the later course, others with their course."""
        return [self._written(kind, courses) for kind, courses in self.items]

    def _written(self, kind: str, courses: tuple[str, ...]) -> dict[str, Any]:
        relation = self.relations.between(*courses) if len(courses) == 2 else None
        if relation is None:
            return {"kind": kind, "course": courses[0]}
        return {"kind": kind, "courses": list(courses), "share": round(float(relation.share), 2)}


def is_flat(relations: Relations, c: Course) -> bool:
    """Tell whether two thirds of a higher course were taught before at no lower level."""
    stronger = ("duplicate", "renamed_duplicate", "inverted")
    if c.stage is not Stage.HIGHER or any(
        r.kind in stronger and r.later.id == c.id for r in relations.across_stages()
    ):
        return False
    return relations.flat(c.id)


def has_gap(needs: Supplies, c: Course) -> bool:
    """Tell whether some requirement is met by no course of an earlier semester, and none may meet it."""
    return any(
        not s.unsaid and not any(m.course.window[1] < c.window[0] for m in s.met_by + s.possible)
        for s in needs.of(c.id)
    )


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
    import detection_fit

    parser = argparse.ArgumentParser(description="Detection against labelled majors.")
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--score", action="store_true")
    parser.add_argument("--loo", action="store_true", help="leave one major out; implies --score")
    parser.add_argument("--limits", action="store_true", help="choose the limits as well")
    parser.add_argument("--fit", action="store_true", help="print what all majors together give")
    parser.add_argument("--times", action="store_true", help="time larger programmes drawn from the files")
    parser.add_argument("--wrong", action="store_true", help="list every difference from the labels")
    args = parser.parse_args()
    majors = [m for file in args.files for m in read(file)]
    if args.times:
        for courses in (30, 60, 120):
            print(f"{courses} x {courses} courses: {taken(drawn(majors, courses)):.2f} s")
        return 0
    pathways = {m["id"]: pathway(m) for m in majors}
    start = time.perf_counter()
    if args.fit:
        print(detection_fit.described(detection_fit.all_together(majors, pathways, limits=args.limits)))
        return 0
    if args.loo:
        said = detection_fit.left_out(majors, pathways, limits=args.limits)
    else:
        said = {id_: Said.of(p) for id_, p in pathways.items()}
    predicted = {id_: one.items for id_, one in said.items()}
    seconds = time.perf_counter() - start
    if args.output:
        out = {id_: one.written for id_, one in said.items()}
        args.output.write_text(json.dumps(out, ensure_ascii=False, indent=1) + "\n", "utf-8")
    if args.score or args.loo:
        styles = sorted({m["style"] for m in majors})
        for style in styles if len(styles) > 1 else ():
            show(style, [m for m in majors if m["style"] == style], predicted)
        show(f"all, {seconds:.2f} s", majors, predicted, wrong=args.wrong)
    return 0


def drawn(majors: Sequence[Mapping[str, Any]], courses: int) -> Pathway:
    """Return a pathway of so many courses a stage, drawn from these majors (the same each time)."""
    random = Random(1)
    pool = [c for m in majors for c in m["courses"]]
    found = []
    for n in range(2 * courses):
        stage, terms = ("中职", range(1, 7)) if n < courses else ("高职", range(7, 11))
        found.append(
            {**random.choice(pool), "id": f"x-{n}", "stage": stage, "semester": random.choice(terms)}
        )
    return pathway({"id": "x", "secondary_major": "甲", "higher_major": "乙", "courses": found})


def taken(one: Pathway) -> float:
    """Return the processor time to compare all courses of a pathway, word lists read before."""
    tiny = drawn([{"courses": [RAW]}], 1)
    relate(tiny), supplies(tiny)
    # What was read to draw from is none of its business.
    gc.collect(), gc.freeze()
    start = time.process_time()
    relate(one), supplies(one)
    return time.process_time() - start


RAW = {
    "name": "甲",
    "category": "专业核心",
    "hours": 1,
    "outcomes": [{"topic": "甲", "level": 1}],
    "requires": [{"topic": "乙", "level": 1}],
}
"""As little of a course as there can be."""


def read(file: Path) -> list[dict[str, Any]]:
    """Return the majors of a file; the style of wording is theirs, or the last word of the file's name."""
    majors: list[dict[str, Any]] = yaml.safe_load(file.read_text("utf-8"))["majors"]
    style = file.stem.rsplit("_", 1)[-1]
    for m in majors:
        m.setdefault("style", style if style in STYLES else "friendly")
    return majors


def show(
    title: str,
    majors: Sequence[Mapping[str, Any]],
    predicted: Mapping[str, list[Item]],
    *,
    wrong: bool = False,
) -> None:
    """Print the score of these majors."""
    score = table(majors, predicted)
    print(f"{title}: {', '.join(m['id'] for m in majors)}")
    for name, (value, tp, fp, fn) in score["rows"].items():
        print(f"{name:18} F1 {value:.2f}   {tp} right, {fp} too many, {fn} missed")
    print(f"{'macro':18} F1 {sum(v for v, *_ in score['rows'].values()) / len(score['rows']):.2f}")
    print(f"look-alikes        {score['alike'][0]} of {score['alike'][1]} reported")
    names = {c["id"]: c["name"] for m in majors for c in m["courses"]}
    for kind, courses in score["wrong"] if wrong else ():
        mark = "missed  " if (kind, courses) in score["gold"] else "too many"
        print(f"  {mark} {kind:18}", " / ".join(f"{c} {names[c]}" for c in courses))


if __name__ == "__main__":
    sys.exit(main())
