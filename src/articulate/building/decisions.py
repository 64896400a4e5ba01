"""Putting decisions into a pathway file, with all else in it untouched."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from articulate.findings import InputError, SpokenError
from articulate.i18n import Phrase
from articulate.model.decision import Decision


def write_decisions(
    path: Path | str, decisions: Sequence[Decision], *, root: Path | str | None = None
) -> Path:
    """Put decisions into a pathway file, after those it holds, and return the file.

    Comments and layout stay as they are. The file is read again afterwards; where it does not say what
    was meant, it gets its old content back. Raises ``ArticulateError`` with the file untouched where
    there is no place for decisions, ``InputError`` and ``OSError`` as reading and writing do.
    """
    from articulate.emitters.decisions_yaml import CannotInsertError, decisions_in, insert
    from articulate.emitters.files import write as write_file
    from articulate.readers import read_bare

    path = Path(path)
    file = path / "pathway.yaml" if path.is_dir() else path
    before = read_bare(file, root=root)
    old = file.read_bytes()
    try:
        write_file(file, insert(old.decode("utf-8"), decisions).encode("utf-8"))
    except CannotInsertError as error:
        raise SpokenError("improve.cannot_insert", file=str(file), why=error.why) from None
    try:
        after = read_bare(file, root=root)
        meant = decisions_in((*before.decisions, *decisions))
        same = decisions_in(after.decisions) == meant
        same &= after.model_dump(exclude={"decisions"}) == before.model_dump(exclude={"decisions"})
    except InputError:
        same = False
    if not same:
        write_file(file, old)
        raise SpokenError("improve.cannot_insert", file=str(file), why=Phrase("improve.insert.changed"))
    return file
