"""The ten-term table (教学进程安排表): courses with their terms, sums by category and by term."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import count

from articulate.emitters.document import Align, Cell, Column, Row, RowKind, Scalar, Table
from articulate.emitters.plan.book import NATURES, TERMS, Book, activities, nature, staged, word
from articulate.emitters.text import amount
from articulate.emitters.words import joined, requisite_text
from articulate.i18n import show
from articulate.model.programme import Course, CourseKind, Stage
from articulate.policy import usual_place

LETTERS = 8.0
"""Points; the ten-term table has two dozen columns on a landscape page."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A column of the ten-term table before the terms: heading, width, and what a course shows in it."""

    key: str
    width: float
    show: Callable[[Book, Course], Scalar]
    align: Align = "center"
    summed: bool = False


def _fields(book: Book) -> tuple[_Field, ...]:
    lang = book.lang
    fields = (
        _Field("code", 17, lambda b, c: c.code),
        _Field("course", 41, lambda b, c: c.name, "left"),
        _Field("nature", 10, lambda b, c: word(f"nature.{nature(c)}", lang)),
        _Field("stage", 10, lambda b, c: word(f"stage.{c.stage.value}", lang)),
        _Field("level", 9, lambda b, c: f"L{c.top_level}" if c.top_level else ""),
        _Field("requisites", 34, lambda b, c: requisite_text(b.pathway, c, lang), "left"),
        _Field("credits", 10, lambda b, c: c.credits, summed=True),
        _Field("hours", 11, lambda b, c: c.hours, summed=True),
        _Field("theory", 10, lambda b, c: c.theory, summed=True),
        _Field("practice", 10, lambda b, c: c.practice, summed=True),
        _Field("exam", 14, _assessed_by),
    )
    # A column that nobody fills would only look forgotten.
    return tuple(f for f in fields if f.key != "code" or any(c.code for c in book.pathway.courses))


def _assessed_by(book: Book, course: Course) -> str:
    """Return 考试 or 考查, with the terms where only some of several end in an examination."""
    offerings = book.plan.of(course.id)
    exams = [o.term for o in offerings if o.exam]
    if not (exams or (course.exam and not offerings)):
        return word("check", book.lang)
    if len(exams) == len(offerings):
        return word("exam", book.lang)
    return word("exam_in", book.lang, terms=tuple(exams))


def progress(book: Book) -> Table:
    """Return the ten-term table: a block for each category, and what every term comes to below."""
    fields = _fields(book)
    columns = (
        Column(8),
        Column(9),
        *(Column(f.width, f.align) for f in fields),
        *(Column(11, heavy=term == 7) for term in TERMS),
        Column(30, "left"),
    )
    numbers = count(1)
    rows: list[Row] = []
    for kind in CourseKind:
        rows += _block(book, fields, kind, numbers)
    counted = [c for c in book.pathway.courses if c.id in book.counted]
    rows += _closing(book, fields, counted)
    return Table(
        columns=columns,
        head=_progress_head(book, fields),
        rows=tuple(rows),
        notes=tuple(_progress_notes(book)),
        size=LETTERS,
        freeze=2 + next(i for i, f in enumerate(fields, start=1) if f.key == "course"),
    )


def _progress_head(book: Book, fields: Sequence[_Field]) -> tuple[Row, ...]:
    lang = book.lang

    def tall(key: str) -> Cell:
        return Cell(word(f"column.{key}", lang), down=3)

    inside = ("hours", "theory", "practice")
    top: list[Cell] = [tall("number"), tall("kind")]
    for field in fields:
        if field.key == "hours":
            top.append(Cell(word("column.all_hours", lang), across=3))
        elif field.key not in inside:
            top.append(tall(field.key))
    top += [
        Cell(word("column.secondary", lang), across=6),
        Cell(word("column.higher", lang), across=4),
        tall("remark"),
    ]
    years = [Cell(word(f"year.{y}", lang), across=2) for y in range(1, 6)]
    middle = [*(Cell(word(f"column.{k}", lang), down=2) for k in inside), *years]
    bottom = [Cell(word("term_head", lang, term=t, weeks=book.teaching(t))) for t in TERMS]
    return Row(tuple(top)), Row(tuple(middle)), Row(tuple(bottom))


def _block(book: Book, fields: Sequence[_Field], kind: CourseKind, numbers: Iterator[int]) -> list[Row]:
    """Return the rows of one category: its courses by nature, stage and term, and its sums."""
    courses = [c for c in book.pathway.courses if c.kind is kind and _shown(book, c)]
    if not courses:
        return []
    counted = book.counted
    groups = [(n, [c for c in courses if nature(c) == n]) for n in NATURES]
    groups = [(n, cs) for n, cs in groups if cs]
    body: list[tuple[RowKind, list[Cell]]] = []
    for name, some in groups:
        for course in sorted(some, key=lambda c: _place(book, c)):
            body.append(("body", [Cell(next(numbers)), *_course_cells(book, fields, course)]))
        if len(groups) > 1:
            words = word("subtotal_of", book.lang, nature=word(f"nature.{name}", book.lang))
            body.append(
                ("subtotal", [Cell(), *_sum_cells(book, fields, words, [c for c in some if c.id in counted])])
            )
    words = word("subtotal", book.lang)
    counting = [c for c in courses if c.id in counted]
    body.append(("subtotal", [Cell(), *_sum_cells(book, fields, words, counting, bold=True)]))
    category = Cell(show(kind, book.lang), down=len(body), upright=True, bold=True)
    rows = []
    for number, (row_kind, cells) in enumerate(body):
        before = [cells[0], category] if number == 0 else [cells[0]]
        rows.append(Row((*before, *cells[1:]), row_kind))
    return rows


def _shown(book: Book, course: Course) -> bool:
    """Whether a course stands in the table: it counts, is offered, or could have been chosen."""
    return course.id in book.counted or course.id in book.plan.courses or book.group(course) is not None


def _place(book: Book, course: Course) -> tuple[bool, bool, int, int, str]:
    """Sort key within a category: stage, what counts first, the usual order or the first term, id."""
    terms = book.plan.terms_of(course.id)
    usual = usual_place(course) if course.kind is CourseKind.GENERAL else 0
    counts = course.id in book.counted
    return (course.stage is Stage.HIGHER, not counts, usual, terms[0] if terms else 99, course.id)


def _course_cells(book: Book, fields: Sequence[_Field], course: Course) -> list[Cell]:
    counts = course.id in book.counted

    def cell(value: Scalar) -> Cell:
        return Cell(value, tone="" if counts else "muted")

    cells = []
    for field in fields:
        value = field.show(book, course)
        bracketed = field.summed and not counts
        cells.append(cell(f"({show(value, book.lang)})" if bracketed else value))
    cells += [cell(_term_cell(book, course, term)) for term in TERMS]
    cells.append(cell(joined(_remarks(book, course), book.lang)))
    return cells


def _term_cell(book: Book, course: Course, term: int) -> str | None:
    """Return what a course does in a term as schools write it: ``4/18W``, or ``2W`` for whole weeks."""
    offerings = [o for o in book.plan.of(course.id) if o.term == term]
    return "\n".join(map(amount, offerings)) or None


def _sum_cells(
    book: Book, fields: Sequence[_Field], words: str, courses: Sequence[Course], *, bold: bool = False
) -> list[Cell]:
    """Return the sums of some courses; in the terms stand the weekly hours they take together."""
    first = next(i for i, f in enumerate(fields) if f.summed)
    text = word("sum_label", book.lang, words=words, count=len(courses))
    cells = [Cell(text, across=first, align="center", bold=bold)]
    for field in fields[first:]:
        cells.append(Cell(_total(field, courses) if field.summed else None, bold=bold))
    cells += [Cell(book.weekly(courses, term), bold=bold) for term in TERMS]
    return [*cells, Cell()]


def _total(field: _Field, courses: Iterable[Course]) -> int | Decimal:
    if field.key == "credits":
        return sum((c.credits for c in courses), Decimal(0))
    return sum({"hours": c.hours, "theory": c.theory, "practice": c.practice}[field.key] for c in courses)


def _closing(book: Book, fields: Sequence[_Field], courses: Sequence[Course]) -> list[Row]:
    """Return the last rows: for each term lessons a week, whole weeks, examinations and hours; the sum."""
    first = next(i for i, f in enumerate(fields) if f.summed)
    lang = book.lang

    def closing(key: str, per_term: Sequence[Scalar], sums: Mapping[str, Scalar], **values: object) -> Row:
        cells = [Cell(word(f"closing.{key}", lang, **values), across=2 + first, align="center")]
        cells += [Cell(sums.get(f.key)) for f in fields[first:]]
        cells += [Cell(v) for v in per_term]
        return Row((*cells, Cell()), "total")

    everything = {t: book.offered(courses, t) for t in TERMS}
    blocks = [sum(o.weeks for o in everything[t] if o.block) for t in TERMS]
    exams = [sum(o.exam for o in everything[t]) for t in TERMS]
    hours = [sum(o.hours for o in everything[t]) for t in TERMS]
    sums = {f.key: _total(f, courses) for f in fields if f.summed}
    return [
        closing("weekly", [book.weekly(courses, t) for t in TERMS], {}),
        closing("blocks", [b or None for b in blocks], {}),
        closing("exams", [e or None for e in exams], {"exam": sum(exams)}),
        closing("total", hours, sums, count=len(courses)),
    ]


def _remarks(book: Book, course: Course) -> Iterable[str]:
    """Yield the remarks of a course: its elective group, what decisions made of it, sums that differ."""
    lang = book.lang
    group = book.group(course)
    if group:
        yield word("remark.group", lang, name=group.name, of=len(group.courses), take=group.take)
    if course.id not in book.counted:
        yield word("remark.not_counted", lang)
    yield from _decided(book, course)
    offerings = book.plan.of(course.id)
    planned = sum(o.hours for o in offerings)
    if course.id in book.counted and not offerings:
        yield word("remark.not_planned", lang)
    elif offerings and planned != course.hours:
        yield word("remark.other_sum", lang, hours=planned)


def _decided(book: Book, course: Course) -> Iterable[str]:
    lang = book.lang
    for decision in book.pathway.decisions:
        kind, action = decision.kind, decision.action
        if kind == "merge" and action.into == course.id:
            names = staged(book.pathway, (i for i in action.absorb if i != course.id), lang)
            yield word("remark.merge", lang, names=names)
        elif kind == "bridge" and action.id == course.id:
            yield word("remark.bridge", lang)
        elif kind == "split" and any(p.id == course.id for p in action.into):
            yield word("remark.split", lang, names=staged(book.pathway, (action.course,), lang))
        elif kind == "trim" and action.course == course.id:
            yield word("remark.trim", lang)


def _progress_notes(book: Book) -> Iterable[str]:
    lang = book.lang
    yield word("note.cells", lang)
    yield word("note.weekly", lang)
    if any(book.group(c) and c.id not in book.counted for c in book.pathway.courses):
        yield word("note.brackets", lang)
    outside = tuple(_in_terms(book, name) for name in activities(book))
    if outside:
        yield word("note.outside", lang, names=outside)


def _in_terms(book: Book, activity: str) -> str:
    """Return an activity with its terms: both stages may begin and end with one of the same name."""
    terms = tuple(
        t.term for t in book.pathway.calendar.terms if any(a.name == activity for a in t.activities)
    )
    return word("note.activity", book.lang, name=activity, terms=terms)
