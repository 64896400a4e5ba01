"""The papers that schools file: complete, numbered, without placeholders, in both languages, byte-stable."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document as open_docx
from openpyxl import load_workbook

from articulate.emitters import docx, markdown, xlsx
from articulate.emitters.document import Document, Heading, Listing, PageSetup, Paragraph
from articulate.emitters.standards.paper import Basis
from articulate.i18n import LANGS, Lang
from filed import PAIRS, WRITERS, basis, document
from papers import texts

ROBOTS = PAIRS[1]
FILED = tuple(n for n in WRITERS if n != "chain")
CHAPTERS = {
    "programme": (
        "专业名称及代码 入学要求 修业年限 职业面向 培养目标与培养规格 课程设置 学时安排 教学进程总体安排 实施保障 毕业要求"
    ),
    "teaching": (
        "概述 专业名称（专业代码） 入学基本要求 基本修业年限 职业面向 培养目标 培养规格 课程设置及学时安排 师资队伍 教学条件 质量保障和毕业要求"
    ),
    "facility": "范围 规范性引用文件 术语和定义 实训教学场所要求 工位测算 实训教学设备要求 实训教学管理与实施",
    "internship": "适用范围 实习目标 时间安排 实习条件 实习内容与要求 考核评价 实习管理",
    "workplan": "基本情况与工作目标 组织机构 重点任务 时间节点 保障措施",
}
PLACEHOLDER = re.compile(
    r"待定|待填|待补|××|XX|_{3,}|TODO|TBD|…{2,}|\?\?|？？|\{|\}|None|Fraction\(|Decimal\("
)


def chapters(paper: Document) -> list[str]:
    found = [b.text for b in paper.blocks if isinstance(b, Heading) and b.level == 1]
    return [h.split("、", 1)[1] for h in found if "、" in h[:4]]


@pytest.mark.parametrize("name", CHAPTERS)
@pytest.mark.parametrize("pair", PAIRS)
def test_chapters_stand_in_the_order_of_the_form(pair: str, name: str) -> None:
    assert chapters(document(pair, name)) == CHAPTERS[name].split()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("pair", PAIRS)
def test_no_placeholder_and_no_python_is_left(pair: str, name: str, lang: Lang) -> None:
    for text in texts(document(pair, name, lang)):
        assert not PLACEHOLDER.search(text), text


@pytest.mark.parametrize("name", FILED)
def test_open_points_stand_once_at_the_front(name: str) -> None:
    paper = document(ROBOTS, name)
    assert paper.open_points
    lists = [b.items for b in paper.blocks if isinstance(b, Listing)]
    assert lists[0] == paper.open_points and paper.open_points not in lists[1:]
    first = next(i for i, b in enumerate(paper.blocks) if isinstance(b, Heading))
    assert any(isinstance(b, Listing) for b in paper.blocks[:first])
    later = [t for b in paper.blocks[first:] if isinstance(b, Paragraph) for t in (b.text,)]
    assert not any("待学校" in t or "须由学校补充" in t for t in later)


@pytest.mark.parametrize("name", FILED)
@pytest.mark.parametrize("pair", PAIRS)
def test_captions_are_numbered_through_and_sentences_end(pair: str, name: str) -> None:
    paper = document(pair, name)
    numbers = [int(m[1]) for t in paper.tables if (m := re.match(r"表(\d+)　", t.title))]
    assert numbers == list(range(1, len(numbers) + 1)) and numbers
    for block in paper.blocks:
        if isinstance(block, Paragraph) and block.style == "body":
            assert block.text.endswith(("。", "：", "；")), block.text


@pytest.mark.parametrize("name", FILED)
def test_the_table_of_contents_lists_every_chapter_with_a_link(name: str) -> None:
    paper = document(ROBOTS, name)
    data = docx.render(paper)
    with ZipFile(BytesIO(data)) as file:
        xml = file.read("word/document.xml").decode("utf-8")
    anchors = re.findall(r'<w:hyperlink w:anchor="(_Toc\d+)"', xml)
    marks = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(_Toc\d+)"', xml)
    assert anchors == marks and len(anchors) == len(paper.headings())
    assert xml.count("PAGEREF") == len(anchors)
    word = open_docx(BytesIO(data))
    headings = [p.text for p in word.paragraphs if p.style.name in ("Heading 1", "Heading 2")]
    wanted = [b.text for b in paper.blocks if isinstance(b, Heading) and b.level <= 2]
    assert headings == wanted
    assert word.sections[0].different_first_page_header_footer
    assert not any(s.different_first_page_header_footer for s in list(word.sections)[1:])


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", WRITERS)
def test_every_paper_opens_in_every_format(name: str, lang: Lang) -> None:
    paper = document(ROBOTS, name, lang)
    assert markdown.render(paper)
    if name == "chain":
        book = load_workbook(BytesIO(xlsx.render(paper)))
        assert len(book.worksheets) == 6 and all(s.max_row > 2 for s in book.worksheets)
    else:
        assert len(open_docx(BytesIO(docx.render(paper))).tables) >= len(paper.tables)


def test_english_papers_have_english_headings() -> None:
    for name in WRITERS:
        paper = document(ROBOTS, name, "en")
        for block in paper.blocks:
            if isinstance(block, PageSetup | Paragraph) or not isinstance(block, Heading) or block.level > 1:
                continue
            words = re.sub(r"Standard of the course .*|（.*", "", block.text)
            assert not re.search(r"[\u4e00-\u9fff]", words), block.text


def test_what_a_user_typed_does_not_act_in_the_files() -> None:
    made = basis(ROBOTS)
    courses = tuple(
        c.but(name='=HYPERLINK("http://x")<b>&\u0001') if c.id == "s-plc" else c for c in made.pathway.courses
    )
    pathway = made.pathway.with_courses(courses)
    hostile = Basis.of(pathway, made.plan, made.policy)
    for name, write in WRITERS.items():
        paper = write(hostile)
        data = xlsx.render(paper) if name == "chain" else docx.render(paper)
        if name == "chain":
            for sheet in load_workbook(BytesIO(data)).worksheets:
                assert all(c.data_type != "f" for row in sheet.iter_rows() for c in row)
        else:
            assert open_docx(BytesIO(data)).paragraphs


DIGEST = """
import hashlib, sys
sys.path.insert(0, "tests")
from filed import WRITERS, document
from articulate.emitters import docx, xlsx
for name in ("programme", "internship", "chain"):
    data = (xlsx if name == "chain" else docx).render(document(sys.argv[1], name))
    print(name, hashlib.sha256(data).hexdigest())
"""


def test_the_same_pathway_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    runs = []
    for seed in ("1", "4711"):
        env = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", DIGEST, ROBOTS], capture_output=True, text=True, check=True, env=env
        )
        runs.append(done.stdout)
    assert runs[0] == runs[1]
    mine = hashlib.sha256(docx.render(document(ROBOTS, "programme"))).hexdigest()
    assert f"programme {mine}" in runs[0]
