"""The course map as PNG and PDF.

PNG is our own drawing, painted by resvg (the extra ``articulate[png]``) or by librsvg's program; PDF is
our drawing too where librsvg is there. Without it the system's Graphviz lays the map out anew. Programs
run in a process of their own with a time limit: a dense map can keep dot busy for minutes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from articulate.emitters import diagram, dot
from articulate.emitters.scene import Scene
from articulate.findings import ArticulateError
from articulate.i18n import Lang, label

SECONDS = 30
"""How long a program may take."""
ZOOM = 2
"""Dots of the picture for each unit of the drawing."""

_NAMES = (
    *("notosanscjk", "notosanssc", "notosanshans", "sourcehansans", "wqy", "droidsansfallback"),
    *("msyh", "simhei", "simsun", "deng", "pingfang", "stheiti", "hiragino", "uming", "ukai"),
)
"""Beginnings of the file names of fonts that hold simplified Chinese."""


def render(scene: Scene, suffix: str, lang: Lang = "zh") -> bytes:
    """Return the map as ``.png`` or ``.pdf``.

    Raises ``ArticulateError`` that says what to install where nothing on the machine can do it, and
    ``ValueError`` for another suffix.
    """
    if suffix not in (".png", ".pdf"):
        raise ValueError(suffix)
    if not chinese_fonts():
        raise ArticulateError(label("diagram.problem.no_font", lang))
    svg = diagram.draw(scene, lang)
    if suffix == ".png":
        painted = painted_png(svg)
        if painted is not None:
            return painted
    kind = suffix[1:]
    if shutil.which("rsvg-convert"):
        zoom = ZOOM if kind == "png" else 1
        return _run(["rsvg-convert", f"--format={kind}", f"--zoom={zoom}"], svg, lang)
    if shutil.which("dot"):
        return _run(["dot", f"-T{kind}"], dot.dot_text(scene, lang), lang)
    raise ArticulateError(label(f"diagram.problem.no_{kind}", lang))


def chinese_fonts() -> tuple[Path, ...]:
    """Return the files of installed fonts that hold simplified Chinese, by path."""
    return tuple(
        sorted(
            file
            for folder in _font_folders()
            if folder.is_dir()
            for file in folder.rglob("*")
            if file.suffix.lower() in (".ttf", ".ttc", ".otf") and file.name.lower().startswith(_NAMES)
        )
    )


def _font_folders() -> Iterable[Path]:
    home = Path.home()
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        yield home / "AppData" / "Local" / "Microsoft" / "Windows" / "Fonts"
    elif sys.platform == "darwin":
        yield from (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts")
    else:
        yield from (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
        yield from (home / ".fonts", home / ".local" / "share" / "fonts")


def painted_png(svg: str) -> bytes | None:
    """Return a drawing as PNG, or nothing where resvg is not installed."""
    try:
        import resvg_py
    except ImportError:
        return None
    # resvg takes the dots per inch for units such as pt; without them those would be nothing.
    return bytes(resvg_py.svg_to_bytes(svg_string=str(svg), zoom=ZOOM, dpi=96, background="#ffffff"))


def _run(command: list[str], text: str, lang: Lang) -> bytes:
    """Return what a program makes of a text; the day in its output is fixed, for the sake of equal bytes."""
    program = shutil.which(command[0]) or command[0]
    try:
        done = subprocess.run(
            [program, *command[1:]],
            input=text.encode("utf-8"),
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env={**os.environ, "SOURCE_DATE_EPOCH": "0"},
        )
    except subprocess.TimeoutExpired:
        words = label("diagram.problem.too_slow", lang, program=command[0], seconds=SECONDS)
        raise ArticulateError(words) from None
    except (OSError, subprocess.CalledProcessError):
        raise ArticulateError(label("diagram.problem.failed", lang, program=command[0])) from None
    return done.stdout
