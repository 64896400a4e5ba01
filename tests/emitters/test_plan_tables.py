"""What planning gives shows itself in a notebook as tables, with nothing a school typed left unescaped."""

from __future__ import annotations

from articulate.building.trying import what_if
from articulate.planning import alternatives, plan, repair
from articulate.policy import Policy
from plans import ALL_LIGHT, case, limited

HOSTILE = case(
    """
    secondary:
    - {id: a, name: "<script>alert(1)</script>", terms: [1, 4]}
    - {id: b, name: 乙课, terms: [1, 4], requisites: [a]}
    - {id: c, name: 丙课, terms: [1, 4]}
    """,
    limited(more=ALL_LIGHT),
).pathway
NONE = Policy(())


def html(value: object) -> str:
    shown: dict[str, str] = value._repr_mimebundle_()  # type: ignore[attr-defined]
    assert shown["text/plain"]
    assert "<script>" not in shown["text/html"]
    return shown["text/html"]


def test_moves_are_a_table_with_reasons() -> None:
    before = plan(HOSTILE, NONE).plan
    assert before is not None
    result = plan(HOSTILE, NONE, keep=before, forbid={"a": before.terms_of("a")})
    assert result.moves is not None
    table = html(result.moves)
    assert "&lt;script&gt;" in table and "原学期" in table and "按要求不排在" in table


def test_alternatives_are_a_table_with_differing_cells_marked() -> None:
    table = html(alternatives(HOSTILE, NONE, 2, differ=2))
    assert "方案 3" in table and "background" in table


def test_a_repair_shows_faults_and_moves() -> None:
    made = plan(HOSTILE, NONE).plan
    assert made is not None
    spoilt = made.but(offerings=tuple(o.but(term=5) if o.course == "c" else o for o in made.offerings))
    table = html(repair(HOSTILE, NONE, spoilt))
    assert "不合要求" in table and "丙课" in table


def test_a_change_is_a_table_of_three_plans() -> None:
    table = html(what_if(HOSTILE, NONE, "b.hours=90"))
    assert "假如《乙课》学时由" in table and "重新排优" in table
    refused = html(what_if(HOSTILE, NONE, "a.requisites=b"))
    assert "排不出" in refused
