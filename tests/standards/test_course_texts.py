"""What course standards say in words: particular to the course, true of the other stage, said once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from articulate.emitters.document import Heading, Listing, Paragraph
from articulate.emitters.standards import course_links
from articulate.emitters.standards.course_paper import CoursePaper, twin
from articulate.emitters.standards.course_standards import standard_courses
from articulate.model.programme import Course, Stage
from articulate.transfer import criteria
from filed import PAIRS, basis, document

SHARED = 0.25
"""More standards than this share must not carry the same long sentence: it belongs to what all share."""
LONG = 30
"""Characters from which a sentence is no mere formula."""


def standards(pair: str) -> Iterator[tuple[Course, list[str]]]:
    """Each course with all that its standard says outside tables."""
    courses = iter(standard_courses(CoursePaper.on(basis(pair))))
    course, said = None, []
    for block in document(pair, "course").blocks:
        if isinstance(block, Heading) and block.level == 1 and block.text[0].isdigit():
            if course:
                yield course, said
            course, said = next(courses), []
        elif isinstance(block, Paragraph):
            said.append(block.text)
        elif isinstance(block, Listing):
            said += block.items
    assert course
    yield course, said


@pytest.mark.parametrize("pair", PAIRS)
def test_what_all_courses_share_stands_once_before_them(pair: str) -> None:
    told = list(standards(pair))
    counts = Counter(t for _, said in told for t in set(said) if len(t) >= LONG)
    most = max(counts.values(), default=0)
    assert most <= SHARED * len(told), [t for t, n in counts.items() if n == most]


@pytest.mark.parametrize("pair", PAIRS)
def test_the_nature_of_a_course_tells_its_hours_and_its_place_in_the_plan(pair: str) -> None:
    for course, said in standards(pair):
        assert f"共{course.hours}学时" in said[0]
        terms = basis(pair).plan.terms_of(course.id)
        assert ("安排在第" in said[0]) is bool(terms)
        assert ("全部为实践" in said[0]) is (course.theory == 0)


@pytest.mark.parametrize("pair", PAIRS)
def test_no_standard_denies_a_course_that_the_other_stage_has(pair: str) -> None:
    paper = CoursePaper.on(basis(pair))
    for course, said in standards(pair):
        text = "".join(said)
        decided = any(t.startswith("两校为本课程作出的衔接决议") for t in said)
        if twin(paper, course) or course_links.relations_of(paper, course):
            assert "没有内容相同" not in text and "没有开设相同内容" not in text, course.name
        assert not (decided and "没有开设相同内容" in text), course.name


@pytest.mark.parametrize("pair", PAIRS)
def test_shares_of_the_process_part_are_those_of_the_criteria(pair: str) -> None:
    made = basis(pair)
    weights = {p.course: p.weight for p in criteria(made.pathway, made.plan).process}
    for course, said in standards(pair):
        told = [
            m for t in said for m in re.findall("^转段考核：本课程成绩占课程过程考核的([0-9]+)%[；。]", t)
        ]
        assert sum("占课程过程考核的" in t for t in said) == len(told), course.name
        weight = weights.get(course.id)
        assert told == ([str(weight)] if weight else []), course.name


@pytest.mark.parametrize("pair", PAIRS)
def test_topics_named_for_the_transfer_assessment_are_taught_here(pair: str) -> None:
    for course, said in standards(pair):
        topics = {o.topic for o in course.outcomes}
        for text in said:
            if text.startswith("转段考核："):
                assert course.stage is Stage.SECONDARY
                for named in text.rstrip("。").split("考本课程的")[1:]:
                    assert any(t in named for t in topics), (course.name, text)


@pytest.mark.parametrize("pair", PAIRS)
def test_what_a_course_presumes_is_said_to_come_from_courses_that_teach_it(pair: str) -> None:
    made = basis(pair)
    for course, said in standards(pair):
        text = next((t for t in said if t.startswith("学习前应具备：")), "")
        groups = text.removeprefix("学习前应具备：").rstrip("。").split("；")
        for number, requirement in enumerate(course.requires):
            topic = f"{requirement.topic}（L{requirement.level}）"
            group = next(g for g in groups if topic in g)
            supply = next(s for s in made.supplies.of(course.id) if s.index == number)
            named = set(re.findall("《(.*?)》", group))
            assert named <= {m.course.name for m in supply.answers}
