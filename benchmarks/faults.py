"""Pairs in which one requirement is planted that no plan can keep, and whether the answer names it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from random import Random

from drawn_pairs import Pair, draw

from articulate.model.pathway import Pathway
from articulate.model.programme import Course, Delivery, Requisite, Stage
from articulate.planning import Conflict
from articulate.planning.problem import PlanProblem
from articulate.planning.reasons import ConflictReason
from articulate.planning.remedies.search import tried
from articulate.policy import Policy, Provision


@dataclass(frozen=True)
class Planted:
    """A pathway without a plan, and what in the answer counts as the planted requirement."""

    kind: str
    pathway: Pathway
    policy: Policy
    is_it: Callable[[ConflictReason], bool]

    def named(self, conflict: Conflict | None) -> bool:
        """Whether a reason, a condition to give up or a step of a remedy is the planted requirement."""
        if conflict is None:
            return False
        steps = (s for remedy in conflict.remedies for s in remedy.steps)
        return any(map(self.is_it, (*conflict.reasons, *conflict.relax, *steps)))


def plant(kind: str, seed: int, size: float = 1.0) -> Planted:
    """Return a generated pair with one kind of fault; ``KINDS`` lists them."""
    return KINDS[kind](draw(seed, size), Random(f"{kind}:{seed}"))


def _chain(pair: Pair, rng: Random) -> Planted:
    """One course more than there are terms, each before the next."""
    courses = rng.sample(_simple(pair, Stage.SECONDARY), 7)
    links = {later.id: earlier.id for earlier, later in pairwise(courses)}
    return _requisites("chain", pair, links)


def _cycle(pair: Pair, rng: Random) -> Planted:
    """Three courses that wait for each other."""
    courses = rng.sample(_simple(pair, Stage.SECONDARY), 3)
    links = {later.id: courses[n - 1].id for n, later in enumerate(courses)}
    return _requisites("cycle", pair, links)


def _stages(pair: Pair, rng: Random) -> Planted:
    """A secondary course that waits for a higher one."""
    later, earlier = rng.choice(_simple(pair, Stage.SECONDARY)), rng.choice(_simple(pair, Stage.HIGHER))
    return _requisites("stages", pair, {later.id: earlier.id})


def _share(pair: Pair, rng: Random) -> Planted:
    """A share of practice that no choice of electives reaches."""
    stage = rng.choice(tuple(Stage))
    provision = Provision(
        id="planted",
        title="某规定",
        stage=stage,
        measure="practice_share",
        unit="ratio",
        at_least=Fraction(rng.randint(17, 19), 20),
    )
    policy = Policy((*pair.policy, provision))
    return Planted("share", pair.pathway, policy, lambda r: r.provision == "planted")


def _exams(pair: Pair, rng: Random) -> Planted:
    """The greatest number of examined courses a term that no plan keeps."""
    stage = rng.choice(tuple(Stage))
    for most in range(4, -1, -1):
        pathway = _limited(pair.pathway, stage, exams=most)
        if tried(PlanProblem.of(pathway, pair.policy), float("inf")).plan is None:
            break
    words = ("exams", "exams_over", "relax_exams", "remedy_exams_most")
    return Planted("exams", pathway, pair.policy, lambda r: r.kind in words)


def _hours(pair: Pair, rng: Random) -> Planted:
    """Weekly hours that are the same in every term of a stage, and an hour too few."""
    stage = rng.choice(tuple(Stage))
    least, most = pair.pathway.planning.of(stage).weekly_hours
    hours = (least + most) // 2 - 1
    pathway = _limited(pair.pathway, stage, weekly_hours=(hours, hours))
    words = ("weekly_most", "hours_over", "relax_weekly_most", "remedy_weekly_most")
    return Planted("hours", pathway, pair.policy, lambda r: r.kind in words)


KINDS: Mapping[str, Callable[[Pair, Random], Planted]] = {
    "chain": _chain,
    "cycle": _cycle,
    "stages": _stages,
    "share": _share,
    "exams": _exams,
    "hours": _hours,
}


def _simple(pair: Pair, stage: Stage) -> list[Course]:
    """Courses of one term that every student takes."""
    return [
        c
        for c in pair.pathway.courses
        if c.stage is stage and c.required and c.span == (1,) and c.delivery is Delivery.WEEKLY
    ]


def _requisites(kind: str, pair: Pair, links: Mapping[str, str]) -> Planted:
    """Add requisites: each key waits for its value."""
    courses = tuple(
        c.but(requisites=(*c.requisites, Requisite(kind="pre", course=links[c.id]))) if c.id in links else c
        for c in pair.pathway.courses
    )

    def is_it(reason: ConflictReason) -> bool:
        named = set(reason.about)
        return any({later, earlier} <= named for later, earlier in links.items())

    return Planted(kind, pair.pathway.with_courses(courses), pair.policy, is_it)


def _limited(pathway: Pathway, stage: Stage, **fields: object) -> Pathway:
    limits = pathway.planning.of(stage).but(**fields)
    return pathway.but(planning=pathway.planning.but(**{stage.value: limits}))
