"""From a school to a plan for each of its pathways that agree with one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from time import monotonic
from typing import Literal

from articulate.i18n import label
from articulate.model.plan import ObjectivePart, TeachingPlan
from articulate.model.school import School
from articulate.planning.joint.asked import Asked, Forbidden, Pins
from articulate.planning.joint.clash import JointConflict, clash, never_agreed
from articulate.planning.joint.merging import Joint, join, workshop_capacity
from articulate.planning.joint.movement import school_faults, school_moves
from articulate.planning.joint.result import QUIET, JointResult, MemberPlan, Step, WorkshopLoad
from articulate.planning.joint.sequence import Found, hours_in, in_sequence
from articulate.planning.joint.sharing import Member, Policies, Sharing, pattern, sharing
from articulate.planning.joint.solving import Solved, least_possible, minimise
from articulate.planning.model import Goal
from articulate.planning.planner import result_of
from articulate.planning.problem import MoveFor, Status
from articulate.planning.solvers import Solve, Solver, back_end
from articulate.policy import policy_for

Way = Literal["auto", "joint", "sequence"]
"""How to plan: all in one model, one after the other, or whichever suits the number of pathways."""

TOGETHER = 4
"""Up to so many pathways go into one model at once; more are first planned one after the other."""

EXPLAINING = 20.0
"""Most seconds spent on saying why there is no plan."""


def plan_school(
    school: School,
    policies: Policies = policy_for,
    *,
    keep: Mapping[str, TeachingPlan] | None = None,
    pins: Pins | None = None,
    forbid: Forbidden | None = None,
    move_for: MoveFor = "conditions",
    way: Way = "auto",
    seconds: float = 120,
    solver: Solver = "highs",
) -> JointResult:
    """Return a plan for each pathway of a school, agreeing on what they share, or why there are none.

    The objective is, stage by stage, the sum over the pathways. ``joint`` puts all into one model;
    ``sequence`` plans one after the other and only claims the bound that the pathways alone give;
    ``auto`` takes the first for few pathways, and for more lets the second find where the first begins.
    ``policies`` gives the provisions for a pathway. ``keep`` are plans in use, by the keys of the pathways:
    as few courses as possible change their terms in all of them together, and each result says what
    forced the moves; ``pins``, ``forbid`` and ``move_for`` are, for each pathway, as in ``plan``, and a
    pathway without a kept plan is planned anew. ``seconds`` is a fuse: where it blows, value and bound
    of each stage tell how far from best the plans may be. Equal input gives equal plans where the result is
    optimal, or made in sequence without the fuse blowing.
    Raises ``MissingSolver`` where CP-SAT is asked for and not installed, ``ValueError`` for a pathway, course
    or term that does not exist.
    """
    began = monotonic()
    asked = Asked(keep or {}, pins or {}, forbid or {}, move_for)
    return answer(sharing(school, policies, asked), way=way, seconds=seconds, solver=solver, began=began)


def answer(shared: Sharing, *, way: Way, seconds: float, solver: Solver, began: float) -> JointResult:
    """Return the plans of pathways that share, or why there are none; the clock was started at ``began``."""
    solve = back_end(solver)
    school = shared.school
    blank = JointResult(school, "unknown", "joint", courses=shared.courses, apart=shared.apart)
    never = never_agreed(shared)
    if never is not None:
        return replace(blank, status="infeasible", conflict=never, seconds=monotonic() - began)
    ends = began + seconds
    alone = _alone(shared, solve, ends)
    if isinstance(alone, str):
        return _refused(blank, shared, alone, solve, seconds, began)
    found: Found | None = None
    if way == "sequence" or (way == "auto" and len(shared.members) > TOGETHER):
        share = 1.0 if way == "sequence" else 0.5
        made = in_sequence(shared, solve, (ends - monotonic()) * share, alone)
        if isinstance(made, str):
            return _refused(blank, shared, made, solve, seconds, began)
        found = made
    joint = join(shared)
    start = None if found is None else _values(joint, found)
    if way == "sequence" and start is not None:
        solved = _bounded(shared, joint, start, alone, solve, ends)
    else:
        better = minimise(joint.model, solve, max(0.0, ends - monotonic()), start)
        if isinstance(better, str):
            return _refused(blank, shared, better, solve, seconds, began)
        solved = better
    steps = tuple(found.steps) if found else ()
    if found is not None and way == "auto":
        titles = tuple(m.title for m in shared.members)
        steps = (*steps, Step("polished", "", 0, titles))
    result = plans_of(shared, joint, solved, {n: s.parts for n, s in alone.items()}, steps)
    method: Literal["joint", "sequence"] = "sequence" if way == "sequence" else "joint"
    return replace(result, method=method, seconds=monotonic() - began)


def _alone(
    shared: Sharing, solve: Solve, ends: float
) -> Mapping[int, Solved] | Literal["infeasible", "unknown"]:
    """Plan each pathway as if it were the only one, with shared courses where all may have them."""
    found: dict[int, Solved] = {}
    for number, member in enumerate(shared.members):
        left = (ends - monotonic()) / (len(shared.members) - number + 1)
        solved = minimise(join(shared, (member,)).model, solve, max(0.0, left))
        if isinstance(solved, str):
            return solved
        found[number] = solved
    return found


def _refused(
    blank: JointResult,
    shared: Sharing,
    status: Literal["infeasible", "unknown"],
    solve: Solve,
    seconds: float,
    began: float,
) -> JointResult:
    conflict: JointConflict | None = None
    if status == "infeasible":
        conflict = clash(shared, solve, min(EXPLAINING, seconds))
    return replace(blank, status=status, conflict=conflict, seconds=monotonic() - began)


def _values(joint: Joint, found: Found) -> tuple[int, ...]:
    """Return values of the common model from those of each pathway's own."""
    values = [0] * len(joint.model.variables)
    for number, start in enumerate(joint.starts):
        own = found.values[number]
        values[start : start + len(own)] = own
        for placement in found.placements[number]:
            choice = joint.patterns.get((placement.course, pattern(placement)))
            if choice is not None:
                values[choice] = 1
    return joint.model.settle(values)


def _bounded(
    shared: Sharing,
    joint: Joint,
    values: Sequence[int],
    alone: Mapping[int, Solved],
    solve: Solve,
    ends: float,
) -> Solved:
    """Return values with the bounds that the pathways alone give.

    The sum of what each reaches alone bounds a stage from below as long as the stages before reach their
    bounds. After the first that does not, the sum of what each could reach if that stage came first does.
    """
    parts = []
    tight = True
    for stage, goal in enumerate(joint.model.goals):
        value = joint.model.value(goal, values)
        bound = least_possible(joint.model, goal)
        if goal.objective.value not in QUIET:
            if tight:
                bound = max(bound, sum(s.parts[stage].bound for s in alone.values()))
            elif value > bound:
                bound = max(bound, _least(shared, stage, solve, ends))
        bound = min(value, bound)
        tight &= value == bound
        parts.append(ObjectivePart(name=goal.objective.value, value=value, bound=bound))
    return Solved(tuple(values), tuple(parts), tight)


def _least(shared: Sharing, stage: int, solve: Solve, ends: float) -> int:
    """Return the sum of the least that each pathway alone can reach in a stage, whatever the others are."""
    total = 0
    for member in shared.members:
        model = join(shared, (member,)).model
        left = max(0.0, ends - monotonic())
        answer = solve(model.variables, model.rows, model.goals[stage], seconds=left)
        total += max(least_possible(model, model.goals[stage]), answer.bound)
    return total


# ---- from values to plans ---------------------------------------------------------------------------


def plans_of(
    shared: Sharing,
    joint: Joint,
    solved: Solved,
    alone: Mapping[int, tuple[ObjectivePart, ...]],
    steps: tuple[Step, ...] = (),
) -> JointResult:
    """Return what values of the common model mean: a plan for each pathway, with what moved in it.

    ``alone`` is what each pathway, by its number, reaches by itself.
    """
    status: Status = "optimal" if solved.proven else "feasible"
    plans = tuple(
        _member(joint, solved, number, member, alone[number], status)
        for number, member in enumerate(shared.members)
    )
    unmet = tuple(
        joint.model.labels[mark]
        for slack, mark in joint.model.wishes
        if solved.values[slack] and joint.model.labels[mark].kind == "workshop"
    )
    result = JointResult(
        shared.school,
        status,
        "joint",
        members=plans,
        objective=solved.parts,
        courses=shared.courses,
        apart=shared.apart,
        loads=tuple(_loads(shared, joint, solved)),
        unmet=unmet,
        steps=steps,
    )
    return _with_moves(shared, result)


def _with_moves(shared: Sharing, result: JointResult) -> JointResult:
    """Return the plans with what moved in them, where plans were kept."""
    if not shared.asked.keep:
        return result
    moves = school_moves(shared, {m.key: m.plan for m in result.members})
    members = tuple(replace(m, moves=moves.get(m.key)) for m in result.members)
    return replace(result, members=members, causes=tuple(what for what, _ in school_faults(shared)))


def _member(
    joint: Joint,
    solved: Solved,
    number: int,
    member: Member,
    alone: tuple[ObjectivePart, ...],
    status: Status,
) -> MemberPlan:
    proven = {p.name for p in solved.parts if p.value == p.bound}
    own = range(joint.starts[number], joint.starts[number] + len(joint.parts[number].variables))
    parts = tuple(
        _part(joint, goal, number, own, solved.values, goal.objective.value in proven)
        for goal in joint.model.goals
    )
    values = joint.values_of(number, solved.values)
    result = result_of(member.problem, joint.parts[number], values, parts, status, 0.0)
    if result.plan is None:
        raise ValueError("values without a plan")
    note = "" if status == "optimal" else label("joint.note.feasible")
    pathway = member.problem.pathway
    plan = result.plan.but(note=note)
    return MemberPlan(member.key, member.title, pathway, plan, parts, alone, result.unmet)


def _part(
    joint: Joint, goal: Goal, number: int, own: range, values: Sequence[int], proven: bool
) -> ObjectivePart:
    """The part of one pathway in a stage of the common objective."""
    name = goal.objective
    constant = next(g.constant for g in joint.parts[number].goals if g.objective is name)
    mine = Goal(name, tuple(t for t in goal.terms if t[0] in own), constant)
    value = joint.model.value(mine, values)
    bound = value if proven else min(value, least_possible(joint.model, mine))
    return ObjectivePart(name=name.value, value=value, bound=bound)


def _loads(shared: Sharing, joint: Joint, solved: Solved) -> list[WorkshopLoad]:
    loads = []
    for workshop in shared.school.shared.workshops:
        for term in range(1, 11):
            hours = {
                member.key: needed
                for number, member in enumerate(shared.members)
                if (
                    needed := hours_in(
                        shared, workshop.id, member, joint.placements_of(number, solved.values), term
                    )
                )
            }
            if hours:
                capacity = workshop_capacity(shared, workshop, term)
                loads.append(WorkshopLoad(workshop.id, workshop.name, term, hours, capacity))
    return loads
