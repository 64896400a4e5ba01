"""A standard (课程标准) for every professional course: identity, nature, goals, contents, links, assessment.

Contents list every outcome with its level and its competency. Hours of contents are those of the units
of a course; where it has none, its hours are shared among its outcomes in proportion to their levels
(largest remainder, so that they add up) and offered as a reference. What holds for every course stands
once, before the first standard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from articulate.emitters.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Listing,
    PageSetup,
    Paragraph,
    Row,
    Table,
    row,
)
from articulate.emitters.standards.course_contents import contents, goals
from articulate.emitters.standards.course_links import links
from articulate.emitters.standards.course_paper import CoursePaper
from articulate.emitters.standards.course_teaching import assessment, teaching
from articulate.emitters.standards.paper import Basis, StandardsPaper, bound
from articulate.emitters.standards.places import where
from articulate.emitters.words import numeral
from articulate.model.programme import Course, CourseKind, Stage

MARGINS, PITCH = (18.0, 25.0, 16.0, 27.0), 1.45
"""Millimetres, and the distance of lines: most standards then end on their second page."""

COMMON = (
    "secondary",
    "higher",
    "practice",
    "teachers",
    "material",
    "process",
    "certificates",
    "level",
    "hours",
)
"""What every course standard shares, in the order in which it is told."""


def course_standards(basis: Basis) -> Document:
    """Return the standards of all professional courses as one document, a chapter and a part for each."""
    paper = CoursePaper.on(basis)
    mine = standard_courses(paper)
    blocks: list[Block] = [
        Heading(paper.say("front")),
        paper.body("intro", count=len(mine)),
        _overview(paper),
    ]
    blocks += [Heading(paper.say("common_heading")), paper.body("common_intro"), _common(paper)]
    for number, course in enumerate(mine, start=1):
        blocks += _standard(paper, number, course)
    return replace(bound(paper, _open_points(paper), blocks), contents=1, pitch=PITCH)


def standard_courses(paper: StandardsPaper) -> tuple[Course, ...]:
    """Professional courses that get a standard: all but internships, which have a standard of their own."""
    internships = {i.course for i in paper.pathway.internships if i.kind == "work"}
    kinds = list(CourseKind)
    return tuple(
        sorted(
            (
                c
                for c in paper.pathway.courses
                if c.kind is not CourseKind.GENERAL and c.id not in internships
            ),
            key=lambda c: (c.stage is Stage.HIGHER, kinds.index(c.kind), paper.chain.begins(c), c.id),
        )
    )


def _common(paper: CoursePaper) -> Listing:
    return Listing(tuple(paper.say(f"common.{k}") for k in COMMON), ordered=True)


def _overview(paper: CoursePaper) -> Table:
    """Return how many standards there are of each category and stage."""
    mine = standard_courses(paper)
    rows: list[Row] = []
    for kind in (k for k in CourseKind if k is not CourseKind.GENERAL):
        counts = [sum(c.kind is kind and c.stage is s for c in mine) for s in Stage]
        rows.append(row(paper.say(f"kind.{kind.value}"), *counts, sum(counts)))
    sums = [sum(c.stage is s for c in mine) for s in Stage]
    rows.append(row(paper.say("sum"), *sums, len(mine), kind="total"))
    heads = (paper.say("column.kind"), *(paper.stage(s) for s in Stage), paper.say("sum"))
    return Table(
        title=paper.say("table_title.overview"),
        columns=(Column(58, "left"), Column(30), Column(30), Column(30)),
        head=(row(*heads),),
        rows=tuple(rows),
        size=10.5,
    )


def _standard(paper: CoursePaper, number: int, course: Course) -> list[Block]:
    title = paper.say("course", number=number, name=paper.quoted(course))
    blocks: list[Block] = [PageSetup(f"{number} {paper.name(course)}", margins=MARGINS), Heading(title)]
    for place, (part, build) in enumerate(PARTS.items(), start=1):
        heading = paper.say("part", number=numeral(place, paper.lang), text=paper.say(f"parts.{part}"))
        blocks += [Heading(heading, 2), *build(paper, course)]
    return blocks


def _identity(paper: CoursePaper, course: Course) -> list[Block]:
    """Return the table that identifies a course."""
    pairs = (
        ("name", course.name, "code", course.code or paper.say("by_school")),
        ("stage", paper.stage(course.stage), "school", paper.school(course.stage)),
        ("kind", paper.say(f"kind.{course.kind.value}"), "nature", paper.nature(course)),
        ("level", paper.level(course.top_level) if course.top_level else "—", "exam", paper.exam(course)),
        ("hours", course.hours, "credits", course.credits),
        ("theory", course.theory, "practice", course.practice),
        ("terms", paper.terms(course), "weekly", paper.weekly(course) or "—"),
        ("major", paper.major(course.stage), "places", where(paper, course)),
    )
    rows = tuple(
        row(Cell(paper.say(f"field.{a}"), bold=True), va, Cell(paper.say(f"field.{b}"), bold=True), vb)
        for a, va, b, vb in pairs
    )
    widths = (26, 53, 26, 53)
    return [
        Table(
            columns=tuple(Column(w, "left" if i % 2 else "center") for i, w in enumerate(widths)),
            head=(),
            rows=rows,
            size=10.5,
        )
    ]


def _nature(paper: CoursePaper, course: Course) -> list[Block]:
    """Return what the course is, what it builds, and which posts it serves."""
    return [Paragraph(_status(paper, course) + _service(paper, course))]


def _status(paper: CoursePaper, course: Course) -> str:
    """Return category, terms, hours and credits in one sentence."""
    text = paper.say(
        "nature_is",
        name=course.name,
        major=paper.major(course.stage),
        stage=course.stage,
        kind=paper.say(f"kind.{course.kind.value}"),
        nature=paper.nature(course),
    )
    terms = paper.plan.terms_of(course.id)
    text += paper.say("nature_terms", terms=paper.terms(course)) if terms else paper.say("nature_not_offered")
    text += paper.say(
        "nature_hours" if course.theory else "nature_practice",
        hours=course.hours,
        theory=course.theory,
        practice=course.practice,
        credits=course.credits,
    )
    return text


def _service(paper: CoursePaper, course: Course) -> str:
    """Return the abilities that a course builds, by how far it takes them, and the posts they serve."""
    lines = paper.chain.of(course.id)
    if not lines:
        return ""
    marks: dict[str, list[str]] = {}
    for line, share in lines:
        marks.setdefault(share.letters, []).append(line.competency.name)
    built = (
        paper.say(f"builds.{letters}", names=paper.quoted_words("ability", marks[letters]))
        for letters in ("I", "R", "M", "IM")
        if letters in marks
    )
    text = paper.say("nature_builds", told=paper.say("comma").join(built))
    own = dict.fromkeys(p.name for line, _ in lines for p in line.posts if p.stage is course.stage)
    other = dict.fromkeys(p.name for line, _ in lines for p in line.posts)
    if own:
        return text + paper.say("nature_posts", posts=tuple(own))
    return text + (paper.say("nature_later_posts", posts=tuple(other)) if other else paper.say("stop"))


PARTS: Mapping[str, Callable[[CoursePaper, Course], list[Block]]] = {
    "identity": _identity,
    "nature": _nature,
    "goals": goals,
    "contents": contents,
    "links": links,
    "teaching": teaching,
    "assessment": assessment,
}
"""The parts of a standard in their order, with what writes each."""


def _open_points(paper: CoursePaper) -> Iterable[str | None]:
    mine = standard_courses(paper)
    yield paper.open_drafts()
    if any(not c.code for c in mine):
        yield paper.say("open.course_codes")
    yield paper.say("open.materials")
    yield paper.say("open.authors")
    bare = [c for c in mine if not c.units]
    if bare:
        key = "open.units_all" if len(bare) == len(mine) else "open.units"
        yield paper.say(key, count=len(bare))
    untold = [c for c in mine if not c.outcomes]
    if untold:
        yield paper.say("open.outcomes", names=paper.names_of(untold))
    waiting = [c for c in mine if not paper.plan.terms_of(c.id)]
    if waiting:
        yield paper.say("open.not_offered", names=paper.names_of(waiting))
