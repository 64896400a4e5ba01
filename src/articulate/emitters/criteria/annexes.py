"""The annexes of the transfer criteria: bridge list, scoring, range, score sheets, pledge."""

from __future__ import annotations

from articulate.emitters.criteria.paper import CriteriaPaper, indicator
from articulate.emitters.document import (
    Block,
    Cell,
    Column,
    Heading,
    Listing,
    PageSetup,
    Paragraph,
    Row,
    Table,
    Tone,
    row,
)
from articulate.emitters.paper import columns
from articulate.emitters.words import joined, major_name
from articulate.model.criteria import BlueprintRow, BridgeItem, SkillTask
from articulate.model.programme import Stage

BLANK_LINES = 10
"""Empty rows of a score sheet."""


def _annex(paper: CriteriaPaper, name: str, *, landscape: bool = False) -> list[Block]:
    return [PageSetup(paper.say(f"annex_sheet.{name}"), landscape), Heading(paper.say(f"annex.{name}"))]


def bridge_annex(paper: CriteriaPaper) -> list[Block]:
    """Return the bridge list: what is handed over, who needs it, where it is shown."""
    items = paper.criteria.bridge
    if not items:
        return [*_annex(paper, "bridge"), paper.body("bridge.none")]
    keys = (
        "number",
        "topic",
        "needed_level",
        "taught_level",
        "taught_in",
        "needed_by",
        "hours_behind",
        "shown_by",
    )
    widths = (12, 47, 23, 23, 46, 62, 17, 47)
    return [
        *_annex(paper, "bridge", landscape=True),
        Table(
            columns=columns(keys, widths, ("topic", "taught_in", "needed_by")),
            head=(paper.head(keys),),
            rows=tuple(_bridge_row(paper, n, item) for n, item in enumerate(items, start=1)),
            notes=(paper.say("bridge.note", deadline=paper.criteria.deadline),),
            size=9.5,
            freeze=2,
        ),
    ]


def _bridge_row(paper: CriteriaPaper, number: int, item: BridgeItem) -> Row:
    short = item.taught_level < item.level
    left_out = item.topic in paper.pathway.transfer.not_assessed
    tone: Tone = ("muted" if left_out else "bad") if short else ""
    return row(
        number,
        item.topic,
        paper.level(item.level),
        Cell(_reached(paper, item), tone=tone),
        paper.names(item.courses),
        paper.names(item.needed_by),
        item.dependent_hours,
        _shown_by(paper, item),
    )


def _reached(paper: CriteriaPaper, item: BridgeItem) -> str:
    """Return the level reached by the deadline, or the term in which a topic is taught after it."""
    plan = paper.plan
    if item.taught_level or plan is None:
        return paper.level(item.taught_level)
    late = [t for i in item.courses for t in plan.terms_of(i)[-1:]]
    return paper.say("later_term", term=min(late)) if late else paper.level(0)


def _shown_by(paper: CriteriaPaper, item: BridgeItem) -> Cell:
    """Return where the assessment asks for a topic, or why it does not."""
    criteria, topic = paper.criteria, item.topic
    ways = []
    if any(p.course in item.courses for p in criteria.process):
        ways.append("process")
    if any(topic in r.topics for r in criteria.blueprint.rows):
        ways.append("written")
    if any(topic in t.topics for t in criteria.tasks):
        ways.append("skill")
    if ways:
        return Cell(joined((paper.say(f"shown_by.{w}") for w in ways), paper.lang))
    reason = paper.pathway.transfer.not_assessed.get(item.topic)
    if reason:
        return Cell(paper.say("shown_by.left_out", reason=reason), tone="muted")
    return Cell(paper.say("shown_by.none"), tone="bad")


def scoring_annex(paper: CriteriaPaper) -> list[Block]:
    """Table C: what is scored in each task, with points and manner; one table a task, so that none breaks."""
    tasks = paper.criteria.tasks
    if not tasks:
        return []
    intro = paper.body("scoring.intro", count=len(tasks), points=sum(t.total for t in tasks))
    tables = [_scoring(paper, number, task) for number, task in enumerate(tasks, start=1)]
    return [*_annex(paper, "scoring"), intro, *tables, Paragraph(paper.say("scoring.note"), "note")]


def _scoring(paper: CriteriaPaper, number: int, task: SkillTask) -> Table:
    rows: list[Row] = []
    for k, point in enumerate(task.points):
        first: tuple[Cell, ...] = ()
        if k == 0:
            down = len(task.points)
            head = paper.say("scoring.task", name=task.name, minutes=task.minutes)
            first = (
                Cell(head, down=down, align="left"),
                Cell(indicator(paper, task), down=down, align="left"),
            )
        text = point.text or paper.say(f"scoring.{point.manner}")
        rows.append(row(*first, text, point.points, paper.say(f"manner.{point.manner}")))
    rows.append(row(Cell(paper.say("sum"), across=3), task.total, "", kind="total"))
    keys = ("task", "indicator", "scoring_point", "points", "manner")
    return Table(
        title=paper.say("table.c", number=number),
        columns=columns(keys, (28, 42, 53, 14, 21), ("scoring_point",)),
        head=(paper.head(keys),),
        rows=tuple(rows),
        size=10,
    )


def range_annex(paper: CriteriaPaper) -> list[Block]:
    """What the written paper may ask: topics of each group, with its points."""
    rows = paper.criteria.blueprint.rows
    if not rows:
        return []
    keys = ("number", "content", "topics", "points")
    return [
        *_annex(paper, "range"),
        Table(
            columns=(Column(12), Column(42), Column(88, "left"), Column(16)),
            head=(paper.head(keys),),
            rows=tuple(row(n, r.group, _by_level(paper, r), r.total) for n, r in enumerate(rows, start=1)),
            notes=(paper.say("range.note"),),
            size=10.5,
        ),
    ]


def _by_level(paper: CriteriaPaper, line: BlueprintRow) -> str:
    """Return what a row asks, level by level; without levels where the schools set the row by hand."""
    if not line.asked:
        return joined(line.topics, paper.lang)
    said = []
    for level in sorted(set(line.asked.values())):
        topics = joined((t for t in line.topics if line.asked.get(t) == level), paper.lang)
        said.append(paper.say("range.at_level", level=paper.level(level), topics=topics))
    return "\n".join(said)


def sheets_annex(paper: CriteriaPaper) -> list[Block]:
    """The two score sheets, kept apart: one for the process part, one for the whole."""
    criteria = paper.criteria
    blocks: list[Block] = []
    person = ("number", "name", "candidate", "identity")
    widths = (12.0, 22.0, 32.0, 40.0)

    def heads(*parts: tuple[str, int]) -> list[str]:
        return [paper.say("sheet_head", name=name, percent=percent) for name, percent in parts]

    process = heads(*((paper.names((i.course,)) or i.course, i.weight) for i in criteria.process))
    culture = heads(*((paper.names((i.course,)) or i.course, i.weight) for i in criteria.culture))
    skill = heads(
        *(
            (paper.say(f"part.{name}"), share)
            for name, share in (("written", paper.written), ("practical_plain", 100 - paper.written))
            if share
        )
    )
    parts = heads(
        *((paper.say(f"part.{k}"), criteria.weights.get(k, 0)) for k in ("process", "culture", "skill"))
    )
    for name, scores, last in (
        ("process_sheet", process, (paper.say("column.process_score"), paper.say("column.remark"))),
        (
            "total_sheet",
            [*culture, *skill, *parts],
            (paper.say("column.total_score"), paper.say("column.passed"), paper.say("column.remark")),
        ),
    ):
        if not scores:
            continue
        columns = [*(paper.say(f"column.{k}") for k in person), *scores, *last]
        width = (277 - sum(widths)) / (len(scores) + len(last))
        blocks += [
            *_annex(paper, name, landscape=True),
            Table(
                columns=(*(Column(w) for w in widths), *(Column(width) for _ in (*scores, *last))),
                head=(row(*columns),),
                rows=tuple(row(n, *([None] * (len(columns) - 1))) for n in range(1, BLANK_LINES + 1)),
                notes=(paper.say("sheet_note"),),
                size=9.5,
                least=24,
                freeze=2,
            ),
        ]
    return blocks


def pledge_annex(paper: CriteriaPaper) -> list[Block]:
    """Return the pledge that a candidate signs."""
    items = tuple(paper.say(f"pledge.{n}") for n in range(1, 5))
    return [
        *_annex(paper, "pledge"),
        paper.body(
            "pledge.intro",
            school=paper.school(Stage.SECONDARY),
            major=major_name(paper.pathway.secondary.programme.major, paper.lang),
        ),
        Listing(items, ordered=True),
        Paragraph(paper.say("pledge.sign"), "lead"),
        Paragraph(paper.say("pledge.guardian"), "lead"),
        Paragraph(paper.say("pledge.date"), "lead"),
    ]
