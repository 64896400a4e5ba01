"""Which sets of proposals remove given errors: every set that holds nothing superfluous, the best first."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Cost = tuple[int, ...]
"""What one option costs, compared from left to right; the costs of a set are added up."""

Cover = tuple[int, ...]
"""Options by number, ascending."""

MOST_COVERS = 20_000
"""Covers of one group of errors that are looked at before the search gives up."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something that removes errors, at a cost."""

    number: int
    removes: frozenset[object]
    cost: Cost


class TooManyError(Exception):
    """There are more covers than can be looked at."""


def covers(errors: Collection[object], options: Sequence[Option]) -> Iterator[Cover]:
    """Yield the sets of options that remove all errors and hold none too many, the cheapest first.

    Errors that share an option are covered together, by trying every option for the error that has the
    fewest (set cover is hard in general; here a group is a handful of errors). The covers of the groups,
    sorted by cost, are then put together best first, so that the next best set is always at hand.
    Raises ``TooManyError`` where a group has too many covers.
    """
    useful = [o for o in options if o.removes & set(errors)]
    groups = [_ranked(group, useful) for group in _groups(errors, useful)]
    if all(groups):
        yield from _combined(groups)


def _groups(errors: Collection[object], options: Sequence[Option]) -> list[frozenset[object]]:
    """Return the errors in groups that no option crosses; order as that of the errors."""
    groups = [frozenset({e}) for e in errors]
    for option in options:
        touched = [g for g in groups if g & option.removes]
        if len(touched) > 1:
            merged = frozenset[object]().union(*touched)
            groups = [merged if g is touched[0] else g for g in groups if g is touched[0] or g not in touched]
    return groups


def _ranked(errors: frozenset[object], options: Sequence[Option]) -> list[tuple[Cost, Cover]]:
    """Return the covers of one group by cost, then by number."""
    by_number = {o.number: o for o in options if o.removes & errors}
    found = {tuple(sorted(c)) for c in _all(errors, by_number)}
    return sorted(
        (_sum(by_number[n].cost for n in c), c) for c in found if not _superfluous(c, by_number, errors)
    )


def _all(errors: frozenset[object], options: Mapping[int, Option]) -> Iterator[frozenset[int]]:
    seen: set[frozenset[int]] = set()
    open_ = [(errors, frozenset[int]())]
    while open_:
        missing, chosen = open_.pop()
        if chosen in seen:
            continue
        seen.add(chosen)
        if len(seen) > MOST_COVERS:
            raise TooManyError
        if not missing:
            yield chosen
            continue
        choices = min(
            ([n for n, o in sorted(options.items()) if e in o.removes] for e in missing),
            key=lambda numbers: (len(numbers), numbers),
        )
        open_ += [(missing - options[n].removes, chosen | {n}) for n in choices]


def _superfluous(cover: Cover, options: Mapping[int, Option], errors: frozenset[object]) -> bool:
    """Tell whether a cover can do without one of its options."""
    return any(
        errors <= frozenset[object]().union(*(options[m].removes for m in cover if m != n)) for n in cover
    )


def _combined(groups: Sequence[Sequence[tuple[Cost, Cover]]]) -> Iterator[Cover]:
    """Yield one cover of each group together, by the sum of their costs."""

    def entry(at: tuple[int, ...]) -> tuple[Cost, Cover, tuple[int, ...]]:
        picked = [group[k] for group, k in zip(groups, at, strict=True)]
        return _sum(c for c, _ in picked), tuple(sorted(n for _, c in picked for n in c)), at

    first = (0,) * len(groups)
    waiting, seen = [entry(first)], {first}
    while waiting:
        _, cover, at = heapq.heappop(waiting)
        yield cover
        for k, group in enumerate(groups):
            after = (*at[:k], at[k] + 1, *at[k + 1 :])
            if after[k] < len(group) and after not in seen:
                seen.add(after)
                heapq.heappush(waiting, entry(after))


def _sum(costs: Iterable[Cost]) -> Cost:
    return tuple(map(sum, zip(*costs, strict=True)))
