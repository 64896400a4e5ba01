"""From findings to proposals, and from proposals to a small set that mends what can be mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from articulate import display
from articulate.articulation import Applied
from articulate.findings import ArticulateError, Finding, Report, Severity
from articulate.i18n import Lang, Phrase, label
from articulate.improving.ideas import Scene, ideas
from articulate.improving.proposal import Idea, Left, Proposal
from articulate.improving.trial import (
    CONTENT,
    INTERNSHIPS,
    PAPERWORK,
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
from articulate.planning import PlanResult, plan
from articulate.policy import Policy
from articulate.rule import accept_covers

PLAN_SECONDS = 20.0
"""Time given to each plan that is tried."""

MOST_SWAPS = 12
"""Plans that are tried with another proposal in place of one, where the first set does not plan."""

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

    def get(self, *numbers: int) -> tuple[Proposal, ...]:
        """Return proposals by their numbers. Raises ``ArticulateError`` for one that is not there."""
        for number in numbers:
            if not 1 <= number <= len(self.proposals):
                raise ArticulateError(
                    label("improve.no_such", "zh", number=number, count=len(self.proposals))
                )
        return tuple(self.proposals[n - 1] for n in dict.fromkeys(numbers))

    def choose(self, *numbers: int) -> Pathway:
        """Return the pathway with these proposals decided, after what was decided before.

        Raises ``ArticulateError`` where one is not there, or where two of them get in each other's way.
        """
        return decided(self, self.get(*numbers))

    def mend(self) -> Mended:
        """Return a small set of proposals after which no error remains that a decision can mend."""
        return mend(self)

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


@dataclass(frozen=True)
class Mended:
    """A small set of proposals, the pathway they make, what is still found there, and its plan.

    The set is found greedily, by errors removed, and then everything superfluous is dropped: nothing in
    it can be left out, but another set of the same use may be smaller.
    """

    proposals: tuple[Proposal, ...]
    pathway: Pathway
    after: Report
    left: tuple[Left, ...]
    """Errors that remain, each with the reason."""
    plan: PlanResult

    @property
    def hours_freed(self) -> int:
        """Class hours that the set frees on balance."""
        return sum(p.hours_freed for p in self.proposals)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """All its decisions, in the order in which they are carried out."""
        return tuple(d for p in self.proposals for d in p.decisions)

    def as_json(self, lang: Lang = "zh") -> dict[str, Any]:
        """Return the documented JSON shape."""
        return {
            "proposals": [p.rank for p in self.proposals],
            "hours_freed": self.hours_freed,
            "after": self.after.totals(),
            "left": [one.as_json(lang) for one in self.left],
            "plan": self.plan.status,
            "conflict": [r.text(lang) for r in self.plan.conflict.reasons] if self.plan.conflict else [],
        }


# ---- proposals ---------------------------------------------------------------------------------------


def improve(
    pathway: Pathway, policy: Policy, *, on: date | None = None, progress: Progress | None = None
) -> Improvement:
    """Return decisions proposed for what a check of the pathway finds, best first.

    Give ``pathway.bare()`` to start from the two programmes as they are; otherwise the proposals come
    after the decisions taken already. Each was tried out: it is proposed only if it removes a finding
    and adds none but advice, so that no provision, requirement or competency is broken by it. ``on`` is
    the day that dates are judged by. Ranked by errors removed, warnings removed, hours freed, fewest
    changes, ids; the order of courses means nothing. Decisions to accept things as they are come last.
    """
    ground = Ground(pathway.undecided or pathway, policy, on)
    base = ground.trial()
    scene = Scene(base.pathway, relate(base.pathway), supplies(base.pathway))
    drawn = [(finding, list(ideas(scene, finding))) for finding in base.report.open]
    count = sum(len(found) for _, found in drawn)
    tried: dict[object, Proposal | Finding | None] = {}
    done = 0
    for _, found in drawn:
        succeeded = False
        for idea in found:
            done += 1
            if not (idea.fallback and succeeded):
                if idea.key not in tried:
                    tried[idea.key] = _tried(ground, base, idea)
                succeeded = isinstance(tried[idea.key], Proposal)
            if progress:
                progress(done, count)
    good = sorted((p for p in tried.values() if isinstance(p, Proposal)), key=_rank)
    ranked = tuple(replace(p, rank=n) for n, p in enumerate(good, start=1))
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
    change = _compared(idea.decisions, _without(base.report.open, CONTENT), quick.report.open)
    if not change.breaks:
        known = PAPERWORK if _touches_internship(applied, base) else PAPERWORK + INTERNSHIPS
        content = ground.check(applied, select=CONTENT, ignore=known)
        after = (*quick.report.open, *content.report.open)
        change = _compared(idea.decisions, _without(base.report.open, known), after)
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
class _Compared:
    """A change, with the sentences that the decisions themselves leave to be rewritten set apart."""

    removes: tuple[Finding, ...]
    adds: tuple[Finding, ...]
    breaks: tuple[Finding, ...]


def _compared(
    decisions: Sequence[Decision], before: Iterable[Finding], after: Iterable[Finding]
) -> _Compared:
    change = changes(_without(before, ()), _without(after, ()), successors(decisions))
    own = rewritten(decisions)
    breaks = tuple(f for f in change.breaks if not (f.code == "LVL005" and f.subject in own))
    return _Compared(change.removes, change.adds, breaks)


def _rank(proposal: Proposal) -> tuple[Any, ...]:
    return (
        proposal.accepts,
        -proposal.removed(Severity.ERROR),
        -proposal.removed(Severity.WARNING),
        -proposal.hours_freed,
        len(proposal.decisions),
        tuple(f.key() for f in proposal.removes),
        Idea(proposal.decisions, ()).key,
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


# ---- a small set that mends what can be mended ---------------------------------------------------------


def decided(improvement: Improvement, proposals: Iterable[Proposal]) -> Pathway:
    """Return the pathway with proposals decided. Raises ``ArticulateError`` where they clash."""
    chosen = tuple(proposals)
    applied = improvement.ground.apply([d for p in chosen for d in p.decisions])
    if len(applied.problems) > len(improvement.base.applied.problems):
        names = ", ".join(str(p.rank) for p in chosen)
        problem = applied.problems[-1]
        why = label(f"decisions.problem.{problem.kind}", "zh", **problem.values)
        raise ArticulateError(label("improve.clash", "zh", numbers=names, why=why))
    return applied.pathway


def mend(improvement: Improvement) -> Mended:
    """Return a small set of proposals after which no error remains that a decision can mend.

    Chosen one after the other, by errors removed and then by rank, each together with those before it;
    what has become superfluous is dropped. Where the result does not plan, single proposals are
    exchanged for others that remove the same errors. To accept a finding is for people, so ``accept``
    is never part of the set.
    """
    ground, base = improvement.ground, improvement.base
    chosen, trial = _greedy(improvement, base)
    chosen, trial = _minimal(ground, base, chosen, trial)
    made = plan(trial.pathway, ground.policy, seconds=PLAN_SECONDS)
    if made.plan is None:
        chosen, trial, made = _planned(improvement, base, chosen, trial, made)
    told = {identity(one.finding): one for one in improvement.left}
    left = tuple(
        told.get(identity(f)) or Left(f, Phrase("improve.left.together")) for f in trial.report.errors
    )
    return Mended(tuple(chosen), trial.pathway, trial.report, left, made)


def _greedy(improvement: Improvement, base: Trial) -> tuple[list[Proposal], Trial]:
    """Choose by what each removes alone, all at once; where they clash, try one after the other."""
    able = [p for p in improvement.proposals if not p.accepts and p.removed(Severity.ERROR)]
    open_ = {identity(f) for f in base.report.errors}
    chosen: list[Proposal] = []
    while True:
        best = max(able, key=lambda p: (len(open_ & _errors(p)), -p.rank), default=None)
        if best is None or not open_ & _errors(best):
            break
        chosen.append(best)
        open_ -= _errors(best)
    trial = _together(improvement.ground, base, chosen)
    if trial is not None and {identity(f) for f in trial.report.errors} <= open_:
        return chosen, trial
    return _one_by_one(improvement, base, able)


def _one_by_one(
    improvement: Improvement, base: Trial, able: Sequence[Proposal]
) -> tuple[list[Proposal], Trial]:
    chosen: list[Proposal] = []
    trial = base
    while True:
        open_ = {identity(f) for f in trial.report.errors}
        useful = [(len(open_ & _errors(p)), p) for p in able if p not in chosen]
        useful = sorted(((n, p) for n, p in useful if n), key=lambda one: (-one[0], one[1].rank))
        for _, proposal in useful:
            tried = _together(improvement.ground, base, [*chosen, proposal])
            if tried is not None and len(tried.report.errors) < len(trial.report.errors):
                chosen.append(proposal)
                trial = tried
                break
        else:
            return chosen, trial


def _errors(proposal: Proposal) -> set[object]:
    return {identity(f) for f in proposal.removes if f.severity is Severity.ERROR}


def _together(ground: Ground, base: Trial, chosen: Sequence[Proposal]) -> Trial | None:
    """Try proposals together; ``None`` where they clash or add anything above advice."""
    decisions = [d for p in chosen for d in p.decisions]
    applied = ground.apply(decisions)
    if len(applied.problems) > len(base.applied.problems):
        return None
    trial = ground.check(applied)
    broken = _compared(decisions, base.report.open, trial.report.open).breaks
    return None if broken else trial


def _minimal(
    ground: Ground, base: Trial, chosen: list[Proposal], trial: Trial
) -> tuple[list[Proposal], Trial]:
    """Drop what the others make superfluous, the lowest in rank first."""
    for proposal in sorted(chosen, key=lambda p: -p.rank):
        rest = [p for p in chosen if p is not proposal]
        if not _errors(proposal) <= {e for p in rest for e in _errors(p)}:
            # Only this one removes it, as was seen when it was tried.
            continue
        tried = _together(ground, base, rest)
        if tried is not None and len(tried.report.errors) <= len(trial.report.errors):
            chosen, trial = rest, tried
    return chosen, trial


def _planned(
    improvement: Improvement,
    base: Trial,
    chosen: list[Proposal],
    trial: Trial,
    made: PlanResult,
) -> tuple[list[Proposal], Trial, PlanResult]:
    """Exchange one proposal for another that removes the same errors, until the result plans."""
    ground, swaps = improvement.ground, 0
    for index, proposal in sorted(enumerate(chosen), key=lambda one: (-one[1].hours_freed, one[1].rank)):
        rest = {e for k, p in enumerate(chosen) if k != index for e in _errors(p)}
        needed = _errors(proposal) - rest
        others = [
            p for p in improvement.proposals if not p.accepts and p not in chosen and needed <= _errors(p)
        ]
        for other in others:
            if swaps == MOST_SWAPS:
                return chosen, trial, made
            swaps += 1
            swapped = [*chosen[:index], other, *chosen[index + 1 :]]
            tried = _together(ground, base, swapped)
            if tried is None or len(tried.report.errors) > len(trial.report.errors):
                continue
            planned = plan(tried.pathway, ground.policy, seconds=PLAN_SECONDS)
            if planned.plan is not None:
                return swapped, tried, planned
    return chosen, trial, made
