"""Removing any link of a real pathway yields the finding that names it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

import articulate as art
from articulate.findings import Finding
from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.model.programme import Course, CourseKind
from articulate.transfer import criteria

ROOT = Path(__file__).parents[2] / "curricula" / "pathways"


@cache
def real() -> Pathway:
    return art.read(ROOT / "16b-industrial-robotics")


@cache
def planned() -> TeachingPlan:
    made = art.plan(real(), art.policy_for(real())).plan
    assert made is not None
    return made


def found(pathway: Pathway, *codes: str) -> list[Finding]:
    return list(art.check(pathway, art.policy_for(pathway), select=codes).open)


def without(course: Course, competency: str) -> Course:
    """The course without what it does for a competency."""
    left = tuple(c for c in course.competencies if c != competency)
    built = [
        o
        for o in course.outcomes
        if competency not in (o.competency, *(course.competencies if o.competency is None else ()))
    ]
    return course.but(competencies=left, outcomes=tuple(built))


IDS = [c.id for c in real().all_competencies]


@pytest.mark.parametrize("competency", IDS)
def test_without_the_outcomes_of_a_competency_it_is_uncovered(competency: str) -> None:
    before = {f.subject for f in found(real(), "CMP001")}
    cut = real().with_courses(tuple(without(c, competency) for c in real().courses))
    after = {f.subject for f in found(cut, "CMP001")}
    assert competency not in before and competency in after


@pytest.mark.parametrize("competency", IDS)
def test_without_its_posts_a_competency_is_idle(competency: str) -> None:
    def posts(pathway: Pathway) -> Pathway:
        changed = {}
        for stage in art.Stage:
            partner = pathway.partner(stage)
            kept = tuple(
                p.but(competencies=_less(p.competencies, competency), tasks=_tasks(p, competency))
                for p in partner.programme.posts
            )
            changed[stage.value] = partner.but(programme=partner.programme.but(posts=kept))
        local = tuple(
            p.but(competencies=_less(p.competencies, competency), tasks=_tasks(p, competency))
            for p in pathway.posts
        )
        return pathway.but(posts=local, **changed)

    after = found(posts(real()), "CMP004")
    assert competency in {f.subject for f in after}


def _less(ids: tuple[str, ...], one: str) -> tuple[str, ...]:
    return tuple(i for i in ids if i != one)


def _tasks(post: Any, one: str) -> tuple[Any, ...]:
    return tuple(t.but(competencies=_less(t.competencies, one)) for t in post.tasks)


def test_without_the_abilities_of_a_task_the_task_is_bare() -> None:
    partner = real().higher
    post = partner.programme.posts[0]
    bare = post.but(tasks=(post.tasks[0].but(competencies=()), *post.tasks[1:]))
    cut = real().but(
        higher=partner.but(programme=partner.programme.but(posts=(bare, *partner.programme.posts[1:])))
    )
    assert not found(real(), "CMP006")
    told = found(cut, "CMP006")
    assert any(post.tasks[0].name in f.message for f in told)


PRACTICAL = [
    c.id
    for c in real().courses
    if c.facilities
    and (c.kind is CourseKind.PRACTICUM or (c.kind is CourseKind.CORE and 2 * c.practice >= c.hours))
    and c.id not in {i.course for i in real().internships}
]


@pytest.mark.parametrize("course", PRACTICAL)
def test_without_its_places_the_practice_of_a_course_is_homeless(course: str) -> None:
    cut = real().with_courses(tuple(c.but(facilities=()) if c.id == course else c for c in real().courses))
    assert course in {f.subject for f in found(cut, "CMP005")}
    assert course not in {f.subject for f in found(real(), "CMP005")}


@pytest.mark.parametrize("place", [f.id for f in real().all_facilities])
def test_a_place_that_no_course_names_any_more_is_idle(place: str) -> None:
    cut = real().with_courses(tuple(c.but(facilities=_less(c.facilities, place)) for c in real().courses))
    assert [f.subject for f in found(cut, "CMP011")] == [place]


def test_a_place_that_is_struck_out_is_missed_by_the_courses_that_name_it(tmp_path: Path) -> None:
    import shutil

    shutil.copytree(ROOT.parent, tmp_path / "curricula")
    file = tmp_path / "curricula/programmes/higher/460305-industrial-robotics.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("- id: f-h-vision\n", "- id: f-h-gone\n"), "utf-8")
    with pytest.raises(art.InputError) as error:
        art.read(tmp_path / "curricula/pathways/16b-industrial-robotics")
    assert any("f-h-vision" in f.message for f in error.value.findings)


@pytest.mark.parametrize("number", range(3))
def test_a_process_course_that_is_gone_is_told(number: int) -> None:
    made = criteria(real(), planned())
    gone = made.process[number].course
    cut = real().with_courses(tuple(c for c in real().courses if c.id != gone))
    report = art.check(cut, art.policy_for(cut), plan=planned(), criteria=made, select=("TRN002",))
    told = [f for f in report.open if f.subject == gone or gone in f.about]
    assert told and told[0].code == "TRN002"


def test_without_any_assessed_outcome_a_competency_is_taught_and_never_examined() -> None:
    line = next(x for x in art_chain().lines if any(s.assessed for s in x.shares))
    ids = {s.course.id for s in line.shares}
    cut = real().with_courses(
        tuple(
            c.but(outcomes=tuple(o.but(assessed=None) for o in c.outcomes), certificates=())
            if c.id in ids
            else c
            for c in real().courses
        )
    )
    assert line.competency.id in {f.subject for f in found(cut, "CMP002")}


def art_chain() -> Any:
    from articulate.chain import Chain

    return Chain(real())


def test_when_only_an_elective_reaches_the_exit_of_a_stage_it_is_told() -> None:
    electives = {s.course.id for s in art_chain().by_id["k-vision"].shares if s.course.required}
    cut = real().with_courses(
        tuple(c.but(required=False, elective="limited") if c.id in electives else c for c in real().courses)
    )
    assert "k-vision" in {f.subject for f in found(cut, "CMP007")}


def test_an_internship_that_trains_for_another_post_is_told() -> None:
    partner = real().higher
    (internship,) = partner.programme.internships
    other = tuple(t.but(competency="k-drawing") for t in internship.tasks)
    programme = partner.programme.but(internships=(internship.but(tasks=other),))
    bare = tuple(
        c.but(competencies=(), outcomes=()) if c.id == internship.course else c for c in programme.courses
    )
    cut = real().but(higher=partner.but(programme=programme.but(courses=bare)))
    assert len(found(cut, "CMP012")) >= 3 and not found(real(), "CMP012")
