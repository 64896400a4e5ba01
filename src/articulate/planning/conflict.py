"""Why there is no plan: reasons by arithmetic and by order first, then the conditions that clash.

The deletion filter follows Chinneck & Dravnieks (1991): a condition is needed if without it the rest
can be satisfied. Halves are tried before single conditions. The order of conditions is fixed, so that
the same problem gives the same explanation unless the clock stops it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations_with_replacement
from time import monotonic

from articulate.graph import CourseGraph
from articulate.i18n import Phrase
from articulate.matching import Supplies
from articulate.model.programme import Course, Delivery, Stage
from articulate.planning.facts import Bound, bounds, conditions
from articulate.planning.highs import solve
from articulate.planning.modes import MOST_WEEKLY, Placement, nearest, starts
from articulate.planning.problem import (
    Conflict,
    ConflictReason,
    Objective,
    PlanProblem,
    terms_in_words,
)
from articulate.planning.rows import STRUCTURE, Goal, Model, Row, Variable, build
from articulate.policy import MEASURES, TOTALS, amount

COST = {
    "weekly_most": 2,
    "weekly_least": 2,
    "exams": 2,
    "courses": 2,
    "block_weeks": 2,
    "fixed": 1,
    "pre": 4,
    "co": 4,
    "strict_co": 4,
    "any": 4,
    "group": 6,
    "place": 6,
    "provision": 8,
}
"""How hard a condition is to give up; a pin is a wish of the planner, a provision is a regulation."""


ARROW = " → "


# ---- reasons without a solver -----------------------------------------------------------------------


def impossible(problem: PlanProblem) -> tuple[ConflictReason, ...]:
    """Return conditions that rule out every plan by themselves, found by order and arithmetic alone."""
    first = (*_without_way(problem), *_short_groups(problem), *_fixed_outside(problem), *_cycles(problem))
    if first:
        return first
    chains = tuple(_chains(problem))
    return chains or (*_overfull(problem), *_too_little(problem), *_out_of_reach(problem))


def _without_way(problem: PlanProblem) -> Iterator[ConflictReason]:
    for course in problem.courses:
        if course.id in problem.always and not problem.placements[course.id]:
            yield _no_way(problem, course)


def _no_way(problem: PlanProblem, course: Course) -> ConflictReason:
    """Why a course can be placed nowhere: no term, no block weeks, or hours that make no weekly hours."""
    calendar = problem.pathway.calendar
    common = {"course": course.name, "terms": terms_in_words(*course.window)}
    ways = sorted(starts(course))
    if not ways:
        return ConflictReason(
            "no_term",
            {**common, "span": min(course.span)},
            course.source.at("terms"),
            about=(course.id,),
        )
    if course.delivery is Delivery.BLOCK and not course.weeks:
        return ConflictReason("no_weeks", common, course.source.at("weeks"), about=(course.id,))
    if course.delivery is Delivery.BLOCK:
        room = max(sum(calendar.term(t).block for t in range(s, s + k)) for s, k in ways)
        return ConflictReason(
            "no_block",
            {**common, "weeks": course.weeks, "room": room},
            course.source.at("weeks"),
            about=(course.id,),
        )
    near: set[int] = set()
    for start, span in ways:
        teaching = {calendar.term(t).teaching for t in range(start, start + span)}
        for weeks in teaching:
            near |= {h * span for h in nearest(-(-course.hours // span), weeks)}
    below = max((h for h in near if h < course.hours), default=None)
    above = min((h for h in near if h > course.hours), default=None)
    return ConflictReason(
        "no_hours",
        {
            **common,
            "hours": course.hours,
            "span": min(course.span),
            "most": MOST_WEEKLY,
            "near": tuple(h for h in (below, above) if h is not None),
        },
        course.source.at("hours"),
        about=(course.id,),
    )


def _short_groups(problem: PlanProblem) -> Iterator[ConflictReason]:
    for group in problem.groups:
        there = [c for c in group.courses if problem.placements[c]]
        if len(there) < group.take:
            yield ConflictReason(
                "group_short",
                {"group": group.name, "take": group.take, "options": len(there)},
                group.source,
                about=group.courses,
            )


def _fixed_outside(problem: PlanProblem) -> Iterator[ConflictReason]:
    for course_id, term in problem.fixed.items():
        ways = problem.placements[course_id]
        if course_id in problem.always and ways and not any(p.start == term for p in ways):
            course = problem.pathway.by_id[course_id]
            possible = Phrase("plan.terms.list", {"numbers": tuple(sorted({p.start for p in ways}))})
            yield ConflictReason(
                "fixed_outside",
                {"course": course.name, "term": term, "possible": possible},
                problem.pathway.planning.source.at("fixed"),
                about=(course_id,),
            )


def _cycles(problem: PlanProblem) -> Iterator[ConflictReason]:
    known = problem.pathway.by_id
    steps = set(_steps(problem))
    for ring in CourseGraph(problem.pathway, Supplies(())).cycles():
        sure = all(step in steps for step in zip(ring, (*ring[1:], ring[0]), strict=True))
        if sure and set(ring) & problem.always:
            yield ConflictReason(
                "cycle",
                {"courses": ARROW.join(known[c].name for c in (*ring, ring[0]))},
                known[ring[0]].source.at("requisites"),
                about=ring,
            )


def _steps(problem: PlanProblem) -> Iterator[tuple[str, str]]:
    """Pairs of which the second course cannot start before the first.

    A course of one term may stand in a later term of a longer strict corequisite, so that such a pair
    counts only where both are of one length.
    """
    known = problem.pathway.by_id
    for course in problem.courses:
        for leaf in conditions(course.requisites):
            other = known.get(leaf.course or "")
            if other is None:
                continue
            if leaf.kind != "strict_co" or (len(course.span) == 1 and course.span == other.span):
                yield other.id, course.id
                if leaf.kind == "strict_co":
                    yield course.id, other.id


def _chains(problem: PlanProblem) -> Iterator[ConflictReason]:
    """Courses whose prerequisites, one after the other, end too late for their window."""
    known = problem.pathway.by_id
    left: dict[str, tuple[Placement, ...]] = {c: w for c, w in problem.placements.items() if w}
    because: dict[str, str] = {}
    rules = sorted(
        (course.id, leaf.course or "")
        for course in problem.courses
        for leaf in conditions(course.requisites)
        if leaf.kind == "pre" and course.id in left and leaf.course in left
    )
    told: set[str] = set()
    changed = True
    while changed:
        changed = False
        for later, earlier in rules:
            if later in told or earlier in told:
                continue
            end = min(p.end for p in left[earlier])
            kept = tuple(p for p in left[later] if p.start > end)
            if len(kept) == len(left[later]):
                continue
            because[later], changed = earlier, True
            if kept:
                left[later] = kept
                continue
            told.add(later)
            if later in problem.always:
                chain = [later, earlier]
                while chain[-1] in because:
                    chain.append(because[chain[-1]])
                chain.reverse()
                yield ConflictReason(
                    "chain",
                    {
                        "course": known[later].name,
                        "chain": ARROW.join(known[c].name for c in chain),
                        "end": end,
                        "latest": max(p.start for p in problem.placements[later]),
                    },
                    known[later].source.at("requisites"),
                    about=tuple(chain),
                )


def _overfull(problem: PlanProblem) -> Iterator[ConflictReason]:
    """Terms into which more must go than they hold: hours, block weeks, exams, courses."""
    calendar, known = problem.pathway.calendar, problem.pathway.by_id
    for stage in Stage:
        limits = problem.pathway.planning.of(stage)
        measures: tuple[tuple[str, Callable[[Placement, int], int], Callable[[int], int]], ...] = (
            (
                "hours_over",
                lambda p, t: p.hours(t),
                lambda t, most=limits.weekly_hours[1]: most * calendar.term(t).teaching,  # type: ignore[misc]
            ),
            ("blocks_over", lambda p, t: p.weeks(t), lambda t: calendar.term(t).block),
            (
                "exams_over",
                lambda p, t: int(p.end == t and known[p.course].exam),
                lambda t, most=limits.exams: most,  # type: ignore[misc]
            ),
            (
                "courses_over",
                lambda p, t: int(p.hours(t) > 0),
                lambda t, most=limits.courses: most,  # type: ignore[misc]
            ),
        )
        for kind, use, room in measures:
            found = _tightest(problem, stage, use, room)
            if found:
                first, last, demand, capacity, ids = found
                yield ConflictReason(
                    kind,
                    {
                        "terms": terms_in_words(first, last),
                        "courses": tuple(known[c].name for c in ids),
                        "demand": demand,
                        "capacity": capacity,
                        "over": demand - capacity,
                        "count": len(ids),
                    },
                    calendar.term(first).source if kind == "blocks_over" else limits.source,
                    about=ids,
                )


def _tightest(
    problem: PlanProblem,
    stage: Stage,
    use: Callable[[Placement, int], int],
    room: Callable[[int], int],
) -> tuple[int, int, int, int, tuple[str, ...]] | None:
    """Return the shortest run of terms that must hold more than it can: terms, demand, capacity, courses."""
    spans = sorted(combinations_with_replacement(stage.terms, 2), key=lambda s: (s[1] - s[0], s))
    for first, last in spans:
        terms = range(first, last + 1)
        demand, ids = _least_demand(problem, lambda p, ts=terms: sum(use(p, t) for t in ts))  # type: ignore[misc]
        capacity = sum(room(t) for t in terms)
        if demand > capacity:
            return first, last, demand, capacity, ids
    return None


def _least_demand(problem: PlanProblem, use: Callable[[Placement], int]) -> tuple[int, tuple[str, ...]]:
    """What all plans together need at least, and the courses that need it."""

    def least(course_id: str) -> int:
        return min((use(p) for p in problem.placements[course_id]), default=0)

    needs = {c: least(c) for c in sorted(problem.always)}
    for group in _own_groups(problem):
        options = sorted(group, key=lambda c: (least(c), c))
        needs |= {c: least(c) for c in options[: _take(problem, group)]}
    return sum(needs.values()), tuple(sorted(c for c, n in needs.items() if n))


def _own_groups(problem: PlanProblem) -> Iterator[tuple[str, ...]]:
    """Elective groups that share no course with another and hold no pinned one."""
    seen: dict[str, int] = {}
    for group in problem.groups:
        for c in group.courses:
            seen[c] = seen.get(c, 0) + 1
    for group in problem.groups:
        if all(seen[c] == 1 and c not in problem.always for c in group.courses):
            yield group.courses


def _take(problem: PlanProblem, courses: tuple[str, ...]) -> int:
    return next(g.take for g in problem.groups if g.courses == courses)


def _too_little(problem: PlanProblem) -> Iterator[ConflictReason]:
    """Ordinary terms that cannot be filled up to the least weekly hours."""
    calendar = problem.pathway.calendar
    for stage in Stage:
        terms = problem.ordinary_terms(stage)
        limits = problem.pathway.planning.of(stage)
        demand = limits.weekly_hours[0] * sum(calendar.term(t).teaching for t in terms)

        def most(course_id: str, terms: tuple[int, ...] = terms) -> int:
            ways = problem.placements[course_id]
            return max((sum(p.hours(t) for t in terms) for p in ways), default=0)

        grouped = {c for g in problem.groups for c in g.courses}
        supply = sum(most(c.id) for c in problem.courses if c.id in problem.always or c.id not in grouped)
        for group in problem.groups:
            options = sorted((most(c) for c in group.courses if c not in problem.always), reverse=True)
            supply += sum(options[: group.take])
        if supply < demand:
            yield ConflictReason(
                "hours_under",
                {
                    "stage": stage,
                    "terms": terms_in_words(terms[0], terms[-1])
                    if terms == tuple(range(terms[0], terms[-1] + 1))
                    else Phrase("plan.terms.list", {"numbers": terms}),
                    "least": limits.weekly_hours[0],
                    "demand": demand,
                    "supply": supply,
                    "short": demand - supply,
                },
                limits.source,
            )


def _out_of_reach(problem: PlanProblem) -> Iterator[ConflictReason]:
    """Required shares and sums that no choice of electives reaches, with the best that can be had."""
    for bound in bounds(problem):
        weights = dict(bound.weights)
        chosen = _lightest(problem, bound.limit.stage, weights)
        if bound.binding and sum(weights.get(c, 0) for c in chosen) > bound.most:
            provision = bound.limit.provision
            yield ConflictReason(
                "out_of_reach",
                {**bound.values, "best": amount(_best(problem, bound), provision.unit)},
                provision=provision.id,
            )


def _lightest(problem: PlanProblem, stage: Stage | None, weights: Mapping[str, int | Fraction]) -> set[str]:
    """Return the choice of electives with the least sum of weights, with what is taken anyway."""
    known = problem.pathway.by_id

    def weight(course_id: str) -> tuple[int | Fraction, str]:
        return weights.get(course_id, 0), course_id

    chosen = set(problem.always)
    grouped: set[str] = set()
    for group in problem.groups:
        grouped |= set(group.courses)
        missing = group.take - len(chosen & set(group.courses))
        options = sorted((c for c in group.courses if c not in chosen), key=weight)
        chosen |= set(options[: max(0, missing)])
    chosen |= {c for c in known if c not in grouped and weights.get(c, 0) < 0}
    return {c for c in chosen if stage in (None, known[c].stage)}


def _best(problem: PlanProblem, bound: Bound) -> Fraction:
    """Return the best value of a measure that a choice of electives reaches (Dinkelbach 1967)."""
    known = problem.pathway.by_id
    limit = bound.limit
    value = Fraction(limit.bound)
    while True:
        at = replace(limit, bound=value)
        weights = {c.id: -Fraction(at.weight(c)) for c in problem.courses}
        chosen = [known[c] for c in sorted(_lightest(problem, limit.stage, weights))]
        better = _measured(limit.provision.measure or "", chosen)
        if better == value or limit.provision.measure not in MEASURES:
            return better
        value = better


def _measured(measure: str, courses: Sequence[Course]) -> Fraction:
    if measure in MEASURES:
        return MEASURES[measure].of(courses)
    return Fraction(sum(map(TOTALS[measure], courses)))


# ---- reasons with a solver ----------------------------------------------------------------------------


def explain(problem: PlanProblem, seconds: float) -> Conflict:
    """Return conditions that cannot hold together, as few as the time allows, and what to give up.

    Only to be asked about a problem without a plan.
    """
    whole = build(problem, lean=False)
    ends = monotonic() + seconds
    model = next(
        (
            part
            for part in map(whole.only, whole.components())
            if solve(part.variables, part.rows, None, seconds=seconds).status == "infeasible"
        ),
        whole,
    )
    labels = sorted({r.label for r in model.rows if r.label != STRUCTURE and not r.soft})
    needed = _minimal(model, labels, ends)
    reasons = tuple(model.labels[i] for i in needed)
    return Conflict(reasons, _relaxation(model, needed, labels, ends))


def _rows(model: Model, labels: Collection[int]) -> list[Row]:
    return [r for r in model.rows if not r.soft and (r.label == STRUCTURE or r.label in labels)]


def _clash(model: Model, labels: Collection[int], ends: float) -> bool | None:
    """Whether these conditions cannot hold together; ``None`` where the time did not suffice to tell."""
    rows = _rows(model, labels)
    for whole in (False, True):
        left = ends - monotonic()
        if left <= 0:
            return None
        status = solve(model.variables, rows, None, seconds=left, whole=whole).status
        if status == "infeasible":
            return True
        if whole:
            return None if status == "unknown" else False
    return None


def _minimal(model: Model, labels: Sequence[int], ends: float) -> tuple[int, ...]:
    """Shrink a set of clashing conditions until each is needed, or the time is up."""
    order = sorted(labels, key=lambda i: (-COST[model.labels[i].kind], i))
    kept = list(order)
    chunks = [order]
    while chunks:
        chunk = chunks.pop(0)
        rest = [i for i in kept if i not in set(chunk)]
        if _clash(model, set(rest), ends):
            kept = rest
        elif len(chunk) > 1:
            half = len(chunk) // 2
            chunks[:0] = [chunk[:half], chunk[half:]]
    return tuple(sorted(kept))


def _relaxation(
    model: Model, needed: Sequence[int], labels: Sequence[int], ends: float
) -> tuple[ConflictReason, ...]:
    """The cheapest conditions to give up so that a plan exists, with how far each must give way."""
    bounded = [v if v.kind != "least" else Variable("least", 0, v.most) for v in model.variables]
    drops: dict[int, int] = {}
    for label in labels:
        drops[label] = len(bounded)
        bounded.append(Variable("choice", 0, 1))
    rows = []
    for row in _rows(model, set(labels)):
        excess = sum(max(0, c) * model.variables[i].most for i, c in row.terms) - row.most
        if row.label == STRUCTURE:
            rows.append(row)
        elif excess > 0:
            rows.append(replace(row, terms=(*row.terms, (drops[row.label], -excess))))
    costs = tuple((drops[i], COST[model.labels[i].kind]) for i in labels)
    answer = solve(bounded, rows, Goal(Objective.UNMET, costs), seconds=max(0.0, ends - monotonic()))
    if answer.status != "optimal":
        return ()
    given_up = [i for i in labels if round(answer.values[drops[i]])]
    return _amounts(model, given_up, labels, ends)


def _amounts(
    model: Model, given_up: Sequence[int], labels: Sequence[int], ends: float
) -> tuple[ConflictReason, ...]:
    """Say how far each condition must give way when these give way as little as possible."""
    variables = list(model.variables)
    rows: list[Row] = []
    slacks: dict[int, list[int]] = {i: [] for i in given_up}
    for row in _rows(model, set(labels)):
        if row.label in slacks:
            excess = sum(max(0, c) * model.variables[i].most for i, c in row.terms) - row.most
            slacks[row.label].append(len(variables))
            row = replace(row, terms=(*row.terms, (len(variables), -1)))
            variables.append(Variable("choice", 0, max(0, excess)))
        rows.append(row)
    goal = Goal(Objective.UNMET, tuple((s, 1) for group in slacks.values() for s in group))
    answer = solve(variables, rows, goal, seconds=max(0.0, ends - monotonic()))
    if answer.status != "optimal":
        return ()
    out = []
    for i in given_up:
        amount = sum(round(answer.values[s]) for s in slacks[i])
        out.append(_given_way(model.labels[i], amount))
    return tuple(out)


def _given_way(reason: ConflictReason, amount: int) -> ConflictReason:
    """The condition as advice, with the number it would have to be."""
    values = dict(reason.values)
    if reason.kind in ("weekly_most", "weekly_least"):
        hours = -(-amount // values["teaching"])
        values["to"] = values["most"] + hours if reason.kind == "weekly_most" else values["least"] - hours
    elif reason.kind in ("exams", "courses"):
        values["to"] = values["most"] + amount
    elif reason.kind == "block_weeks":
        values["to"] = values["weeks"] + amount
    return replace(reason, kind=f"relax_{reason.kind}", values=values)
