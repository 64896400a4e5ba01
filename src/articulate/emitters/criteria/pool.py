"""The pools of task variants and how they are drawn from."""

from __future__ import annotations

from articulate.emitters.criteria.paper import CriteriaPaper
from articulate.emitters.criteria.schedule import first_day
from articulate.emitters.document import Block, Cell, Column, Heading, Listing, PageSetup, Row, Table, row
from articulate.emitters.words import joined
from articulate.model.criteria import SkillTask, TaskVariant


def pool_annex(paper: CriteriaPaper) -> list[Block]:
    """Return the pool of every task, how large it must be, and the rules of the draw."""
    if not any(t.variants for t in paper.criteria.tasks):
        return []
    return [PageSetup(paper.say("annex_sheet.pool")), Heading(paper.say("annex.pool")), *pools(paper)]


def pools(paper: CriteriaPaper) -> list[Block]:
    """Return the tables and rules of the pools; nothing where no task has variants."""
    tasks = [t for t in paper.criteria.tasks if t.variants]
    if not tasks:
        return []
    classes, size = paper.pathway.planning.groups
    students = paper.pathway.planning.students or classes * size
    on = first_day(paper.criteria.calendar, "draw")
    rules = (
        paper.say("pool.rule_lot", day=paper.day(on)) if on else paper.say("pool.rule_lot_plain"),
        paper.say("pool.rule_order"),
        paper.say("pool.rule_deal"),
        paper.say("pool.rule_record"),
    )
    return [
        paper.body("pool.intro", students=students),
        Table(
            columns=(Column(31, "left"), Column(13), Column(16), Column(22), Column(76, "left")),
            head=(paper.head(("task", "sittings", "variants", "equal", "contents")),),
            rows=tuple(_row(paper, task) for task in tasks),
            notes=(paper.say("pool.note"),),
            size=10,
        ),
        Heading(paper.say("pool.draw"), 2),
        Listing(rules, ordered=True),
        *_lists(paper, tasks),
    ]


def _row(paper: CriteriaPaper, task: SkillTask) -> Row:
    contents = [v for v in task.variants if v.like is None]
    other = sorted({t for v in contents for t in v.topics} - set(task.topics))
    said = paper.say("pool.contents", count=len(contents), topics=joined(task.topics, paper.lang))
    if other:
        said += paper.say("pool.exchanged", topics=other)
    if len(contents) < len(task.variants):
        said += paper.say("pool.data", count=len(task.variants) - len(contents))
    equal = paper.say("pool.equal", points=task.total, minutes=task.minutes, level=paper.level(task.level))
    return row(task.name, task.sittings, len(task.variants), equal, said)


def _lists(paper: CriteriaPaper, tasks: list[SkillTask]) -> list[Block]:
    """The variants for who writes them: number, content, what makes them different."""
    rows: list[Row] = []
    for task in tasks:
        lines = [_variants(paper, group) for group in _groups(task)]
        for k, cells in enumerate(lines):
            first = (Cell(task.name, down=len(lines), align="left"),) if k == 0 else ()
            rows.append(row(*first, *cells))
    return [
        Table(
            title=paper.say("table.pool"),
            columns=(Column(34, "left"), Column(24), Column(64, "left"), Column(36, "left")),
            head=(paper.head(("task", "variant", "topics", "difference")),),
            rows=tuple(rows),
            size=9.5,
        )
    ]


def _groups(task: SkillTask) -> list[list[TaskVariant]]:
    """Variants one by one, those that only change the data of the same other one together."""
    groups: list[list[TaskVariant]] = []
    for variant in task.variants:
        if variant.like and groups and groups[-1][0].like == variant.like:
            groups[-1].append(variant)
        else:
            groups.append([variant])
    return groups


def _variants(paper: CriteriaPaper, group: list[TaskVariant]) -> tuple[str, str, str]:
    first, last = group[0], group[-1]
    name = first.id if first is last else paper.say("pool.range", first=first.id, last=last.id)
    how = paper.say("pool.like", variant=first.like) if first.like else paper.say("pool.own_content")
    return name, joined(first.topics, paper.lang), how
