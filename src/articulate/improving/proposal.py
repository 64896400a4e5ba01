"""What is proposed, and what is left because no decision can mend it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from articulate.findings import Finding, Severity
from articulate.i18n import Lang, Phrase, label, show
from articulate.model.decision import Decision


@dataclass(frozen=True, slots=True)
class Idea:
    """Decisions that may mend a finding, not yet tried.

    ``moves`` says what becomes of which course, one phrase for each decision; ``notes`` what people
    still have to do. A ``fallback`` is tried only where the idea before it cannot be proposed.
    """

    decisions: tuple[Decision, ...]
    moves: tuple[Phrase, ...]
    notes: tuple[Phrase, ...] = ()
    fallback: bool = False

    @property
    def key(self) -> tuple[tuple[str, str], ...]:
        """What is decided, apart from the reasons: equal for ideas that do the same."""
        return tuple((d.kind, d.action.model_dump_json(by_alias=True)) for d in self.decisions)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Decisions that were tried out: what they remove, what they add, the class hours they free.

    ``removes`` are errors, warnings and advice that are gone afterwards; for an ``accept`` they are
    those it settles. ``adds`` holds nothing but advice, and warnings about sentences that no longer
    say the level to which the proposal itself raises them (LVL005): those are for teachers to write.
    ``hours_freed`` is negative where a course is added. ``rank`` counts from 1 and changes once decisions
    are taken; ``name`` stays.
    """

    decisions: tuple[Decision, ...]
    removes: tuple[Finding, ...]
    adds: tuple[Finding, ...]
    hours_freed: int
    moves: tuple[Phrase, ...]
    notes: tuple[Phrase, ...] = ()
    rank: int = 0
    name: str = ""

    @property
    def decision(self) -> Decision:
        """The first of its decisions, and the only one of most proposals."""
        return self.decisions[0]

    @property
    def accepts(self) -> bool:
        """Whether it leaves the courses as they are and only settles findings."""
        return all(d.kind == "accept" for d in self.decisions)

    def removed(self, severity: Severity) -> int:
        """How many findings of one severity it removes."""
        return sum(f.severity is severity for f in self.removes)

    def kinds(self, lang: Lang = "zh") -> str:
        """What kinds of decision it is made of, in words."""
        kinds = dict.fromkeys(d.kind for d in self.decisions)
        return " + ".join(label(f"labels.Decision.{k}", lang) for k in kinds)

    def says(self, lang: Lang = "zh") -> tuple[str, ...]:
        """What moves where, one sentence for each decision."""
        return tuple(show(m, lang) for m in self.moves)

    def remarks(self, lang: Lang = "zh") -> tuple[str, ...]:
        """What people still have to do."""
        return tuple(show(n, lang) for n in self.notes)

    def hours(self, lang: Lang = "zh") -> str:
        """The class hours it frees or needs, in words."""
        key = "freed" if self.hours_freed > 0 else "needed" if self.hours_freed < 0 else "same"
        return label(f"improve.hours.{key}", lang, hours=abs(self.hours_freed))

    def as_json(self, lang: Lang = "zh") -> dict[str, Any]:
        """Return the documented JSON shape."""
        return {
            "number": self.rank,
            "name": self.name,
            "decisions": [decision_json(d) for d in self.decisions],
            "moves": list(self.says(lang)),
            "notes": list(self.remarks(lang)),
            "hours_freed": self.hours_freed,
            "accepts": self.accepts,
            "removes": [finding_json(f, lang) for f in self.removes],
            "adds": [finding_json(f, lang) for f in self.adds],
        }


@dataclass(frozen=True, slots=True)
class Left:
    """A finding that no proposal removes, and why; ``broken`` is what trying would have broken."""

    finding: Finding
    why: Phrase
    broken: Finding | None = None

    def text(self, lang: Lang = "zh") -> str:
        """The reason in words."""
        said = {"broken": self.broken.text(lang)} if self.broken else {}
        return label(self.why.key, lang, **self.why.values, **said)

    def as_json(self, lang: Lang = "zh") -> dict[str, Any]:
        """Return the documented JSON shape."""
        return {**finding_json(self.finding, lang), "why": self.text(lang)}


def finding_json(finding: Finding, lang: Lang) -> dict[str, Any]:
    """Return a finding in short."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "subject": finding.subject,
        "courses": list(finding.about),
        "message": finding.text(lang),
    }


def decision_json(decision: Decision) -> Mapping[str, Any]:
    """Return a decision as it is written in a pathway file, what has its default left out."""
    action = decision.action.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    out: dict[str, Any] = {decision.kind: action, "reason": decision.reason}
    return out | ({"by": decision.by} if decision.by else {})
