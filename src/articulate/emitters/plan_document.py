"""The teaching plan as the table that schools file (教学进程安排表), with its companions.

The ten-term table, the allocation of weeks (教学周数分配表), hours and credits with the figure of the
rule beside each share (学时学分统计表), every rule with its document, and notes. Rows that are left out of
the sums stand in brackets; everything else adds up, and every number is a number.
"""

from __future__ import annotations

from articulate.emitters.document import Block, Document, Heading, PageSetup
from articulate.emitters.plan.book import Book, word
from articulate.emitters.plan.notes import notes
from articulate.emitters.plan.progress import progress
from articulate.emitters.plan.statistics import rules, statistics
from articulate.emitters.plan.weeks import weeks
from articulate.emitters.words import pair_name, parties
from articulate.i18n import Lang
from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.policy import Policy, assess

UPRIGHT = ("statistics", "notes")
"""Parts on upright pages; the others lie on their side."""
MARGINS = (16.0, 11.0, 15.0, 11.0)
"""Millimetres: tables need the width more than the eye needs white."""


def plan_document(pathway: Pathway, plan: TeachingPlan, policy: Policy, lang: Lang = "zh") -> Document:
    """Return the teaching plan as a document of five parts, each a sheet in a workbook.

    What counts are the required courses and the electives that the plan takes. Hours of a course are
    those of the programme; where the terms of the plan give another sum, its remark says so.
    """
    book = Book(pathway, plan, lang)
    assessed = assess(pathway, policy, plan)
    blocks: list[Block] = []
    for name, content in (
        ("progress", (progress(book),)),
        ("weeks", (weeks(book),)),
        ("statistics", (statistics(book, assessed),)),
        ("rules", (rules(assessed, lang),) if assessed else ()),
        ("notes", notes(book, policy, assessed)),
    ):
        if not content:
            continue
        blocks += [
            PageSetup(word(f"sheet.{name}", lang), name not in UPRIGHT, MARGINS),
            Heading(word(f"heading.{name}", lang)),
            *content,
        ]
    return Document(
        title=word("title", lang, pair=pair_name(pathway, lang), mode=word(f"mode.{pathway.mode}", lang)),
        subtitle=parties(pathway, lang),
        blocks=tuple(blocks),
        lang=lang,
    )
