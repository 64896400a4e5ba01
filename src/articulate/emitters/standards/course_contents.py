"""Goals and contents of a course standard (课程目标，课程内容、层次与学时分配)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from articulate.emitters.document import Block, Cell, Listing, Paragraph, Scalar, row
from articulate.emitters.paper import sentence
from articulate.emitters.standards.conventions import KNOWN
from articulate.emitters.standards.course_paper import CoursePaper
from articulate.model.programme import Course, LearningOutcome
from articulate.transfer.shares import largest_remainder

WIDTHS: Mapping[str, float] = {
    "number": 11,
    "topic": 34,
    "requirement": 52,
    "level": 12,
    "ability": 31,
    "hours": 18,
}
"""Millimetres of the columns of contents; what a course leaves out goes to the requirement."""


def goals(paper: CoursePaper, course: Course) -> list[Block]:
    """Return the goals by attitude, knowledge and ability."""
    known = [o for o in course.outcomes if o.level <= KNOWN]
    able = [o for o in course.outcomes if o.level > KNOWN]
    items = [_goal(paper, o) for o in known]
    if able:
        items.append(paper.say("goals.behind", topics=tuple(o.topic for o in able)))
    parts = (
        ("quality", list(_attitudes(paper, course))),
        ("knowledge", items),
        ("ability", [_goal(paper, o) for o in able]),
    )
    blocks: list[Block] = []
    for name, goal in parts:
        if goal:
            blocks += [Paragraph(paper.say(f"goals.{name}"), "lead"), Listing(tuple(goal), ordered=True)]
    return blocks


def _goal(paper: CoursePaper, outcome: LearningOutcome) -> str:
    text = outcome.text or paper.say("goals.topic", topic=outcome.topic)
    return paper.say("goals.item", text=text.rstrip("。."), level=outcome.level)


def _attitudes(paper: CoursePaper, course: Course) -> Iterable[str]:
    """Yield the attitudes of the competencies that a course builds, or one for courses without any."""
    worded = [line.quality for line, _ in paper.chain.of(course.id) if line.quality]
    if not worded:
        yield paper.say("goals.practice" if course.practice else "goals.study")
    for quality in worded:
        yield sentence(quality, paper.lang)


def contents(paper: CoursePaper, course: Course) -> list[Block]:
    """Return contents with their levels and hours: of the units where there are any, else of the outcomes."""
    if not course.outcomes:
        return [paper.body("contents_none")]
    built = [_abilities(paper, course, o) for o in course.outcomes]
    # What all of it builds alike, the nature of the course has told.
    shared = len(set(built)) == 1
    keys = [k for k in WIDTHS if not (k == "ability" and shared) and not (k == "hours" and course.units)]
    spare = sum(w for k, w in WIDTHS.items() if k not in keys)
    widths = [WIDTHS[k] + (spare if k == "requirement" else 0) for k in keys]
    hours = None if course.units else shared_hours(course)
    rows = []
    for number, outcome in enumerate(course.outcomes):
        cells: dict[str, Scalar] = {
            "number": number + 1,
            "topic": outcome.topic,
            "requirement": outcome.text or outcome.topic,
            "level": paper.say("starred" if outcome.assessed else "level", level=outcome.level),
            "ability": paper.list(built[number]),
            "hours": hours[number] if hours else None,
        }
        rows.append(row(*(cells[k] for k in keys)))
    if hours:
        rows.append(row(Cell(paper.say("sum"), across=len(keys) - 1), sum(hours), kind="total"))
    name = paper.quoted(course)
    title = paper.say(f"table_title.{'contents' if hours else 'outcomes'}", name=name)
    blocks = _units(paper, course)
    blocks.append(paper.table(title, keys, widths, ("topic", "requirement", "ability"), rows))
    return blocks


def _units(paper: CoursePaper, course: Course) -> list[Block]:
    """Return the units of a course with their hours."""
    if not course.units:
        return []
    rows = [row(n, u.name, u.hours) for n, u in enumerate(course.units, start=1)]
    rows.append(row(Cell(paper.say("sum"), across=2), sum(u.hours for u in course.units), kind="total"))
    title = paper.say("table_title.units", name=paper.quoted(course))
    return [paper.table(title, ("number", "unit", "unit_hours"), (14, 114, 30), ("unit",), rows)]


def shared_hours(course: Course) -> tuple[int, ...]:
    """Return the hours of a course shared among its outcomes by level; they add up to the whole."""
    weights = {n: Fraction(o.level) for n, o in enumerate(course.outcomes)}
    return tuple(largest_remainder(weights, course.hours, least=1 if course.hours else 0).values())


def _abilities(paper: CoursePaper, course: Course, outcome: LearningOutcome) -> tuple[str, ...]:
    """Return the abilities that an outcome builds: its own, or those of the whole course."""
    ids = (outcome.competency,) if outcome.competency else course.competencies
    return tuple(x.competency.name for x in paper.chain.lines if x.competency.id in ids)
