"""A layered drawing with fixed columns: in which order things stand, at what height, where lines run.

The columns are given (the ten terms), so of the classic steps of layered drawing (Sugiyama, Tagawa &
Toda 1981) three remain: a line over several columns gets a *lane* of its own in each column between,
so that it never passes behind a box; the order inside the columns is chosen by barycentre sweeps
with exchanges of neighbours; heights are the least-squares places that keep the order and the
distances (isotonic regression, pool adjacent violators).

Units are the pixels of the picture. Nothing here knows what a course is. The same input gives the
same numbers on every machine: only additions, products and quotients, and ties go to the first key.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Item:
    """Something with a height that stands in a column."""

    key: str
    column: int
    height: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place outside the columns' own space (above it, ``y`` below 0) from which lines come."""

    key: str
    column: int
    y: int


@dataclass(frozen=True, slots=True)
class Wire:
    """A line from a thing in one column to a thing in a later one.

    Wires of one ``bundle`` share their lanes: a trunk that branches just before each target.
    ``pull`` says how much the line wants to be straight.
    """

    source: str
    target: str
    bundle: str
    pull: int = 1


@dataclass(frozen=True, slots=True)
class Spacing:
    """Distances between what stands in a column."""

    between: int = 12
    lane: int = 7
    beside: int = 9
    """Between a box and a lane."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where everything is: the middle of each item, and the lanes of each wire as (column, y)."""

    height: int
    y: Mapping[str, int]
    lanes: tuple[tuple[tuple[int, int], ...], ...]
    crossings: int


def arrange(
    items: Sequence[Item],
    wires: Sequence[Wire],
    anchors: Sequence[Anchor] = (),
    spacing: Spacing = Spacing(),
) -> Drawing:
    """Return the drawing. ``items`` come in the order they should take where no line says otherwise.

    Raises ``ValueError`` for a wire that does not run from a column to a later one.
    """
    net = _Net(items, wires, anchors)
    order = _fewest_crossings(net)
    y, height = _heights(net, order, spacing)
    named = {key: round(y[v]) for key, v in net.place.items()}
    lanes = tuple(
        tuple(
            (c, round(y[net.lane[w.bundle, c]]))
            for c in range(net.column_of(w.source) + 1, net.column_of(w.target))
        )
        for w in wires
    )
    return Drawing(height=round(height), y=named, lanes=lanes, crossings=net.crossings(order))


class _Net:
    """The items, lanes and anchors as numbered vertices, with the pieces of line between columns."""

    def __init__(self, items: Sequence[Item], wires: Sequence[Wire], anchors: Sequence[Anchor]) -> None:
        self.column: list[int] = [i.column for i in items] + [a.column for a in anchors]
        self.height: list[int] = [i.height for i in items] + [0 for _ in anchors]
        self.fixed: dict[int, int] = {len(items) + k: a.y for k, a in enumerate(anchors)}
        self.place = {k: v for v, k in enumerate([*(i.key for i in items), *(a.key for a in anchors)])}
        self.lane: dict[tuple[str, int], int] = {}
        pieces: dict[tuple[int, int], int] = {}
        for wire in wires:
            start, end = self.column_of(wire.source), self.column_of(wire.target)
            if start >= end:
                raise ValueError(f"{wire.source} -> {wire.target} does not run forward")
            last = self.place[wire.source]
            for c in range(start + 1, end):
                following = self._lane(wire.bundle, c)
                pieces[last, following] = max(pieces.get((last, following), 0), wire.pull * 6)
                last = following
            pieces[last, self.place[wire.target]] = pieces.get((last, self.place[wire.target]), 0) + wire.pull
        self.left: list[list[tuple[int, int]]] = [[] for _ in self.column]
        self.right: list[list[tuple[int, int]]] = [[] for _ in self.column]
        for (u, v), pull in sorted(pieces.items()):
            self.right[u].append((v, pull))
            self.left[v].append((u, pull))

    def _lane(self, bundle: str, column: int) -> int:
        if (bundle, column) not in self.lane:
            self.lane[bundle, column] = len(self.column)
            self.column.append(column)
            self.height.append(0)
        return self.lane[bundle, column]

    def column_of(self, key: str) -> int:
        return self.column[self.place[key]]

    @property
    def lanes(self) -> frozenset[int]:
        return frozenset(self.lane.values())

    def start_order(self) -> dict[int, list[int]]:
        order: dict[int, list[int]] = {}
        for v, column in enumerate(self.column):
            if v not in self.fixed:
                order.setdefault(column, []).append(v)
        return dict(sorted(order.items()))

    def positions(self, order: Mapping[int, list[int]]) -> list[float]:
        # Anchors stand above everything else, the highest first.
        at = [0.0] * len(self.column)
        for row in order.values():
            for k, v in enumerate(row):
                at[v] = float(k)
        lowest = min(self.fixed.values(), default=0) - 1
        for v, y in self.fixed.items():
            at[v] = -1.0 + (y - lowest) / (1 - lowest) / 2
        return at

    def crossings(self, order: Mapping[int, list[int]]) -> int:
        at = self.positions(order)
        total = 0
        for column in sorted(set(self.column)):
            ends = sorted(
                (at[u], at[v])
                for u in range(len(self.column))
                if self.column[u] == column
                for v, _ in self.right[u]
            )
            seen: list[float] = []
            for _, end in ends:
                total += len(seen) - bisect_right(seen, end)
                insort(seen, end)
        return total


def _fewest_crossings(net: _Net, sweeps: int = 24) -> dict[int, list[int]]:
    """Return the best order that the sweeps come upon."""
    order = net.start_order()
    best, fewest = {c: list(row) for c, row in order.items()}, net.crossings(order)
    for sweep in range(sweeps):
        forward = sweep % 2 == 0
        for column in sorted(order, reverse=not forward):
            order[column] = _by_barycentre(net, order, column, net.left if forward else net.right)
        _exchange(net, order)
        found = net.crossings(order)
        if found < fewest:
            best, fewest = {c: list(row) for c, row in order.items()}, found
        if not fewest:
            break
    return best


def _by_barycentre(
    net: _Net, order: Mapping[int, list[int]], column: int, neighbours: Sequence[Sequence[tuple[int, int]]]
) -> list[int]:
    # Vertices without neighbours on that side keep their place; the others share the remaining places.
    at = net.positions(order)
    row = order[column]
    moving = [v for v in row if neighbours[v]]
    centre = {v: sum(at[u] for u, _ in neighbours[v]) / len(neighbours[v]) for v in moving}
    moving.sort(key=lambda v: (centre[v], at[v]))
    following = iter(moving)
    return [next(following) if neighbours[v] else v for v in row]


def _exchange(net: _Net, order: dict[int, list[int]], rounds: int = 8) -> None:
    """Exchange neighbours in a column as long as that takes crossings away."""
    for _ in range(rounds):
        better = False
        at = net.positions(order)
        for row in order.values():
            for k in range(len(row) - 1):
                u, v = row[k], row[k + 1]
                if _crossed(net, at, u, v) > _crossed(net, at, v, u):
                    row[k], row[k + 1] = v, u
                    at[u], at[v] = at[v], at[u]
                    better = True
        if not better:
            return


def _crossed(net: _Net, at: Sequence[float], above: int, below: int) -> int:
    total = 0
    for side in (net.left, net.right):
        for a, _ in side[above]:
            for b, _ in side[below]:
                total += at[a] > at[b]
    return total


def _heights(net: _Net, order: Mapping[int, list[int]], spacing: Spacing) -> tuple[list[float], float]:
    """Return the height of each vertex and that of the whole, which is the fullest column's."""
    lanes = net.lanes
    offsets = {c: _offsets(net, row, lanes, spacing) for c, row in order.items()}
    height = max((o[-1] + net.height[order[c][-1]] / 2 for c, o in offsets.items()), default=0.0)
    y = [0.0] * len(net.column)
    for c, row in order.items():
        slack = height - offsets[c][-1] - net.height[row[-1]] / 2
        for v, offset in zip(row, offsets[c], strict=True):
            y[v] = offset + slack / 2
    for v, fixed in net.fixed.items():
        y[v] = float(fixed)
    for sweep in range(48):
        backward = sweep % 2 == 1
        both = sweep >= 24
        for c in sorted(order, reverse=backward):
            row = order[c]
            wanted, weights = [], []
            for v in row:
                near = net.left[v] + net.right[v] if both else (net.right if backward else net.left)[v]
                weight = sum(pull for _, pull in near)
                wanted.append(sum(y[u] * pull for u, pull in near) / weight if weight else y[v])
                weights.append(weight or 0.2)
            low = net.height[row[0]] / 2
            high = height - offsets[c][-1] - net.height[row[-1]] / 2 + low
            settled = isotonic(
                [w - o + low for w, o in zip(wanted, offsets[c], strict=True)], weights, low, max(low, high)
            )
            for v, z, offset in zip(row, settled, offsets[c], strict=True):
                y[v] = z + offset - low
    return y, height


def _offsets(net: _Net, row: Sequence[int], lanes: frozenset[int], spacing: Spacing) -> list[float]:
    out = [net.height[row[0]] / 2]
    for above, below in pairwise(row):
        many = (above in lanes) + (below in lanes)
        gap = (spacing.between, spacing.beside, spacing.lane)[many]
        out.append(out[-1] + (net.height[above] + net.height[below]) / 2 + gap)
    return out


def isotonic(wanted: Sequence[float], weights: Iterable[float], low: float, high: float) -> list[float]:
    """Return the values nearest to ``wanted`` (least squares) that never fall and stay in [low, high]."""
    blocks: list[list[float]] = []
    for value, weight in zip(wanted, weights, strict=True):
        blocks.append([value, weight, 1])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            v2, w2, n2 = blocks.pop()
            v1, w1, n1 = blocks.pop()
            blocks.append([(v1 * w1 + v2 * w2) / (w1 + w2), w1 + w2, n1 + n2])
    return [min(high, max(low, value)) for value, _, count in blocks for _ in range(int(count))]
