"""Reading a teaching plan from the ten-term table (教学进程安排表) that people edit in Excel.

The layout is found, not presumed: a row whose cells count terms upwards, the column that is headed as
course, and the column of the stage where there is one. Any sheet will do, and a csv file too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path

from articulate.findings import Finding, InputError
from articulate.i18n import LANGS, Phrase, label
from articulate.model.pathway import Pathway
from articulate.model.plan import Offering, TeachingPlan
from articulate.model.programme import Course, Delivery, Stage
from articulate.model.source import SourceRef
from articulate.readers import problems
from articulate.readers.tables import Content, Formula, Grid, Percentage, TableRow, read_tables

HEADING_ROWS = 40
"""The table begins within so many rows; titles and notes may stand above it."""

LEAST_TERMS = 4
"""Fewer cells that count upwards are no heading of terms."""

MOST_WEEKLY, MOST_WEEKS = 40, 30
"""More hours in a week, or more weeks in a term, are a slip of the pen."""

COURSE_HEADS = ("课程名称", "课程", "名称", "科目", "course", "course name")
STAGE_HEADS = ("段别", "阶段", "学段", "stage")
CODE_HEADS = ("课程编号", "编号", "id")
SUMS = ("小计", "合计", "总计", "共计", "每学期", "周学时", "总学时", "total", "sum", "ineachterm")
"""Words of rows that add others up."""
NOTHING = ("", "-", "—", "–", "/", "\\", "0", "无")

_NUMERALS = {c: n for n, c in enumerate("一二三四五六七八九", start=1)} | {"十": 10}
_WEEKS = r"\s*(?:周|w|weeks?)"
_TERM = re.compile(
    rf"(?:第|term)?\s*(10|[1-9]|[一二三四五六七八九十])\s*(?:学期|期)?(?:\s*\(?\d{{1,2}}(?:{_WEEKS})?\)?)?"
)
_WEEKLY = re.compile(rf"(\d{{1,3}})\s*[/×x*·]\s*(\d{{1,3}})(?:{_WEEKS})?")
_WHOLE = re.compile(rf"(\d{{1,3}}){_WEEKS}")
_PLAIN = re.compile(r"(\d{1,4})(?:\.0+)?")


def read_plan_table(path: str | Path, pathway: Pathway) -> TeachingPlan:
    """Return the plan that a workbook or a csv file holds. Raises ``InputError`` with every problem.

    A cell says ``4/18W`` (four hours a week for eighteen weeks), ``2W`` (two whole weeks), or just a
    number: hours a week, or weeks of a course in whole weeks. What Excel made a date of ``4/18`` is
    understood. Whether the plan keeps the conditions is not asked here.
    """
    grids, found = read_tables(path)
    if found:
        raise InputError(found)
    for grid in grids:
        layout = _layout(grid)
        if layout is not None:
            break
    else:
        raise InputError([_refusal(str(path), "no_table")])
    reading = _Reading(pathway, grid, layout)
    offerings = tuple(reading.offerings())
    if reading.found:
        raise InputError(reading.found)
    if not offerings:
        raise InputError([_refusal(str(path), "no_offering")])
    return TeachingPlan(
        pathway=pathway.pathway,
        offerings=tuple(sorted(offerings, key=lambda o: (o.term, o.course))),
        taken=_taken(pathway, {o.course for o in offerings}),
        status="manual",
    )


def _taken(pathway: Pathway, ids: set[str]) -> tuple[str, ...]:
    grouped = {c for g in pathway.electives for c in g.courses}
    return tuple(sorted(c for c in ids if not pathway.by_id[c].required or c in grouped))


def _refusal(shown: str, why: str) -> Finding:
    return problems.UNREADABLE.at(
        SourceRef(shown),
        what=shown,
        why=Phrase(f"plan_file.unreadable.{why}"),
        remedy=Phrase(f"plan_file.unreadable_remedy.{why}"),
    )


# ---- where things stand -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Layout:
    """The row of the headings (as an index into the rows), and the columns by what they hold."""

    head: int
    terms: Mapping[int, int]
    """Column of each term."""
    course: int
    stage: int | None
    code: int | None


def _layout(grid: Grid) -> _Layout | None:
    for head, row in enumerate(grid.rows[:HEADING_ROWS]):
        terms = _term_columns(row)
        if len(terms) < LEAST_TERMS:
            continue
        above = grid.rows[max(0, head - 3) : head + 1]
        course = _headed(above, COURSE_HEADS, "course")
        if course is not None:
            stage = _headed(above, STAGE_HEADS, "stage")
            return _Layout(head, terms, course, stage, _headed(above, CODE_HEADS, None))
    return None


def _term_columns(row: TableRow) -> dict[int, int]:
    """Return the columns of terms, which count upwards from the left; others are left out."""
    columns: dict[int, int] = {}
    last = 0
    for column, content in enumerate(row.cells):
        term = _term(content)
        if term is not None and term > last:
            columns[term], last = column, term
        elif columns and term is not None:
            break
    return columns


def _term(content: Content | None) -> int | None:
    match = _TERM.fullmatch(_plain(content).replace("\n", " "))
    if match is None:
        return None
    word = match.group(1)
    return _NUMERALS.get(word) or int(word)


def _headed(rows: Sequence[TableRow], words: Sequence[str], key: str | None) -> int | None:
    """Return the first column headed by one of some words, or by what we print ourselves."""
    ours = {label(f"documents.plan.column.{key}", lang) for lang in LANGS} if key else set()
    wanted = {_squeezed(w) for w in (*words, *ours)}
    columns = (
        column
        for row in rows
        for column, content in enumerate(row.cells)
        if _squeezed(_plain(content)) in wanted
    )
    return min(columns, default=None)


def _plain(content: Content | None) -> str:
    """Return the text of a cell in one form of letters and figures, small; nothing for what is no text."""
    if isinstance(content, Decimal):
        return f"{content.normalize():f}"
    if isinstance(content, str):
        return unicodedata.normalize("NFKC", content).strip().casefold()
    return ""


def _squeezed(text: str) -> str:
    return re.sub(r"[\s《》]+", "", unicodedata.normalize("NFKC", text)).casefold()


# ---- what stands there --------------------------------------------------------------------------------


class _Reading:
    """One reading of a table, with the problems found so far."""

    def __init__(self, pathway: Pathway, grid: Grid, layout: _Layout) -> None:
        self.pathway = pathway
        self.grid = grid
        self.layout = layout
        self.found: list[Finding] = []
        self.names = _names(pathway)

    def offerings(self) -> Iterator[Offering]:
        """Yield what the rows under the headings offer."""
        seen: dict[str, int] = {}
        for row in self.grid.rows[self.layout.head + 1 :]:
            filled = {t: c for t, c in self.layout.terms.items() if _plain_or_odd(_at(row, c)) not in NOTHING}
            name = _at(row, self.layout.course)
            if not filled or self._is_sum(row, name):
                continue
            course = self._course(row, name)
            if course is None:
                continue
            if course.id in seen:
                self._twice(row, course, seen[course.id])
                continue
            seen[course.id] = row.number
            yield from self._row(row, course, filled)

    def _row(self, row: TableRow, course: Course, filled: Mapping[int, int]) -> Iterator[Offering]:
        amounts = {}
        for term, column in sorted(filled.items()):
            amount = _amount(_at(row, column), course, self.pathway, term, len(filled))
            place = self.grid.at(row.number, column)
            if isinstance(amount, Phrase):
                self.found.append(self._wrong(place, _at(row, column), amount, course, term))
            elif amount is not None:
                amounts[term] = (*amount, place)
        last = max(amounts, default=0)
        weeks = sum(w for weekly, w, _ in amounts.values() if not weekly)
        for term, (weekly, many, place) in amounts.items():
            yield Offering.model_validate(
                {
                    "course": course.id,
                    "term": term,
                    "weekly": weekly,
                    "weeks": many,
                    "hours": weekly * many if weekly else _part(course, amounts, term, weeks),
                    "exam": course.exam and term == last,
                    "@source": place,
                }
            )

    def _course(self, row: TableRow, name: Content | None) -> Course | None:
        """Return the course of a row; where it is not known the problem is noted."""
        code = _plain(_at(row, self.layout.code)) if self.layout.code is not None else ""
        for course_id, course in self.pathway.by_id.items():
            if code and course_id.casefold() == code:
                return course
        stage = _stage(_at(row, self.layout.stage)) if self.layout.stage is not None else None
        words = _squeezed(name) if isinstance(name, str) else ""
        fitting = [c for c in self.names.get(words, ()) if stage in (None, c.stage)]
        if len(fitting) > 1:
            ours = {t for t, c in self.layout.terms.items() if _plain_or_odd(_at(row, c)) not in NOTHING}
            fitting = [c for c in fitting if all(t in c.stage.terms for t in ours)] or fitting
        if len(fitting) == 1:
            return fitting[0]
        self._unknown(row, name, fitting)
        return None

    def _is_sum(self, row: TableRow, name: Content | None) -> bool:
        """Whether a row adds others up; its words stand in the column of the course or before it."""
        words = [name] if isinstance(name, str) else row.cells[: self.layout.course]
        texts = [_squeezed(w) for w in words if isinstance(w, str)]
        return not any(t in self.names for t in texts) and any(s in t for t in texts for s in SUMS)

    def _unknown(self, row: TableRow, name: Content | None, fitting: Sequence[Course]) -> None:
        place = self.grid.at(row.number, self.layout.course)
        shown = _short(name) if isinstance(name, str) else ""
        if fitting:
            key, values = "which", {"course": shown}
        elif not shown:
            key, values = "nameless", {}
        else:
            key, values = "unknown", {"course": shown}
        close = get_close_matches(_squeezed(shown), sorted(self.names), n=1, cutoff=0.5) if shown else []
        remedy = Phrase(f"plan_file.row_remedy.{key}")
        if key == "unknown" and close:
            remedy = Phrase("plan_file.row_remedy.guess", {"name": self.names[close[0]][0].name})
        self.found.append(
            problems.INCONSISTENT.at(place, what=Phrase(f"plan_file.row.{key}", values), remedy=remedy)
        )

    def _twice(self, row: TableRow, course: Course, first: int) -> None:
        self.found.append(
            problems.INCONSISTENT.at(
                self.grid.at(row.number, self.layout.course),
                what=Phrase("plan_file.row.twice", {"course": course.name, "row": first}),
                remedy=Phrase("plan_file.row_remedy.twice"),
            )
        )

    def _wrong(
        self, place: SourceRef, content: Content | None, why: Phrase, course: Course, term: int
    ) -> Finding:
        text = content if isinstance(content, str) else _plain(content)
        given = Phrase("plan_file.formula") if isinstance(content, Formula) else f"“{_short(text)}”"
        where = Phrase("plan_file.cell", {"course": course.name, "term": term})
        block = course.delivery is Delivery.BLOCK
        remedy = Phrase(f"plan_file.cell_remedy.{'block' if block else 'weekly'}")
        return problems.WRONG_VALUE.at(place, field=where, given=given, problem=why, remedy=remedy)


def _names(pathway: Pathway) -> dict[str, tuple[Course, ...]]:
    """Return the courses that answer to a name: their own, then aliases that are nobody's own name."""
    own: dict[str, list[Course]] = {}
    for course in pathway.courses:
        own.setdefault(_squeezed(course.name), []).append(course)
    other: dict[str, list[Course]] = {}
    for course in pathway.courses:
        for alias in course.aliases:
            if _squeezed(alias) not in own:
                other.setdefault(_squeezed(alias), []).append(course)
    return {name: tuple(courses) for name, courses in (own | other).items()}


def _at(row: TableRow, column: int | None) -> Content | None:
    return row.cells[column] if column is not None and column < len(row.cells) else None


def _plain_or_odd(content: Content | None) -> str:
    """Return the text of a cell, and a sign of its own for what is no text, so that it is not passed over."""
    return _plain(content) if content is None or isinstance(content, str | Decimal) else "?"


def _stage(content: Content | None) -> Stage | None:
    words = _squeezed(content) if isinstance(content, str) else ""
    for stage in Stage:
        ours = {_squeezed(label(f"documents.plan.stage.{stage.value}", lang)) for lang in LANGS}
        if words.startswith((*ours, stage.value, "中" if stage is Stage.SECONDARY else "高")):
            return stage
    return None


def _short(text: str) -> str:
    """Return a text as a message repeats it: short, and without signs that a terminal would obey."""
    text = "".join(c for c in " ".join(text.split()) if c.isprintable())
    return text if len(text) <= 20 else text[:19] + "…"


# ---- a cell -------------------------------------------------------------------------------------------


def _amount(
    content: Content | None, course: Course, pathway: Pathway, term: int, terms: int
) -> tuple[int, int] | Phrase | None:
    """Return weekly hours (0 for whole weeks) and weeks of a cell, or what is wrong with it."""
    if isinstance(content, Formula):
        return Phrase("plan_file.wrong.formula")
    if isinstance(content, Percentage | bool | time):
        return Phrase("plan_file.wrong.words")
    if isinstance(content, date):
        # Excel takes 4/18 for the eighteenth of April.
        return _checked(content.month, content.day)
    text = _plain(content)
    if match := _WEEKLY.fullmatch(text):
        return _checked(int(match.group(1)), int(match.group(2)))
    if match := _WHOLE.fullmatch(text):
        return _checked(0, int(match.group(1)))
    if match := _PLAIN.fullmatch(text):
        number = int(match.group(1))
        if course.delivery is Delivery.BLOCK:
            return _checked(0, number)
        return _checked(number, _weeks(course, pathway.calendar.term(term).teaching, number, terms))
    return Phrase("plan_file.wrong.words")


def _weeks(course: Course, teaching: int, weekly: int, terms: int) -> int:
    """Return the weeks meant by bare weekly hours: those that make up the hours, else all of the term."""
    if terms == 1 and weekly and course.hours % weekly == 0 and course.hours // weekly <= teaching:
        return course.hours // weekly
    return teaching


def _checked(weekly: int, weeks: int) -> tuple[int, int] | Phrase | None:
    if weekly > MOST_WEEKLY or weeks > MOST_WEEKS:
        return Phrase("plan_file.wrong.large")
    return (weekly, weeks) if weeks else None


def _part(course: Course, amounts: Mapping[int, tuple[int, int, SourceRef]], term: int, weeks: int) -> int:
    """Return the hours of whole weeks in one term, in proportion; they add up to those of the course."""
    before = sum(w for t, (weekly, w, _) in amounts.items() if t < term and not weekly)
    here = amounts[term][1]
    total = max(weeks, 1)
    return course.hours * (before + here) // total - course.hours * before // total
