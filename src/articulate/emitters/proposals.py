"""Proposed decisions as lines of text, for a terminal and beside the tables of a notebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from articulate.findings import Finding
from articulate.i18n import Lang, label
from articulate.improving import Improvement, Left, Mended, Proposal


def improvement_head(improvement: Improvement, lang: Lang = "zh") -> str:
    """Return in one line how many proposals there are, and what was found before."""
    before = improvement.before
    key = "improve.head" if improvement.proposals else "improve.none"
    name = before.title or before.pathway
    return label(key, lang, pathway=name, count=len(improvement.proposals), **before.totals())


def improvement_lines(improvement: Improvement, listed: Sequence[Proposal], lang: Lang = "zh") -> list[str]:
    """Return some of the proposals with all they do, and then what no decision mends."""
    out = [improvement_head(improvement, lang), ""]
    for one in listed:
        out += [*_proposal(one, lang), ""]
    if improvement.left:
        out += [label("improve.left_head", lang), *_left(improvement.left, lang), ""]
    return out


def _proposal(one: Proposal, lang: Lang) -> Iterator[str]:
    called = label("improve.called", lang, name=one.name)
    yield f"{one.rank}. [{one.kinds(lang)}] {one.hours(lang)}{called}"
    yield from (f"    {text}" for text in one.says(lang))
    head = label("improve.settles" if one.accepts else "improve.removes", lang)
    yield from (f"    {head}{_told(f, lang)}" for f in one.removes)
    yield from (f"    {label('improve.adds', lang)}{_told(f, lang)}" for f in one.adds)
    yield from (f"    {label('improve.still', lang)}{text}" for text in one.remarks(lang))


def _told(finding: Finding, lang: Lang) -> str:
    return f"{finding.code} {label(finding.severity, lang)}{label('cli.colon', lang)}{finding.text(lang)}"


def mended_lines(mended: Mended, lang: Lang = "zh") -> list[str]:
    """Return what a set of proposals comes to, line by line."""
    if not mended.proposals:
        out = [label("improve.all_none", lang)]
    else:
        numbers = ",".join(str(p.rank) for p in mended.proposals)
        sizes = {"count": len(mended.proposals), "errors": mended.removed}
        hours = {"decisions": len(mended.decisions), "hours": mended.hours_freed}
        how = "small"
        if mended.smallest:
            how = "smallest" if len(mended.proposals) > 1 else "one"
        out = [
            label("improve.all_head", lang, numbers=numbers, **sizes, **hours),
            label(f"improve.all_how.{how}", lang, **sizes),
            label("improve.all_after", lang, **mended.after.totals()),
        ]
    if mended.left:
        out.append(label("improve.all_left", lang))
        out += _left(mended.left, lang)
    if not mended.proposals:
        return out
    if mended.plan.plan is not None:
        status = label(f"improve.status.{mended.plan.status}", lang)
        out.append(label("improve.plans", lang, status=status))
    elif mended.plan.conflict is None:
        out.append(label("improve.plans_unknown", lang))
    else:
        out.append(label("improve.plans_not", lang))
        out += [f"  · {reason.text(lang)}" for reason in mended.plan.conflict.reasons]
    return out


def _left(left: Iterable[Left], lang: Lang) -> Iterator[str]:
    for one in left:
        yield f"  {_told(one.finding, lang)}"
        yield f"    {label('improve.left_why', lang)}{one.text(lang)}"
