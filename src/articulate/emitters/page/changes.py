"""What the joint group decided, with what each decision did, and the pair before and after."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from articulate.emitters.markup import Markup, el
from articulate.emitters.page.problems import decision_courses
from articulate.emitters.page.view import View, bar
from articulate.findings import Severity
from articulate.i18n import label, show
from articulate.model.decision import Decision
from articulate.model.programme import Course, Stage
from articulate.policy import MEASURES

RELATIONS = ("duplicate", "renamed_duplicate", "partial_overlap", "inverted", "progression")


def decisions(view: View) -> Markup:
    """Return the section of decisions."""
    made = view.pathway.decisions
    if not made:
        return view.section("decisions", el("p", view.say("decisions.none"), class_="none"))
    cards = [_card(view, number, decision) for number, decision in enumerate(made, start=1)]
    return view.section(
        "decisions", el("ol", cards, class_="decisions"), lead=view.say("decisions.lead", count=len(made))
    )


def _card(view: View, number: int, decision: Decision) -> Markup:
    effects = view.applied.effects if view.applied else ()
    effect = next((e for e in effects if e.index == number - 1), None)
    problems = view.applied.problems if view.applied else ()
    problem = next((p for p in problems if p.index == number - 1), None)
    ids = decision_courses(view, number - 1)
    removed = [f for f in view.removed if set(f.about) & set(ids)]
    facts: list[tuple[object, object]] = [
        (view.say("decisions.courses"), view.links(i for i in ids if view.course(i))),
        (view.say("decisions.what"), _what(view, decision)),
        (view.say("decisions.by"), decision.by),
        (view.say("decisions.on"), show(decision.decided) if decision.decided else ""),
    ]
    if effect and effect.hours:
        key = "freed" if effect.hours < 0 else "added"
        facts.append((view.say("decisions.hours"), view.say(f"decisions.{key}", hours=abs(effect.hours))))
    if removed:
        items = [el("li", view.severity(f.severity), f.text(view.lang)) for f in removed]
        facts.append((view.say("decisions.removes"), el("ul", items, class_="removes")))
    if problem:
        words = label(f"decisions.problem.{problem.kind}", view.lang, **problem.values)
        facts.append((view.say("decisions.problem"), el("b", words)))
    kind = label(f"labels.Decision.{decision.kind}", view.lang)
    return el(
        "li",
        el(
            "h3",
            el("span", number, class_="number"),
            el("span", kind, class_=f"pill kind-{decision.kind}"),
        ),
        el("blockquote", decision.reason),
        view.facts(facts),
        id=f"decision-{number}",
        class_="decision",
    )


def _what(view: View, decision: Decision) -> str:
    """Return what a decision changes beyond the names of the courses."""
    action, kind = decision.action, decision.kind
    if kind in ("raise", "lower"):
        return view.say(
            "decisions.level", topic=action.topic, level=label(f"labels.Level.{action.to}", view.lang)
        )
    if kind == "trim":
        return view.say("decisions.trim", topics=action.topics)
    if kind == "move" and action.topic:
        return view.say("decisions.move_topic", topic=action.topic)
    if kind == "move":
        return view.say("decisions.move_terms", first=action.terms[0], last=action.terms[1])
    if kind == "bridge":
        return view.say("decisions.bridge", topics=tuple(o.topic for o in action.outcomes))
    if kind == "split":
        return view.say("decisions.split", names=tuple(p.name for p in action.into))
    if kind == "exempt":
        return str(action.by)
    return ""


# ---- before and after ----------------------------------------------------------------------------------


def compare(view: View) -> Markup:
    """Return the section that sets the bare pair against the decided pathway."""
    head = [view.say(f"compare.{k}") for k in ("what", "bare", "decided", "change")]
    return view.section(
        "compare",
        view.table(
            head, [*_sums(view), *_shares(view)], numbers=(1, 2, 3), first_heads=True, class_="compare"
        ),
        view.table(
            [view.say("compare.quality"), *head[1:]],
            [*_relations(view), *_severities(view)],
            numbers=(1, 2, 3),
            first_heads=True,
            class_="compare",
        ),
        lead=view.say("compare.lead"),
    )


def _line(words: object, pair: list[int], better: int, most: int) -> tuple[object, ...]:
    """One line of two whole numbers; ``better`` is -1 where less is better, 1 where more is, else 0."""
    before, after = pair
    change = after - before
    tone = "same" if not change or not better else "good" if (change > 0) == (better > 0) else "bad"
    sign = el("span", f"{change:+d}".replace("-", "−") if change else "—", class_=f"delta {tone}")
    return (
        words,
        [before, bar([(before, "fill-was")], most)],
        [after, bar([(after, "fill-now")], most)],
        sign,
    )


def _sums(view: View) -> list[tuple[object, ...]]:
    def total(bare: bool, stage: Stage | None, value: Callable[[Course], int]) -> int:
        return sum(value(c) for c in view.counted(stage, bare=bare))

    most_courses = max(total(b, None, lambda c: 1) for b in (True, False)) or 1
    most_hours = max(total(b, None, lambda c: c.hours) for b in (True, False)) or 1
    rows = []
    for stage in (*Stage, None):
        where = view.show(stage) if stage else view.say("compare.five_years")
        for key, most, value in (
            ("courses", most_courses, lambda c: 1),
            ("hours", most_hours, lambda c: c.hours),
        ):
            pair = [total(bare, stage, value) for bare in (True, False)]
            rows.append(_line(view.say(f"compare.{key}", where=where), pair, 0, most))
    return rows


def _shares(view: View) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for name, measure in MEASURES.items():
        for stage in Stage:
            pair = [measure.of(view.counted(stage, bare=bare)) for bare in (True, False)]
            words = view.say("compare.share", where=stage, measure=label(f"policy.measure.{name}", view.lang))
            points = round(float(pair[1] - pair[0]) * 100, 1)
            rows.append(
                (
                    words,
                    [view.show(pair[0]), bar([(pair[0], "fill-was")], Fraction(1))],
                    [view.show(pair[1]), bar([(pair[1], "fill-now")], Fraction(1))],
                    el(
                        "span",
                        view.say("compare.points", points=f"{points:+.1f}".replace("-", "−"))
                        if points
                        else "—",
                        class_="delta same",
                    ),
                )
            )
    return rows


def _relations(view: View) -> list[tuple[object, ...]]:
    counts = {
        kind: [len(r.across_stages(kind)) for r in (view.page.bare_relations, view.page.relations)]
        for kind in RELATIONS
    }
    most = max(1, *(n for pair in counts.values() for n in pair))
    return [
        _line(
            view.say("compare.relation", relation=label(f"labels.Relation.{kind}", view.lang)),
            pair,
            1 if kind == "progression" else -1,
            most,
        )
        for kind, pair in counts.items()
        if any(pair)
    ]


def _severities(view: View) -> list[tuple[object, ...]]:
    before, after = view.page.bare_report.totals(), view.page.report.totals()
    most = max(1, *(t[s.value] for t in (before, after) for s in Severity))
    return [_line(view.severity(s), [before[s.value], after[s.value]], -1, most) for s in Severity]
