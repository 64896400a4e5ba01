"""What the documents say is true: snippets run, links lead somewhere, every field is described."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import articulate
from articulate.cli import _parser
from articulate.model.plan import Offering, TeachingPlan
from articulate.model.quality import QualityRecord, QualityYear
from articulate.model.school import School, Shared, Sibling, Workshop
from articulate.readers.schema import schema

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    [
        *(ROOT / n for n in ("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md")),
        *(p for p in (ROOT / "docs").rglob("*.md")),
    ]
)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_python_of_the_readme_runs(readme: str) -> None:
    snippets = blocks(ROOT / readme, "python")
    assert snippets
    for snippet in snippets:
        done = subprocess.run(
            [sys.executable, "-c", snippet], cwd=ROOT, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip()


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_link_between_the_documents_leads_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text("utf-8")):
        if "://" not in target and not target.startswith("#"):
            assert (path.parent / target.partition("#")[0]).exists(), target


COMMAND = re.compile(r"^(?:\$ |> |PS> )?(?:python -m )?articulate +(.+)$", re.MULTILINE)


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_command_that_is_shown_is_understood(path: Path) -> None:
    for block in blocks(path, "(?:bash|powershell|console)"):
        for line in COMMAND.findall(block):
            words = re.sub(r"\s+#.*|\s*[|>;].*", "", line).split()
            if words and words != ["--version"]:
                _parser("zh").parse_args(words)


def fields() -> Iterator[tuple[str, str]]:
    every: dict[str, Any] = schema("pathway")["$defs"]
    for name, one in sorted(every.items()):
        shapes = [one, *one.get("anyOf", ())]
        for shape in shapes:
            for field in shape.get("properties", {}):
                yield name, field
    for model in (TeachingPlan, Offering, School, Sibling, Shared, Workshop, QualityRecord, QualityYear):
        for field in model.model_json_schema()["properties"]:
            yield model.__name__, field


def test_every_field_of_the_input_is_described() -> None:
    page = (ROOT / "docs/reference/input-format.md").read_text("utf-8")
    parts = re.split(r"^<!-- (\w+) -->$", page, flags=re.MULTILINE)
    described = {
        (model, field)
        for model, table in zip(parts[1::2], parts[2::2], strict=True)
        for field in re.findall(r"^\| `(\w+)` \|", table.split("\n#", 1)[0], re.MULTILINE)
    }
    # Requisites have short forms in place of fields; the comment of an offering is for people only.
    asked = {(n, f) for n, f in fields() if n != "Requisite" and f != "source"}
    assert asked - described == set()
    assert described - asked <= {("Offering", "name")}
    assert "{strict_co: " in page and "{all: [" in page


def test_the_json_of_check_is_described_key_by_key() -> None:
    page = (ROOT / "docs/reference/check-json.md").read_text("utf-8")
    for key in (
        "pathway", "findings", "not_run", "counts", "by_code", "code", "name", "severity", "message", "hint",
        "subject", "source", "related", "evidence", "hours", "courses", "settled", "how", "reason", "by", "until",
        "file", "line", "column", "kind", "text",
    ):  # fmt: skip
        assert f"`{key}`" in page, key


@pytest.mark.parametrize("page", ["write-a-rule.md", "enter-a-policy.md"])
def test_the_python_of_the_how_to_pages_runs(page: str) -> None:
    snippets = blocks(ROOT / "docs/how-to" / page, "python")
    assert snippets
    for snippet in snippets:
        done = subprocess.run(
            [sys.executable, "-c", snippet], cwd=ROOT, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip()


def test_the_rule_of_the_how_to_page_is_a_rule() -> None:
    text = (ROOT / "docs/how-to/write-a-rule.md").read_text("utf-8")
    found = re.search(r"^````python\n(.*?)^````$", text, re.MULTILINE | re.DOTALL)
    assert found
    space: dict[str, Any] = {}
    exec(compile(found.group(1), "write-a-rule.md", "exec"), space)
    rule = space["RULE"]
    assert [h for h in re.findall(r"^## (.+)$", rule.doc or found.group(1), re.MULTILINE)][:3] == [
        "Why it matters",
        "What it looks at",
        "What to do",
    ]
    for text, wanted in ((rule.bad, 1), (rule.good, 0)):
        example = articulate.parse_example(text)
        assert len(articulate.check(example.pathway, example.policy, rules=[rule]).findings) == wanted


def test_the_finding_in_the_chinese_readme_is_real() -> None:
    shown = blocks(ROOT / "README.zh-CN.md", "text")
    pathway = articulate.read(ROOT / "curricula/pathways/16b-industrial-robotics")
    report = articulate.check(pathway.bare(), articulate.policy_for(pathway), select=["LVL001"])
    (finding,) = report.findings
    assert finding.message in shown[0]
    assert finding.hint in shown[0]
    assert any(f"· {e.text()}" in shown[0] for e in finding.evidence)


WRITTEN = [p for p in PAGES if p.parent.name != "rules"]
"""Pages of rules show the short form of examples, which has keys of its own."""


@pytest.mark.parametrize("path", WRITTEN, ids=name_of)
def test_fields_of_yaml_that_is_shown_are_known(path: Path) -> None:
    known = {field for _, field in fields()} | {
        *("policy", "documents", "provisions", "jobs", "on", "name", "check", "programme", "pathway"),
    }
    for block in blocks(path, "yaml"):
        for key in re.findall(r"^(\w+):", block, re.MULTILINE):
            assert key in known, key
