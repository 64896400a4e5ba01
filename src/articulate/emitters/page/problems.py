"""Findings with their evidence: what is left, what was settled, what the decisions did away with."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from articulate.emitters.markup import Markup, el
from articulate.emitters.page.view import View
from articulate.emitters.words import checks_not_run, short_place
from articulate.findings import Evidence, Finding, Severity
from articulate.i18n import catalogue, label

MATCH = ("earlier", "first", "first_level", "first_text", "later", "second", "second_level", "second_text")
"""Values that evidence of a match must have to be shown side by side."""


def section(view: View) -> Markup:
    """Return the section of findings."""
    report = view.page.report
    groups = (
        ("open", report.open),
        ("settled", tuple(f for f in report.findings if f.settled)),
        ("removed", view.removed),
    )
    lists = [_group(view, name, findings) for name, findings in groups]
    return view.section(
        "findings",
        _filters(view, [(name, findings) for name, findings in groups if findings]),
        lists,
        _not_run(view),
        lead=view.say("findings.lead"),
    )


def _filters(view: View, groups: Sequence[tuple[str, Sequence[Finding]]]) -> Markup:
    every = [f for _, findings in groups for f in findings]
    severities = [s for s in Severity if any(f.severity is s for f in every)]
    families = sorted({f.family for f in every})

    def box(name: str, value: str, words: str) -> Markup:
        return el(
            "label",
            el("input", type="checkbox", checked=True, data_filter=name, value=value),
            words,
            class_=f"chip {value}",
        )

    return el(
        "div",
        el(
            "fieldset",
            el("legend", view.say("findings.by_severity")),
            [box("severity", s.value, view.show(s)) for s in severities],
            class_="chips",
        ),
        el(
            "fieldset",
            el("legend", view.say("findings.by_family")),
            [box("family", f, _family(view, f)) for f in families],
            class_="chips",
        ),
        el("button", view.say("findings.unfold"), type="button", data_unfold="findings"),
        class_="tools for-script",
    )


def _family(view: View, family: str) -> str:
    """Return a family in words; a school's own rules may be of a family that has none."""
    words: str = catalogue("labels", view.lang)["Family"].get(family, family)
    return words


def _group(view: View, name: str, findings: Sequence[Finding]) -> Markup:
    head = el("h3", view.say(f"findings.{name}"), el("span", len(findings), class_="count"))
    if not findings:
        return el(
            "div", head, el("p", view.say(f"findings.no_{name}"), class_="none"), class_="finding-group"
        )
    ordered = sorted(findings, key=Finding.key)
    return el(
        "div",
        head,
        el("ol", [el("li", _finding(view, f, name)) for f in ordered]),
        class_=f"finding-group {name}",
    )


def _finding(view: View, finding: Finding, group: str) -> Markup:
    hours = (
        el("span", view.say("findings.hours", hours=finding.hours), class_="at-stake")
        if finding.hours
        else None
    )
    summary = el(
        "summary",
        view.severity(finding.severity),
        el("span", finding.text(view.lang), class_="message"),
        hours,
        el("code", finding.code),
    )
    body: list[object] = []
    if finding.settled:
        kept = finding.settled
        pairs = [
            (view.say("findings.reason"), kept.reason),
            (view.say("findings.by"), kept.by),
            (view.say("findings.until"), kept.until),
        ]
        body.append(view.facts(pairs, class_="facts kept-why"))
    if group == "removed":
        body.append(_removed_by(view, finding))
    else:
        body.append(el("p", el("b", view.say("findings.to_do")), finding.to_do(view.lang), class_="to-do"))
    body += [
        _evidence(view, kind, tuple(items)) for kind, items in groupby(finding.evidence, key=lambda e: e.kind)
    ]
    ids = [i for i in dict.fromkeys(finding.about) if view.course(i)]
    if ids:
        body.append(el("p", view.say("findings.courses"), view.links(ids), class_="small"))
    places = [p for p in (short_place(s) for s in (finding.source, *finding.related)) if p]
    if places:
        body.append(
            el("p", view.say("findings.places"), " · ".join(dict.fromkeys(places)), class_="small source")
        )
    return el(
        "details",
        summary,
        el("div", body, class_="finding-body"),
        class_=f"finding {finding.severity.value} {group}",
        data_severity=finding.severity.value,
        data_family=finding.family,
    )


def _removed_by(view: View, finding: Finding) -> Markup:
    """Return the decisions that speak of the courses of a finding which is there no longer."""
    about = set(finding.about)
    numbers = [
        number
        for number, decision in enumerate(view.pathway.decisions, start=1)
        if about & set(decision_courses(view, number - 1))
    ]
    if not numbers:
        return el("p", el("b", view.say("findings.gone")), view.say("findings.gone_by_all"), class_="to-do")
    links: list[object] = []
    for number in numbers:
        decision = view.pathway.decisions[number - 1]
        words = view.say(
            "findings.decision", number=number, kind=label(f"labels.Decision.{decision.kind}", view.lang)
        )
        links.append(el("a", words, href=f"#decision-{number}", class_="pill"))
    return el("p", el("b", view.say("findings.gone")), links, class_="to-do")


def decision_courses(view: View, index: int) -> tuple[str, ...]:
    """Return the ids of the courses that a decision speaks of or changed, those it speaks of first."""
    action = view.pathway.decisions[index].action
    said: list[str] = []
    for field in ("into", "course", "absorb", "to", "courses", "id"):
        value = getattr(action, field, None)
        if isinstance(value, str):
            said.append(value)
        elif isinstance(value, tuple):
            said += [v if isinstance(v, str) else v.id for v in value]
    effects = view.applied.effects if view.applied else ()
    for effect in effects:
        if effect.index == index:
            said += [*effect.removed, *effect.added, *effect.changed]
    return tuple(dict.fromkeys(said))


# ---- evidence ------------------------------------------------------------------------------------------


def _evidence(view: View, kind: str, items: Sequence[Evidence]) -> Markup:
    if kind == "match" and all(k in e.values for e in items for k in MATCH):
        return el("div", [_matches(view, tuple(of)) for _, of in groupby(items, key=_pair)])
    class_ = "evidence " + ("why-not" if kind == "why_not" else "plain")
    return el("ul", [el("li", e.text(view.lang)) for e in items], class_=class_)


def _pair(evidence: Evidence) -> tuple[object, object]:
    return evidence.values["earlier"], evidence.values["later"]


def _matches(view: View, items: Sequence[Evidence]) -> Markup:
    """Return outcomes that are the same point side by side, with both levels."""

    def course(stage: str, name: str) -> str:
        first = items[0].values
        where = view.show(first[stage]) if first.get(stage) else ""
        return view.say("findings.course", stage=where, name=first[name])

    rows = []
    for evidence in items:
        v = evidence.values
        rise = int(v["second_level"]) - int(v["first_level"])
        sign = el("span", f"↑{rise}" if rise > 0 else f"↓{-rise}" if rise < 0 else "=", class_=_rise(rise))
        rows.append(
            (
                _outcome(v["first"], v["first_text"]),
                view.level(v["first_level"]),
                sign,
                view.level(v["second_level"]),
                _outcome(v["second"], v["second_text"]),
                view.show(v.get("why", "")),
            )
        )
    head = (
        course("first_stage", "earlier"),
        view.say("findings.level"),
        view.say("findings.change"),
        view.say("findings.level"),
        course("second_stage", "later"),
        view.say("findings.why"),
    )
    return view.table(head, rows, class_="matches")


def _rise(rise: int) -> str:
    return "rise up" if rise > 0 else "rise down" if rise < 0 else "rise same"


def _outcome(topic: object, text: object) -> Markup:
    return el("span", el("b", topic), el("span", text) if text and text != topic else None, class_="outcome")


def _not_run(view: View) -> Markup | None:
    runs = checks_not_run(view.page.report, view.lang)
    if not runs:
        return None
    colon = label("documents.colon", view.lang)
    return el(
        "details",
        el("summary", view.say("findings.not_run")),
        el("ul", [el("li", why, colon, checks) for checks, why in runs]),
        class_="fold",
    )
