"""Changes tried out on the pathways of a school.

s-art.hours=54                 in every pathway that has the course
机电一体化:s-plc.hours=108       in one pathway, by its id or its name
机电一体化:change.yaml           a file of changes for one pathway
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from articulate.findings import Finding, InputError
from articulate.i18n import Phrase, show
from articulate.model.pathway import Pathway
from articulate.model.school import School
from articulate.readers.changes import Changed, changed
from articulate.readers.school_plans import sibling_called


@dataclass(frozen=True, slots=True)
class ChangedSchool:
    """A school after some changes, and the changes in words."""

    school: School
    what: tuple[Phrase, ...]


def changed_school(school: School, changes: Iterable[str]) -> ChangedSchool:
    """Return a school with changes made to its pathways, one after the other.

    A change is written as for ``changed``. Without the name of a pathway it is made wherever it can be
    understood. Raises ``InputError`` with the problems of every change that can be made nowhere, or not
    in the pathway that it names.
    """
    pathways = {s.key: s.pathway for s in school.pathways}
    what: dict[str, tuple[Phrase, list[str]]] = {}
    found: list[Finding] = []
    for text in changes:
        named, change = _named(school, text)
        made: dict[str, Changed] = {}
        slips: list[tuple[Finding, ...]] = []
        for key in [named] if named else sorted(pathways):
            one = _tried(pathways[key], change)
            if isinstance(one, Changed):
                made[key] = one
            else:
                slips.append(one)
        if not made:
            # The pathway with the nearest name has the most to say.
            found += next((s for s in slips if any("guess" in _words(f) for f in s)), slips[0])
        for key, one in made.items():
            pathways[key] = one.pathway
            for phrase in one.what:
                what.setdefault(show(phrase), (phrase, []))[1].append(school.by_key[key].title)
    if found:
        raise InputError(found)
    siblings = tuple(s.but(pathway=pathways[s.key]) for s in school.pathways)
    every = len(siblings)
    told = tuple(
        phrase
        if len(titles) == every
        else Phrase("joint.what_if.of", {"pathways": tuple(titles), "what": phrase})
        for phrase, titles in what.values()
    )
    return ChangedSchool(school.but(pathways=siblings), told)


def _named(school: School, text: str) -> tuple[str | None, str]:
    head, sign, rest = text.replace("：", ":").partition(":")
    sibling = sibling_called(school, head.strip()) if sign else None
    return (sibling.key, rest.strip()) if sibling is not None else (None, text)


def _tried(pathway: Pathway, change: str) -> Changed | tuple[Finding, ...]:
    try:
        return changed(pathway, [change])
    except InputError as error:
        return error.findings


def _words(finding: Finding) -> tuple[str, ...]:
    what = finding.values.get("what")
    return tuple(what.values) if isinstance(what, Phrase) else ()
