"""Plans of a school as one document: all pathways side by side, terms, workshops, objective and gap."""

from __future__ import annotations

from collections.abc import Iterable

from articulate.emitters.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Listing,
    PageSetup,
    Paragraph,
    Row,
    Table,
    row,
)
from articulate.emitters.school_text import (
    apart_lines,
    member_load,
    school_causes,
    school_lines,
    school_moves,
    taught,
    unmet_lines,
    word,
)
from articulate.emitters.words import plain_name, rounded
from articulate.i18n import Lang, label, show
from articulate.model.programme import Stage
from articulate.planning.joint import JointResult, WorkshopLoad
from articulate.planning.joint.result import QUIET
from articulate.planning.move import terms_phrase

TERMS = range(1, 11)


def school_document(result: JointResult, lang: Lang = "zh") -> Document:
    """Return the plans of a school as a document of four parts, each a sheet in a workbook.

    What moved stands first where plans were kept. Where there are no plans it says why.
    """
    title = word("table.title", lang, school=result.name)
    if not result.members:
        head, *more = school_lines(result, lang)
        return Document(title, (Paragraph(head, "lead"), *(Paragraph(line) for line in more)), lang)
    parts: list[tuple[str, tuple[Block, ...]]] = [
        ("courses", (_courses(result, lang),)),
        ("terms", (_terms(result, lang),)),
    ]
    if result.calm:
        parts.insert(0, ("moves", tuple(_moved(result, lang))))
    if result.loads:
        parts.append(("workshops", (_workshops(result, lang),)))
    parts.append(("goals", (_goals(result, lang), *_notes(result, lang))))
    blocks: list[Block] = []
    for name, content in parts:
        heading = word(f"table.{name}", lang)
        blocks += [PageSetup(heading, landscape=True), Heading(heading), *content]
    return Document(title, tuple(blocks), lang, subtitle=result.headline(lang))


def _moved(result: JointResult, lang: Lang) -> Iterable[Block]:
    """What moved against the kept plans, and what set it off."""
    heads = ("course", "who", "was", "now", "why")
    names = (label("moves.table.course", lang), *(word(f"moves.{n}", lang) for n in heads[1:]))
    rows = tuple(
        row(
            r.move.name,
            show(r.titles, lang),
            show(terms_phrase(r.move.before), lang),
            show(terms_phrase(r.move.after), lang),
            r.why,
        )
        for r in school_moves(result, lang)
    )
    columns = (Column(40, "left"), Column(30, "left"), Column(22), Column(22), Column(100, "left"))
    for member in result.members:
        if member.moves is not None:
            yield Paragraph(word("of", lang, pathway=member.title, what=member.moves.summary(lang)))
    fresh = tuple(m.title for m in result.members if m.moves is None)
    if fresh:
        yield Paragraph(word("moves.fresh", lang, pathways=fresh))
    if rows:
        yield Table(columns, (row(*names),), rows, freeze=1)
    causes = school_causes(result, lang)
    if causes:
        yield Heading(label("moves.causes", lang).rstrip("：:"), 2)
        yield Listing(tuple(causes), ordered=True)


def courses_table(result: JointResult, lang: Lang) -> list[tuple[bool, tuple[str, ...]]]:
    """Return the courses of all pathways: whether taught together, then name, hours and a cell each."""
    shared = {(c.course, k) for c in result.courses for k in c.members}
    rows: dict[tuple[bool, str, str, Stage, int], dict[str, str]] = {}
    for member in result.members:
        for course in member.pathway.courses:
            when = taught(member.plan, course.id, lang)
            if when:
                together = (course.id, member.key) in shared
                name = plain_name(member.pathway, course, lang)
                key = (together, course.id, name, course.stage, course.hours)
                rows.setdefault(key, {})[member.key] = when

    def place(key: tuple[bool, str, str, Stage, int]) -> tuple[object, ...]:
        together, course_id, name, stage, hours = key
        first = min(m.plan.terms_of(course_id)[0] for m in result.members if m.key in rows[key])
        holder = next(n for n, m in enumerate(result.members) if m.key in rows[key])
        return (not together, stage is Stage.HIGHER, first, holder, name, course_id, hours)

    nothing = word("when.not_taken", lang)
    return [
        (key[0], (key[2], str(key[4]), *(rows[key].get(m.key, nothing) for m in result.members)))
        for key in sorted(rows, key=place)
    ]


def _courses(result: JointResult, lang: Lang) -> Table:
    """One row for each course; what is taught together first."""
    width = max(30.0, 190.0 / len(result.members))
    columns = (Column(52, "left"), Column(14), *(Column(width, "left") for _ in result.members))
    head = row(word("table.course", lang), word("table.hours", lang), *(m.title for m in result.members))
    rows: list[Row] = []
    lines = courses_table(result, lang)
    for together, name in ((True, "shared"), (False, "own")):
        mine = [cells for is_shared, cells in lines if is_shared is together]
        if mine:
            rows.append(Row((Cell(word(f"table.{name}", lang), across=len(columns)),), "band"))
            rows += [row(c[0], int(c[1]), *c[2:]) for c in mine]
    return Table(columns, (head,), tuple(rows), notes=(word("table.course_note", lang),), freeze=2)


def _terms(result: JointResult, lang: Lang) -> Table:
    """Weekly hours, exams and courses of each term, for each pathway."""
    names = [word(f"table.{n}", lang) for n in ("weekly", "exams", "count")]
    columns = (
        Column(16),
        *(Column(16, heavy=k == 0) for _ in result.members for k in range(len(names))),
    )
    top = row(Cell(word("table.term", lang), down=2), *(Cell(m.title, across=3) for m in result.members))
    below = row(*(n for _ in result.members for n in names))
    rows = tuple(row(term, *(v for m in result.members for v in member_load(m, term))) for term in TERMS)
    return Table(columns, (top, below), rows, freeze=1)


def _workshops(result: JointResult, lang: Lang) -> Table:
    """Hours used and open of each workshop in each term; what is too much stands out."""
    found = {(w.workshop, w.term): w for w in result.loads}
    columns = (Column(44, "left"), *(Column(22) for _ in TERMS))
    rows = []
    for workshop in result.school.shared.workshops:
        cells = (_load(found.get((workshop.id, t))) for t in TERMS)
        rows.append(row(workshop.name, *cells))
    head = row(word("table.room", lang), *TERMS)
    return Table(columns, (head,), tuple(rows), notes=(word("table.room_note", lang),), freeze=1)


def _load(load: WorkshopLoad | None) -> Cell:
    if load is None:
        return Cell()
    return Cell(f"{rounded(load.total)}/{load.capacity}", tone="bad" if load.over else "")


def _goals(result: JointResult, lang: Lang) -> Table:
    """Each stage of the objective: of each pathway, in sum, its bound and the gap."""
    columns = (Column(52, "left"), *(Column(28) for _ in result.members), *(Column(20) for _ in range(3)))
    head = row(
        word("table.stage", lang),
        *(m.title for m in result.members),
        *(word(f"table.{n}", lang) for n in ("total", "bound", "gap")),
    )
    rows = tuple(
        row(
            label(f"plan.objective.{part.name}", lang),
            *(m.objective[number].value for m in result.members),
            part.value,
            part.bound,
            Cell(part.value - part.bound, tone="warn" if part.value > part.bound else ""),
        )
        for number, part in enumerate(result.objective)
        if part.name not in QUIET
    )
    return Table(columns, (head,), rows, notes=(word("table.goal_note", lang),), freeze=1)


def _notes(result: JointResult, lang: Lang) -> Iterable[Block]:
    """How it was planned, what is not shared, which wishes stay unmet."""
    for head, lines in (
        (word("table.frozen", lang), [s.text(lang) for s in result.steps]),
        (word("text.apart_head", lang), apart_lines(result, lang)),
        (word("text.unmet_head", lang), unmet_lines(result, lang)),
    ):
        if lines:
            yield Heading(head.rstrip("：:"), 2)
            yield Listing(tuple(lines), ordered=True)
