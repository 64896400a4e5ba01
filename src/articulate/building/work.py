"""Everything that was worked out about one pathway: what every file of its folder is made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from articulate.findings import Report
from articulate.i18n import Lang
from articulate.model.criteria import TransferCriteria
from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.model.quality import QualityRecord
from articulate.policy import Policy

if TYPE_CHECKING:
    from articulate.emitters.standards.paper import Basis
    from articulate.graph import CourseGraph
    from articulate.matching import Relations
    from articulate.planning import PlanResult


@dataclass(frozen=True)
class Work:
    """One pathway with its reports, plan, criteria, graph and relations, in one language.

    ``on`` is the day that duties are judged by; ``None`` where the user named none. ``years`` are the
    yearly figures, where a file of them was given.
    """

    pathway: Pathway
    policy: Policy
    lang: Lang
    on: date | None
    bare_report: Report
    report: Report
    result: PlanResult
    criteria: TransferCriteria
    relations: Relations
    bare_relations: Relations
    graph: CourseGraph
    years: QualityRecord | None = None

    @cached_property
    def basis(self) -> Basis | None:
        """What the programme and the standards are written from; nothing without a plan."""
        from articulate.emitters.standards.paper import Basis

        if self.plan is None:
            return None
        return Basis(self.pathway, self.plan, self.policy, self.relations, self.graph, self.lang)

    @property
    def plan(self) -> TeachingPlan | None:
        """The teaching plan, if there is one."""
        return self.result.plan
