"""What programme, standards and work plan have in common, and how their parts are put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar, TypeVar

from articulate.chain import Chain
from articulate.emitters.document import (
    Block,
    Document,
    Heading,
    Listing,
    PageSetup,
    Paragraph,
    Row,
    Table,
    row,
)
from articulate.emitters.paper import Paper
from articulate.emitters.standards.conventions import open_convention
from articulate.emitters.words import joined, major_name, numeral, pair_name, plain_name
from articulate.facilities import FacilityUse, facility_uses
from articulate.graph import CourseGraph
from articulate.i18n import Lang, label
from articulate.matching import Relations, Supplies
from articulate.model.criteria import TransferCriteria
from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.model.programme import Certificate, Course, CourseKind, Programme, Stage
from articulate.policy import Policy, measured_courses, usual_place

LETTERS = 12
"""Points: the letters of long papers."""

P = TypeVar("P", bound="StandardsPaper")


@dataclass(frozen=True)
class Basis:
    """What all of these papers are written from."""

    pathway: Pathway
    plan: TeachingPlan
    policy: Policy
    relations: Relations
    graph: CourseGraph
    lang: Lang = "zh"

    @cached_property
    def chain(self) -> Chain:
        """The chain from posts to assessment."""
        return Chain(self.pathway, self.plan)

    @cached_property
    def uses(self) -> tuple[FacilityUse, ...]:
        """How every place for practice is used."""
        return facility_uses(self.pathway, self.plan)

    @cached_property
    def supplies(self) -> Supplies:
        """What meets the requirements of every course."""
        from articulate.matching import supplies

        return supplies(self.pathway)

    @cached_property
    def criteria(self) -> TransferCriteria:
        """The criteria of the transfer assessment that belong to the plan."""
        from articulate.transfer import criteria

        return criteria(self.pathway, self.plan)

    @classmethod
    def of(cls, pathway: Pathway, plan: TeachingPlan, policy: Policy, lang: Lang = "zh") -> Basis:
        """Return the basis of a pathway, with relations and graph worked out."""
        from articulate.matching import relate

        return cls(pathway, plan, policy, relate(pathway), CourseGraph(pathway), lang)


@dataclass(frozen=True)
class StandardsPaper(Paper):
    """A basis, and what every chapter asks of it. Words that a paper does not have itself are shared ones."""

    plan: TeachingPlan
    basis: Basis

    room: ClassVar[str] = "standards"

    @classmethod
    def on(cls: type[P], basis: Basis) -> P:
        """Return the paper on a basis."""
        return cls(basis.pathway, basis.plan, basis.lang, basis.policy, basis)

    def say(self, key: str, **values: object) -> str:
        """Return the words under a key of the paper's own file, or of the shared one."""
        try:
            return label(f"{self.room}.{key}", self.lang, **values)
        except KeyError:
            return label(f"standards.{key}", self.lang, **values)

    def head(self, keys: Iterable[str]) -> Row:
        """Return a heading row with the words under some keys."""
        return row(*(self.say(f"column.{k}") for k in keys))

    @property
    def chain(self) -> Chain:
        """The chain from posts to assessment."""
        return self.basis.chain

    def programme(self, stage: Stage) -> Programme:
        """The programme of a stage."""
        return self.pathway.partner(stage).programme

    def major(self, stage: Stage) -> str:
        """Name of the major of a stage, with its direction."""
        return major_name(self.programme(stage).major, self.lang)

    def stage(self, stage: Stage) -> str:
        """中职 or 高职."""
        return self.say(f"stage_short.{stage.value}")

    def list(self, words: Iterable[str]) -> str:
        """Return words as a list within a sentence."""
        return joined(words, self.lang)

    def name(self, course: Course) -> str:
        """Name of a course, with its stage where the other stage has one of that name."""
        return plain_name(self.pathway, course, self.lang)

    def names_of(self, courses: Iterable[Course]) -> str:
        """Names of courses as a list within a sentence."""
        return self.list(map(self.name, courses))

    def top(self, course: Course) -> str:
        """The level of a course in short: L4."""
        return f"L{course.top_level}" if course.top_level else ""

    def nature(self, course: Course) -> str:
        """必修, 限选 or 任选."""
        return self.say("nature." + ("required" if course.required else course.elective or "limited"))

    def terms(self, course: Course) -> str:
        """The terms of a course in the plan: 3, or 1—4; in words where it is not offered."""
        terms = tuple(dict.fromkeys(self.plan.terms_of(course.id)))
        if len(terms) > 2 and terms == tuple(range(terms[0], terms[-1] + 1)):
            return self.say("span", first=terms[0], last=terms[-1])
        return self.list(map(str, terms)) if terms else self.say("not_offered")

    def exam(self, course: Course) -> str:
        """考试 or 考查."""
        offerings = self.plan.of(course.id)
        return self.say("exam" if (course.exam or any(o.exam for o in offerings)) else "check")

    def certificate(self, one: Certificate) -> str:
        """Name and grade of a certificate: 电工（四级/中级工）."""
        if not one.grade:
            return one.name
        # A name that ends in a bracket takes no second one.
        key = "certificate_plain" if one.name.endswith(("）", ")")) else "certificate"
        return self.say(key, name=one.name, grade=one.grade)

    def abilities(self, course: Course) -> str:
        """The competencies that a course builds, by name."""
        return self.list(line.competency.name for line, _ in self.chain.of(course.id))

    @cached_property
    def counted(self) -> Mapping[Stage, tuple[Course, ...]]:
        """Courses of each stage that count: required ones, and the electives that the plan takes."""
        return {s: tuple(measured_courses(self.pathway, s, self.plan)) for s in Stage}

    def offered(self, stage: Stage, *kinds: CourseKind) -> tuple[Course, ...]:
        """Courses of a stage that count, of some categories, by first term and id.

        Public basic courses stand in the order in which programmes print them, electives last.
        """
        mine = (c for c in self.counted[stage] if c.kind in kinds)

        def place(course: Course) -> tuple[bool, int, int, str]:
            if course.kind is CourseKind.GENERAL:
                return (not course.required, usual_place(course), self.chain.begins(course), course.id)
            return (False, 0, self.chain.begins(course), course.id)

        return tuple(sorted(mine, key=place))

    def weekly(self, course: Course) -> str:
        """Hours a week and weeks of a course in the plan: 4×18, or 2W for whole weeks."""
        from articulate.emitters.text import amount

        return self.list(dict.fromkeys(amount(o) for o in self.plan.of(course.id)))

    def open_drafts(self) -> str | None:
        """The open point that contents are drafts, where any are."""
        drafts = sum(c.origin.status == "draft" for c in self.pathway.courses)
        if not drafts:
            return None
        key = "open.drafts_all" if drafts == len(self.pathway.courses) else "open.drafts"
        return self.say(key, count=drafts, all=len(self.pathway.courses))


Chapter = tuple[str, Callable[[P], Sequence[Block]]]


def written(
    paper: P,
    chapters: Iterable[Chapter[P]],
    open_points: Iterable[str | None],
    annexes: Sequence[Block] = (),
) -> Document:
    """Return a paper: cover, table of contents, open points, numbered chapters, annexes.

    A chapter without blocks is left out, and the numbers close up. Tables with a title are numbered
    through.
    """
    blocks: list[Block] = []
    number = 0
    for name, build in chapters:
        content = build(paper)
        if content:
            number += 1
            blocks.append(Heading(_numbered(paper, number, paper.say(f"chapter.{name}"))))
            blocks += _sections(paper, content)
    return bound(paper, open_points, [*blocks, *annexes])


def bound(paper: StandardsPaper, open_points: Iterable[str | None], blocks: Iterable[Block]) -> Document:
    """Return chapters as a paper, with cover, table of contents, and open points in front."""
    points = tuple(p for p in (*open_points, open_convention(paper)) if p)
    sheets = [PageSetup(paper.say("sheet")), *front(paper, points), *blocks]
    return Document(
        title=paper.say("title", pair=pair_name(paper.pathway, paper.lang)),
        subject=pair_name(paper.pathway, paper.lang),
        subtitle=paper.say(f"mode.{paper.pathway.mode}"),
        blocks=captioned(sheets, paper.lang),
        lang=paper.lang,
        cover=tuple(cover(paper)),
        contents=2,
        letters=LETTERS,
        open_points=points,
    )


def front(paper: StandardsPaper, points: Sequence[str]) -> list[Block]:
    """Return what the schools must still write or confirm, once and for the whole paper."""
    if not points:
        return []
    return [
        Paragraph(paper.say("open.title"), "lead"),
        Paragraph(paper.say("open.intro")),
        Listing(tuple(points), ordered=True),
    ]


def _numbered(paper: Paper, number: int, text: str) -> str:
    return label("documents.numbered", paper.lang, number=numeral(number, paper.lang), text=text)


def _sections(paper: Paper, blocks: Iterable[Block]) -> list[Block]:
    """Number the headings of the second level within a chapter: （一）, (1)."""
    out: list[Block] = []
    number = 0
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            number += 1
            words = label(
                "standards.section", paper.lang, number=numeral(number, paper.lang), text=block.text
            )
            block = replace(block, text=words)
        out.append(block)
    return out


def captioned(blocks: Iterable[Block], lang: Lang) -> tuple[Block, ...]:
    """Number the tables that have a title: 表1　…"""
    out: list[Block] = []
    number = 0
    for block in blocks:
        if isinstance(block, Table) and block.title:
            number += 1
            block = replace(block, title=label("standards.table", lang, number=number, title=block.title))
        out.append(block)
    return tuple(out)


def cover(paper: StandardsPaper) -> Iterable[tuple[str, str]]:
    """Yield the lines of the cover."""
    pathway = paper.pathway
    for stage in (pathway.governance.lead, *(s for s in Stage if s is not pathway.governance.lead)):
        yield paper.say(f"cover.school_{stage.value}"), paper.school(stage)
    for stage in Stage:
        code = paper.programme(stage).major.code
        yield paper.say(f"cover.major_{stage.value}"), paper.say("major", name=paper.major(stage), code=code)
    yield paper.say("cover.cohort"), paper.cohort
    if pathway.governance.enterprises:
        yield paper.say("cover.enterprises"), paper.list(pathway.governance.enterprises)


def annex(paper: StandardsPaper, number: int, name: str, *, landscape: bool = False) -> list[Block]:
    """Return the beginning of an annex: its own paper, and its heading."""
    words = paper.say(f"annex.{name}")
    heading = paper.say("annex_heading", number=number, text=words)
    return [PageSetup(words, landscape), Heading(heading)]
