"""The ten-term course map as SVG, drawn by ourselves: the same bytes on every machine.

``scene`` says what the map shows, ``plot`` where everything stands; here it becomes a picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from articulate.emitters.document import ems
from articulate.emitters.lettering import clip
from articulate.emitters.markup import Markup, el, joined, number, raw
from articulate.emitters.plot import (
    BAR_LETTERS,
    BOUNDARY,
    COLUMN,
    GUTTER,
    LETTERS,
    LINE,
    MARGIN,
    ROOM,
    WIDTH,
    Bar,
    Box,
    Plot,
    Point,
    Run,
    left,
    plot,
    right,
)
from articulate.emitters.scene import KINDS, RELATION_STYLES, STYLES, Link, Scene, scene
from articulate.emitters.words import major_name, plain_name
from articulate.i18n import Lang, Lv, label
from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.model.programme import Course, CourseKind, Stage

if TYPE_CHECKING:
    from articulate.graph import CourseGraph
    from articulate.matching import Relations

TITLE, STAGE_HEAD, TERM_HEAD = 92, 46, 70
"""Heights of the parts above the columns."""
SMALL, TINY, LEGEND = 11.0, 10.5, 12.0
"""Sizes of letters."""
TERMS = range(1, 11)

FONTS = (
    "'Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',"
    "'WenQuanYi Micro Hei',sans-serif"
)

KIND_COLOURS: Mapping[CourseKind, tuple[str, str]] = {
    CourseKind.GENERAL: ("#6b7785", "#eef1f4"),
    CourseKind.FOUNDATION: ("#1f6fb2", "#eaf3fb"),
    CourseKind.CORE: ("#0f7b6c", "#e6f5f1"),
    CourseKind.EXTENSION: ("#7a4fa3", "#f3edf9"),
    CourseKind.PRACTICUM: ("#b26a00", "#fdf3e1"),
}
"""Edge and ground of the boxes of each kind."""

LINK_COLOURS: Mapping[str, str] = {
    "pre": "#3b4a5c",
    "co": "#3b4a5c",
    "strict_co": "#3b4a5c",
    "supply": "#7d8ea3",
    "progression": "#2e9e4f",
    "partial_overlap": "#d98a00",
    "duplicate": "#d0342c",
    "inverted": "#b5179e",
    "late": "#d0342c",
}
LINK_DASHES: Mapping[str, str] = {
    "co": "8 3",
    "strict_co": "2 3",
    "supply": "4 3",
    "partial_overlap": "9 3 2 3",
    "duplicate": "12 4",
    "inverted": "6 3 2 3",
    "late": "3 2",
}


def course_map(
    pathway: Pathway,
    graph: CourseGraph,
    plan: TeachingPlan | None = None,
    relations: Relations | None = None,
    lang: Lang = "zh",
) -> str:
    """Return the map of a pathway as an SVG document that stands by itself."""
    return draw(scene(pathway, graph, plan, relations), lang)


def draw(shown: Scene, lang: Lang = "zh", *, linked: bool = False) -> Markup:
    """Return the picture of a scene.

    ``linked``: to be set into a page, which brings the title and the style; each course is then a link
    to ``#course-<id>``, and lines that say what builds on what carry ``data-order``.
    """
    sheet = _Sheet(shown, lang, linked)
    places = plot(shown, TITLE + STAGE_HEAD + TERM_HEAD, sheet.weekly)
    absent, y = _absent(sheet, places.bottom)
    legend, bottom = _legend(sheet, y + 14)
    layers = (
        _head(sheet, bottom),
        joined(_ground(sheet, places), "\n"),
        _layer("links", _lines(sheet, places), aria_hidden="true"),
        _layer("courses", _courses(sheet, places)),
        _layer("absent", absent) if shown.absent else raw(""),
        _layer("legend", legend),
    )
    return el("svg", joined(layers, "\n"), raw("\n"), **_attributes(sheet, bottom))


def map_title(shown: Scene, lang: Lang = "zh") -> str:
    """Return both majors with their codes: 机电技术应用（660301） → 机电一体化技术（460301）."""
    pair = (shown.pathway.partner(stage).programme.major for stage in Stage)
    secondary, higher = (label("diagram.major", lang, name=major_name(m, lang), code=m.code) for m in pair)
    return label("diagram.title", lang, secondary=secondary, higher=higher)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The scene with what every part of the drawing asks of it."""

    scene: Scene
    lang: Lang
    linked: bool

    def say(self, key: str, **values: object) -> str:
        return label(f"diagram.{key}", self.lang, **values)

    def weekly(self, course: Course) -> str:
        """Weekly hours of all its terms, or its whole weeks; empty without a plan."""
        weekly = self.scene.weekly(course)
        if not weekly:
            return self.say("block", weeks=course.weeks) if course.weeks else ""
        if len(set(weekly)) == 1:
            return self.say("weekly", weekly=weekly[0])
        return self.say("weekly_each", weekly="/".join(map(str, weekly)))

    def meta(self, course: Course) -> str:
        """Weekly hours in the first term, all hours, and whether it is examined."""
        weekly = self.scene.weekly(course)[:1]
        parts = [self.say("weekly", weekly=weekly[0]) if weekly else self.weekly(course)]
        parts.append(self.say("hours", hours=course.hours))
        if course.exam:
            parts.append(self.say("exam"))
        return " ".join(filter(None, parts))

    def name(self, course: Course) -> str:
        return plain_name(self.scene.pathway, course, self.lang)

    def tip(self, course: Course) -> str:
        """What is said of a course in one line, for those who point at it and those who hear the map."""
        terms = self.scene.terms.get(course.id)
        parts = [self.name(course), label(course.kind, self.lang)]
        if terms:
            span = str(terms[0]) if len(terms) == 1 else f"{terms[0]}–{terms[-1]}"
            parts.append(self.say("tip_terms", terms=span))
        parts.append(self.meta(course))
        if course.top_level:
            parts.append(self.say("tip_level", level=Lv(course.top_level)))
        return " · ".join(parts)


# ---- the whole -----------------------------------------------------------------------------------------


def _layer(name: str, parts: Iterable[Markup], **attributes: object) -> Markup:
    return el("g", raw("\n"), joined(parts, "\n"), raw("\n"), class_=name, **attributes)


def _attributes(sheet: _Sheet, bottom: int) -> dict[str, object]:
    title = map_title(sheet.scene, sheet.lang)
    if sheet.linked:
        above = TITLE - 8
        box = f"0 {above} {WIDTH} {bottom - above}"
        return {"class_": "course-map", "viewBox": box, "role": "group", "aria_label": title}
    return {
        "xmlns": "http://www.w3.org/2000/svg",
        "class_": "course-map",
        "width": WIDTH,
        "height": bottom,
        "viewBox": f"0 0 {WIDTH} {bottom}",
        "role": "img",
        "lang": "zh-CN" if sheet.lang == "zh" else "en",
    }


def _head(sheet: _Sheet, bottom: int) -> Markup:
    title = map_title(sheet.scene, sheet.lang)
    parts = [el("title", title), el("desc", sheet.say("description"))]
    if not sheet.linked:
        parts += [
            el("style", raw(style())),
            el("rect", class_="paper", width=WIDTH, height=bottom),
            _text(MARGIN, 44, title, 24, class_="title"),
            _text(MARGIN, 70, _subtitle(sheet), 13, class_="faint"),
        ]
    return joined(parts, "\n")


def _subtitle(sheet: _Sheet) -> str:
    pathway, plan = sheet.scene.pathway, sheet.scene.plan
    counted = sheet.scene.counted()
    parts = [sheet.say("cohort", year=pathway.cohort)] if pathway.cohort else []
    parts.append(
        sheet.say(
            "subtitle",
            mode=sheet.say(f"mode.{pathway.mode}"),
            courses=len(counted),
            hours=sum(c.hours for c in counted),
        )
    )
    parts.append(sheet.say("provisional" if plan is None else f"status.{plan.status}"))
    return " · ".join(parts)


# ---- ground: stages, terms, band, boundary -------------------------------------------------------------


def _ground(sheet: _Sheet, places: Plot) -> Iterable[Markup]:
    for stage in Stage:
        yield from _stage(sheet, stage, places.bottom)
    for term in TERMS:
        yield from _term(sheet, term)
    for stage, (y, height) in places.band.items():
        x, width = _extent(stage)
        yield el("rect", class_="band", x=x - 6, y=y, width=width + 12, height=height, rx=7)
        yield _text(x + 3, y + 15, sheet.say("band"), SMALL, class_="faint strong")
    yield from _boundary(sheet, places.bottom)


def _extent(stage: Stage) -> tuple[int, int]:
    x = left(stage.terms[0])
    return x, right(stage.terms[-1]) - x


def _stage(sheet: _Sheet, stage: Stage, bottom: int) -> Iterable[Markup]:
    x, width = _extent(stage)
    side = {"x": x - 12, "y": TITLE, "width": width + 24, "rx": 10}
    yield el("rect", class_=f"panel {stage.value}", **side, height=bottom - TITLE)
    yield el("rect", class_=f"stage {stage.value}", **side, height=STAGE_HEAD - 8)
    partner, courses = sheet.scene.pathway.partner(stage), sheet.scene.counted(stage)
    head = sheet.say("stage", stage=stage)
    major = major_name(partner.programme.major, sheet.lang)
    school = sheet.say("stage_school", school=partner.school, major=major)
    total = sheet.say("stage_sum", courses=len(courses), hours=sum(c.hours for c in courses))
    # Bold letters run wider than the measure says; Chinese characters do not.
    start = 24 + round(ems(head) * 16 + 1.6 * sum(c.isascii() for c in head))
    room = width - start - 28 - ems(total) * 13
    yield _text(x + 4, TITLE + 25, head, 16, class_="stage-name")
    yield _text(x + start, TITLE + 25, clip(school, room / 13), 13, class_="stage-school")
    yield _text(x + width - 4, TITLE + 25, total, 13, class_="stage-school", text_anchor="end")


def _term(sheet: _Sheet, term: int) -> Iterable[Markup]:
    x, y = left(term), TITLE + STAGE_HEAD
    calendar = sheet.scene.pathway.calendar.term(term)
    weeks = sheet.say("term_weeks", weeks=calendar.teaching)
    if calendar.block:
        weeks += "+" + sheet.say("block", weeks=calendar.block)
    yield _text(x, y + 17, sheet.say("term", number=term), 14, class_="term")
    yield _text(x + COLUMN, y + 17, weeks, SMALL, class_="faint", text_anchor="end")
    # Hours of the term by kind, true to one scale for all ten terms.
    hours = sheet.scene.hours(term)
    most = max(sum(sheet.scene.hours(t).values()) for t in TERMS) or 1
    at = x
    for kind in KINDS:
        width = hours[kind] * COLUMN // most
        if width:
            yield el("rect", class_=f"mix k-{kind.value}", x=at, y=y + 24, width=width, height=6)
        at += width
    yield _text(x, y + 45, sheet.say("term_hours", hours=sum(hours.values())), SMALL, class_="faint")


def _boundary(sheet: _Sheet, bottom: int) -> Iterable[Markup]:
    middle = (right(6) + left(7)) // 2
    word = sheet.say("boundary")
    wide = min(BOUNDARY - 32, round(ems(word) * 14) + 26)
    yield el("path", class_="boundary", d=f"M{middle} {TITLE + STAGE_HEAD} V{bottom}")
    yield el("rect", class_="boundary-label", x=middle - wide // 2, y=TITLE + 4, width=wide, height=30, rx=15)
    yield _text(middle, TITLE + 24, word, 14, class_="boundary-word", text_anchor="middle")


# ---- lines ---------------------------------------------------------------------------------------------


def _lines(sheet: _Sheet, places: Plot) -> Iterable[Markup]:
    # What matters most is drawn last, on top.
    order = ("supply", "pre", "co", "strict_co", *RELATION_STYLES)
    for link, run in sorted(places.lines, key=lambda line: order.index(line[0].style)):
        yield _line(sheet, link, run)


def _line(sheet: _Sheet, link: Link, run: Run) -> Markup:
    (x1, y1), (x2, y2) = run.start, run.end
    if run.loop:
        reach = x1 + GUTTER * 3 // 5
        d, head = f"M{x1} {y1} C{reach} {y1} {reach} {y2} {x2 + 5} {y2}", _arrow(run.end, -1)
    elif run.back:
        d, head = curve(Point(x1 + 5, y1), run.lanes, run.end), _arrow(run.start, -1)
    else:
        d, head = curve(run.start, run.lanes, Point(x2 - 5, y2)), _arrow(run.end, 1)
    return el(
        "g",
        el("path", class_="line", d=d),
        el("path", class_="head", d=head),
        class_=f"link {link.style}" + (" late" if link.late else ""),
        data_from=link.earlier,
        data_to=link.later,
        data_order=sheet.linked and link.order,
    )


def _arrow(tip: Point, towards: int) -> str:
    return f"M{tip.x} {tip.y} l{-7 * towards} -3.5 v7 Z"


def curve(start: Point, lanes: Iterable[tuple[int, int]], end: Point) -> str:
    """Return a path that bends in the gutters only and is level where it passes a column."""
    at = start
    out = [f"M{at.x} {at.y}"]
    for column, lane in lanes:
        out += [_bend(at, Point(left(column), lane)), f"H{right(column)}"]
        at = Point(right(column), lane)
    return " ".join((*out, _bend(at, end)))


def _bend(start: Point, end: Point) -> str:
    if start.y == end.y:
        return f"H{end.x}"
    middle = number((start.x + end.x) / 2)
    return f"C{middle} {start.y} {middle} {end.y} {end.x} {end.y}"


# ---- courses -------------------------------------------------------------------------------------------


def _courses(sheet: _Sheet, places: Plot) -> Iterable[Markup]:
    for bar in places.bars:
        yield _course(sheet, bar.course, _bar(bar))
    for course_id, (first, *further) in places.boxes.items():
        ribbons = [
            el("path", class_="ribbon", d=curve(run.start, run.lanes, run.end))
            for run in places.ribbons[course_id]
        ]
        pills = [_pill(sheet, box) for box in further]
        yield _course(sheet, first.course, [*ribbons, _box(sheet, first), *pills])


def _course(sheet: _Sheet, course: Course, inner: Iterable[Markup]) -> Markup:
    classes = f"course k-{course.kind.value}" + ("" if course.required else " elective")
    tip = el("title", sheet.tip(course))
    if not sheet.linked:
        return el("g", tip, inner, class_=classes, data_course=course.id)
    return el(
        "a",
        tip,
        inner,
        class_=classes,
        href=f"#course-{course.id}",
        id=f"map-{course.id}",
        data_course=course.id,
        data_name=sheet.name(course),
    )


def _bar(bar: Bar) -> list[Markup]:
    middle = bar.y + bar.height / 2 + 4 - 6.5 * (len(bar.text) - 1)
    return [
        el("rect", class_="box bar", x=bar.x, y=bar.y, width=bar.width, height=bar.height, rx=6),
        *(_text(bar.x + 9, middle + 13 * k, line, BAR_LETTERS) for k, line in enumerate(bar.text)),
    ]


def _box(sheet: _Sheet, box: Box) -> Markup:
    x, y, height = box.x, box.y, box.height
    meta = clip(sheet.meta(box.course), ROOM / TINY)
    return joined(
        [
            el("rect", class_="box", x=x, y=y, width=COLUMN, height=height, rx=6),
            el("path", class_="stripe", d=f"M{x + 6} {y} a6 6 0 0 0 -6 6 v{height - 12} a6 6 0 0 0 6 6 Z"),
            *(
                _text(x + 13, y + 18 + LINE * k, line, LETTERS, class_="name")
                for k, line in enumerate(box.lines)
            ),
            _text(x + 13, y + height - 9, meta, TINY, class_="meta"),
            *_meter(box),
        ]
    )


def _meter(box: Box) -> Iterable[Markup]:
    # Six marks from bottom to top, filled up to the highest level that the course reaches.
    if not box.course.top_level:
        return
    step = min(7.0, (box.height - 10) / 6)
    low = box.y + box.height / 2 + 3 * step
    for level in range(1, 7):
        kind = "on" if level <= box.course.top_level else "off"
        yield el(
            "rect",
            class_=f"mark {kind}",
            x=box.x + COLUMN - 9,
            y=low - level * step + 1,
            width=4,
            height=step - 2,
        )


def _pill(sheet: _Sheet, box: Box) -> Markup:
    terms, weekly = sheet.scene.terms[box.course.id], sheet.scene.weekly(box.course)
    tail = str(weekly[terms.index(box.term)]) if weekly else sheet.say("continued")
    name = clip(box.course.name, (COLUMN - 46) / SMALL)
    return joined(
        [
            el("rect", class_="box pill", x=box.x, y=box.y, width=COLUMN, height=box.height, rx=13),
            _text(box.x + 13, box.y + 17, name, SMALL),
            _text(box.x + COLUMN - 12, box.y + 17, tail, SMALL, class_="meta", text_anchor="end"),
        ]
    )


# ---- below: electives not taken, legend ----------------------------------------------------------------


def _flow(widths: Iterable[float], x: float, y: int, step: int) -> Iterable[tuple[int, int]]:
    """Yield a place for each of several things side by side, in as many rows as it takes."""
    for width in widths:
        if x + width > WIDTH - MARGIN:
            x, y = MARGIN, y + step
        yield round(x), y
        x += width


def _absent(sheet: _Sheet, top: int) -> tuple[list[Markup], int]:
    """Return the electives that no term has, and where they end."""
    courses = sheet.scene.absent
    if not courses:
        return [], top
    head, y = sheet.say("absent"), top + 12
    out = [_text(MARGIN, y + 16, head, SMALL, class_="faint strong")]
    widths = [ems(c.name) * SMALL + 28 for c in courses]
    places = _flow(widths, MARGIN + ems(head) * SMALL + 16, y, 30)
    for course, width, (x, y) in zip(courses, widths, places, strict=True):
        chip = el("rect", class_="box bar", x=x, y=y, width=round(width - 8), height=24, rx=12)
        out.append(_course(sheet, course, [chip, _text(x + 10, y + 16, course.name, SMALL)]))
    return out, y + 30


def _legend(sheet: _Sheet, top: int) -> tuple[list[Markup], int]:
    """Return what the colours, lines and marks mean, and where the picture ends."""
    links = sheet.scene.links
    styles = [s for s in STYLES if any(k.style == s for k in links)]
    lines: list[str] = [*styles, *(["late"] if any(k.late for k in links) else [])]
    notes = [sheet.say("elective"), sheet.say("level_meter")]
    if sheet.scene.implied:
        notes.append(sheet.say("implied", count=sheet.scene.implied))
    words = [
        *(label(kind, sheet.lang) for kind in KINDS),
        *(sheet.say(f"style.{name}") for name in lines),
        *notes,
    ]
    before = [31] * len(KINDS) + [43] * len(lines) + [0] * len(notes)
    widths = [ems(w) * LEGEND + b + 22 for w, b in zip(words, before, strict=True)]
    places = list(_flow(widths, MARGIN, top + 14, 26))
    out = [
        _text(x + b, y, w, LEGEND, class_="faint") for w, b, (x, y) in zip(words, before, places, strict=True)
    ]
    for kind, (x, y) in zip(KINDS, places, strict=False):
        box = el("rect", class_="box", x=x, y=y - 12, width=24, height=15, rx=3)
        stripe = el("rect", class_="stripe", x=x, y=y - 12, width=5, height=15)
        out.append(el("g", box, stripe, class_=f"k-{kind.value}"))
    for name, (x, y) in zip(lines, places[len(KINDS) :], strict=False):
        line = el("path", class_="line", d=f"M{x} {y - 4} h30")
        head = el("path", class_="head", d=_arrow(Point(x + 36, y - 4), 1))
        out.append(el("g", line, head, class_="link " + ("pre late" if name == "late" else name)))
    return out, places[-1][1] + 26


def _text(x: float, y: float, words: str, size: float, **attributes: object) -> Markup:
    return el("text", words, x=x, y=y, font_size=size, **attributes)


def style() -> str:
    """Return the style of the picture where it stands by itself."""
    kinds = "".join(
        f".k-{k.value} .box{{fill:{ground};stroke:{edge}}}"
        f".k-{k.value} .stripe,.k-{k.value} .mark.on,.k-{k.value}.mix{{fill:{edge}}}"
        f".k-{k.value} .ribbon{{stroke:{edge}}}"
        for k, (edge, ground) in KIND_COLOURS.items()
    )
    links = "".join(
        f".link.{name} .line{{stroke:{colour}"
        + (f";stroke-dasharray:{LINK_DASHES[name]}" if name in LINK_DASHES else "")
        + f"}}.link.{name} .head{{fill:{colour}}}"
        for name, colour in LINK_COLOURS.items()
    )
    return (
        f"text{{font-family:{FONTS};fill:#1d2733}}"
        ".paper{fill:#ffffff}.title{font-weight:700}.faint{fill:#5b6773}.strong{font-weight:600}"
        ".panel{fill:#f6f8fa}.stage{fill:#22384f}.stage.higher{fill:#5a2f1e}"
        ".stage-name{fill:#ffffff;font-weight:700}.stage-school{fill:#e8edf2}.term{font-weight:700}"
        ".band{fill:#e9edf1}.boundary{stroke:#5a2f1e;stroke-width:2;stroke-dasharray:2 5;fill:none}"
        ".boundary-label{fill:#ffffff;stroke:#5a2f1e;stroke-width:1.5}.boundary-word{fill:#5a2f1e;font-weight:700}"
        ".box{stroke-width:1}.elective .box{stroke-dasharray:4 2}.name{font-weight:600}.meta{fill:#5b6773}"
        ".mark.off{fill:#cfd6dd}.ribbon{fill:none;stroke-width:7;stroke-opacity:.28}"
        ".line{fill:none;stroke-width:1.4}.progression .line,.duplicate .line,.inverted .line,"
        ".partial_overlap .line{stroke-width:2}"
        f"{kinds}{links}"
    )
