"""How hours were counted, what was decided, and where the plan comes from (说明)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from articulate.emitters.document import Block, Column, KeyValues, Listing, Paragraph, Scalar, Table, row
from articulate.emitters.plan.book import Book, staged, word
from articulate.emitters.words import inner, joined, numbered, rounded
from articulate.i18n import Lang, label, show
from articulate.model.decision import Accept, Bridge, Decision, Merge, Move
from articulate.model.pathway import Pathway
from articulate.model.programme import CourseKind, Delivery, Stage
from articulate.policy import Assessment, Policy, measured_courses


def notes(book: Book, policy: Policy, assessed: Sequence[Assessment]) -> tuple[Block, ...]:
    """Return how hours were counted, how good the plan is, what was decided, and where it comes from."""
    pathway, lang = book.pathway, book.lang
    notice = pathway.pilot.notice if pathway.pilot else None
    cited = {(p.document, p.title) for p in (a.provision for a in assessed) if p.verified}
    cited |= {(p.document, p.title) for p in policy if p.document == notice}
    sources = [
        word("notes.document" if number else "notes.title", lang, number=number, title=inner(title))
        for number, title in sorted(cited)
    ]
    parts: dict[str, Block | None] = {
        "status": KeyValues(tuple(_status(book))),
        "conversion": Listing(tuple(_conversions(book, policy)), ordered=True),
        "decisions": _decisions(book) if pathway.decisions else None,
        "sources": Listing((*sources, *_origins(book)), ordered=True),
    }
    blocks: list[Block] = []
    for name, block in parts.items():
        if block is not None:
            title = numbered(len(blocks) // 2 + 1, word(f"notes.{name}", lang), lang)
            blocks += [Paragraph(title, "lead"), block]
    return tuple(blocks)


def _status(book: Book) -> Iterable[tuple[str, Scalar]]:
    """Yield the status of the plan in a word; the figures behind it are in ``plan.yaml`` and the page."""
    plan, lang = book.plan, book.lang
    yield word("notes.state", lang), label(f"plan.status.{plan.status}", lang)
    if plan.note:
        yield word("notes.note", lang), plan.note


def _conversions(book: Book, policy: Policy) -> Iterable[str]:
    """Yield how hours and credits were counted: what the table shows, then what the documents say."""
    lang = book.lang
    yield word("notes.weekly", lang)
    for stage in Stage:
        courses = measured_courses(book.pathway, stage, book.plan)
        # National courses with figures of their own (军事技能, 形势与政策) would only blur the range.
        courses = tuple(c for c in courses if c.kind is not CourseKind.GENERAL)
        per_week = {Fraction(c.hours, c.weeks) for c in courses if c.delivery is Delivery.BLOCK and c.weeks}
        if per_week:
            yield word("notes.block", lang, stage=stage, range=_range(per_week))
        weekly = [c for c in courses if c.delivery is Delivery.WEEKLY and c.credits and c.hours]
        per_credit = {Fraction(c.hours) / Fraction(c.credits) for c in weekly}
        if per_credit:
            yield word("notes.credit", lang, stage=stage, range=_range(per_credit))
    for measure in ("hours_per_credit", "credits_per_week", "hours_per_internship_week"):
        for provision in policy.of(measure=measure):
            yield word("notes.rule", lang, text=provision.text(lang), basis=provision.cite(lang))


def _range(values: Iterable[Fraction]) -> str:
    """Return the least and the greatest of some figures, or the one they share."""
    low, high = min(values := tuple(values)), max(values)
    return show(rounded(low)) if low == high else f"{show(rounded(low))}—{show(rounded(high))}"


def _decisions(book: Book) -> Table:
    """Return the decisions of the joint group that the plan carries out, in their order."""
    pathway, lang = book.pathway, book.lang
    rows = []
    for number, decision in enumerate(pathway.decisions, start=1):
        words = label(f"labels.Decision.{decision.kind}", lang)
        rows.append(row(number, words, joined(_courses_of(pathway, decision, lang), lang), decision.reason))
    keys = ("number", "decision", "courses", "reason")
    return Table(
        columns=(Column(14), Column(28), Column(50, "left"), Column(94, "left")),
        head=(row(*(word(f"column.{k}", lang) for k in keys)),),
        rows=tuple(rows),
        size=9.5,
    )


def _courses_of(pathway: Pathway, decision: Decision, lang: Lang) -> tuple[str, ...]:
    """Return the courses that a decision speaks of, with their stages."""
    action = decision.action
    if isinstance(action, Bridge):
        return (action.name,)
    if isinstance(action, Merge):
        return staged(pathway, dict.fromkeys((action.into, *action.absorb)), lang)
    if isinstance(action, Accept):
        return staged(pathway, action.courses, lang)
    ids = (action.course, *([action.to] if isinstance(action, Move) and action.to else []))
    return staged(pathway, ids, lang)


def _origins(book: Book) -> Iterable[str]:
    """Yield how sure the contents are: how many courses from public sources, drafted, confirmed."""
    courses = [c for c in book.pathway.courses if c.id in book.counted]
    of = {s: sum(c.origin.status == s for c in courses) for s in ("sourced", "draft", "school")}
    yield word("notes.origins", book.lang, count=len(courses), **of)
    if book.pathway.origin_note:
        yield book.pathway.origin_note
