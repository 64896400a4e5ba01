"""What moved in the plans of a school and why: by a pathway's own conditions, or for what is shared.

A course is first put back in its own pathway alone, as for a single one. Where nothing of its own speaks
against that, it moved with the others who share it, or for a workshop.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from articulate.i18n import Phrase
from articulate.model.plan import Offering, TeachingPlan
from articulate.model.school import Workshop
from articulate.model.source import SourceRef
from articulate.planning.joint.merging import workshop_capacity, workshop_use
from articulate.planning.joint.sharing import Member, Sharing
from articulate.planning.modes import Placement
from articulate.planning.move import Move, Moves, terms_phrase
from articulate.planning.movement import moves_of

Chosen = Mapping[str, Mapping[str, Placement]]
"""The placement of each course, by pathway."""


def school_moves(sharing: Sharing, plans: Mapping[str, TeachingPlan]) -> dict[str, Moves]:
    """Return what moved against the kept plan of each pathway that has one, with a reason for each move."""
    own = {m.key: moves_of(m.problem, plans[m.key]) for m in sharing.members if m.problem.keep}
    scene = _Scene(sharing, plans, own)
    return {
        key: replace(moves, moves=tuple(scene.explained(key, move) for move in moves.moves))
        for key, moves in own.items()
    }


def school_faults(sharing: Sharing) -> tuple[tuple[Phrase, SourceRef], ...]:
    """Return what the kept plans do not keep together: shared courses apart, strict workshops overfull.

    Each comes with the place where it stands, if that is known.
    """
    kept = {m.key: m.problem.keep for m in sharing.members if m.problem.keep}
    found = [*_apart(sharing, kept)]
    known = {m.key: m for m in sharing.members}
    chosen = {key: _placed(known[key], plan) for key, plan in kept.items()}
    for workshop in sharing.school.shared.workshops:
        if workshop.strict:
            for term in range(1, 11):
                over = _over(sharing, workshop, term, chosen)
                if over is not None:
                    found.append((over, workshop.source))
    return tuple(found)


def _apart(sharing: Sharing, kept: Mapping[str, TeachingPlan]) -> Iterator[tuple[Phrase, SourceRef]]:
    for course in sharing.courses:
        offered = {k: kept[k].of(course.course) for k in course.members if k in kept}
        taught = {k: o for k, o in offered.items() if o}
        if len({_pattern(o) for o in taught.values()}) > 1:
            each = tuple(
                Phrase("joint.moves.each", {"pathway": sharing.title(k), "terms": _when(o)})
                for k, o in taught.items()
            )
            last = list(taught.values())[-1]
            yield Phrase("joint.moves.apart", {"course": course.name, "each": each}), last[0].source


def _pattern(offered: tuple[Offering, ...]) -> tuple[tuple[int, int, int], ...]:
    return tuple((o.term, o.weekly, 0 if o.weekly else o.weeks) for o in offered)


def _when(offered: tuple[Offering, ...]) -> Phrase:
    """Return terms, with the weekly hours where they are the same in all."""
    terms = terms_phrase(tuple(o.term for o in offered))
    weekly = {o.weekly for o in offered}
    if len(weekly) > 1 or offered[0].block:
        return terms
    return Phrase("joint.moves.when", {"terms": terms, "weekly": offered[0].weekly})


@dataclass(frozen=True)
class _Scene:
    """Kept plans and new ones, with what moved for reasons of a pathway's own."""

    sharing: Sharing
    plans: Mapping[str, TeachingPlan]
    own: Mapping[str, Moves]

    @cached_property
    def members(self) -> Mapping[str, Member]:
        return {m.key: m for m in self.sharing.members}

    @cached_property
    def now(self) -> Chosen:
        return {k: _placed(self.members[k], p) for k, p in self.plans.items()}

    @cached_property
    def was(self) -> Chosen:
        kept = {k: m.problem.keep for k, m in self.members.items()}
        return {k: _placed(self.members[k], p) if p else {} for k, p in kept.items()}

    @cached_property
    def by_course(self) -> Mapping[tuple[str, str], Move]:
        return {(k, m.course): m for k, moves in self.own.items() for m in moves.moves}

    def explained(self, key: str, move: Move) -> Move:
        """Return a move with the reason that all pathways together give for it.

        A limit that would be passed if the course went back may be the other half of an exchange; what the
        pathways have together says more then.
        """
        crowded = move.why.key == "moves.why.makes"
        if (move.forced and not crowded) or move.kind in ("added", "dropped"):
            return move
        if self._of_workshop(move.why):
            # One pathway's view of what they use together; how full it is they can only say together.
            move = replace(move, why=Phrase("moves.why.free"))
        others = [
            k
            for k in self.sharing.members_of.get((move.course, key), ())
            if k != key and move.course in self.plans[k].courses
        ]
        forced = self._held(move, others) or self._for_workshop(key, move, others, strict=True)
        if forced is not None or crowded:
            return replace(move, why=forced or move.why, forced=True)
        why = self._followed(move, others) or self._for_workshop(key, move, others, strict=False)
        return move if why is None else replace(move, why=why)

    def _of_workshop(self, why: Phrase) -> bool:
        what = why.values.get("what")
        names = {w.name for w in self.sharing.school.shared.workshops}
        if not isinstance(what, Phrase) or what.key != "plan.reason.facility":
            return False
        return what.values["facility"] in names

    def _held(self, move: Move, others: list[str]) -> Phrase | None:
        """Return which of those who share a course must have it where it is now, and why."""
        moved = {k: self.by_course.get((k, move.course)) for k in others}
        for key, theirs in moved.items():
            if theirs is not None and theirs.forced and theirs.why.key != move.why.key:
                return self._with(key, theirs.why)
        for key, theirs in moved.items():
            if theirs is None:
                when = {"terms": terms_phrase(self.plans[key].terms_of(move.course))}
                kept = self.members[key].problem.keep is not None
                return self._with(key, Phrase(f"joint.moves.{'stays' if kept else 'new'}", when))
        if any(theirs is not None and theirs.before != move.before for theirs in moved.values()):
            return Phrase("joint.moves.differed", {"pathways": self.sharing.titles(others)})
        return None

    def _followed(self, move: Move, others: list[str]) -> Phrase | None:
        """Return for whose sake a shared course moved, where nothing of its own pathway asked for it."""
        if move.why.key != "moves.why.free":
            return None
        for key in others:
            theirs = self.by_course.get((key, move.course))
            free = theirs is None or theirs.why.key == "moves.why.free" or self._of_workshop(theirs.why)
            if theirs is not None and not free:
                return self._with(key, theirs.why)
        return None

    def _with(self, key: str, why: Phrase) -> Phrase:
        return Phrase("joint.moves.with", {"pathway": self.sharing.title(key), "why": why})

    def _for_workshop(self, key: str, move: Move, others: list[str], *, strict: bool) -> Phrase | None:
        """Return which workshop would be overfull if the course went back, in all pathways that share it.

        Where a limit of its own is in the way already, only one that the kept plans overfill counts.
        """
        if move.course not in self.was[key]:
            return None
        back = {k: dict(placed) for k, placed in self.now.items()}
        for k in (key, *others):
            if move.course in self.was[k]:
                back[k][move.course] = self.was[k][move.course]
        for workshop in self.sharing.school.shared.workshops:
            for term in move.before if workshop.strict is strict else ():
                over = _over(self.sharing, workshop, term, back)
                told = not move.forced or _over(self.sharing, workshop, term, self.was) is not None
                if over is not None and told and _over(self.sharing, workshop, term, self.now) is None:
                    values = {"terms": terms_phrase(move.before), "what": over}
                    return Phrase(f"joint.moves.{'strict' if strict else 'wished'}", values)
        return None


def _over(sharing: Sharing, workshop: Workshop, term: int, chosen: Chosen) -> Phrase | None:
    """Return in words how much more of a workshop is asked for in a term than there is."""
    capacity = workshop_capacity(sharing, workshop, term)
    hours = Fraction(0)
    for member in sharing.members:
        placements = tuple(chosen.get(member.key, {}).values())
        hours += sum(workshop_use(sharing, workshop, member, placements, term).values(), Fraction(0))
    if hours <= capacity:
        return None
    values = {"facility": workshop.name, "term": term, "total": -(-hours // 1), "capacity": capacity}
    return Phrase("joint.moves.over", values)


def _placed(member: Member, plan: TeachingPlan) -> dict[str, Placement]:
    """Return for each course the way to place it in the same terms that is nearest in hours, where one is."""
    found = {}
    for course, ways in member.problem.placements.items():
        offered = plan.of(course)
        hours = {o.term: o.hours for o in offered}
        same = [w for w in ways if offered and [p.term for p in w.parts] == sorted(hours)]
        if same:
            found[course] = min(same, key=lambda w: sum(abs(hours[p.term] - p.hours) for p in w.parts))
    return found
