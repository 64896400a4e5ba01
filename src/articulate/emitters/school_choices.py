"""Plans of a school beside each other: alternatives, and what a change would do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from articulate.emitters.choices import NOTHING, SILENT, Comparison, lined, named, run
from articulate.emitters.school_text import school_move_lines, word
from articulate.emitters.words import plain_name
from articulate.i18n import Lang, label, show
from articulate.model.programme import Stage
from articulate.planning.joint import JointAlternatives, JointWhatIf

Terms = tuple[int, ...]

Key = tuple[bool, Terms, str, tuple[Terms, ...], tuple[str, ...]]
"""Stage, first terms and name of a course, its terms in each of several plans, the pathways that share it."""


def school_alternatives_table(found: JointAlternatives, lang: Lang = "zh") -> Comparison:
    """Return alternatives as a table: a column for each, figures first, then courses with their terms."""
    answers = found.found
    kept = bool(found.kept)
    names = [named(k, lang, kept=kept) for k in range(len(answers))]
    values = [{p.name: str(p.value) for p in r.objective} for r in answers]
    parts = [p.name for p in answers[0].objective if p.name not in SILENT]
    figures = [
        (label(f"plan.objective.{name}", lang), *(v.get(name, NOTHING) for v in values))
        for name in [*(("change",) if kept else ()), *parts]
    ]
    if len(answers) > 1:
        apart = (NOTHING, *(str(len(found.moved(0, k))) for k in range(1, len(answers))))
        figures.append((label("choices.differs", lang), *apart))
    if kept:
        names.insert(0, label("choices.kept", lang))
        figures = [(name, NOTHING, *rest) for name, *rest in figures]
    head = (label("choices.part", lang), *names)
    return Comparison(head, tuple(figures), tuple(_courses(found, lang)))


def _courses(found: JointAlternatives, lang: Lang) -> Iterator[tuple[str, ...]]:
    """Yield each course that is not in the same terms everywhere; once where pathways have it alike."""
    shared = {(c.course, k): c.members for c in found.found[0].courses for k in c.members}
    rows: dict[Key, list[str]] = {}
    for number, member in enumerate(found.found[0].members):
        kept = found.kept.get(member.key)
        for course in member.pathway.courses:
            terms = tuple(r.members[number].plan.terms_of(course.id) for r in found.found)
            before = kept.terms_of(course.id) if kept is not None else ()
            if len({*terms, *((before,) if kept is not None else ())}) > 1:
                name = plain_name(member.pathway, course, lang)
                alike = shared.get((course.id, member.key), (member.key,))
                shown = (before, *terms) if found.kept else terms
                higher = course.stage is Stage.HIGHER
                rows.setdefault((higher, terms[0] or (99,), name, shown, alike), []).append(member.title)
    for (_, _, name, shown, _), titles in sorted(rows.items()):
        yield word("choices.course", lang, course=name, pathways=tuple(titles)), *map(run, shown)


def school_alternatives_lines(
    found: JointAlternatives, lang: Lang = "zh", *, causes: bool = True
) -> list[str]:
    """Return alternatives as lines; near kept plans with what moved in each and why.

    Without ``causes`` what set the moves off is left out, where it has been said.
    """
    best = {p.name: p.value for p in found.results[0].objective}
    values = {
        "count": len(found.found),
        "differ": found.differ,
        "limit": NOTHING if found.limit is None else found.limit,
        "best_value": best.get("balance", NOTHING),
        "least": best.get("change", NOTHING),
        "most": NOTHING if found.most_moved is None else found.most_moved,
    }
    head = label("choices.head_kept" if found.kept else "choices.head", lang, **values)
    out = [word("choices.head", lang, school=found.results[0].name, what=head)]
    table = school_alternatives_table(found, lang)
    out += lined((table.head, *table.figures))
    if table.courses:
        out += [label("choices.courses_head", lang), *lined(table.courses)]
    for number, result in enumerate(found.found if found.kept else ()):
        told = result if causes and number == 0 else result.uncaused()
        out += [named(number, lang, kept=True), *(f"  {line}" for line in school_move_lines(told, lang))]
    if len(found.found) < found.asked + 1:
        out.append(label("choices.no_more" if found.complete else "choices.time_up", lang))
    return out


def school_alternatives_json(found: JointAlternatives, lang: Lang = "zh") -> dict[str, Any]:
    """Return alternatives as JSON: bounds, then each answer as that of a school."""
    return {
        "differ": found.differ,
        "limit": found.limit,
        **({"most_moved": found.most_moved} if found.kept else {}),
        "complete": found.complete,
        "plans": [
            {
                "number": number + 1,
                "moved": [list(pair) for pair in found.moved(0, number)],
                **result.as_json(lang),
            }
            for number, result in enumerate(found.results)
        ],
    }


def school_what_if_table(found: JointWhatIf, lang: Lang = "zh") -> Comparison:
    """Return a change as a table: the plans now, the nearest after it, the best after it."""
    head = (
        label("choices.part", lang),
        *(label(f"choices.what_if.{k}", lang) for k in ("before", "after", "best")),
    )
    values = [{p.name: str(p.value) for p in r.objective} for r in found.results]
    figures = [
        (
            label("choices.what_if.status", lang),
            *(_status(r.status, bool(r.members), lang) for r in found.results),
        ),
        *(
            (label(f"plan.objective.{name}", lang), *(v.get(name, NOTHING) for v in values))
            for name in found.parts()
        ),
        (
            label("choices.what_if.moved", lang),
            NOTHING,
            *(NOTHING if n is None else str(n) for n in found.moved()[1:]),
        ),
    ]
    return Comparison(head, tuple(figures), ())


def school_what_if_lines(found: JointWhatIf, lang: Lang = "zh") -> list[str]:
    """Return a change as lines: what it is, the figures beside each other, what moved and why."""
    out = [school_what_if_head(found, lang)]
    if not found.before.members:
        return [*out, word("what_if.no_before", lang)]
    table = school_what_if_table(found, lang)
    out += lined((table.head, *table.figures))
    if found.after.members:
        return [*out, label("choices.what_if.legend", lang), *school_move_lines(found.after, lang)]
    out.append(found.after.headline(lang))
    return out + (found.after.conflict.lines(lang) if found.after.conflict is not None else [])


def school_what_if_head(found: JointWhatIf, lang: Lang = "zh") -> str:
    """Return the change in words."""
    join = "；" if lang == "zh" else "; "
    return label("choices.what_if.head", lang, what=join.join(show(w, lang) for w in found.what))


def school_what_if_json(found: JointWhatIf, lang: Lang = "zh") -> dict[str, Any]:
    """Return a change as JSON: each answer as that of a school, with the number of courses it moves."""
    names = ("before", "after", "best")
    answers = zip(names, found.results, found.moved(), strict=True)
    return {
        "what": [show(w, lang) for w in found.what],
        **{name: {"moved": moved, **result.as_json(lang)} for name, result, moved in answers},
    }


def _status(status: str, planned: bool, lang: Lang) -> str:
    key = "found" if planned else "unknown" if status == "unknown" else "not_found"
    return label(f"choices.what_if.{key}", lang)
