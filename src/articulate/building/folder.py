"""Writing a whole folder: everything or nothing, and nothing that a person wrote is lost.

All files are first written beside the folder, then moved into their places; should one of the moves
fail (a document is open in an office program, say), those already made are undone. A list of what was
written, with a digest of each file, lies in the folder. By it the next build knows its own files: what
a person has changed since is kept as a copy under another name, what is not on the list is not touched.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from articulate.emitters.files import write

LEDGER = ".articulate.json"
"""The list of what was written: path, artefact, digest."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, in reading order, and the copies of what a person had changed."""

    paths: tuple[str, ...]
    copies: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    artefact: str
    digest: str


def write_folder(
    folder: Path,
    made: Mapping[str, Mapping[str, bytes]],
    index: str,
    index_of: Callable[[Mapping[str, str]], bytes],
) -> Written:
    """Write the files of some artefacts and the index page, and return what was written.

    ``made`` holds for each artefact its files by path; ``index_of`` gives the index page from the files
    of other artefacts that stay, each with the name of its artefact. Raises ``OSError`` with the folder
    as it was.
    """
    folder = folder.resolve()
    before = _ledger(folder)
    new = {path: data for files in made.values() for path, data in files.items()}
    stale = [
        p
        for p, e in before.items()
        if p not in new and p != index and (e.artefact in made or not _there(folder, p))
    ]
    older = {p: e.artefact for p, e in before.items() if p not in new and p not in stale and p != index}
    new = {index: index_of(older), **new}
    gone = [p for p in stale if _unchanged(folder, p, before)]
    changed = [p for p, data in new.items() if _there(folder, p) and not _ours(folder, p, data, before)]
    copies = {p: _free(folder, p, new) for p in changed}
    owner = {path: name for name, files in made.items() for path in files}
    entries = {p: before[p] for p in older} | {
        p: _Entry(owner.get(p, ""), _digest(d)) for p, d in new.items()
    }
    _place(folder, {**new, LEDGER: _as_bytes(entries)}, copies, gone)
    return Written(tuple(new), tuple(copies[p] for p in changed), tuple(gone))


# ---- what is there ---------------------------------------------------------------------------------------


def _ledger(folder: Path) -> dict[str, _Entry]:
    """Return the list of an earlier build; empty where there is none, or none that can be trusted."""
    try:
        data = json.loads((folder / LEDGER).read_text("utf-8"))
        files: dict[str, Any] = data["files"]
        entries = {str(p): _Entry(str(e["artefact"]), str(e["sha256"])) for p, e in files.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}
    return {p: e for p, e in sorted(entries.items()) if _inside(folder, p)}


def _inside(folder: Path, path: str) -> bool:
    """Tell whether a path of the list stays in the folder: the list may have been tampered with."""
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or "\\" in path or ":" in path:
        return False
    return (folder / pure).parent.resolve().is_relative_to(folder)


def _as_bytes(entries: Mapping[str, _Entry]) -> bytes:
    files = {p: {"artefact": e.artefact, "sha256": e.digest} for p, e in sorted(entries.items())}
    return (json.dumps({"files": files}, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _there(folder: Path, path: str) -> bool:
    return (folder / path).is_file()


def _unchanged(folder: Path, path: str, before: Mapping[str, _Entry]) -> bool:
    return _there(folder, path) and _digest((folder / path).read_bytes()) == before[path].digest


def _ours(folder: Path, path: str, data: bytes, before: Mapping[str, _Entry]) -> bool:
    """Tell whether a file may be replaced: we wrote it, and it is as we wrote it or as it will be."""
    there = _digest((folder / path).read_bytes())
    return there == _digest(data) or (path in before and there == before[path].digest)


def _free(folder: Path, path: str, new: Mapping[str, bytes]) -> str:
    """Return a path for the copy of a file that a person changed: name-edited1.docx."""
    pure = PurePosixPath(path)
    for number in range(1, 10_000):
        name = str(pure.with_name(f"{pure.stem}-edited{number}{pure.suffix}"))
        if name not in new and not os.path.lexists(folder / name):
            return name
    raise FileExistsError(17, "too many copies", str(folder / path))


# ---- moving ----------------------------------------------------------------------------------------------


def _place(folder: Path, new: Mapping[str, bytes], copies: Mapping[str, str], gone: Iterable[str]) -> None:
    """Put new files in their places, old ones out of the way; undo all of it where a step fails."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    stage = folder.parent / f".{folder.name[:80]}.{os.getpid()}.part"
    stage.mkdir()
    done: list[tuple[Path, Path]] = []

    def move(source: Path, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        source.rename(target)
        done.append((source, target))

    fresh = not folder.exists()
    try:
        for path, data in new.items():
            write(stage / "new" / path, data)
        if fresh:
            (stage / "new").rename(folder)
            return
        for path, copy in copies.items():
            move(folder / path, folder / copy)
        for path in gone:
            move(folder / path, stage / "old" / path)
        for path in new:
            if os.path.lexists(folder / path):
                if (folder / path).is_dir():
                    raise IsADirectoryError(21, os.strerror(21), str(folder / path))
                move(folder / path, stage / "old" / path)
            move(stage / "new" / path, folder / path)
    except BaseException:
        for source, target in reversed(done):
            source.parent.mkdir(parents=True, exist_ok=True)
            target.rename(source)
        if not fresh:
            _clear(folder, new)
        raise
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    _clear(folder, gone)


def _clear(folder: Path, paths: Iterable[str]) -> None:
    """Remove the folders of these files that hold nothing any more."""
    for path in paths:
        for parent in list(PurePosixPath(path).parents)[:-1]:
            try:
                (folder / parent).rmdir()
            except OSError:
                break
