"""The documents of a pathway's folder: one line for each, in the order in which schools file them.

A new document is one writer and one line of ``ARTEFACTS``, and its words in ``i18n`` (``folder.<name>``);
folder, index page and ``--only`` follow from that line. A writer takes the ``Work`` and gives

- a ``Document``, which is rendered as the suffix asks, and whose ``open_points`` the index page counts;
- bytes, for what is no document;
- several of these by file name, for a document in many files (one for each course): they get a folder;
- ``None`` where what it needs is not there, and the index page says so.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from articulate.building.work import Work
from articulate.emitters.document import Document
from articulate.findings import SpokenError
from articulate.i18n import LANGS, Lang, label

if TYPE_CHECKING:
    from articulate.emitters.standards.paper import Basis

Family = Literal["programme", "standards", "transfer", "check", "quality", "figures", "data"]
FAMILIES: tuple[Family, ...] = get_args(Family)
"""The folders in their order; the number of a folder is its place here, whether or not all are there."""

Content: TypeAlias = Document | bytes
Writer: TypeAlias = Callable[[Work], Content | Mapping[str, Content] | None]
INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Artefact:
    """One document of the folder: its name on the command line, its family, its file, its writer.

    ``file`` is its name where files are named in ASCII; its suffix is always that. ``needs`` says what
    it is not made without; ``duties`` are the kinds of duty of the policy packs that it answers to;
    ``checks`` are the families of rules that speak of it.
    """

    name: str
    family: Family
    file: str
    write: Writer
    needs: Literal["", "plan", "years"] = ""
    duties: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()

    def title(self, lang: Lang) -> str:
        """Return what it is called."""
        return label(f"folder.{self.name}.title", lang)

    @property
    def suffix(self) -> str:
        """The ending of its file."""
        return PurePosixPath(self.file).suffix

    def stem(self, names: Lang) -> str:
        """Return its file name without the ending. What other programs and commands read keeps to ASCII."""
        plain = names != "zh" or self.family == "data"
        return PurePosixPath(self.file).stem if plain else self.title("zh")


@dataclass(frozen=True, slots=True)
class Made:
    """What one writer gave: files by their path in the folder, and what the schools must still write."""

    artefact: Artefact
    files: Mapping[str, bytes]
    open_points: tuple[str, ...] = ()


# ---- writers ---------------------------------------------------------------------------------------------


def _standard(module: str, name: str) -> Writer:
    """Return the writer of one of the papers in ``emitters.standards``, all of which take the same basis."""

    def write(work: Work) -> Document | None:
        if work.basis is None:
            return None
        made: Callable[[Basis], Document] = getattr(
            import_module(f"articulate.emitters.standards.{module}"), name
        )
        return made(work.basis)

    return write


def _plan(work: Work) -> Document | None:
    from articulate.emitters.plan_document import plan_document

    return plan_document(work.pathway, work.plan, work.policy, work.lang) if work.plan else None


def _criteria(work: Work) -> Document:
    from articulate.emitters.criteria_document import criteria_document

    return criteria_document(work.pathway, work.criteria, work.plan, work.lang, policy=work.policy)


def _report(work: Work) -> bytes:
    from articulate.emitters import page
    from articulate.policy import assess

    shown = page.PageInput(
        pathway=work.pathway,
        bare_report=work.bare_report,
        report=work.report,
        plan_result=work.result,
        criteria=work.criteria,
        policy=work.policy,
        assessments=assess(work.pathway, work.policy, work.plan),
        relations=work.relations,
        bare_relations=work.bare_relations,
        graph=work.graph,
    )
    return page.report_page(shown, work.lang).encode("utf-8")


def _findings(work: Work) -> Document:
    from articulate.emitters.report_document import report_document

    return report_document(work.report, work.pathway, work.lang)


def _quality(work: Work) -> Document | None:
    from articulate.emitters.quality_document import quality_document
    from articulate.quality import watch

    if work.years is None:
        return None
    seen = watch(work.years, work.pathway, work.policy, work.on)
    findings = tuple(f for f in work.report.findings if f.family == "QLT")
    return quality_document(work.pathway, seen, findings, work.lang)


def _map(work: Work) -> bytes:
    from articulate.emitters import diagram

    drawn = diagram.course_map(work.pathway, work.graph, work.plan, work.relations, work.lang)
    return drawn.encode("utf-8")


def _plan_text(work: Work) -> bytes | None:
    from articulate.emitters import plan_yaml

    return plan_yaml.render(work.plan, work.pathway, work.lang) if work.plan else None


def _findings_json(work: Work) -> bytes:
    shape = {**work.report.as_json(work.lang), "bare": work.bare_report.as_json(work.lang)}
    return (json.dumps(shape, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


ARTEFACTS: tuple[Artefact, ...] = (
    Artefact(
        "programme",
        "programme",
        "programme.docx",
        _standard("programme", "programme_document"),
        needs="plan",
        duties=("standards-audited", "standards-published"),
        checks=("POL", "DUP", "LVL", "REQ"),
    ),
    Artefact("plan", "programme", "plan.xlsx", _plan, needs="plan", checks=("PLN", "HRS", "POL")),
    Artefact(
        "work-plan",
        "programme",
        "work-plan.docx",
        _standard("work_plan", "work_plan"),
        needs="plan",
        duties=("work-plan",),
    ),
    Artefact(
        "teaching-standard",
        "standards",
        "teaching-standard.docx",
        _standard("teaching_standard", "teaching_standard"),
        needs="plan",
        duties=("standards-audited", "standards-published"),
        checks=("CMP",),
    ),
    Artefact(
        "course-standards",
        "standards",
        "course-standards.docx",
        _standard("course_standards", "course_standards"),
        needs="plan",
        duties=("standards-audited", "standards-published"),
        checks=("DUP", "LVL", "REQ"),
    ),
    Artefact(
        "facility-standard",
        "standards",
        "facility-standard.docx",
        _standard("facility_standard", "facility_standard"),
        needs="plan",
        duties=("standards-audited", "standards-published"),
    ),
    Artefact(
        "internship-standard",
        "standards",
        "internship-standard.docx",
        _standard("internship_standard", "internship_standard"),
        needs="plan",
        duties=("standards-audited", "standards-published"),
    ),
    Artefact(
        "criteria", "transfer", "criteria.docx", _criteria, duties=("criteria-published",), checks=("TRN",)
    ),
    Artefact("report", "check", "report.html", _report),
    Artefact("findings", "check", "findings.docx", _findings),
    Artefact(
        "chain",
        "check",
        "chain.xlsx",
        _standard("chain_sheet", "chain_document"),
        needs="plan",
        checks=("CMP",),
    ),
    Artefact("quality", "quality", "quality.docx", _quality, needs="years", checks=("QLT",)),
    Artefact("map", "figures", "map.svg", _map),
    Artefact("plan-data", "data", "plan.yaml", _plan_text, needs="plan"),
    Artefact("findings-data", "data", "findings.json", _findings_json),
)


# ---- names -----------------------------------------------------------------------------------------------


def chosen(
    only: Collection[str], lang: Lang = "zh", artefacts: Iterable[Artefact] = ARTEFACTS
) -> tuple[Artefact, ...]:
    """Return the artefacts that are named, by themselves or by their family, in either language.

    Without a name all of them. Raises ``SpokenError`` that lists the names where one is not known.
    """
    listed = tuple(artefacts)
    wanted = [w.strip() for w in only if w.strip()]
    if not wanted:
        return listed
    known = {a.name: _words(a.name, f"folder.{a.name}.title") for a in listed}
    known |= {f: _words(f, f"folder.family.{f}") for f in FAMILIES if any(a.family == f for a in listed)}
    picked = {k for w in wanted for k, words in known.items() if w.casefold() in words}
    unknown = tuple(w for w in wanted if not any(w.casefold() in words for words in known.values()))
    if unknown:
        raise SpokenError(
            "folder.unknown_name",
            names=unknown,
            families=tuple(f"{f} ({label(f'folder.family.{f}', lang)})" for f in FAMILIES if f in known),
            artefacts=tuple(f"{a.name} ({a.title(lang)})" for a in listed),
        )
    return tuple(a for a in listed if a.name in picked or a.family in picked)


def _words(name: str, key: str) -> frozenset[str]:
    return frozenset({name.casefold(), *(label(key, lang).casefold() for lang in LANGS)})


def folder_of(family: Family, lang: Lang) -> str:
    """Return the folder of a family: its number, and its name in the language of file names."""
    number = FAMILIES.index(family) + 1
    return f"{number}-{label(f'folder.family.{family}', 'zh') if lang == 'zh' else family}"


def make(artefact: Artefact, work: Work, names: Lang) -> Made:
    """Return the files of one artefact. ``names`` is the language of file names: ``en`` keeps to ASCII."""
    from articulate.emitters.files import RENDERERS

    given = artefact.write(work)
    if given is None:
        return Made(artefact, {})
    path = f"{folder_of(artefact.family, names)}/{artefact.stem(names)}"
    parts = {f"{path}/{n}": c for n, c in given.items()} if isinstance(given, Mapping) else {path: given}
    files = {
        f"{name}{artefact.suffix}": RENDERERS[artefact.suffix](c) if isinstance(c, Document) else c
        for name, c in parts.items()
    }
    points = [p for c in parts.values() if isinstance(c, Document) for p in c.open_points]
    return Made(artefact, files, tuple(dict.fromkeys(points)))
