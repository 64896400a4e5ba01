"""One card for each course: outcomes, what it presumes and who supplies that, terms, decisions, findings."""

from __future__ import annotations

from collections.abc import Iterable

from articulate.emitters.markup import Markup, el
from articulate.emitters.page.problems import decision_courses
from articulate.emitters.page.view import View
from articulate.emitters.words import requisite_text
from articulate.i18n import label
from articulate.matching import CourseRelation
from articulate.model.programme import Course, CourseKind, Stage


def section(view: View) -> Markup:
    """Return the section of all courses, by stage and kind."""
    groups = []
    for stage in Stage:
        for kind in CourseKind:
            courses = sorted(
                (c for c in view.pathway.courses if c.stage is stage and c.kind is kind),
                key=lambda c: (_terms(view, c) or c.window, c.id),
            )
            if courses:
                head = view.say("courses.group", stage=stage, kind=kind, count=len(courses))
                groups.append(el("h3", head))
                groups.append(el("div", [_card(view, c) for c in courses], class_="cards"))
    return view.section("courses", groups, lead=view.say("courses.lead"))


def _terms(view: View, course: Course) -> tuple[int, ...]:
    return view.plan.terms_of(course.id) if view.plan else ()


def _card(view: View, course: Course) -> Markup:
    summary = el(
        "summary",
        el("span", course.name, class_="card-name"),
        el("span", _short(view, course), class_="card-short"),
    )
    return el(
        "details",
        summary,
        el("div", _body(view, course), class_="card-body"),
        id=f"course-{course.id}",
        class_=f"card k-{course.kind.value}",
    )


def _short(view: View, course: Course) -> str:
    parts = [view.say("courses.hours", hours=course.hours)]
    terms = _terms(view, course)
    if terms:
        parts.append(_term_words(view, terms))
    elif view.plan is not None:
        parts.append(view.say("courses.not_taken"))
    return " · ".join(parts)


def _term_words(view: View, terms: tuple[int, ...]) -> str:
    if len(terms) == 1:
        return label("plan.terms.one", view.lang, first=terms[0])
    return label("plan.terms.range", view.lang, first=terms[0], last=terms[-1])


def _body(view: View, course: Course) -> list[object]:
    return [
        el(
            "p",
            view.say("courses.kind", stage=course.stage, kind=course.kind),
            el("span", view.say(f"courses.{'required' if course.required else 'elective'}"), class_="pill"),
            _origin(view, course),
            class_="card-kind",
        ),
        view.facts(_facts(view, course)),
        _outcomes(view, course),
        _requires(view, course),
        _order(view, course),
        _relations(view, course),
        _said(view, course),
    ]


def _origin(view: View, course: Course) -> Markup:
    words = view.say(f"courses.origin.{course.origin.status}")
    return el("span", words, class_=f"pill origin {course.origin.status}", title=course.origin.basis or None)


def _facts(view: View, course: Course) -> list[tuple[object, object]]:
    competencies = {c.id: c.name for c in view.pathway.all_competencies}
    certificates = {c.id: c for c in view.pathway.all_certificates}
    facilities = {f.id: f.name for f in view.pathway.all_facilities}
    return [
        (
            view.say("courses.total"),
            view.say("courses.parts", hours=course.hours, theory=course.theory, practice=course.practice),
        ),
        (view.say("courses.credits"), view.show(course.credits) if course.credits else ""),
        (view.say("courses.terms"), _weekly(view, course)),
        (view.say("courses.exam"), view.say("plan.exam_word" if course.exam else "plan.check_word")),
        (view.say("courses.competencies"), _named(view, (competencies.get(i) for i in course.competencies))),
        (
            view.say("courses.certificates"),
            _named(
                view,
                (f"{c.name}{c.grade}" for i in course.certificates if (c := certificates.get(i))),
            ),
        ),
        (view.say("courses.facilities"), _named(view, (facilities.get(i) for i in course.facilities))),
    ]


def _named(view: View, names: Iterable[str | None]) -> str:
    return view.show(tuple(n for n in names if n))


def _weekly(view: View, course: Course) -> Markup | str:
    if view.plan is None:
        first, last = course.window
        return view.say("courses.window", first=first, last=last)
    lines = [
        view.say("courses.block", term=o.term, weeks=o.weeks)
        if o.block
        else view.say("courses.weekly", term=o.term, weekly=o.weekly, weeks=o.weeks)
        for o in view.plan.of(course.id)
    ]
    return (
        el("span", [el("span", line, class_="line") for line in lines])
        if lines
        else view.say("courses.not_taken")
    )


def _outcomes(view: View, course: Course) -> Markup | None:
    if not course.outcomes:
        return None
    rows = [
        (
            el(
                "span",
                el("b", o.topic),
                el("span", o.text) if o.text and o.text != o.topic else None,
                el("small", view.say("courses.assessed"), class_="pill") if o.assessed else None,
                class_="outcome",
            ),
            view.level(o.level),
        )
        for o in course.outcomes
    ]
    head = [view.say("courses.outcome"), view.say("courses.level")]
    return el("div", el("h4", view.say("courses.outcomes")), view.table(head, rows))


def _requires(view: View, course: Course) -> Markup | None:
    supplies = view.page.graph.supplies.of(course.id)
    if not supplies:
        return None
    rows = [
        (
            s.requirement.topic,
            view.level(s.requirement.level),
            view.links(m.course.id for m in s.met_by)
            if s.met_by
            else el(
                "span", view.say("courses.may_be"), view.links(dict.fromkeys(m.course.id for m in s.possible))
            )
            if s.possible
            else el("b", view.say("courses.unmet"), class_="bad"),
        )
        for s in supplies
    ]
    head = [view.say(f"courses.{k}") for k in ("topic", "level", "met_by")]
    return el("div", el("h4", view.say("courses.requires")), view.table(head, rows))


def _order(view: View, course: Course) -> Markup | None:
    graph = view.page.graph
    before = sorted({e.earlier for e in graph.edges if e.later == course.id})
    after = sorted({e.later for e in graph.edges if e.earlier == course.id})
    pairs: list[tuple[object, object]] = [
        (view.say("courses.requisites"), requisite_text(view.pathway, course, view.lang)),
        (view.say("courses.builds_on"), view.links(before) if before else ""),
        (view.say("courses.leads_to"), view.links(after) if after else ""),
    ]
    blocked = graph.blocking_factor(course.id)
    if blocked:
        chain = graph.delay_factor(course.id)
        pairs.append((view.say("courses.weight"), view.say("courses.blocking", count=blocked, chain=chain)))
    if not any(value for _, value in pairs):
        return None
    return el("div", el("h4", view.say("courses.order")), view.facts(pairs))


def _relations(view: View, course: Course) -> Markup | None:
    found = [r for r in view.page.relations.of(course.id) if r.earlier.stage is not r.later.stage]
    if not found:
        return None
    return el(
        "div",
        el("h4", view.say("courses.relations")),
        el("ul", [el("li", _relation(view, course, r)) for r in found], class_="relations"),
    )


def _relation(view: View, course: Course, relation: CourseRelation) -> list[object]:
    other = relation.later if relation.earlier.id == course.id else relation.earlier
    kind = label(f"labels.Relation.{relation.kind}", view.lang)
    points = [
        el("li", m.first.topic, " ", view.level(m.first.level), " → ", view.level(m.second.level))
        for m in relation.matches
    ]
    return [
        el("span", kind, class_=f"pill rel-{relation.kind}"),
        view.link(other.id),
        el(
            "details",
            el("summary", view.say("courses.points", count=len(points))),
            el("ul", points),
            class_="inline",
        )
        if points
        else None,
    ]


def _said(view: View, course: Course) -> Markup | None:
    """Return the decisions and the open findings that speak of a course."""
    lines: list[object] = [
        el(
            "li",
            el(
                "a",
                view.say(
                    "findings.decision",
                    number=index + 1,
                    kind=label(f"labels.Decision.{decision.kind}", view.lang),
                ),
                href=f"#decision-{index + 1}",
                class_="pill",
            ),
            decision.reason,
        )
        for index, decision in enumerate(view.pathway.decisions)
        if course.id in decision_courses(view, index)
    ]
    lines += [
        el("li", view.severity(f.severity), f.text(view.lang))
        for f in view.page.report.open
        if course.id in f.about
    ]
    if not lines:
        return None
    return el("div", el("h4", view.say("courses.said")), el("ul", lines, class_="said"))
