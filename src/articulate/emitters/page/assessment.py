"""How the assessment is run and where its figures come from, as the filed paper says it."""

from __future__ import annotations

from collections.abc import Iterable

from articulate.emitters import html
from articulate.emitters.criteria.paper import CriteriaPaper
from articulate.emitters.criteria.pool import pools as pool_blocks
from articulate.emitters.criteria.schedule import led_by, step_day, step_limit, step_name
from articulate.emitters.criteria.trace import traces
from articulate.emitters.document import Block, Heading
from articulate.emitters.markup import Markup, el
from articulate.emitters.page.view import View
from articulate.i18n import show


def _paper(view: View) -> CriteriaPaper:
    return CriteriaPaper(view.pathway, view.plan, view.lang, view.page.policy, view.page.criteria)


def calendar(view: View) -> Markup | None:
    """Return the steps of the assessment in the order of their days, each with who leads and its limit."""
    paper = _paper(view)
    steps = [
        el(
            "li",
            el("time", step_day(paper, step), datetime=show(step.on) if step.on else None),
            el("b", step_name(paper, step)),
            el("span", led_by(paper, step)),
            el("small", step_limit(paper, step)),
        )
        for step in paper.criteria.calendar
    ]
    if not steps:
        return None
    return el(
        "div",
        el("h3", view.say("transfer.calendar")),
        el("p", view.say("transfer.calendar_lead"), class_="note"),
        el("ol", steps, class_="timeline"),
        class_="part",
    )


def pools(view: View) -> Markup | None:
    """Return the pools of task variants and how they are drawn from."""
    blocks = pool_blocks(_paper(view))
    if not blocks:
        return None
    return el("div", el("h3", view.say("transfer.pools")), _fold(view, "pools_open", blocks), class_="part")


def sources(view: View) -> Markup:
    """Return how hours, weights and points were reckoned, and what every setting rests on."""
    folds = [_fold(view, f"trace_{name}", part) for name, part in traces(_paper(view)).items()]
    return el("div", el("h3", view.say("transfer.sources")), folds, class_="part")


def _fold(view: View, key: str, blocks: Iterable[Block]) -> Markup:
    """Return blocks that stay folded until somebody asks; the line that unfolds them is their heading."""
    kept = [b for b in blocks if not isinstance(b, Heading)]
    summary = el("summary", view.say(f"transfer.{key}"))
    return el("details", summary, html.markup(kept, view.lang), class_="fold")
