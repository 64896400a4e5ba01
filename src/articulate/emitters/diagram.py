"""The ten-term course map as SVG, drawn by ourselves: the same bytes on every machine.

Columns are the terms. Public basic courses lie as bars in a band on top, one bar over all their
terms; every other course is a box in the term it starts, with a small box for each further term.
Lines run in the gutters and, where they pass a column, in lanes between the boxes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from articulate.emitters.document import ems
from articulate.emitters.layered import Anchor, Drawing, Item, Spacing, Wire, arrange, isotonic
from articulate.emitters.markup import Markup, el, joined, number, raw
from articulate.emitters.scene import KINDS, RELATION_STYLES, STYLES, Link, Scene, scene
from articulate.emitters.words import major_name, plain_name
from articulate.i18n import Lang, Lv, label
from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.model.programme import Course, CourseKind, Stage

if TYPE_CHECKING:
    from articulate.graph import CourseGraph
    from articulate.matching import Relations

MARGIN = 32
COLUMN = 142
GUTTER = 46
BOUNDARY = 112
TITLE = 92
STAGE_HEAD = 46
TERM_HEAD = 54
NAME = 13.0
SMALL = 10.5
BAR = 24
BAR_GAP = 5
PILL = 26
ROOM = COLUMN - 26
"""Width of the letters inside a box."""

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
    return _Picture(shown, lang, linked).svg()


def map_title(shown: Scene, lang: Lang = "zh") -> str:
    """Return both majors with their codes: 机电技术应用（660301） → 机电一体化技术（460301）."""
    pair = (shown.pathway.partner(stage).programme.major for stage in Stage)
    secondary, higher = (label("diagram.major", lang, name=major_name(m, lang), code=m.code) for m in pair)
    return label("diagram.title", lang, secondary=secondary, higher=higher)


# ---- text ----------------------------------------------------------------------------------------------


def wrap(name: str, width: float, most: int = 3) -> tuple[str, ...]:
    """Return a name in as few lines of ``width`` em as it takes, the lines about equally long.

    Words stay whole where they fit in a line, no line starts with a closing sign, and a line
    begins before a bracket rather than in it. What does not fit into ``most`` lines ends in an ellipsis.
    """
    head, bracket, tail = name.partition("（")
    if head and tail.endswith("）") and ems(name) > width:
        parted = [*wrap(head, width, most), *wrap(bracket + tail, width, most)]
        if len(parted) <= max(2, len(_fill(_pieces(name), width))) <= most:
            return tuple(parted)
    pieces = _pieces(name)
    count = len(_fill(pieces, width))
    narrow = width
    if 1 < count <= most:
        while narrow > 1 and len(_fill(pieces, narrow - 0.5)) == count:
            narrow -= 0.5
    lines = _fill(pieces, narrow)
    if len(lines) > most:
        last = "".join(lines[most - 1 :])
        lines = [*lines[: most - 1], clip(last, width)]
    return tuple(lines)


def clip(name: str, width: float) -> str:
    """Return a name shortened to ``width`` em, with an ellipsis where something was left out."""
    if ems(name) <= width:
        return name
    while name and ems(name + "…") > width:
        name = name[:-1]
    return name.rstrip() + "…"


def _pieces(name: str) -> list[str]:
    """Part a name where a line may break: not in Latin words, not in words of the list, not at signs."""
    out: list[str] = []
    at = 0
    while at < len(name):
        word = next((w for w in _unbroken() if name.startswith(w, at)), name[at])
        last = out[-1][-1] if out else " "
        latin = word.isascii() and not word.isspace() and last.isascii() and not last.isspace()
        if out and (latin or word in "）)】》、，。；：！？·—-／/％%" or last in "（(【《"):
            out[-1] += word
        else:
            out.append(word)
        at += len(word)
    return out


@cache
def _unbroken() -> tuple[str, ...]:
    """Words that stay whole, the longest first."""
    lines = (files("articulate.data") / "unbroken.txt").read_text("utf-8").splitlines()
    words = {w for line in lines if not line.startswith("#") for w in line.split()}
    return tuple(sorted(words, key=lambda w: (-len(w), w)))


def _fill(pieces: Sequence[str], width: float) -> list[str]:
    lines = [""]
    for piece in pieces:
        while ems(piece) > width:
            if lines[-1]:
                lines.append("")
            cut = next(k for k in range(len(piece), 0, -1) if k == 1 or ems(piece[:k]) <= width)
            lines[-1], piece = piece[:cut], piece[cut:]
            if piece:
                lines.append("")
        if lines[-1] and ems(lines[-1] + piece.rstrip()) > width:
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return [line.strip() for line in lines if line.strip()]


# ---- the band of public basic courses --------------------------------------------------------------------


class Bar(NamedTuple):
    """One public basic course in the band: its row from the bottom, and its lines of text."""

    course: Course
    row: int
    text: tuple[str, ...]


def band_rows(shown: Scene) -> dict[str, int]:
    """Return the rows, from the bottom, of the public basic courses that can lie in the band.

    A line leaves a bar at its end and goes down through the gutter there, so no bar further down may
    lie over that gutter; the same holds before the start of a bar that a line comes to. Courses for
    which that cannot be had, or which build on a course outside the band, are left to the columns.
    """
    inside = {c.id for c in shown.shown if c.kind is CourseKind.GENERAL}
    while True:
        links = [k for k in shown.links if k.earlier in inside or k.later in inside]
        unfit = {k.later for k in links if k.later in inside and k.earlier not in inside}
        unfit |= {k.earlier for k in links if k.earlier in inside and not _ahead(shown, k)}
        unfit |= {k.later for k in links if k.later in inside and not _ahead(shown, k)}
        unfit &= inside
        if not unfit:
            rows = _rows(shown, inside, links)
            if not isinstance(rows, str):
                return rows
            unfit = {rows}
        inside -= unfit


def _ahead(shown: Scene, link: Link) -> bool:
    return shown.terms[link.earlier][-1] < shown.terms[link.later][0]


def _rows(shown: Scene, inside: set[str], links: Iterable[Link]) -> dict[str, int] | str:
    """Return rows, or the id of a course that stands in the way."""
    gutters: dict[str, set[int]] = {name: set() for name in inside}
    for link in links:
        if link.earlier in inside:
            gutters[link.earlier].add(shown.terms[link.earlier][-1])
        if link.later in inside:
            gutters[link.later].add(shown.terms[link.later][0] - 1)

    def over(name: str, gutter: int) -> bool:
        return shown.terms[name][0] <= gutter < shown.terms[name][-1]

    below = {b: {a for a in inside if a != b and any(over(b, g) for g in gutters[a])} for b in inside}
    rows: dict[str, int] = {}
    taken: list[set[int]] = []
    waiting = sorted(inside, key=lambda n: (not gutters[n], shown.terms[n][0], -len(shown.terms[n]), n))
    while waiting:
        name = next((n for n in waiting if below[n] <= rows.keys()), None)
        if name is None:
            return next(n for n in reversed(waiting) if gutters[n])
        waiting.remove(name)
        columns = set(range(shown.terms[name][0], shown.terms[name][-1] + 1))
        row = max((rows[n] for n in below[name]), default=0)
        while row < len(taken) and taken[row] & columns:
            row += 1
        if row == len(taken):
            taken.append(set())
        taken[row] |= columns
        rows[name] = row
    return rows


# ---- geometry --------------------------------------------------------------------------------------------


def left(term: int) -> int:
    """Left edge of a column."""
    return MARGIN + (term - 1) * (COLUMN + GUTTER) + (BOUNDARY - GUTTER if term > 6 else 0)


def right(term: int) -> int:
    """Right edge of a column."""
    return left(term) + COLUMN


WIDTH = left(10) + COLUMN + MARGIN


@dataclass(frozen=True, slots=True)
class Route:
    """How one line runs: from a box, over lanes, to a box; ``back``: its arrow is at the start."""

    link: Link
    start: str
    end: str
    bundle: str
    back: bool = False
    loop: bool = False
    """Both ends in one column: a loop in the gutter on the right."""


def part(course_id: str, term: int) -> str:
    """Key of the box of a course in a term."""
    return f"{course_id}@{term}"


class _Picture:
    """All sizes and places of one picture, worked out once."""

    def __init__(self, shown: Scene, lang: Lang, linked: bool) -> None:
        self.scene, self.lang, self.linked = shown, lang, linked
        rows = band_rows(shown)
        self.bars = tuple(Bar(c, rows[c.id], self._bar_text(c)) for c in shown.shown if c.id in rows)
        self.boxes = tuple(c for c in shown.shown if c.id not in rows)
        self._stack_bars()
        self.names = {c.id: wrap(c.name, ROOM / NAME) for c in self.boxes}
        self.routes = tuple(self._route(k) for k in shown.links)
        self.drawing = self._arrange()
        self.bottom = self.top + self.drawing.height + 18
        self.ports = self._ports()

    # ---- places

    def _bar_text(self, course: Course) -> tuple[str, ...]:
        terms = self.scene.terms[course.id]
        width = right(terms[-1]) - left(terms[0]) - 16
        weekly = self._weekly(course)
        tail = f"　{weekly}" if weekly else ""
        if ems(course.name + tail) * 11.5 <= width:
            return (course.name + tail,)
        return wrap(course.name, width / 11.5, 2)

    def _weekly(self, course: Course) -> str:
        weekly = self.scene.weekly(course)
        if not weekly:
            return label("diagram.block", self.lang, weeks=course.weeks) if course.weeks else ""
        if len(set(weekly)) == 1:
            return label("diagram.weekly", self.lang, weekly=weekly[0])
        return label("diagram.weekly_each", self.lang, weekly="/".join(map(str, weekly)))

    def _stack_bars(self) -> None:
        # Each stage has a panel of its own height; both end where the columns begin.
        self.bar_y: dict[str, tuple[int, int]] = {}
        self.band_heights: dict[Stage, int] = {}
        stacks: dict[Stage, list[tuple[int, list[Bar]]]] = {}
        for stage in Stage:
            mine = [b for b in self.bars if b.course.stage is stage]
            rows = sorted({b.row for b in mine})
            stacks[stage] = [
                (
                    BAR + 13 * (max(len(b.text) for b in mine if b.row == r) - 1),
                    [b for b in mine if b.row == r],
                )
                for r in rows
            ]
            self.band_heights[stage] = sum(h + BAR_GAP for h, _ in stacks[stage]) + 24 if rows else 0
        self.band_top = TITLE + STAGE_HEAD + TERM_HEAD + 16
        self.band_bottom = self.band_top + max(self.band_heights.values())
        self.top = self.band_bottom + (22 if self.bars else 4)
        for stack in stacks.values():
            y = self.band_bottom - 4
            for height, bars in stack:
                y -= height + BAR_GAP
                self.bar_y |= {b.course.id: (y + BAR_GAP, height) for b in bars}

    def _height(self, key: str) -> int:
        course_id, _, term = key.rpartition("@")
        if int(term) != self.scene.terms[course_id][0]:
            return PILL
        return 25 + 17 * len(self.names[course_id])

    def _route(self, link: Link) -> Route:
        banded = {b.course.id for b in self.bars}
        earlier, later = self.scene.terms[link.earlier], self.scene.terms[link.later]
        start = f"{link.earlier}>" if link.earlier in banded else part(link.earlier, earlier[-1])
        end = f">{link.later}" if link.later in banded else part(link.later, later[0])
        group = "order" if link.style in ("pre", "co", "strict_co") else link.style
        bundle = f"{group} {link.earlier}"
        if earlier[-1] < later[0]:
            return Route(link, start, end, bundle)
        if earlier[0] == later[0]:
            return Route(link, part(link.earlier, earlier[0]), end, bundle, loop=True)
        if earlier[0] < later[0]:
            during = max(t for t in earlier if t < later[0])
            return Route(link, part(link.earlier, during), end, f"{bundle} {during}")
        before = max(t for t in later if t < earlier[0])
        back = f"back {link.earlier} {link.later}"
        return Route(link, part(link.later, before), part(link.earlier, earlier[0]), back, back=True)

    def _ribbons(self) -> tuple[tuple[str, str, str], ...]:
        return tuple(
            (c.id, part(c.id, a), part(c.id, b))
            for c in self.boxes
            for a, b in zip(self.scene.terms[c.id], self.scene.terms[c.id][1:], strict=False)
        )

    def _arrange(self) -> Drawing:
        items = [
            Item(part(c.id, t), t, self._height(part(c.id, t)))
            for c in self.boxes
            for t in self.scene.terms[c.id]
        ]
        anchors: dict[str, Anchor] = {}
        for route in self.routes:
            for key, course_id, at in (
                (route.start, route.link.earlier, -1),
                (route.end, route.link.later, 0),
            ):
                if ">" in key:
                    top, height = self.bar_y[course_id]
                    term = self.scene.terms[course_id][at]
                    anchors[key] = Anchor(key, term, top + height // 2 - self.top)
        wires = [Wire(a, b, f"ribbon {name}", 8) for name, a, b in self._ribbons()]
        wires += [Wire(r.start, r.end, r.bundle, 2) for r in self.routes if not r.loop]
        return arrange(items, wires, [anchors[k] for k in sorted(anchors)], Spacing())

    def y(self, key: str) -> int:
        """Middle of a box or bar."""
        return self.top + self.drawing.y[key]

    def _lanes(self) -> tuple[dict[str, tuple[tuple[int, int], ...]], dict[int, tuple[tuple[int, int], ...]]]:
        ribbons = self._ribbons()
        by_ribbon = {
            f"{a} {b}": self._moved(lanes)
            for (_, a, b), lanes in zip(ribbons, self.drawing.lanes, strict=False)
        }
        running = [i for i, r in enumerate(self.routes) if not r.loop]
        by_route = {
            i: self._moved(lanes)
            for i, lanes in zip(running, self.drawing.lanes[len(ribbons) :], strict=True)
        }
        return by_ribbon, by_route

    def _moved(self, lanes: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        return tuple((c, self.top + y) for c, y in lanes)

    def _ports(self) -> dict[tuple[str, str, str], int]:
        """Height at which each line leaves or enters a box: (box, side, bundle or line) -> y.

        A port lies as near as it can to where the line comes from or goes to, so that lines are
        straight where there is room, and ports of one side keep their distance.
        """
        _, lanes = self._lanes()
        wanted: dict[tuple[str, str], dict[str, list[int]]] = {}
        for i, route in enumerate(self.routes):
            run = lanes.get(i, ())
            ahead = run[0][1] if run else self.y(route.end)
            wanted.setdefault((route.start, "right"), {}).setdefault(route.bundle, []).append(ahead)
        found: dict[tuple[str, str, str], int] = {}
        for (key, side), lines in sorted(wanted.items()):
            found |= self._spread(key, side, {b: sum(ys) / len(ys) for b, ys in lines.items()})
        entering: dict[tuple[str, str], dict[str, float]] = {}
        for i, route in enumerate(self.routes):
            run = lanes.get(i, ())
            side = "right" if route.loop else "left"
            came = run[-1][1] if run else found[route.start, "right", route.bundle]
            entering.setdefault((route.end, side), {})[self._line_key(route)] = float(came)
        for (key, side), ends in sorted(entering.items()):
            held = {n: y for (k, s, n), y in found.items() if k == key and s == side}
            found |= self._spread(key, side, ends | {n: float(y) for n, y in held.items()})
        return found

    @staticmethod
    def _line_key(route: Route) -> str:
        return f"{route.link.earlier} {route.link.later}"

    def _spread(self, key: str, side: str, wanted: Mapping[str, float]) -> dict[tuple[str, str, str], int]:
        middle = self.y(key)
        half = 6.0 if ">" in key else self._height(key) / 2 - 7
        names = sorted(wanted, key=lambda n: (wanted[n], n))
        step = min(9.0, 2 * half / max(1, len(names) - 1))
        low, high = middle - half, middle + half - step * (len(names) - 1)
        near = [min(middle + half, max(middle - half, wanted[n])) - k * step for k, n in enumerate(names)]
        placed = isotonic(near, [1.0] * len(names), low, max(low, high))
        return {
            (key, side, n): round(y + k * step) for k, (n, y) in enumerate(zip(names, placed, strict=True))
        }

    # ---- elements

    def svg(self) -> Markup:
        absent = self._absent()
        legend_top = self.bottom + (absent[1] if absent else 0) + 14
        legend, height = self._legend(legend_top)
        total = legend_top + height + 18
        title = map_title(self.scene, self.lang)
        head: list[object] = [el("title", title), el("desc", label("diagram.description", self.lang))]
        if not self.linked:
            head.append(el("style", raw(style())))
            head.append(el("rect", class_="paper", width=WIDTH, height=total))
        above = TITLE - 8 if self.linked else 0
        attributes: dict[str, object] = {
            "class_": "course-map",
            "viewBox": f"0 {above} {WIDTH} {total - above}",
        }
        if self.linked:
            attributes |= {"role": "group", "aria_label": title}
        else:
            attributes |= {
                "xmlns": "http://www.w3.org/2000/svg",
                "width": WIDTH,
                "height": total,
                "role": "img",
            }
            attributes["lang"] = "zh-CN" if self.lang == "zh" else "en"
        return el(
            "svg",
            joined(head, "\n"),
            raw("\n"),
            joined(self._ground(), "\n"),
            raw("\n"),
            el("g", raw("\n"), joined(self._ribbon_lines(), "\n"), class_="ribbons"),
            raw("\n"),
            el("g", raw("\n"), joined(self._lines(), "\n"), raw("\n"), class_="links"),
            raw("\n"),
            el("g", raw("\n"), joined(self._courses(), "\n"), raw("\n"), class_="courses"),
            raw("\n"),
            absent[0] if absent else None,
            raw("\n"),
            legend,
            raw("\n"),
            **attributes,
        )

    def _subtitle(self) -> str:
        pathway, plan = self.scene.pathway, self.scene.plan
        counted = self.scene.counted()
        parts = [
            label(
                "diagram.subtitle",
                self.lang,
                mode=label(f"diagram.mode.{pathway.mode}", self.lang),
                courses=len(counted),
                hours=sum(c.hours for c in counted),
            )
        ]
        if pathway.cohort:
            parts.insert(0, label("diagram.cohort", self.lang, year=pathway.cohort))
        key = "diagram.provisional" if plan is None else f"diagram.status.{plan.status}"
        return " · ".join((*parts, label(key, self.lang)))

    def _ground(self) -> Iterable[Markup]:
        lang, pathway = self.lang, self.scene.pathway
        if not self.linked:
            yield _text(MARGIN, 44, map_title(self.scene, self.lang), 24, class_="title")
            yield _text(MARGIN, 70, self._subtitle(), 13, class_="faint")
        for stage in Stage:
            partner = pathway.partner(stage)
            x, width = left(stage.terms[0]), right(stage.terms[-1]) - left(stage.terms[0])
            yield el(
                "rect",
                class_=f"panel {stage.value}",
                x=x - 12,
                y=TITLE,
                width=width + 24,
                height=self.bottom - TITLE,
                rx=10,
            )
            yield el(
                "rect",
                class_=f"stage {stage.value}",
                x=x - 12,
                y=TITLE,
                width=width + 24,
                height=STAGE_HEAD - 8,
                rx=10,
            )
            head = label("diagram.stage", lang, stage=stage)
            yield _text(x + 4, TITLE + 25, head, 16, class_="stage-name")
            school = label(
                "diagram.stage_school",
                lang,
                school=partner.school,
                major=major_name(partner.programme.major, lang),
            )
            courses = self.scene.counted(stage)
            total = label(
                "diagram.stage_sum", lang, courses=len(courses), hours=sum(c.hours for c in courses)
            )
            room = width - 32 - ems(head) * 16 - ems(total) * 13
            yield _text(
                x + 20 + round(ems(head) * 16), TITLE + 25, clip(school, room / 13), 13, class_="stage-school"
            )
            yield _text(x + width - 4, TITLE + 25, total, 13, class_="stage-school", text_anchor="end")
        for term in range(1, 11):
            yield from self._term_head(term)
        for stage, height in self.band_heights.items():
            if height:
                x, width = left(stage.terms[0]), right(stage.terms[-1]) - left(stage.terms[0])
                y = self.band_bottom - height
                yield el("rect", class_="band", x=x - 6, y=y, width=width + 12, height=height, rx=7)
                yield _text(x + 3, y + 15, label("diagram.band", lang), 11, class_="faint strong")
        middle = (right(6) + left(7)) // 2
        yield el("path", class_="boundary", d=f"M{middle} {TITLE + STAGE_HEAD} V{self.bottom}")
        word = label("diagram.boundary", lang)
        wide = round(ems(word) * 14) + 26
        yield el(
            "rect", class_="boundary-label", x=middle - wide // 2, y=TITLE + 4, width=wide, height=30, rx=15
        )
        yield _text(middle, TITLE + 24, word, 14, class_="boundary-word", text_anchor="middle")

    def _term_head(self, term: int) -> Iterable[Markup]:
        x, y = left(term), TITLE + STAGE_HEAD
        calendar = self.scene.pathway.calendar.term(term)
        hours = self.scene.hours(term)
        total = sum(hours.values())
        weeks = label("diagram.term_weeks", self.lang, weeks=calendar.teaching)
        if calendar.block:
            weeks += "+" + label("diagram.block", self.lang, weeks=calendar.block)
        yield _text(x, y + 17, label("diagram.term", self.lang, number=term), 14, class_="term")
        yield _text(x + COLUMN, y + 17, weeks, 11, class_="faint", text_anchor="end")
        # Hours of the term by kind: the length of the bar is true to the scale of all ten terms.
        most = max(sum(self.scene.hours(t).values()) for t in range(1, 11)) or 1
        at = x
        for kind in KINDS:
            width = hours[kind] * COLUMN // most
            if width:
                yield el("rect", class_=f"mix k-{kind.value}", x=at, y=y + 24, width=width, height=6)
            at += width
        yield _text(x, y + 45, label("diagram.term_hours", self.lang, hours=total), 11, class_="faint")

    def _ribbon_lines(self) -> Iterable[Markup]:
        by_ribbon, _ = self._lanes()
        for course_id, a, b in self._ribbons():
            run = by_ribbon[f"{a} {b}"]
            start, end = int(a.rpartition("@")[2]), int(b.rpartition("@")[2])
            d = _curve((right(start), self.y(a)), run, (left(end), self.y(b)))
            kind = self.scene.pathway.by_id[course_id].kind.value
            yield el("path", class_=f"ribbon k-{kind}", d=d, data_course=course_id)

    def _lines(self) -> Iterable[Markup]:
        _, lanes = self._lanes()
        rank = {s: i for i, s in enumerate(("supply", "pre", "co", "strict_co", *RELATION_STYLES))}
        order = sorted(range(len(self.routes)), key=lambda i: (rank[self.routes[i].link.style], i))
        for i in order:
            route = self.routes[i]
            link = route.link
            first = self.ports[route.start, "right", route.bundle]
            side = "right" if route.loop else "left"
            last = self.ports[route.end, side, self._line_key(route)]
            x1, x2 = self._edge(route.start, "right"), self._edge(route.end, side)
            if route.loop:
                reach = x1 + GUTTER * 3 // 5
                d = f"M{x1} {first} C{reach} {first} {reach} {last} {x2 + 5} {last}"
                head = f"M{x2} {last} l7 -3.5 v7 Z"
            elif route.back:
                d = _curve((x1 + 5, first), lanes[i], (x2, last))
                head = f"M{x1} {first} l7 -3.5 v7 Z"
            else:
                d = _curve((x1, first), lanes[i], (x2 - 5, last))
                head = f"M{x2} {last} l-7 -3.5 v7 Z"
            late = " late" if link.late else ""
            yield el(
                "g",
                el("path", class_="line", d=d),
                el("path", class_="head", d=head),
                class_=f"link {link.style}{late}",
                data_from=link.earlier,
                data_to=link.later,
                data_order=self.linked and link.order,
            )

    def _edge(self, key: str, side: str) -> int:
        if ">" in key:
            name = key.strip(">")
            return right(self.scene.terms[name][-1]) if side == "right" else left(self.scene.terms[name][0])
        term = int(key.rpartition("@")[2])
        return right(term) if side == "right" else left(term)

    def _courses(self) -> Iterable[Markup]:
        for bar in self.bars:
            yield self._group(bar.course, self._bar(bar))
        for course in self.boxes:
            yield self._group(course, [self._box(course), *self._pills(course)])

    def _group(self, course: Course, inner: object) -> Markup:
        classes = f"course k-{course.kind.value}" + ("" if course.required else " elective")
        tip = el("title", self._tip(course))
        if not self.linked:
            return el("g", tip, inner, class_=classes, data_course=course.id)
        return el(
            "a",
            tip,
            inner,
            class_=classes,
            href=f"#course-{course.id}",
            data_course=course.id,
            data_name=plain_name(self.scene.pathway, course, self.lang),
            id=f"map-{course.id}",
        )

    def _tip(self, course: Course) -> str:
        terms = self.scene.terms.get(course.id)
        parts = [plain_name(self.scene.pathway, course, self.lang), label(course.kind, self.lang)]
        if terms:
            span = str(terms[0]) if len(terms) == 1 else f"{terms[0]}–{terms[-1]}"
            parts.append(label("diagram.tip_terms", self.lang, terms=span))
        parts += [self._meta(course)]
        if course.top_level:
            parts.append(label("diagram.tip_level", self.lang, level=Lv(course.top_level)))
        return " · ".join(parts)

    def _meta(self, course: Course) -> str:
        """Weekly hours in the first term, all hours, and whether it is examined."""
        weekly = self.scene.weekly(course)[:1]
        parts = [label("diagram.weekly", self.lang, weekly=weekly[0]) if weekly else self._weekly(course)]
        parts.append(label("diagram.hours", self.lang, hours=course.hours))
        if course.exam:
            parts.append(label("diagram.exam", self.lang))
        return " ".join(filter(None, parts))

    def _bar(self, bar: Bar) -> list[Markup]:
        terms = self.scene.terms[bar.course.id]
        x, (y, height) = left(terms[0]), self.bar_y[bar.course.id]
        width = right(terms[-1]) - x
        lines = [
            _text(
                x + 9, y + height / 2 + 4 - 6.5 * (len(bar.text) - 1) + 13 * k, line, 11.5, class_="bar-name"
            )
            for k, line in enumerate(bar.text)
        ]
        return [el("rect", class_="box bar", x=x, y=y, width=width, height=height, rx=6), *lines]

    def _box(self, course: Course) -> Markup:
        term = self.scene.terms[course.id][0]
        key = part(course.id, term)
        height = self._height(key)
        x, y = left(term), self.y(key) - height // 2
        names = self.names[course.id]
        return joined(
            [
                el("rect", class_="box", x=x, y=y, width=COLUMN, height=height, rx=6),
                el(
                    "path",
                    class_="stripe",
                    d=f"M{x + 6} {y} h-0 a6 6 0 0 0 -6 6 v{height - 12} a6 6 0 0 0 6 6 Z",
                ),
                *(_text(x + 13, y + 18 + 17 * k, line, NAME, class_="name") for k, line in enumerate(names)),
                _text(x + 13, y + height - 9, clip(self._meta(course), ROOM / SMALL), SMALL, class_="meta"),
                *self._meter(course, x + COLUMN - 9, y, height),
            ]
        )

    @staticmethod
    def _meter(course: Course, x: int, y: int, height: int) -> Iterable[Markup]:
        # Six marks from bottom to top, filled up to the highest level that the course reaches.
        if not course.top_level:
            return
        step = min(7.0, (height - 10) / 6)
        low = y + height / 2 + 3 * step
        for level in range(1, 7):
            kind = "on" if level <= course.top_level else "off"
            yield el("rect", class_=f"mark {kind}", x=x, y=low - level * step + 1, width=4, height=step - 2)

    def _pills(self, course: Course) -> Iterable[Markup]:
        weekly = dict(zip(self.scene.terms[course.id], self.scene.weekly(course), strict=False))
        for term in self.scene.terms[course.id][1:]:
            key = part(course.id, term)
            x, y = left(term), self.y(key) - PILL // 2
            tail = str(weekly.get(term, "")) or label("diagram.continued", self.lang)
            yield joined(
                [
                    el("rect", class_="box pill", x=x, y=y, width=COLUMN, height=PILL, rx=13),
                    _text(x + 13, y + 17, clip(course.name, (COLUMN - 46) / 11), 11, class_="pill-name"),
                    _text(x + COLUMN - 12, y + 17, tail, 11, class_="meta", text_anchor="end"),
                ]
            )

    def _absent(self) -> tuple[Markup, int] | None:
        courses = self.scene.absent
        if not courses:
            return None
        y, x = self.bottom + 12, MARGIN + 0.0
        head = label("diagram.absent", self.lang)
        out = [_text(MARGIN, y + 16, head, 11, class_="faint strong")]
        x += ems(head) * 11 + 16
        for course in courses:
            width = ems(course.name) * 11 + 20
            if x + width > WIDTH - MARGIN:
                x, y = float(MARGIN), y + 30
            inner = [
                el("rect", class_="box bar", x=round(x), y=y, width=round(width), height=24, rx=12),
                _text(round(x) + 10, y + 16, course.name, 11, class_="bar-name"),
            ]
            out.append(self._group(course, inner))
            x += width + 8
        return el("g", joined(out, "\n"), class_="absent"), y + 30 - self.bottom

    def _legend(self, top: int) -> tuple[Markup, int]:
        x, y = MARGIN + 0.0, top + 14.0
        out: list[Markup] = []

        def place(width: float) -> None:
            nonlocal x, y
            if x + width > WIDTH - MARGIN:
                x, y = float(MARGIN), y + 26

        for kind in KINDS:
            word = label(kind, self.lang)
            place(ems(word) * 12 + 46)
            out.append(
                el(
                    "g",
                    el("rect", class_="box", x=round(x), y=round(y) - 11, width=24, height=15, rx=3),
                    el("rect", class_="stripe", x=round(x), y=round(y) - 11, width=5, height=15),
                    _text(round(x) + 31, round(y) + 1, word, 12, class_="faint"),
                    class_=f"k-{kind.value}",
                )
            )
            x += ems(word) * 12 + 52
        used = [s for s in STYLES if any(k.style == s for k in self.scene.links)]
        used_words: list[str] = [*used]
        if any(k.late for k in self.scene.links):
            used_words.append("late")
        for name in used_words:
            word = label(f"diagram.style.{name}", self.lang)
            place(ems(word) * 12 + 56)
            middle = round(y) - 3
            out.append(
                el(
                    "g",
                    el("path", class_="line", d=f"M{round(x)} {middle} h30"),
                    el("path", class_="head", d=f"M{round(x) + 36} {middle} l-7 -3.5 v7 Z"),
                    _text(round(x) + 43, round(y) + 1, word, 12, class_="faint"),
                    class_="link " + ("pre late" if name == "late" else name),
                )
            )
            x += ems(word) * 12 + 62
        notes = [label("diagram.elective", self.lang), label("diagram.level_meter", self.lang)]
        if self.scene.implied:
            notes.append(label("diagram.implied", self.lang, count=self.scene.implied))
        for note in notes:
            place(ems(note) * 12)
            out.append(_text(round(x), round(y) + 1, note, 12, class_="faint"))
            x += ems(note) * 12 + 28
        return el("g", joined(out, "\n"), class_="legend"), round(y) - top + 8


def _curve(start: tuple[int, int], lanes: Sequence[tuple[int, int]], end: tuple[int, int]) -> str:
    """Return a path that bends in the gutters only and is level where it passes a column."""
    x, y = start
    out = [f"M{x} {y}"]
    for column, lane in lanes:
        out.append(_bend(x, y, left(column), lane))
        out.append(f"H{right(column)}")
        x, y = right(column), lane
    out.append(_bend(x, y, *end))
    return " ".join(out)


def _bend(x: int, y: int, to_x: int, to_y: int) -> str:
    if y == to_y:
        return f"H{to_x}"
    middle = number((x + to_x) / 2)
    return f"C{middle} {y} {middle} {to_y} {to_x} {to_y}"


def _text(x: float, y: float, words: str, size: float, **attributes: object) -> Markup:
    return el("text", words, x=x, y=y, font_size=size, **attributes)


def style() -> str:
    """Return the style of the picture where it stands by itself."""
    kinds = "".join(
        f".k-{k.value} .box,.k-{k.value}.mix{{fill:{ground};stroke:{edge}}}"
        f".k-{k.value} .stripe,.k-{k.value} .mark.on,.k-{k.value}.mix{{fill:{edge};stroke:none}}"
        f".k-{k.value}.ribbon{{stroke:{edge}}}"
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
