"""From proposals to a smallest set that mends what can be mended, and that plans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from typing import Any

from articulate import display
from articulate.findings import Report, Severity
from articulate.i18n import Lang, Phrase
from articulate.improving.covering import Option, TooManyError, covers
from articulate.improving.improvement import Improvement, compared
from articulate.improving.proposal import Left, Proposal
from articulate.improving.trial import Trial, identity
from articulate.model.decision import Decision
from articulate.model.pathway import Pathway
from articulate.planning import PlanResult, plan

PLAN_SECONDS = 20.0
"""Time given to each plan that is tried."""

MOST_TRIES = 12
"""Sets that are tried out before the search gives up on a smallest one."""

MOST_SKIPPED = 2_000
"""Sets passed over because two of their proposals are known to clash."""


@dataclass(frozen=True)
class Mended:
    """A small set of proposals, the pathway they make, what is still found there, and its plan.

    ``smallest`` tells that no set of fewer proposals removes as many errors, reckoned by what each of
    them removes alone, can be taken together and plans. Among equally many the set that frees most hours
    was taken. Where it is false, nothing can be left out of the set, but a smaller one may exist.
    """

    proposals: tuple[Proposal, ...]
    pathway: Pathway
    after: Report
    left: tuple[Left, ...]
    """Errors that remain, each with the reason."""
    plan: PlanResult
    smallest: bool = True
    removed: int = 0
    """Errors that the set removes."""

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
            "smallest": self.smallest,
            "hours_freed": self.hours_freed,
            "after": self.after.totals(),
            "left": [one.as_json(lang) for one in self.left],
            "plan": self.plan.status,
            "conflict": [r.text(lang) for r in self.plan.conflict.reasons] if self.plan.conflict else [],
        }

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return display.bundle(self) or {"text/plain": repr(self)}


def mend(improvement: Improvement, keep: Iterable[int | str] = ()) -> Mended:
    """Return a smallest set of proposals after which no error remains that one of them can mend.

    ``keep`` are numbers or names of proposals that are taken anyhow. Sets are looked at in order of size,
    then of hours freed, warnings removed, decisions, rank; the first that can be taken together, breaks
    nothing and plans is returned (``covers`` yields them in that order, so it is a smallest one). Where
    ``MOST_TRIES`` do not suffice, proposals are added one by one instead. To accept a finding is for
    people, so ``accept`` is never in the set. Raises ``ArticulateError`` for one that is not there
    and for kept proposals that clash.
    """
    kept = improvement.get(*keep)
    improvement.choose(*(p.rank for p in kept))
    exact: list[_Set] = []
    for chosen in islice(_sets(improvement, kept), MOST_TRIES):
        one = _try(improvement, chosen)
        if one is not None:
            exact.append(one)
            if one.plan.plan is not None and one.errors <= _least(improvement, chosen):
                return _mended(improvement, one, smallest=True)
    tried = list(exact)
    if not any(one.errors <= _least(improvement, one.proposals) for one in exact):
        tried.append(_one_by_one(improvement, kept))
    best = min(tried, key=lambda s: (s.plan.plan is None, s.errors, len(s.proposals)))
    # Where nothing plans, the first set is still the smallest that mends.
    return _mended(improvement, best, smallest=best in exact[:1])


@dataclass(frozen=True)
class _Set:
    """Proposals that were tried together, and what came of it."""

    proposals: tuple[Proposal, ...]
    trial: Trial
    plan: PlanResult

    @property
    def errors(self) -> int:
        return len(self.trial.report.errors)


def _able(improvement: Improvement, kept: Sequence[Proposal]) -> list[Proposal]:
    """Return the proposals that remove an error that those kept leave."""
    done = _errors(kept)
    return [p for p in improvement.proposals if not p.accepts and _errors([p]) - done]


def _least(improvement: Improvement, chosen: Sequence[Proposal]) -> int:
    """Return how many errors must remain: those that none of these proposals removes."""
    return len({identity(f) for f in improvement.before.errors} - _errors(chosen))


def _sets(improvement: Improvement, kept: tuple[Proposal, ...]) -> Iterator[tuple[Proposal, ...]]:
    """Yield sets that remove all that can be removed, the best first, without those known to clash."""
    able = _able(improvement, kept)
    options = [
        Option(
            p.rank,
            frozenset(_errors([p])),
            (1, -p.hours_freed, -p.removed(Severity.WARNING), len(p.decisions), p.rank),
        )
        for p in able
    ]
    wanted = _errors(able) - _errors(kept)
    clashing: set[frozenset[int]] = set()
    try:
        for cover in islice(covers(sorted(wanted, key=repr), options), MOST_SKIPPED):
            if any(pair <= set(cover) for pair in clashing):
                continue
            chosen = _in_order((*kept, *improvement.get(*cover)))
            found = _clashes(improvement, chosen)
            clashing |= found
            if not found:
                yield chosen
    except TooManyError:
        return


def _in_order(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    return tuple(sorted({p.rank: p for p in proposals}.values(), key=lambda p: p.rank))


def _clashes(improvement: Improvement, chosen: Sequence[Proposal]) -> set[frozenset[int]]:
    """Return the pairs, or else the whole set, of which one decision stands in the way of another."""
    if _applies(improvement, chosen):
        return set()
    pairs = {
        frozenset((a.rank, b.rank)) for a, b in combinations(chosen, 2) if not _applies(improvement, (a, b))
    }
    return pairs or {frozenset(p.rank for p in chosen)}


def _applies(improvement: Improvement, chosen: Sequence[Proposal]) -> bool:
    applied = improvement.ground.apply([d for p in chosen for d in p.decisions])
    return len(applied.problems) <= len(improvement.base.applied.problems)


def _try(improvement: Improvement, chosen: tuple[Proposal, ...]) -> _Set | None:
    """Try proposals together; ``None`` where they clash or add anything above advice."""
    trial = _together(improvement, chosen)
    if trial is None:
        return None
    return _Set(chosen, trial, _planned(improvement, trial))


def _planned(improvement: Improvement, trial: Trial) -> PlanResult:
    policy = improvement.ground.policy
    return plan(trial.pathway, policy, seconds=PLAN_SECONDS, with_remedies=False)


def _together(improvement: Improvement, chosen: Sequence[Proposal]) -> Trial | None:
    if not chosen:
        return improvement.base
    if not _applies(improvement, chosen):
        return None
    decisions = [d for p in chosen for d in p.decisions]
    trial = improvement.ground.trial(decisions)
    broken = compared(decisions, improvement.before.open, trial.report.open).breaks
    return None if broken else trial


def _one_by_one(improvement: Improvement, kept: tuple[Proposal, ...]) -> _Set:
    """Add the proposal that removes most errors, as long as one does; then drop what is superfluous."""
    chosen, trial = (
        list(kept),
        _together(improvement, kept) or improvement.ground.trial([d for p in kept for d in p.decisions]),
    )
    able = _able(improvement, kept)
    growing = True
    while growing:
        open_ = {identity(f) for f in trial.report.errors}
        useful = [(len(open_ & _errors([p])), p) for p in able if p not in chosen]
        growing = False
        for _, proposal in sorted(((n, p) for n, p in useful if n), key=lambda one: (-one[0], one[1].rank)):
            tried = _together(improvement, [*chosen, proposal])
            if tried is not None and len(tried.report.errors) < len(trial.report.errors):
                chosen, trial, growing = [*chosen, proposal], tried, True
                break
    for proposal in sorted((p for p in chosen if p not in kept), key=lambda p: -p.rank):
        rest = [p for p in chosen if p is not proposal]
        tried = _together(improvement, rest)
        if tried is not None and len(tried.report.errors) <= len(trial.report.errors):
            chosen, trial = rest, tried
    return _Set(tuple(chosen), trial, _planned(improvement, trial))


def _errors(proposals: Iterable[Proposal]) -> set[object]:
    """Return the errors that proposals remove, each by itself; to accept one is not to remove it."""
    removed = (f for p in proposals if not p.accepts for f in p.removes)
    return {identity(f) for f in removed if f.severity is Severity.ERROR}


def _mended(improvement: Improvement, one: _Set, *, smallest: bool) -> Mended:
    told = {identity(left.finding): left for left in improvement.left}
    accepted = {identity(f): p.rank for p in reversed(improvement.proposals) if p.accepts for f in p.removes}
    mendable = _errors(improvement.proposals)
    left: list[Left] = []
    for finding in one.trial.report.errors:
        key = identity(finding)
        if key in told:
            left.append(told[key])
        elif key in accepted and key not in mendable:
            left.append(Left(finding, Phrase("improve.left.accept", {"number": accepted[key]})))
        else:
            left.append(Left(finding, Phrase("improve.left.together")))
    return Mended(
        one.proposals,
        one.trial.pathway,
        one.trial.report,
        tuple(left),
        one.plan,
        smallest,
        len(improvement.before.errors) - one.errors,
    )
