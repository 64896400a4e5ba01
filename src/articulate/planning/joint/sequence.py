"""One pathway after the other, each holding to what those before it have settled.

What is frozen are the shared courses: terms and weekly hours; everything else of a pathway stays free.
Where the next pathway finds no plan so, or none that meets as many wishes as it would alone, it is
planned again together with those before it, first with shared courses in windows around their terms, then
without windows. Pathways go in the order of the school.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from time import monotonic
from typing import Literal

from articulate.planning.joint.merging import Joint, Load, join, workshop_use
from articulate.planning.joint.result import Step
from articulate.planning.joint.sharing import Member, Pattern, SharedCourse, Sharing, pattern
from articulate.planning.joint.solving import Solved, minimise
from articulate.planning.modes import Placement
from articulate.planning.solvers import Solve

WINDOW = 1
"""By so many terms a shared course may move in a window around the terms it was given."""

Open = dict[SharedCourse, frozenset[Pattern]]


@dataclass
class Found:
    """What is settled so far: values of each pathway's own model, by number, and what was done."""

    values: dict[int, tuple[int, ...]] = field(default_factory=dict)
    placements: dict[int, tuple[Placement, ...]] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)

    def settle(self, joint: Joint, numbers: Sequence[int], values: Sequence[int]) -> None:
        """Take over the values of some pathways."""
        for place, number in enumerate(numbers):
            self.values[number] = joint.values_of(place, values)
            self.placements[number] = joint.placements_of(place, values)


def in_sequence(
    sharing: Sharing, solve: Solve, seconds: float, alone: Mapping[int, Solved]
) -> Found | Literal["infeasible", "unknown"]:
    """Plan the pathways of a school one after the other; ``alone`` is what each would do by itself."""
    ends = monotonic() + seconds
    found = Found()
    for number, member in enumerate(sharing.members):
        frozen = _frozen(sharing, found)
        loads = loads_of(sharing, found.placements)
        joint = join(sharing, (member,), open_=frozen, used=loads)
        share = (ends - monotonic()) / (len(sharing.members) - number)
        solved = minimise(joint.model, solve, max(0.0, share))
        mine = sum(member.key in c.members for c in frozen)
        if not isinstance(solved, str) and solved.parts[0].value <= alone[number].parts[0].value:
            found.settle(joint, (number,), solved.values)
            found.steps.append(Step("frozen" if number else "first", member.title, mine))
            continue
        again = _together(sharing, found, number, solve, share, frozen)
        if isinstance(again, str):
            if isinstance(solved, str):
                return again
            found.settle(joint, (number,), solved.values)
            found.steps.append(Step("frozen", member.title, mine))
    return found


def _together(
    sharing: Sharing, found: Found, number: int, solve: Solve, seconds: float, frozen: Open
) -> Solved | Literal["infeasible", "unknown"]:
    """Plan a pathway again with those before it; take over what is found."""
    members = sharing.members[: number + 1]
    windows = {c: _window(c, next(iter(p))) for c, p in frozen.items()}
    answer: Solved | Literal["infeasible", "unknown"] = "unknown"
    ends = monotonic() + seconds
    for kind, open_ in (("windows", windows), ("open", None)):
        joint = join(sharing, members, open_=open_)
        answer = minimise(joint.model, solve, max(0.0, ends - monotonic()))
        if not isinstance(answer, str):
            found.settle(joint, range(number + 1), answer.values)
            titles = tuple(m.title for m in members)
            step: Literal["windows", "open"] = "windows" if kind == "windows" else "open"
            found.steps.append(Step(step, members[-1].title, len(frozen), titles))
            return answer
    return answer


def _window(course: SharedCourse, settled: Pattern) -> frozenset[Pattern]:
    """Patterns that begin and end within the window around a settled one."""
    first, last = settled[0][0], settled[-1][0]
    return frozenset(
        p for p in course.patterns if abs(p[0][0] - first) <= WINDOW and abs(p[-1][0] - last) <= WINDOW
    )


def _frozen(sharing: Sharing, found: Found) -> Open:
    """Shared courses that pathways have settled, each open to its one pattern only."""
    order = {m.key: n for n, m in enumerate(sharing.members)}
    out: Open = {}
    for course in sharing.courses:
        for key in course.members:
            for placement in found.placements.get(order[key], ()):
                if placement.course == course.course:
                    out[course] = frozenset((pattern(placement),))
    return out


def loads_of(sharing: Sharing, placements: Mapping[int, Sequence[Placement]]) -> Load:
    """Return the lesson hours that placements of pathways, by number, ask of the workshops."""
    loads: dict[tuple[str, int], Fraction] = {}
    for workshop in sharing.school.shared.workshops:
        for term in range(1, 11):
            for number, chosen in placements.items():
                hours = hours_in(sharing, workshop.id, sharing.members[number], chosen, term)
                if hours:
                    loads[workshop.id, term] = loads.get((workshop.id, term), Fraction(0)) + hours
    return loads


def hours_in(
    sharing: Sharing, workshop_id: str, member: Member, placements: Sequence[Placement], term: int
) -> Fraction:
    """Return the lesson hours for which the classes of a pathway need a workshop in a term."""
    workshop = next(w for w in sharing.school.shared.workshops if w.id == workshop_id)
    return sum(workshop_use(sharing, workshop, member, placements, term).values(), Fraction(0))
