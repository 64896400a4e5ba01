"""Results of a cohort from csv files and workbooks: every problem of every row at once, or the results.

Schools keep the process scores and the total apart, and the answers to single questions elsewhere again,
so any number of files and sheets is joined by student id. Headings are found by what they say, in any
order; rows by their id and their attempt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from articulate.cohort.judging import concession_name
from articulate.cohort.layout import STUDENT, SUMMARY_ROWS, Column, Layout, plain
from articulate.cohort.results import Entry, Results, Sitting, Student
from articulate.findings import Finding, InputError
from articulate.i18n import Phrase
from articulate.model.criteria import TransferCriteria
from articulate.model.pathway import Pathway
from articulate.model.source import SourceRef
from articulate.readers import item_table, result_checks, score_cells
from articulate.readers import result_problems as wrong
from articulate.readers.result_headings import HEADING_ROWS, Heading, columns_of, heading_of
from articulate.readers.score_cells import folded
from articulate.readers.tables import Content, Formula, Grid, TableRow, read_tables

LONGEST = 40
"""Letters of a class or a group."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of scores whose headings are known: which column of it is which."""

    grid: Grid
    heading: Heading
    columns: Mapping[int, Column]
    """Columns of the table, from 0, that hold something."""

    @property
    def body(self) -> tuple[TableRow, ...]:
        """The rows of students: below the headings, without full marks, means and sums."""
        return tuple(r for r in self.grid.rows if r.number > self.heading.number and not _sums_up(r))


@dataclass(slots=True)
class Draft:
    """One sitting of one student while it is gathered from several sheets."""

    student: str
    attempt: int
    scores: dict[str, Entry] = field(default_factory=dict)
    facts: dict[str, Content] = field(default_factory=dict)
    places: dict[str, SourceRef] = field(default_factory=dict)
    rows: dict[int, tuple[SourceRef, TableRow]] = field(default_factory=dict)
    """Its row in each sheet, by the sheet's number."""
    broken: set[str] = field(default_factory=set)
    """Columns that were told of already."""


def read_results(
    paths: Sequence[Path | str] | Path | str,
    pathway: Pathway,
    criteria: TransferCriteria,
    *,
    names: bool = False,
) -> Results:
    """Return the results that files hold, students by id.

    Names and identity numbers are passed over, or with ``names`` kept masked. Raises ``InputError``
    with every problem of every file, so that nothing is half read.
    """
    listed = [paths] if isinstance(paths, str | Path) else list(paths)
    found: list[Finding] = []
    grids: list[Grid] = []
    for path in listed:
        read, problems = read_tables(path)
        grids += read
        found += problems
    layout, problems = item_table.items_of(grids, Layout(pathway, criteria))
    found += problems
    reading = _Reading(layout, names)
    sheets = reading.sheets(grids)
    drafts = reading.drafts(sheets)
    given = frozenset(c.key for s in sheets for c in s.columns.values())
    layout = layout.having(i for i in layout.items if i.key in given)
    if drafts:
        checks = result_checks.Checks(layout, sheets, drafts, given, places_of(sheets))
        reading.found += checks.all()
    found += reading.found
    if found:
        raise InputError(sorted(found, key=_reading_order))
    return Results(
        students=tuple(_student(s, mine, reading) for s, mine in sorted(_by_student(drafts).items())),
        items=layout.items,
        columns=given,
        files=tuple(Path(p).name for p in listed),
    )


def _reading_order(finding: Finding) -> tuple[object, ...]:
    source = finding.source
    sheet = source.cell.rpartition("!")[0]
    return source.file, sheet, source.line, source.column, finding.code, finding.text("en")


def _sums_up(row: TableRow) -> bool:
    """Tell whether a row says something of all students: full marks, means, rates."""
    first = next((c for c in row.cells if c is not None), None)
    return isinstance(first, str) and plain(first) in SUMMARY_ROWS


def places_of(sheets: Sequence[Sheet]) -> dict[str, tuple[int, int]]:
    """Return where each column is: the number of its sheet, and its column there from 0."""
    return {c.key: (n, k) for n, s in enumerate(sheets) for k, c in s.columns.items()}


def _by_student(drafts: Iterable[Draft]) -> dict[str, list[Draft]]:
    found: dict[str, list[Draft]] = {}
    for draft in drafts:
        found.setdefault(draft.student, []).append(draft)
    return {k: sorted(v, key=lambda d: d.attempt) for k, v in found.items()}


def _student(student: str, drafts: Sequence[Draft], reading: _Reading) -> Student:
    facts: dict[str, Content] = {}
    for draft in reversed(drafts):
        facts |= draft.facts
    entry = drafts[0].scores.get("entry")
    concessions = reading.layout.criteria.concessions
    return Student(
        id=student,
        sittings=tuple(
            Sitting(d.attempt, {k: v for k, v in sorted(d.scores.items()) if k not in ("entry", "total")})
            for d in drafts
        ),
        class_=folded(facts.get("class", "")),
        group=folded(facts.get("group", "")),
        entry=entry if isinstance(entry, Fraction) else None,
        variants={k.partition(":")[2]: str(v) for k, v in sorted(facts.items()) if k.startswith("variant:")},
        claims=score_cells.claims(facts.get("claim"), concessions) or (),
        name=score_cells.masked_name(facts.get("name")),
        identity=score_cells.masked_identity(facts.get("identity")),
    )


class _Reading:
    """One reading: what it found so far."""

    def __init__(self, layout: Layout, names: bool) -> None:
        self.layout = layout
        self.names = names
        self.found: list[Finding] = []

    # ---- headings --------------------------------------------------------------------------------

    def sheets(self, grids: Sequence[Grid]) -> list[Sheet]:
        """Return the tables of scores. A file without one, and scores without students, are told."""
        made: list[Sheet] = []
        for file in dict.fromkeys(g.file for g in grids):
            mine = [g for g in grids if g.file == file]
            items = [g for g in mine if item_table.heading_of(g)]
            headed = [(g, h) for g in mine if g not in items and (h := self._heading(g))]
            for grid, heading in headed:
                columns, problems = columns_of(grid, heading, self.layout)
                self.found += problems
                made.append(Sheet(grid, heading, columns))
            if not headed and not items:
                place = mine[0].at(mine[0].rows[0].number, 0) if mine[0].rows else SourceRef(file)
                self.found.append(wrong.NO_HEADINGS.at(place, rows=HEADING_ROWS))
        return made

    def _heading(self, grid: Grid) -> Heading | None:
        heading, problems = heading_of(grid, self.layout)
        self.found += problems
        return heading

    # ---- rows ------------------------------------------------------------------------------------

    def drafts(self, sheets: Sequence[Sheet]) -> list[Draft]:
        """Return every sitting of every student, gathered from all sheets."""
        made: dict[tuple[str, int], Draft] = {}
        for number, sheet in enumerate(sheets):
            for row in sheet.body:
                key = self._owner(sheet, row)
                if key is None:
                    continue
                draft = made.setdefault(key, Draft(*key))
                place = sheet.grid.at(row.number, 0)
                if number in draft.rows:
                    other = str(draft.rows[number][0])
                    self.found.append(
                        wrong.STUDENT_TWICE.at(place, student=key[0], attempt=key[1], other=other)
                    )
                    continue
                draft.rows[number] = (place, row)
                for k, column in sheet.columns.items():
                    content = row.cells[k] if k < len(row.cells) else None
                    if content is not None:
                        self._take(draft, column, content, sheet.grid.at(row.number, k))
        return list(made.values())

    def _owner(self, sheet: Sheet, row: TableRow) -> tuple[str, int] | None:
        """Return whose row it is, and of which sitting; nothing for rows without content."""
        at = {c.key: k for k, c in sheet.columns.items()}
        held = {key: row.cells[k] for key, k in at.items() if k < len(row.cells)}
        cells = {key: content for key, content in held.items() if content is not None}
        content = cells.pop("student", None)
        if not cells.keys() - {"name", "identity", "class", "group", "attempt"} and (
            content is None or score_cells.student_id(content)[1] or not cells
        ):
            # Numbered lines left empty, and what people write below a table.
            return None
        place = sheet.grid.at(row.number, at.get("student", 0))
        if content is None:
            self.found.append(wrong.NO_STUDENT.at(place))
            return None
        if isinstance(content, Formula):
            self.found.append(wrong.FORMULA.at(place, column=STUDENT.zh))
            return None
        student, why = score_cells.student_id(content)
        if why:
            self.found.append(
                wrong.BAD_STUDENT.at(
                    place,
                    why=Phrase(f"cohort.bad_student.{why}"),
                    remedy=Phrase(f"cohort.bad_student_remedy.{why}"),
                )
            )
            return None
        sitting = cells.get("attempt")
        number = score_cells.attempt(sitting) if not isinstance(sitting, Formula) else None
        if number is None:
            place = sheet.grid.at(row.number, at["attempt"])
            why_not = Phrase("cohort.bad_attempt.form")
            self.found.append(wrong.BAD_ATTEMPT.at(place, student=student, why=why_not))
            return None
        return student, number

    def _take(self, draft: Draft, column: Column, content: Content, place: SourceRef) -> None:
        if column.key in ("student", "attempt"):
            return
        if column.key in ("name", "identity"):
            if self.names and not isinstance(content, Formula):
                draft.facts.setdefault(column.key, content)
            return
        if isinstance(content, Formula):
            draft.broken.add(column.key)
            self.found.append(wrong.FORMULA.at(place, column=column.zh))
            return
        if column.key.startswith("variant:"):
            self._variant(draft, column, content, place)
        elif column.key in ("class", "group", "claim"):
            self._fact(draft, column, content, place)
        else:
            self._score(draft, column, content, place)

    def _fact(self, draft: Draft, column: Column, content: Content, place: SourceRef) -> None:
        text = folded(content)
        if column.key == "claim":
            if score_cells.claims(content, self.layout.criteria.concessions) is None:
                known = _known_concessions(self.layout)
                self.found.append(wrong.BAD_CLAIM.at(place, student=draft.student, known=known))
                return
        elif not text or len(text) > LONGEST:
            self.found.append(wrong.UNREADABLE_TEXT.at(place, student=draft.student, column=column.zh))
            return
        before = draft.facts.get(column.key)
        if before is not None and folded(before) != text:
            self._conflict(draft, column, place)
            return
        draft.facts[column.key] = content
        draft.places[column.key] = place

    def _variant(self, draft: Draft, column: Column, content: Content, place: SourceRef) -> None:
        task = next(t for t in self.layout.criteria.tasks if column.key == f"variant:{t.id}")
        variant = score_cells.variant(content, task)
        if variant:
            draft.facts.setdefault(column.key, variant)
        else:
            known = tuple(v.id for v in task.variants)
            self.found.append(
                wrong.BAD_VARIANT.at(place, student=draft.student, column=column.zh, known=known)
            )

    def _score(self, draft: Draft, column: Column, content: Content, place: SourceRef) -> None:
        value = score_cells.entry(content, column.most)
        most = column.most if column.most is not None else Fraction(1000)
        values: dict[str, Any] = {
            "column": column.zh,
            "student": draft.student,
            "given": score_cells.seen(content),
        }
        if value is None or (column.key == "entry" and not isinstance(value, Fraction)):
            draft.broken.add(column.key)
            self.found.append(wrong.NOT_A_SCORE.at(place, **values, most=_points(most)))
            return
        if isinstance(value, Fraction) and not 0 <= value <= most:
            draft.broken.add(column.key)
            self.found.append(wrong.OUT_OF_RANGE.at(place, **values, most=_points(most)))
            return
        before = draft.scores.get(column.key)
        if before is not None and before != value:
            self._conflict(draft, column, place)
            return
        draft.scores[column.key] = value
        draft.places.setdefault(column.key, place)

    def _conflict(self, draft: Draft, column: Column, place: SourceRef) -> None:
        other = draft.places[column.key]
        self.found.append(
            wrong.CONFLICT.at(
                place,
                related=(other,),
                column=column.zh,
                student=draft.student,
                what=Phrase("cohort.conflict.sheets", {"other": str(other)}),
                remedy=Phrase("cohort.conflict_remedy.sheets"),
            )
        )


def _points(most: Fraction) -> str:
    return f"{float(most):g}"


def _known_concessions(layout: Layout) -> tuple[str, ...] | Phrase:
    names = tuple(f"{k} {concession_name(c)}" for k, c in enumerate(layout.criteria.concessions, start=1))
    return names or Phrase("cohort.no_concessions")
