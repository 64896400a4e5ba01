"""One self-contained HTML file: its style within, no script, nothing from a network, fit to print.

The page forbids itself whatever it does not bring along: its content policy allows one style, by its
hash. All that a school typed is escaped by ``markup``.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from articulate.emitters.markup import el, joined, raw
from articulate.i18n import Lang


def sealed(title: str, body: object, lang: Lang, *styles: str) -> str:
    """Return the whole document with style sheets of our own by name. Equal input gives equal bytes."""
    style = "".join((files("articulate.emitters") / "assets" / name).read_text("utf-8") for name in styles)
    digest = b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    head = el(
        "head",
        joined(
            [
                "",
                el("meta", charset="utf-8"),
                el("meta", http_equiv="Content-Security-Policy", content=policy),
                el("meta", name="viewport", content="width=device-width, initial-scale=1"),
                el("meta", name="referrer", content="no-referrer"),
                el("title", title),
                el("style", raw(style)),
                "",
            ],
            "\n",
        ),
    )
    page = el(
        "html",
        raw("\n"),
        head,
        raw("\n"),
        el("body", raw("\n"), body, raw("\n")),
        raw("\n"),
        lang="zh-CN" if lang == "zh" else "en",
    )
    return f"<!DOCTYPE html>\n{page}\n"
