"""What might mend gaps and order: raise an earlier outcome, draft a bridge course, move courses or topics."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from articulate.findings import Finding
from articulate.i18n import Phrase, label
from articulate.improving.overlaps import moved
from articulate.improving.proposal import Idea
from articulate.improving.scene import Scene, decide, made, relevel, titled
from articulate.matching import Supply
from articulate.model.programme import Course, Stage
from articulate.planning.modes import placements
from articulate.planning.problem import terms_in_words

HOURS_PER_TOPIC = 8
"""Class hours that a bridge course gives to one topic: two weeks of four hours, as schools plan them."""

DOING = 3
"""The level from which a topic is learnt by doing, so that half of its time is practice."""

MOST_HOSTS = 3
"""Courses that are tried as a new home for a topic."""

MOST_NAME = 120
"""Characters of a name."""


def gap(scene: Scene, finding: Finding) -> Iterator[Idea]:
    """Raise the earlier outcome that is too low; where there is none, draft a bridge course."""
    supply = _supply(scene, finding)
    if supply is None:
        return
    wanted, course = supply.requirement, supply.course
    lower = [m for m in supply.lower if m.course.can_precede(course)]
    for meeting in sorted(lower, key=lambda m: (-m.outcome.level, -m.score, m.course.id))[:2]:
        yield relevel(finding, (), meeting.course, [(meeting.outcome, wanted.level)])
    if not lower:
        yield from _bridges(scene, finding, supply)


def _supply(scene: Scene, finding: Finding) -> Supply | None:
    topic, level = finding.values.get("topic"), finding.values.get("level")
    return next(
        (
            s
            for s in scene.supplies.of(finding.subject)
            if s.requirement.topic == topic and s.requirement.level == level
        ),
        None,
    )


def _together(scene: Scene, supply: Supply) -> tuple[Supply, ...]:
    """Return the gaps that one bridge closes: of the same consumers or on the same topics, step by step."""
    gaps = [s for s in scene.supplies.all if not (s.answers or s.possible or s.unsaid)]
    found = [supply]
    for one in found:
        found += [
            s
            for s in gaps
            if s not in found
            and s.course.stage is supply.course.stage
            and (s.course.id == one.course.id or s.requirement.topic == one.requirement.topic)
        ]
    return tuple(sorted(found, key=lambda s: (s.course.id, s.requirement.topic)))


def _bridges(scene: Scene, finding: Finding, supply: Supply) -> Iterator[Idea]:
    """Draft one course that closes this gap and those beside it; other windows only where the first fails."""
    gaps = _together(scene, supply)
    consumers = [scene.course(i) for i in sorted({s.course.id for s in gaps})]
    names = titled(consumers)
    levels: dict[str, int] = {}
    for gap in gaps:
        levels[gap.requirement.topic] = max(gap.requirement.level, levels.get(gap.requirement.topic, 0))
    topics = tuple(sorted(levels))
    name = _bridge_name(topics)
    for number, (low, high) in enumerate(_windows(scene, min(c.latest_start for c in consumers))):
        weeks = scene.pathway.calendar.term(high).teaching
        weekly = -(-len(topics) * HOURS_PER_TOPIC // weeks)
        hours = weekly * weeks
        doing = sum(levels[t] >= DOING for t in topics)
        practice = round(hours * doing / (2 * len(topics)))
        builds = _abilities(consumers)
        action = {
            "id": _free_id(scene, consumers[0].id),
            "name": name,
            "hours": hours,
            "practice": practice,
            "terms": (low, high),
            "outcomes": [{"topic": t, "level": levels[t], "text": _sentence(t, levels[t])} for t in topics],
            "competencies": builds,
            "facilities": _places(scene, Stage.of(low), consumers, builds) if practice else (),
        }
        terms = "one" if low == high else "range"
        reason = label(
            "improve.reason.bridge",
            needs="、".join(f"{s.course.name}：{s.requirement.topic}" for s in gaps),
            hours=hours,
            weekly=weekly,
            per=HOURS_PER_TOPIC,
            consumers=names,
        )
        move = Phrase(
            "improve.do.bridge",
            {
                "name": name,
                "hours": hours,
                "terms": Phrase(f"improve.in_terms.{terms}", {"low": low, "high": high}),
                "topics": topics,
                "consumers": names,
            },
        )
        notes = (
            Phrase("improve.note.bridge", {"name": name}),
            Phrase("improve.note.requirement", {"consumers": names}),
        )
        yield Idea((made(reason, bridge=action),), (move,), notes, fallback=number > 0)


def _abilities(consumers: Sequence[Course]) -> tuple[str, ...]:
    """Return what a bridge helps to build: what all its consumers build, or else what any of them does."""
    built = [frozenset(c.competencies) for c in consumers]
    return tuple(sorted(frozenset.intersection(*built) or frozenset.union(*built)))


def _places(
    scene: Scene, stage: Stage, consumers: Sequence[Course], competencies: Sequence[str]
) -> tuple[str, ...]:
    """Return where the practice of a bridge could be done: one place of the school that teaches it.

    A place of the consumers where they are in the same stage; else the one in which most hours of practice
    build the same competencies. Nothing where the programmes name none.
    """
    near = [c for c in consumers if c.stage is stage] or [
        c for c in scene.pathway.courses if c.stage is stage and set(competencies) & set(c.competencies)
    ]
    hours: Counter[str] = Counter()
    for course in near:
        for place in course.facilities:
            hours[place] += course.practice
    return (min(hours, key=lambda place: (-hours[place], place)),) if hours else ()


def _windows(scene: Scene, latest: int) -> Iterator[tuple[int, int]]:
    """Yield windows for a bridge before a term: late in the secondary stage, then just before the term.

    Of the secondary terms those up to the deadline of the transfer assessment come first, so that what
    the bridge teaches can be assessed. Only terms with the usual teaching weeks count.
    """
    calendar, deadline = scene.pathway.calendar, scene.pathway.transfer.deadline
    good = [t for t in range(1, latest) if calendar.term(t).teaching == scene.weeks(Stage.of(t))]
    secondary = [t for t in good if t <= min(6, deadline)]
    higher = [t for t in good if t >= 7]
    for terms in (secondary[-2:], secondary[:-2][-2:], higher[-1:]):
        if terms:
            yield terms[0], terms[-1]


def _sentence(topic: str, level: int) -> str:
    return label(f"improve.sentence.{level}", topic=topic)


def _bridge_name(topics: Sequence[str]) -> str:
    key = "one" if len(topics) == 1 else "two" if len(topics) == 2 else "many"
    last = topics[1] if len(topics) > 1 else ""
    name = label(f"improve.bridge_name.{key}", first=topics[0], last=last, count=len(topics))
    if len(name) > MOST_NAME:
        name = label("improve.bridge_name.many", first=topics[0][:90], last="", count=len(topics))
    return name


def _free_id(scene: Scene, consumer: str) -> str:
    """Return an id for the bridge to a course that no course of the pathway bears or bore."""
    stem = f"b-{re.sub('^[sh]-', '', consumer)}"[:56]
    numbered = (stem if n == 1 else f"{stem}-{n}" for n in count(1))
    return next(i for i in numbered if not scene.taken(i))


def misordered(scene: Scene, finding: Finding) -> Iterator[Idea]:
    """Move the supplier forward, the consumer back, or only the topic to a course that is in time."""
    supply = _supply(scene, finding)
    if supply is None:
        return
    course = supply.course
    meetings = sorted(supply.met_by, key=lambda m: (m.course.earliest_end, m.course.id, m.outcome.topic))
    for meeting in meetings[:2]:
        supplier = meeting.course
        yield from _shift(scene, finding, supplier, before=course)
        yield from _shift(scene, finding, course, after=supplier)
        if len(supplier.outcomes) > 1:
            for host in _hosts(scene, supplier, course):
                decision = decide(
                    finding,
                    (),
                    move={"course": supplier.id, "topic": meeting.outcome.topic, "to": host.id},
                )
                note = Phrase("improve.note.in_hours", {"course": host.name})
                yield Idea((decision,), (moved(supplier, meeting.outcome, host),), (note,))


def requisite(scene: Scene, finding: Finding) -> Iterator[Idea]:
    """A requisite that comes too late: only windows can be decided, not what the course names."""
    course = scene.course(finding.subject)
    others = [i for i in finding.about if i != course.id]
    for other in others:
        yield from _shift(scene, finding, scene.course(other), before=course)
        yield from _shift(scene, finding, course, after=scene.course(other))


def _shift(
    scene: Scene,
    finding: Finding,
    course: Course,
    *,
    before: Course | None = None,
    after: Course | None = None,
) -> Iterator[Idea]:
    """Move the window of a course inside its stage, so that it ends before or starts after another."""
    span = min(course.span, default=1)
    first, last = course.stage.terms[0], course.stage.terms[-1]
    low, high = course.window
    if before is not None:
        end = before.latest_start - 1
        # One term of room where the stage has it, so that the planner can choose.
        window = max(first, min(low, end - span + 1)), min(high, end)
    elif after is not None:
        start = after.earliest_end + 1
        window = max(low, start), min(last, max(high, start + span - 1))
    else:
        return
    if window[0] < first or window[1] > last or window[1] - window[0] + 1 < span or window == course.window:
        return
    if not placements(course.but(terms=window), scene.pathway.calendar):
        return
    decision = decide(finding, (), move={"course": course.id, "terms": window})
    values = {
        "course": course.name,
        "stage": course.stage,
        "old": terms_in_words(low, high),
        "new": terms_in_words(*window),
    }
    yield Idea((decision,), (Phrase("improve.do.move_terms", values),))


def _hosts(scene: Scene, supplier: Course, consumer: Course) -> list[Course]:
    """Return courses that end in time and are nearest in content: related to the consumer or supplier."""
    near: dict[str, tuple[int, Any]] = {}
    for weight, one in ((0, consumer), (1, supplier)):
        for relation in scene.relations.of(one.id):
            other = relation.later if relation.earlier.id == one.id else relation.earlier
            rank = (weight, -len(relation.matches))
            near[other.id] = min(near.get(other.id, rank), rank)
    found = [scene.course(i) for i in near if i not in (supplier.id, consumer.id)]
    found = [c for c in found if c.can_precede(consumer) and c.required]
    return sorted(found, key=lambda c: (near[c.id], c.id))[:MOST_HOSTS]
