"""Why there is no plan, in words: reasons, what to give up, and remedies that were tried."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from articulate.i18n import Lang, label
from articulate.model.source import NOWHERE, SourceRef

MERGED = 3
"""From this many on, reasons of one kind are told in one sentence."""


@dataclass(frozen=True, slots=True)
class ConflictReason:
    """One condition of a plan: its kind (words in ``i18n`` under ``plan.reason``) and its values."""

    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)
    source: SourceRef = NOWHERE
    provision: str | None = None
    """Id of the provision it comes from, if any."""
    about: tuple[str, ...] = ()
    """Ids of the courses it speaks of."""

    def text(self, lang: Lang = "zh") -> str:
        """Return it as a sentence."""
        return label(f"plan.reason.{self.kind}", lang, **self.values)

    def placed(self, lang: Lang = "zh") -> str:
        """Return it as a sentence with file and line, where they are known."""
        return self.text(lang) + (f" ({self.source})" if self.source else "")


@dataclass(frozen=True, slots=True)
class Remedy:
    """Changes after which there is a plan: it was found, with all of them made and nothing else."""

    steps: tuple[ConflictReason, ...]
    cost: int
    """How much changes: the kinds of the steps and how far they go. Only good for comparing."""
    regulation: bool = False
    """Whether a regulation is given up or its figure left, so that nobody may do it by themselves."""

    def text(self, lang: Lang = "zh") -> str:
        """Return it as one sentence, each step with file and line."""
        said = label("plan.remedy.and", lang).join(s.placed(lang) for s in self.steps)
        return said + (label("plan.remedy.regulation", lang) if self.regulation else "")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why there is no plan: conditions that cannot hold together, the least to give up, remedies.

    Where ``each`` is true every reason alone rules a plan out; else they do so only together.
    ``relax`` and ``remedies`` are empty where finding them would take too long.
    """

    reasons: tuple[ConflictReason, ...]
    relax: tuple[ConflictReason, ...] = ()
    each: bool = False
    remedies: tuple[Remedy, ...] = ()
    """What to change, each tried out, the least change first; those that touch a regulation last."""
    least: bool = True
    """Whether every reason is known to be needed; false where the time ran out before that was shown."""

    @property
    def key(self) -> str:
        """The heading under ``plan.conflict``: how the reasons stand together."""
        return "one" if len(self.reasons) == 1 else "each" if self.each else "together"

    @property
    def told(self) -> tuple[ConflictReason, ...]:
        """The reasons as they are told: many of one kind in one sentence.

        Of a list that could not be shortened in time only what the school has set is told.
        """
        if self.each:
            return self.reasons
        return merged(r for r in self.reasons if self.least or r.kind in _SET)

    def text(self, lang: Lang = "zh") -> str:
        """Return it as lines of text: what cannot hold, then what to change."""
        lines = [label(f"plan.conflict.{self.key}", lang)]
        lines += [f"  - {r.placed(lang)}" for r in self.told]
        if not self.least:
            others = sum(r.kind not in _SET for r in self.reasons)
            lines.append(label("plan.conflict.more", lang, count=others))
        if self.relax:
            lines.append(label("plan.conflict.relax", lang))
            lines += [f"  - {r.placed(lang)}" for r in merged(self.relax)]
        if self.remedies:
            lines.append(label("plan.conflict.remedies", lang))
            lines += [f"  {n}. {r.text(lang)}" for n, r in enumerate(self.remedies, 1)]
        return "\n".join(lines)


_SET = frozenset(("fixed", "kept_out", "weekly_most", "weekly_least", "exams", "courses", "block_weeks"))
"""Conditions that are settings of the school, or of whoever asks for the plan."""


def merged(reasons: Iterable[ConflictReason]) -> tuple[ConflictReason, ...]:
    """Return reasons with those of one kind that differ only in course or term put into one sentence."""
    out: list[ConflictReason] = []
    for _, group in groupby(sorted(reasons, key=_kin), key=_kin):
        alike = tuple(group)
        whole = _together(alike) if len(alike) >= MERGED else None
        out += alike if whole is None else (whole,)
    return tuple(out)


def _kin(reason: ConflictReason) -> tuple[str, str]:
    alike = {k: v for k, v in reason.values.items() if k in ("most", "least", "to")}
    return reason.kind, repr(sorted(alike.items())) if reason.kind in _BY_TERM else ""


_BY_TERM = frozenset(
    ("weekly_most", "weekly_least", "exams", "courses", "relax_weekly_most", "relax_weekly_least")
)


def _together(alike: tuple[ConflictReason, ...]) -> ConflictReason | None:
    first = alike[0]
    about = tuple(dict.fromkeys(c for r in alike for c in r.about))
    if first.kind == "place":
        names = tuple(r.values["course"] for r in alike)
        hours = sum(r.values["hours"] for r in alike)
        values: dict[str, Any] = {"courses": names, "count": len(alike), "hours": hours}
    elif first.kind in _BY_TERM:
        values = dict(first.values)
        values["numbers"] = tuple(sorted(r.values["term"] for r in alike))
        for name in ("capacity", "demand"):
            if name in first.values:
                values[name] = sum(r.values[name] for r in alike)
    else:
        return None
    return ConflictReason(f"all_{first.kind}", values, first.source, first.provision, about)
