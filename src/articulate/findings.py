"""What can be said about a pathway: findings, the report that holds them, and our exceptions.

A finding says what should change and is never raised. An exception says that the question cannot be
asked; ``InputError`` carries every problem of the input at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from articulate import display
from articulate.i18n import Lang, Lv, Phrase, fill, label, message, show
from articulate.model.source import NOWHERE, SourceRef


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """0 for errors, 1 for warnings, 2 for advice."""
        return list(Severity).index(self)

    def stronger(self) -> Severity:
        """One step up."""
        return list(Severity)[max(0, self.rank - 1)]

    def weaker(self) -> Severity:
        """One step down."""
        return list(Severity)[min(2, self.rank + 1)]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence: a kind with its words in ``i18n`` (``evidence.<kind>``), and its values."""

    kind: str
    values: Mapping[str, Any]

    def text(self, lang: Lang = "zh") -> str:
        """Return it as a sentence."""
        return label(f"evidence.{self.kind}", lang, **self.values)

    def as_json(self, lang: Lang = "zh") -> dict[str, Any]:
        """Return its values and its sentence, ready for JSON."""
        return {
            "kind": self.kind,
            **{k: plain(v, lang) for k, v in self.values.items()},
            "text": self.text(lang),
        }


@dataclass(frozen=True, slots=True)
class Settled:
    """Why a finding was left standing: a waiver or an ``accept`` decision."""

    reason: str
    by: str
    until: str = ""
    how: str = "waiver"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: place, code, severity, what is wrong in the reader's words, what to do.

    ``subject`` is the id of what it is about (a course, most often). ``hours`` are the class hours
    at stake, ``None`` where hours say nothing. ``values`` are what the message was made of.
    """

    code: str
    name: str
    severity: Severity
    subject: str
    english: tuple[str, str]
    """Message and hint as written in the rule's file."""
    values: Mapping[str, Any] = field(default_factory=dict)
    source: SourceRef = NOWHERE
    related: tuple[SourceRef, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    hours: int | None = None
    about: tuple[str, ...] = ()
    """Ids of all courses concerned, the subject included."""
    settled: Settled | None = None

    @property
    def family(self) -> str:
        """The first three letters of the code."""
        return self.code[:3]

    @property
    def message(self) -> str:
        """What is wrong, in Chinese."""
        return self.text("zh")

    @property
    def hint(self) -> str:
        """What to do, in Chinese."""
        return self.to_do("zh")

    def text(self, lang: Lang = "zh") -> str:
        """What is wrong, with the names and numbers of this case."""
        return message(self.code, "message", lang, self.english[0], self.values)

    def to_do(self, lang: Lang = "zh") -> str:
        """What to do about it."""
        return message(self.code, "hint", lang, self.english[1], self.values)

    def settle(self, settled: Settled) -> Finding:
        """Return the finding marked as left standing, with the reason."""
        return replace(self, settled=settled)

    def having(self, *evidence: Evidence) -> Finding:
        """Return the finding with this evidence in front of its own."""
        return replace(self, evidence=(*evidence, *self.evidence))

    def key(self) -> tuple[Any, ...]:
        """Sort key: severity, code, subject, place; free of the order of the input."""
        return (
            self.severity.rank,
            self.code,
            self.subject,
            self.about,
            self.source.file,
            self.source.line,
            self.source.column,
            self.text("en"),
        )

    def as_json(self, lang: Lang = "zh") -> dict[str, Any]:
        """Return the documented JSON shape."""
        out: dict[str, Any] = {
            "code": self.code,
            "name": self.name,
            "severity": self.severity.value,
            "message": self.text(lang),
            "hint": self.to_do(lang),
            "subject": self.subject,
            "source": place_json(self.source),
            "related": [place_json(r) for r in self.related],
            "evidence": [e.as_json(lang) for e in self.evidence],
            "hours": self.hours,
            "courses": list(self.about),
        }
        if self.settled:
            out["settled"] = {
                "how": self.settled.how,
                "reason": self.settled.reason,
                "by": self.settled.by,
                "until": self.settled.until,
            }
        return out


def place_json(source: SourceRef) -> dict[str, Any]:
    """Return a place as JSON: file, line, column, and the cell for workbooks."""
    out: dict[str, Any] = {"file": source.file, "line": source.line, "column": source.column}
    if source.cell:
        out["cell"] = source.cell
    return out


def plain(value: Any, lang: Lang = "zh") -> Any:
    """Return a value that JSON can hold: numbers stay numbers, the rest becomes words."""
    if isinstance(value, Lv):
        return int(value)
    if value is None or (isinstance(value, bool | int | float | str) and not isinstance(value, StrEnum)):
        return value
    if isinstance(value, list | tuple):
        return [plain(v, lang) for v in value]
    if isinstance(value, Mapping):
        return {str(k): plain(v, lang) for k, v in value.items()}
    return show(value, lang)


@dataclass(frozen=True, slots=True)
class NotRun:
    """A rule that was not run, and why: silence would look like praise."""

    code: str
    reason: str
    """Key in ``i18n`` under ``check.not_run``."""
    values: Mapping[str, Any] = field(default_factory=dict)

    def text(self, lang: Lang = "zh") -> str:
        """The reason as a sentence."""
        return label(f"check.not_run.{self.reason}", lang, **self.values)


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one check, in a fixed order, and the rules that were not run."""

    pathway: str
    findings: tuple[Finding, ...] = ()
    not_run: tuple[NotRun, ...] = ()
    title: str = ""

    @property
    def open(self) -> tuple[Finding, ...]:
        """Findings that nobody has settled."""
        return tuple(f for f in self.findings if f.settled is None)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Open findings that are errors."""
        return tuple(f for f in self.open if f.severity is Severity.ERROR)

    def counts(self) -> Counter[str]:
        """How often each code was found, settled ones left out."""
        return Counter(f.code for f in self.open)

    def at_least(self, severity: Severity) -> tuple[Finding, ...]:
        """Open findings of this severity or above."""
        return tuple(f for f in self.open if f.severity.rank <= severity.rank)

    def totals(self) -> dict[str, int]:
        """Open findings by severity, and how many were settled."""
        by = Counter(f.severity.value for f in self.open)
        return {s.value: by[s.value] for s in Severity} | {"settled": len(self.findings) - len(self.open)}

    def as_json(self, lang: Lang = "zh") -> dict[str, Any]:
        """Return the documented JSON shape of ``articulate check --format json``."""
        return {
            "pathway": self.pathway,
            "findings": [f.as_json(lang) for f in self.findings],
            "not_run": [{"code": n.code, "reason": n.text(lang)} for n in self.not_run],
            "counts": {**self.totals(), "by_code": dict(sorted(self.counts().items()))},
        }

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return display.bundle(self) or {"text/plain": repr(self)}


class ArticulateError(Exception):
    """The question cannot be asked. All exceptions of this library descend from it."""

    def text(self, lang: Lang = "zh") -> str:
        """Return what is wrong and what to do, in a language where the words are known in it."""
        return str(self)


class SpokenError(ArticulateError):
    """A refusal in words of ``i18n``: a key with its values."""

    def __init__(self, key: str, **values: Any) -> None:
        self.why = Phrase(key, values)
        super().__init__(self.text())

    def text(self, lang: Lang = "zh") -> str:
        """Return the refusal in a language."""
        return show(self.why, lang)


class InputError(ArticulateError):
    """The input cannot be understood; ``findings`` holds every problem, in reading order."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(
            "\n".join(f"{f.source}: {f.code} {fill('{m}', {'m': f.text('zh')}, 'zh')}" for f in self.findings)
        )
