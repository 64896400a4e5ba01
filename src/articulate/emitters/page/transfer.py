"""The transfer criteria: weights, lines, bridge list, blueprint, courses, tasks, routes."""

from __future__ import annotations

from articulate.emitters.markup import Markup, el
from articulate.emitters.page.assessment import calendar, pools, sources
from articulate.emitters.page.view import View, bar
from articulate.i18n import label, show
from articulate.model.criteria import BridgeItem, ScoringPoint, SkillTask

STEPS = 6
"""Shades of the heat table."""


def section(view: View) -> Markup:
    """Return the section of the transfer criteria."""
    criteria = view.page.criteria
    lead = view.say("transfer.lead", deadline=criteria.deadline, term=criteria.assessed_in)
    return view.section(
        "transfer",
        _weights(view),
        _bridge(view),
        _blueprint(view),
        el("div", _process(view), _culture(view), class_="pair"),
        _tasks(view),
        _concessions(view),
        el("div", _routes(view), calendar(view), class_="pair"),
        pools(view),
        sources(view),
        lead=lead,
    )


def _part(view: View, key: str, *children: object) -> Markup:
    return el("div", el("h3", view.say(f"transfer.{key}")), *children, class_="part")


def _weights(view: View) -> Markup:
    criteria = view.page.criteria
    parts = el(
        "ul",
        [
            el(
                "li",
                el("b", f"{weight}%"),
                el("span", view.say(f"transfer.{name}")),
                class_=f"weight w-{name}",
            )
            for name, weight in criteria.weights.items()
        ],
        class_="weights",
    )
    chart = bar([(weight, f"fill-w-{name}") for name, weight in criteria.weights.items()], 100)
    pairs = [
        (view.say("transfer.pass_total"), view.say("transfer.score", score=criteria.pass_total)),
        (view.say("transfer.pass_each"), _lines(view)),
        (view.say("transfer.written"), view.say("transfer.minutes", minutes=criteria.minutes)),
        (view.say("transfer.practical"), view.say("transfer.minutes", minutes=criteria.skill_minutes)),
        (view.say("transfer.in_skill"), view.say("transfer.in_skill_of", written=criteria.written)),
        (view.say("transfer.published"), show(criteria.published) if criteria.published else ""),
    ]
    return el("div", chart, parts, view.facts(pairs, class_="facts row"), class_="part")


def _lines(view: View) -> str:
    """Return the line of every part: one figure, or one for each where they differ."""
    criteria = view.page.criteria
    lines = {name: criteria.line(name) for name, weight in criteria.weights.items() if weight}
    if len(set(lines.values())) <= 1:
        return view.say("transfer.score", score=next(iter(lines.values()), criteria.pass_each))
    said = (f"{view.say(f'transfer.{n}')} {view.say('transfer.score', score=v)}" for n, v in lines.items())
    return view.show(tuple(said))


def _bridge(view: View) -> Markup:
    items = sorted(view.page.criteria.bridge, key=lambda b: (-b.dependent_hours, b.topic))
    if not items:
        return _part(view, "bridge", el("p", view.say("transfer.no_bridge"), class_="none"))
    most = max(b.dependent_hours for b in items) or 1
    head = [
        view.say(f"transfer.{k}") for k in ("topic", "needed", "taught", "from", "needed_by", "dependent")
    ]
    rows = [
        (
            el("b", item.topic),
            view.level(item.level),
            _taught(view, item),
            view.links(item.courses) if item.courses else "—",
            view.links(item.needed_by),
            [item.dependent_hours, bar([(item.dependent_hours, "fill-now")], most)],
        )
        for item in items
    ]
    table = view.table(head, rows, numbers=(5,), class_="bridge")
    # The longest list of the page: the weightiest dozen stand open, the rest is folded.
    if len(items) <= 15:
        return _part(view, "bridge", el("p", view.say("transfer.bridge_lead"), class_="note"), table)
    first = view.table(head, rows[:12], numbers=(5,), class_="bridge")
    rest = view.table(head, rows[12:], numbers=(5,), class_="bridge")
    more = el("details", el("summary", view.say("transfer.more", count=len(rows) - 12)), rest, class_="fold")
    return _part(view, "bridge", el("p", view.say("transfer.bridge_lead"), class_="note"), first, more)


def _taught(view: View, item: BridgeItem) -> Markup:
    """Return the level reached by the deadline, or why it is not the one that is needed."""
    if item.taught_level >= item.level:
        return view.level(item.taught_level)
    if item.taught_level:
        return el(
            "span", view.level(item.taught_level), " ", el("b", view.say("transfer.short"), class_="bad")
        )
    if item.courses:
        return el("span", view.say("transfer.later", deadline=view.page.criteria.deadline), class_="note")
    return el("b", view.say("transfer.not_taught"), class_="bad")


def _blueprint(view: View) -> Markup:
    blueprint = view.page.criteria.blueprint
    if not blueprint.rows:
        return _part(view, "blueprint", el("p", view.say("transfer.no_blueprint"), class_="none"))
    levels = blueprint.by_level()
    most = max(p for row in blueprint.rows for p in row.points.values()) or 1

    def cell(points: int) -> Markup:
        heat = -(-STEPS * points // most) if points else 0
        return el("td", points or None, class_=f"n heat h{heat}")

    body = [
        el(
            "tr",
            el("th", view.link(row.course) if row.course else row.group, scope="row"),
            el("td", el("span", "、".join(row.topics), class_="topics")),
            [cell(row.points.get(level, 0)) for level in levels],
            el("td", row.total, class_="n total"),
        )
        for row in blueprint.rows
    ]
    foot = el(
        "tr",
        el("th", view.say("transfer.sum"), scope="row", colspan=2),
        [el("td", points, class_="n") for points in levels.values()],
        el("td", blueprint.total, class_="n total"),
    )
    head = el(
        "tr",
        el("th", view.say("transfer.content"), scope="col"),
        el("th", view.say("transfer.topics"), scope="col"),
        [el("th", view.level(level), scope="col", class_="n") for level in levels],
        el("th", view.say("transfer.sum"), scope="col", class_="n"),
    )
    table = el(
        "table",
        el("caption", view.say("transfer.blueprint"), class_="unseen"),
        el("thead", head),
        el("tbody", body),
        el("tfoot", foot),
        class_="blueprint",
    )
    frame = el(
        "div", table, class_="scroll", tabindex=0, role="region", aria_label=view.say("transfer.blueprint")
    )
    return _part(view, "blueprint", el("p", view.say("transfer.blueprint_lead"), class_="note"), frame)


def _process(view: View) -> Markup | None:
    items = view.page.criteria.process
    if not items:
        return None
    most = max(i.weight for i in items) or 1
    head = [view.say(f"transfer.{k}") for k in ("course", "terms", "credits", "dependent", "weight")]
    rows = [
        (
            view.link(i.course),
            "、".join(map(str, i.terms)),
            show(i.credits),
            i.dependence,
            [f"{i.weight}%", bar([(i.weight, "fill-w-process")], most)],
        )
        for i in items
    ]
    return _part(view, "process_courses", view.table(head, rows, numbers=(2, 3, 4)))


def _culture(view: View) -> Markup | None:
    items = view.page.criteria.culture
    if not items:
        return None
    most = max(i.weight for i in items) or 1
    rows = [(view.link(i.course), [f"{i.weight}%", bar([(i.weight, "fill-w-culture")], most)]) for i in items]
    head = [view.say("transfer.course"), view.say("transfer.weight")]
    return _part(view, "culture_courses", view.table(head, rows, numbers=(1,)))


def _tasks(view: View) -> Markup | None:
    tasks = view.page.criteria.tasks
    if not tasks:
        return None
    cards = [_task(view, number, task) for number, task in enumerate(tasks, start=1)]
    return _part(view, "tasks", el("ol", cards, class_="tasks"))


def _task(view: View, number: int, task: SkillTask) -> Markup:
    facility = next((f for f in view.pathway.all_facilities if f.id == task.facility), None)
    place = view.say("transfer.place", name=facility.name, stations=facility.stations) if facility else ""
    points = view.table(
        [view.say(f"transfer.{k}") for k in ("point", "manner", "points")],
        [(_scored(view, p), label(f"labels.Manner.{p.manner}", view.lang), p.points) for p in task.points],
        numbers=(2,),
    )
    return el(
        "li",
        el("h4", el("span", number, class_="number"), task.name, view.level(task.level)),
        el("p", task.indicator) if task.indicator else None,
        view.facts(
            [
                (view.say("transfer.time"), view.say("transfer.minutes", minutes=task.minutes)),
                (view.say("transfer.facility"), place),
                (view.say("transfer.courses"), view.links(task.courses)),
                (view.say("transfer.topics"), "、".join(task.topics)),
            ]
        ),
        el("details", el("summary", view.say("transfer.scoring", total=task.total)), points, class_="fold"),
        class_="task",
    )


def _scored(view: View, point: ScoringPoint) -> str:
    return point.text or label(f"labels.MannerText.{point.manner}", view.lang)


def _concessions(view: View) -> Markup | None:
    items = view.page.criteria.concessions
    if not items:
        return None
    head = [view.say(f"transfer.{k}") for k in ("item", "grade", "result", "effect", "cap")]
    rows = [
        (
            c.item,
            c.grade,
            c.result,
            view.say("transfer.bonus", points=c.points)
            if c.effect == "bonus"
            else label(f"labels.Effect.{c.effect}", view.lang),
            el("span", c.cap, el("small", c.basis) if c.basis else None),
        )
        for c in items
    ]
    return _part(view, "concessions", view.table(head, rows))


def _routes(view: View) -> Markup | None:
    criteria = view.page.criteria
    pairs: list[tuple[object, object]] = [
        (view.say("transfer.absence"), criteria.absence),
        (view.say("transfer.retest"), criteria.retest),
        (view.say("transfer.appeal"), criteria.appeal),
        (view.say("transfer.ties"), view.show(criteria.ties)),
    ]
    if criteria.fallback:
        routes = el("ul", [el("li", f) for f in criteria.fallback])
        pairs.append((view.say("transfer.fallback"), routes))
    if not any(value for _, value in pairs):
        return None
    return _part(view, "routes", view.facts(pairs))
