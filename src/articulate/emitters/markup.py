"""Elements of HTML and SVG as text, with everything escaped that is not itself markup.

``el("p", name)`` escapes ``name``; only what ``el`` or ``raw`` made goes in as it is, so that nothing
a user typed can ever become an element, an attribute or a script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

_VOID = frozenset(
    [
        "br",
        "col",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "wbr",
        "circle",
        "ellipse",
        "line",
        "path",
        "polygon",
        "polyline",
        "rect",
        "stop",
        "use",
    ]
)
# Characters that no XML document may hold, whatever the notation (XML 1.0, production 2).
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Markup(str):
    """Text that is markup already."""

    __slots__ = ()


def raw(text: str) -> Markup:
    """Return a text of our own making as markup, unescaped."""
    return Markup(text)


def text(value: object) -> Markup:
    """Return a value as escaped text; markup stays as it is, ``None`` is nothing."""
    if value is None:
        return Markup("")
    if isinstance(value, Markup):
        return value
    return Markup(escape(_FORBIDDEN.sub("\ufffd", str(value)), quote=True))


def joined(children: Iterable[object], between: str = "") -> Markup:
    """Return children one after the other."""
    return Markup(between.join(text(c) for c in children))


def el(tag: str, *children: object, **attributes: object) -> Markup:
    """Return an element. Children may be nested in lists; attributes that are ``None`` or ``False`` go.

    Names lose a trailing underscore (``class_``), other underscores become hyphens.
    """
    named = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in _VOID and not children:
        return Markup(f"<{tag}{named}/>")
    return Markup(f"<{tag}{named}>{''.join(_flat(children))}</{tag}>")


def _attribute(name: str, value: object) -> str:
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    shown = "" if value is True else number(value) if isinstance(value, float) else text(value)
    return f' {name}="{shown}"'


def _flat(children: Iterable[object]) -> Iterable[str]:
    for child in children:
        if isinstance(child, list | tuple) or (isinstance(child, Iterable) and not isinstance(child, str)):
            yield from _flat(child)
        else:
            yield text(child)


def number(value: float) -> str:
    """Return a coordinate with at most one decimal."""
    return f"{value:.1f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))
