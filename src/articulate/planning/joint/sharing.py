"""What the pathways of a school share: the problem of each, and the courses taught together.

A shared course is taught in the same terms with the same weekly hours to all who take it, so that classes
can be put together or one teacher can serve them one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from articulate.i18n import Phrase
from articulate.model.pathway import Pathway
from articulate.model.programme import Course, Facility, Stage
from articulate.model.school import School, Sibling, Workshop
from articulate.planning.bars import allowed
from articulate.planning.joint.asked import Asked
from articulate.planning.modes import Placement
from articulate.planning.problem import PlanProblem
from articulate.policy import Provision

Pattern = tuple[tuple[int, int, int], ...]
"""Term, weekly hours and, for whole weeks only, the number of weeks: what those who share must agree on."""

Policies = Callable[[Pathway], Iterable[Provision]]


@dataclass(frozen=True)
class Member:
    """One pathway of the school, with the problem it would have alone."""

    sibling: Sibling
    problem: PlanProblem

    @property
    def key(self) -> str:
        """The id under which the school knows it."""
        return self.sibling.key

    @property
    def title(self) -> str:
        """What people call it."""
        return self.sibling.title

    @cached_property
    def patterns(self) -> Mapping[str, frozenset[Pattern]]:
        """For each course the patterns in which it may be taught here, by itself.

        Whoever pins or forbids a term does not mean to take a course out of what is shared: where the
        others cannot follow, there is no plan, and it is said why.
        """
        usual = replace(self.problem, pins={}, forbid={})
        return {c: frozenset(map(pattern, ways)) for c, ways in allowed(usual).items()}


@dataclass(frozen=True, slots=True)
class SharedCourse:
    """A course that some of the pathways teach together."""

    course: str
    name: str
    stage: Stage
    hours: int
    members: tuple[str, ...]
    """Keys of the pathways, in the order of the school."""
    patterns: frozenset[Pattern]
    """Patterns that all of them may use; none where they cannot agree."""


@dataclass(frozen=True, slots=True)
class Apart:
    """A course of a common file that pathways do not teach together, and why."""

    course: str
    name: str
    members: tuple[str, ...]
    why: Phrase


@dataclass(frozen=True)
class Sharing:
    """The pathways of a school and what they share."""

    school: School
    members: tuple[Member, ...]
    courses: tuple[SharedCourse, ...]
    apart: tuple[Apart, ...]
    asked: Asked = field(default_factory=Asked)

    @cached_property
    def members_of(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """For each course and pathway that shares it, the keys of all who do."""
        return {(c.course, k): c.members for c in self.courses for k in c.members}

    def title(self, key: str) -> str:
        """Return what people call a pathway."""
        return self.school.by_key[key].title

    def titles(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Return what people call some pathways."""
        return tuple(map(self.title, keys))

    def facilities(self, workshop: Workshop, member: Member) -> tuple[Facility, ...]:
        """Return the facilities of a pathway that are a workshop of the school."""
        named = set(workshop.used_by.get(member.key, ()))
        return tuple(f for f in member.problem.pathway.all_facilities if f.id in named)


def pattern(placement: Placement) -> Pattern:
    """Return what of a placement those who share a course must agree on."""
    return tuple((p.term, p.weekly, 0 if p.weekly else p.weeks) for p in placement.parts)


def sharing(school: School, policies: Policies, asked: Asked | None = None) -> Sharing:
    """Return the problem of each pathway and the courses they teach together.

    Raises ``ValueError`` for a pathway, course or term that is asked for and does not exist.
    """
    asked = asked or Asked()
    asked.check(school)
    order = _order(school)
    members = tuple(_member(s, _as_planned(school, s, order), policies, asked) for s in school.pathways)
    courses: list[SharedCourse] = []
    apart: list[Apart] = []
    for course_id in sorted({c for m in members for c in m.problem.pathway.by_id}):
        _share(school, members, course_id, courses, apart)
    return Sharing(school, members, tuple(courses), tuple(apart), asked)


def _member(sibling: Sibling, pathway: Pathway, policies: Policies, asked: Asked) -> Member:
    problem = PlanProblem.of(
        pathway,
        policies(pathway),
        keep=asked.keep.get(sibling.key),
        pins=asked.pins.get(sibling.key),
        forbid=asked.forbid.get(sibling.key),
        move_for=asked.move_for,
    )
    return Member(sibling, problem)


def _order(school: School) -> tuple[str, ...]:
    """The order of preferences for all: the school's, or the one that all pathways have, or the usual."""
    if school.preferences:
        return school.preferences
    theirs = {s.pathway.planning.order for s in school.pathways}
    return theirs.pop() if len(theirs) == 1 else ()


def _as_planned(school: School, sibling: Sibling, order: tuple[str, ...]) -> Pathway:
    """Return a pathway with the classes, campus and workshops that the school gives it."""
    pathway = sibling.pathway
    planning = pathway.planning
    changes: dict[str, object] = {"preferences": order}
    if sibling.classes is not None:
        changes |= {"classes": sibling.classes, "students": None}
    if sibling.class_size is not None:
        changes["class_size"] = sibling.class_size
    if school.campus and not planning.campus:
        changes["campus"] = school.campus
    shared = {
        facility: workshop
        for workshop in school.shared.workshops
        for facility in workshop.used_by.get(sibling.key, ())
    }
    facilities = [
        f.but(name=w.name, stations=w.stations, group=w.group, campus=w.campus or f.campus)
        if (w := shared.get(f.id))
        else f
        for f in pathway.all_facilities
        if f.id in shared or f in pathway.facilities
    ]
    return pathway.but(planning=planning.but(**changes), facilities=tuple(facilities))


def _share(
    school: School,
    members: tuple[Member, ...],
    course_id: str,
    courses: list[SharedCourse],
    apart: list[Apart],
) -> None:
    """Add a course to what is taught together, or say why it is not."""
    having = [m for m in members if course_id in m.problem.pathway.by_id]
    if len(having) < 2 or course_id in school.shared.separate:
        return
    named = course_id in school.shared.courses
    for alike in [having] if named else _from_one_place(having, course_id):
        groups: dict[object, list[Member]] = {}
        for member in alike:
            course = member.problem.pathway.by_id[course_id]
            amount = (course.stage, course.hours, course.delivery, course.weeks, course.split)
            groups.setdefault(amount, []).append(member)
        if len(groups) > 1:
            apart.append(_differing(course_id, alike))
        for group in groups.values():
            if len(group) < 2:
                continue
            one = group[0].problem.pathway.by_id[course_id]
            keys = tuple(m.key for m in group)
            common = frozenset.intersection(*(m.patterns[course_id] for m in group))
            if common or named:
                courses.append(SharedCourse(course_id, one.name, one.stage, one.hours, keys, common))
            else:
                apart.append(Apart(course_id, one.name, keys, Phrase("joint.apart.terms")))


def _from_one_place(members: Iterable[Member], course_id: str) -> Iterable[list[Member]]:
    """Yield the pathways that take a course from the same place of the same common file."""
    places: dict[tuple[str, int], list[Member]] = {}
    for member in members:
        course = member.problem.pathway.by_id[course_id]
        if _common(member.problem.pathway, course):
            places.setdefault((course.source.file, course.source.line), []).append(member)
    return [places[k] for k in sorted(places) if len(places[k]) > 1]


def _common(pathway: Pathway, course: Course) -> bool:
    """Whether a course was written in another file than its programme."""
    programme = pathway.partner(course.stage).programme
    return bool(course.source) and course.source.file not in (programme.source.file, pathway.source.file)


def _differing(course_id: str, members: list[Member]) -> Apart:
    known = [m.problem.pathway.by_id[course_id] for m in members]
    each = tuple(
        Phrase("joint.apart.each", {"pathway": m.title, "hours": c.hours})
        for m, c in zip(members, known, strict=True)
    )
    why = Phrase("joint.apart.hours", {"each": each})
    return Apart(course_id, known[0].name, tuple(m.key for m in members), why)
