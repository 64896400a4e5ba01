"""Which course comes before which: requisites as conditions, requirements as wishes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from articulate.graph import CourseGraph
from articulate.i18n import Lv
from articulate.matching import Supplies
from articulate.model.programme import Course, Delivery, Requisite
from articulate.planning.facts import alternatives
from articulate.planning.problem import Need
from articulate.planning.rows.draft import Draft


def order(draft: Draft) -> None:
    """Keep the requisites of every course."""
    redundant = (
        {(e.earlier, e.later) for e in CourseGraph(draft.problem.pathway, Supplies(())).redundant()}
        if draft.lean
        else set()
    )
    for course in draft.problem.courses:
        for requisite in course.requisites:
            if requisite.kind == "pre" and (requisite.course, course.id) in redundant:
                continue
            _require(draft, course, requisite, ())


def _require(draft: Draft, course: Course, requisite: Requisite, guards: tuple[int, ...]) -> None:
    """Rows of one requisite, which holds where all guards are chosen."""
    known = draft.problem.pathway.by_id
    if not any(c in known for _, c in requisite.leaves()):
        return
    if requisite.kind == "all":
        for part in requisite.parts:
            _require(draft, course, part, guards)
    elif requisite.kind == "strict_co":
        _together(draft, course, requisite, guards)
    else:
        parts = [p for p in alternatives(requisite) if any(c in known for _, c in p.leaves())]
        if all(p.kind in ("pre", "co") for p in parts):
            _before(draft, course, requisite, parts, guards)
        else:
            _choose(draft, course, requisite, parts, guards)


def _choose(
    draft: Draft, course: Course, requisite: Requisite, parts: list[Requisite], guards: tuple[int, ...]
) -> None:
    label = _requisite_label(draft, course, requisite, parts)
    chosen = [draft.variable("choice") for _ in parts]
    draft.row([(y, -1) for y in chosen] + [(g, 1) for g in guards], len(guards) - 1, label)
    for choice, part in zip(chosen, parts, strict=True):
        _require(draft, course, part, (*guards, choice))


def _requisite_label(draft: Draft, course: Course, requisite: Requisite, parts: Sequence[Requisite]) -> int:
    others = sorted({c for p in parts for _, c in p.leaves() if c in draft.problem.pathway.by_id})
    kind = requisite.kind if len(parts) == 1 and requisite.kind != "any" else "any"
    if len(parts) == 1 and parts[0].kind in ("pre", "co", "strict_co"):
        kind = parts[0].kind
    return draft.label(
        kind,
        course=course.name,
        other=tuple(draft.name(c) for c in others),
        source=requisite.source or course.source.at("requisites"),
        about=(course.id, *others),
    )


def _before(
    draft: Draft, course: Course, requisite: Requisite, parts: Sequence[Requisite], guards: tuple[int, ...]
) -> None:
    """By any term: not started, or one of the alternatives has ended (``pre``) or started (``co``)."""
    label = _requisite_label(draft, course, requisite, parts)
    for terms in prefix_rows(draft, course.id, [(p.kind, p.course or "") for p in parts]):
        draft.row([*terms, *((g, 1) for g in guards)], len(guards), label)


def prefix_rows(
    draft: Draft, course_id: str, alternatives: Sequence[tuple[str, str]]
) -> Iterator[list[tuple[int, int]]]:
    """Left-hand sides, not above 0, that say: one alternative is done whenever the course starts.

    ``pre`` has ended in an earlier term, ``pre_block`` in the same one, ``co`` has started.
    """
    for term in sorted({draft.placements[i].start for i in draft.bits.get(course_id, ())}):
        done: list[tuple[int, int]] = []
        sure = False
        for kind, other in alternatives:
            if kind == "co":
                mine = draft.started(other, term, -1)
            else:
                mine = draft.ended(other, term - (kind == "pre"), -1)
            done += mine
            sure |= other in draft.problem.always and len(mine) == len(draft.bits.get(other, ()))
        if not (sure and draft.lean):
            yield [*draft.started(course_id, term), *done]


def _together(draft: Draft, course: Course, requisite: Requisite, guards: tuple[int, ...]) -> None:
    """Both in the same terms: the shorter one inside the terms of the longer one."""
    other = requisite.course or ""
    if other not in draft.problem.pathway.by_id:
        return
    label = _requisite_label(draft, course, requisite, [requisite])
    free = len(guards)
    relaxed = [(g, 1) for g in guards]
    draft.row([*draft.taken(course.id), *draft.taken(other, -1), *relaxed], free, label)
    mine, theirs = set(course.span), set(draft.problem.pathway.by_id[other].span)
    pairs = []
    if max(mine) <= min(theirs):
        pairs.append((course.id, other))
    if max(theirs) <= min(mine):
        pairs.append((other, course.id))
    for shorter, longer in pairs or [(course.id, other), (other, course.id)]:
        for term in course.stage.terms:
            terms = [*draft.running(shorter, term), *draft.running(longer, term, -1)]
            if shorter == course.id:
                draft.row([*terms, *relaxed], free, label)
            else:
                draft.row([*terms, *draft.taken(course.id), *relaxed], free + 1, label)


def supply(draft: Draft) -> None:
    """Of the courses that meet a need one has ended, or has at least started, when it arises (wishes)."""
    for need in draft.problem.needs:
        if _surely_met(draft, need):
            continue
        for kind, wanted in (("supply", "end"), ("supply_late", "co")):
            ways = [(_ends(draft, need, s) if wanted == "end" else wanted, s) for s in need.suppliers]
            rows = [(r, 0) for r in prefix_rows(draft, need.course.id, ways)]
            if not rows:
                continue
            label = draft.label(
                kind,
                course=need.course.name,
                topic=need.topic,
                level=Lv(need.level),
                other=tuple(draft.name(c) for c in sorted(need.suppliers)),
                source=need.course.source.at("requires"),
                about=(need.course.id, *sorted(need.suppliers)),
            )
            draft.wish(rows, label)


def _ends(draft: Draft, need: Need, supplier: str) -> str:
    """Whole weeks stand at the end of a term, after the weekly courses of the same term."""
    other = draft.problem.pathway.by_id[supplier]
    after = need.course.delivery is Delivery.BLOCK and other.delivery is Delivery.WEEKLY
    return "pre_block" if after else "pre"


def _surely_met(draft: Draft, need: Need) -> bool:
    mine = draft.bits.get(need.course.id, ())
    first = min((draft.placements[i].start for i in mine), default=0)
    return any(
        s in draft.problem.always and all(draft.placements[i].end < first for i in draft.bits.get(s, ()))
        for s in need.suppliers
    )
