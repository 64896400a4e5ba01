"""What the two schools set for a pathway: calendar, limits of the plan, transfer assessment, governance."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from articulate.model.programme import Stage
from articulate.model.value import Id, Name, Percent, Plain, TermNumber, Text, Value, Weeks


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


USUAL_WEEKLY = {"secondary": (24, 30), "higher": (18, 28)}
"""Weekly lesson hours of a stage where the school sets none: what the pilot plans use, no regulation."""


class Planning(Value):
    """Limits of the teaching plan, for each stage; a school may set its own."""

    secondary: StageLimits = StageLimits(weekly_hours=USUAL_WEEKLY["secondary"])
    higher: StageLimits = StageLimits(weekly_hours=USUAL_WEEKLY["higher"])
    fixed: Annotated[dict[Id, TermNumber], Plain] = Field(default_factory=dict)
    """Courses that must start in a given term."""
    class_size: Annotated[int, Field(ge=1, le=200)] = 40
    classes: Annotated[int, Field(ge=1, le=50)] = 1

    @model_validator(mode="before")
    @classmethod
    def _usual_hours(cls, value: Any) -> Any:
        # Limits that leave the weekly hours out mean the usual ones of their stage.
        if not isinstance(value, dict):
            return value
        filled = dict(value)
        for stage, usual in USUAL_WEEKLY.items():
            if isinstance(filled.get(stage), dict):
                filled[stage] = {"weekly_hours": usual, **filled[stage]}
        return filled

    def of(self, stage: Stage) -> StageLimits:
        """Return the limits of a stage."""
        return self.secondary if stage is Stage.SECONDARY else self.higher


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


class TaskChoice(Value):
    """A skill task that the two schools choose, in place of those derived."""

    competency: Id
    name: Name | None = None
    topics: tuple[Name, ...] = ()
    """What is scored; default: assessed outcomes of the competency on which the higher stage relies."""
    points: Percent | None = None
    """Points of a hundred; default: by the hours that rest on it. All tasks state them or none."""
    minutes: Annotated[int, Field(ge=5, le=600)] | None = None


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
    tasks: tuple[TaskChoice, ...] = ()
    """Skill tasks chosen by hand; default: derived from competencies, practice and what is relied on."""
    process_scoring: Text = ""
    """What is scored as process in every skill task, in the words of the field."""
    safety_scoring: Text = ""
    """What is scored as conduct and safety in every skill task, in the words of the field."""
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
    transfer: bool | None = None
    """Whether it belongs to the transfer assessment; default: if its words say so."""


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
