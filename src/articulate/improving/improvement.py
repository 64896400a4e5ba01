"""From findings to proposals: ideas are tried out, and those that mend and break nothing are ranked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from articulate import display
from articulate.articulation import Applied
from articulate.findings import Finding, Report, Severity, SpokenError
from articulate.i18n import Lang, Phrase
from articulate.improving.ideas import ideas
from articulate.improving.naming import fitting, named, places
from articulate.improving.proposal import Idea, Left, Proposal
from articulate.improving.scene import Scene
from articulate.improving.trial import (
    CONTENT,
    INTERNSHIPS,
    PAPERWORK,
    QUESTIONS,
    Ground,
    Trial,
    changes,
    identity,
    rewritten,
    successors,
)
from articulate.matching import relate, supplies
from articulate.model.decision import Decision
from articulate.model.pathway import Pathway
from articulate.policy import Policy
from articulate.rule import accept_covers

if TYPE_CHECKING:
    from articulate.improving.mending import Mended

Progress = Callable[[int, int], None]
"""Told after each idea that was tried how many were, of how many."""


@dataclass(frozen=True)
class Improvement:
    """What could be decided about a pathway: proposals, best first, and what none of them removes."""

    pathway: Pathway
    proposals: tuple[Proposal, ...]
    left: tuple[Left, ...]
    """Errors and warnings that no proposal removes, each with the reason."""
    ground: Ground
    base: Trial
    """The pathway before any of the proposals, and what was found there."""

    @property
    def before(self) -> Report:
        """What was found without the proposals."""
        return self.base.report

    def get(self, *wanted: int | str) -> tuple[Proposal, ...]:
        """Return proposals by their numbers or names.

        Raises ``ArticulateError`` for one that is not there, and for a name that fits several.
        """
        return tuple({p.rank: p for p in map(self._one, wanted)}.values())

    def _one(self, wanted: int | str) -> Proposal:
        if isinstance(wanted, int):
            if not 1 <= wanted <= len(self.proposals):
                raise SpokenError("improve.no_such", number=wanted, count=len(self.proposals))
            return self.proposals[wanted - 1]
        found = self.called(wanted)
        if len(found) > 1:
            raise SpokenError("improve.several", name=wanted, names=tuple(p.name for p in found))
        if not found:
            raise SpokenError("improve.no_name", name=wanted, count=len(self.proposals))
        return found[0]

    def called(self, name: str) -> tuple[Proposal, ...]:
        """Return the proposals that a name may mean."""
        return fitting(name, self.proposals)

    def taken(self, name: str) -> tuple[int, ...]:
        """Return the numbers of the decisions, taken before, that a proposal of this name would repeat."""
        return places(name, self.ground.written.decisions)

    def choose(self, *wanted: int | str) -> Pathway:
        """Return the pathway with these proposals decided, after what was decided before.

        Raises ``ArticulateError`` where one is not there, or where two of them get in each other's way.
        """
        return decided(self, self.get(*wanted))

    def mend(self, *keep: int | str) -> Mended:
        """Return a smallest set of proposals after which no error remains that a decision can mend.

        Proposals to keep are taken anyhow, and the fewest others are added.
        """
        from articulate.improving.mending import mend

        return mend(self, keep)

    def as_json(self, lang: Lang = "zh") -> dict[str, Any]:
        """Return the documented JSON shape of ``articulate improve --format json``."""
        return {
            "pathway": self.before.pathway,
            "before": self.before.totals(),
            "proposals": [p.as_json(lang) for p in self.proposals],
            "left": [one.as_json(lang) for one in self.left],
        }

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return display.bundle(self) or {"text/plain": repr(self)}


# ---- proposals ---------------------------------------------------------------------------------------


def improve(
    pathway: Pathway, policy: Policy, *, on: date | None = None, progress: Progress | None = None
) -> Improvement:
    """Return decisions proposed for what a check of the pathway finds, best first.

    Give ``pathway.bare()`` to start from the two programmes as they are; otherwise the proposals come
    after the decisions taken already. Each was tried out: it is proposed only if it removes a finding
    and adds none but advice, so that no provision, requirement or competency is broken by it. What was
    accepted or waived is no open finding, so nothing is proposed for it. ``on`` is the day that dates are
    judged by. Ranked by errors removed, warnings removed, hours freed, fewest changes, what it removes,
    what experts would try first, ids; the order of courses means nothing. Decisions to accept things as
    they are come last.
    """
    ground = Ground(pathway.undecided or pathway, policy, on)
    base = ground.trial()
    scene = Scene(base.pathway, relate(base.pathway), supplies(base.pathway))
    drawn = [(finding, list(ideas(scene, finding))) for finding in base.report.open]
    count = sum(len(found) for _, found in drawn)
    tried: dict[object, Proposal | Finding | None] = {}
    turn: dict[object, int] = {}
    done = 0
    for _, found in drawn:
        succeeded = False
        for number, idea in enumerate(found):
            done += 1
            turn[idea.key] = min(number, turn.get(idea.key, number))
            if not (idea.fallback and succeeded):
                if idea.key not in tried:
                    tried[idea.key] = _tried(ground, base, idea)
                succeeded = isinstance(tried[idea.key], Proposal)
            if progress:
                progress(done, count)
    made = [(p, turn[key], key) for key, p in tried.items() if isinstance(p, Proposal)]
    good = [p for p, *_ in sorted(made, key=lambda one: (*_rank(one[0]), *one[1:]))]
    ranked = named([replace(p, rank=n) for n, p in enumerate(good, start=1)], ground.written.decisions)
    mended = {identity(f) for p in ranked for f in p.removes}
    left = tuple(
        _left(finding, [tried[i.key] for i in found if i.key in tried])
        for finding, found in drawn
        if identity(finding) not in mended and finding.severity is not Severity.ADVICE
    )
    return Improvement(pathway, ranked, left, ground, base)


def _tried(ground: Ground, base: Trial, idea: Idea) -> Proposal | Finding | None:
    """Return the idea as a proposal; else what it would break, or ``None`` where it mends nothing."""
    applied = ground.apply(idea.decisions)
    if len(applied.problems) > len(base.applied.problems):
        return None
    accepts = [d.accept for d in idea.decisions if d.accept]
    if len(accepts) == len(idea.decisions):
        # The courses stay as they are, so there is nothing to try.
        covered = tuple(f for f in base.report.open if any(accept_covers(a, f) for a in accepts))
        return Proposal(idea.decisions, covered, (), 0, idea.moves, idea.notes) if covered else None
    quick = ground.check(applied, ignore=CONTENT + PAPERWORK)
    change = compared(idea.decisions, _without(base.report.open, CONTENT), quick.report.open)
    if not change.breaks:
        known = PAPERWORK + QUESTIONS + (() if _touches_internship(applied, base) else INTERNSHIPS)
        content = ground.check(applied, select=CONTENT, ignore=known)
        after = (*quick.report.open, *content.report.open)
        change = compared(idea.decisions, _without(base.report.open, known), after)
    if change.breaks:
        return change.breaks[0]
    if not any(f.severity is not Severity.ADVICE for f in change.removes) and not _asked(change.removes):
        return None
    return Proposal(
        decisions=idea.decisions,
        removes=change.removes,
        adds=change.adds,
        hours_freed=applied.hours_freed - base.applied.hours_freed,
        moves=idea.moves,
        notes=idea.notes,
    )


def _touches_internship(applied: Applied, base: Trial) -> bool:
    """Tell whether the decisions change the course of an internship; tasks are compared for those only."""
    internships = relate(base.pathway).internships
    effects = applied.effects[len(base.applied.effects) :]
    return any(internships & {*e.removed, *e.added, *e.changed} for e in effects)


def _without(findings: Iterable[Finding], codes: tuple[str, ...]) -> list[Finding]:
    return [f for f in findings if not f.code.startswith(codes + PAPERWORK)]


def _asked(removes: Iterable[Finding]) -> bool:
    """Whether advice is removed that decisions are for; other advice comes and goes with hours."""
    return any(f.code.startswith(("DUP", "LVL00")) for f in removes)


@dataclass(frozen=True, slots=True)
class Compared:
    """A change, with the sentences that the decisions themselves leave to be rewritten set apart."""

    removes: tuple[Finding, ...]
    adds: tuple[Finding, ...]
    breaks: tuple[Finding, ...]


def compared(decisions: Sequence[Decision], before: Iterable[Finding], after: Iterable[Finding]) -> Compared:
    """Return what decisions removed, added and broke, apart from sentences that they leave to teachers."""
    change = changes(_without(before, ()), _without(after, ()), successors(decisions))
    own = rewritten(decisions)
    breaks = tuple(f for f in change.breaks if not (f.code == "LVL005" and f.subject in own))
    return Compared(change.removes, change.adds, breaks)


def _rank(proposal: Proposal) -> tuple[Any, ...]:
    return (
        proposal.accepts,
        -proposal.removed(Severity.ERROR),
        -proposal.removed(Severity.WARNING),
        -proposal.hours_freed,
        len(proposal.decisions),
        tuple(f.key() for f in proposal.removes),
    )


def _left(finding: Finding, tried: Sequence[Proposal | Finding | None]) -> Left:
    broken = [t for t in tried if isinstance(t, Finding)]
    if broken:
        why = Phrase("improve.left.breaks", {"count": len(tried)})
        return Left(finding, why, min(broken, key=Finding.key))
    if tried:
        return Left(finding, Phrase("improve.left.tried", {"count": len(tried)}))
    start = next((code for code in _NO_DECISION if finding.code.startswith(code)), "other")
    return Left(finding, Phrase(f"improve.left.{start}"))


_NO_DECISION = (
    "CAT",
    "CMP",
    "DEC",
    "DUP006",
    "DUP007",
    "HRS",
    "LVL004",
    "LVL005",
    "POL",
    "REQ001",
    "REQ002",
    "REQ003",
    "REQ004",
    "TRN",
    "WAV",
)
"""What decisions cannot change, each with its reason in ``i18n``."""


# ---- choosing among them -------------------------------------------------------------------------------


def decided(improvement: Improvement, proposals: Iterable[Proposal]) -> Pathway:
    """Return the pathway with proposals decided. Raises ``ArticulateError`` where they clash."""
    chosen = tuple(proposals)
    applied = improvement.ground.apply([d for p in chosen for d in p.decisions])
    if len(applied.problems) > len(improvement.base.applied.problems):
        names = ", ".join(str(p.rank) for p in chosen)
        problem = applied.problems[-1]
        why = Phrase(f"decisions.problem.{problem.kind}", problem.values)
        raise SpokenError("improve.clash", numbers=names, why=why)
    return applied.pathway
