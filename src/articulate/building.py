"""The main job: one pathway in, everything a joint teaching-research group needs out."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from articulate.checking import check
from articulate.findings import ArticulateError, InputError, Report
from articulate.graph import CourseGraph
from articulate.i18n import Lang, label
from articulate.matching import relate
from articulate.model.criteria import TransferCriteria
from articulate.model.decision import Decision
from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.policy import Policy, assess
from articulate.transfer import criteria

if TYPE_CHECKING:
    from articulate.emitters.scene import Scene
    from articulate.planning import PlanResult

TEMPLATES = (
    "common/public-basic-secondary.yaml",
    "programmes/secondary/mechatronics.yaml",
    "programmes/higher/mechatronics.yaml",
    "pathways/example/pathway.yaml",
)
"""Files of a new curriculum folder, the pathway last."""


@dataclass(frozen=True)
class Built:
    """Everything that one pathway gives: values, and the files as bytes by name."""

    pathway: Pathway
    report: Report
    bare_report: Report
    result: PlanResult
    criteria: TransferCriteria
    files: dict[str, bytes]


def build(
    pathway: Pathway,
    policy: Policy,
    *,
    on: date | None = None,
    lang: Lang = "zh",
    seconds: float = 60,
    progress: Callable[[str], None] = lambda step: None,
) -> Built:
    """Return reports, plan, criteria and every file of one pathway; nothing is written.

    Where no plan satisfies the constraints the page says why, and the files of the plan are left out.
    ``seconds`` limits the planning; ``progress`` is told which step begins.
    """
    from articulate.emitters import diagram, page, plan_yaml, to_bytes
    from articulate.planning import plan

    bare = pathway.bare()
    progress("bare")
    bare_relations = relate(bare)
    bare_report = check(bare, policy, on=on)
    progress("plan")
    result = plan(pathway, policy, seconds=seconds)
    progress("criteria")
    graph, relations = CourseGraph(pathway), relate(pathway)
    made = criteria(pathway, result.plan, graph=graph, relations=relations)
    progress("check")
    report = check(pathway, policy, plan=result.plan, criteria=made, on=on)
    progress("documents")
    shown = page.PageInput(
        pathway=pathway,
        bare_report=bare_report,
        report=report,
        plan_result=result,
        criteria=made,
        policy=policy,
        assessments=assess(pathway, policy, result.plan),
        relations=relations,
        bare_relations=bare_relations,
        graph=graph,
    )
    files = {
        "report.html": page.report_page(shown, lang).encode("utf-8"),
        "criteria.docx": to_bytes(made, ".docx", lang, pathway=pathway, policy=policy, plan=result.plan),
        "map.svg": diagram.course_map(pathway, graph, result.plan, relations, lang).encode("utf-8"),
        "findings.json": _json(
            {**report.as_json(lang), "bare": bare_report.as_json(lang)},
        ),
    }
    if result.plan is not None:
        files["plan.xlsx"] = to_bytes(result.plan, ".xlsx", lang, pathway=pathway, policy=policy)
        files["plan.yaml"] = plan_yaml.render(result.plan, pathway, lang)
    return Built(pathway, report, bare_report, result, made, files)


def write(built: Built, folder: Path) -> list[Path]:
    """Write the files into a folder, each whole or not at all, and return their paths in reading order.

    A file of an earlier build that this one does not make is removed, so that nothing old is taken for
    new. Raises ``OSError``.
    """
    from articulate.emitters import files

    paths = [files.write(folder / name, data) for name, data in built.files.items()]
    for name in ("plan.xlsx", "plan.yaml"):
        if name not in built.files:
            (folder / name).unlink(missing_ok=True)
    return sorted(paths, key=lambda p: _ORDER.index(p.name))


_ORDER = ["report.html", "plan.xlsx", "criteria.docx", "map.svg", "plan.yaml", "findings.json"]


def diagram(pathway: Pathway, plan: TeachingPlan | None) -> Scene:
    """Return what the map of a pathway shows; ``emit`` makes a picture of it."""
    from articulate.emitters.scene import scene

    return scene(pathway, CourseGraph(pathway), plan, relate(pathway))


def scaffold(folder: Path, lang: Lang = "zh") -> list[Path]:
    """Write a small curriculum that passes, with comments, and return its files, the pathway last.

    Raises ``ArticulateError`` where one of the files is there already: nothing is overwritten.
    """
    from articulate.emitters import files

    targets = [folder / name for name in TEMPLATES]
    there = [t for t in targets if t.exists()]
    if there:
        raise ArticulateError(label("cli.new_exists", lang, files=tuple(str(t) for t in there)))
    source = resources.files("articulate.data") / "templates"
    for name, target in zip(TEMPLATES, targets, strict=True):
        files.write(target, (source / name).read_bytes())
    return targets


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def write_decisions(
    path: Path | str, decisions: Sequence[Decision], *, root: Path | str | None = None
) -> Path:
    """Put decisions into a pathway file, after those it holds, and return the file.

    Comments and layout stay as they are. The file is read again afterwards; where it does not say what
    was meant, it gets its old content back. Raises ``ArticulateError`` with the file untouched where
    there is no place for decisions, ``InputError`` and ``OSError`` as reading and writing do.
    """
    from articulate.emitters.decisions_yaml import CannotInsertError, decisions_in, insert
    from articulate.emitters.files import write as write_file
    from articulate.readers import read_bare

    path = Path(path)
    file = path / "pathway.yaml" if path.is_dir() else path
    before = read_bare(file, root=root)
    old = file.read_bytes()
    try:
        write_file(file, insert(old.decode("utf-8"), decisions).encode("utf-8"))
    except CannotInsertError as error:
        raise ArticulateError(label("improve.cannot_insert", "zh", file=str(file), why=str(error))) from None
    try:
        after = read_bare(file, root=root)
        meant = decisions_in((*before.decisions, *decisions))
        same = decisions_in(after.decisions) == meant
        same &= after.model_dump(exclude={"decisions"}) == before.model_dump(exclude={"decisions"})
    except InputError:
        same = False
    if not same:
        write_file(file, old)
        why = label("improve.insert.changed", "zh")
        raise ArticulateError(label("improve.cannot_insert", "zh", file=str(file), why=why))
    return file
