"""What is taught: courses by category, how the two stages share the work, hours, practice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from articulate.emitters.document import Block, Cell, Heading, Row, Scalar, Table, Tone, row
from articulate.emitters.paper import columns
from articulate.emitters.standards.paper import StandardsPaper
from articulate.emitters.standards.places import where
from articulate.i18n import show
from articulate.model.programme import CourseKind, Delivery, Stage
from articulate.policy import Verdict, assess

TONES: dict[Verdict, Tone] = {Verdict.MET: "good", Verdict.UNMET: "bad", Verdict.REFERENCE: "muted"}
PROFESSIONAL = (CourseKind.FOUNDATION, CourseKind.CORE, CourseKind.EXTENSION)
MEASURES = ("total_hours", "public_basic_share", "elective_share", "practice_share", "core_courses")


def courses(paper: StandardsPaper) -> list[Block]:
    """Return the structure of the curriculum and its courses, category by category."""
    blocks: list[Block] = [_structure_text(paper), structure(paper)]
    blocks += [
        Heading(show(CourseKind.GENERAL, paper.lang), 2),
        paper.body("courses.general"),
        general(paper),
    ]
    for kind in PROFESSIONAL:
        if any(paper.offered(s, kind) for s in Stage):
            blocks += [
                Heading(show(kind, paper.lang), 2),
                paper.body(f"courses.{kind.value}"),
                professional(paper, kind),
            ]
    if any(paper.offered(s, CourseKind.PRACTICUM) for s in Stage):
        blocks += [
            Heading(show(CourseKind.PRACTICUM, paper.lang), 2),
            paper.body("courses.practicum"),
            practice(paper),
        ]
    return blocks


def _structure_text(paper: StandardsPaper) -> Block:
    values: dict[str, object] = {}
    for stage in Stage:
        mine = paper.counted[stage]
        values[f"{stage.value}_count"] = len(mine)
        values[f"{stage.value}_core"] = sum(c.kind is CourseKind.CORE for c in mine)
    return paper.body("courses.structure", **values)


def structure(paper: StandardsPaper) -> Table:
    """Return count, credits and hours of each category in either stage."""
    keys = ("kind", "count", "credits", "hours", "count", "credits", "hours", "all_hours")
    heads = [Cell(paper.say("column.kind"), down=2)]
    heads += [Cell(paper.say("column.stage_of", stage=s), across=3) for s in Stage]
    heads.append(Cell(paper.say("column.all_hours"), down=2))
    rows = []
    for kind in (*CourseKind, None):
        cells: list[Scalar] = []
        for stage in Stage:
            some = [c for c in paper.counted[stage] if kind in (None, c.kind)]
            cells += [len(some), sum((c.credits for c in some), Decimal(0)), sum(c.hours for c in some)]
        words = show(kind, paper.lang) if kind else paper.say("sum")
        total = sum(c.hours for s in Stage for c in paper.counted[s] if kind in (None, c.kind))
        rows.append(row(words, *cells, total, kind="body" if kind else "total"))
    return Table(
        title=paper.say("table_title.structure"),
        columns=columns(keys, (36, 16, 18, 18, 16, 18, 18, 18), ("kind",)),
        head=(Row(tuple(heads)), paper.head(keys[1:7])),
        rows=tuple(rows),
        size=10,
    )


def _table(
    paper: StandardsPaper,
    title: str,
    keys: Sequence[str],
    widths: Sequence[float],
    left: Sequence[str],
    rows: Iterable[Row],
) -> Table:
    return Table(
        title=paper.say(f"table_title.{title}"),
        columns=columns(keys, widths, left),
        head=(paper.head(keys),),
        rows=tuple(rows),
        size=9.5,
    )


def general(paper: StandardsPaper) -> Table:
    """Return the public basic courses of both stages."""
    keys = ("stage", "course", "nature", "credits", "hours", "practice", "terms", "exam")
    rows = []
    for stage in Stage:
        for c in paper.offered(stage, CourseKind.GENERAL):
            cells = (c.name, paper.nature(c), c.credits, c.hours, c.practice, paper.terms(c), paper.exam(c))
            rows.append(row(paper.stage(stage), *cells))
    return _table(paper, "general", keys, (14, 52, 14, 13, 13, 18, 20, 14), ("course",), rows)


def professional(paper: StandardsPaper, kind: CourseKind) -> Table:
    """Return the courses of a category with what they teach and which abilities they build."""
    keys = ("stage", "course", "level", "hours_practice", "terms", "topics", "abilities")
    rows = []
    for stage in Stage:
        for c in paper.offered(stage, kind):
            hours = paper.say("hours_practice", hours=c.hours, practice=c.practice)
            topics = paper.list(o.topic for o in c.outcomes)
            cells = (c.name, paper.top(c), hours, paper.terms(c), topics, paper.abilities(c))
            rows.append(row(paper.stage(stage), *cells))
    title = f"professional_{kind.value}"
    return _table(paper, title, keys, (10, 31, 10, 19, 13, 45, 30), ("course", "topics", "abilities"), rows)


def core_contents(paper: StandardsPaper) -> Table:
    """Return the core courses with the tasks they prepare for and what is asked in teaching."""
    keys = ("stage", "course", "tasks", "contents")
    rows = []
    for stage in Stage:
        for c in paper.offered(stage, CourseKind.CORE):
            served = dict.fromkeys(
                task.name
                for line, _ in paper.chain.of(c.id)
                for post, task in line.tasks
                if post.stage is stage
            )
            contents = "\n".join(
                paper.say("numbered_item", number=n, text=(o.text or o.topic).rstrip("。."))
                for n, o in enumerate(c.outcomes, start=1)
            )
            rows.append(row(paper.stage(stage), c.name, paper.say("semicolon").join(served), contents))
    return _table(paper, "core_contents", keys, (10, 28, 44, 76), ("course", "tasks", "contents"), rows)


def practice(paper: StandardsPaper) -> Table:
    """Return the weeks and courses of practice with their places."""
    keys = ("stage", "course", "terms", "weeks", "hours", "place", "topics")
    rows = []
    for stage in Stage:
        for c in paper.offered(stage, CourseKind.PRACTICUM):
            weeks = c.weeks if c.delivery is Delivery.BLOCK else paper.say("in_lessons")
            topics = paper.list(o.topic for o in c.outcomes)
            cells = (c.name, paper.terms(c), weeks, c.hours, where(paper, c), topics)
            rows.append(row(paper.stage(stage), *cells))
    return _table(paper, "practice", keys, (10, 34, 12, 14, 12, 34, 42), ("course", "place", "topics"), rows)


def hours(paper: StandardsPaper) -> list[Block]:
    """Return hours, credits and shares in sentences and beside the figures of the rules."""
    total = sum(c.hours for s in Stage for c in paper.counted[s])
    credits = sum((c.credits for s in Stage for c in paper.counted[s]), Decimal(0))
    blocks: list[Block] = [paper.body("hours.all", hours=total, credits=credits)]
    for stage in Stage:
        mine = paper.counted[stage]
        whole = sum(c.hours for c in mine)
        if not whole:
            continue
        general_hours = sum(c.hours for c in mine if c.kind is CourseKind.GENERAL)
        blocks.append(
            paper.body(
                "hours.stage",
                stage=stage,
                hours=whole,
                credits=sum((c.credits for c in mine), Decimal(0)),
                general=Fraction(general_hours, whole),
                electives=Fraction(sum(c.hours for c in mine if not c.required), whole),
                practice=Fraction(sum(c.practice for c in mine), whole),
            )
        )
    rows = tuple(_verdicts(paper))
    if rows:
        keys = ("stage", "measure", "measured", "rule", "verdict", "basis")
        blocks += [
            paper.body("hours.rules"),
            Table(
                title=paper.say("table_title.rules"),
                columns=columns(keys, (14, 34, 20, 38, 16, 36), ("measure", "rule", "basis")),
                head=(paper.head(keys),),
                rows=rows,
                size=10,
            ),
        ]
    return blocks


def _verdicts(paper: StandardsPaper) -> Iterable[Row]:
    """Yield the figures that rules ask for, each with the weightiest rule on it."""
    seen = set()
    for one in assess(paper.pathway, paper.policy, paper.plan):
        key = (one.stage, one.provision.measure)
        if one.stage is None or one.provision.measure not in MEASURES or key in seen:
            continue
        if one.verdict is Verdict.REFERENCE:
            continue
        seen.add(key)
        yield row(
            paper.stage(one.stage),
            show(one.measure, paper.lang),
            show(one.measured_in_words, paper.lang),
            show(one.provision.bound, paper.lang),
            Cell(show(one.verdict, paper.lang), tone=TONES[one.verdict], bold=True),
            one.provision.cite(paper.lang),
        )
