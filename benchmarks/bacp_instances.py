"""Instances of the balanced academic curriculum problem: the public forms, and random ones of the same shape.

Forms: CSPLib 030 (``.dat``), OscaR (text of numbers), and a neutral JSON form that also holds the
generalised problem over many curricula: loads are balanced, and limits hold, in each of them. ``undesired``
pairs of course and period are taken as forbidden: in the generalised problem of Di Gaspero and Schaerf (2008)
they are wishes with a price, but this form names no price to weigh them with, and a school that writes
"not in this period" is understood by keeping to it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, Literal

NO_LIMIT = 10**6

Objective = Literal["max", "squares"]
"""The greatest load of a period, or the sum of squared loads; over all curricula."""


@dataclass(frozen=True)
class Bacp:
    """Courses with loads, periods, pairs (before, after), and limits of each period; all counted from 0."""

    name: str
    objective: Objective
    periods: int
    load: tuple[int, ...]
    pairs: tuple[tuple[int, int], ...]
    loads: tuple[int, int] = (0, NO_LIMIT)
    courses: tuple[int, int] = (0, NO_LIMIT)
    curricula: tuple[tuple[int, ...], ...] = ()
    undesired: frozenset[tuple[int, int]] = frozenset()

    @property
    def groups(self) -> tuple[tuple[int, ...], ...]:
        """The courses whose loads are balanced together: each curriculum, or all courses."""
        return self.curricula or (tuple(range(len(self.load))),)

    @property
    def highest(self) -> int:
        """The greatest load that a period can have: its limit, or all courses of a curriculum at once."""
        return min(self.loads[1], max(sum(self.load[c] for c in group) for group in self.groups))

    def value(self, starts: tuple[int, ...]) -> int:
        """Return the objective of a plan, the period of each course."""
        sums = [load for group in self.groups for load in self.sums(group, starts)]
        return max(sums) if self.objective == "max" else sum(s * s for s in sums)

    def sums(self, group: tuple[int, ...], starts: tuple[int, ...]) -> list[int]:
        """Return the load of each period in a curriculum."""
        out = [0] * self.periods
        for course in group:
            out[starts[course]] += self.load[course]
        return out

    def faults(self, starts: tuple[int, ...]) -> list[str]:
        """Return what a plan breaks; the referee, which knows nothing of models."""
        out = [f"{a} before {b}" for a, b in self.pairs if starts[a] >= starts[b]]
        out += [f"{c} in {p}" for c, p in sorted(self.undesired) if starts[c] == p]
        out += [f"{c} in no period" for c, p in enumerate(starts) if not 0 <= p < self.periods]
        for group in self.groups:
            for period, load in enumerate(self.sums(group, starts)):
                count = sum(starts[c] == period for c in group)
                if not self.loads[0] <= load <= self.loads[1]:
                    out.append(f"load {load} in {period}")
                if not self.courses[0] <= count <= self.courses[1]:
                    out.append(f"{count} courses in {period}")
        return out


# ---- reading ----------------------------------------------------------------------------------------


def read(file: Path) -> Bacp:
    """Return the instance in a file; its form is told by the ending."""
    text = file.read_text("utf-8")
    if file.suffix == ".json":
        return _neutral(file.stem, json.loads(text))
    return _csplib(file.stem, text) if file.suffix == ".dat" else _oscar(file.stem, text)


def _csplib(name: str, text: str) -> Bacp:
    text = re.sub(r"/\*.*?\*/|//[^\n]*", "", text, flags=re.S)
    given = dict(re.findall(r"\b([pabcd])\s*=\s*(\d+)", text))
    names = re.search(r"courses\s*=\s*\{(.*?)\}", text, re.S)
    credit = re.search(r"credit\s*=\s*\[(.*?)\]", text, re.S)
    prereq = re.search(r"prereq\s*=\s*\{(.*?)\}\s*;", text, re.S)
    if not (names and credit and prereq and len(given) == 5):
        raise ValueError(f"{name}: not the CSPLib form")
    ids = [n.strip() for n in names[1].split(",")]
    pairs = re.findall(r"<\s*(\w+)\s*,\s*(\w+)\s*>", prereq[1])
    return Bacp(
        name,
        "max",
        int(given["p"]),
        tuple(map(int, re.findall(r"\d+", credit[1]))),
        tuple((ids.index(before), ids.index(after)) for after, before in pairs),
        (int(given["a"]), int(given["b"])),
        (int(given["c"]), int(given["d"])),
    )


def _oscar(name: str, text: str) -> Bacp:
    """Courses, periods, least and greatest credit drawn, count of pairs; credits; pairs ``after before``."""
    (courses, periods, _, _, count), *rest = [
        list(map(int, line.split())) for line in text.splitlines() if line
    ]
    numbers = [n for line in rest for n in line]
    loads, flat = numbers[:courses], numbers[courses:]
    if len(flat) != 2 * count:
        raise ValueError(f"{name}: {count} pairs announced, {len(flat) // 2} found")
    return Bacp(name, "squares", periods, tuple(loads), tuple(zip(flat[1::2], flat[::2], strict=True)))


def _neutral(name: str, given: dict[str, Any]) -> Bacp:
    def limits(what: str) -> tuple[int, int]:
        least, most = given.get(f"min_{what}"), given.get(f"max_{what}")
        return least or 0, NO_LIMIT if most is None else most

    return Bacp(
        given.get("name", name),
        given["objective"],
        given["periods"],
        tuple(given["load"]),
        tuple((a, b) for a, b in given["prerequisites"]),
        limits("load"),
        limits("courses"),
        tuple(tuple(c) for c in given.get("curricula") or ()),
        frozenset((c, p) for c, p in given.get("undesired") or ()),
    )


# ---- drawing ----------------------------------------------------------------------------------------


def draw(shape: Objective, count: int) -> Iterator[Bacp]:
    """Yield random instances of the shape of the public ones; the same for the same count and shape."""
    for seed in range(count):
        yield _layered(seed) if shape == "max" else _sparse(seed)


def _layered(seed: int) -> Bacp:
    """The shape of the random MiniZinc family: 50 courses of load 1 to 10 in 10 periods.

    Courses stand in about as many layers as there are periods, and about three tenths of all pairs of
    neighbouring layers are requisites, so that chains are long and windows narrow.
    """
    rng = Random(f"layered {seed}")
    courses, periods = 50, 10
    edges = [0]
    while edges[-1] < courses:
        edges.append(min(courses, edges[-1] + rng.randint(3, 9)))
    layers = [range(a, b) for a, b in pairwise(edges)]
    pairs = tuple(
        (a, b) for before, after in pairwise(layers) for a in before for b in after if rng.random() < 0.3
    )
    load = tuple(rng.randint(1, 10) for _ in range(courses))
    return Bacp(f"layered-{seed}", "max", periods, load, pairs, (2, 100), (2, 10))


def _sparse(seed: int) -> Bacp:
    """The shape of the OscaR instances: 66 courses of load 1 to 5 in 12 periods, 50 requisites.

    As there, a curriculum with 65 requisites is fixed and each instance keeps 50 of them.
    """
    whole, rng = Random("sparse"), Random(f"sparse {seed}")
    courses, periods = 66, 12
    base: set[tuple[int, int]] = set()
    while len(base) < 65:
        after = whole.randrange(6, courses)
        base.add((whole.randrange(max(0, after - 14), after - 2), after))
    load = tuple(rng.randint(1, 5) for _ in range(courses))
    return Bacp(f"sparse-{seed}", "squares", periods, load, tuple(sorted(rng.sample(sorted(base), 50))))
