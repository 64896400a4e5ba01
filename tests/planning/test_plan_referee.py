"""Whatever the planner returns, the checker accepts, and it is never worse than a plan known to exist."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articulate.checking import check
from articulate.findings import Severity
from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.planning import PlanProblem, plan
from articulate.planning.rows import Model, build
from articulate.policy import Policy, Provision, assess
from strategies import draw_pathway, pathways

QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
EMPTY = Policy(())


def findings(pathway: Pathway, made: TeachingPlan, policy: Policy = EMPTY) -> list[str]:
    return [f.text("en") for f in check(pathway, policy, plan=made, select=["PLN"]).findings]


def bits_of(model: Model, made: TeachingPlan) -> tuple[int, ...]:
    """Settled values of the model for a given plan; slacks and other helpers as small as they can be."""
    wanted = {c: tuple((o.term, o.weekly, o.weeks, o.hours) for o in made.of(c)) for c in made.courses}
    values = [0.0] * len(model.variables)
    for i, p in enumerate(model.placements):
        values[i] = float(
            wanted.get(p.course) == tuple((q.term, q.weekly, q.weeks, q.hours) for q in p.parts)
        )
    return model.settle(values)


@QUICK
@given(pathways())
def test_the_checker_accepts_every_plan(drawn: tuple[Pathway, TeachingPlan]) -> None:
    pathway, hidden = drawn
    assert not findings(pathway, hidden)
    result = plan(pathway, EMPTY)
    assert result.status == "optimal" and result.plan is not None
    assert not result.unmet
    assert not findings(pathway, result.plan)


@QUICK
@given(pathways())
def test_no_plan_known_is_better(drawn: tuple[Pathway, TeachingPlan]) -> None:
    pathway, hidden = drawn
    result = plan(pathway, EMPTY)
    assert result.plan is not None
    model = build(PlanProblem.of(pathway, EMPTY))
    other = bits_of(model, hidden)
    mine = bits_of(model, result.plan)
    assert [model.value(g, mine) for g in model.goals] == [p.value for p in result.objective]
    assert [model.value(g, other) for g in model.goals] >= [p.value for p in result.objective]


@QUICK
@given(pathways(), st.integers(1, 9))
def test_a_required_share_that_some_plan_keeps_is_kept(
    drawn: tuple[Pathway, TeachingPlan], tenths: int
) -> None:
    pathway, hidden = drawn
    provision = Provision(
        id="T1", title="某规定", measure="practice_share", unit="ratio", at_least=Fraction(tenths, 20)
    )
    policy = Policy((provision,))
    result = plan(pathway, policy)
    if result.plan is None:
        assert result.conflict is not None
        assert not all(a.holds for a in assess(pathway, policy, hidden))
    else:
        assert all(a.holds for a in assess(pathway, policy, result.plan))
        assert not [
            f
            for f in check(pathway, policy, plan=result.plan, select=["PLN"]).findings
            if f.severity is Severity.ERROR
        ]


def test_a_whole_pathway_is_planned_and_accepted() -> None:
    pathway, _ = draw_pathway(Random(7), (24, 28))
    result = plan(pathway, EMPTY)
    assert len(pathway.courses) > 60
    assert result.status == "optimal" and result.plan is not None
    assert not findings(pathway, result.plan)
    assert all(p.value == p.bound for p in result.objective)
