"""All parts of the transfer criteria put together."""

from __future__ import annotations

from articulate.graph import CourseGraph
from articulate.matching import Relations, relate
from articulate.model.criteria import TransferCriteria
from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.transfer.boundary import Boundary
from articulate.transfer.bridge import bridge_list, unasked_courses, with_assessment
from articulate.transfer.calendar import assessment_calendar, duty_date, filing_list, of_transfer
from articulate.transfer.courses import culture_part, process_part
from articulate.transfer.paper import blueprint
from articulate.transfer.pools import with_pools
from articulate.transfer.tasks import skill_tasks


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
    culture part and of the skill tasks add up to exactly 100 each, unless there is nothing to weigh or the
    schools have set them by hand.
    """
    boundary = Boundary(pathway, plan, graph or CourseGraph(pathway), relations or relate(pathway))
    settings = pathway.transfer
    bridge = bridge_list(boundary)
    # What the higher stage rests on and what the schools have named themselves is in every variant.
    fixed = {item.topic for item in bridge} | {t for choice in settings.tasks for t in choice.topics}
    tasks = with_pools(boundary, skill_tasks(boundary), fixed)
    paper = blueprint(boundary, bridge, {t for task in tasks for t in task.topics})
    asked = {t for task in tasks for t in task.topics} | {t for row in paper.rows for t in row.topics}
    process = process_part(boundary, unasked_courses(boundary, bridge, asked))
    calendar = assessment_calendar(pathway)
    return TransferCriteria(
        pathway=pathway.pathway,
        weights={
            "process": settings.weights.process,
            "culture": settings.weights.culture,
            "skill": settings.weights.skill,
        },
        bridge=with_assessment(boundary, bridge, process, paper, tasks),
        process=process,
        culture=culture_part(boundary),
        blueprint=paper,
        tasks=tasks,
        written=settings.written if tasks else 100,
        pass_total=settings.passing.total,
        pass_each=settings.passing.each,
        lines=settings.passing.parts,
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
        duties=tuple(duty_date(d, pathway) for d in pathway.governance.duties if of_transfer(d)),
        published=settings.published,
        higher_hours=boundary.higher_hours,
        items=settings.items,
        calendar=calendar,
        filing=filing_list(pathway, calendar),
    )
