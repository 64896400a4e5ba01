"""Two pathways that share a secondary programme: one core, and what each adds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from articulate.emitters import to_bytes
from articulate.emitters.notebook import bundle
from articulate.findings import ArticulateError, SpokenError
from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.model.settings import TransferSettings
from articulate.model.shared import SHARED_PARTS, SharedCore
from articulate.readers.example import parse
from articulate.transfer import criteria, shared_core
from strategies import pathways

SECONDARY = """
secondary:
- {id: s1, name: 电气控制技术, hours: 108, credits: 6, terms: [3, 4], outcomes: [正反转线路/3, 低压电器/3]}
- {id: s2, name: 电工基础, hours: 90, credits: 5, terms: [1, 2], outcomes: [欧姆定律/2, 交流电路/3]}
- {id: s3, name: 机械基础, hours: 90, credits: 5, terms: [1, 2], outcomes: [带传动/2]}
- {id: s4, name: 语文, kind: general, hours: 144, credits: 8, exam: true, terms: [1, 4]}
"""
FIRST = SECONDARY + "higher: [{id: h1, name: 电机控制, hours: 64, requires: [正反转线路/2, 欧姆定律/2]}]\n"
SECOND = (
    SECONDARY
    + """
higher:
- {id: h1, name: 供电技术, hours: 64, requires: [正反转线路/3, 欧姆定律/2]}
- {id: h2, name: 机械设计, hours: 80, requires: [带传动/2]}
pathway: {transfer: {pass: {total: 65}}}
"""
)


def core(one: str = FIRST, two: str = SECOND) -> SharedCore:
    first, second = parse(one).pathway, parse(two).pathway
    return shared_core((first, criteria(first)), (second, criteria(second)))


def test_topics_that_both_need_are_common_at_the_lower_level() -> None:
    topics = {t.topic: t for t in core().topics}
    assert topics["正反转线路"].both and (topics["正反转线路"].first, topics["正反转线路"].second) == (2, 3)
    assert topics["正反转线路"].level == 2
    assert not topics["带传动"].both and topics["带传动"].first == 0
    assert [t.both for t in core().topics] == sorted((t.both for t in core().topics), reverse=True)


def test_what_is_common_and_what_is_added_make_a_hundred() -> None:
    found = core()
    for part in ("process", "culture", "written"):
        assert found.total(part, "first") == found.total(part, "second") == 100
        assert 0 < found.common(part) <= 100
    assert found.common("culture") == 100


def test_a_cell_of_which_both_ask_different_topics_is_not_common() -> None:
    apart = SECONDARY + "higher: [{id: h1, name: 电机控制, hours: 64, requires: [低压电器/3]}]\n"
    other = SECONDARY + "higher: [{id: h1, name: 电机控制, hours: 64, requires: [正反转线路/3]}]\n"
    (line,) = core(apart, other).of("written")
    assert (line.first, line.second, line.common) == (100, 100, 0)
    assert (line.first_topics, line.second_topics) == (("低压电器",), ("正反转线路",))


def test_settings_that_differ_are_named() -> None:
    assert [(s.setting, s.first, s.second) for s in core().settings] == [("pass_total", "60", "65")]


def test_a_pathway_shares_everything_with_itself() -> None:
    found = core(FIRST, FIRST)
    assert all(found.common(part) == found.total(part, "first") for part in SHARED_PARTS)
    assert not found.settings and all(t.both for t in found.topics)


def test_without_a_shared_programme_there_is_no_core() -> None:
    other = SECOND + "programme: {secondary: {programme: other, major: {name: 护理, code: '720201'}}}\n"
    with pytest.raises(SpokenError) as refused:
        core(FIRST, other)
    assert "没有可以共用的转段考核" in refused.value.text("zh")


@given(pathways(), pathways())
@settings(max_examples=10)
def test_core_and_supplement_always_add_up(
    a: tuple[Pathway, TeachingPlan], b: tuple[Pathway, TeachingPlan]
) -> None:
    made = [(p.but(transfer=TransferSettings()), plan) for p, plan in (a, b)]
    (first, one), (second, two) = ((p, criteria(p, plan)) for p, plan in made)
    there, back = shared_core((first, one), (second, two)), shared_core((second, two), (first, one))
    for part in SHARED_PARTS:
        assert there.total(part, "first") in (0, 100)
        assert there.common(part) == back.common(part) <= 100


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".md", ".json"])
def test_it_has_a_document_in_every_form_and_the_same_bytes(suffix: str) -> None:
    assert to_bytes(core(), suffix) == to_bytes(core(), suffix)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_document_says_what_is_common_and_what_is_added(lang: str) -> None:
    text = to_bytes(core(), ".md", lang).decode()  # type: ignore[arg-type]
    assert "带传动" in text and "电气控制技术" in text
    assert "{" not in text


def test_a_notebook_shows_it() -> None:
    shown = bundle(core())
    assert shown and "电工基础" in shown["text/html"] and "共同" in shown["text/html"]


def test_a_format_that_it_does_not_have_is_refused() -> None:
    with pytest.raises(ArticulateError):
        to_bytes(core(), ".svg")


def test_the_command_writes_the_core(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from articulate.cli import main

    pair = "curricula/pathways/16b-industrial-robotics"
    root = Path(__file__).parents[2]
    out = tmp_path / "core.md"
    assert main(["criteria", str(root / pair), str(root / pair), "-o", str(out), "--seconds", "30"]) == 0
    assert "共同" in out.read_text("utf-8")
    assert "过程共同100分" in capsys.readouterr().out
