"""The transfer criteria as the paper that two schools file and make public (转段考核标准).

Twelve chapters with the tables A to D, the blueprint (双向细目表) and five annexes: bridge list,
scoring of the skill tasks, range of the written paper, score sheets, pledge. Every sentence is made of
data; what the schools have not settled yet is listed once, at the front, and nowhere left blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from articulate.emitters.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    KeyValues,
    Listing,
    PageSetup,
    Paragraph,
    Row,
    Scalar,
    Table,
    Tone,
    row,
)
from articulate.emitters.words import course_names, inner, joined, major_name, pair_name
from articulate.i18n import Lang, Lv, label, show
from articulate.model.criteria import BridgeItem, DutyDate, ProcessItem, SkillTask, TransferCriteria
from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.model.programme import Course, Stage
from articulate.model.settings import Concession
from articulate.policy import Policy, policy_for

CHAPTERS = (
    "basis",
    "organisation",
    "eligibility",
    "times",
    "parts",
    "process",
    "examination",
    "passing",
    "concessions",
    "absence",
    "fallback",
    "publication",
)
BLANK_LINES = 10
"""Empty rows of a score sheet."""

PAGE = 158.0
"""Width of a table on an upright page in millimetres."""


def criteria_document(
    pathway: Pathway,
    criteria: TransferCriteria,
    plan: TeachingPlan | None = None,
    lang: Lang = "zh",
    *,
    policy: Policy | None = None,
) -> Document:
    """Return the transfer criteria as a document.

    With a plan, the conditions of entry name how many courses and credits a student must have passed
    by the deadline; without one they say it in words. ``policy`` is what the first chapter rests on, by
    default that of the pathway.
    """
    policy = policy_for(pathway) if policy is None else policy
    paper = _Paper(pathway, criteria, plan, lang, policy)
    blocks: list[Block] = [PageSetup(paper.say("sheet")), KeyValues(tuple(_facts(paper)))]
    blocks += _open_points(paper)
    for number, name in enumerate(CHAPTERS, start=1):
        blocks.append(Heading(paper.say(f"chapter.{name}", number=paper.say(f"number.{number}"))))
        blocks += _BUILDERS[name](paper)
    for annex in (_bridge_annex, _scoring_annex, _range_annex, _sheets_annex, _pledge_annex):
        blocks += annex(paper)
    return Document(
        title=paper.say(f"title.{pathway.mode}", province=paper.say("province") if paper.shanxi else ""),
        subtitle=paper.say("subtitle", pair=pair_name(pathway, lang), cohort=paper.cohort),
        blocks=tuple(blocks),
        lang=lang,
    )


@dataclass(frozen=True, slots=True)
class _Paper:
    """The criteria with what every chapter asks of them."""

    pathway: Pathway
    criteria: TransferCriteria
    plan: TeachingPlan | None
    lang: Lang
    policy: Policy

    def say(self, key: str, **values: object) -> str:
        """Return the words under a key of ``criteria.toml``."""
        return label(f"criteria.{key}", self.lang, **values)

    def body(self, key: str, **values: object) -> Paragraph:
        """Return a paragraph with the words under a key."""
        return Paragraph(self.say(key, **values))

    @property
    def shanxi(self) -> bool:
        """Whether a Shanxi notice (晋…) names the pair."""
        return self.pathway.pilot is not None and self.pathway.pilot.notice.startswith("晋")

    @property
    def cohort(self) -> str:
        """The cohort in words, or that it is every cohort where none is named."""
        year = self.pathway.cohort
        return label("documents.cohort", self.lang, year=year) if year else self.say("every_cohort")

    def school(self, stage: Stage) -> str:
        """Name of the school of a stage."""
        return self.pathway.partner(stage).school

    def day(self, on: date | None) -> str:
        """Return a day as it is written in a filed paper."""
        return label("documents.day", self.lang, year=on.year, month=on.month, day=on.day) if on else ""

    def names(self, ids: Iterable[str]) -> str:
        """Return the names of courses as a list within a sentence."""
        return joined(course_names(self.pathway, ids), self.lang)

    def level(self, level: int) -> str:
        """Return a level with its word."""
        return show(Lv(level), self.lang)

    @property
    def written(self) -> int:
        """Percent of the skill part that is sat in writing: none without a blueprint, all without tasks."""
        if not self.criteria.blueprint.rows:
            return 0
        return self.criteria.written if self.criteria.tasks else 100

    def finished(self) -> tuple[Course, ...]:
        """Required secondary courses that the plan finishes by the deadline."""
        if self.plan is None:
            return ()
        done = []
        for course in self.pathway.courses:
            terms = self.plan.terms_of(course.id)
            required = course.stage is Stage.SECONDARY and course.required
            if required and terms and max(terms) <= self.criteria.deadline:
                done.append(course)
        return tuple(done)


def _head(paper: _Paper, keys: Iterable[str]) -> Row:
    """Return a heading row with the words under some keys."""
    return row(*(paper.say(f"column.{k}") for k in keys))


def _columns(keys: Sequence[str], widths: Sequence[float], left: Sequence[str]) -> tuple[Column, ...]:
    """Return columns with their widths, some of them set to the left and the rest in the middle."""
    pairs = zip(keys, widths, strict=True)
    return tuple(Column(w, "left" if k in left else "center") for k, w in pairs)


# ---- before the chapters --------------------------------------------------------------------------------


def _facts(paper: _Paper) -> Iterable[tuple[str, Scalar]]:
    """Yield the lines of the table on the first page."""
    for stage in Stage:
        partner = paper.pathway.partner(stage)
        major = partner.programme.major
        yield paper.say(f"fact.school_{stage.value}"), partner.school
        yield (
            paper.say(f"fact.major_{stage.value}"),
            paper.say("fact.major", name=major_name(major, paper.lang), code=major.code),
        )
    yield paper.say("fact.mode"), paper.say(f"mode.{paper.pathway.mode}")
    yield paper.say("fact.cohort"), paper.cohort
    if paper.criteria.published:
        yield paper.say("fact.published"), paper.day(paper.criteria.published)


def _open_points(paper: _Paper) -> list[Block]:
    """Return what the two schools still have to settle or confirm, once and for all chapters."""
    items = tuple(_missing(paper))
    if not items:
        return []
    return [
        Paragraph(paper.say("open.title"), "lead"),
        Paragraph(paper.say("open.intro")),
        Listing(items, ordered=True),
    ]


def _missing(paper: _Paper) -> Iterable[str]:
    """Yield every open point in the order of the chapters."""
    pathway, criteria = paper.pathway, paper.criteria
    checks = {
        "cohort": pathway.cohort is None,
        "pilot": pathway.pilot is None,
        "group": not pathway.governance.group,
        "exam_on": pathway.transfer.exam_on is None,
        "process": not criteria.process,
        "culture": not criteria.culture,
        "blueprint": not criteria.blueprint.rows,
        "tasks": not criteria.tasks,
        "ties": not criteria.ties,
        "absence": not criteria.absence,
        "retest": not criteria.retest,
        "appeal": not criteria.appeal,
        "fallback": not criteria.fallback,
        "published": criteria.published is None,
    }
    for name, open_ in checks.items():
        if open_:
            yield paper.say(f"open.{name}")
    if _too_late(paper):
        yield paper.say(
            "open.too_late", day=paper.day(criteria.published), admission=paper.day(_admission(paper))
        )
    left_out = pathway.transfer.not_assessed
    untaught = [b.topic for b in criteria.bridge if not b.taught_level and b.topic not in left_out]
    if untaught:
        yield paper.say("open.untaught", deadline=criteria.deadline, topics=tuple(untaught))
    undated = [d.what for d in criteria.duties if d.on is None and d.before is None]
    if undated:
        yield paper.say("open.duties", duties=tuple(undated))
    nowhere = [t.name for t in criteria.tasks if t.facility is None]
    if nowhere:
        yield paper.say("open.facility", tasks=tuple(nowhere))
    drafts = [c for c in pathway.courses if c.stage is Stage.SECONDARY and c.origin.status == "draft"]
    if drafts:
        yield paper.say("open.drafts", count=len(drafts))


def _admission(paper: _Paper) -> date | None:
    return paper.pathway.calendar.admission_starts


def _too_late(paper: _Paper) -> bool:
    """Whether the day of publication is not before enrolment work begins."""
    published, admission = paper.criteria.published, _admission(paper)
    return published is not None and admission is not None and published >= admission


# ---- the twelve chapters -------------------------------------------------------------------------------


def _basis(paper: _Paper) -> list[Block]:
    pathway = paper.pathway
    majors = {s.value: major_name(pathway.partner(s).programme.major, paper.lang) for s in Stage}
    codes = {f"{s.value}_code": pathway.partner(s).programme.major.code for s in Stage}
    blocks: list[Block] = [
        paper.body("basis.why", documents=_documents(paper), **majors),
        paper.body(
            "basis.whom",
            secondary_school=paper.school(Stage.SECONDARY),
            higher_school=paper.school(Stage.HIGHER),
            cohort=paper.cohort,
            **majors,
            **codes,
        ),
    ]
    if pathway.pilot:
        pilot = pathway.pilot
        blocks.append(paper.body("basis.pilot", notice=pilot.notice, number=pilot.number, line=pilot.line))
    count = len(paper.criteria.bridge)
    key = "basis.principle" if count else "basis.principle_plain"
    blocks.append(paper.body(key, deadline=paper.criteria.deadline, count=count))
    return blocks


def _documents(paper: _Paper) -> str:
    """Return the documents that ask something of the transfer assessment and whose text was read."""
    found = {}
    for provision in paper.policy:
        if provision.topic == "transfer" and provision.verified and provision.force != "may":
            found[provision.document, provision.title] = provision
    words = [
        paper.say("basis.document" if number else "basis.title", title=inner(title), number=number)
        # What the province asks of this pilot leads, then the newest first.
        for number, title in sorted(
            found, key=lambda d: (found[d].scope != "shanxi", -(found[d].year or 0), d)
        )
    ]
    if not words and paper.pathway.pilot:
        words = [paper.pathway.pilot.notice]
    return joined(words, paper.lang) if words else paper.say("basis.policies")


def _organisation(paper: _Paper) -> list[Block]:
    governance = paper.pathway.governance
    lead = governance.lead
    other = Stage.SECONDARY if lead is Stage.HIGHER else Stage.HIGHER
    sides = {"lead": paper.school(lead), "other": paper.school(other)}
    blocks: list[Block] = []
    if governance.group:
        blocks += [
            paper.body("organisation.lead", **sides),
            Table(
                columns=(Column(34), Column(48), Column(76, "left")),
                head=(row(*(paper.say(f"column.{k}") for k in ("role", "unit", "duty"))),),
                rows=tuple(row(p.role, p.unit, p.task) for p in governance.group),
                size=10.5,
            ),
        ]
    else:
        blocks.append(paper.body("organisation.lead_plain", **sides))
    if governance.enterprises:
        blocks.append(paper.body("organisation.enterprises", names=governance.enterprises))
    blocks.append(paper.body("organisation.fair"))
    return blocks


def _eligibility(paper: _Paper) -> list[Block]:
    criteria, done = paper.criteria, paper.finished()
    major = major_name(paper.pathway.secondary.programme.major, paper.lang)
    studies = (
        paper.say(
            "eligibility.studies",
            deadline=criteria.deadline,
            count=len(done),
            credits=sum((c.credits for c in done), Decimal(0)),
        )
        if done
        else paper.say("eligibility.studies_plain", deadline=criteria.deadline)
    )
    items = (
        paper.say("eligibility.enrolled", school=paper.school(Stage.SECONDARY), major=major),
        studies,
        paper.say("eligibility.conduct"),
        paper.say("eligibility.apply"),
    )
    return [
        paper.body("eligibility.intro"),
        Listing(items, ordered=True),
        paper.body("eligibility.check", school=paper.school(Stage.SECONDARY), term=criteria.assessed_in),
    ]


def _times(paper: _Paper) -> list[Block]:
    criteria = paper.criteria
    exam = paper.pathway.transfer.exam_on
    key = "times.terms_day" if exam else "times.terms"
    blocks: list[Block] = [
        paper.body(key, deadline=criteria.deadline, term=criteria.assessed_in, day=paper.day(exam))
    ]
    if paper.written:
        blocks.append(paper.body("times.written", minutes=criteria.minutes))
    if criteria.tasks:
        blocks.append(paper.body("times.skill", minutes=criteria.skill_minutes))
    if criteria.duties:
        duties = sorted(criteria.duties, key=lambda d: (d.on is None, d.on or date.min, d.what))
        keys = ("number", "duty_what", "duty_lead", "duty_when", "duty_result")
        blocks += [
            paper.body("times.duties"),
            Table(
                columns=(Column(12), Column(48, "left"), Column(34), Column(37), Column(27)),
                head=(_head(paper, keys),),
                rows=tuple(
                    row(n, d.what, d.lead, _due(paper, d), d.result) for n, d in enumerate(duties, start=1)
                ),
                size=10.5,
            ),
        ]
    return blocks


def _due(paper: _Paper, duty: DutyDate) -> str:
    """Return the day of a duty: its own, or that of the event it must precede, or the event in words."""
    events = {
        "admission": _admission(paper),
        "enrolment": paper.pathway.calendar.enrolment,
        "assessment": paper.pathway.transfer.exam_on,
    }
    if duty.on is None:
        return label(f"labels.Event.{duty.before}", paper.lang) if duty.before else paper.say("times.open")
    if duty.before and duty.on == events[duty.before]:
        return paper.say("before_day", day=paper.day(duty.on))
    return paper.day(duty.on)


def _parts(paper: _Paper) -> list[Block]:
    weights = paper.criteria.weights
    shares = {k: weights.get(k, 0) for k in ("process", "culture", "skill")}
    blocks: list[Block] = [paper.body("parts.total", **shares)]
    if 0 < paper.written < 100:
        blocks.append(paper.body("parts.skill", written=paper.written, practical=100 - paper.written))
    keys = ("part", "item", "full", "weight", "least", "by", "when")
    blocks.append(
        Table(
            title=paper.say("table.a"),
            columns=tuple(Column(w) for w in (22, 34, 14, 14, 15, 37, 22)),
            head=(_head(paper, keys),),
            rows=tuple(_part_rows(paper)),
            size=10.5,
        )
    )
    return blocks


def _part_rows(paper: _Paper) -> Iterable[Row]:
    """Yield the rows of table A. The weights of its lines add up to the whole."""
    criteria = paper.criteria
    weights = {k: Fraction(criteria.weights.get(k, 0), 100) for k in ("process", "culture", "skill")}
    least = criteria.pass_each
    term = paper.say("in_term", term=criteria.assessed_in)
    yield row(
        paper.say("part.process"),
        paper.say("part.process_item", count=len(criteria.process)),
        100,
        weights["process"],
        least,
        paper.say("part.by_process"),
        paper.say("until_term", term=criteria.deadline),
    )
    yield row(
        paper.say("part.culture"),
        paper.names(i.course for i in criteria.culture) or paper.say("part.culture_item"),
        100,
        weights["culture"],
        least,
        paper.say("part.by_culture"),
        term,
    )
    lines = []
    if paper.written:
        share = weights["skill"] * Fraction(paper.written, 100)
        lines.append((paper.say("part.written"), share, paper.say("part.by_written")))
    if paper.written < 100:
        share = weights["skill"] * Fraction(100 - paper.written, 100)
        lines.append(
            (paper.say("part.practical", count=len(criteria.tasks)), share, paper.say("part.by_practical"))
        )
    for number, (item, share, by) in enumerate(lines):
        first = (Cell(paper.say("part.skill"), down=len(lines)),) if number == 0 else ()
        line = (Cell(least, down=len(lines)),) if number == 0 else ()
        yield row(*first, item, 100, share, *line, by, term)
    yield row(
        Cell(paper.say("sum"), across=2),
        100,
        sum(weights.values()),
        criteria.pass_total,
        "",
        "",
        kind="total",
    )


def _process(paper: _Paper) -> list[Block]:
    items = paper.criteria.process
    if not items:
        return [paper.body("process.none")]
    keys = ("number", "course", "terms", "credits", "marking", "share", "setter", "dependence")
    rows = [
        row(
            number,
            paper.names((item.course,)) or item.course,
            _terms(paper, item),
            item.credits,
            paper.say("process.exam" if _examined(paper, item) else "process.check"),
            Fraction(item.weight, 100),
            paper.say("process.setter"),
            item.dependence,
        )
        for number, item in enumerate(items, start=1)
    ]
    total = row(
        Cell(paper.say("sum"), across=3),
        sum((i.credits for i in items), Decimal(0)),
        "",
        Fraction(sum(i.weight for i in items), 100),
        "",
        "",
        kind="total",
    )
    widths = (12, 37, 24, 12, 22, 14, 20, 17)
    return [
        paper.body("process.intro", count=len(items), deadline=paper.criteria.deadline),
        Table(
            title=paper.say("table.b"),
            columns=tuple(
                Column(w, "left" if k == "course" else "center") for k, w in zip(keys, widths, strict=True)
            ),
            head=(_head(paper, keys),),
            rows=(*rows, total),
            notes=(paper.say("process.note"),),
            size=10.5,
        ),
        paper.body("process.publish", term=paper.criteria.assessed_in),
    ]


def _terms(paper: _Paper, item: ProcessItem) -> str:
    """Return the terms of a process course: 第1、2学期, or 第1—4学期 where they follow one another."""
    terms = item.terms
    if len(terms) > 2 and terms == tuple(range(terms[0], terms[-1] + 1)):
        return paper.say("terms_range", first=terms[0], last=terms[-1])
    return paper.say("in_term", term=terms) if terms else ""


def _examined(paper: _Paper, item: ProcessItem) -> bool:
    course = paper.pathway.by_id.get(item.course)
    return bool(course and course.exam)


def _examination(paper: _Paper) -> list[Block]:
    blocks: list[Block] = [Heading(paper.say("examination.culture"), 2)]
    blocks += _culture(paper)
    if paper.written:
        blocks += [Heading(paper.say("examination.written"), 2), *_written(paper)]
    blocks.append(Heading(paper.say("examination.skill"), 2))
    blocks += _skill(paper)
    return blocks


def _culture(paper: _Paper) -> list[Block]:
    items = paper.criteria.culture
    if not items:
        return [paper.body("culture.none")]
    scope = paper.say("culture.scope", deadline=paper.criteria.deadline)
    rows = [row(paper.names((i.course,)) or i.course, 100, Fraction(i.weight, 100), scope) for i in items]
    total = row(paper.say("sum"), "", Fraction(sum(i.weight for i in items), 100), "", kind="total")
    keys = ("subject", "full", "culture_share", "scope")
    return [
        paper.body("culture.intro", names=paper.names(i.course for i in items)),
        Table(
            columns=(Column(36), Column(20), Column(38), Column(64, "left")),
            head=(_head(paper, keys),),
            rows=(*rows, total),
            size=10.5,
        ),
    ]


def _written(paper: _Paper) -> list[Block]:
    blueprint = paper.criteria.blueprint
    levels = tuple(blueprint.by_level())
    rows = [
        row(r.group, *(r.points.get(v) for v in levels), r.total, Fraction(r.total, blueprint.total or 1))
        for r in blueprint.rows
    ]
    sums = blueprint.by_level()
    rows.append(
        row(
            paper.say("sum"),
            *sums.values(),
            blueprint.total,
            Fraction(blueprint.total, blueprint.total or 1),
            kind="total",
        )
    )
    rows.append(
        row(
            paper.say("share"),
            *(Fraction(p, blueprint.total or 1) for p in sums.values()),
            Fraction(1 if blueprint.total else 0),
            "",
            kind="total",
        )
    )
    width = min(24.0, 82 / (len(levels) or 1))
    return [
        paper.body("written.intro", minutes=paper.criteria.minutes),
        Table(
            title=paper.say("table.blueprint"),
            columns=(
                Column(PAGE - 40 - width * len(levels), "left"),
                *(Column(width) for _ in levels),
                Column(20),
                Column(20),
            ),
            head=(
                row(
                    Cell(paper.say("column.content"), down=2),
                    Cell(paper.say("column.levels"), across=len(levels)) if levels else Cell(down=2),
                    Cell(paper.say("column.points_sum"), down=2),
                    Cell(paper.say("column.share_plain"), down=2),
                ),
                row(*(paper.level(v) for v in levels)),
            ),
            rows=tuple(rows),
            notes=(paper.say("written.note"),),
            size=10.5,
        ),
    ]


def _skill(paper: _Paper) -> list[Block]:
    tasks = paper.criteria.tasks
    if not tasks:
        return [paper.body("skill.none")]
    facilities = {f.id: f for f in paper.pathway.all_facilities}
    rows = []
    for number, task in enumerate(tasks, start=1):
        place = facilities.get(task.facility or "")
        where = (
            paper.say("skill.place", name=place.name, stations=place.stations)
            if place
            else paper.say("skill.no_place")
        )
        rows.append(
            row(
                number,
                task.name,
                _indicator(paper, task),
                paper.level(task.level),
                where,
                task.minutes,
                task.total,
            )
        )
    keys = ("number", "task", "indicator", "level", "place", "minutes", "points")
    widths = (12, 26, 44, 21, 24, 18, 13)
    total = row(
        Cell(paper.say("sum"), across=5),
        sum(t.minutes for t in tasks),
        sum(t.total for t in tasks),
        kind="total",
    )
    return [
        paper.body("skill.intro", count=len(tasks), minutes=paper.criteria.skill_minutes),
        Table(
            title=paper.say("table.tasks"),
            columns=_columns(keys, widths, ("indicator", "task")),
            head=(_head(paper, keys),),
            rows=(*rows, total),
            size=10.5,
        ),
        paper.body("skill.scoring"),
    ]


def _indicator(paper: _Paper, task: SkillTask) -> str:
    """Return how the ability behind a task is measured."""
    return task.indicator or joined(task.topics, paper.lang)


def _passing(paper: _Paper) -> list[Block]:
    criteria = paper.criteria
    blocks: list[Block] = [paper.body("passing.line", total=criteria.pass_total, each=criteria.pass_each)]
    if criteria.ties:
        blocks.append(paper.body("passing.ranking", ties=criteria.ties))
    else:
        blocks.append(paper.body("passing.ranking_plain"))
    blocks.append(paper.body("passing.admission", school=paper.school(Stage.HIGHER)))
    return blocks


def _concessions(paper: _Paper) -> list[Block]:
    items = paper.criteria.concessions
    if not items:
        return [paper.body("concessions.none")]
    keys = ("item", "grade", "result", "effect", "cap")
    return [
        paper.body("concessions.intro"),
        Table(
            title=paper.say("table.d"),
            columns=_columns(keys, (48, 22, 30, 22, 36), ("item", "cap")),
            head=(_head(paper, keys),),
            rows=tuple(row(c.item, c.grade, c.result, _effect(paper, c), c.cap) for c in items),
            size=10.5,
        ),
    ]


def _effect(paper: _Paper, concession: Concession) -> str:
    return paper.say(f"effect.{concession.effect}", points=concession.points)


def _absence(paper: _Paper) -> list[Block]:
    criteria = paper.criteria
    items = tuple(
        paper.say(f"absence.{name}", text=_sentence(text, paper.lang))
        for name, text in (
            ("absence", criteria.absence),
            ("retest", criteria.retest),
            ("appeal", criteria.appeal),
        )
        if text
    )
    return [Listing(items, ordered=True)] if items else [paper.body("absence.none")]


def _fallback(paper: _Paper) -> list[Block]:
    routes = tuple(_sentence(t, paper.lang) for t in paper.criteria.fallback)
    if not routes:
        return [paper.body("fallback.none")]
    return [paper.body("fallback.intro"), Listing(routes, ordered=True)]


def _sentence(text: str, lang: Lang) -> str:
    """Return a text that ends as a sentence does."""
    text = text.strip()
    stop = "。" if lang == "zh" else "."
    return text if text.endswith(("。", "！", "？", "；", ".", "!", "?")) else text + stop


def _publication(paper: _Paper) -> list[Block]:
    published, admission = paper.criteria.published, _admission(paper)
    if published and admission and not _too_late(paper):
        first = paper.body("publication.before", day=paper.day(published), admission=paper.day(admission))
    elif published:
        first = paper.body("publication.on", day=paper.day(published))
    else:
        first = paper.body("publication.open")
    return [first, paper.body("publication.validity", cohort=paper.cohort)]


_BUILDERS = {
    "basis": _basis,
    "organisation": _organisation,
    "eligibility": _eligibility,
    "times": _times,
    "parts": _parts,
    "process": _process,
    "examination": _examination,
    "passing": _passing,
    "concessions": _concessions,
    "absence": _absence,
    "fallback": _fallback,
    "publication": _publication,
}


# ---- annexes --------------------------------------------------------------------------------------------


def _annex(paper: _Paper, name: str, *, landscape: bool = False) -> list[Block]:
    return [PageSetup(paper.say(f"annex_sheet.{name}"), landscape), Heading(paper.say(f"annex.{name}"))]


def _bridge_annex(paper: _Paper) -> list[Block]:
    items = paper.criteria.bridge
    if not items:
        return [*_annex(paper, "bridge"), paper.body("bridge.none")]
    keys = (
        "number",
        "topic",
        "needed_level",
        "taught_level",
        "taught_in",
        "needed_by",
        "hours_behind",
        "shown_by",
    )
    widths = (12, 47, 23, 23, 46, 62, 17, 47)
    return [
        *_annex(paper, "bridge", landscape=True),
        Table(
            columns=_columns(keys, widths, ("topic", "taught_in", "needed_by")),
            head=(_head(paper, keys),),
            rows=tuple(_bridge_row(paper, n, item) for n, item in enumerate(items, start=1)),
            notes=(paper.say("bridge.note", deadline=paper.criteria.deadline),),
            size=9.5,
            freeze=2,
        ),
    ]


def _bridge_row(paper: _Paper, number: int, item: BridgeItem) -> Row:
    short = item.taught_level < item.level
    left_out = item.topic in paper.pathway.transfer.not_assessed
    tone: Tone = ("muted" if left_out else "bad") if short else ""
    return row(
        number,
        item.topic,
        paper.level(item.level),
        Cell(_reached(paper, item), tone=tone),
        paper.names(item.courses),
        paper.names(item.needed_by),
        item.dependent_hours,
        _shown_by(paper, item),
    )


def _reached(paper: _Paper, item: BridgeItem) -> str:
    """Return the level reached by the deadline, or the term in which a topic is taught after it."""
    plan = paper.plan
    if item.taught_level or plan is None:
        return paper.level(item.taught_level)
    late = [t for i in item.courses for t in plan.terms_of(i)[-1:]]
    return paper.say("later_term", term=min(late)) if late else paper.level(0)


def _shown_by(paper: _Paper, item: BridgeItem) -> Cell:
    """Return where the assessment asks for a topic, or why it does not."""
    criteria, topic = paper.criteria, item.topic
    ways = []
    if any(p.course in item.courses for p in criteria.process):
        ways.append("process")
    if any(topic in r.topics for r in criteria.blueprint.rows):
        ways.append("written")
    if any(topic in t.topics for t in criteria.tasks):
        ways.append("skill")
    if ways:
        return Cell(joined((paper.say(f"shown_by.{w}") for w in ways), paper.lang))
    reason = paper.pathway.transfer.not_assessed.get(item.topic)
    if reason:
        return Cell(paper.say("shown_by.left_out", reason=reason), tone="muted")
    return Cell(paper.say("shown_by.none"), tone="bad")


def _scoring_annex(paper: _Paper) -> list[Block]:
    """Table C: what is scored in each task, with points and manner; one table a task, so that none breaks."""
    tasks = paper.criteria.tasks
    if not tasks:
        return []
    intro = paper.body("scoring.intro", count=len(tasks), points=sum(t.total for t in tasks))
    tables = [_scoring(paper, number, task) for number, task in enumerate(tasks, start=1)]
    return [*_annex(paper, "scoring"), intro, *tables, Paragraph(paper.say("scoring.note"), "note")]


def _scoring(paper: _Paper, number: int, task: SkillTask) -> Table:
    rows: list[Row] = []
    for k, point in enumerate(task.points):
        first: tuple[Cell, ...] = ()
        if k == 0:
            down = len(task.points)
            head = paper.say("scoring.task", name=task.name, minutes=task.minutes)
            first = (
                Cell(head, down=down, align="left"),
                Cell(_indicator(paper, task), down=down, align="left"),
            )
        text = point.text or paper.say(f"scoring.{point.manner}")
        rows.append(row(*first, text, point.points, paper.say(f"manner.{point.manner}")))
    rows.append(row(Cell(paper.say("sum"), across=3), task.total, "", kind="total"))
    keys = ("task", "indicator", "scoring_point", "points", "manner")
    return Table(
        title=paper.say("table.c", number=number),
        columns=_columns(keys, (28, 42, 53, 14, 21), ("scoring_point",)),
        head=(_head(paper, keys),),
        rows=tuple(rows),
        size=10,
    )


def _range_annex(paper: _Paper) -> list[Block]:
    """What the written paper may ask: topics of each group, with its points."""
    rows = paper.criteria.blueprint.rows
    if not rows:
        return []
    keys = ("number", "content", "topics", "points")
    return [
        *_annex(paper, "range"),
        Table(
            columns=(Column(12), Column(42), Column(88, "left"), Column(16)),
            head=(_head(paper, keys),),
            rows=tuple(
                row(n, r.group, joined(r.topics, paper.lang), r.total) for n, r in enumerate(rows, start=1)
            ),
            notes=(paper.say("range.note"),),
            size=10.5,
        ),
    ]


def _sheets_annex(paper: _Paper) -> list[Block]:
    """The two score sheets, kept apart: one for the process part, one for the whole."""
    criteria = paper.criteria
    blocks: list[Block] = []
    person = ("number", "name", "candidate", "identity")
    widths = (12.0, 22.0, 32.0, 40.0)

    def heads(*parts: tuple[str, int]) -> list[str]:
        return [paper.say("sheet_head", name=name, percent=percent) for name, percent in parts]

    process = heads(*((paper.names((i.course,)) or i.course, i.weight) for i in criteria.process))
    culture = heads(*((paper.names((i.course,)) or i.course, i.weight) for i in criteria.culture))
    skill = heads(
        *(
            (paper.say(f"part.{name}"), share)
            for name, share in (("written", paper.written), ("practical_plain", 100 - paper.written))
            if share
        )
    )
    parts = heads(
        *((paper.say(f"part.{k}"), criteria.weights.get(k, 0)) for k in ("process", "culture", "skill"))
    )
    for name, scores, last in (
        ("process_sheet", process, (paper.say("column.process_score"), paper.say("column.remark"))),
        (
            "total_sheet",
            [*culture, *skill, *parts],
            (paper.say("column.total_score"), paper.say("column.passed"), paper.say("column.remark")),
        ),
    ):
        if not scores:
            continue
        columns = [*(paper.say(f"column.{k}") for k in person), *scores, *last]
        width = (277 - sum(widths)) / (len(scores) + len(last))
        blocks += [
            *_annex(paper, name, landscape=True),
            Table(
                columns=(*(Column(w) for w in widths), *(Column(width) for _ in (*scores, *last))),
                head=(row(*columns),),
                rows=tuple(row(n, *([None] * (len(columns) - 1))) for n in range(1, BLANK_LINES + 1)),
                notes=(paper.say("sheet_note"),),
                size=9.5,
                least=24,
                freeze=2,
            ),
        ]
    return blocks


def _pledge_annex(paper: _Paper) -> list[Block]:
    items = tuple(paper.say(f"pledge.{n}") for n in range(1, 5))
    return [
        *_annex(paper, "pledge"),
        paper.body(
            "pledge.intro",
            school=paper.school(Stage.SECONDARY),
            major=major_name(paper.pathway.secondary.programme.major, paper.lang),
        ),
        Listing(items, ordered=True),
        Paragraph(paper.say("pledge.sign"), "lead"),
        Paragraph(paper.say("pledge.guardian"), "lead"),
        Paragraph(paper.say("pledge.date"), "lead"),
    ]
