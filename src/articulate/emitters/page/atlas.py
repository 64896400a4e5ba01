"""The course map with its tools and the panel that tells of the course chosen."""

from __future__ import annotations

from articulate.emitters import diagram
from articulate.emitters.markup import Markup, el
from articulate.emitters.page.view import View
from articulate.emitters.scene import STYLES, Scene, scene

GROUPS = {
    "order": ("pre", "co", "strict_co"),
    "supply": ("supply",),
    "progression": ("progression",),
    "repeat": ("partial_overlap", "duplicate", "inverted"),
}
"""Lines that are shown and hidden together."""


def section(view: View) -> Markup:
    """Return the map section."""
    shown = scene(view.pathway, view.page.graph, view.plan, view.page.relations)
    return view.section(
        "map",
        _tools(view, shown),
        el(
            "div",
            el(
                "div",
                diagram.draw(shown, view.lang, linked=True),
                class_="map-scroll",
                tabindex=-1,
                role="region",
                aria_label=view.say("map.title"),
            ),
            el(
                "aside",
                el("button", "×", type="button", class_="close", aria_label=view.say("map.close")),
                el("div", class_="panel-body"),
                id="panel",
                class_="map-panel",
                aria_label=view.say("map.panel"),
                aria_live="polite",
                hidden=True,
            ),
            class_="map-frame",
        ),
        el("p", view.say("map.keys"), class_="note for-script"),
        lead=view.say("map.lead"),
    )


def _tools(view: View, shown: Scene) -> Markup:
    used = {link.style for link in shown.links}
    boxes = [
        el(
            "label",
            el("input", type="checkbox", checked=True, data_links=" ".join(styles)),
            view.say(f"map.show.{name}"),
            class_=f"chip {name}",
        )
        for name, styles in GROUPS.items()
        if used & set(styles)
    ]
    assert {s for styles in GROUPS.values() for s in styles} == set(STYLES)
    search = el(
        "label",
        el("span", view.say("map.search"), class_="unseen"),
        el(
            "input",
            type="search",
            id="find",
            placeholder=view.say("map.search"),
            autocomplete="off",
            list="names",
        ),
    )
    names = el("datalist", [el("option", value=view.name(c)) for c in shown.pathway.courses], id="names")
    zoom = [
        el(
            "button",
            view.say(f"map.zoom.{name}"),
            type="button",
            data_zoom=name,
            aria_label=view.say(f"map.aria.{name}"),
        )
        for name in ("fit", "out", "in")
    ]
    return el(
        "div",
        search,
        names,
        el("fieldset", el("legend", view.say("map.lines"), class_="unseen"), boxes, class_="chips"),
        el("div", zoom, class_="zoom"),
        class_="tools for-script",
    )
