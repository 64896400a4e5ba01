"""What the cohort has not mastered, which higher courses that threatens, and what bridge to give.

A student has mastered a topic with 60 % of the points of all questions and scoring points on it. The share
of students who have is given with Wilson's interval, widened so that the intervals of all topics hold
together (``intervals.z_value``).

- Weak: even the upper end lies below 60 %, and the mean share of the points surely does too. Without the
  second, a question of two points, of which one is never enough, would make any topic weak.
- Sound: the lower end does not lie below 60 %. Open: in between.

Questions that behave the wrong way round do not count: what they say about a topic is worth nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, sqrt
from statistics import fmean, stdev

from articulate.cohort.intervals import Interval, wilson, z_value
from articulate.cohort.items import PaperReport
from articulate.cohort.layout import Layout
from articulate.cohort.results import Mark, Results, Student
from articulate.model.criteria import BridgeItem, SkillTask

MASTERED = Fraction(60, 100)
"""Of the points of a topic, to have mastered it: the usual pass line."""
NEEDED = 0.6
"""Of the students, for a class to build on a topic. Our proposal; there is no source for a figure."""
LEAST = 10
"""Students without whom nothing is said of a topic: the interval is then some 60 points wide."""
HOURS_PER_TOPIC = 8
"""Class hours to teach one topic to a class that does not have it: two weeks of four hours."""
STEP = 2
"""Class hours come in double lessons."""
WHOLE_CLASS = 0.5
"""Where more than this share lacks a topic, the whole class is taught; else those who lack it."""


class State(StrEnum):
    """How a topic or a competency stands."""

    WEAK = "weak"
    OPEN = "open"
    SOUND = "sound"
    SUSPECT = "suspect"
    """Only asked by questions that behave the wrong way round."""
    FEW = "few"


@dataclass(frozen=True, slots=True)
class Mastery:
    """How many of those asked have mastered something."""

    name: str
    """A topic, or the id of a competency."""
    courses: tuple[str, ...]
    """Secondary courses that teach it."""
    asked: int
    """Questions and scoring points on it."""
    points: Fraction
    sat: int
    mastered: int
    mean: float
    """Mean share of the points."""
    interval: Interval | None
    state: State
    lacking: tuple[str, ...]
    """Students who sat and have not mastered it."""

    @property
    def share(self) -> float:
        """Share of those asked who have mastered it."""
        return self.mastered / self.sat if self.sat else 0.0


@dataclass(frozen=True, slots=True)
class Threat:
    """A weak topic with the higher courses that rest on it, and what to teach before they begin."""

    mastery: Mastery
    needed_by: tuple[str, ...]
    dependent_hours: int
    """Hours of the higher stage that rest on it, directly or through chains; 0 where none does."""
    hours: int
    """Class hours of the bridge."""
    whole_class: bool
    before_term: int | None
    """The term in which the first of these courses may begin."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """A question or a scoring point: its column, its points, what it is about."""

    key: str
    most: Fraction
    topics: tuple[str, ...]
    courses: tuple[str, ...]
    competencies: tuple[str, ...]
    task: str = ""
    variants: frozenset[str] = frozenset()
    """Tasks of the pool in which it is about these topics; empty: in all."""

    def asks(self, student: Student) -> bool:
        """Tell whether it asked this student."""
        return not self.variants or student.variants.get(self.task, "") in self.variants


def topics(results: Results, layout: Layout, paper: PaperReport) -> tuple[Mastery, ...]:
    """Return how every assessed topic stands, the weakest first."""
    return _masteries(results, _by(_units(results, layout), lambda u: u.topics), _suspects(paper))


def competencies(results: Results, layout: Layout, paper: PaperReport) -> tuple[Mastery, ...]:
    """Return how every assessed competency stands, the weakest first."""
    units = [*_units(results, layout), *_whole_tasks(results, layout)]
    return _masteries(results, _by(units, lambda u: u.competencies), _suspects(paper))


def threats(found: Iterable[Mastery], layout: Layout) -> tuple[Threat, ...]:
    """Return weak topics with what rests on them and the bridge to give, the gravest first.

    The gravest is what most hours of the higher stage rest on, times the share of those who lack it.
    """
    bridge = {b.topic: b for b in layout.criteria.bridge}
    made = [_threat(m, bridge.get(m.name), layout) for m in found if m.state is State.WEAK]
    return tuple(
        sorted(
            made, key=lambda t: (-t.dependent_hours * (1 - t.mastery.share), t.mastery.share, t.mastery.name)
        )
    )


def _threat(mastery: Mastery, item: BridgeItem | None, layout: Layout) -> Threat:
    lacking = 1 - mastery.share
    whole_class = lacking > WHOLE_CLASS
    # A class needs less where more of it is there already; a group that lacks it all needs all of it.
    share = lacking if whole_class else 1.0
    needed_by = item.needed_by if item else ()
    windows = [layout.pathway.by_id[i].window[0] for i in needed_by if i in layout.pathway.by_id]
    return Threat(
        mastery=mastery,
        needed_by=needed_by,
        dependent_hours=item.dependent_hours if item else 0,
        hours=max(STEP, STEP * ceil(HOURS_PER_TOPIC * share / STEP)),
        whole_class=whole_class,
        before_term=min(windows, default=None),
    )


# ---- what is asked -----------------------------------------------------------------------------------


def _suspects(paper: PaperReport) -> frozenset[str]:
    return frozenset(i.item.key for i in paper.items if i.suspect)


def _units(results: Results, layout: Layout) -> list[_Unit]:
    made = [
        _Unit(i.key, i.most, i.topics, (i.course,), _competencies(layout, i.course, i.topics))
        for i in results.items
    ]
    for task in layout.criteria.tasks:
        made += [u for u in _points(task) if u.key in results.columns]
    return made


def _points(task: SkillTask) -> list[_Unit]:
    """Return the scoring points of a task; those for results follow its topics one by one.

    Which topic a point is about may depend on the task that was drawn from the pool.
    """
    made = []
    results = 0
    for k, point in enumerate(task.points, start=1):
        if not point.points:
            continue
        key, most = f"point:{task.id}:{k}", Fraction(point.points)
        made.append(_Unit(key, most, (), task.courses, (task.competency,)))
        if point.manner == "result":
            made += [
                _Unit(key, most, (topic,), task.courses, (), task.id, variants)
                for topic, variants in sorted(_topics_of_point(task, results).items())
            ]
            results += 1
    return made


def _topics_of_point(task: SkillTask, k: int) -> dict[str, frozenset[str]]:
    """Return what the k-th scoring point is about, with the tasks of the pool in which it is."""
    if not task.variants:
        return {task.topics[k]: frozenset()} if k < len(task.topics) else {}
    found: dict[str, frozenset[str]] = {}
    for variant in task.variants:
        if k < len(variant.topics):
            topic = variant.topics[k]
            found[topic] = found.get(topic, frozenset()) | {variant.id}
    return {t: frozenset() if len(v) == len(task.variants) else v for t, v in found.items()}


def _whole_tasks(results: Results, layout: Layout) -> list[_Unit]:
    """Return tasks of which only the sum is known: they speak of a competency, and of no topic."""
    return [
        _Unit(f"task:{t.id}", Fraction(t.total), (), t.courses, (t.competency,))
        for t in layout.criteria.tasks
        if f"task:{t.id}" in results.columns
        and not any(f"point:{t.id}:{k}" in results.columns for k in range(1, len(t.points) + 1))
        and t.total
    ]


def _competencies(layout: Layout, course_id: str, about: Sequence[str]) -> tuple[str, ...]:
    course = layout.pathway.by_id.get(course_id)
    if course is None:
        return ()
    found: list[str] = []
    for outcome in course.outcomes:
        if outcome.topic in about:
            found += [outcome.competency] if outcome.competency else course.competencies
    return tuple(sorted(set(found)))


def _by(units: Iterable[_Unit], names: Callable[[_Unit], Iterable[str]]) -> dict[str, list[_Unit]]:
    found: dict[str, list[_Unit]] = {}
    for unit in units:
        for name in names(unit):
            found.setdefault(name, []).append(unit)
    return found


# ---- how many have it --------------------------------------------------------------------------------


def _masteries(
    results: Results, asked: Mapping[str, Sequence[_Unit]], suspects: frozenset[str]
) -> tuple[Mastery, ...]:
    z = z_value(len(asked))
    made = [_mastery(name, units, results.students, suspects, z) for name, units in sorted(asked.items())]
    return tuple(sorted(made, key=lambda m: (m.share, m.mean, m.name)))


def _mastery(
    name: str, units: Sequence[_Unit], students: Sequence[Student], suspects: frozenset[str], z: float
) -> Mastery:
    sound = [u for u in units if u.key not in suspects]
    used = sound or units
    shares = {s.id: share for s in students if (share := _share_of(s, used)) is not None}
    lacking = tuple(i for i, share in sorted(shares.items()) if share < MASTERED)
    sat, mastered = len(shares), len(shares) - len(lacking)
    interval = wilson(mastered, sat, z) if sat else None
    return Mastery(
        name=name,
        courses=tuple(dict.fromkeys(c for u in units for c in u.courses)),
        asked=len(used),
        points=sum((u.most for u in used), Fraction(0)),
        sat=sat,
        mastered=mastered,
        mean=float(sum(shares.values(), Fraction(0)) / sat) if sat else 0.0,
        interval=interval,
        state=_state([float(v) for v in shares.values()], interval, bool(sound), z),
        lacking=lacking,
    )


def _share_of(student: Student, units: Sequence[_Unit]) -> Fraction | None:
    """Return the share of the points of a student who sat everything that asked for it.

    Who was absent, or was not asked, says nothing about a topic.
    """
    got, whole = Fraction(0), Fraction(0)
    for unit in units:
        if not unit.asks(student):
            continue
        entry = student.first.scores.get(unit.key)
        if entry is None or isinstance(entry, Mark):
            return None
        got += entry
        whole += unit.most
    return got / whole if whole else None


def _state(shares: Sequence[float], interval: Interval | None, sound: bool, z: float) -> State:
    if len(shares) < LEAST or interval is None:
        return State.FEW
    if not sound:
        return State.SUSPECT
    highest_mean = fmean(shares) + z * stdev(shares) / sqrt(len(shares))
    if interval.high < NEEDED and highest_mean < MASTERED:
        return State.WEAK
    return State.SOUND if interval.low >= NEEDED else State.OPEN
