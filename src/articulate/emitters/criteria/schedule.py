"""The calendar of the assessment, back-planned from the days of the cohort, and the filing list."""

from __future__ import annotations

from datetime import date

from articulate.emitters.criteria.paper import CriteriaPaper
from articulate.emitters.document import Block, Cell, Column, Heading, PageSetup, Row, Table, row
from articulate.emitters.words import joined
from articulate.i18n import label
from articulate.model.criteria import CalendarStep
from articulate.model.programme import Stage
from articulate.transfer.basis import cited


def calendar_table(paper: CriteriaPaper) -> list[Block]:
    """Return the steps of the assessment with who leads, the day and its limit."""
    steps = paper.criteria.calendar
    if not steps:
        return []
    keys = ("number", "duty_what", "duty_lead", "duty_when", "limit")
    proposed = any(s.on and not s.settled for s in steps)
    return [
        paper.body("times.duties"),
        Table(
            title=paper.say("table.calendar"),
            columns=(Column(11), Column(51, "left"), Column(30), Column(30), Column(36, "left")),
            head=(paper.head(keys),),
            rows=tuple(_row(paper, n, step) for n, step in enumerate(steps, start=1)),
            notes=(paper.say("calendar.note"),) if proposed else (),
            size=10,
        ),
    ]


def _row(paper: CriteriaPaper, number: int, step: CalendarStep) -> Row:
    on = step_day(paper, step)
    wrong = bool(
        step.on and ((step.latest and step.on > step.latest) or (step.earliest and step.on < step.earliest))
    )
    return row(
        number,
        step_name(paper, step),
        led_by(paper, step),
        Cell(on, tone="bad" if wrong else ""),
        step_limit(paper, step),
    )


def led_by(paper: CriteriaPaper, step: CalendarStep) -> str:
    """Return who leads a step: a name of the schools' own, or the school by its side."""
    return step.lead or _side(paper, step.side)


def step_day(paper: CriteriaPaper, step: CalendarStep) -> str:
    """Return the day of a step, the event that it must precede, or that it is open."""
    if step.on is None:
        return label(f"labels.Event.{step.before}", paper.lang) if step.before else paper.say("times.open")
    day = paper.day(step.on)
    if step.before:
        return paper.say("before_day", day=day)
    return day if step.settled else paper.say("calendar.proposed", day=day)


def step_name(paper: CriteriaPaper, step: CalendarStep) -> str:
    """Return a step in the schools' own words, or in the usual ones."""
    return step.what or paper.say(f"step.{step.step}")


def _side(paper: CriteriaPaper, side: str | None) -> str:
    if side in (Stage.HIGHER.value, Stage.SECONDARY.value):
        return paper.school(Stage(side))
    return paper.say("calendar.both") if side else ""


def step_limit(paper: CriteriaPaper, step: CalendarStep) -> str:
    """Return the window of a step with the document it comes from."""
    said = []
    if step.earliest:
        said.append(paper.say("calendar.earliest", day=paper.day(step.earliest)))
    if step.latest:
        said.append(paper.say("calendar.latest", day=paper.day(step.latest)))
    sources = tuple(dict.fromkeys(p.cite(paper.lang) for p in cited(step.provisions)))
    if sources:
        said.append(paper.say("calendar.source", documents=sources))
    return paper.say("calendar.comma").join(said)


def filing_annex(paper: CriteriaPaper) -> list[Block]:
    """Return the papers that are filed or shown, in the order of the calendar."""
    items = paper.criteria.filing
    if not items:
        return []
    keys = ("number", "paper", "filed_by", "filed_to", "duty_when")
    rows = [
        row(
            n,
            paper.say(f"filing.paper.{item.paper}"),
            _side(paper, item.side),
            paper.say(f"filing.to.{item.to}"),
            paper.day(item.on) if item.on else paper.say("times.open"),
        )
        for n, item in enumerate(items, start=1)
    ]
    return [
        PageSetup(paper.say("annex_sheet.filing")),
        Heading(paper.say("annex.filing")),
        Table(
            columns=(Column(11), Column(55, "left"), Column(36), Column(24), Column(32)),
            head=(paper.head(keys),),
            rows=tuple(rows),
            notes=(paper.say("filing.note"), *_left_out(paper)),
            size=10,
        ),
    ]


def _left_out(paper: CriteriaPaper) -> tuple[str, ...]:
    left = paper.pathway.transfer.not_assessed
    return (paper.say("filing.exceptions", topics=joined(sorted(left), paper.lang)),) if left else ()


def first_day(steps: tuple[CalendarStep, ...], name: str) -> date | None:
    """Return the day of a usual step, where it has one."""
    return next((s.on for s in steps if s.step == name), None)
