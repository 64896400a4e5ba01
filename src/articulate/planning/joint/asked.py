"""What the plans of a school are asked to keep to: plans in use, pinned and forbidden terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from articulate.model.plan import TeachingPlan
from articulate.model.school import School
from articulate.planning.problem import MoveFor

Pins = Mapping[str, Mapping[str, int]]
"""For each pathway the term in which a course must start."""

Forbidden = Mapping[str, Mapping[str, Iterable[int]]]
"""For each pathway the terms in which a course must not run."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the plans besides what the pathways say, by the keys of the pathways."""

    keep: Mapping[str, TeachingPlan] = field(default_factory=dict)
    """Plans to stay close to; a pathway without one is planned anew."""
    pins: Pins = field(default_factory=dict)
    forbid: Forbidden = field(default_factory=dict)
    move_for: MoveFor = "conditions"
    """What may move a course of a kept plan."""

    def check(self, school: School) -> None:
        """Raise ``ValueError`` where a pathway is named that the school does not have."""
        for key in sorted({*self.keep, *self.pins, *self.forbid} - set(school.by_key)):
            raise ValueError(f"{key}: no such pathway")
