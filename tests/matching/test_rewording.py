"""What examples of one thing told in other words teach, and the examples that are shipped."""

from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articulate.matching import Settings
from articulate.matching.likeness import retold
from articulate.matching.rewording import Counts, Replacements, tokens
from articulate.matching.similarity import similarities
from articulate.matching.text import normalise, shipped_rewordings, shipped_synonyms
from pairs import two

WORDS = st.text("测量丈勘屋顶面会abv 、", max_size=8)


def counted(*groups: str) -> Counts:
    return Counts.of([group.split("|") for group in groups])


def instead(wanted: list[str], token: str, counts: Counts) -> dict[str, float]:
    return replaced(wanted, counts).get(token, {})


def replaced(
    wanted: list[str], counts: Counts, own: list[list[str]] | None = None
) -> dict[str, dict[str, float]]:
    found = Replacements.among(wanted, counts, own or ())
    names = list(found.at)
    told: dict[str, dict[str, float]] = {}
    for nth, place, likely in zip(*found.of_all(np.arange(len(names))), strict=True):
        told.setdefault(names[nth], {})[names[place]] = float(likely)
    return told


def test_tokens_are_characters_pairs_and_latin_words() -> None:
    assert tokens("用plc控制") == {"用", "plc", "控", "制", "控制"}
    assert tokens("点、线") == {"点", "线"}


def test_what_one_word_has_and_the_other_has_not_stands_in_its_place() -> None:
    wanted = ["丈", "丈量", "测", "测量", "量", "屋"]
    examples = counted("丈量|测量", "屋顶丈量|屋顶测量")
    # Twice in two examples, four times as often, of two more: believed entirely.
    assert instead(wanted, "丈", examples) == {"测": 1.0, "测量": 1.0}
    assert instead(wanted, "测量", examples) == {"丈": 1.0, "丈量": 1.0}
    assert instead(wanted, "量", examples) == {} == instead(wanted, "屋", examples)


def test_what_is_rarely_replaced_is_hardly_believed() -> None:
    kept = [f"测{x}图|测{x}表" for x in "甲乙丙丁戊己庚辛壬癸"]
    examples = counted(*kept, "测图|绘图")
    # Each of the ten words with 测 is an example in either direction: it stayed 20 times and went once.
    assert instead(["测", "绘"], "测", examples) == {"绘": pytest.approx(4 / (21 + 2))}
    assert instead(["测", "绘"], "绘", examples) == {"测": 1.0}
    # In forty examples once is less than what is taken note of.
    assert instead(["测", "绘"], "测", counted(*kept, *kept, "测图|绘图")) == {}


GROUPS = st.lists(st.lists(WORDS, min_size=1, max_size=8), min_size=1, max_size=6)


@given(GROUPS, st.data())
def test_counting_for_all_at_once_is_counting_one_by_one(
    groups: list[list[str]], data: st.DataObject
) -> None:
    wanted = sorted({t for group in groups for word in group for t in tokens(word)})
    seen, swapped = dict.fromkeys(wanted, 0), dict[tuple[str, str], int]()
    for group in groups:
        words = [tokens(word) for word in group[:6]]
        for i, one in enumerate(words):
            for j, other in enumerate(words):
                if i != j:
                    for token in one:
                        seen[token] += 1
                        for new in (other - one) if token not in other else ():
                            swapped[token, new] = swapped.get((token, new), 0) + 1
    expected = {pair: min(1.0, 4 * n / (seen[pair[0]] + 2)) for pair, n in swapped.items()}
    some = data.draw(st.lists(st.sampled_from(wanted), unique=True) if wanted else st.just([]))
    numbers = data.draw(st.none() | st.permutations(range(len(wanted))))
    at = None if numbers is None else dict(zip(wanted, numbers, strict=True))
    found = replaced([*some, "未见"], Counts.of(groups, at))
    told = {(token, new): x for token, each in found.items() for new, x in each.items()}
    least = {p: x for p, x in expected.items() if x >= 0.15 and p[0] in some and p[1] in some}
    assert told == pytest.approx(least)


def test_the_synonyms_of_a_school_are_counted_on_top() -> None:
    wanted, own = ["丈", "测", "勘"], [["勘量", "丈量"], ["测绘", "勘绘"]]
    shipped = counted("丈量|测量", "测绘|勘绘")
    assert instead(wanted, "丈", shipped) == {"测": 1.0}
    both = replaced(wanted, shipped, own)
    # 丈 stands in two of the four examples, and each of the others replaces it in one.
    assert both["丈"] == {"测": 1.0, "勘": 1.0}
    assert both["勘"] == {"丈": pytest.approx(4 / 5), "测": 1.0}
    assert replaced(wanted, counted(*map("|".join, own)), [["丈量", "测量"], ["测绘", "勘绘"]]) == both
    # Whole sentences are no examples.
    assert replaced(wanted, shipped, [["勘" * 41, "丈量"]]) == replaced(wanted, shipped)


def test_often_is_counted_up_to_what_a_pair_has_room_for() -> None:
    many = counted(*["丈|测"] * (1 << 14))
    assert instead(["丈", "测"], "丈", many) == {"测": 1.0}


def test_nothing_is_learned_from_nothing() -> None:
    assert replaced(["测"], counted()) == {}
    assert replaced([], counted("测量|丈量")) == {}


def test_an_outcome_may_be_told_in_words_of_which_it_has_none() -> None:
    one = two("屋顶丈量/3, 直流电路/2, 三相电路/2", "屋面勘测/3, 语法/2, 写作/2")
    told = retold(one, Settings()).share(tokens("屋面勘测"))
    assert told[0] > 0.4 > max(told[1:3])
    near = similarities(one, Settings()).between("s1", "h1")
    assert near.get((0, 0), 0) > max((x for cell, x in near.items() if cell != (0, 0)), default=0)


# ---- the shipped examples --------------------------------------------------------------------------


def test_the_shipped_examples_are_in_normalised_form_and_each_there_once() -> None:
    lines = shipped_rewordings()
    assert len(lines) > 30_000
    assert len({frozenset(line.split("|")) for line in lines}) == len(lines)
    for line in lines:
        words = line.split("|")
        assert 2 <= len(words) == len(set(words)), line
        for word in words:
            assert normalise(word) == word.strip() == word and tokens(word) and len(word) <= 40, line


def test_every_file_says_what_it_is_and_names_the_major_of_each_example() -> None:
    folder = files("articulate.data") / "rewordings"
    for entry in folder.iterdir():
        lines = entry.read_text("utf-8").splitlines()
        assert all(line.startswith("# ") for line in lines[:3]), entry.name
        assert all(lines), entry.name


def test_no_example_is_a_group_of_synonyms_again() -> None:
    groups = {frozenset(map(normalise, group)) for group in shipped_synonyms()}
    assert not [line for line in shipped_rewordings() if frozenset(line.split("|")) in groups]


def test_what_stands_for_what_does_not_depend_on_other_words() -> None:
    examples = counted("丈量|测量", "屋顶丈量|屋面测量", "测图|绘图")
    more, fewer = ["丈", "测", "绘", "面", "顶"], ["丈", "测"]
    before = instead(more, "丈", examples)
    assert {t: x for t, x in before.items() if t in fewer} == instead(fewer, "丈", examples)
