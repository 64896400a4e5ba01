"""How the two stages share the work (课程衔接对照表): where repetition is explained away.

One row for each professional course of the higher stage that continues or presumes secondary ones, one for
each course that a decision merged or exempted, one for each bridging course.
"""

from __future__ import annotations

from collections.abc import Iterable

from articulate.emitters.document import Block, Cell, Row, Table, row
from articulate.emitters.paper import columns, sentence
from articulate.emitters.standards.paper import StandardsPaper
from articulate.emitters.words import found_courses
from articulate.i18n import Lang, label
from articulate.matching import CourseRelation
from articulate.model.decision import Exempt
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
                keys, (27, 36, 32, 19, 44), ("ability", "secondary_course", "higher_course", "note")
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
            told = (paper.say("pairing.common", told=rise(r, paper.lang)) for r in risen)
            yield row(
                area,
                "\n".join(_measured(paper, r.earlier) for r in risen),
                _measured(paper, course),
                paper.say("pairing.rises"),
                paper.say("semicolon").join(told),
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


def rise(relation: CourseRelation, lang: Lang, *, own: bool = False) -> str:
    """Return what two courses have in common, with the levels before and after.

    Topics are named as the later course names them, or with ``own`` as the earlier one does.
    """
    matches = sorted(relation.matches, key=lambda m: (-m.gain, m.i))
    told = tuple(
        label(
            "standards.pairing.step" if m.gain else "standards.pairing.level",
            lang,
            topic=(m.first if own else m.second).topic,
            before=f"L{m.first.level}",
            after=f"L{m.second.level}",
        )
        for m in matches[:SHOWN]
    )
    more = len(matches) > SHOWN
    key = "standards.pairing.topics_more" if more else "standards.pairing.topics"
    return label(key, lang, topics=told, count=len(matches))


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
            yield _exempted(paper, action, word, decision.reason)
        elif kind == "bridge":
            course = paper.pathway.by_id.get(action.id)
            if course:
                mine = _measured(paper, course)
                pair = (mine, "—") if course.stage is Stage.SECONDARY else ("—", mine)
                yield row(paper.abilities(course), *pair, word, decision.reason)


def _exempted(paper: StandardsPaper, action: Exempt, word: Cell, reason: str) -> Row:
    """Return the row of a course that is recognised, beside the secondary courses that the decision names."""
    gone = found_courses(paper.pathway, (action.course,))
    words = f"{action.by}{reason}"
    named = [c for c in paper.pathway.courses if c.stage is Stage.SECONDARY and c.name in words]
    basis = [c for c in named if not any(c.name in o.name and c is not o for o in named)]
    area, _, higher, *rest = _gone(paper, None, gone, word, reason).cells
    note = paper.say("pairing.recognised", by=action.by, reason=reason.rstrip("。.")) if action.by else reason
    return row(area, "\n".join(_measured(paper, c) for c in basis) or "—", higher, rest[0], note)


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


def decided(paper: StandardsPaper, course: Course) -> list[str]:
    """Return what the schools decided about a course, each decision with its reason."""
    found = []
    for decision in paper.pathway.decisions:
        action, kind = decision.action, decision.kind
        touched = {getattr(action, field, None) for field in ("course", "into", "id")}
        if kind in ("merge", "trim", "raise", "lower", "move", "bridge") and course.id in touched:
            words = label(f"labels.Decision.{kind}", paper.lang)
            found.append(
                paper.say("division.decided", decision=words, reason=sentence(decision.reason, paper.lang))
            )
    return found
