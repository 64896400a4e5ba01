"""What graduates are like: attitude, knowledge, abilities with their indicators."""

from __future__ import annotations

from collections.abc import Iterable

from articulate.chain import Line
from articulate.emitters.document import Block, Cell, Heading, Listing, Row, Table, row
from articulate.emitters.paper import columns, sentence
from articulate.emitters.standards.conventions import KNOWN
from articulate.emitters.standards.paper import StandardsPaper
from articulate.i18n import Lv
from articulate.model.programme import Competency, CourseKind, Stage

COMMON = 5
"""Sentences on attitude that every programme shares, as the national standards have them."""


def specification(paper: StandardsPaper) -> list[Block]:
    """Return attitude, knowledge and abilities, each under a heading of its own."""
    return [
        paper.body("spec.intro"),
        Heading(paper.say("spec.quality"), 2),
        *_attitudes(paper),
        Heading(paper.say("spec.knowledge"), 2),
        Listing(tuple(_knowledge(paper)), ordered=True),
        Heading(paper.say("spec.ability"), 2),
        paper.body("spec.ability_intro", count=len(paper.chain.lines)),
        abilities(paper),
    ]


def _attitudes(paper: StandardsPaper) -> list[Block]:
    """Return what every graduate shares, then what goes with the abilities of this major."""
    common = tuple(paper.say(f"spec.common.{number}") for number in range(1, COMMON + 1))
    worded = tuple(
        paper.say("spec.attitude", name=line.competency.name, text=sentence(line.quality, paper.lang))
        for line in paper.chain.lines
        if line.quality
    )
    blocks: list[Block] = [Listing(common, ordered=True)]
    if worded:
        blocks += [paper.body("spec.attitudes"), Listing(worded)]
    return blocks


def _knowledge(paper: StandardsPaper) -> Iterable[str]:
    for stage in Stage:
        names = paper.list(c.name for c in paper.offered(stage, CourseKind.GENERAL) if c.required)
        if names:
            yield paper.say("spec.general", stage=stage, names=names)
    told: set[str] = set()
    for line in paper.chain.lines:
        topics = tuple(t for t in _topics(line) if t not in told)
        told.update(topics)
        if topics:
            yield paper.say("spec.topics", name=line.competency.name, topics=topics)


def _topics(line: Line) -> tuple[str, ...]:
    """Topics that are known rather than done, from the foundation and core courses behind an ability."""
    kinds = (CourseKind.FOUNDATION, CourseKind.CORE)
    shares = (s for s in line.shares if s.course.kind in kinds and s.course.required)
    return tuple(dict.fromkeys(o.topic for s in shares for o in s.outcomes if o.level <= KNOWN))


def abilities(paper: StandardsPaper) -> Table:
    """Return each ability with level and indicator at the end of either stage."""
    keys = ("number", "ability", "exit_secondary", "exit_higher")
    rows: list[Row] = []
    for number, line in enumerate(paper.chain.lines, start=1):
        cells = [_exit(paper, line, stage) for stage in Stage]
        rows.append(row(number, line.competency.name, *cells))
    return Table(
        title=paper.say("table_title.abilities"),
        columns=columns(keys, (11, 29, 59, 59), ("ability", "exit_secondary", "exit_higher")),
        head=(paper.head(keys),),
        rows=tuple(rows),
        notes=(paper.say("spec.note"),),
        size=9.5,
    )


def _exit(paper: StandardsPaper, line: Line, stage: Stage) -> Cell:
    """Return what is demanded of an ability at the end of a stage."""
    demand = line.demand(stage)
    if demand is None and stage is Stage.HIGHER and not line.demanded:
        # Only the pathway itself names it: it is demanded after the five years.
        demand = line.competency
    if demand is None:
        other = line.demand(Stage.SECONDARY if stage is Stage.HIGHER else Stage.HIGHER)
        key = "spec.kept" if stage is Stage.HIGHER else "spec.later"
        return Cell(paper.say(key) if other else "", tone="muted")
    return Cell(demanded(paper, demand))


def demanded(paper: StandardsPaper, demand: Competency) -> str:
    """Return level and indicator of an ability as one text."""
    level = paper.level(Lv(demand.level))
    return f"{level}\n{sentence(demand.indicator, paper.lang)}" if demand.indicator else level


def open_points(paper: StandardsPaper) -> Iterable[str]:
    """Yield what is still to be written about abilities."""
    bare = [line.competency.name for line in paper.chain.lines if not line.competency.indicator]
    if bare:
        yield paper.say("open.indicators", names=tuple(bare))
    unworded = [line.competency.name for line in paper.chain.lines if not line.quality]
    if unworded:
        yield paper.say("open.qualities", names=tuple(unworded))
