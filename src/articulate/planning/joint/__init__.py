"""Several pathways of one school in one plan: courses taught together, workshops used in turn."""

from articulate.planning.joint.clash import JointConflict
from articulate.planning.joint.planner import Way, plan_school
from articulate.planning.joint.result import JointResult, MemberPlan, Method, Step, WorkshopLoad
from articulate.planning.joint.sharing import Apart, SharedCourse

__all__ = [
    "Apart",
    "JointConflict",
    "JointResult",
    "MemberPlan",
    "Method",
    "SharedCourse",
    "Step",
    "Way",
    "WorkshopLoad",
    "plan_school",
]
