"""Reading the plans of a school's pathways: a folder of them, or a file for each."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from articulate.findings import Finding, InputError
from articulate.i18n import Phrase
from articulate.model.plan import TeachingPlan
from articulate.model.school import School, Sibling
from articulate.model.source import SourceRef
from articulate.readers import problems
from articulate.readers.plans import TABLES, read_plan

ENDINGS = (".yaml", ".yml", *TABLES)
"""Endings of the files in a folder that may hold a plan."""


def read_school_plans(
    items: Iterable[str], school: School, *, in_use: bool = False
) -> dict[str, TeachingPlan]:
    """Return the plans of some pathways, by the keys under which the school knows them.

    An item is a folder in which the file of a pathway has its id or name, or ``pathway=file``; ``in_use`` is
    that of ``read_plan``. Raises ``InputError`` with every problem of all files.
    """
    found: list[Finding] = []
    files: dict[str, Path] = {}
    for item in items:
        for key, file in _files(item, school, found):
            if key in files:
                values = {"pathway": key, "file": str(file), "other": str(files[key])}
                found.append(_problem(SourceRef(item), "twice", **values))
            else:
                files[key] = file
    plans: dict[str, TeachingPlan] = {}
    for key, file in files.items():
        try:
            plans[key] = read_plan(file, school.by_key[key].pathway, in_use=in_use)
        except InputError as error:
            found += error.findings
    if found:
        raise InputError(found)
    return plans


def sibling_called(school: School, name: str) -> Sibling | None:
    """Return the pathway of a school that answers to an id or a name, if exactly one does."""
    fitting = [s for s in school.pathways if name in (s.key, s.title)]
    return fitting[0] if len(fitting) == 1 else school.by_key.get(name)


def no_pathway(name: str, school: School, source: SourceRef) -> Finding:
    """Return the problem that no pathway of the school, or more than one, answers to a name."""
    return _problem(source, "pathway", name=name, names=_names(school))


def _files(item: str, school: School, found: list[Finding]) -> list[tuple[str, Path]]:
    folder = Path(item)
    if folder.is_dir():
        return _in_folder(folder, school, found)
    name, sign, file = item.partition("=")
    sibling = sibling_called(school, name.strip())
    if sibling is not None and sign:
        return [(sibling.key, Path(file.strip()))]
    if folder.is_file() or not sign:
        found.append(_problem(SourceRef(item), "form", item=item, names=_names(school)))
    else:
        found.append(no_pathway(name.strip(), school, SourceRef(item)))
    return []


def _in_folder(folder: Path, school: School, found: list[Finding]) -> list[tuple[str, Path]]:
    """Return the one file of each pathway that has one."""
    out = []
    for sibling in school.pathways:
        # A name is free text: only what is the name of a file is looked for.
        stems = [s for s in dict.fromkeys((sibling.key, sibling.title)) if Path(s).name == s]
        there = [f for s in stems for end in ENDINGS if (f := folder / f"{s}{end}").is_file()]
        if len(there) > 1:
            names = tuple(f.name for f in there)
            found.append(_problem(SourceRef(str(folder)), "several", pathway=sibling.title, files=names))
        out += [(sibling.key, f) for f in there[:1]]
    if not out:
        names = tuple(f"{s.key}.yaml" for s in school.pathways)
        found.append(_problem(SourceRef(str(folder)), "none", folder=str(folder), names=names))
    return out


def _names(school: School) -> tuple[str, ...]:
    return tuple(f"{s.title} ({s.key})" for s in school.pathways)


def _problem(source: SourceRef, key: str, **values: object) -> Finding:
    return problems.INCONSISTENT.at(
        source,
        what=Phrase(f"joint.problem.{key}", values),
        remedy=Phrase(f"joint.problem_remedy.{key}", values),
    )
