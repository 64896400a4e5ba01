"""The main job: one pathway in, everything a joint teaching-research group files and reads out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from articulate.building.artefacts import ARTEFACTS, INDEX, Artefact, Made, chosen, make
from articulate.building.decisions import write_decisions
from articulate.building.folder import Written, write_folder
from articulate.building.index import index_bytes
from articulate.building.sample import TEMPLATES, scaffold
from articulate.building.trying import what_if
from articulate.building.work import Work
from articulate.checking import check
from articulate.findings import Report
from articulate.graph import CourseGraph
from articulate.i18n import Lang
from articulate.matching import relate
from articulate.model.criteria import TransferCriteria
from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.model.quality import QualityRecord
from articulate.planning import PlanResult, plan
from articulate.policy import Policy
from articulate.transfer import criteria

if TYPE_CHECKING:
    from articulate.emitters.scene import Scene

__all__ = [
    "ARTEFACTS",
    "INDEX",
    "TEMPLATES",
    "Artefact",
    "Built",
    "Made",
    "Work",
    "Written",
    "build",
    "chosen",
    "diagram",
    "scaffold",
    "what_if",
    "work_out",
    "write",
    "write_decisions",
]


@dataclass(frozen=True)
class Built:
    """Everything that one pathway gives: what was worked out, and what was made of it."""

    work: Work
    made: tuple[Made, ...]
    """What was asked for, in the order of ``artefacts``."""
    artefacts: tuple[Artefact, ...] = ARTEFACTS
    """All that might have been asked for."""
    names: Lang = "zh"
    """The language of file names."""
    files: dict[str, bytes] = field(init=False)
    """Every file by its path in the folder, the index page first."""

    def __post_init__(self) -> None:
        files = {path: data for m in self.made for path, data in m.files.items()}
        object.__setattr__(self, "files", {INDEX: self.index(), **files})

    def index(self, older: Mapping[str, str] = MappingProxyType({})) -> bytes:
        """Return the index page; ``older`` are files of an earlier build that stay, with their artefact."""
        return index_bytes(self.work, self.artefacts, self.made, older)

    @property
    def pathway(self) -> Pathway:
        """The decided pathway."""
        return self.work.pathway

    @property
    def report(self) -> Report:
        """What was found in it."""
        return self.work.report

    @property
    def bare_report(self) -> Report:
        """What was found in the two programmes without decisions."""
        return self.work.bare_report

    @property
    def result(self) -> PlanResult:
        """The plan, or why there is none."""
        return self.work.result

    @property
    def criteria(self) -> TransferCriteria:
        """The transfer criteria."""
        return self.work.criteria


def build(
    pathway: Pathway,
    policy: Policy,
    *,
    on: date | None = None,
    lang: Lang = "zh",
    seconds: float = 60,
    only: Collection[str] = (),
    years: QualityRecord | None = None,
    names: Lang | None = None,
    progress: Callable[[str], None] = lambda step: None,
) -> Built:
    """Return reports, plan, criteria and every file of one pathway; nothing is written.

    Where no plan satisfies the constraints the page says why, and the files of the plan are left out.
    ``only`` names documents or families; ``years`` are the yearly figures; ``names`` is the language of
    file names, by default that of the documents. ``seconds`` limits the planning; ``progress`` is told
    which step begins. Raises ``SpokenError`` where ``only`` names what there is not.
    """
    wanted = chosen(only, lang)
    work = work_out(pathway, policy, on=on, lang=lang, seconds=seconds, years=years, progress=progress)
    progress("documents")
    names = names or lang
    return Built(work, tuple(make(a, work, names) for a in wanted), names=names)


def work_out(
    pathway: Pathway,
    policy: Policy,
    *,
    on: date | None = None,
    lang: Lang = "zh",
    seconds: float = 60,
    years: QualityRecord | None = None,
    progress: Callable[[str], None] = lambda step: None,
) -> Work:
    """Return everything that the documents of a pathway are made from."""
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
    report = check(pathway, policy, plan=result.plan, criteria=made, quality=years, on=on)
    return Work(
        pathway=pathway,
        policy=policy,
        lang=lang,
        on=on,
        bare_report=bare_report,
        report=report,
        result=result,
        criteria=made,
        relations=relations,
        bare_relations=bare_relations,
        graph=graph,
        years=years,
    )


def write(built: Built, folder: Path) -> Written:
    """Write everything that was built into a folder, all of it or nothing, and say what was written.

    A file of an earlier build that this one would have to make and does not is removed; one that it was
    not asked for stays. What a person changed or put there is kept. Raises ``OSError`` with the folder
    as it was.
    """
    return write_folder(folder, {m.artefact.name: m.files for m in built.made}, INDEX, built.index)


def diagram(pathway: Pathway, plan: TeachingPlan | None) -> Scene:
    """Return what the map of a pathway shows; ``emit`` makes a picture of it."""
    from articulate.emitters.scene import scene

    return scene(pathway, CourseGraph(pathway), plan, relate(pathway))
