"""The pages in docs/rules are what the rules and their words say now."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from articulate.explaining import markdown_files, markdown_page, write_markdown
from articulate.rule import Rule
from articulate.rules import BUILTIN

FOLDER = Path(__file__).parents[2] / "docs" / "rules"
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return markdown_files()


def test_the_pages_are_up_to_date(pages: dict[str, str]) -> None:
    written = {p.name: p.read_text("utf-8") for p in FOLDER.iterdir()}
    stale = sorted(n for n in pages.keys() | written.keys() if pages.get(n) != written.get(n))
    assert not stale, f"run `make docs`: {stale}"


def test_every_rule_has_a_page_and_a_place_in_the_index(pages: dict[str, str]) -> None:
    assert {f"{r.code}.md" for r in BUILTIN} | {"index.md"} == pages.keys()
    assert all(f"[{r.code}]({r.code}.md)" in pages["index.md"] for r in BUILTIN)


def test_every_link_leads_to_a_page(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        assert set(re.findall(r"\]\(([^)]+)\)", FENCED.sub("", text))) <= pages.keys(), name


@pytest.mark.parametrize("rule", BUILTIN, ids=lambda r: r.code)
def test_a_page_shows_both_examples_and_no_empty_place(rule: Rule) -> None:
    chinese, english = markdown_page(rule), markdown_page(rule, "en", examples=False)
    assert rule.bad.strip() in chinese and rule.good.strip() in chinese
    for text in (chinese, english):
        assert not set("{<") & set(re.sub(r"`[^`]*`", "", FENCED.sub("", text)))
    assert "## 怎么办" in chinese and "## What to do" in english


def test_pages_of_rules_that_are_no_more_are_removed(tmp_path: Path, pages: dict[str, str]) -> None:
    (tmp_path / "OLD001.md").write_text("old", "utf-8")
    (tmp_path / "notes.txt").write_text("kept", "utf-8")
    write_markdown(tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == pages.keys() | {"notes.txt"}
