"""What the transfer assessment asks is taught by its deadline."""

from __future__ import annotations

from articulate.model.programme import Stage
from articulate.planning.rows.draft import Draft


def assess(draft: Draft) -> None:
    """Of the courses that teach a topic of a skill task chosen by hand, one has ended by the deadline.

    Courses that the schools name for the process and the culture part are barred from later terms already.
    """
    pathway = draft.problem.pathway
    transfer = pathway.transfer
    for task in transfer.tasks:
        for topic in task.topics:
            teach = tuple(
                c.id
                for c in draft.problem.courses
                if c.stage is Stage.SECONDARY and c.required and any(o.topic == topic for o in c.outcomes)
            )
            if not set(teach) & draft.problem.always:
                continue
            label = draft.label(
                "asked",
                topic=topic,
                term=transfer.deadline,
                courses=tuple(draft.name(c) for c in teach),
                source=task.source.at("topics"),
                about=teach,
            )
            draft.row([t for c in teach for t in draft.ended(c, transfer.deadline, -1)], -1, label)
