"""The criteria on one page: what is assessed, why, how it is scored, when it is held and made public."""

from __future__ import annotations

from articulate.emitters.criteria.paper import CriteriaPaper
from articulate.emitters.document import Block, Cell, Column, Paragraph, Row, Table, row
from articulate.emitters.words import joined

MOST_NAMED = 3
"""Topics named as examples of what is handed over."""


def summary(paper: CriteriaPaper) -> list[Block]:
    """Return the table of the four questions, for whoever opens nothing else."""
    rows = [*_what(paper), *_why(paper), *_how(paper), *_when(paper)]
    return [
        Paragraph(paper.say("summary.title"), "lead"),
        Table(
            columns=(Column(30), Column(128, "left")),
            head=(row(paper.say("summary.question"), paper.say("summary.answer")),),
            rows=tuple(rows),
            size=10.5,
        ),
    ]


def _line(paper: CriteriaPaper, key: str, text: str) -> Row:
    return row(Cell(paper.say(f"summary.{key}"), bold=True), text)


def _what(paper: CriteriaPaper) -> list[Row]:
    criteria = paper.criteria
    weights = criteria.weights
    said = [
        paper.say(
            "summary.what_process",
            weight=weights.get("process", 0),
            count=len(criteria.process),
            deadline=criteria.deadline,
        ),
        paper.say(
            "summary.what_culture",
            weight=weights.get("culture", 0),
            names=paper.names(c.course for c in criteria.culture) or paper.say("part.culture_item"),
        ),
    ]
    if paper.written:
        said.append(
            paper.say(
                "summary.what_written",
                weight=_share(paper, paper.written),
                minutes=criteria.minutes,
                items=sum(criteria.blueprint.items_by_level().values()),
            )
        )
    if paper.written < 100:
        said.append(
            paper.say(
                "summary.what_skill",
                weight=_share(paper, 100 - paper.written),
                names=tuple(t.name for t in criteria.tasks),
                minutes=criteria.skill_minutes,
            )
        )
    return [_line(paper, "what", paper.say("summary.stop").join(said) + paper.say("summary.end"))]


def _share(paper: CriteriaPaper, percent: int) -> str:
    """Percent of the total that a part of the skill part is, without needless decimals."""
    tenths = paper.criteria.weights.get("skill", 0) * percent
    whole, rest = divmod(tenths, 100)
    return f"{whole}.{rest:02d}".rstrip("0") if rest else str(whole)


def _why(paper: CriteriaPaper) -> list[Row]:
    criteria = paper.criteria
    asked = [item for item in criteria.bridge if item.assessed_by]
    if not asked:
        return []
    first = asked[0]
    courses = {i for item in criteria.bridge for i in item.needed_by}
    return [
        _line(
            paper,
            "why",
            paper.say(
                "summary.why_text",
                count=len(criteria.bridge),
                asked=len(asked),
                courses=len(courses),
                topic=first.topic,
                needed_by=paper.names(first.needed_by[:MOST_NAMED]),
                more=paper.say("summary.and_more") if len(first.needed_by) > MOST_NAMED else "",
                hours=first.dependent_hours,
                share=criteria.share_of(first),
            ),
        )
    ]


def _how(paper: CriteriaPaper) -> list[Row]:
    criteria = paper.criteria
    weighed = [p for p in criteria.weights if criteria.weights[p]]
    lines = joined(
        (paper.say("summary.line", part=paper.say(f"part.{p}"), line=criteria.line(p)) for p in weighed),
        paper.lang,
    )
    return [_line(paper, "how", paper.say("summary.how_text", total=criteria.pass_total, lines=lines))]


def _when(paper: CriteriaPaper) -> list[Row]:
    criteria, admission = paper.criteria, paper.admission
    exam = paper.pathway.transfer.exam_on
    held = paper.day(exam) if exam else paper.say("in_term", term=criteria.assessed_in)
    rows = [_line(paper, "held", paper.say("summary.held_text", day=held, deadline=criteria.deadline))]
    published = paper.day(criteria.published) if criteria.published else paper.say("summary.not_set")
    if admission:
        text = paper.say("summary.published_before", day=published, admission=paper.day(admission))
    else:
        text = paper.say("summary.published_plain", day=published)
    return [*rows, _line(paper, "public", text)]
