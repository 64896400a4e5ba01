"""The transfer criteria as a paper: twelve chapters, tables that add up, open points said once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest

from articulate.emitters.criteria_document import criteria_document
from articulate.emitters.document import Document, Heading, Listing, Table
from articulate.i18n import Lang
from articulate.model.criteria import BridgeItem, TransferCriteria
from articulate.model.pathway import Pathway
from articulate.model.settings import Governance
from papers import cells, sample, sample_criteria, texts


def made(
    lang: Lang = "zh",
    criteria: TransferCriteria | None = None,
    pathway: Pathway | None = None,
    *,
    with_plan: bool = True,
) -> Document:
    one = sample()
    plan = one.plan if with_plan else None
    return criteria_document(pathway or one.pathway, criteria or sample_criteria(), plan, lang)


def headings(document: Document, level: int = 1) -> list[str]:
    return [b.text for b in document.blocks if isinstance(b, Heading) and b.level == level]


def titled(document: Document, words: str) -> Table:
    return next(t for t in document.tables if words in t.title)


def numbers(table: Table, column: int) -> list[Any]:
    return [c.value for c in cells(table, column)]


def open_points(document: Document) -> Sequence[str]:
    """The list at the front; empty where there is none."""
    for block in document.blocks:
        if isinstance(block, Heading):
            return ()
        if isinstance(block, Listing):
            return block.items
    return ()


def test_twelve_chapters_in_order_then_the_annexes() -> None:
    found = headings(made())
    assert [h.split("、")[0] for h in found[:12]] == [
        "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二",
    ]  # fmt: skip
    assert [h.split("　")[0] for h in found[12:]] == [
        "附件1",
        "附件2",
        "附件3",
        "附件4-1",
        "附件4-2",
        "附件5",
        "附件6",
        "附件7",
        "附件8",
    ]


def test_the_title_is_that_of_the_province_and_the_mode() -> None:
    assert made().title == "山西省五年制职业教育衔接贯通培养转段考核标准"
    other = sample().pathway.but(mode="three_plus_two")
    assert made(pathway=other).title == "山西省五年制职业教育三二分段学生转段升学考核方案"
    assert made(pathway=other.but(pilot=None)).title == "五年制职业教育三二分段学生转段升学考核方案"


def test_table_a_adds_up_and_splits_the_skill_part() -> None:
    table = titled(made(), "表A")
    *weights, whole = numbers(table, 3)
    assert weights == [Fraction(2, 5), Fraction(1, 4), Fraction(7, 50), Fraction(21, 100)]
    assert sum(weights) == whole == 1
    assert numbers(table, 4) == [50, 50, 50, 60]


def test_a_skill_part_without_tasks_is_all_written() -> None:
    table = titled(made(criteria=sample_criteria().but(tasks=())), "表A")
    assert numbers(table, 3) == [Fraction(2, 5), Fraction(1, 4), Fraction(7, 20), 1]


def test_table_b_and_the_blueprint_add_up() -> None:
    document = made()
    *shares, whole = numbers(titled(document, "表B"), 5)
    assert sum(shares) == whole == 1
    blueprint = titled(document, "双向细目表")
    *points, hundred, _ = numbers(blueprint, len(blueprint.columns) - 2)
    assert sum(points) == hundred == 100


def test_table_c_scores_every_task_to_its_full_marks() -> None:
    tables = [t for t in made().tables if t.title.startswith("表C")]
    tasks = sample_criteria().tasks
    for table, task in zip(tables, tasks, strict=True):
        *points, whole = numbers(table, 3)
        assert sum(points) == whole == task.total
        assert {"结果", "过程", "规范与安全"} <= set(numbers(table, 4))
    assert sum(t.total for t in tasks) == 100


def test_table_d_says_what_a_prize_earns_and_its_absence_is_said() -> None:
    table = titled(made(), "表D")
    assert [c.value for c in table.rows[0].cells] == ["技能大赛", "省级", "一等奖", "总成绩加5分", "不累加"]
    assert "不设免试和加分项目" in "".join(texts(made(criteria=sample_criteria().but(concessions=()))))


def test_the_bridge_list_names_every_topic_and_how_it_is_shown() -> None:
    document = made()
    table = next(t for t in document.tables if t.head[0].cells[1].value == "衔接内容")
    assert numbers(table, 1) == [b.topic for b in sample_criteria().bridge]
    assert set(numbers(table, 7)) == {"过程、笔试", "过程、操作"}


def test_a_topic_that_is_not_taught_in_time_is_marked_and_listed_at_the_front() -> None:
    late = BridgeItem(
        topic="图像处理", level=3, taught_level=0, courses=("s-plc",), needed_by=("h-plc",), dependent_hours=9
    )
    criteria = sample_criteria()
    document = made(criteria=criteria.but(bridge=(*criteria.bridge, late)))
    table = next(t for t in document.tables if t.head[0].cells[1].value == "衔接内容")
    level = cells(table, 3)[-1]
    assert level.value == "第3学期讲授" and level.tone == "bad"
    assert any("图像处理" in point for point in open_points(document))


def test_entry_names_courses_and_credits_with_a_plan_and_words_without() -> None:
    assert any("4门，共19学分" in t for t in texts(made()))
    assert any("全部中职必修课程，成绩合格" in t for t in texts(made(with_plan=False)))


def test_publication_before_admission_is_stated_and_a_late_one_is_an_open_point() -> None:
    assert any("早于招生工作开始之日（2026年6月15日）" in t for t in texts(made()))
    admission = sample().pathway.calendar.admission_starts
    late = made(criteria=sample_criteria().but(published=admission))
    assert any("不早于招生工作开始之日" in p for p in open_points(late))
    assert not any("早于招生工作开始之日（" in t and "本标准于" in t for t in texts(late))


def test_a_duty_before_an_event_is_due_before_its_day() -> None:
    assert "2026年6月15日前" in set(texts(made()))


def test_open_points_are_said_once_at_the_front() -> None:
    criteria = sample_criteria().but(
        process=(),
        culture=(),
        tasks=(),
        fallback=(),
        ties=(),
        retest="",
        absence="",
        appeal="",
        published=None,
    )
    bare = sample().pathway.but(pilot=None, cohort=None, governance=Governance())
    document = made(criteria=criteria.but(blueprint=type(criteria.blueprint)()), pathway=bare)
    points = open_points(document)
    assert len(points) == len(set(points)) == 14  # thirteen open points, and the drafts
    assert not [t for t in texts(document) if t in points and list(texts(document)).count(t) > 1]


def test_nothing_open_leaves_no_list() -> None:
    one = sample().pathway
    known = tuple(c.but(origin=c.origin.but(status="school")) for c in one.courses)
    assert open_points(made(pathway=one.with_courses(known))) == ()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_placeholder_is_left(lang: Lang) -> None:
    for text in texts(made(lang)):
        assert not re.search(r"[{}]|XX|××|TODO|None|\(\)|（）", text), text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_sentences_end_as_sentences_do(lang: Lang) -> None:
    from articulate.emitters.document import Paragraph

    document = made(lang)
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.style == "body":
            assert block.text.endswith(("。", "：", ".", ":", "that")), block.text


def test_score_sheets_are_kept_apart_and_have_room_to_write() -> None:
    process, total = (t for t in made().tables if t.head[0].cells[1].value == "姓名")
    assert [c.value for c in process.head[0].cells][4:6] == ["PLC应用技术\n(54%)", "电工基础\n(46%)"]
    assert [c.value for c in total.head[0].cells][-3:] == ["总成绩", "是否合格", "备注"]
    assert process.least > 20 and all(c.value is None for c in process.rows[0].cells[1:])
