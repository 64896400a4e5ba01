"""Choose rules, run them in order, set aside what is waived or accepted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial

from articulate.findings import Evidence, Finding, NotRun, Report, Settled, Severity
from articulate.i18n import Phrase
from articulate.matching import Settings, moved, without_strangers
from articulate.model.criteria import TransferCriteria
from articulate.model.decision import Accept
from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.model.quality import QualityRecord
from articulate.model.settings import Waiver
from articulate.policy import Policy
from articulate.rule import Case, Rule, accept_covers, accept_outgrown, waiver_covers


def check(
    pathway: Pathway,
    policy: Policy,
    *,
    plan: TeachingPlan | None = None,
    criteria: TransferCriteria | None = None,
    quality: QualityRecord | None = None,
    on: date | None = None,
    rules: Sequence[Rule] | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> Report:
    """Return everything that the rules find, in a fixed order.

    ``on`` is the day that dates are judged by; by default the day the cohort enters, since no clock is
    read here. ``select`` and ``ignore`` take codes or families (``DUP``, ``POL004``). Bad content is
    never raised.
    """
    if rules is None:
        from articulate.rules import BUILTIN

        rules = BUILTIN
    day = on or pathway.calendar.enrolment or date(pathway.cohort or 2026, 9, 1)
    policy = policy.on(day)
    case = Case(pathway=pathway, policy=policy, day=day, plan=plan, criteria=criteria, quality=quality)
    found: list[Finding] = []
    not_run: list[NotRun] = []
    unheard: set[str] = set()
    dirty: set[str] = set()
    chosen: list[Rule] = []
    for rule in sorted(rules, key=lambda r: r.code):
        if not _chosen(rule.code, select, ignore):
            unheard.add(rule.code)
            continue
        reason = _missing(rule, case, dirty)
        if reason:
            not_run.append(reason)
            unheard.add(rule.code)
            continue
        chosen.append(rule)
        if rule.after_others:
            continue
        here = [f for f in rule.check(case)]
        if any(f.severity is Severity.ERROR for f in here):
            dirty.add(rule.code)
        found += here
    asking = [rule for rule in chosen if "nearly" in rule.needs]
    if asking:
        heeded = [rule for rule in rules if rule.by_likeness and _chosen(rule.code, (), ignore)]
        case = replace(case, nearly=_nearly(case, heeded))
        found += [question for rule in asking for question in rule.check(case)]
    drift = Settings.of(pathway).drift
    found = [_accepted(f, pathway, drift) for f in found]
    found = [_waived(f, pathway.waivers, day) for f in found]
    case = replace(case, found=tuple(found), unheard=frozenset(unheard))
    for rule in chosen:
        if "findings" in rule.needs:
            found += rule.check(case)
    return Report(
        pathway=pathway.pathway,
        findings=tuple(sorted(_once(found), key=Finding.key)),
        not_run=tuple(sorted(not_run, key=lambda n: n.code)),
        title=pathway.title or "",
    )


def _nearly(case: Case, rules: Sequence[Rule]) -> tuple[Finding, ...]:
    """Return what rules would find besides, were the texts a little more alike, or strangers no rivals."""
    known = {_whom(f) for rule in rules for f in rule.check(case)}
    found = list[Finding]()
    for instead in (partial(moved, by=-Settings.of(case.pathway).margin), without_strangers):
        other = replace(case, instead=instead)
        new = [f for rule in rules for f in rule.check(other) if _whom(f) not in known]
        known |= {_whom(f) for f in new}
        found += new
    return tuple(found)


def _whom(finding: Finding) -> tuple[bool, frozenset[str]]:
    """Return the courses whose verdict it is: one that does not rise, or two."""
    flat = finding.values.get("relation") == "flat"
    return flat, frozenset([finding.subject] if flat else finding.about)


def _chosen(code: str, select: Iterable[str], ignore: Iterable[str]) -> bool:
    wanted = not select or any(code.startswith(s) for s in select)
    return wanted and not any(code.startswith(i) for i in ignore)


def _missing(rule: Rule, case: Case, dirty: set[str]) -> NotRun | None:
    for need in rule.needs:
        if need == "plan" and case.plan is None:
            return NotRun(rule.code, "no_plan")
        if need == "criteria" and case.criteria is None:
            return NotRun(rule.code, "no_criteria")
        if need == "quality" and case.quality is None:
            return NotRun(rule.code, "no_quality")
        if need in dirty:
            return NotRun(rule.code, "after_rule", {"code": need})
    return None


def _once(found: Iterable[Finding]) -> list[Finding]:
    seen: dict[object, Finding] = {}
    for finding in found:
        seen.setdefault((*finding.key(), finding.settled is None), finding)
    return list(seen.values())


def _accepted(finding: Finding, pathway: Pathway, drift: Fraction) -> Finding:
    """Return a finding as settled where a decision accepts it as it is, told of where it accepted less."""
    for number, decision in enumerate(pathway.decisions, start=1):
        accept = decision.accept
        if accept is None or not accept_covers(accept, finding):
            continue
        if not accept_outgrown(accept, finding, drift):
            return finding.settle(Settled(decision.reason, decision.by, how="decision"))
        finding = finding.having(_outgrown(number, accept, finding))
    return finding


def _outgrown(number: int, accept: Accept, finding: Finding) -> Evidence:
    then: list[object] = []
    now: list[object] = []
    if accept.relation is not None:
        then.append(Phrase(f"labels.Relation.{accept.relation}"))
        now.append(Phrase(f"labels.Relation.{finding.values['relation']}"))
    if accept.share is not None and "share" in finding.values:
        then.append(Fraction(accept.share, 100))
        now.append(finding.values["share"])
    return Evidence("accepted_before", {"number": number, "then": tuple(then), "now": tuple(now)})


def _waived(finding: Finding, waivers: Iterable[Waiver], day: date) -> Finding:
    for waiver in waivers:
        if finding.settled is None and day <= waiver.until and waiver_covers(waiver, finding):
            return finding.settle(Settled(waiver.reason, waiver.by, until=waiver.until.isoformat()))
    return finding
