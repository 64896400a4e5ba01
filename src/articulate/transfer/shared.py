"""Two pathways that share a secondary programme: one assessment core, and what each adds.

A school with one secondary programme and two colleges behind it need not hold two assessments. What both
give points to is the core: of every line (a course, a cell of the blueprint, a task) the smaller of the two
figures, and nothing where both ask different topics. So the core and what a pathway adds always make up its
own hundred, and the core of a paper can be set, sat and marked once.
"""

from __future__ import annotations

from collections.abc import Iterable

from articulate.findings import SpokenError
from articulate.i18n import label
from articulate.model.criteria import TransferCriteria
from articulate.model.pathway import Pathway
from articulate.model.programme import Programme, Stage
from articulate.model.shared import SharedCore, SharedLine, SharedPart, SharedSetting, SharedTopic

Asked = tuple[int, tuple[str, ...]]
"""Points of a line, and the topics it asks."""


def shared_core(
    first: tuple[Pathway, TransferCriteria], second: tuple[Pathway, TransferCriteria]
) -> SharedCore:
    """Return what two criteria have in common and what each adds.

    Raises ``SpokenError`` where the two pathways do not share a secondary programme: neither the same
    programme nor the same major at the same school.
    """
    (one, mine), (two, other) = first, second
    if not _same_secondary(one, two):
        raise SpokenError(
            "criteria.shared.not_the_same",
            first=_party(one, Stage.SECONDARY),
            second=_party(two, Stage.SECONDARY),
        )
    return SharedCore(
        first=_pair(one),
        second=_pair(two),
        secondary=_party(one, Stage.SECONDARY),
        higher=(_party(one, Stage.HIGHER), _party(two, Stage.HIGHER)),
        topics=tuple(_topics(mine, other)),
        lines=tuple(
            line
            for part, of in (
                ("process", _process),
                ("culture", _culture),
                ("written", _written),
                ("skill", _skill),
            )
            for line in _lines(part, of(one, mine), of(two, other))  # type: ignore[arg-type]
        ),
        settings=tuple(_settings(mine, other)),
    )


def _same_secondary(one: Pathway, two: Pathway) -> bool:
    a, b = one.secondary, two.secondary
    if a.programme.programme == b.programme.programme:
        return True
    return (a.school, a.programme.major.code) == (b.school, b.programme.major.code)


def _major(programme: Programme) -> str:
    major = programme.major
    if not major.direction:
        return major.name
    return label("documents.major_direction", name=major.name, direction=major.direction)


def _party(pathway: Pathway, stage: Stage) -> str:
    partner = pathway.partner(stage)
    return f"{partner.school} {_major(partner.programme)}"


def _pair(pathway: Pathway) -> str:
    one, two = (_major(pathway.partner(s).programme) for s in Stage)
    return label("documents.pair", secondary=one, higher=two)


def _topics(mine: TransferCriteria, other: TransferCriteria) -> Iterable[SharedTopic]:
    """Yield every topic of both bridge lists, those that both rely on first, then by hours."""
    a, b = ({item.topic: item for item in made.bridge} for made in (mine, other))
    found = [
        SharedTopic(
            topic=topic,
            taught_level=max(i.taught_level for i in (a.get(topic), b.get(topic)) if i),
            first=a[topic].level if topic in a else 0,
            second=b[topic].level if topic in b else 0,
            first_hours=a[topic].dependent_hours if topic in a else 0,
            second_hours=b[topic].dependent_hours if topic in b else 0,
        )
        for topic in a.keys() | b.keys()
    ]
    return sorted(found, key=lambda t: (not t.both, -(t.first_hours + t.second_hours), t.topic))


def _lines(
    part: SharedPart, mine: dict[tuple[str, int], Asked], other: dict[tuple[str, int], Asked]
) -> Iterable[SharedLine]:
    """Yield the lines of a part, those with most points in common first."""
    found = []
    for name, level in mine.keys() | other.keys():
        points, topics = mine.get((name, level), (0, ()))
        others, other_topics = other.get((name, level), (0, ()))
        found.append(
            SharedLine(
                part=part,
                name=name,
                level=level,
                first=points,
                second=others,
                topics=tuple(sorted(set(topics) & set(other_topics))),
                first_topics=tuple(sorted(set(topics) - set(other_topics))),
                second_topics=tuple(sorted(set(other_topics) - set(topics))),
            )
        )
    return sorted(found, key=lambda line: (-line.common, -(line.first + line.second), line.name, line.level))


def _name(pathway: Pathway, course_id: str) -> str:
    course = pathway.by_id.get(course_id)
    return course.name if course else course_id


def _process(pathway: Pathway, made: TransferCriteria) -> dict[tuple[str, int], Asked]:
    return {(_name(pathway, p.course), 0): (p.weight, ()) for p in made.process}


def _culture(pathway: Pathway, made: TransferCriteria) -> dict[tuple[str, int], Asked]:
    return {(_name(pathway, c.course), 0): (c.weight, ()) for c in made.culture}


def _written(pathway: Pathway, made: TransferCriteria) -> dict[tuple[str, int], Asked]:
    return {
        (row.group, level): (points, tuple(t for t in row.topics if row.asked.get(t, level) == level))
        for row in made.blueprint.rows
        for level, points in row.points.items()
        if points
    }


def _skill(pathway: Pathway, made: TransferCriteria) -> dict[tuple[str, int], Asked]:
    words = {c.id: c.name for c in pathway.all_competencies}
    found: dict[tuple[str, int], Asked] = {}
    for task in made.tasks:
        key = (words.get(task.competency, task.name), 0)
        points, topics = found.get(key, (0, ()))
        found[key] = (points + task.total, (*topics, *task.topics))
    return found


def _settings(mine: TransferCriteria, other: TransferCriteria) -> Iterable[SharedSetting]:
    """Yield the figures in which the two differ."""
    for name, one, two in (
        ("weights", _weights(mine), _weights(other)),
        ("pass_total", mine.pass_total, other.pass_total),
        ("pass_each", _lines_of(mine), _lines_of(other)),
        ("written", mine.written, other.written),
        ("minutes", mine.minutes, other.minutes),
        ("skill_minutes", mine.skill_minutes, other.skill_minutes),
        ("deadline", mine.deadline, other.deadline),
        ("assessed_in", mine.assessed_in, other.assessed_in),
    ):
        if one != two:
            yield SharedSetting(setting=name, first=str(one), second=str(two))


def _weights(made: TransferCriteria) -> str:
    return " : ".join(str(w) for w in made.weights.values())


def _lines_of(made: TransferCriteria) -> str:
    return " : ".join(str(made.line(part)) for part in made.weights)
