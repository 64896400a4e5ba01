"""What stands in the way of every plan: by order and arithmetic, or by conditions that clash together."""

from articulate.planning.conflict.clash import (
    Clash,
    clashes,
    clashing_part,
    hard_labels,
    least_clash,
    relaxation,
)
from articulate.planning.conflict.counting import counted
from articulate.planning.conflict.ordering import alone, chains
from articulate.planning.problem import PlanProblem
from articulate.planning.reasons import ConflictReason

__all__ = ["Clash", "clashes", "clashing_part", "hard_labels", "impossible", "least_clash", "relaxation"]


def impossible(problem: PlanProblem) -> tuple[ConflictReason, ...]:
    """Return conditions that rule out every plan by themselves, found by order and arithmetic alone."""
    return alone(problem) or chains(problem) or counted(problem)
