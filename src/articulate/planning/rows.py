"""The neutral linear 0-1 model of a planning problem: variables, labelled rows, objectives.

A bit for each way to place a course; all else is linear in the bits, with whole numbers only. No
solver is named here. What made such models fast (balanced academic curriculum problem, CSPLib 30):
bits only for terms that can be reached, rows of the form "by term t" in place of start variables,
squares as tangents, and one objective after the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from math import gcd, lcm
from typing import Literal

from articulate.graph import CourseGraph
from articulate.i18n import Lv
from articulate.matching import Supplies
from articulate.model.programme import Course, Delivery, Requisite, Stage
from articulate.planning.facts import (
    alternatives,
    balance_target,
    bounds,
    builds_on,
    reachable,
    station_capacity,
    station_use,
)
from articulate.planning.modes import Placement
from articulate.planning.problem import ConflictReason, Need, Objective, PlanProblem, terms_in_words

Kind = Literal["bit", "choice", "least"]
"""A placement or another decision; a choice among alternatives; the least whole number its rows allow."""

Terms = tuple[tuple[int, int], ...]
"""Pairs of variable index and coefficient, by index."""

STRUCTURE = -1
"""Label of rows that say what a variable means; they hold in every plan and are never given up."""

NOT_TAKEN = 2
"""The price of a kept elective that is no longer taken: its replacement costs something as well."""

PRICES = 1 << 14
"""Tie prices run from 1 to this number."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A whole number from ``least`` to ``most``."""

    kind: Kind
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Row:
    """``sum(coefficient × variable) <= most``, and the condition it stands for."""

    terms: Terms
    most: int
    label: int
    soft: bool = False
    """Defines an auxiliary variable or carries a slack, and so never makes a problem impossible."""


@dataclass(frozen=True, slots=True)
class Goal:
    """One stage of the objective: minimise ``sum(terms) + constant``, always a multiple of ``step``."""

    objective: Objective
    terms: Terms
    constant: int = 0
    step: int = 1


@dataclass(frozen=True)
class Model:
    """Variables, of which the first are the bits of ``placements``; rows, labels and goals."""

    placements: tuple[Placement, ...]
    variables: tuple[Variable, ...]
    rows: tuple[Row, ...]
    labels: tuple[ConflictReason, ...]
    goals: tuple[Goal, ...]
    wishes: tuple[tuple[int, int], ...] = ()
    """Slack variable and label of each wish that may stay unmet."""

    def settle(self, values: Sequence[float]) -> tuple[int, ...]:
        """Return whole values: bits rounded, ``least`` variables as small as their rows allow."""
        out = [round(v) for v in values]
        for index, variable in enumerate(self.variables):
            if variable.kind == "least":
                out[index] = variable.least
        for row in self.rows:
            index, coefficient = row.terms[-1]
            if self.variables[index].kind == "least" and coefficient < 0:
                need = sum(c * out[i] for i, c in row.terms[:-1]) - row.most
                out[index] = max(out[index], -(need // coefficient))
        return tuple(out)

    def broken(self, values: Sequence[int]) -> tuple[Row, ...]:
        """Return the rows that whole values do not satisfy; exact arithmetic."""
        return tuple(r for r in self.rows if sum(c * values[i] for i, c in r.terms) > r.most)

    def value(self, goal: Goal, values: Sequence[int]) -> int:
        """Return the value of a goal."""
        return goal.constant + sum(c * values[i] for i, c in goal.terms)

    def components(self) -> tuple[tuple[int, ...], ...]:
        """Return groups of variables that no row ties together, each sorted, by their first variable."""
        leader = list(range(len(self.variables)))

        def find(index: int) -> int:
            while leader[index] != index:
                leader[index] = leader[leader[index]]
                index = leader[index]
            return index

        for row in self.rows:
            for index, _ in row.terms[1:]:
                a, b = find(row.terms[0][0]), find(index)
                leader[max(a, b)] = min(a, b)
        groups: dict[int, list[int]] = {}
        for index in range(len(self.variables)):
            groups.setdefault(find(index), []).append(index)
        return tuple(tuple(g) for g in groups.values())

    def only(self, chosen: Sequence[int]) -> Model:
        """Return the part of the model on one component; rows without variables go with every part.

        Labels keep their numbers. Constants of goals are left out, for they belong to the whole.
        """
        place = {old: new for new, old in enumerate(chosen)}

        def moved(terms: Terms) -> Terms:
            return tuple((place[i], c) for i, c in terms if i in place)

        return Model(
            tuple(self.placements[i] for i in chosen if i < len(self.placements)),
            tuple(self.variables[i] for i in chosen),
            tuple(
                replace(r, terms=moved(r.terms)) for r in self.rows if not r.terms or r.terms[0][0] in place
            ),
            self.labels,
            tuple(replace(g, terms=moved(g.terms), constant=0) for g in self.goals),
            tuple((place[slack], mark) for slack, mark in self.wishes if slack in place),
        )


def build(problem: PlanProblem, *, lean: bool = True) -> Model:
    """Return the model. A lean one leaves out what follows from the rest.

    To explain why there is no plan take the other: there every condition speaks for itself.
    """
    return _Builder(problem, lean).model()


@dataclass
class _Builder:
    """Collects variables and rows while a model is built, and is forgotten with it."""

    problem: PlanProblem
    lean: bool
    variables: list[Variable] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    labels: list[ConflictReason] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)
    bits: dict[str, list[int]] = field(default_factory=dict)
    wishes: list[tuple[int, int]] = field(default_factory=list)

    def model(self) -> Model:
        self._place()
        self._take()
        self._fix()
        self._order()
        self._supply()
        self._limits()
        self._provide()
        self._stations()
        goals = tuple(self._goals())
        return Model(
            tuple(self.placements),
            tuple(self.variables),
            tuple(self.rows),
            tuple(self.labels),
            goals,
            tuple(self.wishes),
        )

    # ---- small helpers ----------------------------------------------------------------------------

    def _variable(self, kind: Kind, most: int = 1, least: int = 0) -> int:
        self.variables.append(Variable(kind, least, most))
        return len(self.variables) - 1

    def _label(self, kind: str, **given: object) -> int:
        source = given.pop("source", None)
        provision = given.pop("provision", None)
        about = given.pop("about", ())
        extra = {} if source is None else {"source": source}
        self.labels.append(
            ConflictReason(kind, given, provision=provision, about=about, **extra)  # type: ignore[arg-type]
        )
        return len(self.labels) - 1

    def _row(
        self, terms: Mapping[int, int] | Iterable[tuple[int, int]], most: int, label: int, soft: bool = False
    ) -> None:
        summed: dict[int, int] = {}
        for index, coefficient in terms.items() if isinstance(terms, Mapping) else terms:
            summed[index] = summed.get(index, 0) + coefficient
        kept = tuple(sorted((i, c) for i, c in summed.items() if c))
        if kept or most < 0:
            self.rows.append(Row(kept, most, label, soft))

    def _wish(self, rows: Sequence[tuple[Iterable[tuple[int, int]], int]], label: int) -> None:
        """Add rows that may be broken together, at the price of one unmet wish."""
        slack = self._variable("least")
        for given, most in rows:
            terms = tuple(given)
            worst = sum(max(0, c * self.variables[i].most) for i, c in _summed(terms).items())
            if worst > most:
                self._row((*terms, (slack, most - worst)), most, label, soft=True)
        self.wishes.append((slack, label))

    def _name(self, course_id: str) -> str:
        return self.problem.pathway.by_id[course_id].name

    def _sum(self, course_id: str, sign: int = 1) -> list[tuple[int, int]]:
        return [(i, sign) for i in self.bits.get(course_id, ())]

    def _started(self, course_id: str, by: int, sign: int = 1) -> list[tuple[int, int]]:
        return [(i, sign) for i in self.bits.get(course_id, ()) if self.placements[i].start <= by]

    def _ended(self, course_id: str, by: int, sign: int = 1) -> list[tuple[int, int]]:
        return [(i, sign) for i in self.bits.get(course_id, ()) if self.placements[i].end <= by]

    def _running(self, course_id: str, term: int, sign: int = 1) -> list[tuple[int, int]]:
        return [(i, sign) for i in self.bits.get(course_id, ()) if self.placements[i].runs(term)]

    # ---- what is taught -----------------------------------------------------------------------------

    def _place(self) -> None:
        domains = reachable(self.problem) if self.lean else self.problem.placements
        for course in self.problem.courses:
            for placement in domains[course.id]:
                index = self._variable("bit")
                self.placements.append(placement)
                self.bits.setdefault(course.id, []).append(index)
        for course in self.problem.courses:
            label = self._label(
                "place",
                course=course.name,
                hours=course.hours,
                terms=terms_in_words(*course.window),
                source=course.source.at("terms"),
                about=(course.id,),
            )
            self._row(self._sum(course.id), 1, STRUCTURE)
            if course.id in self.problem.always:
                self._row(self._sum(course.id, -1), -1, label)

    def _take(self) -> None:
        for group in self.problem.groups:
            label = self._label(
                "group",
                group=group.name,
                take=group.take,
                courses=tuple(self._name(c) for c in group.courses),
                source=group.source,
                about=group.courses,
            )
            for sign in (1, -1):
                terms = [t for c in group.courses for t in self._sum(c, sign)]
                self._row(terms, sign * group.take, label)

    def _fix(self) -> None:
        for course_id, term in self.problem.fixed.items():
            label = self._label(
                "fixed",
                course=self._name(course_id),
                term=term,
                source=self.problem.pathway.planning.source.at("fixed"),
                about=(course_id,),
            )
            others = [(i, 1) for i in self.bits.get(course_id, ()) if self.placements[i].start != term]
            self._row(others, 0, label)

    # ---- order ----------------------------------------------------------------------------------------

    def _order(self) -> None:
        redundant = (
            {(e.earlier, e.later) for e in CourseGraph(self.problem.pathway, Supplies(())).redundant()}
            if self.lean
            else set()
        )
        for course in self.problem.courses:
            for requisite in course.requisites:
                if requisite.kind == "pre" and (requisite.course, course.id) in redundant:
                    continue
                self._require(course, requisite, ())

    def _require(self, course: Course, requisite: Requisite, guards: tuple[int, ...]) -> None:
        """Rows of one requisite, which holds where all guards are chosen."""
        known = self.problem.pathway.by_id
        if not any(c in known for _, c in requisite.leaves()):
            return
        if requisite.kind == "all":
            for part in requisite.parts:
                self._require(course, part, guards)
        elif requisite.kind == "strict_co":
            self._together(course, requisite, guards)
        else:
            parts = [p for p in alternatives(requisite) if any(c in known for _, c in p.leaves())]
            if all(p.kind in ("pre", "co") for p in parts):
                self._before(course, requisite, parts, guards)
            else:
                self._choose(course, requisite, parts, guards)

    def _choose(
        self, course: Course, requisite: Requisite, parts: list[Requisite], guards: tuple[int, ...]
    ) -> None:
        label = self._requisite_label(course, requisite, parts)
        chosen = [self._variable("choice") for _ in parts]
        self._row([(y, -1) for y in chosen] + [(g, 1) for g in guards], len(guards) - 1, label)
        for choice, part in zip(chosen, parts, strict=True):
            self._require(course, part, (*guards, choice))

    def _requisite_label(self, course: Course, requisite: Requisite, parts: Sequence[Requisite]) -> int:
        others = sorted({c for p in parts for _, c in p.leaves() if c in self.problem.pathway.by_id})
        kind = requisite.kind if len(parts) == 1 and requisite.kind != "any" else "any"
        if len(parts) == 1 and parts[0].kind in ("pre", "co", "strict_co"):
            kind = parts[0].kind
        return self._label(
            kind,
            course=course.name,
            other=tuple(self._name(c) for c in others),
            source=requisite.source or course.source.at("requisites"),
            about=(course.id, *others),
        )

    def _before(
        self, course: Course, requisite: Requisite, parts: Sequence[Requisite], guards: tuple[int, ...]
    ) -> None:
        """By any term: not started, or one of the alternatives has ended (``pre``) or started (``co``)."""
        label = self._requisite_label(course, requisite, parts)
        for terms in self._prefix_rows(course.id, [(p.kind, p.course or "") for p in parts]):
            self._row([*terms, *((g, 1) for g in guards)], len(guards), label)

    def _prefix_rows(
        self, course_id: str, alternatives: Sequence[tuple[str, str]]
    ) -> Iterator[list[tuple[int, int]]]:
        """Left-hand sides, not above 0, that say: one alternative is done whenever the course starts.

        ``pre`` has ended in an earlier term, ``pre_block`` in the same one, ``co`` has started.
        """
        for term in sorted({self.placements[i].start for i in self.bits.get(course_id, ())}):
            done: list[tuple[int, int]] = []
            sure = False
            for kind, other in alternatives:
                if kind == "co":
                    mine = self._started(other, term, -1)
                else:
                    mine = self._ended(other, term - (kind == "pre"), -1)
                done += mine
                sure |= other in self.problem.always and len(mine) == len(self.bits.get(other, ()))
            if not (sure and self.lean):
                yield [*self._started(course_id, term), *done]

    def _together(self, course: Course, requisite: Requisite, guards: tuple[int, ...]) -> None:
        """Both in the same terms: the shorter one inside the terms of the longer one."""
        other = requisite.course or ""
        if other not in self.problem.pathway.by_id:
            return
        label = self._requisite_label(course, requisite, [requisite])
        free = len(guards)
        relaxed = [(g, 1) for g in guards]
        self._row([*self._sum(course.id), *self._sum(other, -1), *relaxed], free, label)
        mine, theirs = set(course.span), set(self.problem.pathway.by_id[other].span)
        pairs = []
        if max(mine) <= min(theirs):
            pairs.append((course.id, other))
        if max(theirs) <= min(mine):
            pairs.append((other, course.id))
        for shorter, longer in pairs or [(course.id, other), (other, course.id)]:
            for term in course.stage.terms:
                terms = [*self._running(shorter, term), *self._running(longer, term, -1)]
                if shorter == course.id:
                    self._row([*terms, *relaxed], free, label)
                else:
                    self._row([*terms, *self._sum(course.id), *relaxed], free + 1, label)

    def _supply(self) -> None:
        """Of the courses that meet a need one has ended, or has at least started, when it arises (wishes)."""
        for need in self.problem.needs:
            if self._surely_met(need):
                continue
            for kind, wanted in (("supply", "end"), ("supply_late", "co")):
                ways = [(self._ends(need, s) if wanted == "end" else wanted, s) for s in need.suppliers]
                rows = [(r, 0) for r in self._prefix_rows(need.course.id, ways)]
                if not rows:
                    continue
                label = self._label(
                    kind,
                    course=need.course.name,
                    topic=need.topic,
                    level=Lv(need.level),
                    other=tuple(self._name(c) for c in sorted(need.suppliers)),
                    source=need.course.source.at("requires"),
                    about=(need.course.id, *sorted(need.suppliers)),
                )
                self._wish(rows, label)

    def _ends(self, need: Need, supplier: str) -> str:
        """Whole weeks stand at the end of a term, after the weekly courses of the same term."""
        other = self.problem.pathway.by_id[supplier]
        after = need.course.delivery is Delivery.BLOCK and other.delivery is Delivery.WEEKLY
        return "pre_block" if after else "pre"

    def _surely_met(self, need: Need) -> bool:
        mine = self.bits.get(need.course.id, ())
        first = min((self.placements[i].start for i in mine), default=0)
        return any(
            s in self.problem.always and all(self.placements[i].end < first for i in self.bits.get(s, ()))
            for s in need.suppliers
        )

    # ---- limits of each term --------------------------------------------------------------------------

    def _limits(self) -> None:
        for stage in Stage:
            for term in stage.terms:
                self._limit_term(stage, term)

    def _limit_term(self, stage: Stage, term: int) -> None:
        pathway = self.problem.pathway
        week = pathway.calendar.term(term)
        limits = pathway.planning.of(stage)
        least, most = limits.weekly_hours
        here = [(i, p) for i, p in enumerate(self.placements) if p.runs(term)]
        hours = [(i, p.hours(term)) for i, p in here]
        common = {"term": term, "source": limits.source}
        if week.teaching:
            label = self._label(
                "weekly_most", most=most, capacity=most * week.teaching, teaching=week.teaching, **common
            )
            self._row(hours, most * week.teaching, label)
        if term in self.problem.ordinary_terms(stage):
            label = self._label(
                "weekly_least", least=least, demand=least * week.teaching, teaching=week.teaching, **common
            )
            self._row([(i, -h) for i, h in hours], -least * week.teaching, label)
        exams = [(i, 1) for i, p in here if p.end == term and pathway.by_id[p.course].exam]
        self._row(exams, limits.exams, self._label("exams", most=limits.exams, **common))
        side = [(i, 1) for i, p in here if p.hours(term)]
        self._row(side, limits.courses, self._label("courses", most=limits.courses, **common))
        weeks = [(i, p.weeks(term)) for i, p in here]
        label = self._label("block_weeks", term=term, weeks=week.block, source=week.source.at("block"))
        self._row(weeks, week.block, label)

    # ---- provisions -------------------------------------------------------------------------------------

    def _provide(self) -> None:
        for bound in bounds(self.problem):
            label = self._label("provision", provision=bound.limit.provision.id, **bound.values)
            bits = [(i, w) for c, w in bound.weights for i, _ in self._sum(c)]
            if bound.binding:
                self._row(bits, bound.most, label)
            else:
                self._wish([(bits, bound.most)], label)

    def _stations(self) -> None:
        """Practice at a facility fits into the lesson hours of the term (a wish)."""
        pathway = self.problem.pathway
        for facility in pathway.all_facilities:
            for term in range(1, 11):
                use = station_use(self.problem, facility, self.placements, term)
                capacity = station_capacity(self.problem, facility, term)
                if sum(use.values()) <= capacity:
                    continue
                scale = lcm(*(u.denominator for u in use.values()))
                label = self._label(
                    "facility",
                    facility=facility.name,
                    term=term,
                    capacity=capacity,
                    source=facility.source,
                    about=tuple(sorted({self.placements[i].course for i in use})),
                )
                terms = [(i, int(u * scale)) for i, u in use.items()]
                self._wish([(terms, capacity * scale)], label)

    # ---- goals ------------------------------------------------------------------------------------------

    def _goals(self) -> Iterator[Goal]:
        yield Goal(Objective.UNMET, tuple((slack, 1) for slack, _ in self.wishes))
        yield self._balance()
        if self.problem.keep is not None:
            yield self._change()
        yield self._choice()
        yield self._distance()
        yield self._tie()

    def _balance(self) -> Goal:
        """Squared deviation from the mean as tangents, exact where it is a whole number of weekly hours."""
        terms: list[tuple[int, int]] = []
        steps: set[int] = set()
        label = self._label("balance")
        for stage in Stage:
            target = balance_target(self.problem, stage)
            least, most = self.problem.pathway.planning.of(stage).weekly_hours
            for term in self.problem.ordinary_terms(stage):
                weeks = self.problem.pathway.calendar.term(term).teaching
                hours = [(i, p.hours(term)) for i, p in enumerate(self.placements) if p.hours(term)]
                furthest = max(target, most - target, target - least, 1)
                away = self._variable("least", furthest * weeks)
                self._row([*hours, (away, -1)], target * weeks, label, soft=True)
                self._row([*((i, -h) for i, h in hours), (away, -1)], -target * weeks, label, soft=True)
                square = self._variable("least", furthest**2 * weeks)
                for k in range(furthest):
                    self._row([(away, 2 * k + 1), (square, -1)], k * (k + 1) * weeks, label, soft=True)
                terms.append((square, 1))
                steps |= {weeks, *(h for _, h in hours)}
        return Goal(Objective.BALANCE, tuple(terms), step=gcd(*steps) or 1)

    def _change(self) -> Goal:
        """What leaves the kept plan: one for another placement, one for each term the start moves."""
        kept = self.problem.keep
        terms: list[tuple[int, int]] = []
        constant = 0
        for course in self.problem.courses:
            old = kept.of(course.id) if kept else ()
            if not old:
                continue
            constant += NOT_TAKEN
            before = tuple((o.term, o.hours) for o in old)
            for i in self.bits.get(course.id, ()):
                parts = self.placements[i].parts
                same = tuple((p.term, p.hours) for p in parts) == before
                price = 0 if same else 1 + abs(parts[0].term - old[0].term)
                terms.append((i, price - NOT_TAKEN))
        return Goal(Objective.CHANGE, tuple(sorted(t for t in terms if t[1])), constant)

    def _distance(self) -> Goal:
        """Terms between the end of a course and the start of what builds on it, over all such pairs.

        From stage to stage only pairs that every student takes count.
        """
        always = self.problem.always
        summed: dict[int, int] = {}
        label = self._label("distance")
        constant = 0
        for earlier, later, hard in builds_on(self.problem):
            ends = [(i, self.placements[i].end) for i in self.bits.get(earlier, ())]
            begins = [(i, self.placements[i].start) for i in self.bits.get(later, ())]
            if not ends or not begins:
                continue
            across = max(e for _, e in ends) < min(b for _, b in begins)
            sure = {earlier, later} <= always
            known = self.problem.pathway.by_id
            if known[earlier].stage is not known[later].stage and not sure:
                continue  # would tie the two stages together for the sake of an elective
            if sure and (hard or across):
                constant -= 1
                for i, e in ends:
                    summed[i] = summed.get(i, 0) - e
                for i, b in begins:
                    summed[i] = summed.get(i, 0) + b
                continue
            gap = self._variable("least", 10)
            both = [(i, b + 10) for i, b in begins] + [(i, 10 - e) for i, e in ends]
            self._row([*both, (gap, -1)], 21, label, soft=True)
            summed[gap] = 1
        return Goal(Objective.DISTANCE, tuple(sorted((i, c) for i, c in summed.items() if c)), constant)

    def _choice(self) -> Goal:
        """Of each elective group those taken by default; electives outside groups are left out.

        So a plan takes what shares are counted with while there is no plan, unless something speaks
        against it.
        """
        pathway, always = self.problem.pathway, self.problem.always
        rank = {c.id: 1 for c in self.problem.courses if c.id not in always}
        for group in reversed(self.problem.groups):
            rank |= {course_id: number for number, course_id in enumerate(pathway.preferred(group))}
        terms = ((i, rank.get(p.course, 0)) for i, p in enumerate(self.placements))
        return Goal(Objective.CHOICE, tuple(t for t in terms if t[1]))

    def _tie(self) -> Goal:
        """A hashed price for each bit."""
        return Goal(Objective.TIE, tuple((i, price(p)) for i, p in enumerate(self.placements)))


def _summed(terms: Iterable[tuple[int, int]]) -> dict[int, int]:
    out: dict[int, int] = {}
    for index, coefficient in terms:
        out[index] = out.get(index, 0) + coefficient
    return out


def price(placement: Placement) -> int:
    """Return the tie price of a placement, from 1: a hash of course, terms and hours, equal everywhere."""
    text = "|".join([placement.course, *(f"{p.term}:{p.hours}" for p in placement.parts)])
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") % PRICES + 1
