"""Names in boxes: broken into lines where a reader would break them, cut where there is no room.

Widths are in em, as ``document.ems`` counts them: 1 for a Chinese character, about half for a letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from articulate.emitters.document import ems


def wrap(name: str, width: float, most: int = 3) -> tuple[str, ...]:
    """Return a name in as few lines of ``width`` em as it takes, the lines about equally long.

    Words stay whole where they fit in a line, no line starts with a closing sign, and a line
    begins before a bracket rather than in it. What does not fit into ``most`` lines ends in an ellipsis.
    """
    head, bracket, tail = name.partition("（")
    if head and tail.endswith("）") and ems(name) > width:
        parted = [*wrap(head, width, most), *wrap(bracket + tail, width, most)]
        if len(parted) <= max(2, len(_fill(_pieces(name), width))) <= most:
            return tuple(parted)
    pieces = _pieces(name)
    count = len(_fill(pieces, width))
    narrow = width
    if 1 < count <= most:
        while narrow > 1 and len(_fill(pieces, narrow - 0.5)) == count:
            narrow -= 0.5
    lines = _fill(pieces, narrow)
    if len(lines) > most:
        last = "".join(lines[most - 1 :])
        lines = [*lines[: most - 1], clip(last, width)]
    return tuple(lines)


def clip(name: str, width: float) -> str:
    """Return a name shortened to ``width`` em, with an ellipsis where something was left out."""
    if ems(name) <= width:
        return name
    while name and ems(name + "…") > width:
        name = name[:-1]
    return name.rstrip() + "…"


def _pieces(name: str) -> list[str]:
    """Part a name where a line may break: not in Latin words, not in words of the list, not at signs."""
    out: list[str] = []
    at = 0
    while at < len(name):
        word = next((w for w in _unbroken() if name.startswith(w, at)), name[at])
        last = out[-1][-1] if out else " "
        latin = word.isascii() and not word.isspace() and last.isascii() and not last.isspace()
        if out and (latin or word in "）)】》、，。；：！？·—-／/％%" or last in "（(【《"):
            out[-1] += word
        else:
            out.append(word)
        at += len(word)
    return out


@cache
def _unbroken() -> tuple[str, ...]:
    """Words that stay whole, the longest first."""
    lines = (files("articulate.data") / "unbroken.txt").read_text("utf-8").splitlines()
    words = {w for line in lines if not line.startswith("#") for w in line.split()}
    return tuple(sorted(words, key=lambda w: (-len(w), w)))


def _fill(pieces: Sequence[str], width: float) -> list[str]:
    lines = [""]
    for piece in pieces:
        while ems(piece) > width:
            if lines[-1]:
                lines.append("")
            cut = next(k for k in range(len(piece), 0, -1) if k == 1 or ems(piece[:k]) <= width)
            lines[-1], piece = piece[:cut], piece[cut:]
            if piece:
                lines.append("")
        if lines[-1] and ems(lines[-1] + piece.rstrip()) > width:
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return [line.strip() for line in lines if line.strip()]
