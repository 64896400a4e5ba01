"""What a person sees when a file is wrong: the exact text, kept beside each file.

``pytest --update-golden`` writes the text anew; the difference is reviewed like code.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from articulate.cli import finding_lines
from articulate.findings import InputError
from articulate.readers import read

HERE = Path(__file__).parent / "broken"
CASES = sorted(HERE.glob("*.yaml"))


def seen(path: Path) -> str:
    with pytest.raises(InputError) as error:
        read(path.relative_to(HERE.parent))
    lines = [line for f in error.value.findings for line in finding_lines(f, "zh")]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_the_reader_is_told_everything_at_once(
    path: Path, update_golden: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(HERE.parent)
    text, golden = seen(path), path.with_suffix(".txt")
    if update_golden:
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def test_ten_mistakes_are_ten_findings_and_more() -> None:
    with pytest.raises(InputError) as error:
        read(HERE / "ten_mistakes.yaml")
    places = {(f.source.line, f.code) for f in error.value.findings}
    assert len(places) >= 10
    lines = (HERE / "ten_mistakes.yaml").read_text("utf-8").splitlines()
    for finding in error.value.findings:
        assert lines[finding.source.line - 1].strip()
        assert finding.hint
        assert "Traceback" not in finding.message and "<class" not in finding.message


@pytest.mark.parametrize("kind", ["missing", "folder", "empty", "binary", "gbk"])
def test_a_file_that_is_no_file_is_one_finding(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "pathway.yaml"
    if kind == "folder":
        path.mkdir()
    elif kind == "empty":
        path.write_text("\n", "utf-8")
    elif kind == "binary":
        path.write_bytes(b"PK\x03\x04\0\0\0\xff\xfe")
    elif kind == "gbk":
        path.write_bytes("pathway: 机器人\n".encode("gb18030"))
    with pytest.raises(InputError) as error:
        read(path)
    (finding,) = error.value.findings
    assert finding.code == "SRC001"
    assert finding.message and finding.hint


def test_an_include_cannot_leave_the_curriculum(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("courses: []\n", "utf-8")
    root = tmp_path / "curricula"
    (root / "pathways").mkdir(parents=True)
    (root / "pathways" / "pathway.yaml").write_text(
        "pathway: p\nsecondary: {school: 甲, programme: ../../secret.yaml}\n"
        "higher: {school: 乙, programme: /etc/passwd}\n",
        "utf-8",
    )
    with pytest.raises(InputError) as error:
        read(root / "pathways" / "pathway.yaml")
    assert [f.code for f in error.value.findings].count("SRC012") == 2
