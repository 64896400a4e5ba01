"""Why pathways that share courses and workshops have no plan together, and what to give up.

First which pathways: one that has no plan by itself, else as few as cannot agree. Then the conditions of
these that clash, each with the pathway it belongs to, and the least to give up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from time import monotonic
from typing import Any

from articulate.findings import place_json
from articulate.i18n import Lang, label
from articulate.planning.conflict import clashes, impossible, least_clash, relaxation
from articulate.planning.conflict.clash import hard_labels
from articulate.planning.joint.merging import join
from articulate.planning.joint.sharing import Member, Sharing
from articulate.planning.model import Model
from articulate.planning.reasons import Conflict, ConflictReason, merged
from articulate.planning.refusal import explain
from articulate.planning.rows import build
from articulate.planning.solvers import Solve

TOGETHER = ("shared", "workshop", "relax_shared", "relax_workshop")
"""Kinds of conditions that belong to several pathways."""


@dataclass(frozen=True, slots=True)
class JointConflict:
    """Why there is no plan for all: conditions that cannot hold together, and the least to give up."""

    titles: tuple[str, ...]
    """The pathways that cannot agree; one, where it has no plan even by itself."""
    reasons: tuple[ConflictReason, ...]
    relax: tuple[ConflictReason, ...] = ()
    own: Conflict | None = None
    """The conflict of the pathway that has no plan by itself."""
    least: bool = True
    """Whether every reason is known to be needed."""

    def lines(self, lang: Lang = "zh") -> list[str]:
        """Return it as lines of text: who cannot agree on what, and what to change."""
        if self.own is not None:
            return [
                label("joint.clash.alone", lang, pathway=self.titles[0]),
                *self.own.text(lang).split("\n"),
            ]
        key = "together" if len(self.titles) > 1 else "sharing"
        if all(r.kind == "shared_never" for r in self.reasons):
            key = "never"
        out = [label(f"joint.clash.{key}", lang, pathways=self.titles)]
        out += [f"  - {said(r, lang)}" for r in told(self.reasons)]
        if not self.least:
            out.append(label("plan.conflict.more", lang))
        if self.relax:
            out.append(label("plan.conflict.relax", lang))
            out += [f"  - {said(r, lang)}" for r in told(self.relax)]
        if key == "never":
            out.append(label("joint.clash.never_to_do", lang))
        elif any(r.kind == "shared" for r in self.reasons):
            out.append(label("joint.clash.to_do", lang))
        return out

    def as_json(self, lang: Lang = "zh") -> dict[str, Any]:
        """Return it as JSON."""
        own = self.own
        return {
            "pathways": list(self.titles),
            "reasons": [_json(r, lang) for r in (own.reasons if own else self.reasons)],
            "relax": [_json(r, lang) for r in (own.relax if own else self.relax)],
        }


def said(reason: ConflictReason, lang: Lang = "zh") -> str:
    """Return a condition as a sentence with its pathway before it and its place behind."""
    pathway = reason.values.get("pathway", "")
    if not pathway or reason.kind in TOGETHER:
        return reason.placed(lang)
    return label("joint.of", lang, pathway=pathway, what=reason.placed(lang))


def told(reasons: Iterable[ConflictReason]) -> tuple[ConflictReason, ...]:
    """Return conditions as they are told: what is shared first, then by pathway, many of a kind in one."""

    def owner(reason: ConflictReason) -> str:
        return "" if reason.kind in TOGETHER else str(reason.values.get("pathway", ""))

    order = sorted(reasons, key=owner)
    return tuple(r for _, group in groupby(order, key=owner) for r in merged(group))


def _json(reason: ConflictReason, lang: Lang) -> dict[str, Any]:
    return {
        "kind": reason.kind,
        "message": said(reason, lang),
        "source": place_json(reason.source),
        "courses": list(reason.about),
    }


def never_agreed(sharing: Sharing) -> JointConflict | None:
    """Return shared courses for which the pathways have no term and weekly hours in common."""
    known = {m.key: m for m in sharing.members}
    lost = [c for c in sharing.courses if not c.patterns]
    needed = [c for c in lost if sum(c.course in known[k].problem.always for k in c.members) > 1]
    if not needed:
        return None
    reasons = tuple(
        ConflictReason(
            "shared_never",
            {"course": c.name, "pathways": sharing.titles(c.members)},
            known[c.members[0]].problem.pathway.by_id[c.course].source,
            None,
            (c.course,),
        )
        for c in needed
    )
    keys = {k for c in needed for k in c.members}
    return JointConflict(sharing.titles(m.key for m in sharing.members if m.key in keys), reasons)


def clash(sharing: Sharing, solve: Solve, seconds: float) -> JointConflict:
    """Return why the pathways of a school have no plan together, in about so many seconds."""
    ends = monotonic() + seconds
    members = _fewest(sharing, solve, monotonic() + seconds / 3)
    if len(members) == 1 and _without_sharing(members[0], solve, ends - monotonic()):
        member = members[0]
        own = explain(member.problem, max(0.0, ends - monotonic()), impossible(member.problem))
        return JointConflict((member.title,), own.reasons, own.relax, own)
    model = join(sharing, members, lean=False).model
    part = _clashing_part(model, ends - seconds / 2) or model
    found = least_clash(part, ends - seconds / 4)
    reasons = tuple(part.labels[i] for i in found.labels)
    titles = tuple(m.title for m in members)
    return JointConflict(titles, reasons, relaxation(part, ends), least=found.least)


def _fewest(sharing: Sharing, solve: Solve, ends: float) -> tuple[Member, ...]:
    """Return pathways that have no plan together, each of them needed, as far as the time goes."""
    kept = list(sharing.members)
    for member in sharing.members:
        rest = [m for m in kept if m is not member]
        left = ends - monotonic()
        if rest and left > 0:
            model = join(sharing, rest).model
            if solve(model.variables, model.rows, None, seconds=left).status == "infeasible":
                kept = rest
    return tuple(kept)


def _without_sharing(member: Member, solve: Solve, seconds: float) -> bool:
    """Whether a pathway has no plan even if it shares nothing."""
    model = build(member.problem)
    answer = solve(model.variables, model.rows, None, seconds=max(0.0, seconds))
    return answer.status == "infeasible"


def _clashing_part(model: Model, ends: float) -> Model | None:
    """Return a part of the model, tied to nothing else, that has no solution."""
    for chosen in model.components():
        part = model.only(chosen)
        if clashes(part, hard_labels(part), ends):
            return part
    return None
