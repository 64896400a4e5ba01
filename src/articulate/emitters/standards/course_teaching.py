"""How a course is taught and assessed: projects, focus, places, marks, and its part in the transfer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from articulate.emitters.document import Block, Listing, row
from articulate.emitters.standards.conventions import KNOWN
from articulate.emitters.standards.course_paper import CoursePaper, focus
from articulate.emitters.standards.places import places_of, visits
from articulate.facilities import FacilityUse
from articulate.model.criteria import BridgeItem
from articulate.model.programme import Course, Delivery, PostTask, Stage

PROJECTS = 4
"""Typical tasks that are proposed as projects of one course."""
STEPS = 5
"""Topics named as tasks of the process part."""
HARD = 3
"""Topics at the highest level, beside the focus, that can be called the hardest; of more, none stands out."""


def teaching(paper: CoursePaper, course: Course) -> list[Block]:
    """Return proposals for this course alone; what all share stands once, before the first standard."""
    items = [_way(paper, course), _focus(paper, course)]
    projects = _projects(paper, course)
    if projects:
        items.append(paper.say("teaching.projects", tasks=projects))
    items.append(_places(paper, course))
    return [Listing(tuple(filter(None, items)), ordered=True)]


def _way(paper: CoursePaper, course: Course) -> str:
    """Return how lessons are held, by delivery and by the share of practice."""
    numbers = {
        "weeks": course.weeks,
        "theory": course.theory,
        "practice": course.practice,
        "share": Fraction(course.practice, course.hours) if course.hours else Fraction(0),
    }
    if visits(paper, course):
        return paper.say("teaching.visit", **numbers)
    if course.delivery is Delivery.BLOCK:
        return paper.say("teaching.block", **numbers)
    if not course.practice:
        return paper.say("teaching.lectures", **numbers)
    if not course.theory:
        return paper.say("teaching.all_practice", **numbers)
    key = "mostly_practice" if 2 * course.practice >= course.hours else "some_practice"
    return paper.say(f"teaching.{key}", **numbers)


def _focus(paper: CoursePaper, course: Course) -> str:
    """Return what matters most, what is hardest, and what every student must master for the higher stage."""
    main = [o.topic for o in focus(course)]
    hard = [o.topic for o in course.outcomes if o.level == course.top_level > KNOWN and o.topic not in main]
    text = ""
    if main:
        key = "focus_hard" if 0 < len(hard) <= HARD else "focus"
        text = paper.say(f"teaching.{key}", main=tuple(main), hard=tuple(hard))
    bridge = _bridge(paper, course)
    if bridge:
        needing = dict.fromkeys(paper.pathway.by_id[i].name for b in bridge for i in b.needed_by)
        topics = tuple(b.topic for b in bridge)
        text += paper.say("teaching.bridge", topics=topics, names=tuple(needing))
    return text


def _bridge(paper: CoursePaper, course: Course) -> Sequence[BridgeItem]:
    """Return the topics of this course on which the higher stage relies, in the order of the criteria."""
    return [b for b in paper.basis.criteria.bridge if course.id in b.courses]


def _projects(paper: CoursePaper, course: Course) -> str:
    """Return typical tasks that take what this course builds: those of its own stage, the closest first."""
    if visits(paper, course):
        return ""
    lines = [line for line, _ in paper.chain.of(course.id)]
    mine = {line.competency.id for line in lines}
    tasks = list({(post.id, task.name): (post, task) for x in lines for post, task in x.tasks}.values())
    found = [(post, task) for post, task in tasks if post.stage is course.stage] or tasks

    def distance(task: PostTask) -> tuple[int, int]:
        asked = set(task.competencies)
        return (-len(asked & mine), len(asked - mine))

    names = dict.fromkeys(task.name for task in sorted((task for _, task in found), key=distance))
    return paper.quoted_words("teaching.task", list(names)[:PROJECTS])


def _places(paper: CoursePaper, course: Course) -> str:
    """Return where a course is taught, and how a class is divided there."""
    uses = places_of(paper, course)
    if not uses:
        outside = any(i.course == course.id for i in paper.pathway.internships)
        size = paper.pathway.planning.groups[1]
        return paper.say("teaching.outside" if outside else "teaching.classroom", size=size)
    return paper.say("teaching.places", places=paper.say("semicolon").join(_place(paper, u) for u in uses))


def _place(paper: CoursePaper, use: FacilityUse) -> str:
    """Return a place with the number of shifts in which a class comes to it."""
    one = use.facility
    if one.place == "enterprise" or not use.places:
        return paper.say("teaching.place_enterprise", name=one.name)
    key = "place_whole" if use.shifts <= 1 else "place_shifts"
    return paper.say(
        f"teaching.{key}",
        name=one.name,
        stations=one.stations,
        places=use.places,
        size=use.class_size,
        shifts=use.shifts,
    )


def assessment(paper: CoursePaper, course: Course) -> list[Block]:
    """Return how the mark is made, and what the course counts for in the transfer assessment."""
    grading = paper.programme(course.stage).grading
    exam = course.exam or any(o.exam for o in paper.plan.of(course.id))
    process = grading.exam if exam else grading.check
    practical = 2 * course.practice >= course.hours
    final = [o.topic for o in focus(course)]
    steps = [o.topic for o in course.outcomes if o.level > KNOWN and o.topic not in final]
    manner = "visit" if visits(paper, course) else "practical" if practical else "theory"
    way = f"exam_{manner}" if exam and manner != "visit" else f"check_{manner}"
    rows = (
        row(
            paper.say("grade.process"),
            Fraction(process, 100),
            _process(paper, steps),
            paper.say(f"grade.process_{manner}"),
        ),
        row(
            paper.say("grade.final_exam" if exam else "grade.final_check"),
            Fraction(100 - process, 100),
            paper.say("grade.final_what" if final else "grade.final_plain", topics=tuple(final)),
            paper.say(f"grade.{way}"),
        ),
    )
    keys = ("part", "share", "what", "how")
    # Sentences before the table: one left over behind it would stand on a page of its own.
    blocks: list[Block] = []
    aimed = [c for c in paper.pathway.all_certificates if c.id in course.certificates]
    if aimed:
        blocks.append(paper.body("grade.certificates", names=tuple(map(paper.certificate, aimed))))
    told = list(_transfer(paper, course)) if course.stage is Stage.SECONDARY else []
    if told:
        blocks.append(paper.body("grade.transfer", told=paper.say("semicolon").join(told)))
    return [*blocks, paper.table("", keys, (20, 12, 76, 50), ("what", "how"), rows)]


def _process(paper: CoursePaper, steps: Sequence[str]) -> str:
    """Return what the process part looks at, with the first of the tasks."""
    if not steps:
        return paper.say("grade.process_plain")
    more = "_more" if len(steps) > STEPS else ""
    return paper.say(f"grade.process_what{more}", topics=tuple(steps[:STEPS]))


def _transfer(paper: CoursePaper, course: Course) -> Iterable[str]:
    """Yield what a course counts for in the transfer assessment, and its topics in either paper of it."""
    item = next((p for p in paper.basis.criteria.process if p.course == course.id), None)
    if item:
        yield paper.say("grade.counted", weight=Fraction(item.weight, 100))
    for part in ("written", "skill"):
        topics = tuple(b.topic for b in _bridge(paper, course) if part in b.assessed_by)
        if topics:
            yield paper.say(f"grade.{part}", topics=topics)
