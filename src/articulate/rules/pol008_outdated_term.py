"""The programme uses a name that regulations have replaced.

## Why it matters

A reviewer takes old names (顶岗实习, 思想道德修养与法律基础) as a sign that the programme was copied from an
older one.

## What it looks at

Names of courses and units, outcomes, internship tasks, posts, entry and aim. Old names of courses count as
whole names of public basic courses only; names kept under `aliases` are meant to be old.

## What to do

Write the new name; keep the old one under `aliases` if papers still use it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.model.pathway import Pathway
from articulate.model.programme import CourseKind, Stage
from articulate.model.source import SourceRef
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 顶岗实习, kind: practicum}]
policy:    [moe-2021-4]
"""

GOOD = """
secondary: [{id: s1, name: 岗位实习, kind: practicum, aliases: [顶岗实习], terms: [5, 6]}]
policy:    [moe-2021-4]
"""


@dataclass(frozen=True, slots=True)
class _Words:
    """Some words of a programme, and where they stand."""

    subject: str
    where: Phrase
    source: SourceRef
    whole_name: str
    """The name of a public basic course, else nothing."""
    texts: tuple[str, ...]


def check(case: Case) -> Iterator[Finding]:
    for stage in Stage:
        terms = [p for p in case.policy.of(topic="term", stage=stage) if isinstance(p.value, dict)]
        for words in _words(case.pathway, stage):
            for provision in terms:
                old = next((o for o in provision.value["old"] if _uses(words, o, provision.value)), None)
                if old:
                    yield RULE.finding(
                        subject=words.subject,
                        source=words.source,
                        severity=provision.severity,
                        where=words.where,
                        old=old,
                        new=provision.value["new"],
                        basis=provision.citation,
                    )


def _uses(words: _Words, old: str, term: dict[str, str]) -> bool:
    return words.whole_name == old if term["where"] == "course" else any(old in t for t in words.texts)


def _words(pathway: Pathway, stage: Stage) -> Iterator[_Words]:
    programme = pathway.partner(stage).programme
    tasks = {i.course: tuple(x for t in i.tasks for x in (t.topic, t.text)) for i in programme.internships}
    for course in sorted(programme.courses, key=lambda c: c.id):
        outcomes = tuple(x for o in course.outcomes for x in (o.topic, o.text))
        units = tuple(u.name for u in course.units)
        yield _Words(
            course.id,
            Phrase("pol.one_course", {"name": course.name}),
            course.source.at("name"),
            course.name if course.kind is CourseKind.GENERAL else "",
            (course.name, *units, *outcomes, *tasks.get(course.id, ())),
        )
    for post in sorted(programme.posts, key=lambda p: p.id):
        where = Phrase("pol.in_post", {"name": post.name})
        yield _Words(post.id, where, post.source, "", (post.name, *(t.name for t in post.tasks)))
    where = Phrase("pol.in_programme", {"stage": stage})
    texts = (programme.aim, programme.entry)
    yield _Words(programme.programme, where, programme.source.at("aim"), "", texts)


RULE = Rule(
    code="POL008",
    name="outdated-term",
    severity=Severity.WARNING,
    message="{where} uses the old name {old}, now {new} ({basis})",
    hint="write {new}; keep {old} under aliases if papers still use it",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    provisions=(
        "TERM-POST",
        "TERM-FOLLOW",
        "TERM-MORAL",
        "TERM-MORALITY",
        "TERM-IT-SECONDARY",
        "TERM-IT-HIGHER",
    ),
)
