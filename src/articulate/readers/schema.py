"""The input format as JSON Schema, for editors that complete and check YAML while one types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from articulate.i18n import Lang, catalogue, label
from articulate.model.pathway import Pathway
from articulate.model.programme import Programme
from articulate.model.quality import AssessmentGrade, QualityRecord
from articulate.model.school import School
from articulate.model.value import SOURCE_KEY, Value
from articulate.readers.pathways import INCLUDABLE

Kind = Literal["pathway", "programme", "common", "school", "quality"]

_MODELS: dict[Kind, type[Value]] = {
    "pathway": Pathway,
    "programme": Programme,
    "common": Programme,
    "school": School,
    "quality": QualityRecord,
}

_LEVELS = {"level", "to"}

_SHORT = {
    "LearningOutcome": "topic/3/text",
    "Requirement": "topic/2",
    "InternshipTask": "topic/3/text",
    "PostTask": "name",
}


def schema(kind: Kind = "pathway", lang: Lang = "zh") -> dict[str, Any]:
    """Return the JSON Schema of one kind of file, with the meaning of each field in the language."""
    model = _MODELS[kind]
    made = model.model_json_schema(by_alias=True, mode="validation")
    words = catalogue("fields", lang)
    definitions: dict[str, Any] = made.get("$defs", {})
    for name, one in [*definitions.items(), (model.__name__, made)]:
        properties = one.get("properties", {})
        properties.pop(SOURCE_KEY, None)
        own: Mapping[str, str] = words.get(name, {})
        for field, what in properties.items():
            if field in own or field in words:
                what["description"] = own.get(field) or words[field]
            what.pop("title", None)
        if name == "Course":
            properties.pop("stage", None)
            properties["span"] = {"anyOf": [{"type": "integer"}, properties["span"]]}
        for key in _LEVELS & properties.keys() if name != "Move" else ():
            # A word of the programme's ladder may stand in place of the number.
            said = {k: properties[key].pop(k) for k in ("description", "default") if k in properties[key]}
            properties[key] = {"anyOf": [properties[key], {"type": "string"}], **said}
        if name in _SHORT:
            definitions[name] = {
                "anyOf": [{**one}, {"type": "string", "description": _SHORT[name]}],
            }
        if name == "Partner":
            properties["programme"] = {
                "anyOf": [{"type": "string", "description": words["programme"]}, properties["programme"]]
            }
        if name == "Pathway":
            properties.pop("undecided", None)
        if name == "Sibling":
            # Where the file of the pathway lies; the pathway itself is never written here.
            properties["pathway"] = {"type": "string", "description": own["pathway"]}
        if name == "AssessmentGrade":
            # The words of the yearly report do as well.
            one["enum"] += [label(grade, "zh") for grade in AssessmentGrade]
    if kind == "common":
        made["properties"] = {k: v for k, v in made["properties"].items() if k in INCLUDABLE}
        made.pop("required", None)
        made["title"] = "Common"
    elif kind == "programme":
        made["properties"]["include"] = _include(words)
    elif kind == "pathway":
        definitions["Programme"]["properties"]["include"] = _include(words)
    used = _used(made, definitions)
    made["$defs"] = {name: one for name, one in definitions.items() if name in used}
    made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    made["description"] = words["programme" if kind == "common" else kind]
    return made


def _include(words: Mapping[str, str]) -> dict[str, Any]:
    """Return the shape of ``include``, which is gone when the values are made."""
    return {
        "description": words["include"],
        "type": "array",
        "items": {
            "anyOf": [
                {"type": "string"},
                {
                    "type": "object",
                    "properties": {
                        "file": {"type": "string"},
                        "omit": {"type": "array", "items": {"type": "string"}},
                    },
                    "required": ["file"],
                    "additionalProperties": False,
                },
            ]
        },
    }


def _used(made: Mapping[str, Any], definitions: Mapping[str, Any]) -> frozenset[str]:
    """Return the names of the definitions that a schema leads to."""
    used: set[str] = set()
    open_: list[Any] = [{k: v for k, v in made.items() if k != "$defs"}]
    while open_:
        for name in set(_names(open_.pop())) - used:
            used.add(name)
            open_.append(definitions[name])
    return frozenset(used)


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"].removeprefix("#/$defs/")
        for one in value.values():
            yield from _names(one)
    elif isinstance(value, list):
        for one in value:
            yield from _names(one)
