"""What comes before a course, what builds on it, and how the two stages share the work."""

from __future__ import annotations

from collections.abc import Iterable

from articulate.emitters.document import Block, Listing
from articulate.emitters.standards.course_paper import CoursePaper, twin
from articulate.emitters.standards.pairing import decided, presumed_of, relations_of, rise
from articulate.emitters.words import requisite_text
from articulate.model.programme import Course, Stage


def links(paper: CoursePaper, course: Course) -> list[Block]:
    """Return predecessors, what is presumed, successors, and the division of labour."""
    items = [_before(paper, course)]
    if course.requires:
        items.append(paper.say("presumed", topics=_presumed(paper, course)))
    items.append(_after(paper, course))
    blocks: list[Block] = [Listing(tuple(items), ordered=True)]
    shared, agreed = list(_division(paper, course)), decided(paper, course)
    if not shared and not agreed:
        shared = [paper.say(f"division.none_{course.stage.value}")]
    if len(shared) == 1:
        blocks.append(paper.body("division.one", text=shared[0]))
    elif shared:
        blocks += [paper.body("division.intro"), Listing(tuple(shared))]
    if agreed:
        blocks += [paper.body("division.decided_intro"), Listing(tuple(agreed))]
    return blocks


def _before(paper: CoursePaper, course: Course) -> str:
    """Return the courses before this one: those named, with their logic, then those that supply it.

    A course that goes further than one of the other stage, or bears its name, comes after it, named or not.
    """
    named = requisite_text(paper.pathway, course, paper.lang)
    mentioned = {i for r in course.requisites for _, i in r.leaves()}
    continued = [r.earlier for r in relations_of(paper, course) if r.later.id == course.id]
    same = twin(paper, course) if course.stage is Stage.HIGHER else None
    found = dict.fromkeys((*_neighbours(paper, course, before=True), *continued, *([same] if same else [])))
    supplying = [c for c in found if c.id not in mentioned]
    parts = [named] if named else []
    parts += [paper.names_of(supplying)] if supplying else []
    return paper.say("before", names=paper.list(parts)) if parts else paper.say("before_none")


def _neighbours(paper: CoursePaper, course: Course, *, before: bool) -> list[Course]:
    """Return the courses next to this one in the graph, on one side, by term."""
    edges = paper.basis.graph.edges
    earlier = {e.earlier for e in edges if e.later == course.id}
    later = {e.later for e in edges if e.earlier == course.id}
    ids = earlier if before else later
    found = (paper.pathway.by_id[i] for i in ids)
    return sorted(found, key=lambda c: (c.stage is Stage.HIGHER, paper.chain.begins(c), c.id))


def _presumed(paper: CoursePaper, course: Course) -> str:
    """Return the topics that are presumed, by the courses that have taught them by then."""
    groups: dict[str, list[str]] = {}
    for number, requirement in enumerate(course.requires):
        topic = paper.say("presumed_item", topic=requirement.topic, level=requirement.level)
        groups.setdefault(_suppliers(paper, course, number), []).append(topic)
    told = (
        paper.say("presumed_from", names=names, topics=paper.list(topics)) if names else paper.list(topics)
        for names, topics in groups.items()
    )
    return paper.say("semicolon").join(told)


def _suppliers(paper: CoursePaper, course: Course, number: int) -> str:
    """Return the courses that meet a requirement before or beside a course; below its level if none do."""
    supply = next(s for s in paper.basis.supplies.of(course.id) if s.index == number)
    begins = paper.chain.begins(course)
    for meetings in (supply.met_by, supply.lower):
        early = {m.course.id: m.course for m in meetings if paper.chain.begins(m.course) <= begins}
        if early:
            return paper.quoted_all(sorted(early.values(), key=lambda c: (paper.chain.begins(c), c.id)))
    return ""


def _after(paper: CoursePaper, course: Course) -> str:
    """Return the courses that build on this one, stage by stage."""
    after = _neighbours(paper, course, before=False)
    told = [
        paper.say("after_stage", stage=stage, names=paper.list(c.name for c in mine))
        for stage in Stage
        if (mine := [c for c in after if c.stage is stage])
    ]
    return paper.say("after", names=paper.say("semicolon").join(told)) if told else paper.say("after_none")


def _division(paper: CoursePaper, course: Course) -> Iterable[str]:
    """Yield how this course and those of the other stage share the work; nothing where none is related."""
    related = relations_of(paper, course)
    upward = course.stage is Stage.SECONDARY
    for relation in related:
        other = relation.later if upward else relation.earlier
        told = rise(relation, paper.lang, own=upward)
        level = "" if any(m.gain for m in relation.matches) else "_level"
        yield paper.say(f"division.{'later' if upward else 'earlier'}{level}", name=other.name, told=told)
    touched = {c.id for r in related for c in (r.earlier, r.later)}
    same = twin(paper, course)
    if same and same.id not in touched:
        topics = paper.list(paper.say("presumed_item", topic=o.topic, level=o.level) for o in same.outcomes)
        touched.add(same.id)
        yield paper.say(f"division.twin_{course.stage.value}", hours=same.hours, topics=topics)
    if upward:
        using = [c for c in _neighbours(paper, course, before=False) if c.stage is Stage.HIGHER]
        rest = [c.name for c in using if c.id not in touched]
        if rest:
            key = "division.used_also" if touched else "division.used"
            yield paper.say(key, names=tuple(rest))
        return
    rest = [c.name for c in presumed_of(paper, course) if c.id not in touched]
    if rest:
        yield paper.say("division.presumed_also" if touched else "division.presumed", names=tuple(rest))
