"""The teaching plan as a document: everything adds up, and reads as schools write it."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest

from articulate.emitters.document import Document, Row, Table
from articulate.emitters.plan_document import plan_document
from articulate.i18n import Lang
from articulate.model.plan import TeachingPlan
from articulate.policy import Policy, Provision
from papers import cells, sample, texts

WORDS = re.compile(r"[一-鿿]")


def made(lang: Lang = "zh", plan: TeachingPlan | None = None, policy: Policy | None = None) -> Document:
    one = sample()
    assert one.plan is not None
    return plan_document(one.pathway, plan or one.plan, one.policy if policy is None else policy, lang)


def progress(document: Document | None = None) -> Table:
    return (document or made()).tables[0]


def column(table: Table, words: str) -> int:
    """The column over which some words stand in the heading."""
    return next(p.column for line in table.laid_head() for p in line if p.cell.value == words)


def find(table: Table, words: str) -> list[object]:
    """The values of the row in which some words stand, by column."""
    for line in table.laid():
        if any(p.cell.value == words and not p.covered for p in line):
            return [v for p in line for v in [p.cell.value, *[None] * (p.cell.across - 1)]]
    raise AssertionError(words)


def rows_of(table: Table, kind: str) -> list[Row]:
    return [r for r in table.rows if r.kind == kind]


def test_the_parts_are_the_sheets_that_schools_file() -> None:
    assert [setup.name for setup, _ in made().parts()] == [
        "教学进程安排表",
        "教学周数分配表",
        "学时学分统计表",
        "规定指标对照表",
        "说明",
    ]


def test_the_heading_names_stages_years_terms_and_teaching_weeks() -> None:
    top, middle, bottom = progress().head
    assert [c.value for c in top.cells][-3:] == ["中职段（第1—6学期）", "转段 → 高职段（第7—10学期）", "备注"]
    assert [c.value for c in middle.cells][-5:] == [
        "第一学年",
        "第二学年",
        "第三学年",
        "第四学年",
        "第五学年",
    ]
    assert [c.value for c in bottom.cells][5:7] == ["6\n18周", "7\n16周"]


def test_the_heavy_line_stands_before_term_seven_and_nowhere_else() -> None:
    table = progress()
    assert [i for i, c in enumerate(table.columns) if c.heavy] == [column(table, "7\n16周")]


def test_courses_stand_by_category_then_nature_stage_and_term() -> None:
    table = progress()
    names = [c.value for c in cells(table, column(table, "课程名称")) if c.across == 1]
    assert names == [
        "语文", "高职英语", "中华优秀传统文化", "职业素养", "电工基础", "工业网络入门", "电工基础",
        "PLC应用技术", "PLC控制技术", "电工实训", "岗位实习",
    ]  # fmt: skip
    numbers = [c.value for c in cells(table, 0) if c.value is not None and c.across == 1]
    assert numbers == list(range(1, 12))


def test_terms_show_weekly_hours_and_weeks_or_whole_weeks() -> None:
    table = progress()
    first = column(table, "1\n18周")
    assert find(table, "语文")[first : first + 3] == ["4/18W", "4/18W", None]
    assert find(table, "岗位实习")[first + 9] == "12W"


def test_a_course_is_examined_in_the_term_that_the_plan_says() -> None:
    table = progress()
    exam = column(table, "考核方式")
    assert find(table, "语文")[exam] == "考试(2)"
    assert find(table, "PLC应用技术")[exam] == "考试"
    assert find(table, "岗位实习")[exam] == "考查"


def test_requisites_keep_alternatives_and_tell_courses_of_one_name_apart() -> None:
    table = progress()
    at = column(table, "先修课程")
    assert find(table, "PLC控制技术")[at] == "PLC应用技术或中职电工基础"
    assert find(table, "电工实训")[at] == "中职电工基础（可同期）"


def test_an_elective_that_was_not_chosen_stands_in_brackets_outside_the_sums() -> None:
    table = progress()
    hours = column(table, "总学时")
    left_out = find(table, "职业素养")
    assert left_out[hours] == "(36)" and "未计入合计" in str(left_out[-1])
    assert find(table, "中华优秀传统文化")[hours] == 36


@pytest.mark.parametrize("words", ["学分", "总学时", "讲授", "实践"])
def test_courses_add_up_to_subtotals_and_subtotals_to_the_total(words: str) -> None:
    table = progress()
    at = column(table, words)
    body, blocks, whole = Decimal(0), Decimal(0), Decimal(0)
    for row, line in zip(table.rows, table.laid(), strict=True):
        value = next(p.cell.value for p in line if p.column == at)
        label = next((str(p.cell.value) for p in line if p.cell.across > 1), "")
        assert value is None or isinstance(value, int | Decimal) or str(value).startswith("(")
        if row.kind == "body" and not isinstance(value, str):
            body += value or 0
        elif row.kind == "subtotal" and label.startswith("小计"):
            blocks += value
        elif label.startswith("总计"):
            whole = value
    assert body == blocks == whole


def test_the_hours_of_the_terms_add_up_to_the_total() -> None:
    table = progress()
    first = column(table, "1\n18周")
    total = find(table, "总计（10门；学期栏为各学期学时）")
    assert sum(total[first : first + 10]) == total[column(table, "总学时")] == 886
    weekly, blocks, exams = (
        find(table, w)[first : first + 10]
        for w in ("每学期周学时合计", "每学期整周实践（周）", "每学期考试门数")
    )
    assert weekly == [8, 4, 7, None, None, 2, 6, 4, None, None]
    assert blocks[1] == 2 and blocks[9] == 12
    assert sum(filter(None, exams)) == find(table, "每学期考试门数")[column(table, "考核方式")] == 4


def test_weekly_hours_of_a_short_course_are_the_mean_over_the_term() -> None:
    plan = sample().plan
    assert plan is not None
    short = tuple(o.but(weekly=8, weeks=9) if o.course == "s-electric" else o for o in plan.offerings)
    table = progress(made(plan=plan.but(offerings=short)))
    first = column(table, "1\n18周")
    assert find(table, "电工基础")[first] == "8/9W"
    assert find(table, "每学期周学时合计")[first] == 8


def test_a_course_without_a_term_and_one_that_lost_hours_are_told() -> None:
    plan = sample().plan
    assert plan is not None
    less = tuple(
        o.but(weekly=3, hours=54) if o.course == "s-electric" else o
        for o in plan.offerings
        if o.course != "h-plc"
    )
    table = progress(made(plan=plan.but(offerings=less)))
    assert find(table, "PLC控制技术")[-1] == "尚未安排学期"
    assert find(table, "电工基础")[-1] == "各学期合计54学时，与总学时不符"


def test_what_a_decision_made_is_remarked() -> None:
    assert find(progress(), "工业网络入门")[-1] == "衔接课程"


def test_the_weeks_of_every_row_add_up() -> None:
    table = made().tables[1]
    for line in table.laid():
        *parts, total = [p.cell.value or 0 for p in line][1:]
        assert sum(parts) == total
    assert find(table, "五年合计")[-1] == 200
    assert find(table, "第10学期")[2] == 12


def test_weeks_that_exceed_the_term_are_told() -> None:
    table = made().tables[1]
    assert any("第2、10学期" in n for n in table.notes)


def test_shares_stand_beside_their_rule_and_the_verdict() -> None:
    table = made().tables[2]
    at = {w: column(table, w) for w in ("学时占比", "规定", "结论", "门数", "总学时")}
    public, total = find(table, "公共基础课程"), find(table, "合计")
    assert public[at["学时占比"]] == Fraction(180, 438)
    assert "33.3%" in str(public[at["规定"]]) and public[at["结论"]] == "未达标"
    assert total[at["门数"]] == 6 and total[at["总学时"]] == 438
    assert find(table, "其中：实践性教学")[at["学时占比"]] == Fraction(198, 438)


def test_the_five_years_are_the_two_stages_together() -> None:
    table = made().tables[2]
    totals = [
        [p.cell.value for p in line]
        for line in table.laid()
        if any(p.cell.value == "合计" and not p.covered for p in line)
    ]
    secondary, higher, five = ([t[i] for i in (2, 3, 5, 7, 8)] for t in totals)
    assert [a + b for a, b in zip(secondary, higher, strict=True)] == five


def test_several_rules_on_one_figure_each_have_their_line() -> None:
    policy = Policy(
        tuple(
            Provision.of(
                {"id": f"X{n}", "measure": "total_hours", "stage": "secondary", "unit": "hour", "at_least": n}
            )
            for n in (400, 500)
        )
    )
    table = made(policy=policy).tables[2]
    verdicts = [c.value for c in cells(table, column(table, "结论")) if c.value]
    assert verdicts == ["达标", "未达标"]


def test_unverified_rules_are_only_for_reference() -> None:
    one = {"id": "X1", "measure": "practice_share", "unit": "ratio", "at_least": "9/10", "verified": False}
    document = made(policy=Policy((Provision.of(one),)))
    said = [c.value for c in cells(document.tables[3], 5)]
    assert set(said) == {"参考"}


def test_without_rules_the_table_of_rules_is_left_out() -> None:
    assert "规定指标对照表" not in [s.name for s, _ in made(policy=Policy()).parts()]


def test_notes_tell_status_conversion_decisions_and_sources() -> None:
    said = "\n".join(texts(made()))
    assert "人工编排" in said
    assert "中职段专业整周实践每周折合30学时。" in said and "高职段专业整周实践每周折合24学时。" in said
    assert "高职课程需要而中职没有开设" in said
    assert "教职成〔2019〕13号" in said


def test_the_english_document_speaks_english_but_for_names() -> None:
    one = sample()
    names = {c.name for c in one.pathway.courses} | {"公共限选", one.pathway.decisions[0].reason}
    for text in texts(made("en")):
        rest = text
        for name in sorted(names, key=len, reverse=True):
            rest = rest.replace(name, "")
        if WORDS.search(rest):
            # What is left are names of schools, majors and documents.
            assert any(w in text for w in ("某", "机电", "教职成", "教育部", "晋教职成", "山西省")), text


def test_the_order_of_courses_says_nothing() -> None:
    one = sample()
    assert one.plan is not None
    turned = one.pathway.with_courses(tuple(reversed(one.pathway.courses)))
    offerings = tuple(reversed(one.plan.offerings))
    assert plan_document(turned, one.plan.but(offerings=offerings), one.policy) == made()
