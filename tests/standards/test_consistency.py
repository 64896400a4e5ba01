"""All papers of a pathway say the same of every course and every ability."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from articulate.chain import Chain
from articulate.emitters.document import Document, Heading
from articulate.emitters.standards.course_standards import course_standards, standard_courses
from articulate.emitters.standards.paper import Basis, StandardsPaper
from articulate.emitters.standards.programme import programme_document
from articulate.i18n import Lv, show
from articulate.model.programme import Course, CourseKind, Stage
from filed import PAIRS, WRITERS, basis, document, heads, records

NAMES = (*WRITERS, "plan", "criteria")
COURSE_HEADS = ("课程名称", "课程", "实习名称")


def facts(made: Basis) -> dict[tuple[str, str], dict[str, str]]:
    """What is true of each course, worked out from pathway and plan alone, by stage and name."""
    out = {}
    for course in made.pathway.courses:
        terms = sorted({o.term for o in made.plan.of(course.id)})
        fact = {
            "总学时": str(course.hours),
            "学时": str(course.hours),
            "学分": show(course.credits),
            "讲授": str(course.theory),
            "实践": str(course.practice),
            "实践学时": str(course.practice),
            "其中实践": str(course.practice),
            "学时/实践": f"{course.hours}/{course.practice}",
            "层次": f"L{course.top_level}" if course.top_level else "",
            "学期": written(terms),
        }
        out[show(course.stage), course.name] = fact
    return out


def written(terms: list[int]) -> str:
    if len(terms) > 2 and terms == list(range(terms[0], terms[-1] + 1)):
        return f"{terms[0]}—{terms[-1]}"
    return "、".join(map(str, terms)) or "选修未开"


def contradictions(made: Basis, paper: Document) -> Iterator[str]:
    """What a paper says of a course that is not so."""
    known = facts(made)
    for table in paper.tables:
        names = heads(table)
        column = next((h for h in COURSE_HEADS if h in names), None)
        if column is None:
            continue
        for row in records(table):
            mine = _course(made, row[column], row.get("段别", ""))
            if mine is None:
                if column == "课程名称" and "段别" in row:
                    yield f"{paper.title}: {row[column]} is no course"
                continue
            for key, true in known[show(mine.stage), mine.name].items():
                said = row.get(key)
                # Figures in brackets are those of electives that are not taken.
                if said is None or (key == "层次" and not said.startswith("L") and said):
                    continue
                told = said.strip("()") if key != "学时/实践" else said
                if key == "学期" and re.fullmatch(r"第.*学期", told):
                    told = told[1:-2]
                if told != true:
                    yield f"{paper.title}: {mine.name} {key} {said} != {true}"


def _course(made: Basis, text: str, stage: str) -> Course | None:
    found = [
        c
        for c in made.pathway.courses
        if text in (c.name, f"{show(c.stage)}{c.name}") and stage in ("", show(c.stage), f"{show(c.stage)}段")
    ]
    exact = [c for c in found if c.name == text]
    chosen = exact or found
    return chosen[0] if len(chosen) == 1 else None


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("pair", PAIRS)
def test_hours_credits_levels_and_terms_are_those_of_the_course(pair: str, name: str) -> None:
    assert list(contradictions(basis(pair), document(pair, name))) == []


def test_a_paper_of_other_hours_is_found_out() -> None:
    made = basis(PAIRS[1])
    changed = tuple(
        c.but(hours=c.hours + 18, practice=c.practice + 18) if c.id == "s-plc" else c
        for c in made.pathway.courses
    )
    other = replace(made, pathway=made.pathway.with_courses(changed))
    wrong = list(contradictions(made, programme_document(other)))
    assert any("PLC" in w and "学时" in w for w in wrong)


@pytest.mark.parametrize("pair", PAIRS)
def test_every_professional_course_has_one_standard_and_internships_theirs(pair: str) -> None:
    made = basis(pair)
    paper = StandardsPaper.on(made)
    headings = [b.text for b in document(pair, "course").blocks if isinstance(b, Heading) and b.level == 1]
    titles = (re.fullmatch(r"\d+　《(.*)》(?:（(..)段）)?课程标准", h) for h in headings)
    named = [(m[2] or "") + m[1] for m in titles if m]
    assert named == [paper.name(c) for c in standard_courses(paper)]
    told = " ".join(b.text for b in document(pair, "internship").blocks if isinstance(b, Heading))
    for course in made.pathway.courses:
        if course.kind is not CourseKind.GENERAL:
            assert (paper.name(course) in named) or course.name in told


@pytest.mark.parametrize("pair", PAIRS)
def test_the_identity_of_a_standard_agrees_with_the_course(pair: str) -> None:
    made = basis(pair)
    paper = StandardsPaper.on(made)
    tables = [t for t in document(pair, "course").tables if not t.head and len(t.columns) == 4]
    assert len(tables) == len(standard_courses(paper))
    for course, table in zip(standard_courses(paper), tables, strict=True):
        said = {}
        for row in table.rows:
            cells = [show(c.value) if c.value is not None else "" for c in row.cells]
            said |= {cells[0]: cells[1], cells[2]: cells[3]}
        assert said["课程名称"] == course.name
        assert said["总学时"] == str(course.hours) and said["实践学时"] == str(course.practice)
        assert said["讲授学时"] == str(course.theory) and said["学分"] == show(course.credits)
        assert said["开课学期"] == written(sorted({o.term for o in made.plan.of(course.id)}))
        assert said["最高层次"] == (show(Lv(course.top_level)) if course.top_level else "—")
        assert said["开课学校"] == made.pathway.partner(course.stage).school


@pytest.mark.parametrize("pair", PAIRS)
def test_hours_of_contents_add_up_to_the_course(pair: str) -> None:
    made = basis(pair)
    paper = StandardsPaper.on(made)
    tables = iter(t for t in document(pair, "course").tables if "知识点／技能点" in heads(t))
    for course, table in zip(standard_courses(paper), tables, strict=True):
        assert f"《{course.name}》" in table.title
        rows = list(records(table))
        if course.units:
            assert "参考学时" not in rows[0]
        else:
            assert sum(int(r["参考学时"]) for r in rows) == course.hours, course.name
        assert [r["知识点／技能点"] for r in rows] == [o.topic for o in course.outcomes]
        starred = ["★" if o.assessed else "" for o in course.outcomes]
        wanted = [f"L{o.level}{star}" for o, star in zip(course.outcomes, starred, strict=True)]
        assert [r["层次"] for r in rows] == wanted


@pytest.mark.parametrize("name", ("programme", "teaching", "course", "internship", "chain"))
@pytest.mark.parametrize("pair", PAIRS)
def test_abilities_are_those_of_the_programmes(pair: str, name: str) -> None:
    known = {c.name for c in basis(pair).pathway.all_competencies}
    for table in document(pair, name).tables:
        for row in records(table):
            for key in ("职业能力", "培养的职业能力"):
                for one in filter(None, row.get(key, "").split("、")):
                    assert one in known, (table.title, one)


@pytest.mark.parametrize("pair", PAIRS)
def test_levels_of_abilities_agree_between_specification_and_chain(pair: str) -> None:
    chain = Chain(basis(pair).pathway, basis(pair).plan)
    summary = {r["职业能力"]: r for r in records(document(pair, "chain").tables[0])}
    for name in ("programme", "teaching"):
        table = next(t for t in document(pair, name).tables if "关键指标" in t.title)
        rows = {r["职业能力"]: r for r in records(table)}
        assert rows.keys() == summary.keys()
        for line in chain.lines:
            for stage, words, short in (
                (Stage.SECONDARY, "中职段出口（层次与关键指标）", "中职要求"),
                (Stage.HIGHER, "高职段出口（层次与关键指标）", "高职要求"),
            ):
                demand = line.demand(stage)
                if demand:
                    row = rows[line.competency.name]
                    assert row[words].startswith(show(Lv(demand.level)))
                    assert demand.indicator.rstrip("。") in row[words]
                    assert summary[line.competency.name][short] == f"L{demand.level}"


@pytest.mark.parametrize("pair", PAIRS)
def test_weeks_of_internship_tasks_add_up(pair: str) -> None:
    made = basis(pair)
    for internship in made.pathway.internships:
        weeks = sum(t.weeks for t in internship.tasks)
        assert weeks in (0, made.pathway.by_id[internship.course].weeks)


@pytest.mark.parametrize("pair", PAIRS)
def test_practice_at_all_places_of_a_course_is_its_practice(pair: str) -> None:
    made = basis(pair)
    for course in made.pathway.courses:
        if course.facilities and made.plan.of(course.id):
            here = sum(t.hours.get(course.id, 0) for u in made.uses for t in u.terms)
            planned = sum(o.hours for o in made.plan.of(course.id))
            assert here == course.practice * planned / course.hours


@pytest.mark.parametrize("pair", PAIRS)
def test_process_courses_of_the_criteria_stand_in_the_programme(pair: str) -> None:
    taught = {
        r["课程名称"]
        for t in document(pair, "programme").tables
        if "课程名称" in heads(t)
        for r in records(t)
    }
    table = next(
        t
        for t in document(pair, "criteria").tables
        if "占过程分比例" in "".join(heads(t)) or "过程" in t.title
    )
    named = [r["课程"] for r in records(table) if "课程" in r]
    assert named and set(named) <= taught


def test_the_course_standards_of_a_plan_without_a_course_do_not_crash() -> None:
    made = basis(PAIRS[0])
    plan = made.plan.but(offerings=tuple(o for o in made.plan.offerings if o.course != "s-plc"))
    assert course_standards(replace(made, plan=plan)).blocks
