"""The teaching plan of ten terms: unique best plans with proof, or the reasons why there is none."""

from articulate.planning.choices import Alternatives, WhatIf, alternatives, compare
from articulate.planning.move import Move, Moves
from articulate.planning.movement import moves
from articulate.planning.planner import plan
from articulate.planning.problem import (
    Conflict,
    ConflictReason,
    Objective,
    PlanProblem,
    PlanResult,
)
from articulate.planning.repairing import Fault, Repair, repair
from articulate.planning.solvers import MissingSolver, Solver

__all__ = [
    "Alternatives",
    "Conflict",
    "ConflictReason",
    "Fault",
    "MissingSolver",
    "Move",
    "Moves",
    "Objective",
    "PlanProblem",
    "PlanResult",
    "Repair",
    "Solver",
    "WhatIf",
    "alternatives",
    "compare",
    "moves",
    "plan",
    "repair",
]
