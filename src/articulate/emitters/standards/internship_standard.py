"""The standard of internships (岗位实习标准): goals, time, conditions, contents, assessment, management."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
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
from articulate.emitters.standards.conventions import ENTERPRISE, MENTORED, RECORD, SCHOOL
from articulate.emitters.standards.paper import Basis, StandardsPaper, annex, written
from articulate.emitters.words import begun, inner
from articulate.i18n import Phrase, show
from articulate.model.programme import Course, Internship, Post, Stage
from articulate.policy import Provision

STAGES = (None, *Stage)
"""What speaks of both stages comes first."""

CONDITIONS = 4
MANAGEMENT = 6
OF_TIME = ("placement_year", "internship_months", "offsite_internship_months")
"""What provisions on when and how long measure, in the order in which they are told."""
CONTENTS = {
    "number": 11,
    "project": 28,
    "weeks": 11,
    "skills": 48,
    "level": 18,
    "ability": 22,
    "typical": 32,
}
"""Columns of the table of contents with their widths in millimetres."""
TASKS_SHOWN = 3
"""Typical tasks of posts that stand beside a task of an internship, at the most."""


class InternshipPaper(StandardsPaper):
    """The standard of internships with its own words."""

    room: ClassVar[str] = "internship"

    @property
    def all(self) -> tuple[tuple[Internship, Course], ...]:
        """Every internship with its course, by first term and id; electives not taken come too."""
        found = [(i, self.pathway.by_id[i.course]) for i in self.pathway.internships]
        return tuple(sorted(found, key=lambda p: (self.chain.begins(p[1]), p[1].id)))

    def staged(self, course: Course) -> str:
        """Name of an internship with its stage: both may have one of that name."""
        return begun(self.say("internship", stage=course.stage, name=course.name))

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
        columns=columns(keys, (10, 11, 26, 16, 12, 11, 14, 12, 11, 45), ("internship", "posts")),
        head=(paper.head(keys),),
        rows=tuple(rows),
        notes=(paper.say("times.note"),) if _elective(paper) else (),
        size=9.5,
    )
    limits = [p for p in _provisions(paper) if p.measure in OF_TIME]
    limits.sort(key=lambda p: (STAGES.index(p.stage), OF_TIME.index(p.measure)))
    blocks: list[Block] = [paper.body("times.intro", **weeks), table]
    if limits:
        blocks += [paper.body("times.limits"), _cited(paper, limits)]
    return blocks


def _provisions(paper: InternshipPaper) -> list[Provision]:
    """Return what regulations say of internships of these majors."""
    codes = tuple(paper.programme(s).major.code for s in Stage)
    return [p for p in paper.policy.of(topic="internship") if p.concerns(*codes)]


def _cited(paper: InternshipPaper, provisions: Iterable[Provision]) -> Listing:
    """Return provisions in sentences, each with its document; the stage is named where it speaks of one."""
    said = []
    for one in provisions:
        text = one.text(paper.lang).rstrip("。.")
        if one.stage and paper.stage(one.stage) not in text.lower():
            text = begun(paper.say("of_stage", stage=paper.stage(one.stage), text=text))
        # What another province asks binds nobody here.
        key = "cited" if one.scope in ("national", "shanxi") else "cited_guide"
        said.append(paper.say(key, text=text, source=one.cite(paper.lang)))
    return Listing(tuple(dict.fromkeys(said)), ordered=True)


def _titles(paper: InternshipPaper) -> str:
    """Return the documents that are cited by their numbers, each with its title."""
    cited = {(p.document, p.title): p for p in _provisions(paper) if p.document and p.title}
    names = (Phrase("policy.cite.full", {"document": d, "title": inner(t or "")}) for d, t in cited)
    return paper.list(show(name, paper.lang) for name in names)


def _elective(paper: InternshipPaper) -> bool:
    """Tell whether some internships are directions of which each student takes one."""
    return any(not c.required for _, c in paper.all)


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
            paper.staged(course),
            internship.enterprise or paper.say("by_school"),
            size,
            paper.say("mentors_needed", count=-(-size // MENTORED)),
        )
        for internship, course in paper.all
        if internship.kind == "work"
    ]
    if rows:
        blocks += [
            Heading(paper.say("conditions.mentors"), 2),
            paper.body("conditions.mentors_intro", students=MENTORED),
            Table(
                title=paper.say("table_title.mentors"),
                columns=columns(keys, (42, 58, 22, 36), ("enterprise",)),
                head=(paper.head(keys),),
                rows=tuple(rows),
                notes=(paper.say("conditions.note"),) if _elective(paper) else (),
                size=10,
            ),
        ]
    return blocks


def _contents(paper: InternshipPaper) -> list[Block]:
    """Return the tasks of each internship with weeks, skills, abilities and what is assessed."""
    blocks: list[Block] = [paper.body("contents.intro")]
    for internship, course in paper.all:
        blocks.append(Heading(paper.staged(course), 2))
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
        blocks.append(_content_table(paper, internship, course))
    return blocks


def _told(
    internship: Internship, course: Course
) -> Sequence[tuple[str, int, str, int, Collection[str | None]]]:
    """Return what an internship asks: topic, weeks, words, level, abilities. Without tasks, its outcomes."""
    if internship.tasks:
        return [(t.topic, t.weeks, t.text, t.level, (t.competency,)) for t in internship.tasks]
    return [
        (o.topic, 0, o.text, o.level, (o.competency,) if o.competency else course.competencies)
        for o in course.outcomes
    ]


def _content_table(paper: InternshipPaper, internship: Internship, course: Course) -> Table:
    """Return the tasks of an internship; where they share its weeks there is no column for these."""
    told, posts = _told(internship, course), paper.posts(internship)
    names = {line.competency.id: line.competency.name for line in paper.chain.lines}
    weeks = sum(line[1] for line in told)
    rows = [
        row(
            number,
            topic,
            *((one or None,) if weeks else ()),
            text or topic,
            paper.level(level),
            paper.list(names[i] for i in ids if i in names),
            paper.list(_served(posts, ids)) or "—",
        )
        for number, (topic, one, text, level, ids) in enumerate(told, start=1)
    ]
    if weeks:
        rows.append(row(Cell(paper.say("sum"), across=2), weeks, Cell(None, across=4), kind="total"))
    keys = tuple(k for k in CONTENTS if weeks or k != "weeks")
    return Table(
        title=paper.say("table_title.contents", name=paper.staged(course)),
        columns=columns(keys, tuple(CONTENTS[k] for k in keys), ("project", "skills", "ability", "typical")),
        head=(paper.head(keys),),
        rows=tuple(rows),
        size=9.5,
    )


def _served(posts: Iterable[Post], abilities: Collection[str | None]) -> tuple[str, ...]:
    """Return the typical tasks that an internship task exercises, by the abilities they take."""
    found = (t.name for p in posts for t in p.tasks if set(abilities) & set(t.competencies))
    return tuple(dict.fromkeys(found))[:TASKS_SHOWN]


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
    rules = [p for p in _provisions(paper) if p.measure not in OF_TIME]
    blocks: list[Block] = [
        Listing(tuple(paper.say(f"manage.{n}") for n in range(1, MANAGEMENT + 1)), ordered=True)
    ]
    if rules:
        blocks += [paper.body("management.rules"), _cited(paper, rules)]
    titles = _titles(paper)
    if titles:
        blocks.append(Paragraph(paper.say("management.titles", documents=titles), "note"))
    return blocks


def _annexes(paper: InternshipPaper) -> list[Block]:
    """Return which typical tasks of the posts the internships exercise."""
    rows: list[Row] = []
    for stage in Stage:
        mine = [(i, c) for i, c in paper.all if c.stage is stage and i.kind == "work"]
        reached = {p.id: p for i, _ in mine for p in paper.posts(i)}
        others = {p.id: p for p in paper.pathway.all_posts if p.stage is stage and p.tasks}
        for post in (reached | others).values():
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
    loose = [c.name for i, c in paper.all if i.tasks and 0 < sum(t.weeks for t in i.tasks) != c.weeks]
    if loose:
        yield paper.say("open.weeks", names=tuple(loose))
    unread = [p for p in _provisions(paper) if not p.verified]
    if unread:
        yield paper.say("open.unverified", count=len(unread))
