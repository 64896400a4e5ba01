"""Changes tried out on a pathway: short ones as text, larger ones as a YAML file merged over it.

s-plc.hours=90                 a field of a course, by id or by name
higher.weekly_hours=18..26     a limit of a stage
calendar.3.teaching=16         a figure of the calendar
transfer.deadline=4            a setting of the transfer assessment
planning.classes=2             a setting of the planning
e-s1.take=2             how many of an elective group are taken
without=s-plc                  the pathway without a course
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from articulate.findings import Finding, InputError
from articulate.i18n import Phrase, catalogue
from articulate.model.pathway import Pathway
from articulate.model.planning import Planning, StageLimits
from articulate.model.programme import Course, ElectiveGroup, Stage
from articulate.model.settings import TermCalendar, TransferSettings
from articulate.model.source import SourceRef
from articulate.model.value import SOURCE_KEY, Value
from articulate.readers import problems
from articulate.readers.shape import field_names, meaning, validate
from articulate.readers.yaml import parse, read_text

V = TypeVar("V", bound=Value)

SECTIONS = ("planning", "calendar", "transfer", "courses", "electives", "without")
"""What a file of changes may hold."""

FIRM = ("id", "stage", "term")
"""Fields that say what a thing is; changing them would make another thing of it."""

_RANGE = re.compile(r"\s*(\d+)\s*(?:\.\.|—|–|~|至)\s*(\d+)\s*")
_FILE = re.compile(r".*\.ya?ml", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Changed:
    """A pathway after some changes, and the changes in words."""

    pathway: Pathway
    what: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class _Change:
    """One value to be set: whose, which field, what; and where that was written."""

    section: str
    owner: str
    given: Mapping[str, Any]
    source: SourceRef


def changed(pathway: Pathway, changes: Iterable[str]) -> Changed:
    """Return a pathway with changes made to it, one after the other.

    A change is ``owner.field=value``, ``without=course``, or the path of a YAML file whose sections
    ``planning``, ``calendar``, ``transfer``, ``courses`` and ``electives`` are merged over the pathway as
    it is after its decisions; courses that it does not have are added. Raises ``InputError`` with every
    problem.
    """
    found: list[Finding] = []
    what: list[Phrase] = []
    for text in changes:
        for one in _read(text, pathway, found):
            made = _SET[one.section](pathway, one, found)
            if made is not None:
                pathway = made.pathway
                what += made.what
    if not found:
        found += _loose(pathway)
    if found:
        raise InputError(found)
    return Changed(pathway, tuple(what))


# ---- from text to changes ---------------------------------------------------------------------------


def _read(text: str, pathway: Pathway, found: list[Finding]) -> Iterator[_Change]:
    if _FILE.fullmatch(text) and "=" not in text:
        yield from _from_file(Path(text), found)
        return
    source = SourceRef(text)
    left, sign, right = text.replace("＝", "=").partition("=")
    owner, _, field = left.strip().rpartition(".")
    if not sign or not right.strip() or (not owner and left.strip() != "without"):
        found.append(_problem(source, "form", {"text": text}))
        return
    if left.strip() == "without":
        yield _Change("without", right.strip(), {}, source)
        return
    value, problems_found = _value(right, field, source)
    found += problems_found
    if not problems_found:
        section, name = _section(owner, pathway)
        yield _Change(section, name, {field: value}, source)


def _section(owner: str, pathway: Pathway) -> tuple[str, str]:
    first, _, rest = owner.partition(".")
    if first == "calendar":
        return "calendar", rest
    if owner in ("planning", "transfer"):
        return owner, ""
    if owner in (s.value for s in Stage):
        return "limits", owner
    if any(owner in (g.id, g.name) for g in pathway.electives):
        return "electives", owner
    return "courses", owner


def _value(text: str, field: str, source: SourceRef) -> tuple[Any, list[Finding]]:
    """Return the value of a short change: ``18..26`` is a pair, ``a, b`` a list, else as in YAML."""
    match = _RANGE.fullmatch(unicodedata.normalize("NFKC", text))
    if match:
        return [int(match.group(1)), int(match.group(2))], []
    text = text.strip()
    if "," in text and text[0] not in "[{\"'":
        text = f"[{text}]"
    value, found, _ = parse(f"{{value: {text}}}", source.file)
    if found or not isinstance(value, Mapping):
        return None, [_problem(source, "form", {"text": source.file})]
    return value.get("value"), []


def _from_file(path: Path, found: list[Finding]) -> Iterator[_Change]:
    text, unreadable = read_text(path, str(path))
    found += unreadable
    if unreadable:
        return
    data, broken, _ = parse(text, str(path))
    found += broken
    if not isinstance(data, Mapping):
        if not broken:
            found.append(_problem(SourceRef(str(path), 1, 1), "file", {"sections": SECTIONS}))
        return
    here = data.get(SOURCE_KEY) or SourceRef(str(path))
    for key, value in data.items():
        if key == SOURCE_KEY:
            continue
        place = here.at(key)
        if key not in SECTIONS:
            found.append(_problem(place, "section", {"name": key, "sections": SECTIONS}))
        elif key == "planning" and isinstance(value, Mapping):
            yield from _planning(value, place)
        elif key == "transfer" and isinstance(value, Mapping):
            yield _Change(key, "", _plain(value), place)
        elif key == "without" and isinstance(value, list):
            yield from (_Change(key, str(v), {}, place) for v in value)
        elif isinstance(value, list) and all(isinstance(v, Mapping) for v in value):
            name = "term" if key == "calendar" else "id"
            for row in value:
                at = row.get(SOURCE_KEY) or place
                yield _Change(key, str(row.get(name, "")), _plain(row, name), at)
        else:
            found.append(_problem(place, "shape", {"name": key}))


def _planning(value: Mapping[str, Any], place: SourceRef) -> Iterator[_Change]:
    for stage in Stage:
        limits = value.get(stage.value)
        if isinstance(limits, Mapping):
            yield _Change("limits", stage.value, _plain(limits), limits.get(SOURCE_KEY) or place)
    rest = {k: v for k, v in _plain(value).items() if k not in (s.value for s in Stage)}
    if rest:
        yield _Change("planning", "", rest, place)


def _plain(value: Mapping[str, Any], *without: str) -> dict[str, Any]:
    return {k: v for k, v in value.items() if k not in (SOURCE_KEY, *without)}


# ---- one change -------------------------------------------------------------------------------------


def _limits(pathway: Pathway, one: _Change, found: list[Finding]) -> Changed | None:
    stage = Stage(one.owner)
    made = _but(StageLimits, pathway.planning.of(stage), one, found)
    if made is None:
        return None
    what = _words(Phrase("choices.change.limits", {"stage": stage}), pathway.planning.of(stage), made, one)
    return Changed(pathway.but(planning=pathway.planning.but(**{stage.value: made})), what)


def _settings(pathway: Pathway, one: _Change, found: list[Finding]) -> Changed | None:
    made = _but(Planning, pathway.planning, one, found)
    if made is None:
        return None
    return Changed(
        pathway.but(planning=made), _words(Phrase("choices.change.planning"), pathway.planning, made, one)
    )


def _transfer(pathway: Pathway, one: _Change, found: list[Finding]) -> Changed | None:
    made = _but(TransferSettings, pathway.transfer, one, found)
    if made is None:
        return None
    return Changed(
        pathway.but(transfer=made), _words(Phrase("choices.change.transfer"), pathway.transfer, made, one)
    )


def _calendar(pathway: Pathway, one: _Change, found: list[Finding]) -> Changed | None:
    if not one.owner.isascii() or not one.owner.isdigit() or not 1 <= int(one.owner) <= 10:
        found.append(_problem(one.source, "term", {"term": one.owner}))
        return None
    number = int(one.owner)
    old = pathway.calendar.term(number)
    made = _but(TermCalendar, old, one, found)
    if made is None:
        return None
    terms = tuple(made if t.term == number else t for t in pathway.calendar.terms)
    what = _words(Phrase("choices.change.calendar", {"term": number}), old, made, one)
    return Changed(pathway.but(calendar=pathway.calendar.but(terms=terms)), what)


def _elective(pathway: Pathway, one: _Change, found: list[Finding]) -> Changed | None:
    group = next((g for g in pathway.electives if one.owner in (g.id, g.name)), None)
    if group is None:
        found.append(_problem(one.source, "group", {"name": one.owner}))
        return None
    made = _but(ElectiveGroup, group, one, found)
    if made is None:
        return None
    groups = tuple(made if g.id == group.id else g for g in pathway.electives)
    what = _words(Phrase("choices.change.group", {"group": group.name}), group, made, one)
    return Changed(pathway.with_courses(pathway.courses, electives=groups), what)


def _course(pathway: Pathway, one: _Change, found: list[Finding]) -> Changed | None:
    fitting = called(pathway, one.owner)
    if not fitting and {"name", "kind", "hours", "stage"} <= one.given.keys():
        return _added(pathway, one, found)
    course = _only(pathway, fitting, one, found)
    if course is None:
        return None
    made = _but(Course, course, one, found)
    if made is None:
        return None
    courses = tuple(made if c.id == course.id else c for c in pathway.courses)
    what = _words(Phrase("choices.change.course", {"course": course.name}), course, made, one)
    return Changed(pathway.with_courses(courses), what)


def _added(pathway: Pathway, one: _Change, found: list[Finding]) -> Changed | None:
    made, wrong = validate(Course, {**one.given, "id": one.owner, SOURCE_KEY: one.source})
    found += wrong
    if made is None:
        return None
    what = Phrase("choices.change.added", {"course": made.name, "stage": made.stage, "hours": made.hours})
    return Changed(pathway.with_courses((*pathway.courses, made)), (what,))


def _without(pathway: Pathway, one: _Change, found: list[Finding]) -> Changed | None:
    course = _only(pathway, called(pathway, one.owner), one, found)
    if course is None:
        return None
    courses = tuple(c for c in pathway.courses if c.id != course.id)
    what = Phrase("choices.change.without", {"course": course.name, "hours": course.hours})
    return Changed(pathway.with_courses(courses), (what,))


_SET = {
    "limits": _limits,
    "planning": _settings,
    "transfer": _transfer,
    "calendar": _calendar,
    "electives": _elective,
    "courses": _course,
    "without": _without,
}


def _but(model: type[V], old: V, one: _Change, found: list[Finding]) -> V | None:
    """Return a value with some fields changed, or nothing and the problems."""
    names = [n for n in field_names(model) if n not in FIRM]
    unknown = [f for f in one.given if f not in names]
    for field in unknown:
        close = get_close_matches(field, names, n=1, cutoff=0.6)
        known = Phrase("src.guess_known", {"names": tuple(names)})
        guess = Phrase("src.guess", {"name": close[0]}) if close else known
        found.append(problems.UNKNOWN_FIELD.at(one.source, field=field, where="", guess=guess))
    if unknown:
        return None
    by_alias = {info.alias or name: name for name, info in model.model_fields.items()}
    given = {
        # A single word in place of a list of one.
        f: [v] if isinstance(getattr(old, by_alias[f]), tuple) and isinstance(v, str | int) else v
        for f, v in one.given.items()
    }
    made, wrong = validate(model, {**old.model_dump(by_alias=True), **given, SOURCE_KEY: one.source})
    found += wrong
    if made is None:
        return None
    return old.but(**{by_alias[f]: getattr(made, by_alias[f]) for f in one.given})


def _words(owner: Phrase, old: Value, new: Value, one: _Change) -> tuple[Phrase, ...]:
    by_alias = {info.alias or name: name for name, info in type(old).model_fields.items()}
    return tuple(
        Phrase(
            "choices.change.line",
            {
                "owner": owner,
                "field": _called_field(field),
                "old": _shown(getattr(old, by_alias[field])),
                "new": _shown(getattr(new, by_alias[field])),
            },
        )
        for field in one.given
    )


def _called_field(field: str) -> Any:
    """Return the words for a field in the middle of a sentence."""
    short = field in catalogue("choices", "zh")["field"]
    return Phrase(f"choices.field.{field}") if short else meaning(field)


def _shown(value: Any) -> Any:
    if value is None or value == () or value == "":
        return Phrase("choices.change.nothing")
    if isinstance(value, tuple) and any(isinstance(v, Value) for v in value):
        return Phrase("choices.change.many", {"count": len(value)})
    return Phrase("choices.change.nothing") if isinstance(value, dict | Value) else value


# ---- courses by name --------------------------------------------------------------------------------


def called(pathway: Pathway, name: str) -> tuple[Course, ...]:
    """Return the courses that answer to an id or to a name; two where both stages have one of that name."""
    if name in pathway.by_id:
        return (pathway.by_id[name],)
    plain = name.strip("《》 ")
    return tuple(c for c in pathway.courses if c.name == plain)


def _only(pathway: Pathway, fitting: tuple[Course, ...], one: _Change, found: list[Finding]) -> Course | None:
    if len(fitting) == 1:
        return fitting[0]
    found.append(no_course(pathway, one.owner, fitting, one.source))
    return None


def no_course(pathway: Pathway, name: str, fitting: tuple[Course, ...], source: SourceRef) -> Finding:
    """Return the problem that a name means no course, or more than one."""
    if fitting:
        ids = tuple(c.id for c in fitting)
        return _problem(source, "which", {"name": name, "ids": ids})
    known = {c.name: c for c in pathway.courses} | dict(pathway.by_id)
    close = get_close_matches(name, sorted(known), n=1, cutoff=0.5)
    if close:
        course = known[close[0]]
        return _problem(source, "course_guess", {"name": name, "guess": course.name, "id": course.id})
    return _problem(source, "course", {"name": name})


def wrong_pin(text: str, source: SourceRef) -> Finding:
    """Return the problem that a text is no ``course=term``."""
    return _problem(source, "pin", {"text": text})


def _loose(pathway: Pathway) -> Iterator[Finding]:
    """Yield conditions of order that lead nowhere once the changes are made."""
    for course in pathway.courses:
        for requisite in course.requisites:
            for _, other in requisite.leaves():
                if other not in pathway.by_id:
                    values = {"course": course.name, "other": other}
                    yield _problem(course.source, "requisite", values)


def _problem(source: SourceRef, key: str, values: Mapping[str, Any]) -> Finding:
    return problems.INCONSISTENT.at(
        source,
        what=Phrase(f"choices.problem.{key}", values),
        remedy=Phrase(f"choices.problem_remedy.{key}", values),
    )
