"""What might mend repetition and falling levels: merge, exempt, trim, split, raise, lower, accept."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from articulate.findings import Finding
from articulate.i18n import Lv, Phrase, label
from articulate.improving.modules import module_hours
from articulate.improving.proposal import Idea
from articulate.improving.scene import Scene, by_names, decide, hours_change, relevel, titled
from articulate.matching import CourseRelation, OutcomeMatch, Settings
from articulate.matching.words import vocabulary
from articulate.model.programme import Course, Delivery, LearningOutcome, Stage

MOST_LEVEL = 6
ANALYSIS = 4
"""The level from which content belongs to the higher stage by its nature."""

MOST_NAME = 100
"""Characters of a course's name that the name of a module repeats."""

STEEP = 3
"""Levels between two outcomes from which the step is too high."""

MOST_STEPS = 3
"""Steps of a course that are mended one by one."""


def repeated(scene: Scene, finding: Finding) -> Iterator[Idea]:
    """Duplicates: merge, exempt (first where nothing is new), keep only what is new, or raise everything."""
    relation = _relation(scene, finding)
    if relation is None:
        return
    for make in (_merge, _exempt) if relation.only_new else (_exempt, _merge):
        yield from make(scene, finding, relation)
    yield from _trim(scene, finding, relation.later, relation.no_higher)
    yield from _raise(finding, relation.later, relation.no_higher)


def overlapping(scene: Scene, finding: Finding) -> Iterator[Idea]:
    """Partial overlaps: keep the shared topics in one stage, as a module or not, raise or accept them."""
    relation = _relation(scene, finding)
    if relation is None:
        return
    yield from _trim(scene, finding, relation.later, relation.no_higher)
    if finding.code == "DUP003":
        yield from _split(scene, finding, relation.later, relation.no_higher)
    yield from _raise(finding, relation.later, relation.no_higher)
    if finding.code == "DUP004":
        yield from _merge(scene, finding, relation)
        topics = {m.first.topic for m in relation.no_higher}
        yield from _without(scene, finding, relation.earlier, topics, relation.no_higher)
    yield from _accept(scene, finding)


def inverted(scene: Scene, finding: Finding) -> Iterator[Idea]:
    """Falling levels: raise the later course, lower the earlier, drop the points, or the course."""
    relation = _relation(scene, finding)
    if relation is None:
        return
    yield from _raise(finding, relation.later, relation.no_higher)
    yield from _trim(scene, finding, relation.later, relation.no_higher)
    yield from _lower(finding, relation)
    if not relation.only_new:
        yield from _exempt(scene, finding, relation)


def flat(scene: Scene, finding: Finding) -> Iterator[Idea]:
    """A course that brings nothing higher, whatever the courses that taught it."""
    course = scene.course(finding.subject)
    best = [m for m in scene.relations.taught_before(course.id) if not m.doubtful]
    yield from _trim(scene, finding, course, best)
    yield from _split(scene, finding, course, best)
    yield from _raise(finding, course, best)
    if len(best) == len(course.outcomes):
        decision = decide(finding, best, exempt={"course": course.id, "by": label("improve.exempt_by")})
        yield Idea((decision,), (_exempted(course, best),), _grouped(scene, course))
    yield from _accept(scene, finding)


def jumping(scene: Scene, finding: Finding) -> Iterator[Idea]:
    """A step that is too high: raise where it starts from, or lower where it leads to."""
    course = scene.course(finding.subject)
    steep = [m for m in scene.relations.matches if m.later.id == course.id and m.gain >= STEEP]
    for match in sorted(steep, key=by_names)[:MOST_STEPS]:
        yield relevel(finding, [match], match.earlier, [(match.first, match.second.level - STEEP + 1)])
        yield relevel(finding, [match], course, [(match.second, match.first.level + STEEP - 1)])


def _relation(scene: Scene, finding: Finding) -> CourseRelation | None:
    return scene.relations.between(*finding.about) if len(finding.about) == 2 else None


# ---- one course less -----------------------------------------------------------------------------------


def _merge(scene: Scene, finding: Finding, relation: CourseRelation) -> Iterator[Idea]:
    """Merge into the stage where the content fits.

    That is the secondary one, where it is taught first and others build on it, unless the shared points
    are at the level of analysis and nothing in the secondary stage needs them. What is new and at that
    level is not carried down where a higher course can take it (``_exempt`` proposes that).
    """
    into, gone = relation.earlier, relation.later
    if into.delivery is not gone.delivery:
        return
    shared = [m.first.level for m in relation.matches]
    needed = any(c.stage is into.stage for c in scene.builds_on(into))
    if gone.stage is not into.stage and shared and min(shared) >= ANALYSIS and not needed:
        into, gone = gone, into
    taught = {m.first.topic if gone is relation.earlier else m.second.topic for m in relation.matches}
    new = [o for o in gone.outcomes if o.topic not in taught]
    down = into.stage is Stage.SECONDARY and gone.stage is Stage.HIGHER
    demanding = [o for o in new if down and o.level >= ANALYSIS]
    if demanding and _heirs(scene, gone):
        return
    extra = round(gone.hours * len(new) / max(1, len(gone.outcomes)))
    hours = scene.teachable(into, into.hours + extra, least=into.hours)
    action: dict[str, Any] = {"into": into.id, "from": [gone.id]}
    if hours is not None:
        action["hours"] = hours
    then = into.hours + extra if hours is None else hours
    carried = Phrase("improve.nothing_new")
    if new:
        carried = Phrase("improve.carried", {"topics": tuple(o.topic for o in new)})
    move = Phrase(
        "improve.do.merge",
        {
            "gone": gone.name,
            "gone_stage": gone.stage,
            "gone_hours": gone.hours,
            "into": into.name,
            "into_stage": into.stage,
            "change": hours_change(into, then),
            "carried": carried,
        },
    )
    notes = [Phrase("improve.note.in_hours", {"course": into.name})] if new and then == into.hours else []
    for one in demanding:
        values = {"topic": one.topic, "level": Lv(one.level), "course": into.name, "stage": into.stage}
        notes.append(Phrase("improve.note.demanding", values))
    notes += _grouped(scene, gone)
    yield Idea((decide(finding, relation.matches, merge=action),), (move,), tuple(notes))


def _exempt(scene: Scene, finding: Finding, relation: CourseRelation) -> Iterator[Idea]:
    """Exempt from the later course; what only it teaches moves to a course that builds on it."""
    course = relation.later
    action = {"course": course.id, "by": label("improve.exempt_by")}
    exempt, done = decide(finding, relation.matches, exempt=action), _exempted(course, relation.matches)
    new = relation.only_new
    if not new:
        yield Idea((exempt,), (done,), _grouped(scene, course))
        return
    for heir in _heirs(scene, course)[:1]:
        moves = [
            decide(finding, (), move={"course": course.id, "topic": o.topic, "to": heir.id}) for o in new
        ]
        # A course cannot give away its last outcome; it keeps the repeated ones until it is exempted.
        said = [moved(course, o, heir) for o in new]
        note = Phrase("improve.note.in_hours", {"course": heir.name})
        yield Idea((*moves, exempt), (*said, done), (note, *_grouped(scene, course)))


def _heirs(scene: Scene, course: Course) -> list[Course]:
    """Return the courses that could take over what only this one teaches, the earliest first."""
    later = [c for c in scene.builds_on(course) if c.stage is course.stage]
    return sorted(later, key=lambda c: (c.window, c.id))


def _exempted(course: Course, matches: Sequence[OutcomeMatch]) -> Phrase:
    sources = titled(m.earlier for m in sorted(matches, key=by_names))
    values = {"course": course.name, "stage": course.stage, "hours": course.hours, "sources": sources}
    return Phrase("improve.do.exempt", values)


def moved(course: Course, outcome: LearningOutcome, host: Course) -> Phrase:
    """Say that a topic goes from one course to another."""
    return Phrase(
        "improve.do.move_topic",
        {
            "course": course.name,
            "stage": course.stage,
            "topic": outcome.topic,
            "to": host.name,
            "to_stage": host.stage,
        },
    )


def _grouped(scene: Scene, course: Course) -> tuple[Phrase, ...]:
    """Say for an elective that its group goes on without it, so that no hours are freed."""
    group = scene.group_of(course)
    return (Phrase("improve.note.elective", {"course": course.name, "group": group}),) if group else ()


# ---- part of a course less -----------------------------------------------------------------------------


def _trim(scene: Scene, finding: Finding, course: Course, matches: Sequence[OutcomeMatch]) -> Iterator[Idea]:
    """Take the repeated topics out of a course, with their hours."""
    yield from _without(scene, finding, course, {m.second.topic for m in matches}, matches)


def _without(
    scene: Scene, finding: Finding, course: Course, topics: set[str], matches: Sequence[OutcomeMatch]
) -> Iterator[Idea]:
    """Take topics out of a course; where fewer hours are not allowed, what is left gets the time."""
    kept = [o for o in course.outcomes if o.topic not in topics]
    if not kept or not topics:
        return
    # Whole weeks stay whole weeks: the time goes to what is left.
    hours = course.hours if course.delivery is Delivery.BLOCK else _rest(scene, course, topics)
    choices = dict.fromkeys(h for h in (hours, course.hours) if h is not None)
    for number, left in enumerate(choices):
        action = {"course": course.id, "topics": tuple(sorted(topics)), "hours": left}
        move = Phrase(
            "improve.do.trim",
            {
                "course": course.name,
                "stage": course.stage,
                "topics": tuple(sorted(topics)),
                "change": hours_change(course, left),
                "kept": tuple(o.topic for o in kept),
            },
        )
        same = left == course.hours
        notes = (Phrase("improve.note.same_hours", {"course": course.name}),) if same else ()
        yield Idea((decide(finding, matches, trim=action),), (move,), notes, fallback=number > 0)


def _split(scene: Scene, finding: Finding, course: Course, matches: Sequence[OutcomeMatch]) -> Iterator[Idea]:
    """Make the shared topics a module of its own, recognised from the secondary courses.

    Against trimming, the module stays in the programme: students who fail the test, or who were admitted
    from elsewhere, can still take it. An elective or a practice of whole weeks is not cut in two.
    """
    topics = {m.second.topic for m in matches}
    kept = [o.topic for o in course.outcomes if o.topic not in topics]
    whole = course.delivery is Delivery.BLOCK or scene.group_of(course)
    if whole or len(topics) < 2 or not kept or len(topics) + len(kept) < len(course.outcomes):
        return
    left = _rest(scene, course, topics)
    if left is None or left >= course.hours or scene.taken(f"{course.id[:56]}-known"):
        return
    name = label("improve.module_name", course=course.name[:MOST_NAME])
    shared = {
        "id": f"{course.id[:56]}-known",
        "name": name,
        "hours": course.hours - left,
        "topics": [o.topic for o in course.outcomes if o.topic in topics],
    }
    rest = {"id": course.id, "name": course.name, "hours": left, "topics": kept}
    decisions = (
        decide(finding, matches, split={"course": course.id, "into": [rest, shared]}),
        decide(finding, (), exempt={"course": shared["id"], "by": label("improve.module_by")}),
    )
    sources = titled(m.earlier for m in sorted(matches, key=by_names))
    values = {"course": course.name, "stage": course.stage, "module": name, "hours": course.hours - left}
    moves = (
        Phrase(
            "improve.do.split",
            values | {"topics": shared["topics"], "change": hours_change(course, left), "kept": tuple(kept)},
        ),
        Phrase("improve.do.exempt", values | {"course": name, "sources": sources}),
    )
    yield Idea(decisions, moves, (Phrase("improve.note.module", {"module": name}),))


def _rest(scene: Scene, course: Course, topics: Collection[str]) -> int | None:
    """Return the hours that a course keeps without some topics, fewer than it has, as they can be taught."""
    freed = module_hours(course, topics, vocabulary(Settings.of(scene.pathway)))
    return scene.teachable(course, max(course.hours - freed, 1), most=course.hours)


# ---- other levels, or none -----------------------------------------------------------------------------


def _raise(finding: Finding, course: Course, matches: Sequence[OutcomeMatch]) -> Iterator[Idea]:
    """Raise every repeated outcome one level above what was reached before."""
    best: dict[str, OutcomeMatch] = {}
    for match in sorted(matches, key=by_names):
        held = best.get(match.second.topic)
        if held is None or match.first.level > held.first.level:
            best[match.second.topic] = match
    if not best or any(m.first.level >= MOST_LEVEL for m in best.values()):
        return
    chosen = [best[t] for t in sorted(best)]
    yield relevel(finding, matches, course, [(m.second, m.first.level + 1) for m in chosen])


def _lower(finding: Finding, relation: CourseRelation) -> Iterator[Idea]:
    """Lower the earlier outcomes below the later ones, where there is a level below."""
    falling = [m for m in relation.matches if m.gain < 0]
    if falling and all(m.second.level > 1 for m in falling):
        levels = [(m.first, m.second.level - 1) for m in sorted(falling, key=by_names)]
        yield relevel(finding, falling, relation.earlier, levels)


def _accept(scene: Scene, finding: Finding) -> Iterator[Idea]:
    courses = (finding.subject,) if finding.code == "LVL002" else finding.about
    names = titled(map(scene.course, courses), stages=True)
    action: dict[str, Any] = {"courses": courses, "codes": [finding.code]}
    # As it is now: should the courses become something else to each other, it is reported again.
    if "relation" in finding.values:
        action["relation"] = str(finding.values["relation"])
    if "share" in finding.values:
        action["share"] = round(100 * finding.values["share"])
    decision = decide(finding, (), accept=action, key="accept")
    move = Phrase("improve.do.accept", {"courses": names, "code": finding.code})
    yield Idea((decision,), (move,), (Phrase("improve.note.accept"),))
