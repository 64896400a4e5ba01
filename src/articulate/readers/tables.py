"""Tables of csv files and workbooks as cells with their places. What is hostile or broken is refused.

A cell is read as what a person sees: text stays text, a number stays a number, and a formula is told
from both, because what it shows depends on the program that opens it.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

from articulate.findings import Finding
from articulate.i18n import Phrase
from articulate.model.source import SourceRef
from articulate.readers.problems import UNREADABLE

MAX_BYTES = 16 * 1024 * 1024
MAX_UNPACKED = 128 * 1024 * 1024
"""A workbook of ten thousand students unpacks to some 20 MB; what is far larger is a bomb."""
MAX_ROWS, MAX_COLUMNS = 20_000, 600
ENDINGS = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm")
DELIMITERS = ",\t;，；"


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that holds a formula. What it says is not kept."""


@dataclass(frozen=True, slots=True)
class Percentage:
    """A number that is shown in percent: 0.85 as 85%."""

    share: Decimal


Content: TypeAlias = str | Decimal | Formula | Percentage | date | time | bool


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its number from 1, and what its cells hold; empty cells are ``None``."""

    number: int
    cells: tuple[Content | None, ...]

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return all(c is None for c in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: a csv file, or one sheet of a workbook."""

    file: str
    sheet: str
    rows: tuple[TableRow, ...]

    def at(self, row: int, column: int) -> SourceRef:
        """Return the place of a cell: line and column of a file, or sheet and cell of a workbook."""
        if not self.sheet:
            return SourceRef(self.file, row, column + 1)
        return SourceRef(self.file, row, column + 1, cell=f"{self.sheet}!{_letters(column)}{row}")


def read_tables(path: Path | str) -> tuple[tuple[Grid, ...], list[Finding]]:
    """Return the tables of a file that hold anything, and what keeps it from being read. Never raises."""
    path = Path(path)
    shown = path.as_posix()
    try:
        problem = _unfit(path)
        if problem:
            return (), [_refusal(shown, *problem)]
        data = path.read_bytes()
    except OSError as error:
        return (), [_refusal(shown, "denied", {"why": error.strerror or ""})]
    if data[:4] == b"PK\x03\x04":
        return _workbook(data, shown)
    return _text(data, shown)


def _refusal(shown: str, why: str, values: dict[str, Any] | None = None) -> Finding:
    values = values or {}
    return UNREADABLE.at(
        SourceRef(shown),
        what=shown,
        why=Phrase(f"cohort.unreadable.{why}", values),
        remedy=Phrase(f"cohort.unreadable_remedy.{why}", values),
    )


def _unfit(path: Path) -> tuple[str, dict[str, Any]] | None:
    if not path.exists():
        return "missing", {}
    if not path.is_file():
        return "special", {}
    if path.suffix.lower() not in ENDINGS:
        return "ending", {"endings": ENDINGS}
    if path.stat().st_size > MAX_BYTES:
        return "large", {"limit": MAX_BYTES // 1024 // 1024}
    return None


# ---- text --------------------------------------------------------------------------------------------


def _text(data: bytes, shown: str) -> tuple[tuple[Grid, ...], list[Finding]]:
    text = _decoded(data)
    if text is None:
        return (), [_refusal(shown, "binary")]
    if not text.strip():
        return (), [_refusal(shown, "empty")]
    rows: list[TableRow] = []
    begun = 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        for cells in reader:
            # A cell may hold line ends: a row is where it begins.
            row = TableRow(begun, _trimmed([_typed(c) for c in cells]))
            begun = reader.line_num + 1
            if not row.blank:
                rows.append(row)
            if len(rows) > MAX_ROWS or len(cells) > MAX_COLUMNS:
                return (), [_refusal(shown, "huge", {"rows": MAX_ROWS, "columns": MAX_COLUMNS})]
    except csv.Error:
        return (), [_refusal(shown, "csv", {"line": reader.line_num})]
    return (Grid(shown, "", tuple(rows)),), []


def _decoded(data: bytes) -> str | None:
    """Return the text, whatever a Chinese office saved it in: UTF-8, UTF-16 with its mark, GB18030."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ["utf-16"]
    elif b"\0" in data:
        return None
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _delimiter(text: str) -> str:
    """Return what parts the cells: what the fullest of the first lines has most of."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    counts = {d: max((line.count(d) for line in lines), default=0) for d in DELIMITERS}
    return max(DELIMITERS, key=lambda d: (counts[d], -DELIMITERS.index(d)))


def _typed(text: str) -> Content | None:
    # Excel exports long numbers as ="0123" so that they stay text; that is a formula by form only.
    text = text.strip().strip("\ufeff")
    if text.startswith('="') and text.endswith('"') and text.count('"') == 2:
        text = text[2:-1]
    if not text:
        return None
    formula = text[0] in "=@" or (text[0] in "+-" and any(c.isalpha() or c == "(" for c in text[1:]))
    return Formula() if formula else text


# ---- workbooks ---------------------------------------------------------------------------------------


def _workbook(data: bytes, shown: str) -> tuple[tuple[Grid, ...], list[Finding]]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(i.file_size for i in packed.infolist()) > MAX_UNPACKED:
                return (), [_refusal(shown, "bomb")]
            for info in packed.infolist():
                if info.filename.endswith((".xml", ".rels")):
                    with packed.open(info) as part:
                        if b"<!DOCTYPE" in part.read(4096):
                            return (), [_refusal(shown, "bomb")]
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    except Exception:
        # openpyxl raises whatever the broken part of a file leads it to.
        return (), [_refusal(shown, "workbook")]
    grids = []
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            rows = tuple(_rows(sheet))
            if len(rows) > MAX_ROWS or any(len(r.cells) > MAX_COLUMNS for r in rows):
                return (), [_refusal(shown, "huge", {"rows": MAX_ROWS, "columns": MAX_COLUMNS})]
            if rows:
                grids.append(Grid(shown, sheet.title, rows))
    except Exception:
        return (), [_refusal(shown, "workbook")]
    finally:
        book.close()
    if not grids:
        return (), [_refusal(shown, "empty")]
    return tuple(grids), []


def _rows(sheet: Any) -> Iterator[TableRow]:
    # The size that a sheet states of itself may be made up.
    sheet.reset_dimensions()
    kept = 0
    for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS + 1), start=1):
        row = TableRow(number, _trimmed([_content(c) for c in cells]))
        if row.blank:
            if number > MAX_ROWS * 2:
                return
            continue
        kept += 1
        yield row
        if kept > MAX_ROWS:
            return


def _trimmed(cells: Sequence[Content | None]) -> tuple[Content | None, ...]:
    end = max((k for k, c in enumerate(cells, start=1) if c is not None), default=0)
    return tuple(cells[:end])


def _content(cell: Any) -> Content | None:
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "f" or not isinstance(value, str | int | float | bool | datetime | date | time):
        return Formula()
    if isinstance(value, bool | datetime | date | time):
        return value
    if isinstance(value, int | float):
        number = Decimal(str(value))
        if not number.is_finite():
            return str(value)
        return Percentage(number) if "%" in str(cell.number_format) else number
    text = value.strip()
    return text or None


def _letters(column: int) -> str:
    """Return the letters of a column counted from 0."""
    out = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out
