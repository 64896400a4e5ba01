"""Small pathways for these tests, written as a teacher would say them."""

from __future__ import annotations

from random import Random
from typing import Any

from articulate.matching import CourseRelation, relate
from articulate.model.pathway import Pathway
from articulate.model.settings import MatchVerdict
from articulate.readers.example import parse


def pathway(text: str) -> Pathway:
    return parse(text).pathway


def two(first: str, second: str, *, names: tuple[str, str] = ("甲课程", "乙课程"), more: str = "") -> Pathway:
    """A secondary and a higher course with these outcomes (topic/level, …)."""
    return pathway(
        f"secondary: [{{id: s1, name: {names[0]}, hours: 80, outcomes: [{first}]}}]\n"
        f"higher: [{{id: h1, name: {names[1]}, hours: 60, outcomes: [{second}]{more}}}]\n"
    )


def kind(one: Pathway, **settings: Any) -> str | None:
    relation = relate(one).between("s1", "h1")
    return relation.kind.value if relation else None


def relation(one: Pathway) -> CourseRelation:
    found = relate(one).between("s1", "h1")
    assert found is not None
    return found


def judged(one: Pathway, a: str, b: str, same: bool) -> Pathway:
    return one.but(matches=(*one.matches, MatchVerdict(a=a, b=b, same=same)))


def shuffled(one: Pathway, seed: int) -> Pathway:
    """The same pathway with courses and outcomes in another order."""
    random = Random(seed)
    courses = list(one.courses)
    random.shuffle(courses)
    mixed = []
    for course in courses:
        outcomes = list(course.outcomes)
        random.shuffle(outcomes)
        mixed.append(course.but(outcomes=tuple(outcomes)))
    return one.with_courses(tuple(mixed))


def renamed(one: Pathway, seed: int) -> Pathway:
    """The same pathway with other ids."""
    numbers = list(range(len(one.courses)))
    Random(seed).shuffle(numbers)
    return one.with_courses(
        tuple(c.but(id=f"x{n}", requisites=()) for n, c in zip(numbers, one.courses, strict=True))
    )
