"""The course standards (课程标准): one chapter for every professional course but internships.

Goals, contents and hours are those of the course; where it has no units of its own, hours are shared among
its outcomes by their levels with the method of largest remainders, as a first proposal that adds up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import ClassVar

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
    Scalar,
    Table,
    row,
)
from articulate.emitters.paper import columns, sentence
from articulate.emitters.standards.pairing import division, presumed_of
from articulate.emitters.standards.paper import LETTERS, Basis, StandardsPaper, captioned, cover
from articulate.emitters.standards.specification import KNOWN
from articulate.emitters.words import numeral, pair_name, requisite_text
from articulate.model.programme import Course, CourseKind, LearningOutcome, Stage
from articulate.transfer.shares import largest_remainder

PARTS = ("identity", "nature", "goals", "contents", "relations", "teaching", "assessment")


class CoursePaper(StandardsPaper):
    """The course standards with their own words."""

    room: ClassVar[str] = "course"


def course_standards(basis: Basis) -> Document:
    """Return the standards of all professional courses as one document, a chapter and a part for each."""
    paper = CoursePaper.on(basis)
    points = tuple(p for p in _open_points(paper) if p)
    blocks: list[Block] = [PageSetup(paper.say("sheet"))]
    blocks += [Paragraph(paper.say("open.title"), "lead"), Paragraph(paper.say("open.intro"))]
    blocks.append(Listing(points, ordered=True))
    blocks += [paper.body("intro", count=len(standard_courses(paper))), *_overview(paper)]
    for number, course in enumerate(standard_courses(paper), start=1):
        blocks += _standard(paper, number, course)
    return Document(
        title=paper.say("title", pair=pair_name(paper.pathway, paper.lang)),
        subtitle=paper.say(f"mode.{paper.pathway.mode}"),
        blocks=captioned(blocks, paper.lang),
        lang=paper.lang,
        cover=tuple(cover(paper)),
        contents=1,
        letters=LETTERS,
        open_points=points,
    )


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


def _overview(paper: CoursePaper) -> list[Block]:
    """Return how many standards there are of each category and stage."""
    mine = standard_courses(paper)
    rows: list[Row] = []
    for kind in (k for k in CourseKind if k is not CourseKind.GENERAL):
        counts = [sum(c.kind is kind and c.stage is s for c in mine) for s in Stage]
        rows.append(row(paper.say(f"kind.{kind.value}"), *counts, sum(counts)))
    sums = [sum(c.stage is s for c in mine) for s in Stage]
    rows.append(row(paper.say("sum"), *sums, len(mine), kind="total"))
    heads = (paper.say("column.kind"), *(paper.stage(s) for s in Stage), paper.say("sum"))
    return [
        Table(
            columns=(Column(58, "left"), Column(30), Column(30), Column(30)),
            head=(row(*heads),),
            rows=tuple(rows),
            size=10.5,
        )
    ]


def _standard(paper: CoursePaper, number: int, course: Course) -> list[Block]:
    name = paper.name(course)
    blocks: list[Block] = [
        PageSetup(f"{number} {name}"),
        Heading(paper.say("course", number=number, name=name)),
    ]
    builders = (_identity, _nature, _goals, _contents, _relations, _teaching, _assessment)
    for place, (part, build) in enumerate(zip(PARTS, builders, strict=True), start=1):
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
        ("major", paper.major(course.stage), "places", _places(paper, course) or paper.say("classroom")),
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


def _places(paper: CoursePaper, course: Course) -> str:
    known = {f.id: f.name for f in paper.pathway.all_facilities}
    return paper.list(known[f] for f in course.facilities if f in known)


def _nature(paper: CoursePaper, course: Course) -> list[Block]:
    """Return what the course is, and which tasks of which posts it serves."""
    lines = paper.chain.of(course.id)
    posts = dict.fromkeys(
        p.name for line, _ in lines for p in line.posts if p.stage is course.stage
    ) or dict.fromkeys(p.name for line, _ in lines for p in line.posts)
    first = paper.say(
        "nature_is",
        name=course.name,
        major=paper.major(course.stage),
        stage=course.stage,
        kind=paper.say(f"kind.{course.kind.value}"),
        nature=paper.nature(course),
    )
    terms = paper.plan.terms_of(course.id)
    when = paper.say("nature_terms", terms=paper.terms(course)) if terms else paper.say("nature_not_offered")
    sums = paper.say("nature_hours", hours=course.hours, practice=course.practice, credits=course.credits)
    text = first + when + sums
    if lines:
        told = paper.list(
            paper.say(f"builds.{share.letters}", name=line.competency.name) for line, share in lines
        )
        text += paper.say("nature_builds", abilities=told, posts=tuple(posts))
    return [Paragraph(text)]


def _goals(paper: CoursePaper, course: Course) -> list[Block]:
    """Return the goals by attitude, knowledge and ability."""
    known = [o for o in course.outcomes if o.level <= KNOWN]
    able = [o for o in course.outcomes if o.level > KNOWN]
    blocks: list[Block] = [Paragraph(paper.say("goals.quality"), "lead")]
    blocks.append(Listing(tuple(_attitudes(paper, course)), ordered=True))
    blocks.append(Paragraph(paper.say("goals.knowledge"), "lead"))
    items = [_goal(paper, o) for o in known]
    if able:
        items.append(paper.say("goals.behind", topics=tuple(o.topic for o in able)))
    blocks.append(Listing(tuple(items), ordered=True))
    if able:
        blocks.append(Paragraph(paper.say("goals.ability"), "lead"))
        blocks.append(Listing(tuple(_goal(paper, o) for o in able), ordered=True))
    return blocks


def _goal(paper: CoursePaper, outcome: LearningOutcome) -> str:
    text = outcome.text or paper.say("goals.topic", topic=outcome.topic)
    return paper.say("goals.item", text=text.rstrip("。."), level=outcome.level)


def _attitudes(paper: CoursePaper, course: Course) -> Iterable[str]:
    worded = [line for line, _ in paper.chain.of(course.id) if line.quality]
    for line in worded:
        yield sentence(line.quality, paper.lang)
    yield paper.say("goals.practice" if course.practice else "goals.study")
    if not worded:
        yield paper.say("goals.conduct")


def _contents(paper: CoursePaper, course: Course) -> list[Block]:
    """Return contents with their levels and hours."""
    blocks: list[Block] = []
    if course.units:
        rows = [row(n, u.name, u.hours) for n, u in enumerate(course.units, start=1)]
        total = row(Cell(paper.say("sum"), across=2), sum(u.hours for u in course.units), kind="total")
        units = ("number", "unit", "hours")
        blocks.append(_table(paper, course, "units", units, (14, 114, 30), ("unit",), (*rows, total)))
    shares = shared_hours(course) if not course.units else None
    keys: tuple[str, ...] = ("number", "topic", "requirement", "level", "ability")
    widths: tuple[float, ...] = (10, 32, 60, 22, 34)
    if shares is not None:
        keys, widths = (*keys, "hours"), (10, 30, 54, 22, 29, 13)
    rows = []
    for number, outcome in enumerate(course.outcomes, start=1):
        cells: list[Scalar] = [number, outcome.topic, outcome.text or outcome.topic, _level(paper, outcome)]
        cells.append(_ability(paper, course, outcome))
        if shares is not None:
            cells.append(shares[number - 1])
        rows.append(row(*cells))
    if shares is not None:
        rows.append(row(Cell(paper.say("sum"), across=5), sum(shares), kind="total"))
    title = "contents" if shares is not None else "outcomes"
    blocks.append(_table(paper, course, title, keys, widths, ("topic", "requirement", "ability"), rows))
    if shares is not None:
        blocks.append(Paragraph(paper.say("contents_note"), "note"))
    return blocks


def _level(paper: CoursePaper, outcome: LearningOutcome) -> str:
    words = paper.level(outcome.level)
    return paper.say("assessed", level=words) if outcome.assessed else words


def _table(
    paper: CoursePaper,
    course: Course,
    title: str,
    keys: Sequence[str],
    widths: Sequence[float],
    left: Sequence[str],
    rows: Iterable[Row],
) -> Table:
    return Table(
        title=paper.say(f"table_title.{title}", name=paper.name(course)),
        columns=columns(keys, widths, left),
        head=(paper.head(keys),),
        rows=tuple(rows),
        size=10,
    )


def shared_hours(course: Course) -> tuple[int, ...]:
    """Return the hours of a course shared among its outcomes by level; they add up to the whole."""
    weights = {n: Fraction(o.level) for n, o in enumerate(course.outcomes)}
    return tuple(largest_remainder(weights, course.hours, least=1 if course.hours else 0).values())


def _ability(paper: CoursePaper, course: Course, outcome: LearningOutcome) -> str:
    ids = (outcome.competency,) if outcome.competency else course.competencies
    return paper.list(x.competency.name for x in paper.chain.lines if x.competency.id in ids)


def _relations(paper: CoursePaper, course: Course) -> list[Block]:
    """Return what comes before, what builds on it, and how the two stages share the work."""
    items = []
    named = requisite_text(paper.pathway, course, paper.lang)
    edges = paper.basis.graph.edges
    before = [paper.pathway.by_id[i] for i in dict.fromkeys(e.earlier for e in edges if e.later == course.id)]
    after = [paper.pathway.by_id[i] for i in dict.fromkeys(e.later for e in edges if e.earlier == course.id)]
    supplied = paper.names_of(before)
    items.append(paper.say("before_named", names=named) if named else paper.say("before_none"))
    if course.requires:
        told = paper.list(paper.say("presumed_item", topic=r.topic, level=r.level) for r in course.requires)
        key = "presumed_from" if supplied else "presumed"
        items.append(paper.say(key, topics=told, names=supplied))
    items.append(paper.say("after_named", names=paper.names_of(after)) if after else paper.say("after_none"))
    blocks: list[Block] = [Listing(tuple(items), ordered=True)]
    told_apart = division(paper, course)
    if told_apart:
        blocks += [paper.body("division.intro"), Listing(tuple(told_apart))]
    elif course.stage is Stage.HIGHER and presumed_of(paper, course):
        blocks.append(paper.body("division.presumed", names=paper.names_of(presumed_of(paper, course))))
    else:
        blocks.append(paper.body(f"division.none_{course.stage.value}"))
    return blocks


def _teaching(paper: CoursePaper, course: Course) -> list[Block]:
    """Return proposals for teaching, teachers, conditions and material."""
    planning = paper.pathway.planning
    items = [paper.say("teaching.practice" if 2 * course.practice >= course.hours else "teaching.theory")]
    if course.stage is Stage.SECONDARY:
        items.append(paper.say("teaching.secondary"))
    else:
        items.append(paper.say("teaching.higher"))
    places = _places(paper, course)
    if places:
        items.append(paper.say("teaching.places", places=places, size=planning.class_size))
    else:
        items.append(paper.say("teaching.classroom", size=planning.class_size))
    items.append(paper.say("teaching.teacher"))
    items.append(paper.say("teaching.material"))
    return [Listing(tuple(items), ordered=True)]


def _assessment(paper: CoursePaper, course: Course) -> list[Block]:
    """Return how the mark is made, and what is assessed at which level."""
    grading = paper.programme(course.stage).grading
    exam = course.exam or any(o.exam for o in paper.plan.of(course.id))
    process = grading.exam if exam else grading.check
    keys = ("part", "share", "what", "how")
    certificates = {c.id: f"{c.name} {c.grade}".strip() for c in paper.pathway.all_certificates}
    assessed = [o.topic for o in course.outcomes if o.assessed] or [
        o.topic for o in course.outcomes if o.level == course.top_level
    ]
    final = "final_exam" if exam else "final_check"
    rows = (
        row(
            paper.say("grade.process"),
            Fraction(process, 100),
            paper.say("grade.process_what"),
            paper.say("grade.process_how"),
        ),
        row(
            paper.say(f"grade.{final}"),
            Fraction(100 - process, 100),
            paper.say("grade.final_what", topics=tuple(assessed)),
            paper.say(f"grade.{final}_how"),
        ),
        row(paper.say("sum"), Fraction(1), "", "", kind="total"),
    )
    blocks: list[Block] = [
        Table(
            columns=columns(keys, (28, 16, 72, 42), ("what", "how")),
            head=(paper.head(keys),),
            rows=rows,
            size=10,
        )
    ]
    aimed = [certificates[i] for i in course.certificates if i in certificates]
    if aimed:
        blocks.append(paper.body("grade.certificates", names=tuple(aimed)))
    weighted = paper.pathway.transfer.deadline
    terms = paper.plan.terms_of(course.id)
    if course.stage is Stage.SECONDARY and course.required and terms and max(terms) <= weighted:
        blocks.append(paper.body("grade.transfer"))
    return blocks


def _open_points(paper: CoursePaper) -> Iterable[str | None]:
    mine = standard_courses(paper)
    yield paper.open_drafts()
    if any(not c.code for c in mine):
        yield paper.say("open.course_codes")
    yield paper.say("open.materials")
    yield paper.say("open.authors")
    bare = [c for c in mine if not c.units]
    if bare:
        yield paper.say("open.units", count=len(bare))
    untold = [c for c in mine if not c.outcomes]
    if untold:
        yield paper.say("open.outcomes", names=paper.names_of(untold))
    waiting = [c for c in mine if not paper.plan.terms_of(c.id)]
    if waiting:
        yield paper.say("open.not_offered", names=paper.names_of(waiting))
