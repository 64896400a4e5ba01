"""Every rule's own examples: the bad one is found, the good one is silent."""

from __future__ import annotations

import pytest

from articulate.checking import check
from articulate.findings import Report
from articulate.readers.example import parse
from articulate.rule import Rule
from articulate.rules import BUILTIN


def report(rule: Rule, text: str) -> Report:
    case = parse(text)
    # Rules about what others found (waivers, accepted findings) need the others to run.
    rules = BUILTIN if rule.after_others else [rule]
    return check(
        case.pathway,
        case.policy,
        plan=case.plan,
        criteria=case.criteria,
        quality=case.quality,
        on=case.day,
        rules=rules,
    )


@pytest.mark.parametrize("rule", BUILTIN, ids=lambda r: r.code)
def test_the_bad_example_is_found(rule: Rule) -> None:
    found = report(rule, rule.bad)
    assert rule.code in {f.code for f in found.findings}, [n.text() for n in found.not_run]


@pytest.mark.parametrize("rule", BUILTIN, ids=lambda r: r.code)
def test_the_good_example_is_silent(rule: Rule) -> None:
    found = report(rule, rule.good)
    assert [f.message for f in found.findings if f.code == rule.code] == []
    assert rule.code not in {n.code for n in found.not_run}


@pytest.mark.parametrize("rule", BUILTIN, ids=lambda r: r.code)
def test_findings_speak_both_languages(rule: Rule) -> None:
    for finding in report(rule, rule.bad).findings:
        for lang in ("zh", "en"):
            text = finding.text(lang) + finding.to_do(lang)
            assert "{" not in text, text
            assert text.strip()
        assert any("一" <= c <= "鿿" for c in finding.message)
        assert finding.text("en") != finding.text("zh")
        finding.as_json("zh"), finding.as_json("en")
        for piece in finding.evidence:
            assert piece.text("zh") and piece.text("en")
