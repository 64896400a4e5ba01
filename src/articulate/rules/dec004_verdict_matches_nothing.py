"""A word on whether two outcomes are the same point that finds nothing to speak of.

## Why it matters

What people confirmed or rejected overrides the text. It names outcomes by course and topic, and both are
reworded over the years: the verdict would stop working without a word, and what the group had settled
would be judged by the text again.

## What it looks at

Every entry of `matches`: whether both courses and topics (tasks of internships and requirements included)
are there, as written or after the decisions; whether they belong to two courses; and whether an earlier entry says the
opposite about the same two.

## What to do

Write the topic as it stands in the programme now, or strike the entry out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.model.pathway import Pathway
from articulate.model.settings import MatchVerdict
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 钳工实训, outcomes: [锉削/3, 锯削/3]}]
higher:    [{id: h1, name: 机械零件手工制作, outcomes: [手工锉配/3, 划线/2]}]
pathway:   {matches: [{a: s1/锉配, b: h1/手工锉配, same: true, reason: 同一项目}]}
"""

GOOD = """
secondary: [{id: s1, name: 钳工实训, outcomes: [锉削/3, 锯削/3]}]
higher:    [{id: h1, name: 机械零件手工制作, outcomes: [手工锉配/3, 划线/2]}]
pathway:   {matches: [{a: s1/锉削, b: h1/手工锉配, same: true, reason: 同一项目}]}
"""


def check(case: Case) -> Iterator[Finding]:
    named = _named(case.pathway)
    said: dict[frozenset[str], tuple[int, bool]] = {}
    for number, verdict in enumerate(case.pathway.matches, start=1):
        why = _amiss(verdict, named)
        first, same = said.setdefault(frozenset((verdict.a, verdict.b)), (number, verdict.same))
        if why is None and same is not verdict.same:
            why = Phrase("decisions.verdict.contradicts", {"number": first})
        if why is not None:
            yield RULE.finding(
                subject=str(number),
                source=verdict.source,
                about=sorted({side.partition("/")[0] for side in (verdict.a, verdict.b)} & named.keys()),
                number=number,
                why=why,
            )


@dataclass(frozen=True, slots=True)
class _Named:
    """What a verdict may name of a course: its topics, and the name by which people know it."""

    course: str
    topics: frozenset[str]


def _named(pathway: Pathway) -> dict[str, _Named]:
    """Return the topics of each course, as the programmes have them and as decided; tasks of internships too."""
    found: dict[str, _Named] = {}
    for one in (pathway.undecided or pathway, pathway):
        tasks = {i.course: {t.topic for t in i.tasks} for i in one.internships}
        for course in one.courses:
            topics = {o.topic for o in course.outcomes} | tasks.get(course.id, set())
            topics |= {r.topic for r in course.requires}
            before = found.get(course.id)
            found[course.id] = _Named(course.name, (before.topics if before else frozenset()) | topics)
    return found


def _amiss(verdict: MatchVerdict, named: Mapping[str, _Named]) -> Phrase | None:
    """Return why a verdict speaks of nothing, ``None`` where it does speak of two outcomes."""
    for side in (verdict.a, verdict.b):
        id_, _, topic = side.partition("/")
        if id_ not in named:
            return Phrase("decisions.verdict.unknown_course", {"id": id_, "topic": topic})
        if topic not in named[id_].topics:
            values = {"course": named[id_].course, "topic": topic}
            near = get_close_matches(topic, sorted(named[id_].topics), n=1, cutoff=0.4)
            if near:
                return Phrase("decisions.verdict.topic_like", {**values, "near": near[0]})
            return Phrase("decisions.verdict.unknown_topic", values)
    first, second = (side.partition("/")[0] for side in (verdict.a, verdict.b))
    if first == second:
        return Phrase("decisions.verdict.one_course", {"course": named[first].course})
    return None


RULE = Rule(
    code="DEC004",
    name="verdict-matches-nothing",
    severity=Severity.WARNING,
    message="verdict {number} under matches has no effect: {why}",
    hint="write course and topic as they stand in the programmes now, or strike the entry out",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
)
