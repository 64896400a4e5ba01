"""The standard of internships (岗位实习标准): goals, time, conditions, contents, assessment, management."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import ClassVar

from articulate.emitters.document import (
    Block,
    Cell,
    Document,
    Heading,
    Listing,
    Paragraph,
    Row,
    Table,
    row,
)
from articulate.emitters.paper import columns
from articulate.emitters.standards.paper import Basis, StandardsPaper, annex, written
from articulate.model.programme import Course, Internship, Post, Stage

ENTERPRISE, SCHOOL, RECORD = 50, 30, 20
"""Percent of the mark for the enterprise mentor, the school's teacher, and diary and report: our proposal."""
CONDITIONS = 4
MANAGEMENT = 6


class InternshipPaper(StandardsPaper):
    """The standard of internships with its own words."""

    room: ClassVar[str] = "internship"

    @property
    def all(self) -> tuple[tuple[Internship, Course], ...]:
        """Every internship with its course, by first term and id; electives not taken come too."""
        found = [(i, self.pathway.by_id[i.course]) for i in self.pathway.internships]
        return tuple(sorted(found, key=lambda p: (self.chain.begins(p[1]), p[1].id)))

    def posts(self, internship: Internship) -> tuple[Post, ...]:
        """Posts that an internship trains for."""
        known = {p.id: p for p in self.pathway.all_posts}
        return tuple(known[i] for i in internship.posts if i in known)


def internship_standard(basis: Basis) -> Document:
    """Return the standard of internships as a document."""
    paper = InternshipPaper.on(basis)
    return written(
        paper,
        (
            ("scope", _scope),
            ("goals", _goals),
            ("times", _times),
            ("conditions", _conditions),
            ("contents", _contents),
            ("assessment", _assessment),
            ("management", _management),
        ),
        _open_points(paper),
        _annexes(paper),
    )


def _scope(paper: InternshipPaper) -> list[Block]:
    values = {s.value: paper.major(s) for s in Stage}
    return [paper.body("scope.text", count=len(paper.all), **values)]


def _goals(paper: InternshipPaper) -> list[Block]:
    """Return what internships are for: attitude, and the abilities they bring to work."""
    blocks: list[Block] = [paper.body("goals.intro")]
    items = []
    for stage in Stage:
        mine = [i for i, c in paper.all if c.stage is stage and i.kind == "work"]
        exercised = {t.competency for i in mine for t in i.tasks}
        names = [line.competency.name for line in paper.chain.lines if line.competency.id in exercised]
        posts = dict.fromkeys(p.name for i in mine for p in paper.posts(i))
        if mine:
            items.append(paper.say(f"goals.{stage.value}", posts=tuple(posts), abilities=tuple(names)))
    items.append(paper.say("goals.attitude"))
    return [*blocks, Listing(tuple(items), ordered=True)]


def _times(paper: InternshipPaper) -> list[Block]:
    keys = ("number", "stage", "internship", "kind", "terms", "weeks", "offsite", "hours", "credits", "posts")
    rows: list[Row] = []
    for number, (internship, course) in enumerate(paper.all, start=1):
        rows.append(
            row(
                number,
                paper.stage(course.stage),
                course.name,
                paper.say(f"kind_{internship.kind}"),
                paper.terms(course),
                course.weeks or None,
                internship.offsite_weeks or None,
                course.hours,
                course.credits,
                paper.list(p.name for p in paper.posts(internship)),
            )
        )
    weeks = {}
    for stage in Stage:
        ids = {c.id for c in paper.counted[stage]}
        weeks[stage.value] = sum(c.weeks for i, c in paper.all if c.id in ids and i.kind == "work")
    table = Table(
        title=paper.say("table_title.times"),
        columns=columns(keys, (9, 11, 32, 16, 15, 12, 14, 13, 12, 34), ("internship", "posts")),
        head=(paper.head(keys),),
        rows=tuple(rows),
        notes=(paper.say("times.note"),),
        size=9.5,
    )
    limits = tuple(
        dict.fromkeys(
            paper.say("cited", text=p.text(paper.lang).rstrip("。."), source=p.cite(paper.lang))
            for p in paper.policy.of(topic="internship")
            if p.measure in ("internship_months", "offsite_internship_months", "placement_year")
            and p.concerns(*(paper.programme(s).major.code for s in Stage))
        )
    )
    blocks: list[Block] = [paper.body("times.intro", **weeks), table]
    if limits:
        blocks += [paper.body("times.limits"), Listing(limits, ordered=True)]
    return blocks


def _conditions(paper: InternshipPaper) -> list[Block]:
    """Return the demands on the place of internship and on mentors."""
    items = [paper.say(f"condition.{n}") for n in range(1, CONDITIONS + 1)]
    blocks: list[Block] = [
        Heading(paper.say("conditions.place"), 2),
        Listing(tuple(items), ordered=True),
    ]
    keys = ("internship", "enterprise", "class_size", "mentors")
    size = paper.pathway.planning.class_size * paper.pathway.planning.classes
    rows = [
        row(
            course.name,
            internship.enterprise or paper.say("by_school"),
            size,
            paper.say("mentors_needed", count=-(-size // 5)),
        )
        for internship, course in paper.all
        if internship.kind == "work"
    ]
    if rows:
        blocks += [
            Heading(paper.say("conditions.mentors"), 2),
            paper.body("conditions.mentors_intro"),
            Table(
                title=paper.say("table_title.mentors"),
                columns=columns(keys, (42, 58, 22, 36), ("enterprise",)),
                head=(paper.head(keys),),
                rows=tuple(rows),
                size=10,
            ),
        ]
    return blocks


def _contents(paper: InternshipPaper) -> list[Block]:
    """Return the tasks of each internship with weeks, skills, abilities and what is assessed."""
    blocks: list[Block] = [paper.body("contents.intro")]
    names = {line.competency.id: line.competency.name for line in paper.chain.lines}
    for internship, course in paper.all:
        blocks.append(Heading(paper.say("internship", stage=course.stage, name=course.name), 2))
        posts = paper.posts(internship)
        if not paper.plan.terms_of(course.id):
            key = "waiting"
        else:
            key = "one" if internship.offsite_weeks else "inside"
        values = {
            "terms": paper.terms(course),
            "weeks": course.weeks,
            "offsite": internship.offsite_weeks,
            "posts": tuple(p.name for p in posts),
        }
        blocks.append(paper.body(f"contents.{key}", **values))
        rows: list[Row] = []
        if internship.tasks:
            for number, task in enumerate(internship.tasks, start=1):
                served = _served(posts, task.competency)
                rows.append(
                    row(
                        number,
                        task.topic,
                        task.weeks or None,
                        task.text or task.topic,
                        paper.level(task.level),
                        names.get(task.competency or "", ""),
                        paper.list(served) or paper.list(p.name for p in posts),
                    )
                )
            weeks = sum(t.weeks for t in internship.tasks)
            if weeks:
                rest = Cell(None, across=4)
                rows.append(row(Cell(paper.say("sum"), across=2), weeks, rest, kind="total"))
        else:
            aimed = paper.list(p.name for p in posts)
            for number, outcome in enumerate(course.outcomes, start=1):
                ids = (outcome.competency,) if outcome.competency else course.competencies
                told = paper.list(names[i] for i in ids if i in names)
                text = outcome.text or outcome.topic
                rows.append(row(number, outcome.topic, None, text, paper.level(outcome.level), told, aimed))
        keys = ("number", "project", "weeks", "skills", "level", "ability", "typical")
        blocks.append(
            Table(
                title=paper.say("table_title.contents", name=course.name),
                columns=columns(
                    keys, (9, 28, 11, 48, 18, 22, 32), ("project", "skills", "ability", "typical")
                ),
                head=(paper.head(keys),),
                rows=tuple(rows),
                size=9.5,
            )
        )
    return blocks


def _served(posts: Iterable[Post], competency: str | None) -> tuple[str, ...]:
    """Return the typical tasks that an internship task exercises, by the ability they take."""
    return tuple(t.name for p in posts for t in p.tasks if competency and competency in t.competencies)[:3]


def _assessment(paper: InternshipPaper) -> list[Block]:
    keys = ("assessor", "share", "what", "record")
    rows = [
        row(
            paper.say(f"assessor.{k}"),
            Fraction(n, 100),
            paper.say(f"assessor.{k}_what"),
            paper.say(f"assessor.{k}_record"),
        )
        for k, n in (("enterprise", ENTERPRISE), ("school", SCHOOL), ("record", RECORD))
    ]
    rows.append(row(paper.say("sum"), Fraction(1), "", "", kind="total"))
    return [
        paper.body("assessment.intro"),
        Table(
            title=paper.say("table_title.assessment"),
            columns=columns(keys, (30, 16, 66, 46), ("what", "record")),
            head=(paper.head(keys),),
            rows=tuple(rows),
            size=10,
        ),
        Listing(tuple(paper.say(f"assessment.{n}") for n in range(1, 4)), ordered=True),
    ]


def _management(paper: InternshipPaper) -> list[Block]:
    """Return how internships are run, and the limits that regulations set."""
    codes = tuple(paper.programme(s).major.code for s in Stage)
    rules = [
        paper.say("cited", text=p.text(paper.lang).rstrip("。."), source=p.cite(paper.lang))
        for p in paper.policy.of(topic="internship")
        if p.measure not in ("internship_months", "offsite_internship_months") and p.concerns(*codes)
    ]
    blocks: list[Block] = [
        Listing(tuple(paper.say(f"manage.{n}") for n in range(1, MANAGEMENT + 1)), ordered=True)
    ]
    if rules:
        blocks += [paper.body("management.rules"), Listing(tuple(dict.fromkeys(rules)), ordered=True)]
    return blocks


def _annexes(paper: InternshipPaper) -> list[Block]:
    """Return which typical tasks of the posts the internships exercise."""
    rows: list[Row] = []
    for stage in Stage:
        mine = [(i, c) for i, c in paper.all if c.stage is stage and i.kind == "work"]
        named = {p.id: p for i, _ in mine for p in paper.posts(i)}
        for post in named.values():
            for k, task in enumerate(post.tasks):
                where = [
                    c.name
                    for i, c in mine
                    if post.id in i.posts and {t.competency for t in i.tasks} & set(task.competencies)
                ]
                first = (Cell(post.name, down=len(post.tasks)),) if k == 0 else ()
                told = paper.list(where) or paper.say("in_school")
                rows.append(row(*first, task.name, Cell(told, tone="" if where else "muted")))
    if not rows:
        return []
    keys = ("post", "task", "practised_in")
    return [
        *annex(paper, 1, "coverage"),
        Paragraph(paper.say("coverage.intro")),
        Table(
            columns=columns(keys, (42, 64, 52), ("task", "practised_in")),
            head=(paper.head(keys),),
            rows=tuple(rows),
            size=10,
        ),
    ]


def _open_points(paper: InternshipPaper) -> Iterable[str | None]:
    yield paper.open_drafts()
    yield paper.say("open.enterprises")
    yield paper.say("open.weights")
    loose = [c.name for i, c in paper.all if i.tasks and 0 < sum(t.weeks for t in i.tasks) != c.weeks]
    if loose:
        yield paper.say("open.weeks", names=tuple(loose))
    codes = tuple(paper.programme(s).major.code for s in Stage)
    unread = [p for p in paper.policy.of(topic="internship") if not p.verified and p.concerns(*codes)]
    if unread:
        yield paper.say("open.unverified", count=len(unread))
