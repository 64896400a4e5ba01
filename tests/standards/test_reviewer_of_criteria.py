"""A reviewer who opens only criteria.docx can tell what is assessed, why, how it is scored, and when it is public."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from io import BytesIO

import pytest
from docx import Document as open_docx
from docx.oxml.ns import qn
from docx.table import Table as WordTable

from articulate.emitters import docx
from filed import PAIRS, document

LEVEL = re.compile(r"（(\d)）")


@cache
def opened(pair: str) -> tuple[str, dict[str, list[list[str]]]]:
    """What the file says, and nothing else: its text, and its tables by the line above each."""
    file = open_docx(BytesIO(docx.render(document(pair, "criteria"))))
    tables: dict[str, list[list[str]]] = {}
    text, above = [], ""
    for block in file.iter_inner_content():
        if isinstance(block, WordTable):
            rows = cells(block)
            tables[above.replace("\u3000", " ")] = rows
            text += [" ".join(row) for row in rows]
        elif block.text.strip():
            above = block.text.strip()
            text.append(above)
    return "\n".join(text), tables


def cells(word: WordTable) -> list[list[str]]:
    """The words of a table, row by row; a merged cell stands wherever it reaches."""
    rows: list[list[str]] = []
    for line in word._tbl.tr_lst:
        row: list[str] = []
        for cell in line.tc_lst:
            text = "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in cell.p_lst)
            text = text if cell.vMerge != "continue" else rows[-1][len(row)]
            row += [text.strip()] * cell.grid_span
        rows.append(row)
    return rows


def table(pair: str, words: str) -> list[list[str]]:
    """The body of the table whose title or heading has these words; the first row is that of the columns."""
    return next(rows for above, rows in opened(pair)[1].items() if words in above)


def column(rows: list[list[str]], name: str) -> list[str]:
    at = next(k for k, head in enumerate(rows[0]) if head.replace("\n", "").startswith(name))
    return [row[at] for row in rows[1:]]


def answer(pair: str, question: str) -> str:
    return next(row[1] for row in table(pair, "本标准要点") if row[0] == question)


def day(text: str) -> date:
    year, month, number = map(int, re.findall(r"\d+", text)[:3])
    return date(year, month, number)


@pytest.mark.parametrize("pair", PAIRS)
def test_what_is_assessed_can_be_told(pair: str) -> None:
    parts = table(pair, "表A")
    weights = [int(w.rstrip("%")) for w in column(parts, "权重")]
    assert sum(weights[:-1]) == weights[-1] == 100
    for row in parts[1:-1]:
        assert row[0] in answer(pair, "考什么") or row[1].split("（")[0] in answer(pair, "考什么")
    process = table(pair, "表B")
    assert sum(int(s.rstrip("%")) for s in column(process, "占比")[:-1]) == 100
    tasks = table(pair, "技能操作考核任务")
    names = column(tasks, "任务")[:-1]
    assert names and all(name in answer(pair, "考什么") for name in names)
    assert all(level and LEVEL.search(level) for level in column(tasks, "层次")[:-1])
    # Every question of the paper comes from a listed topic with its level.
    asked = table(pair, "附件3 专业知识笔试命题范围")
    assert sum(int(p) for p in column(asked, "分值")) == 100
    assert all(LEVEL.search(points) for points in column(asked, "考查点"))


@pytest.mark.parametrize("pair", PAIRS)
def test_why_it_is_assessed_can_be_told(pair: str) -> None:
    bridge = table(pair, "附件1 衔接清单")
    topics = dict(zip(column(bridge, "衔接内容"), bridge[1:], strict=True))
    for row in topics.values():
        assert row[5], "the higher courses that need it"
        assert int(row[6]) > 0, "the hours behind it"
        assert row[7] and (not row[7].startswith("不考核") or len(row[7]) > 6), (
            "where it is shown, or why not"
        )
    for points in column(table(pair, "附件3 专业知识笔试命题范围"), "考查点"):
        for topic in re.split(r"[、\n]", re.sub(r"[^：\n]*（\d）：", "", points)):
            assert topic in topics, f"{topic} is asked, and nothing says why"
    # The hours behind a topic are the sum of the courses that annex 6 names for it.
    trace = next(rows for above, rows in opened(pair)[1].items() if above.startswith("“后续学时”是"))
    explained = set()
    for _, names, direct, chain, hours, _ in trace[1:]:
        counted = {
            re.sub(r"^经[^：]*：", "", c): int(h)
            for c, h in re.findall(r"([^；、]+?)（(\d+)", f"{direct}；{chain}")
        }
        assert sum(counted.values()) == int(hours), names
        explained |= set(names.split("、"))
    assert explained == set(topics)


@pytest.mark.parametrize("pair", PAIRS)
def test_how_it_is_scored_can_be_told(pair: str) -> None:
    tasks = table(pair, "技能操作考核任务")
    points = dict(zip(column(tasks, "任务"), column(tasks, "分值"), strict=True))
    for number, name in enumerate(column(tasks, "任务")[:-1], start=1):
        scoring = table(pair, f"表C-{number} ")
        assert scoring[1][0].startswith(name)
        each = [int(p) for p in column(scoring, "分值")]
        assert sum(each[:-1]) == each[-1] == int(points[name])
        manners = set(column(scoring, "评分方式"))
        assert {"结果", "过程", "规范与安全"} <= manners
    lines = answer(pair, "怎样算合格")
    said = next(t for t in opened(pair)[0].split("\n") if t.startswith("总成绩不低于"))
    in_short, in_full = (set(re.findall(r"\d+分", t)) for t in (lines.split("（")[0], said))
    assert in_short and in_short == in_full
    for chapter in ("第八章", "第九章", "第十章", "第十一章"):
        assert chapter in lines


@pytest.mark.parametrize("pair", PAIRS)
def test_when_it_must_be_public_can_be_told(pair: str) -> None:
    said = answer(pair, "什么时候公布")
    published, admission = (day(d) for d in re.findall(r"\d{4}年\d+月\d+日", said.replace(" ", "")))
    assert published < admission and "必须早于招生" in said
    text = opened(pair)[0].replace(" ", "")
    assert f"公布日期{published.year}年" in text
    calendar = table(pair, "考核工作日程")
    step = next(row for row in calendar if "公布" in row[1] and "标准" in row[1])
    assert day(step[3]) == published and "依据" in step[4]
    held = day(re.search(r"自 ?(\d{4} ?年 ?\d+ ?月 ?\d+ ?日)", answer(pair, "什么时候考"))[1])  # type: ignore[index]
    assert published < held
