"""Who is trained for what: majors, entry, length, occupations, posts with their tasks, aims."""

from __future__ import annotations

from collections.abc import Iterable

from articulate import catalogue
from articulate.emitters.document import Block, Cell, Column, Listing, Row, Table, row
from articulate.emitters.paper import columns, sentence, unwrapped
from articulate.emitters.standards.paper import StandardsPaper
from articulate.emitters.words import apart
from articulate.model.programme import Coded, Post, Stage


def majors(paper: StandardsPaper) -> list[Block]:
    """Return names and codes of both majors with class and category of the national catalogue."""
    keys = ("stage", "school", "major", "code", "class", "category")
    rows = []
    for stage in Stage:
        major = paper.programme(stage).major
        entry = catalogue.major(major.code)
        known = (
            (_coded(paper, entry.major_class, major.code[:4]), _coded(paper, entry.category, major.code[:2]))
            if entry
            else (paper.say("unlisted"),) * 2
        )
        rows.append(row(paper.stage(stage), paper.school(stage), paper.major(stage), major.code, *known))
    return [
        paper.body("majors.intro", **_both(paper)),
        Table(
            title=paper.say("table_title.majors"),
            columns=columns(keys, (12, 38, 38, 18, 24, 28), ()),
            head=(paper.head(keys),),
            rows=tuple(rows),
            size=10.5,
        ),
    ]


def _both(paper: StandardsPaper) -> dict[str, str]:
    words = {}
    for stage in Stage:
        words[stage.value] = paper.major(stage)
        words[f"{stage.value}_code"] = paper.programme(stage).major.code
        words[f"{stage.value}_school"] = paper.school(stage)
    return words


def entry(paper: StandardsPaper) -> list[Block]:
    """Return who may enter either stage."""
    passing = paper.pathway.transfer.passing
    items = []
    for stage in Stage:
        who = paper.programme(stage).entry.rstrip("。.") or paper.say(f"entry.usual_{stage.value}")
        items.append(paper.say(f"entry.{stage.value}", who=who, total=passing.total, each=passing.each))
    return [Listing(tuple(items), ordered=True)]


def years(paper: StandardsPaper) -> list[Block]:
    """Return the length of study and the term after which students change school."""
    secondary, higher = (paper.programme(s).years for s in Stage)
    values: dict[str, object] = {"secondary": secondary, "higher": higher, "all": secondary + higher}
    values |= {"term": paper.pathway.transfer.assessed_in, **_schools(paper)}
    return [paper.body("years", **values)]


def _schools(paper: StandardsPaper) -> dict[str, str]:
    return {f"{s.value}_school": paper.school(s) for s in Stage}


def occupations(paper: StandardsPaper) -> list[Block]:
    """Return the six-column table of occupations, and the posts with their typical tasks."""
    keys = ("exit", "category", "class", "industry", "occupation", "posts", "certificates")
    widths = (10, 19, 18, 25, 27, 27, 32)
    return [
        paper.body("occupations.intro"),
        Table(
            title=paper.say("table_title.occupations"),
            columns=columns(keys, widths, ()),
            head=(paper.head(keys),),
            rows=tuple(_occupation(paper, stage) for stage in Stage),
            size=9.5,
        ),
        paper.body("occupations.tasks"),
        tasks(paper),
    ]


def _occupation(paper: StandardsPaper, stage: Stage) -> Row:
    programme = paper.programme(stage)
    known = catalogue.major(programme.major.code)
    code = programme.major.code
    return row(
        paper.stage(stage),
        _coded(paper, known.category, code[:2]) if known else code[:2],
        _coded(paper, known.major_class, code[:4]) if known else code[:4],
        _lines(paper, programme.industries),
        _lines(paper, programme.occupations),
        "\n".join(p.name for p in posts(paper, stage)),
        "\n".join(map(paper.certificate, programme.certificates)) or paper.say("none"),
    )


def posts(paper: StandardsPaper, stage: Stage) -> tuple[Post, ...]:
    """Posts that graduates of a stage take up, in the order in which the programme names them."""
    order = [p.id for p in paper.programme(stage).posts]
    mine = [p for p in paper.pathway.all_posts if p.stage is stage]
    return tuple(sorted(mine, key=lambda p: (order.index(p.id) if p.id in order else len(order), p.id)))


def _lines(paper: StandardsPaper, coded: Iterable[Coded]) -> str:
    return "\n".join(_coded(paper, c.name, c.code) for c in coded) or paper.say("to_be_named")


def _coded(paper: StandardsPaper, name: str, code: str) -> str:
    return paper.say("major", name=name, code=code) if code else name


def tasks(paper: StandardsPaper) -> Table:
    """Return posts, typical tasks and the abilities that each task takes."""
    names = {line.competency.id: line.competency.name for line in paper.chain.lines}
    rows: list[Row] = []
    for stage in Stage:
        for post in (p for p in posts(paper, stage) if p.tasks):
            height = len(post.tasks)
            head: tuple[Cell, ...] = (Cell(paper.stage(stage), down=height), Cell(post.name, down=height))
            for task in post.tasks:
                asked = paper.list(names[i] for i in task.competencies or post.competencies if i in names)
                rows.append(row(*head, task.name, asked))
                head = ()
    keys = ("exit", "post", "task", "ability")
    return Table(
        title=paper.say("table_title.tasks"),
        columns=(Column(12), Column(36), Column(56, "left"), Column(54, "left")),
        head=(paper.head(keys),),
        rows=tuple(rows),
        size=10,
    )


def aims(paper: StandardsPaper) -> list[Block]:
    """Return the aim of the five years, and that of either stage in the words of its programme."""
    industries = dict.fromkeys(c.name for s in Stage for c in paper.programme(s).industries)
    values = {s.value: paper.list(p.name for p in posts(paper, s)) for s in Stage}
    named = apart(industries, paper.lang)
    key = "aims.all" if industries else "aims.all_plain"
    blocks: list[Block] = [paper.body(key, industries=named, **values, **_majors(paper))]
    for stage in Stage:
        text = paper.programme(stage).aim
        if text:
            blocks.append(paper.body(f"aims.{stage.value}", text=sentence(unwrapped(text), paper.lang)))
    return blocks


def _majors(paper: StandardsPaper) -> dict[str, str]:
    return {f"{s.value}_major": paper.major(s) for s in Stage}


def open_points(paper: StandardsPaper) -> Iterable[str | None]:
    """Yield what is still to be written or confirmed about the profile."""
    if paper.pathway.cohort is None:
        yield paper.say("open.cohort")
    if paper.pathway.governance.enterprises:
        yield paper.say("open.partners")
    for stage in Stage:
        programme = paper.programme(stage)
        missing = [k for k in ("industries", "occupations") if not getattr(programme, k)]
        if missing:
            words = paper.list(paper.say(f"open.missing.{k}") for k in missing)
            yield paper.say("open.profile", stage=stage, what=words)
    codes = [
        c.name
        for s in Stage
        for c in (*paper.programme(s).industries, *paper.programme(s).occupations)
        if c.origin.status == "draft"
    ]
    if codes:
        yield paper.say("open.codes", names=apart(dict.fromkeys(codes), paper.lang))
