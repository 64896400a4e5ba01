"""What the secondary stage must hand over, and how it is shown: the transfer criteria.

Nothing here is an opinion typed by hand. The boundary between terms 6 and 7 cuts the graph; for every
secondary outcome that a higher course requires, continues or raises, the hours that depend on it
(directly and through chains) decide how much it weighs. Settings of the two schools decide the rest:
weights of the parts, lines, deadlines, retest and fallback.

Shares become whole points by the method of largest remainders (Hamilton), so that they always add up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

from articulate.graph import CourseGraph, hours_of
from articulate.matching import Relations, relate
from articulate.model.criteria import (
    Blueprint,
    BlueprintRow,
    BridgeItem,
    CultureItem,
    DutyDate,
    ProcessItem,
    ScoringPoint,
    SkillTask,
    TransferCriteria,
)
from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.model.programme import (
    Competency,
    Course,
    CourseKind,
    Delivery,
    LearningOutcome,
    Stage,
)
from articulate.model.settings import Duty, TaskChoice

TASKS = 4
"""Skill tasks at the most; fewer where fewer competencies are taught with practice by the deadline."""
TOPICS_PER_TASK = 4
LEAST_CELL = 2
"""Points of a cell of the blueprint at the least: one question cannot be worth less."""
RESULT, PROCESS, SAFETY = 60, 25, 15
"""Points in a hundred for result, process and safety: the notice asks for result and process together
(晋教职成〔2025〕1号, 改进结果评价、强化过程评价); the split is our proposal."""

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class _Need:
    """A higher course that relies on a secondary outcome, at a least level."""

    outcome: LearningOutcome
    course: Course
    needed_by: str
    level: int


@dataclass(frozen=True, slots=True)
class _Draft:
    """A skill task before its points are shared out."""

    name: str
    competency: Competency
    picked: list[tuple[Course, LearningOutcome]]
    weight: int
    points: int | None = None
    minutes: int | None = None


def criteria(
    pathway: Pathway,
    plan: TeachingPlan | None = None,
    *,
    graph: CourseGraph | None = None,
    relations: Relations | None = None,
) -> TransferCriteria:
    """Return the transfer criteria of a pathway.

    With a plan, what counts as taught by the deadline is what the plan has finished by then; without
    one, what the windows of the courses promise. Points of the blueprint, of the process part, of the
    culture part and of the skill tasks add up to exactly 100 each, unless there is nothing to weigh.
    """
    view = _View(pathway, plan, graph or CourseGraph(pathway), relations or relate(pathway))
    settings = pathway.transfer
    bridge = view.bridge()
    tasks = view.tasks()
    by_hand = {t for task in tasks for t in task.topics}
    return TransferCriteria(
        pathway=pathway.pathway,
        weights={
            "process": settings.weights.process,
            "culture": settings.weights.culture,
            "skill": settings.weights.skill,
        },
        bridge=bridge,
        process=view.process(),
        culture=view.culture(),
        blueprint=view.blueprint(bridge, by_hand),
        tasks=tasks,
        written=settings.written if tasks else 100,
        pass_total=settings.passing.total,
        pass_each=settings.passing.each,
        minutes=settings.minutes,
        skill_minutes=settings.skill_minutes,
        deadline=settings.deadline,
        assessed_in=settings.assessed_in,
        concessions=settings.concessions,
        retest=settings.retest,
        absence=settings.absence,
        appeal=settings.appeal,
        fallback=settings.fallback,
        ties=settings.ties,
        duties=tuple(duty_date(d, pathway) for d in pathway.governance.duties if _of_transfer(d)),
        published=settings.published,
    )


def largest_remainder(weights: Mapping[K, Fraction | int], total: int, *, least: int = 0) -> dict[K, int]:
    """Return whole shares of ``total`` in proportion to the weights, each at least ``least``.

    Ties go to the earlier key. Where there are more keys than the total can serve with ``least``, the
    least is dropped; without any positive weight all weigh the same.
    """
    keys = list(weights)
    if not keys:
        return {}
    if least * len(keys) > total:
        least = 0
    whole = Fraction(sum(weights.values()))
    exact = {
        k: (total - least * len(keys)) * (Fraction(weights[k]) / whole if whole else Fraction(1, len(keys)))
        for k in keys
    }
    out = {k: least + int(exact[k]) for k in keys}
    left = total - sum(out.values())
    order = sorted(range(len(keys)), key=lambda i: (-(exact[keys[i]] - int(exact[keys[i]])), i))
    for i in order[:left]:
        out[keys[i]] += 1
    return out


def _of_transfer(duty: Duty) -> bool:
    if duty.transfer is not None:
        return duty.transfer
    return duty.before == "assessment" or "转段" in duty.what + duty.result


def duty_date(duty: Duty, pathway: Pathway) -> DutyDate:
    """Return a duty with its day: as written, or that of the event it must precede."""
    events: dict[str, date | None] = {
        "admission": pathway.calendar.admission_starts,
        "enrolment": pathway.calendar.enrolment,
        "assessment": pathway.transfer.exam_on,
    }
    day = duty.by or (events[duty.before] if duty.before else None)
    lead = duty.lead or pathway.partner(pathway.governance.lead).school
    return DutyDate(what=duty.what, lead=lead, on=day, before=duty.before, result=duty.result)


@dataclass(frozen=True)
class _View:
    """A pathway as the transfer assessment sees it."""

    pathway: Pathway
    plan: TeachingPlan | None
    graph: CourseGraph
    relations: Relations

    # ---- what depends on what ---------------------------------------------------------------------

    def in_time(self, course: Course) -> bool:
        """Whether a secondary course is finished by the deadline."""
        if course.stage is not Stage.SECONDARY:
            return False
        if self.plan is not None:
            terms = self.plan.terms_of(course.id)
            return bool(terms) and max(terms) <= self.pathway.transfer.deadline
        return course.earliest_end <= self.pathway.transfer.deadline

    def assessable(self, course: Course) -> bool:
        """Whether every pupil has finished it by the deadline: electives are not taken by all."""
        return course.required and self.in_time(course)

    @cached_property
    def needs(self) -> list[_Need]:
        """Every reliance of a higher course on a secondary outcome."""
        found = []
        for supply in self.graph.supplies.all:
            if supply.course.stage is Stage.HIGHER:
                for meeting in supply.met_by:
                    if meeting.course.stage is Stage.SECONDARY:
                        found.append(
                            _Need(meeting.outcome, meeting.course, supply.course.id, supply.requirement.level)
                        )
        for relation in self.relations.across_stages("progression", "partial_overlap"):
            for match in relation.matches:
                level = min(match.first.level, match.second.level)
                found.append(_Need(match.first, relation.earlier, relation.later.id, level))
        return found

    def dependent(self, higher: Iterable[str]) -> int:
        """Hours of these higher courses and of all that builds on them."""
        reached: set[str] = set()
        for course_id in higher:
            reached |= {course_id, *self.graph.dependants(course_id)}
        return hours_of(self.pathway, reached)

    def dependence_of(self, course: Course) -> int:
        """Hours of the higher stage that depend on a secondary course, through outcomes or requisites."""
        direct = {n.needed_by for n in self.needs if n.course.id == course.id}
        direct |= {
            e.later
            for e in self.graph.edges
            if e.earlier == course.id and self.pathway.by_id[e.later].stage is Stage.HIGHER
        }
        return self.dependent(direct)

    # ---- parts --------------------------------------------------------------------------------------

    def bridge(self) -> tuple[BridgeItem, ...]:
        """The bridge list: professional topics handed over, those with most hours behind them first."""
        by_topic: dict[str, list[_Need]] = {}
        for need in self.needs:
            if need.course.kind is not CourseKind.GENERAL:
                by_topic.setdefault(need.outcome.topic, []).append(need)
        items = []
        for topic, needs in by_topic.items():
            in_time = [n.outcome.level for n in needs if self.in_time(n.course)]
            higher = sorted({n.needed_by for n in needs})
            items.append(
                BridgeItem(
                    topic=topic,
                    level=max(n.level for n in needs),
                    taught_level=max(in_time, default=0),
                    courses=tuple(sorted({n.course.id for n in needs})),
                    needed_by=tuple(higher),
                    dependent_hours=self.dependent(higher),
                )
            )
        return tuple(sorted(items, key=lambda b: (-b.dependent_hours, b.courses, b.topic)))

    def process(self) -> tuple[ProcessItem, ...]:
        """Professional courses finished in time, weighted by credits and by what depends on them.

        The raw weight is credits × (1 + dependence / greatest dependence): a course on which the whole
        higher stage rests counts twice a course of equal credits on which nothing does.
        """
        settings = self.pathway.transfer
        dependence = {
            c.id: self.dependence_of(c)
            for c in self.pathway.courses
            if c.kind is not CourseKind.GENERAL and self.in_time(c) and self._offered(c) and c.required
        }
        by_hand = settings.process or {}
        if by_hand:
            chosen = sorted(by_hand)
        else:
            core = {c.id: c.kind is CourseKind.CORE for c in self.pathway.courses}
            ranked = sorted(
                (i for i in dependence if dependence[i] or core[i]),
                key=lambda i: (-dependence[i], not core[i], i),
            )
            chosen = sorted(ranked[: settings.process_courses])
        most = max((dependence.get(i, 0) for i in chosen), default=0) or 1
        weights = {
            i: Fraction(self.pathway.by_id[i].credits or 1) * (1 + Fraction(dependence.get(i, 0), most))
            for i in chosen
            if i in self.pathway.by_id
        }
        shares = largest_remainder(weights, 100, least=1)
        return tuple(
            ProcessItem(
                course=i,
                terms=self._terms(i),
                credits=self.pathway.by_id[i].credits if i in self.pathway.by_id else Decimal(0),
                weight=by_hand.get(i, shares.get(i, 0)),
                dependence=dependence.get(i, 0),
            )
            for i in sorted(chosen, key=lambda i: (-by_hand.get(i, shares.get(i, 0)), i))
        )

    def culture(self) -> tuple[CultureItem, ...]:
        """Public basic courses of the culture part, weighted by credits."""
        named = self.pathway.transfer.culture_courses
        chosen = [
            c
            for c in self.pathway.courses
            if (c.id in named if named else c.kind is CourseKind.GENERAL and c.exam and self.in_time(c))
            and c.stage is Stage.SECONDARY
        ]
        shares = largest_remainder({c.id: Fraction(c.credits or 1) for c in chosen}, 100, least=1)
        return tuple(CultureItem(course=i, weight=w) for i, w in shares.items())

    def blueprint(self, bridge: tuple[BridgeItem, ...], by_hand_done: Collection[str]) -> Blueprint:
        """Points by course and level, in proportion to the hours that depend on the topics.

        A topic is asked at the level that the higher stage presumes, never above the level taught, and
        not at all when it is not taught by the deadline or is left out with a reason. What is done by
        hand in a skill task, and what only weeks of practice teach, is not asked in writing.
        """
        by_hand = self.pathway.transfer.blueprint
        if by_hand is not None:
            return Blueprint(
                rows=tuple(
                    BlueprintRow(
                        group=group,
                        topics=self._topics_of(group),
                        course=self._course_named(group),
                        points={int(level): points for level, points in sorted(cells.items())},
                    )
                    for group, cells in by_hand.items()
                )
            )
        cells: dict[tuple[str, int], Fraction] = {}
        topics: dict[str, list[str]] = {}
        for item in bridge:
            if not item.taught_level or item.topic in self.pathway.transfer.not_assessed:
                continue
            if item.topic in by_hand_done:
                continue
            taught_in = [c for i in item.courses if self.assessable(c := self.pathway.by_id[i])]
            in_lessons = [c.id for c in taught_in if c.delivery is Delivery.WEEKLY]
            if not in_lessons:
                continue
            course = in_lessons[0]
            level = min(item.level, item.taught_level)
            key = (course, level)
            cells[key] = cells.get(key, Fraction(0)) + max(item.dependent_hours, 1)
            topics.setdefault(course, []).append(item.topic)
        ordered = dict(sorted(cells.items()))
        points = largest_remainder(ordered, 100, least=LEAST_CELL)
        rows = []
        for course_id in sorted(topics):
            mine = {level: p for (i, level), p in points.items() if i == course_id}
            rows.append(
                BlueprintRow(
                    group=self.pathway.by_id[course_id].name,
                    course=course_id,
                    topics=tuple(sorted(topics[course_id])),
                    points=mine,
                )
            )
        return Blueprint(rows=tuple(sorted(rows, key=lambda r: (-r.total, r.course or ""))))

    def tasks(self) -> tuple[SkillTask, ...]:
        """Skill tasks: competencies that secondary practice builds, those most relied on first.

        The schools may choose the competencies, topics, points and minutes themselves.
        """
        needed = {(n.course.id, n.outcome.topic): n.needed_by for n in self.needs}
        choices = self.pathway.transfer.tasks
        drafts = [d for c in choices if (d := self._chosen(c, needed))] if choices else self._derived(needed)
        stated = [d.points for d in drafts if d.points is not None]
        if drafts and len(stated) == len(drafts):
            points = dict(enumerate(stated))
        else:
            points = largest_remainder({k: max(d.weight, 1) for k, d in enumerate(drafts)}, 100, least=10)
        minutes = largest_remainder(points, self.pathway.transfer.skill_minutes // 5)
        return tuple(
            self._task(k, draft, points[k], draft.minutes or minutes[k] * 5) for k, draft in enumerate(drafts)
        )

    def _built(self, competency_id: str) -> list[tuple[Course, LearningOutcome]]:
        """Outcomes of secondary practice, finished in time, that a skill task of a competency can show."""
        return [
            (c, o)
            for c, o in self.pathway.outcomes_for(competency_id)
            if self.assessable(c) and c.practice and c.kind is not CourseKind.GENERAL and o.level >= 3
        ]

    def _wording(self) -> list[Competency]:
        # The secondary programme's own wording, where it has one: that is what its pupils were taught.
        words = {c.id: c for c in self.pathway.secondary.programme.competencies}
        return [words.get(c.id, c) for c in self.pathway.all_competencies]

    def _chosen(self, choice: TaskChoice, needed: Mapping[tuple[str, str], str]) -> _Draft | None:
        competency = next((c for c in self._wording() if c.id == choice.competency), None)
        if competency is None:
            return None
        built = self._built(choice.competency)
        if choice.topics:
            built = [p for p in built if p[1].topic in choice.topics]
        picked = self._ranked(built, needed)[: len(choice.topics) or TOPICS_PER_TASK]
        if not picked:
            return None
        weight = self.dependent({needed[c.id, o.topic] for c, o in picked if (c.id, o.topic) in needed})
        name = choice.name or competency.name
        return _Draft(name, competency, picked, weight, choice.points, choice.minutes)

    def _derived(self, needed: Mapping[tuple[str, str], str]) -> list[_Draft]:
        candidates = []
        for competency in self._wording():
            built = self._built(competency.id)
            if len(built) >= 2:
                higher = {needed[c.id, o.topic] for c, o in built if (c.id, o.topic) in needed}
                candidates.append((self.dependent(higher), competency, built))
        candidates.sort(key=lambda x: (-x[0], x[1].id))
        used: set[tuple[str, str]] = set()
        drafts: list[_Draft] = []
        for weight, competency, built in candidates:
            fresh = [p for p in built if (p[0].id, p[1].topic) not in used]
            if len(fresh) < 2 or len(drafts) == TASKS:
                continue
            picked = self._ranked(fresh, needed)[:TOPICS_PER_TASK]
            used |= {(c.id, o.topic) for c, o in picked}
            drafts.append(_Draft(competency.name, competency, picked, weight))
        return drafts

    @staticmethod
    def _ranked(
        built: list[tuple[Course, LearningOutcome]], needed: Mapping[tuple[str, str], str]
    ) -> list[tuple[Course, LearningOutcome]]:
        """Assessed outcomes first, then those relied on, then the higher ones."""
        return sorted(
            built,
            key=lambda p: (
                not p[1].assessed,
                (p[0].id, p[1].topic) not in needed,
                -p[1].level,
                p[0].id,
                p[1].topic,
            ),
        )

    def _task(self, number: int, draft: _Draft, points: int, minutes: int) -> SkillTask:
        settings, picked = self.pathway.transfer, draft.picked
        parts = largest_remainder({"result": RESULT, "process": PROCESS, "safety": SAFETY}, points, least=1)
        results = largest_remainder(
            {k: Fraction(o.level) for k, (_, o) in enumerate(picked)}, parts["result"], least=1
        )
        scoring = [
            ScoringPoint(text=o.text or o.topic, points=results[k], manner="result")
            for k, (_, o) in enumerate(picked)
        ]
        scoring.append(ScoringPoint(text=settings.process_scoring, points=parts["process"], manner="process"))
        scoring.append(ScoringPoint(text=settings.safety_scoring, points=parts["safety"], manner="safety"))
        own = {f.id for f in self.pathway.all_facilities if f.place == "secondary"}
        used = Counter(f for c, _ in picked for f in c.facilities if f in own)
        places = sorted(used, key=lambda f: (-used[f], f))
        return SkillTask(
            id=f"t{number + 1}",
            name=draft.name,
            competency=draft.competency.id,
            indicator=draft.competency.indicator,
            level=max(o.level for _, o in picked),
            courses=tuple(sorted({c.id for c, _ in picked})),
            topics=tuple(o.topic for _, o in picked),
            facility=places[0] if places else None,
            minutes=minutes,
            points=tuple(scoring),
        )

    # ---- small things -----------------------------------------------------------------------------

    def _offered(self, course: Course) -> bool:
        return self.plan is None or bool(self.plan.terms_of(course.id))

    def _terms(self, course_id: str) -> tuple[int, ...]:
        if self.plan is not None:
            return self.plan.terms_of(course_id)
        course = self.pathway.by_id.get(course_id)
        return tuple(range(course.window[0], course.window[1] + 1)) if course else ()

    def _course_named(self, name: str) -> str | None:
        return next((c.id for c in self.pathway.courses if name in (c.id, c.name)), None)

    def _topics_of(self, name: str) -> tuple[str, ...]:
        course_id = self._course_named(name)
        return tuple(o.topic for o in self.pathway.by_id[course_id].outcomes) if course_id else ()
