"""Why a topic weighs what it weighs, and the result of a draw, as lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from articulate.emitters.words import course_names, joined
from articulate.i18n import Lang, Lv, label
from articulate.model.criteria import BridgeItem, Draw, TransferCriteria
from articulate.model.pathway import Pathway


def why_lines(pathway: Pathway, criteria: TransferCriteria, item: BridgeItem, lang: Lang) -> list[str]:
    """Return what a topic of the bridge is needed for: course by course, with hours and the way to it."""

    def say(key: str, **values: object) -> str:
        return label(f"criteria.why.{key}", lang, **values)

    def name(course_id: str) -> str:
        return joined(course_names(pathway, (course_id,)), lang) or course_id

    lines = [
        say(
            "head",
            topic=item.topic,
            level=Lv(item.level),
            courses=course_names(pathway, item.courses),
            hours=item.dependent_hours,
            share=criteria.share_of(item),
        )
    ]
    for one in item.rests:
        values = {"course": name(one.course), "hours": one.hours}
        if one.why == "chain":
            lines.append(say("chain", through=course_names(pathway, one.through), **values))
        else:
            lines.append(say(one.why, level=Lv(one.level), **values))
    ways = tuple(label(f"criteria.shown_by.{way}", lang) for way in item.assessed_by)
    lines.append(say("assessed", ways=ways) if ways else say("not_assessed"))
    return lines


def draw_lines(criteria: TransferCriteria, draws: Iterable[Draw], lang: Lang) -> list[str]:
    """Return which variant each sitting of each task does, one line a task."""
    by_task: dict[str, list[Draw]] = {}
    for one in draws:
        by_task.setdefault(one.task, []).append(one)
    return [
        label(
            "criteria.drawn.task",
            lang,
            task=task.name,
            sittings=tuple(
                label("criteria.drawn.sitting", lang, sitting=d.sitting, variant=d.variant)
                for d in by_task.get(task.id, ())
            ),
        )
        for task in criteria.tasks
        if task.id in by_task
    ]
