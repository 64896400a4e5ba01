"""Why there is no plan, and what to do: reasons, the least to give up, remedies that were tried."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

from articulate.planning.conflict import clashing_part, least_clash, relaxation
from articulate.planning.problem import PlanProblem
from articulate.planning.reasons import Conflict, ConflictReason
from articulate.planning.remedies import remedies
from articulate.planning.rows import build


def explain(
    problem: PlanProblem,
    seconds: float,
    reasons: Sequence[ConflictReason] = (),
    *,
    with_remedies: bool = True,
) -> Conflict:
    """Return why a problem without a plan has none, and what to change, in about so many seconds.

    ``reasons`` are those of which each by itself rules a plan out, where there are any
    (``conflict.impossible``). Otherwise the conditions that clash are looked for: half of the time at most
    goes there, a quarter into what to give up, the rest into remedies. There is always an answer; where
    the time ran out it is longer than need be, or remedies are missing.
    """
    began = monotonic()
    ends = began + seconds
    if reasons:
        offered = remedies(problem, reasons, "alone", ends) if with_remedies else ()
        return Conflict(tuple(reasons), each=True, remedies=offered)
    model = clashing_part(problem, began + seconds / 4) or build(problem, lean=False, judged=False)
    clash = least_clash(model, began + seconds / 2)
    needed = tuple(model.labels[i] for i in clash.labels)
    relax = relaxation(model, min(ends, monotonic() + seconds / 4))
    offered = ()
    if with_remedies and clash.least:
        offered = remedies(problem, (*needed, *relax), "clash", ends)
    elif with_remedies:
        # What to give up hits every clash; of one that is not the least most levers would be of no use.
        offered = remedies(problem, relax, "relaxation", ends)
    return Conflict(needed, relax, remedies=offered, least=clash.least)
