"""The documents of a real pathway: every one can be made and opened, in both languages."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from docx import Document as open_docx
from openpyxl import load_workbook

from articulate.emitters.criteria_document import criteria_document
from articulate.emitters.document import Document, Table
from articulate.emitters.files import RENDERERS
from articulate.emitters.plan_document import plan_document
from articulate.emitters.report_document import report_document
from articulate.i18n import LANGS, Lang
from filed import basis
from papers import texts


@cache
def parts() -> tuple[Any, ...]:
    from articulate.checking import check
    from articulate.transfer import criteria

    made = basis("16b-industrial-robotics")
    pathway, policy, plan = made.pathway, made.policy, made.plan
    return pathway, policy, plan, criteria(pathway, plan), check(pathway.bare(), policy)


def documents(lang: Lang) -> dict[str, Document]:
    pathway, policy, plan, criteria, report = parts()
    return {
        "plan": plan_document(pathway, plan, policy, lang),
        "criteria": criteria_document(pathway, criteria, plan, lang, policy=policy),
        "report": report_document(report, pathway, lang),
    }


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["plan", "criteria", "report"])
def test_every_document_opens_in_every_format(name: str, lang: Lang) -> None:
    document = documents(lang)[name]
    book = load_workbook(BytesIO(RENDERERS[".xlsx"](document)))
    assert len(book.worksheets) == len(list(document.parts()))
    assert all(sheet.max_row > 3 for sheet in book.worksheets)
    word = open_docx(BytesIO(RENDERERS[".docx"](document)))
    assert len(word.tables) >= len(document.tables)
    assert len(word.sections) == len(list(document.parts()))
    assert document.title in word.paragraphs[0].text
    assert RENDERERS[".md"](document)


@pytest.mark.parametrize("lang", LANGS)
def test_no_braces_and_no_python_is_left_in_the_text(lang: Lang) -> None:
    for document in documents(lang).values():
        for text in texts(document):
            # A finding may say what to write in the file, {a: …, b: …}; a placeholder holds a name and no more.
            assert not re.search(r"\{\w*\}|None|Fraction\(|Decimal\(", text), text


def test_the_hours_of_the_terms_add_up_to_the_five_years() -> None:
    _, _, plan, _, _ = parts()
    table: Table = documents("zh")["plan"].tables[0]
    total = [p.cell.value for p in table.laid()[-1]]
    assert sum(v for v in total[-11:-1] if isinstance(v, int)) == sum(o.hours for o in plan.offerings)
    assert sum(o.hours for o in plan.offerings) in total


def test_all_courses_that_count_have_their_row() -> None:
    pathway, policy, plan, _, _ = parts()
    said = set(texts(plan_document(pathway, plan, policy)))
    assert {pathway.by_id[i].name for i in plan.courses} <= said
