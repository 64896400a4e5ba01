"""The course graph: who builds on whom, how long the chains are, what crosses from stage to stage.

A vertex is a course. An edge runs from what must come first to what builds on it, for two reasons:
a requisite names the course (``pre``, ``co``, ``strict_co``; every alternative of ``any`` is an edge),
or one of its outcomes meets a requirement (``supply``).

The four structural metrics are those of curricular analytics (Heileman, Abdallah, Slim & Hickman,
"Curricular Analytics", 2018), computed in one pass in topological order with integers as bit sets,
so that they are exact and linear in edges (times the word length for the sets) at any depth.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from articulate import display
from articulate.model.pathway import Pathway
from articulate.model.programme import Course, Stage

if TYPE_CHECKING:
    import networkx

    from articulate.matching import Supplies

EdgeKind = Literal["pre", "co", "strict_co", "supply"]


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """``later`` builds on ``earlier``; ``kind`` says why, ``topic`` which requirement is met."""

    earlier: str
    later: str
    kind: EdgeKind
    topic: str = ""


class CourseGraph:
    """The graph of a pathway, read-only.

    Metrics are over pairs of courses (parallel edges count once). On a cyclic graph the metrics
    look at the graph of its strongly connected components' courses without the edges inside them,
    and ``cycles()`` says what is wrong.
    """

    def __init__(self, pathway: Pathway, supplies: Supplies | None = None) -> None:
        self.pathway = pathway
        self._supplies = supplies

    # ---- structure -----------------------------------------------------------------------------

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Course ids in the order of the pathway: secondary first, then by id."""
        return tuple(c.id for c in self.pathway.courses)

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """All edges with their kind, sorted. A requirement adds an edge from each course that meets it."""
        known = set(self.ids)
        found: set[Edge] = set()
        for course in self.pathway.courses:
            for requisite in course.requisites:
                for kind, other in requisite.leaves():
                    if other in known and other != course.id:
                        found.add(Edge(other, course.id, kind))  # type: ignore[arg-type]
        for supply in self.supplies.all:
            for meeting in supply.met_by:
                if self._may_precede(meeting.course, supply.course):
                    found.add(Edge(meeting.course.id, supply.course.id, "supply", supply.requirement.topic))
        return tuple(sorted(found))

    @cached_property
    def supplies(self) -> Supplies:
        """What meets each requirement."""
        if self._supplies is not None:
            return self._supplies
        from articulate.matching import supplies

        return supplies(self.pathway)

    @staticmethod
    def _may_precede(earlier: Course, later: Course) -> bool:
        # A course that can only start after the other must have ended supplies nothing to it.
        return (
            earlier.id != later.id
            and earlier.window[0] <= later.window[1]
            and (earlier.stage is later.stage or earlier.stage is Stage.SECONDARY)
        )

    @cached_property
    def _next(self) -> tuple[tuple[int, ...], ...]:
        place = self._place
        out: list[set[int]] = [set() for _ in self.ids]
        for edge in self.edges:
            out[place[edge.earlier]].add(place[edge.later])
        return tuple(tuple(sorted(s)) for s in out)

    @cached_property
    def _component(self) -> tuple[int, ...]:
        """Index of the strongly connected component of each vertex (Tarjan 1972, iterative)."""
        n = len(self.ids)
        index, low, component = [-1] * n, [0] * n, [-1] * n
        stack: list[int] = []
        counter = found = 0
        for root in range(n):
            if index[root] >= 0:
                continue
            work = [(root, 0)]
            while work:
                v, k = work.pop()
                if k == 0:
                    index[v] = low[v] = counter
                    counter += 1
                    stack.append(v)
                for j in range(k, len(self._next[v])):
                    w = self._next[v][j]
                    if index[w] < 0:
                        work += [(v, j + 1), (w, 0)]
                        break
                    if component[w] < 0:
                        low[v] = min(low[v], index[w])
                else:
                    if low[v] == index[v]:
                        while True:
                            w = stack.pop()
                            component[w] = found
                            if w == v:
                                break
                        found += 1
                    if work:
                        low[work[-1][0]] = min(low[work[-1][0]], low[v])
        return tuple(component)

    @cached_property
    def _dag(self) -> tuple[tuple[int, ...], ...]:
        comp = self._component
        return tuple(tuple(w for w in row if comp[w] != comp[v]) for v, row in enumerate(self._next))

    @cached_property
    def _order(self) -> tuple[int, ...]:
        """A topological order of the graph without the edges inside cycles (Kahn 1962)."""
        waiting = [0] * len(self.ids)
        for row in self._dag:
            for w in row:
                waiting[w] += 1
        ready = [v for v, k in enumerate(waiting) if k == 0]
        out: list[int] = []
        for v in ready:
            out.append(v)
            for w in self._dag[v]:
                waiting[w] -= 1
                if waiting[w] == 0:
                    ready.append(w)
        return tuple(out)

    @cached_property
    def _after(self) -> tuple[int, ...]:
        """Bit set of the vertices reachable from each vertex."""
        after = [0] * len(self.ids)
        for v in reversed(self._order):
            for w in self._dag[v]:
                after[v] |= after[w] | 1 << w
        return tuple(after)

    @cached_property
    def _before(self) -> tuple[int, ...]:
        before = [0] * len(self.ids)
        for v in self._order:
            for w in self._dag[v]:
                before[w] |= before[v] | 1 << v
        return tuple(before)

    def _names(self, bits: int) -> tuple[str, ...]:
        return tuple(c for i, c in enumerate(self.ids) if bits >> i & 1)

    @cached_property
    def _place(self) -> dict[str, int]:
        return {c: i for i, c in enumerate(self.ids)}

    def _at(self, course_id: str) -> int:
        return self._place[course_id]

    # ---- order ------------------------------------------------------------------------------------

    def prerequisites(self, course_id: str) -> tuple[str, ...]:
        """Courses that this one builds on, directly or through others. ``KeyError`` if unknown."""
        return self._names(self._before[self._at(course_id)])

    def dependants(self, course_id: str) -> tuple[str, ...]:
        """Courses that build on this one, directly or through others. ``KeyError`` if unknown."""
        return self._names(self._after[self._at(course_id)])

    def cycles(self) -> tuple[tuple[str, ...], ...]:
        """One shortest cycle through the smallest id of each knot of courses that wait for each other.

        Rings made of ``co`` or ``strict_co`` alone can be satisfied (all at once) and are no cycles.
        """
        knots: dict[int, list[int]] = {}
        for v, k in enumerate(self._strict_component()):
            knots.setdefault(k, []).append(v)
        kinds: dict[tuple[str, str], set[str]] = {}
        for e in self._hard_edges():
            kinds.setdefault((e.earlier, e.later), set()).add(e.kind)
        out = []
        for members in knots.values():
            ids = sorted(self.ids[v] for v in members)
            if len(ids) == 1 and (ids[0], ids[0]) not in kinds:
                continue
            inside = {p: k for p, k in kinds.items() if p[0] in ids and p[1] in ids}
            if any("pre" in k for k in inside.values()):
                out.append(self._shortest_ring(ids, inside))
        return tuple(sorted(out))

    def _hard_edges(self) -> tuple[Edge, ...]:
        # Only what must hold whatever is chosen: requisites outside any `any`, and no supplies, since a
        # requirement may be met elsewhere.
        known = set(self.ids)
        out: set[Edge] = set()
        for course in self.pathway.courses:
            stack = list(course.requisites)
            while stack:
                r = stack.pop()
                if r.kind == "all":
                    stack += r.parts
                elif r.kind == "any":
                    if len(r.parts) == 1:
                        stack += r.parts
                elif r.course in known:
                    out.add(Edge(r.course or "", course.id, r.kind))
                    if r.kind == "strict_co" and self.pathway.by_id[r.course or ""].span == course.span:
                        # Of two courses that differ in length the shorter runs inside the longer one,
                        # so that only equal ones must also start together.
                        out.add(Edge(course.id, r.course or "", r.kind))
        return tuple(sorted(out))

    def _strict_component(self) -> tuple[int, ...]:
        hard = CourseGraph.__new__(CourseGraph)
        hard.pathway, hard._supplies = self.pathway, None
        hard.__dict__["ids"] = self.ids
        hard.__dict__["edges"] = self._hard_edges()
        return hard._component

    @staticmethod
    def _shortest_ring(ids: list[str], inside: dict[tuple[str, str], set[str]]) -> tuple[str, ...]:
        # The shortest ring that contains a `pre` edge; ties go to the smallest ids.
        steps: dict[str, list[str]] = {a: sorted(b for x, b in inside if x == a) for a in ids}
        best: tuple[str, ...] = ()
        for (a, b), kinds in sorted(inside.items()):
            if "pre" not in kinds:
                continue
            paths: list[tuple[str, ...]] = [(b,)]
            seen = {b}
            for path in paths:
                if path[-1] == a:
                    ring = path if a != b else (a,)
                    if not best or len(ring) < len(best):
                        best = ring
                    break
                for c in steps[path[-1]]:
                    if c not in seen:
                        seen.add(c)
                        paths.append((*path, c))
        k = best.index(min(best))
        return best[k:] + best[:k]

    def longest_chain(self) -> tuple[str, ...]:
        """The longest chain of courses that build on each other; of several, the first by id."""
        if not self.ids:
            return ()
        tail = self._tail
        v = min(range(len(self.ids)), key=lambda i: (-tail[i], self.ids[i]))
        out = [self.ids[v]]
        while self._dag[v]:
            v = min(self._dag[v], key=lambda i: (-tail[i], self.ids[i]))
            out.append(self.ids[v])
        return tuple(out)

    @cached_property
    def _tail(self) -> tuple[int, ...]:
        out = [1] * len(self.ids)
        for v in reversed(self._order):
            out[v] = 1 + max((out[w] for w in self._dag[v]), default=0)
        return tuple(out)

    @cached_property
    def _head(self) -> tuple[int, ...]:
        out = [1] * len(self.ids)
        for v in self._order:
            for w in self._dag[v]:
                out[w] = max(out[w], out[v] + 1)
        return tuple(out)

    def redundant(self) -> tuple[Edge, ...]:
        """Requisites that follow from others: removing them all changes no reachability.

        Only ``pre`` edges are called redundant, and only by a path of ``pre`` edges: a path that uses
        a corequisite promises less.
        """
        pre = sorted({(e.earlier, e.later) for e in self._hard_edges() if e.kind == "pre"})
        place, comp = self._place, self._strict_component()
        nexts: list[list[int]] = [[] for _ in self.ids]
        for a, b in pre:
            if comp[place[a]] != comp[place[b]]:
                nexts[place[a]].append(place[b])
        order = _topological(nexts)
        after = [0] * len(self.ids)
        for v in reversed(order):
            for w in nexts[v]:
                after[v] |= after[w] | 1 << w
        out = []
        for v, row in enumerate(nexts):
            for w in row:
                if any(after[u] >> w & 1 for u in row if u != w):
                    out.append(Edge(self.ids[v], self.ids[w], "pre"))
        return tuple(sorted(out))

    def cut(self, term: int) -> tuple[Edge, ...]:
        """Edges that cross the end of a term: ``cut(6)`` is what the stages hand over.

        Without a plan a course counts as before the boundary when its window ends by then.
        """
        done = {c.id for c in self.pathway.courses if c.window[1] <= term}
        return tuple(e for e in self.edges if e.earlier in done and e.later not in done)

    # ---- metrics ----------------------------------------------------------------------------------

    def blocking_factor(self, course_id: str) -> int:
        """How many courses cannot be taken before this one: all that build on it."""
        return self._after[self._at(course_id)].bit_count()

    def delay_factor(self, course_id: str) -> int:
        """Courses on the longest chain through this one; 1 when it stands alone."""
        v = self._at(course_id)
        return self._head[v] + self._tail[v] - 1

    def centrality(self, course_id: str) -> int:
        """Sum of the lengths, in courses, of all source-to-sink chains of which it is an inner course.

        Exact at any size: numbers of chains grow beyond 64 bits in deep graphs.
        """
        v = self._at(course_id)
        if not self._dag[v] or not self._before[v]:
            return 0
        up, up_len = self._chains_up[v]
        down, down_len = self._chains_down[v]
        return up_len * down + down_len * up - up * down

    @cached_property
    def _chains_down(self) -> tuple[tuple[int, int], ...]:
        """For each vertex: how many chains lead to a sink, and the sum of their lengths in vertices."""
        out = [(1, 1)] * len(self.ids)
        for v in reversed(self._order):
            if self._dag[v]:
                count = sum(out[w][0] for w in self._dag[v])
                out[v] = (count, sum(out[w][1] for w in self._dag[v]) + count)
        return tuple(out)

    @cached_property
    def _chains_up(self) -> tuple[tuple[int, int], ...]:
        back: list[list[int]] = [[] for _ in self.ids]
        for v, row in enumerate(self._dag):
            for w in row:
                back[w].append(v)
        out = [(1, 1)] * len(self.ids)
        for v in self._order:
            if back[v]:
                count = sum(out[w][0] for w in back[v])
                out[v] = (count, sum(out[w][1] for w in back[v]) + count)
        return tuple(out)

    def complexity(self, course_id: str | None = None) -> int:
        """Blocking plus delay factor of a course, or the sum over all courses."""
        if course_id is not None:
            return self.blocking_factor(course_id) + self.delay_factor(course_id)
        return sum(
            self._after[v].bit_count() + self._head[v] + self._tail[v] - 1 for v in range(len(self.ids))
        )

    # ---- for others ----------------------------------------------------------------------------------

    @cached_property
    def nx(self) -> networkx.MultiDiGraph[str]:
        """The same graph as a ``networkx.MultiDiGraph`` with course and edge attributes."""
        import networkx

        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        for course in self.pathway.courses:
            graph.add_node(course.id, name=course.name, stage=course.stage.value, hours=course.hours)
        for edge in self.edges:
            graph.add_edge(edge.earlier, edge.later, kind=edge.kind, topic=edge.topic)
        return graph

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return display.bundle(self) or {"text/plain": repr(self)}


def _topological(nexts: list[list[int]]) -> list[int]:
    waiting = [0] * len(nexts)
    for row in nexts:
        for w in row:
            waiting[w] += 1
    ready = [v for v, k in enumerate(waiting) if k == 0]
    for v in ready:
        for w in nexts[v]:
            waiting[w] -= 1
            if waiting[w] == 0:
                ready.append(w)
    return ready


def hours_of(pathway: Pathway, ids: Iterable[str]) -> int:
    """Class hours of the courses named."""
    return sum(pathway.by_id[i].hours for i in ids)
