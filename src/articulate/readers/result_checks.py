"""What can only be checked when all sheets are read: columns, students, scores that are missing or clash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from articulate.cohort.layout import Layout, Node
from articulate.cohort.results import Mark, Sitting
from articulate.cohort.scoring import carried, fraction_of, part_scores, weighted
from articulate.findings import Finding
from articulate.i18n import Phrase
from articulate.model.source import SourceRef
from articulate.readers import result_problems as wrong
from articulate.readers import score_cells

if TYPE_CHECKING:
    from articulate.readers.results import Draft, Sheet

NEAR = Fraction(6, 1000)
"""How far a sum may lie from its parts, as a part of full marks: what rounding to one decimal explains."""


@dataclass(frozen=True)
class Checks:
    """All sheets of one reading, with the sittings they hold."""

    layout: Layout
    sheets: Sequence[Sheet]
    drafts: Sequence[Draft]
    given: frozenset[str]
    places: Mapping[str, tuple[int, int]]

    def all(self) -> list[Finding]:
        """Return every problem. What stands in one sitting for all its questions is filled in on the way."""
        found = [*self._items(), *self._columns(), *self._first_sittings()]
        for draft in sorted(self.drafts, key=lambda d: (d.student, d.attempt)):
            self._spread(draft)
            found += [*self._missing(draft), *self._unclaimed(draft), *self._sums(draft)]
        return found

    @cached_property
    def _by_key(self) -> dict[tuple[str, int], Draft]:
        return {(d.student, d.attempt): d for d in self.drafts}

    def _head(self, key: str | None = None) -> SourceRef:
        """Return the place of the heading of a column, or of the first heading of the first sheet."""
        number, k = self.places.get(key or "", (0, 0))
        sheet = self.sheets[number]
        return sheet.grid.at(sheet.heading.row_of(k), k)

    # ---- columns ---------------------------------------------------------------------------------

    def _columns(self) -> Iterator[Finding]:
        for part, node in self.layout.parts.items():
            lacking = _lacking(node, self.given)
            if lacking:
                names = tuple(self.layout.by_key[k].zh for k in lacking)
                yield wrong.MISSING_COLUMN.at(self._head(), subject=part, part=node.column.zh, columns=names)

    def _items(self) -> Iterator[Finding]:
        listed = {i.key for i in self.layout.items}
        strange = sorted((k for k in self.given if k.startswith("item:") and k not in listed), key=_number)
        if strange:
            numbers = tuple(f"题{_number(k)}" for k in strange)
            yield wrong.BAD_ITEM.at(
                self._head(strange[0]),
                what=Phrase("cohort.item.not_listed", {"items": numbers}),
                remedy=Phrase("cohort.item_remedy.not_listed"),
            )
        points = sum((i.most for i in self.layout.items), Fraction(0))
        whole = self.layout.criteria.blueprint.total or 100
        if listed and "written" not in self.given and points != whole:
            shown = f"{float(points):g}"
            yield wrong.BAD_ITEM.at(
                self._head(min(listed & self.given, key=_number, default=None)),
                what=Phrase("cohort.item.sum", {"points": shown, "whole": whole}),
                remedy=Phrase("cohort.item_remedy.sum", {"points": shown, "whole": whole}),
            )

    # ---- sittings --------------------------------------------------------------------------------

    def _first_sittings(self) -> Iterator[Finding]:
        for draft in self.drafts:
            if draft.attempt > 1 and (draft.student, draft.attempt - 1) not in self._by_key:
                place = min(draft.rows.items())[1][0]
                why = Phrase("cohort.bad_attempt.gap", {"attempt": draft.attempt})
                yield wrong.BAD_ATTEMPT.at(place, student=draft.student, why=why)

    def _spread(self, draft: Draft) -> None:
        """Write a mark that stands at one question of a paper at the others: they were sat together."""
        for node in self.layout.nodes.values():
            if not node.one_sitting or isinstance(draft.scores.get(node.key), Mark):
                continue
            keys = [c.key for c, _ in node.children]
            marks = [e for k in keys if isinstance(e := draft.scores.get(k), Mark)]
            if marks and not any(isinstance(draft.scores.get(k), Fraction) for k in keys):
                draft.scores.update({k: marks[0] for k in keys if k in self.given})

    def _effective(self, draft: Draft) -> dict[str, Fraction | Mark]:
        scores: dict[str, Fraction | Mark] = {}
        for number in range(1, draft.attempt + 1):
            one = self._by_key.get((draft.student, number))
            if one:
                scores = carried(scores, one.scores, self.layout)
        return scores

    def _missing(self, draft: Draft) -> Iterator[Finding]:
        scores = self._effective(draft)
        effects = self._effects(draft)
        untold: dict[int, list[str]] = {}
        for part, node in self.layout.parts.items():
            touched = any(n.key in draft.scores for n in node.walk())
            excused = "exempt" in effects or (part == "skill" and "full" in effects)
            if excused or (draft.attempt > 1 and not touched) or not node.given_by(self.given):
                continue
            if fraction_of(node, scores) is not None:
                continue
            for key in _empty(node, scores, self.given):
                if key in draft.broken:
                    continue
                number, k = self.places[key]
                if number in draft.rows:
                    row = draft.rows[number][1]
                    yield wrong.NO_SCORE.at(
                        self.sheets[number].grid.at(row.number, k),
                        student=draft.student,
                        column=self.layout.by_key[key].zh,
                    )
                else:
                    untold.setdefault(number, []).append(key)
        for number in untold:
            grid = self.sheets[number].grid
            name = Phrase("cohort.of_sheet", {"name": grid.sheet}) if grid.sheet else grid.file
            place = min(draft.rows.items())[1][0]
            yield wrong.NOT_LISTED.at(place, student=draft.student, sheet=name)

    def _effects(self, draft: Draft) -> set[str]:
        concessions = self.layout.criteria.concessions
        mine = [d for d in self.drafts_of(draft.student) if "claim" in d.facts]
        numbers = [n for d in mine for n in score_cells.claims(d.facts["claim"], concessions) or ()]
        return {concessions[n].effect for n in numbers}

    @cached_property
    def _of_student(self) -> dict[str, list[Draft]]:
        found: dict[str, list[Draft]] = {}
        for draft in self.drafts:
            found.setdefault(draft.student, []).append(draft)
        return found

    def drafts_of(self, student: str) -> Sequence[Draft]:
        """Return all sittings of a student."""
        return self._of_student[student]

    def _unclaimed(self, draft: Draft) -> Iterator[Finding]:
        effects = self._effects(draft)
        if "exempt" in effects:
            return
        for part, node in self.layout.parts.items():
            if part == "skill" and "full" in effects:
                continue
            for key in (n.key for n in node.walk()):
                # One word for a whole paper is told once.
                if draft.scores.get(key) is Mark.EXEMPT and key in draft.places:
                    yield wrong.UNCLAIMED.at(
                        draft.places[key], student=draft.student, column=self.layout.by_key[key].zh
                    )

    def _sums(self, draft: Draft) -> Iterator[Finding]:
        for node in self.layout.nodes.values():
            said = draft.scores.get(node.key)
            if not isinstance(said, Fraction) or not node.children:
                continue
            made = fraction_of(node, {k: v for k, v in draft.scores.items() if k != node.key})
            whole = node.column.most or Fraction(100)
            if made is not None and abs(made - said / whole) > NEAR:
                yield self._clash(draft, node.key, said, made * whole)
        total = draft.scores.get("total")
        if isinstance(total, Fraction) and not self._effects(draft) and draft.attempt == 1:
            parts = part_scores(Sitting(1, draft.scores), self.layout)
            weights: dict[str, int] = {
                p: w for p, w in self.layout.criteria.weights.items() if p in self.layout.parts
            }
            if parts.keys() == weights.keys():
                sum_ = Fraction(weighted({p: s.score for p, s in parts.items()}, weights))
                if abs(sum_ - total) / 100 > NEAR:
                    yield self._clash(draft, "total", total, sum_)

    def _clash(self, draft: Draft, key: str, said: Fraction, made: Fraction) -> Finding:
        values = {"said": _decimal(said), "made": _decimal(made)}
        return wrong.CONFLICT.at(
            draft.places[key],
            student=draft.student,
            column=self.layout.by_key[key].zh,
            what=Phrase("cohort.conflict.sum", values),
            remedy=Phrase("cohort.conflict_remedy.sum", values),
        )


def _decimal(value: Fraction) -> Decimal:
    return Decimal(f"{float(value):.2f}")


def _number(key: str) -> int:
    return int(key.partition(":")[2])


def _lacking(node: Node, given: frozenset[str]) -> tuple[str, ...]:
    """Return the columns without which a part cannot be worked out: those beside others that are there."""
    if node.given_by(given):
        return ()
    if not any(n.key in given for n in node.walk()) or not node.children:
        return (node.key,)
    return tuple(k for child, share in node.children if share for k in _lacking(child, given))


def _empty(node: Node, scores: Mapping[str, Fraction | Mark], given: frozenset[str]) -> tuple[str, ...]:
    """Return the columns of a part that a student should have a score in and has none."""
    if fraction_of(node, scores) is not None:
        return ()
    children = [c for c, share in node.children if share]
    if children and all(c.given_by(given) for c in children):
        return tuple(k for c in children for k in _empty(c, scores, given))
    return (node.key,)
