"""The programme of the five years (人才培养方案): ten chapters and the annexes that schools file with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from articulate.emitters.document import Block, Column, Document, Heading, Table, row
from articulate.emitters.plan_document import plan_document
from articulate.emitters.standards import curriculum, means, profile, specification
from articulate.emitters.standards.pairing import pairing
from articulate.emitters.standards.paper import Basis, StandardsPaper, annex, written
from articulate.model.programme import Stage

PLAN_PARTS = 4
"""Parts of the teaching plan that are annexed: progress, weeks, statistics, rules."""


class ProgrammePaper(StandardsPaper):
    """The programme with its own words."""

    room: ClassVar[str] = "programme"


def programme_document(basis: Basis) -> Document:
    """Return the programme as a document: ten chapters, then the plan and the other annexes."""
    paper = ProgrammePaper.on(basis)
    return written(
        paper,
        (
            ("name", profile.majors),
            ("entry", profile.entry),
            ("years", profile.years),
            ("occupations", profile.occupations),
            ("aims", _aims),
            ("courses", _courses),
            ("hours", curriculum.hours),
            ("progress", _progress),
            ("means", _means),
            ("graduation", means.graduation),
        ),
        _open_points(paper),
        _annexes(paper),
    )


def _aims(paper: ProgrammePaper) -> list[Block]:
    return [
        Heading(paper.say("aims.heading"), 2),
        *profile.aims(paper),
        Heading(paper.say("spec.heading"), 2),
        *_levelled(specification.specification(paper)),
    ]


def _levelled(blocks: Iterable[Block]) -> list[Block]:
    """Put headings one level deeper, under a heading of their own."""
    return [replace(b, level=3) if isinstance(b, Heading) else b for b in blocks]


def _courses(paper: ProgrammePaper) -> list[Block]:
    pairs = pairing(paper)
    heading: list[Block] = [Heading(paper.say("pairing.heading"), 2)] if pairs else []
    return [
        Heading(paper.say("courses.heading"), 2),
        *curriculum.courses(paper),
        *heading,
        *pairs,
    ]


def _progress(paper: ProgrammePaper) -> list[Block]:
    calendar = paper.pathway.calendar.terms
    weeks = {s.value: sum(t.weeks for t in calendar if t.term in s.terms) for s in Stage}
    teaching = {f"{s.value}_teaching": sum(t.teaching for t in calendar if t.term in s.terms) for s in Stage}
    keys = (
        "term",
        "all_weeks",
        "teaching_weeks",
        "block_weeks",
        "exam_weeks",
        "activities",
        "courses",
        "exams",
    )
    rows = []
    for term in calendar:
        offered = paper.plan.in_term(term.term)
        told = [paper.say("activity", name=a.name, weeks=a.weeks) for a in term.activities]
        if term.spare > 0:
            told.append(paper.say("spare", weeks=term.spare))
        rows.append(
            row(
                term.term,
                term.weeks,
                term.teaching,
                sum(o.weeks for o in offered if o.block) or None,
                term.exam or None,
                paper.list(told),
                len({o.course for o in offered}),
                sum(o.exam for o in offered) or None,
            )
        )
    return [
        paper.body("progress.weeks", all=sum(weeks.values()), **weeks, **teaching),
        paper.body("progress.annexes"),
        Table(
            title=paper.say("table_title.progress"),
            columns=tuple(Column(w) for w in (12, 15, 22, 24, 16, 33, 18, 18)),
            head=(paper.head(keys),),
            rows=tuple(rows),
            size=10,
        ),
    ]


def _means(paper: ProgrammePaper) -> list[Block]:
    return means.sections(paper, means.PARTS)


def _annexes(paper: ProgrammePaper) -> list[Block]:
    """Return the teaching plan, the map of abilities, the list of papers and the form for changes."""
    blocks: list[Block] = []
    number = 0
    plan = plan_document(paper.pathway, paper.plan, paper.policy, paper.lang)
    for setup, content in list(plan.parts())[:PLAN_PARTS]:
        number += 1
        heading = Heading(paper.say("annex_heading", number=number, text=setup.name))
        blocks += [setup, heading, *(b for b in content if not isinstance(b, Heading))]
    number += 1
    blocks += annex(paper, number, "matrix", landscape=True)
    for stage in Stage:
        blocks.append(means.matrix_cells(paper, stage))
    number += 1
    blocks += [*annex(paper, number, "papers"), paper.body("papers.intro"), _papers(paper)]
    number += 1
    blocks += [*annex(paper, number, "change"), _change(paper)]
    return blocks


def _papers(paper: ProgrammePaper) -> Table:
    names = ("criteria", "teaching", "course", "facility", "internship", "work_plan")
    return Table(
        columns=(Column(14), Column(64, "left"), Column(80, "left")),
        head=(paper.head(("number", "paper", "says")),),
        rows=tuple(
            row(n, paper.say(f"papers.{k}"), paper.say(f"papers.{k}_says"))
            for n, k in enumerate(names, start=1)
        ),
        size=10.5,
    )


def _change(paper: ProgrammePaper) -> Table:
    """Return the form on which a later change of the programme is applied for."""
    rows = tuple(
        row(paper.say(f"change.{k}"), "")
        for k in ("what", "from", "to", "why", "research", "school", "filed")
    )
    return Table(
        columns=(Column(46), Column(112, "left")),
        head=(),
        rows=rows,
        notes=(paper.say("change.note"),),
        size=10.5,
        least=52,
    )


def _open_points(paper: ProgrammePaper) -> Iterable[str | None]:
    yield paper.open_drafts()
    yield from profile.open_points(paper)
    yield from specification.open_points(paper)
    yield from means.open_points(paper)
    yield paper.say("open.approval")
