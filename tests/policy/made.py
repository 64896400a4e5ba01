"""Small pathways for the tests of this folder."""

from __future__ import annotations

from articulate.checking import check
from articulate.findings import Finding
from articulate.model.pathway import Pathway
from articulate.readers.example import parse
from articulate.rule import Rule


def pathway(text: str) -> Pathway:
    """The pathway of a short example."""
    return parse(text).pathway


def found(rule: Rule, text: str) -> tuple[Finding, ...]:
    """What one rule finds in a short example."""
    case = parse(text)
    return check(case.pathway, case.policy, plan=case.plan, on=case.day, rules=[rule]).findings
