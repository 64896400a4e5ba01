"""What the two schools set for a pathway: calendar, transfer assessment, governance."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from articulate.model.assessment import USUAL_ITEMS, ExamPart, ItemForm, Pool, Scoring
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
    shared: Weeks = 0
    """Weeks counted both in ``teaching`` and in ``block``: what whole weeks take of them, lessons lose."""
    activities: tuple[Activity, ...] = ()
    starts: date | None = None

    @model_validator(mode="after")
    def _shared_by_both(self) -> TermCalendar:
        if self.shared > min(self.teaching, self.block):
            raise ValueError("calendar_shared")
        return self

    def lessons(self, blocks: int) -> int:
        """Return the weeks that remain for lessons beside so many whole weeks of practice."""
        taken = max(0, blocks - (self.block - self.shared))
        return self.teaching - min(taken, self.shared)

    def kept_for(self, activity: str) -> int:
        """Return the weeks that the term keeps for an activity."""
        return sum(a.weeks for a in self.activities if a.name == activity)

    @property
    def activity(self) -> int:
        """Weeks of activities."""
        return sum(a.weeks for a in self.activities)

    @property
    def spare(self) -> int:
        """Weeks left over; negative where the parts exceed the whole."""
        return self.weeks - self.teaching - self.exam - self.block - self.activity + self.shared


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


class PartWeights(Value):
    """Weights of the three parts of the transfer assessment, in percent."""

    process: Percent = 40
    culture: Percent = 25
    skill: Percent = 35


class PassLines(Value):
    """Least score, in percent of full marks, in total and in each part."""

    total: Percent = 60
    each: Percent = 50
    parts: Annotated[dict[ExamPart, Percent], Plain] = Field(default_factory=dict)
    """Lines of single parts, where they differ from ``each``."""


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


class Judging(Value):
    """How single cases are decided, where the words for retest, absence and bonus leave a choice."""

    places: Annotated[int, Field(ge=0, le=2000)] | None = None
    """How many may move up (转段名额); ``None``: all who pass."""
    retests: Annotated[int, Field(ge=0, le=5)] = 1
    """How often a part may be sat again."""
    retest_parts: tuple[Literal["process", "culture", "skill"], ...] = ("culture", "skill")
    retest_cap: Percent | None = None
    """The most that a retest is recorded with; ``None``: the pass line, the higher of the two."""
    absent_may_retest: bool = False
    """Whether who was absent without leave may sit a retest."""
    cheating: Literal["void", "zero"] = "void"
    """Cheating ends the whole assessment, or gives no points for what was cheated in."""
    bonus: Literal["highest", "sum"] = "highest"
    """Which bonus counts where a student has several."""
    bonus_most: Percent = 100
    """Bonus points at the most; the total never passes 100."""


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
    most_tasks: Annotated[int, Field(ge=1, le=12)] = 4
    """Skill tasks at the most, where they are derived."""
    task_topics: Annotated[int, Field(ge=1, le=12)] = 4
    """Outcomes scored in a task at the most, where they are derived."""
    scoring: Scoring = Scoring()
    pool: Pool = Pool()
    items: tuple[ItemForm, ...] = USUAL_ITEMS
    """Kinds of question of the written paper by level."""
    least_cell: Annotated[int, Field(ge=1, le=20)] = 2
    """Points of a cell of the blueprint at the least: one question cannot be worth less."""
    process_scoring: Text = ""
    """What is scored as process in every skill task, in the words of the field."""
    safety_scoring: Text = ""
    """What is scored as conduct and safety in every skill task, in the words of the field."""
    concessions: tuple[Concession, ...] = ()
    retest: Text = ""
    absence: Text = ""
    appeal: Text = ""
    judging: Judging = Judging()
    """What these words mean in figures, for deciding a cohort."""
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
    step: Id | None = None
    """The step of the usual calendar of the assessment that it is; default: found by its words."""


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


Part = Annotated[Decimal, Field(ge=Decimal("0.01"), le=1)]
"""A part of a whole, as a decimal: 0.8 is four fifths."""


class Matching(Value):
    """How outcomes are compared in this pathway: the schools' own words, and their own limits.

    A limit that is left out is the usual one (``matching/settings.py``).
    """

    synonyms: tuple[tuple[Name, ...], ...] = ()
    """Groups of words that mean the same; a group that shares a word with a shipped one joins it."""
    kinds: Annotated[dict[Name, tuple[Name, ...]], Plain] = Field(default_factory=dict)
    """Broader words, each with different things that fall under it and are not the same."""
    similar: Part | None = None
    """Two outcomes this similar are the same point."""
    share: Part | None = None
    """Part of a later course that must have been taught before to make it a duplicate …"""
    cover: Part | None = None
    """… and part of the earlier course that this must be."""
    flat: Part | None = None
    """Part of a higher course taught before, by several courses together, from which it does not rise."""
    rise: Annotated[Decimal, Field(ge=Decimal("0.1"), le=3)] | None = None
    """Mean change of level from which a relation is a progression or an inversion."""
    supply: Part | None = None
    """Part of a requirement's wording that an outcome must cover to answer it."""
    drift: Part | None = None
    """Change of the repeated share since it was accepted, from which a finding is reported again."""
    jump: Annotated[int, Field(ge=2, le=5)] | None = None
    """Levels that a course rises above the earlier ones in one step, from which it is reported."""
    high: Annotated[int, Field(ge=2, le=6)] | None = None
    """The level from which a course on new ground needs something that leads up to it."""
    heavy: Part | None = None
    """Part of a later course taught before, from which an overlap weighs one step more."""


class MatchVerdict(Value):
    """A person's word on whether two outcomes are the same point, or an outcome answers a requirement.

    It overrides the text.
    """

    a: Annotated[str, Field(pattern=r"^[^/]+/.+$")]
    """``course-id/topic``, the topic of an outcome or of a requirement."""
    b: Annotated[str, Field(pattern=r"^[^/]+/.+$")]
    same: bool
    reason: Text = ""
