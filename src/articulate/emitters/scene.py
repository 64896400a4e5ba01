"""What a course map shows, before anything is drawn: who stands in which term, and which lines run.

Shared by the drawing of our own (``diagram``) and by the text for other engines (``dot``). Terms come
from the plan; without one every course is put where its window and what it builds on allow, the least
filled term first, and the map says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.model.programme import Course, CourseKind, Delivery, Requisite, Stage
from articulate.policy import measured_courses

if TYPE_CHECKING:
    from articulate.graph import CourseGraph, Edge
    from articulate.matching import Relations

Style = Literal["pre", "co", "strict_co", "supply", "progression", "partial_overlap", "duplicate", "inverted"]
"""What a line says. ``duplicate`` stands for renamed duplicates too."""

STYLES: tuple[Style, ...] = (
    "pre",
    "co",
    "strict_co",
    "supply",
    "progression",
    "partial_overlap",
    "duplicate",
    "inverted",
)
RELATION_STYLES: tuple[Style, ...] = ("progression", "partial_overlap", "duplicate", "inverted")
KINDS = tuple(CourseKind)


@dataclass(frozen=True, slots=True)
class Link:
    """A line from ``earlier`` to ``later``.

    ``late``: the order of terms breaks what the line says. ``order``: the later course builds on the
    earlier one, by a requisite or a supply; without it the two are related by content only.
    """

    earlier: str
    later: str
    style: Style
    late: bool = False
    order: bool = True


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a map shows: terms of each course, lines, and the courses that no term has."""

    pathway: Pathway
    plan: TeachingPlan | None
    terms: Mapping[str, tuple[int, ...]]
    links: tuple[Link, ...]
    implied: int
    """Lines left out because a chain of other lines says the same."""
    absent: tuple[Course, ...]
    """Electives that the plan does not count on."""

    @property
    def shown(self) -> tuple[Course, ...]:
        """Courses with a term, by kind as in the table of courses, then by term and id."""
        return tuple(
            sorted(
                (c for c in self.pathway.courses if c.id in self.terms),
                key=lambda c: (KINDS.index(c.kind), self.terms[c.id], c.id),
            )
        )

    def counted(self, stage: Stage | None = None) -> tuple[Course, ...]:
        """Courses that count in sums: required ones, and as many electives as are to be taken."""
        return measured_courses(self.pathway, stage, self.plan)

    def hours(self, term: int) -> dict[CourseKind, int]:
        """Class hours of one term by kind of course, of the courses that count.

        Without a plan the hours of a course are spread evenly over its terms.
        """
        out = dict.fromkeys(KINDS, 0)
        for course in self.counted():
            terms = self.terms.get(course.id, ())
            if term not in terms:
                continue
            if self.plan is None:
                part = course.hours // len(terms) + (course.hours % len(terms) if term == terms[-1] else 0)
            else:
                part = sum(o.hours for o in self.plan.of(course.id) if o.term == term)
            out[course.kind] += part
        return out

    def weekly(self, course: Course) -> tuple[int, ...]:
        """Weekly hours in each of its terms; empty without a plan or for whole weeks."""
        if self.plan is None or course.delivery is Delivery.BLOCK:
            return ()
        return tuple(o.weekly for o in self.plan.of(course.id))


def scene(
    pathway: Pathway,
    graph: CourseGraph,
    plan: TeachingPlan | None = None,
    relations: Relations | None = None,
) -> Scene:
    """Return what the map of a pathway shows."""
    if plan is None:
        terms = provisional_terms(pathway, graph.edges)
    else:
        terms = {c.id: plan.terms_of(c.id) for c in pathway.courses if c.id in plan.courses}
    links = _order_links(pathway, graph.edges, terms)
    marked = _relation_links(relations, terms)
    kept, implied = _without_implied(links, terms, marked.keys())
    chosen = {(k.earlier, k.later): k for k in kept}
    for pair, style in marked.items():
        known = chosen.get(pair)
        chosen[pair] = Link(*pair, style, known is not None and known.late, known is not None)
    return Scene(
        pathway=pathway,
        plan=plan,
        terms=terms,
        links=tuple(chosen[pair] for pair in sorted(chosen)),
        implied=implied,
        absent=tuple(c for c in pathway.courses if c.id not in terms),
    )


# ---- terms without a plan ----------------------------------------------------------------------------


def provisional_terms(pathway: Pathway, edges: Iterable[Edge]) -> dict[str, tuple[int, ...]]:
    """Return terms for each course from windows and order alone, the least filled term first.

    Not a plan: weeks and weekly limits are not looked at. Where windows contradict the order the
    window wins, and the line that is broken shows as such.
    """
    before: dict[str, set[str]] = {c.id: set() for c in pathway.courses}
    after: dict[str, set[str]] = {c.id: set() for c in pathway.courses}
    for edge in edges:
        if edge.kind in ("pre", "supply"):
            before[edge.later].add(edge.earlier)
            after[edge.earlier].add(edge.later)
    order = _in_order(before)
    span = {c.id: min(c.span) for c in pathway.courses}
    last_start: dict[str, int] = {}
    for name in reversed(order):
        course = pathway.by_id[name]
        end = min([course.window[1], *(last_start[b] - 1 for b in after[name] if b in last_start)])
        last_start[name] = end - span[name] + 1
    load = dict.fromkeys(range(1, 11), 0)
    out: dict[str, tuple[int, ...]] = {}
    for name in order:
        course = pathway.by_id[name]
        latest = max(course.window[0], course.window[1] - span[name] + 1)
        first = max([course.window[0], *(out[a][-1] + 1 for a in before[name] if a in out)])
        first = min(first, latest)
        starts = range(first, max(first, min(latest, last_start[name])) + 1)
        start = min(
            starts, key=lambda t: (max(_filled(pathway, load, u) for u in range(t, t + span[name])), t)
        )
        out[name] = tuple(t for t in range(start, start + span[name]) if t <= 10)
        for t in out[name]:
            load[t] += course.hours // span[name]
    return out


def _in_order(before: Mapping[str, set[str]]) -> list[str]:
    # Smallest id first among those whose predecessors are placed; in a ring the smallest id breaks it.
    waiting = {name: set(found) for name, found in before.items()}
    order: list[str] = []
    while waiting:
        ready = sorted(n for n, w in waiting.items() if not w) or [
            min(waiting, key=lambda n: (len(waiting[n]), n))
        ]
        for name in ready:
            del waiting[name]
            order.append(name)
        for left in waiting.values():
            left.difference_update(ready)
    return order


def _filled(pathway: Pathway, load: Mapping[int, int], term: int) -> int:
    # Thousandths of what a term can hold: 28 hours in each week that is not spoken for otherwise.
    if term > 10:
        return 10**6
    calendar = pathway.calendar.term(term)
    return load[term] * 1000 // (28 * max(1, calendar.teaching + calendar.block))


# ---- lines -------------------------------------------------------------------------------------------


def _order_links(
    pathway: Pathway, edges: Sequence[Edge], terms: Mapping[str, tuple[int, ...]]
) -> tuple[Link, ...]:
    """One line for each pair of courses, the strictest reason first.

    Where several courses meet one requirement, or a requisite leaves a choice, only those in time are
    drawn; where none is in time the first by id shows as late.
    """
    optional = {c.id: _alternatives(c.requisites) for c in pathway.courses}
    choices: dict[tuple[str, str], list[Edge]] = {}
    found: dict[tuple[str, str], Link] = {}
    for edge in edges:
        if edge.earlier not in terms or edge.later not in terms:
            continue
        if edge.kind == "supply":
            choices.setdefault((edge.later, f"topic {edge.topic}"), []).append(edge)
        elif edge.earlier in optional[edge.later]:
            choices.setdefault((edge.later, "alternatives"), []).append(edge)
        else:
            _keep(found, edge, terms)
    for _, several in sorted(choices.items()):
        timely = [e for e in several if not _late(e, terms)]
        for edge in timely or several[:1]:
            _keep(found, edge, terms)
    return tuple(found[k] for k in sorted(found))


def _keep(found: dict[tuple[str, str], Link], edge: Edge, terms: Mapping[str, tuple[int, ...]]) -> None:
    pair = (edge.earlier, edge.later)
    link = Link(*pair, edge.kind, _late(edge, terms))
    old = found.get(pair)
    if old is None or STYLES.index(link.style) < STYLES.index(old.style):
        found[pair] = link


def _late(edge: Edge, terms: Mapping[str, tuple[int, ...]]) -> bool:
    earlier, later = terms[edge.earlier], terms[edge.later]
    if edge.kind == "strict_co":
        return earlier != later
    if edge.kind == "co":
        return earlier[0] > later[0]
    return earlier[-1] >= later[0]


def _alternatives(requisites: Iterable[Requisite], chosen: bool = False) -> frozenset[str]:
    out: set[str] = set()
    for requisite in requisites:
        free = chosen or (requisite.kind == "any" and len(requisite.parts) > 1)
        if requisite.course is not None and free:
            out.add(requisite.course)
        out |= _alternatives(requisite.parts, free)
    return frozenset(out)


def _without_implied(
    links: Sequence[Link], terms: Mapping[str, tuple[int, ...]], always: Collection[tuple[str, str]]
) -> tuple[tuple[Link, ...], int]:
    """Leave out lines between courses that a chain of other lines joins anyway (transitive reduction).

    What is late, what is taken side by side and the pairs in ``always`` stay. Reachability does not
    change, so the chains that a reader follows are the same.
    """
    following: dict[str, set[str]] = {}
    for link in links:
        # Steps to a later term only: no rings, and no chain longer than the ten terms.
        if terms[link.earlier][0] < terms[link.later][0]:
            following.setdefault(link.earlier, set()).add(link.later)
    reach: dict[str, frozenset[str]] = {}

    def reached(name: str) -> frozenset[str]:
        if name not in reach:
            near = following.get(name, set())
            reach[name] = frozenset(near).union(*(reached(n) for n in near))
        return reach[name]

    def implied(link: Link) -> bool:
        return (
            link.style in ("pre", "supply")
            and not link.late
            and (link.earlier, link.later) not in always
            and any(link.later in reached(middle) for middle in following[link.earlier])
        )

    kept = tuple(link for link in links if not implied(link))
    return kept, len(links) - len(kept)


def _relation_links(
    relations: Relations | None, terms: Mapping[str, tuple[int, ...]]
) -> dict[tuple[str, str], Style]:
    if relations is None:
        return {}
    styles: dict[str, Style] = {
        "progression": "progression",
        "partial_overlap": "partial_overlap",
        "duplicate": "duplicate",
        "renamed_duplicate": "duplicate",
        "inverted": "inverted",
    }
    return {
        (r.earlier.id, r.later.id): styles[r.kind]
        for r in relations.across_stages(*styles)
        if r.earlier.id in terms and r.later.id in terms
    }
