"""The results of a cohort against the criteria: values in, values out, no file and no screen.

``study`` is the door: it decides every student with the reason in words, and says which topics the cohort
has not mastered, what rests on them, what other lines would do, what was added since entry, whether
parts and groups come off fairly, and how many may be expected to pass.
"""

from articulate.cohort.judging import Outcome, Terms, Verdict
from articulate.cohort.layout import Layout
from articulate.cohort.results import Item, Mark, Results, Sitting, Student
from articulate.cohort.study import CohortStudy, Question, study

__all__ = [
    "CohortStudy",
    "Item",
    "Layout",
    "Mark",
    "Outcome",
    "Question",
    "Results",
    "Sitting",
    "Student",
    "Terms",
    "Verdict",
    "study",
]
