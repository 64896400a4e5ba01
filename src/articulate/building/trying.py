"""A change tried out on a pathway: from its words to the plans before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.policy import Policy

if TYPE_CHECKING:
    from articulate.planning import WhatIf
    from articulate.planning.problem import MoveFor


def what_if(
    pathway: Pathway,
    policy: Policy,
    *changes: str,
    present: TeachingPlan | None = None,
    move_for: MoveFor = "conditions",
    seconds: float = 60,
) -> WhatIf:
    """Return what some changes would do to the plan: ``what_if(pathway, policy, "s-plc.hours=90")``.

    How changes are written is said in ``readers.changes``. ``present`` is the plan in use; without one
    the best plan takes its place. Raises ``InputError`` for a change that cannot be understood.
    """
    from articulate.planning import compare
    from articulate.readers.changes import changed

    after = changed(pathway, changes)
    return compare(
        pathway,
        after.pathway,
        policy,
        present=present,
        what=after.what,
        move_for=move_for,
        seconds=seconds,
    )
