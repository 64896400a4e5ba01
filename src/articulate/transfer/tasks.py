"""The skill part: tasks drawn from competencies and places, with scoring points and time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from articulate.model.assessment import time_limit
from articulate.model.criteria import ScoringPoint, SkillTask
from articulate.model.programme import Competency, Course, CourseKind, LearningOutcome
from articulate.model.settings import TaskChoice
from articulate.transfer.boundary import Boundary
from articulate.transfer.shares import largest_remainder

Built = tuple[Course, LearningOutcome]
"""An outcome of secondary practice with its course."""

LEAST_LEVEL = 3
"""What is done by hand is at least applied."""
LEAST_OUTCOMES = 2
"""A competency with fewer outcomes of practice makes no task of its own."""
LEAST_POINTS = 10
"""Points of a task at the least: two for each of five scoring points."""
STEP = 5
"""Minutes are set in steps of five."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A skill task before its points are shared out."""

    name: str
    competency: Competency
    picked: tuple[Built, ...]
    weight: int
    points: int | None = None
    minutes: int | None = None


def skill_tasks(boundary: Boundary) -> tuple[SkillTask, ...]:
    """Return the skill tasks: competencies that secondary practice builds, those most relied on first.

    The schools may choose the competencies, topics, points and minutes themselves. A task gets no less
    time than the indicator of its competency grants.
    """
    settings = boundary.pathway.transfer
    if settings.tasks:
        drafts = [d for choice in settings.tasks if (d := _chosen(boundary, choice))]
    else:
        drafts = _derived(boundary)
    stated = [d.points for d in drafts if d.points is not None]
    if drafts and len(stated) == len(drafts):
        points = dict(enumerate(stated))
    else:
        weights = {k: max(d.weight, 1) for k, d in enumerate(drafts)}
        points = largest_remainder(weights, 100, least=LEAST_POINTS)
    granted = {k: -(-(time_limit(d.competency.indicator) or 0) // STEP) for k, d in enumerate(drafts)}
    minutes = _minutes(points, granted, settings.skill_minutes // STEP)
    return tuple(
        _task(boundary, k, draft, points[k], draft.minutes or minutes[k] * STEP)
        for k, draft in enumerate(drafts)
    )


def built_by_practice(boundary: Boundary, competency_id: str) -> list[Built]:
    """Return outcomes of practice, finished by all in time, that a task of a competency can show."""
    return [
        (c, o)
        for c, o in boundary.pathway.outcomes_for(competency_id)
        if boundary.assessable(c)
        and c.practice
        and c.kind is not CourseKind.GENERAL
        and o.level >= LEAST_LEVEL
    ]


def _wording(boundary: Boundary) -> list[Competency]:
    # The secondary programme's own wording, where it has one: that is what its pupils were taught.
    words = {c.id: c for c in boundary.pathway.secondary.programme.competencies}
    return [words.get(c.id, c) for c in boundary.pathway.all_competencies]


def _chosen(boundary: Boundary, choice: TaskChoice) -> _Draft | None:
    settings = boundary.pathway.transfer
    competency = next((c for c in _wording(boundary) if c.id == choice.competency), None)
    if competency is None:
        return None
    built = built_by_practice(boundary, choice.competency)
    if choice.topics:
        built = [p for p in built if p[1].topic in choice.topics]
    picked = _ranked(boundary, built)[: len(choice.topics) or settings.task_topics]
    if not picked:
        return None
    name = choice.name or competency.name
    return _Draft(name, competency, picked, boundary.relied_on(picked), choice.points, choice.minutes)


def _derived(boundary: Boundary) -> list[_Draft]:
    settings = boundary.pathway.transfer
    candidates = []
    for competency in _wording(boundary):
        built = [
            p for p in built_by_practice(boundary, competency.id) if p[1].topic not in settings.not_assessed
        ]
        if len(built) >= LEAST_OUTCOMES:
            candidates.append((boundary.relied_on(built), competency, built))
    candidates.sort(key=lambda x: (-x[0], x[1].id))
    used: set[tuple[str, str]] = set()
    drafts: list[_Draft] = []
    for weight, competency, built in candidates:
        fresh = [p for p in built if (p[0].id, p[1].topic) not in used]
        if len(fresh) < LEAST_OUTCOMES or len(drafts) == settings.most_tasks:
            continue
        picked = _ranked(boundary, fresh)[: settings.task_topics]
        used |= {(c.id, o.topic) for c, o in picked}
        drafts.append(_Draft(competency.name, competency, picked, weight))
    return drafts


def _ranked(boundary: Boundary, built: Sequence[Built]) -> tuple[Built, ...]:
    """Assessed outcomes first, then those relied on, then the higher ones."""
    return tuple(
        sorted(
            built,
            key=lambda p: (
                not p[1].assessed,
                (p[0].id, p[1].topic) not in boundary.needed_by,
                -p[1].level,
                p[0].id,
                p[1].topic,
            ),
        )
    )


def _minutes(points: Mapping[int, int], granted: Mapping[int, int], whole: int) -> dict[int, int]:
    """Share time in proportion to the points, no task below what its indicator grants.

    All in steps. Where the indicators alone grant more than there is, they win, and the sum exceeds it.
    """
    fixed: dict[int, int] = {}
    while True:
        free = {k: p for k, p in points.items() if k not in fixed}
        shares = largest_remainder(free, max(0, whole - sum(fixed.values())))
        short = {k: granted[k] for k in free if shares[k] < granted[k]}
        if not short:
            return fixed | shares
        fixed |= short


def _task(boundary: Boundary, number: int, draft: _Draft, points: int, minutes: int) -> SkillTask:
    picked = draft.picked
    own = {f.id for f in boundary.pathway.all_facilities if f.place == "secondary"}
    used = Counter(f for c, _ in picked for f in c.facilities if f in own)
    places = sorted(used, key=lambda f: (-used[f], f))
    return SkillTask(
        id=f"t{number + 1}",
        name=draft.name,
        competency=draft.competency.id,
        indicator=draft.competency.indicator,
        level=max(o.level for _, o in picked),
        courses=tuple(sorted({c.id for c, _ in picked})),
        topics=tuple(o.topic for _, o in picked),
        facility=places[0] if places else None,
        minutes=minutes,
        points=_scoring(boundary, picked, points),
    )


def _scoring(boundary: Boundary, picked: Sequence[Built], points: int) -> tuple[ScoringPoint, ...]:
    """Result, shared by level among the outcomes, then process, then conduct and safety."""
    settings = boundary.pathway.transfer
    split = settings.scoring
    parts = largest_remainder(
        {"result": split.result, "process": split.process, "safety": split.safety}, points, least=1
    )
    results = largest_remainder(
        {k: Fraction(o.level) for k, (_, o) in enumerate(picked)}, parts["result"], least=1
    )
    return (
        *(
            ScoringPoint(text=o.text or o.topic, points=results[k], manner="result")
            for k, (_, o) in enumerate(picked)
        ),
        ScoringPoint(text=settings.process_scoring, points=parts["process"], manner="process"),
        ScoringPoint(text=settings.safety_scoring, points=parts["safety"], manner="safety"),
    )
