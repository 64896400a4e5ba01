"""What the index page of a folder says of every document: for what, who files it, by when, how far it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from articulate.building.artefacts import FAMILIES, Artefact, Made
from articulate.building.work import Work
from articulate.emitters.index_page import Entry, IndexPage, Section, State, index_page
from articulate.findings import Finding, Severity
from articulate.i18n import label
from articulate.policy import Obligation, obligations


def index_bytes(
    work: Work, artefacts: Sequence[Artefact], made: Sequence[Made], older: Mapping[str, str]
) -> bytes:
    """Return the index page. ``older`` are files of an earlier build that stay, with their artefact."""
    given = {m.artefact.name: m for m in made}
    kept: dict[str, list[str]] = {}
    for path, name in sorted(older.items()):
        kept.setdefault(name, []).append(path)
    sections = [
        Section(
            label(f"folder.family.{family}", work.lang),
            tuple(
                _entry(work, a, given.get(a.name), tuple(kept.get(a.name, ())))
                for a in artefacts
                if a.family == family
            ),
        )
        for family in FAMILIES
    ]
    page = IndexPage(
        pathway=work.pathway,
        report=work.report,
        planned=work.result.status,
        sections=tuple(s for s in sections if s.entries),
        others=tuple(
            p for name in sorted(kept) if name not in {a.name for a in artefacts} for p in kept[name]
        ),
    )
    return index_page(page, work.lang).encode("utf-8")


def _entry(work: Work, artefact: Artefact, made: Made | None, kept: tuple[str, ...]) -> Entry:
    lang = work.lang
    files = tuple(made.files) if made else kept
    state: State = "older" if files else "skipped"
    if made is not None:
        state = "open" if made.open_points else "complete"
        if not files:
            # Without yearly figures nothing is wrong; without a plan something is.
            state = "skipped" if artefact.needs == "years" else "impossible"
    return Entry(
        title=artefact.title(lang),
        what=label(f"folder.{artefact.name}.what", lang),
        who=label(f"folder.{artefact.name}.who", lang),
        due=tuple(_due(work, o) for o in obligations(work.pathway, work.policy) if o.kind in artefact.duties),
        state=state,
        why=label(f"folder.needs.{artefact.needs}", lang) if made and not files and artefact.needs else "",
        open_points=made.open_points if made else (),
        checked=_checked(work, artefact),
        files=files,
    )


def _due(work: Work, owed: Obligation) -> str:
    """Return one duty in a line: what, by when, whether it is done, where it is written."""
    lang = work.lang
    what = label(f"pol.duty.{owed.kind}", lang)
    values = {"what": what, "basis": owed.provision.citation}
    if owed.done:
        return label("folder.due.done", lang, day=owed.done, **values)
    day: date | None = owed.day or owed.limit
    if day is None:
        return label("folder.due.undated", lang, **values)
    late = work.on is not None and not (day >= work.on)
    key = "late" if late else "guide" if owed.guide and owed.day is None else "day"
    return label(f"folder.due.{key}", lang, day=day, **values)


def _checked(work: Work, artefact: Artefact) -> str:
    """Return in one line what the rules say about a document; nothing where none speak of it."""
    if not artefact.checks:
        return ""
    return counted((f for f in work.report.open if f.family in artefact.checks), work)


def counted(findings: Iterable[Finding], work: Work) -> str:
    """Return how many findings there are of each severity, in one line."""
    listed = tuple(findings)
    if not listed:
        return label("folder.checked.clean", work.lang)
    by = {s.value: sum(f.severity is s for f in listed) for s in Severity}
    return label("folder.checked.found", work.lang, **by)
