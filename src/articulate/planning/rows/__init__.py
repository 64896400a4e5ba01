"""From a planning problem to its neutral linear 0-1 model.

A bit for each way to place a course; all else is linear in the bits, with whole numbers only. What made
such models fast (balanced academic curriculum problem, CSPLib 30): bits only for terms that can be
reached, rows of the form "by term t" in place of start variables, squares as tangents, and one objective
after the other.
"""

from articulate.planning.model import STRUCTURE, Goal, Kind, Model, Row, Variable
from articulate.planning.problem import PlanProblem
from articulate.planning.rows.assessment import assess
from articulate.planning.rows.draft import Draft
from articulate.planning.rows.goals import goals
from articulate.planning.rows.limits import limits, stations
from articulate.planning.rows.order import order, supply
from articulate.planning.rows.provisions import provide
from articulate.planning.rows.spacing import number, space, visit
from articulate.planning.rows.taught import bar, place, take

__all__ = ["STRUCTURE", "Goal", "Kind", "Model", "Row", "Variable", "build"]


def build(problem: PlanProblem, *, lean: bool = True, judged: bool = True) -> Model:
    """Return the model. A lean one leaves out what follows from the rest.

    To explain why there is no plan take the other: there every condition speaks for itself. One that is
    not ``judged`` has no goals, for where any plan will do.
    """
    draft = Draft(problem, lean)
    for write in (
        place,
        take,
        bar,
        order,
        space,
        supply,
        number,
        visit,
        limits,
        provide,
        assess,
        stations,
    ):
        write(draft)
    return draft.model(goals(draft) if judged else ())
