"""Decisions go into the file; nothing else of it changes."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from articulate.building import write_decisions
from articulate.cli import main
from articulate.emitters.decisions_yaml import CannotInsertError, insert
from articulate.findings import ArticulateError
from articulate.model.decision import Decision
from articulate.readers import read_bare

EXEMPT = Decision.model_validate(
    {"exempt": {"course": "h9"}, "reason": "中职已学：重复", "by": "教研组（待议定）"}
)
TRIM = Decision.model_validate({"trim": {"course": "h8", "topics": ["三视图", "a, b: #c"]}, "reason": "重复"})

FILES = {
    "missing": "pathway: p\ntitle: x\n",
    "missing, no newline at the end": "pathway: p\ntitle: x  # 注",
    "missing, document end": "pathway: p\n...\n",
    "empty": "# 头\npathway: p\ndecisions: []\ntitle: x\n",
    "empty with comment": "pathway: p\ndecisions: []   # 还没有\n\n# ---- 校历\ntitle: x\n",
    "empty value": "pathway: p\ndecisions:\n# 注\ntitle: x\n",
    "empty value at the end": "pathway: p\ndecisions:",
    "null": "pathway: p\ndecisions: ~ # 无\ntitle: x\n",
    "block": "pathway: p\ndecisions:\n  # 一\n  - exempt: {course: h1}  # 甲\n    reason: 已学 # 乙\n\n# ==== 校历\ntitle: x\n",
    "block without indent": "decisions:\n- exempt: {course: h1}\n  reason: 'a\n\n    b'\npathway: p\n",
    "block, deep": "decisions:\n      - exempt:\n          course: h1\n        reason: |\n          一\n          二\n\npathway: p\n",
    "block with keeping scalar": "decisions:\n  - exempt: {course: h1}\n    reason: |+\n      一\n\n\npathway: p\n",
    "block at the end": "pathway: p\ndecisions:\n  - {exempt: {course: h1}, reason: 已学}",
    "alias": "pathway: p\nx: &d {exempt: {course: h1}, reason: 已学}\ndecisions:\n  - *d\n  # 末\ntitle: x\n",
    "flow": "pathway: p\ndecisions: [{exempt: {course: h1}, reason: 已学}]\ntitle: x\n",
    "flow on lines": "pathway: p\ndecisions: [\n  {exempt: {course: h1}, reason: 已学}, # 注, 一\n]\ntitle: x\n",
    "windows": "pathway: p\r\ndecisions:\r\n  - exempt: {course: h1}\r\n    reason: 已学\r\ntitle: x\r\n",
    "byte order mark": "\ufeffpathway: p\ndecisions: []\n",
}


@pytest.mark.parametrize("name", FILES)
def test_decisions_are_added_and_every_other_character_stays(name: str) -> None:
    text = FILES[name]
    made = insert(text, [EXEMPT, TRIM])
    old, new = (yaml.safe_load(t) for t in (text, made))
    before = old.pop("decisions", None) or []
    after = new.pop("decisions")
    assert new == old
    assert after[: len(before)] == before
    assert after[len(before) :] == [
        {"exempt": {"course": "h9"}, "reason": "中职已学：重复", "by": "教研组（待议定）"},
        {"trim": {"course": "h8", "topics": ["三视图", "a, b: #c"]}, "reason": "重复"},
    ]
    kept = text.replace("[]", "", 1) if "[]" in text else text.replace("~ #", "#")
    rest = iter(made)
    assert all(c in rest for c in kept.rstrip(" ") if c != " "), "something that was there is gone or moved"
    if "\r" in text:
        assert "\n" not in made.replace("\r\n", "")


def test_a_block_list_grows_by_whole_lines_only() -> None:
    text = FILES["block"]
    made = insert(text, [EXEMPT])
    added = "  - exempt: {course: h9}\n    reason: 中职已学：重复\n    by: 教研组（待议定）\n"
    at = text.index("\n\n# ====") + 1
    assert made == text[:at] + added + text[at:]


def test_nothing_to_add_changes_nothing() -> None:
    assert insert(FILES["block"], []) == FILES["block"]


@pytest.mark.parametrize("text", ["{pathway: p}\n", "- a\n", "decisions: {a: 1}\n", "decisions: 都好\n"])
def test_where_there_is_no_place_it_is_said(text: str) -> None:
    with pytest.raises(CannotInsertError):
        insert(text, [EXEMPT])


names = st.text(
    st.one_of(
        st.sampled_from(
            "中职《机械》：，（）“” #:,[]{}&*!|>%@`'\"\\-?\n\t\x85\u2028\u2029\x7f~0yn=" + string.digits
        ),
        st.characters(exclude_categories=("Cs",)),
    ),
    min_size=1,
    max_size=40,
).filter(lambda s: bool(s.strip()))


@given(names, names)
def test_whatever_a_name_holds_is_read_back_as_it_was(topic: str, reason: str) -> None:
    made = Decision.model_validate({"trim": {"course": "h1", "topics": [topic]}, "reason": reason})
    back = yaml.safe_load(insert("pathway: p\ndecisions: []\n", [made]))["decisions"][0]
    assert back == {"trim": {"course": "h1", "topics": [made.trim.topics[0]]}, "reason": made.reason}


@pytest.fixture
def example(tmp_path: Path) -> Path:
    assert main(["new", str(tmp_path)]) == 0
    return tmp_path / "pathways" / "example" / "pathway.yaml"


def test_what_was_written_is_read_again(example: Path) -> None:
    before = read_bare(example)
    made = Decision.model_validate({"exempt": {"course": "h-elec"}, "reason": "甲"})
    assert write_decisions(example.parent, [made]) == example
    assert [d.reason for d in read_bare(example).decisions] == [*(d.reason for d in before.decisions), "甲"]


def test_a_file_that_would_be_wrong_afterwards_gets_its_content_back(example: Path) -> None:
    before = example.read_bytes()
    wrong = Decision.model_validate({"exempt": {"course": "h-elec"}, "reason": "甲"})
    # A value that was never validated: reading refuses it.
    wrong = wrong.but(reason="")
    with pytest.raises(ArticulateError):
        write_decisions(example, [wrong])
    assert example.read_bytes() == before
    assert list(example.parent.iterdir()) == [example]
