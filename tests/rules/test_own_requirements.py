"""What a secondary course presumes of its own school: asked about where nothing is found in the same words."""

from __future__ import annotations

import pytest

from articulate.checking import check
from articulate.findings import Finding
from articulate.readers.example import parse


def found(stage: str, requires: str, earlier: str = "水准仪使用/3") -> tuple[Finding, ...]:
    text = f"""
    secondary:
    - {{id: s1, name: 建筑工程测量, span: 1, outcomes: [{earlier}]}}
    {stage}:
    - {{id: x1, name: 抹灰实训, requires: [{requires}], outcomes: [墙面抹灰/3]}}
    """
    if stage == "secondary":
        text = text.replace("    secondary:\n    - {id: x1", "    - {id: x1")
    example = parse(text)
    return check(example.pathway, example.policy, on=example.day, select=["REQ002", "REQ007"]).findings


def test_what_is_not_found_in_the_own_school_is_asked() -> None:
    (asked,) = found("secondary", "弹墨线/3")
    assert asked.code == "REQ007" and asked.about == ("x1",) and not asked.evidence
    assert "本校前面的课程里没有找到同样的说法" in asked.text("zh")
    assert "nothing in the same words" in asked.text("en")


@pytest.mark.parametrize(
    ("stage", "requires"),
    [("higher", "弹墨线/3"), ("secondary", "水准仪使用/4"), ("secondary", "统计学基础/2")],
)
def test_of_the_other_school_below_the_level_or_a_discipline_it_is_a_gap(stage: str, requires: str) -> None:
    (gap,) = found(stage, requires)
    assert gap.code == "REQ002"
