"""Reading ``school.yaml``: which pathways a school plans together, and what they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from articulate.findings import Finding, InputError
from articulate.i18n import Phrase
from articulate.model.pathway import Pathway
from articulate.model.school import School
from articulate.model.source import SourceRef
from articulate.readers import problems
from articulate.readers.mapping import load
from articulate.readers.pathways import read, root_of
from articulate.readers.references import guess
from articulate.readers.shape import place, validate


def read_school(path: str | Path, *, root: str | Path | None = None) -> School:
    """Return a school with its decided pathways, from ``school.yaml`` or the folder that holds it.

    Pathways are read only from inside the curriculum folder (``root``, as for ``read``). Raises
    ``InputError`` with every problem of all the files concerned.
    """
    file = Path(path)
    file = file / "school.yaml" if file.is_dir() else file
    data, found, whole = load(file, "not_school")
    lost = False
    seen: dict[Path, Pathway | list[Finding]] = {}
    inside = Path(root).resolve() if root else root_of(file)
    written = data.get("pathways")
    for item in written if isinstance(written, list) else ():
        if not isinstance(item, dict) or not isinstance(item.get("pathway"), str):
            continue
        target = _inside(file, item, inside, found)
        if target is not None and target not in seen:
            seen[target] = _read(target, inside)
            found += made if isinstance(made := seen[target], list) else []
        pathway = seen[target] if target is not None else None
        if isinstance(pathway, Pathway):
            item["pathway"] = pathway
        else:
            item.pop("pathway")
            lost = True
    school, more = validate(School, data, broken=() if whole else (str(file),))
    if lost:
        # That a pathway could not be read was said already, and why there are too few.
        said = (("SRC003", "pathway"), ("SRC004", "pathways"))
        more = [f for f in more if (f.code, f.values["field"]) not in said]
    found += more
    if school is not None:
        found += _references(school)
    if school is None or found:
        raise InputError(found)
    return school


def _inside(file: Path, item: Mapping[str, Any], root: Path, found: list[Finding]) -> Path | None:
    """Return where the path of a pathway leads, if that is inside the curriculum folder."""
    written = str(item["pathway"])
    target = (file.parent / written).resolve()
    if not target.is_relative_to(root):
        found.append(problems.OUTSIDE.at(place(item, ("pathway",)), path=written, root=root.name))
        return None
    return target


def _read(target: Path, root: Path) -> Pathway | list[Finding]:
    try:
        return read(target, root=root)
    except InputError as error:
        return list(error.findings)


def _references(school: School) -> Iterator[Finding]:
    """Yield ids that lead nowhere: courses, pathways and facilities."""
    shared = school.shared
    courses = {c for s in school.pathways for c in s.pathway.by_id}
    for field, ids in (("courses", shared.courses), ("separate", shared.separate)):
        for one in ids:
            if one not in courses:
                yield _unknown(shared.source.at(field), "course", one, courses)
    for workshop in shared.workshops:
        source = workshop.source.at("used_by")
        for key, facilities in sorted(workshop.used_by.items()):
            sibling = school.by_key.get(key)
            if sibling is None:
                yield _unknown(source, "pathway", key, school.by_key)
                continue
            known = {f.id for f in sibling.pathway.all_facilities}
            for one in facilities:
                if one not in known:
                    yield _unknown(source, "facility", one, known)


def _unknown(source: SourceRef, kind: str, wrong: str, known: Iterable[str]) -> Finding:
    return problems.UNKNOWN_ID.at(
        source,
        owner=Phrase("src.this_file"),
        kind=Phrase(f"src.kinds.{kind}"),
        id=wrong,
        guess=guess(wrong, known),
    )
