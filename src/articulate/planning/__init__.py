"""The teaching plan of ten terms: unique best plans with proof, or the reasons why there is none."""

from articulate.planning.planner import plan
from articulate.planning.problem import (
    Conflict,
    ConflictReason,
    Objective,
    PlanProblem,
    PlanResult,
)

__all__ = ["Conflict", "ConflictReason", "Objective", "PlanProblem", "PlanResult", "plan"]
