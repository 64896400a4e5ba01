"""Where everything on the course map stands: bars, boxes, ribbons and lines, in pixels.

Columns are the terms. Public basic courses lie as bars in a band on top, one bar over all their terms;
every other course is a box in the term it starts and a small box for each further term, joined by a
ribbon. Lines bend in the gutters only and pass a column in lanes of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from articulate.emitters.band import band_rows
from articulate.emitters.document import ems
from articulate.emitters.layered import Anchor, Item, Wire, arrange, isotonic
from articulate.emitters.lettering import wrap
from articulate.emitters.scene import Link, Scene
from articulate.model.programme import Course, Stage

MARGIN = 32
COLUMN = 142
GUTTER = 46
BOUNDARY = 112
"""The gutter between terms 6 and 7."""
BAR, BAR_GAP, BAR_LETTERS = 24, 5, 11.5
BAND_HEAD = 24
PILL = 26
"""Height of the box of a further term."""
LETTERS, LINE = 13.0, 17
"""Size of the names in boxes, and the distance of their lines."""
ROOM = COLUMN - 26
"""Width of the letters inside a box."""


def left(term: int) -> int:
    """Left edge of a column."""
    return MARGIN + (term - 1) * (COLUMN + GUTTER) + (BOUNDARY - GUTTER if term > 6 else 0)


def right(term: int) -> int:
    """Right edge of a column."""
    return left(term) + COLUMN


WIDTH = left(10) + COLUMN + MARGIN


class Point(NamedTuple):
    """A place on the picture."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A public basic course in the band."""

    course: Course
    text: tuple[str, ...]
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Box:
    """A course in one term; ``lines`` is its name, empty for the further terms."""

    course: Course
    term: int
    lines: tuple[str, ...]
    y: int
    height: int

    @property
    def x(self) -> int:
        """Left edge."""
        return left(self.term)


@dataclass(frozen=True, slots=True)
class Run:
    """How a line or ribbon runs: from a point over lanes, (column, y), to a point.

    ``back``: it says the contrary of the order of terms, its arrow is at the start. ``loop``: both ends
    are in one column, and it goes round in the gutter on the right.
    """

    start: Point
    lanes: tuple[tuple[int, int], ...]
    end: Point
    back: bool = False
    loop: bool = False


@dataclass(frozen=True)
class Plot:
    """All places of one picture. ``band`` holds top and height of the panel of each stage."""

    bars: tuple[Bar, ...]
    boxes: Mapping[str, tuple[Box, ...]]
    ribbons: Mapping[str, tuple[Run, ...]]
    lines: tuple[tuple[Link, Run], ...]
    band: Mapping[Stage, tuple[int, int]]
    bottom: int
    crossings: int


def plot(scene: Scene, top: int, weekly: Callable[[Course], str]) -> Plot:
    """Return where everything stands, from ``top`` down; ``weekly`` gives the words beside a bar's name."""
    band, bars, below = _band(scene, top, weekly)
    boxed = tuple(c for c in scene.shown if c.id not in bars)
    names = {c.id: wrap(c.name, ROOM / LETTERS) for c in boxed}
    heights = {
        _part(c.id, t): PILL if k else 25 + LINE * len(names[c.id])
        for c in boxed
        for k, t in enumerate(scene.terms[c.id])
    }
    routes = tuple(_route(scene, link, bars.keys()) for link in scene.links)
    ribbons = [(c.id, _part(c.id, a), _part(c.id, b)) for c in boxed for a, b in pairwise(scene.terms[c.id])]
    running = [r for r in routes if not r.loop]
    drawing = arrange(
        [Item(key, _term(key), height) for key, height in heights.items()],
        [Wire(a, b, f"ribbon {name}", 8) for name, a, b in ribbons]
        + [Wire(r.start, r.end, r.bundle, 2) for r in running],
        _anchors(scene, routes, bars, below),
    )
    y = {key: below + v for key, v in drawing.y.items()}
    lanes = [tuple((column, below + v) for column, v in run) for run in drawing.lanes]
    lane_of = dict(zip(running, lanes[len(ribbons) :], strict=True))
    ports = _ports(routes, lane_of, y, heights)
    return Plot(
        bars=tuple(bars.values()),
        boxes={
            c.id: tuple(
                Box(c, t, () if k else names[c.id], y[key] - heights[key] // 2, heights[key])
                for k, t in enumerate(scene.terms[c.id])
                for key in (_part(c.id, t),)
            )
            for c in boxed
        },
        ribbons={
            c.id: tuple(
                Run(Point(right(_term(a)), y[a]), run, Point(left(_term(b)), y[b]))
                for (name, a, b), run in zip(ribbons, lanes, strict=False)
                if name == c.id
            )
            for c in boxed
        },
        lines=tuple((r.link, _run(scene, r, lane_of.get(r, ()), ports)) for r in routes),
        band=band,
        bottom=below + drawing.height + 18,
        crossings=drawing.crossings,
    )


# ---- the band ------------------------------------------------------------------------------------------


def _band(
    scene: Scene, top: int, weekly: Callable[[Course], str]
) -> tuple[dict[Stage, tuple[int, int]], dict[str, Bar], int]:
    """Return the panels, the bars by course, and where the columns begin.

    Each stage has a panel of its own height; both end where the columns begin.
    """
    rows = band_rows(scene)
    courses = [c for c in scene.shown if c.id in rows]
    texts = {c.id: _bar_text(scene, c, weekly) for c in courses}
    stacks = {}
    for stage in Stage:
        stack: dict[int, list[Course]] = {}
        for course in courses:
            if course.stage is stage:
                stack.setdefault(rows[course.id], []).append(course)
        stacks[stage] = [
            (BAR + 13 * (max(len(texts[c.id]) for c in row) - 1), row) for _, row in sorted(stack.items())
        ]
    heights = {s: sum(h + BAR_GAP for h, _ in rows) + BAND_HEAD if rows else 0 for s, rows in stacks.items()}
    bottom = top + max(heights.values())
    bars: dict[str, Bar] = {}
    for of_stage in stacks.values():
        y = bottom - 4
        for height, row in of_stage:
            y -= height + BAR_GAP
            for course in row:
                x, end = left(scene.terms[course.id][0]), right(scene.terms[course.id][-1])
                bars[course.id] = Bar(course, texts[course.id], x, y + BAR_GAP, end - x, height)
    panels = {s: (bottom - h, h) for s, h in heights.items() if h}
    return panels, {c.id: bars[c.id] for c in courses}, bottom + (22 if bars else 4)


def _bar_text(scene: Scene, course: Course, weekly: Callable[[Course], str]) -> tuple[str, ...]:
    room = (right(scene.terms[course.id][-1]) - left(scene.terms[course.id][0]) - 16) / BAR_LETTERS
    whole = f"{course.name}　{weekly(course)}".rstrip("　")
    return (whole,) if ems(whole) <= room else wrap(course.name, room, 2)


# ---- lines ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Route:
    """A line by the keys of what it joins. Lines of one ``bundle`` share their lanes."""

    link: Link
    start: str
    end: str
    bundle: str
    back: bool = False
    loop: bool = False

    @property
    def line(self) -> str:
        return f"{self.link.earlier} {self.link.later}"

    @property
    def side(self) -> str:
        """The side of the box at the end that it comes to."""
        return "right" if self.loop else "left"


def _part(course_id: str, term: int) -> str:
    return f"{course_id}@{term}"


def _term(key: str) -> int:
    return int(key.rpartition("@")[2])


def _route(scene: Scene, link: Link, banded: Iterable[str]) -> _Route:
    earlier, later = scene.terms[link.earlier], scene.terms[link.later]
    start = f"{link.earlier}>" if link.earlier in banded else _part(link.earlier, earlier[-1])
    end = f">{link.later}" if link.later in banded else _part(link.later, later[0])
    group = "order" if link.style in ("pre", "co", "strict_co") else link.style
    bundle = f"{group} {link.earlier}"
    if earlier[-1] < later[0]:
        return _Route(link, start, end, bundle)
    if earlier[0] == later[0]:
        return _Route(link, _part(link.earlier, earlier[0]), end, bundle, loop=True)
    if earlier[0] < later[0]:
        during = max(t for t in earlier if t < later[0])
        return _Route(link, _part(link.earlier, during), end, f"{bundle} {during}")
    before = max(t for t in later if t < earlier[0])
    bundle = f"back {link.earlier} {link.later}"
    return _Route(link, _part(link.later, before), _part(link.earlier, earlier[0]), bundle, back=True)


def _anchors(scene: Scene, routes: Iterable[_Route], bars: Mapping[str, Bar], below: int) -> list[Anchor]:
    found: dict[str, Anchor] = {}
    for route in routes:
        for key in (route.start, route.end):
            if ">" in key:
                bar = bars[key.strip(">")]
                term = scene.terms[bar.course.id][-1 if key.endswith(">") else 0]
                found[key] = Anchor(key, term, bar.y + bar.height // 2 - below)
    return [found[k] for k in sorted(found)]


_Ports = dict[tuple[str, str, str], int]
"""Height at which each line leaves or enters a box: (box, side, bundle or line)."""


def _ports(
    routes: Sequence[_Route],
    lanes: Mapping[_Route, tuple[tuple[int, int], ...]],
    y: Mapping[str, int],
    heights: Mapping[str, int],
) -> _Ports:
    """Return a port for each line, as near as can be to where the line comes from or goes to.

    So lines are straight where there is room, and the ports of one side keep their distance.
    """
    leaving: dict[tuple[str, str], dict[str, list[int]]] = {}
    for route in routes:
        run = lanes.get(route, ())
        ahead = run[0][1] if run else y[route.end]
        leaving.setdefault((route.start, "right"), {}).setdefault(route.bundle, []).append(ahead)
    found: _Ports = {}
    for (key, side), ends in sorted(leaving.items()):
        wanted = {bundle: sum(ys) / len(ys) for bundle, ys in ends.items()}
        found |= _spread(key, side, wanted, y, heights)
    entering: dict[tuple[str, str], dict[str, float]] = {}
    for route in routes:
        run = lanes.get(route, ())
        came = run[-1][1] if run else found[route.start, "right", route.bundle]
        entering.setdefault((route.end, route.side), {})[route.line] = float(came)
    for (key, side), wanted in sorted(entering.items()):
        held = {n: float(v) for (k, s, n), v in found.items() if (k, s) == (key, side)}
        found |= _spread(key, side, wanted | held, y, heights)
    return found


def _spread(
    key: str, side: str, wanted: Mapping[str, float], y: Mapping[str, int], heights: Mapping[str, int]
) -> _Ports:
    half = heights[key] / 2 - 7 if key in heights else 6.0
    top, bottom = y[key] - half, y[key] + half
    names = sorted(wanted, key=lambda n: (wanted[n], n))
    step = min(9.0, 2 * half / max(1, len(names) - 1))
    near = [min(bottom, max(top, wanted[n])) - k * step for k, n in enumerate(names)]
    placed = isotonic(near, [1.0] * len(names), top, max(top, bottom - step * (len(names) - 1)))
    return {(key, side, n): round(v + k * step) for k, (n, v) in enumerate(zip(names, placed, strict=True))}


def _run(scene: Scene, route: _Route, lanes: tuple[tuple[int, int], ...], ports: _Ports) -> Run:
    start = Point(_edge(scene, route.start, "right"), ports[route.start, "right", route.bundle])
    end = Point(_edge(scene, route.end, route.side), ports[route.end, route.side, route.line])
    return Run(start, lanes, end, route.back, route.loop)


def _edge(scene: Scene, key: str, side: str) -> int:
    terms = scene.terms[key.strip(">")] if ">" in key else (_term(key),)
    return right(terms[-1]) if side == "right" else left(terms[0])
