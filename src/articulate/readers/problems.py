"""What can be wrong with the input itself: the family SRC, each with its words.

These are findings like any other, but they come from reading, before there is anything a rule could
look at. The Chinese stands in ``i18n/zh/src.toml`` under the same codes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from articulate.findings import Finding, Severity
from articulate.model.source import NOWHERE, SourceRef


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of problem of the input."""

    code: str
    name: str
    message: str
    hint: str
    doc: str

    def at(
        self, source: SourceRef, *, subject: str = "", related: Iterable[SourceRef] = (), **values: Any
    ) -> Finding:
        """Return the finding at a place. ``values`` fill its message and hint."""
        return Finding(
            code=self.code,
            name=self.name,
            severity=Severity.ERROR,
            subject=subject or source.file,
            english=(self.message, self.hint),
            values=values,
            source=source or NOWHERE,
            related=tuple(related),
        )


UNREADABLE = Problem(
    "SRC001",
    "file-unreadable",
    "{what}: {why}",
    "{remedy}",
    "The file does not exist, is a folder, is empty, is not text in UTF-8, or is too large.",
)
UNKNOWN_FIELD = Problem(
    "SRC002",
    "unknown-field",
    "unknown field '{field}'{where}",
    "{guess}",
    "A field that the format does not know is refused, since a misspelt field would be lost silently.",
)
MISSING_FIELD = Problem(
    "SRC003",
    "missing-field",
    "{owner} has no '{field}' ({meaning})",
    "add '{field}'",
    "A field without which the value says nothing.",
)
WRONG_VALUE = Problem(
    "SRC004",
    "wrong-value",
    "{field} holds {given}, {problem}",
    "{remedy}",
    "The field is known, but what stands in it is not what it takes.",
)
DUPLICATE_KEY = Problem(
    "SRC005",
    "duplicate-key",
    "'{field}' stands twice in one mapping",
    "keep one of the two; the other stands at line {other}",
    "YAML would silently keep the last one.",
)
DUPLICATE_ID = Problem(
    "SRC006",
    "duplicate-id",
    "{kind} id '{id}' is used by {first} and by {second}",
    "give one of them another id",
    "Everything is referred to by id, so an id belongs to one thing in the whole pathway.",
)
UNKNOWN_ID = Problem(
    "SRC007",
    "unknown-id",
    "{owner} refers to {kind} '{id}', which is nowhere defined",
    "{guess}",
    "A reference by id that leads nowhere.",
)
INCONSISTENT = Problem(
    "SRC008",
    "inconsistent",
    "{what}",
    "{remedy}",
    "Two places of the input contradict each other.",
)
YAML_TRAP = Problem(
    "SRC009",
    "yaml-trap",
    "{given} is ambiguous: older YAML reads it as {read}",
    "write {remedy}",
    "Values that readers of YAML 1.1 change silently: no, 012, 1:30.",
)
SYNTAX = Problem(
    "SRC010",
    "yaml-syntax",
    "the file cannot be taken apart here: {why}",
    "{remedy}",
    "The text is not YAML at this place.",
)
UNSAFE = Problem(
    "SRC011",
    "yaml-unsafe",
    "{what}",
    "{remedy}",
    "Tags, endless or exploding aliases and merge keys are refused.",
)
OUTSIDE = Problem(
    "SRC012",
    "outside-root",
    "'{path}' leads out of the curriculum folder {root}",
    "move the file into the curriculum folder and refer to it there",
    "Files are included only from inside the curriculum root.",
)

PROBLEMS: tuple[Problem, ...] = (
    UNREADABLE,
    UNKNOWN_FIELD,
    MISSING_FIELD,
    WRONG_VALUE,
    DUPLICATE_KEY,
    DUPLICATE_ID,
    UNKNOWN_ID,
    INCONSISTENT,
    YAML_TRAP,
    SYNTAX,
    UNSAFE,
    OUTSIDE,
)
