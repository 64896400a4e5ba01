"""The sample that ``articulate new`` writes: a small curriculum that passes, with comments."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from articulate.findings import ArticulateError
from articulate.i18n import Lang, label

TEMPLATES = (
    "common/public-basic-secondary.yaml",
    "programmes/secondary/mechatronics.yaml",
    "programmes/higher/mechatronics.yaml",
    "pathways/example/pathway.yaml",
)
"""Files of a new curriculum folder, the pathway last."""


def scaffold(folder: Path, lang: Lang = "zh") -> list[Path]:
    """Write a small curriculum that passes, with comments, and return its files, the pathway last.

    Raises ``ArticulateError`` where one of the files is there already: nothing is overwritten.
    """
    from articulate.emitters import files

    targets = [folder / name for name in TEMPLATES]
    there = [t for t in targets if t.exists()]
    if there:
        raise ArticulateError(label("cli.new_exists", lang, files=tuple(str(t) for t in there)))
    source = resources.files("articulate.data") / "templates"
    for name, target in zip(TEMPLATES, targets, strict=True):
        files.write(target, (source / name).read_bytes())
    return targets
