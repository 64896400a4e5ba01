"""A verdict that stands at its limit says so, and names the match that decides."""

from __future__ import annotations

from pathlib import Path
from random import Random

import detection
import pytest

from articulate.checking import check
from articulate.findings import Finding
from articulate.matching import Relation, relate
from articulate.model.pathway import Pathway
from articulate.policy import Policy
from articulate.readers.example import parse
from articulate.rules.dup007_overlap_to_confirm import BAD, RULE

MAJORS = [
    m for file in sorted((Path(__file__).parent / "majors").glob("*.yaml")) for m in detection.read(file)
]


def test_what_is_wanting_a_little_is_asked_with_the_match_that_decides() -> None:
    pathway = parse(BAD).pathway
    assert relate(pathway).all == ()
    (asked,) = judged(pathway)
    assert asked.code == RULE.code
    assert (
        asked.text() == "待确认：高职《服装材料学》与中职《服装材料》的对应只差一点就算“部分重叠”，约 36 学时"
    )
    deciding, *matches = asked.evidence
    assert len(matches) == 2
    assert (deciding.kind, deciding.values["a"], deciding.values["b"]) == (
        "to_settle",
        "s1/洗涤保养",
        "h1/使用与保养",
    )


@pytest.mark.parametrize(("same", "codes"), [("true", ["DUP003"]), ("false", [])])
def test_an_answer_settles_it(same: str, codes: list[str]) -> None:
    verdict = (
        f"pathway: {{matches: [{{a: s1/洗涤保养, b: h1/使用与保养, same: {same}, reason: 看过课程标准}}]}}"
    )
    assert [f.code for f in judged(parse(BAD + verdict).pathway)] == codes


def test_it_is_asked_whichever_rules_are_chosen() -> None:
    asked = [f.code for f in check(parse(BAD).pathway, Policy(), select=("DUP007",)).findings]
    assert asked == ["DUP007"]
    assert check(parse(BAD).pathway, Policy(), select=("DUP007",), ignore=("DUP003",)).findings == ()
    verdict = "pathway: {matches: [{a: s1/洗涤保养, b: h1/使用与保养, same: true, reason: 看过课程标准}]}"
    assert check(parse(BAD + verdict).pathway, Policy(), select=("DUP007",)).findings == ()


def test_what_is_found_by_little_says_so() -> None:
    pathway = parse(BAD + "pathway: {matching: {similar: 0.28}}").pathway
    (relation,) = relate(pathway).all
    at = relation.at_limit
    assert relation.kind is Relation.PARTIAL
    assert at is not None and (at.instead, at.more, at.match.first.topic) == (None, False, "洗涤保养")
    (found,) = judged(pathway)
    _, limit, deciding, *_ = found.evidence
    assert limit.text() == "这个结论在判定界限上：把握再小一点，就不成立"
    assert deciding.text().startswith("请先看中职《服装材料》“洗涤保养”与高职《服装材料学》“使用与保养”")


def test_what_is_far_from_a_limit_says_nothing() -> None:
    text = """
    secondary: [{id: s1, name: 机械制图, outcomes: [三视图/3, 剖视图/3, 螺纹画法/3]}]
    higher:    [{id: h1, name: 机械制图, outcomes: [三视图/3, 剖视图/3, 螺纹画法/3]}]
    """
    (relation,) = relate(parse(text).pathway).all
    assert relation.at_limit is None


def test_a_course_that_does_not_rise_by_little_says_so() -> None:
    text = """
    secondary: [{id: s1, name: 钳工, outcomes: [锉削/3, 锯削/3]}, {id: s2, name: 电工, outcomes: [导线连接/3]}]
    higher:    [{id: h1, name: 装配, outcomes: [锉削/3, 导线连接/3, 减速器装配/4]}]
    """
    relations = relate(parse(text).pathway)
    assert relations.share_before("h1") == relations.settings.flat
    assert relations.flat_by_little("h1") is None
    assert relations.flat_by_little("s1") is None


@pytest.mark.parametrize("major", MAJORS[::4], ids=lambda m: m["id"])
def test_what_a_course_more_changes_stood_at_its_limit(major: dict[str, object]) -> None:
    random = Random(str(major["id"]))
    alone = detection.pathway(major)
    guests = [c for m in MAJORS if m is not major for c in m["courses"] if c["category"] != "公共基础"]
    before = {of(f): f for f in judged(alone)}
    for raw in random.sample(guests, 3):
        guest = {**raw, "id": "guest", "requires": []}
        now = {of(f): f for f in judged(detection.pathway({**major, "courses": [*major["courses"], guest]}))}
        told = {key[1]: f for key, f in (*before.items(), *now.items()) if unsure(f)}
        changed = {key for key in before.keys() ^ now.keys() if "guest" not in key[1]}
        assert changed <= {key for key in changed if key[1] in told}


def judged(pathway: Pathway) -> list[Finding]:
    rules = ("DUP", "LVL001", "LVL002")
    return [f for f in check(pathway, Policy(), select=rules).findings if f.code != "DUP006"]


def of(finding: Finding) -> tuple[str, tuple[str, ...]]:
    """Return what it is said of: of one course that does not rise, from whichever others that comes."""
    flat = finding.values["relation"] == "flat"
    return finding.code, (finding.subject,) if flat else finding.about


def unsure(finding: Finding) -> bool:
    return any(line.kind == "to_settle" for line in finding.evidence)
