"""``school.yaml``: what is read, and every problem of it in one list."""

from __future__ import annotations

from pathlib import Path

import pytest

from articulate.findings import InputError
from articulate.readers import read_school

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "curricula" / "schools" / "example"


def problems(tmp_path: Path, text: str) -> list[str]:
    """The problems of a file, each as its code, line and message; it stands among the shipped pathways."""
    file = tmp_path / "school.yaml"
    file.write_text(text.replace("@", str(ROOT / "curricula" / "pathways")), "utf-8")
    with pytest.raises(InputError) as caught:
        read_school(file, root=ROOT / "curricula")
    return [f"{f.code} {f.source.line} {f.text()}" for f in caught.value.findings]


def test_the_example_is_read_with_its_pathways() -> None:
    school = read_school(EXAMPLE)
    assert [s.key for s in school.pathways] == ["02a-mechatronics", "16b-industrial-robotics"]
    assert all(s.pathway.undecided is not None for s in school.pathways)
    assert {w.rooms for w in school.shared.workshops} == {1, 2}


def test_every_id_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    text = """
school: s
pathways:
  - {pathway: "@/16b-industrial-robotics", classes: 2}
shared:
  separate: [h-labor]
  workshops:
    - id: w
      name: 车间
      stations: 20
      used_by: {16b-industrial-robotics: [f-s-plcc], other: [f]}
"""
    found = problems(tmp_path, text)
    assert [f.split()[0] for f in found] == ["SRC007"] * 3
    assert "h-labor" in found[0] and "6 " in found[0]
    assert "f-s-plcc" in found[1] and "other" in found[2]


def test_problems_of_the_file_and_of_its_pathways_come_in_one_list(tmp_path: Path) -> None:
    text = """
school: s
pathways:
  - {pathway: "@/none", class: 2}
  - {pathway: /etc/passwd}
"""
    found = problems(tmp_path, text)
    assert [f.split()[0] for f in found] == ["SRC001", "SRC012", "SRC002"]


def test_one_pathway_twice_needs_two_ids(tmp_path: Path) -> None:
    one = '  - {pathway: "@/16b-industrial-robotics"'
    (found,) = problems(tmp_path, f"school: s\npathways:\n{one}}}\n{one}}}\n")
    assert found.startswith("SRC004") and "编号相同" in found
    file = tmp_path / "school.yaml"
    where = ROOT / "curricula" / "pathways" / "16b-industrial-robotics"
    file.write_text(
        f"school: s\npathways:\n  - {{pathway: {where}, id: a}}\n  - {{pathway: {where}, id: b}}\n"
    )
    assert [s.key for s in read_school(file, root=ROOT / "curricula").pathways] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "SRC001"), ("[]", "SRC001"), ("school: s", "SRC003"), ("school: s\npathways: 3", "SRC004")],
)
def test_what_is_no_school_is_refused_in_words(tmp_path: Path, text: str, code: str) -> None:
    assert problems(tmp_path, text)[0].startswith(code)
