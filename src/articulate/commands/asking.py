"""What the options of planning ask for, of one pathway or of all pathways of a school."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from articulate.findings import Finding, InputError, SpokenError
from articulate.model.source import SourceRef

if TYPE_CHECKING:
    from articulate.model.pathway import Pathway
    from articulate.model.school import School

MOST_ALTERNATIVES = 20
ALLOW = 25
"""Percent by which the balance of an alternative may be worse, where nothing is said."""

Pins = dict[str, dict[str, int]]
Forbidden = dict[str, dict[str, tuple[int, ...]]]


def asked_of(
    pathway: Pathway, pins: Sequence[str], forbid: Sequence[str]
) -> tuple[dict[str, int], dict[str, tuple[int, ...]]]:
    """Return starting and forbidden terms of courses of a pathway. Raises ``InputError`` with every slip."""
    pinned, banned = _asked({"": pathway}, pins, forbid)
    return pinned.get("", {}), banned.get("", {})


def asked_of_school(school: School, pins: Sequence[str], forbid: Sequence[str]) -> tuple[Pins, Forbidden]:
    """Return what is asked of each pathway of a school, by its key. Raises ``InputError`` with every slip.

    ``COURSE=TERM`` speaks of all pathways that have the course, ``PATHWAY:COURSE=TERM`` of one.
    """
    return _asked({s.key: s.pathway for s in school.pathways}, pins, forbid, school)


def asked_choice(options: argparse.Namespace) -> dict[str, Any]:
    """Return how many alternatives are asked for and within which bounds. Raises ``SpokenError``."""
    count, differ, allow = options.alternatives, options.differ, options.allow
    if not 1 <= count <= MOST_ALTERNATIVES or allow < 0 or (differ is not None and differ < 1):
        raise SpokenError("cli.bad_alternatives", most=MOST_ALTERNATIVES)
    return {"count": count, "differ": differ, "allow": Fraction(allow, 100)}


def _asked(
    pathways: Mapping[str, Pathway],
    pins: Sequence[str],
    forbid: Sequence[str],
    school: School | None = None,
) -> tuple[Pins, Forbidden]:
    found: list[Finding] = []
    pinned: Pins = {}
    for key, course, term in _terms_of("--pin", pins, pathways, school, found):
        pinned.setdefault(key, {})[course] = term
    banned: Forbidden = {}
    for key, course, term in _terms_of("--forbid", forbid, pathways, school, found):
        mine = banned.setdefault(key, {})
        mine[course] = (*mine.get(course, ()), term)
    if found:
        raise InputError(found)
    return pinned, banned


def _terms_of(
    option: str,
    items: Sequence[str],
    pathways: Mapping[str, Pathway],
    school: School | None,
    found: list[Finding],
) -> Iterator[tuple[str, str, int]]:
    """Yield pathway, course and term of each item; a course is named by its id or its name."""
    from articulate.readers.changes import called, no_course, wrong_pin
    from articulate.readers.school_plans import no_pathway

    for item in items:
        written, _, number = item.rpartition("=")
        source = SourceRef(f"{option} {item}")
        if not (number.isascii() and number.isdigit() and 1 <= int(number[:3]) <= 10) or not written.strip():
            found.append(wrong_pin(item, source))
            continue
        meant, name = _meant(written.strip(), pathways, school)
        if not meant and school is not None:
            found.append(no_pathway(name, school, source))
            continue
        fitting = {key: courses for key, one in meant.items() if (courses := called(one, name))}
        if not fitting:
            # The pathway with the nearest name has the most to say.
            slips = [no_course(one, name, (), source) for one in meant.values()]
            found.append(next((s for s in slips if "guess" in s.values["what"].values), slips[0]))
        for key, courses in fitting.items():
            if len(courses) > 1:
                found.append(no_course(meant[key], name, courses, source))
                break
            yield key, courses[0].id, int(number)


def _meant(
    written: str, pathways: Mapping[str, Pathway], school: School | None
) -> tuple[Mapping[str, Pathway], str]:
    """Return the pathways that are spoken of and the name of the course; none and what was to name one."""
    from articulate.readers.changes import called
    from articulate.readers.school_plans import sibling_called

    head, sign, name = written.replace("：", ":").partition(":")
    if school is None or not sign or any(called(one, written) for one in pathways.values()):
        return pathways, written
    sibling = sibling_called(school, head.strip())
    return ({}, head.strip()) if sibling is None else ({sibling.key: pathways[sibling.key]}, name.strip())
