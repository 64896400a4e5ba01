"""What a rule is, and all that it may look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from articulate.findings import Evidence, Finding, Severity
from articulate.i18n import Lang, catalogue
from articulate.model.decision import Accept
from articulate.model.settings import Waiver
from articulate.model.source import NOWHERE, SourceRef

if TYPE_CHECKING:
    from articulate.articulation import Applied
    from articulate.chain import Chain
    from articulate.graph import CourseGraph
    from articulate.matching import CourseRelation, Relations, Supplies
    from articulate.model.criteria import TransferCriteria
    from articulate.model.pathway import Pathway
    from articulate.model.plan import TeachingPlan
    from articulate.model.quality import QualityRecord
    from articulate.policy import Policy


ACCEPTED_FAMILIES = ("DUP", "LVL")
"""What an ``accept`` decision settles where it names no codes."""


def accept_covers(accept: Accept, finding: Finding) -> bool:
    """Tell whether an ``accept`` decision speaks of a finding: both courses of a pair, or its subject.

    One that names a relation speaks of relations only, and of a course that does not rise (``flat``) only
    where it says so.
    """
    codes = accept.codes or ACCEPTED_FAMILIES
    if not any(finding.code.startswith(code) for code in codes):
        return False
    kind = finding.values.get("relation")
    if accept.relation and (kind is None or (kind == "flat") is not (accept.relation == "flat")):
        return False
    if len(accept.courses) == 1:
        return finding.subject == accept.courses[0]
    return set(accept.courses) <= set(finding.about)


def accept_outgrown(accept: Accept, finding: Finding, drift: Fraction) -> bool:
    """Tell whether a finding that was accepted is of another substance now.

    It is where the relation is of another kind, or the share has moved by more than ``drift``. Overlaps
    are one kind whatever the titles, and a share that falls makes a lesser one of them; only a part that
    has become the whole is another.
    """
    kind, share = finding.values.get("relation"), finding.values.get("share")
    recorded = Fraction(accept.share, 100) if accept.share is not None else None
    if recorded is not None and share is not None and abs(share - recorded) > drift:
        return True
    if accept.relation is None or kind is None:
        return False
    if {accept.relation, kind} <= {*_WHOLE, "partial_overlap"}:
        return accept.relation not in _WHOLE and kind in _WHOLE
    return bool(kind != accept.relation)


_WHOLE = ("duplicate", "renamed_duplicate")


def waiver_covers(waiver: Waiver, finding: Finding) -> bool:
    """Tell whether a waiver speaks of a finding, whatever its dates."""
    return waiver.code == finding.code and waiver.subject in (finding.subject, *finding.about)


@dataclass(frozen=True)
class Case:
    """Everything a rule may look at. No file, no clock, no screen."""

    pathway: Pathway
    policy: Policy
    day: date
    plan: TeachingPlan | None = None
    criteria: TransferCriteria | None = None
    quality: QualityRecord | None = None
    """The yearly figures, for the rules about quality over the years."""
    found: tuple[Finding, ...] = ()
    """What the other rules found, for the rules about waivers and accepted findings."""
    nearly: tuple[Finding, ...] = ()
    """What rules that rest on likeness would find besides, were the texts a little more alike, or courses
    that have nothing to do with each other no rivals."""
    instead: Callable[[Relations], Relations] | None = None
    """What is made of the relations to see that."""
    unheard: frozenset[str] = frozenset()
    """Codes of the rules that were not run, for the same: what they would have found is not known."""
    options: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def relations(self) -> Relations:
        """How the courses relate by content, across and within the stages."""
        from articulate.matching import relate

        found = relate(self.pathway)
        return self.instead(found) if self.instead else found

    @cached_property
    def supplies(self) -> Supplies:
        """What meets each requirement."""
        from articulate.matching import supplies

        return supplies(self.pathway)

    @cached_property
    def applied(self) -> Applied:
        """What the decisions did, and what they could not do."""
        from articulate.articulation import apply

        return apply(self.pathway)

    @cached_property
    def chain(self) -> Chain:
        """The chain from posts to assessment."""
        from articulate.chain import Chain

        return Chain(self.pathway, self.plan)

    @cached_property
    def graph(self) -> CourseGraph:
        """The course graph of the pathway."""
        from articulate.graph import CourseGraph

        return CourseGraph(self.pathway, supplies=self.supplies)


@dataclass(frozen=True)
class Rule:
    """One check: its reason, its two examples, and the function that finds.

    ``message`` and ``hint`` are the English originals; the Chinese stands in ``i18n`` under the code.
    ``needs`` names what must be there or clean first: ``plan``, ``criteria``, ``quality``, the code of a
    rule, ``nearly`` or ``findings``.
    """

    code: str
    name: str
    severity: Severity
    message: str
    hint: str
    doc: str
    bad: str
    good: str
    check: Callable[[Case], Iterable[Finding]]
    needs: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    by_likeness: bool = False
    """Whether it rests on how alike texts are, so that what it nearly finds is worth a question."""

    @property
    def after_others(self) -> bool:
        """Whether it speaks of what the other rules find, or nearly find."""
        return "findings" in self.needs or "nearly" in self.needs

    def title(self, lang: Lang = "zh") -> str:
        """Return what it finds, in a few words."""
        words = catalogue(self.code[:3].lower(), "zh").get(self.code, {}) if lang == "zh" else {}
        return str(words.get("title") or self.doc.strip().splitlines()[0])

    def about(self, relation: CourseRelation, *, severity: Severity | None = None, **values: Any) -> Finding:
        """Return a finding about how two courses relate: at the later one, with names, figures, evidence.

        It weighs what the relation makes of this rule's severity, unless told. ``values`` come on top of
        ``earlier``, ``later``, ``matched``, ``total``, ``share``, ``hours`` and ``relation``.
        """
        earlier, later = relation.earlier, relation.later
        return self.finding(
            subject=later.id,
            source=later.source.at("outcomes"),
            related=[earlier.source.at("outcomes")],
            evidence=relation.evidence(),
            about=[earlier.id, later.id],
            severity=severity or relation.severity(self.severity),
            hours=relation.hours,
            earlier=earlier.name,
            later=later.name,
            matched=len(relation.matches),
            total=len(later.outcomes),
            share=relation.share,
            relation=relation.kind,
            **values,
        )

    def finding(
        self,
        *,
        subject: str,
        source: SourceRef = NOWHERE,
        related: Iterable[SourceRef] = (),
        evidence: Iterable[Evidence] = (),
        hours: int | None = None,
        about: Iterable[str] = (),
        severity: Severity | None = None,
        **values: Any,
    ) -> Finding:
        """Return a finding of this rule. ``values`` fill the places of its message and hint."""
        if hours is not None:
            values.setdefault("hours", hours)
        return Finding(
            code=self.code,
            name=self.name,
            severity=severity or self.severity,
            subject=subject,
            english=(self.message, self.hint),
            values=values,
            source=source,
            related=tuple(related),
            evidence=tuple(evidence),
            hours=hours,
            about=tuple(about) or (subject,),
        )
