"""The teaching plan as the table that schools file (教学进程安排表), with its companions.

The ten-term table, the allocation of weeks (教学周数分配表), hours and credits with the figure of the
rule beside each share (学时学分统计表), every rule with its document, and notes. Rows that are left out of
the sums stand in brackets; everything else adds up, and every number is a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import count

from articulate.emitters.document import (
    Align,
    Block,
    Cell,
    Column,
    Document,
    Heading,
    KeyValues,
    Listing,
    PageSetup,
    Paragraph,
    Row,
    RowKind,
    Scalar,
    Table,
    Tone,
    row,
)
from articulate.emitters.text import amount
from articulate.emitters.words import (
    found_courses,
    inner,
    joined,
    numbered,
    pair_name,
    parties,
    requisite_text,
    rounded,
    staged_name,
)
from articulate.i18n import Lang, label, show
from articulate.model.decision import Accept, Bridge, Decision, Merge, Move
from articulate.model.pathway import Pathway
from articulate.model.plan import Offering, TeachingPlan
from articulate.model.programme import Course, CourseKind, Delivery, ElectiveGroup, Stage
from articulate.policy import (
    Assessment,
    Policy,
    Verdict,
    assess,
    measured_courses,
    place,
    work_internships,
)

TERMS = range(1, 11)
NATURES = ("required", "limited", "free")
UPRIGHT = ("statistics", "notes")
"""Parts on upright pages; the others lie on their side."""
MARGINS = (16.0, 11.0, 15.0, 11.0)
"""Millimetres: tables need the width more than the eye needs white."""
LETTERS = 8.0
"""Points; the ten-term table has two dozen columns on a landscape page."""


def plan_document(pathway: Pathway, plan: TeachingPlan, policy: Policy, lang: Lang = "zh") -> Document:
    """Return the teaching plan as a document of five parts, each a sheet in a workbook.

    What counts are the required courses and the electives that the plan takes. Hours of a course are
    those of the programme; where the terms of the plan give another sum, its remark says so.
    """
    book = _Book(pathway, plan, lang)
    assessed = assess(pathway, policy, plan)
    blocks: list[Block] = []
    for name, content in (
        ("progress", (_progress(book),)),
        ("weeks", (_weeks(book),)),
        ("statistics", (_statistics(book, assessed),)),
        ("rules", (_rules(assessed, lang),) if assessed else ()),
        ("notes", _notes(book, policy, assessed)),
    ):
        if not content:
            continue
        blocks += [
            PageSetup(_word(f"sheet.{name}", lang), name not in UPRIGHT, MARGINS),
            Heading(_word(f"heading.{name}", lang)),
            *content,
        ]
    return Document(
        title=_word("title", lang, pair=pair_name(pathway, lang), mode=_word(f"mode.{pathway.mode}", lang)),
        subtitle=parties(pathway, lang),
        blocks=tuple(blocks),
        lang=lang,
    )


def _word(key: str, lang: Lang, **values: object) -> str:
    return label(f"documents.plan.{key}", lang, **values)


def nature(course: Course) -> str:
    """Return 必修, 限选 or 任选 as a key: ``required``, ``limited``, ``free``."""
    return "required" if course.required else (course.elective or "limited")


@dataclass(frozen=True)
class _Book:
    """The plan with what every table asks of it."""

    pathway: Pathway
    plan: TeachingPlan
    lang: Lang

    @cached_property
    def counted(self) -> frozenset[str]:
        """Courses that count: required ones, and the electives taken."""
        return frozenset(c.id for stage in Stage for c in measured_courses(self.pathway, stage, self.plan))

    def teaching(self, term: int) -> int:
        """Weeks with lessons in a term: those that whole weeks of practice leave."""
        return self.pathway.calendar.term(term).lessons(sum(o.weeks for o in self.whole_weeks(term)))

    def whole_weeks(self, term: int) -> tuple[Offering, ...]:
        """Offerings that fill whole weeks of practice; what is given in activity weeks is no such thing."""
        away = {c.id for c in self.pathway.courses if c.activity}
        return tuple(o for o in self.plan.in_term(term) if o.block and o.course not in away)

    def group(self, course: Course) -> ElectiveGroup | None:
        """The elective group of a course."""
        return next((g for g in self.pathway.electives if course.id in g.courses), None)

    def offered(self, courses: Iterable[Course], term: int) -> list[Offering]:
        """Offerings of some courses in a term."""
        ids = {c.id for c in courses}
        return [o for o in self.plan.in_term(term) if o.course in ids]

    def weekly(self, courses: Iterable[Course], term: int) -> int | Decimal | None:
        """Mean lesson hours a week over the teaching weeks of a term; ``None`` where there are none."""
        hours = sum(o.hours for o in self.offered(courses, term) if not o.block)
        weeks = self.teaching(term)
        return rounded(Fraction(hours, weeks)) if hours and weeks else None


# ---- 教学进程安排表 ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Field:
    """A column of the ten-term table before the terms: heading, width, and what a course shows in it."""

    key: str
    width: float
    show: Callable[[_Book, Course], Scalar]
    align: Align = "center"
    summed: bool = False


def _fields(book: _Book) -> tuple[_Field, ...]:
    lang = book.lang
    fields = (
        _Field("code", 17, lambda b, c: c.code),
        _Field("course", 41, lambda b, c: c.name, "left"),
        _Field("nature", 10, lambda b, c: _word(f"nature.{nature(c)}", lang)),
        _Field("stage", 10, lambda b, c: _word(f"stage.{c.stage.value}", lang)),
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


def _assessed_by(book: _Book, course: Course) -> str:
    """Return 考试 or 考查, with the terms where only some of several end in an examination."""
    offerings = book.plan.of(course.id)
    exams = [o.term for o in offerings if o.exam]
    if not (exams or (course.exam and not offerings)):
        return _word("check", book.lang)
    if len(exams) == len(offerings):
        return _word("exam", book.lang)
    return _word("exam_in", book.lang, terms=tuple(exams))


def _progress(book: _Book) -> Table:
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


def _progress_head(book: _Book, fields: Sequence[_Field]) -> tuple[Row, ...]:
    lang = book.lang

    def tall(key: str) -> Cell:
        return Cell(_word(f"column.{key}", lang), down=3)

    inside = ("hours", "theory", "practice")
    top: list[Cell] = [tall("number"), tall("kind")]
    for field in fields:
        if field.key == "hours":
            top.append(Cell(_word("column.all_hours", lang), across=3))
        elif field.key not in inside:
            top.append(tall(field.key))
    top += [
        Cell(_word("column.secondary", lang), across=6),
        Cell(_word("column.higher", lang), across=4),
        tall("remark"),
    ]
    years = [Cell(_word(f"year.{y}", lang), across=2) for y in range(1, 6)]
    middle = [*(Cell(_word(f"column.{k}", lang), down=2) for k in inside), *years]
    bottom = [Cell(_word("term_head", lang, term=t, weeks=book.teaching(t))) for t in TERMS]
    return Row(tuple(top)), Row(tuple(middle)), Row(tuple(bottom))


def _block(book: _Book, fields: Sequence[_Field], kind: CourseKind, numbers: Iterator[int]) -> list[Row]:
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
            words = _word("subtotal_of", book.lang, nature=_word(f"nature.{name}", book.lang))
            body.append(
                ("subtotal", [Cell(), *_sum_cells(book, fields, words, [c for c in some if c.id in counted])])
            )
    words = _word("subtotal", book.lang)
    counting = [c for c in courses if c.id in counted]
    body.append(("subtotal", [Cell(), *_sum_cells(book, fields, words, counting, bold=True)]))
    category = Cell(show(kind, book.lang), down=len(body), upright=True, bold=True)
    rows = []
    for number, (row_kind, cells) in enumerate(body):
        before = [cells[0], category] if number == 0 else [cells[0]]
        rows.append(Row((*before, *cells[1:]), row_kind))
    return rows


def _shown(book: _Book, course: Course) -> bool:
    """Whether a course stands in the table: it counts, is offered, or could have been chosen."""
    return course.id in book.counted or course.id in book.plan.courses or book.group(course) is not None


def _place(book: _Book, course: Course) -> tuple[bool, bool, int, str]:
    """Sort key within a category: stage, what counts first, first term, id."""
    terms = book.plan.terms_of(course.id)
    return (course.stage is Stage.HIGHER, course.id not in book.counted, terms[0] if terms else 99, course.id)


def _course_cells(book: _Book, fields: Sequence[_Field], course: Course) -> list[Cell]:
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


def _term_cell(book: _Book, course: Course, term: int) -> str | None:
    """Return what a course does in a term as schools write it: ``4/18W``, or ``2W`` for whole weeks."""
    offerings = [o for o in book.plan.of(course.id) if o.term == term]
    return "\n".join(map(amount, offerings)) or None


def _sum_cells(
    book: _Book, fields: Sequence[_Field], words: str, courses: Sequence[Course], *, bold: bool = False
) -> list[Cell]:
    """Return the sums of some courses; in the terms stand the weekly hours they take together."""
    first = next(i for i, f in enumerate(fields) if f.summed)
    text = _word("sum_label", book.lang, words=words, count=len(courses))
    cells = [Cell(text, across=first, align="center", bold=bold)]
    for field in fields[first:]:
        cells.append(Cell(_total(field, courses) if field.summed else None, bold=bold))
    cells += [Cell(book.weekly(courses, term), bold=bold) for term in TERMS]
    return [*cells, Cell()]


def _total(field: _Field, courses: Iterable[Course]) -> int | Decimal:
    if field.key == "credits":
        return sum((c.credits for c in courses), Decimal(0))
    return sum({"hours": c.hours, "theory": c.theory, "practice": c.practice}[field.key] for c in courses)


def _closing(book: _Book, fields: Sequence[_Field], courses: Sequence[Course]) -> list[Row]:
    """Return the last rows: for each term lessons a week, whole weeks, examinations and hours; the sum."""
    first = next(i for i, f in enumerate(fields) if f.summed)
    lang = book.lang

    def closing(key: str, per_term: Sequence[Scalar], sums: Mapping[str, Scalar], **values: object) -> Row:
        cells = [Cell(_word(f"closing.{key}", lang, **values), across=2 + first, align="center")]
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


def _remarks(book: _Book, course: Course) -> Iterable[str]:
    """Yield the remarks of a course: its elective group, what decisions made of it, sums that differ."""
    lang = book.lang
    group = book.group(course)
    if group:
        yield _word("remark.group", lang, name=group.name, of=len(group.courses), take=group.take)
    if course.id not in book.counted:
        yield _word("remark.not_counted", lang)
    yield from _decided(book, course)
    offerings = book.plan.of(course.id)
    planned = sum(o.hours for o in offerings)
    if course.id in book.counted and not offerings:
        yield _word("remark.not_planned", lang)
    elif offerings and planned != course.hours:
        yield _word("remark.other_sum", lang, hours=planned)


def _decided(book: _Book, course: Course) -> Iterable[str]:
    lang = book.lang
    for decision in book.pathway.decisions:
        kind, action = decision.kind, decision.action
        if kind == "merge" and action.into == course.id:
            names = _staged(book.pathway, (i for i in action.absorb if i != course.id), lang)
            yield _word("remark.merge", lang, names=names)
        elif kind == "bridge" and action.id == course.id:
            yield _word("remark.bridge", lang)
        elif kind == "split" and any(p.id == course.id for p in action.into):
            yield _word("remark.split", lang, names=_staged(book.pathway, (action.course,), lang))
        elif kind == "trim" and action.course == course.id:
            yield _word("remark.trim", lang)


def _progress_notes(book: _Book) -> Iterable[str]:
    lang = book.lang
    yield _word("note.cells", lang)
    yield _word("note.weekly", lang)
    if any(book.group(c) and c.id not in book.counted for c in book.pathway.courses):
        yield _word("note.brackets", lang)
    outside = _activities(book)
    if outside:
        yield _word("note.outside", lang, names=outside)


# ---- 教学周数分配表 ------------------------------------------------------------------------------------


def _activities(book: _Book) -> tuple[str, ...]:
    """Names of all activities of the calendar, in order of first appearance."""
    return tuple(dict.fromkeys(a.name for t in book.pathway.calendar.terms for a in t.activities))


def _weeks(book: _Book) -> Table:
    """Return the allocation of weeks. The parts of every row add up to its last number."""
    lang, names = book.lang, _activities(book)
    rest = ("training", "internship", "spare", "exam_weeks", "teaching", "total")
    lines = {t: _week_line(book, t, names) for t in TERMS}
    rows: list[Row] = []
    for stage in Stage:
        for term in stage.terms:
            rows.append(row(_word("term_name", lang, term=term), *(n or None for n in lines[term])))
        rows.append(
            row(
                _word("stage_sum", lang, stage=stage),
                *(sum(c) or None for c in zip(*(lines[t] for t in stage.terms), strict=True)),
                kind="subtotal",
            )
        )
    rows.append(
        row(
            _word("five_sum", lang),
            *(sum(c) or None for c in zip(*lines.values(), strict=True)),
            kind="total",
        )
    )
    heads = (_word("column.term", lang), *names, *(_word(f"column.{k}", lang) for k in rest))
    width = min(26.0, 240 / (len(heads) - 1))
    return Table(
        columns=(Column(34), *(Column(width) for _ in heads[1:])),
        head=(row(*heads),),
        rows=tuple(rows),
        notes=tuple(_week_notes(book, lines)),
        size=10,
        freeze=1,
    )


def _week_line(book: _Book, term: int, names: Sequence[str]) -> tuple[int, ...]:
    """Return the weeks of a term: activities, training, internship, spare, examinations, lessons, all.

    Whole weeks come from the plan; what they leave of the weeks that the calendar keeps for them is spare.
    """
    calendar = book.pathway.calendar.term(term)
    activities = [sum(a.weeks for a in calendar.activities if a.name == n) for n in names]
    placements = {i.course for i in book.pathway.internships}
    placements |= {c.id for stage in Stage for c, _ in work_internships(book.pathway, stage)}
    blocks, lessons = book.whole_weeks(term), book.teaching(term)
    internship = sum(o.weeks for o in blocks if o.course in placements)
    training = sum(o.weeks for o in blocks) - internship
    spare = calendar.weeks - sum(activities) - training - internship - calendar.exam - lessons
    return (*activities, training, internship, spare, calendar.exam, lessons, calendar.weeks)


def _week_notes(book: _Book, lines: dict[int, tuple[int, ...]]) -> Iterable[str]:
    yield _word("note.weeks", book.lang)
    over = tuple(t for t, line in lines.items() if line[-4] < 0)
    if over:
        yield _word("note.over", book.lang, terms=over)


# ---- 学时学分统计表 ------------------------------------------------------------------------------------


MEASURED = {
    "kind.general": ("public_basic_share",),
    "kind.core": ("core_courses",),
    "electives": ("elective_share",),
    "practice": ("practice_share",),
    "sum": ("total_hours", "total_credits"),
}
"""The rows of the statistics that a measure of the policy speaks of."""


def _statistics(book: _Book, assessed: Sequence[Assessment]) -> Table:
    """Return hours and credits by category for each stage and the five years, each share beside its rule."""
    lang = book.lang
    rows: list[Row] = []
    for stage in (*Stage, None):
        courses = measured_courses(book.pathway, stage, book.plan)
        mine = [a for a in assessed if a.stage is stage]
        lines = [
            (words, _share_cells(key, some, courses), _ruled(key, mine), kind)
            for key, words, some, kind in _statistic_lines(courses, lang)
        ]
        height = sum(max(1, len(rules)) for *_, rules, _ in lines)
        first: tuple[Cell, ...] = (Cell(show(place(stage), lang), down=height, bold=True),)
        for words, values, rules, kind in lines:
            down = max(1, len(rules))
            cells = [Cell(v, down=down) for v in (words, *values)]
            for number, verdict in enumerate(rules or [None]):
                start = (*first, *cells) if number == 0 else ()
                rows.append(Row((*start, *_verdict_cells(verdict, lang)), kind))
                first = ()
    keys = ("kind", "count", "credits", "credit_share", "hours", "hour_share", "theory", "practice")
    return Table(
        columns=(
            Column(12),
            Column(36, "left"),
            *(Column(w) for w in (11, 13, 14, 14, 14, 12, 12, 14)),
            Column(52, "left"),
            Column(16),
        ),
        head=(
            row(
                _word("column.stage", lang),
                *(_word(f"column.{k}", lang) for k in keys),
                _word("column.practice_share", lang),
                _word("column.rule", lang),
                _word("column.verdict", lang),
            ),
        ),
        rows=tuple(rows),
        notes=(_word("note.statistics", lang),),
        size=9,
        freeze=2,
    )


def _statistic_lines(
    courses: Sequence[Course], lang: Lang
) -> Iterable[tuple[str, str, list[Course], RowKind]]:
    """Yield key, words, courses and kind of each row of one stage."""
    for kind in CourseKind:
        some = [c for c in courses if c.kind is kind]
        yield f"kind.{kind.value}", show(kind, lang), some, "body"
        natures = [n for n in NATURES if any(nature(c) == n for c in some)]
        if len(natures) > 1:
            for name in natures:
                words = _word("of_which", lang, nature=_word(f"nature.{name}", lang))
                yield "nature", words, [c for c in some if nature(c) == name], "body"
    yield "sum", _word("sum", lang), list(courses), "total"
    yield "electives", _word("all_electives", lang), [c for c in courses if not c.required], "subtotal"
    yield "practice", _word("all_practice", lang), list(courses), "subtotal"


def _share_cells(key: str, some: Sequence[Course], courses: Sequence[Course]) -> list[Scalar]:
    """Return count, credits and hours with their shares; of the practice row only what is practice."""
    hours, practice = sum(c.hours for c in some), sum(c.practice for c in some)
    all_hours = sum(c.hours for c in courses)
    if key == "practice":
        share = Fraction(practice, all_hours) if all_hours else None
        return [None, None, None, practice, share, None, practice, share]
    credits = sum((c.credits for c in some), Decimal(0))
    all_credits = sum((c.credits for c in courses), Decimal(0))
    return [
        len(some),
        credits,
        Fraction(credits) / Fraction(all_credits) if all_credits else None,
        hours,
        Fraction(hours, all_hours) if all_hours else None,
        hours - practice,
        practice,
        Fraction(practice, hours) if hours else None,
    ]


def _ruled(key: str, assessed: Iterable[Assessment]) -> list[Assessment]:
    """Return what the rules say of a row, each figure once.

    What is only for reference is left to the table of rules, unless nothing else speaks of the row.
    """
    found = [a for a in assessed if a.provision.measure in MEASURED.get(key, ())]
    binding = [a for a in found if a.verdict is not Verdict.REFERENCE] or found
    return list({show(a.provision.bound): a for a in binding}.values())


def _verdict_cells(one: Assessment | None, lang: Lang) -> tuple[Cell, Cell]:
    """Return the figure of a rule, and how the row stands against it."""
    if one is None:
        return Cell(), Cell()
    verdict = Cell(show(one.verdict, lang), tone=VERDICTS[one.verdict], bold=True)
    return Cell(show(one.provision.bound, lang)), verdict


VERDICTS: dict[Verdict, Tone] = {Verdict.UNMET: "bad", Verdict.MET: "good", Verdict.REFERENCE: "muted"}
"""How verdicts are shown."""


def _rules(assessed: Sequence[Assessment], lang: Lang) -> Table:
    """Return every rule with a figure beside what the plan comes to, with its document."""
    rows = []
    for number, one in enumerate(assessed, start=1):
        measure = show(one.measure, lang)
        if one.year:
            measure = _word("in_year", lang, measure=measure, year=one.year)
        rows.append(
            row(
                number,
                show(place(one.stage), lang),
                measure,
                _measured(one, lang),
                show(one.provision.bound, lang),
                Cell(show(one.verdict, lang), tone=VERDICTS[one.verdict], bold=True),
                one.provision.cite_in_full(lang),
            )
        )
    keys = ("number", "stage", "measure", "measured", "rule", "verdict", "basis")
    widths = (12, 18, 48, 26, 54, 20, 99)
    return Table(
        columns=tuple(
            Column(w, "left" if k in ("measure", "rule", "basis") else "center")
            for k, w in zip(keys, widths, strict=True)
        ),
        head=(row(*(_word(f"column.{k}", lang) for k in keys)),),
        rows=tuple(rows),
        notes=(_word("note.rules", lang),),
        size=9.5,
        freeze=3,
    )


def _measured(one: Assessment, lang: Lang) -> Scalar:
    """Return what was measured: a share as such, anything else with its unit in words."""
    value = one.measured_in_words
    return value if isinstance(value, Fraction) else show(value, lang)


# ---- 说明 ------------------------------------------------------------------------------------------


def _notes(book: _Book, policy: Policy, assessed: Sequence[Assessment]) -> tuple[Block, ...]:
    """Return how hours were counted, how good the plan is, what was decided, and where it comes from."""
    pathway, lang = book.pathway, book.lang
    notice = pathway.pilot.notice if pathway.pilot else None
    cited = {(p.document, p.title) for p in (a.provision for a in assessed) if p.verified}
    cited |= {(p.document, p.title) for p in policy if p.document == notice}
    sources = [
        _word("notes.document" if number else "notes.title", lang, number=number, title=inner(title))
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
            title = numbered(len(blocks) // 2 + 1, _word(f"notes.{name}", lang), lang)
            blocks += [Paragraph(title, "lead"), block]
    return tuple(blocks)


def _status(book: _Book) -> Iterable[tuple[str, Scalar]]:
    """Yield the status of the plan in a word; the figures behind it are in ``plan.yaml`` and the page."""
    plan, lang = book.plan, book.lang
    yield _word("notes.state", lang), label(f"plan.status.{plan.status}", lang)
    if plan.note:
        yield _word("notes.note", lang), plan.note


def _conversions(book: _Book, policy: Policy) -> Iterable[str]:
    """Yield how hours and credits were counted: what the table shows, then what the documents say."""
    lang = book.lang
    yield _word("notes.weekly", lang)
    for stage in Stage:
        courses = measured_courses(book.pathway, stage, book.plan)
        # National courses with figures of their own (军事技能, 形势与政策) would only blur the range.
        courses = tuple(c for c in courses if c.kind is not CourseKind.GENERAL)
        per_week = {Fraction(c.hours, c.weeks) for c in courses if c.delivery is Delivery.BLOCK and c.weeks}
        if per_week:
            yield _word("notes.block", lang, stage=stage, range=_range(per_week))
        weekly = [c for c in courses if c.delivery is Delivery.WEEKLY and c.credits and c.hours]
        per_credit = {Fraction(c.hours) / Fraction(c.credits) for c in weekly}
        if per_credit:
            yield _word("notes.credit", lang, stage=stage, range=_range(per_credit))
    for measure in ("hours_per_credit", "credits_per_week", "hours_per_internship_week"):
        for provision in policy.of(measure=measure):
            yield _word("notes.rule", lang, text=provision.text(lang), basis=provision.cite(lang))


def _range(values: Iterable[Fraction]) -> str:
    """Return the least and the greatest of some figures, or the one they share."""
    low, high = min(values := tuple(values)), max(values)
    return show(rounded(low)) if low == high else f"{show(rounded(low))}—{show(rounded(high))}"


def _decisions(book: _Book) -> Table:
    """Return the decisions of the joint group that the plan carries out, in their order."""
    pathway, lang = book.pathway, book.lang
    rows = []
    for number, decision in enumerate(pathway.decisions, start=1):
        words = label(f"labels.Decision.{decision.kind}", lang)
        rows.append(row(number, words, joined(_courses_of(pathway, decision, lang), lang), decision.reason))
    keys = ("number", "decision", "courses", "reason")
    return Table(
        columns=(Column(14), Column(28), Column(50, "left"), Column(94, "left")),
        head=(row(*(_word(f"column.{k}", lang) for k in keys)),),
        rows=tuple(rows),
        size=9.5,
    )


def _courses_of(pathway: Pathway, decision: Decision, lang: Lang) -> tuple[str, ...]:
    """Return the courses that a decision speaks of, with their stages."""
    action = decision.action
    if isinstance(action, Bridge):
        return (action.name,)
    if isinstance(action, Merge):
        return _staged(pathway, dict.fromkeys((action.into, *action.absorb)), lang)
    if isinstance(action, Accept):
        return _staged(pathway, action.courses, lang)
    ids = (action.course, *([action.to] if isinstance(action, Move) and action.to else []))
    return _staged(pathway, ids, lang)


def _staged(pathway: Pathway, ids: Iterable[str], lang: Lang) -> tuple[str, ...]:
    return tuple(staged_name(c, lang) for c in found_courses(pathway, ids))


def _origins(book: _Book) -> Iterable[str]:
    """Yield how sure the contents are: how many courses from public sources, drafted, confirmed."""
    courses = [c for c in book.pathway.courses if c.id in book.counted]
    of = {s: sum(c.origin.status == s for c in courses) for s in ("sourced", "draft", "school")}
    yield _word("notes.origins", book.lang, count=len(courses), **of)
    if book.pathway.origin_note:
        yield book.pathway.origin_note
