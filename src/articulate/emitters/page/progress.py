"""The teaching plan as a grid of ten terms, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable

from articulate.emitters.markup import Markup, el
from articulate.emitters.page.head import mean_weekly
from articulate.emitters.page.view import View
from articulate.i18n import label
from articulate.model.plan import Offering, TeachingPlan
from articulate.model.programme import Course, CourseKind, Stage
from articulate.planning.reasons import merged

TERMS = range(1, 11)


def section(view: View) -> Markup:
    """Return the section of the teaching plan."""
    if view.plan is None:
        return view.section(
            "plan", _conflict(view), lead=view.say(f"plan.none.{view.page.plan_result.status}")
        )
    return view.section(
        "plan", _grid(view, view.plan), _proof(view), _wishes(view), lead=view.say("plan.lead")
    )


def _conflict(view: View) -> Markup | None:
    conflict = view.page.plan_result.conflict
    if conflict is None:
        return None
    out: list[object] = [
        el("p", label(f"plan.conflict.{conflict.key}", view.lang)),
        el("ul", [el("li", r.text(view.lang)) for r in conflict.told]),
    ]
    if conflict.relax:
        out.append(el("p", label("plan.conflict.relax", view.lang)))
        out.append(el("ul", [el("li", r.text(view.lang)) for r in merged(conflict.relax)]))
    if conflict.remedies:
        out.append(el("p", label("plan.conflict.remedies", view.lang)))
        out.append(el("ol", [el("li", r.text(view.lang)) for r in conflict.remedies]))
    return el("div", out, class_="callout error", role="note")


def _grid(view: View, plan: TeachingPlan) -> Markup:
    head = [
        el(
            "tr",
            el("th", view.say("plan.course"), scope="col", rowspan=2, class_="name"),
            [el("th", view.say(f"plan.{k}"), scope="col", rowspan=2) for k in ("hours", "credits", "exam")],
            el("th", view.show(Stage.SECONDARY), scope="colgroup", colspan=6, class_="secondary"),
            el("th", view.show(Stage.HIGHER), scope="colgroup", colspan=4, class_="higher boundary"),
        ),
        el("tr", [_term(view, t) for t in TERMS]),
    ]
    bodies = [_kind(view, plan, kind) for kind in CourseKind]
    table = el(
        "table",
        el("caption", view.say("plan.caption")),
        el("thead", head),
        [b for b in bodies if b],
        _foot(view, plan),
        class_="grid",
    )
    return el(
        "div", table, class_="scroll tall", tabindex=0, role="region", aria_label=view.say("plan.title")
    )


def _term(view: View, term: int) -> Markup:
    calendar = view.pathway.calendar.term(term)
    weeks = view.say("plan.weeks", weeks=calendar.teaching)
    if calendar.block:
        weeks += "+" + label("diagram.block", view.lang, weeks=calendar.block)
    return el("th", term, el("small", weeks), scope="col", class_="boundary" if term == 7 else None)


def _kind(view: View, plan: TeachingPlan, kind: CourseKind) -> Markup | None:
    courses = sorted(
        (c for c in view.pathway.courses if c.kind is kind and c.id in plan.courses),
        key=lambda c: (c.stage is Stage.HIGHER, plan.terms_of(c.id), c.id),
    )
    if not courses:
        return None
    hours, credits = sum(c.hours for c in courses), sum(c.credits for c in courses)
    words = view.say("plan.group", kind=kind, count=len(courses))
    band = el(
        "tr",
        el("th", words, scope="rowgroup", class_="name"),
        el("td", hours, class_="n"),
        el("td", view.show(credits), class_="n"),
        el("td"),
        [
            el(
                "td",
                sum(o.hours for o in _of(plan, courses, t)) or None,
                class_="n slot boundary" if t == 7 else "n slot",
            )
            for t in TERMS
        ],
        class_="band",
    )
    return el("tbody", band, [_row(view, plan, c) for c in courses], class_=f"k-{kind.value}")


def _of(plan: TeachingPlan, courses: Iterable[Course], term: int) -> list[Offering]:
    ids = {c.id for c in courses}
    return [o for o in plan.in_term(term) if o.course in ids]


def _row(view: View, plan: TeachingPlan, course: Course) -> Markup:
    elective = None if course.required else el("small", view.say("plan.elective"), class_="elective")
    exams = [o for o in plan.of(course.id) if o.exam]
    cells = []
    for term in TERMS:
        here = [o for o in plan.of(course.id) if o.term == term]
        classes = ["slot"] + (["boundary"] if term == 7 else []) + (["on"] if here else [])
        cells.append(el("td", [_offering(view, o) for o in here], class_=" ".join(classes)))
    return el(
        "tr",
        el("th", view.link(course.id), elective, scope="row", class_="name"),
        el("td", course.hours, class_="n"),
        el("td", view.show(course.credits), class_="n"),
        el("td", view.say("plan.exam_short" if exams or course.exam else "plan.check_short")),
        cells,
    )


def _offering(view: View, offering: Offering) -> Markup:
    """Return weekly hours, with the weeks where they are not all teaching weeks of the term; 2W for weeks."""
    teaching = view.pathway.calendar.term(offering.term).teaching
    if offering.block:
        words = label("diagram.block", view.lang, weeks=offering.weeks)
        return el("span", words, title=view.say("plan.block_tip", weeks=offering.weeks, hours=offering.hours))
    tip = view.say("plan.tip", weekly=offering.weekly, weeks=offering.weeks, hours=offering.hours)
    part = el("small", f"×{offering.weeks}") if offering.weeks != teaching else None
    return el("span", offering.weekly, part, title=tip)


def _foot(view: View, plan: TeachingPlan) -> Markup:
    def line(key: str, cells: list[object]) -> Markup:
        shown = [
            el("td", c, class_="n boundary" if t == 7 else "n") for t, c in zip(TERMS, cells, strict=True)
        ]
        return el("tr", el("th", view.say(f"plan.{key}"), scope="row", colspan=4, class_="name"), shown)

    weekly = [mean_weekly(view, t) for t in TERMS]
    limits = [view.pathway.planning.of(Stage.of(t)).weekly_hours for t in TERMS]
    most = max(1, *(high for _, high in limits), *weekly)
    columns: list[object] = [
        [
            el(
                "svg",
                el(
                    "rect",
                    class_="limits",
                    x=0,
                    y=_y(high, most),
                    width=40,
                    height=_y(low, most) - _y(high, most),
                ),
                el("rect", class_="load", x=14, y=_y(w, most), width=12, height=36 - _y(w, most)),
                class_="load-chart",
                viewBox="0 0 40 36",
                aria_hidden="true",
                focusable="false",
            ),
            f"{float(w):.1f}".rstrip("0").rstrip("."),
        ]
        if w
        else None
        for w, (low, high) in zip(weekly, limits, strict=True)
    ]
    blocks: list[object] = [sum(o.weeks for o in plan.in_term(t) if o.block) or None for t in TERMS]
    exams: list[object] = [sum(o.exam for o in plan.in_term(t)) or None for t in TERMS]
    hours: list[object] = [sum(o.hours for o in plan.in_term(t)) for t in TERMS]
    return el(
        "tfoot",
        line("weekly", columns),
        line("blocks", blocks),
        line("exams", exams),
        line("all_hours", hours),
    )


def _y(hours: object, most: object) -> float:
    return round(36 - 36 * float(hours) / float(most), 1)  # type: ignore[arg-type]


def _proof(view: View) -> Markup | None:
    objective = view.page.plan_result.objective
    if not objective:
        return None
    rows = [
        (
            label(f"plan.objective.{part.name}", view.lang),
            part.value,
            part.bound,
            view.say("plan.proven" if part.value == part.bound else "plan.open"),
        )
        for part in objective
        if part.name != "tie"
    ]
    head = [view.say(f"plan.{k}") for k in ("goal", "value", "bound", "state")]
    return el(
        "details",
        el("summary", view.say("plan.how")),
        el("p", view.say("plan.how_text")),
        view.table(head, rows, numbers=(1, 2)),
        class_="fold",
    )


def _wishes(view: View) -> Markup | None:
    unmet = view.page.plan_result.unmet
    if not unmet:
        return None
    return el(
        "div",
        el("p", view.say("plan.unmet")),
        el("ul", [el("li", r.text(view.lang)) for r in unmet]),
        class_="callout warning",
    )
