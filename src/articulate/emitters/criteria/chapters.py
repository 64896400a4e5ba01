"""The chapters of the transfer criteria on who is assessed, by whom, when, and what follows."""

from __future__ import annotations

from decimal import Decimal

from articulate.emitters.criteria.paper import CriteriaPaper
from articulate.emitters.criteria.schedule import calendar_table
from articulate.emitters.document import Block, Column, Listing, Table, row
from articulate.emitters.paper import columns, sentence
from articulate.emitters.words import inner, joined, major_name
from articulate.model.programme import Stage
from articulate.model.settings import Concession


def basis(paper: CriteriaPaper) -> list[Block]:
    """Return what the criteria rest on, and for whom they are."""
    pathway = paper.pathway
    majors = {s.value: major_name(pathway.partner(s).programme.major, paper.lang) for s in Stage}
    codes = {f"{s.value}_code": pathway.partner(s).programme.major.code for s in Stage}
    blocks: list[Block] = [
        paper.body("basis.why", documents=_documents(paper), **majors),
        paper.body(
            "basis.whom",
            secondary_school=paper.school(Stage.SECONDARY),
            higher_school=paper.school(Stage.HIGHER),
            cohort=paper.cohort,
            **majors,
            **codes,
        ),
    ]
    if pathway.pilot:
        pilot = pathway.pilot
        blocks.append(paper.body("basis.pilot", notice=pilot.notice, number=pilot.number, line=pilot.line))
    count = len(paper.criteria.bridge)
    key = "basis.principle" if count else "basis.principle_plain"
    blocks.append(paper.body(key, deadline=paper.criteria.deadline, count=count))
    return blocks


def _documents(paper: CriteriaPaper) -> str:
    """Return the documents that ask something of the transfer assessment and whose text was read."""
    found = {}
    for provision in paper.policy:
        if provision.topic == "transfer" and provision.verified and provision.force != "may":
            found[provision.document, provision.title] = provision
    words = [
        paper.say("basis.document" if number else "basis.title", title=inner(title), number=number)
        # What the province asks of this pilot leads, then the newest first.
        for number, title in sorted(
            found, key=lambda d: (found[d].scope != "shanxi", -(found[d].year or 0), d)
        )
    ]
    if not words and paper.pathway.pilot:
        words = [paper.pathway.pilot.notice]
    return joined(words, paper.lang) if words else paper.say("basis.policies")


def organisation(paper: CriteriaPaper) -> list[Block]:
    """Return who leads and who does what."""
    governance = paper.pathway.governance
    lead = governance.lead
    other = Stage.SECONDARY if lead is Stage.HIGHER else Stage.HIGHER
    sides = {"lead": paper.school(lead), "other": paper.school(other)}
    blocks: list[Block] = []
    if governance.group:
        blocks += [
            paper.body("organisation.lead", **sides),
            Table(
                columns=(Column(34), Column(48), Column(76, "left")),
                head=(row(*(paper.say(f"column.{k}") for k in ("role", "unit", "duty"))),),
                rows=tuple(row(p.role, p.unit, p.task) for p in governance.group),
                size=10.5,
            ),
        ]
    else:
        blocks.append(paper.body("organisation.lead_plain", **sides))
    if governance.enterprises:
        blocks.append(paper.body("organisation.enterprises", names=governance.enterprises))
    blocks.append(paper.body("organisation.fair"))
    return blocks


def eligibility(paper: CriteriaPaper) -> list[Block]:
    """Return who may take the assessment."""
    criteria, done = paper.criteria, paper.finished()
    major = major_name(paper.pathway.secondary.programme.major, paper.lang)
    studies = (
        paper.say(
            "eligibility.studies",
            deadline=criteria.deadline,
            count=len(done),
            credits=sum((c.credits for c in done), Decimal(0)),
        )
        if done
        else paper.say("eligibility.studies_plain", deadline=criteria.deadline)
    )
    items = (
        paper.say("eligibility.enrolled", school=paper.school(Stage.SECONDARY), major=major),
        studies,
        paper.say("eligibility.conduct"),
        paper.say("eligibility.apply"),
    )
    return [
        paper.body("eligibility.intro"),
        Listing(items, ordered=True),
        paper.body("eligibility.check", school=paper.school(Stage.SECONDARY), term=criteria.assessed_in),
    ]


def times(paper: CriteriaPaper) -> list[Block]:
    """Return when it is held, and the duties with their days."""
    criteria = paper.criteria
    exam = paper.pathway.transfer.exam_on
    key = "times.terms_day" if exam else "times.terms"
    blocks: list[Block] = [
        paper.body(key, deadline=criteria.deadline, term=criteria.assessed_in, day=paper.day(exam))
    ]
    if paper.written:
        blocks.append(paper.body("times.written", minutes=criteria.minutes))
    if criteria.tasks:
        blocks.append(paper.body("times.skill", minutes=criteria.skill_minutes))
    return [*blocks, *calendar_table(paper)]


def passing(paper: CriteriaPaper) -> list[Block]:
    """Return the lines, the ranking and the admission."""
    criteria = paper.criteria
    weighed = [p for p, weight in criteria.weights.items() if weight]
    lines = {criteria.line(p) for p in weighed}
    if len(lines) == 1:
        blocks: list[Block] = [paper.body("passing.line", total=criteria.pass_total, each=lines.pop())]
    else:
        each = tuple(
            paper.say("summary.line", part=paper.say(f"part.{p}"), line=criteria.line(p)) for p in weighed
        )
        blocks = [paper.body("passing.lines", total=criteria.pass_total, each=each)]
    if criteria.ties:
        blocks.append(paper.body("passing.ranking", ties=criteria.ties))
    else:
        blocks.append(paper.body("passing.ranking_plain"))
    blocks.append(paper.body("passing.admission", school=paper.school(Stage.HIGHER)))
    return blocks


def concessions(paper: CriteriaPaper) -> list[Block]:
    """Return what contests and certificates earn (table D)."""
    items = paper.criteria.concessions
    if not items:
        return [paper.body("concessions.none")]
    keys = ("item", "grade", "result", "effect", "cap")
    return [
        paper.body("concessions.intro"),
        Table(
            title=paper.say("table.d"),
            columns=columns(keys, (42, 19, 26, 21, 50), ("item", "cap")),
            head=(paper.head(keys),),
            rows=tuple(row(c.item, c.grade, c.result, _effect(paper, c), _limit(paper, c)) for c in items),
            size=10.5,
        ),
    ]


def _limit(paper: CriteriaPaper, concession: Concession) -> str:
    """Return the cap of a concession, and below it what the concession rests on."""
    basis = paper.say("concessions.basis", basis=concession.basis) if concession.basis else ""
    return "\n".join(filter(None, (concession.cap, basis)))


def _effect(paper: CriteriaPaper, concession: Concession) -> str:
    return paper.say(f"effect.{concession.effect}", points=concession.points)


def absence(paper: CriteriaPaper) -> list[Block]:
    """Return the rules on absence, retest and appeal."""
    criteria = paper.criteria
    items = tuple(
        paper.say(f"absence.{name}", text=sentence(text, paper.lang))
        for name, text in (
            ("absence", criteria.absence),
            ("retest", criteria.retest),
            ("appeal", criteria.appeal),
        )
        if text
    )
    return [Listing(items, ordered=True)] if items else [paper.body("absence.none")]


def fallback(paper: CriteriaPaper) -> list[Block]:
    """Return what becomes of those who do not pass."""
    routes = tuple(sentence(t, paper.lang) for t in paper.criteria.fallback)
    if not routes:
        return [paper.body("fallback.none")]
    return [paper.body("fallback.intro"), Listing(routes, ordered=True)]


def publication(paper: CriteriaPaper) -> list[Block]:
    """Return when it is made public, and for how long it holds."""
    published, admission = paper.criteria.published, paper.admission
    if published and admission and not paper.too_late:
        first = paper.body("publication.before", day=paper.day(published), admission=paper.day(admission))
    elif published:
        first = paper.body("publication.on", day=paper.day(published))
    else:
        first = paper.body("publication.open")
    return [first, paper.body("publication.validity", cohort=paper.cohort)]
