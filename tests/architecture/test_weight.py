"""Importing costs next to nothing, and the public names are what the door says."""

from __future__ import annotations

import subprocess
import sys

import articulate

HEAVY = (
    "highspy",
    "ortools",
    "openpyxl",
    "docx",
    "numpy",
    "networkx",
    "pandas",
    "graphviz",
    "pydantic",
    "yaml",
)


def loaded(code: str) -> list[str]:
    code += f"\nimport sys\nprint(*[m for m in {HEAVY!r} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return out.stdout.split()


def test_importing_loads_nothing_heavy() -> None:
    assert loaded("import articulate") == []


def test_checking_loads_no_solver_and_no_office_library() -> None:
    code = (
        "import articulate as art\n"
        "case = art.parse_example('secondary: [{id: s1}]')\n"
        "art.check(case.pathway, case.policy)\n"
    )
    assert set(loaded(code)) <= {"pydantic", "yaml"}


def test_every_public_name_is_there() -> None:
    for name in articulate.__all__:
        assert getattr(articulate, name) is not None
    assert set(articulate.__all__) == set(dir(articulate))


def test_an_unknown_name_is_told() -> None:
    try:
        articulate.nothing  # noqa: B018
    except AttributeError as error:
        assert "nothing" in str(error)
    else:
        raise AssertionError
