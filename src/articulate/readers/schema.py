"""The input format as JSON Schema, for editors that complete and check YAML while one types."""

from __future__ import annotations

from typing import Any, Literal

from articulate.i18n import Lang, catalogue
from articulate.model.pathway import Pathway
from articulate.model.programme import Programme
from articulate.model.value import SOURCE_KEY
from articulate.readers.pathways import INCLUDABLE

Kind = Literal["pathway", "programme", "common"]

_LEVELS = {"level", "to"}

_SHORT = {
    "LearningOutcome": "topic/3/text",
    "Requirement": "topic/2",
    "InternshipTask": "topic/3/text",
    "PostTask": "name",
}


def schema(kind: Kind = "pathway", lang: Lang = "zh") -> dict[str, Any]:
    """Return the JSON Schema of one kind of file, with the meaning of each field in the language."""
    model = Pathway if kind == "pathway" else Programme
    made = model.model_json_schema(by_alias=True, mode="validation")
    words = catalogue("fields", lang)
    definitions: dict[str, Any] = made.get("$defs", {})
    for name, one in [*definitions.items(), (model.__name__, made)]:
        properties = one.get("properties", {})
        properties.pop(SOURCE_KEY, None)
        for field, what in properties.items():
            if field in words:
                what["description"] = words[field]
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
    include = {
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
    if kind == "common":
        made["properties"] = {k: v for k, v in made["properties"].items() if k in INCLUDABLE}
        made.pop("required", None)
        made["title"] = "Common"
    elif kind == "programme":
        made["properties"]["include"] = include
    elif "Programme" in definitions:
        definitions["Programme"]["properties"]["include"] = include
    made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    made["description"] = words["pathway" if kind == "pathway" else "programme"]
    return made
