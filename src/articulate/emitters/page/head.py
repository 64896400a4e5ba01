"""The head of the page: who the pair is, the verdict, and the key figures."""

from __future__ import annotations

from fractions import Fraction

from articulate.emitters.markup import Markup, el
from articulate.emitters.page.view import View, bar, join
from articulate.emitters.words import major_name
from articulate.findings import Severity
from articulate.i18n import label
from articulate.model.programme import Stage
from articulate.policy import Verdict

SECTIONS = (
    "overview",
    "map",
    "plan",
    "findings",
    "decisions",
    "compare",
    "transfer",
    "policies",
    "courses",
)
"""Parts of the page in reading order."""


def title(view: View) -> str:
    """Return both majors: 机电技术应用 → 机电一体化技术."""
    secondary, higher = (major_name(view.pathway.partner(s).programme.major, view.lang) for s in Stage)
    return view.say("head.title", secondary=secondary, higher=higher)


def _pair(view: View) -> list[Markup]:
    # Each name keeps together, so that a narrow screen breaks the line between them.
    secondary, higher = (major_name(view.pathway.partner(s).programme.major, view.lang) for s in Stage)
    return [el("span", secondary), el("span", "→", class_="to"), el("span", higher)]


def masthead(view: View) -> Markup:
    """Return the pair with its schools."""
    pathway = view.pathway
    kicker = [label(f"diagram.mode.{pathway.mode}", view.lang)]
    if pathway.cohort:
        kicker.append(label("diagram.cohort", view.lang, year=pathway.cohort))
    if pathway.pilot:
        pilot = pathway.pilot
        kicker.append(view.say("head.pilot", notice=pilot.notice, number=pilot.number, line=pilot.line))
    schools = []
    for stage in Stage:
        partner = pathway.partner(stage)
        major = partner.programme.major
        schools.append(
            el(
                "div",
                el("span", view.show(stage), class_=f"stage-tag {stage.value}"),
                el("span", partner.school, class_="school"),
                el("span", f"{major_name(major, view.lang)} {major.code}", class_="major"),
                class_="partner",
            )
        )
    return el(
        "header",
        el("p", " · ".join(kicker), class_="kicker"),
        el("h1", _pair(view)),
        el("div", schools, class_="partners"),
        el("p", verdict(view), class_=f"verdict {_tone(view)}"),
        class_="masthead",
    )


def _tone(view: View) -> str:
    return "bad" if view.page.report.errors or view.plan is None else "good"


def verdict(view: View) -> Markup:
    """Return the sentence that a reader who reads only one should read."""
    totals = view.page.report.totals()
    parts = [view.say("head.errors", count=totals["error"]) if totals["error"] else view.say("head.no_error")]
    if view.removed:
        count = len(view.pathway.decisions)
        parts.append(view.say("head.removed", decisions=count, count=len(view.removed)))
    parts.append(view.say(f"head.plan.{view.page.plan_result.status}"))
    return el("span", join(parts, view.say("head.between")), view.say("head.end"))


def navigation(view: View) -> Markup:
    """Return the list of parts."""
    links = [el("a", view.say(f"{name}.nav"), href=f"#{name}") for name in SECTIONS]
    return el("nav", links, aria_label=view.say("head.nav"))


def overview(view: View) -> Markup:
    """Return the key figures."""
    tiles = (_hours(view), _freed(view), _findings(view), _plan(view), _policies(view), _bridge(view))
    return el(
        "section",
        el("h2", view.say("overview.title"), class_="unseen"),
        el("div", tiles, class_="tiles"),
        _origins(view),
        id="overview",
    )


def _tile(view: View, key: str, figure: object, unit: str, *more: object) -> Markup:
    return el(
        "div",
        el("h3", view.say(f"overview.{key}")),
        el("p", el("strong", figure), el("span", unit), class_="figure"),
        *more,
        class_="tile",
    )


def _hours(view: View) -> Markup:
    hours = {s: sum(c.hours for c in view.counted(s)) for s in Stage}
    total = sum(hours.values())
    detail = view.say(
        "overview.hours_detail",
        courses=len(view.counted()),
        secondary=hours[Stage.SECONDARY],
        higher=hours[Stage.HIGHER],
    )
    chart = bar([(hours[s], f"fill-{s.value}") for s in Stage], total)
    return _tile(view, "hours", total, view.say("unit.hours"), chart, el("p", detail))


def _freed(view: View) -> Markup:
    before, after = (sum(c.hours for c in view.counted(bare=b)) for b in (True, False))
    repeated = [
        sum(f.hours or 0 for f in findings if f.family == "DUP")
        for findings in (view.page.bare_report.open, view.page.report.open)
    ]
    detail = view.say("overview.freed_detail", before=before, after=after)
    again = view.say("overview.repeated", before=repeated[0], after=repeated[1])
    return _tile(view, "freed", before - after, view.say("unit.hours"), el("p", detail), el("p", again))


def _findings(view: View) -> Markup:
    before, after = view.page.bare_report.totals(), view.page.report.totals()
    figure = el(
        "span",
        sum(before[s.value] for s in Severity),
        el("i", "→", class_="to"),
        sum(after[s.value] for s in Severity),
    )
    most = max(1, *(before[s.value] for s in Severity), *(after[s.value] for s in Severity))
    rows = [
        el(
            "tr",
            el("th", view.severity(s), scope="row"),
            el("td", before[s.value], class_="n"),
            el("td", bar([(before[s.value], f"fill-{s.value} was")], most)),
            el("td", bar([(after[s.value], f"fill-{s.value}")], most)),
            el("td", after[s.value], class_="n now"),
        )
        for s in Severity
    ]
    heads = ["", view.say("overview.bare"), "", "", view.say("overview.decided")]
    head = el("tr", [el("th", h, scope="col") if h else el("td") for h in heads])
    settled = view.say("overview.settled", count=after["settled"]) if after["settled"] else None
    return _tile(
        view,
        "findings",
        figure,
        view.say("unit.items"),
        el("table", el("thead", head), el("tbody", rows), class_="mini"),
        el("p", settled) if settled else None,
    )


def _plan(view: View) -> Markup:
    result = view.page.plan_result
    figure = view.say(f"overview.status.{result.status}")
    more: list[object] = []
    if view.plan is not None:
        more.append(el("p", view.say(f"overview.proof.{result.status}")))
        loads = []
        for stage in Stage:
            terms = [t for t in stage.terms if view.pathway.calendar.term(t).teaching]
            light = view.pathway.planning.of(stage).light_terms
            weekly = [mean_weekly(view, t) for t in terms if t not in light]
            if weekly:
                low, high = round(float(min(weekly)), 1), round(float(max(weekly)), 1)
                loads.append(view.say("overview.load", stage=stage, low=f"{low:g}", high=f"{high:g}"))
        more.append(el("p", " · ".join(loads)))
    elif result.conflict:
        more.append(el("p", el("a", view.say("overview.why_no_plan"), href="#plan")))
    return _tile(view, "plan", el("span", figure, class_=f"word {result.status}"), "", *more)


def mean_weekly(view: View, term: int) -> Fraction:
    """Mean lesson hours a week of a term, whole weeks left out."""
    weeks = view.pathway.calendar.term(term).teaching
    if view.plan is None or not weeks:
        return Fraction(0)
    return Fraction(sum(o.hours for o in view.plan.in_term(term) if not o.block), weeks)


def _policies(view: View) -> Markup:
    judged = [a for a in view.page.assessments if a.verdict is not Verdict.REFERENCE]
    met = sum(a.verdict is Verdict.MET for a in judged)
    reference = len(view.page.assessments) - len(judged)
    chart = bar([(met, "fill-good"), (len(judged) - met, "fill-error")], max(1, len(judged)))
    detail = view.say("overview.policies_detail", reference=reference)
    return _tile(
        view,
        "policies",
        el("span", met, el("i", f"/{len(judged)}")),
        view.say("unit.items"),
        chart,
        el("p", detail),
    )


def _bridge(view: View) -> Markup:
    criteria = view.page.criteria
    short = [b for b in criteria.bridge if b.taught_level < b.level]
    later = sum(bool(b.courses) and not b.taught_level for b in short)
    lines = [view.say("overview.bridge_detail")]
    if later:
        lines.append(view.say("overview.bridge_later", count=later, deadline=criteria.deadline))
    if len(short) > later:
        lines.append(view.say("overview.bridge_short", count=len(short) - later))
    elif criteria.bridge and not later:
        lines.append(view.say("overview.bridge_full"))
    return _tile(
        view, "bridge", len(criteria.bridge), view.say("unit.items"), [el("p", line) for line in lines]
    )


def _origins(view: View) -> Markup:
    courses = view.counted()
    of = {s: sum(c.origin.status == s for c in courses) for s in ("sourced", "draft", "school")}
    words = label("documents.plan.notes.origins", view.lang, count=len(courses), **of)
    return el("p", words, f" {view.pathway.origin_note}" if view.pathway.origin_note else None, class_="note")
