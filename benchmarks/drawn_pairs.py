"""Random pairs of programmes as two schools would write them, each with a plan hidden in it.

A plan is drawn first and then forgotten: terms are filled up to an ordinary week with public basic courses
over several terms, professional courses, elective groups and whole weeks of practice. Windows, requisites,
requirements, limits and shares are then written so that this plan keeps them all. One pair has 65 to 80
courses, 50 to 70 requisites, 7 to 11 elective groups. No pair has 400 courses: larger instances are sibling
majors of two schools that teach their public basic courses (the platform) together.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from random import Random

from articulate.model.pathway import Partner, Pathway
from articulate.model.plan import Offering, TeachingPlan
from articulate.model.planning import Planning, StageLimits
from articulate.model.programme import (
    Course,
    CourseKind,
    Delivery,
    ElectiveGroup,
    LearningOutcome,
    Major,
    Programme,
    Requirement,
    Requisite,
    Stage,
)
from articulate.model.settings import Calendar, TermCalendar
from articulate.policy import MEASURES, Policy, Provision

TEACHING = {**dict.fromkeys(range(1, 6), 18), 6: 6, **dict.fromkeys(range(7, 10), 16), 10: 0}
BLOCKS = {**dict.fromkeys(range(1, 6), 1), 6: 12, **dict.fromkeys(range(7, 10), 3), 10: 18}
WEEKLY = {Stage.SECONDARY: 27, Stage.HIGHER: 25}
"""Weekly hours of the hidden plan in an ordinary term, one more or less."""

EXAMS = 5
SHARES = {"public_basic_share": "1/3", "elective_share": "1/10", "practice_share": "1/2"}

Basic = tuple[str, int, int, int, bool]
"""Name, first term, terms, weekly hours, examined."""

SECONDARY_BASICS: tuple[Basic, ...] = (
    ("语文", 1, 4, 4, True),
    ("数学", 1, 4, 3, True),
    ("英语", 1, 4, 3, True),
    ("体育与健康", 1, 5, 2, False),
    ("思想政治1", 1, 1, 2, False),
    ("思想政治2", 2, 1, 2, False),
    ("思想政治3", 3, 1, 2, False),
    ("思想政治4", 4, 1, 2, False),
    ("信息技术", 1, 2, 3, False),
    ("历史", 3, 2, 2, False),
    ("公共艺术", 3, 2, 1, False),
)
HIGHER_BASICS: tuple[Basic, ...] = (
    ("思想道德与法治", 7, 1, 3, False),
    ("思想政治理论1", 8, 1, 3, False),
    ("思想政治理论2", 9, 1, 3, False),
    ("应用数学", 7, 1, 4, True),
    ("职业英语", 7, 2, 3, True),
    ("大学体育", 7, 3, 2, False),
    ("大学语文", 8, 1, 2, False),
    ("创新创业", 9, 1, 2, False),
)


SUBJECTS = (
    *("制图", "电工", "电子", "钳工", "公差", "传动", "液压", "气动", "测量", "材料"),
    *("数控", "焊接", "装配", "维修", "编程", "控制", "驱动", "机器人", "仿真", "网络"),
    *("传感", "检测", "质检", "管理", "安全", "工艺", "夹具", "模具", "建模", "视觉"),
)
"""What professional courses are about."""


@dataclass
class Draft:
    """A course on its way: where the hidden plan has it, and what is written down about it."""

    id: str
    name: str
    stage: Stage
    kind: CourseKind
    start: int
    hours: tuple[int, ...]
    block: int = 0
    exam: bool = False
    slack: tuple[int, int] = (0, 0)
    practice: int = 0
    group: str = ""
    taken: bool = True
    season: bool = False
    requisites: list[Requisite] = field(default_factory=list)
    requires: list[Requirement] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)

    @property
    def end(self) -> int:
        return self.start + len(self.hours) - 1

    @property
    def weekly(self) -> int:
        return self.hours[0] // TEACHING[self.start] if not self.block else 0


@dataclass(frozen=True)
class Pair:
    """A pathway with its provisions, the plan hidden in it, and the courses it shares with its siblings."""

    pathway: Pathway
    policy: Policy
    hidden: TeachingPlan
    platform: frozenset[str]


def draw(seed: int, size: float = 1.0, slack: int = 3) -> Pair:
    """Return a pair. ``size`` below 1 makes a small one; ``slack`` is how much wider windows may be."""
    return draw_school(seed, 1, size, slack)[0]


def draw_school(seed: int, pairs: int, size: float = 1.0, slack: int = 3) -> tuple[Pair, ...]:
    """Return sibling pairs that share their public basic courses, which each hidden plan has alike."""
    rng = Random(seed)
    platform = _platform(rng, size, slack)
    exams = dict.fromkeys(range(1, 11), 0)
    for d in platform:
        exams[d.end] += d.exam
    return tuple(_pair(Random(f"{seed}:{n}"), platform, dict(exams), n, size, slack) for n in range(pairs))


def _platform(rng: Random, size: float, slack: int) -> list[Draft]:
    out: list[Draft] = []
    for stage, basics in ((Stage.SECONDARY, SECONDARY_BASICS), (Stage.HIGHER, HIGHER_BASICS)):
        for number, (name, start, span, weekly, exam) in enumerate(basics[: round(len(basics) * size)]):
            hours = tuple(weekly * TEACHING[t] for t in range(start, start + span))
            one = Draft(f"{stage.value[0]}-g{number:02d}", name, stage, CourseKind.GENERAL, start, hours)
            one.exam = exam
            one.slack = (0, rng.randint(0, 1)) if span > 2 else (rng.randint(0, slack), rng.randint(0, slack))
            one.practice = sum(hours) // (2 if name.startswith(("体育", "大学体育", "信息")) else 8)
            if name[-1].isdigit() and name[-1] != "1":
                one.requisites.append(Requisite(kind="pre", course=out[-1].id))
            out.append(one)
    return out


def _pair(
    rng: Random, platform: list[Draft], exams: dict[int, int], number: int, size: float, slack: int
) -> Pair:
    own = [d for stage in Stage for d in _professional(rng, platform, stage, f"{number}", size, slack)]
    _examine(rng, own, exams)
    _order(rng, own, platform)
    twins = _elect(rng, own)
    drafts = [*platform, *own]
    courses = {d.id: _course(rng, d) for d in (*drafts, *twins)}
    groups = _groups(own, twins)
    for group in groups:
        windows = [courses[c].window for c in group.courses]
        window = min(w[0] for w in windows), max(w[1] for w in windows)
        courses |= {c: courses[c].but(terms=window, season=None) for c in group.courses}
    pathway = Pathway(
        pathway=f"pair-{number}",
        secondary=_partner(Stage.SECONDARY, courses, groups),
        higher=_partner(Stage.HIGHER, courses, groups),
        calendar=_calendar(),
        planning=Planning(secondary=_limits(Stage.SECONDARY, size), higher=_limits(Stage.HIGHER, size)),
    )
    taken = tuple(sorted(d.id for d in own if d.group))
    hidden = TeachingPlan(pathway=pathway.pathway, offerings=_offerings(drafts), taken=taken)
    return Pair(pathway, _policy(pathway, drafts), hidden, frozenset(d.id for d in platform))


def _calendar() -> Calendar:
    return Calendar(
        terms=tuple(
            TermCalendar(term=t, weeks=20, teaching=TEACHING[t], exam=int(TEACHING[t] > 0), block=BLOCKS[t])
            for t in range(1, 11)
        )
    )


def _limits(stage: Stage, size: float) -> StageLimits:
    usual = round(WEEKLY[stage] * size)
    light = stage.terms[-1]
    return StageLimits(weekly_hours=(usual - 2, usual + 2), light_terms=(light,), exams=EXAMS, courses=14)


def _professional(
    rng: Random, platform: list[Draft], stage: Stage, mark: str, size: float, slack: int
) -> list[Draft]:
    """Professional courses that fill the terms left by the platform, and whole weeks of practice."""
    usual = round(WEEKLY[stage] * size)
    goals = {t: usual + rng.choice((-1, 0, 0, 1)) for t in stage.terms}
    load = dict.fromkeys(stage.terms, 0)
    for d in platform:
        if d.stage is stage:
            for t in range(d.start, d.end + 1):
                load[t] += d.weekly
    out: list[Draft] = []

    def add(start: int, hours: tuple[int, ...], kind: CourseKind, block: int = 0) -> None:
        n = len(out)
        one = Draft(f"{stage.value[0]}{mark}-{n:02d}", _name(n, stage, block > 0), stage, kind, start, hours)
        one.block = block
        one.slack = rng.randint(0, slack), rng.randint(0, slack)
        one.season = not block and rng.random() < 0.05
        total = sum(hours)
        one.practice = total if block else rng.randint(total * 2 // 5, total * 7 // 10)
        out.append(one)

    terms = [t for t in stage.terms if TEACHING[t] > 6]
    for t in terms:
        while load[t] < goals[t]:
            later = t == terms[-1] or load[t + 1] + 3 > goals[t + 1]
            if not later and rng.random() < 0.12:
                weekly = min(rng.choice((2, 3)), goals[t] - load[t])
                add(t, (weekly * TEACHING[t], weekly * TEACHING[t + 1]), CourseKind.CORE)
                load[t + 1] += weekly
            else:
                weekly = min(rng.choice((2, 2, 3, 4, 4, 5)), goals[t] - load[t])
                early = t < terms[len(terms) // 2]
                add(t, (weekly * TEACHING[t],), CourseKind.FOUNDATION if early else CourseKind.CORE)
            load[t] += weekly
    for t in stage.terms:
        left = BLOCKS[t] if size >= 1 else min(BLOCKS[t], 2)
        if t == stage.terms[-1]:
            add(t, (28 * left,), CourseKind.PRACTICUM, left)
            continue
        while left and rng.random() < 0.75:
            weeks = rng.randint(1, left)
            add(t, (28 * weeks,), CourseKind.PRACTICUM, weeks)
            left -= weeks
    if TEACHING[stage.terms[-1]]:
        add(stage.terms[-1], (4 * TEACHING[stage.terms[-1]],), CourseKind.CORE)
    return out


def _name(number: int, stage: Stage, block: bool) -> str:
    subject = SUBJECTS[number % len(SUBJECTS)]
    suffix = "实训" if block else ("基础", "应用")[number // len(SUBJECTS) % 2]
    return f"{'' if stage is Stage.SECONDARY else '高级'}{subject}{suffix}"


def _examine(rng: Random, own: list[Draft], exams: dict[int, int]) -> None:
    for d in own:
        if not d.block and exams[d.end] < EXAMS and rng.random() < 0.45:
            d.exam = True
            exams[d.end] += 1


def _order(rng: Random, own: list[Draft], platform: list[Draft]) -> None:
    """Requisites and requirements that the hidden plan keeps."""
    for d in own:
        before = [o for o in own if o.end < d.start and (o.stage is d.stage or rng.random() < 0.3)]
        mates = [o for o in own if o.stage is d.stage and o.id != d.id]
        for _ in range(rng.choice((0, 1, 1, 2)) if before else 0):
            other = rng.choice(before).id
            if all(r.course != other for r in d.requisites):
                d.requisites.append(Requisite(kind="pre", course=other))
        if before and rng.random() < 0.08:
            parts = tuple(Requisite(kind="pre", course=o.id) for o in (rng.choice(before), rng.choice(mates)))
            d.requisites.append(Requisite(kind="any", parts=parts))
        beside = [o for o in mates if o.start <= d.start and not o.block]
        if beside and rng.random() < 0.06:
            d.requisites.append(Requisite(kind="co", course=rng.choice(beside).id))
        hosts = [o for o in mates if not o.block and o.start <= d.start and d.end <= o.end]
        if d.block and hosts and rng.random() < 0.25:
            d.requisites.append(Requisite(kind="strict_co", course=rng.choice(hosts).id))
        d.topics += [_topic(rng) for _ in range(2)]
        if before and rng.random() < 0.35:
            giver = rng.choice(before)
            topic = _topic(rng)
            giver.topics.append(topic)
            d.requires.append(Requirement(topic=topic, level=2))
    for d in platform:
        d.topics = d.topics or [f"{d.name}基础知识"]


def _topic(rng: Random) -> str:
    return "".join(chr(rng.randint(0x4E00, 0x9FA0)) for _ in range(5))


def _elect(rng: Random, own: list[Draft]) -> list[Draft]:
    """Make courses that nothing rests on elective, and return the others of their groups."""
    needed = {c for d in own for r in d.requisites for _, c in r.leaves()}
    given = {r.topic for d in own for r in d.requires}
    free = [
        d
        for d in own
        if d.id not in needed and not d.block and len(d.hours) == 1 and not given & set(d.topics)
    ]
    twins: list[Draft] = []
    for n, d in enumerate(free[: rng.randint(7, 11)]):
        d.group, d.exam, d.season = f"e{d.id}", False, False
        d.kind = CourseKind.EXTENSION
        d.requisites = d.requisites[:1]
        for k in range(1, rng.choice((2, 2, 3))):
            twin = Draft(f"{d.id}-{k}", f"{d.name}（{'乙丙'[k - 1]}）", d.stage, d.kind, d.start, d.hours)
            twin.slack, twin.group, twin.taken = d.slack, d.group, False
            twin.practice = min(sum(d.hours), d.practice + rng.choice((0, 0, 4)))
            if n % 3 == 0:
                twin.requisites = list(d.requisites)
            twins.append(twin)
    return twins


def _groups(own: list[Draft], twins: list[Draft]) -> list[ElectiveGroup]:
    members: dict[str, list[str]] = {}
    for d in (*own, *twins):
        if d.group:
            members.setdefault(d.group, []).append(d.id)
    return [
        ElectiveGroup(id=g, name=f"选修组{n}", courses=tuple(ids))
        for n, (g, ids) in enumerate(members.items(), 1)
    ]


def _course(rng: Random, d: Draft) -> Course:
    first = max(d.stage.terms[0], d.start - d.slack[0])
    last = min(d.stage.terms[-1], d.end + d.slack[1])
    return Course(
        id=d.id,
        name=d.name,
        kind=d.kind,
        required=not d.group,
        elective="limited" if d.group else None,
        hours=sum(d.hours),
        practice=d.practice,
        delivery=Delivery.BLOCK if d.block else Delivery.WEEKLY,
        weeks=d.block,
        terms=(first, last),
        span=(len(d.hours),),
        split=d.hours if len(set(d.hours)) > 1 else (),
        exam=d.exam,
        outcomes=tuple(LearningOutcome(topic=t, level=3, text=t) for t in d.topics),
        requires=tuple(d.requires),
        requisites=tuple(d.requisites),
        season=("autumn" if d.start % 2 else "spring") if d.season else None,
        stage=d.stage,
    )


def _partner(stage: Stage, courses: dict[str, Course], groups: list[ElectiveGroup]) -> Partner:
    mine = tuple(c for c in courses.values() if c.stage is stage)
    ids = {c.id for c in mine}
    return Partner(
        school="学校",
        programme=Programme(
            programme=stage.value,
            stage=stage,
            major=Major(name="专业", code="660301" if stage is Stage.SECONDARY else "460301"),
            electives=tuple(g for g in groups if set(g.courses) <= ids),
            courses=mine,
        ),
    )


def _offerings(drafts: list[Draft]) -> tuple[Offering, ...]:
    return tuple(
        Offering(
            course=d.id,
            term=d.start + k,
            weekly=0 if d.block else hours // TEACHING[d.start + k],
            weeks=d.block or TEACHING[d.start + k],
            hours=hours,
            exam=d.exam and d.start + k == d.end,
        )
        for d in drafts
        for k, hours in enumerate(d.hours)
    )


def _policy(pathway: Pathway, taken: list[Draft]) -> Policy:
    """Shares as regulations ask them of each stage, or what the hidden plan has where that is less."""
    out = []
    for stage in Stage:
        courses = [pathway.by_id[d.id] for d in taken if d.stage is stage]
        for measure, asked in SHARES.items():
            bound = min(Fraction(asked), MEASURES[measure].of(courses))
            out.append(
                Provision(
                    id=f"{stage.value}-{measure}",
                    title="比例规定",
                    stage=stage,
                    measure=measure,
                    unit="ratio",
                    at_least=bound,
                )
            )
    return Policy(tuple(out))
