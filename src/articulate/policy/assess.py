"""How a pathway stands against each provision: 达标、未达标、参考."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, Literal

from articulate.findings import Evidence, Severity
from articulate.i18n import Lang, Phrase, label
from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.model.programme import Stage
from articulate.model.source import SourceRef
from articulate.policy.measure import MEASURED, MEASURES, TOTALS, Reading, readings
from articulate.policy.packs import Policy
from articulate.policy.provision import Number, Provision, amount, place
from articulate.shipped import shipped


class Verdict(StrEnum):
    """How a pathway stands against one provision."""

    MET = "met"
    UNMET = "unmet"
    REFERENCE = "reference"
    """The provision is unverified or for reference only; ``holds`` says whether it is kept."""


@dataclass(frozen=True)
class Assessment:
    """One provision held against one stage, or against the five years where ``stage`` is ``None``."""

    provision: Provision
    stage: Stage | None
    reading: Reading

    @property
    def measured(self) -> Fraction:
        """The value, in the unit of the provision."""
        return self.reading.value

    @property
    def year(self) -> int | None:
        """The school year, 1 to 5, for what is asked of each."""
        return self.reading.year

    @property
    def side(self) -> Literal["short", "over"] | None:
        """Below the floor, above the ceiling, or neither."""
        floor, ceiling = self.provision.floor, self.provision.ceiling
        if floor is not None and self.measured < floor:
            return "short"
        return "over" if ceiling is not None and self.measured > ceiling else None

    @property
    def holds(self) -> bool:
        """Whether the value keeps the bounds."""
        return self.side is None

    @property
    def verdict(self) -> Verdict:
        """达标 or 未达标; 参考 where the provision binds nobody."""
        if self.provision.severity is Severity.ADVICE:
            return Verdict.REFERENCE
        return Verdict.MET if self.holds else Verdict.UNMET

    @property
    def gap(self) -> Fraction:
        """How much is missing or too much; whole hours for shares of hours; 0 where the bounds are kept."""
        bound = self._missed
        if bound is None:
            return Fraction(0)
        gap = abs(self.reading.part - bound * self.reading.whole)
        return Fraction(-(-gap // 1)) if self.provision.unit == "ratio" else gap

    @property
    def _missed(self) -> Number | None:
        low, high = self.provision.at_least, self.provision.at_most
        if self.side == "short":
            return self.provision.floor if low is None else low
        return (self.provision.ceiling if high is None else high) if self.side else None

    @property
    def measure(self) -> Phrase:
        """The measure in words."""
        return Phrase(f"policy.measure.{self.provision.measure}")

    @property
    def measured_in_words(self) -> Fraction | Phrase:
        """The value with its unit; shares render in percent."""
        return amount(self.measured, self.provision.unit)

    @property
    def gap_in_words(self) -> Phrase:
        """The gap with its unit: 还差50学时."""
        unit = "hour" if self.provision.unit == "ratio" else self.provision.unit
        words = {"amount": amount(self.gap, unit)} if self.side else {}
        return Phrase(f"policy.gap.{self.side or 'none'}", words)

    def text(self, lang: Lang = "zh") -> str:
        """Return it as one line: what was measured, what is asked, by which document, the verdict."""
        return label("policy.assessment", lang, **self._said())

    def as_evidence(self) -> Evidence:
        """Return the same as evidence of a finding."""
        return Evidence("provision", {"provision": self.provision.id, **self._said()})

    def _said(self) -> dict[str, Any]:
        return {
            "where": place(self.stage, self.year),
            "measure": self.measure,
            "measured": self.measured_in_words,
            "bound": self.provision.bound,
            "basis": self.provision.citation,
            "verdict": self.verdict,
        }


def assess(pathway: Pathway, policy: Policy, plan: TeachingPlan | None = None) -> tuple[Assessment, ...]:
    """Return how the pathway stands against every provision with bounds that can be measured.

    Sorted by stage (the five years last), measure, year and provision. Figures written for a stage of
    another length, or for other majors, are left out: those for this one are provisions of their own.
    """
    return _assessed(_Question(pathway, policy, plan))


class _Question:
    """What is assessed, told apart by identity: the rules of one check ask the same one after the other."""

    __slots__ = ("asked",)

    def __init__(self, *asked: Any) -> None:
        self.asked = asked

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Question) and all(
            a is b for a, b in zip(self.asked, other.asked, strict=True)
        )

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.asked)))


@lru_cache(maxsize=2)
def _assessed(question: _Question) -> tuple[Assessment, ...]:
    pathway, policy, plan = question.asked
    codes = [pathway.partner(stage).programme.major.code for stage in Stage]

    @cache
    def read(measure: str, stage: Stage | None) -> tuple[Reading, ...]:
        return readings(measure, pathway, stage, plan)

    found = [
        Assessment(provision, stage, reading)
        for stage in (*Stage, None)
        for provision in policy.of(stage=stage)
        if (provision.floor is not None or provision.ceiling is not None)
        if provision.fits(stage) and provision.concerns(*codes)
        for reading in read(provision.measure or "", stage)
    ]
    return tuple(sorted(found, key=_position))


def _position(one: Assessment) -> tuple[Any, ...]:
    stage = len(Stage) if one.stage is None else list(Stage).index(one.stage)
    return stage, MEASURED.index(one.provision.measure or ""), one.year or 0, one.provision.id


@dataclass(frozen=True)
class Breach:
    """What one measure of one stage misses on one side, against all provisions that speak of it.

    The strictest of the weightiest provisions leads; a finding cites all that are missed.
    """

    missed: tuple[Assessment, ...]
    others: tuple[Assessment, ...]

    @property
    def lead(self) -> Assessment:
        """The provision that the message speaks of."""
        return self.missed[0]

    @property
    def severity(self) -> Severity:
        """That of the weightiest provision that is missed."""
        return self.lead.provision.severity

    @property
    def subject(self) -> str:
        """``secondary.practice_share``: stage, measure and, where there is one, the school year."""
        stage = self.lead.stage.value if self.lead.stage else "whole"
        year = f".{self.lead.year}" if self.lead.year else ""
        return f"{stage}.{self.lead.provision.measure}{year}"

    def source(self, pathway: Pathway) -> SourceRef:
        """Where the programme, or the pathway, was written."""
        stage = self.lead.stage
        if stage is None:
            return pathway.source
        return pathway.partner(stage).programme.source.at("courses")

    @property
    def values(self) -> dict[str, Any]:
        """What messages about it are made of."""
        lead = self.lead
        cited = {a.provision.cite(): a.provision.citation for a in self.missed}
        return {
            "where": place(lead.stage, lead.year),
            "measure": lead.measure,
            "measured": lead.measured_in_words,
            "bound": lead.provision.bound,
            "gap": lead.gap_in_words,
            "basis": tuple(cited.values()),
        }

    def evidence(self) -> tuple[Evidence, ...]:
        """Every provision on the measure, those missed first, and how conflicts among them are settled."""
        every = (*self.missed, *self.others)
        return (
            *(a.as_evidence() for a in every),
            *conflicts((a.provision for a in every), self.lead.stage),
        )


def breaches(assessments: Iterable[Assessment], *measures: str) -> Iterator[Breach]:
    """Yield what is missed on some measures: for each stage, measure and year one breach a side."""
    chosen = sorted((a for a in assessments if a.provision.measure in measures), key=_position)
    for _, group in groupby(chosen, key=lambda a: _position(a)[:3]):
        every = tuple(group)
        for side in ("short", "over"):
            missed = [a for a in every if a.side == side]
            if missed:
                missed.sort(key=lambda a: (a.provision.severity.rank, -a.gap, a.provision.id))
                yield Breach(tuple(missed), tuple(a for a in every if a not in missed))


def unmet(pathway: Pathway, policy: Policy, plan: TeachingPlan | None, *measures: str) -> Iterator[Breach]:
    """Yield what a pathway misses on some measures, with the electives of the plan where there is one.

    A sum or share that only the electives of this plan break is the plan's fault and is left out.
    """
    assessed = assess(pathway, policy, plan)
    if plan is not None:
        anyway = {_about(a) for a in assess(pathway, policy) if not a.holds}
        assessed = tuple(
            a
            for a in assessed
            if a.holds or _about(a) in anyway or a.provision.measure not in (*MEASURES, *TOTALS)
        )
    yield from breaches(assessed, *measures)


def _about(one: Assessment) -> tuple[Any, ...]:
    return one.provision.id, one.stage, one.year, one.side


def conflicts(provisions: Iterable[Provision], stage: Stage | None) -> tuple[Evidence, ...]:
    """Return how provisions that pull apart are settled, where any of these is among them."""
    ids = {p.id for p in provisions}
    return tuple(
        Evidence("conflict", {"id": name, "settled": Phrase(f"policy.conflict.{name}")})
        for name, entry in sorted(shipped("conflicts.yaml").items())
        if ids & set(entry["provisions"]) and entry.get("stage") in (None, stage)
    )
