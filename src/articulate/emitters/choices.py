"""Plans beside each other: alternatives, and what a change would do, as lines and as rows of tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from articulate.emitters.text import NAME_WIDTH, padded
from articulate.emitters.words import plain_name, rounded
from articulate.i18n import Lang, label, show

if TYPE_CHECKING:
    from articulate.planning import Alternatives, PlanResult, WhatIf

SILENT = ("choice", "tie", "change", "shift")
"""Parts of the objective that say nothing beside another plan."""

NOTHING = "—"
CELL_WIDTH = 14


@dataclass(frozen=True, slots=True)
class Comparison:
    """A table with a heading, figures that every plan has, and courses that are not in the same terms."""

    head: tuple[str, ...]
    figures: tuple[tuple[str, ...], ...]
    courses: tuple[tuple[str, ...], ...]


def alternatives_table(found: Alternatives, lang: Lang = "zh") -> Comparison:
    """Return alternatives as a table: a column for each plan, figures first, then courses with terms."""
    count = len(found.plans)
    kept = found.kept is not None
    names = [named(k, lang, kept=kept) for k in range(count)]
    figures = [_figure(name, found.results, lang) for name in _parts(found.results)]
    if count > 1:
        apart = [NOTHING, *(str(len(found.moved(0, k))) for k in range(1, count))]
        figures.append((label("choices.differs", lang), *apart))
    if kept:
        figures.insert(0, _figure("change", found.results, lang))
        names.insert(0, label("choices.kept", lang))
        figures = [(name, NOTHING, *values) for name, *values in figures]
    courses = [
        (plain_name(found.pathway, course, lang), *(run(terms) for terms in places))
        for course, places in found.rows()
    ]
    return Comparison((label("choices.part", lang), *names), tuple(figures), tuple(courses))


def alternatives_lines(found: Alternatives, lang: Lang = "zh", *, causes: bool = True) -> list[str]:
    """Return alternatives as lines for a terminal; near a kept plan with what moved in each and why.

    Without ``causes`` what set the moves off is left out, where it has been said.
    """
    best = {p.name: p.value for p in found.results[0].objective}
    out = [
        label(
            "choices.head" if found.kept is None else "choices.head_kept",
            lang,
            count=len(found.plans),
            differ=found.differ,
            limit=found.limit if found.limit is not None else NOTHING,
            best_value=best.get("balance", NOTHING),
            least=best.get("change", NOTHING),
            most=found.most_moved if found.most_moved is not None else NOTHING,
        )
    ]
    table = alternatives_table(found, lang)
    out += lined((table.head, *table.figures))
    if table.courses:
        out.append(label("choices.courses_head", lang))
        out += lined(table.courses)
    for number, result in enumerate(found.results):
        if result.moves is not None:
            # What set the moves off is the same for all.
            moves = result.moves if causes and number == 0 else replace(result.moves, causes=())
            out += [named(number, lang, kept=True), *(f"  {line}" for line in moves.lines(lang))]
    if len(found.plans) < found.asked + 1:
        out.append(label("choices.no_more" if found.complete else "choices.time_up", lang))
    return out


def alternatives_json(found: Alternatives, lang: Lang = "zh") -> dict[str, Any]:
    """Return alternatives as JSON: bounds, then each plan with objective and the courses it moves."""
    return {
        "differ": found.differ,
        "limit": found.limit,
        "complete": found.complete,
        "plans": [
            {
                "number": number + 1,
                "status": result.status,
                "objective": {p.name: p.value for p in result.objective},
                "moved": list(found.moved(0, number)),
                "plan": result.plan.model_dump(mode="json") if result.plan else None,
                **({"moves": result.moves.as_json(lang)} if result.moves is not None else {}),
            }
            for number, result in enumerate(found.results)
        ],
        **({"most_moved": found.most_moved} if found.kept is not None else {}),
    }


def what_if_table(found: WhatIf, lang: Lang = "zh") -> Comparison:
    """Return a change as a table: the plan now, the nearest after it, the best after it."""
    head = tuple(label(f"choices.what_if.{k}", lang) for k in ("before", "after", "best"))
    status = [_status(r, lang) for r in found.results]
    figures = [(label("choices.what_if.status", lang), *status)]
    figures += [_figure(name, found.results, lang) for name in _parts(found.results)]
    moved = [NOTHING if n is None else str(n) for n in found.moved()]
    figures.append((label("choices.what_if.moved", lang), NOTHING, *moved[1:]))
    figures += [
        (label("choices.what_if.load", lang, term=term), *(_load(v, lang) for v in loads))
        for term, loads in (found.loads() if found.after.plan is not None else ())
    ]
    return Comparison((label("choices.part", lang), *head), tuple(figures), ())


def what_if_lines(found: WhatIf, lang: Lang = "zh") -> list[str]:
    """Return a change as lines: what it is, the figures beside each other, what moved and why."""
    out = [what_if_head(found, lang)]
    if found.before.plan is None:
        return [*out, label("choices.what_if.no_before", lang)]
    table = what_if_table(found, lang)
    out += lined((table.head, *table.figures))
    if found.after.plan is not None:
        out.append(label("choices.what_if.legend", lang))
    if found.moves is not None:
        out += found.moves.lines(lang)
    elif found.after.conflict is not None:
        out.append(found.after.conflict.text(lang))
    return out


def what_if_head(found: WhatIf, lang: Lang = "zh") -> str:
    """Return the change in words."""
    join = "；" if lang == "zh" else "; "
    return label("choices.what_if.head", lang, what=join.join(show(w, lang) for w in found.what))


def what_if_json(found: WhatIf, lang: Lang = "zh") -> dict[str, Any]:
    """Return a change as JSON."""
    names = ("before", "after", "best")
    return {
        "what": [show(w, lang) for w in found.what],
        **{
            name: {
                "status": result.status,
                "objective": {p.name: p.value for p in result.objective},
                "moved": count,
                "plan": result.plan.model_dump(mode="json") if result.plan else None,
                "conflict": result.conflict.text(lang) if result.conflict else None,
            }
            for name, result, count in zip(names, found.results, found.moved(), strict=True)
        },
        "moves": found.moves.as_json(lang) if found.moves is not None else None,
    }


def run(terms: Sequence[int]) -> str:
    """Return the terms of a course for a cell: 3, 3—4, 1, 3, or a dash."""
    if not terms:
        return NOTHING
    first, last = terms[0], terms[-1]
    if tuple(terms) == tuple(range(first, last + 1)):
        return str(first) if first == last else f"{first}—{last}"
    return ", ".join(map(str, terms))


def named(number: int, lang: Lang, *, kept: bool = False) -> str:
    """Return what a plan is called beside others, by its number from 0; the first is best, or nearest."""
    if number == 0:
        return label("choices.nearest" if kept else "choices.best", lang)
    return label("choices.plan", lang, number=number + 1)


def _parts(results: Iterable[PlanResult]) -> list[str]:
    return list(dict.fromkeys(p.name for r in results for p in r.objective if p.name not in SILENT))


def _figure(name: str, results: Iterable[PlanResult], lang: Lang) -> tuple[str, ...]:
    values = [{p.name: str(p.value) for p in r.objective}.get(name, NOTHING) for r in results]
    return (label(f"plan.objective.{name}", lang), *values)


def _status(result: PlanResult, lang: Lang) -> str:
    key = "found" if result.plan else "unknown" if result.status == "unknown" else "not_found"
    return label(f"choices.what_if.{key}", lang)


def _load(value: Fraction | None, lang: Lang) -> str:
    return NOTHING if value is None else show(rounded(value), lang)


def lined(rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the rows of a table as lines for a terminal."""
    return [
        f"  {padded(first, NAME_WIDTH)} {' '.join(padded(c, CELL_WIDTH) for c in rest)}".rstrip()
        for first, *rest in rows
    ]
