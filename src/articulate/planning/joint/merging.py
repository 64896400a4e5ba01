"""One model of several pathways: their own rows side by side, tied by shared courses and workshops.

For each shared course one choice of a pattern (terms and weekly hours); whoever takes the course follows
it. That ties required and elective courses alike with one row for each pathway and pattern.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from hashlib import blake2b
from math import lcm

from articulate.model.programme import Facility
from articulate.model.school import Workshop
from articulate.planning.facts import station_capacity, station_use
from articulate.planning.joint.asked import Asked
from articulate.planning.joint.sharing import Member, Pattern, SharedCourse, Sharing, pattern
from articulate.planning.model import STRUCTURE, Goal, Model, Row, Terms, Variable
from articulate.planning.modes import Placement
from articulate.planning.problem import ConflictReason, Objective
from articulate.planning.rows import build

PRICES = 1 << 14
"""Tie prices run from 1 to this number."""

Load = Mapping[tuple[str, int], Fraction]
"""Lesson hours for which workshops are in use, by workshop and term."""


@dataclass(frozen=True)
class Joint:
    """The common model, and where in it each pathway's own model begins."""

    members: tuple[Member, ...]
    model: Model
    parts: tuple[Model, ...]
    starts: tuple[int, ...]
    patterns: Mapping[tuple[str, Pattern], int]
    """The choice of each pattern of a shared course, where at least two pathways are there to share it."""

    def values_of(self, number: int, values: Sequence[int]) -> tuple[int, ...]:
        """Return the part of a pathway, by its number, in values of the common model."""
        start = self.starts[number]
        return tuple(values[start : start + len(self.parts[number].variables)])

    def placements_of(self, number: int, values: Sequence[int]) -> tuple[Placement, ...]:
        """Return the placements that values of the common model mean for a pathway."""
        own = self.values_of(number, values)
        return tuple(p for i, p in enumerate(self.parts[number].placements) if own[i])


@dataclass
class _Sheet:
    """Variables, rows, labels and wishes while they are put together."""

    variables: list[Variable] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    labels: list[ConflictReason] = field(default_factory=list)
    wishes: list[tuple[int, int]] = field(default_factory=list)

    def variable(self, variable: Variable) -> int:
        self.variables.append(variable)
        return len(self.variables) - 1

    def label(self, reason: ConflictReason) -> int:
        self.labels.append(reason)
        return len(self.labels) - 1


def join(
    sharing: Sharing,
    members: Sequence[Member] | None = None,
    *,
    open_: Mapping[SharedCourse, frozenset[Pattern]] | None = None,
    used: Load | None = None,
    lean: bool = True,
) -> Joint:
    """Return the common model of some pathways of a school, by default of all.

    ``open_`` narrows shared courses to some patterns; ``used`` is what other pathways ask of the workshops
    already. The model for explaining is not lean; there each condition names its pathway.
    """
    chosen = tuple(sharing.members if members is None else members)
    sheet = _Sheet()
    models = [_with_calm(build(m.problem, lean=lean), sharing.asked) for m in chosen]
    starts = []
    for member, model in zip(chosen, models, strict=True):
        starts.append(len(sheet.variables))
        _add(sheet, sharing, member, model)
    tied = dict(_tie(sheet, sharing, chosen, models, starts, open_ or {}))
    for workshop in sharing.school.shared.workshops:
        _hold(sheet, sharing, workshop, chosen, models, starts, used or {})
    goals = tuple(_goals(sheet, chosen, models, starts))
    whole = Model(
        (), tuple(sheet.variables), tuple(sheet.rows), tuple(sheet.labels), goals, tuple(sheet.wishes)
    )
    return Joint(chosen, whole, tuple(models), tuple(starts), tied)


def _moved(terms: Terms, by: int) -> Terms:
    return tuple((i + by, c) for i, c in terms)


def _add(sheet: _Sheet, sharing: Sharing, member: Member, model: Model) -> None:
    """Put a pathway's own model behind what is there; rows on shared workshops stand for all together."""
    start, mark = len(sheet.variables), len(sheet.labels)
    ours = {
        (f.source, f.name) for w in sharing.school.shared.workshops for f in sharing.facilities(w, member)
    }
    away = {
        i
        for i, r in enumerate(model.labels)
        if r.kind == "facility" and (r.source, r.values["facility"]) in ours
    }
    sheet.variables += model.variables
    for row in model.rows:
        if row.label not in away:
            label = row.label if row.label == STRUCTURE else row.label + mark
            sheet.rows.append(replace(row, terms=_moved(row.terms, start), label=label))
    for reason in model.labels:
        values = {**reason.values, "pathway": member.title}
        sheet.labels.append(replace(reason, values=values))
    sheet.wishes += [(i + start, label + mark) for i, label in model.wishes if label not in away]


# ---- courses taught together ------------------------------------------------------------------------


def _tie(
    sheet: _Sheet,
    sharing: Sharing,
    members: Sequence[Member],
    models: Sequence[Model],
    starts: Sequence[int],
    open_: Mapping[SharedCourse, frozenset[Pattern]],
) -> Iterator[tuple[tuple[str, Pattern], int]]:
    """Whoever takes a shared course follows its one pattern; patterns that are closed are nobody's."""
    numbers = {m.key: n for n, m in enumerate(members)}
    for course in sharing.courses:
        here = [numbers[k] for k in course.members if k in numbers]
        allowed = open_.get(course, course.patterns)
        bits = [_by_pattern(models[n], course.course, starts[n]) for n in here]
        if not here:
            continue
        keys = [members[n].key for n in here] if len(here) > 1 else course.members
        label = sheet.label(
            ConflictReason(
                "shared",
                {"course": course.name, "pathways": sharing.titles(keys)},
                members[here[0]].problem.pathway.by_id[course.course].source,
                None,
                (course.course,),
            )
        )
        choices: dict[Pattern, int] = {}
        if len(here) > 1:
            choices = {p: sheet.variable(Variable("choice", 0, 1)) for p in sorted(allowed)}
            sheet.rows.append(Row(tuple((i, 1) for i in choices.values()), 1, STRUCTURE))
        for mine in bits:
            closed = tuple(sorted((i, 1) for p in mine for i in mine[p] if p not in allowed))
            if closed:
                sheet.rows.append(Row(closed, 0, label))
            for one, choice in choices.items():
                if one in mine:
                    follow = (*((i, 1) for i in mine[one]), (choice, -1))
                    sheet.rows.append(Row(tuple(sorted(follow)), 0, label))
        yield from (((course.course, p), i) for p, i in choices.items())


def _by_pattern(model: Model, course: str, start: int) -> dict[Pattern, list[int]]:
    found: dict[Pattern, list[int]] = {}
    for index, placement in enumerate(model.placements):
        if placement.course == course:
            found.setdefault(pattern(placement), []).append(index + start)
    return found


# ---- workshops --------------------------------------------------------------------------------------


def _hold(
    sheet: _Sheet,
    sharing: Sharing,
    workshop: Workshop,
    members: Sequence[Member],
    models: Sequence[Model],
    starts: Sequence[int],
    used: Load,
) -> None:
    """The hours that all classes need a workshop fit into those it is open: a wish, or a must if strict."""
    for term in range(1, 11):
        capacity = workshop_capacity(sharing, workshop, term)
        need: dict[int, Fraction] = {}
        courses: set[str] = set()
        for member, model, start in zip(members, models, starts, strict=True):
            for index, hours in workshop_use(sharing, workshop, member, model.placements, term).items():
                need[index + start] = need.get(index + start, Fraction(0)) + hours
                courses.add(model.placements[index].course)
        before = used.get((workshop.id, term), Fraction(0))
        if not need or sum(need.values()) + before <= capacity:
            continue
        label = sheet.label(
            ConflictReason(
                "workshop",
                {
                    "facility": workshop.name,
                    "term": term,
                    "capacity": capacity,
                    "pathways": sharing.titles(workshop.used_by),
                },
                workshop.source,
                None,
                tuple(sorted(courses)),
            )
        )
        scale = lcm(*(h.denominator for h in (*need.values(), before)))
        terms = tuple((i, int(h * scale)) for i, h in sorted(need.items()))
        most = int((capacity - before) * scale)
        if workshop.strict:
            sheet.rows.append(Row(terms, most, label))
            continue
        slack = sheet.variable(Variable("least", 0, 1))
        worst = sum(c for _, c in terms)
        sheet.rows.append(Row((*terms, (slack, most - worst)), most, label, soft=True))
        sheet.wishes.append((slack, label))


def workshop_use(
    sharing: Sharing, workshop: Workshop, member: Member, placements: Sequence[Placement], term: int
) -> dict[int, Fraction]:
    """Return the lesson hours for which each placement of a pathway needs a workshop in a term, by index."""
    found: dict[int, Fraction] = {}
    for facility in sharing.facilities(workshop, member):
        for index, hours in station_use(member.problem, facility, placements, term).items():
            found[index] = found.get(index, Fraction(0)) + hours
    return found


def workshop_capacity(sharing: Sharing, workshop: Workshop, term: int) -> int:
    """Return the lesson hours for which the rooms of a workshop are open in a term, all together.

    It is open in the weeks with lessons or whole weeks of practice of any pathway that uses it.
    """
    hours = 0
    for member in sharing.members:
        for facility in sharing.facilities(workshop, member)[:1]:
            hours = max(hours, _open(workshop, facility, member, term))
    return hours * workshop.rooms


def _open(workshop: Workshop, facility: Facility, member: Member, term: int) -> int:
    if workshop.open_hours is None:
        return station_capacity(member.problem, facility, term)
    week = member.problem.pathway.calendar.term(term)
    return workshop.open_hours * (week.teaching + week.block - week.shared)


# ---- goals ------------------------------------------------------------------------------------------


AFTER = {"conditions": None, "wishes": Objective.UNMET, "balance": Objective.BALANCE}
"""The stage behind which it counts how little a kept plan changes, by what may move a course."""


def _with_calm(model: Model, asked: Asked) -> Model:
    """Return the model of a pathway with the stages on kept plans, where others have one and it has none."""
    names = [g.objective for g in model.goals]
    if not asked.keep or Objective.CHANGE in names:
        return model
    before = AFTER[asked.move_for]
    place = 0 if before is None else names.index(before) + 1
    nothing = (Goal(Objective.CHANGE, ()), Goal(Objective.SHIFT, ()))
    return replace(model, goals=(*model.goals[:place], *nothing, *model.goals[place:]))


def _goals(
    sheet: _Sheet, members: Sequence[Member], models: Sequence[Model], starts: Sequence[int]
) -> Iterator[Goal]:
    """Each stage of the objective, added up over the pathways."""
    for together in zip(*(m.goals for m in models), strict=True):
        (objective,) = {g.objective for g in together}
        if objective is Objective.UNMET:
            yield Goal(objective, tuple(sorted((slack, 1) for slack, _ in sheet.wishes)))
        elif objective is Objective.TIE:
            yield Goal(objective, tuple(_prices(members, models, starts)))
        else:
            terms = tuple(t for g, s in zip(together, starts, strict=True) for t in _moved(g.terms, s))
            yield Goal(objective, terms, sum(g.constant for g in together))


def _prices(
    members: Sequence[Member], models: Sequence[Model], starts: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """A hashed price for each bit; other ones for each pathway, so that two alike are told apart."""
    for member, model, start in zip(members, models, starts, strict=True):
        for index, placement in enumerate(model.placements):
            parts = ";".join(f"{p.term},{p.hours}" for p in placement.parts)
            text = f"{member.key}|{placement.course}|{parts}|{placement.parts[0].weekly}"
            price = int.from_bytes(blake2b(text.encode(), digest_size=8).digest()) % PRICES + 1
            yield index + start, price
