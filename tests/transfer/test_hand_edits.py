"""Every hand edit that breaks the criteria is found, by the rule that is meant for it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from articulate.checking import check
from articulate.findings import InputError
from articulate.model.criteria import TransferCriteria
from articulate.readers import read_criteria
from articulate.readers.example import parse
from articulate.transfer import criteria

PAIR = """
secondary:
- {id: s1, name: 电气控制技术, hours: 108, practice: 72, credits: 6, terms: [3, 4], competencies: [k1], facilities: [f1],
   outcomes: [正反转线路安装/3, 低压电器选用/3, 变频器面板操作/3]}
- {id: s2, name: 电工基础, hours: 90, credits: 5, terms: [1, 2], outcomes: [欧姆定律/2, 交流电路/3]}
- {id: s3, name: 液压技术, hours: 40, credits: 2, terms: [6, 6], outcomes: [液压泵/2]}
- {id: s4, name: 语文, kind: general, hours: 144, credits: 8, exam: true, terms: [1, 4]}
higher:
- {id: h1, name: 电机与拖动控制, hours: 64, requires: [正反转线路安装/2, 欧姆定律/2], outcomes: [软起动器调试/4]}
- {id: h2, name: 电路分析, hours: 64, requires: [交流电路/3]}
programme:
  secondary:
    competencies: [{id: k1, name: 电气线路安装, level: 3, indicator: 90分钟内完成线路并一次通电成功}]
    facilities: [{id: f1, name: 电气实训室, stations: 40}]
pathway:
  cohort: 2026
  calendar: {admission_starts: 2026-06-15}
  transfer:
    published: 2026-05-20
    exam_on: 2029-03-20
    retest: 四月补考一次
    absence: 因病可以缓考
    appeal: 五个工作日内书面申请
    fallback: [发给中职毕业证书]
    skill_minutes: 90
"""
CASE = parse(PAIR)
MADE = criteria(CASE.pathway)


def codes(made: TransferCriteria) -> set[str]:
    return set(check(CASE.pathway, CASE.policy, criteria=made, on=CASE.day, select=["TRN"]).counts())


def test_the_derived_criteria_are_clean() -> None:
    assert MADE.blueprint.rows and MADE.tasks and MADE.process and MADE.culture
    assert codes(MADE) == set()


def edited(change: Callable[[dict[str, Any]], None]) -> TransferCriteria:
    data = MADE.model_dump(mode="json")
    change(data)
    return TransferCriteria.model_validate(data)


def put(*path: Any) -> Callable[[dict[str, Any]], None]:
    """Return a hand edit: the keys that lead to a place, and last what is put there."""
    *way, last, value = path

    def change(data: dict[str, Any]) -> None:
        place: Any = data
        for key in way:
            place = place[key]
        place[last] = value

    return change


def drop(name: str, index: int) -> Callable[[dict[str, Any]], None]:
    return lambda data: data[name].pop(index)


ROW = {"group": "液压技术", "course": "s3", "topics": ["液压泵"], "points": {"2": 100}}
BONUS = {"item": "电工证", "effect": "bonus", "points": 5, "basis": "两校约定"}
EDITS: dict[str, tuple[str, Callable[[dict[str, Any]], None]]] = {
    "a topic of the bridge is asked nowhere": (
        "TRN001",
        lambda d: (
            d["blueprint"]["rows"].clear(),
            d.update(process=[x for x in d["process"] if x["course"] != "s2"]),
        ),  # type: ignore[func-returns-value]
    ),
    "a row of the blueprint names a course that is gone": (
        "TRN002",
        put("blueprint", "rows", 0, "course", "s9"),
    ),
    "a row names no course at all": ("TRN002", put("blueprint", "rows", 0, "course", None)),
    "a row asks what is taught after the deadline": ("TRN002", put("blueprint", "rows", [ROW])),
    "a process course ends too late": ("TRN002", put("process", 0, "course", "s3")),
    "a part weighs more": ("TRN003", put("weights", "culture", 30)),
    "a process course weighs more": ("TRN003", put("process", 0, "weight", 99)),
    "a cell gets more points": ("TRN003", put("blueprint", "rows", 0, "points", {"2": 99})),
    "a scoring point gets more": ("TRN003", put("tasks", 0, "points", 0, "points", 50)),
    "a row is asked above the level taught": ("TRN005", put("blueprint", "rows", 0, "points", {"5": 100})),
    "a task is set above the level taught": ("TRN005", put("tasks", 0, "level", 5)),
    "a variant is set above the level taught": ("TRN005", put("tasks", 0, "variants", 0, "level", 6)),
    "no retest": ("TRN006", put("retest", "")),
    "no appeal": ("TRN006", put("appeal", "")),
    "no way out": ("TRN006", put("fallback", [])),
    "a task gets less time than its indicator": ("TRN008", put("tasks", 0, "minutes", 45)),
    "the time announced is not that of the tasks": ("TRN008", put("skill_minutes", 60)),
    "the paper is too long": ("TRN008", put("blueprint", "rows", 0, "minutes", 500)),
    "a bonus without a cap": ("TRN009", put("concessions", [BONUS])),
    "a concession without a basis": ("TRN009", put("concessions", [{"item": "大赛", "effect": "exempt"}])),
    "a pool that is too small": ("TRN010", lambda d: d["tasks"][0]["variants"].__delitem__(slice(1, None))),
    "a variant with more time": ("TRN010", put("tasks", 0, "variants", 1, "minutes", 200)),
    "a variant with fewer points": ("TRN010", put("tasks", 0, "variants", 1, "total", 10)),
    "the retest before the examination": (
        "TRN011",
        lambda d: next(s for s in d["calendar"] if s["step"] == "retest").update(on="2029-03-01"),
    ),
    "the plan filed too late": (
        "TRN011",
        lambda d: next(s for s in d["calendar"] if s["step"] == "plan_filed").update(on="2029-01-10"),
    ),
    "no line for the total": ("TRN012", put("pass_total", 0)),
    "a total line that decides nothing": ("TRN012", put("pass_each", 80)),
    "the bridge lacks a topic": ("TRN015", drop("bridge", 0)),
    "the bridge asks less than is required": ("TRN015", put("bridge", 0, "level", 1)),
    "hours of the bridge that nothing explains": ("TRN015", put("bridge", 0, "dependent_hours", 999)),
    "a level taught that no course reaches": ("TRN015", put("bridge", 0, "taught_level", 6)),
    "a paper is taken from the filing list": (
        "TRN016",
        lambda d: d.update(filing=[f for f in d["filing"] if f["paper"] != "plan"]),
    ),
    "a task scores the result only": (
        "TRN017",
        lambda d: d["tasks"][0]["points"].__delitem__(slice(-2, None)),
    ),
    "a cell of one point": ("TRN018", put("blueprint", "rows", 0, "points", {"2": 1})),
}


@pytest.mark.parametrize("name", EDITS)
def test_the_edit_is_found_by_its_rule(name: str) -> None:
    code, change = EDITS[name]
    assert code in codes(edited(change))


SETTINGS = {
    "TRN002": "blueprint: {液压技术: {'2': 60}, 没有的课程: {'3': 40}}",
    "TRN003": "scoring: {result: 50, process: 25, safety: 15}",
    "TRN004": "published: 2026-07-01",
    "TRN009": "judging: {bonus: sum}\n    concessions:\n    - {item: 甲, points: 5, cap: 有, basis: 有}\n"
    "    - {item: 乙, points: 9, cap: 有, basis: 有}",
    "TRN010": "pool: {variants: 2}",
    "TRN011": "exam_on: 2029-05-10",
    "TRN012": "pass: {total: 60, parts: {culture: 0}}",
    "TRN013": "tasks: [{competency: k1, topics: [正反转线路安装, 错写的技能点]}]",
    "TRN014": "not_assessed: {错写的知识点: 另测}",
    "TRN018": "items: [{kind: short, levels: [3], points: 5, minutes: 6}]",
    "TRN019": "concessions: [{item: 甲, points: 5, cap: 加分后总成绩不超过95分, basis: 有}]",
}


@pytest.mark.parametrize("code", SETTINGS)
def test_a_setting_that_breaks_the_criteria_is_found(code: str) -> None:
    key = SETTINGS[code].split(":")[0]
    lines = [line for line in PAIR.splitlines() if not line.startswith(f"    {key}:")]
    one = parse("\n".join([*lines, f"    {SETTINGS[code]}"]))
    report = check(one.pathway, one.policy, criteria=criteria(one.pathway), on=one.day, select=["TRN"])
    assert code in report.counts()
    for finding in report.findings:
        assert "None" not in finding.text("zh") + finding.text("en")


@pytest.mark.parametrize(
    ("judging", "cap", "found"),
    [
        ("bonus: sum, bonus_most: 10", "各项加分取最高一项，不累加", True),
        ("bonus: sum, bonus_most: 10", "同类证书只计一次", True),
        ("bonus: sum, bonus_most: 10", "累计加分最多 8 分", True),
        ("bonus: sum, bonus_most: 10", "累计加分不超过10分", False),
        ("bonus: highest", "不同项目可以累加", True),
        ("bonus: highest", "取最高一项，不可累加", False),
        ("bonus: highest", "最多加3分", True),
        ("bonus: highest", "最多加5分，加分后总成绩不超过100分", False),
        ("bonus: highest", "总成绩最高95分", True),
        ("bonus: highest", "The highest only; total stays within 100", False),
        ("bonus: highest", "两校另行公布", False),
    ],
)
def test_the_words_of_a_cap_are_held_against_how_students_are_judged(
    judging: str, cap: str, found: bool
) -> None:
    lines = [line for line in PAIR.splitlines() if not line.startswith("    judging:")]
    each = "{item: %s, points: 5, cap: %s, basis: 有}"
    items = f"concessions: [{each % ('甲', repr(cap))}, {each % ('乙', '有')}]"
    one = parse("\n".join([*lines, f"    judging: {{{judging}}}", f"    {items}"]))
    assert bool(check(one.pathway, one.policy, on=one.day, select=["TRN019"]).findings) is found


def test_criteria_in_a_file_are_read_as_they_were_written(tmp_path: Path) -> None:
    file = tmp_path / "criteria.json"
    file.write_text(json.dumps(MADE.model_dump(mode="json"), ensure_ascii=False, indent=2), "utf-8")
    assert read_criteria(file).model_dump() == MADE.model_dump()


@pytest.mark.parametrize("text", ["[1, 2]", "{", '{"pathway": "a", "unknown": 1}', ""])
def test_a_file_that_holds_no_criteria_is_refused_with_words(tmp_path: Path, text: str) -> None:
    file = tmp_path / "criteria.json"
    file.write_text(text, "utf-8")
    with pytest.raises(InputError) as refused:
        read_criteria(file)
    assert refused.value.findings and all(f.text("zh") for f in refused.value.findings)
