"""The chain from post to assessment as a workbook: map, lines, tasks, holes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from articulate.chain import Line, Mark
from articulate.emitters.document import (
    Block,
    Cell,
    Document,
    Heading,
    PageSetup,
    Paragraph,
    Row,
    Table,
    Tone,
    row,
)
from articulate.emitters.paper import columns
from articulate.emitters.standards import profile
from articulate.emitters.standards.means import matrix_cells
from articulate.emitters.standards.paper import Basis, StandardsPaper
from articulate.emitters.words import pair_name
from articulate.model.programme import Stage


class ChainPaper(StandardsPaper):
    """The chain with its own words."""

    room: ClassVar[str] = "chain"


def chain_document(basis: Basis) -> Document:
    """Return the chain as a document; each part becomes a sheet."""
    paper = ChainPaper.on(basis)
    parts: list[tuple[str, list[Block]]] = [
        ("summary", [_summary(paper)]),
        ("matrix_secondary", [matrix_cells(paper, Stage.SECONDARY)]),
        ("matrix_higher", [matrix_cells(paper, Stage.HIGHER)]),
        ("lines", [_lines(paper)]),
        ("tasks", [profile.tasks(paper)]),
        ("holes", [_holes(paper)]),
    ]
    blocks: list[Block] = []
    for name, content in parts:
        blocks += [
            PageSetup(paper.say(f"sheet_name.{name}"), landscape=True),
            Heading(paper.say(f"heading.{name}")),
        ]
        blocks += content
    blocks.append(Paragraph(paper.say("mapping"), "note"))
    return Document(
        title=paper.say("title", pair=pair_name(paper.pathway, paper.lang)),
        subtitle=paper.say(f"mode.{paper.pathway.mode}"),
        blocks=tuple(blocks),
        lang=paper.lang,
    )


def _summary(paper: ChainPaper) -> Table:
    """Return each ability with demand, what is reached, letters, posts, assessment and verdict."""
    keys = (
        "number",
        "ability",
        "demand_s",
        "reached_s",
        "demand_h",
        "reached_h",
        "letters_i",
        "letters_r",
        "letters_m",
        "task_count",
        "assessed_in",
        "verdict",
    )
    rows: list[Row] = []
    for number, line in enumerate(paper.chain.lines, start=1):
        levels = []
        for stage in Stage:
            demand = line.demand(stage)
            levels += [
                f"L{demand.level}" if demand else None,
                f"L{n}" if (n := line.reached(stage, by_all=True)) else None,
            ]
        marks = [len(line.marked(m)) or None for m in Mark]
        assessed = [s for s in line.shares if s.assessed or s.course.certificates]
        words, tone = _verdict(paper, line)
        verdict = Cell(words, tone=tone)
        rows.append(
            row(
                number,
                line.competency.name,
                *levels,
                *marks,
                len(line.tasks) or None,
                len(assessed) or None,
                verdict,
            )
        )
    return Table(
        columns=columns(keys, (10, 48, 17, 17, 17, 17, 14, 14, 14, 18, 18, 64), ("ability", "verdict")),
        head=(paper.head(keys),),
        rows=tuple(rows),
        notes=(paper.say("summary.note"),),
        size=9.5,
        freeze=2,
    )


def _verdict(paper: ChainPaper, line: Line) -> tuple[str, Tone]:
    """Return the holes of a line in words, and how it is shown."""
    holes = [paper.say(f"hole.{h}") for h in holes_of(line)]
    if holes:
        return paper.list(holes), "bad"
    surplus = [s for stage in Stage for s in line.surplus(stage)]
    if surplus:
        return paper.say("surplus", names=paper.names_of(s.course for s in surplus)), "warn"
    return paper.say("whole"), "good"


def holes_of(line: Line) -> tuple[str, ...]:
    """Return the links that are missing in a line, as keys."""
    found = {
        "post": not line.posts,
        "task": bool(line.posts) and not line.tasks,
        "outcome": not line.shares,
        "level": bool(line.shares) and line.reached(Stage.HIGHER) < line.competency.level,
        "by_all": any(line.reached(s, by_all=True) < c.level <= line.reached(s) for s, c in line.demanded),
        "introduction": bool(line.shares) and not line.introduced and line.competency.level >= 3,
        "assessment": bool(line.shares) and not any(s.assessed or s.course.certificates for s in line.shares),
    }
    return tuple(k for k, missing in found.items() if missing)


def _lines(paper: ChainPaper) -> Table:
    """Return every link from ability to outcome, course and assessment, one row an outcome."""
    keys = ("ability", "stage", "course", "terms", "letter", "outcome", "level", "requirement", "assessed")
    rows: list[Row] = []
    for line in paper.chain.lines:
        for share in line.shares:
            for outcome in share.outcomes:
                rows.append(
                    row(
                        line.competency.name,
                        paper.stage(share.course.stage),
                        share.course.name,
                        paper.terms(share.course),
                        share.letters,
                        outcome.topic,
                        f"L{outcome.level}",
                        outcome.text or None,
                        paper.say("yes") if outcome.assessed else None,
                    )
                )
    return Table(
        columns=columns(
            keys, (34, 12, 40, 18, 12, 38, 12, 88, 14), ("ability", "course", "outcome", "requirement")
        ),
        head=(paper.head(keys),),
        rows=tuple(rows),
        size=9,
        freeze=1,
    )


def _holes(paper: ChainPaper) -> Table:
    """Return every missing link in words, or that there is none."""
    told = tuple(_missing(paper))
    rows = [row(n, *t) for n, t in enumerate(told, start=1)] or [row(1, paper.say("no_hole"), "")]
    return Table(
        columns=columns(("number", "what", "to_do"), (12, 130, 120), ("what", "to_do")),
        head=(paper.head(("number", "what", "to_do")),),
        rows=tuple(rows),
        size=10,
    )


def _missing(paper: ChainPaper) -> Iterable[tuple[str, str]]:
    chain = paper.chain
    for post, task in chain.tasks:
        if not task.competencies:
            yield paper.say("missing.task", post=post.name, task=task.name), paper.say("do.task")
    for line in chain.lines:
        for hole in holes_of(line):
            told = paper.say("missing.line", name=line.competency.name, hole=paper.say(f"hole.{hole}"))
            yield told, paper.say(f"do.{hole}")
        for stage in Stage:
            surplus = line.surplus(stage)
            if surplus:
                names = paper.names_of(s.course for s in surplus)
                values = {"name": line.competency.name, "stage": stage, "names": names}
                yield paper.say("missing.surplus", **values), paper.say("do.surplus")
    for course in chain.idle_courses:
        yield paper.say("missing.course", name=paper.name(course)), paper.say("do.course")
    for place in chain.idle_facilities:
        yield paper.say("missing.facility", name=place.name), paper.say("do.facility")
