"""Names of proposals that stay when others come and go: the kind of decision and the courses it is about.

``exempt:h-elec``, ``trim:h-skills@3f2a``: the mark behind ``@`` stands only where kind and courses say too
little, because another proposal, or a decision of the file, has the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import blake2b

from articulate.improving.proposal import Proposal
from articulate.model.decision import Decision

MARK = "@"


def plain_name(decisions: Iterable[Decision]) -> str:
    """Return kind and course ids of decisions, those of one kind together: ``raise:s-a+s-b/exempt:h-c``."""
    courses: dict[str, dict[str, None]] = {}
    for decision in decisions:
        courses.setdefault(decision.kind, {}).update(dict.fromkeys(_courses(decision)))
    return "/".join(f"{kind}:{'+'.join(ids)}" for kind, ids in courses.items())


def full_name(decisions: Sequence[Decision]) -> str:
    """Return the name with the mark of exactly these decisions, whatever their reasons say."""
    text = "\n".join(f"{d.kind} {d.action.model_dump_json(by_alias=True)}" for d in decisions)
    return f"{plain_name(decisions)}{MARK}{blake2b(text.encode(), digest_size=2).hexdigest()}"


def named(proposals: Sequence[Proposal], taken: Sequence[Decision]) -> tuple[Proposal, ...]:
    """Return proposals with their names; ``taken`` are the decisions that are there already."""
    counts = Counter(plain_name(p.decisions) for p in proposals)
    return tuple(
        replace(p, name=full_name(p.decisions) if counts[name] > 1 or places(name, taken) else name)
        for p in proposals
        for name in (plain_name(p.decisions),)
    )


def fitting(name: str, proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Return the proposals that a name, with its mark or without, may mean."""
    name_of = full_name if MARK in name else plain_name
    return tuple(p for p in proposals if name_of(p.decisions) == name)


def places(name: str, taken: Sequence[Decision]) -> tuple[int, ...]:
    """Return the numbers, from 1, of the first decisions in a row that are called so; none where none are."""
    name_of = full_name if MARK in name else plain_name
    for first in range(len(taken)):
        for end in range(first + 1, len(taken) + 1):
            if name_of(taken[first:end]) == name:
                return tuple(range(first + 1, end + 1))
    return ()


def _courses(decision: Decision) -> tuple[str, ...]:
    action = decision.action
    if decision.kind == "merge":
        return (action.into, *action.absorb)
    if decision.kind == "accept":
        return tuple(action.courses)
    if decision.kind == "bridge":
        return (action.id,)
    if decision.kind == "move" and action.to:
        return (action.course, action.to)
    return (action.course,)
