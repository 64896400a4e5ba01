"""From plain values to models: what pydantic objects to, said in the reader's words and in its place."""

from __future__ import annotations

import types
from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from enum import Enum
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from articulate.findings import Finding
from articulate.i18n import Phrase
from articulate.model.source import NOWHERE, SourceRef
from articulate.model.value import SOURCE_KEY
from articulate.readers import problems

M = TypeVar("M", bound=BaseModel)

MAX_SHOWN = 40
"""Characters of a wrong value that a message repeats."""


def validate(model: type[M], data: Any, *, broken: Collection[str] = ()) -> tuple[M | None, list[Finding]]:
    """Return the model made from plain values, or every problem that keeps it from being made.

    ``broken`` names files of which parts could not be read: what is missing there says nothing.
    """
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        found = []
        seen: set[tuple[str, str, int, int]] = set()
        items = error.errors(include_url=False, include_context=True)
        misspelt = _misspelt(model, items)
        for item in items:
            finding = _finding(model, data, item)
            if item["type"] == "missing" and _written_otherwise(model, item["loc"]):
                # What is missing is no field that a person writes; the wrong key is told by itself.
                continue
            if finding.code == "SRC003" and (finding.source.file in broken or item["loc"] in misspelt):
                continue
            key = (finding.code, finding.source.file, finding.source.line, finding.source.column)
            if key in seen and finding.code != "SRC003":
                continue
            seen.add(key)
            found.append(finding)
        return None, found


def _written_otherwise(model: type[BaseModel], path: Sequence[int | str]) -> bool:
    owner = model_at(model, path[:-1])
    return owner is not None and str(path[-1]) not in field_names(owner)


def _misspelt(model: type[BaseModel], items: Sequence[Any]) -> set[tuple[int | str, ...]]:
    """Return the paths of missing fields that stand there under a misspelt name: one slip, one finding."""
    missing = {tuple(i["loc"]) for i in items if i["type"] == "missing"}
    out = set()
    for item in items:
        if item["type"] == "extra_forbidden":
            path = tuple(item["loc"])
            owner = model_at(model, path[:-1])
            close = get_close_matches(str(path[-1]), field_names(owner) if owner else [], n=1, cutoff=0.6)
            out |= {(*path[:-1], name) for name in close} & missing
    return out


def place(data: Any, path: Sequence[int | str]) -> SourceRef:
    """Return where the value at a path was written, or the nearest place around it."""
    here, source = data, _own(data)
    for step in path:
        if isinstance(here, Mapping):
            source = (_own(here) or source).at(str(step))
            if step not in here:
                break
            here = here[step]
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            here = here[step]
            source = _own(here) or source
        else:
            break
    return source


def value_at(data: Any, path: Sequence[int | str]) -> Any:
    """Return the value at a path as far as it leads."""
    here = data
    for step in path:
        inside = step in here if isinstance(here, Mapping) else False
        if isinstance(here, list) and isinstance(step, int):
            inside = step < len(here)
        if not inside:
            break
        here = here[step]
    return here


def _own(value: Any) -> SourceRef:
    if isinstance(value, Mapping):
        found = value.get(SOURCE_KEY)
        return found if isinstance(found, SourceRef) else NOWHERE
    return getattr(value, "source", NOWHERE) or NOWHERE


def _finding(model: type[BaseModel], data: Any, item: Any) -> Finding:
    path, kind = item["loc"], item["type"]
    field = str(path[-1]) if path else ""
    named = next((str(p) for p in reversed(path) if isinstance(p, str)), "")
    where = place(data, path)
    if kind == "extra_forbidden":
        return unknown_field(model, path, where)
    if kind == "missing":
        owner = value_at(data, path[:-1])
        return problems.MISSING_FIELD.at(
            where, owner=_owner(owner, path[:-1]), field=field, meaning=meaning(field)
        )
    given = shown(value_at(data, path) if kind != "missing" else None)
    context = item.get("ctx") or {}
    problem, remedy = _words(kind, context, model, path, item)
    return problems.WRONG_VALUE.at(where, field=named or "?", given=given, problem=problem, remedy=remedy)


def unknown_field(model: type[BaseModel], path: Sequence[int | str], where: SourceRef) -> Finding:
    """Return the finding for a field that a model does not know, with the nearest one it does know."""
    field = str(path[-1])
    owner = model_at(model, path[:-1])
    known = field_names(owner) if owner else []
    close = get_close_matches(field, known, n=1, cutoff=0.6)
    if close:
        guess: Any = Phrase("src.guess", {"name": close[0]})
    elif known:
        guess = Phrase("src.guess_known", {"names": tuple(known)})
    else:
        guess = Phrase("src.guess_none")
    return problems.UNKNOWN_FIELD.at(where, field=field, where="", guess=guess)


def field_names(model: type[BaseModel]) -> list[str]:
    """Names of the fields a person may write."""
    written: tuple[str, ...] = getattr(model, "WRITTEN_AS", ())
    if written:
        return list(written)
    fields = ((f.alias or n, f) for n, f in model.model_fields.items())
    return [name for name, f in fields if name != SOURCE_KEY and not f.exclude]


def model_at(model: type[BaseModel], path: Sequence[int | str]) -> type[BaseModel] | None:
    """Return the model that stands at a path inside another, ``None`` where none does."""
    here: Any = model
    for step in path:
        if isinstance(step, int):
            continue
        found = _models(here)
        nexts = []
        for one in found:
            for name, info in one.model_fields.items():
                if (info.alias or name) == step:
                    nexts.append(info.annotation)
        if not nexts:
            return None
        here = nexts[0]
    found = _models(here)
    return found[0] if found else None


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if get_origin(annotation) in (Union, types.UnionType, tuple, list) or get_args(annotation):
        return [m for a in get_args(annotation) for m in _models(a)]
    return []


def _owner(value: Any, path: Sequence[int | str]) -> Any:
    if isinstance(value, Mapping):
        for key in ("name", "topic", "id", "programme", "pathway"):
            if isinstance(value.get(key), str):
                return f"{value[key]}"
    last = next((str(p) for p in reversed(path) if isinstance(p, str)), "")
    if path and isinstance(path[-1], int):
        return Phrase("src.item", {"field": last, "number": path[-1] + 1})
    return last or Phrase("src.this_file")


def meaning(field: str) -> Any:
    """Return what a field means in words, the field itself where no words are kept for it."""
    from articulate.i18n import catalogue

    return Phrase(f"fields.{field}") if field in catalogue("fields", "zh") else field


def shown(value: Any) -> Any:
    """Return a wrong value as a message repeats it: short, quoted, never a Python type."""
    if value is None:
        return Phrase("src.nothing")
    if isinstance(value, Mapping):
        return Phrase("src.a_mapping")
    if isinstance(value, list):
        return Phrase("src.a_list")
    text = str(value)
    text = text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"
    return f"“{text}”" if isinstance(value, str) else text


_KINDS = {
    "int_parsing": "whole_number",
    "int_type": "whole_number",
    "int_from_float": "whole_number",
    "int_parsing_size": "whole_number",
    "float_parsing": "number",
    "decimal_parsing": "number",
    "decimal_type": "number",
    "decimal_max_digits": "number",
    "decimal_max_places": "number",
    "decimal_whole_digits": "number",
    "bool_parsing": "true_or_false",
    "bool_type": "true_or_false",
    "string_type": "text",
    "tuple_type": "list",
    "list_type": "list",
    "dict_type": "mapping",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "date_parsing": "date",
    "date_from_datetime_parsing": "date",
    "date_from_datetime_inexact": "date",
    "date_type": "date",
}


def _words(
    kind: str, context: Mapping[str, Any], model: type[BaseModel], path: Sequence[int | str], item: Any
) -> tuple[Any, Any]:
    if kind == "string_type" and path and path[-1] == "code":
        return Phrase("src.bad_code"), Phrase("src.write_code")
    if kind in _KINDS:
        key = _KINDS[kind]
        return Phrase(f"src.not_a.{key}"), Phrase(f"src.write_a.{key}")
    if kind in ("enum", "literal_error"):
        options = tuple(_options(model, path)) or (str(context.get("expected", "")),)
        return Phrase("src.not_one_of"), Phrase("src.write_one_of", {"options": options})
    if kind in ("greater_than_equal", "greater_than"):
        limit = context.get("ge", context.get("gt", 0))
        return Phrase("src.too_small", {"limit": limit}), Phrase("src.write_at_least", {"limit": limit})
    if kind in ("less_than_equal", "less_than"):
        limit = context.get("le", context.get("lt", 0))
        return Phrase("src.too_large", {"limit": limit}), Phrase("src.write_at_most", {"limit": limit})
    if kind in ("too_short", "string_too_short"):
        return Phrase("src.too_short"), Phrase("src.write_something")
    if kind in ("too_long", "string_too_long"):
        limit = context.get("max_length", 0)
        return Phrase("src.too_long", {"limit": limit}), Phrase("src.write_shorter", {"limit": limit})
    if kind == "string_pattern_mismatch":
        key = {"code": "code", "a": "match", "b": "match"}.get(str(path[-1]), "id")
        return Phrase(f"src.bad_{key}"), Phrase(f"src.write_{key}")
    if kind == "missing_argument" or kind.startswith("tuple"):
        return Phrase("src.not_a.pair"), Phrase("src.write_a.pair")
    if kind == "value_error":
        key = str(context.get("error", "")).strip()
        from articulate.i18n import catalogue

        if key in catalogue("src", "zh").get("value", {}):
            return Phrase(f"src.value.{key}"), Phrase(f"src.value_remedy.{key}")
    return Phrase("src.not_understood"), Phrase("src.see_format")


def _options(model: type[BaseModel], path: Sequence[int | str]) -> list[str]:
    owner = model_at(model, path[:-1])
    names = [p for p in path if isinstance(p, str)]
    if owner is None or not names:
        return []
    for name, info in owner.model_fields.items():
        if (info.alias or name) == names[-1]:
            return _literals(info.annotation)
    return []


def _literals(annotation: Any) -> list[str]:
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return [str(m.value) for m in annotation]
    out: list[str] = []
    for arg in get_args(annotation):
        if isinstance(arg, str):
            out.append(arg)
        elif arg is not type(None):
            out += _literals(arg)
    return out
