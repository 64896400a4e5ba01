"""The first page of a folder: every document with a link, its purpose, its days, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import quote

from articulate.emitters.markup import Markup, el, joined
from articulate.emitters.sealed import sealed
from articulate.emitters.words import pair_name, parties
from articulate.findings import Report
from articulate.i18n import Lang, label, show
from articulate.model.pathway import Pathway

State = Literal["complete", "open", "older", "skipped", "impossible"]
COLUMNS = ("document", "who", "due", "state")
SHOWN_FILES = 6
"""So many files of one document are listed at once; more are folded away."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One document: where it is, what it is for, how far it is."""

    title: str
    what: str
    who: str
    due: tuple[str, ...]
    state: State
    why: str
    open_points: tuple[str, ...]
    checked: str
    files: tuple[str, ...]
    """Paths in the folder."""


@dataclass(frozen=True, slots=True)
class Section:
    """The documents of one folder."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class IndexPage:
    """Everything that the page shows. ``planned`` is the status of the teaching plan."""

    pathway: Pathway
    report: Report
    planned: str
    sections: tuple[Section, ...]
    others: tuple[str, ...] = ()
    """Files of an earlier build that no document of this version accounts for."""

    @property
    def open_points(self) -> dict[str, tuple[str, ...]]:
        """What the schools must still write, each point once, with the documents it stands in."""
        found: dict[str, tuple[str, ...]] = {}
        for entry in (e for s in self.sections for e in s.entries):
            for point in entry.open_points:
                found[point] = (*found.get(point, ()), entry.title)
        return found


def index_page(page: IndexPage, lang: Lang = "zh") -> str:
    """Return the page as one HTML document. Equal input gives equal bytes."""

    def say(key: str, **values: object) -> str:
        return label(f"folder.page.{key}", lang, **values)

    title = page.pathway.title or pair_name(page.pathway, lang)
    body = [
        el(
            "header",
            el("p", say("kind"), class_="kind"),
            el("h1", title),
            el("p", parties(page.pathway, lang), class_="parties"),
            _state(page, lang),
        ),
        el("main", joined([_section(n, s, lang) for n, s in enumerate(page.sections, start=1)], "\n")),
    ]
    if page.open_points:
        body.append(_to_do(page, lang))
    if page.others:
        body.append(el("section", el("h2", say("others")), _links(page.others)))
    body.append(el("footer", el("p", say("footer"))))
    return sealed(say("document", title=title), joined(body, "\n"), lang, "folder.css")


def _state(page: IndexPage, lang: Lang) -> Markup:
    """Return the result of the check and of planning in one line each, and what the schools must still do."""
    totals = page.report.totals()
    tone = "bad" if totals["error"] else "warn" if totals["warning"] else "good"
    todo = len(page.open_points)
    planned = page.planned if page.planned in ("optimal", "feasible") else "none"
    lines = [
        el("li", label("folder.page.check", lang, **totals), class_=tone),
        el("li", label(f"folder.page.plan_{planned}", lang), class_="bad" if planned == "none" else "good"),
        el(
            "li",
            label("folder.page.todo" if todo else "folder.page.nothing_to_do", lang, count=todo),
            class_="warn" if todo else "good",
        ),
    ]
    return el("ul", lines, class_="overall")


def _to_do(page: IndexPage, lang: Lang) -> Markup:
    """Return the list of what the schools must still write, to be ticked off on paper."""
    points = [
        el("li", point, " ", el("span", show(titles, lang), class_="where"))
        for point, titles in page.open_points.items()
    ]
    return el(
        "section", el("h2", label("folder.page.todo_head", lang)), el("ol", points, class_="todo"), id="todo"
    )


def _section(number: int, section: Section, lang: Lang) -> Markup:
    columns = el("colgroup", [el("col", class_=c) for c in COLUMNS])
    heads = [el("th", label(f"folder.page.{c}_head", lang), scope="col") for c in COLUMNS]
    return el(
        "section",
        el("h2", section.title),
        el(
            "table",
            columns,
            # What the columns are is said once; the parts below look the same.
            el("thead", el("tr", heads), class_=None if number == 1 else "quiet"),
            el("tbody", joined([_row(e, lang) for e in section.entries], "\n")),
        ),
        id=f"part-{number}",
    )


def _row(entry: Entry, lang: Lang) -> Markup:
    name: object = entry.title
    if len(entry.files) == 1:
        name = el("a", entry.title, href=quote(entry.files[0]))
    suffix = PurePosixPath(entry.files[0]).suffix.lstrip(".") if entry.files else ""
    state: list[object] = [
        el(
            "a" if entry.open_points else "b",
            label(f"folder.state.{entry.state}", lang, count=len(entry.open_points)),
            class_=entry.state,
            href="#todo" if entry.open_points else None,
        )
    ]
    if entry.why:
        state.append(el("p", entry.why))
    if entry.checked and entry.state in ("complete", "open"):
        state.append(el("p", entry.checked, class_="checked"))
    several = _links(entry.files) if len(entry.files) > 1 else None
    return el(
        "tr",
        el(
            "th",
            name,
            el("span", suffix, class_="suffix") if suffix else None,
            el("p", entry.what),
            several
            and el(
                "details",
                el("summary", label("folder.page.files", lang, count=len(entry.files))),
                several,
                open=len(entry.files) <= SHOWN_FILES,
            ),
            scope="row",
        ),
        el("td", entry.who),
        el("td", [el("p", d) for d in entry.due] or el("span", "—", class_="none")),
        el("td", state),
        class_=entry.state,
    )


def _links(paths: tuple[str, ...]) -> Markup:
    return el("ul", [el("li", el("a", PurePosixPath(p).name, href=quote(p))) for p in paths], class_="files")
