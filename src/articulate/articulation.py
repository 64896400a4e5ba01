"""Decisions turned into a pathway: pure functions from pathway to pathway.

Every decision keeps hours, outcomes and requisites honest: merging carries over what the later course
had beyond the earlier one, and whoever named a course that goes now names what took its place. What
a decision could not do is said, never passed over.

Hours that follow from a decision without being stated are rounded to the teaching weeks of the stage,
so that they can be taught as whole hours a week.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Literal

from articulate.matching import OutcomeMatch, Relations, relate
from articulate.model.decision import Accept, Bridge, Decision, Exempt, Merge, Move, Relevel, Split, Trim
from articulate.model.pathway import Pathway
from articulate.model.programme import Course, ElectiveGroup, LearningOutcome, Requisite, Stage
from articulate.model.source import SourceRef

ProblemKind = Literal[
    "unknown_course",
    "gone",
    "unknown_topic",
    "no_effect",
    "straddles",
    "nothing_left",
    "id_taken",
    "same_course",
]

HOURS_PER_CREDIT = {Stage.SECONDARY: 18, Stage.HIGHER: 16}
"""Used for credits of courses that a decision makes: within the 16-18 of 教职成〔2019〕13号."""


@dataclass(frozen=True, slots=True)
class DecisionProblem:
    """Something that a decision could not do."""

    index: int
    decision: Decision
    kind: ProblemKind
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def source(self) -> SourceRef:
        """Where the decision stands."""
        return self.decision.source.at(self.decision.kind)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a decision did. ``hours`` is the change of the total: negative where hours are freed."""

    index: int
    decision: Decision
    hours: int
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Applied:
    """The decided pathway, what each decision did, and what could not be done."""

    pathway: Pathway
    effects: tuple[Effect, ...] = ()
    problems: tuple[DecisionProblem, ...] = ()

    @property
    def hours_freed(self) -> int:
        """Class hours that the decisions took out of the five years, on balance."""
        return -sum(e.hours for e in self.effects)


class _RefusalError(Exception):
    """A decision that cannot be carried out; turned into a ``DecisionProblem``."""

    def __init__(self, kind: ProblemKind, **values: Any) -> None:
        super().__init__(kind)
        self.kind, self.values = kind, values


@dataclass(frozen=True)
class _State:
    """The courses and elective groups while decisions are applied one after the other."""

    original: Pathway
    courses: Mapping[str, Course]
    groups: tuple[ElectiveGroup, ...]
    relations: Callable[[], Relations]

    def course(self, course_id: str) -> Course:
        if course_id in self.courses:
            return self.courses[course_id]
        if before := self.original.by_id.get(course_id):
            raise _RefusalError("gone", stage=before.stage, course=before.name)
        raise _RefusalError("unknown_course", id=course_id)

    def put(self, *courses: Course) -> _State:
        return replace(self, courses={**self.courses, **{c.id: c for c in courses}})

    def without(self, gone: Iterable[str], instead: Mapping[str, tuple[str, ...]]) -> _State:
        """Remove courses; whoever named one of them now names what stands in its place."""
        gone = set(gone)
        kept = {
            c.id: c.but(requisites=_redirect(c, gone, instead))
            for c in self.courses.values()
            if c.id not in gone
        }
        groups = []
        for group in self.groups:
            left = tuple(i for i in group.courses if i not in gone)
            if left:
                groups.append(group.but(courses=left, take=min(group.take, len(left))))
        return replace(self, courses=kept, groups=tuple(groups))

    def weeks(self, stage: Stage) -> int:
        """The usual number of teaching weeks in a term of a stage: the most frequent, then the larger."""
        counts = Counter(self.original.calendar.term(t).teaching for t in stage.terms)
        return max(counts, key=lambda w: (counts[w], w)) or 1


def apply(pathway: Pathway) -> Applied:
    """Return the decided pathway with the effect of each decision, in their written order.

    A pathway that is decided already is applied anew from what was written.
    """
    original = pathway.undecided or pathway
    held: list[Relations] = []

    def relations() -> Relations:
        if not held:
            held.append(relate(original))
        return held[0]

    state = _State(original, dict(original.by_id), original.electives, relations)
    effects: list[Effect] = []
    problems: list[DecisionProblem] = []
    for index, decision in enumerate(original.decisions):
        try:
            after = _STEPS[decision.kind](state, decision.action)
        except _RefusalError as refusal:
            problems.append(DecisionProblem(index, decision, refusal.kind, refusal.values))
            continue
        effects.append(_effect(index, decision, state, after))
        state = after
    decided = original.with_courses(tuple(state.courses.values()), electives=state.groups)
    return Applied(decided.but(undecided=original), tuple(effects), tuple(problems))


def _effect(index: int, decision: Decision, before: _State, after: _State) -> Effect:
    old, new = before.courses, after.courses
    return Effect(
        index,
        decision,
        _counted_hours(after) - _counted_hours(before),
        removed=tuple(sorted(old.keys() - new.keys())),
        added=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(i for i in old.keys() & new.keys() if old[i] != new[i])),
    )


def _counted_hours(state: _State) -> int:
    """Hours a student sits through: of an elective group only as many options as are taken."""
    grouped = {i for g in state.groups for i in g.courses}
    total = sum(c.hours for c in state.courses.values() if c.id not in grouped)
    for group in state.groups:
        options = sorted(state.courses[i].hours for i in group.courses if i in state.courses)
        total += sum(options[: group.take])
    return total


# ---- the nine kinds ----------------------------------------------------------------------------


def _merge(state: _State, action: Merge) -> _State:
    into = state.course(action.into)
    if action.into in action.absorb:
        raise _RefusalError("same_course", id=action.into)
    absorbed = [state.course(i) for i in action.absorb]
    for topic in action.carry or ():
        if not any(o.topic == topic for c in absorbed for o in c.outcomes):
            raise _RefusalError("unknown_topic", course=absorbed[0].name, topic=topic)
    outcomes = list(into.outcomes)
    extra = 0
    for other in absorbed:
        new = 0
        pairs = _same_points(state, into, other)
        for outcome in other.outcomes:
            k = pairs.get(outcome.topic)
            # Where the group has said what is new, that stands; text may only propose.
            if k is None if action.carry is None else outcome.topic in action.carry:
                outcomes.append(outcome)
                new += 1
            elif k is not None and outcome.level > outcomes[k].level:
                outcomes[k] = outcomes[k].but(level=outcome.level, text=outcome.text, printed=outcome.printed)
        if other.outcomes:
            extra += round(other.hours * new / len(other.outcomes))
    hours = action.hours
    if hours is None:
        hours = into.hours + _rounded(extra, state.weeks(into.stage))
    known = {r.topic for r in into.requires} | {o.topic for o in outcomes}
    requires = (*into.requires, *(r for c in absorbed for r in c.requires if r.topic not in known))
    merged = _with_hours(into, hours, action.practice).but(
        name=action.name or into.name,
        outcomes=tuple(outcomes),
        requires=requires,
        exam=into.exam or any(c.exam for c in absorbed),
        competencies=_union(into.competencies, *(c.competencies for c in absorbed)),
        certificates=_union(into.certificates, *(c.certificates for c in absorbed)),
        facilities=_places(into, absorbed),
        aliases=_union(into.aliases, *((c.name,) for c in absorbed if c.name != into.name)),
    )
    gone = {c.id: (into.id,) for c in absorbed}
    return state.put(merged).without(gone, gone)


def _places(into: Course, absorbed: Iterable[Course]) -> tuple[str, ...]:
    """Return where a merged course is taught: at the places of the school that keeps it, if it has any.

    A course of terms 1 and 2 is not taught in the laboratory of the college for having taken in one of its
    courses.
    """
    near = [c.facilities for c in absorbed if c.stage is into.stage]
    far = [c.facilities for c in absorbed if c.stage is not into.stage]
    return _union(into.facilities, *near) or _union(*far)


def _exempt(state: _State, action: Exempt) -> _State:
    course = state.course(action.course)
    taught_by = [
        r
        for r in state.relations().of(course.id)
        if r.later.id == course.id and r.earlier.id in state.courses
    ]
    # Whoever waited for it now waits for the course that taught most of it.
    taught_by.sort(key=lambda r: (-r.share, r.earlier.id))
    stand_in = tuple(r.earlier.id for r in taught_by[:1])
    return state.without({course.id}, {course.id: stand_in})


def _trim(state: _State, action: Trim) -> _State:
    course = state.course(action.course)
    for topic in action.topics:
        _outcome(course, topic)
    kept = tuple(o for o in course.outcomes if o.topic not in action.topics)
    if not kept:
        raise _RefusalError("nothing_left", course=course.name)
    hours = action.hours
    if hours is None:
        share = round(course.hours * len(kept) / len(course.outcomes))
        hours = max(_rounded(share, state.weeks(course.stage)), 1)
    if hours > course.hours:
        raise _RefusalError("no_effect", course=course.name)
    # Units are not matched to topics, so what is left of them cannot be told.
    return state.put(_with_hours(course, hours, action.practice).but(outcomes=kept, units=()))


def _relevel(state: _State, action: Relevel, *, up: bool) -> _State:
    course = state.course(action.course)
    old = _outcome(course, action.topic)
    if (action.to > old.level) is not up or action.to == old.level:
        raise _RefusalError("no_effect", course=course.name)
    text = action.text if action.text is not None else old.text
    new = old.but(level=action.to, text=text, printed=None)
    return state.put(course.but(outcomes=tuple(new if o is old else o for o in course.outcomes)))


def _raise(state: _State, action: Relevel) -> _State:
    return _relevel(state, action, up=True)


def _lower(state: _State, action: Relevel) -> _State:
    return _relevel(state, action, up=False)


def _move(state: _State, action: Move) -> _State:
    course = state.course(action.course)
    if action.terms is not None:
        low, high = action.terms
        if low > high or Stage.of(low) is not Stage.of(high):
            raise _RefusalError("straddles", course=course.name, low=low, high=high)
        if course.window == action.terms:
            raise _RefusalError("no_effect", course=course.name)
        stage = Stage.of(low)
        moved = course.but(terms=action.terms, stage=stage)
        if stage is course.stage:
            return state.put(moved)
        # In the other stage it belongs to no elective group any more.
        groups = tuple(g.but(courses=tuple(i for i in g.courses if i != course.id)) for g in state.groups)
        groups = tuple(g.but(take=min(g.take, len(g.courses))) for g in groups if g.courses)
        return replace(state, groups=groups).put(moved.but(required=True, elective=None))
    target = state.course(action.to or "")
    if target.id == course.id:
        raise _RefusalError("same_course", id=course.id)
    outcome = _outcome(course, action.topic or "")
    left = tuple(o for o in course.outcomes if o is not outcome)
    if not left or action.hours >= course.hours:
        raise _RefusalError("nothing_left", course=course.name)
    return state.put(
        _with_hours(course, course.hours - action.hours, None).but(outcomes=left),
        _with_hours(target, target.hours + action.hours, None).but(outcomes=(*target.outcomes, outcome)),
    )


def _split(state: _State, action: Split) -> _State:
    course = state.course(action.course)
    pieces = []
    for piece in action.into:
        if piece.id in state.courses and piece.id != course.id:
            raise _RefusalError("id_taken", id=piece.id)
        outcomes = tuple(_outcome(course, t) for t in piece.topics)
        low, high = piece.terms or course.window
        if low > high or Stage.of(low) is not Stage.of(high):
            raise _RefusalError("straddles", course=piece.name, low=low, high=high)
        made = _with_hours(course, piece.hours, piece.practice)
        pieces.append(
            made.but(
                id=piece.id,
                name=piece.name,
                outcomes=outcomes,
                terms=(low, high),
                stage=Stage.of(low),
                span=(1,),
                source=piece.source,
            )
        )
    ids = tuple(p.id for p in pieces)
    return state.without({course.id}, {course.id: ids}).put(*pieces)


def _bridge(state: _State, action: Bridge) -> _State:
    if action.id in state.courses:
        raise _RefusalError("id_taken", id=action.id)
    low, high = action.terms
    if low > high or Stage.of(low) is not Stage.of(high):
        raise _RefusalError("straddles", course=action.name, low=low, high=high)
    stage = Stage.of(low)
    credits = action.credits
    if credits is None:
        credits = _half(Decimal(action.hours) / HOURS_PER_CREDIT[stage])
    return state.put(
        Course(
            id=action.id,
            name=action.name,
            kind=action.kind,
            hours=action.hours,
            practice=action.practice,
            credits=credits,
            terms=action.terms,
            outcomes=action.outcomes,
            requires=action.requires,
            requisites=action.requisites,
            competencies=action.competencies,
            facilities=action.facilities,
            stage=stage,
        ).but(source=action.source)
    )


def _accept(state: _State, action: Accept) -> _State:
    for course_id in action.courses:
        state.course(course_id)
    return state


_STEPS: dict[str, Callable[[_State, Any], _State]] = {
    "merge": _merge,
    "exempt": _exempt,
    "trim": _trim,
    "raise": _raise,
    "lower": _lower,
    "move": _move,
    "split": _split,
    "bridge": _bridge,
    "accept": _accept,
}


# ---- helpers -----------------------------------------------------------------------------------


def _outcome(course: Course, topic: str) -> LearningOutcome:
    for outcome in course.outcomes:
        if outcome.topic == topic:
            return outcome
    raise _RefusalError("unknown_topic", course=course.name, topic=topic)


def _same_points(state: _State, into: Course, other: Course) -> dict[str, int]:
    """Topics of ``other`` that ``into`` teaches too, with the index of the outcome that does."""
    here = {o.topic: k for k, o in enumerate(into.outcomes)}
    out = {o.topic: here[o.topic] for o in other.outcomes if o.topic in here}
    for match in _matches(state.relations(), into.id, other.id):
        first, second = (
            (match.first, match.second) if match.earlier.id == into.id else (match.second, match.first)
        )
        if first.topic in here:
            out.setdefault(second.topic, here[first.topic])
    return out


def _matches(relations: Relations, a: str, b: str) -> list[OutcomeMatch]:
    return [m for m in relations.matches if {m.earlier.id, m.later.id} == {a, b}]


def _with_hours(course: Course, hours: int, practice: int | None) -> Course:
    """Return the course with other hours; practice and credits keep their proportion."""
    if practice is None:
        practice = round(course.practice * hours / course.hours) if course.hours else 0
    credits = course.credits
    if course.hours and hours != course.hours:
        credits = _half(course.credits * hours / course.hours)
    same = hours == course.hours
    return course.but(
        hours=hours,
        practice=min(practice, hours),
        credits=credits,
        split=course.split if same else (),
        units=course.units if same else (),
    )


def _half(credits: Decimal) -> Decimal:
    """Round to half credits."""
    return (credits * 2).quantize(Decimal(1)) / 2


def _rounded(hours: int, weeks: int) -> int:
    """Round to whole hours a week over the teaching weeks."""
    return (2 * hours + weeks) // (2 * weeks) * weeks


def _union(*parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i for part in parts for i in part))


def _redirect(
    course: Course, gone: set[str], instead: Mapping[str, tuple[str, ...]]
) -> tuple[Requisite, ...]:
    out = []
    for requisite in course.requisites:
        made = _redirected(requisite, course.id, gone, instead)
        if made is not None and made not in out:
            out.append(made)
    return tuple(out)


def _redirected(
    requisite: Requisite, owner: str, gone: set[str], instead: Mapping[str, tuple[str, ...]]
) -> Requisite | None:
    """Return the condition with replaced courses, ``None`` where nothing of it is left."""
    if requisite.course is not None:
        if requisite.course not in gone:
            return requisite
        others = [i for i in instead.get(requisite.course, ()) if i != owner]
        if not others:
            return None
        parts = tuple(requisite.but(course=i) for i in others)
        return parts[0] if len(parts) == 1 else requisite.but(kind="all", course=None, parts=parts)
    parts = tuple(p for p in (_redirected(p, owner, gone, instead) for p in requisite.parts) if p is not None)
    if len(parts) < len(requisite.parts) and requisite.kind == "any":
        # One alternative is gone without a stand-in: it was exempted, so the condition is met.
        return None
    return requisite.but(parts=parts) if parts else None
