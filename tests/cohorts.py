"""An invented cohort for a real pathway, and a small pathway for judging by hand."""

from __future__ import annotations

import importlib.util
import sys
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from articulate.cohort import Layout, Results, Sitting, Student, Terms, Verdict
from articulate.cohort.judging import decide
from articulate.cohort.results import Entry
from articulate.cohort.scoring import score_all
from articulate.model.criteria import TransferCriteria
from articulate.model.pathway import Pathway
from articulate.model.settings import Judging
from articulate.readers import read
from articulate.readers.example import parse
from articulate.transfer import criteria

ROOT = Path(__file__).parents[1]


@cache
def maker() -> ModuleType:
    """The script that makes the example, as a module."""
    spec = importlib.util.spec_from_file_location("make_cohort", ROOT / "examples" / "make_cohort.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_cohort"] = module
    spec.loader.exec_module(module)
    return module


@cache
def mechatronics() -> tuple[Pathway, TransferCriteria]:
    pathway = read(ROOT / "curricula" / "pathways" / "02a-mechatronics")
    return pathway, criteria(pathway)


@cache
def made(students: int = 200, seed: int = 7) -> Any:
    """An invented cohort with planted weak topics and one question with a wrong key."""
    return maker().make(*mechatronics(), students=students, seed=seed)


def write(folder: Path, tables: dict[str, list[list[str]]], encoding: str = "utf-8-sig") -> list[Path]:
    """Write tables as csv files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, rows in tables.items():
        path = folder / f"{name}.csv"
        path.write_bytes("\r\n".join(",".join(r) for r in rows).encode(encoding))
        paths.append(path)
    return paths


# ---- a small pathway for judging by hand -----------------------------------------------------------

SMALL = """
secondary:
  - {id: s-chinese, name: 语文, kind: general, hours: 144, credits: 8, exam: true, terms: [1, 2], span: 2}
  - {id: s-maths, name: 数学, kind: general, hours: 144, credits: 8, exam: true, terms: [1, 2], span: 2}
  - {id: s-electric, name: 电工基础, kind: foundation, hours: 72, practice: 36, credits: 4, exam: true,
     competencies: [k1], outcomes: [低压电器/3/使用低压电器, 欧姆定律/2/解释欧姆定律], terms: [1, 1]}
  - {id: s-plc, name: PLC应用技术, kind: core, hours: 72, practice: 36, credits: 4, exam: true,
     competencies: [k1], outcomes: [PLC接线/3/完成接线, PLC基本指令/3/编写梯形图], terms: [3, 3]}
higher:
  - {id: h-plc, name: PLC控制技术, hours: 64, practice: 32, credits: 4, requires: [PLC基本指令/3, 低压电器/2]}
programme:
  secondary:
    competencies: [{id: k1, name: 电气线路装调, level: 3}]
pathway:
  transfer:
    weights: {process: 40, culture: 25, skill: 35}
    pass: {total: 60, each: 50}
    culture_courses: [s-chinese, s-maths]
    concessions:
      - {item: 省级技能大赛, result: 一等奖, effect: exempt}
      - {item: 市级技能大赛, result: 一等奖, effect: full}
      - {item: 电工证书, grade: 四级, effect: bonus, points: 5}
      - {item: 钳工证书, grade: 四级, effect: bonus, points: 3}
    retest: 可补考一次
    fallback: [发给中职毕业证书]
    ties: [技能成绩, 数学成绩]
"""


@cache
def small() -> tuple[Pathway, TransferCriteria]:
    pathway = parse(SMALL).pathway
    return pathway, criteria(pathway)


def student(
    name: str = "a",
    process: Entry | int = 70,
    chinese: Entry | int = 70,
    maths: Entry | int = 70,
    skill: Entry | int = 70,
    *,
    again: dict[str, Any] | None = None,
    claims: tuple[int, ...] = (),
    **more: Any,
) -> Student:
    """A student of the small pathway; ``again`` is a second sitting."""
    from fractions import Fraction

    def entry(value: Entry | int) -> Entry:
        return Fraction(value) if isinstance(value, int) else value

    first = {
        "process": entry(process),
        "culture:s-chinese": entry(chinese),
        "culture:s-maths": entry(maths),
        "skill": entry(skill),
    }
    sittings = [Sitting(1, first)]
    if again:
        sittings.append(Sitting(2, {k: entry(v) for k, v in again.items()}))
    return Student(id=name, sittings=tuple(sittings), claims=claims, **more)


def verdicts(*students: Student, **judging: Any) -> dict[str, Verdict]:
    """Decide students of the small pathway."""
    pathway, made_criteria = small()
    layout = Layout(pathway, made_criteria)
    results = Results(tuple(sorted(students, key=lambda s: s.id)))
    terms = Terms.of(made_criteria, Judging(**judging))
    return {v.student: v for v in decide(score_all(results, layout), terms, layout)}


def verdict(one: Student, **judging: Any) -> Verdict:
    """Decide one student of the small pathway."""
    return verdicts(one, **judging)[one.id]


def points(text: str) -> Decimal:
    return Decimal(text)
