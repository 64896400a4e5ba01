"""The structural metrics against their definitions, by counting chains one by one."""

from __future__ import annotations

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articulate.graph import CourseGraph
from articulate.model.pathway import Pathway
from articulate.readers.example import parse


def pathway(edges: list[tuple[int, int]], count: int) -> Pathway:
    lines = []
    for v in range(count):
        before = ", ".join(f"c{a}" for a, b in edges if b == v)
        lines.append(f"- {{id: c{v}, name: 课程{v}, requisites: [{before}]}}")
    return parse("secondary:\n" + "\n".join(lines)).pathway


@st.composite
def dags(draw: st.DrawFn) -> tuple[list[tuple[int, int]], int]:
    count = draw(st.integers(1, 9))
    pairs = [(a, b) for b in range(count) for a in range(b)]
    return draw(st.lists(st.sampled_from(pairs), unique=True) if pairs else st.just([])), count


def chains(graph: networkx.DiGraph) -> list[list[str]]:
    out = []
    for source in (v for v in graph if graph.in_degree(v) == 0):
        for sink in (v for v in graph if graph.out_degree(v) == 0):
            if source == sink:
                out.append([source])
            out += list(networkx.all_simple_paths(graph, source, sink)) if source != sink else []
    return out


@given(dags())
def test_metrics_are_what_their_definitions_count(case: tuple[list[tuple[int, int]], int]) -> None:
    edges, count = case
    graph = CourseGraph(pathway(edges, count))
    nx = networkx.DiGraph(graph.nx)
    every = chains(nx)
    for v in nx:
        assert graph.blocking_factor(v) == len(networkx.descendants(nx, v))
        assert graph.delay_factor(v) == max(len(c) for c in every if v in c)
        inner = [len(c) for c in every if v in c[1:-1]]
        assert graph.centrality(v) == sum(inner)
    total = sum(graph.blocking_factor(v) + graph.delay_factor(v) for v in nx)
    assert graph.complexity() == total
    assert len(graph.longest_chain()) == max(map(len, every))


@given(dags())
def test_removing_what_is_redundant_changes_no_reachability(
    case: tuple[list[tuple[int, int]], int],
) -> None:
    edges, count = case
    graph = CourseGraph(pathway(edges, count))
    gone = {(e.earlier, e.later) for e in graph.redundant()}
    left = networkx.DiGraph(graph.nx)
    before = dict(networkx.all_pairs_shortest_path_length(left))
    left.remove_edges_from(gone)
    after = dict(networkx.all_pairs_shortest_path_length(left))
    assert {v: set(d) for v, d in before.items()} == {v: set(d) for v, d in after.items()}
    assert set(networkx.transitive_reduction(networkx.DiGraph(graph.nx)).edges) == set(left.edges)


def test_a_deep_graph_needs_exact_integers() -> None:
    # 40 layers of three courses, each waiting for all of the layer before: 3**40 chains.
    layers = 40
    edges = [(3 * k + a, 3 * (k + 1) + b) for k in range(layers - 1) for a in range(3) for b in range(3)]
    graph = CourseGraph(pathway(edges, 3 * layers))
    assert graph.centrality("c60") == layers * 3 ** (layers - 1)


@pytest.mark.parametrize(
    ("requisites", "found"),
    [
        ({"a": "[b]", "b": "[c]", "c": "[a]"}, (("a", "c", "b"),)),
        ({"a": "[a]"}, (("a",),)),
        ({"a": "[{co: b}]", "b": "[{co: a}]"}, ()),
        ({"a": "[{strict_co: b}]", "b": "[a]"}, (("a", "b"),)),
        ({"a": "[{any: [b, c]}]", "b": "[a]"}, ()),
        ({"a": "[{all: [b, c]}]", "b": "[a]"}, (("a", "b"),)),
    ],
)
def test_cycles_are_rings_that_cannot_be_satisfied(
    requisites: dict[str, str], found: tuple[tuple[str, ...], ...]
) -> None:
    lines = [f"- {{id: {i}, name: 课程{i}, requisites: {requisites.get(i, '[]')}}}" for i in "abc"]
    graph = CourseGraph(parse("secondary:\n" + "\n".join(lines)).pathway)
    assert graph.cycles() == found


def test_a_requirement_makes_an_edge_from_what_meets_it() -> None:
    case = parse(
        """
        secondary: [{id: s1, name: 电工基础, outcomes: [三相负载连接/3]}]
        higher:    [{id: h1, name: 电机与拖动, requires: [三相负载连接/3]}]
        """
    )
    graph = CourseGraph(case.pathway)
    assert [(e.earlier, e.later, e.kind, e.topic) for e in graph.cut(6)] == [
        ("s1", "h1", "supply", "三相负载连接")
    ]
    assert graph.dependants("s1") == ("h1",)
    assert graph.prerequisites("h1") == ("s1",)


def test_an_unknown_course_is_told() -> None:
    with pytest.raises(KeyError):
        CourseGraph(pathway([], 1)).blocking_factor("nobody")
