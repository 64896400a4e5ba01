"""What texts mean: vectors learned from examples, and what is done with them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from articulate.matching.meaning import (
    Meanings,
    alike,
    digest,
    examples,
    learned_from,
    meanings,
    read,
)
from articulate.matching.rewording import tokens


def test_the_shipped_vectors_were_learned_from_the_shipped_examples() -> None:
    """Who changes an example learns them anew: python benchmarks/learn_meanings.py."""
    assert learned_from() == digest(examples())


def test_the_digest_tells_every_change() -> None:
    groups = [("对刀", "设定工件原点"), ("焊接", "电焊")]
    assert digest(groups) == digest([list(group) for group in groups])
    for other in (groups[::-1], groups[:1], [("对刀", "设定工件零点"), groups[1]]):
        assert digest(groups) != digest(other)


def test_most_examples_are_nearest_to_what_they_were_told_as() -> None:
    """Fifty points of every seventh hundred: two ways of telling each, among those of all the others."""
    groups = [group for n, group in enumerate(examples()) if n // 50 % 14 == 0]
    one, other = (meanings().directions([tokens(group[k]) for group in groups]) for k in (0, -1))
    nearest = alike(one, other).argmax(axis=1)
    assert (nearest == np.arange(len(groups))).mean() > 0.85


def test_workshop_words_are_near_to_the_words_of_a_college_that_no_example_holds() -> None:
    """No two of these are one example; 屋面 and 屋顶, 勘测 and 丈量 stand in others."""
    told = ["屋面勘测", "屋顶丈量", "护理文书"]
    assert not any(len(set(told) & set(group)) > 1 for group in examples())
    (_, near, far), *_ = alike(*[meanings().directions([tokens(text) for text in told])] * 2)
    assert near > 0.3 and far < near / 3


@pytest.fixture
def few() -> Meanings:
    return Meanings(["a", "b", "c"], np.array([[3, 4], [-4, 3], [6, 8]], dtype=np.int8))


def test_texts_are_sums_and_unknown_ones_point_nowhere(few: Meanings) -> None:
    found = few.directions([["a"], ["c", "x"], [], ["x"], ["a", "b"]])
    assert (found == np.round(found)).all()
    assert (found[0] == found[1]).all() and np.hypot(*found[0]) == pytest.approx(2**15, abs=1)
    assert not found[2].any() and not found[3].any()
    assert np.sign(found[4]).tolist() == [-1.0, 1.0]
    assert few.directions([]).shape == (0, 2)


def test_likeness_lies_between_0_and_1(few: Meanings) -> None:
    found = alike(*[few.directions([["a"], ["b"], ["a", "b"], []])] * 2)
    assert found.diagonal().tolist() == pytest.approx([1, 1, 1, 0], abs=1e-4)
    assert (found == found.T).all() and found.min() == 0.0
    against = alike(few.directions([["a"]]), -few.directions([["a"]]))
    assert against[0, 0] == 0.0


def test_neither_order_nor_company_changes_a_digit() -> None:
    some = [tokens(group[0]) for group in examples()[:400]]
    known, order = meanings(), np.random.default_rng(1).permutation(400)
    whole = known.directions(some)
    turned = known.directions([sorted(some[n], reverse=True) for n in order])
    assert (turned == whole[order]).all()
    assert (alike(turned, turned) == alike(whole, whole)[np.ix_(order, order)]).all()
    assert (alike(whole[:3], whole[3:5]) == alike(whole, whole)[:3, 3:5]).all()


def test_what_is_written_is_read_again_and_the_same_bytes_come_of_it(tmp_path: Path, few: Meanings) -> None:
    for name in ("one.npz", "two.npz"):
        few.write(tmp_path / name, "digest")
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    again, of = read(tmp_path / "one.npz")
    assert of == "digest"
    assert (again.directions([["a"], ["c"]]) == few.directions([["a"], ["c"]])).all()
    assert [p.name for p in sorted(tmp_path.iterdir())] == ["one.npz", "two.npz"]
