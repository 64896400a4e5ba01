"""YAML read without surprises: traps told, bombs refused, every slip in one list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articulate.findings import Finding
from articulate.model.value import SOURCE_KEY
from articulate.readers.yaml import parse


def said(text: str) -> list[tuple[int, str]]:
    _, found, _ = parse(text, "f.yaml")
    return [(f.source.line, f.code) for f in found]


@pytest.mark.parametrize("trap", ["no", "yes", "Off", "012", "1:30", "0x1F", "1_000", "09"])
def test_values_that_yaml_1_1_would_change_are_told(trap: str) -> None:
    assert said(f"a: 1\nb: {trap}\n") == [(2, "SRC009")]
    assert said(f'b: "{trap}"\n') == []


def test_plain_values_are_what_they_look_like() -> None:
    data, found, whole = parse("a: 12\nb: 2.5\nc: true\nd: 2026-09-01\ne: ~\nf: 1e3\ng: -4\n")
    del data[SOURCE_KEY]
    assert data == {"a": 12, "b": 2.5, "c": True, "d": "2026-09-01", "e": None, "f": "1e3", "g": -4}
    assert not found and whole


def test_every_mapping_and_word_knows_its_place() -> None:
    data, _, _ = parse("a:\n  - {b: 1}\n  - word\n", "f.yaml")
    assert str(data["a"][0][SOURCE_KEY]) == "f.yaml:2:5"
    assert str(data["a"][1].source) == "f.yaml:3:5"
    assert str(data["a"][0][SOURCE_KEY].at("b")) == "f.yaml:2:6"


def test_an_item_out_of_line_is_one_problem_and_hides_no_other() -> None:
    text = (
        "courses:\n  - id: a\n    name: b\n- id: c\n  name: d\n  outcomes:\n  - {topic: e}\n\n"
        "  hours: 3\n- id: f\n  name: g\ntitle: no\n"
    )
    value, found, whole = parse(text, "f.yaml")
    assert [f.source.line for f in found] == [4, 10, 12] and not whole
    assert "对不齐" in found[0].message
    assert [str(c["id"]) for c in value["courses"]] == ["a"]


def bomb(depth: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{k}: &a{k} [{', '.join([f'*a{k - 1}'] * 10)}]" for k in range(1, depth)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "text",
    [
        bomb(9),
        "a: &a [*a]",
        "a: !!python/object/apply:os.system ['true']",
        "a: !mine 3",
        "b: &b {x: 1}\na: {<<: *b}",
        "{[1, 2]: 3}",
        "[" * 5000,
    ],
    ids=["bomb", "endless", "python", "tag", "merge", "key", "deep"],
)
def test_what_is_unsafe_is_refused(text: str) -> None:
    _, found, _ = parse(text, "f.yaml")
    assert found
    assert {f.code for f in found} <= {"SRC010", "SRC011"}


def test_duplicate_keys_are_told_with_both_lines() -> None:
    _, found, _ = parse("a: 1\nb: 2\na: 3\n", "f.yaml")
    (finding,) = found
    assert finding.code == "SRC005"
    assert "1" in finding.hint and finding.source.line == 3


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("a: 1\nb：2\nc: 3\n", 2, "中文冒号"),
        ("a: 1\n\tb: 2\n", 2, "制表符"),
        ('a: "x\nb: 2\n', 1, ""),
        ("a: {b: 1\nc: 2\n", 1, ""),
    ],
)
def test_common_slips_are_named(text: str, line: int, word: str) -> None:
    _, found, whole = parse(text, "f.yaml")
    assert not whole
    assert word in found[0].message
    assert found[0].code == "SRC010"
    assert not word or found[0].source.line == line


def test_one_slip_does_not_hide_the_next() -> None:
    data, found, _ = parse("a: 1\nb：2\nc: 3\nd：4\ne: no\n", "f.yaml")
    assert [(f.source.line, f.code) for f in found] == [(2, "SRC010"), (4, "SRC010"), (5, "SRC009")]
    assert data["c"] == 3


@given(st.text(max_size=200))
def test_no_text_is_a_traceback(text: str) -> None:
    _, found, _ = parse(text, "f.yaml")
    assert all(isinstance(f, Finding) and f.message and f.text("en") for f in found)
