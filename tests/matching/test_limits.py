"""A verdict that stands at its limit says so, and names the match that decides."""

from __future__ import annotations

from pathlib import Path
from random import Random

import detection
import pytest

from articulate.checking import check
from articulate.findings import Finding
from articulate.matching import Relation, relate, without_strangers
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
        asked.text()
        == "待确认：高职《服装材料学》与中职《服装材料》可能是“部分重叠”，但把握不足，不能认定，约 36 学时"
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


def test_a_stranger_with_a_word_of_another_field_is_told() -> None:
    """接触器 takes the place of 接触镜, and an inversion is found no longer, but asked about."""
    (optics,) = (m for m in MAJORS if m["id"] == "yj")
    relay = {
        "id": "guest",
        "stage": "中职",
        "name": "电气控制",
        "category": "专业核心",
        "hours": 64,
        "semester": 3,
        "outcomes": [
            {"topic": "接触器", "level": 2, "text": "理解接触器的动作"},
            {"topic": "自锁控制", "level": 3, "text": "会接自锁控制电路"},
            {"topic": "正反转", "level": 3, "text": "会接正反转电路"},
            {"topic": "降压启动", "level": 3, "text": "会接星三角启动电路"},
        ],
    }
    pair = ("yj-s10", "yj-h08")
    pathway = detection.pathway({**optics, "courses": [*optics["courses"], relay]})
    assert relate(pathway).between(*pair) is None
    again = without_strangers(relate(pathway)).between(*pair)
    assert again is not None and again.kind is Relation.INVERTED
    assert again.at_limit is not None and again.at_limit.match.first.topic == "任务三 能不能戴"
    (question,) = (f for f in judged(pathway) if f.code == "DUP007" and f.about == pair)
    assert question.text().startswith("待确认：高职《接触镜概论》与中职《隐形眼镜验配》可能是“倒挂”")
    assert relate(detection.pathway(optics)).between(*pair) is not None


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
    """Tell whether it says that it stands at its limit, or asks."""
    return any(line.kind == "to_settle" for line in finding.evidence)
