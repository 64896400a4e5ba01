"""What one school teaches in one stage: programme, course, outcome, requirement, requisite.

Hours are class hours (学时), credits are 学分, weeks are whole weeks, terms are numbered 1-10 over the
five years whichever stage they belong to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import SkipJsonSchema

from articulate.i18n import Lv
from articulate.model.serial import serial
from articulate.model.value import (
    SOURCE_KEY,
    Hours,
    Id,
    Level,
    Name,
    Percent,
    TermNumber,
    Text,
    Value,
    Weeks,
)


class Stage(StrEnum):
    """One of the two stages of a pathway."""

    SECONDARY = "secondary"
    HIGHER = "higher"

    @property
    def terms(self) -> range:
        """The terms of this stage: 1-6 or 7-10."""
        return range(1, 7) if self is Stage.SECONDARY else range(7, 11)

    @classmethod
    def of(cls, term: int) -> Stage:
        """Return the stage that a term belongs to."""
        return cls.SECONDARY if term <= 6 else cls.HIGHER


class CourseKind(StrEnum):
    """The category of a course in the teaching-progress table (教学进程安排表)."""

    GENERAL = "general"
    FOUNDATION = "foundation"
    CORE = "core"
    EXTENSION = "extension"
    PRACTICUM = "practicum"


class Delivery(StrEnum):
    """How a course is given: some hours every week, or whole weeks on end (整周)."""

    WEEKLY = "weekly"
    BLOCK = "block"


def _shorthand(*fields: str) -> Any:
    """Read ``topic/3`` or ``topic/3/text`` as the mapping it stands for."""

    def expand(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        parts = [p.strip() for p in value.split("/", len(fields) - 1)]
        made: dict[str, Any] = dict(zip(fields, parts, strict=False))
        source = getattr(value, "source", None)
        return made | ({SOURCE_KEY: source} if source else {})

    return BeforeValidator(expand)


class Origin(Value):
    """How sure a piece of content is: taken from a named public source, or our own draft."""

    status: Literal["sourced", "draft", "school"] = "draft"
    """``sourced`` from a public document, ``draft`` by this project, ``school`` confirmed by the school."""
    basis: Text = ""
    """What it rests on, in words."""


class Printed(Value):
    """The word in which a school gave a level on a ladder of its own, and the levels that it may mean."""

    word: Name
    low: Level
    high: Level


PRINTED_KEY = "@printed"
"""The key under which a reader hands an outcome what was printed; no user can type it."""


class LearningOutcome(Value):
    """What a learner can do afterwards: about which topic, how far, in one sentence."""

    topic: Name
    """The knowledge or skill point (知识点/技能点)."""
    level: Level
    """How far: 1 remember … 6 create."""
    text: Text = ""
    """What the learner can do, beginning with an observable verb."""
    competency: Id | None = None
    """The competency this outcome builds, where it is not that of the whole course."""
    assessed: bool | None = None
    """Whether it is examined; ``None`` means that the programme does not say."""
    printed: SkipJsonSchema[Printed | None] = Field(default=None, alias="@printed", exclude=True, repr=False)
    """What stood in place of a number, where the programme uses another ladder; set when it is read."""

    @property
    def stated(self) -> Lv:
        """The level as people read it, with the word that was printed."""
        return Lv(self.level, self.printed.word if self.printed else "")

    @property
    def meant(self) -> tuple[int, int]:
        """Lowest and highest level that was meant: the same but for a word that covers several."""
        return (self.printed.low, self.printed.high) if self.printed else (self.level, self.level)


class Requirement(Value):
    """A topic and a level that a course presumes on entry, wherever that is taught."""

    topic: Name
    level: Level = 1


Outcome = Annotated[LearningOutcome, _shorthand("topic", "level", "text")]
Presumed = Annotated[Requirement, _shorthand("topic", "level")]


class Requisite(Value):
    """A condition on the order of courses, with alternatives kept as logic.

    ``pre``: the other course ends before this one starts. ``co``: it starts before or with this one.
    ``strict_co``: both run in the same terms. ``all`` and ``any`` nest.
    """

    WRITTEN_AS: ClassVar[tuple[str, ...]] = ("pre", "co", "strict_co", "all", "any")
    """The keys a person writes, in place of the fields."""

    kind: Literal["pre", "co", "strict_co", "all", "any"]
    course: Id | None = None
    parts: tuple[Requisite, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _from_short(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"kind": "pre", "course": str(value), SOURCE_KEY: getattr(value, "source", None)}
        if not isinstance(value, Mapping) or "kind" in value:
            return value
        keys = [k for k in value if k != SOURCE_KEY]
        if len(keys) != 1 or keys[0] not in ("pre", "co", "strict_co", "all", "any"):
            return value
        (kind,) = keys
        body = {"course": value[kind]} if kind in ("pre", "co", "strict_co") else {"parts": value[kind]}
        return {"kind": kind, **body, SOURCE_KEY: value.get(SOURCE_KEY)}

    @model_validator(mode="after")
    def _whole(self) -> Requisite:
        if self.kind in ("all", "any"):
            if not self.parts:
                raise ValueError("requisite_empty")
        elif self.course is None:
            raise ValueError("requisite_without_course")
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        here = {"type": ["string", "object"]}
        one = {kind: {"type": "string"} for kind in ("pre", "co", "strict_co")}
        many = {kind: {"type": "array", "items": here, "minItems": 1} for kind in ("all", "any")}
        return {
            "title": "Requisite",
            "anyOf": [
                {"type": "string"},
                *(
                    {"type": "object", "properties": {k: v}, "required": [k], "additionalProperties": False}
                    for k, v in (one | many).items()
                ),
            ],
        }

    def leaves(self) -> Iterator[tuple[str, str]]:
        """Yield every (kind, course id) named anywhere inside, alternatives included."""
        if self.course is not None:
            yield self.kind, self.course
        for part in self.parts:
            yield from part.leaves()

    def renamed(self, names: Mapping[str, str]) -> Requisite:
        """Return the same condition with course ids replaced."""
        course = names.get(self.course, self.course) if self.course else None
        return self.but(course=course, parts=tuple(p.renamed(names) for p in self.parts))


class Unit(Value):
    """A chapter, project or module of a course, with its hours."""

    name: Name
    hours: Hours = 0


class Course(Value):
    """One course of one programme.

    ``hours`` is the total over all its terms; ``practice`` is the part of it taught as practice.
    A weekly course gets its weekly hours from the plan; a block course states its ``weeks``.
    """

    id: Id
    name: Name
    code: str = ""
    """The code the school prints; not used to refer to the course."""
    kind: CourseKind
    required: bool = True
    """Required (必修), or elective (选修)."""
    elective: Literal["limited", "free"] | None = None
    """For electives: limited (限定选修) or free (任意选修)."""
    hours: Hours
    practice: Hours = 0
    credits: Decimal = Field(default=Decimal(0), ge=0, le=60, max_digits=4, decimal_places=2)
    delivery: Delivery = Delivery.WEEKLY
    weeks: Weeks = 0
    """Whole weeks of a block course; 0 for weekly courses."""
    terms: tuple[TermNumber, TermNumber] | None = None
    """May start no earlier than the first and end no later than the second; default: the whole stage."""
    span: tuple[Annotated[int, Field(ge=1, le=6)], ...] = (1,)
    """How many terms on end it runs; several numbers leave the choice to the planner."""
    split: tuple[Hours, ...] = ()
    """Hours in each of its terms, where they are not equal."""
    weekly: tuple[Annotated[int, Field(ge=1, le=40)], ...] = ()
    """Weekly hours it may have, where not any will do: 4 for 36 hours means nine weeks of a term."""
    activity: Name | None = None
    """For whole weeks: the activity of the calendar (军训、劳动周 …) in whose weeks it is given."""
    exam: bool = False
    """Examined (考试) rather than checked (考查)."""
    competencies: tuple[Id, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    requires: tuple[Presumed, ...] = ()
    requisites: tuple[Requisite, ...] = ()
    units: tuple[Unit, ...] = ()
    certificates: tuple[Id, ...] = ()
    """Certificates that this course prepares for."""
    facilities: tuple[Id, ...] = ()
    """Places where its practice is done."""
    season: Literal["autumn", "spring"] | None = None
    """Offered only in autumn (odd) or spring (even) terms."""
    aliases: tuple[Name, ...] = ()
    """Other names of the same course, old ones for instance."""
    origin: Origin = Origin()
    stage: Stage = Stage.SECONDARY
    """Set from the programme when it is read."""

    @model_validator(mode="before")
    @classmethod
    def _one_number(cls, value: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        alone = {k: (value[k],) for k in ("span", "weekly") if isinstance(value.get(k), int)}
        return {**value, **alone} if alone else value

    @model_validator(mode="after")
    def _activity_in_whole_weeks(self) -> Course:
        if self.activity is not None and self.delivery is not Delivery.BLOCK:
            raise ValueError("activity_without_weeks")
        return self

    @property
    def window(self) -> tuple[int, int]:
        """First and last term it may occupy."""
        return self.terms or (self.stage.terms[0], self.stage.terms[-1])

    @property
    def earliest_end(self) -> int:
        """The first term in which it can be over."""
        return self.window[0] + min(self.span, default=1) - 1

    @property
    def latest_start(self) -> int:
        """The last term in which it can begin."""
        return self.window[1] - min(self.span, default=1) + 1

    def can_precede(self, later: Course) -> bool:
        """Whether it can end before another must start; block weeks stand at the end of a term."""
        same_term = later.delivery is Delivery.BLOCK and self.delivery is Delivery.WEEKLY
        return self.earliest_end < later.latest_start + same_term

    @property
    def serial(self) -> tuple[str, int] | None:
        """Title and number of a course in a numbered series (体育2, 语文（二）, 钳工实训Ⅱ); else ``None``."""
        return serial(self.name)

    @property
    def theory(self) -> int:
        """Hours that are not practice."""
        return self.hours - self.practice

    @property
    def top_level(self) -> int:
        """The highest level among its outcomes, 0 without outcomes."""
        return max((o.level for o in self.outcomes), default=0)


class ElectiveGroup(Value):
    """A group of electives of which each student takes some."""

    id: Id
    name: Name
    take: Annotated[int, Field(ge=0, le=20)] = 1
    courses: tuple[Id, ...] = Field(min_length=1)


class Competency(Value):
    """A measurable ability that the work asks for (职业能力关键指标).

    Where both programmes name the same id they mean the same ability, and the pathway demands the
    higher of the two levels.
    """

    id: Id
    name: Name
    level: Level
    indicator: Text = ""
    """How one would measure it: condition, task, standard."""
    quality: Text = ""
    """The attitude at work that goes with it (素质要求), for the goals of the courses that build it."""


class PostTask(Value):
    """A typical task of a post (典型工作任务), and the abilities that it takes."""

    name: Name
    competencies: tuple[Id, ...] = ()
    """Default: those of the post as a whole; which of them is then not known."""


Typical = Annotated[PostTask, _shorthand("name")]


class Post(Value):
    """A post (岗位) that graduates of a stage take up."""

    id: Id
    name: Name
    stage: Stage | None = None
    competencies: tuple[Id, ...] = ()
    tasks: tuple[Typical, ...] = ()
    """Typical tasks of the post."""

    @property
    def asked(self) -> tuple[str, ...]:
        """Competencies that the post or one of its tasks asks for, in the order named."""
        return tuple(dict.fromkeys((*self.competencies, *(i for t in self.tasks for i in t.competencies))))


class Certificate(Value):
    """A vocational certificate with its grade.

    Grades are written as people say them: 初级/中级/高级, or 五级 … 一级 (五级 is the lowest).
    """

    id: Id
    name: Name
    grade: Name = ""
    occupation: Name | None = None
    """What it certifies, where the name alone does not tell; grades are compared within it."""
    issuer: Name | None = None
    origin: Origin = Origin()


class Equipment(Value):
    """One line of the equipment list of a facility."""

    name: Name
    count: Annotated[int, Field(ge=0, le=10000)] = 1
    unit: str = "台"
    purpose: Text = ""


class Facility(Value):
    """A place for practice with its work stations (工位)."""

    id: Id
    name: Name
    place: Literal["secondary", "higher", "enterprise"] | None = None
    """Which of the two schools has it, or an enterprise."""
    stations: Annotated[int, Field(ge=0, le=1000)]
    """Work stations at which one student (or one small group) can work at a time."""
    group: Annotated[int, Field(ge=1, le=10)] = 1
    """Students who share one station."""
    campus: Name | None = None
    """The campus (校区) it stands on; none: at hand wherever the cohort is."""
    area: Annotated[int, Field(ge=0, le=100000)] = 0
    """Square metres."""
    equipment: tuple[Equipment, ...] = ()
    origin: Origin = Origin()


class InternshipTask(Value):
    """One task of an internship."""

    topic: Name
    level: Level
    text: Text = ""
    competency: Id | None = None
    weeks: Weeks = 0


Task = Annotated[InternshipTask, _shorthand("topic", "level", "text")]


class Internship(Value):
    """What is done in an internship course: which posts, which tasks, how long outside the school."""

    course: Id
    kind: Literal["acquaintance", "work"] = "work"
    """认识实习 or 岗位实习, the two kinds since the rules of 2021."""
    posts: tuple[Id, ...] = ()
    offsite_weeks: Weeks = 0
    """Weeks spent at an enterprise."""
    tasks: tuple[Task, ...] = ()
    enterprise: Name | None = None


class Major(Value):
    """A major of the national catalogue."""

    name: Name
    code: Annotated[str, Field(pattern=r"^\d{6}$")]
    direction: Name | None = None
    """A direction inside the major, where the school has one."""


class Coded(Value):
    """A line of a national classification: an industry (GB/T 4754) or an occupation (职业分类大典)."""

    name: Name
    code: Annotated[str, Field(max_length=20)] = ""
    origin: Origin = Origin()


class Grading(Value):
    """How the mark of a course is made: percent that counts for process, the rest for the final test."""

    exam: Percent = 40
    """Courses that end in an examination (考试)."""
    check: Percent = 60
    """Courses that are only checked (考查), and practice."""


class Programme(Value):
    """What one school teaches in one stage (专业人才培养方案)."""

    programme: Id
    stage: Stage
    major: Major
    years: Annotated[int, Field(ge=1, le=6)] = 3
    ladder: Literal["six", "standard", "skill", "grade", "irm", "solo"] = "six"
    """The ladder whose words stand for levels in this programme; figures are always 1 to 6."""
    entry: Text = ""
    """Who may enter."""
    aim: Text = ""
    """The training aim in one paragraph."""
    industries: tuple[Coded, ...] = ()
    """Industries that the posts belong to (对应行业), with their codes."""
    occupations: tuple[Coded, ...] = ()
    """Kinds of occupation (主要职业类别), with their codes."""
    posts: tuple[Post, ...] = ()
    competencies: tuple[Competency, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    facilities: tuple[Facility, ...] = ()
    internships: tuple[Internship, ...] = ()
    electives: tuple[ElectiveGroup, ...] = ()
    courses: tuple[Course, ...] = ()
    grading: Grading = Grading()
    origin: Origin = Origin()

    def course(self, course_id: str) -> Course:
        """Return one course. Raises ``KeyError`` where there is none of that id."""
        for course in self.courses:
            if course.id == course_id:
                return course
        raise KeyError(course_id)
