"""Two programmes joined by decisions, with calendar, transfer settings, governance and waivers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from articulate.model.programme import (
    Certificate,
    Competency,
    Course,
    CourseKind,
    ElectiveGroup,
    Facility,
    Internship,
    LearningOutcome,
    Outcome,
    Post,
    Presumed,
    Programme,
    Requisite,
    Stage,
)
from articulate.model.value import (
    Hours,
    Id,
    Level,
    Name,
    Percent,
    Plain,
    TermNumber,
    Text,
    Value,
    Weeks,
)

# ---- decisions -------------------------------------------------------------------------------


class Merge(Value):
    """合并: several courses become one; what the others had beyond it is carried over."""

    into: Id
    absorb: tuple[Id, ...] = Field(alias="from", min_length=1)
    hours: Hours | None = None
    """Hours of the merged course; default: its own, plus the share of the others that is new."""
    practice: Hours | None = None
    name: Name | None = None


class Exempt(Value):
    """免修/互认: the course is not taught; what it teaches is recognised from earlier courses."""

    course: Id
    by: Text = ""
    """How it is recognised: a test, a certificate, the earlier mark."""


class Trim(Value):
    """删减重复单元: some topics leave the course, and its hours shrink."""

    course: Id
    topics: tuple[Name, ...] = Field(min_length=1)
    hours: Hours | None = None
    """Hours that remain; default: in proportion to the outcomes that remain."""
    practice: Hours | None = None


class Relevel(Value):
    """提升/降低层次: one outcome of a course gets another level and, if given, another sentence."""

    course: Id
    topic: Name
    to: Level
    text: Text | None = None


class Move(Value):
    """前移/后移: a whole course gets another window, or one topic goes to another course."""

    course: Id
    terms: tuple[TermNumber, TermNumber] | None = None
    topic: Name | None = None
    to: Id | None = None
    hours: Hours = 0
    """Hours that go along with the topic."""

    @model_validator(mode="after")
    def _one_of_two(self) -> Move:
        if (self.terms is None) == (self.topic is None) or (self.topic is None) != (self.to is None):
            raise ValueError("move_needs_terms_or_topic_and_to")
        return self


class Piece(Value):
    """One of the courses that a split makes."""

    id: Id
    name: Name
    hours: Hours
    practice: Hours | None = None
    topics: tuple[Name, ...] = Field(min_length=1)
    terms: tuple[TermNumber, TermNumber] | None = None


class Split(Value):
    """拆分: one course becomes several, each with some of its topics."""

    course: Id
    into: tuple[Piece, ...] = Field(min_length=2)


class Bridge(Value):
    """增设衔接: a short course that closes a gap."""

    id: Id
    name: Name
    kind: CourseKind = CourseKind.FOUNDATION
    hours: Hours
    practice: Hours = 0
    credits: Decimal | None = None
    """Default: by the hours per credit of its stage."""
    terms: tuple[TermNumber, TermNumber]
    outcomes: tuple[Outcome, ...] = Field(min_length=1)
    requires: tuple[Presumed, ...] = ()
    requisites: tuple[Requisite, ...] = ()
    competencies: tuple[Id, ...] = ()
    facilities: tuple[Id, ...] = ()


class Accept(Value):
    """认定: the joint group has looked at a finding and wants things as they are."""

    courses: tuple[Id, ...] = Field(min_length=1, max_length=2)
    codes: tuple[str, ...] = ()
    """Finding codes it settles; default: all about duplication and level (DUP, LVL)."""


DECISION_KINDS = ("merge", "exempt", "trim", "raise", "lower", "move", "split", "bridge", "accept")


class Decision(Value):
    """One thing the joint group decided (衔接决议), with its reason."""

    merge: Merge | None = None
    exempt: Exempt | None = None
    trim: Trim | None = None
    raise_: Relevel | None = Field(default=None, alias="raise")
    lower: Relevel | None = None
    move: Move | None = None
    split: Split | None = None
    bridge: Bridge | None = None
    accept: Accept | None = None
    reason: Text = Field(min_length=1)
    by: Text = ""
    decided: date | None = Field(default=None, alias="date")
    """The day it was decided."""

    @model_validator(mode="after")
    def _exactly_one(self) -> Decision:
        if sum(self._field(k) is not None for k in DECISION_KINDS) != 1:
            raise ValueError("decision_needs_one_kind")
        return self

    def _field(self, kind: str) -> Any:
        return getattr(self, "raise_" if kind == "raise" else kind)

    @property
    def kind(self) -> str:
        """Which of the nine kinds it is."""
        return next(k for k in DECISION_KINDS if self._field(k) is not None)

    @property
    def action(self) -> Any:
        """The value that says what is to be done."""
        return self._field(self.kind)


# ---- calendar and planning ---------------------------------------------------------------------


class Activity(Value):
    """Weeks that are neither lessons nor practice: entrance education, labour week …"""

    name: Name
    weeks: Weeks


class TermCalendar(Value):
    """The weeks of one term. What is left of ``weeks`` is spare (机动)."""

    term: TermNumber
    weeks: Weeks = 20
    teaching: Weeks
    """Weeks with lessons."""
    exam: Weeks = 1
    block: Weeks = 0
    """Whole weeks kept for block courses (整周实训、岗位实习)."""
    activities: tuple[Activity, ...] = ()
    starts: date | None = None

    @property
    def activity(self) -> int:
        """Weeks of activities."""
        return sum(a.weeks for a in self.activities)

    @property
    def spare(self) -> int:
        """Weeks left over; negative where the parts exceed the whole."""
        return self.weeks - self.teaching - self.exam - self.block - self.activity


class Calendar(Value):
    """The ten terms, and the days that duties are counted from."""

    terms: tuple[TermCalendar, ...] = Field(min_length=10, max_length=10)
    enrolment: date | None = None
    """The day the cohort enters (term 1)."""
    admission_starts: date | None = None
    """The day enrolment work (招生工作) begins; criteria must be public before."""

    @model_validator(mode="after")
    def _each_once(self) -> Calendar:
        if [t.term for t in self.terms] != list(range(1, 11)):
            raise ValueError("calendar_terms_1_to_10")
        return self

    def term(self, number: int) -> TermCalendar:
        """Return one term."""
        return self.terms[number - 1]


class StageLimits(Value):
    """What a school allows in each term of a stage."""

    weekly_hours: tuple[Annotated[int, Field(ge=0, le=40)], Annotated[int, Field(ge=1, le=40)]] = (20, 30)
    """Least and most lesson hours a week in a term with ordinary teaching."""
    light_terms: tuple[TermNumber, ...] = ()
    """Terms whose least weekly hours do not apply (internship terms, for instance)."""
    exams: Annotated[int, Field(ge=0, le=20)] = 5
    """Most examined courses in a term."""
    courses: Annotated[int, Field(ge=1, le=30)] = 12
    """Most courses side by side in a term."""


class Planning(Value):
    """Limits of the teaching plan, for each stage; a school may set its own."""

    secondary: StageLimits = StageLimits(weekly_hours=(24, 30))
    higher: StageLimits = StageLimits(weekly_hours=(18, 28))
    fixed: Annotated[dict[Id, TermNumber], Plain] = Field(default_factory=dict)
    """Courses that must start in a given term."""
    class_size: Annotated[int, Field(ge=1, le=200)] = 40
    classes: Annotated[int, Field(ge=1, le=50)] = 1

    def of(self, stage: Stage) -> StageLimits:
        """Return the limits of a stage."""
        return self.secondary if stage is Stage.SECONDARY else self.higher


# ---- transfer ------------------------------------------------------------------------------------


class PartWeights(Value):
    """Weights of the three parts of the transfer assessment, in percent."""

    process: Percent = 40
    culture: Percent = 25
    skill: Percent = 35


class PassLines(Value):
    """Least score, in percent of full marks, in total and in each part."""

    total: Percent = 60
    each: Percent = 50


class Concession(Value):
    """What a contest prize or a certificate earns at the transfer assessment."""

    item: Name
    grade: Name = ""
    result: Name = ""
    effect: Literal["exempt", "full", "bonus"] = "bonus"
    """Exempt from the assessment, full marks in the skill part, or bonus points."""
    points: Percent = 0
    cap: Text = ""
    basis: Text = ""


class TransferSettings(Value):
    """What the two schools decide about the transfer assessment (转段考核)."""

    weights: PartWeights = PartWeights()
    passing: PassLines = Field(default=PassLines(), alias="pass")
    deadline: TermNumber = 5
    """Process courses end by this term; what is taught later is not assessed."""
    assessed_in: TermNumber = 6
    exam_on: date | None = None
    published: date | None = None
    """The day the criteria are made public."""
    process_courses: Annotated[int, Field(ge=1, le=30)] = 10
    """How many professional courses count in the process part."""
    culture_courses: tuple[Id, ...] = ()
    """Public basic courses of the culture part; default: those examined."""
    written: Percent = 40
    """Percent of the skill part that is sat in writing, by the blueprint; the rest is done by hand."""
    minutes: Annotated[int, Field(ge=30, le=600)] = 120
    """Time of the written paper."""
    skill_minutes: Annotated[int, Field(ge=30, le=600)] = 180
    concessions: tuple[Concession, ...] = ()
    retest: Text = ""
    absence: Text = ""
    appeal: Text = ""
    fallback: tuple[Text, ...] = ()
    """What becomes of those who do not pass."""
    ties: tuple[Name, ...] = ()
    blueprint: Annotated[dict[Name, Annotated[dict[str, Percent], Plain]], Plain] | None = None
    """Points by topic group and level, where the schools set them by hand; must add up to 100."""
    process: Annotated[dict[Id, Percent], Plain] | None = None
    """Weights of process courses in percent, where set by hand; must add up to 100."""
    not_assessed: Annotated[dict[Name, Text], Plain] = Field(default_factory=dict)
    """Bridge topics left out of the assessment on purpose, each with the reason."""


# ---- governance, waivers, pathway ------------------------------------------------------------------


class Duty(Value):
    """Something that must be done by a day (报送、公布 …)."""

    id: Id
    what: Name
    lead: Name = ""
    support: Name = ""
    by: date | None = None
    before: Literal["admission", "enrolment", "assessment"] | None = None
    """Counted from an event of the calendar in place of a day."""
    done: date | None = None
    result: Name = ""
    """The paper it ends in."""


class Person(Value):
    """A role in the joint organisation. Names of people are not needed."""

    role: Name
    unit: Name
    task: Text = ""


class Governance(Value):
    """Who leads, who does what, by when."""

    lead: Stage = Stage.HIGHER
    group: tuple[Person, ...] = ()
    duties: tuple[Duty, ...] = ()
    enterprises: tuple[Name, ...] = ()
    support: tuple[Text, ...] = ()
    """Support measures (保障措施)."""


class Waiver(Value):
    """A written, dated permission to leave one finding standing."""

    code: Annotated[str, Field(pattern=r"^[A-Z]{3}\d{3}$")]
    subject: str
    reason: Text = Field(min_length=1)
    by: Text = Field(min_length=1)
    until: date


class MatchVerdict(Value):
    """A person's word on whether two outcomes are the same point; it overrides the text."""

    a: Annotated[str, Field(pattern=r"^[^/]+/.+$")]
    """``course-id/topic``."""
    b: Annotated[str, Field(pattern=r"^[^/]+/.+$")]
    same: bool
    reason: Text = ""


class Pilot(Value):
    """The line of the annex of a notice that names this pair."""

    notice: Name
    number: Annotated[int, Field(ge=1, le=999)]
    line: Annotated[int, Field(ge=1, le=99)] = 1


class Partner(Value):
    """One of the two schools with its programme."""

    school: Name
    programme: Programme


class Pathway(Value):
    """Two programmes joined by decisions (贯通方案).

    ``decisions`` are kept as written; ``articulation.apply`` makes the decided pathway, in which the
    courses are changed and ``applied`` is true. ``bare()`` gives the two programmes without them.
    """

    pathway: Id
    title: Name | None = None
    pilot: Pilot | None = None
    mode: Literal["through", "three_plus_two"] = "through"
    cohort: Annotated[int, Field(ge=2000, le=2100)] | None = None
    """The year the cohort enters."""
    secondary: Partner
    higher: Partner
    policies: tuple[Id, ...] = ()
    posts: tuple[Post, ...] = ()
    competencies: tuple[Competency, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    facilities: tuple[Facility, ...] = ()
    decisions: tuple[Decision, ...] = ()
    matches: tuple[MatchVerdict, ...] = ()
    calendar: Calendar
    planning: Planning = Planning()
    transfer: TransferSettings = TransferSettings()
    governance: Governance = Governance()
    waivers: tuple[Waiver, ...] = ()
    origin_note: Text = ""
    undecided: Pathway | None = Field(default=None, exclude=True, repr=False)
    """The pathway as written, before its decisions were applied; ``None`` on that one itself."""

    def bare(self) -> Pathway:
        """Return the two programmes side by side, without any decision."""
        return (self.undecided or self).but(decisions=(), undecided=None)

    @cached_property
    def courses(self) -> tuple[Course, ...]:
        """All courses of both stages, secondary first, each stage by id."""
        return tuple(
            sorted(
                self.secondary.programme.courses + self.higher.programme.courses,
                key=lambda c: (c.stage is Stage.HIGHER, c.id),
            )
        )

    @cached_property
    def by_id(self) -> dict[str, Course]:
        """Courses by id."""
        return {c.id: c for c in self.courses}

    def partner(self, stage: Stage) -> Partner:
        """Return the school of a stage with its programme."""
        return self.secondary if stage is Stage.SECONDARY else self.higher

    @cached_property
    def electives(self) -> tuple[ElectiveGroup, ...]:
        """Elective groups of both stages."""
        return self.secondary.programme.electives + self.higher.programme.electives

    @cached_property
    def all_posts(self) -> tuple[Post, ...]:
        """Posts of both programmes and of the pathway; the later word wins for one id."""
        found: dict[str, Post] = {}
        for stage in Stage:
            for post in self.partner(stage).programme.posts:
                found[post.id] = post if post.stage else post.but(stage=stage)
        found |= {p.id: p for p in self.posts}
        return tuple(found[k] for k in sorted(found))

    @cached_property
    def all_competencies(self) -> tuple[Competency, ...]:
        """Competencies demanded at the end of the five years: the higher level wins for one id."""
        found: dict[str, Competency] = {}
        for one in (
            *self.secondary.programme.competencies,
            *self.higher.programme.competencies,
            *self.competencies,
        ):
            if one.id not in found or one.level >= found[one.id].level:
                found[one.id] = one
        return tuple(found[k] for k in sorted(found))

    def outcomes_for(self, competency_id: str) -> tuple[tuple[Course, LearningOutcome], ...]:
        """Outcomes that build a competency, each with its course.

        An outcome that names a competency builds that one; the others build those of their course.
        """
        return tuple(
            (c, o)
            for c in self.courses
            for o in c.outcomes
            if o.competency == competency_id or (o.competency is None and competency_id in c.competencies)
        )

    @cached_property
    def all_certificates(self) -> tuple[Certificate, ...]:
        """Certificates of both programmes and of the pathway."""
        found = {
            c.id: c
            for c in (
                *self.secondary.programme.certificates,
                *self.higher.programme.certificates,
                *self.certificates,
            )
        }
        return tuple(found[k] for k in sorted(found))

    @cached_property
    def all_facilities(self) -> tuple[Facility, ...]:
        """Facilities of both schools and of the pathway."""
        found: dict[str, Facility] = {}
        for stage in Stage:
            for one in self.partner(stage).programme.facilities:
                found[one.id] = one if one.place else one.but(place=stage.value)
        found |= {f.id: f for f in self.facilities}
        return tuple(found[k] for k in sorted(found))

    @cached_property
    def internships(self) -> tuple[Internship, ...]:
        """Internships of both programmes whose course is still there."""
        return tuple(
            i
            for i in self.secondary.programme.internships + self.higher.programme.internships
            if i.course in self.by_id
        )

    def with_courses(
        self, courses: tuple[Course, ...], *, electives: tuple[ElectiveGroup, ...] | None = None
    ) -> Pathway:
        """Return the pathway with other courses, each put into the programme of its stage."""
        groups = self.electives if electives is None else electives
        changed = {}
        for stage in Stage:
            partner = self.partner(stage)
            mine = tuple(c for c in courses if c.stage is stage)
            ids = {c.id for c in mine}
            programme = partner.programme.but(
                courses=mine, electives=tuple(g for g in groups if ids & set(g.courses))
            )
            changed[stage.value] = partner.but(programme=programme)
        return self.but(**changed)
