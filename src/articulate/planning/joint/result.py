"""What comes out of planning a school: a plan for each pathway, what it shares, how sure it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Literal

from articulate import display
from articulate.i18n import Lang, Phrase, label, show
from articulate.model.pathway import Pathway
from articulate.model.plan import ObjectivePart, TeachingPlan
from articulate.model.school import School
from articulate.planning.joint.clash import JointConflict
from articulate.planning.joint.sharing import Apart, SharedCourse
from articulate.planning.move import Moves
from articulate.planning.problem import Status
from articulate.planning.reasons import ConflictReason

Method = Literal["joint", "sequence"]
"""All pathways in one model; or one after the other, shared courses frozen by those before."""


QUIET = ("choice", "tie")
"""Stages of the objective that only make the best plan unique; a reader learns nothing from them."""


@dataclass(frozen=True, slots=True)
class MemberPlan:
    """The plan of one pathway of the school."""

    key: str
    title: str
    pathway: Pathway
    """With the classes and workshops that the school gives it."""
    plan: TeachingPlan
    objective: tuple[ObjectivePart, ...]
    """Its part of each stage; proven only together with the others."""
    alone: tuple[ObjectivePart, ...] = ()
    """What it would reach if it shared nothing, where that is known."""
    unmet: tuple[ConflictReason, ...] = ()
    moves: Moves | None = None
    """Against the plan it was to keep: what moved and why."""


@dataclass(frozen=True, slots=True)
class WorkshopLoad:
    """How many lesson hours a shared workshop is in use in a term, and how many it is open."""

    workshop: str
    name: str
    term: int
    hours: Mapping[str, Fraction]
    """By pathway, in lesson hours of all its classes and shifts."""
    capacity: int

    @property
    def total(self) -> Fraction:
        """Hours of all pathways."""
        return sum(self.hours.values(), Fraction(0))

    @property
    def over(self) -> bool:
        """Whether more is asked for than there is."""
        return self.total > self.capacity


@dataclass(frozen=True, slots=True)
class Step:
    """One step of planning in sequence."""

    kind: Literal["first", "frozen", "windows", "open", "polished"]
    """Planned first; with shared courses frozen; planned again together, in windows or without any;
    all together once more from what was found."""
    title: str
    """The pathway whose turn it was; for the last kind none."""
    frozen: int = 0
    """Shared courses that stood fixed."""
    together: tuple[str, ...] = ()
    """Pathways that were planned again together."""

    def text(self, lang: Lang = "zh") -> str:
        """Return it as a sentence."""
        return label(
            f"joint.step.{self.kind}",
            lang,
            pathway=self.title,
            frozen=self.frozen,
            count=len(self.together),
            together=self.together,
        )


@dataclass(frozen=True, slots=True)
class JointResult:
    """The answer for a school: plans that agree, with value and bound of each stage, or why there are none.

    ``optimal``: all stages are proven for all pathways together. ``feasible``: every condition is kept, but
    the sum may not be the best; the gap of each stage is its value less its bound. A bound holds for all
    plans that are as good in the stages before it.
    """

    school: School
    status: Status
    method: Method
    members: tuple[MemberPlan, ...] = ()
    objective: tuple[ObjectivePart, ...] = ()
    courses: tuple[SharedCourse, ...] = ()
    apart: tuple[Apart, ...] = ()
    loads: tuple[WorkshopLoad, ...] = ()
    unmet: tuple[ConflictReason, ...] = ()
    """Wishes of all pathways together that stay unmet, those on shared workshops among them."""
    steps: tuple[Step, ...] = ()
    causes: tuple[Phrase, ...] = ()
    """What the kept plans do not keep together any more; what each does not, its moves say."""
    conflict: JointConflict | None = None
    seconds: float = 0.0

    @property
    def calm(self) -> bool:
        """Whether plans were kept, so that there is something to say of what moved."""
        return any(m.moves is not None for m in self.members)

    @property
    def gap(self) -> tuple[tuple[str, int], ...]:
        """Stages that are not proven, each with value less bound, the most important first."""
        return tuple((p.name, p.value - p.bound) for p in self.objective if p.value > p.bound)

    def uncaused(self) -> JointResult:
        """Return it without what set the moves off, where that has been said."""
        members = tuple(
            replace(m, moves=None if m.moves is None else replace(m.moves, causes=())) for m in self.members
        )
        return replace(self, members=members, causes=())

    def plan_of(self, key: str) -> TeachingPlan:
        """Return the plan of a pathway. Raises ``KeyError`` where there is none."""
        return {m.key: m.plan for m in self.members}[key]

    def headline(self, lang: Lang = "zh") -> str:
        """Return status, method and gap in one line; stages that say nothing of the plans do not count."""
        if not self.members:
            return label(f"joint.none.{self.status}", lang, school=self.name)
        told = [(name, gap) for name, gap in self.gap if name not in QUIET]
        gap = label("joint.gap.none", lang)
        if told:
            stage = Phrase(f"plan.objective.{told[0][0]}")
            gap = label("joint.gap.first", lang, stage=stage, gap=told[0][1], count=len(told))
        return label(
            f"joint.head.{'feasible' if told else 'optimal'}",
            lang,
            school=self.name,
            count=len(self.members),
            method=Phrase(f"joint.method.{self.method}"),
            gap=gap,
        )

    @property
    def name(self) -> str:
        """What people call the school."""
        return self.school.title or self.school.school

    def as_json(self, lang: Lang = "zh") -> dict[str, Any]:
        """Return it as JSON, without the time it took, so that equal input gives equal bytes."""
        return {
            "school": self.school.school,
            "status": self.status,
            "method": self.method,
            "objective": [_part(p) for p in self.objective],
            "pathways": [
                {
                    "id": m.key,
                    "name": m.title,
                    "objective": [_part(p) for p in m.objective],
                    "plan": m.plan.model_dump(mode="json"),
                    **({"moves": m.moves.as_json(lang)} if m.moves is not None else {}),
                }
                for m in self.members
            ],
            "shared": [
                {"course": c.course, "name": c.name, "pathways": list(c.members)} for c in self.courses
            ],
            "apart": [
                {"course": a.course, "name": a.name, "pathways": list(a.members), "why": show(a.why, lang)}
                for a in self.apart
            ],
            "workshops": [
                {
                    "id": w.workshop,
                    "name": w.name,
                    "term": w.term,
                    "hours": {k: float(v) for k, v in sorted(w.hours.items())},
                    "capacity": w.capacity,
                }
                for w in self.loads
            ],
            "steps": [s.text(lang) for s in self.steps],
            "unmet": [r.text(lang) for r in self.unmet],
            **({"causes": [show(c, lang) for c in self.causes]} if self.calm else {}),
            "conflict": self.conflict.as_json(lang) if self.conflict else None,
        }

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return display.bundle(self) or {"text/plain": self.headline()}


def _part(part: ObjectivePart) -> dict[str, Any]:
    return {"name": part.name, "value": part.value, "bound": part.bound}
