"""Yearly figures from YAML, csv or a workbook: every problem of every row at once, or the record.

Years are looked at one by one, so that a slip in one hides nothing in another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from articulate.findings import Finding, InputError
from articulate.i18n import Phrase
from articulate.model.pathway import Pathway
from articulate.model.quality import AssessmentGrade, QualityRecord, QualityYear
from articulate.model.source import SourceRef
from articulate.quality import INDICATORS, Indicator
from articulate.readers import problems
from articulate.readers.quality_table import RATES, column_name, from_table, grades, in_table, plain
from articulate.readers.shape import place, validate
from articulate.readers.tables import ENDINGS
from articulate.readers.yaml import parse, read_text

NEAR = Fraction(1, 10)
"""Percentage points by which a written rate may differ from its counts: it was rounded."""


def read_quality(path: Path | str, pathway: Pathway) -> QualityRecord:
    """Return the yearly figures of a pathway. Raises ``InputError`` with every problem of the file."""
    path = Path(path)
    found: list[Finding] = []
    if path.suffix.lower() in ENDINGS:
        data, grid = from_table(path, pathway, found)
    else:
        data, grid = _from_yaml(path, found), None
    made = _record(data, pathway, found) if data is not None else None
    if grid is not None:
        found = [in_table(f, grid) for f in found]
    if made is None or found:
        raise InputError(sorted(found, key=_reading_order))
    return made


def _reading_order(finding: Finding) -> tuple[object, ...]:
    source = finding.source
    return source.file, source.line, source.column, finding.code, finding.text("en")


# ---- YAML --------------------------------------------------------------------------------------------


def _from_yaml(path: Path, found: list[Finding]) -> dict[str, Any] | None:
    shown = path.as_posix()
    text, unreadable = read_text(path, shown)
    found += unreadable
    if unreadable:
        return None
    data, slips, _ = parse(text, shown)
    found += slips
    if not isinstance(data, dict):
        if not slips:
            found.append(
                problems.UNREADABLE.at(
                    SourceRef(shown, 1, 1),
                    what=shown,
                    why=Phrase("src.unreadable.not_mapping"),
                    remedy=Phrase("quality.not_a_record"),
                )
            )
        return None
    return data


# ---- the record --------------------------------------------------------------------------------------


def _record(data: dict[str, Any], pathway: Pathway, found: list[Finding]) -> QualityRecord | None:
    """Return the record that plain values make, each year looked at by itself."""
    rows = data.get("years")
    read: dict[int, QualityYear] = {}
    for row in rows if isinstance(rows, list) else ():
        if not isinstance(row, dict):
            continue
        _tidy(row)
        year, wrong = validate(QualityYear, row)
        found += [_grade_words(f) for f in wrong]
        found += _small_shares(row, RATES)
        if year is not None:
            read.setdefault(year.year, year)
        found += _contradictions(row)
    found += _twice(r for r in rows if isinstance(r, dict)) if isinstance(rows, list) else []
    if isinstance(data.get("targets"), dict):
        found += _small_shares(data["targets"], RATES)
    if isinstance(rows, list) and rows:
        # Rows were looked at one by one. Where none could be read a year is made up, to look at the frame.
        years = [*(r for r in rows if not isinstance(r, dict)), *read.values()] or [QualityYear(year=2000)]
        data = {**data, "years": years}
    record, wrong = validate(QualityRecord, data)
    found += wrong
    if record is not None and record.quality != pathway.pathway:
        found.append(
            problems.INCONSISTENT.at(
                place(data, ("quality",)),
                what=Phrase("quality.wrong.pathway", {"given": record.quality, "wanted": pathway.pathway}),
                remedy=Phrase("quality.remedy.pathway", {"wanted": pathway.pathway}),
            )
        )
    return record


def _tidy(row: dict[str, Any]) -> None:
    """Take grades in their Chinese words as well."""
    grade = row.get("grade")
    if isinstance(grade, str):
        row["grade"] = grades().get(plain(grade), grade)


def _small_shares(row: Mapping[str, Any], names: Iterable[str]) -> list[Finding]:
    """Find rates written as shares: 0.95 in place of 95."""
    return [
        problems.WRONG_VALUE.at(
            place(row, (name,)),
            field=name,
            given=str(row[name]),
            problem=Phrase("quality.wrong.share"),
            remedy=Phrase(
                "quality.remedy.share", {"percent": f"{(Decimal(str(row[name])) * 100).normalize():f}"}
            ),
        )
        for name in names
        if isinstance(row.get(name), int | float | Decimal)
        and not isinstance(row[name], bool)
        and 0 < row[name] <= 1
    ]


def _contradictions(row: Mapping[str, Any]) -> list[Finding]:
    """Find counts that cannot be, and rates that their counts do not give."""
    found = []
    for indicator in INDICATORS:
        names = ("year", *(n for n in (indicator.hits, indicator.of, indicator.name) if n))
        year, wrong = validate(QualityYear, {n: row[n] for n in names if n in row})
        if year is None or wrong or not indicator.hits:
            continue
        hits, of = getattr(year, indicator.hits), getattr(year, indicator.of)
        written = getattr(year, indicator.name)
        if hits is not None and of is None:
            found.append(_wrong(row, year, indicator, indicator.hits, "lone_count"))
        elif hits is not None and of is not None and hits > of:
            found.append(_wrong(row, year, indicator, indicator.hits, "too_many", hits=hits, total=of))
        elif hits is not None and of and written is not None:
            counted = Fraction(100 * hits, of)
            if abs(counted - Fraction(written)) > NEAR:
                values = {"written": written, "counted": Fraction(hits, of), "hits": hits, "total": of}
                found.append(_wrong(row, year, indicator, indicator.name, "rate", **values))
    return found


def _wrong(
    row: Mapping[str, Any], year: QualityYear, indicator: Indicator, field: str, key: str, **values: Any
) -> Finding:
    said = {
        "year": year.year,
        "indicator": Phrase(f"quality.indicator.{indicator.name}"),
        "hits_name": column_name(indicator.hits),
        "of_name": column_name(indicator.of),
        **values,
    }
    return problems.INCONSISTENT.at(
        place(row, (field,)),
        what=Phrase(f"quality.wrong.{key}", said),
        remedy=Phrase(f"quality.remedy.{key}", said),
    )


def _twice(rows: Iterable[Mapping[str, Any]]) -> list[Finding]:
    first: dict[int, SourceRef] = {}
    found = []
    for row in rows:
        year, here = row.get("year"), place(row, ("year",))
        if not isinstance(year, int):
            continue
        if year in first:
            values = {"year": year, "line": first[year].line}
            found.append(
                problems.INCONSISTENT.at(
                    here,
                    what=Phrase("quality.wrong.twice", values),
                    remedy=Phrase("quality.remedy.twice", values),
                )
            )
        first.setdefault(year, here)
    return found


def _grade_words(finding: Finding) -> Finding:
    """Return a finding about a grade with the words for grades, whatever the language of the file."""
    if finding.code != "SRC004" or finding.values.get("field") != "grade":
        return finding
    remedy = Phrase("src.write_one_of", {"options": tuple(AssessmentGrade)})
    return replace(finding, values={**finding.values, "remedy": remedy})
