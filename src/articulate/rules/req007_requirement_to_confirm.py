"""A requirement that an earlier course may meet, in words that do not settle it.

## Why it matters

Two schools name one thing differently. What the wording does not settle, people settle in a minute, and until
they do the course is neither placed after the one that it needs nor is its need assessed at the transfer.

## What it looks at

Entries of `requires` that no outcome clearly answers: where one outcome may be meant (judged by words in
common, by what may be told in other words, and by how near topic, sentence and course are in meaning), or only
one of two things asked for is found.
Whole disciplines (统计学基础) are met only by what bears their name. What a secondary course presumes is taught
by its own school, mostly in other words: where nothing is found there, that is asked and no gap is claimed.

## What to do

If it is meant, say so under `matches`, or write the requirement in the words of the course that teaches it.
If it is not, treat it as a gap (REQ002).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from articulate.findings import Evidence, Finding, Severity
from articulate.i18n import Lv, Phrase
from articulate.matching import Meeting
from articulate.model.programme import Course
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 建筑工程测量, outcomes: [轴网放样/3, 水准仪使用/3]}]
higher:    [{id: h1, name: 主体结构施工, requires: [轴网与标高传递/3], outcomes: [施工方案编制/5]}]
"""

GOOD = """
secondary: [{id: s1, name: 建筑工程测量, outcomes: [轴网放样/3, 水准仪使用/3]}]
higher:    [{id: h1, name: 主体结构施工, requires: [轴网与标高传递/3], outcomes: [施工方案编制/5]}]
pathway:   {matches: [{a: h1/轴网与标高传递, b: s1/轴网放样, same: true, reason: 放样时一并传递标高}]}
"""

SHOWN = 2
"""Most outcomes that are offered for one requirement."""


def check(case: Case) -> Iterator[Finding]:
    for supply in case.supplies.all:
        course, wanted = supply.course, supply.requirement
        if not supply.possible and (supply.met_by or not supply.unsaid):
            # What meets it too late is a matter of order: REQ003.
            continue
        offered = supply.possible[:SHOWN]
        yield RULE.finding(
            subject=course.id,
            source=wanted.source or course.source.at("requires"),
            related=[m.course.source.at("outcomes") for m in offered],
            evidence=[_evidence(course, wanted.topic, m) for m in offered],
            about=[*(m.course.id for m in offered[:1]), course.id],
            later=course.name,
            topic=wanted.topic,
            level=Lv(wanted.level),
            what=_phrase("req.may_be", offered),
            then=_phrase("req.if_it_is", offered),
        )


def _phrase(key: str, offered: Sequence[Meeting]) -> Phrase:
    if not offered:
        return Phrase(f"{key}_unsaid")
    return Phrase(key, {"earlier": offered[0].course.name, "meant": offered[0].outcome.topic})


def _evidence(course: Course, topic: str, meeting: Meeting) -> Evidence:
    return Evidence(
        "possible",
        {
            "course": meeting.course.name,
            "topic": meeting.outcome.topic,
            "level": Lv(meeting.outcome.level),
            "outcome": meeting.outcome.text or meeting.outcome.topic,
            "a": f"{course.id}/{topic}",
            "b": f"{meeting.course.id}/{meeting.outcome.topic}",
        },
    )


RULE = Rule(
    code="REQ007",
    name="requirement-to-confirm",
    severity=Severity.WARNING,
    message="{later} presumes {topic} at {level}; {what}",
    hint="{then}",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
