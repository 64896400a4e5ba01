"""A teaching plan as YAML that people read, change and hand back."""

from __future__ import annotations

import json
from collections.abc import Iterator

from articulate.i18n import Lang, label
from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan


def render(plan: TeachingPlan, pathway: Pathway | None = None, lang: Lang = "zh") -> bytes:
    """Return the plan as YAML, one line for each offering, by term; names are there for people.

    Equal plans give equal bytes.
    """
    return ("\n".join(_lines(plan, pathway, lang)) + "\n").encode("utf-8")


def _lines(plan: TeachingPlan, pathway: Pathway | None, lang: Lang) -> Iterator[str]:
    yield f"# {label('plan.file_head', lang)}"
    yield f"# {label('plan.file_how', lang)}"
    yield f"pathway: {_text(plan.pathway)}"
    yield f"status: {plan.status}"
    if plan.objective:
        yield "objective:"
        for part in plan.objective:
            yield f"  - {{name: {_text(part.name)}, value: {part.value}, bound: {part.bound}}}"
    if plan.taken:
        yield f"taken: [{', '.join(_text(i) for i in plan.taken)}]"
    if plan.note:
        yield f"note: {_text(plan.note)}"
    yield "offerings:"
    names = {c.id: c.name for c in pathway.courses} if pathway else {}
    for term in sorted({o.term for o in plan.offerings}):
        yield f"  # {label('plan.file_term', lang, term=term)}"
        for o in plan.in_term(term):
            parts = [f"course: {_text(o.course)}"]
            if o.course in names:
                parts.append(f"name: {_text(names[o.course])}")
            parts += [f"term: {o.term}", f"weekly: {o.weekly}", f"weeks: {o.weeks}", f"hours: {o.hours}"]
            if o.exam:
                parts.append("exam: true")
            yield f"  - {{{', '.join(parts)}}}"


def _text(value: str) -> str:
    # JSON strings are YAML strings, whatever is in them.
    return json.dumps(value, ensure_ascii=False)
