"""How a value shows itself in a notebook, without the core knowing what a page is.

A value asks ``bundle(self)``; the package's door connects the emitters that answer. Unconnected, or
where nothing knows the value, the notebook falls back to ``repr``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Shower = Callable[[Any], dict[str, str] | None]

_connected: list[Shower] = []


def connect(shower: Shower) -> None:
    """Let a function answer for all values; the one connected last answers."""
    _connected[:] = [shower]


def bundle(value: Any) -> dict[str, str] | None:
    """Return MIME types with their text for a value, ``None`` to fall back to ``repr``."""
    return _connected[0](value) if _connected else None
