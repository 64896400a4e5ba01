"""Which course is the one that a regulation speaks of, under the names that schools give it."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from articulate.model.pathway import Pathway
from articulate.model.programme import Course, Stage
from articulate.shipped import shipped

_AFFIX = re.compile(r"^(新时代)?(大学生|大学|高职|中职|高等职业|职业院校)|\(.*?\)|(基础|职业|拓展)模块.*$")
_NUMBER = re.compile(r"[\s\-]*(第?[1-9一二三四五六上下]册?|(?<=[\u4e00-\u9fff])[IVX]{1,4})$")


def answers(course: Course, name: str) -> bool:
    """Whether a course is what regulations call by a name: 高职英语Ⅱ is 外语."""
    wanted = _names(name)
    return any(_bare(n) in wanted for n in (course.name, *course.aliases))


def answering(pathway: Pathway, name: str, stage: Stage | None = None) -> tuple[Course, ...]:
    """Return the courses of a stage, electives included, that regulations call by a name."""
    return tuple(c for c in pathway.courses if stage in (None, c.stage) and answers(c, name))


def usual_place(course: Course) -> int:
    """Return the place of a public basic course in the order in which programmes print them.

    思想政治, 语文, 历史, 数学 and so on, as they stand in the list of names; courses not in it come last.
    """
    names = [_bare(n) for n in (course.name, *course.aliases)]
    return min((_places().get(n, len(_places())) for n in names), default=len(_places()))


@cache
def _places() -> dict[str, int]:
    every = (n for group in shipped("public_courses.yaml").values() for n in group)
    return {name: place for place, name in enumerate(dict.fromkeys(map(_bare, every)))}


@cache
def _names(name: str) -> frozenset[str]:
    return frozenset(_bare(n) for n in shipped("public_courses.yaml").get(name, (name,)))


@cache
def _bare(name: str) -> str:
    """The name without width, spaces, a prefix such as 大学 and the number of the part."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", name))
    return _NUMBER.sub("", _AFFIX.sub("", plain)) or plain
