"""With what means: teachers, places for practice, resources, methods, evaluation, quality, graduation."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil

from articulate.emitters.document import Block, Cell, Heading, Listing, Paragraph, Row, Table, row
from articulate.emitters.paper import columns, sentence
from articulate.emitters.standards.conventions import JOINT_CHECKS, REVISION_YEARS
from articulate.emitters.standards.paper import StandardsPaper
from articulate.emitters.standards.places import by_owner
from articulate.emitters.words import rounded
from articulate.facilities import FacilityUse
from articulate.model.programme import CourseKind, Stage
from articulate.policy import work_internships

INDICATORS = 3
"""Core indicators of the quality of the higher stage that the notice names."""


def teachers(paper: StandardsPaper) -> list[Block]:
    """Return the demands on teachers, and how many the plan needs."""
    planning = paper.pathway.planning
    keys = ("stage", "weekly_hours", "teacher_hours", "teachers_needed", "teacher_tasks")
    rows = []
    for stage in Stage:
        weekly = professional_hours(paper, stage)
        each = planning.of(stage).teacher_hours
        rows.append(
            row(
                paper.stage(stage),
                rounded(weekly),
                each,
                ceil(weekly / each),
                paper.say(f"teachers.task_{stage.value}"),
            )
        )
    items = tuple(paper.say(f"teachers.{n}") for n in ("structure", "leader", "full", "part", "exchange"))
    return [
        Listing(items, ordered=True),
        paper.body("teachers.intro", classes=planning.classes),
        Table(
            title=paper.say("table_title.teachers"),
            columns=columns(keys, (14, 34, 30, 26, 54), ("teacher_tasks",)),
            head=(paper.head(keys),),
            rows=tuple(rows),
            notes=(paper.say("teachers.note"),),
            size=10,
        ),
    ]


def professional_hours(paper: StandardsPaper, stage: Stage) -> Fraction:
    """Return the weekly lessons in professional courses of all years side by side, in the busier season."""
    seasons = {0: Fraction(0), 1: Fraction(0)}
    for term in stage.terms:
        weeks = paper.pathway.calendar.term(term).teaching
        ids = {c.id for c in paper.counted[stage] if c.kind is not CourseKind.GENERAL}
        hours = sum(o.hours for o in paper.plan.in_term(term) if o.course in ids and not o.block)
        if weeks:
            seasons[term % 2] += Fraction(hours, weeks)
    return max(seasons.values()) * paper.pathway.planning.classes


def places(paper: StandardsPaper) -> list[Block]:
    """Return the places for practice in brief; the standard of facilities has them in full."""
    keys = ("number", "place_name", "owner", "stations", "places", "need", "serves")
    rows: list[Row] = []
    for number, use in enumerate(by_owner(paper), start=1):
        one = use.facility
        rows.append(
            row(
                number,
                one.name,
                paper.say(f"owner.{one.place or 'secondary'}"),
                one.stations,
                use.places,
                use.stations_needed if one.place != "enterprise" else "—",
                _served(paper, use),
            )
        )
    if not rows:
        return [paper.body("places.none")]
    return [
        paper.body("places.intro", size=paper.pathway.planning.class_size),
        Table(
            title=paper.say("table_title.places"),
            columns=columns(keys, (10, 37, 18, 14, 20, 18, 41), ("place_name", "serves")),
            head=(paper.head(keys),),
            rows=tuple(rows),
            notes=(paper.say("places.note"),),
            size=9.5,
        ),
    ]


def _served(paper: StandardsPaper, use: FacilityUse) -> str:
    """Return the courses practised at a place; where none is offered now, the electives that wait for it."""
    if use.courses:
        return paper.names_of(paper.pathway.by_id[i] for i in use.courses)
    waiting = [c for c in paper.pathway.courses if use.facility.id in c.facilities]
    return paper.say("places.waiting", names=paper.names_of(waiting)) if waiting else ""


def resources(paper: StandardsPaper) -> list[Block]:
    """Return the demands on textbooks, books and digital resources."""
    return [Listing(tuple(paper.say(f"resources.{n}") for n in range(1, 4)), ordered=True)]


def methods(paper: StandardsPaper) -> list[Block]:
    """Return how teaching is done."""
    count = sum(len(p.tasks) for p in paper.pathway.all_posts)
    blocks: list[Block] = [paper.body("methods.project", count=count)]
    blocks.append(paper.body("methods.practice"))
    if paper.pathway.decisions:
        blocks.append(paper.body("methods.joint", count=len(paper.pathway.decisions)))
    return blocks


def evaluation(paper: StandardsPaper) -> list[Block]:
    """Return how studies are evaluated: result, process, value added, whole."""
    transfer = paper.pathway.transfer
    weights = transfer.weights
    grades = []
    for stage in Stage:
        grading = paper.programme(stage).grading
        grades.append(
            paper.say(
                "evaluation.grading",
                stage=stage,
                exam=grading.exam,
                exam_rest=100 - grading.exam,
                check=grading.check,
                check_rest=100 - grading.check,
            )
        )
    return [
        paper.body("evaluation.kinds"),
        Listing((*grades, paper.say("evaluation.value"), paper.say("evaluation.whole")), ordered=True),
        paper.body(
            "evaluation.transfer",
            deadline=transfer.deadline,
            term=transfer.assessed_in,
            process=weights.process,
            culture=weights.culture,
            skill=weights.skill,
        ),
    ]


def quality(paper: StandardsPaper) -> list[Block]:
    """Return how quality is watched, with the support measures that the schools wrote."""
    governance = paper.pathway.governance
    items = [paper.say("quality.group", lead=paper.school(governance.lead))]
    items += [
        paper.say("quality.monitor", checks=JOINT_CHECKS),
        paper.say("quality.research"),
        paper.say("quality.indicators"),
        paper.say("quality.revision", years=REVISION_YEARS),
    ]
    blocks: list[Block] = [Listing(tuple(items), ordered=True)]
    if governance.support:
        blocks += [
            paper.body("quality.support"),
            Listing(tuple(sentence(t, paper.lang) for t in governance.support), ordered=True),
        ]
    return blocks


def graduation(paper: StandardsPaper) -> list[Block]:
    """Return the three gates: leaving the secondary stage, moving up, leaving the higher stage."""
    transfer = paper.pathway.transfer
    blocks: list[Block] = [paper.body("graduation.intro")]
    for stage in Stage:
        mine = paper.counted[stage]
        internships = [c for c, _ in work_internships(paper.pathway, stage)]
        certificates = paper.list(map(paper.certificate, paper.programme(stage).certificates))
        items = [
            paper.say(
                "graduation.credits",
                stage=stage,
                credits=sum(c.credits for c in mine),
                hours=sum(c.hours for c in mine),
                terms=paper.say("span", first=stage.terms[0], last=stage.terms[-1]),
            ),
            paper.say("graduation.conduct"),
        ]
        if internships:
            ids = {c.id for c in mine}
            weeks = sum(c.weeks for c in internships if c.id in ids)
            items.append(paper.say("graduation.internship", weeks=weeks))
        if certificates:
            items.append(paper.say("graduation.certificates", names=certificates))
        blocks += [
            Paragraph(paper.say(f"graduation.{stage.value}"), "lead"),
            Listing(tuple(items), ordered=True),
        ]
        if stage is Stage.SECONDARY:
            passing = transfer.passing
            blocks += [
                Paragraph(paper.say("graduation.transfer"), "lead"),
                paper.body(
                    "graduation.lines", term=transfer.assessed_in, total=passing.total, each=passing.each
                ),
            ]
    return blocks


def matrix_cells(paper: StandardsPaper, stage: Stage) -> Table:
    """Return the map of abilities by the courses of a stage: letter and level in each place."""
    courses = [c for c in paper.chain.columns if c.stage is stage]
    keys = [line.competency.name for line in paper.chain.lines]
    rows = []
    for number, course in enumerate(courses, start=1):
        shares = {line.competency.id: share for line, share in paper.chain.of(course.id)}
        cells = []
        for line in paper.chain.lines:
            share = shares.get(line.competency.id)
            cells.append(Cell(f"{share.letters}{share.level}" if share else None, bold=bool(share)))
        rows.append(row(number, paper.name(course), paper.terms(course), *cells))
    width = 205 / max(1, len(keys))
    return Table(
        title=paper.say("table_title.matrix", stage=stage),
        columns=columns(
            ("number", "course", "terms", *keys), (9, 46, 17, *([width] * len(keys))), ("course",)
        ),
        head=(row(*(paper.say(f"column.{k}") for k in ("number", "course", "terms")), *keys),),
        rows=tuple(rows),
        notes=(paper.say("matrix.note"),),
        size=9,
        freeze=2,
    )


def sections(paper: StandardsPaper, names: Iterable[str]) -> list[Block]:
    """Return several parts under headings of the second level."""
    blocks: list[Block] = []
    for name in names:
        blocks += [Heading(paper.say(f"means.{name}"), 2), *PARTS[name](paper)]
    return blocks


PARTS = {
    "teachers": teachers,
    "places": places,
    "resources": resources,
    "methods": methods,
    "evaluation": evaluation,
    "quality": quality,
}


def open_points(paper: StandardsPaper) -> Iterable[str]:
    """Yield what is still to be written or confirmed about the means."""
    yield paper.say("open.teachers")
    yield paper.say("open.resources")
    if not paper.pathway.governance.support:
        yield paper.say("open.support")
