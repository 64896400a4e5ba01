"""Makes an invented cohort for a pathway: score sheets as a school would keep them, ids only.

    python examples/make_cohort.py            writes examples/cohort/*.csv anew

Nobody in it exists. Ability is drawn for each student; scores follow it, but for what is planted: topics that
the cohort has not learnt, and one question whose key is wrong, so that good students miss it. The same seed
gives the same files.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import exp
from pathlib import Path
from random import Random

import articulate as art
from articulate.cohort.layout import ITEM_TABLE, Layout
from articulate.cohort.proposal import proposed_items
from articulate.i18n import label
from articulate.model.criteria import TaskVariant

ROOT = Path(__file__).parents[1]
PATHWAY = ROOT / "curricula" / "pathways" / "02a-mechatronics"
FOLDER = ROOT / "examples" / "cohort"
STUDENTS, SEED = 40, 2026
WEAK = 2
"""Topics that the cohort has not learnt."""


@dataclass(frozen=True)
class Made:
    """An invented cohort: tables as rows of text, and what was planted in it."""

    tables: dict[str, list[list[str]]]
    weak: tuple[str, ...]
    reversed_item: int


def make(
    pathway: art.Pathway,
    criteria: art.TransferCriteria,
    *,
    students: int,
    seed: int,
    weak: Sequence[str] = (),
) -> Made:
    """Return a cohort for the criteria of a pathway. ``weak`` are topics; by default two that much rests on."""
    random = Random(seed)
    layout = Layout(pathway, criteria)
    layout = layout.having(proposed_items(layout))
    alone = {t for i in layout.items if len(i.topics) == 1 for t in i.topics}
    mixed = {t for i in layout.items if len(i.topics) > 1 for t in i.topics}
    planted = tuple(weak) or tuple(b.topic for b in criteria.bridge if b.topic in alone - mixed)[:WEAK]
    free = [i for i in layout.items if not set(i.topics) & set(planted)]
    wrong = max(free, key=lambda i: (i.most, -i.number)).number
    process = [n.column for n, _ in layout.parts["process"].children]
    culture = [n.column for n, _ in layout.parts["culture"].children]
    points = [n.column for n in layout.parts["skill"].walk() if n.key.startswith("point:")]
    drawn = [c for c in layout.columns if c.key.startswith("variant:")]
    tasks = {f"variant:{t.id}": t for t in criteria.tasks}
    tables = {
        "process": [["学号", "班级", "入学成绩", *(c.zh for c in process)]],
        "total": [["学号", "考次", "免试加分项目", *(c.zh for c in culture)]],
        "answers": [
            [
                "学号",
                *(f"题{i.number}" for i in layout.items),
                *(c.zh for c in points),
                *(c.zh for c in drawn),
            ]
        ],
        "items": [[c.zh for c in ITEM_TABLE]],
    }
    rows = {i.course: r.group for i in layout.items for r in criteria.blueprint.rows if r.course == i.course}
    for item in layout.items:
        word = label(f"labels.Level.{item.level}")
        tables["items"].append(
            [str(item.number), rows[item.course], word, "、".join(item.topics), str(item.most)]
        )
    for number in range(1, students + 1):
        student, able = f"2026{number:04d}", random.gauss(0, 1)
        class_ = f"机电{1 + (number - 1) % 2}班"
        entry = round(430 + 55 * (0.7 * able + 0.7 * random.gauss(0, 1)))
        tables["process"].append(
            [student, class_, str(entry), *(_score(random, 74 + 7 * able, 5) for _ in process)]
        )
        tables["total"].append([student, "", "", *(_score(random, 68 + 8 * able, 8) for _ in culture)])
        answers = []
        for item in layout.items:
            turn = -1.0 if item.number == wrong else 1.0
            hard = -2.2 if set(item.topics) & set(planted) else 0.9
            answers.append(_points(random, turn * able, hard, item.most))
        variants = {c.key: random.choice(tasks[c.key].variants) for c in drawn}
        for column in points:
            hard = -2.2 if _about(column.key, criteria, variants) in planted else 1.2
            answers.append(_points(random, able, hard, column.most or Fraction(0)))
        tables["answers"].append([student, *answers, *(v.id for v in variants.values())])
    return Made(tables, planted, wrong)


def _score(random: Random, middle: float, spread: float) -> str:
    return str(max(0, min(100, round(random.gauss(middle, spread)))))


def _points(random: Random, able: float, easy: float, most: Fraction) -> str:
    """Return whole points: every point is won by itself, more likely by the able and at what is easy."""
    chance = 1 / (1 + exp(-(1.3 * able + easy)))
    return str(sum(random.random() < chance for _ in range(int(most))))


def _about(key: str, criteria: art.TransferCriteria, variants: Mapping[str, TaskVariant]) -> str:
    """Return the topic of a scoring point in the task that was drawn; nothing for process and safety."""
    _, task_id, number = key.split(":")
    task = next(t for t in criteria.tasks if t.id == task_id)
    results = [k for k, p in enumerate(task.points, start=1) if p.manner == "result"]
    variant = variants.get(f"variant:{task_id}")
    topics = variant.topics if variant else task.topics
    place = results.index(int(number)) if int(number) in results else len(topics)
    return topics[place] if place < len(topics) else ""


def as_csv(rows: Sequence[Sequence[str]]) -> str:
    """Return a table as csv with a byte-order mark, as Excel reads it."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return "\ufeff" + out.getvalue()


def example() -> dict[str, str]:
    """Return the files of the example: with an absent student, a deferred one, a retest and a concession."""
    pathway = art.read(PATHWAY)
    plan = art.plan(pathway, art.policy_for(pathway)).plan
    made = make(pathway, art.transfer_criteria(pathway, plan), students=STUDENTS, seed=SEED)
    total, answers = made.tables["total"], made.tables["answers"]
    total[3][3] = "缺考"
    total[5][4] = "缓考"
    answers[7][1:] = ["" if "-" in a else "缺考" for a in answers[7][1:]]
    total[9][2] = "4"
    total[12][3:] = ["31", "38", "36"]
    total.append([total[12][0], "2", "", "66", "58", "61"])
    return {f"{name}.csv": as_csv(rows) for name, rows in made.tables.items()}


if __name__ == "__main__":
    for name, text in example().items():
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / name).write_bytes(text.encode("utf-8"))
        print(f"examples/cohort/{name}")
