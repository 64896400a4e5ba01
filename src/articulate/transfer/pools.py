"""Pools of task variants (抽考题库), equal in difficulty by construction, and the draw from them.

A cohort does a skill task in sittings, as the work stations of its place allow. So that a later sitting
learns nothing from an earlier one, each draws a variant of its own. A variant has the points, the time and
the levels of its task by construction: it may exchange an outcome on which nothing rests for another of the
same competency and the same level, or keep the content and change workpiece, parameters, fault or case.
Topics of the bridge stay in every variant, since every student is to show them, and so do topics that the
schools have chosen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from hashlib import sha256
from itertools import combinations, islice, product

from articulate.model.criteria import Draw, SkillTask, TaskVariant, TransferCriteria
from articulate.model.pathway import Pathway
from articulate.transfer.boundary import Boundary
from articulate.transfer.tasks import built_by_practice

MOST_CONTENTS = 500
"""Contents that are looked at for a pool; the first ones by topic. A bound on work, far above any pool."""


def sittings(pathway: Pathway, task: SkillTask) -> int:
    """Return how often a place must be filled until the whole cohort has done a task.

    Everyone is marked alone and so has a work station alone, although several may share one in lessons:
    ``ceil(students / stations)``. Where no place is known, once a class.
    """
    classes, size = pathway.planning.groups
    students = pathway.planning.students or classes * size
    place = next((f for f in pathway.all_facilities if f.id == task.facility), None)
    stations = place.stations if place else 0
    return -(-students // stations) if stations else classes


def with_pools(
    boundary: Boundary, tasks: Sequence[SkillTask], fixed: Collection[str]
) -> tuple[SkillTask, ...]:
    """Return the tasks with their pools. ``fixed`` topics stay in every variant."""
    pool = boundary.pathway.transfer.pool
    taken = {t for task in tasks for t in task.topics}
    out = []
    for task in tasks:
        times = sittings(boundary.pathway, task)
        count = pool.variants or pool.needed(times)
        out.append(task.but(sittings=times, variants=_variants(boundary, task, count, fixed, taken)))
    return tuple(out)


def _variants(
    boundary: Boundary, task: SkillTask, count: int, fixed: Collection[str], taken: Collection[str]
) -> tuple[TaskVariant, ...]:
    contents = _spread(task.topics, list(_contents(boundary, task, fixed, taken)), count)
    made = []
    for number in range(count):
        # More variants than contents: the contents come round again, with other data.
        again = number >= len(contents)
        made.append(
            TaskVariant(
                id=f"{task.id}-{number + 1:02d}",
                topics=contents[number % len(contents)],
                level=task.level,
                minutes=task.minutes,
                total=task.total,
                like=f"{task.id}-{number % len(contents) + 1:02d}" if again else None,
            )
        )
    return tuple(made)


def _contents(
    boundary: Boundary, task: SkillTask, fixed: Collection[str], taken: Collection[str]
) -> Iterator[tuple[str, ...]]:
    """Yield other contents of a task: what nothing rests on, exchanged level by level."""
    built = built_by_practice(boundary, task.competency)
    level = {o.topic: o.level for _, o in built}
    kept = [t for t in task.topics if t in fixed or t not in level]
    free = [t for t in task.topics if t not in kept]
    others = sorted(
        {
            o.topic
            for _, o in built
            if o.topic not in taken
            and o.topic not in fixed
            and o.topic not in boundary.pathway.transfer.not_assessed
        }
    )
    by_level = Counter(level[t] for t in free)
    choices = [
        combinations(sorted([t for t in (*free, *others) if level[t] == lv]), k)
        for lv, k in sorted(by_level.items())
    ]
    for parts in islice(product(*choices), MOST_CONTENTS):
        yield (*kept, *(t for part in parts for t in part))


def _spread(
    base: tuple[str, ...], contents: Sequence[tuple[str, ...]], count: int
) -> tuple[tuple[str, ...], ...]:
    """Pick contents, the task's own first, so that every topic comes about as often as any other."""
    picked = [base]
    left = [c for c in contents if set(c) != set(base)]
    used = Counter(base)
    while left and len(picked) < count:
        best = min(left, key=lambda c: (sum(used[t] for t in c), c))
        left.remove(best)
        picked.append(best)
        used.update(best)
    return tuple(picked)


def draw(criteria: TransferCriteria, seed: str) -> tuple[Draw, ...]:
    """Return which variant every sitting of every task does, by a seed that is drawn in public.

    The variants of a task are put in the order of the SHA-256 of ``seed/variant`` and dealt to the
    sittings in turn; none comes twice before all have come. Anybody who knows the seed can do the same by
    hand, and nobody can choose the outcome without it.
    """
    found = []
    for task in criteria.tasks:
        order = sorted(task.variants, key=lambda v: (sha256(f"{seed}/{v.id}".encode()).hexdigest(), v.id))
        for number in range(task.sittings if order else 0):
            variant = order[number % len(order)]
            found.append(Draw(task=task.id, sitting=number + 1, variant=variant.id))
    return tuple(found)
