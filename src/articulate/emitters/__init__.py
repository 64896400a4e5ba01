"""Values in, files out: what a document says is made here, what it is made of by one renderer a format.

``emit`` writes any value that has a form in the format that the name of the file asks for.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from articulate.findings import ArticulateError, Report
from articulate.i18n import Lang, label
from articulate.model.criteria import TransferCriteria
from articulate.model.plan import TeachingPlan
from articulate.model.shared import SharedCore

if TYPE_CHECKING:
    from articulate.emitters.document import Document
    from articulate.emitters.scene import Scene
    from articulate.model.pathway import Pathway
    from articulate.policy import Policy


def emit(
    value: Any,
    path: str | Path,
    lang: Lang = "zh",
    *,
    pathway: Pathway | None = None,
    policy: Policy | None = None,
    plan: TeachingPlan | None = None,
) -> Path:
    """Write a value to a file, whole or not at all, and return the path.

    A plan becomes ``.xlsx .docx .html .md .yaml``, criteria ``.docx .xlsx .html .md .json``, a report
    ``.docx .html .md .json``, a scene of the course map ``.svg .png .pdf .dot .mmd``. Plans, criteria and
    reports name courses by id, so documents of them need the ``pathway``; ``policy`` defaults to that of
    the pathway.
    Raises ``ArticulateError`` for a format that the value does not have, ``OSError`` as files do.
    """
    from articulate.emitters import files

    path = Path(path)
    data = to_bytes(value, path.suffix.lower(), lang, pathway=pathway, policy=policy, plan=plan)
    return files.write(path, data)


def to_bytes(
    value: Any,
    suffix: str,
    lang: Lang = "zh",
    *,
    pathway: Pathway | None = None,
    policy: Policy | None = None,
    plan: TeachingPlan | None = None,
) -> bytes:
    """Return what ``emit`` writes. Equal values give equal bytes."""
    from articulate.emitters.scene import Scene

    if isinstance(value, Scene):
        return _picture(value, suffix, lang)
    if isinstance(value, TeachingPlan) and suffix in (".yaml", ".yml"):
        from articulate.emitters import plan_yaml

        return plan_yaml.render(value, pathway, lang)
    if suffix == ".json":
        if isinstance(value, Report):
            return _json(value.as_json(lang))
        if isinstance(value, TransferCriteria | TeachingPlan | SharedCore):
            return _json(value.model_dump(mode="json"))
    from articulate.emitters.files import RENDERERS
    from articulate.planning.joint import JointResult

    if isinstance(value, JointResult) and suffix == ".json":
        return _json(value.as_json(lang))
    document = _document(value, lang, pathway, policy, plan)
    if document is None or suffix not in RENDERERS:
        own = (".yaml",) if isinstance(value, TeachingPlan) else ()
        raise _no_format(suffix, (*RENDERERS, ".json", *own), lang)
    return RENDERERS[suffix](document)


def _document(
    value: Any,
    lang: Lang,
    pathway: Pathway | None,
    policy: Policy | None,
    plan: TeachingPlan | None,
) -> Document | None:
    from articulate.planning.joint import JointResult

    if isinstance(value, JointResult):
        from articulate.emitters.school_document import school_document

        return school_document(value, lang)
    if isinstance(value, SharedCore):
        from articulate.emitters.criteria.shared import shared_document

        return shared_document(value, lang)
    if not isinstance(value, TeachingPlan | TransferCriteria | Report):
        return None
    if pathway is None:
        raise ArticulateError(label("cli.needs_pathway", lang))
    if policy is None:
        from articulate.policy import policy_for

        policy = policy_for(pathway)
    if isinstance(value, TeachingPlan):
        from articulate.emitters.plan_document import plan_document

        return plan_document(pathway, value, policy, lang)
    if isinstance(value, TransferCriteria):
        from articulate.emitters.criteria_document import criteria_document

        return criteria_document(pathway, value, plan, lang, policy=policy)
    from articulate.emitters.report_document import report_document

    return report_document(value, pathway, lang)


def _picture(scene: Scene, suffix: str, lang: Lang) -> bytes:
    from articulate.emitters import diagram, dot, picture

    if suffix == ".svg":
        return diagram.draw(scene, lang).encode("utf-8")
    if suffix == ".dot":
        return dot.dot_text(scene, lang).encode("utf-8")
    if suffix == ".mmd":
        return dot.mermaid_text(scene, lang).encode("utf-8")
    if suffix in (".png", ".pdf"):
        return picture.render(scene, suffix, lang)
    raise _no_format(suffix, (".svg", ".png", ".pdf", ".dot", ".mmd"), lang)


def _no_format(suffix: str, known: tuple[str, ...], lang: Lang) -> ArticulateError:
    return ArticulateError(label("cli.no_format", lang, suffix=suffix or "—", known=known))


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
