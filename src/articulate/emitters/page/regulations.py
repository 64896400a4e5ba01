"""What regulations ask and how the pathway stands: measured, asked, verdict, document."""

from __future__ import annotations

from fractions import Fraction

from articulate.emitters.markup import Markup, el
from articulate.emitters.page.view import View
from articulate.i18n import show
from articulate.model.programme import Stage
from articulate.policy import Assessment, Verdict, place


def section(view: View) -> Markup:
    """Return the section of regulations."""
    found = view.page.assessments
    if not found:
        return view.section("policies", el("p", view.say("policies.none"), class_="none"))
    tables = []
    for stage in (*Stage, None):
        mine = [a for a in found if a.stage is stage]
        if mine:
            name = view.show(stage) if stage else view.say("compare.five_years")
            tables.append(el("div", el("h3", name), _table(view, mine, name), class_="part"))
    return view.section("policies", tables, lead=view.say("policies.lead"))


def _table(view: View, found: list[Assessment], name: str) -> Markup:
    head = [view.say(f"policies.{k}") for k in ("measure", "measured", "bound", "verdict", "basis")]
    rows = [
        (
            _measure(view, a),
            [el("b", view.show(a.measured_in_words)), _gauge(a)],
            view.show(a.provision.bound),
            _verdict(view, a),
            el("span", a.provision.cite(view.lang), title=a.provision.cite_in_full(view.lang)),
        )
        for a in found
    ]
    return view.table(head, rows, first_heads=True, class_="policies", caption=name)


def _measure(view: View, one: Assessment) -> str:
    return f"{show(one.measure, view.lang)}" + (
        f"（{show(place(one.stage, one.year), view.lang)}）" if one.year else ""
    )


def _verdict(view: View, one: Assessment) -> Markup:
    words = view.show(one.verdict)
    gap = None if one.holds else el("small", view.show(one.gap_in_words))
    if one.verdict is Verdict.REFERENCE:
        kept = view.say("policies.kept" if one.holds else "policies.not_kept")
        return el("span", words, el("small", kept), gap, class_="verdict reference")
    sign = el("b", "✓" if one.holds else "✕", aria_hidden="true")
    return el("span", sign, words, gap, class_=f"verdict {one.verdict.value}")


def _gauge(one: Assessment) -> Markup:
    """A strip with the range that is allowed and a mark where the pathway stands."""
    low, high = one.provision.floor, one.provision.ceiling
    most = max(Fraction(1), *(Fraction(v) for v in (one.measured, low, high) if v is not None))
    scale = Fraction(1) if one.provision.unit == "ratio" and most <= 1 else most * Fraction(5, 4)

    def x(value: Fraction | int) -> float:
        return round(float(100 * value / scale), 1)

    start = x(low) if low is not None else 0.0
    end = x(high) if high is not None else 100.0
    return el(
        "svg",
        el("rect", class_="track", x=0, y=3, width=100, height=4),
        el("rect", class_="allowed", x=start, y=3, width=round(end - start, 1), height=4),
        el(
            "rect",
            class_="at" + ("" if one.holds else " off"),
            x=round(x(one.measured) - 1, 1),
            y=0,
            width=2,
            height=10,
        ),
        class_="gauge",
        viewBox="0 0 100 10",
        preserveAspectRatio="none",
        aria_hidden="true",
        focusable="false",
    )
