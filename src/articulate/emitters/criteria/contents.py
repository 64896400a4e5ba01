"""The chapters of the transfer criteria on what is assessed: parts and weights, process, examination."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from articulate.emitters.criteria.paper import CriteriaPaper, indicator
from articulate.emitters.criteria.questions import question_table
from articulate.emitters.document import Block, Cell, Column, Heading, Row, Table, row
from articulate.emitters.paper import PAGE, columns
from articulate.model.criteria import ProcessItem


def parts(paper: CriteriaPaper) -> list[Block]:
    """Return the parts with weights and least scores (table A)."""
    weights = paper.criteria.weights
    shares = {k: weights.get(k, 0) for k in ("process", "culture", "skill")}
    blocks: list[Block] = [paper.body("parts.total", **shares)]
    if 0 < paper.written < 100:
        blocks.append(paper.body("parts.skill", written=paper.written, practical=100 - paper.written))
    keys = ("part", "item", "full", "weight", "least", "by", "when")
    blocks.append(
        Table(
            title=paper.say("table.a"),
            columns=tuple(Column(w) for w in (22, 34, 14, 14, 15, 37, 22)),
            head=(paper.head(keys),),
            rows=tuple(_part_rows(paper)),
            size=10.5,
        )
    )
    return blocks


def _part_rows(paper: CriteriaPaper) -> Iterable[Row]:
    """Yield the rows of table A. The weights of its lines add up to the whole."""
    criteria = paper.criteria
    weights = {k: Fraction(criteria.weights.get(k, 0), 100) for k in ("process", "culture", "skill")}
    term = paper.say("in_term", term=criteria.assessed_in)
    yield row(
        paper.say("part.process"),
        paper.say("part.process_item", count=len(criteria.process)),
        100,
        weights["process"],
        criteria.line("process"),
        paper.say("part.by_process"),
        paper.say("until_term", term=criteria.deadline),
    )
    yield row(
        paper.say("part.culture"),
        paper.names(i.course for i in criteria.culture) or paper.say("part.culture_item"),
        100,
        weights["culture"],
        criteria.line("culture"),
        paper.say("part.by_culture"),
        term,
    )
    lines = []
    if paper.written:
        share = weights["skill"] * Fraction(paper.written, 100)
        lines.append((paper.say("part.written"), share, paper.say("part.by_written")))
    if paper.written < 100:
        share = weights["skill"] * Fraction(100 - paper.written, 100)
        lines.append(
            (paper.say("part.practical", count=len(criteria.tasks)), share, paper.say("part.by_practical"))
        )
    for number, (item, share, by) in enumerate(lines):
        first = (Cell(paper.say("part.skill"), down=len(lines)),) if number == 0 else ()
        line = (Cell(criteria.line("skill"), down=len(lines)),) if number == 0 else ()
        yield row(*first, item, 100, share, *line, by, term)
    yield row(
        Cell(paper.say("sum"), across=2),
        100,
        sum(weights.values()),
        criteria.pass_total,
        "",
        "",
        kind="total",
    )


def process(paper: CriteriaPaper) -> list[Block]:
    """Return the courses of the process part (table B)."""
    items = paper.criteria.process
    if not items:
        return [paper.body("process.none")]
    keys = ("number", "course", "terms", "credits", "marking", "share", "setter", "dependence")
    rows = [
        row(
            number,
            paper.names((item.course,)) or item.course,
            _terms(paper, item),
            item.credits,
            paper.say("process.exam" if _examined(paper, item) else "process.check"),
            Fraction(item.weight, 100),
            paper.say("process.setter"),
            item.dependence,
        )
        for number, item in enumerate(items, start=1)
    ]
    total = row(
        Cell(paper.say("sum"), across=3),
        sum((i.credits for i in items), Decimal(0)),
        "",
        Fraction(sum(i.weight for i in items), 100),
        "",
        "",
        kind="total",
    )
    widths = (12, 37, 24, 12, 22, 14, 20, 17)
    return [
        paper.body("process.intro", count=len(items), deadline=paper.criteria.deadline),
        Table(
            title=paper.say("table.b"),
            columns=tuple(
                Column(w, "left" if k == "course" else "center") for k, w in zip(keys, widths, strict=True)
            ),
            head=(paper.head(keys),),
            rows=(*rows, total),
            notes=(paper.say("process.note"),),
            size=10.5,
        ),
        paper.body("process.publish", term=paper.criteria.assessed_in),
    ]


def _terms(paper: CriteriaPaper, item: ProcessItem) -> str:
    """Return the terms of a process course: 第1、2学期, or 第1—4学期 where they follow one another."""
    terms = item.terms
    if len(terms) > 2 and terms == tuple(range(terms[0], terms[-1] + 1)):
        return paper.say("terms_range", first=terms[0], last=terms[-1])
    return paper.say("in_term", term=terms) if terms else ""


def _examined(paper: CriteriaPaper, item: ProcessItem) -> bool:
    course = paper.pathway.by_id.get(item.course)
    return bool(course and course.exam)


def examination(paper: CriteriaPaper) -> list[Block]:
    """Return culture part, written paper with its blueprint, and skill tasks."""
    blocks: list[Block] = [Heading(paper.say("examination.culture"), 2)]
    blocks += _culture(paper)
    if paper.written:
        blocks += [Heading(paper.say("examination.written"), 2), *_written(paper)]
    blocks.append(Heading(paper.say("examination.skill"), 2))
    blocks += _skill(paper)
    return blocks


def _culture(paper: CriteriaPaper) -> list[Block]:
    items = paper.criteria.culture
    if not items:
        return [paper.body("culture.none")]
    scope = paper.say("culture.scope", deadline=paper.criteria.deadline)
    rows = [row(paper.names((i.course,)) or i.course, 100, Fraction(i.weight, 100), scope) for i in items]
    total = row(paper.say("sum"), "", Fraction(sum(i.weight for i in items), 100), "", kind="total")
    keys = ("subject", "full", "culture_share", "scope")
    return [
        paper.body("culture.intro", names=paper.names(i.course for i in items)),
        Table(
            columns=(Column(36), Column(20), Column(38), Column(64, "left")),
            head=(paper.head(keys),),
            rows=(*rows, total),
            size=10.5,
        ),
    ]


def _written(paper: CriteriaPaper) -> list[Block]:
    blueprint = paper.criteria.blueprint
    levels = tuple(blueprint.by_level())
    rows = [
        row(r.group, *(r.points.get(v) for v in levels), r.total, Fraction(r.total, blueprint.total or 1))
        for r in blueprint.rows
    ]
    sums = blueprint.by_level()
    rows.append(
        row(
            paper.say("sum"),
            *sums.values(),
            blueprint.total,
            Fraction(blueprint.total, blueprint.total or 1),
            kind="total",
        )
    )
    rows.append(
        row(
            paper.say("share"),
            *(Fraction(p, blueprint.total or 1) for p in sums.values()),
            Fraction(1 if blueprint.total else 0),
            "",
            kind="total",
        )
    )
    width = min(24.0, 82 / (len(levels) or 1))
    return [
        paper.body("written.intro", minutes=paper.criteria.minutes),
        Table(
            title=paper.say("table.blueprint"),
            columns=(
                Column(PAGE - 40 - width * len(levels), "left"),
                *(Column(width) for _ in levels),
                Column(20),
                Column(20),
            ),
            head=(
                row(
                    Cell(paper.say("column.content"), down=2),
                    Cell(paper.say("column.levels"), across=len(levels)) if levels else Cell(down=2),
                    Cell(paper.say("column.points_sum"), down=2),
                    Cell(paper.say("column.share_plain"), down=2),
                ),
                row(*(paper.level(v) for v in levels)),
            ),
            rows=tuple(rows),
            notes=(paper.say("written.note"),),
            size=10.5,
        ),
        *question_table(paper),
    ]


def _skill(paper: CriteriaPaper) -> list[Block]:
    tasks = paper.criteria.tasks
    if not tasks:
        return [paper.body("skill.none")]
    facilities = {f.id: f for f in paper.pathway.all_facilities}
    rows = []
    for number, task in enumerate(tasks, start=1):
        place = facilities.get(task.facility or "")
        where = (
            paper.say("skill.place", name=place.name, stations=place.stations)
            if place
            else paper.say("skill.no_place")
        )
        rows.append(
            row(
                number,
                task.name,
                indicator(paper, task),
                paper.level(task.level),
                where,
                task.minutes,
                task.total,
            )
        )
    keys = ("number", "task", "indicator", "level", "place", "minutes", "points")
    widths = (12, 26, 44, 21, 24, 18, 13)
    total = row(
        Cell(paper.say("sum"), across=5),
        sum(t.minutes for t in tasks),
        sum(t.total for t in tasks),
        kind="total",
    )
    return [
        paper.body("skill.intro", count=len(tasks), minutes=paper.criteria.skill_minutes),
        Table(
            title=paper.say("table.tasks"),
            columns=columns(keys, widths, ("indicator", "task")),
            head=(paper.head(keys),),
            rows=(*rows, total),
            size=10.5,
        ),
        paper.body("skill.scoring"),
    ]
