"""A small pathway with everything that documents speak of, for the tests of documents."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from textwrap import dedent

from articulate.emitters.document import Cell, Document, Heading, KeyValues, Listing, Paragraph, Table
from articulate.findings import Evidence, Finding, NotRun, Report, Settled, Severity
from articulate.i18n import Lv
from articulate.model.criteria import TransferCriteria
from articulate.model.source import SourceRef
from articulate.readers.example import Example, parse
from articulate.transfer import criteria

SAMPLE = """
secondary:
  - {id: s-chinese, name: 语文, kind: general, hours: 144, practice: 24, credits: 8, exam: true,
     terms: [1, 2], span: 2}
  - {id: s-culture, name: 职业素养, kind: general, hours: 36, credits: 2, required: false, elective: limited}
  - {id: s-art, name: 中华优秀传统文化, kind: general, hours: 36, credits: 2, required: false,
     elective: limited}
  - {id: s-electric, name: 电工基础, kind: foundation, hours: 72, practice: 36, credits: 4, exam: true,
     competencies: [k1], facilities: [f1],
     outcomes: [低压电器/3/使用低压电器搭接控制线路, 欧姆定律/2/解释欧姆定律并说明其应用条件]}
  - {id: s-plc, name: PLC应用技术, hours: 90, practice: 60, credits: 5, exam: true, competencies: [k1],
     facilities: [f1], requisites: [s-electric],
     outcomes: [PLC接线/3/完成输入输出端接线, PLC基本指令/3/编写起保停梯形图]}
  - {id: s-training, name: 电工实训, kind: practicum, hours: 60, practice: 60, credits: 2, delivery: block,
     weeks: 2, requisites: [{co: s-electric}]}
higher:
  - {id: h-english, name: 高职英语, kind: general, hours: 64, practice: 16, credits: 4}
  - {id: h-plc, name: PLC控制技术, hours: 64, practice: 32, credits: 4, exam: true,
     requisites: [{any: [s-plc, s-electric]}],
     requires: [PLC基本指令/3, 低压电器/2], outcomes: [PLC顺序控制/4]}
  - {id: h-drawing, name: 电工基础, kind: foundation, hours: 32, credits: 2, requires: [欧姆定律/2], outcomes: [电路仿真/4]}
  - {id: h-internship, name: 岗位实习, kind: practicum, hours: 288, practice: 288, credits: 12,
     delivery: block, weeks: 12, terms: [10, 10], requisites: [h-plc]}
programme:
  secondary:
    competencies: [{id: k1, name: 电气控制线路装调, level: 3, indicator: 120分钟内完成线路并一次通电成功}]
    electives: [{id: g1, name: 公共限选, take: 1, courses: [s-culture, s-art]}]
    facilities: [{id: f1, name: 电工实训室, place: secondary, stations: 20}]
  higher:
    internships: [{course: h-internship, kind: work, offsite_weeks: 12}]
pathway:
  cohort: 2026
  pilot: {notice: 晋教职成〔2025〕1号, number: 1, line: 2}
  policies: [moe-2019-13, shanxi-2025-1]
  calendar: {admission_starts: 2026-06-15}
  transfer:
    exam_on: 2029-03-20
    published: 2026-05-20
    culture_courses: [s-chinese]
    concessions: [{item: 技能大赛, grade: 省级, result: 一等奖, effect: bonus, points: 5, cap: 不累加}]
    retest: 四月补考一次
    absence: 因病可以缓考
    appeal: 五个工作日内书面申请
    fallback: [发给中职毕业证书]
    ties: [职业技能成绩]
  governance:
    group: [{role: 组长, unit: 某高职学院, task: 审定标准}]
    duties: [{id: d1, what: 标准公布, lead: 某高职学院, before: admission, result: 转段考核标准}]
    enterprises: [某机电企业]
  decisions:
    - bridge:
        {id: b-net, name: 工业网络入门, hours: 36, practice: 18, credits: 2, terms: [6, 6],
         outcomes: [IP地址/3]}
      reason: 高职课程需要而中职没有开设
plan:
  s-chinese: [[1, 4, 18], [2, 4, 18]]
  s-art: [[3, 2, 18]]
  s-electric: [[1, 4, 18]]
  s-plc: [[3, 5, 18]]
  s-training: [[2, 0, 2]]
  b-net: [[6, 2, 18]]
  h-english: [[7, 4, 16]]
  h-plc: [[8, 4, 16]]
  h-drawing: [[7, 2, 16]]
  h-internship: [[10, 0, 12]]
policy: [moe-2019-13, shanxi-2025-1]
"""


@cache
def sample() -> Example:
    """The sample pathway with its plan and policy."""
    return parse(dedent(SAMPLE))


@cache
def sample_criteria() -> TransferCriteria:
    """The transfer criteria of the sample."""
    return criteria(sample().pathway, sample().plan)


def sample_report() -> Report:
    """A report with findings of every severity, one of them settled, and a rule that was not run."""

    def finding(code: str, severity: Severity, subject: str, evidence: tuple[Evidence, ...] = ()) -> Finding:
        return Finding(
            code=code,
            name="sample",
            severity=severity,
            subject=subject,
            english=(f"{subject} is not right", f"change {subject}"),
            source=SourceRef("folder/programme.yaml", 41, 5),
            related=(SourceRef("folder/other.yaml", 7, 5),),
            evidence=evidence,
            hours=32,
            about=(subject,),
        )

    match = {
        "earlier": "电工基础", "first": "欧姆定律", "first_level": Lv(3), "first_text": "",
        "later": "电路分析", "second": "欧姆定律", "second_level": Lv(3), "second_text": "",
        "similarity": 1.0, "why": "",
    }  # fmt: skip
    kept = finding("ZZZ003", Severity.WARNING, "h-plc").settle(Settled("教研组商定保留", "联合教研组"))
    return Report(
        pathway="example",
        findings=(
            finding("DUP901", Severity.ERROR, "h-drawing", (Evidence("match", match),)),
            finding("LVL902", Severity.ADVICE, "h-english", (Evidence("note", {"note": "<b>=1+1</b>"}),)),
            finding("DUP903", Severity.WARNING, "h-plc"),
            kept,
        ),
        not_run=(NotRun("PLN001", "no_plan"),),
    )


def texts(document: Document) -> Iterator[str]:
    """Every text of a document in reading order, headings of tables included."""
    yield document.title
    yield document.subtitle
    for block in document.blocks:
        match block:
            case Heading(text=text) | Paragraph(text=text):
                yield text
            case Listing(items=items):
                yield from items
            case KeyValues(pairs=pairs):
                for key, value in pairs:
                    yield key
                    yield str(value)
            case Table():
                yield block.title
                for row in (*block.head, *block.rows):
                    yield from (c.value for c in row.cells if isinstance(c.value, str))
                yield from block.notes


def cells(table: Table, column: int) -> list[Cell]:
    """The cells that begin in one column, from the top, headings left out."""
    return [p.cell for row in table.laid() for p in row if p.column == column and not p.covered]
