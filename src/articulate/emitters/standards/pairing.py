"""How the two stages share the work (课程衔接对照表): where repetition is explained away.

One row for each professional course of the higher stage that continues or presumes secondary ones, one for
each course that a decision merged or exempted, one for each bridging course.
"""

from __future__ import annotations

from collections.abc import Iterable

from articulate.emitters.document import Block, Cell, Row, Table, row
from articulate.emitters.paper import columns
from articulate.emitters.standards.paper import StandardsPaper
from articulate.emitters.words import found_courses, staged_name
from articulate.i18n import Lang, label
from articulate.matching import CourseRelation
from articulate.model.programme import Course, CourseKind, Stage

SHOWN = 3
"""Topics named for one pair of courses; more would hide what they have in common."""


def pairing(paper: StandardsPaper) -> list[Block]:
    """Return the table of pairs, by what connects them."""
    rows = [*_continued(paper), *_decided(paper)]
    if not rows:
        return []
    keys = ("ability", "secondary_course", "higher_course", "relation", "note")
    return [
        paper.body("pairing.intro"),
        Table(
            title=paper.say("table_title.pairing"),
            columns=columns(
                keys, (28, 38, 32, 16, 44), ("ability", "secondary_course", "higher_course", "note")
            ),
            head=(paper.head(keys),),
            rows=tuple(rows),
            notes=(paper.say("pairing.note"),),
            size=9.5,
        ),
    ]


def _continued(paper: StandardsPaper) -> Iterable[Row]:
    for course in paper.offered(Stage.HIGHER, *(k for k in CourseKind if k is not CourseKind.GENERAL)):
        risen = relations_of(paper, course)
        earlier = {r.earlier.id for r in risen}
        presumed = [c for c in presumed_of(paper, course) if c.id not in earlier]
        area = paper.abilities(course)
        if risen:
            yield row(
                area,
                "\n".join(_measured(paper, r.earlier) for r in risen),
                _measured(paper, course),
                paper.say("pairing.rises"),
                paper.say("semicolon").join(rise(r, paper.lang) for r in risen),
            )
        if presumed:
            yield row(
                area,
                "\n".join(_measured(paper, c) for c in presumed),
                _measured(paper, course),
                paper.say("pairing.presumes"),
                paper.say("pairing.presumed", topics=tuple(r.topic for r in course.requires)[: SHOWN + 1]),
            )


def relations_of(paper: StandardsPaper, course: Course) -> tuple[CourseRelation, ...]:
    """How a course relates by content to courses of the other stage, where anything is in common."""
    found = (r for r in paper.basis.relations.all if course.id in (r.earlier.id, r.later.id))
    across = (r for r in found if r.earlier.stage is not r.later.stage)
    return tuple(sorted(across, key=lambda r: (r.earlier.id, r.later.id)))


def presumed_of(paper: StandardsPaper, course: Course) -> tuple[Course, ...]:
    """Secondary courses that a higher course builds on, through what it presumes or by name."""
    ids = {e.earlier for e in paper.basis.graph.edges if e.later == course.id}
    return tuple(c for c in paper.pathway.courses if c.id in ids and c.stage is Stage.SECONDARY)


def rise(relation: CourseRelation, lang: Lang) -> str:
    """Return what two courses have in common, with the levels before and after."""
    matches = sorted(relation.matches, key=lambda m: (-m.gain, m.i))[:SHOWN]
    told = [
        label(
            "standards.pairing.step" if m.gain else "standards.pairing.level",
            lang,
            topic=m.second.topic,
            before=f"L{m.first.level}",
            after=f"L{m.second.level}",
        )
        for m in matches
    ]
    more = len(relation.matches) > SHOWN
    return label(
        "standards.pairing.common_more" if more else "standards.pairing.common",
        lang,
        count=len(relation.matches),
        topics=tuple(told),
    )


def _measured(paper: StandardsPaper, course: Course) -> str:
    return paper.say("pairing.course", name=course.name, level=paper.top(course) or "—", hours=course.hours)


def _decided(paper: StandardsPaper) -> Iterable[Row]:
    for decision in paper.pathway.decisions:
        action, kind = decision.action, decision.kind
        word = Cell(label(f"labels.Decision.{kind}", paper.lang))
        if kind == "merge":
            into = paper.pathway.by_id.get(action.into)
            gone = found_courses(paper.pathway, (i for i in action.absorb if i != action.into))
            yield _gone(paper, into, gone, word, decision.reason)
        elif kind == "exempt":
            yield _gone(paper, None, found_courses(paper.pathway, (action.course,)), word, decision.reason)
        elif kind == "bridge":
            course = paper.pathway.by_id.get(action.id)
            if course:
                mine = _measured(paper, course)
                pair = (mine, "—") if course.stage is Stage.SECONDARY else ("—", mine)
                yield row(paper.abilities(course), *pair, word, decision.reason)


def _gone(paper: StandardsPaper, into: Course | None, gone: Iterable[Course], word: Cell, reason: str) -> Row:
    """Return the row of courses that are not taught any more."""
    absorbed = tuple(gone)
    sides: dict[Stage, list[str]] = {s: [] for s in Stage}
    if into:
        sides[into.stage].append(_measured(paper, into))
    for course in absorbed:
        name = paper.say("pairing.not_taught", name=course.name, hours=course.hours)
        sides[course.stage].append(name)
    known = {i for c in (*absorbed, *([into] if into else [])) for i in c.competencies}
    area = paper.list(x.competency.name for x in paper.chain.lines if x.competency.id in known)
    return row(area, *("\n".join(sides[s]) or "—" for s in Stage), word, reason)


def division(paper: StandardsPaper, course: Course) -> list[str]:
    """Return what a course leaves to the other stage, in sentences; none where nothing connects them."""
    found = []
    for relation in relations_of(paper, course):
        other = relation.later if course.id == relation.earlier.id else relation.earlier
        key = "division.later" if other is relation.later else "division.earlier"
        told = rise(relation, paper.lang)
        found.append(paper.say(key, name=staged_name(other, paper.lang), told=told))
    for decision in paper.pathway.decisions:
        action, kind = decision.action, decision.kind
        touched = {
            getattr(action, "course", None),
            getattr(action, "into", None),
            getattr(action, "id", None),
        }
        if kind in ("merge", "trim", "raise", "lower", "move", "bridge") and course.id in touched:
            words = label(f"labels.Decision.{kind}", paper.lang)
            found.append(paper.say("division.decided", decision=words, reason=decision.reason.rstrip("。.")))
    return found
