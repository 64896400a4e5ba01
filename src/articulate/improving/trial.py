"""Trying decisions out: apply them, check again, and compare what is found before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from articulate.articulation import Applied, apply
from articulate.checking import check
from articulate.findings import Finding, Report, Severity
from articulate.model.decision import Decision
from articulate.model.pathway import Pathway
from articulate.policy import Policy
from articulate.transfer import criteria

CONTENT = ("CMP005", "DUP", "LVL", "REQ006", "TRN")
"""Rules that compare what courses teach, the dear ones. The others (provisions, hours, requirements,
competencies) are asked first, and what breaks one of them is set aside."""

PAPERWORK = ("DEC003", "WAV")
"""Rules that only say that a decision or a waiver has become superfluous; no reason against mending."""

QUESTIONS = ("DUP007",)
"""Rules that ask people: no decision answers them, and to try takes as long as all other rules together."""

INTERNSHIPS = ("DUP006",)
"""Rules that compare the tasks of internships, all over again; asked only where one is touched."""

PRESCRIBED = ("POL003", "POL004")
"""Courses that must be there, and their hours: no decision goes below them, even where the figure is not
verified yet and its rule only advises."""

PAIRS = ("DUP", "LVL001", "LVL004", "REQ001", "REQ004")
"""Findings about courses together, whichever is named first."""


@dataclass(frozen=True)
class Trial:
    """A pathway with its decisions carried out, and what the rules say of it."""

    applied: Applied
    report: Report

    @property
    def pathway(self) -> Pathway:
        """The decided pathway."""
        return self.applied.pathway


@dataclass(frozen=True)
class Ground:
    """What decisions are tried on: the pathway as written, the provisions, the day."""

    written: Pathway
    policy: Policy
    day: date | None = None

    def apply(self, decisions: Sequence[Decision]) -> Applied:
        """Carry out what was decided before and these decisions after it."""
        return apply(self.written.but(decisions=(*self.written.decisions, *decisions)))

    def check(self, applied: Applied, *, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Trial:
        """Ask the rules; all of them, those selected, or all but some. Plans are not made here."""
        pathway = applied.pathway
        made = None if "TRN" in ignore else criteria(pathway)
        report = check(pathway, self.policy, criteria=made, on=self.day, select=select, ignore=ignore)
        return Trial(applied, report)

    def trial(self, decisions: Sequence[Decision] = ()) -> Trial:
        """Carry out and check."""
        return self.check(self.apply(decisions))


@dataclass(frozen=True, slots=True)
class Change:
    """What decisions changed in the findings."""

    removes: tuple[Finding, ...]
    adds: tuple[Finding, ...]

    @property
    def breaks(self) -> tuple[Finding, ...]:
        """What must not be added: everything above advice, and any cut into what regulations prescribe."""
        return tuple(
            f for f in self.adds if f.severity is not Severity.ADVICE or f.code.startswith(PRESCRIBED)
        )


def changes(before: Iterable[Finding], after: Iterable[Finding], names: Mapping[str, str]) -> Change:
    """Compare open findings. ``names`` gives for courses that are gone what took their place.

    A finding that weighs more than before counts as added; one that weighs less is neither.
    """
    old, new = _grouped(before, names), _grouped(after, names)
    removes: list[Finding] = []
    adds: list[Finding] = []
    for key in old.keys() | new.keys():
        was, now = old.get(key, []), new.get(key, [])
        removes += was[len(now) :]
        adds += now[len(was) :]
        adds += [b for a, b in zip(was, now, strict=False) if b.severity.rank < a.severity.rank]
    return Change(tuple(sorted(removes, key=Finding.key)), tuple(sorted(adds, key=Finding.key)))


def _grouped(findings: Iterable[Finding], names: Mapping[str, str]) -> dict[object, list[Finding]]:
    found: dict[object, list[Finding]] = {}
    for finding in sorted(findings, key=Finding.key):
        found.setdefault(identity(finding, names), []).append(finding)
    return found


def identity(finding: Finding, names: Mapping[str, str] | None = None) -> object:
    """Return what makes two findings one: what it is about, apart from its numbers and words."""
    names = names or {}
    if finding.code.startswith(PAIRS):
        return finding.code, frozenset(names.get(i, i) for i in finding.about)
    topic = finding.values.get("topic") if finding.code.startswith(("REQ", "DEC")) else None
    return finding.code, names.get(finding.subject, finding.subject), topic


def successors(decisions: Iterable[Decision]) -> dict[str, str]:
    """Return for courses that were merged away the course that holds their content now."""
    names: dict[str, str] = {}
    for decision in decisions:
        if decision.merge:
            names |= dict.fromkeys(decision.merge.absorb, decision.merge.into)
    return names


def rewritten(decisions: Iterable[Decision]) -> frozenset[str]:
    """Return the courses in which a sentence is kept although its level is another."""
    levels = (d.raise_ or d.lower for d in decisions)
    return frozenset(r.course for r in levels if r is not None and r.text is None)
