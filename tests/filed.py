"""The papers of the real pathways, made once, and a reader of their tables for the tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import articulate as art
from articulate.emitters.criteria_document import criteria_document
from articulate.emitters.document import Document, Table, shown
from articulate.emitters.plan_document import plan_document
from articulate.emitters.standards.chain_sheet import chain_document
from articulate.emitters.standards.course_standards import course_standards
from articulate.emitters.standards.facility_standard import facility_standard
from articulate.emitters.standards.internship_standard import internship_standard
from articulate.emitters.standards.paper import Basis
from articulate.emitters.standards.programme import programme_document
from articulate.emitters.standards.teaching_standard import teaching_standard
from articulate.emitters.standards.work_plan import work_plan
from articulate.i18n import Lang
from articulate.transfer import criteria

ROOT = Path(__file__).parents[1] / "curricula" / "pathways"
PAIRS = ("02a-mechatronics", "16b-industrial-robotics", "18a-nursing")

WRITERS: dict[str, Callable[[Basis], Document]] = {
    "programme": programme_document,
    "teaching": teaching_standard,
    "course": course_standards,
    "facility": facility_standard,
    "internship": internship_standard,
    "workplan": work_plan,
    "chain": chain_document,
}


@cache
def basis(pair: str, lang: Lang = "zh") -> Basis:
    if lang != "zh":
        one = basis(pair)
        return Basis(one.pathway, one.plan, one.policy, one.relations, one.graph, lang)
    pathway = art.read(ROOT / pair)
    policy = art.policy_for(pathway)
    plan = art.plan(pathway, policy).plan
    assert plan is not None
    return Basis.of(pathway, plan, policy)


@cache
def document(pair: str, name: str, lang: Lang = "zh") -> Document:
    made = basis(pair, lang)
    if name == "criteria":
        value = criteria(made.pathway, made.plan)
        return criteria_document(made.pathway, value, made.plan, lang, policy=made.policy)
    if name == "plan":
        return plan_document(made.pathway, made.plan, made.policy, lang)
    return WRITERS[name](made)


def heads(table: Table) -> list[str]:
    """The words over each column, the lowest heading row last."""
    words = [""] * len(table.columns)
    for places in table.laid_head():
        for place in places:
            for column in range(place.column, place.column + place.cell.across):
                words[column] = shown(place.cell.value).replace("\n", "")
    return words


def records(table: Table) -> Iterator[dict[str, str]]:
    """The body rows of a table by heading, with merged cells filled in."""
    names = heads(table)
    above: dict[int, str] = {}
    for row, places in zip(table.rows, table.laid(), strict=True):
        values: dict[str, str] = {}
        for place in places:
            text = above[place.column] if place.covered else shown(place.cell.value)
            above[place.column] = text
            if names[place.column]:
                values[names[place.column]] = text
        if row.kind == "body":
            yield values
