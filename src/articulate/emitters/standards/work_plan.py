"""The joint work plan (联合培养工作方案): organisation, main tasks, dates, support, as the notice asks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from articulate.emitters.document import Block, Cell, Column, Document, Listing, Row, Table, row
from articulate.emitters.paper import columns, sentence
from articulate.emitters.standards import profile
from articulate.emitters.standards.conventions import MEETINGS, SURVEY_YEARS
from articulate.emitters.standards.paper import Basis, StandardsPaper, written
from articulate.i18n import label
from articulate.model.programme import Stage
from articulate.model.settings import Duty
from articulate.policy import Obligation, obligations

MAIN = ("survey", "programme", "standards", "criteria", "courses", "research", "evaluation", "agreement")
"""The main tasks that the notice names, in the order of a cohort's life."""


class WorkPlanPaper(StandardsPaper):
    """The work plan with its own words."""

    room: ClassVar[str] = "workplan"

    @property
    def duties(self) -> tuple[Duty, ...]:
        """Duties by their day; those that hang on an event after those with a day."""
        mine = self.pathway.governance.duties
        return tuple(sorted(mine, key=lambda d: (self.due(d) is None, self.due(d) or date.min, d.id)))

    def due(self, duty: Duty) -> date | None:
        """The day of a duty: its own, or that of the event it must precede."""
        calendar = self.pathway.calendar
        events = {
            "admission": calendar.admission_starts,
            "enrolment": calendar.enrolment,
            "assessment": self.pathway.transfer.exam_on,
        }
        return duty.by or (events[duty.before] if duty.before else None)

    def lead(self, duty: Duty) -> str:
        """Who leads a duty: the one it names, or the school that leads the whole."""
        return duty.lead or self.school(self.pathway.governance.lead)


def work_plan(basis: Basis) -> Document:
    """Return the joint work plan as a document."""
    paper = WorkPlanPaper.on(basis)
    return written(
        paper,
        (
            ("situation", _situation),
            ("organisation", _organisation),
            ("tasks", _tasks),
            ("dates", _dates),
            ("support", _support),
        ),
        _open_points(paper),
    )


def _situation(paper: WorkPlanPaper) -> list[Block]:
    pathway = paper.pathway
    values = {f"{s.value}_school": paper.school(s) for s in Stage} | {s.value: paper.major(s) for s in Stage}
    mode = paper.say(f"mode.{pathway.mode}")
    mode = mode[:1].lower() + mode[1:]
    blocks: list[Block] = [paper.body("situation.pair", mode=mode, cohort=paper.cohort, **values)]
    if pathway.pilot:
        pilot = pathway.pilot
        blocks.append(
            paper.body("situation.pilot", notice=pilot.notice, number=pilot.number, line=pilot.line)
        )
    posts = tuple(p.name for s in Stage for p in profile.posts(paper, s))
    blocks.append(
        paper.body(
            "situation.goal",
            posts=posts,
            count=len(posts),
            abilities=len(paper.chain.lines),
            decisions=len(pathway.decisions),
        )
    )
    return blocks


def _organisation(paper: WorkPlanPaper) -> list[Block]:
    governance = paper.pathway.governance
    other = Stage.SECONDARY if governance.lead is Stage.HIGHER else Stage.HIGHER
    blocks: list[Block] = [
        paper.body("organisation.lead", lead=paper.school(governance.lead), other=paper.school(other))
    ]
    if governance.group:
        blocks.append(
            Table(
                title=paper.say("table_title.group"),
                columns=(Column(36), Column(50), Column(72, "left")),
                head=(paper.head(("role", "unit", "duty")),),
                rows=tuple(
                    row(p.role, p.unit, sentence(p.task, paper.lang) if p.task else "")
                    for p in governance.group
                ),
                size=10.5,
            )
        )
    if governance.enterprises:
        blocks.append(paper.body("organisation.enterprises", names=governance.enterprises))
    blocks.append(paper.body("organisation.work", meetings=MEETINGS))
    return blocks


def _tasks(paper: WorkPlanPaper) -> list[Block]:
    """Return the main tasks in words, then every duty with who does it and what comes of it."""
    chain = paper.chain
    values: dict[str, dict[str, object]] = {
        "survey": {
            "posts": len(paper.pathway.all_posts),
            "tasks": len(chain.tasks),
            "abilities": len(chain.lines),
            "years": SURVEY_YEARS,
        },
        "courses": {"decisions": len(paper.pathway.decisions)},
        "standards": {"courses": len(chain.columns), "places": len(paper.pathway.all_facilities)},
        "criteria": {
            "deadline": paper.pathway.transfer.deadline,
            "term": paper.pathway.transfer.assessed_in,
        },
    }
    blocks: list[Block] = [
        Listing(tuple(paper.say(f"main.{k}", **values.get(k, {})) for k in MAIN), ordered=True)
    ]
    if paper.duties:
        keys = ("number", "task", "lead", "support", "result")
        rows = [
            row(n, d.what, paper.lead(d), d.support or "—", d.result or "—")
            for n, d in enumerate(
                sorted(paper.duties, key=lambda d: (paper.due(d) or date.max, d.id)), start=1
            )
        ]
        blocks += [
            paper.body("tasks.table"),
            Table(
                title=paper.say("table_title.tasks"),
                columns=columns(keys, (11, 47, 33, 34, 33), ("task",)),
                head=(paper.head(keys),),
                rows=tuple(rows),
                size=10,
            ),
        ]
    return blocks


def _dates(paper: WorkPlanPaper) -> list[Block]:
    """Return the dates in their order, year by year."""
    if not paper.duties:
        return []
    rows: list[Row] = []
    limits = {o.duty.id: _limit(paper, o) for o in obligations(paper.pathway, paper.policy) if o.duty}
    years = [(due.year if (due := paper.due(d)) else None) for d in paper.duties]
    for number, (duty, year) in enumerate(zip(paper.duties, years, strict=True)):
        first: tuple[Cell, ...] = ()
        if number == 0 or years[number - 1] != year:
            words = paper.say("year", year=year) if year else paper.say("by_event")
            first = (Cell(words, down=years[number:].count(year) if year else len(years) - number),)
        rows.append(
            row(*first, _when(paper, duty), duty.what, duty.result or "—", limits.get(duty.id) or "—")
        )
    keys = ("year", "when", "task", "result", "limit")
    return [
        paper.body("dates.intro"),
        Table(
            title=paper.say("table_title.dates"),
            columns=columns(keys, (16, 37, 41, 25, 39), ("task",)),
            head=(paper.head(keys),),
            rows=tuple(rows),
            size=10,
        ),
    ]


def _limit(paper: WorkPlanPaper, one: Obligation) -> str:
    """Return the day that a notice sets for a duty, with the notice."""
    if one.limit is None:
        return ""
    key = "guide" if one.guide else "by" if one.inclusive else "before"
    document = one.provision.cite(paper.lang)
    return paper.say(f"dates.limit_{key}", day=paper.day(one.limit), document=document)


def _when(paper: WorkPlanPaper, duty: Duty) -> str:
    due = paper.due(duty)
    if due is None:
        return label(f"labels.Event.{duty.before}", paper.lang) if duty.before else paper.say("by_school")
    return paper.say("until", day=paper.day(due))


def _support(paper: WorkPlanPaper) -> list[Block]:
    support = paper.pathway.governance.support
    items = [sentence(t, paper.lang) for t in support] or [paper.say(f"support.{n}") for n in range(1, 5)]
    return [paper.body("support.intro"), Listing(tuple(items), ordered=True)]


def _open_points(paper: WorkPlanPaper) -> Iterable[str | None]:
    pathway = paper.pathway
    checks = {
        "cohort": pathway.cohort is None,
        "pilot": pathway.pilot is None,
        "group": not pathway.governance.group,
        "duties": not pathway.governance.duties,
        "support": not pathway.governance.support,
        "undated": any(paper.due(d) is None for d in pathway.governance.duties),
    }
    for name, open_ in checks.items():
        if open_:
            yield paper.say(f"open.{name}")
    yield paper.say("open.persons")
    if pathway.governance.enterprises:
        yield paper.say("open.partners")
    yield paper.say("open.notice_days")
