"""The page around its sections: head, content policy, style and script."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from articulate.emitters.diagram import KIND_COLOURS, LINK_COLOURS
from articulate.emitters.markup import el, joined, raw
from articulate.emitters.page import atlas, cards, changes, head, problems, progress, regulations, transfer
from articulate.emitters.page.view import PageInput, View
from articulate.i18n import Lang


def report_page(page: PageInput, lang: Lang = "zh") -> str:
    """Return the report of a pathway as one HTML document. Equal input gives equal bytes."""
    view = View(page, lang)
    style, script = palette() + asset("page.css"), asset("page.js")
    body = [
        el("a", view.say("head.skip"), href="#findings", class_="skip"),
        head.masthead(view),
        head.navigation(view),
        el(
            "main",
            joined(
                [
                    head.overview(view),
                    atlas.section(view),
                    progress.section(view),
                    problems.section(view),
                    changes.decisions(view),
                    changes.compare(view),
                    transfer.section(view),
                    regulations.section(view),
                    cards.section(view),
                ],
                "\n",
            ),
        ),
        el("footer", el("p", view.say("head.footer", pathway=view.pathway.pathway)), class_="foot"),
        el("script", raw(script)),
    ]
    document = el(
        "html",
        raw("\n"),
        el(
            "head",
            joined(
                [
                    "",
                    el("meta", charset="utf-8"),
                    el("meta", http_equiv="Content-Security-Policy", content=content_policy(style, script)),
                    el("meta", name="viewport", content="width=device-width, initial-scale=1"),
                    el("meta", name="referrer", content="no-referrer"),
                    el("meta", name="color-scheme", content="light dark"),
                    el("title", view.say("head.document", title=head.title(view))),
                    el("style", raw(style)),
                    "",
                ],
                "\n",
            ),
        ),
        raw("\n"),
        el("body", joined(body, "\n"), raw("\n")),
        raw("\n"),
        lang="zh-CN" if lang == "zh" else "en",
    )
    return "<!DOCTYPE html>\n" + document + "\n"


def content_policy(style: str, script: str) -> str:
    """Return a policy under which the page runs its own style and script and nothing else, ever."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def asset(name: str) -> str:
    """Return a file of the page's own. It may not end the element that it is put into."""
    text = (files("articulate.emitters.page") / "assets" / name).read_text("utf-8")
    if "</" in text:
        raise ValueError(f"{name} holds the beginning of an end tag")
    return text


def palette() -> str:
    """Return the colours of the map as variables, so that map and page never part."""
    kinds = "".join(
        f"--{kind.value}:{edge};--{kind.value}-ground:{ground};"
        for kind, (edge, ground) in KIND_COLOURS.items()
    )
    links = "".join(f"--link-{name.replace('_', '-')}:{colour};" for name, colour in LINK_COLOURS.items())
    return f":root{{{kinds}{links}}}\n"
