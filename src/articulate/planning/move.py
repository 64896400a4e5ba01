"""What a new plan changes against an old one, and why: values with their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from articulate import display
from articulate.i18n import Lang, Phrase, label, show
from articulate.model.programme import Stage

MoveKind = Literal["moved", "shared", "added", "dropped"]
"""Other terms; the same terms with other hours in each; not there before; no longer there."""


@dataclass(frozen=True, slots=True)
class Move:
    """One course that an old and a new plan treat differently."""

    course: str
    name: str
    stage: Stage
    kind: MoveKind
    before: tuple[int, ...]
    """Terms in the old plan, none where it was not there."""
    after: tuple[int, ...]
    """Terms in the new plan, none where it is no longer there."""
    why: Phrase
    """What forced it, as a sentence; where nothing did, what it is good for."""
    forced: bool = True
    """Whether a condition forced it, rather than a wish, evenness or other courses that came in."""

    def where(self, lang: Lang = "zh") -> str:
        """Return where it was and where it is."""
        values = {"before": terms_phrase(self.before), "after": terms_phrase(self.after)}
        return label(f"moves.where.{self.kind}", lang, **values)

    def text(self, lang: Lang = "zh") -> str:
        """Return it as a sentence: course, from where to where, why."""
        return label("moves.line", lang, course=self.name, where=self.where(lang), why=self.why)

    def as_json(self, lang: Lang = "zh") -> dict[str, Any]:
        """Return it as JSON."""
        return {
            "course": self.course,
            "name": self.name,
            "stage": self.stage.value,
            "kind": self.kind,
            "before": list(self.before),
            "after": list(self.after),
            "forced": self.forced,
            "why": show(self.why, lang),
        }


@dataclass(frozen=True, slots=True)
class Moves:
    """All that changed from an old plan to a new one.

    ``causes`` are the conditions that the old plan does not keep any more, with courses that it does
    not have where the new one puts them: what set the moves off.
    """

    moves: tuple[Move, ...]
    causes: tuple[Phrase, ...] = ()
    kept: int = 0
    """How many courses stay exactly where they were."""

    @property
    def moved(self) -> tuple[Move, ...]:
        """Courses that run in other terms than before."""
        return tuple(m for m in self.moves if m.kind == "moved")

    def text(self, lang: Lang = "zh") -> str:
        """Return it as lines of text: how many moved, what set it off, then each with its reason."""
        return "\n".join(self.lines(lang))

    def lines(self, lang: Lang = "zh") -> list[str]:
        """Return the lines of ``text``."""
        out = [self.summary(lang)]
        if self.causes:
            out.append(label("moves.causes", lang))
            out += [f"  · {show(c, lang)}" for c in self.causes]
        if self.moves:
            out.append(label("moves.head", lang))
            out += [f"  · {m.text(lang)}" for m in self.moves]
        return out

    def summary(self, lang: Lang = "zh") -> str:
        """Return the counts in one line."""
        if not self.moves:
            return label("moves.none", lang, kept=self.kept)
        counts = [
            label(f"moves.count.{kind}", lang, count=count)
            for kind in ("moved", "shared", "added", "dropped")
            if (count := sum(m.kind == kind for m in self.moves))
        ]
        return label("moves.summary", lang, counts=tuple(counts), kept=self.kept)

    def as_json(self, lang: Lang = "zh") -> dict[str, Any]:
        """Return it as JSON."""
        return {
            "kept": self.kept,
            "causes": [show(c, lang) for c in self.causes],
            "moves": [m.as_json(lang) for m in self.moves],
        }

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return display.bundle(self) or {"text/plain": self.text()}


def terms_phrase(terms: Sequence[int]) -> Phrase:
    """Return terms ready for a message: one, a run, or a list."""
    if not terms:
        return Phrase("moves.nowhere")
    if len(terms) == 1:
        return Phrase("plan.terms.one", {"first": terms[0]})
    if tuple(terms) == tuple(range(terms[0], terms[-1] + 1)):
        return Phrase("plan.terms.range", {"first": terms[0], "last": terms[-1]})
    return Phrase("plan.terms.list", {"numbers": tuple(terms)})
