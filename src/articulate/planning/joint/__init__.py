"""Several pathways of one school in one plan: courses taught together, workshops used in turn."""

from articulate.planning.joint.choices import JointAlternatives, alternatives_school
from articulate.planning.joint.clash import JointConflict
from articulate.planning.joint.comparing import JointWhatIf, compare_school
from articulate.planning.joint.planner import Way, plan_school
from articulate.planning.joint.repairing import Given, JointRepair, known_parts, repair_school, review_school
from articulate.planning.joint.result import JointResult, MemberPlan, Method, Step, WorkshopLoad
from articulate.planning.joint.sharing import Apart, SharedCourse

__all__ = [
    "Apart",
    "Given",
    "JointAlternatives",
    "JointConflict",
    "JointRepair",
    "JointResult",
    "JointWhatIf",
    "MemberPlan",
    "Method",
    "SharedCourse",
    "Step",
    "Way",
    "WorkshopLoad",
    "alternatives_school",
    "compare_school",
    "known_parts",
    "plan_school",
    "repair_school",
    "review_school",
]
