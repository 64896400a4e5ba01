"""The short form of a case in which rules show their examples and tests tell their stories.

::

    secondary: [{id: s1, name: 电工基础, hours: 96, outcomes: [欧姆定律/3, 基尔霍夫定律/3]}]
    higher:    [{id: h1, name: 电路分析, hours: 64, outcomes: [欧姆定律/3]}]
    programme: {higher: {competencies: [{id: k1, name: 电路检修, level: 4}]}}
    pathway:   {decisions: [{exempt: {course: h1}, reason: 已学}]}
    plan:      {s1: [[1, 6, 16]], h1: [[7, 4, 16]]}
    criteria:  {weights: {process: 40, culture: 25, skill: 30}}
    quality:   {years: [{year: 2030, grade: fail}]}
    policy:    [moe-2019-13]
    on:        2026-09-01

What is left out gets an ordinary default, so that an example shows only what it is about.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from articulate.articulation import apply
from articulate.findings import InputError
from articulate.model.criteria import TransferCriteria
from articulate.model.pathway import Pathway
from articulate.model.plan import Offering, TeachingPlan
from articulate.model.programme import Stage
from articulate.model.quality import QualityRecord
from articulate.model.value import SOURCE_KEY
from articulate.policy import Policy, Provision, load
from articulate.readers.ladders import number_levels
from articulate.readers.references import references
from articulate.readers.shape import validate
from articulate.readers.yaml import parse as parse_yaml

DAY = date(2026, 9, 1)
_MAJORS = {
    Stage.SECONDARY: {"name": "机电技术应用", "code": "660301"},
    Stage.HIGHER: {"name": "机电一体化技术", "code": "460301"},
}
_SCHOOLS = {Stage.SECONDARY: "某中职学校", Stage.HIGHER: "某高职学院"}


@dataclass(frozen=True, slots=True)
class Example:
    """A case written down in short form."""

    pathway: Pathway
    policy: Policy
    plan: TeachingPlan | None
    criteria: TransferCriteria | None
    day: date
    quality: QualityRecord | None = None


def parse(text: str, file: str = "example.yaml") -> Example:
    """Return the case that a short text describes. Raises ``InputError`` where it is not well formed."""
    data, found, _ = parse_yaml(text, file)
    if found:
        raise InputError(found)
    data = data or {}
    extras = data.get("programme") or {}
    whole: dict[str, Any] = {"pathway": "example", "calendar": {"terms": list(map(_term, range(1, 11)))}}
    for stage in Stage:
        more = extras.get(stage.value) or {}
        whole[stage.value] = {
            "school": _SCHOOLS[stage],
            "programme": {
                "programme": f"example-{stage.value}",
                "stage": stage.value,
                "major": _MAJORS[stage],
                "courses": [_course(c, stage) for c in data.get(stage.value) or ()],
                **more,
            },
        }
    for key, value in (data.get("pathway") or {}).items():
        whole[key] = _merged(whole.get(key), value)
    if SOURCE_KEY in data:
        whole[SOURCE_KEY] = data[SOURCE_KEY]
    slips = number_levels(whole)
    pathway, found = validate(Pathway, whole)
    found += slips
    # Examples name only what they are about, so loose ends are allowed in them.
    found += [f for f in references(whole) if f.code != "SRC007"]
    if pathway is None or found:
        raise InputError(found)
    return Example(
        pathway=apply(pathway).pathway,
        policy=_policy(data.get("policy") or ()),
        plan=_plan(pathway, data["plan"]) if "plan" in data else None,
        criteria=_criteria(data["criteria"]) if "criteria" in data else None,
        day=date.fromisoformat(str(data["on"])) if "on" in data else DAY,
        quality=_quality(data["quality"]) if "quality" in data else None,
    )


def _term(number: int) -> dict[str, Any]:
    if number <= 6:
        return {"term": number, "weeks": 20, "teaching": 18, "exam": 1, "block": 1}
    return {"term": number, "weeks": 20, "teaching": 16, "exam": 1, "block": 3}


def _course(course: Mapping[str, Any], stage: Stage) -> dict[str, Any]:
    return {"name": course.get("id", ""), "kind": "core", "hours": 72, **course, "stage": stage.value}


def _merged(old: Any, new: Any) -> Any:
    if isinstance(old, dict) and isinstance(new, Mapping):
        return {**old, **{k: _merged(old.get(k), v) for k, v in new.items()}}
    return new


def _policy(items: Any) -> Policy:
    packs = [str(i) for i in items if isinstance(i, str)]
    loaded = load(packs)
    made = [
        Provision.of({k: v for k, v in i.items() if k != SOURCE_KEY}) for i in items if isinstance(i, Mapping)
    ]
    return Policy((*loaded, *made))


def _plan(pathway: Pathway, rows: Mapping[str, Any]) -> TeachingPlan:
    offerings = []
    for course_id, parts in rows.items():
        if course_id == SOURCE_KEY:
            continue
        course = pathway.by_id.get(course_id)
        for k, (term, weekly, weeks) in enumerate(parts):
            blocks = sum(w for _, _, w in parts) or 1
            hours = weekly * weeks if weekly else (course.hours * weeks // blocks if course else 0)
            last = k == len(parts) - 1
            offerings.append(
                Offering(
                    course=course_id,
                    term=term,
                    weekly=weekly,
                    weeks=weeks,
                    hours=hours,
                    exam=bool(course and course.exam and last),
                )
            )
    taken = tuple(sorted(c.id for c in pathway.courses if not c.required and c.id in rows))
    return TeachingPlan(pathway=pathway.pathway, offerings=tuple(offerings), taken=taken)


def _criteria(data: Any) -> TransferCriteria:
    base: dict[str, Any] = {
        "pathway": "example",
        "weights": {"process": 40, "culture": 25, "skill": 35},
        "bridge": [],
        "process": [],
        "culture": [],
        "blueprint": {"rows": []},
        "tasks": [],
        "pass_total": 60,
        "pass_each": 50,
        "minutes": 120,
        "skill_minutes": 180,
        "deadline": 5,
        "assessed_in": 6,
        "concessions": [],
        "retest": "补考一次",
        "absence": "因病缓考",
        "appeal": "公示期内书面申诉",
        "fallback": ["中职毕业"],
        "ties": [],
        "duties": [],
        "published": None,
    }
    made, found = validate(TransferCriteria, {**base, **data})
    if made is None:
        raise InputError(found)
    return made


def _quality(data: Any) -> QualityRecord:
    made, found = validate(QualityRecord, {"quality": "example", **data})
    if made is None:
        raise InputError(found)
    return made
