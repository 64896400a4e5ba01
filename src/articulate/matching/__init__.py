"""What outcomes are the same point, and what that makes of two courses."""

from articulate.matching.evidence import tenths
from articulate.matching.judging import moved, relate, relate_tasks, without_strangers
from articulate.matching.relations import (
    OVERLAPS,
    AtLimit,
    CourseRelation,
    MatchReason,
    OutcomeMatch,
    Relation,
    Relations,
    WhyNot,
)
from articulate.matching.settings import Settings, SimilarityWeights
from articulate.matching.supply import Meeting, Supplies, Supply, supplies
from articulate.matching.text import prescribed, recurring

__all__ = [
    "OVERLAPS",
    "AtLimit",
    "CourseRelation",
    "MatchReason",
    "Meeting",
    "OutcomeMatch",
    "Relation",
    "Relations",
    "Settings",
    "SimilarityWeights",
    "Supplies",
    "Supply",
    "WhyNot",
    "moved",
    "prescribed",
    "recurring",
    "relate",
    "relate_tasks",
    "supplies",
    "tenths",
    "without_strangers",
]
