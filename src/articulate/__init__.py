"""Five-year vocational pathways: find what two stages teach twice, plan ten terms, derive the criteria.

>>> import articulate as art
>>> pathway = art.read("curricula/pathways/16b-industrial-robotics")      # doctest: +SKIP
>>> report = art.check(pathway.bare(), art.policy_for(pathway))            # doctest: +SKIP

Everything is loaded when it is first asked for, so that importing costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from articulate import display

__version__ = "0.1.0"

_WHERE = {
    "ArticulateError": "findings",
    "Blueprint": "model.criteria",
    "Calendar": "model.settings",
    "Case": "rule",
    "CohortStudy": "cohort",
    "Course": "model.programme",
    "CourseGraph": "graph",
    "CourseKind": "model.programme",
    "Decision": "model.decision",
    "Finding": "findings",
    "InputError": "findings",
    "LearningOutcome": "model.programme",
    "Pathway": "model.pathway",
    "Policy": "policy",
    "Programme": "model.programme",
    "Report": "findings",
    "Rule": "rule",
    "Severity": "findings",
    "Stage": "model.programme",
    "TeachingPlan": "model.plan",
    "TransferCriteria": "model.criteria",
    "alternatives": "planning",
    "apply": "articulation",
    "build": "building",
    "check": "checking",
    "course_map": "emitters.diagram",
    "emit": "emitters",
    "improve": "improving",
    "load_policy": "policy:load",
    "moves": "planning",
    "parse_example": "readers.example:parse",
    "plan": "planning",
    "policy_for": "policy",
    "read": "readers",
    "read_bare": "readers",
    "read_criteria": "readers",
    "read_plan": "readers",
    "read_quality": "readers",
    "read_results": "readers",
    "relate": "matching",
    "study": "cohort",
    "repair": "planning",
    "shared_core": "transfer",
    "supplies": "matching",
    "transfer_criteria": "transfer:criteria",
    "watch": "quality",
    "what_if": "building.trying",
}

__all__ = sorted([*_WHERE, "__version__"])

if TYPE_CHECKING:
    from articulate.articulation import apply as apply
    from articulate.building import build as build
    from articulate.building.trying import what_if as what_if
    from articulate.checking import check as check
    from articulate.cohort import CohortStudy as CohortStudy
    from articulate.cohort.study import study as study
    from articulate.emitters import emit as emit
    from articulate.emitters.diagram import course_map as course_map
    from articulate.findings import ArticulateError as ArticulateError
    from articulate.findings import Finding as Finding
    from articulate.findings import InputError as InputError
    from articulate.findings import Report as Report
    from articulate.findings import Severity as Severity
    from articulate.graph import CourseGraph as CourseGraph
    from articulate.improving import improve as improve
    from articulate.matching import relate as relate
    from articulate.matching import supplies as supplies
    from articulate.model.criteria import Blueprint as Blueprint
    from articulate.model.criteria import TransferCriteria as TransferCriteria
    from articulate.model.decision import Decision as Decision
    from articulate.model.pathway import Pathway as Pathway
    from articulate.model.plan import TeachingPlan as TeachingPlan
    from articulate.model.programme import Course as Course
    from articulate.model.programme import CourseKind as CourseKind
    from articulate.model.programme import LearningOutcome as LearningOutcome
    from articulate.model.programme import Programme as Programme
    from articulate.model.programme import Stage as Stage
    from articulate.model.settings import Calendar as Calendar
    from articulate.planning import alternatives as alternatives
    from articulate.planning import moves as moves
    from articulate.planning import plan as plan
    from articulate.planning import repair as repair
    from articulate.policy import Policy as Policy
    from articulate.policy import load as load_policy
    from articulate.policy import policy_for as policy_for
    from articulate.quality import watch as watch
    from articulate.readers import read as read
    from articulate.readers import read_bare as read_bare
    from articulate.readers import read_criteria as read_criteria
    from articulate.readers import read_plan as read_plan
    from articulate.readers import read_quality as read_quality
    from articulate.readers import read_results as read_results
    from articulate.readers.example import parse as parse_example
    from articulate.rule import Case as Case
    from articulate.rule import Rule as Rule
    from articulate.transfer import criteria as transfer_criteria
    from articulate.transfer import shared_core as shared_core


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'articulate' has no attribute {name!r}")
    module, _, attribute = _WHERE[name].partition(":")
    value = getattr(import_module(f"articulate.{module}"), attribute or name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)


def _show(value: Any) -> dict[str, str] | None:
    result: dict[str, str] | None = import_module("articulate.emitters.notebook").bundle(value)
    return result


display.connect(_show)
