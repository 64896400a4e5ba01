"""Writing files, whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from articulate.emitters import docx, html, markdown, xlsx
from articulate.emitters.document import Document

RENDERERS: dict[str, Callable[[Document], bytes]] = {
    ".docx": docx.render,
    ".html": html.render,
    ".md": markdown.render,
    ".xlsx": xlsx.render,
}
"""What makes a file of a document, by the ending of its name."""


def write(path: Path | str, data: bytes | str) -> Path:
    """Write a file whole or not at all, and return its path. Text is written as UTF-8.

    The bytes go to a new file in the same folder, which then takes the place of the old one, so that
    neither a full disk nor a break leaves half a file. A file that is there keeps its permissions.
    Missing folders are made. Raises ``OSError`` with everything untouched.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name[:80]}.{os.getpid()}.part")
    try:
        with part.open("xb") as out:
            out.write(data.encode("utf-8") if isinstance(data, str) else data)
            out.flush()
            os.fsync(out.fileno())
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return path
