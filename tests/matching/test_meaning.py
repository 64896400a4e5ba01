"""What texts mean: vectors learned from examples, and what is done with them."""

from __future__ import annotations

import numpy as np
import pytest

from articulate.matching.learned import examples, learned
from articulate.matching.meaning import Meanings, alike
from articulate.matching.rewording import tokens


def test_most_examples_are_nearest_to_what_they_were_told_as() -> None:
    """Fifty points of every seventh hundred: two ways of telling each, among those of all the others."""
    groups = [group for n, group in enumerate(examples()) if n // 50 % 14 == 0]
    one, other = (learned().meanings.directions([tokens(group[k]) for group in groups]) for k in (0, -1))
    nearest = alike(one, other).argmax(axis=1)
    assert (nearest == np.arange(len(groups))).mean() > 0.85


def test_workshop_words_are_near_to_the_words_of_a_college_that_no_example_holds() -> None:
    """No two of these are one example; 屋面 and 屋顶, 勘测 and 丈量 stand in others."""
    told = ["屋面勘测", "屋顶丈量", "护理文书"]
    assert not any(len(set(told) & set(group)) > 1 for group in examples())
    (_, near, far), *_ = alike(*[learned().meanings.directions([tokens(text) for text in told])] * 2)
    assert near > 0.3 and far < near / 3


@pytest.fixture
def few() -> Meanings:
    at = {"a": 0, "b": 1, "c": 2, "x": 3}
    return Meanings(at, np.array([[3, 4], [-4, 3], [6, 8]], dtype=np.int8))


def test_texts_are_sums_and_unknown_ones_point_nowhere(few: Meanings) -> None:
    found = few.directions([["a"], ["c", "x"], [], ["x", "y"], ["a", "b"]])
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
    known, order = learned().meanings, np.random.default_rng(1).permutation(400)
    whole = known.directions(some)
    turned = known.directions([sorted(some[n], reverse=True) for n in order])
    assert (turned == whole[order]).all()
    assert (alike(turned, turned) == alike(whole, whole)[np.ix_(order, order)]).all()
    assert (alike(whole[:3], whole[3:5]) == alike(whole, whole)[:3, 3:5]).all()
