"""What the first look at texts is remembered by holds all that it looks at."""

from __future__ import annotations

from random import Random

import pytest

from articulate.matching.content import Wording
from articulate.matching.settings import Settings
from articulate.matching.similarity import first_look, first_signs
from articulate.model.pathway import Pathway
from articulate.model.programme import Requirement
from articulate.readers.example import parse

TEXT = """
secondary:
- {id: s1, name: 机械制图, hours: 108, outcomes: [三视图/3, 剖视图/2, 尺寸标注/3, 标准件/2]}
- {id: s2, name: 电工基础, hours: 108, outcomes: [直流电路/3, 三相电路/2]}
higher:
- {id: h1, name: 工程制图与CAD, hours: 72, outcomes: [三视图/3, 剖视图/2, CAD零件图/4], requires: [三相电路/2]}
"""


def otherwise(pathway: Pathway, seed: int) -> Pathway:
    """The same words with other levels, hours, terms and requirements."""
    random = Random(seed)
    courses = []
    for course in pathway.courses:
        outcomes = tuple(o.but(level=random.randint(1, 6)) for o in course.outcomes)
        low = random.choice(course.stage.terms)
        requires = (Requirement(topic="剖视图", level=random.randint(1, 6)),)
        hours = random.randint(16, 200)
        courses.append(course.but(outcomes=outcomes, terms=(low, low), requires=requires, hours=hours))
    return pathway.with_courses(tuple(courses))


@pytest.mark.parametrize("seed", range(5))
def test_levels_hours_terms_and_requirements_do_not_change_the_first_look(seed: int) -> None:
    pathway, settings = parse(TEXT).pathway, Settings()
    other = otherwise(pathway, seed)
    assert Wording(pathway) == Wording(other)
    assert list(first_signs(pathway, settings)) == list(first_signs(other, settings))


def test_other_words_are_looked_at_anew() -> None:
    pathway, settings = parse(TEXT).pathway, Settings()
    course = pathway.by_id["h1"]
    first, *rest = course.outcomes
    renamed = course.but(outcomes=(first.but(topic="三相电路", text="三相电路"), *rest))
    other = pathway.with_courses(tuple(renamed if c is course else c for c in pathway.courses))
    assert Wording(pathway) != Wording(other)
    assert first_look(pathway, settings) != first_look(other, settings)
