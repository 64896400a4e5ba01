"""What moved from an old plan to a new one, and the condition that forced each move.

A course is put back where it was while all others stay where they are now. What that breaks is what
forced the move; where it breaks nothing, a wish or a goal that gets worse is what it moved for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from articulate.i18n import Phrase
from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.model.programme import Course, Delivery, Stage
from articulate.model.source import NOWHERE, SourceRef
from articulate.planning.judging import Judge
from articulate.planning.modes import Placement
from articulate.planning.move import Move, MoveKind, Moves, terms_phrase
from articulate.planning.problem import ConflictReason, Objective, PlanProblem, terms_in_words
from articulate.planning.rows import build
from articulate.policy import Provision

SILENT = (Objective.CHANGE, Objective.SHIFT, Objective.CHOICE, Objective.TIE)
"""Goals that only make the best plan unique, or that speak of the kept plan itself."""


def moves(
    old: TeachingPlan,
    new: TeachingPlan,
    pathway: Pathway,
    policy: Iterable[Provision],
    *,
    pins: Mapping[str, int] | None = None,
    forbid: Mapping[str, Iterable[int]] | None = None,
) -> Moves:
    """Return what moved from one plan to another of a pathway as it is now, with a reason for each.

    ``pins`` and ``forbid`` are what the new plan was asked to keep. Raises ``ValueError`` as ``plan``.
    """
    problem = PlanProblem.of(pathway, policy, keep=old, pins=pins, forbid=forbid)
    return moves_of(problem, new)


def moves_of(problem: PlanProblem, new: TeachingPlan) -> Moves:
    """Return what moved from the kept plan of a problem to a new one; nothing where none was kept."""
    if problem.keep is None:
        return Moves(())
    scene = _Scene(problem, problem.keep, new)
    found = tuple(_move(scene, course) for course in scene.differing)
    order = {"moved": 0, "shared": 1, "dropped": 2, "added": 3}
    ranked = sorted(found, key=lambda m: (order[m.kind], m.before or m.after, m.course))
    same = len(problem.keep.courses & new.courses) - sum(m.kind in ("moved", "shared") for m in found)
    return Moves(tuple(ranked), tuple(_causes(scene)), same)


def faults_of(problem: PlanProblem) -> tuple[tuple[Phrase, SourceRef], ...]:
    """Return what the kept plan of a problem does not keep by itself, each with the place it stands at.

    What is not there is not told: courses without a term, and elective groups of which too few are taken.
    """
    if problem.keep is None:
        return ()
    scene = _Scene(problem, problem.keep, problem.keep)
    found = [*_own_faults(scene)]
    for mark in scene.judge.of(tuple(scene.was.values())).broken:
        reason = scene.judge.model.labels[mark]
        if not _absent(scene, reason):
            places = [_place(scene.old, c) for c in reason.about if c in scene.old.courses]
            found.append(
                (_said(scene, reason, scene.was, None), next((p for p in places if p), reason.source))
            )
    return tuple(found)


def _own_faults(scene: _Scene) -> Iterable[tuple[Phrase, SourceRef]]:
    """Yield courses whose terms or hours are not as the pathway says, whatever the others do."""
    for course_id in sorted(scene.old.courses):
        course = scene.course(course_id)
        if course is None:
            continue
        place = _place(scene.old, course_id)
        own = _own_reason(scene.problem, course, _terms(scene.old, course_id))
        hours = _hours(scene.old, course_id)
        if own is not None:
            yield Phrase("moves.cause", {"course": course.name, "what": own}), place
        elif hours != course.hours:
            values = {"course": course.name, "hours": course.hours, "given": hours}
            yield Phrase("moves.repair.hours", values), place


def _place(plan: TeachingPlan, course_id: str) -> SourceRef:
    return next((o.source for o in plan.of(course_id)), NOWHERE)


def _absent(scene: _Scene, reason: ConflictReason) -> bool:
    """Whether a condition is broken only because a course is not there, or stands where it never can."""
    if reason.kind == "group":
        return sum(c in scene.old.courses for c in reason.about) < int(reason.values["take"])
    missing = (scene.problem.always - scene.old.courses) | (scene.old.courses - set(scene.was))
    if reason.kind in ("weekly_least", "provision"):
        return bool(missing)
    return reason.kind == "place" or not missing.isdisjoint(reason.about)


@dataclass(frozen=True)
class _Scene:
    """Both plans as placements of one model in which every condition speaks for itself."""

    problem: PlanProblem
    old: TeachingPlan
    new: TeachingPlan

    @cached_property
    def judge(self) -> Judge:
        return Judge(build(replace(self.problem, keep=None), lean=False))

    @cached_property
    def was(self) -> dict[str, int]:
        """The old placement of each course, where it is still possible."""
        return self.judge.places(self.old)

    @cached_property
    def now(self) -> dict[str, int]:
        """The new placement of each course."""
        return self.judge.places(self.new)

    @cached_property
    def differing(self) -> tuple[str, ...]:
        """Courses of which terms, or the hours in them, are not what they were."""
        ids = sorted(self.old.courses | self.new.courses)
        return tuple(c for c in ids if _shares(self.old, c) != _shares(self.new, c))

    @cached_property
    def set_off(self) -> tuple[int, ...]:
        """Labels of the conditions that the old plan breaks now, new courses being where they are now."""
        return self.judge.of(tuple((self.now | self.was).values())).broken

    def course(self, course_id: str) -> Course | None:
        return self.problem.pathway.by_id.get(course_id)

    def placement(self, index: int) -> Placement:
        return self.judge.model.placements[index]


def _shares(plan: TeachingPlan, course_id: str) -> tuple[tuple[int, int, int], ...]:
    return tuple((o.term, o.weekly, o.hours) for o in plan.of(course_id))


def _terms(plan: TeachingPlan, course_id: str) -> tuple[int, ...]:
    return tuple(sorted(set(plan.terms_of(course_id))))


def _move(scene: _Scene, course_id: str) -> Move:
    before, after = _terms(scene.old, course_id), _terms(scene.new, course_id)
    kind: MoveKind = (
        "added" if not before else "dropped" if not after else "shared" if before == after else "moved"
    )
    course = scene.course(course_id)
    if course is None:
        # A decision took it away, or nothing but its id is left; a stage follows from its terms.
        undecided = scene.problem.pathway.undecided
        known = undecided.by_id.get(course_id) if undecided else None
        name, stage = known.name if known else course_id, Stage.of((before or after)[0])
        return Move(course_id, name, stage, kind, before, after, Phrase("moves.why.gone"))
    why, forced = _why(scene, course, kind, before)
    return Move(course_id, course.name, course.stage, kind, before, after, why, forced)


def _why(scene: _Scene, course: Course, kind: MoveKind, before: tuple[int, ...]) -> tuple[Phrase, bool]:
    """Return why a course is not where it was, and whether a condition forced it."""
    if kind == "added":
        return _why_added(scene, course), course.id in scene.problem.always
    own = _own_reason(scene.problem, course, before)
    if own is not None:
        return own, True
    if kind == "shared" and _hours(scene.old, course.id) != course.hours:
        return Phrase("moves.why.hours", {"hours": course.hours, "old": _hours(scene.old, course.id)}), True
    back = {c: i for c, i in scene.now.items() if c != course.id}
    if kind == "dropped":
        for rival in _rivals(scene, course.id):
            back.pop(rival, None)
    if course.id not in scene.was:
        return Phrase("moves.why.free"), False
    back[course.id] = scene.was[course.id]
    return _why_not(scene, course, back, before)


def _why_not(
    scene: _Scene, course: Course, back: dict[str, int], before: tuple[int, ...]
) -> tuple[Phrase, bool]:
    """Return what speaks against a course standing where it was while the others stand as given."""
    judged = scene.judge.of(tuple(back.values()))
    labels = scene.judge.model.labels
    terms = terms_phrase(before)
    if judged.broken:
        mark = min(judged.broken, key=lambda m: _rank(scene, labels[m], m, course.id))
        what = _said(scene, labels[mark], back, course.id)
        over = what.key.startswith("moves.over.")
        key = "moves.why.makes" if over else "moves.why.breaks"
        return Phrase(key, {"terms": terms, "what": what}), True
    now = scene.judge.of(tuple(scene.now.values()))
    lost = [m for m in judged.unmet if m not in now.unmet]
    if lost:
        what = _said(scene, labels[lost[0]], back, course.id)
        return Phrase("moves.why.wish", {"terms": terms, "what": what}), False
    for (objective, worse), (_, value) in zip(judged.values, now.values, strict=True):
        if objective not in SILENT and worse > value:
            values = {"goal": Phrase(f"plan.objective.{objective.value}"), "worse": worse, "value": value}
            return Phrase("moves.why.goal", values), False
    return Phrase("moves.why.free"), False


def _rank(scene: _Scene, reason: ConflictReason, mark: int, course: str) -> tuple[bool, bool, bool, int]:
    """Prefer what set the moves off and names the course, then what names it, then the first condition."""
    return (
        not (mark in scene.set_off and course in reason.about),
        course not in reason.about,
        mark not in scene.set_off,
        mark,
    )


def _why_added(scene: _Scene, course: Course) -> Phrase:
    if course.id in scene.problem.always:
        return Phrase("moves.why.new")
    rivals = [scene.problem.pathway.by_id[c].name for c in _rivals(scene, course.id)]
    if rivals:
        return Phrase("moves.why.instead", {"others": tuple(rivals)})
    for group in scene.problem.groups:
        if course.id in group.courses:
            return Phrase("moves.why.group", {"group": group.name, "take": group.take})
    return Phrase("moves.why.taken")


def _rivals(scene: _Scene, course_id: str) -> list[str]:
    """Return courses of the same elective group that went the other way: in for out, out for in."""
    came = course_id in scene.new.courses
    here, there = (scene.old, scene.new) if came else (scene.new, scene.old)
    return [
        c
        for group in scene.problem.groups
        if course_id in group.courses
        for c in group.courses
        if c in here.courses and c not in there.courses
    ]


def _hours(plan: TeachingPlan, course_id: str) -> int:
    return sum(o.hours for o in plan.of(course_id))


# ---- the course itself ------------------------------------------------------------------------------


def _own_reason(problem: PlanProblem, course: Course, terms: tuple[int, ...]) -> Phrase | None:
    """Return why a course cannot stand in some terms whatever the others do, ``None`` where it can."""
    if any(tuple(p.term for p in way.parts) == terms for way in problem.placements[course.id]):
        return None
    values = {"terms": terms_phrase(terms), "hours": course.hours, "weeks": course.weeks}
    if terms[0] < course.window[0] or terms[-1] > course.window[1]:
        return Phrase("moves.own.window", {**values, "window": terms_in_words(*course.window)})
    if len(terms) not in course.span or terms != tuple(range(terms[0], terms[-1] + 1)):
        return Phrase("moves.own.span", {**values, "span": tuple(sorted(set(course.span)))})
    if course.season is not None and (terms[0] % 2 == 1) != (course.season == "autumn"):
        return Phrase("moves.own.season", {**values, "season": Phrase(f"moves.season.{course.season}")})
    if course.delivery is Delivery.BLOCK:
        return Phrase("moves.own.block", values)
    return Phrase("moves.own.hours", values)


# ---- conditions in words ----------------------------------------------------------------------------


def _causes(scene: _Scene) -> Iterable[Phrase]:
    """Yield what the old plan does not keep any more."""
    for course_id in sorted(scene.old.courses):
        course = scene.course(course_id)
        if course is None:
            continue
        own = _own_reason(scene.problem, course, _terms(scene.old, course_id))
        if own is not None:
            yield Phrase("moves.cause", {"course": course.name, "what": own})
    places = scene.now | scene.was
    for mark in scene.set_off:
        yield _said(scene, scene.judge.model.labels[mark], places, None)


def _said(scene: _Scene, reason: ConflictReason, places: Mapping[str, int], course: str | None) -> Phrase:
    """Return a broken condition in words: with the count that is too much, where it is one of a term."""
    term = reason.values.get("term")
    count = _COUNTS.get(reason.kind)
    if count is None or not isinstance(term, int):
        return Phrase(f"plan.reason.{reason.kind}", reason.values)
    limit = int(reason.values[count.limit])
    value = sum(count.of(scene, scene.placement(i), term) for i in places.values())
    if (value >= limit) if count.least else (value <= limit):
        return Phrase(f"plan.reason.{reason.kind}", reason.values)
    values = {**reason.values, "value": value, "limit": limit}
    others = _movers(scene, term, course, out=count.least) if course else ()
    what = Phrase(f"moves.over.{reason.kind}", values)
    if not others:
        return what
    way = "out" if count.least else "in"
    return Phrase(f"moves.over.{way}", {"what": what, "others": others})


def _movers(scene: _Scene, term: int, course: str, *, out: bool) -> tuple[str, ...]:
    """Return the names of other courses that moved into a term, or out of it."""
    here, there = (scene.old, scene.new) if out else (scene.new, scene.old)
    known = scene.problem.pathway.by_id
    return tuple(
        known[c].name
        for c in scene.differing
        if c != course and c in known and term in _terms(here, c) and term not in _terms(there, c)
    )


@dataclass(frozen=True, slots=True)
class _Count:
    """What a limit of a term counts, and the value of the message that holds the limit."""

    kind: str
    limit: str
    least: bool = False

    def of(self, scene: _Scene, placement: Placement, term: int) -> int:
        if not placement.runs(term):
            return 0
        if self.kind == "hours":
            return placement.hours(term)
        if self.kind == "weeks":
            return placement.weeks(term)
        if self.kind == "courses":
            return int(placement.hours(term) > 0)
        course = scene.problem.pathway.by_id[placement.course]
        return int(course.exam and placement.end == term)


_COUNTS = {
    "weekly_most": _Count("hours", "capacity"),
    "weekly_least": _Count("hours", "demand", least=True),
    "exams": _Count("exams", "most"),
    "courses": _Count("courses", "most"),
    "block_weeks": _Count("weeks", "weeks"),
}
