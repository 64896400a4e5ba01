"""A table of yearly figures as plain values with their places: headings found by what they say.

The rows are years and the columns stand in any order, below titles and notes. A row 目标 holds what the
schools aim at, a row 口径 how each figure is measured.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from articulate.findings import Finding
from articulate.i18n import LANGS, Lang, Phrase, label
from articulate.model.pathway import Pathway
from articulate.model.quality import AssessmentGrade, QualityYear
from articulate.model.source import SourceRef
from articulate.model.value import SOURCE_KEY
from articulate.quality import INDICATORS
from articulate.readers import problems
from articulate.readers.tables import Content, Formula, Grid, Percentage, TableRow, read_tables

HEADING_ROWS = 30
"""How far down the headings may stand: below titles and notes."""
FIELDS = tuple(n for n in QualityYear.model_fields if n != "source")
RATES = tuple(i.name for i in INDICATORS)
NOTHING = frozenset(("", "-", "—", "/", "缺", "暂无", "未统计", "无数据", "n/a", "na"))
TRUTH = {
    **dict.fromkeys(("有", "是", "发生", "yes", "true", "1"), True),
    **dict.fromkeys(("无", "否", "没有", "未发生", "no", "false", "0"), False),
}
_NUMBER = re.compile(r"[-+]?\d{1,9}(?:\.\d{1,9})?")
_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]|\s|[%％]")


def from_table(
    path: Path, pathway: Pathway, found: list[Finding]
) -> tuple[dict[str, Any] | None, Grid | None]:
    """Return the plain values of a file and the table they stand in; problems go to the list."""
    grids, unreadable = read_tables(path)
    found += unreadable
    if unreadable:
        return None, None
    for grid in grids:
        heading = next((r for r in grid.rows if r.number <= HEADING_ROWS and _is_heading(r)), None)
        if heading is not None:
            return _plain_values(grid, heading, pathway, found), grid
    found.append(
        problems.UNREADABLE.at(
            SourceRef(path.as_posix(), 1, 1),
            what=path.as_posix(),
            why=Phrase("quality.wrong.no_heading", {"rows": HEADING_ROWS}),
            remedy=Phrase("quality.remedy.no_heading"),
        )
    )
    return None, None


def _is_heading(row: TableRow) -> bool:
    fields = [_field(c) for c in row.cells]
    return "year" in fields and sum(f is not None for f in fields) >= 2


def _plain_values(grid: Grid, heading: TableRow, pathway: Pathway, found: list[Finding]) -> dict[str, Any]:
    columns = _columns(grid, heading, found)
    data: dict[str, Any] = {
        "quality": pathway.pathway,
        "origin": {"status": "school"},
        "years": [],
        SOURCE_KEY: SourceRef(grid.file, heading.number, 1),
    }
    at = next(k for k, f in columns.items() if f == "year")
    for row in grid.rows:
        if row.number <= heading.number:
            continue
        first = row.cells[at] if at < len(row.cells) else None
        word = plain(first) if isinstance(first, str) else ""
        if word in _words("target"):
            data["targets"] = _cells(grid, row, columns, found, RATES)
        elif word in _words("method"):
            data["methods"] = _texts(grid, row, columns, found)
        elif not _is_remark(row):
            data["years"].append(_cells(grid, row, columns, found, FIELDS))
    if not data["years"]:
        found.append(
            problems.UNREADABLE.at(
                grid.at(heading.number, at),
                what=grid.file,
                why=Phrase("quality.wrong.no_rows"),
                remedy=Phrase("quality.remedy.no_rows"),
            )
        )
        data["years"] = [{"year": 2000}]
    return data


def _is_remark(row: TableRow) -> bool:
    """Tell whether a row is a line of text under the table: one cell alone, and it is no figure."""
    filled = [c for c in row.cells if c is not None]
    return len(filled) == 1 and isinstance(filled[0], str) and not any(c.isdigit() for c in filled[0][:4])


def _columns(grid: Grid, heading: TableRow, found: list[Finding]) -> dict[int, str]:
    columns: dict[int, str] = {}
    for k, cell in enumerate(heading.cells):
        field = _field(cell)
        here = grid.at(heading.number, k)
        if cell is None or (isinstance(cell, str) and plain(cell) in _words("passed_over")):
            continue
        if field is None:
            given = cell if isinstance(cell, str) else ""
            guess = get_close_matches(plain(given), sorted(_headings()), n=1, cutoff=0.6)
            names = tuple(column_name(f) for f in FIELDS)
            hint = (
                Phrase("src.guess", {"name": column_name(_headings()[guess[0]])})
                if guess
                else Phrase("src.guess_known", {"names": names})
            )
            found.append(problems.UNKNOWN_FIELD.at(here, field=given[:40], where="", guess=hint))
        elif field in columns.values():
            first = next(n for n, f in columns.items() if f == field)
            found.append(
                problems.INCONSISTENT.at(
                    here,
                    what=Phrase("quality.wrong.heading_twice", {"column": column_name(field)}),
                    remedy=Phrase(
                        "quality.remedy.heading_twice", {"other": str(grid.at(heading.number, first))}
                    ),
                )
            )
        else:
            columns[k] = field
    return columns


def _cells(
    grid: Grid, row: TableRow, columns: Mapping[int, str], found: list[Finding], wanted: Sequence[str]
) -> dict[str, Any]:
    """Return the values of a row by field, each with its place."""
    made: dict[str, Any] = {}
    places = []
    for k, field in columns.items():
        cell = row.cells[k] if k < len(row.cells) else None
        if cell is None or field not in wanted:
            continue
        places.append((field, row.number, k + 1))
        if isinstance(cell, Formula):
            found.append(_formula(grid, row, k, field))
            continue
        value = _value(field, cell)
        if value is not None:
            made[field] = value
    made[SOURCE_KEY] = SourceRef(grid.file, row.number, 1, places=tuple(places))
    return made


def _texts(grid: Grid, row: TableRow, columns: Mapping[int, str], found: list[Finding]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for k, field in columns.items():
        cell = row.cells[k] if k < len(row.cells) else None
        if isinstance(cell, Formula):
            found.append(_formula(grid, row, k, field))
        elif isinstance(cell, str) and field in RATES:
            made[field] = cell
    return made


def _formula(grid: Grid, row: TableRow, column: int, field: str) -> Finding:
    return problems.WRONG_VALUE.at(
        SourceRef(grid.file, row.number, column + 1),
        field=field,
        given=Phrase("quality.wrong.a_formula"),
        problem=Phrase("quality.wrong.formula"),
        remedy=Phrase("quality.remedy.formula"),
    )


def _value(field: str, cell: Content) -> Any:
    """Return what a cell means for a field; what cannot be understood stays as it is, and is told later."""
    if isinstance(cell, Percentage):
        return cell.share * 100 if field in RATES else cell.share
    if isinstance(cell, Decimal):
        return int(cell) if field not in RATES and cell == cell.to_integral_value() else cell
    if not isinstance(cell, str):
        return str(cell)
    if field == "note":
        return cell
    text = plain(cell)
    if field == "incident":
        return TRUTH.get(text, None if text in NOTHING else cell)
    if text in NOTHING:
        return None
    if field == "grade":
        return grades().get(text, cell)
    bare = re.sub(r"(?:人|家|年|届|%|分)+$", "", text)
    if _NUMBER.fullmatch(bare):
        number = Decimal(bare)
        return int(number) if field not in RATES and number == number.to_integral_value() else number
    return cell


def in_table(finding: Finding, grid: Grid) -> Finding:
    """Return a finding with the heading in place of the field's name, and the cell in place of the line."""
    source, values = finding.source, dict(finding.values)
    if values.get("field") in FIELDS:
        values["field"] = column_name(str(values["field"]))
    if grid.sheet and source.line and not source.cell:
        source = grid.at(source.line, max(0, source.column - 1))
    return replace(finding, source=source, values=values)


# ---- words -------------------------------------------------------------------------------------------


def column_name(field: str) -> Phrase | str:
    """Return the heading of a field as we write it."""
    return Phrase(f"quality.column.{field}") if field else ""


def plain(text: str) -> str:
    """Return a heading or a word without widths, spaces, brackets, percent signs and case."""
    return _BRACKETS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _field(cell: Content | None) -> str | None:
    return _headings().get(plain(cell)) if isinstance(cell, str) else None


@cache
def _headings() -> dict[str, str]:
    """Return the field that each heading means; the first one of a field is how we write it."""
    return {plain(w): f for f in FIELDS for w in (f, *_said(f"quality.column.{f}", f"quality.also.{f}"))}


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(plain(w) for w in _said(f"quality.row.{key}"))


def _said(*keys: str) -> Iterable[str]:
    langs: tuple[Lang, ...] = LANGS
    return [w for key in keys for lang in langs for w in label(key, lang).split("|") if w]


@cache
def grades() -> dict[str, str]:
    """Return the grade that each word for one means, in both languages."""
    return {
        plain(w): grade.value
        for grade in AssessmentGrade
        for w in (
            grade.value,
            *(label(grade, lang) for lang in LANGS),
            *_said(f"quality.grade_also.{grade.value}"),
        )
    }
