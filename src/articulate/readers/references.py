"""Ids: used once, leading somewhere, meaning one thing; courses inside their stage.

Looks at the plain values and not at models, so that a wrong number elsewhere in the file does not hide
a reference that leads nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from articulate.findings import Finding
from articulate.i18n import Phrase
from articulate.model.programme import Stage
from articulate.model.source import SourceRef
from articulate.policy import packs
from articulate.readers import problems
from articulate.readers.shape import place
from articulate.readers.vocabulary import words

KINDS = ("posts", "competencies", "certificates", "facilities")


def references(data: Mapping[str, Any]) -> list[Finding]:
    """Return every id of a pathway that is used twice or leads nowhere, and what contradicts itself."""
    view = _View(data)
    return [*view.twice(), *view.disagreements(), *view.windows(), *view.loose_ends(), *words(data)]


def guess(wrong: str, known: Iterable[str]) -> Phrase:
    """Return what a wrong id may have been meant to be."""
    close = get_close_matches(str(wrong), sorted(known), n=1, cutoff=0.6)
    if close:
        return Phrase("src.guess", {"name": close[0]})
    return Phrase("src.guess_define", {"id": str(wrong)})


def _choice(wrong: str, known: Iterable[str]) -> Phrase:
    close = get_close_matches(str(wrong), sorted(known), n=1, cutoff=0.6)
    if close:
        return Phrase("src.guess", {"name": close[0]})
    return Phrase("src.write_one_of", {"options": tuple(sorted(known))})


def dig(data: Any, *path: str) -> Any:
    """Return the value at a path of keys, ``None`` where it does not lead."""
    for step in path:
        data = data.get(step) if isinstance(data, Mapping) else None
    return data


def rows(owner: Any, key: str) -> list[dict[str, Any]]:
    """Return the mappings of a list, whatever else may stand there."""
    value = owner.get(key) if isinstance(owner, Mapping) else None
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []


def _words(owner: Mapping[str, Any], key: str) -> list[str]:
    value = owner.get(key)
    return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []


def _leaves(requisites: Any) -> Iterator[str]:
    if isinstance(requisites, str):
        yield requisites
    elif isinstance(requisites, list):
        for one in requisites:
            yield from _leaves(one)
    elif isinstance(requisites, Mapping):
        for key in ("pre", "co", "strict_co", "any", "all"):
            yield from _leaves(requisites.get(key))


def _name(value: Mapping[str, Any]) -> str:
    for key in ("name", "what", "topic", "course", "id"):
        if isinstance(value.get(key), str):
            return str(value[key])
    return ""


class _View:
    """The plain values of one pathway with the ids that they define."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.programmes: dict[Stage, Mapping[str, Any]] = {}
        for stage in Stage:
            programme = dig(data, stage.value, "programme")
            self.programmes[stage] = programme if isinstance(programme, Mapping) else {}

    def _all(self, key: str) -> list[dict[str, Any]]:
        return [v for p in (*self.programmes.values(), self.data) for v in rows(p, key)]

    def _ids(self, key: str) -> set[str]:
        return {str(v["id"]) for v in self._all(key) if "id" in v}

    def _courses(self) -> set[str]:
        found = {str(c["id"]) for p in self.programmes.values() for c in rows(p, "courses") if "id" in c}
        for decision in rows(self.data, "decisions"):
            bridge, split = decision.get("bridge"), decision.get("split")
            if isinstance(bridge, Mapping) and "id" in bridge:
                found.add(str(bridge["id"]))
            found |= {str(piece["id"]) for piece in rows(split, "into") if "id" in piece}
        return found

    # ---- twice, differently, outside -------------------------------------------------------------

    def twice(self) -> Iterator[Finding]:
        """Ids that two things share."""
        for key in ("courses", "electives"):
            yield from self._repeated(key, [v for p in self.programmes.values() for v in rows(p, key)])
        for programme in self.programmes.values():
            for key in KINDS:
                yield from self._repeated(key, rows(programme, key))
        yield from self._repeated("duty", rows(self.data.get("governance"), "duties"))

    @staticmethod
    def _repeated(kind: str, values: Iterable[Mapping[str, Any]]) -> Iterator[Finding]:
        seen: dict[str, Mapping[str, Any]] = {}
        for value in values:
            one = value.get("id")
            if not isinstance(one, str):
                continue
            if one not in seen:
                seen[one] = value
                continue
            yield problems.DUPLICATE_ID.at(
                place(value, ("id",)),
                subject=one,
                related=(place(seen[one], ("id",)),),
                kind=Phrase(f"src.kinds.{kind}"),
                id=one,
                first=_name(seen[one]),
                second=_name(value),
            )

    def disagreements(self) -> Iterator[Finding]:
        """One id of both programmes that names two things.

        Competencies and posts may be worded anew for the higher level; the college's wording stands.
        """
        for key in ("certificates", "facilities"):
            first = {v.get("id"): v for v in rows(self.programmes[Stage.SECONDARY], key)}
            for value in rows(self.programmes[Stage.HIGHER], key):
                other = first.get(value.get("id"))
                if other is None or other.get("name") == value.get("name"):
                    continue
                yield problems.INCONSISTENT.at(
                    place(value, ("name",)),
                    subject=str(value.get("id")),
                    related=(place(other, ("name",)),),
                    what=Phrase(
                        "src.inconsistent.names",
                        {"id": str(value.get("id")), "first": _name(other), "second": _name(value)},
                    ),
                    remedy=Phrase("src.inconsistent_remedy.names"),
                )

    def windows(self) -> Iterator[Finding]:
        """Courses whose terms lie outside their stage or run backwards."""
        for stage, programme in self.programmes.items():
            for course in rows(programme, "courses"):
                terms = course.get("terms")
                if not (isinstance(terms, list) and len(terms) == 2 and all(type(t) is int for t in terms)):
                    continue
                low, high = terms
                if low <= high and low in stage.terms and high in stage.terms:
                    continue
                yield problems.INCONSISTENT.at(
                    place(course, ("terms",)),
                    subject=str(course.get("id", "")),
                    what=Phrase(
                        "src.inconsistent.window",
                        {"course": _name(course), "low": low, "high": high, "stage": stage},
                    ),
                    remedy=Phrase(
                        "src.inconsistent_remedy.window", {"low": stage.terms[0], "high": stage.terms[-1]}
                    ),
                )

    # ---- loose ends --------------------------------------------------------------------------------

    def loose_ends(self) -> Iterator[Finding]:
        """References to ids that nothing defines."""
        courses = self._courses()
        known = {key: self._ids(key) for key in KINDS}
        for programme in self.programmes.values():
            own = {str(c["id"]) for c in rows(programme, "courses") if "id" in c}
            for course in rows(programme, "courses"):
                before = _leaves(course.get("requisites"))
                yield from self._missing(course, "requisites", "course", before, courses)
                for key, kind in (
                    ("competencies", "competency"),
                    ("certificates", "certificate"),
                    ("facilities", "facility"),
                ):
                    yield from self._missing(course, key, kind, _words(course, key), known[key])
                for outcome in rows(course, "outcomes"):
                    yield from self._competency(outcome, known["competencies"])
            for group in rows(programme, "electives"):
                yield from self._missing(group, "courses", "course", _words(group, "courses"), own)
            for internship in rows(programme, "internships"):
                course_id = internship.get("course")
                if isinstance(course_id, str):
                    yield from self._missing(internship, "course", "course", [course_id], own)
                yield from self._missing(
                    internship, "posts", "post", _words(internship, "posts"), known["posts"]
                )
                for task in rows(internship, "tasks"):
                    yield from self._competency(task, known["competencies"])
        for post in self._all("posts"):
            for asking in (post, *rows(post, "tasks")):
                used = _words(asking, "competencies")
                yield from self._missing(asking, "competencies", "competency", used, known["competencies"])
        yield from self._missing(self.data, "policies", "policy", _words(self.data, "policies"), set(packs()))
        transfer, planning = self.data.get("transfer"), self.data.get("planning")
        if isinstance(transfer, Mapping):
            yield from self._missing(
                transfer, "culture_courses", "course", _words(transfer, "culture_courses"), courses
            )
        if isinstance(planning, Mapping):
            for key in ("fixed", "forbidden"):
                named = dig(planning, key)
                ids = [k for k in named if not k.startswith("@")] if isinstance(named, Mapping) else []
                yield from self._missing(planning, key, "course", ids, courses)
            for spacing in rows(planning, "spacing"):
                yield from self._missing(spacing, "courses", "course", _words(spacing, "courses"), courses)

    def _competency(self, value: Mapping[str, Any], known: set[str]) -> Iterator[Finding]:
        one = value.get("competency")
        if isinstance(one, str):
            yield from self._missing(value, "competency", "competency", [one], known)

    @staticmethod
    def _missing(
        owner: Mapping[str, Any], field: str, kind: str, used: Iterable[str], known: set[str]
    ) -> Iterator[Finding]:
        for one in used:
            if one not in known:
                own: SourceRef = getattr(one, "source", None) or place(owner, (field,))
                yield problems.UNKNOWN_ID.at(
                    own,
                    owner=_name(owner) or field,
                    kind=Phrase(f"src.kinds.{kind}"),
                    id=str(one),
                    # Policy packs come with the library: they are chosen, not defined.
                    guess=_choice(one, known) if kind == "policy" else guess(one, known),
                )
