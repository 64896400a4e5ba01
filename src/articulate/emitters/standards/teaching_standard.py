"""The teaching standard of the major (专业教学标准): eleven parts in the order of the national standards."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from articulate.emitters.document import Block, Document, Heading
from articulate.emitters.standards import curriculum, means, profile, specification
from articulate.emitters.standards.pairing import pairing
from articulate.emitters.standards.paper import Basis, StandardsPaper, written
from articulate.emitters.words import inner
from articulate.model.programme import CourseKind, Stage


class TeachingPaper(StandardsPaper):
    """The teaching standard with its own words."""

    room: ClassVar[str] = "teaching"


def teaching_standard(basis: Basis) -> Document:
    """Return the teaching standard of the pair as a document of eleven parts."""
    paper = TeachingPaper.on(basis)
    return written(
        paper,
        (
            ("overview", _overview),
            ("name", profile.majors),
            ("entry", profile.entry),
            ("years", profile.years),
            ("occupations", profile.occupations),
            ("aims", profile.aims),
            ("spec", specification.specification),
            ("courses", _courses),
            ("teachers", means.teachers),
            ("conditions", _conditions),
            ("quality", _quality),
        ),
        _open_points(paper),
    )


def _overview(paper: TeachingPaper) -> list[Block]:
    cited = dict.fromkeys(
        paper.say("document" if p.document else "document_plain", title=inner(p.title), number=p.document)
        for p in sorted(paper.policy, key=lambda p: (p.scope != "shanxi", -(p.year or 0), p.id))
        if p.verified and p.force != "may" and p.topic in ("articulation", "shares", "hours")
    )
    majors = tuple(dict.fromkeys(paper.major(s) for s in Stage))
    return [
        paper.body("overview.why", majors=majors),
        paper.body("overview.basis", documents=tuple(cited)) if cited else paper.body("overview.basis_plain"),
        paper.body("overview.use", **{f"{s.value}_school": paper.school(s) for s in Stage}),
    ]


def _courses(paper: TeachingPaper) -> list[Block]:
    blocks: list[Block] = [Heading(paper.say("courses.structure_heading"), 2)]
    blocks += [paper.body("courses.system"), curriculum.structure(paper)]
    blocks += [Heading(paper.say("courses.general_heading"), 2), paper.body("courses.general")]
    blocks.append(curriculum.general(paper))
    blocks.append(Heading(paper.say("courses.professional_heading"), 2))
    for kind in curriculum.PROFESSIONAL:
        if any(paper.offered(s, kind) for s in Stage):
            core = kind is CourseKind.CORE
            table = curriculum.core_contents(paper) if core else curriculum.professional(paper, kind)
            blocks += [paper.body(f"courses.{kind.value}"), table]
    if any(paper.offered(s, CourseKind.PRACTICUM) for s in Stage):
        blocks += [Heading(paper.say("courses.practice_heading"), 2), paper.body("courses.practicum")]
        blocks.append(curriculum.practice(paper))
    pairs = pairing(paper)
    if pairs:
        blocks += [Heading(paper.say("pairing.heading"), 2), *pairs]
    blocks += [Heading(paper.say("courses.hours_heading"), 2), *curriculum.hours(paper)]
    return blocks


def _conditions(paper: TeachingPaper) -> list[Block]:
    return means.sections(paper, ("places", "resources", "methods"))


def _quality(paper: TeachingPaper) -> list[Block]:
    return [
        *means.sections(paper, ("evaluation", "quality")),
        Heading(paper.say("graduation.heading"), 2),
        *means.graduation(paper),
    ]


def _open_points(paper: TeachingPaper) -> Iterable[str | None]:
    yield paper.open_drafts()
    yield from profile.open_points(paper)
    yield from specification.open_points(paper)
    yield from means.open_points(paper)
    yield paper.say("open.national")
